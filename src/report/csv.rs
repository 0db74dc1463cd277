//! A row for each finding, or for each claim, for spreadsheets (RFC 4180).

use std::io;

use csv::{Terminator, Writer, WriterBuilder};

use super::record::{self, ClaimRecord};
use super::text::clean;
use super::{Options, Report};
use crate::claim::Claim;

const FINDING: [&str; 8] = ["id", "rule", "verdict", "topic", "title", "reason", "heading", "both_if"];

/// The columns of each of a finding's two claims, after `a_` and `b_`.
const SIDE: [&str; 13] = [
    "document",
    "line",
    "outlet",
    "as_of",
    "type",
    "value",
    "value2",
    "modifier",
    "unit",
    "period",
    "attribution",
    "quote",
    "sentence",
];

const CLAIM: [&str; 27] = [
    "id",
    "document",
    "field",
    "line",
    "start",
    "end",
    "quote",
    "sentence",
    "type",
    "value",
    "value2",
    "low",
    "high",
    "modifier",
    "unit",
    "change",
    "measure",
    "participants",
    "period",
    "part",
    "polarity",
    "modality",
    "attribution",
    "as_of",
    "rule",
    "note",
    "set_aside",
];

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = writer(out);
    let sides = ["a", "b"].into_iter().flat_map(|side| SIDE.iter().map(move |column| format!("{side}_{column}")));
    rows.write_record(FINDING.iter().map(|column| (*column).to_owned()).chain(sides))?;
    for finding in report.findings.iter().filter(|finding| options.shows(finding.verdict)) {
        let topic = &report.topics[finding.topic];
        let head = [
            text(&finding.id),
            finding.rule.to_owned(),
            finding.verdict.name().to_owned(),
            text(&topic.id),
            text(&topic.title),
            text(&finding.reason),
            finding.heading.unwrap_or_default().to_owned(),
            finding.both_if.as_deref().map(text).unwrap_or_default(),
        ];
        let sides = [finding.a, finding.b].into_iter().flat_map(|at| side(&report.claims[at]));
        rows.write_record(head.into_iter().chain(sides))?;
    }
    rows.flush()
}

pub(super) fn write_claims(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rows = writer(out);
    rows.write_record(CLAIM)?;
    for claim in record::claims(report, options) {
        rows.write_record(row(&ClaimRecord::from(claim)))?;
    }
    rows.flush()
}

fn writer(out: &mut dyn io::Write) -> Writer<&mut dyn io::Write> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

fn side(claim: &Claim) -> [String; SIDE.len()] {
    let record = ClaimRecord::from(claim);
    [
        text(record.document),
        record.line.to_string(),
        claim.outlet.as_deref().map(text).unwrap_or_default(),
        record.as_of.unwrap_or_default(),
        record.kind.to_owned(),
        record.value.unwrap_or_default(),
        record.value2.unwrap_or_default(),
        record.modifier.to_owned(),
        record.unit.map(text).unwrap_or_default(),
        record.period.unwrap_or_default(),
        record.attribution.map(text).unwrap_or_default(),
        text(record.quote),
        text(record.sentence),
    ]
}

fn row(record: &ClaimRecord) -> [String; CLAIM.len()] {
    let optional = |cell: &Option<String>| cell.clone().unwrap_or_default();
    let words = |cell: Option<&str>| cell.map(text).unwrap_or_default();
    let participants: Vec<String> = record
        .participants
        .iter()
        .map(|participant| format!("{} ({})", participant.entity, participant.role))
        .collect();
    [
        text(record.id),
        text(record.document),
        record.field.to_owned(),
        record.line.to_string(),
        record.start.to_string(),
        record.end.to_string(),
        text(record.quote),
        text(record.sentence),
        record.kind.to_owned(),
        optional(&record.value),
        optional(&record.value2),
        optional(&record.low),
        optional(&record.high),
        record.modifier.to_owned(),
        words(record.unit),
        record.change.to_owned(),
        text(&record.measure.join("; ")),
        text(&participants.join("; ")),
        optional(&record.period),
        words(record.part),
        record.polarity.to_owned(),
        record.modality.to_owned(),
        words(record.attribution),
        optional(&record.as_of),
        record.rule.to_owned(),
        words(record.note),
        record.set_aside.unwrap_or_default().to_owned(),
    ]
}

/// Words of others without control characters, and so that no spreadsheet takes them for a formula. Numbers and words
/// of the contract stay as they are.
fn text(words: &str) -> String {
    let words = clean(words);
    if words.trim_start().starts_with(['=', '+', '-', '@']) { format!("'{words}") } else { words.into_owned() }
}
