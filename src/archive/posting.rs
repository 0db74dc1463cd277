//! By what documents are found without reading them: postings, a list of documents for each key.
//!
//! What a document tells and opens with, which figures it gives, what its lasting claims share with others, its topics of
//! `claims.toml`. With one more list of what has to be known of each document beside that (`Standing`), they tell which
//! documents are of kin: exactly those of the same days, and of the others those that share figures and names enough. So
//! lists of content are gone through for the days of a document alone, however long the archive is.
//!
//! A list grows at its end and is never rewritten. A document that is gone stays in it and is passed over.

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::bytes::Damaged;
use super::fault::Fault;
use super::store::Store;
use crate::claim::is_name;
use crate::language::{self, Language};
use crate::topic::{Reading, Shared, Standing, Weight};

/// What a list is of. An entry begins with the document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    /// A piece of content that documents tell, in rows by their days.
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
    /// As [`Lasting`](Self::Lasting), where that is wider than what claims name.
    Wide = 6,
    /// A place or a word of a name that documents open with.
    Name = 7,
}

/// Documents of one row, where rows are not by days.
const CHUNK: i64 = 1 << 16;
/// The bytes of a document within its chunk.
const LOW: usize = 2;
/// The bytes of a document by itself.
const WHOLE: usize = 4;
/// Days of one row.
const DAYS: i32 = 16;
/// The row of documents that are of kin to some of any day: those of no day, and those that need share no figures.
const ANY_DAY: i64 = -1;
/// The day of what is of no day.
const NO_DAY: i32 = i32::MIN;

/// Postings that are not yet written.
#[derive(Default)]
pub struct Postings(FxHashMap<(Kind, i64, i64), Vec<u8>>);

