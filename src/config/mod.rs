//! `claims.toml`: which files, which topics, which sources. Merged once, read-only after.

mod date;
mod fact;
mod globs;
mod home;
mod id;
mod limits;
mod prints;
mod progress;
mod reader;
mod source;
mod topic;
mod unit;
mod waiver;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use toml::de::DeTable;

use crate::error::{Error, ErrorKind};
use crate::language::{self, Language};
use crate::value::{Kind, Tolerance};

pub use date::parse_date;
pub use fact::Fact;
pub use globs::Globs;
pub use home::Home;
pub use id::{DIGITS, IdParts, is_id};
pub use limits::Limits;
pub use progress::{Counts, Progress};
use reader::Reader;
pub use source::Source;
pub use topic::{Exclusion, TopicRule};
pub use unit::UnitNames;
pub use waiver::Waiver;
pub(crate) use waiver::comment;

/// The name that the file is found by.
pub const FILE: &str = "claims.toml";

/// The kinds of value that a tolerance makes sense for.
const MEASURED: [Kind; 5] = [Kind::Number, Kind::Percent, Kind::Currency, Kind::Dimension, Kind::Duration];

/// What `claims.toml` says; the default is what holds without one.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder of the file, as reached from the working directory; its globs are relative to it. None without a file.
    pub root: Option<PathBuf>,
    /// By what articles are known between runs; by their names as they are where there is none.
    pub home: Option<Home>,
    /// Files to read where no path is given, and to keep to in folders; every article where there is none.
    pub include: Globs,
    /// Files to leave out of folders.
    pub exclude: Globs,
    /// What fails a check, where the command line does not say.
    pub fail_on: Option<FailOn>,
    /// How `3/5/2023` is read; by the document's language where it is not set.
    pub date_order: Option<DateOrder>,
    /// The languages that articles are written in; all that are compiled in where it is empty.
    pub languages: Vec<&'static Language>,
    /// How large an input may be.
    pub limits: Limits,
    /// Counts what is read, for whoever watches.
    pub progress: Progress,
    /// How far values may lie apart, by kind.
    pub tolerance: BTreeMap<Kind, Tolerance>,
    /// The file itself; empty without one.
    pub path: PathBuf,
    /// What is known, in the order of the file.
    pub facts: Vec<Fact>,
    /// What the words for units stand for.
    pub units: UnitNames,
    /// Findings that are let stand, in the order of the file.
    pub waivers: Vec<Waiver>,
    /// The named topics, in the order of the file.
    pub topics: Vec<TopicRule>,
    sources: Vec<Source>,
    /// The paths of the sources, in the same order.
    source_paths: Globs,
}

/// The mildest verdict that fails a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailOn {
    /// Updates, tensions and contradictions.
    Update,
    /// Tensions and contradictions.
    Tension,
    /// Contradictions alone.
    Contradiction,
}

/// The order of the parts of a date in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// Year, month, day.
    YearFirst,
}

impl Config {
    /// The configuration of a folder: the `claims.toml` in it or in the nearest parent that has one.
    ///
    /// # Errors
    /// Every error of the file, or that it cannot be read.
    pub fn find(start: &Path) -> Result<Option<Self>, Vec<Error>> {
        let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
        let full = std::path::absolute(start).map_err(|error| vec![Error::reading(start, &error)])?;
        let mut folder = if start == Path::new(".") { PathBuf::new() } else { start.to_path_buf() };
        for _ in normal(&full).ancestors() {
            let path = folder.join(FILE);
            if path.is_file() {
                return Self::load(&path).map(Some);
            }
            folder.push("..");
        }
        Ok(None)
    }

    /// What a file is known by between runs.
    #[must_use]
    pub fn key(&self, file: &str) -> String {
        self.home.as_ref().map_or_else(|| file.to_owned(), |home| home.key(file))
    }

    /// The configuration that a file holds.
    ///
    /// # Errors
    /// Every error of the file, or that it cannot be read.
    pub fn load(path: &Path) -> Result<Self, Vec<Error>> {
        let text = fs::read_to_string(path).map_err(|error| vec![Error::reading(path, &error)])?;
        Self::parse(path, &text)
    }

