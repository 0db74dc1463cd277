//! PDF: the text of a file that knows no paragraphs, only where letters stand. Arabic ligatures and digits may come out
//! damaged, so what is read is marked.

use std::panic::catch_unwind;

use super::draft::{Extract, Metadata};
use super::source::too_large;
use super::{Trust, text};
use crate::config::Limits;
use crate::error::ErrorKind;

/// The article of a file.
///
/// # Errors
/// A file that is no PDF, is damaged or locked, holds no text, or is over a limit.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Extract, ErrorKind> {
    let damaged = |why: &str| ErrorKind::Unreadable(format!("no PDF with text, or a damaged one ({why})"));
    // The library panics on some files that are damaged; nothing of it outlives the call.
    let read = catch_unwind(|| pdf_extract::extract_text_from_mem(bytes));
    let words = read.map_err(|_| damaged("its reader gave up"))?.map_err(|error| damaged(&error.to_string()))?;
    if words.len() as u64 > limits.file_size {
        return Err(too_large(limits.file_size));
    }
    if words.trim().is_empty() {
        return Err(damaged("its pages are pictures"));
    }
    let words: String = words.chars().map(|letter| if letter == '\0' { ' ' } else { letter }).collect();
    Ok(Extract { layout: text::layout(&words), text: words, metadata: Metadata::default(), trust: Trust::Low })
}
