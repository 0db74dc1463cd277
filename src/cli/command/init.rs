//! `mizan init`: a `claims.toml` that fits a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use mizan::config::{Config, FILE, parse_date};
use mizan::document::{self, Document};
use mizan::error::{Error, ErrorKind};

use super::Stop;
use crate::cli::args::Init;
use crate::cli::exit::Outcome;
use crate::cli::output;
use crate::cli::voice::Voice;

/// More sources than this are not written one by one.
const SOURCES: usize = 20;

/// Where articles are taken to lie as long as there are none.
const NO_PLACE: &str = "articles/";

/// Pages of a repository that are no articles, by their names without an ending.
const PAGES: [&str; 7] = ["readme", "changelog", "contributing", "license", "security", "code_of_conduct", "authors"];

pub fn run(args: &Init, voice: &Voice) -> Result<Outcome, Stop> {
    let path = args.folder.join(FILE);
    if path.exists() {
        let what = "stands there already; edit it, or move it away".to_owned();
        return Err(vec![Error::at(&path, ErrorKind::BadValue(what))].into());
    }
    let (documents, errors) = document::read(std::slice::from_ref(&args.folder), &Config::default());
    for error in errors {
        voice.warning(error);
    }
    let found = Found::new(&args.folder, &documents);
    output::file(&path, |out| out.write_all(found.to_toml().as_bytes()))?;
    let whom = match found.articles {
        // A desk may begin with the file.
        0 => format!("articles to come in {NO_PLACE}"),
        1 => "1 article".to_owned(),
        articles => format!("{articles} articles"),
    };
    voice.note(format!("{}: written for {whom}", path.display()));
    Ok(Outcome::default())
}

/// What a folder holds.
#[derive(Debug, Default)]
struct Found {
    articles: usize,
    /// The folders that hold articles, and the endings of articles that lie in none.
    places: BTreeSet<String>,
    pages: BTreeSet<String>,
    languages: BTreeSet<&'static str>,
    undated: usize,
    /// Articles that say nothing of their date, though their names do.
    dated_by_name: BTreeMap<String, String>,
    outlets: bool,
}

impl Found {
    fn new(folder: &Path, documents: &[Document]) -> Self {
        let mut found = Self::default();
        for document in documents {
            let feed = document.name.rsplit_once('#').map(|(feed, _)| feed).filter(|feed| Path::new(feed).exists());
            let path = Path::new(feed.unwrap_or(&document.name));
            let path = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            if is_page(&path) {
                found.pages.insert(path);
                continue;
            }
            found.articles += 1;
            found.languages.insert(document.language.code);
            found.outlets |= document.outlet.is_some();
            match path.split_once('/') {
                Some((top, _)) => found.places.insert(format!("{top}/")),
                // What comes tomorrow is to be read too.
                None => found.places.insert(match path.rsplit_once('.') {
                    Some((_, ending)) => format!("/*.{}", pattern(ending).trim_start_matches('/')),
                    None => pattern(&path),
                }),
            };
            if document.published.is_none() {
                found.undated += 1;
                let name = path.rsplit('/').next().unwrap_or_default();
                let day = name.get(..10).filter(|day| day.matches('-').count() == 2 && parse_date(day).is_some());
                if let Some(day) = day {
                    found.dated_by_name.insert(path.clone(), day.to_owned());
                }
            }
        }
        found
    }

    fn to_toml(&self) -> String {
        let mut text = String::from(
            "# What mizan needs to know of these articles. Every key may be left out, and so may this file.\n\
             # Each is told in docs/claims-toml.md of mizan; docs/claims.schema.json completes them in an editor.\n\n",
        );
        self.files(&mut text);
        self.check(&mut text);
        text += TOPIC;
        self.sources(&mut text);
        text += WAIVER;
        text
    }

    fn files(&self, text: &mut String) {
        *text += "# What is read where no path is given, and what folders are kept to.\n[files]\n";
        let include =
            if self.places.is_empty() { vec![NO_PLACE.to_owned()] } else { self.places.iter().cloned().collect() };
        let _ = writeln!(text, "include = {}", list(include));
        if !self.pages.is_empty() {
            let _ = writeln!(text, "exclude = {}", list(self.pages.iter().map(|page| format!("/{page}"))));
        }
    }

