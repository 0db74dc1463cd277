//! Path patterns in the manner of `.gitignore`: a pattern without a slash matches at any depth, one with a slash from the
//! root, and a folder stands for everything in it.

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns that were compiled together; each remembers its place in the list.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    set: GlobSet,
    /// For each glob of the set, the pattern that it comes from.
    patterns: Vec<usize>,
    len: usize,
    /// The globs as they are written.
    written: Vec<String>,
}

impl Globs {
    /// The patterns as globs.
    #[must_use]
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// Whether there is no pattern.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether one of the patterns matches a path, given relative to the root with forward slashes.
    #[must_use]
    pub fn is_match(&self, path: &str) -> bool {
        self.set.is_match(path)
    }

    /// The places of the patterns that match, in order.
    #[must_use]
    pub fn matches(&self, path: &str) -> Vec<usize> {
        let mut places: Vec<usize> = self.set.matches(path).into_iter().map(|glob| self.patterns[glob]).collect();
        places.dedup();
        places
    }
}

/// Collects patterns one by one, so that each bad one can be reported where it stands.
#[derive(Debug, Default)]
pub(super) struct Builder {
    globs: Vec<Glob>,
    patterns: Vec<usize>,
    len: usize,
}

impl Builder {
    /// Adds a pattern; a bad one is refused with the reason.
    pub(super) fn add(&mut self, pattern: &str) -> Result<(), String> {
        for glob in compile(pattern)? {
            self.globs.push(glob);
            self.patterns.push(self.len);
        }
        self.len += 1;
        Ok(())
    }

    /// Compiles the patterns together; the reason where they are too large for that.
    pub(super) fn build(self) -> Result<Globs, String> {
        let mut set = GlobSetBuilder::new();
        let written = self.globs.iter().map(|glob| glob.glob().to_owned()).collect();
        for glob in self.globs {
            set.add(glob);
        }
        let set = set.build().map_err(|error| error.kind().to_string())?;
        Ok(Globs { set, patterns: self.patterns, len: self.len, written })
    }
}

/// The globs that stand for a pattern: the path itself, unless a folder is named, and all below it.
fn compile(pattern: &str) -> Result<Vec<Glob>, String> {
    let body = pattern.strip_prefix("./").unwrap_or(pattern);
    let path = body.trim_end_matches('/');
    if path.is_empty() {
        return Err("an empty pattern".into());
    }
    let rooted = match path.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None if path == "." => "**".to_owned(),
        None if path.contains('/') => path.to_owned(),
        None => format!("**/{path}"),
    };
    let below = format!("{rooted}/**");
    let globs = if body.ends_with('/') { vec![below] } else { vec![rooted, below] };
    let build = |glob: String| GlobBuilder::new(&glob).literal_separator(true).build();
    globs.into_iter().map(build).collect::<Result<_, _>>().map_err(|error| error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_gitignore() {
        for (pattern, path, want) in [
            ("*.md", "a.md", true),
            ("*.md", "deep/down/a.md", true),
            ("articles", "articles/2013/a.txt", true),
            ("articles/", "articles/a.txt", true),
            ("articles/", "articles", false),
            ("/a.txt", "b/a.txt", false),
            ("b/*.txt", "b/a.txt", true),
            ("b/*.txt", "b/c/a.txt", false),
            ("b/**/*.txt", "b/c/d/a.txt", true),
            ("./b/a.txt", "b/a.txt", true),
            (".", "b/a.txt", true),
        ] {
            let mut builder = Builder::default();
            builder.add(pattern).unwrap();
            assert_eq!(builder.build().unwrap().is_match(path), want, "{pattern} {path}");
        }
    }

    #[test]
    fn a_match_names_the_patterns_in_their_order() {
        let mut builder = Builder::default();
        for pattern in ["*.txt", "b/", "a.txt"] {
            builder.add(pattern).unwrap();
        }
        assert!(builder.add("[").is_err());
        assert_eq!(builder.build().unwrap().matches("b/a.txt"), [0, 1, 2]);
    }
}
