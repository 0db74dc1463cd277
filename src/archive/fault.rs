//! Why an index cannot be used.

use std::fmt;

use rusqlite::ErrorCode;

use super::bytes::Damaged;

/// Why an index cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not what was written; holds what was seen.
    Damaged(String),
    /// It was written under another rule set.
    Outdated,
    /// Another run holds it.
    Busy,
    /// It could not be read or written; holds the system's words.
    Failed(String),
}

impl Fault {
    /// Whether it is of no more use, and a new one has to be made.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::Outdated)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(what) => write!(f, "the index is damaged ({what})"),
            Self::Outdated => write!(f, "the index is of another version of mizan"),
            Self::Busy => write!(f, "another run is writing the index"),
            Self::Failed(why) => write!(f, "the index cannot be used: {why}"),
        }
    }
}

impl std::error::Error for Fault {}

impl From<Damaged> for Fault {
    fn from(_: Damaged) -> Self {
        Self::Damaged("claims that cannot be read back".into())
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        let words = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(words),
            // A table or column that is not there.
            Some(ErrorCode::Unknown) => Self::Damaged(words),
            Some(_) => Self::Failed(words),
            None => match error {
                E::FromSqlConversionFailure(..)
                | E::IntegralValueOutOfRange(..)
                | E::InvalidColumnType(..)
                | E::InvalidColumnIndex(_)
                | E::Utf8Error(..)
                | E::QueryReturnedNoRows => Self::Damaged(words),
                _ => Self::Failed(words),
            },
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
