//! The index brought up to date with files: what is new is read, what is gone is taken out.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;

use rayon::prelude::*;
use rusqlite::params;
use rustc_hash::FxHashMap;

use super::fault::Fault;
use super::stamp::{self, Stamp};
use super::store::{Kept, Read, Store};
use crate::config::Config;
use crate::document::{self, File, Reading};
use crate::error::{Error, ErrorKind};

/// Files that are read, and written in one transaction. What is written is not lost where a run is ended.
const BATCH: usize = 1024;

/// What became of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Documents that were not there.
    pub added: usize,
    /// Documents that read otherwise than before.
    pub changed: usize,
    /// Documents that are gone.
    pub removed: usize,
}

/// `3 added, 1 changed, 0 removed`.
impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} added, {} changed, {} removed", self.added, self.changed, self.removed)
    }
}

impl Found {
    /// The names of the documents, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|kept| kept.source.name.as_str())
    }

    /// Leaves documents out by their names.
    pub fn leave_out(&mut self, mut out: impl FnMut(&str) -> bool) {
        self.documents.retain(|kept| !out(&kept.source.name));
    }
}

/// What paths stand for, all of it in the index.
#[derive(Debug, Default)]
pub struct Found {
    /// The documents, by name.
    pub documents: Vec<Kept>,
    /// What could not be read.
    pub errors: Vec<Error>,
    /// What became of those that the index held.
    pub changes: Changes,
}

/// A file as the index knows it.
struct Known {
    id: i64,
    stamp: Stamp,
    hash: Vec<u8>,
    faulty: bool,
}

/// What a look at a file shows.
enum Look {
    /// It is as it was.
    Same,
    /// It holds what it held.
    Touched(Stamp),
    /// It is to be read.
    New(Stamp, [u8; 32]),
    /// It cannot be read.
    Failed(Error),
}

impl Store {
    /// Reads what is new under paths. `wait`, where another run is writing; else that is a fault.
    pub fn refresh(&mut self, paths: &[PathBuf], config: &Config, wait: bool) -> Result<Found, Fault> {
        let here = super::walked(paths, config);
        let walk = super::walk(paths, config);
        let moved = !(self.setting("walked")?.as_deref() == Some(&walk) && stamp::hold(self)?);
        // Taken before the walk: what changes meanwhile is seen the next time.
        let stamps = if moved { stamp::stamps(&document::starts(paths, config)) } else { Vec::new() };
        let (files, mut errors) = document::files(paths, config);
        let mut known = self.files()?;
        let mut looks = look(&files, &known);
        let unsettled = |looks: &[Look]| looks.iter().any(|look| !matches!(look, Look::Same));
        if moved || unsettled(&looks) || self.is_unfinished()? || !self.is_set_for(config)? {
            self.lock(wait)?;
            // Another run may have done it meanwhile.
            self.set_for(config)?;
            known = self.files()?;
            looks = look(&files, &known);
        }
        let mut changes = Changes::default();
        let listed: HashSet<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let gone: Vec<i64> = known
            .iter()
            .filter(|(name, _)| !listed.contains(name.as_str()) && super::is_under(name, &here))
            .map(|(_, file)| file.id)
            .collect();
        let mut failed = HashSet::new();
        let mut fresh: Vec<(&File, Stamp, [u8; 32])> = Vec::new();
        let mut touched: Vec<(i64, Stamp)> = Vec::new();
        for (file, look) in files.iter().zip(looks) {
            match look {
                Look::Same => {}
                Look::Touched(stamp) => touched.extend(known.get(&file.name).map(|known| (known.id, stamp))),
                Look::New(stamp, hash) => fresh.push((file, stamp, hash)),
                Look::Failed(error) => {
                    errors.push(error);
                    failed.insert(file.name.as_str());
                }
            }
        }
        let lost = failed.iter().filter_map(|name| known.get(*name)).map(|file| file.id);
        let gone: Vec<i64> = gone.into_iter().chain(lost).collect();
        if !gone.is_empty() || !touched.is_empty() {
            let transaction = self.db.unchecked_transaction()?;
            for file in gone {
                for (_, (id, _)) in self.documents_of(file)? {
                    self.unlink(id)?;
                    changes.removed += 1;
                }
                self.db.prepare_cached("DELETE FROM file WHERE id = ?")?.execute([file])?;
            }
            for (file, stamp) in touched {
                let mut set = self.db.prepare_cached("UPDATE file SET size = ?, modified = ? WHERE id = ?")?;
                set.execute(params![stamp.size, stamp.modified, file])?;
            }
            transaction.commit()?;
        }
        for batch in fresh.chunks(BATCH) {
            errors.extend(self.read(batch, &known, config, &mut changes)?);
        }
        self.weigh(config)?;
        let (documents, twice) = self.listed(&listed)?;
        errors.extend(twice);
        errors
            .sort_by(|a, b| a.place.as_ref().map(|place| &place.path).cmp(&b.place.as_ref().map(|place| &place.path)));
        if moved && self.lock.is_some() {
            // A gate that does not walk would not tell what cannot be read.
            let whole = errors.is_empty() && documents.len() == self.count()?;
            let transaction = self.db.unchecked_transaction()?;
            let several = self.several()?;
            stamp::keep(self, &if whole { [stamps, several].concat() } else { Vec::new() })?;
            self.set("walked", &walk)?;
            transaction.commit()?;
        }
        self.unlock();
        Ok(Found { documents, errors, changes })
    }

