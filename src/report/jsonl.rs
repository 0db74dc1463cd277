//! One JSON object a line: findings with their claims in them, or claims.

use std::io;

use super::record::{self, ClaimRecord, FindingRecord};
use super::{Options, Report};

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in report.findings.iter().filter(|finding| options.shows(finding.verdict)) {
        serde_json::to_writer(&mut *out, &FindingRecord::new(report, finding, ClaimRecord::from))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

pub(super) fn write_claims(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    for claim in record::claims(report, options) {
        serde_json::to_writer(&mut *out, &ClaimRecord::from(claim))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
