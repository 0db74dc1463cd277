//! Markdown with the tables of GitHub, to paste: a table of what was found, then for each topic a table of its values and
//! each finding in full.

use std::fmt::Write as _;
use std::io;

use super::diff::{Differ, Kind, Piece};
use super::excerpt::Excerpt;
use super::full;
use super::group::{self, Block, Pair};
use super::message::capitalised;
use super::place;
use super::source::{self, Entry, Names};
use super::text::{clean, has_right_to_left};
use super::{Options, Report};
use crate::claim::Claim;
use crate::finding::Verdict;
use crate::value::phrase;

/// What the closing lines take of a limit.
const ENDING: usize = 64 * 1024;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    write_within(report, options, usize::MAX, out)
}

/// Writes no more than so many bytes, and says what was left out: whole rows and whole findings, the mildest first.
/// Where there is not even room for the closing lines, it writes nothing.
pub(super) fn write_within(report: &Report, options: &Options, most: usize, out: &mut dyn io::Write) -> io::Result<()> {
    if most < ENDING {
        return Ok(());
    }
    let mut room = Room { left: most.saturating_sub(ENDING), rows: 0, findings: 0 };
    let blocks = group::blocks(report, options);
    let names = Names::new(report);
    if !blocks.is_empty() {
        writeln!(out, "| Verdict | Topic | Values and sources | Why | Finding |")?;
        writeln!(out, "| --- | --- | --- | --- | --- |")?;
        for block in &blocks {
            match row(report, options, &names, block) {
                row if room.takes(&row) => out.write_all(row.as_bytes())?,
                _ => room.rows += 1,
            }
        }
        writeln!(out)?;
    }
    let mut differ = Differ::default();
    for topic in &group::topics(report, &blocks) {
        let title = words(&topic.topic.title);
        let head = format!("## {title}\n\n{}\n", values(report, options, &names, &topic.values));
        if room.takes(&head) {
            out.write_all(head.as_bytes())?;
            for (block, pair) in topic.pairs() {
                match section(report, options, &names, block, pair, &mut differ) {
                    section if room.takes(&section) => out.write_all(section.as_bytes())?,
                    _ => room.findings += 1,
                }
            }
        } else {
            room.findings += topic.pairs().count();
        }
    }
    if room.rows + room.findings > 0 {
        let Room { rows, findings, .. } = room;
        writeln!(out, "Left out to keep this page short: {rows} rows of the table and {findings} findings in full.\n")?;
    }
    ending(report, options, most, out)
}

/// What may still be written under a limit, and what was left out.
struct Room {
    left: usize,
    rows: usize,
    findings: usize,
}

impl Room {
    /// Whether there is room for a text; it is then taken.
    fn takes(&mut self, text: &str) -> bool {
        let left = self.left.checked_sub(text.len());
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }
}

fn ending(report: &Report, options: &Options, most: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let mut room = Room { left: if most == usize::MAX { most } else { ENDING / 2 }, rows: 0, findings: 0 };
    if !options.all {
        for alike in group::alike(report) {
            let values = alike.values.iter().map(|value| words(value)).collect::<Vec<_>>().join(" · ");
            let line = format!("Alike but not comparable: {} {values}: periods differ\n\n", words(&alike.topic.title));
            if room.takes(&line) {
                out.write_all(line.as_bytes())?;
            }
        }
    }
    if let Some(silence) = report.silence() {
        writeln!(out, "{silence}\n")?;
    }
    writeln!(out, "{}", report.summary)
}

fn row(report: &Report, options: &Options, names: &Names, block: &Block) -> String {
    let values = block.values.iter().map(|stated| {
        let sources = source::sources(report, names, &stated.claims, options.all);
        let sources: Vec<String> =
            sources.iter().map(|source| source.parts().map(|part| words(&part)).collect()).collect();
        format!("<strong>{}</strong>: {}", words(&stated.label), sources.join("; "))
    });
    let reasons = group::gathered(&block.pairs, |pair| &pair.finding.reason);
    let (why, ids): (Vec<String>, Vec<String>) = reasons
        .iter()
        .map(|pairs| {
            let findings: usize = pairs.iter().map(|pair| pair.all().count()).sum();
            (words(&pairs[0].finding.reason), words(&group::named(pairs[0].finding, findings - 1)))
        })
        .unzip();
    let values = values.collect::<Vec<_>>().join("<br>");
    let verdict = block.verdict.name();
    format!("| {verdict} | {} | {values} | {} | {} |\n", title(block), why.join("<br>"), ids.join("<br>"))
}

/// The table of a topic's values: a row for each document that states one.
fn values(report: &Report, options: &Options, names: &Names, values: &[group::Stated]) -> String {
    let mut table = String::from("| Value | Source | Published | For |\n| --- | --- | --- | --- |\n");
    for stated in values {
        let documents = source::by_document(report, &stated.claims);
        let told = if options.all { documents.len() } else { source::NAMED };
        for claims in documents.iter().take(told) {
            let (value, entry) = (words(&stated.label), Entry::of(claims));
            let published = entry.origin.published.map(source::published).unwrap_or_default();
            let (published, periods) = (words(&published), words(&entry.periods));
            let _ = writeln!(table, "| {value} | {} | {published} | {periods} |", origin(claims[0], names));
        }
        if let more @ 1.. = documents.len().saturating_sub(told) {
            let _ = writeln!(table, "| {} | and {more} more | | |", words(&stated.label));
        }
    }
    table
}