impl Postings {
    /// Adds a document.
    pub fn add(&mut self, id: i64, reading: &Reading<'_>) {
        if let Some(opening) = reading.opening() {
            let (about, row) = (opening.about(), row_of(opening.standing()));
            let whole = u32::try_from(id).unwrap_or(u32::MAX).to_le_bytes();
            for content in about.all() {
                self.0.entry((Kind::Told, content.code().into(), row)).or_default().extend_from_slice(&whole);
            }
            for (content, weight, everywhere) in about.lead() {
                let weight = u8::try_from(weight).unwrap_or(u8::MAX);
                let list = self.0.entry((Kind::Opened, content.code().into(), row)).or_default();
                list.extend_from_slice(&whole);
                list.extend_from_slice(&[weight, if everywhere { weight } else { 0 }]);
            }
        }
        let low = u16::try_from(id % CHUNK).unwrap_or_default().to_le_bytes();
        let mut put = |kind, key, rest: &[u8]| {
            let list = self.0.entry((kind, key, id / CHUNK)).or_default();
            list.extend_from_slice(&low);
            list.extend_from_slice(rest);
        };
        if let Some(opening) = reading.opening() {
            for name in opening.about().names() {
                put(Kind::Name, name.code().into(), &[]);
            }
            for figure in opening.figures() {
                put(Kind::Figure, figure.code().into(), &[]);
            }
            put(Kind::Standing, 0, &standing(opening.standing()));
        }
        for (lasting, says) in reading.keys() {
            let kind = if lasting.is_wide() { Kind::Wide } else { Kind::Lasting };
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
        // Two that say the same are not held against each other, nor two that are both narrower than what they share.
        let (lasting, differs) = (same[0].0, |says: u32| same.iter().any(|(_, own)| *own != says));
        let kinds: &[Kind] = if lasting.is_wide() { &[Kind::Lasting] } else { &[Kind::Lasting, Kind::Wide] };
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

/// The row of what a document tells.
fn row_of(standing: &Standing) -> i64 {
    standing.day.filter(|_| !standing.is_scarce()).map_or(ANY_DAY, |day| day.div_euclid(DAYS).into())
}

/// The documents that one may be of kin to, in order.
fn of_kin(store: &Store, reading: &Reading<'_>) -> Result<Vec<i64>, Fault> {
    let Some(opening) = reading.opening() else { return Ok(Vec::new()) };
    let (about, own) = (opening.about(), opening.standing());
    // One that is of kin to some of any day goes through all rows.
    let rows = own.near_days().filter(|_| !own.is_scarce());
    let rows = rows.map(|days| days.map(|day| i64::from(day.div_euclid(DAYS))));
    let mut met = Met::of(store)?;
    for (content, weight, everywhere) in about.lead() {
        // Names tell more than what is of the same days.
        let name = u16::from(is_name(weight));
        let rows = rows.filter(|_| name == 0);
        let weight = u16::try_from(weight).unwrap_or(u16::MAX);
        for_each_of_days::<WHOLE>(store, Kind::Told, content.code().into(), rows, |id, _| {
            let met = met.at(id);
            met.add(0, weight, if everywhere { weight } else { 0 });
            met.names += name;
        })?;
    }
    for content in about.all() {
        let key = content.code().into();
        for_each_of_days::<{ WHOLE + 2 }>(store, Kind::Opened, key, rows, |id, [.., all, everywhere]| {
            met.at(id).add(1, all.into(), everywhere.into());
        })?;
        // A name that both open with was counted above.
        if !about.opens_with_name(content) {
            met.for_each::<LOW>(store, Kind::Name, key, |_, met, _| met.names += 1)?;
        }
    }
    for figure in opening.figures() {
        met.for_each::<LOW>(store, Kind::Figure, figure.code().into(), |_, met, _| {
            met.figures += 1;
            met.telling += u16::from(figure.is_telling());
        })?;
    }
    let mut kin = Vec::new();
    let mut damaged = false;
    met.for_each::<STANDING>(store, Kind::Standing, 0, |id, shared, [_, _, rest @ ..]| {
        // Names alone make none of kin.
        if shared.figures == 0 && shared.told == Overlap::default().told {
            return;
        }
        let Some(other) = read_standing(rest) else {
            damaged = true;
            return;
        };
        let row = row_of(&other);
        let is_weighed = rows.is_none_or(|rows| row == ANY_DAY || rows.contains(&row));
        let may_be = if is_weighed { own.kin_to(&other, shared).is_some() } else { own.is_told_anew(&other, shared) };
        if may_be {
            kin.push(id);
        }
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

/// What each document shares with one, and a place for what is noted of documents that are gone.
struct Met(Vec<Overlap>, Overlap);

/// What two documents share: the weight of what either opens with, anywhere and in another language, and how many figures
/// and names.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Overlap {
    told: [[u16; 2]; 2],
    figures: u16,
    /// So many of the figures are hardly shared by chance.
    telling: u16,
    names: u16,
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

    fn telling(&self) -> usize {
        self.telling.into()
    }

    fn names(&self) -> usize {
        self.names.into()
    }
}

impl Met {
    /// Of all documents nothing yet.
    fn of(store: &Store) -> Result<Self, Fault> {
        let last: Option<i64> = store.db.query_row("SELECT max(id) FROM document", [], |row| row.get(0))?;
        let all = usize::try_from(last.unwrap_or_default() + 1).unwrap_or_default();
        Ok(Self(vec![Overlap::default(); all], Overlap::default()))
    }

    fn at(&mut self, id: i64) -> &mut Overlap {
        let at = usize::try_from(id).unwrap_or(usize::MAX);
        // What comes after all others is gone, or damaged: it shares nothing, however large its number.
        self.1 = Overlap::default();
        self.0.get_mut(at).unwrap_or(&mut self.1)
    }

    /// The documents of a list, with what is noted of each and the bytes that stand with it.
    fn for_each<const N: usize>(
        &mut self,
        store: &Store,
        kind: Kind,
        key: i64,
        mut each: impl FnMut(i64, &mut Overlap, [u8; N]),
    ) -> Result<(), Fault> {
        for_each_row(store, kind, key, |first, entries| {
            let from = usize::try_from(first).ok().and_then(|first| self.0.get_mut(first..));
            let met = from.unwrap_or_default();
            for entry in entries {
                let low = u16::from_le_bytes([entry[0], entry[1]]);
                // What comes after all others is gone, or damaged.
                if let Some(met) = met.get_mut(usize::from(low)) {
                    each(first + i64::from(low), met, *entry);
                }
            }
        })
    }
}

/// The documents of a list, with the bytes that stand with each.
fn for_each<const N: usize>(
    store: &Store,
    kind: Kind,
    key: i64,
    mut each: impl FnMut(i64, [u8; N]),
) -> Result<(), Fault> {
    for_each_row(store, kind, key, |first, entries: &[[u8; N]]| {
        for entry in entries {
            each(first + i64::from(u16::from_le_bytes([entry[0], entry[1]])), *entry);
        }
    })
}

/// The rows of a list, each with its first document.
fn for_each_row<const N: usize>(
    store: &Store,
    kind: Kind,
    key: i64,
    mut each: impl FnMut(i64, &[[u8; N]]),
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
        each(first, entries);
    }
    Ok(())
}

/// The documents of a list in rows by their days, with the bytes that stand with each: those of the rows of these days and of
/// any day, or of all rows.
fn for_each_of_days<const N: usize>(
    store: &Store,
    kind: Kind,
    key: i64,
    rows: Option<[i64; 2]>,
    mut each: impl FnMut(i64, [u8; N]),
) -> Result<(), Fault> {
    let all = "SELECT documents FROM posting WHERE kind = ?1 AND key = ?2";
    let some = "SELECT documents FROM posting WHERE kind = ?1 AND key = ?2 AND chunk IN (?3, ?4, ?5)";
    let mut lists = store.db.prepare_cached(if rows.is_some() { some } else { all })?;
    let mut rows = match rows {
        Some([first, last]) => lists.query(params![kind as u8, key, first, last, ANY_DAY])?,
        None => lists.query(params![kind as u8, key])?,
    };
    while let Some(row) = rows.next()? {
        let (entries, rest) = row.get_ref(0)?.as_blob().map_err(|_| Damaged)?.as_chunks::<N>();
        if !rest.is_empty() {
            return Err(Damaged.into());
        }
        for entry in entries {
            let [a, b, c, d] = [entry[0], entry[1], entry[2], entry[3]];
            each(u32::from_le_bytes([a, b, c, d]).into(), *entry);
        }
    }
    Ok(())
}