    fn check(&self, text: &mut String) {
        *text += "\n[check]\n# The mildest verdict that fails `mizan check`: contradiction, tension or update.\n\
                  fail-on = \"contradiction\"\n";
        if self.languages.is_empty() {
            *text += "# languages = [\"ar\", \"en\"]\n";
        } else {
            let _ = writeln!(text, "languages = {}", list(self.languages.iter().map(|code| (*code).to_owned())));
        }
        *text += "# How dates in digits (3/5/2023) are read: dmy, mdy or ymd; by the language of the article where it is left\n\
                  # out.\n# date-order = \"dmy\"\n";
    }

    fn sources(&self, text: &mut String) {
        *text += "\n# Who published what, and when: `last March` and `Tuesday` are placed by the date.\n";
        if self.undated > 0 {
            let _ = writeln!(text, "# Articles that carry no date: {} of {}.", self.undated, self.articles);
        }
        let named = self.dated_by_name.len();
        if named > 0 && named <= SOURCES {
            *text += "# The dates below are those of the names.\n";
            for (path, day) in &self.dated_by_name {
                let _ = writeln!(text, "[[source]]\npath = {}\ndate = {day}\n", quoted(&pattern(path)));
            }
        } else {
            if named > 0 {
                let _ =
                    writeln!(text, "# Of these, {named} have one in their name; a [[source]] for each would say so.");
            }
            let example = self.places.first().map_or("articles/", String::as_str);
            let _ = writeln!(
                text,
                "# [[source]]\n# path = {}\n# outlet = \"who published them\"\n# date = 2023-05-30\n",
                quoted(example)
            );
        }
    }
}

/// Whether a path, from the folder on, is that of a page about the folder.
fn is_page(path: &str) -> bool {
    let stem = path.split_once('.').map_or(path, |(stem, _)| stem);
    PAGES.iter().any(|page| stem.eq_ignore_ascii_case(page))
}

const TOPIC: &str = "\n# A topic gathers what speaks of one thing, by words of the sentence; what no topic holds is aligned by itself.\n\
    # [[topic]]\n# id = \"oil-share\"\n# unit = \"percent\"\n# terms.en = [\"oil|petroleum\", \"imports\"]\n\
    # tolerance = 5 # points: 30 % and 34 % are the same, 30 % and 40 % are not\n";

const WAIVER: &str = "# A finding that is let stand, by the id that reports print. The reason is required.\n\
    # [[waiver]]\n# finding = \"MZ09-6cf6925fe191\"\n# reason = \"both figures are estimates\"\n# until = 2026-12-31\n";

/// A path as a pattern that matches it alone.
fn pattern(path: &str) -> String {
    let mut pattern = String::new();
    for letter in path.chars() {
        match letter {
            '*' | '?' | '[' | ']' | '{' | '}' => {
                pattern.push('[');
                pattern.push(letter);
                pattern.push(']');
            }
            _ => pattern.push(letter),
        }
    }
    if path.contains('/') { pattern } else { format!("/{pattern}") }
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| quoted(&item)).collect();
    let line = format!("[{}]", items.join(", "));
    if line.len() <= 80 { line } else { format!("[\n  {},\n]", items.join(",\n  ")) }
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_fits() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            ["2023-05-30-oil [a].txt", "articles/north/a.txt", "articles/2023-05-31.md", "README.md", "it's \"x\".txt"];
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "Iran supplied 30% of its oil.\n").unwrap();
        }
        let (documents, errors) = document::read(&[folder.path().to_path_buf()], &Config::default());
        assert_eq!(errors, []);
        let text = Found::new(folder.path(), &documents).to_toml();
        let path = folder.path().join(FILE);
        let config = Config::parse(&path, &text).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
        for file in files {
            assert_eq!(config.wants(&folder.path().join(file)), file != "README.md", "{file}\n{text}");
        }
        for (file, day) in [(files[0], Some("2023-05-30")), (files[2], Some("2023-05-31")), (files[1], None)] {
            let date = config.source(&folder.path().join(file)).date.map(|(day, _)| day.to_string());
            assert_eq!(date.as_deref(), day, "{file}\n{text}");
        }
        // Its examples hold when they are taken in.
        let examples: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| is_toml(line)).collect();
        let examples = examples.join("\n");
        let config = Config::parse(&path, &examples).unwrap_or_else(|errors| panic!("{errors:?}\n{examples}"));
        assert_eq!((config.topics.len(), config.waivers.len()), (1, 1), "{examples}");
        assert!(Config::parse(&path, &Found::default().to_toml()).is_ok());
    }

    fn is_toml(line: &str) -> bool {
        line.starts_with("[[")
            || line
                .split_once(" = ")
                .is_some_and(|(key, _)| !key.contains(' ') && key != "date-order" && key != "languages")
    }
}
