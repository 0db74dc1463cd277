//! By what documents are found without reading them: postings, a list of documents for each key.
//!
//! What a document tells and opens with, which figures it gives, what its lasting claims share with others, its topics of
//! `claims.toml`. With one more list of what has to be known of each document beside that (`Standing`), they tell exactly
//! which documents are of kin. A list grows at its end and is never rewritten. A document that is gone stays in it and is
//! passed over.

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::bytes::Damaged;
use super::fault::Fault;
use super::store::Store;
use crate::language::{self, Language};
use crate::topic::{Reading, Shared, Standing, Weight};

/// What a list is of. An entry begins with the document, two bytes within its chunk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    /// A piece of content that documents tell.
    Told = 0,
    /// The same, that they open with: its weight, and again where it can be told in another language.
    Opened = 1,
    /// What lasting claims share: a hash of what the claim says.
    Lasting = 2,
    /// A topic of `claims.toml`.
    Home = 3,
    /// A value that documents tell.
    Figure = 4,
    /// All documents: their standing.
    Standing = 5,
    /// As [`Lasting`](Self::Lasting), where claims only name what lies in the place that they share.
    Around = 6,
}

/// Documents of one row.
const CHUNK: i64 = 1 << 16;
/// The bytes of a document within its chunk.
const LOW: usize = 2;
/// The day of what is of no day.
const NO_DAY: i32 = i32::MIN;

/// Postings that are not yet written.
#[derive(Default)]
pub struct Postings(FxHashMap<(Kind, i64, i64), Vec<u8>>);

impl Postings {
    /// Adds a document.
    pub fn add(&mut self, id: i64, reading: &Reading<'_>) {
        let low = u16::try_from(id % CHUNK).unwrap_or_default().to_le_bytes();
        let mut put = |kind, key, rest: &[u8]| {
            let list = self.0.entry((kind, key, id / CHUNK)).or_default();
            list.extend_from_slice(&low);
            list.extend_from_slice(rest);
        };
        if let Some(opening) = reading.opening() {
            for content in opening.about().all() {
                put(Kind::Told, content.code().into(), &[]);
            }
            for (content, weight, everywhere) in opening.about().lead() {
                let weight = u8::try_from(weight).unwrap_or(u8::MAX);
                put(Kind::Opened, content.code().into(), &[weight, if everywhere { weight } else { 0 }]);
            }
            for figure in opening.figures() {
                put(Kind::Figure, figure.code().into(), &[]);
            }
            put(Kind::Standing, 0, &standing(opening.standing()));
        }
        for (lasting, says) in reading.keys() {
            let kind = if lasting.is_around() { Kind::Around } else { Kind::Lasting };
            put(kind, lasting.key().cast_signed(), &says.to_le_bytes());
        }
        for home in reading.homes() {
            put(Kind::Home, i64::try_from(home).unwrap_or_default(), &[]);
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
            add.execute(params![kind as u8, key, chunk, documents])?;
        }
        Ok(())
    }
}

