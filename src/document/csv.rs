//! CSV feeds: one record a row, under a row of names.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use csv::{ByteRecord, ReaderBuilder};

use super::draft::Draft;
use super::feed::Fields;
use super::jsonl::rest_unread;
use super::source::{line, too_long};
use super::transcode::utf8;
use super::unpack::{Refusal, failed};
use crate::config::Limits;
use crate::error::{Error, ErrorKind};

/// The columns that matter, with the other names that they go by.
const COLUMNS: [(Column, &[&str]); 7] = [
    (Column::Id, &["id"]),
    (Column::Text, &["text", "body", "content"]),
    (Column::Title, &["title", "headline"]),
    (Column::Date, &["date", "published"]),
    (Column::Outlet, &["outlet", "source"]),
    (Column::Url, &["url", "link"]),
    (Column::Lang, &["lang", "language"]),
];

/// What may stand between the cells of a row.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Text,
    Title,
    Date,
    Outlet,
    Url,
    Lang,
}

/// Which column holds what.
type Header = Vec<Option<Column>>;

/// A row, as bytes.
pub(super) struct Row {
    header: Arc<Header>,
    cells: ByteRecord,
}

/// The rows of a feed, each with the line that it begins in. A row over the limit ends it.
pub(super) struct Rows<'a> {
    name: &'a str,
    state: State<'a>,
}

enum State<'a> {
    Rows(csv::Reader<Capped<'a>>, Arc<Header>),
    Fault(Error),
    End,
}

impl<'a> Rows<'a> {
    pub(super) fn new(name: &'a str, reader: impl Read + 'a, limits: &Limits) -> Self {
        let opened = open(name, reader, limits.line_length);
        Self { name, state: opened.map_or_else(State::Fault, |(rows, header)| State::Rows(rows, header)) }
    }
}

/// A feed behind its first row.
fn open<'a>(
    name: &'a str,
    reader: impl Read + 'a,
    limit: u64,
) -> Result<(csv::Reader<Capped<'a>>, Arc<Header>), Error> {
    let fail = |error: io::Error| failed(name, &error);
    let mut reader = utf8(reader, false).map_err(fail)?;
    let first = line(&mut reader, limit).map_err(fail)?;
    let delimiter = DELIMITERS.into_iter().max_by_key(|mark| {
        // Of those that are as frequent, the first.
        (memchr::memchr_iter(*mark, &first).count(), std::cmp::Reverse(*mark == b';' || *mark == b'\t'))
    });
    let capped = Capped { inner: Box::new(io::Cursor::new(first).chain(reader).chain(&b"\n"[..])), limit, left: limit };
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .terminator(csv::Terminator::Any(b'\n'))
        .has_headers(false)
        .flexible(true)
        .from_reader(capped);
    let mut names = ByteRecord::new();
    rows.read_byte_record(&mut names).map_err(|error| fail(io(error)))?;
    let header: Header = names.iter().map(column).collect();
    if !header.iter().any(|column| matches!(column, Some(Column::Text | Column::Title))) {
        let known: Vec<&str> = COLUMNS.iter().map(|(_, names)| names[0]).collect();
        let what = format!("the first row has to name a column `text` or `title`; columns are {}", known.join(", "));
        return Err(Error::on_line(name, 1, ErrorKind::Malformed(what)));
    }
    Ok((rows, Arc::new(header)))
}

fn column(name: &[u8]) -> Option<Column> {
    let name = std::str::from_utf8(name).ok()?.trim().to_lowercase();
    COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

impl Iterator for Rows<'_> {
    type Item = Result<(usize, Row), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (rows, header) = match &mut self.state {
                State::Rows(rows, header) => (rows, header),
                State::End => return None,
                State::Fault(_) => {
                    let State::Fault(fault) = std::mem::replace(&mut self.state, State::End) else { return None };
                    return Some(Err(fault));
                }
            };
            // Counted by row, so that a quote that nothing closes does not take in the rest of the feed.
            let capped = rows.get_mut();
            capped.left = capped.limit;
            let mut cells = ByteRecord::new();
            match rows.read_byte_record(&mut cells) {
                Ok(false) => return None,
                Ok(true) if cells.iter().all(|cell| cell.trim_ascii().is_empty()) => {}
                Ok(true) => {
                    let line = begins_in(rows.position(), &cells);
                    return Some(Ok((line, Row { header: Arc::clone(header), cells })));
                }
                Err(error) => {
                    let line = usize::try_from(rows.position().line()).unwrap_or(usize::MAX);
                    self.state = State::End;
                    let error = failed(self.name, &io(error));
                    return Some(Err(Error::on_line(self.name, line, rest_unread(error.kind))));
                }
            }
        }
    }
}

/// The line that a row begins in, given where it ended, which is behind its line end.
fn begins_in(end: &csv::Position, cells: &ByteRecord) -> usize {
    let inside = memchr::memchr_iter(b'\n', cells.as_slice()).count();
    usize::try_from(end.line()).unwrap_or(usize::MAX).saturating_sub(inside + 1)
}

