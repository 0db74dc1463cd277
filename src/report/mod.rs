//! What a run found, and the formats that it is written in: one file each.

mod claims;
mod concise;
mod csv;
mod diff;
mod escape;
mod excerpt;
mod explain;
mod format;
mod full;
mod github;
mod gitlab;
mod group;
mod html;
mod json;
mod jsonl;
mod junit;
mod line;
mod markdown;
mod matched;
mod message;
mod place;
mod reasons;
mod record;
mod rest;
mod rows;
mod sarif;
mod settle;
mod source;
mod table;
mod text;
mod timeline;

use std::collections::{BTreeMap, BTreeSet};
use std::{fmt, io};

use crate::claim::Claim;
use crate::config::Waiver;
use crate::document::{Document, Published, SetAside, Trust};
use crate::finding::{Finding, Verdict};
use crate::topic::Topic;

pub use format::Format;
pub use rest::{Differ, Rest};
pub(crate) use rest::{differ_in_period_alone, with_period};
pub use rows::Rows;
pub use settle::{Baseline, Settled, Waivers, Why};
pub(crate) use source::short_names;
pub(crate) use timeline::LARGE;
pub use timeline::{Clash, Story};

/// What a run read, extracted, compared and found. In a stable order, whatever the order of the documents.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was read, by name.
    pub documents: Vec<Source>,
    /// Every mention as a claim, those set aside too, by document and place.
    pub claims: Vec<Claim>,
    /// The topics in which something was compared.
    pub topics: Vec<Topic>,
    /// Every judged pair, the most severe first.
    pub findings: Vec<Finding>,
    /// What findings come to that are not in the list, where only those that are shown are kept.
    pub rest: Rest,
    /// Findings that do not count, and why.
    pub settled: Vec<Settled>,
    /// The closing line's figures.
    pub summary: Summary,
    /// The names of the new articles, where a run holds new ones against an archive.
    pub new: BTreeSet<String>,
}

/// A document as reports name it.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// What it is known by between runs.
    pub key: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Published>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The language's ISO 639 code.
    pub language: &'static str,
    /// How far its text can be trusted to be what was written.
    pub trust: Trust,
    /// A title that stands apart from the text.
    pub title: Option<String>,
    /// A fact of `claims.toml`, with its citation as the outlet.
    pub reference: bool,
    /// The findings that it says are to be let stand.
    pub waivers: Vec<Waiver>,
}

/// What was read, extracted, compared and set aside.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Documents read.
    pub documents: usize,
    /// Of these, those whose text is low-trust, as PDF is.
    pub low_trust: usize,
    /// Facts of `claims.toml` that they were held against.
    pub facts: usize,
    /// Claims extracted, without those set aside.
    pub claims: usize,
    /// Pairs of claims judged.
    pub compared: usize,
    /// Of the documents, those that a gate looks at as new or changed; none where it looks at all.
    pub new: Option<usize>,
    /// Topics in which nothing is flagged and something agrees.
    pub agreeing: usize,
    /// Findings that are waived.
    pub waived: usize,
    /// Findings that a baseline knows.
    pub known: usize,
    /// Mentions set aside, by reason.
    pub set_aside: BTreeMap<SetAside, usize>,
}

/// How a report is written. Machine formats heed `all`, `least` and `fails` alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The columns that a line may take, where lines are wrapped.
    pub width: usize,
    /// With the styles of a terminal.
    pub color: bool,
    /// With direction isolates round right-to-left text and paths, for a terminal.
    pub isolate: bool,
    /// With every judged pair and every mention, those set aside too.
    pub all: bool,
    /// The least severe verdict that is shown where not all are.
    pub least: Verdict,
    /// The least severe verdict that fails a gate, for formats that tell failures from remarks.
    pub fails: Verdict,
    /// With word diffs under the table.
    pub diff: bool,
    /// With the reading of each claim, step by step, instead of the table of claims.
    pub explain: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 100,
            color: false,
            isolate: false,
            all: false,
            least: Verdict::Tension,
            fails: Verdict::Contradiction,
            diff: false,
            explain: false,
        }
    }
}

impl Options {
    /// Whether findings of this verdict are written.
    #[must_use]
    pub fn shows(&self, verdict: Verdict) -> bool {
        self.all || verdict >= self.least
    }
}