/// The documents that claims of one are held against, itself perhaps among them, by id. Some of them are gone.
pub fn candidates(store: &Store, reading: &Reading<'_>) -> Result<Vec<i64>, Fault> {
    let mut found = of_kin(store, reading)?;
    for same in reading.keys().chunk_by(|(key, _), (next, _)| key == next) {
        // Two that say the same are not held against each other, nor two that both lie around what they share.
        let (lasting, differs) = (same[0].0, |says: u32| same.iter().any(|(_, own)| *own != says));
        let kinds: &[Kind] = if lasting.is_around() { &[Kind::Lasting] } else { &[Kind::Lasting, Kind::Around] };
        for kind in kinds {
            for_each::<6>(store, *kind, lasting.key().cast_signed(), |id, [.., a, b, c, d]| {
                if differs(u32::from_le_bytes([a, b, c, d])) {
                    found.push(id);
                }
            })?;
        }
    }
    for home in reading.homes() {
        for_each::<LOW>(store, Kind::Home, i64::try_from(home).unwrap_or_default(), |id, _| found.push(id))?;
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The documents that one is of kin to, in order.
fn of_kin(store: &Store, reading: &Reading<'_>) -> Result<Vec<i64>, Fault> {
    let Some(opening) = reading.opening() else { return Ok(Vec::new()) };
    let mut met = Met::default();
    for (content, weight, everywhere) in opening.about().lead() {
        let weight = u16::try_from(weight).unwrap_or(u16::MAX);
        for_each::<LOW>(store, Kind::Told, content.code().into(), |id, _| {
            met.at(id).add(0, weight, if everywhere { weight } else { 0 });
        })?;
    }
    for content in opening.about().all() {
        for_each::<4>(store, Kind::Opened, content.code().into(), |id, [.., all, everywhere]| {
            met.at(id).add(1, all.into(), everywhere.into());
        })?;
    }
    for figure in opening.figures() {
        for_each::<LOW>(store, Kind::Figure, figure.code().into(), |id, _| met.at(id).figures += 1)?;
    }
    let mut kin = Vec::new();
    let mut damaged = false;
    for_each::<STANDING>(store, Kind::Standing, 0, |id, [_, _, rest @ ..]| match read_standing(rest) {
        Some(other) if opening.standing().kin_to(&other, met.at(id)).is_some() => kin.push(id),
        known => damaged |= known.is_none(),
    })?;
    if damaged { Err(Damaged.into()) } else { Ok(kin) }
}

/// The bytes of an entry of [`Kind::Standing`].
const STANDING: usize = LOW + 11;

fn standing(standing: &Standing) -> [u8; STANDING - LOW] {
    let Standing { language, day, reference: _, opens, figures } = standing;
    let language = language::ALL.iter().position(|known| known.code == language.code);
    let mut bytes = [0; STANDING - LOW];
    bytes[0] = language.and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX);
    bytes[1..5].copy_from_slice(&day.unwrap_or(NO_DAY).to_le_bytes());
    for (place, size) in bytes[5..].chunks_exact_mut(2).zip([opens.all, opens.everywhere, *figures]) {
        place.copy_from_slice(&u16::try_from(size).unwrap_or(u16::MAX).to_le_bytes());
    }
    bytes
}

/// The same, read; facts are not kept.
fn read_standing(bytes: [u8; STANDING - LOW]) -> Option<Standing> {
    let [language, d0, d1, d2, d3, a0, a1, e0, e1, f0, f1] = bytes;
    let language: &'static Language = language::ALL.get(usize::from(language)).copied()?;
    let day = Some(i32::from_le_bytes([d0, d1, d2, d3])).filter(|day| *day != NO_DAY);
    let size = |bytes| usize::from(u16::from_le_bytes(bytes));
    let opens = Weight { all: size([a0, a1]), everywhere: size([e0, e1]) };
    Some(Standing { language, day, reference: false, opens, figures: size([f0, f1]) })
}

/// What each document shares with one.
#[derive(Default)]
struct Met(Vec<Overlap>);

/// What two documents share: the weight of what either opens with, anywhere and in another language, and how many figures.
#[derive(Clone, Copy, Default)]
struct Overlap {
    told: [[u16; 2]; 2],
    figures: u16,
}

impl Overlap {
    /// Adds to what one of the two opens with and the other tells.
    const fn add(&mut self, side: usize, all: u16, everywhere: u16) {
        let [near, far] = &mut self.told[side];
        *near = near.saturating_add(all);
        *far = far.saturating_add(everywhere);
    }
}

impl Shared for Overlap {
    fn told(&self, foreign: bool) -> [usize; 2] {
        self.told.map(|weight| weight[usize::from(foreign)].into())
    }

    fn figures(&self) -> usize {
        self.figures.into()
    }
}

impl Met {
    fn at(&mut self, id: i64) -> &mut Overlap {
        let at = usize::try_from(id).unwrap_or_default();
        if at >= self.0.len() {
            self.0.resize((at + 1).next_power_of_two(), Overlap::default());
        }
        &mut self.0[at]
    }
}

/// The documents of a list, with the bytes that stand with each.
fn for_each<const N: usize>(
    store: &Store,
    kind: Kind,
    key: i64,
    mut each: impl FnMut(i64, [u8; N]),
) -> Result<(), Fault> {
    let mut lists =
        store.db.prepare_cached("SELECT chunk, documents FROM posting WHERE kind = ? AND key = ? ORDER BY chunk")?;
    let mut rows = lists.query(params![kind as u8, key])?;
    while let Some(row) = rows.next()? {
        let first = row.get::<_, i64>(0)? * CHUNK;
        let bytes = row.get_ref(1)?.as_blob().map_err(|_| Damaged)?;
        let (entries, rest) = bytes.as_chunks::<N>();
        if !rest.is_empty() || first < 0 {
            return Err(Damaged.into());
        }
        for entry in entries {
            each(first + i64::from(u16::from_le_bytes([entry[0], entry[1]])), *entry);
        }
    }
    Ok(())
}