impl Row {
    /// The article of a row.
    pub(super) fn record(&self, feed: &str, line: usize) -> Result<Draft, ErrorKind> {
        let mut fields = Fields::default();
        for (column, cell) in self.header.iter().zip(&self.cells) {
            let Some(column) = column else { continue };
            let field = match column {
                Column::Id => &mut fields.id,
                Column::Text => &mut fields.text,
                Column::Title => &mut fields.title,
                Column::Date => &mut fields.date,
                Column::Outlet => &mut fields.outlet,
                Column::Url => &mut fields.url,
                Column::Lang => &mut fields.lang,
            };
            // The last one still has the first half of a line end of two.
            let cell = cell.strip_suffix(b"\r").unwrap_or(cell);
            let cell = std::str::from_utf8(cell).map_err(|error| ErrorKind::NotUtf8(error.valid_up_to()))?;
            if cell.contains('\0') {
                return Err(ErrorKind::Binary);
            }
            // Of two columns for one thing, the first that says something.
            if field.is_none() && !cell.trim().is_empty() {
                *field = Some(cell.to_owned());
            }
        }
        fields.draft(feed, line)
    }

    pub(super) fn len(&self) -> usize {
        self.cells.as_slice().len()
    }
}

fn io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}

/// A stream that gives out so many bytes for a row, and the rest of its buffer.
struct Capped<'a> {
    inner: Box<dyn BufRead + 'a>,
    limit: u64,
    left: u64,
}

impl Read for Capped<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(Refusal(too_long(self.limit))));
        }
        let count = self.inner.read(buffer)?;
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::document::parse;

    fn feed(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let (documents, errors) = parse(name, bytes, &Config::default());
        let shown = documents.iter().map(|document| {
            let title = document.title.as_deref().map_or_else(String::new, |title| format!("{title}: "));
            format!("{} {title}{}", document.name, document.text)
        });
        (shown.collect(), errors.iter().map(ToString::to_string).collect())
    }

    const NONE: [String; 0] = [];

    #[test]
    fn a_row_is_a_document() {
        let (documents, errors) = feed(
            "f.csv",
            b"\xEF\xBB\xBFid,Title,body,more\r\nx,\"A, B\",\"It said \"\"30\"\".\nMore.\"\r\n\r\n,C,D,5,6\r\n",
        );
        assert_eq!(errors, NONE);
        assert_eq!(documents, ["f.csv#x A, B: It said \"30\".\nMore.", "f.csv#5 C: D"]);
    }

    #[test]
    fn cells_are_parted_by_what_the_first_row_has_most_of() {
        for (name, text) in [("f.csv", "id;text\nx;30, 40"), ("f.tsv", "id\ttext\nx\t30, 40")] {
            assert_eq!(feed(name, text.as_bytes()).0, [format!("{name}#x 30, 40")]);
        }
    }

    #[test]
    fn other_encodings_are_read() {
        let text = "id,text\nx,قتل 30 شخصا في حريق وسط القاهرة وأصيب 12 آخرون بجروح\n";
        let want = ["f.csv#x قتل 30 شخصا في حريق وسط القاهرة وأصيب 12 آخرون بجروح"];
        let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(text);
        assert_eq!(feed("f.csv", &bytes).0, want);
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(feed("f.csv", &bytes).0, want);
    }

    #[test]
    fn bad_rows_are_told_and_the_others_read() {
        let (documents, errors) =
            feed("f.csv", b"id,text,date\n1,A \xD9\x82\xD8\xAA\xD9\x84,\n2,,\n3,B,soon\n4,\xFF,\n5,C,2023-05-30\n");
        assert_eq!(documents, ["f.csv#1 A قتل", "f.csv#5 C"]);
        assert_eq!(
            errors,
            [
                "f.csv:3: a record needs `text` or `title`",
                "f.csv:4: cannot read the date \"soon\"; write it as 2023-05-30 or 2023-05-30T18:00:00",
                "f.csv:5: not UTF-8 (first bad byte at offset 0); convert it, for example with iconv",
            ]
        );
        let want = "f.csv:1: the first row has to name a column `text` or `title`; columns are id, text, title, date, outlet, url, lang";
        assert_eq!(feed("f.csv", b"a,b\n1,2\n").1, [want]);
        assert_eq!(feed("f.csv", b"").1, [want]);
    }

    #[test]
    fn a_quote_that_nothing_closes_ends_at_the_limit() {
        let mut config = Config::default();
        config.limits.line_length = 10_000;
        let text = format!("text\nA\n\"{}", "x\n".repeat(50_000));
        let (documents, errors) = parse("f.csv", text.as_bytes(), &config);
        assert_eq!(documents.len(), 1);
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors.len(), 1);
        let want = "the line is longer than 10 kB; from here on the feed is not read; `line-length` under [limits] of claims.toml allows more";
        assert!(errors[0].ends_with(want), "{errors:?}");
    }
}
