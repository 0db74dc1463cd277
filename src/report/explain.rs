//! How each mention was read, step by step: the words that were taken and as what, the rule that put them together, what
//! the value allows, what it is said of, and why it is not compared where it is not.

use std::collections::BTreeMap;
use std::io;

use anstyle::Style;

use super::full::marked;
use super::place;
use super::record;
use super::source::{self, Names};
use super::text::{Look, Text};
use super::{Options, Report};
use crate::claim::{Claim, Trace, trace};
use crate::document::SetAside;
use crate::language::{Language, Vocabulary};
use crate::span::Span;
use crate::value::phrase;

/// Where the sentence stands, and the labels.
const INDENT: usize = 2;

/// The column of labels: the longest one and the space beside it.
const LABELS: usize = 13;

/// The column of words at most takes so much of the rest: one part in three.
const WORDS: usize = 3;

/// What stands between words and what they were taken for.
const GAP: &str = "  ";

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let page = Page {
        names: Names::new(report),
        width: options.width,
        look: Look { color: options.color, isolate: options.isolate },
    };
    let languages: BTreeMap<&str, &'static Language> = report
        .documents
        .iter()
        .filter_map(|document| Some((document.name.as_str(), Language::named(document.language)?)))
        .collect();
    let mut vocabulary = Vocabulary::default();
    for claim in record::claims(report, options) {
        let trace =
            languages.get(&*claim.document).map(|language| trace(claim, language, &mut vocabulary)).unwrap_or_default();
        page.claim(claim, &trace, out)?;
        writeln!(out)?;
    }
    for line in Text::default().say(&report.summary.extracted()).lines(options.width, page.look) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What the layout needs to know.
struct Page<'a> {
    names: Names<'a>,
    width: usize,
    look: Look,
}

impl Page<'_> {
    fn claim(&self, claim: &Claim, trace: &Trace, out: &mut dyn io::Write) -> io::Result<()> {
        let place = place::cited(claim, self.names.short(&claim.document));
        let bold = Style::new().bold();
        let head = Text::default().path(&place).say(GAP).value(&phrase::value(&claim.value), bold);
        let head = head.say(GAP).styled(&claim.id, Style::new().dimmed());
        self.hang(0, &Text::default(), &head, out)?;
        self.hang(INDENT, &Text::default(), &marked(claim, self.look.color), out)?;

        let words: Vec<(Text, Text)> = trace
            .words
            .iter()
            .map(|step| {
                let reading = match step.reading.as_str() {
                    "" => Text::default().say(step.part),
                    reading => Text::default().say(&format!("{}: ", step.part)).quote(reading),
                };
                (quoted(claim, step.span), reading)
            })
            .collect();
        self.rows("words", &words, out)?;
        self.row("rule", &Text::default().say(claim.rule), out)?;
        if let Some(published) = claim.published.filter(|_| trace.dated) {
            let from = format!("{}, the document's date", source::published(published));
            self.row("told from", &Text::default().say(&from), out)?;
        }
        if let Some(note) = &claim.note {
            self.row("note", &Text::default().quote(note), out)?;
        }
        if let Some(allowed) = phrase::literal(&claim.value) {
            self.row("allows", &Text::default().value(&allowed, Style::new()), out)?;
        }
        if let Some(taken) = phrase::implied(&claim.value) {
            self.row("taken as", &Text::default().value(&taken, Style::new()), out)?;
        }
        self.frame(claim, trace, out)?;
        if let Some(reason) = claim.set_aside {
            let why = format!("{}: {}", reason.name(), why(reason));
            self.row("set aside", &Text::default().say(&why), out)?;
        }
        Ok(())
    }

    /// What the value is said of, a row for each part of the frame.
    fn frame(&self, claim: &Claim, trace: &Trace, out: &mut dyn io::Write) -> io::Result<()> {
        for part in trace.frame.chunk_by(|a, b| a.part == b.part) {
            let rows: Vec<(Text, Text)> = part
                .iter()
                .map(|basis| {
                    let words = basis.span.map_or_else(|| Text::default().say("elsewhere"), |span| quoted(claim, span));
                    (words, Text::default().quote(&basis.what))
                })
                .collect();
            self.rows(part[0].part, &rows, out)?;
        }
        let Some(period) = claim.frame.period.as_ref().filter(|period| period.inherited) else { return Ok(()) };
        let words = format!("{}, the document's date: the sentence names no time", phrase::time(&period.time));
        self.row("period", &Text::default().say(&words), out)
    }

    fn row(&self, label: &str, text: &Text, out: &mut dyn io::Write) -> io::Result<()> {
        self.hang(INDENT, &Self::label(label), text, out)
    }

    /// Rows of words and what they were taken for, under one label, in columns.
    fn rows(&self, label: &str, rows: &[(Text, Text)], out: &mut dyn io::Write) -> io::Result<()> {
        let room = self.width.saturating_sub(INDENT + LABELS);
        let widest = rows.iter().map(|(words, _)| words.width()).max().unwrap_or_default();
        let column = widest.min(room / WORDS);
        for (at, (words, reading)) in rows.iter().enumerate() {
            let label = Self::label(if at == 0 { label } else { "" });
            let fill = " ".repeat(column.saturating_sub(words.width()));
            if words.width() <= column {
                let first = label.join(words.clone()).say(&format!("{fill}{GAP}"));
                self.hang(INDENT, &first, reading, out)?;
            } else {
                self.hang(INDENT, &label, &words.clone().say(GAP).join(reading.clone()), out)?;
            }
        }
        Ok(())
    }

    fn label(label: &str) -> Text {
        let fill = " ".repeat(LABELS.saturating_sub(label.len()));
        Text::default().styled(label, Style::new().dimmed()).say(&fill)
    }

    /// Lines under one another, so many cells in, beside what stands before the first of them.
    fn hang(&self, indent: usize, first: &Text, text: &Text, out: &mut dyn io::Write) -> io::Result<()> {
        let hanging = indent + first.width();
        let lines = text.lines(self.width.saturating_sub(hanging), self.look);
        for (at, line) in lines.iter().enumerate() {
            match at {
                0 => writeln!(out, "{:indent$}{}{line}", "", first.line(self.look))?,
                _ => writeln!(out, "{:hanging$}{line}", "")?,
            }
        }
        Ok(())
    }
}

/// Why mentions of this kind are not compared.
const fn why(reason: SetAside) -> &'static str {
    match reason {
        SetAside::Navigation => "it stands in a menu, a button or a form",
        SetAside::Related => "it stands in a list of other articles",
        SetAside::Caption => "it stands in a picture's caption or credit",
        SetAside::Dateline => "it says when the document was published",
        SetAside::LoneNumber => "it stands alone on its line",
        SetAside::NoMeasure => "nothing says what it is a number of",
        SetAside::NoValue => "there is no value to compare",
        SetAside::Scope => "it only says what time another value holds for",
    }
}

/// Words of a claim's sentence.
fn quoted(claim: &Claim, span: Span) -> Text {
    Text::default().quote(claim.sentence.get(span.start..span.end).unwrap_or_default())
}