    /// The configuration that a text holds; `path` names it in errors, and its folder is the root of the globs.
    ///
    /// # Errors
    /// Every error of the text, by line.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Vec<Error>> {
        let mut reader = Reader::new(path, text);
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            let config =
                Self { root: path.parent().map(Path::to_path_buf), path: path.to_path_buf(), ..Self::default() }
                    .read(table.get_ref(), &mut reader);
            let errors = reader.into_errors();
            return if errors.is_empty() { Ok(config) } else { Err(errors) };
        }
        // What is recovered from a broken text would only add errors that are none.
        for error in errors {
            reader.fail(error.span().unwrap_or_default(), ErrorKind::Malformed(error.message().replace('\n', ", ")));
        }
        Err(reader.into_errors())
    }

    /// What the `[[source]]` tables say of a document; where several match, the first that says something of a field
    /// decides it.
    #[must_use]
    pub fn source(&self, path: &Path) -> Source {
        let mut found = Source::default();
        let Some(relative) = self.relative(path) else { return found };
        for place in self.source_paths.matches(&relative) {
            let rule = &self.sources[place];
            found.outlet = found.outlet.or_else(|| rule.outlet.clone());
            found.date = found.date.or(rule.date);
            found.url = found.url.or_else(|| rule.url.clone());
        }
        found
    }

    /// The paths of the `[[source]]` tables that no document has, in their order.
    #[must_use]
    pub fn sources_without<'a>(&self, documents: impl Iterator<Item = &'a Path>) -> Vec<&str> {
        let mut found = vec![false; self.sources.len()];
        for relative in documents.filter_map(|path| self.relative(path)) {
            for place in self.source_paths.matches(&relative) {
                found[place] = true;
            }
        }
        self.sources.iter().zip(found).filter(|(_, found)| !found).map(|(source, _)| source.path.as_str()).collect()
    }

    /// Whether a file that was found in a folder is to be read.
    #[must_use]
    pub fn wants(&self, path: &Path) -> bool {
        if self.include.is_empty() && self.exclude.is_empty() {
            return true;
        }
        let Some(relative) = self.relative(path) else { return true };
        (self.include.is_empty() || self.include.is_match(&relative)) && !self.exclude.is_match(&relative)
    }

    /// A path relative to the root, with forward slashes; none where it lies elsewhere.
    fn relative(&self, path: &Path) -> Option<String> {
        let root = self.root.as_deref()?;
        let full = |path: &Path| {
            let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
            std::path::absolute(path).ok().map(|path| normal(&path))
        };
        let (path, root) = (full(path)?, full(root)?);
        let parts = path.strip_prefix(root).ok()?.components();
        Some(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    fn read(mut self, table: &DeTable<'_>, reader: &mut Reader<'_>) -> Self {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "files" => {
                    if let Some(table) = reader.table(key, value) {
                        self.read_files(table, reader);
                    }
                }
                "check" => {
                    if let Some(table) = reader.table(key, value) {
                        self.read_check(table, reader);
                    }
                }
                "tolerance" => {
                    if let Some(table) = reader.table(key, value) {
                        self.read_tolerance(table, reader);
                    }
                }
                "limits" => {
                    if let Some(table) = reader.table(key, value) {
                        self.limits = Limits::read(table, reader);
                    }
                }
                "fact" => self.facts = fact::read(key, value, reader),
                "units" => {
                    if let Some(table) = reader.table(key, value) {
                        self.units = unit::read(table, reader);
                    }
                }
                "topic" => self.topics = topic::read(key, value, reader),
                "source" => (self.sources, self.source_paths) = source::read(key, value, reader),
                "waiver" => self.waivers = waiver::read(key, value, reader),
                _ => reader.unknown(
                    key,
                    &["files", "check", "limits", "tolerance", "units", "topic", "source", "fact", "waiver"],
                ),
            }
        }
        self
    }

    fn read_files(&mut self, table: &DeTable<'_>, reader: &mut Reader<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "include" => {
                    let patterns = reader.strings(key, value);
                    self.include = reader.globs(patterns);
                }
                "exclude" => {
                    let patterns = reader.strings(key, value);
                    self.exclude = reader.globs(patterns);
                }
                _ => reader.unknown(key, &["include", "exclude"]),
            }
        }
    }

    fn read_check(&mut self, table: &DeTable<'_>, reader: &mut Reader<'_>) {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "fail-on" => self.fail_on = reader.choice(key, value, &FailOn::NAMES),
                "date-order" => self.date_order = reader.choice(key, value, &DateOrder::NAMES),
                "languages" => {
                    let known: Vec<_> = language::ALL.iter().map(|language| (language.code, *language)).collect();
                    self.languages =
                        reader.list(key, value).iter().filter_map(|code| reader.choice(key, code, &known)).collect();
                }
                _ => reader.unknown(key, &["fail-on", "date-order", "languages"]),
            }
        }
    }

    fn read_tolerance(&mut self, table: &DeTable<'_>, reader: &mut Reader<'_>) {
        for (key, value) in table {
            match MEASURED.into_iter().find(|kind| kind.name() == key.get_ref()) {
                Some(kind) => self.tolerance.extend(reader.tolerance(key, value).map(|tolerance| (kind, tolerance))),
                None => reader.unknown(key, &MEASURED.map(Kind::name)),
            }
        }
    }
}

