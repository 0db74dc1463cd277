//! What a gate reads: an archive, and which of its articles are new.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use mizan::config::Config;
use mizan::document::{self, Document};
use mizan::error::{Error, ErrorKind};

use super::args::Input;
use super::git::{Before, Change, Changes};
use super::input::{self, Articles};

/// The articles that a gate looks at.
#[derive(Debug, Default)]
pub struct Fresh {
    /// The names of those that are new or changed.
    pub names: BTreeSet<String>,
    added: usize,
    changed: usize,
    /// The others.
    old: usize,
    renamed: usize,
    deleted: usize,
}

/// Reads what the arguments name. With new articles or a commit to compare with, also tells which are new.
pub fn read(
    input: &Input,
    new: &[PathBuf],
    since: Option<&str>,
    config: &Config,
) -> Result<(Articles, Option<Fresh>), Vec<Error>> {
    // Git looks at the files while they are read.
    let changes = since.map(|reference| {
        let reference = reference.to_owned();
        std::thread::spawn(move || Changes::since(&reference))
    });
    let (mut articles, named) = input::read_with_new(input, new, config);
    let changes = changes
        .map(|changes| changes.join().unwrap_or_else(|_| Err(ErrorKind::Unknown("git: failed".into()).into())))
        .transpose()
        .map_err(one)?;
    let fresh = match changes {
        Some(changes) => Some(Fresh::since(&changes, &articles.documents, &named, &input.paths, config).map_err(one)?),
        None => (!new.is_empty()).then(|| Fresh::of(named, articles.documents.len())),
    };
    input::date(&mut articles.documents, input.today);
    Ok((articles, fresh))
}

fn one(error: Error) -> Vec<Error> {
    vec![error]
}

impl Fresh {
    /// New articles that were named.
    pub fn of(names: BTreeSet<String>, all: usize) -> Self {
        Self { added: names.len(), old: all.saturating_sub(names.len()), names, ..Self::default() }
    }

    /// Those that were named, and those that differ from a commit.
    fn since(
        changes: &Changes,
        documents: &[Document],
        named: &BTreeSet<String>,
        paths: &[PathBuf],
        config: &Config,
    ) -> Result<Self, Error> {
        let mut fresh = Self { renamed: changes.renamed, deleted: changes.deleted, ..Self::default() };
        let (mut real, mut befores) = (RealPaths::new(paths), HashMap::new());
        let mut inside = documents.is_empty() || !named.is_empty();
        for document in documents {
            let path = real.of(document);
            inside |= path.as_ref().is_some_and(|path| path.starts_with(&changes.top));
            let change = match path.and_then(|path| changes.of(&path)) {
                _ if named.contains(&document.name) => Some(Difference::Added),
                None => None,
                Some(Change::Added) => Some(Difference::Added),
                // A file that is one article has changed as a whole; of a feed, only some records have.
                Some(Change::Changed(_)) if record(document).is_none() => Some(Difference::Changed),
                Some(Change::Changed(before)) => {
                    if !befores.contains_key(&before.path) {
                        befores.insert(before.path.clone(), Records::read(before, config)?);
                    }
                    befores[&before.path].difference(document)
                }
            };
            match change {
                Some(Difference::Added) => fresh.added += 1,
                Some(Difference::Changed) => fresh.changed += 1,
                None => fresh.old += 1,
            }
            if change.is_some() {
                fresh.names.insert(document.name.clone());
            }
        }
        if inside {
            return Ok(fresh);
        }
        let top = changes.top.display();
        let remedy = "run mizan in the repository of the articles";
        Err(ErrorKind::Unknown(format!("--since: no article lies in the repository {top}; {remedy}")).into())
    }
}

/// `1 new article against 214`.
impl fmt::Display for Fresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, changed, old, renamed, deleted, .. } = *self;
        match (added, changed) {
            (0, 0) => write!(f, "no new or changed article among {old}")?,
            (1, 0) => write!(f, "1 new article against {old}")?,
            (_, 0) => write!(f, "{added} new articles against {old}")?,
            (0, 1) => write!(f, "1 changed article against {old}")?,
            (0, _) => write!(f, "{changed} changed articles against {old}")?,
            _ => write!(f, "{added} new and {changed} changed articles against {old}")?,
        }
        match (renamed, deleted) {
            (0, 0) => Ok(()),
            (_, 0) => write!(f, " (files renamed: {renamed})"),
            (0, _) => write!(f, " (files deleted: {deleted})"),
            _ => write!(f, " (files renamed: {renamed}, deleted: {deleted})"),
        }
    }
}

/// How an article differs from what was there.
#[derive(Clone, Copy)]
enum Difference {
    Added,
    Changed,
}

/// The records of a feed as it was.
struct Records {
    contents: HashSet<Content>,
    /// Their names within the feed.
    names: HashSet<String>,
}

/// What makes a record the same, whatever it is called and wherever it stands.
type Content = [Option<String>; 6];

impl Records {
    fn read(before: &Before, config: &Config) -> Result<Self, Error> {
        // What could not be read then is not there to be the same.
        let (documents, _) = document::parse(&before.path, &before.bytes()?, config);
        let names = documents.iter().filter_map(|document| record(document).map(str::to_owned)).collect();
        Ok(Self { contents: documents.iter().map(content).collect(), names })
    }

    /// How a record differs; none where it was there.
    fn difference(&self, document: &Document) -> Option<Difference> {
        if self.contents.contains(&content(document)) {
            return None;
        }
        let was_there = record(document).is_some_and(|name| self.names.contains(name));
        Some(if was_there { Difference::Changed } else { Difference::Added })
    }
}

fn content(document: &Document) -> Content {
    let published = document.published.map(|at| format!("{:?}", (at.day, at.clock)));
    [
        Some(document.text.clone()),
        document.title.clone(),
        published,
        document.outlet.clone(),
        document.url.clone(),
        Some(document.language.code.to_owned()),
    ]
}

/// The name of a record within its feed; none for a file that is one article.
fn record(document: &Document) -> Option<&str> {
    let (file, record) = document.name.rsplit_once('#')?;
    (!Path::new(&document.name).exists() && !file.is_empty()).then_some(record)
}

/// The files of documents, links resolved. The file system is asked once a folder, and once for each file that was named,
/// since only those can be links.
struct RealPaths {
    named: HashSet<PathBuf>,
    folders: HashMap<PathBuf, Option<PathBuf>>,
}

impl RealPaths {
    fn new(paths: &[PathBuf]) -> Self {
        Self { named: paths.iter().cloned().collect(), folders: HashMap::new() }
    }

    /// The file of a document; none for standard input.
    fn of(&mut self, document: &Document) -> Option<PathBuf> {
        let name = match record(document) {
            Some(record) => &document.name[..document.name.len() - record.len() - 1],
            None => &document.name,
        };
        let path = Path::new(name);
        if self.named.contains(path) {
            return fs::canonicalize(path).ok();
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !self.folders.contains_key(folder) {
            self.folders.insert(folder.to_path_buf(), fs::canonicalize(folder).ok());
        }
        Some(self.folders[folder].as_ref()?.join(path.file_name()?))
    }
}
