//! A topic of many documents: every value that was told, in the order of time, with those that it clashes with.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use anstyle::Style;
use rustc_hash::FxHashMap;

use super::group::{self, Stated};
use super::reasons::Reasons;
use super::rest::Differ;
use super::rows::{Labels, Rows};
use super::source;
use super::table::{self, Page, columns, style};
use super::text::{Text, width};
use super::{Options, Report};
use crate::document::Published;
use crate::finding::{Finding, Verdict};
use crate::topic::Topic;

/// A topic that is flagged in more documents than this is told as a timeline.
pub const LARGE: usize = 12;

/// More values than this are counted, unless everything is asked for. Those that clash most are kept.
const VALUES: usize = 40;

/// More clashes of one value than this are counted.
const MARKS: usize = 4;

/// What a timeline is made of: no claim and no finding is held whole.
pub struct Story<'a> {
    /// What it tells of.
    pub topic: &'a Topic,
    /// The claims that were compared.
    pub rows: Rows,
    /// In what those differ that give one value.
    pub differ: Differ,
    /// The findings that are shown, in order, each with the numbers of its two claims.
    pub clashes: Vec<Clash>,
    /// What the first of them that is named at all is named.
    pub heading: Option<&'static str>,
    /// A finding, by its place among those that are shown.
    pub finding: Box<dyn Fn(usize) -> io::Result<Finding> + 'a>,
}

/// A finding in short.
#[derive(Clone, Copy)]
pub struct Clash {
    /// One claim, by its number.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What the two are to each other.
    pub verdict: Verdict,
}

impl Clash {
    const fn claims(self) -> [usize; 2] {
        [self.a as usize, self.b as usize]
    }
}

impl<'a> Story<'a> {
    /// The findings of a topic of a report; none where few documents tell of it.
    pub(super) fn of(report: &'a Report, findings: &[&'a Finding], options: &Options) -> Option<Self> {
        let flagged: Vec<&Finding> =
            findings.iter().copied().filter(|finding| options.shows(finding.verdict)).collect();
        let documents =
            flagged.iter().flat_map(|finding| [finding.a, finding.b]).map(|at| &*report.claims[at].document);
        if documents.collect::<BTreeSet<_>>().len() <= LARGE {
            return None;
        }
        // What agrees and what was replaced is part of the story; what is of something else is not.
        let told = findings.iter().filter(|finding| finding.verdict > Verdict::Incomparable || options.all);
        let told = told.map(|finding| [finding.a, finding.b]);
        let rows = Rows::of(report, &told.clone().flatten().collect());
        let clash = |finding: &&Finding| {
            let [a, b] = [finding.a, finding.b].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
            Clash { a, b, verdict: finding.verdict }
        };
        Some(Self {
            topic: &report.topics[findings[0].topic],
            differ: rows.differ(told),
            rows,
            clashes: flagged.iter().map(clash).collect(),
            heading: flagged.iter().find_map(|finding| finding.heading),
            finding: Box::new(move |nth| Ok(flagged[nth].clone())),
        })
    }

    /// Why the values clash.
    fn reasons(&self, options: &Options) -> io::Result<Reasons> {
        let claims = self.clashes.iter().map(|clash| clash.claims());
        let labels = Labels::of(&self.rows, claims);
        let pairs = group::gathered(0..self.clashes.len(), |nth| {
            let [a, b] = self.clashes[nth].claims();
            labels.pair(a, b)
        });
        let mut reasons = Reasons::new(options);
        for pair in pairs {
            let reason = (self.finding)(pair[0])?.reason;
            reasons.add(&reason, pair.iter().map(|nth| Ok((self.finding)(*nth)?.id)))?;
        }
        Ok(reasons)
    }
}

/// A value of a timeline.
struct Row {
    stated: Stated,
    /// The values that it clashes with, by their place among all, and how.
    clashes: BTreeMap<usize, Verdict>,
    /// When it was first told.
    first: Option<Published>,
}

/// A topic as a timeline.
pub(super) struct Timeline<'a> {
    story: &'a Story<'a>,
    rows: Vec<Row>,
}

/// Values that are one in whatever language they are told: `12 people` and `12 شخصا`.
fn merged(story: &Story, values: Vec<Stated>) -> Vec<Stated> {
    let mut merged: Vec<Stated> = Vec::new();
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    for stated in values {
        let value = story.rows.value(stated.claims[0]);
        // What tells equal values apart stands behind the value in the label.
        let apart = stated.label.strip_prefix(&value.words).unwrap_or(&stated.label).to_owned();
        let key = (&value.plain, apart);
        if let Some(place) = places.get(&key) {
            merged[*place].claims.extend(stated.claims);
        } else {
            places.insert(key, merged.len());
            merged.push(stated);
        }
    }
    for stated in &mut merged {
        stated.claims.sort_unstable();
    }
    merged
}

impl<'a> Timeline<'a> {
    /// The values of a story in the order of time.
    pub fn new(story: &'a Story<'a>) -> Self {
        let labels = Labels::new(&story.rows, story.rows.numbers(), story.differ);
        let mut rows: Vec<Row> = merged(story, group::stated(&story.rows, &labels))
            .into_iter()
            .map(|stated| {
                let first = stated.claims.iter().filter_map(|claim| story.rows.published(*claim)).min();
                Row { stated, clashes: BTreeMap::new(), first }
            })
            .collect();
        // The order of size stands where the time is the same; what has no date comes last.
        rows.sort_by_key(|row| (row.first.is_none(), row.first));
        let places: FxHashMap<usize, usize> =
            (0..).zip(&rows).flat_map(|(at, row)| row.stated.claims.iter().map(move |claim| (*claim, at))).collect();
        for clash in &story.clashes {
            let [a, b] = clash.claims().map(|claim| places[&claim]);
            for (one, other) in [(a, b), (b, a)] {
                let verdict = rows[one].clashes.entry(other).or_insert(clash.verdict);
                *verdict = (*verdict).max(clash.verdict);
            }
        }
        Self { story, rows }
    }

