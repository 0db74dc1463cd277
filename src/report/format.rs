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
    /// For a browser: one file that needs no other and no network.
    Html,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For whatever shows test results: `JUnit` XML.
    Junit,
    /// For a job of GitHub Actions: annotations.
    Github,
    /// For a merge request of GitLab: a code quality report.
    Gitlab,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 12] = [
        Self::Table,
        Self::Full,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Markdown,
        Self::Html,
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
            Self::Html => "html",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
        }
    }

    /// What the names of its files end with, the usual ending first; none for formats that are not chosen by their file.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Table => &["txt"],
            Self::Json => &["json"],
            Self::Jsonl => &["jsonl"],
            Self::Csv => &["csv"],
            Self::Markdown => &["md", "markdown"],
            Self::Html => &["html", "htm"],
            Self::Sarif => &["sarif", "sarif.json"],
            Self::Junit => &["xml"],
            Self::Gitlab => &["gitlab.json"],
            Self::Full | Self::Concise | Self::Github => &[],
        }
    }

    /// The format of a file, by the end of its name; the longest ending that fits counts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unknown`] at the file where none of the `known` formats ends so.
    pub fn of_file(path: &Path, known: &[Self]) -> Result<Self, Error> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_ascii_lowercase();
        // A name that is an ending and nothing else has none.
        let fits = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'));
        let endings = known.iter().flat_map(|format| format.endings().iter().map(move |ending| (*format, *ending)));
        let found = endings.filter(|(_, ending)| fits(ending)).max_by_key(|(_, ending)| ending.len());
        found.map(|(format, _)| format).ok_or_else(|| {
            let usual = known.iter().filter_map(|format| format.endings().first());
            let endings: Vec<String> = usual.map(|ending| format!(".{ending}")).collect();
            Error::at(path, ErrorKind::Unknown(format!("no format has this ending; there are {}", endings.join(", "))))
        })
    }

    /// Whether its output says itself what was read and compared.
    #[must_use]
    pub const fn tells_summary(self) -> bool {
        !matches!(self, Self::Jsonl | Self::Csv | Self::Sarif | Self::Junit | Self::Gitlab)
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
            for ending in format.endings() {
                assert_eq!(Format::of_file(Path::new(&format!("a.b/findings.{ending}")), &Format::ALL), Ok(format));
            }
        }
        assert_eq!(Format::of_file(Path::new("Findings.HTML"), &Format::ALL), Ok(Format::Html));
        let unknown = "yaml".parse::<Format>().unwrap_err().to_string();
        let names = "table, full, concise, json, jsonl, csv, markdown, html, sarif, junit, github, gitlab";
        assert_eq!(unknown, format!("no format is named `yaml`; there are {names}"));
        let ending = |name, known| Format::of_file(Path::new(name), known).unwrap_err().to_string();
        assert_eq!(
            ending("findings", &Format::ALL),
            "findings: no format has this ending; there are .txt, .json, .jsonl, .csv, .md, .html, .sarif, .xml, .gitlab.json"
        );
        assert!(ending(".json", &Format::ALL).contains("no format"));
        assert_eq!(
            ending("claims.md", &Format::CLAIMS),
            "claims.md: no format has this ending; there are .txt, .json, .jsonl, .csv"
        );
    }
}
