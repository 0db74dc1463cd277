//! What git knows of the articles: which files were added or changed since a commit.
//!
//! The command is called rather than a library built in: wherever there is a repository there is git, and it reads the
//! user's own configuration. Four short calls take some ten milliseconds, beside which the articles are read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use mizan::error::{Error, ErrorKind};

/// What git is called.
const GIT: &str = "git";

/// What is the matter with a shallow clone, and what to do.
const SHALLOW: &str = "this clone is shallow and may lack the commit that --since compares with; fetch the history \
    (git fetch --unshallow, or fetch-depth: 0 in actions/checkout)";

/// The files that differ from a commit, by their path in the repository.
#[derive(Debug)]
pub struct Changes {
    git: Git,
    files: BTreeMap<String, Change>,
    /// Files that are in no commit and not added to the index either.
    untracked: BTreeSet<String>,
    /// Files that git has although they are to be ignored.
    ignored: Vec<String>,
    /// Files that were renamed and are the same.
    pub renamed: usize,
    /// Files that are gone.
    pub deleted: usize,
}

/// How a file differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    Added,
    /// It was there with other content, perhaps under another name.
    Changed(Before),
}

/// A file as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// Its path in the repository.
    pub path: String,
    object: String,
}

impl Changes {
    /// What differs between the working tree and the commit where the current branch left `reference`, in the repository of
    /// the first of some folders that lies in one.
    pub fn since(reference: &str, folders: &[PathBuf]) -> Result<Self, Error> {
        let Place { git, shallow, commit } = Place::find(reference, folders)?;
        let base = match commit {
            Some(commit) => git.merge_base(reference, &commit, shallow)?,
            // Before the first commit, everything is new.
            None => git.run_with(&["hash-object", "-t", "tree", "--stdin"], b"")?.trim().to_owned(),
        };
        // A rename is told by content whatever the user's configuration says, and no other tool is called.
        let diff =
            ["diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-relative", "--ignore-submodules"];
        let (untracked, ignored, diff) = std::thread::scope(|scope| {
            let untracked = scope.spawn(|| git.run(&["ls-files", "-z", "--exclude-standard", "--others"]));
            let ignored = scope.spawn(|| git.run(&["ls-files", "-z", "--exclude-standard", "--cached", "--ignored"]));
            let diff = git.run(&[&diff[..], &[&base, "--"]].concat());
            let done = |list: std::thread::Result<_>| list.unwrap_or_else(|_| Err(failed("ls-files failed")));
            (done(untracked.join()), done(ignored.join()), diff)
        });
        let owned = |list: &str| paths(list).map(str::to_owned).collect::<Vec<_>>();
        let mut changes = Self { ignored: owned(&ignored?), ..Self::of_repository(git) };
        let gone = changes.read(&diff?);
        changes.add(owned(&untracked?), gone)?;
        Ok(changes)
    }

    const fn of_repository(git: Git) -> Self {
        Self { git, files: BTreeMap::new(), untracked: BTreeSet::new(), ignored: Vec::new(), renamed: 0, deleted: 0 }
    }

    /// The top folder of the repository, links resolved.
    pub fn top(&self) -> &Path {
        &self.git.top
    }

    /// How a file differs, by its path; none where it is as it was.
    pub fn of(&self, path: &Path) -> Option<&Change> {
        self.files.get(&self.below(path)?)
    }

    /// Whether git does not have a file of the repository.
    pub fn is_untracked(&self, path: &Path) -> bool {
        self.below(path).is_some_and(|below| self.untracked.contains(&below))
    }

    /// The files that git has although they are to be ignored, so that no walk comes to them.
    pub fn ignored(&self) -> impl Iterator<Item = PathBuf> {
        self.ignored.iter().map(|below| self.git.top.join(below))
    }

    /// What a file held.
    pub fn bytes(&self, before: &Before) -> Result<Vec<u8>, Error> {
        let output = self.git.call(&["cat-file", "blob", &before.object], None)?;
        if output.status.success() { Ok(output.stdout) } else { Err(complaint(&output)) }
    }

