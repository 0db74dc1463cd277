//! Claims and findings as machines read them. Names, order and meaning of these fields are a contract; a change of it
//! raises [`VERSION`].

use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::Serialize;

use super::{Options, Report, Source, source};
use crate::claim::{Claim, Part, Participant};
use crate::document::{Published, SetAside};
use crate::finding::{Finding, Verdict};
use crate::topic::Topic;
use crate::value::{Change, Interval, Limit, Time, Tolerance, Value, canonical};

/// The version of the contract.
pub(super) const VERSION: u32 = 1;

/// A claim. Offsets are Unicode code points in the document's field, half-open.
#[derive(Serialize)]
pub(super) struct ClaimRecord<'a> {
    pub id: &'a str,
    pub document: &'a str,
    pub field: &'static str,
    pub line: usize,
    pub start: usize,
    pub end: usize,
    pub quote: &'a str,
    pub sentence: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub value: Option<String>,
    pub value2: Option<String>,
    pub low: Option<String>,
    pub high: Option<String>,
    pub modifier: &'static str,
    pub unit: Option<&'a str>,
    pub change: &'static str,
    pub measure: Vec<&'a str>,
    pub participants: Vec<ParticipantRecord<'a>>,
    pub period: Option<String>,
    pub part: Option<&'a str>,
    pub polarity: &'static str,
    pub modality: &'static str,
    pub attribution: Option<&'a str>,
    pub as_of: Option<String>,
    pub rule: &'static str,
    pub note: Option<&'a str>,
    pub set_aside: Option<&'static str>,
}

/// A participant of a claim.
#[derive(Serialize)]
pub(super) struct ParticipantRecord<'a> {
    pub entity: &'a str,
    pub role: &'static str,
}

/// A finding, with the claims' ids or the claims themselves as `C`.
#[derive(Serialize)]
pub(super) struct FindingRecord<'a, C> {
    pub id: &'a str,
    pub rule: &'static str,
    pub verdict: &'static str,
    pub topic: &'a str,
    pub a: C,
    pub b: C,
    pub reason: &'a str,
    pub heading: Option<&'static str>,
    pub both_if: Option<&'a str>,
}

/// A document.
#[derive(Serialize)]
pub(super) struct DocumentRecord<'a> {
    name: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    language: &'static str,
    trust: &'static str,
    reference: bool,
}

/// A topic.
#[derive(Serialize)]
pub(super) struct TopicRecord<'a> {
    id: &'a str,
    title: &'a str,
    named: bool,
    tolerance: Option<ToleranceRecord>,
    claims: Vec<&'a str>,
}

/// How far values of a topic may lie apart.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum ToleranceRecord {
    Absolute(String),
    Share(String),
}

/// The figures of a run. `verdicts` counts every judged pair.
#[derive(Serialize)]
pub(super) struct SummaryRecord {
    documents: usize,
    low_trust: usize,
    facts: usize,
    claims: usize,
    new: Option<usize>,
    compared: usize,
    agreeing: usize,
    waived: usize,
    known: usize,
    verdicts: BTreeMap<&'static str, usize>,
    set_aside: BTreeMap<&'static str, usize>,
}

impl<'a> From<&'a Claim> for ClaimRecord<'a> {
    fn from(claim: &'a Claim) -> Self {
        let frame = &claim.frame;
        let told = claim.as_told();
        let (low, high) = bounds(told);
        let change = match &claim.value {
            Value::Quantity(quantity) => quantity.change,
            Value::Time(_) | Value::Rank(_) | Value::Ordinal(_) | Value::Score(_) => Change::Level,
        };
        Self {
            id: &claim.id,
            document: &claim.document,
            field: claim.field.name(),
            line: claim.line,
            start: claim.characters.start,
            end: claim.characters.end,
            quote: &claim.quote,
            sentence: &claim.sentence,
            kind: told.kind().name(),
            value: told.canonical(),
            value2: told.canonical_end(),
            low,
            high,
            modifier: told.modifier().symbol(),
            unit: told.unit_id(),
            change: change.name(),
            measure: measure(claim),
            participants: frame.participants.iter().map(ParticipantRecord::from).collect(),
            period: period(claim),
            part: frame.part.as_ref().map(Part::name),
            polarity: frame.polarity.name(),
            modality: frame.modality.name(),
            attribution: frame.attribution.as_deref(),
            as_of: claim.published.map(iso),
            rule: claim.rule,
            note: claim.note.as_deref(),
            set_aside: claim.set_aside.map(SetAside::name),
        }
    }
}

impl<'a> From<&'a Participant> for ParticipantRecord<'a> {
    fn from(participant: &'a Participant) -> Self {
        Self { entity: participant.entity.name(), role: participant.role.name() }
    }
}

