//! The one error: what went wrong, where, and what to do about it.
//!
//! One type for the whole library, because every error ends the same way: as one line on standard error and exit
//! code 2. `kind` says what happened, `place` where; each message ends with the remedy where there is one.

use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What went wrong.
    pub kind: ErrorKind,
    /// Where, if anywhere.
    pub place: Option<Place>,
}

/// A file, and the line in it where known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: Option<usize>,
}

/// The kinds of error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// No such file or folder.
    Missing,
    /// The file could not be read; holds the system's words.
    Unreadable(String),
    /// Not UTF-8; holds the offset of the first bad byte.
    NotUtf8(usize),
    /// The file is binary.
    Binary,
    /// A folder or pattern that holds no article.
    NothingMatched,
    /// Two documents would have the same name; holds the name.
    Duplicate(String),
    /// A feed's or front matter's line is not what it should be; holds what is wrong.
    Malformed(String),
    /// A date that cannot be read; holds the text.
    BadDate(String),
    /// A key that `claims.toml` does not know; holds the key and the nearest known one.
    UnknownKey {
        /// The key as written.
        key: String,
        /// The nearest known key, where one is near.
        nearest: Option<String>,
    },
    /// A value of `claims.toml` that cannot stand; holds what is wrong.
    BadValue(String),
    /// A name that does not exist (a rule, a format, a finding); holds what was asked for and what there is.
    Unknown(String),
    /// The output could not be written; holds the system's words.
    Unwritable(String),
}

impl Error {
    /// An error of a file.
    #[must_use]
    pub fn at(path: impl AsRef<Path>, kind: ErrorKind) -> Self {
        Self { kind, place: Some(Place { path: path.as_ref().to_path_buf(), line: None }) }
    }

    /// An error of a line of a file; lines count from 1.
    #[must_use]
    pub fn on_line(path: impl AsRef<Path>, line: usize, kind: ErrorKind) -> Self {
        Self { kind, place: Some(Place { path: path.as_ref().to_path_buf(), line: Some(line) }) }
    }

    /// The error of a failed read or open.
    #[must_use]
    pub fn reading(path: impl AsRef<Path>, error: &std::io::Error) -> Self {
        let kind = match error.kind() {
            std::io::ErrorKind::NotFound => ErrorKind::Missing,
            _ => ErrorKind::Unreadable(error.to_string()),
        };
        Self::at(path, kind)
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, place: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.path.display()),
            None => write!(f, "{}", self.path.display()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        self.kind.fmt(f)
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no such file or folder"),
            Self::Unreadable(why) => write!(f, "cannot be read: {why}"),
            Self::NotUtf8(offset) => {
                write!(f, "not UTF-8 (first bad byte at offset {offset}); convert it, for example with iconv")
            }
            Self::Binary => write!(f, "binary, not text; leave it out with [files] exclude"),
            Self::NothingMatched => write!(f, "no article found (.txt, .md, .jsonl)"),
            Self::Duplicate(name) => {
                write!(f, "a document named {name} was already read; give each its own name or id")
            }
            Self::Malformed(what) => write!(f, "{what}"),
            Self::BadDate(text) => {
                write!(f, "cannot read the date {text:?}; write it as 2023-05-30 or 2023-05-30T18:00:00")
            }
            Self::UnknownKey { key, nearest: Some(near) } => write!(f, "unknown key `{key}`; did you mean `{near}`?"),
            Self::UnknownKey { key, nearest: None } => write!(f, "unknown key `{key}`"),
            Self::BadValue(what) | Self::Unknown(what) => write!(f, "{what}"),
            Self::Unwritable(why) => write!(f, "cannot be written: {why}"),
        }
    }
}

impl std::error::Error for Error {}