    /// A path below the top, as git writes it.
    fn below(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.git.top).ok()?;
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// Takes in files that are not in the index. One that holds what a deleted file held was renamed.
    fn add(&mut self, untracked: Vec<String>, mut gone: Vec<String>) -> Result<(), Error> {
        let mut objects = Vec::new();
        if !gone.is_empty() && !untracked.is_empty() && untracked.iter().all(|path| !path.contains('\n')) {
            let list = untracked.join("\n") + "\n";
            let hashes = self.git.run_with(&["hash-object", "--stdin-paths"], list.as_bytes())?;
            objects = hashes.lines().map(str::to_owned).collect();
        }
        self.untracked = untracked.iter().cloned().collect();
        for (at, path) in untracked.into_iter().enumerate() {
            let from = objects.get(at).and_then(|object| gone.iter().position(|gone| gone == object));
            if let Some(from) = from {
                gone.swap_remove(from);
                self.renamed += 1;
                self.deleted -= 1;
            } else {
                self.files.insert(path, Change::Added);
            }
        }
        Ok(())
    }

    /// What `git diff --raw -z` says: `:modes objects status`, then one path, or two of a rename. Answers with the objects
    /// of the files that are gone.
    fn read(&mut self, diff: &str) -> Vec<String> {
        let mut gone = Vec::new();
        let mut fields = paths(diff);
        while let Some(about) = fields.next() {
            let mut words = about.split(' ').skip(2);
            let (object, status) = (words.next().unwrap_or_default(), words.nth(1).unwrap_or_default());
            let Some(path) = fields.next() else { break };
            let before = || Before { path: path.to_owned(), object: object.to_owned() };
            match status.as_bytes().first() {
                Some(b'D') => {
                    self.deleted += 1;
                    gone.push(object.to_owned());
                }
                Some(b'A') => drop(self.files.insert(path.to_owned(), Change::Added)),
                Some(b'R') => {
                    let Some(now) = fields.next() else { break };
                    if status == "R100" {
                        self.renamed += 1;
                    } else {
                        self.files.insert(now.to_owned(), Change::Changed(before()));
                    }
                }
                _ => drop(self.files.insert(path.to_owned(), Change::Changed(before()))),
            }
        }
        gone
    }
}

/// Where a run stands.
struct Place {
    git: Git,
    shallow: bool,
    /// The commit that the reference names; none before the first commit.
    commit: Option<String>,
}

impl Place {
    fn find(reference: &str, folders: &[PathBuf]) -> Result<Self, Error> {
        let named = format!("{reference}^{{commit}}");
        // What begins with a dash would be read as an option; no branch or tag does.
        let is_option = reference.starts_with('-');
        let asked: &[&str] = if is_option { &[] } else { &[&named] };
        let args = [&["rev-parse", "--show-toplevel", "--is-shallow-repository"], asked].concat();
        let mut wrong = None;
        for folder in folders {
            let output = Git { top: folder.clone() }.call(&args, None)?;
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            let mut lines = text.lines();
            let (Some(top), Some(shallow)) = (lines.next(), lines.next()) else {
                wrong.get_or_insert_with(|| no_repository(&output));
                continue;
            };
            let git = Git { top: std::fs::canonicalize(top).map_err(|error| Error::reading(top, &error))? };
            let shallow = shallow == "true";
            let commit = lines.next().filter(|_| output.status.success() && !is_option).map(str::to_owned);
            if commit.is_none() && !(reference == "HEAD" && git.is_unborn()?) {
                return Err(git.unknown(reference, shallow));
            }
            return Ok(Self { git, shallow, commit });
        }
        Err(wrong.unwrap_or_else(|| failed("no folder to look in")))
    }
}

fn no_repository(output: &Output) -> Error {
    let mut error = complaint(output).to_string();
    if error.contains("not a git repository") {
        error += "; --since needs one. Name new articles with --new instead";
    }
    ErrorKind::Unknown(error).into()
}

/// The command, in a folder.
#[derive(Debug)]
struct Git {
    /// The folder: the top of the repository, once that is known.
    top: PathBuf,
}

impl Git {
    /// Whether there is no commit yet.
    fn is_unborn(&self) -> Result<bool, Error> {
        Ok(!self.call(&["rev-parse", "--verify", "--quiet", "HEAD"], None)?.status.success())
    }

