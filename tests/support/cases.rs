//! Pairs of statements and the verdict on each, as the files of `tests/verdicts/` give them.

#![allow(dead_code, reason = "each test reads its own part of a case")]

use std::fs;
use std::path::Path;

use mizan::config::{Config, parse_date};
use mizan::document::{Document, Published};
use mizan::finding::{Finding, Verdict};
use mizan::report::Report;
use serde::Deserialize;

/// Two statements, and what they are to each other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    pub id: String,
    /// What the case tries.
    pub theme: String,
    pub a: String,
    /// Empty where `a` is an article that is looked through by itself.
    #[serde(default)]
    pub b: String,
    /// When each was published.
    pub date_a: Option<toml::value::Datetime>,
    pub date_b: Option<toml::value::Datetime>,
    pub verdict: String,
    /// Verdicts that are as good.
    #[serde(default)]
    pub accept: Vec<String>,
    /// The rule that is to decide.
    pub rule: Option<String>,
    pub why: Option<String>,
    /// Why the case does not hold yet.
    pub short: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    case: Vec<Case>,
}

/// Every case, in the order of the files.
pub fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verdicts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        toml::from_str::<CaseFile>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).case
    };
    paths.iter().flat_map(|path| read(path)).collect()
}

impl Case {
    /// The statements as documents, under names of the caller's choice.
    pub fn documents(&self, name_a: &str, name_b: &str) -> Vec<Document> {
        let mut documents = vec![document(name_a, &self.a, self.date_a)];
        if !self.b.is_empty() {
            documents.push(document(name_b, &self.b, self.date_b));
        }
        documents
    }
}

fn document(name: &str, text: &str, date: Option<toml::value::Datetime>) -> Document {
    let mut document = Document::from_text(name, text, &Config::default()).unwrap();
    document.published = date.map(|date| {
        let (day, clock) = parse_date(&date.to_string()).unwrap();
        Published { day, clock }
    });
    document
}

/// The most severe finding between two documents, or within the only one.
pub fn answer(report: &Report) -> Option<&Finding> {
    let alone = report.documents.len() == 1;
    let between = |finding: &&Finding| alone || report.claims[finding.a].document != report.claims[finding.b].document;
    report.findings.iter().filter(between).max_by_key(|finding| finding.verdict)
}

/// The verdict of an answer: where nothing was aligned, nothing can be compared.
pub fn verdict(answer: Option<&Finding>) -> Verdict {
    answer.map_or(Verdict::Incomparable, |finding| finding.verdict)
}
