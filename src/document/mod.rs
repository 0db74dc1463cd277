//! Files in: articles with their metadata, cut into sentences, with lines kept.

mod article;
mod csv;
mod dateline;
mod docx;
mod draft;
mod encoding;
mod escapes;
mod fact;
mod feed;
mod format;
mod furniture;
mod html;
mod jsonl;
mod lines;
mod markdown;
mod page;
mod paragraph;
#[cfg(feature = "pdf")]
mod pdf;
mod reading;
mod sentence;
mod source;
mod stream;
mod text;
mod transcode;
mod unpack;
mod waiver;
mod walk;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::{Date, Time};
use rayon::prelude::*;

use crate::config::{Config, UnitNames, Waiver};
use crate::error::{Error, ErrorKind};
use crate::language::{Language, Vocabulary};
use crate::span::Span;
pub use fact::{fact_name, facts};
pub use format::Origin;
use format::{Format, Kind, Packing};
use lines::Lines;
pub use reading::{Reading, Tokens};
use source::{Pieces, too_large};
pub use stream::stream;
pub use walk::{File, files, folders, name, picks, starts};

/// An article.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as the user named it, `feed.jsonl#id` for a feed's record, or the name given to standard input.
    pub name: String,
    /// What it is known by between runs: its path below the root of the articles, however it was typed.
    pub key: String,
    /// The text. Every span of the text points into it. Of text and Markdown it is what the file holds; of HTML, DOCX and
    /// PDF what a reader sees, a paragraph or a row of a table a line; of a feed's record its field.
    pub text: String,
    /// A title that stands apart from the text (a feed's, front matter's). It has spans of its own.
    pub title: Option<String>,
    /// When it was published: as a feed or front matter says, else a `[[source]]`, else a dateline.
    pub published: Option<Published>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// A fact of `claims.toml`, that articles are held against.
    pub reference: bool,
    /// The language it is written in.
    pub language: &'static Language,
    /// How far the text can be trusted to be what was written.
    pub trust: Trust,
    /// What its words for units stand for, as `claims.toml` says.
    pub units: UnitNames,
    /// The findings that it says are to be let stand.
    pub waivers: Vec<Waiver>,
    /// Whether `3/5` is the third of May: as `claims.toml` says, else as the language has it.
    pub day_first: bool,
    /// Whether its numbers have a decimal comma, as the language has it, or as `32,5` beside no `32.5` shows: then `3,975 million`
    /// is less than four.
    pub decimal_comma: bool,
    /// The sentences, in order, those of the title first. Every letter of the title and of the text (front matter aside)
    /// is in one of them, and in one only.
    pub sentences: Vec<Sentence>,
    plain: Option<String>,
    plain_title: Option<String>,
    lines: Lines,
    title_lines: Lines,
}

/// When a document was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// The day.
    pub day: Date,
    /// The time of day, where given.
    pub clock: Option<Time>,
}

/// How far a text can be trusted to be what was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// It is what the file holds.
    #[default]
    Full,
    /// It was worked out from where letters stand on a page, as in PDF: digits and letters may be lost or misplaced.
    Low,
}

/// Which of a document's texts a span points into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title that stands apart from the text.
    Title,
    /// The text.
    #[default]
    Text,
}

/// A sentence, a heading, or a line that is no sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Which text it stands in.
    pub field: Field,
    /// Where it stands, without the space around it.
    pub span: Span,
    /// The paragraph, counted from 0 in each field.
    pub paragraph: usize,
    /// A headline: the title, or a first line without an end mark.
    pub headline: bool,
    /// Why it is not compared, if it is not.
    pub set_aside: Option<SetAside>,
}

/// Why a mention is not compared. Nothing is skipped in silence: each is counted, and shown by `claims --all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetAside {
    /// Menus, buttons, comment forms.
    Navigation,
    /// A list of other articles.
    Related,
    /// The caption or credit of a picture.
    Caption,
    /// A dateline or a timestamp of the page.
    Dateline,
    /// A number alone on its line.
    LoneNumber,
    /// Nothing says what it is a number of.
    NoMeasure,
    /// A vague amount or an unresolved date: no value to compare.
    NoValue,
    /// A period that only says what time another value holds for.
    Scope,
}

impl Field {
    /// The name of machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
        }
    }
}

impl Trust {
    /// The name of machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Low => "low",
        }
    }
}

impl SetAside {
    /// The name of machine output and of the closing line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Related => "related links",
            Self::Caption => "caption",
            Self::Dateline => "dateline",
            Self::LoneNumber => "lone number",
            Self::NoMeasure => "no measure",
            Self::NoValue => "no value",
            Self::Scope => "period of another value",
        }
    }
}

