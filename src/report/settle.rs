//! Findings that are settled: waived with a reason, or known from a baseline. They are counted, and not weighed; reports
//! that tell them set them apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fmt, io};

use jiff::civil::Date;

use super::{Options, Report};
use crate::config::{IdParts, Waiver, is_id};
use crate::error::{Error, ErrorKind};
use crate::finding::{Finding, Verdict};

/// A finding that does not count.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The finding.
    pub finding: Finding,
    /// Why it does not count.
    pub why: Why,
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody lets it stand.
    Waived(Waiver),
    /// It was there when the baseline was written.
    Known,
}

/// Why, in a line: `waived by A. Haddad until 2026-12-31: two surveys`.
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Waived(Waiver { reason, by, until, .. }) = self else { return write!(f, "known from the baseline") };
        write!(f, "waived")?;
        by.as_ref().map_or(Ok(()), |by| write!(f, " by {by}"))?;
        until.map_or(Ok(()), |until| write!(f, " until {until}"))?;
        write!(f, ": {reason}")
    }
}

/// The waivers that settle nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waivers {
    /// Those whose last day is over; their findings count again.
    pub expired: Vec<Waiver>,
    /// Those whose last day is over, while another lets their findings stand.
    pub replaced: Vec<Waiver>,
    /// Those whose finding there is not.
    pub unused: Vec<Waiver>,
}

impl Report {
    /// The settled findings that would be shown if they counted.
    pub(super) fn settled_within(&self, options: &Options) -> impl Iterator<Item = &Settled> {
        self.settled.iter().filter(|settled| options.shows(settled.finding.verdict))
    }

    /// Takes out the findings that waivers of `claims.toml` or of the articles let stand on a day. A waiver holds for what
    /// the same two articles say in other words, and for what others say in the same words; one in an article only for
    /// findings that touch it.
    pub fn waive(&mut self, waivers: &[Waiver], today: Date) -> Waivers {
        let of_documents = self.documents.iter().flat_map(|document| {
            let name = Some(document.name.as_str());
            document.waivers.iter().map(move |waiver| (name, waiver))
        });
        let all: Vec<(Option<&str>, &Waiver)> =
            waivers.iter().map(|waiver| (None, waiver)).chain(of_documents).collect();
        if all.is_empty() {
            return Waivers::default();
        }
        let by_half = Halves::of(all.iter().map(|(_, waiver)| waiver.finding.as_str()));
        let mut used = vec![false; all.len()];
        let (mut ended, mut replaced) = (BTreeSet::new(), BTreeSet::new());
        let (mut left, mut settled) = (Vec::new(), Vec::new());
        for finding in std::mem::take(&mut self.findings) {
            let touches = |name: &str| [finding.a, finding.b].iter().any(|at| *self.claims[*at].document == *name);
            let meant: Vec<usize> =
                by_half.alike(&finding.id).into_iter().filter(|at| all[*at].0.is_none_or(touches)).collect();
            for at in &meant {
                used[*at] = true;
            }
            if let Some(waiver) = meant.iter().map(|at| all[*at].1).find(|waiver| waiver.holds(today)) {
                settled.push(Settled { finding, why: Why::Waived(waiver.clone()) });
                replaced.extend(meant.iter().copied().filter(|at| !all[*at].1.holds(today)));
            } else {
                ended.extend(meant);
                left.push(finding);
            }
        }
        let replaced = replaced.difference(&ended).map(|at| all[*at].1.clone()).collect();
        let expired = ended.into_iter().map(|at| all[at].1.clone()).collect();
        let unused = all.iter().zip(used).filter(|(_, used)| !used).map(|((_, waiver), _)| (*waiver).clone()).collect();
        self.summary.waived += settled.len();
        self.findings = left;
        self.settled.extend(settled);
        Waivers { expired, replaced, unused }
    }

    /// Takes out the findings that a baseline knows; answers how many of its rows stand for none.
    ///
    /// A row stands for what the same articles say, and, where one of its articles is gone, for what another says in the
    /// same words, for then it was renamed. `is_gone` tells that by the key of a document. A copy of an article that is
    /// still there is a new one.
    pub fn forget(&mut self, baseline: &Baseline, is_gone: impl Fn(&str) -> bool) -> usize {
        let rows: Vec<(&String, &Row)> = baseline.rows.iter().collect();
        let by_half = Halves::of(rows.iter().map(|(id, _)| id.as_str()));
        let mut used = vec![false; rows.len()];
        let (known, left): (Vec<_>, Vec<_>) = std::mem::take(&mut self.findings).into_iter().partition(|finding| {
            let mut is_known = false;
            let moved = by_half
                .same_words(&finding.id)
                .iter()
                .filter(|at| rows[**at].1.articles.iter().any(|key| is_gone(key)));
            for at in by_half.same_articles(&finding.id).iter().chain(moved) {
                (used[*at], is_known) = (true, true);
            }
            is_known
        });
        self.summary.known += known.len();
        self.findings = left;
        self.settled.extend(known.into_iter().map(|finding| Settled { finding, why: Why::Known }));
        used.iter().filter(|used| !**used).count()
    }

