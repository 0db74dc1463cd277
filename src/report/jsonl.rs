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
    // One write a line: the serializer writes every quote and comma by itself.
    let mut line = Vec::new();
    for claim in record::claims(report, options) {
        line.clear();
        serde_json::to_writer(&mut line, &ClaimRecord::from(claim))?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}
