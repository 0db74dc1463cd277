//! Markdown with the tables of GitHub: a table of what was found, then each finding in full.

use std::io;

use super::diff::{Differ, Kind, Piece};
use super::full;
use super::group::{self, Block, Pair};
use super::message::capitalised;
use super::source::{self, Names};
use super::text::{clean, has_right_to_left};
use super::{Options, Report};
use crate::claim::Claim;
use crate::value::phrase;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let blocks = group::blocks(report, options);
    let names = Names::new(report);
    if !blocks.is_empty() {
        writeln!(out, "| Verdict | Topic | Values and sources | Why | Finding |")?;
        writeln!(out, "| --- | --- | --- | --- | --- |")?;
        for block in &blocks {
            row(report, options, &names, block, out)?;
        }
        writeln!(out)?;
    }
    let mut differ = Differ::default();
    for block in &blocks {
        writeln!(out, "## {}: {}\n", capitalised(block.verdict.name()), title(block))?;
        for pair in &block.pairs {
            section(report, options, pair, &mut differ, out)?;
        }
    }
    if !options.all {
        for alike in group::alike(report) {
            let values = alike.values.iter().map(|value| words(value)).collect::<Vec<_>>().join(" · ");
            writeln!(out, "Alike but not comparable: {} {values}: periods differ\n", words(&alike.topic.title))?;
        }
    }
    if let Some(silence) = report.silence() {
        writeln!(out, "{silence}\n")?;
    }
    writeln!(out, "{}", report.summary)
}

fn row(report: &Report, options: &Options, names: &Names, block: &Block, out: &mut dyn io::Write) -> io::Result<()> {
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
    writeln!(out, "| {verdict} | {} | {values} | {} | {} |", title(block), why.join("<br>"), ids.join("<br>"))
}

fn section(
    report: &Report,
    options: &Options,
    pair: &Pair,
    differ: &mut Differ,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let shown = if options.all { usize::MAX } else { 1 };
    for finding in pair.all().take(shown) {
        writeln!(out, "### {}: {}\n", words(&finding.id), words(&finding.reason))?;
        let (a, b) = (&report.claims[finding.a], &report.claims[finding.b]);
        for claim in [a, b] {
            stated(claim, out)?;
        }
        writeln!(out, "Diff: {}\n", diff(&differ.pieces(&a.sentence, &b.sentence)))?;
    }
    if !options.all && !pair.more.is_empty() {
        writeln!(out, "{}\n", words(&full::others(pair)))?;
    }
    Ok(())
}

/// A value, where it stands, and its sentence.
fn stated(claim: &Claim, out: &mut dyn io::Write) -> io::Result<()> {
    let mut told = vec![format!("{}:{}", words(&claim.document), claim.line)];
    told.extend(claim.outlet.as_deref().map(words));
    told.extend(claim.published.map(|published| words(&source::published(published))));
    let reading = phrase::reading(&claim.value).map(|reading| format!(" ({})", words(&reading))).unwrap_or_default();
    let value = words(&phrase::value(&claim.value));
    writeln!(out, "<strong>{value}</strong>{reading}, {}\n", told.join(", "))?;
    let [before, value, after] = full::parts(claim).map(escaped);
    let value = if value.is_empty() { value } else { format!("<strong>{value}</strong>") };
    writeln!(out, "> {}\n", directed(&claim.sentence, format!("{before}{value}{after}")))
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
