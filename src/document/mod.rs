//! Files in: articles with their metadata, cut into sentences, with lines kept.

mod dateline;
mod draft;
mod feed;
mod furniture;
mod lines;
mod markdown;
mod paragraph;
mod sentence;
mod text;
mod waiver;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, Time};
use rayon::prelude::*;

use crate::config::{Config, UnitNames, Waiver};
use crate::error::{Error, ErrorKind};
use crate::language::{Language, Vocabulary};
use crate::span::Span;
use draft::{Draft, Metadata};
use lines::Lines;
pub use walk::{File, files, folders, name};

/// An article.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as the user named it, `feed.jsonl#id` for a feed's record, or the name given to standard input.
    pub name: String,
    /// The text, as it is in the source. Every span of the text points into it.
    pub text: String,
    /// A title that stands apart from the text (a feed's, front matter's). It has spans of its own.
    pub title: Option<String>,
    /// When it was published: as a feed or front matter says, else a `[[source]]`, else a dateline.
    pub published: Option<Published>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The language it is written in.
    pub language: &'static Language,
    /// What its words for units stand for, as `claims.toml` says.
    pub units: UnitNames,
    /// The findings that it says are to be let stand.
    pub waivers: Vec<Waiver>,
    /// Whether `3/5` is the third of May: as `claims.toml` says, else as the language has it.
    pub day_first: bool,
    /// The sentences, in order, those of the title first. Every letter of the title and of the text (front matter aside)
    /// is in one of them, and in one only.
    pub sentences: Vec<Sentence>,
    plain: Option<String>,
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
    /// A document of a text; the name's extension says whether it is Markdown. The text of a feed is read with [`parse`].
    ///
    /// # Errors
    /// Front matter that cannot be read.
    pub fn from_text(name: &str, text: &str, config: &Config) -> Result<Self, Error> {
        Vocabulary::with(|vocabulary| article(name, text, config, vocabulary))
    }

    /// A document of a file's bytes: UTF-8, with or without a byte order mark, which is no part of the text.
    ///
    /// # Errors
    /// Bytes that are no text, or front matter that cannot be read.
    pub fn from_bytes(name: &str, bytes: &[u8], config: &Config) -> Result<Self, Error> {
        Self::from_text(name, utf8(bytes).map_err(|kind| Error::at(name, kind))?, config)
    }

    /// A hash of all that claims are read from, but for the name.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        let Self {
            name: _,
            text,
            title,
            published,
            outlet,
            url,
            language,
            units: _,
            waivers,
            day_first,
            sentences,
            plain,
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
        add(Some(&format!("{published:?} {day_first} {waivers:?}")));
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

    /// The same with markup blanked, byte for byte: what words are to be looked for in. Spans hold in both.
    #[must_use]
    pub fn plain(&self, field: Field) -> &str {
        match (field, &self.plain) {
            (Field::Text, Some(plain)) => plain,
            _ => self.field(field),
        }
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
        .map(|file| file.documents(config))
        .collect();
    let (documents, failed) = unique(found.into_iter().flatten());
    errors.extend(failed);
    (documents, errors)
}

impl File {
    /// The documents of the file; each that cannot be read is an error.
    #[must_use]
    pub fn documents(&self, config: &Config) -> Vec<Result<Document, Error>> {
        match std::fs::read(&self.path) {
            Ok(bytes) => Vocabulary::with(|vocabulary| documents(&self.name, &bytes, config, vocabulary)),
            Err(error) => vec![Err(Error::reading(&self.name, &error))],
        }
    }
}

/// Reads one source that is already in memory: an article, or a feed where the name ends in `.jsonl`.
#[must_use]
pub fn parse(name: &str, bytes: &[u8], config: &Config) -> (Vec<Document>, Vec<Error>) {
    unique(Vocabulary::with(|vocabulary| documents(name, bytes, config, vocabulary)))
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

/// What a file holds, by the extension of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Feed,
}

impl Format {
    /// The format that an extension stands for; none where it stands for no article.
    fn of(name: &Path) -> Option<Self> {
        match name.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" => Some(Self::Feed),
            _ => None,
        }
    }
}

fn documents(name: &str, bytes: &[u8], config: &Config, vocabulary: &mut Vocabulary) -> Vec<Result<Document, Error>> {
    if Format::of(Path::new(name)) == Some(Format::Feed) {
        return feed::read(name, bytes, config);
    }
    let text = utf8(bytes).map_err(|kind| Error::at(name, kind));
    vec![text.and_then(|text| article(name, text, config, vocabulary))]
}

fn article(name: &str, text: &str, config: &Config, vocabulary: &mut Vocabulary) -> Result<Document, Error> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let (metadata, layout) = match Format::of(Path::new(name)) {
        Some(Format::Markdown) => markdown::read(name, text)?,
        _ => (Metadata::default(), text::layout(text)),
    };
    let draft = Draft { name: name.to_owned(), path: name.to_owned(), text: text.to_owned(), layout, metadata };
    Ok(draft.finish(config, vocabulary))
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Bytes as text. UTF-16 is named as an encoding, though its zero bytes look binary.
fn utf8(bytes: &[u8]) -> Result<&str, ErrorKind> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(ErrorKind::NotUtf8(0));
    }
    if bytes.contains(&0) {
        return Err(ErrorKind::Binary);
    }
    std::str::from_utf8(bytes).map_err(|error| ErrorKind::NotUtf8(error.valid_up_to()))
}

#[cfg(test)]
mod tests;