    fn unknown(&self, reference: &str, shallow: bool) -> Error {
        let remote = format!("origin/{reference}");
        let is_commit = |name: &str| {
            self.call(&["rev-parse", "--verify", "--quiet", name], None).is_ok_and(|found| found.status.success())
        };
        let remedy = if is_commit(&format!("{remote}^{{commit}}")) {
            format!("did you mean `{remote}`?")
        } else if shallow {
            SHALLOW.to_owned()
        } else {
            "fetch it, or name another branch, tag or commit".to_owned()
        };
        ErrorKind::Unknown(format!("--since: `{reference}` is no commit of this repository; {remedy}")).into()
    }

    /// The commit where the current branch left `reference`. In a shallow clone, only what is itself part of the branch
    /// can be trusted: behind the edge of the history, another may be nearer.
    fn merge_base(&self, reference: &str, commit: &str, shallow: bool) -> Result<String, Error> {
        let output = self.call(&["merge-base", commit, "HEAD"], None)?;
        let base = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if shallow && base != commit {
            return Err(ErrorKind::Unknown(format!("--since {reference}: {SHALLOW}")).into());
        }
        match output.status.code() {
            Some(0) => Ok(base),
            Some(1) => Err(ErrorKind::Unknown(format!(
                "--since: `{reference}` and the current branch have no commit in common; name a commit of its history"
            ))
            .into()),
            _ => Err(complaint(&output)),
        }
    }

    fn run(&self, args: &[&str]) -> Result<String, Error> {
        text(&self.call(args, None)?)
    }

    fn run_with(&self, args: &[&str], input: &[u8]) -> Result<String, Error> {
        text(&self.call(args, Some(input))?)
    }

    fn call(&self, args: &[&str], input: Option<&[u8]>) -> Result<Output, Error> {
        let lost = |error: std::io::Error| failed(&format!("cannot be run: {error}; --since needs it"));
        let mut command = Command::new(GIT);
        // Reading must not lock the index, and messages are looked at.
        command.arg("-C").arg(&self.top).args(args).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(lost)?;
        if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
            stdin.write_all(input).map_err(lost)?;
        }
        child.wait_with_output().map_err(lost)
    }
}

/// The paths of a list that is parted by zero bytes.
fn paths(list: &str) -> impl Iterator<Item = &str> {
    list.split('\0').filter(|path| !path.is_empty())
}

fn text(output: &Output) -> Result<String, Error> {
    if output.status.success() {
        // Names that are no UTF-8 are compared as reports write them.
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(complaint(output))
    }
}

/// What git said went wrong.
fn complaint(output: &Output) -> Error {
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("failed");
    failed(line.trim_start_matches("fatal: ").trim_start_matches("error: "))
}

fn failed(what: &str) -> Error {
    ErrorKind::Unknown(format!("git: {what}")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_diff_is_read() {
        let zero = "0".repeat(40);
        let old = "1".repeat(40);
        let rows = [
            format!(":000000 100644 {zero} {zero} A\0new.txt"),
            format!(":100644 100644 {old} {zero} M\0a b.txt"),
            format!(":100644 000000 {old} {zero} D\0gone.txt"),
            format!(":100644 100644 {old} {old} R100\0from.txt\0to.txt"),
            format!(":100644 100644 {old} {zero} R087\0was.txt\0is.txt"),
            format!(":100644 120000 {old} {zero} T\0link.txt"),
        ];
        let mut changes = Changes::of_repository(Git { top: "/r".into() });
        assert_eq!(changes.read(&(rows.join("\0") + "\0")), std::slice::from_ref(&old));
        let before = |path: &str| Change::Changed(Before { path: path.into(), object: old.clone() });
        for (path, want) in [
            ("new.txt", Some(Change::Added)),
            ("a b.txt", Some(before("a b.txt"))),
            ("gone.txt", None),
            ("from.txt", None),
            ("to.txt", None),
            ("was.txt", None),
            ("is.txt", Some(before("was.txt"))),
            ("link.txt", Some(before("link.txt"))),
        ] {
            assert_eq!(changes.of(&Path::new("/r").join(path)), want.as_ref(), "{path}");
        }
        assert_eq!((changes.renamed, changes.deleted), (1, 1));
        assert_eq!(changes.of(Path::new("/elsewhere/new.txt")), None);
    }
}