impl Document {
    /// A document of a text; the name's ending says whether it is Markdown or HTML, and anything else is plain text. The
    /// text of a feed is read with [`parse`].
    ///
    /// # Errors
    /// Front matter that cannot be read, or a text over a limit of `[limits]`.
    pub fn from_text(name: &str, text: &str, config: &Config) -> Result<Self, Error> {
        let format = Kind::of(Path::new(name)).map_or(Format::Text, |kind| kind.format);
        let draft = article::of_text(name, format, text, &config.limits)?;
        Ok(Vocabulary::with(|vocabulary| draft.finish(config, vocabulary)).document)
    }

    /// A document of a file's bytes, in any format that is one article: the name's ending says which. Text may be in
    /// UTF-8, UTF-16, windows-1256, ISO-8859-6 or windows-1252; a byte order mark is no part of it.
    ///
    /// # Errors
    /// Bytes that are not of the format, or over a limit of `[limits]`; a feed.
    pub fn from_bytes(name: &str, bytes: &[u8], config: &Config) -> Result<Self, Error> {
        let fail = |kind| Error::at(name, kind);
        let kind = Kind::named(Path::new(name)).map_err(fail)?;
        if matches!(kind.format, Format::Jsonl | Format::Csv) {
            return Err(fail(ErrorKind::Malformed("a feed holds several documents; read it with `parse`".into())));
        }
        let mut pieces = source::pieces(name, kind, bytes, &config.limits);
        let piece = pieces.next().unwrap_or_else(|| Err(fail(ErrorKind::Missing)))?;
        Vocabulary::with(|vocabulary| piece.read(config, vocabulary)).map(|reading| reading.document)
    }

    /// A hash of all that claims are read from, but for the name.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        let Self {
            name: _,
            key: _,
            text,
            title,
            published,
            outlet,
            url,
            reference,
            language,
            trust,
            units: _,
            waivers,
            day_first,
            decimal_comma,
            sentences,
            plain,
            plain_title,
            lines: _,
            title_lines: _,
        } = self;
        let mut hasher = blake3::Hasher::new();
        let mut add = |part: Option<&str>| {
            let part = part.map(str::as_bytes);
            hasher.update(&part.map_or(u64::MAX, |part| part.len() as u64).to_le_bytes());
            hasher.update(part.unwrap_or_default());
        };
        add(Some(text));
        add(title.as_deref());
        add(outlet.as_deref());
        add(url.as_deref());
        add(Some(language.code));
        add(plain.as_deref());
        add(plain_title.as_deref());
        add(Some(&format!("{published:?} {reference} {trust:?} {day_first} {decimal_comma} {waivers:?}")));
        for sentence in sentences {
            let Sentence { field, span, paragraph, headline, set_aside } = sentence;
            let line = self.line(*field, span.start);
            add(Some(&format!("{field:?} {span:?} {paragraph} {headline} {set_aside:?} {line}")));
        }
        *hasher.finalize().as_bytes()
    }

    /// The text that spans of a field point into.
    #[must_use]
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Text => &self.text,
            Field::Title => self.title.as_deref().unwrap_or_default(),
        }
    }

    /// The same with markup and commands of a terminal blanked, byte for byte: what words are to be looked for in. Spans hold in both.
    #[must_use]
    pub fn plain(&self, field: Field) -> &str {
        let plain = match field {
            Field::Text => &self.plain,
            Field::Title => &self.plain_title,
        };
        plain.as_deref().unwrap_or_else(|| self.field(field))
    }

    /// The words of a sentence, as they stand in the source.
    #[must_use]
    pub fn sentence_text(&self, sentence: &Sentence) -> &str {
        sentence.span.of(self.field(sentence.field))
    }

    /// The line that a byte of a field stands in, from 1: for the text of a file, the file's own line.
    #[must_use]
    pub fn line(&self, field: Field, byte: usize) -> usize {
        self.lines(field).line(byte)
    }

    /// The column that a byte of a field stands in, in Unicode code points from 1.
    #[must_use]
    pub fn column(&self, field: Field, byte: usize) -> usize {
        self.lines(field).column(self.field(field), byte)
    }

    /// A span of a field in Unicode code points.
    #[must_use]
    pub fn characters(&self, field: Field, span: Span) -> Span {
        let (lines, text) = (self.lines(field), self.field(field));
        Span::new(lines.characters(text, span.start), lines.characters(text, span.end))
    }

    const fn lines(&self, field: Field) -> &Lines {
        match field {
            Field::Text => &self.lines,
            Field::Title => &self.title_lines,
        }
    }
}

/// Reads files, and the articles of folders; without paths, those that `claims.toml` includes, else the working folder.
///
/// The documents stand in the order of their files' names, whatever the order of the paths, and a feed's in the feed's.
/// What cannot be read is an error, and the rest is read all the same.
#[must_use]
pub fn read(paths: &[PathBuf], config: &Config) -> (Vec<Document>, Vec<Error>) {
    let (files, mut errors) = files(paths, config);
    let found: Vec<_> = files
        .into_par_iter()
        .with_min_len(crate::language::WORTH_A_THREAD)
        .flat_map_iter(|file| file.each(config, only_document))
        .collect();
    let (documents, failed) = unique(found);
    errors.extend(failed);
    (documents, errors)
}