impl FailOn {
    const NAMES: [(&str, Self); 3] =
        [("contradiction", Self::Contradiction), ("tension", Self::Tension), ("update", Self::Update)];
}

impl DateOrder {
    const NAMES: [(&str, Self); 3] = [("dmy", Self::DayFirst), ("mdy", Self::MonthFirst), ("ymd", Self::YearFirst)];
}

/// A path without `.`, and without `..` as far as the path itself can tell.
fn normal(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.file_name().is_some() => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn parse(text: &str) -> Result<Config, Vec<String>> {
        let shown = |errors: Vec<Error>| errors.iter().map(ToString::to_string).collect();
        Config::parse(Path::new("claims.toml"), text).map_err(shown)
    }

    #[test]
    fn a_full_file_is_read() {
        let config = parse(
            r#"
            [files]
            include = ["articles/"]
            exclude = ["*.draft.md"]
            [check]
            fail-on = "tension"
            date-order = "dmy"
            languages = ["ar", "en"]
            [tolerance]
            percent = 5
            currency = "2%"
            [[topic]]
            id = "oil-share"
            title = "oil imports, share"
            kind = "percent"
            unit = "percent"
            terms.ar = ["النفط|نفطها", "واردات"]
            terms.en = ["oil"]
            pattern = "oil|نفط"
            not = ["تقدير", "/forecast(s)?/"]
            tolerance = 1.50
            [[source]]
            path = "articles/*.txt"
            outlet = "A"
            date = 2023-05-30T18:00:00
            [[fact]]
            id = "border"
            statement = "The border is 765 km long."
            citation = "Atlas, 2020"
            date = 2020-01-01
            "#,
        )
        .unwrap();
        assert!(config.wants(Path::new("articles/a.txt")) && !config.wants(Path::new("a.txt")));
        assert!(!config.wants(Path::new("articles/a.draft.md")));
        assert_eq!((config.fail_on, config.date_order), (Some(FailOn::Tension), Some(DateOrder::DayFirst)));
        assert_eq!(config.languages.iter().map(|language| language.code).collect::<Vec<_>>(), ["ar", "en"]);
        assert_eq!(config.tolerance[&Kind::Percent], Tolerance::Absolute(5.into()));
        assert_eq!(config.tolerance[&Kind::Currency], Tolerance::Share("0.02".parse().unwrap()));
        let topic = &config.topics[0];
        assert_eq!(
            (topic.id.as_str(), topic.title.as_str(), topic.kind),
            ("oil-share", "oil imports, share", Some(Kind::Percent))
        );
        assert_eq!(topic.terms["ar"], [vec!["النفط".to_owned(), "نفطها".to_owned()], vec!["واردات".to_owned()]]);
        assert!(matches!(&topic.not[..], [Exclusion::Term(term), Exclusion::Pattern(_)] if term == "تقدير"));
        assert_eq!(topic.tolerance, Some(Tolerance::Absolute("1.50".parse().unwrap())));
        let fact = &config.facts[0];
        assert_eq!((fact.id.as_str(), fact.citation.as_str()), ("border", "Atlas, 2020"));
        assert_eq!(
            (fact.statement.as_str(), fact.date),
            ("The border is 765 km long.", Some((date(2020, 1, 1), None)))
        );
        let source = config.source(Path::new("./articles/a.txt"));
        assert_eq!(source.date, Some((date(2023, 5, 30), Some(time(18, 0, 0, 0)))));
        assert_eq!(source.outlet.as_deref(), Some("A"));
        assert_eq!(config.source(Path::new("articles/deep/a.txt")), Source::default());
    }

    #[test]
    fn every_error_is_told_with_its_line() {
        let errors = parse(
            r#"[chek]
[files]
include = [5, "["]
[check]
fail-on = "contradictions"
languages = "ar"
[tolerance]
percent = -5
rank = 1
[[topic]]
titel = "x"
[[topic]]
id = "x"
pattern = "(a"
[[topic]]
id = "x"
terms.arr = ["a"]
tolerence = 5
[[source]]
date = "yesterday"
[[fact]]
id = "later"
[[fact]]
id = "later"
statment = "The bridge is 300 metres long."
citation = " "
"#,
        )
        .unwrap_err();
        assert_eq!(
            errors,
            [
                "claims.toml:1: unknown key `chek`; did you mean `check`?",
                "claims.toml:3: `include` takes a string",
                "claims.toml:3: bad path pattern `[`: unclosed character class; missing ']'",
                "claims.toml:5: `fail-on` cannot be `contradictions`; did you mean `contradiction`?",
                "claims.toml:6: `languages` takes a list of strings",
                "claims.toml:8: `percent` takes a number of the values' own unit, as in 5, or a share, as in \"2%\"",
                "claims.toml:9: unknown key `rank`",
                "claims.toml:10: a [[topic]] needs an `id`",
                "claims.toml:10: a [[topic]] needs `terms` or a `pattern`",
                "claims.toml:11: unknown key `titel`; did you mean `title`?",
                "claims.toml:14: bad regular expression `(a`: unclosed group",
                "claims.toml:16: a topic `x` stands above; give each its own id",
                "claims.toml:17: unknown key `arr`; did you mean `ar`?",
                "claims.toml:18: unknown key `tolerence`; did you mean `tolerance`?",
                "claims.toml:19: a [[source]] needs a `path`",
                "claims.toml:20: cannot read the date \"yesterday\"; write it as 2023-05-30 or 2023-05-30T18:00:00",
                "claims.toml:21: a [[fact]] needs a `statement`",
                "claims.toml:21: a [[fact]] needs a `citation`",
                "claims.toml:23: a [[fact]] needs a `statement`",
                "claims.toml:24: a fact `later` stands above; give each its own id",
                "claims.toml:25: unknown key `statment`; did you mean `statement`?",
                "claims.toml:26: `citation` is empty",
            ]
        );
    }

    #[test]
    fn broken_syntax_is_told_alone() {
        let errors = parse("[files\ninclude = [\n[[topic]]\n").unwrap_err();
        assert!(errors[0].starts_with("claims.toml:1: "), "{errors:?}");
        assert!(errors.iter().all(|error| !error.contains("needs")), "{errors:?}");
    }

    #[test]
    fn of_several_sources_the_first_that_says_something_decides() {
        let config = parse(
            "[[source]]\npath = \"a/*.txt\"\noutlet = \"A\"\ndate = 2020-01-01\n\
             [[source]]\npath = \"*.txt\"\noutlet = \"B\"\ndate = \"2021-01-01\"\nurl = \"http://b\"\n",
        )
        .unwrap();
        let source = config.source(Path::new("a/x.txt"));
        assert_eq!((source.outlet.as_deref(), source.url.as_deref()), (Some("A"), Some("http://b")));
        assert_eq!(source.date, Some((date(2020, 1, 1), None)));
        assert_eq!(config.source(Path::new("../x.txt")), Source::default());
    }

    #[test]
    fn the_file_is_found_in_a_parent() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        assert!(Config::find(&folder.path().join("a/b")).unwrap().is_none());
        fs::write(folder.path().join(FILE), "[[source]]\npath = \"a/b/\"\noutlet = \"A\"\n").unwrap();
        let config = Config::find(&folder.path().join("a/b")).unwrap().unwrap();
        assert_eq!(config.source(&folder.path().join("a/b/x.txt")).outlet.as_deref(), Some("A"));
        assert_eq!(Config::load(Path::new("no/such.toml")).unwrap_err()[0].kind, ErrorKind::Missing);
    }

    #[test]
    fn dates_are_read_as_metadata_writes_them() {
        let day = date(2023, 5, 30);
        for (text, want) in [
            ("2023-05-30", Some((day, None))),
            ("2023-05-30T18:00", Some((day, Some(time(18, 0, 0, 0))))),
            ("2023-05-30 18:00:00", Some((day, Some(time(18, 0, 0, 0))))),
            ("2023-05-30T18:00:00Z", Some((day, Some(time(18, 0, 0, 0))))),
            ("2023-05-30T18:00:00+03:00", Some((day, Some(time(18, 0, 0, 0))))),
            ("Tue, 30 May 2023 18:00:00 +0300", Some((day, Some(time(18, 0, 0, 0))))),
            ("2023-02-30", None),
            ("30/05/2023", None),
            ("18:00", None),
            ("", None),
            ("٢٠٢٣-٠٥-٣٠", None),
        ] {
            assert_eq!(parse_date(text), want, "{text}");
        }
    }
}