    /// The finding of an id, also where one of its articles was renamed since, or a sentence reworded.
    #[must_use]
    pub fn finding(&self, id: &str) -> Option<&Finding> {
        let exact = self.findings.iter().find(|finding| finding.id == id);
        let one = Halves::of([id]);
        exact.or_else(|| self.findings.iter().find(|finding| !one.alike(&finding.id).is_empty()))
    }
}

/// The places of ids in a list, by either of their halves behind the rule's code.
#[derive(Default)]
struct Halves {
    articles: BTreeMap<String, Vec<usize>>,
    words: BTreeMap<String, Vec<usize>>,
}

impl Halves {
    fn of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Self {
        let mut halves = Self::default();
        for (at, id) in ids.into_iter().enumerate() {
            let Some(IdParts { rule, articles, words }) = IdParts::of(id) else { continue };
            halves.articles.entry(format!("{rule}{articles}")).or_default().push(at);
            halves.words.entry(format!("{rule}{words}")).or_default().push(at);
        }
        halves
    }

    /// The places of the ids that name the same articles.
    fn same_articles(&self, id: &str) -> &[usize] {
        let parts = IdParts::of(id);
        let found = parts.and_then(|IdParts { rule, articles, .. }| self.articles.get(&format!("{rule}{articles}")));
        found.map_or(&[], Vec::as_slice)
    }

    /// The places of the ids that name the same words.
    fn same_words(&self, id: &str) -> &[usize] {
        let found = IdParts::of(id).and_then(|IdParts { rule, words, .. }| self.words.get(&format!("{rule}{words}")));
        found.map_or(&[], Vec::as_slice)
    }

    /// The places of the ids that name either, in their order.
    fn alike(&self, id: &str) -> BTreeSet<usize> {
        self.same_articles(id).iter().chain(self.same_words(id)).copied().collect()
    }
}

/// Findings that were there at some time, by their ids.
///
/// A file of them has a line for each finding, in the order of the ids: no lines of articles, no dates, so that two
/// branches merge. Behind the id, set off by tabs, stand the verdict, for people, and the two articles, which tell whether
/// one of them was renamed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    rows: BTreeMap<String, Row>,
}

/// What is written behind an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    verdict: String,
    /// The keys of the documents; fewer where somebody has shortened the line.
    articles: Vec<String>,
}

/// What a baseline's file begins with.
const HEADER: &str = "# Findings that mizan check lets pass, one a line, sorted. Written by --write-baseline.";

impl Baseline {
    /// The findings of a report that are at least so severe.
    #[must_use]
    pub fn of(report: &Report, least: Verdict) -> Self {
        let row = |finding: &Finding| {
            let mut articles = [finding.a, finding.b].map(|at| one_line(&report.claims[at].key)).to_vec();
            articles.sort();
            (finding.id.clone(), Row { verdict: finding.verdict.name().to_owned(), articles })
        };
        Self { rows: report.findings.iter().filter(|finding| finding.verdict >= least).map(row).collect() }
    }

    /// The baseline that a file holds.
    ///
    /// # Errors
    /// Every line that does not begin with a finding's id, or that the file cannot be read.
    pub fn load(path: &Path) -> Result<Self, Vec<Error>> {
        let text = std::fs::read_to_string(path).map_err(|error| vec![Error::reading(path, &error)])?;
        let (mut rows, mut errors) = (BTreeMap::new(), Vec::new());
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
        {
            let (id, about) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            if is_id(id) {
                let mut fields = about.split('\t');
                let verdict = fields.next().unwrap_or_default().to_owned();
                rows.insert(id.to_owned(), Row { verdict, articles: fields.map(str::to_owned).collect() });
            } else {
                let what = format!("a line begins with a finding's id, as in MZ09-6cf6925fe191, not `{id}`");
                errors.push(Error::on_line(path, at + 1, ErrorKind::Malformed(what)));
            }
        }
        if errors.is_empty() { Ok(Self { rows }) } else { Err(errors) }
    }

    /// Writes the file.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "{HEADER}")?;
        self.rows
            .iter()
            .try_for_each(|(id, Row { verdict, articles })| writeln!(out, "{id}\t{verdict}\t{}", articles.join("\t")))
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// A name on one line.
fn one_line(name: &str) -> String {
    name.chars().map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter }).collect()
}
