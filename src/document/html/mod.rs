//! HTML: the article of a page, without what stands around it, and what the page says of itself.

mod blocks;
mod dom;
mod metadata;

use dom_query::Document;
use dom_smoothie::Readability;

use super::Trust;
use super::draft::{Extract, Layout};
use super::page::Page;
use super::waiver;
use crate::config::Limits;
use crate::error::{Error, ErrorKind};
use crate::language::{Language, detect};

/// The article of a page. Its text is what a reader sees of it, a paragraph or a row of a table a line.
///
/// # Errors
/// A page over a limit; a comment that waives a finding and cannot be read, with its line.
pub(super) fn read(name: &str, html: &str, limits: &Limits) -> Result<Extract, Error> {
    let fail = |kind| Error::at(name, kind);
    let (page, comments) = dom::parse_with_comments(html, limits).map_err(fail)?;
    let mut metadata = metadata::of(&page);
    metadata.waivers = waiver::of_comments(name, comments.iter().map(|comment| (comment.line, &*comment.text)))?;
    let Page { text, blocks } = match main_part(page, limits).map_err(fail)? {
        Some(main) => blocks::of(&main),
        None => blocks::of(&dom::parse(html, limits).map_err(fail)?),
    };
    // A template's language is often not that of the article in it.
    let same_script = |code: &String| {
        let primary = code.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        Language::named(&primary).is_some_and(|language| language.script == detect(&text).script)
    };
    metadata.language = metadata.language.filter(same_script);
    Ok(Extract { text, layout: Layout { plain: None, blocks }, metadata, trust: Trust::Full })
}

/// The part of a page that is its article; none where nothing tells it from the rest.
fn main_part(page: Document, limits: &Limits) -> Result<Option<Document>, ErrorKind> {
    blocks::mark_tables(&page);
    let settings = dom_smoothie::Config { disable_json_ld: true, ..dom_smoothie::Config::default() };
    let Ok(mut reader) = Readability::with_document(page, None, Some(settings)) else { return Ok(None) };
    let Ok(article) = reader.parse() else { return Ok(None) };
    dom::parse(&article.content, limits).map(Some)
}

/// A page as it was sent: what stands before the first blank line is no part of it.
pub(super) fn without_http_header(bytes: &[u8]) -> &[u8] {
    if !bytes.starts_with(b"HTTP/") {
        return bytes;
    }
    let end = |mark: &[u8]| memchr::memmem::find(bytes, mark).map(|at| at + mark.len());
    let body = [end(b"\r\n\r\n"), end(b"\n\n")].into_iter().flatten().min();
    body.map_or(bytes, |body| &bytes[body..])
}

#[cfg(test)]
mod tests;
