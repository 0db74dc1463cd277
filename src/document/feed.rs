//! Feeds: one JSON record a line.

use rayon::prelude::*;
use serde::Deserialize;

use super::draft::{Draft, Metadata};
use super::{Document, text};
use crate::config::{Config, parse_date};
use crate::error::{Error, ErrorKind};
use crate::language::Vocabulary;

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

/// The documents of a feed, in its order. A bad line is an error; the others are read all the same.
pub(super) fn read(name: &str, bytes: &[u8], config: &Config) -> Vec<Result<Document, Error>> {
    let lines: Vec<(usize, &[u8])> = bytes.split(|byte| *byte == b'\n').enumerate().collect();
    lines
        .into_par_iter()
        .filter(|(_, line)| !line.trim_ascii().is_empty())
        .map(|(at, line)| {
            let fail = |kind| Error::on_line(name, at + 1, kind);
            let draft = record(name, at + 1, line).map_err(fail)?;
            Ok(Vocabulary::with(|vocabulary| draft.finish(config, vocabulary)))
        })
        .collect()
}

fn record(feed: &str, line: usize, json: &[u8]) -> Result<Draft, ErrorKind> {
    let json = std::str::from_utf8(json).map_err(|error| ErrorKind::NotUtf8(error.valid_up_to()))?;
    let record: Record = serde_json::from_str(json).map_err(|error| {
        // The parser counts lines of its own; that one line is all it has is no news.
        ErrorKind::Malformed(error.to_string().replace(" at line 1 column ", " at column "))
    })?;
    let filled = |field: Option<String>| field.filter(|text| !text.trim().is_empty());
    let (text, title) = (filled(record.text), filled(record.title));
    if text.is_none() && title.is_none() {
        return Err(ErrorKind::Malformed("a record needs `text` or `title`".into()));
    }
    let date = filled(record.date).map(|date| parse_date(&date).ok_or(ErrorKind::BadDate(date))).transpose()?;
    let id = match record.id {
        Some(Id::Text(id)) if !id.is_empty() => id,
        Some(Id::Number(id)) => id.to_string(),
        _ => line.to_string(),
    };
    let text = text.unwrap_or_default();
    Ok(Draft {
        name: format!("{feed}#{id}"),
        path: feed.to_owned(),
        layout: text::layout(&text),
        text,
        metadata: Metadata {
            title,
            date,
            outlet: filled(record.outlet),
            url: filled(record.url),
            language: record.lang,
            ..Metadata::default()
        },
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::document::{Field, parse};

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
