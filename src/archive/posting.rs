//! By what documents are found without reading them: postings, a list of documents for each key.
//!
//! What a document tells, what it opens with, what its lasting claims share with others, its topics of `claims.toml`.
//! A list is two bytes for each document, four where it says how much a document opens with that; it grows at its end
//! and is never rewritten. A document that is gone stays in it and is passed over.

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::fault::Fault;
use super::store::Store;
use crate::claim::{About, Claim};
use crate::topic::{KIN, Reading};

const TOLD: u8 = 0;
const OPENED: u8 = 1;
const LASTING: u8 = 2;
const HOME: u8 = 3;

/// Documents of one row.
const CHUNK: i64 = 1 << 16;

/// What is enough for two documents to be of kin, as lists count it.
const ENOUGH: u16 = 255;

/// Postings that are not yet written.
#[derive(Default)]
pub struct Postings(FxHashMap<(u8, i64, i64), Vec<u8>>);

impl Postings {
    /// Adds a document.
    pub fn add(&mut self, id: i64, claims: &[Claim], reading: &Reading<'_>) {
        let Some(first) = claims.first() else { return };
        let low = u16::try_from(id % CHUNK).unwrap_or_default().to_le_bytes();
        let mut put =
            |kind, key, bytes: &[u8]| self.0.entry((kind, key, id / CHUNK)).or_default().extend_from_slice(bytes);
        for content in first.about.all() {
            put(TOLD, content.code().into(), &low);
        }
        let opening = Opening::of(&first.about);
        for (content, weight, everywhere) in first.about.lead() {
            let part = |of: usize| (weight * usize::from(ENOUGH) * 100).div_ceil((of * KIN).max(1));
            let near = part(opening.all).min(ENOUGH.into());
            let far = if everywhere { part(opening.everywhere).min(ENOUGH.into()) } else { 0 };
            let [near, far] = [near, far].map(|part| u8::try_from(part).unwrap_or(u8::MAX));
            put(OPENED, content.code().into(), &[low[0], low[1], near, far]);
        }
        for key in reading.keys() {
            put(LASTING, key.cast_signed(), &low);
        }
        for home in reading.homes() {
            put(HOME, i64::try_from(home).unwrap_or_default(), &low);
        }
    }

    /// Writes them at the ends of their lists.
    pub fn flush(&mut self, store: &Store) -> Result<(), Fault> {
        let mut all: Vec<_> = self.0.drain().collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        let mut add = store.db.prepare_cached(
            "INSERT INTO posting VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE
             SET documents = CAST(documents || excluded.documents AS BLOB)",
        )?;
        for ((kind, key, chunk), documents) in all {
            add.execute(params![kind, key, chunk, documents])?;
        }
        Ok(())
    }
}

/// The weights of all that a document opens with, and of what can be told in another language.
struct Opening {
    all: usize,
    everywhere: usize,
}

impl Opening {
    fn of(about: &About) -> Self {
        let sum = |foreign| about.weighed(foreign).map(|(_, weight)| weight).sum();
        Self { all: sum(false), everywhere: sum(true) }
    }
}

/// The documents that claims of one may be held against, itself perhaps among them, by id. Some of them are gone.
pub fn candidates(store: &Store, claims: &[Claim], reading: &Reading<'_>) -> Result<Vec<i64>, Fault> {
    let Some(first) = claims.first() else { return Ok(Vec::new()) };
    let mut met = Met::default();
    let opening = Opening::of(&first.about);
    for (content, weight, everywhere) in first.about.lead() {
        let weight = u16::try_from(weight).unwrap_or(u16::MAX);
        let far = if everywhere { weight } else { 0 };
        for_each::<2>(store, TOLD, content.code().into(), |id, _| {
            let told = met.at(id);
            told[0] = told[0].saturating_add(weight);
            told[1] = told[1].saturating_add(far);
        })?;
    }
    for content in first.about.all() {
        for_each::<4>(store, OPENED, content.code().into(), |id, [.., near, far]| {
            let told = met.at(id);
            told[2] = told[2].saturating_add(near.into());
            told[3] = told[3].saturating_add(far.into());
        })?;
    }
    let enough = |told: u16, of: usize| of > 0 && usize::from(told) * 100 >= of * KIN;
    let kin = |told: &[u16; 4]| {
        enough(told[0], opening.all) || enough(told[1], opening.everywhere) || told[2] >= ENOUGH || told[3] >= ENOUGH
    };
    let mut found: Vec<i64> = (0..).zip(&met.0).filter(|(_, told)| kin(told)).map(|(id, _)| id).collect();
    for key in reading.keys() {
        for_each::<2>(store, LASTING, key.cast_signed(), |id, _| found.push(id))?;
    }
    for home in reading.homes() {
        for_each::<2>(store, HOME, i64::try_from(home).unwrap_or_default(), |id, _| found.push(id))?;
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// For each document, how much it tells of what one opens with, anywhere and in another language, and the other way
/// round.
#[derive(Default)]
struct Met(Vec<[u16; 4]>);

impl Met {
    fn at(&mut self, id: i64) -> &mut [u16; 4] {
        let at = usize::try_from(id).unwrap_or_default();
        if at >= self.0.len() {
            self.0.resize((at + 1).next_power_of_two(), [0; 4]);
        }
        &mut self.0[at]
    }
}

/// The documents of a list, with the bytes that stand with each.
fn for_each<const N: usize>(
    store: &Store,
    kind: u8,
    key: i64,
    mut each: impl FnMut(i64, [u8; N]),
) -> Result<(), Fault> {
    let mut lists =
        store.db.prepare_cached("SELECT chunk, documents FROM posting WHERE kind = ? AND key = ? ORDER BY chunk")?;
    let mut rows = lists.query(params![kind, key])?;
    while let Some(row) = rows.next()? {
        let first = row.get::<_, i64>(0)? * CHUNK;
        let bytes = row.get_ref(1)?.as_blob().map_err(|_| super::bytes::Damaged)?;
        let (entries, rest) = bytes.as_chunks::<N>();
        if !rest.is_empty() || first < 0 {
            return Err(super::bytes::Damaged.into());
        }
        for entry in entries {
            each(first + i64::from(u16::from_le_bytes([entry[0], entry[1]])), *entry);
        }
    }
    Ok(())
}