    /// Reads files and puts their documents in.
    fn read(
        &self,
        batch: &[(&File, Stamp, [u8; 32])],
        known: &FxHashMap<String, Known>,
        config: &Config,
        changes: &mut Changes,
    ) -> Result<Vec<Error>, Fault> {
        let mut held = Vec::with_capacity(batch.len());
        for (file, ..) in batch {
            held.push(match known.get(&file.name) {
                Some(known) => self.documents_of(known.id)?,
                None => FxHashMap::default(),
            });
        }
        let read: Vec<(Vec<Item>, Vec<Error>)> =
            batch.par_iter().zip(&held).map(|((file, ..), held)| items(file, held, config)).collect();
        let mut errors = Vec::new();
        let transaction = self.db.unchecked_transaction()?;
        for (((file, stamp, hash), mut held), (items, failed)) in batch.iter().zip(held).zip(read) {
            let id = self.put_file(file, *stamp, hash, !failed.is_empty())?;
            for item in items {
                match item {
                    Item::Same(name) => drop(held.remove(&name)),
                    Item::Read(document) => {
                        match held.remove(&document.source.name) {
                            Some((old, _)) => {
                                self.unlink(old)?;
                                changes.changed += 1;
                            }
                            None => changes.added += 1,
                        }
                        self.put(id, &document)?;
                    }
                }
            }
            for (old, _) in held.into_values() {
                self.unlink(old)?;
                changes.removed += 1;
            }
            errors.extend(failed);
        }
        transaction.commit()?;
        Ok(errors)
    }

    fn put_file(&self, file: &File, stamp: Stamp, hash: &[u8; 32], faulty: bool) -> Result<i64, Fault> {
        let mut put = self.db.prepare_cached(
            "INSERT INTO file VALUES (NULL, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET size = excluded.size,
             modified = excluded.modified, hash = excluded.hash, faulty = excluded.faulty RETURNING id",
        )?;
        Ok(put.query_row(params![file.name, stamp.size, stamp.modified, hash, faulty], |row| row.get(0))?)
    }

    fn files(&self) -> Result<FxHashMap<String, Known>, Fault> {
        let mut all = self.db.prepare_cached("SELECT name, id, size, modified, hash, faulty FROM file")?;
        let rows = all.query_and_then([], |row| -> Result<_, Fault> {
            let stamp = Stamp { size: row.get(2)?, modified: row.get(3)? };
            Ok((row.get(0)?, Known { id: row.get(1)?, stamp, hash: row.get(4)?, faulty: row.get(5)? }))
        })?;
        rows.collect()
    }

    /// The documents of a file, by name, with their hashes.
    fn documents_of(&self, file: i64) -> Result<FxHashMap<String, (i64, Vec<u8>)>, Fault> {
        let mut of = self.db.prepare_cached("SELECT name, id, hash FROM document WHERE file = ?")?;
        let rows =
            of.query_and_then([file], |row| -> Result<_, Fault> { Ok((row.get(0)?, (row.get(1)?, row.get(2)?))) })?;
        rows.collect()
    }