/// Writes what a run found.
///
/// # Errors
///
/// Those of `out`.
pub fn write(report: &Report, format: Format, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Table => table::write(report, options, out),
        Format::Full => full::write(report, options, out),
        Format::Concise => concise::write(report, options, out),
        Format::Json => json::write(report, options, out),
        Format::Jsonl => jsonl::write(report, options, out),
        Format::Csv => csv::write(report, options, out),
        Format::Markdown => markdown::write(report, options, out),
        Format::Html => html::write(report, options, out),
        Format::Sarif => sarif::write(report, options, out),
        Format::Junit => junit::write(report, options, out),
        Format::Github => github::write(report, options, out),
        Format::Gitlab => gitlab::write(report, options, out),
    }
}

/// A report whose findings are too many to hold.
pub trait Parts {
    /// The report without findings: documents, figures, and what the rest of the findings come to.
    fn whole(&self) -> &Report;

    /// How many parts there are, in the order in which they are told.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a part is all that is flagged of a topic of many documents, which is told as a [`Story`]. Else it is all of
    /// one topic, verdict, rule and heading.
    fn is_story(&self, part: usize) -> bool;

    /// A part of the latter kind, as a report with its claims and findings alone.
    ///
    /// # Errors
    /// Findings cannot be read back.
    fn blocks(&self, part: usize) -> io::Result<Report>;

    /// A part of the former kind.
    ///
    /// # Errors
    /// Findings cannot be read back.
    fn story(&self, part: usize) -> io::Result<Story<'_>>;
}

/// Writes what a run found as a table, part by part.
///
/// # Errors
///
/// Those of `out` and of the parts.
pub fn write_parts(parts: &dyn Parts, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    table::write_parts(parts, options, out)
}

/// Writes what was found as Markdown of at most so many bytes, for pages that take no more; what is left out is counted.
///
/// # Errors
///
/// Those of `out`.
pub fn write_summary(report: &Report, options: &Options, most: usize, out: &mut dyn io::Write) -> io::Result<()> {
    markdown::write_within(report, options, most, out)
}

