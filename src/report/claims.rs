//! The table of claims: what was extracted, and with `all` what was set aside and why.

use std::io;

use anstyle::Style;

use super::place;
use super::record;
use super::source::{self, Names};
use super::table::{GAP, columns};
use super::text::{Look, Text, width};
use super::{Options, Report};
use crate::claim::Claim;
use crate::document::SetAside;
use crate::value::{Value, phrase};

/// The least room that the quote is given.
const QUOTE: usize = 20;

/// No column is made narrower than this.
const NARROWEST: usize = 10;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let names = Names::new(report);
    let look = Look { color: options.color, isolate: options.isolate };
    let rows: Vec<Row> = record::claims(report, options).map(|claim| Row::new(claim, &names, options.all)).collect();
    let titles = Row::titles(options.all);
    let widths = widths(&rows, &titles, options.width);
    if rows.is_empty() {
        // Only the closing line is left to say.
    } else if let Some(widths) = widths {
        let head = titles.iter().map(|title| vec![(*title).to_owned()]).collect();
        let body = rows
            .iter()
            .map(|row| row.cells.iter().zip(&widths).map(|(cell, width)| cell.lines(*width, look)).collect::<Vec<_>>());
        let rows: Vec<Vec<Vec<String>>> = std::iter::once(head).chain(body).collect();
        let bold = if options.color { Style::new().bold() } else { Style::new() };
        for (at, line) in columns(&rows, &[]).into_iter().enumerate() {
            match at {
                0 => writeln!(out, "{bold}{line}{bold:#}")?,
                _ => writeln!(out, "{line}")?,
            }
        }
        writeln!(out)?;
    } else {
        for row in &rows {
            row.stacked(options.width, look, out)?;
        }
        writeln!(out)?;
    }
    for line in Text::default().say(&report.summary.extracted()).lines(options.width, look) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// The widths of the columns, the quote's last: the widest of the others give way until the quote has room. None where
/// they cannot give enough.
fn widths(rows: &[Row], titles: &[&str], most: usize) -> Option<Vec<usize>> {
    let natural = |at: usize| rows.iter().map(|row| row.cells[at].width()).chain([width(titles[at])]).max();
    let mut widths: Vec<usize> = (0..titles.len() - 1).filter_map(natural).collect();
    loop {
        let taken: usize = widths.iter().map(|width| width + GAP).sum();
        if taken + QUOTE <= most {
            widths.push(most - taken);
            return Some(widths);
        }
        let widest = widths.iter_mut().max().filter(|width| **width > NARROWEST)?;
        *widest -= 1;
    }
}

/// A claim's cells.
struct Row {
    cells: Vec<Text>,
}

impl Row {
    fn titles(all: bool) -> Vec<&'static str> {
        let set_aside = if all { &["set aside"][..] } else { &[] };
        [&["place", "type", "value", "unit", "measure", "period"][..], set_aside, &["quote"]].concat()
    }

    fn new(claim: &Claim, names: &Names, all: bool) -> Self {
        let told = claim.as_told();
        let unit = match told {
            Value::Quantity(_) => told.unit_id().unwrap_or_default(),
            // An ordinal names what it numbers.
            Value::Ordinal(_) | Value::Time(_) | Value::Rank(_) | Value::Score(_) => "",
        };
        let plain = |text: &str| Text::default().value(text, Style::new());
        let mut cells = vec![
            Text::default().path(&place::cited(claim, names.short(&claim.document))),
            plain(told.kind().name()),
            plain(&phrase::amount(told)),
            Text::default().quote(unit),
            Text::default().quote(&record::measure(claim).join(", ")),
            plain(&source::own_period(claim).map(phrase::time).unwrap_or_default()),
        ];
        if all {
            cells.push(plain(claim.set_aside.map(SetAside::name).unwrap_or_default()));
        }
        cells.push(Text::default().quote(&claim.quote));
        Self { cells }
    }

    /// The cells that hold something, one after the other, the quote under them.
    fn stacked(&self, width: usize, look: Look, out: &mut dyn io::Write) -> io::Result<()> {
        let Some((quote, cells)) = self.cells.split_last() else { return Ok(()) };
        let filled = cells.iter().filter(|cell| cell.width() > 0).cloned();
        let head = filled.reduce(|text, cell| text.say("  ").join(cell)).unwrap_or_default();
        for line in head.lines(width, look) {
            writeln!(out, "{line}")?;
        }
        for line in quote.lines(width.saturating_sub(GAP), look) {
            writeln!(out, "{:GAP$}{line}", "")?;
        }
        Ok(())
    }
}
