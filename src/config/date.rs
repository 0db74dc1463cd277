//! Dates as metadata writes them: a source's date, a feed's, front matter's.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::rfc2822;

/// A day, with the time of day where the text gives one.
///
/// Reads ISO 8601 (`2023-05-30`, `2023-05-30T18:00`, a space for the `T`, any offset) and the dates of mail and RSS
/// (`Tue, 30 May 2023 18:00:00 +0300`). The clock is taken as written: an article is dated by where it was published.
#[must_use]
pub fn parse_date(text: &str) -> Option<(Date, Option<Time>)> {
    let text = text.trim();
    if let Ok(zoned) = rfc2822::parse(text) {
        return Some((zoned.date(), Some(zoned.time())));
    }
    if text.len() > 10 && text.is_char_boundary(10) {
        let at: DateTime = match text.strip_suffix(['Z', 'z']) {
            Some(utc) => utc.parse().ok()?,
            None => text.parse().ok()?,
        };
        return Some((at.date(), Some(at.time())));
    }
    Some((text.parse().ok()?, None))
}

/// The same for a date that TOML has read; none for a time of day alone.
pub(super) fn of_toml(written: &toml::value::Datetime) -> Option<(Date, Option<Time>)> {
    parse_date(&written.to_string())
}
