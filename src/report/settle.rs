//! Findings that are settled: waived with a reason, or known from a baseline. They are counted, and not weighed; reports
//! that tell them set them apart.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fmt, io};

use jiff::civil::Date;

use super::{Options, Report};
use crate::config::{Waiver, is_id};
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
    /// Those whose finding there is not.
    pub unused: Vec<Waiver>,
}

impl Report {
    /// The settled findings that would be shown if they counted.
    pub(super) fn settled_within(&self, options: &Options) -> impl Iterator<Item = &Settled> {
        self.settled.iter().filter(|settled| options.shows(settled.finding.verdict))
    }

    /// Takes out the findings that waivers of `claims.toml` or of the articles let stand on a day. A waiver in an article
    /// holds for findings that touch it.
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
        let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, (_, waiver)) in all.iter().enumerate() {
            by_id.entry(&waiver.finding).or_default().push(at);
        }
        let mut used = vec![false; all.len()];
        let (mut left, mut settled, mut expired) = (Vec::new(), Vec::new(), Vec::new());
        for finding in std::mem::take(&mut self.findings) {
            let touches = |name: &str| [finding.a, finding.b].iter().any(|at| *self.claims[*at].document == *name);
            let mut holds = None;
            for at in by_id.get(finding.id.as_str()).into_iter().flatten() {
                let (document, waiver) = all[*at];
                if document.is_none_or(touches) {
                    used[*at] = true;
                    if waiver.holds(today) {
                        holds = holds.or(Some(waiver));
                    } else {
                        expired.push(waiver.clone());
                    }
                }
            }
            match holds {
                Some(waiver) => settled.push(Settled { finding, why: Why::Waived(waiver.clone()) }),
                None => left.push(finding),
            }
        }
        let unused = all.iter().zip(used).filter(|(_, used)| !used).map(|((_, waiver), _)| (*waiver).clone()).collect();
        self.summary.waived += settled.len();
        self.findings = left;
        self.settled.extend(settled);
        Waivers { expired, unused }
    }

    /// Takes out the findings that a baseline knows; answers how many of its ids no finding has.
    pub fn forget(&mut self, baseline: &Baseline) -> usize {
        let (known, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.findings).into_iter().partition(|finding| baseline.rows.contains_key(&finding.id));
        self.summary.known += known.len();
        self.findings = left;
        let gone = baseline.rows.len() - known.len();
        self.settled.extend(known.into_iter().map(|finding| Settled { finding, why: Why::Known }));
        gone
    }
}

/// Findings that were there at some time, by their ids.
///
/// A file of them has a line for each finding, in the order of the ids: no lines of articles, no dates, so that two
/// branches merge. What stands behind an id is for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// What is written behind each id.
    rows: BTreeMap<String, String>,
}

/// What a baseline's file begins with.
const HEADER: &str = "# Findings that mizan check lets pass, one a line, sorted. Written by --write-baseline.";

impl Baseline {
    /// The findings of a report that are at least so severe.
    #[must_use]
    pub fn of(report: &Report, least: Verdict) -> Self {
        let row = |finding: &Finding| {
            let mut names = [finding.a, finding.b].map(|at| one_line(&report.claims[at].document));
            names.sort();
            (finding.id.clone(), format!("{} {} {}", finding.verdict.name(), names[0], names[1]))
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
            let (id, about) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
            if is_id(id) {
                rows.insert(id.to_owned(), about.to_owned());
            } else {
                let what = format!("a line begins with a finding's id, as in MZ09-6cf69212e7, not `{id}`");
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
        self.rows.iter().try_for_each(|(id, about)| writeln!(out, "{id} {about}"))
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