    pub fn write(&self, page: &Page, out: &mut dyn io::Write) -> io::Result<()> {
        let Story { topic, rows, clashes, heading, .. } = self.story;
        let worst = clashes.iter().map(|clash| clash.verdict).max().unwrap_or(Verdict::Tension);
        let told = format!(" — {} values in {} documents, in the order of time", self.rows.len(), rows.documents());
        let title = Text::default().open_quote().run(&topic.title, Style::new().bold()).say(&told);
        let title = heading.map_or(title.clone(), |heading| title.say("; ").say(heading));
        let verdict = Text::default().styled(worst.name(), style(worst));
        let kept = self.kept(page.options.all);
        if page.is_stacked() {
            page.lines(0, &verdict, out)?;
            page.lines(0, &title, out)?;
            for at in &kept {
                self.stacked(page, *at, &kept, out)?;
            }
        } else {
            let gap = " ".repeat(table::GUTTER - table::INDENT - worst.name().len());
            page.hang(table::INDENT, &verdict.say(&gap), &title, out)?;
            self.table(page, &kept, out)?;
        }
        if kept.len() < self.rows.len() {
            let left = format!("and {} more values (--all shows them)", self.rows.len() - kept.len());
            page.lines(page.margin(), &Text::default().say(&left), out)?;
        }
        page.reasons(&self.story.reasons(page.options)?, out)
    }

    /// The rows that are shown, in order: those that clash most.
    fn kept(&self, all: bool) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.rows.len()).collect();
        if !all && rows.len() > VALUES {
            rows.sort_by_key(|at| {
                let row = &self.rows[*at];
                std::cmp::Reverse((row.clashes.values().max(), row.stated.claims.len()))
            });
            rows.truncate(VALUES);
            rows.sort_unstable();
        }
        rows
    }

    fn table(&self, page: &Page, kept: &[usize], out: &mut dyn io::Write) -> io::Result<()> {
        let room = page.options.width.saturating_sub(table::INDENT);
        let label = |at: usize| Text::default().value(&self.rows[at].stated.label, Style::new());
        let widest = kept.iter().map(|at| width(&self.rows[*at].stated.label)).max().unwrap_or_default();
        let (number, value) = (3, widest.min(room / 4));
        let (when, clash) = (room / 6, room / 5);
        let rest = room.saturating_sub(number + value + when + clash + 4 * table::GAP);
        let head = ["", "value", "first told", "clashes (~ tension)", "documents"];
        let head = head
            .map(|head| Text::default().styled(head, Style::new().dimmed()).lines(clash.max(when), page.look))
            .to_vec();
        let rows = kept.iter().map(|at| {
            let row = &self.rows[*at];
            vec![
                Text::default().say(&(at + 1).to_string()).lines(number, page.look),
                label(*at).lines(value, page.look),
                Text::default().say(&first(row)).lines(when, page.look),
                marks(row, kept).lines(clash, page.look),
                self.sources(page, row, rest),
            ]
        });
        let rows: Vec<Vec<Vec<String>>> = std::iter::once(head).chain(rows).collect();
        for line in columns(&rows, &[number]) {
            writeln!(out, "{:1$}{line}", "", table::INDENT)?;
        }
        Ok(())
    }

    fn stacked(&self, page: &Page, at: usize, kept: &[usize], out: &mut dyn io::Write) -> io::Result<()> {
        let row = &self.rows[at];
        let number = Text::default().say(&format!("{} ", at + 1));
        let mut line = Text::default().value(&row.stated.label, Style::new());
        if row.first.is_some() {
            line = line.say(&format!(", first told {}", first(row)));
        }
        if !row.clashes.is_empty() {
            line = line.say("; clashes with ").join(marks(row, kept));
        }
        page.hang(table::INDENT, &number, &line, out)?;
        let indent = 2 * table::INDENT;
        for line in self.sources(page, row, page.options.width.saturating_sub(indent)) {
            writeln!(out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }

    /// Who told a value.
    fn sources(&self, page: &Page, row: &Row, width: usize) -> Vec<String> {
        let entries = self.story.rows.entries(&row.stated.claims);
        source::flow(source::told_by(&entries, &page.names, page.options.all), width, page.look)
    }
}

/// The values that a value clashes with, by number; tensions with a tilde.
fn marks(row: &Row, kept: &[usize]) -> Text {
    let mut clashes: Vec<(usize, Verdict)> = row.clashes.iter().map(|(at, verdict)| (*at, *verdict)).collect();
    clashes.sort_by_key(|(at, verdict)| (kept.binary_search(at).is_err(), std::cmp::Reverse(*verdict), *at));
    let mut text = Text::default();
    for (nth, (at, verdict)) in clashes.iter().take(MARKS).enumerate() {
        let mark = if *verdict == Verdict::Contradiction { "" } else { "~" };
        text = if nth > 0 { text.say(", ") } else { text };
        text = text.styled(&format!("{mark}{}", at + 1), style(*verdict));
    }
    match clashes.len().saturating_sub(MARKS) {
        0 => text,
        more => text.say(&format!(" and {more} more")),
    }
}

/// When a value was first told.
fn first(row: &Row) -> String {
    row.first.map_or_else(|| "undated".to_owned(), source::published)
}
