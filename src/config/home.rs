//! By what name an article is known between runs, however its path was typed and wherever the command ran.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::normal;

/// What marks the top folder of a repository.
const GIT: &str = ".git";

/// The folder that articles are known by their paths below, and the one that their paths were typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The folder; links resolved.
    pub root: PathBuf,
    here: PathBuf,
}

impl Home {
    /// The home of articles that are named as seen from a folder: the folder of the `claims.toml` in use, else the top of
    /// the git repository, else the folder itself. None where the folder cannot be found.
    #[must_use]
    pub fn of(here: &Path, claims: Option<&Path>) -> Option<Self> {
        let here = fs::canonicalize(here).ok()?;
        let claims = claims.and_then(|folder| fs::canonicalize(here.join(folder)).ok());
        let git = || here.ancestors().find(|folder| folder.join(GIT).exists()).map(Path::to_path_buf);
        let root = claims.or_else(git).unwrap_or_else(|| here.clone());
        Some(Self { root, here })
    }

    /// Where paths are typed, as seen from the root.
    #[must_use]
    pub fn here(&self) -> String {
        between(&self.root, &self.here)
    }

    /// A file's path below the root, with forward slashes; what lies elsewhere begins with `../`.
    #[must_use]
    pub fn key(&self, file: &str) -> String {
        let typed = normal(&self.here.join(file));
        if typed.starts_with(&self.root) {
            return between(&self.root, &typed);
        }
        // A link in the path can hide that the file lies below the root.
        let real = typed.parent().zip(typed.file_name()).and_then(|(folder, name)| {
            let folder = fs::canonicalize(folder).ok()?;
            Some(folder.join(name))
        });
        between(&self.root, &real.unwrap_or(typed))
    }
}

/// The way from one full path to another.
fn between(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n(Component::ParentDir, from.len() - shared);
    let parts = up.chain(to[shared..].iter().copied());
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_one_key_wherever_it_is_named_from() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().join("desk");
        fs::create_dir_all(top.join("news/.git")).unwrap();
        fs::create_dir_all(top.join("news/may")).unwrap();
        fs::write(folder.path().join("apart.txt"), "x").unwrap();
        let full = top.join("news/may/a.txt");
        let keys = |here: &str, claims: Option<&str>, names: &[&str]| {
            let home = Home::of(&top.join(here), claims.map(Path::new)).unwrap();
            names.iter().chain([&full.to_str().unwrap()]).map(|name| home.key(name)).collect::<Vec<_>>()
        };
        assert_eq!(keys("news", None, &["may/a.txt", "./may/a.txt", "may/../may//a.txt"]), ["may/a.txt"; 4]);
        assert_eq!(keys("news/may", None, &["a.txt", "../may/a.txt"]), ["may/a.txt"; 3]);
        assert_eq!(keys("news/may", Some("../.."), &["a.txt"]), ["news/may/a.txt"; 2]);
        assert_eq!(keys(".", Some("news/may"), &["news/may/a.txt"]), ["a.txt"; 2]);
        assert_eq!(keys("news", None, &["../../apart.txt"])[0], "../../apart.txt");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_the_root_leads_to_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("real/may")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
        let home = Home::of(&folder.path().join("real"), None).unwrap();
        assert_eq!(home.key(folder.path().join("link/may/a.txt").to_str().unwrap()), "may/a.txt");
    }
}