    /// How many documents there are.
    pub fn count(&self) -> Result<usize, Fault> {
        let count: i64 = self.db.query_row("SELECT count(*) FROM document", [], |row| row.get(0))?;
        usize::try_from(count).map_err(|_| super::bytes::Damaged.into())
    }

    /// Whether documents wait to be weighed.
    pub fn is_unfinished(&self) -> Result<bool, Fault> {
        let mut any = self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE state < 2)")?;
        Ok(any.query_row([], |row| row.get(0))?)
    }

    /// The stamps of files that hold several documents.
    fn several(&self) -> Result<Vec<(String, Stamp)>, Fault> {
        let mut several = self.db.prepare_cached(
            "SELECT name, size, modified FROM file
             WHERE id IN (SELECT file FROM document GROUP BY file HAVING count(*) > 1)",
        )?;
        let rows = several.query_and_then([], |row| -> Result<_, Fault> {
            Ok((row.get(0)?, Stamp { size: row.get(1)?, modified: row.get(2)? }))
        })?;
        rows.collect()
    }

    /// The documents of files, by name. Of two with one name the first stays.
    fn listed(&self, files: &HashSet<&str>) -> Result<(Vec<Kept>, Vec<Error>), Fault> {
        let names: FxHashMap<i64, String> = self.files()?.into_iter().map(|(name, file)| (file.id, name)).collect();
        let is_listed = |kept: &Kept| names.get(&kept.file).is_some_and(|name| files.contains(name.as_str()));
        let mut documents: Vec<Kept> = self.documents()?.into_iter().filter(is_listed).collect();
        documents.sort_by(|a, b| a.source.name.cmp(&b.source.name).then_with(|| names[&a.file].cmp(&names[&b.file])));
        let mut errors = Vec::new();
        documents.dedup_by(|later, first| {
            let same = later.source.name == first.source.name;
            if same {
                errors.push(ErrorKind::Duplicate(later.source.name.clone()).into());
            }
            same
        });
        Ok((documents, errors))
    }
}

/// A document of a file that was read.
enum Item {
    /// The index holds it, word for word.
    Same(String),
    Read(Box<Read>),
}

fn items(file: &File, held: &FxHashMap<String, (i64, Vec<u8>)>, config: &Config) -> (Vec<Item>, Vec<Error>) {
    let item = |reading: Reading| {
        let (hash, name) = (reading.document.fingerprint(), reading.document.name.clone());
        match held.get(&name) {
            Some((_, known)) if *known == hash => (name.clone(), Item::Same(name)),
            _ => (name, Item::Read(Box::new(Read::new(&reading, hash)))),
        }
    };
    let (mut items, mut errors, mut names) = (Vec::new(), Vec::new(), HashSet::new());
    for item in file.each(config, item) {
        match item {
            // Of two with one name the first stays.
            Ok((name, item)) if names.insert(name.clone()) => items.push(item),
            Ok((name, _)) => errors.push(ErrorKind::Duplicate(name).into()),
            Err(error) => errors.push(error),
        }
    }
    (items, errors)
}

fn look(files: &[File], known: &FxHashMap<String, Known>) -> Vec<Look> {
    let look = |file: &File| {
        let known = known.get(&file.name);
        let stamp = match Stamp::of(&file.path) {
            Ok(stamp) => stamp,
            Err(error) => return Look::Failed(Error::reading(&file.name, &error)),
        };
        if known.is_some_and(|known| !known.faulty && stamp.holds(known.stamp)) {
            return Look::Same;
        }
        let mut hasher = blake3::Hasher::new();
        if let Err(error) = std::fs::File::open(&file.path).and_then(|content| hasher.update_reader(content).map(drop))
        {
            return Look::Failed(Error::reading(&file.name, &error));
        }
        let hash = *hasher.finalize().as_bytes();
        match known {
            // Its time cannot be trusted yet, and nothing else is new.
            Some(known) if !known.faulty && known.hash == hash && known.stamp == stamp => Look::Same,
            Some(known) if !known.faulty && known.hash == hash => Look::Touched(stamp),
            _ => Look::New(stamp, hash),
        }
    };
    files.par_iter().with_min_len(64).map(look).collect()
}
