//! Comments in an article's markup that waive a finding.

use crate::config::{self, Waiver};
use crate::error::{Error, ErrorKind, Place};
use crate::span::Span;

/// The waivers in the comments of a text's markup.
///
/// # Errors
/// The first that cannot be read, with its line.
pub(super) fn of_comments(name: &str, text: &str, markup: &[Span]) -> Result<Vec<Waiver>, Error> {
    let mut waivers = Vec::new();
    for span in markup {
        let mut at = span.start;
        while let Some((start, end)) = comment(&text[at..span.end]) {
            let line = 1 + text[..at + start].matches('\n').count();
            let place = Place { path: name.into(), line: Some(line) };
            if let Some(waiver) = config::comment(&text[at + start..at + end], &place) {
                waivers.push(waiver.map_err(|what| Error::on_line(name, line, ErrorKind::Malformed(what)))?);
            }
            at += end;
        }
    }
    Ok(waivers)
}

/// Where the inside of the first comment begins and ends.
fn comment(text: &str) -> Option<(usize, usize)> {
    let start = text.find("<!--")? + 4;
    let end = start + text[start..].find("-->")?;
    Some((start, end))
}
