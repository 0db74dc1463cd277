//! One JSON object for a whole run.

use std::io;

use serde::Serialize;

use super::escape::pretty;
use super::record::{self, ClaimRecord, DocumentRecord, FindingRecord, SummaryRecord, TopicRecord};
use super::{Options, Report};

#[derive(Serialize)]
struct ReportRecord<'a> {
    version: u32,
    documents: Vec<DocumentRecord<'a>>,
    claims: Vec<ClaimRecord<'a>>,
    topics: Vec<TopicRecord<'a>>,
    findings: Vec<FindingRecord<'a, &'a str>>,
    summary: SummaryRecord,
}

#[derive(Serialize)]
struct ClaimsRecord<'a> {
    version: u32,
    documents: Vec<DocumentRecord<'a>>,
    claims: Vec<ClaimRecord<'a>>,
}

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let findings = report.findings.iter().filter(|finding| options.shows(finding.verdict));
    let record = ReportRecord {
        version: record::VERSION,
        documents: report.documents.iter().map(DocumentRecord::from).collect(),
        claims: record::claims(report, options).map(ClaimRecord::from).collect(),
        topics: report.topics.iter().map(|topic| TopicRecord::new(report, topic)).collect(),
        findings: findings.map(|finding| FindingRecord::new(report, finding, |claim| claim.id.as_str())).collect(),
        summary: SummaryRecord::new(report),
    };
    pretty(&record, out)
}

pub(super) fn write_claims(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let record = ClaimsRecord {
        version: record::VERSION,
        documents: report.documents.iter().map(DocumentRecord::from).collect(),
        claims: record::claims(report, options).map(ClaimRecord::from).collect(),
    };
    pretty(&record, out)
}
