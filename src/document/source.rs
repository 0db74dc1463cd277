//! A file cut into articles, one after the other: a feed of any size is never in memory whole.
//!
//! Cutting is cheap and goes in order; reading a piece is work, and any thread can do it.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use super::draft::Draft;
use super::format::{Format, Kind};
use super::unpack::{Refusal, failed, unpack};
use super::{article, csv, jsonl};
use crate::config::{Config, Limits};
use crate::error::{Error, ErrorKind};
use crate::language::Vocabulary;

/// What one article is read from.
pub(super) struct Piece {
    /// The file's name.
    file: Arc<str>,
    content: Content,
}

enum Content {
    /// A whole file.
    File(Format, Vec<u8>),
    /// A line of a feed, and its number.
    Line(usize, Vec<u8>),
    /// A row of a table, and the line that it begins in.
    Row(usize, csv::Row),
}

/// The pieces of a file. An error may be followed by more of them.
pub(super) type Pieces<'a> = Box<dyn Iterator<Item = Result<Piece, Error>> + 'a>;

/// Cuts a file into its articles.
pub(super) fn pieces<'a>(name: &'a str, kind: Kind, packed: impl Read + 'a, limits: &Limits) -> Pieces<'a> {
    let file: Arc<str> = name.into();
    let limits = *limits;
    let unpacked = unpack(packed, kind.packing, &limits);
    let piece = move |content| Piece { file: Arc::clone(&file), content };
    match kind.format {
        Format::Jsonl => Box::new(jsonl::Lines::new(name, unpacked, &limits).map(move |line| {
            let (number, line) = line?;
            Ok(piece(Content::Line(number, line)))
        })),
        Format::Csv => Box::new(csv::Rows::new(name, unpacked, &limits).map(move |row| {
            let (line, row) = row?;
            Ok(piece(Content::Row(line, row)))
        })),
        format => Box::new(std::iter::once_with(move || {
            let bytes = whole(unpacked, limits.file_size).map_err(|error| failed(name, &error))?;
            Ok(piece(Content::File(format, bytes)))
        })),
    }
}

impl Piece {
    /// The document.
    ///
    /// # Errors
    /// What is wrong with the file, or with the record.
    pub(super) fn read(self, config: &Config, vocabulary: &mut Vocabulary) -> Result<super::Reading, Error> {
        let Self { file, content } = self;
        let draft: Result<Draft, Error> = match content {
            Content::File(format, bytes) => article::of_bytes(&file, format, &bytes, config),
            Content::Line(line, json) => {
                jsonl::record(&file, line, &json).map_err(|kind| Error::on_line(&*file, line, kind))
            }
            Content::Row(line, row) => row.record(&file, line).map_err(|kind| Error::on_line(&*file, line, kind)),
        };
        let draft = draft?;
        let most = config.limits.mentions;
        if draft.text.len() as u64 > most && numbers(&draft.text) > most {
            let what = format!("the article states more than {most} values");
            return Err(Error::at(&draft.name, ErrorKind::Limit { what, key: "mentions" }));
        }
        Ok(draft.finish(config, vocabulary))
    }

    /// How much memory it takes, in bytes.
    pub(super) fn len(&self) -> usize {
        match &self.content {
            Content::File(_, bytes) | Content::Line(_, bytes) => bytes.len(),
            Content::Row(_, row) => row.len(),
        }
    }
}

/// How many numbers in digits a text holds.
fn numbers(text: &str) -> u64 {
    let mut inside = false;
    let begins = |letter: char| {
        let before = std::mem::replace(&mut inside, letter.is_numeric());
        inside && !before
    };
    text.chars().map(begins).filter(|begins| *begins).count() as u64
}

/// All of a file, unless it is over the limit; of a larger one, no more than that is read.
fn whole(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::other(Refusal(too_large(limit))));
    }
    Ok(bytes)
}

/// An article larger than is read.
pub(super) fn too_large(limit: u64) -> ErrorKind {
    ErrorKind::Limit { what: format!("the file is larger than {}", size(limit)), key: "file-size" }
}

/// A line longer than is read.
pub(super) fn too_long(limit: u64) -> ErrorKind {
    ErrorKind::Limit { what: format!("the line is longer than {}", size(limit)), key: "line-length" }
}

/// Bytes in a unit that is easy to read.
fn size(bytes: u64) -> String {
    match bytes {
        1_000_000.. if bytes.is_multiple_of(1_000_000) => format!("{} MB", bytes / 1_000_000),
        1000.. if bytes.is_multiple_of(1000) => format!("{} kB", bytes / 1000),
        _ => format!("{bytes} bytes"),
    }
}

/// A stream whose first bytes were looked at.
pub(super) type Peeked<R> = BufReader<io::Chain<io::Cursor<Vec<u8>>, R>>;

/// The first bytes of a stream, left in it.
pub(super) fn peek<R: Read>(mut reader: R, count: usize) -> io::Result<(Vec<u8>, Peeked<R>)> {
    let mut head = Vec::new();
    reader.by_ref().take(count as u64).read_to_end(&mut head)?;
    Ok((head.clone(), BufReader::new(io::Cursor::new(head).chain(reader))))
}

/// The next line of a stream with its end, up to a limit; empty at the end.
pub(super) fn line(reader: &mut impl BufRead, limit: u64) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    reader.take(limit.saturating_add(1)).read_until(b'\n', &mut line)?;
    if line.len() as u64 > limit && !line.ends_with(b"\n") {
        return Err(io::Error::other(Refusal(too_long(limit))));
    }
    Ok(line)
}
