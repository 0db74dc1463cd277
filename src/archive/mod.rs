//! The archive index: documents, claims and findings kept between runs, so that only what changed is read and weighed.
//!
//! It is a cache in `SQLite` that people can query (`docs/archive.md`): whatever it answers, a run without it would
//! answer the same. A document's claims hang on its content and the rule set, a finding on two documents; so what
//! changes is taken out and put in by documents, and weighed against those that share what a match requires.

mod afresh;
mod answer;
mod batches;
mod bytes;
mod codec;
mod fault;
mod gate;
mod gather;
mod library;
mod mark;
mod once;
mod pairs;
mod posting;
mod refresh;
mod roots;
mod shelf;
mod sorted;
mod stamp;
mod store;
#[cfg(test)]
mod tests;
mod weigh;

use std::path::{Path, PathBuf};

pub use fault::Fault;
pub use once::Once;
pub use refresh::{Changes, Found};

use crate::claim::{Claim, extract};
use crate::config::Config;
use crate::document::{self, Document};
use crate::finding::Ids;
use crate::report::{Report, Source, Summary};
use store::Store;

/// The version of the rule set: a hash of the code and data that decide which claims and findings there are.
pub const RULES: &str = env!("MIZAN_RULES");

/// Where the index of a working directory is. Documents are named as seen from there.
pub const FILE: &str = ".mizan/index.sqlite";

/// An index of articles.
pub struct Archive {
    store: Store,
}

/// A document that is not in the index, with its claims.
#[derive(Clone, Debug)]
pub struct Loose {
    /// What reports say of it.
    pub source: Source,
    /// Its claims, those set aside included.
    pub claims: Vec<Claim>,
}

impl From<&Document> for Loose {
    fn from(document: &Document) -> Self {
        Self { source: document.into(), claims: extract(document) }
    }
}

impl Archive {
    /// Opens the index at this path.
    ///
    /// # Errors
    /// There is none, or it cannot be used.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        Store::open(path).map(|store| Self { store })
    }

    /// Makes an empty index at this path, in the place of what is there; with `wait`, once no other run is writing.
    ///
    /// # Errors
    /// Another run is writing it, or files cannot be written there.
    pub fn create(path: &Path, wait: bool) -> Result<Self, Fault> {
        Store::create(path, wait).map(|store| Self { store })
    }

    /// Brings the index up to date with what paths stand for, and tells it. With `wait`, once no other run is writing.
    ///
    /// # Errors
    /// The index cannot be read or written. What cannot be read of the articles is part of the answer.
    pub fn refresh(&mut self, paths: &[PathBuf], config: &Config, wait: bool) -> Result<Found, Fault> {
        self.store.refresh(paths, config, wait)
    }

    /// What all documents of the index come to.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn figures(&self) -> Result<Summary, Fault> {
        Ok(Summary { compared: self.store.compared()?, ..self.store.summary()? })
    }

    /// Whether the index holds a document that says nothing of when it was published.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn has_undated(&self) -> Result<bool, Fault> {
        self.store.has_undated()
    }

    /// The names of documents that are called like this one, in any folder.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn alike(&self, name: &str) -> Result<Vec<String>, Fault> {
        self.store.alike(name)
    }

    /// The claims of documents that [`refresh`](Self::refresh) found, as [`claims`](crate::claims) gives them.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn claims(&self, found: &Found, loose: Vec<Loose>) -> Result<Report, Fault> {
        answer::claims(&self.store, &found.documents, loose)
    }

    /// The report on documents that [`refresh`](Self::refresh) found and on others, as [`check`](crate::check) gives it.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn report(&self, found: &Found, loose: Vec<Loose>, config: &Config) -> Result<Report, Fault> {
        let facts = document::facts(config);
        let loose = loose.into_iter().chain(facts.iter().map(Loose::from)).collect();
        answer::report(&self.store, &found.documents, loose, config)
    }

    /// Whether [`in_parts`](Self::in_parts) can answer: the index holds no other documents than were found, no article
    /// holds waivers, and `claims.toml` has no facts.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn has_parts(&self, found: &Found, config: &Config) -> Result<bool, Fault> {
        let waived = found.documents.iter().any(|kept| !kept.source.waivers.is_empty());
        Ok(!waived && config.facts.is_empty() && found.documents.len() == self.store.count()?)
    }

    /// The report on documents that [`refresh`](Self::refresh) found, with only what is flagged of it at hand, in parts.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn in_parts(self, found: Found) -> Result<Once, Fault> {
        Once::kept(self.store, found.documents)
    }

    /// What new documents and all that the index holds under paths say of each other: the findings of
    /// [`report`](Self::report) that touch a new one, worked out from the documents that share something with it.
    /// `claims`, `documents` and `topics` of the report hold only what the findings need; the figures of its summary
    /// are whole. None where folders have changed since, or the index holds other articles too. Where `ids` asks for those
    /// of flagged findings alone, others have an empty one.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn gate(&self, paths: &[PathBuf], new: &[Loose], ids: Ids, config: &Config) -> Result<Option<Report>, Fault> {
        self.store.map(true)?;
        let found = gate::gate(&self.store, paths, new, ids, config);
        self.store.map(false)?;
        found
    }

    /// The same of new documents that [`refresh`](Self::refresh) found too: all of it was found already. None where the
    /// index holds them otherwise than they are here, or other articles too, and where `claims.toml` has facts.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn among(&self, found: &Found, new: &[Document], config: &Config) -> Result<Option<Report>, Fault> {
        if config.facts.is_empty() { gate::among(&self.store, found.documents.len(), new, config) } else { Ok(None) }
    }
}

/// The paths that a walk begins at, by name.
fn walked(paths: &[PathBuf], config: &Config) -> Vec<String> {
    let mut names: Vec<String> = document::starts(paths, config).iter().map(|path| document::name(path)).collect();
    names.sort();
    names.dedup();
    names
}

/// What decides which files a walk finds.
fn walk(paths: &[PathBuf], config: &Config) -> String {
    format!("{}\n{}", walked(paths, config).join("\n"), config.walking())
}

/// Whether a file lies under one of the paths that a walk begins at. The working directory has the empty name.
fn is_under(file: &str, walked: &[String]) -> bool {
    walked.iter().any(|root| {
        if root.is_empty() {
            return !file.starts_with('/') && !file.starts_with("../");
        }
        file.strip_prefix(root.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || root.ends_with('/'))
    })
}
