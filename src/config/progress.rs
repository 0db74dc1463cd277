//! How far a run has come, for whoever watches it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Counts what is read. Clones count together. Nothing that is computed depends on it.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    files: AtomicU64,
    done: AtomicU64,
    articles: AtomicU64,
}

/// What was counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that are to be read.
    pub files: u64,
    /// Files that were read.
    pub done: u64,
    /// Articles that were read.
    pub articles: u64,
}

impl Progress {
    /// What was counted so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let Shared { files, done, articles } = &*self.0;
        // In this order, so that no more is done than there is.
        let (done, articles) = (done.load(Relaxed), articles.load(Relaxed));
        Counts { files: files.load(Relaxed).max(done), done, articles }
    }

    pub(crate) fn found(&self, files: usize) {
        self.0.files.fetch_add(files as u64, Relaxed);
    }

    pub(crate) fn read_file(&self) {
        self.0.done.fetch_add(1, Relaxed);
    }

    pub(crate) fn read_articles(&self, articles: usize) {
        self.0.articles.fetch_add(articles as u64, Relaxed);
    }
}
