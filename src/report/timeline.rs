//! A topic of many documents: every value that was told, in the order of time, with those that it clashes with.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use anstyle::Style;

use super::Report;
use super::group::{self, Stated};
use super::rest::Told;
use super::source;
use super::table::{self, Page, columns, style};
use super::text::{Text, width};
use crate::document::Published;
use crate::finding::{Finding, Verdict};
use crate::topic::Topic;
use crate::value::{Unit, Value, phrase};

/// A topic that is flagged in more documents than this is told as a timeline.
pub const LARGE: usize = 12;

/// More values than this are counted, unless everything is asked for. Those that clash most are kept.
const VALUES: usize = 40;

/// More clashes of one value than this are counted.
const MARKS: usize = 4;

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
    topic: &'a Topic,
    rows: Vec<Row>,
    /// How many documents tell of it.
    documents: usize,
    /// The flagged findings, the most severe first.
    flagged: Vec<&'a Finding>,
}

/// The findings of a topic as a timeline; none where few documents tell of it.
pub(super) fn timeline<'a>(page: &Page<'a>, findings: &[&'a Finding]) -> Option<Timeline<'a>> {
    let (report, options) = (page.report, page.options);
    let flagged: Vec<&Finding> = findings.iter().copied().filter(|finding| options.shows(finding.verdict)).collect();
    let documents = |claims: &mut dyn Iterator<Item = usize>| {
        claims.map(|at| &*report.claims[at].document).collect::<BTreeSet<_>>().len()
    };
    if documents(&mut flagged.iter().flat_map(|finding| [finding.a, finding.b])) <= LARGE {
        return None;
    }
    // What agrees and what was replaced is part of the story; what is of something else is not.
    let told: Vec<&Finding> =
        findings.iter().copied().filter(|finding| finding.verdict > Verdict::Incomparable || options.all).collect();
    let nothing = Told::default();
    let block = group::block_with(report, &told, report.rest.told.get(&findings[0].topic).unwrap_or(&nothing));
    let documents = documents(&mut block.values.iter().flat_map(|stated| stated.claims.iter().copied()));
    let mut place: BTreeMap<usize, usize> = BTreeMap::new();
    let mut rows: Vec<Row> = merged(report, block.values)
        .into_iter()
        .map(|stated| {
            let first = stated.claims.iter().filter_map(|at| report.claims[*at].published).min();
            Row { stated, clashes: BTreeMap::new(), first }
        })
        .collect();
    // The order of size stands where the time is the same; what has no date comes last.
    rows.sort_by_key(|row| (row.first.is_none(), row.first));
    for (at, row) in rows.iter().enumerate() {
        place.extend(row.stated.claims.iter().map(|claim| (*claim, at)));
    }
    for finding in &flagged {
        let (a, b) = (place[&finding.a], place[&finding.b]);
        for (one, other) in [(a, b), (b, a)] {
            let verdict = rows[one].clashes.entry(other).or_insert(finding.verdict);
            *verdict = (*verdict).max(finding.verdict);
        }
    }
    Some(Timeline { topic: block.topic, rows, documents, flagged })
}

/// Values that are one in whatever language they are told: `12 people` and `12 شخصا`.
fn merged(report: &Report, values: Vec<Stated>) -> Vec<Stated> {
    let mut merged: Vec<Stated> = Vec::new();
    let mut places: BTreeMap<_, usize> = BTreeMap::new();
    for stated in values {
        let value = &report.claims[stated.claims[0]].value;
        let mut plain = value.clone();
        if let Value::Quantity(quantity) = &mut plain
            && matches!(quantity.unit, Unit::Counted(_))
        {
            quantity.unit = Unit::None;
        }
        // What tells equal values apart stands behind the value in the label.
        let apart = stated.label.strip_prefix(&phrase::value(value)).unwrap_or(&stated.label).to_owned();
        let key = (phrase::value(&plain), apart);
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

impl Timeline<'_> {
    pub fn write(&self, page: &Page, out: &mut dyn io::Write) -> io::Result<()> {
        let worst = self.flagged.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Tension);
        let told = format!(" — {} values in {} documents, in the order of time", self.rows.len(), self.documents);
        let title = Text::default().open_quote().run(&self.topic.title, Style::new().bold()).say(&told);
        let disagree = self.flagged.iter().find_map(|finding| finding.heading);
        let title = disagree.map_or(title.clone(), |heading| title.say("; ").say(heading));
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
        Ok(())
    }

    /// The flagged findings of the topic, for the reasons under it.
    pub fn flagged(&self) -> &[&Finding] {
        &self.flagged
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
                sources(page, row, rest),
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
        for line in sources(page, row, page.options.width.saturating_sub(indent)) {
            writeln!(out, "{:indent$}{line}", "")?;
        }
        Ok(())
    }
}

/// Who told a value.
fn sources(page: &Page, row: &Row, width: usize) -> Vec<String> {
    let sources = source::sources(page.report, &page.names, &row.stated.claims, page.options.all);
    source::flow(sources, width, page.look)
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
