//! One JSON object a line: findings with their claims in them, or claims.

use std::io;

use super::escape;
use super::line::Lines;
use super::record::{self, ClaimRecord, FindingRecord};
use super::{Options, Report};
use crate::claim::Claim;

/// How many bytes are written at once.
const FULL: usize = 1 << 16;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in report.findings.iter().filter(|finding| options.shows(finding.verdict)) {
        escape::line(&FindingRecord::new(report, finding, ClaimRecord::from), out)?;
    }
    Ok(())
}

pub(super) fn write_claims(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut lines = Lines::default();
    for claim in record::claims(report, options) {
        lines.claim(&ClaimRecord::from(claim));
        if lines.text.len() > FULL {
            out.write_all(&lines.text)?;
            lines.clear();
        }
    }
    out.write_all(&lines.text)
}

/// The lines of some claims.
pub(super) fn claims(claims: &[Claim], options: &Options) -> Vec<u8> {
    let mut lines = Lines::default();
    for claim in claims.iter().filter(|claim| options.all || claim.set_aside.is_none()) {
        lines.claim(&ClaimRecord::from(claim));
    }
    lines.text
}