impl<'a, C> FindingRecord<'a, C> {
    pub fn new(report: &'a Report, finding: &'a Finding, claim: impl Fn(&'a Claim) -> C) -> Self {
        Self {
            id: &finding.id,
            rule: finding.rule,
            verdict: finding.verdict.name(),
            topic: &report.topics[finding.topic].id,
            a: claim(&report.claims[finding.a]),
            b: claim(&report.claims[finding.b]),
            reason: &finding.reason,
            heading: finding.heading,
            both_if: finding.both_if.as_deref(),
        }
    }
}

impl<'a> From<&'a Source> for DocumentRecord<'a> {
    fn from(document: &'a Source) -> Self {
        Self {
            name: &document.name,
            title: document.title.as_deref(),
            outlet: document.outlet.as_deref(),
            published: document.published.map(iso),
            url: document.url.as_deref(),
            language: document.language,
            trust: document.trust.name(),
            reference: document.reference,
        }
    }
}

impl<'a> TopicRecord<'a> {
    pub fn new(report: &'a Report, topic: &'a Topic) -> Self {
        Self {
            id: &topic.id,
            title: &topic.title,
            named: topic.named,
            tolerance: topic.tolerance.map(|tolerance| match tolerance {
                Tolerance::Absolute(limit) => ToleranceRecord::Absolute(canonical(limit)),
                Tolerance::Share(share) => ToleranceRecord::Share(canonical(share)),
            }),
            claims: topic.claims.iter().map(|at| report.claims[*at].id.as_str()).collect(),
        }
    }
}

impl SummaryRecord {
    pub fn new(report: &Report) -> Self {
        let mut verdicts: BTreeMap<&str, usize> = Verdict::ALL.iter().map(|verdict| (verdict.name(), 0)).collect();
        for finding in &report.findings {
            *verdicts.entry(finding.verdict.name()).or_default() += 1;
        }
        let summary = &report.summary;
        Self {
            documents: summary.documents,
            low_trust: summary.low_trust,
            facts: summary.facts,
            claims: summary.claims,
            new: summary.new,
            compared: summary.compared,
            agreeing: summary.agreeing,
            waived: summary.waived,
            known: summary.known,
            verdicts,
            set_aside: summary.set_aside.iter().map(|(reason, count)| (reason.name(), *count)).collect(),
        }
    }
}

/// The claims to be written: all, or those that were not set aside.
pub(super) fn claims<'a>(report: &'a Report, options: &Options) -> impl Iterator<Item = &'a Claim> {
    let all = options.all;
    report.claims.iter().filter(move |claim| all || claim.set_aside.is_none())
}

/// Concepts and, where none fits, stems of what is measured.
pub(super) fn measure(claim: &Claim) -> Vec<&str> {
    let frame = &claim.frame;
    frame.measure.iter().map(|concept| concept.name()).chain(frame.head.iter().map(CompactString::as_str)).collect()
}

/// The period that a claim states for itself: a date, or `first/last` with `..` for an end that is open.
pub(super) fn period(claim: &Claim) -> Option<String> {
    let time = source::own_period(claim)?;
    let one_date = matches!(time, Time::Period(period) if period.is_one_date());
    match (time.canonical(), time.canonical_end()) {
        (None, None) => None,
        (Some(date), None) if one_date => Some(date),
        (first, last) => {
            let open = || "..".to_owned();
            Some(format!("{}/{}", first.unwrap_or_else(open), last.unwrap_or_else(open)))
        }
    }
}

/// A date, or a local date and time.
pub(super) fn iso(published: Published) -> String {
    match published.clock {
        Some(clock) => published.day.to_datetime(clock).to_string(),
        None => published.day.to_string(),
    }
}

/// What the words literally allow, in their own unit; for times the first and the last day.
fn bounds(value: &Value) -> (Option<String>, Option<String>) {
    match value {
        Value::Quantity(quantity) => match quantity.literal_as_written() {
            Some(Interval { low, high }) => (limit(low), limit(high)),
            None => (None, None),
        },
        Value::Time(Time::Period(period)) => {
            let (first, last) = period.allowed().span();
            (first.map(|day| day.to_string()), last.map(|day| day.to_string()))
        }
        Value::Time(Time::Partial(_) | Time::Clock { .. }) | Value::Score(_) => (None, None),
        Value::Rank(rank) => (Some(rank.place.to_string()), (!rank.among).then(|| rank.place.to_string())),
        Value::Ordinal(ordinal) => (Some(ordinal.number.to_string()), Some(ordinal.number.to_string())),
    }
}

fn limit(limit: Limit) -> Option<String> {
    limit.value().map(canonical)
}
