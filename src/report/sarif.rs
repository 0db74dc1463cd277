//! SARIF 2.1.0, the format of code scanning: one result for each finding, at the claim to look at first, with the other
//! claim as its related location. A finding that does not count is suppressed, with the reason.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::escape;
use super::excerpt::Excerpt;
use super::message;
use super::place::{self, Place};
use super::text::clean;
use super::{Options, Report, Settled, Why};
use crate::claim::Claim;
use crate::config::IdParts;
use crate::finding::{Finding, Verdict, rules};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What relative paths are relative to, by the name that code scanning knows.
const ROOT: &str = "%SRCROOT%";

/// The fingerprints by which a later run knows a finding again: its id, and either half of it; the numbers rise when what
/// they rest on changes.
const FINGERPRINTS: [&str; 3] = ["findingId/v1", "findingArticles/v1", "findingWords/v1"];

/// By which a message points to the related location.
const OTHER: usize = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    results: Vec<Finds<'a>>,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Message,
    help: Help<'a>,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finds<'a> {
    rule_id: &'a str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    related_locations: [Location<'a>; 1],
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
struct Properties<'a> {
    verdict: &'static str,
    topic: &'a str,
    title: &'a str,
}

// The standard calls the fields so.
#[expect(clippy::struct_field_names)]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_locations: Option<[Logical<'a>; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    snippet: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical<'a> {
    name: &'a str,
    fully_qualified_name: &'a str,
}

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let shown = report.findings.iter().filter(|finding| options.shows(finding.verdict));
    let counted = shown.map(|finding| result(report, finding));
    let settled = report.settled_within(options).map(|Settled { finding, why }| Finds {
        suppressions: Some([suppression(report, why)]),
        ..result(report, finding)
    });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: descriptors(),
                },
            },
            column_kind: "unicodeCodePoints",
            original_uri_base_ids: [(ROOT, Base { description: plain("The folder that the command ran in.") })].into(),
            results: counted.chain(settled).collect(),
        }],
    };
    escape::pretty(&log, out)
}

fn descriptors() -> Vec<Descriptor<'static>> {
    let descriptor = |rule: &'static crate::finding::Rule| Descriptor {
        id: rule.code,
        name: rule.name,
        short_description: plain(rule.title()),
        help: Help { text: rule.page, markdown: rule.page },
    };
    rules().iter().map(descriptor).collect()
}

fn result<'a>(report: &'a Report, finding: &'a Finding) -> Finds<'a> {
    let [first, other] = place::sides(report, finding).map(|at| &report.claims[at]);
    let (kind, level) = severity(finding.verdict);
    let topic = &report.topics[finding.topic];
    Finds {
        rule_id: finding.rule,
        rule_index: rules().iter().position(|rule| rule.code == finding.rule).unwrap_or_default(),
        kind,
        level,
        message: message::of(report, finding, escaped, |other| format!("[{other}]({OTHER})")).into(),
        locations: [location(first, None, None)],
        related_locations: [location(other, Some(OTHER), Some(plain(&Excerpt::of(other).text())))],
        partial_fingerprints: fingerprints(&finding.id),
        suppressions: None,
        properties: Properties { verdict: finding.verdict.name(), topic: &topic.id, title: &topic.title },
    }
}

fn fingerprints(id: &str) -> BTreeMap<&'static str, String> {
    let halves =
        IdParts::of(id).map(|parts| [parts.articles, parts.words].map(|half| format!("{}-{half}", parts.rule)));
    let all = std::iter::once(id.to_owned()).chain(halves.into_iter().flatten());
    FINGERPRINTS.into_iter().zip(all).collect()
}

/// Why a finding does not count: an article says so itself, or a file beside the articles.
fn suppression(report: &Report, why: &Why) -> Suppression {
    let is_article = |path: &Path| report.documents.iter().any(|document| path == Path::new(&document.name));
    let in_source = matches!(why, Why::Waived(waiver) if is_article(&waiver.place.path));
    let kind = if in_source { "inSource" } else { "external" };
    Suppression { kind, status: "accepted", justification: clean(&why.to_string()).into_owned() }
}

/// How a verdict is told in the words of the format. A result that is no failure has no level.
const fn severity(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Contradiction => ("fail", "error"),
        Verdict::Tension => ("fail", "warning"),
        Verdict::Update => ("fail", "note"),
        Verdict::Compatible | Verdict::Agreement => ("pass", "none"),
        Verdict::Incomparable => ("notApplicable", "none"),
    }
}

fn location(claim: &Claim, id: Option<usize>, message: Option<Message>) -> Location<'_> {
    let place = Place::of(claim);
    let region = place.region.map(|region| Region {
        start_line: region.line,
        start_column: region.column,
        end_line: region.end_line,
        end_column: region.end_column,
        snippet: Message { text: claim.quote.clone() },
    });
    Location {
        id,
        physical_location: Physical {
            artifact_location: Artifact { uri: place.uri(), uri_base_id: place.is_relative().then_some(ROOT) },
            region,
        },
        logical_locations: place.record.map(|name| [Logical { name, fully_qualified_name: &claim.document }]),
        message,
    }
}

fn plain(text: &str) -> Message {
    Message { text: escaped(text) }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self { text }
    }
}

/// A text that holds no link: brackets would make one, also to an address of the article's choice.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in clean(text).chars() {
        if matches!(letter, '\\' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
