//! What a record of a feed says, whatever the feed's format.

use super::draft::{Draft, Metadata};
use super::{Trust, text};
use crate::config::parse_date;
use crate::error::ErrorKind;

/// The fields of a record, as written.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) id: Option<String>,
    pub(super) text: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) lang: Option<String>,
}

impl Fields {
    /// The article of a record that begins in a line of a feed.
    ///
    /// # Errors
    /// A record without words, or with a date that cannot be read.
    pub(super) fn draft(self, feed: &str, line: usize) -> Result<Draft, ErrorKind> {
        let filled = |field: Option<String>| field.filter(|text| !text.trim().is_empty());
        let (text, title) = (filled(self.text), filled(self.title));
        if text.is_none() && title.is_none() {
            return Err(ErrorKind::Malformed("a record needs `text` or `title`".into()));
        }
        let date = filled(self.date).map(|date| parse_date(&date).ok_or(ErrorKind::BadDate(date))).transpose()?;
        let id = self.id.filter(|id| !id.is_empty()).unwrap_or_else(|| line.to_string());
        let text = text.unwrap_or_default();
        Ok(Draft {
            name: format!("{feed}#{id}"),
            path: feed.to_owned(),
            layout: text::layout(&text),
            text,
            metadata: Metadata {
                title,
                date,
                outlet: filled(self.outlet),
                url: filled(self.url),
                language: self.lang,
                ..Metadata::default()
            },
            trust: Trust::Full,
        })
    }
}
