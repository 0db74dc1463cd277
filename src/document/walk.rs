//! From paths to files: each once, sorted by name, so that neither the order of arguments nor that of the file system
//! shows in a result.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use ignore::WalkBuilder;

use super::format::{Format, Kind};
use crate::config::Config;
use crate::error::{Error, ErrorKind};

/// A file to read.
#[derive(Clone, Debug)]
pub struct File {
    /// As the user named it, with forward slashes.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    pub(super) kind: Kind,
}

/// The files that paths stand for, by name, and the paths that stand for none.
#[must_use]
pub fn files(paths: &[PathBuf], config: &Config) -> (Vec<File>, Vec<Error>) {
    let paths = &*starts(paths, config);
    let (mut found, mut errors) = (BTreeMap::new(), Vec::new());
    for path in paths {
        match fs::metadata(path) {
            Err(error) => errors.push(Error::reading(path, &error)),
            Ok(kind) if kind.is_dir() => {
                let articles = articles(path, config, &mut errors);
                if articles.is_empty() {
                    errors.push(Error::at(path, ErrorKind::NothingMatched));
                }
                found.extend(articles.into_iter().map(|(path, kind)| (name(&path), (path, kind))));
            }
            Ok(_) => match Kind::named(path) {
                Ok(kind) => drop(found.insert(name(path), (path.clone(), kind))),
                Err(kind) => errors.push(Error::at(path, kind)),
            },
        }
    }
    // One file can be reached by several paths; only then is it worth asking the file system.
    let mut seen = HashSet::new();
    let several = paths.len() > 1;
    let mut first = |path: &Path| !several || fs::canonicalize(path).map_or(true, |path| seen.insert(path));
    let found = found.into_iter().filter(|(_, (path, _))| first(path));
    let files: Vec<File> = found.map(|(name, (path, kind))| File { name, path, kind }).collect();
    config.progress.found(files.len());
    errors.sort_by(|a, b| a.place.as_ref().map(|place| &place.path).cmp(&b.place.as_ref().map(|place| &place.path)));
    errors.dedup();
    (files, errors)
}

/// The paths themselves; where there is none, the folder of a `claims.toml` that includes files, else the working directory.
#[must_use]
pub fn starts<'a>(paths: &'a [PathBuf], config: &Config) -> Cow<'a, [PathBuf]> {
    if !paths.is_empty() {
        return Cow::Borrowed(paths);
    }
    let home = config.root.clone().filter(|root| !config.include.is_empty() && !root.as_os_str().is_empty());
    Cow::Owned(vec![home.unwrap_or_else(|| PathBuf::from("."))])
}

/// Whether a file of a folder is an article that is read, by its name and `claims.toml`.
#[must_use]
pub fn picks(path: &Path, config: &Config) -> bool {
    kind_of(path, config).is_some()
}

fn kind_of(path: &Path, config: &Config) -> Option<Kind> {
    let kind = Kind::of(path).filter(|kind| kind.format != Format::Pdf || cfg!(feature = "pdf"));
    kind.filter(|_| config.wants(path))
}

/// The folders that a walk through paths comes to.
#[must_use]
pub fn folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let walks = paths.iter().filter(|path| path.is_dir()).flat_map(|path| WalkBuilder::new(path).build());
    let folders = walks.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_dir()));
    folders.map(ignore::DirEntry::into_path).collect()
}

/// The articles of a folder. Hidden files, and those that ignore files or `claims.toml` leave out, are none.
///
/// Links are not followed: what they lead to within the folder is found anyway, and what lies outside is no part of it,
/// which is told.
fn articles(folder: &Path, config: &Config, errors: &mut Vec<Error>) -> Vec<(PathBuf, Kind)> {
    let mut articles = Vec::new();
    for entry in WalkBuilder::new(folder).build() {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                if entry.path_is_symlink() && entry.depth() > 0 {
                    errors.extend(link(path, folder, config));
                } else if entry.file_type().is_some_and(|kind| kind.is_file())
                    && let Some(kind) = kind_of(path, config)
                {
                    articles.push((entry.into_path(), kind));
                }
            }
            Err(error) => {
                let at = path_of(&error).unwrap_or(folder).to_path_buf();
                errors.push(match error.into_io_error() {
                    Some(error) => Error::reading(at, &error),
                    None => Error::at(at, ErrorKind::Unreadable("a loop of links".into())),
                });
            }
        }
    }
    articles
}

