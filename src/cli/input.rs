//! Articles in: files, folders and standard input.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use mizan::config::Config;
use mizan::document::{self, Document, Published};
use mizan::error::Error;

use super::args::Input;

/// What was read, and what could not be.
#[derive(Debug, Default)]
pub struct Articles {
    pub documents: Vec<Document>,
    pub errors: Vec<Error>,
}

impl Articles {
    /// Takes in more of them; of two with one name the first stays.
    pub fn add(&mut self, more: Self) {
        let documents = std::mem::take(&mut self.documents).into_iter().chain(more.documents);
        let clashes;
        (self.documents, clashes) = document::unique(documents.map(Ok::<_, Error>));
        self.documents.sort_by(|a, b| a.name.cmp(&b.name));
        self.errors.extend(more.errors.into_iter().chain(clashes));
    }
}

/// Reads what the arguments name.
pub fn read(input: &Input, config: &Config) -> Articles {
    let mut articles = from_paths(&input.paths, &input.stdin_path, config);
    date(&mut articles.documents, input.today);
    articles
}

/// Reads what the arguments name, and new articles beside it; with the names of the new ones. A new article that is
/// among the others too is read once, as new. Articles that carry no date are left undated.
pub fn read_with_new(input: &Input, new: &[PathBuf], config: &Config) -> (Articles, BTreeSet<String>) {
    if new.is_empty() {
        return (from_paths(&input.paths, &input.stdin_path, config), BTreeSet::new());
    }
    let fresh = from_paths(new, &input.stdin_path, config);
    let names = fresh.documents.iter().map(|document| document.name.clone()).collect();
    let files: HashSet<PathBuf> = fresh.documents.iter().filter_map(|document| file(&document.name)).collect();
    let mut archive = from_paths(&input.paths, &input.stdin_path, config);
    archive.documents.retain(|document| file(&document.name).is_none_or(|file| !files.contains(&file)));
    let (documents, clashes) =
        document::unique(fresh.documents.into_iter().chain(archive.documents).map(Ok::<_, Error>));
    let errors = [fresh.errors, archive.errors, clashes].concat();
    (Articles { documents, errors }, names)
}

/// Reads the new articles of a gate.
pub fn fresh(input: &Input, new: &[PathBuf], config: &Config) -> Articles {
    let mut articles = from_paths(new, &input.stdin_path, config);
    date(&mut articles.documents, input.today);
    articles
}

/// Dates the articles that carry no date.
pub fn date(documents: &mut [Document], today: Option<Date>) {
    let today = today.map(|day| Published { day, clock: None });
    for document in documents {
        document.published = document.published.or(today);
    }
}

/// Reads some files.
pub fn from_files(files: &[PathBuf], config: &Config) -> Articles {
    let (documents, errors) = document::read(files, config);
    Articles { documents, errors }
}

fn from_paths(paths: &[PathBuf], stdin_name: &str, config: &Config) -> Articles {
    let (piped, files) = parted(paths);
    // No path at all means the default ones; standard input alone means none.
    let (mut documents, mut errors) =
        if !piped || !files.is_empty() { document::read(&files, config) } else { Default::default() };
    if piped {
        let (read, failed) = from_stdin(stdin_name, config);
        let clashes;
        (documents, clashes) = document::unique(documents.into_iter().chain(read).map(Ok::<_, Error>));
        errors.extend(failed.into_iter().chain(clashes));
    }
    Articles { documents, errors }
}

/// Whether standard input is among paths, and the others.
fn parted(paths: &[PathBuf]) -> (bool, Vec<PathBuf>) {
    let files: Vec<PathBuf> = paths.iter().filter(|path| path.as_os_str() != "-").cloned().collect();
    (files.len() < paths.len(), files)
}

/// The documents of standard input.
fn from_stdin(name: &str, config: &Config) -> (Vec<Document>, Vec<Error>) {
    document::from_reader(name, io::stdin().lock(), config)
}

/// The file that a document of this name came from; none for standard input.
pub fn file(name: &str) -> Option<PathBuf> {
    let feed = name.rsplit_once('#').map(|(feed, _)| feed);
    [Some(name), feed].into_iter().flatten().find_map(|name| fs::canonicalize(Path::new(name)).ok())
}

/// Whether standard input is among what is read.
pub fn is_piped(input: &Input) -> bool {
    input.paths.iter().any(|path| path.as_os_str() == "-")
}