impl File {
    /// What is made of each article of the file, in their order; each that cannot be read is an error.
    pub fn each<T: Send>(&self, config: &Config, each: impl Fn(Reading) -> T + Sync) -> Vec<Result<T, Error>> {
        let mut found = Vec::new();
        // Gathering cannot fail.
        let _ = of_file(self, config, &each, &mut |batch| gather(&mut found, batch));
        config.progress.read_file();
        found
    }
}

/// Reads one source that is already in memory: an article or a feed, as the ending of its name says.
#[must_use]
pub fn parse(name: &str, bytes: &[u8], config: &Config) -> (Vec<Document>, Vec<Error>) {
    from_reader(name, bytes, config)
}

/// Reads one source from a stream, such as standard input; of a feed, no more than some records are in memory at a time.
#[must_use]
pub fn from_reader(name: &str, reader: impl Read, config: &Config) -> (Vec<Document>, Vec<Error>) {
    let kind = match Kind::named(Path::new(name)) {
        Ok(kind) => kind,
        Err(kind) => return (Vec::new(), vec![Error::at(name, kind)]),
    };
    config.progress.found(1);
    let (mut found, pieces) = (Vec::new(), source::pieces(name, kind, reader, &config.limits));
    // Gathering cannot fail.
    let _ = in_batches(pieces, config, &only_document, &mut |batch| gather(&mut found, batch));
    config.progress.read_file();
    unique(found)
}

/// Parts what was read from what failed. Of two documents with one name the first stays: claims are told apart by it.
#[must_use]
pub fn unique(found: impl IntoIterator<Item = Result<Document, Error>>) -> (Vec<Document>, Vec<Error>) {
    let (mut documents, mut errors, mut names) = (Vec::new(), Vec::new(), BTreeSet::new());
    for document in found {
        match document {
            Ok(document) if names.insert(document.name.clone()) => documents.push(document),
            Ok(document) => errors.push(ErrorKind::Duplicate(document.name).into()),
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}

/// What is made of some articles, in their order.
type Made<T> = Vec<Result<T, Error>>;

fn only_document(reading: Reading) -> Document {
    reading.document
}

#[expect(clippy::unnecessary_wraps, reason = "other batches go where writing can fail")]
fn gather<T>(found: &mut Made<T>, batch: Made<T>) -> io::Result<()> {
    found.extend(batch);
    Ok(())
}

/// Makes something of each article of a file, and hands it on in batches.
fn of_file<T: Send>(
    file: &File,
    config: &Config,
    each: &(impl Fn(Reading) -> T + Sync),
    done: &mut dyn FnMut(Made<T>) -> io::Result<()>,
) -> io::Result<()> {
    let opened = fs::File::open(&file.path).and_then(|opened| Ok((opened.metadata()?, opened)));
    let (metadata, opened) = match opened {
        Ok(opened) => opened,
        Err(error) => return done(vec![Err(Error::reading(&file.name, &error))]),
    };
    let is_feed = matches!(file.kind.format, Format::Jsonl | Format::Csv);
    if !is_feed && file.kind.packing == Packing::None && metadata.len() > config.limits.file_size {
        return done(vec![Err(Error::at(&file.name, too_large(config.limits.file_size)))]);
    }
    in_batches(source::pieces(&file.name, file.kind, opened, &config.limits), config, each, done)
}

/// The pieces of a feed that are in memory at a time, and how many bytes of them.
const BATCH: (usize, usize) = (512, 8 << 20);

/// Makes something of each piece, side by side, and hands it on in order.
fn in_batches<T: Send>(
    mut pieces: Pieces<'_>,
    config: &Config,
    each: &(impl Fn(Reading) -> T + Sync),
    done: &mut dyn FnMut(Made<T>) -> io::Result<()>,
) -> io::Result<()> {
    loop {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < BATCH.0 && bytes < BATCH.1 {
            let Some(piece) = pieces.next() else { break };
            bytes += piece.as_ref().map_or(0, source::Piece::len);
            batch.push(piece);
        }
        if batch.is_empty() {
            return Ok(());
        }
        let count = batch.len();
        let read = |piece: Result<source::Piece, Error>| {
            Vocabulary::with(|vocabulary| piece?.read(config, vocabulary)).map(each)
        };
        done(batch.into_par_iter().with_min_len(crate::language::WORTH_A_THREAD).map(read).collect())?;
        config.progress.read_articles(count);
    }
}

#[cfg(test)]
mod tests;