/// What there is to say of a link that is not followed: nothing where no article is missed.
fn link(path: &Path, folder: &Path, config: &Config) -> Option<Error> {
    if !config.wants(path) {
        return None;
    }
    let said = |why: &str| Some(Error::at(path, ErrorKind::Unreadable(why.to_owned())));
    let (Ok(target), Ok(folder)) = (fs::canonicalize(path), fs::canonicalize(folder)) else {
        return Kind::of(path).and_then(|_| said("a link that leads nowhere"));
    };
    let article = target.is_dir() || Kind::of(path).is_some();
    (article && !target.starts_with(folder))
        .then(|| said("a link out of the folder, which is not followed; name it to read it"))
        .flatten()
}

/// The path that a walk failed at.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// A path as a name: forward slashes, no `./` at the start.
#[must_use]
pub fn name(path: &Path) -> String {
    let mut name = String::new();
    for part in path.components().filter(|part| *part != Component::CurDir) {
        if !(name.is_empty() || name.ends_with('/')) {
            name.push('/');
        }
        name += &part.as_os_str().to_string_lossy();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    fn found(folder: &Path, paths: &[&str], config: &Config) -> (Vec<String>, Vec<String>) {
        let paths: Vec<PathBuf> = paths.iter().map(|path| folder.join(path)).collect();
        let (files, errors) = files(&paths, config);
        let prefix = format!("{}/", folder.display());
        let bare = |text: String| text.replace(&prefix, "");
        (
            files.into_iter().map(|file| bare(file.name)).collect(),
            errors.iter().map(|error| bare(error.to_string())).collect(),
        )
    }

    #[test]
    fn articles_are_found_once_and_in_order() {
        let folder =
            tree(&["b.txt", "a/2.MD", "a/1.jsonl", "a/x.png", ".hidden.txt", ".ignore", "skip/c.txt", "notes"]);
        fs::write(folder.path().join(".ignore"), "skip/\n").unwrap();
        let none: [String; 0] = [];
        let (files, errors) = found(folder.path(), &["b.txt", "notes", ".", "a/../b.txt", "a"], &Config::default());
        assert_eq!(
            (files, errors),
            (["a/../b.txt", "a/1.jsonl", "a/2.MD", "notes"].map(str::to_owned).to_vec(), none.to_vec())
        );
    }

    #[test]
    fn what_is_missing_is_told() {
        let folder = tree(&["a.txt", "empty/x.png"]);
        let (files, errors) = found(folder.path(), &["none.txt", "empty", "a.txt"], &Config::default());
        assert_eq!(files, ["a.txt"]);
        assert_eq!(
            errors,
            ["empty: no article found (.txt, .md, .html, .docx, .jsonl, .csv)", "none.txt: no such file or folder"]
        );
    }

    #[test]
    fn claims_toml_picks_files_of_folders_and_not_named_ones() {
        let folder = tree(&["in/a.txt", "in/draft.txt", "out/b.txt"]);
        let path = folder.path().join("claims.toml");
        let config = Config::parse(&path, "[files]\ninclude = [\"in/\"]\nexclude = [\"draft.*\"]\n").unwrap();
        assert_eq!(found(folder.path(), &["."], &config).0, ["in/a.txt"]);
        assert_eq!(found(folder.path(), &["in/draft.txt"], &config).0, ["in/draft.txt"]);
        assert_eq!(found(folder.path(), &[], &config).0, ["in/a.txt"]);
    }

    #[test]
    fn names_have_forward_slashes_and_no_dot() {
        for (path, want) in [("./a/./b.txt", "a/b.txt"), ("../a.txt", "../a.txt"), ("/a/b.txt", "/a/b.txt")] {
            assert_eq!(name(Path::new(path)), want);
        }
    }
}
