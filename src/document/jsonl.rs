//! JSON-lines feeds: one record a line.

use std::io::{BufRead, Read};

use serde::Deserialize;

use super::draft::Draft;
use super::feed::Fields;
use super::source::line;
use super::transcode::utf8;
use super::unpack::failed;
use crate::config::Limits;
use crate::error::{Error, ErrorKind};

/// A record as it is written; fields that are not named here do not matter.
#[derive(Deserialize)]
struct Record {
    id: Option<Id>,
    text: Option<String>,
    title: Option<String>,
    date: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    lang: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

/// The lines of a feed that are not blank, each with its number. A line over the limit ends it: what follows may be
/// without end.
pub(super) struct Lines<'a> {
    name: &'a str,
    reader: Option<Box<dyn BufRead + 'a>>,
    fault: Option<Error>,
    limit: u64,
    at: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(name: &'a str, reader: impl Read + 'a, limits: &Limits) -> Self {
        let (reader, fault) = match utf8(reader, true) {
            Ok(reader) => (Some(reader), None),
            Err(error) => (None, Some(failed(name, &error))),
        };
        Self { name, reader, fault, limit: limits.line_length, at: 0 }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<(usize, Vec<u8>), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(fault) = self.fault.take() {
            return Some(Err(fault));
        }
        loop {
            self.at += 1;
            match line(self.reader.as_mut()?, self.limit) {
                Ok(line) if line.is_empty() => return None,
                Ok(line) if line.trim_ascii().is_empty() => {}
                Ok(line) => return Some(Ok((self.at, line))),
                Err(error) => {
                    self.reader = None;
                    let error = failed(self.name, &error);
                    return Some(Err(Error::on_line(self.name, self.at, rest_unread(error.kind))));
                }
            }
        }
    }
}

/// What ends a feed before its end, with what that means.
pub(super) fn rest_unread(kind: ErrorKind) -> ErrorKind {
    match kind {
        ErrorKind::Limit { what, key } => {
            ErrorKind::Limit { what: format!("{what}; from here on the feed is not read"), key }
        }
        ErrorKind::Unreadable(why) => ErrorKind::Unreadable(format!("{why}; from here on the feed is not read")),
        kind => kind,
    }
}

/// The article of a line.
pub(super) fn record(feed: &str, line: usize, json: &[u8]) -> Result<Draft, ErrorKind> {
    let json = std::str::from_utf8(json).map_err(|error| ErrorKind::NotUtf8(error.valid_up_to()))?;
    let record: Record = serde_json::from_str(json).map_err(|error| {
        // The parser counts lines of its own; that one line is all it has is no news.
        ErrorKind::Malformed(error.to_string().replace(" at line 1 column ", " at column "))
    })?;
    let id = record.id.map(|id| match id {
        Id::Text(id) => id,
        Id::Number(id) => id.to_string(),
    });
    let Record { text, title, date, outlet, url, lang, .. } = record;
    Fields { id, text, title, date, outlet, url, lang }.draft(feed, line)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use crate::config::Config;
    use crate::document::{Document, Field, parse};

    fn feed(text: &str) -> (Vec<Document>, Vec<String>) {
        let (documents, errors) = parse("f.jsonl", text.as_bytes(), &Config::default());
        (documents, errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_line_is_a_document() {
        let (documents, errors) = feed(
            "{\"id\": \"x\", \"title\": \"Fire kills 30\", \"text\": \"It broke out. It spread.\", \"date\": \"2013-02-17 08:48:00\", \"outlet\": \"A\", \"more\": [1]}\n\
             \n{\"id\": 7, \"text\": \"قتل 30 شخصا.\", \"lang\": \"ar-EG\", \"url\": \"http://a.b\"}\r\n{\"title\": \"Alone\"}",
        );
        assert_eq!(errors, [""; 0]);
        assert_eq!(
            documents.iter().map(|document| document.name.as_str()).collect::<Vec<_>>(),
            ["f.jsonl#x", "f.jsonl#7", "f.jsonl#4"]
        );
        let first = &documents[0];
        assert_eq!(first.published.map(|at| (at.day, at.clock)), Some((date(2013, 2, 17), Some(time(8, 48, 0, 0)))));
        let sentences: Vec<_> = first
            .sentences
            .iter()
            .map(|sentence| (sentence.field, sentence.headline, first.sentence_text(sentence)))
            .collect();
        assert_eq!(
            sentences,
            [
                (Field::Title, true, "Fire kills 30"),
                (Field::Text, false, "It broke out."),
                (Field::Text, false, "It spread.")
            ]
        );
        assert_eq!(
            (first.outlet.as_deref(), documents[1].url.as_deref()),
            (Some("A"), Some("http://b").map(|_| "http://a.b"))
        );
        assert_eq!((documents[1].language.code, documents[2].text.as_str()), ("ar", ""));
    }

    #[test]
    fn a_title_that_the_text_repeats_is_dropped() {
        let (documents, _) =
            feed("{\"title\": \"Fire kills 30\", \"text\": \"\\u201cFire\\u201d kills 30.\\nIt broke out.\"}");
        assert_eq!(documents[0].title, None);
        assert!(documents[0].sentences[0].headline && !documents[0].sentences[1].headline);
    }

    #[test]
    fn bad_lines_are_told_and_the_others_read() {
        let mut bytes =
            b"{\"text\": \"A.\"}\n{\"text\": 5}\n{}\n{\"text\": \"B.\", \"date\": \"soon\"}\n{\"text\": \"".to_vec();
        bytes.extend([0xFF, b'\n']);
        bytes.extend(b"{\"id\": \"1\", \"text\": \"C.\"}\n");
        let (documents, errors) = parse("f.jsonl", &bytes, &Config::default());
        assert_eq!(documents.len(), 1);
        assert_eq!(
            errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "f.jsonl:2: invalid type: integer `5`, expected a string at column 10",
                "f.jsonl:3: a record needs `text` or `title`",
                "f.jsonl:4: cannot read the date \"soon\"; write it as 2023-05-30 or 2023-05-30T18:00:00",
                "f.jsonl:5: not UTF-8 (first bad byte at offset 10); convert it, for example with iconv",
                "a document named f.jsonl#1 was already read; give each its own name or id",
            ]
        );
    }
}