fn section(
    report: &Report,
    options: &Options,
    names: &Names,
    block: &Block,
    pair: &Pair,
    differ: &mut Differ,
) -> String {
    let mut section = String::new();
    let shown = if options.all { usize::MAX } else { 1 };
    for finding in pair.all().take(shown) {
        let verdict = heading(block.verdict, block.heading);
        let _ = write!(section, "### {verdict} {}: {}\n\n", words(&finding.id), words(&finding.reason));
        if let Some(both_if) = &finding.both_if {
            let _ = write!(section, "Both hold if {}.\n\n", words(both_if));
        }
        let (a, b) = (&report.claims[finding.a], &report.claims[finding.b]);
        for claim in [a, b] {
            section += &stated(claim, names);
        }
        let (old, new) = (Excerpt::of(a).text(), Excerpt::of(b).text());
        let _ = write!(section, "Diff: {}\n\n", diff(&differ.pieces(&old, &new)));
    }
    if !options.all && !pair.more.is_empty() {
        let _ = write!(section, "{}\n\n", words(&full::others(pair)));
    }
    section
}

/// A value, where it stands, and its sentence.
fn stated(claim: &Claim, names: &Names) -> String {
    let mut told = vec![origin(claim, names)];
    told.extend(claim.published.map(|published| words(&source::published(published))));
    let reading = phrase::reading(&claim.value).map(|reading| format!(" ({})", words(&reading))).unwrap_or_default();
    let label = words(&phrase::value(&claim.value));
    let excerpt = Excerpt::of(claim);
    let [before, value, after] = [&*excerpt.before, excerpt.value, &*excerpt.after].map(escaped);
    let value = if value.is_empty() { value } else { format!("<strong>{value}</strong>") };
    let quote = directed(&excerpt.text(), format!("{before}{value}{after}"));
    format!("<strong>{label}</strong>{reading}, {}\n\n> {quote}\n\n", told.join(", "))
}

/// A document with its line and its outlet, linked to where it can be read.
fn origin(claim: &Claim, names: &Names) -> String {
    let place = words(&place::cited(claim, &claim.document));
    let place = match names.link(&claim.document) {
        Some(link) => format!("[{place}](<{}>)", address(link)),
        None => place,
    };
    match &claim.outlet {
        Some(outlet) => format!("{place}, {}", words(outlet)),
        None => place,
    }
}

/// An address between `<` and `>`, in a cell of a table too.
fn address(link: &str) -> String {
    let mut address = String::with_capacity(link.len());
    for letter in link.chars() {
        match letter {
            '<' => address += "%3C",
            '>' => address += "%3E",
            '|' => address += "%7C",
            '\\' => address += "%5C",
            '`' => address += "%60",
            '&' => address += "&amp;",
            _ => address.push(letter),
        }
    }
    address
}

fn diff(pieces: &[Piece]) -> String {
    let mut told = String::new();
    for Piece { kind, words, spaced } in pieces {
        let space = if *spaced { " " } else { "" };
        let words = escaped(words);
        let (open, close) = match kind {
            Kind::Same => ("", ""),
            Kind::Removed => ("<del>", "</del>"),
            Kind::Added => ("<ins>", "</ins>"),
        };
        told.extend([space, open, &words, close]);
    }
    let all: String = pieces.iter().map(|piece| piece.words).collect();
    directed(&all, told)
}

fn title(block: &Block) -> String {
    let heading = block.heading.map(|heading| format!(" — {heading}")).unwrap_or_default();
    format!("{}{heading}", words(&block.topic.title))
}

fn heading(verdict: Verdict, heading: Option<&str>) -> String {
    let heading = heading.map(|heading| format!(" ({heading})")).unwrap_or_default();
    format!("{}{heading}", capitalised(verdict.name()))
}

/// Words of others, with their own direction.
fn words(text: &str) -> String {
    directed(text, escaped(text))
}

/// Markup of a text that keeps the text's own direction.
fn directed(text: &str, markup: String) -> String {
    if has_right_to_left(text) { format!("<span dir=\"auto\">{markup}</span>") } else { markup }
}

/// A text that Markdown takes as it stands, wherever it stands in a line.
fn escaped(text: &str) -> String {
    let text = clean(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut escaped = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '$' | '!' => {
                escaped.extend(['\\', letter]);
            }
            // A list or heading, at the beginning of a line alone.
            '-' | '+' | '=' if at == 0 => escaped.extend(['\\', letter]),
            '.' | ')' if at == digits && at > 0 => escaped.extend(['\\', letter]),
            '&' => escaped += "&amp;",
            '\u{A0}' => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}
