//! Files in: articles with their metadata, cut into sentences, with lines kept.

use jiff::civil::{Date, Time};

use crate::config::Config;
use crate::error::{Error, ErrorKind};
use crate::language::Language;
use crate::span::Span;

/// An article.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path as the user named it, `feed.jsonl#id` for a feed's record, or the name given to standard input.
    pub name: String,
    /// The text, as it is in the source. Every span of the text points into it.
    pub text: String,
    /// A title that stands apart from the text (a feed's, front matter's). It has spans of its own.
    pub title: Option<String>,
    /// When it was published, and how that is known.
    pub published: Option<Published>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The language it is written in.
    pub language: &'static Language,
    /// The sentences, in order, those of the title first.
    pub sentences: Vec<Sentence>,
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
    /// A number that names a thing: a phone, an article of law, a flight.
    Label,
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
            Self::Label => "label",
            Self::NoMeasure => "no measure",
            Self::NoValue => "no value",
            Self::Scope => "period of another value",
        }
    }
}

impl Document {
    /// The text that spans of a field point into.
    #[must_use]
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Text => &self.text,
            Field::Title => self.title.as_deref().unwrap_or_default(),
        }
    }
}

impl Document {
    /// TEMP
    pub fn line(&self, field: Field, byte: usize) -> usize { self.field(field)[..byte].matches('\n').count() + 1 }
}

/// STAND-IN
pub fn read(paths: &[std::path::PathBuf], config: &Config) -> (Vec<Document>, Vec<Error>) {
    let here = [std::path::PathBuf::from(".")];
    let paths = if paths.is_empty() { &here[..] } else { paths };
    let (mut files, mut errors) = (std::collections::BTreeMap::new(), Vec::new());
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => errors.push(Error::reading(path, &error)),
            Ok(kind) if kind.is_dir() => {
                let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
                let articles: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
                if articles.is_empty() {
                    errors.push(Error::at(path, ErrorKind::NothingMatched));
                }
                files.extend(articles.into_iter().map(|path| (path.display().to_string().trim_start_matches("./").to_owned(), path)));
            }
            Ok(_) => drop(files.insert(path.display().to_string(), path.clone())),
        }
    }
    let mut documents = Vec::new();
    for (name, path) in files {
        match std::fs::read(&path) {
            Ok(bytes) => {
                let (found, failed) = parse(&name, &bytes, config);
                documents.extend(found);
                errors.extend(failed);
            }
            Err(error) => errors.push(Error::reading(&path, &error)),
        }
    }
    (documents, errors)
}

/// STAND-IN
pub fn parse(name: &str, bytes: &[u8], config: &Config) -> (Vec<Document>, Vec<Error>) {
    if bytes.contains(&0) {
        return (Vec::new(), vec![Error::at(name, ErrorKind::Binary)]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => return (Vec::new(), vec![Error::at(name, ErrorKind::NotUtf8(error.valid_up_to()))]),
    };
    let mut sentences = Vec::new();
    let mut start = 0;
    for (paragraph, line) in text.split('\n').enumerate() {
        if !line.trim().is_empty() {
            let span = crate::span::Span::new(start, start + line.len());
            sentences.push(Sentence { field: Field::Text, span, paragraph, headline: false, set_aside: None });
        }
        start += line.len() + 1;
    }
    let source = config.source(std::path::Path::new(name));
    let published = source.date.map(|(day, clock)| Published { day, clock });
    let language = crate::language::detect(&text);
    let document =
        Document { name: name.to_owned(), text, title: None, published, outlet: source.outlet, url: source.url, language, sentences };
    (vec![document], Vec::new())
}

/// STAND-IN
pub fn unique(found: impl IntoIterator<Item = Result<Document, Error>>) -> (Vec<Document>, Vec<Error>) {
    let (mut documents, mut errors, mut names) = (Vec::new(), Vec::new(), std::collections::BTreeSet::new());
    for document in found {
        match document {
            Ok(document) if names.insert(document.name.clone()) => documents.push(document),
            Ok(document) => errors.push(ErrorKind::Duplicate(document.name).into()),
            Err(error) => errors.push(error),
        }
    }
    (documents, errors)
}