/// Writes what was extracted.
///
/// # Errors
///
/// Those of `out`, and [`io::ErrorKind::Unsupported`] for a format that is not among [`Format::CLAIMS`].
pub fn write_claims(report: &Report, format: Format, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Table if options.explain => explain::write(report, options, out),
        Format::Table => claims::write(report, options, out),
        Format::Json => json::write_claims(report, options, out),
        Format::Jsonl => jsonl::write_claims(report, options, out),
        Format::Csv => csv::write_claims(report, options, out),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

/// Claims as JSON, a line each: those of one document after the other, where all of them are not to be kept.
#[must_use]
pub fn claim_lines(claims: &[Claim], options: &Options) -> Vec<u8> {
    jsonl::claims(claims, options)
}

/// Writes one finding in full.
///
/// # Errors
///
/// Those of `out`.
pub fn write_finding(report: &Report, finding: &Finding, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    full::write_finding(report, finding, options, out)
}

impl Report {
    /// Puts a report together.
    #[must_use]
    pub fn new(documents: Vec<Source>, claims: Vec<Claim>, topics: Vec<Topic>, findings: Vec<Finding>) -> Self {
        let mut set_aside = BTreeMap::new();
        for reason in claims.iter().filter_map(|claim| claim.set_aside) {
            *set_aside.entry(reason).or_default() += 1;
        }
        let summary = Summary {
            documents: documents.iter().filter(|source| !source.reference).count(),
            low_trust: documents.iter().filter(|source| source.trust == Trust::Low).count(),
            facts: documents.iter().filter(|source| source.reference).count(),
            claims: claims.iter().filter(|claim| claim.set_aside.is_none()).count(),
            compared: findings.len(),
            agreeing: agreeing(&findings),
            set_aside,
            ..Summary::default()
        };
        Self { documents, claims, topics, findings, summary, ..Self::default() }
    }

    /// The report with only the findings that touch one of these documents, which are its new ones.
    #[must_use]
    pub fn touching(mut self, documents: &BTreeSet<String>) -> Self {
        self.new.clone_from(documents);
        let claims = &self.claims;
        let touches =
            |finding: &Finding| [finding.a, finding.b].iter().any(|at| documents.contains(&*claims[*at].document));
        self.findings.retain(touches);
        self.settled.retain(|settled| touches(&settled.finding));
        self.summary.known = self.settled.iter().filter(|settled| settled.why == Why::Known).count();
        self.summary.waived = self.settled.len() - self.summary.known;
        self.summary.compared = self.findings.len() + self.settled.len();
        self.summary.agreeing = agreeing(&self.findings);
        let facts = self.documents.iter().filter(|document| document.reference && documents.contains(&document.name));
        self.summary.new = Some(documents.len() - facts.count());
        self
    }

    /// What there is to say where nothing is flagged: that it is so, or that nothing was compared.
    #[must_use]
    pub fn silence(&self) -> Option<String> {
        let pairs = match self.summary.compared {
            0 if self.summary.new.is_some() && self.new.is_empty() => {
                return Some("Nothing was compared: no article is new or changed.".to_owned());
            }
            0 => return Some("Nothing was compared: no two claims speak of one thing.".to_owned()),
            1 => "the 1 pair compared holds".to_owned(),
            pairs => format!("the {pairs} pairs compared hold"),
        };
        let flagged = self.rest.flagged || self.findings.iter().any(|finding| finding.verdict.is_flagged());
        if !flagged && !self.settled.is_empty() {
            return Some("Nothing is flagged but what is waived or known.".to_owned());
        }
        (!flagged).then(|| format!("Nothing is flagged: {pairs} no contradiction and no tension."))
    }
}

/// In how many topics nothing is flagged and something agrees.
fn agreeing(findings: &[Finding]) -> usize {
    let mut topics: BTreeMap<usize, BTreeSet<Verdict>> = BTreeMap::new();
    for finding in findings {
        topics.entry(finding.topic).or_default().insert(finding.verdict);
    }
    let agree = |verdicts: &&BTreeSet<Verdict>| {
        verdicts.iter().any(|verdict| matches!(verdict, Verdict::Agreement | Verdict::Compatible))
            && !verdicts.iter().any(|verdict| verdict.is_flagged())
    };
    topics.values().filter(agree).count()
}

impl Summary {
    /// What was read, extracted and set aside, in words: `5 documents, 128 claims, 3 mentions set aside (caption 3)`.
    #[must_use]
    pub fn extracted(&self) -> String {
        [Some(self.taken_in()), self.put_aside()].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn taken_in(&self) -> String {
        let documents = count(self.documents, "document", "documents");
        let low_trust = match self.low_trust {
            0 => String::new(),
            number => format!(" ({number} low-trust, from PDF)"),
        };
        let new = match self.new {
            None => String::new(),
            Some(0) => return format!("{documents}{low_trust}, none new or changed"),
            Some(new) => format!(" ({new} new or changed)"),
        };
        let facts = (self.facts > 0).then(|| count(self.facts, "fact", "facts"));
        let documents = format!("{documents}{low_trust}{new}");
        let claims = count(self.claims, "claim", "claims");
        [Some(documents), facts, Some(claims)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn put_aside(&self) -> Option<String> {
        let mut reasons: Vec<(SetAside, usize)> =
            self.set_aside.iter().map(|(reason, number)| (*reason, *number)).collect();
        reasons.retain(|(_, number)| *number > 0);
        // The most frequent first; the sort keeps the order of equal ones.
        reasons.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        let all: usize = reasons.iter().map(|(_, number)| number).sum();
        let reasons: Vec<String> =
            reasons.iter().map(|(reason, number)| format!("{} {number}", reason.name())).collect();
        (all > 0).then(|| format!("{} set aside ({})", count(all, "mention", "mentions"), reasons.join(", ")))
    }
}

/// The closing line: `5 documents, 128 claims: 61 pairs compared, 14 topics agree, 9 mentions set aside (navigation 9)`.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = count(self.compared, "pair", "pairs");
        let agree = count(self.agreeing, "topic agrees", "topics agree");
        write!(f, "{}: {pairs} compared, {agree}", self.taken_in())?;
        for (number, what) in [(self.waived, "waived"), (self.known, "known")] {
            if number > 0 {
                write!(f, ", {} {what}", count(number, "finding", "findings"))?;
            }
        }
        self.put_aside().map_or(Ok(()), |aside| write!(f, ", {aside}"))
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

impl From<&Document> for Source {
    fn from(document: &Document) -> Self {
        Self {
            name: document.name.clone(),
            key: document.key.clone(),
            outlet: document.outlet.clone(),
            published: document.published,
            url: document.url.clone(),
            language: document.language.code,
            trust: document.trust,
            title: document.title.clone(),
            reference: document.reference,
            waivers: document.waivers.clone(),
        }
    }
}
