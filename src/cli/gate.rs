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
    /// Facts of `claims.toml` that are new or changed.
    facts: usize,
    renamed: usize,
    deleted: usize,
}

/// What makes an article new.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// It is named, or lies in a folder that is.
    pub named: &'a [PathBuf],
    /// It differs from what was there at this commit.
    pub since: Option<&'a str>,
    /// What git does not have is left out.
    pub tracked: bool,
}

/// Reads what the arguments name. With new articles or a commit to compare with, also tells which are new.
pub fn read(input: &Input, new: New<'_>, config: &Config) -> Result<(Articles, Option<Fresh>), Vec<Error>> {
    // Git looks at the files while they are read.
    let changes = new.since.map(|reference| {
        let (reference, folders) = (reference.to_owned(), places(&input.paths));
        std::thread::spawn(move || Changes::since(&reference, &folders))
    });
    let (mut articles, named) = input::read_with_new(input, new.named, config);
    let changes = changes
        .map(|changes| changes.join().unwrap_or_else(|_| Err(ErrorKind::Unknown("git: failed".into()).into())))
        .transpose()
        .map_err(one)?;
    let fresh = match changes {
        Some(changes) => {
            as_git_has_it(&mut articles, &changes, &named, input, new.tracked, config);
            Some(Fresh::since(&changes, &articles.documents, &named, &input.paths, config).map_err(one)?)
        }
        None => (!new.named.is_empty()).then(|| Fresh::of(named, articles.documents.len())),
    };
    input::date(&mut articles.documents, input.today);
    Ok((articles, fresh))
}

fn one(error: Error) -> Vec<Error> {
    vec![error]
}

/// The folders that paths stand for, and the working directory: one of them lies in the repository.
fn places(paths: &[PathBuf]) -> Vec<PathBuf> {
    let here = PathBuf::from(".");
    let folder = |path: &PathBuf| match path.parent() {
        _ if path.is_dir() => path.clone(),
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => here.clone(),
    };
    paths.iter().map(folder).filter(|folder| folder.is_dir()).chain([here.clone()]).collect()
}

/// Adds the articles that git has although it is to ignore them, which a walk through folders leaves out; with `tracked`
/// takes out those that git does not have.
fn as_git_has_it(
    articles: &mut Articles,
    changes: &Changes,
    named: &BTreeSet<String>,
    input: &Input,
    tracked: bool,
    config: &Config,
) {
    let folders = document::starts(&input.paths, config).into_owned();
    let folders = folders.into_iter().filter(|path| path.is_dir());
    let real: Vec<(PathBuf, PathBuf)> =
        folders.filter_map(|folder| Some((fs::canonicalize(&folder).ok()?, folder))).collect();
    let below = |file: PathBuf| {
        let (below, folder) = real.iter().find_map(|(real, folder)| Some((file.strip_prefix(real).ok()?, folder)))?;
        let is_hidden = below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
        let path = folder.join(below);
        (!is_hidden && file.is_file() && document::picks(&path, config)).then_some(path)
    };
    let mut missed: Vec<PathBuf> = changes.ignored().filter_map(below).collect();
    if !missed.is_empty() {
        let read: HashSet<PathBuf> =
            articles.documents.iter().filter_map(|document| input::file(&document.name)).collect();
        missed.retain(|path| fs::canonicalize(path).is_ok_and(|path| !read.contains(&path)));
        articles.add(input::from_files(&missed, config));
    }
    if tracked {
        let mut real = RealPaths::new(&input.paths);
        let is_out = |path: Option<PathBuf>| path.is_some_and(|path| changes.is_untracked(&path));
        articles.documents.retain(|document| named.contains(&document.name) || !is_out(real.of(document)));
        let file = |error: &Error| error.place.as_ref().and_then(|place| fs::canonicalize(&place.path).ok());
        articles.errors.retain(|error| !is_out(file(error)));
    }
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
            inside |= path.as_ref().is_some_and(|path| path.starts_with(changes.top()));
            let change = match path.and_then(|path| changes.of(&path)) {
                _ if named.contains(&document.name) => Some(Difference::Added),
                None => None,
                Some(Change::Added) => Some(Difference::Added),
                // A file that is one article has changed as a whole; of a feed, only some records have.
                Some(Change::Changed(_)) if record(document).is_none() => Some(Difference::Changed),
                Some(Change::Changed(before)) => {
                    if !befores.contains_key(&before.path) {
                        befores.insert(before.path.clone(), Records::read(changes, before, config)?);
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
            let facts = new_facts(changes, config)?;
            fresh.facts = facts.len();
            fresh.names.extend(facts);
            return Ok(fresh);
        }
        let top = changes.top().display();
        let remedy = "run mizan in the repository of the articles";
        Err(ErrorKind::Unknown(format!("--since: no article lies in the repository {top}; {remedy}")).into())
    }
}

/// `1 new article against 214`.
impl fmt::Display for Fresh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, changed, old, facts, renamed, deleted, .. } = *self;
        match (added, changed) {
            (0, 0) => write!(f, "no new or changed article among {old}")?,
            (1, 0) => write!(f, "1 new article against {old}")?,
            (_, 0) => write!(f, "{added} new articles against {old}")?,
            (0, 1) => write!(f, "1 changed article against {old}")?,
            (0, _) => write!(f, "{changed} changed articles against {old}")?,
            _ => write!(f, "{added} new and {changed} changed articles against {old}")?,
        }
        let beside = [("facts new or changed", facts), ("files renamed", renamed), ("files deleted", deleted)];
        let told: Vec<String> =
            beside.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what}: {count}")).collect();
        if told.is_empty() { Ok(()) } else { write!(f, " ({})", told.join(", ")) }
    }
}

/// The documents of the facts that `claims.toml` did not hold before, or held otherwise.
fn new_facts(changes: &Changes, config: &Config) -> Result<Vec<String>, Error> {
    let before = match fs::canonicalize(&config.path).ok().and_then(|path| changes.of(&path)) {
        None => return Ok(Vec::new()),
        Some(Change::Added) => Vec::new(),
        Some(Change::Changed(before)) => {
            let text = String::from_utf8_lossy(&changes.bytes(before)?).into_owned();
            // One that could not be read then held nothing.
            Config::parse(&config.path, &text).map(|before| before.facts).unwrap_or_default()
        }
    };
    let new = config.facts.iter().filter(|fact| !before.contains(fact));
    Ok(new.map(|fact| document::fact_name(config, fact)).collect())
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
    fn read(changes: &Changes, before: &Before, config: &Config) -> Result<Self, Error> {
        // What could not be read then is not there to be the same.
        let (documents, _) = document::parse(&before.path, &changes.bytes(before)?, config);
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
