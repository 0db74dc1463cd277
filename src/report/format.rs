//! The names of formats.

use std::path::Path;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};

/// A format that reports are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For people: a line for each value, the reason under them.
    Table,
    /// For people: the table with both sentences, their difference and how each value is read.
    Full,
    /// For people and `grep`: a line for each finding.
    Concise,
    /// For machines: one object for the run.
    Json,
    /// For machines: one object a line.
    Jsonl,
    /// For spreadsheets.
    Csv,
    /// For reports that go on to others.
    Markdown,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For whatever shows test results: JUnit XML.
    Junit,
    /// For a job of GitHub Actions: annotations.
    Github,
    /// For a merge request of GitLab: a code quality report.
    Gitlab,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 11] = [
        Self::Table,
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Markdown,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
    ];

    /// The formats that claims are written in.
    pub const CLAIMS: [Self; 4] = [Self::Table, Self::Json, Self::Jsonl, Self::Csv];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Full => "full",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
        }
    }

    /// What the names of its files end with; none for formats that are not chosen by their file.
    #[must_use]
    pub const fn extension(self) -> Option<&'static str> {
        match self {
            Self::Table => Some("txt"),
            Self::Json => Some("json"),
            Self::Jsonl => Some("jsonl"),
            Self::Csv => Some("csv"),
            Self::Markdown => Some("md"),
            Self::Sarif => Some("sarif"),
            Self::Junit => Some("xml"),
            Self::Gitlab => Some("gitlab.json"),
            Self::Full | Self::Concise | Self::Github => None,
        }
    }

    /// The format of a file, by the end of its name.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unknown`] at the file where none of the `known` formats ends so.
    pub fn of_file(path: &Path, known: &[Self]) -> Result<Self, Error> {
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        let found = known.iter().find(|format| ending.is_some() && format.extension() == ending.as_deref());
        found.copied().ok_or_else(|| {
            let endings: Vec<String> =
                known.iter().filter_map(|format| Some(format!(".{}", format.extension()?))).collect();
            Error::at(path, ErrorKind::Unknown(format!("no format has this ending; there are {}", endings.join(", "))))
        })
    }

    /// Whether its output says itself what was read and compared.
    #[must_use]
    pub const fn tells_summary(self) -> bool {
        !matches!(self, Self::Jsonl | Self::Csv)
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            ErrorKind::Unknown(format!("no format is named `{name}`; there are {names}")).into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_name_and_by_file() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
            if let Some(ending) = format.extension() {
                assert_eq!(Format::of_file(Path::new(&format!("a.b/findings.{ending}")), &Format::ALL), Ok(format));
            }
        }
        let unknown = "sarif".parse::<Format>().unwrap_err().to_string();
        assert_eq!(unknown, "no format is named `sarif`; there are table, full, concise, json, jsonl, csv, markdown");
        let ending = |name, known| Format::of_file(Path::new(name), known).unwrap_err().to_string();
        assert_eq!(
            ending("findings", &Format::ALL),
            "findings: no format has this ending; there are .txt, .json, .jsonl, .csv, .md"
        );
        assert_eq!(
            ending("claims.md", &Format::CLAIMS),
            "claims.md: no format has this ending; there are .txt, .json, .jsonl, .csv"
        );
    }
}
