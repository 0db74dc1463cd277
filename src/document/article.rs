//! An article that is a whole file: from its bytes to what a reader of its format finds in them.

use super::draft::{Draft, Extract, Metadata};
use super::format::Format;
use super::source::{too_large, too_long};
use super::{Trust, docx, encoding, html, markdown, text};
use crate::config::{Config, Limits};
use crate::error::Error;

/// The article of a file's bytes.
///
/// # Errors
/// Bytes that are not of the format, or over a limit.
pub(super) fn of_bytes(name: &str, format: Format, bytes: &[u8], config: &Config) -> Result<Draft, Error> {
    let limits = &config.limits;
    let fail = |kind| Error::at(name, kind);
    match format {
        Format::Docx => Ok(Draft::new(name, docx::read(bytes, limits).map_err(fail)?)),
        #[cfg(feature = "pdf")]
        Format::Pdf => Ok(Draft::new(name, super::pdf::read(bytes, limits).map_err(fail)?)),
        Format::Html => {
            let bytes = html::without_http_header(bytes);
            let text = encoding::decode(bytes, encoding::declared(bytes).as_deref()).map_err(fail)?;
            of_text(name, format, &text, limits)
        }
        _ => of_text(name, format, &encoding::decode(bytes, None).map_err(fail)?, limits),
    }
}

/// The article of a text.
///
/// # Errors
/// Front matter or a waiver that cannot be read, or a text over a limit.
pub(super) fn of_text(name: &str, format: Format, text: &str, limits: &Limits) -> Result<Draft, Error> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let fail = |kind| Error::at(name, kind);
    if text.len() as u64 > limits.file_size {
        return Err(fail(too_large(limits.file_size)));
    }
    if format == Format::Html {
        return Ok(Draft::new(name, html::read(name, text, limits)?));
    }
    if let Some(line) = text.split('\n').position(|line| line.len() as u64 > limits.line_length) {
        return Err(Error::on_line(name, line + 1, too_long(limits.line_length)));
    }
    let (metadata, layout) = match format {
        Format::Markdown => markdown::read(name, text)?,
        _ => (Metadata::default(), text::layout(text)),
    };
    Ok(Draft::new(name, Extract { text: text.to_owned(), layout, metadata, trust: Trust::Full }))
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';
