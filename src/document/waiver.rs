//! Comments in an article's markup that waive a finding.

use super::lines::Lines;
use crate::config::{self, Waiver};
use crate::error::{Error, ErrorKind, Place};
use crate::span::Span;

/// The waivers among comments, each given with the line that it begins in and without its marks.
///
/// # Errors
/// The first that cannot be read, with its line.
pub(super) fn of_comments<'a>(
    name: &str,
    comments: impl IntoIterator<Item = (usize, &'a str)>,
) -> Result<Vec<Waiver>, Error> {
    let waiver = |(line, text): (usize, &str)| {
        let place = Place { path: name.into(), line: Some(line) };
        let waiver = config::comment(text, &place)?;
        Some(waiver.map_err(|what| Error::on_line(name, line, ErrorKind::Malformed(what))))
    };
    comments.into_iter().filter_map(waiver).collect()
}

/// The comments in a text's markup, in order.
pub(super) fn comments<'a>(text: &'a str, markup: &[Span]) -> Vec<(usize, &'a str)> {
    let mut spans = Vec::new();
    for span in markup {
        let mut at = span.start;
        while let Some((start, end)) = comment(&text[at..span.end]) {
            spans.push(Span::new(at + start, at + end));
            at += end;
        }
    }
    let lines = if spans.is_empty() { Lines::default() } else { Lines::new(text) };
    spans.into_iter().map(|span| (lines.line(span.start), span.of(text))).collect()
}

/// Where the inside of the first comment begins and ends.
fn comment(text: &str) -> Option<(usize, usize)> {
    let start = text.find("<!--")? + 4;
    let end = start + text[start..].find("-->")?;
    Some((start, end))
}
