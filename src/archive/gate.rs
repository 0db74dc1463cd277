//! One new article against the archive: only the documents that share something with it are read. One that the archive
//! holds has been weighed already.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::answer::{All, Known, Pair, Place, WEIGHED, Whole};
use super::bytes::Damaged;
use super::codec::{Coded, Shared, Stored};
use super::fault::Fault;
use super::gather::gone;
use super::library::{Chosen, chosen};
use super::posting::candidates;
use super::stamp::{self, Stamp};
use super::store::{Kept, PLACES, Store};
use super::weigh::{Ready, Weighed, id_of, place_of};
use super::{Loose, walk};
use crate::claim::Claim;
use crate::config::Config;
use crate::document::{Document, SetAside};
use crate::finding::Ids;
use crate::report::{Report, Source, Summary, short_names};
use crate::topic::{Outline, Reading};

/// The findings that touch new documents; none where that needs a walk first.
pub fn gate(
    store: &Store,
    paths: &[PathBuf],
    new: &[Loose],
    ids: Ids,
    config: &Config,
) -> Result<Option<Report>, Fault> {
    // All statements see one state of the index; it is not locked and looked for anew with each of a thousand.
    let _held = store.db.unchecked_transaction()?;
    let settled = store.setting("walked")?.as_deref() == Some(&walk(paths, config))
        && store.is_set_for(config)?
        && store.is_finished()?
        && !store.holds_waivers()?
        && stamp::hold(store)?;
    if !settled {
        return Ok(None);
    }
    let Some(met) = Met::new(store, new, ids, config)? else { return Ok(None) };
    let (documents, pairs) = met.sorted();
    let known = store.known(&pairs, &documents)?;
    // What the others say twice touches none that is new.
    let own = super::answer::own(store, std::iter::empty(), new)?;
    let names = new.iter().map(|new| new.source.name.clone()).collect();
    let all = Asked::all(documents, new.to_vec())?;
    let mut report = all.report_among(pairs, own, &known, config)?.touching(&names);
    store.witnesses(&mut report)?;
    add_figures(&mut report.summary, store.summary()?, new);
    Ok(Some(report))
}

/// The findings that touch documents of the index, where it holds no more than were found; none where it holds them otherwise.
pub fn among(store: &Store, found: usize, new: &[Document], config: &Config) -> Result<Option<Report>, Fault> {
    let _held = store.db.unchecked_transaction()?;
    // Another run may have changed it since it was brought up to date; and whether a waiver of an article holds is seen
    // only where all findings are.
    let whole = store.is_set_for(config)? && store.is_finished()? && found == store.count()?;
    if !whole || store.holds_waivers()? {
        return Ok(None);
    }
    let mut ids = Vec::with_capacity(new.len());
    for document in new {
        let Some(id) = store.held_as(&document.name, &document.fingerprint())? else { return Ok(None) };
        ids.push(id);
    }
    ids.sort_unstable();
    let (documents, pairs) = store.touching(&ids)?;
    let known = store.known(&pairs, &documents)?;
    let is_new = |(_, asked): &(usize, &Asked)| ids.binary_search(&asked.kept.id).is_ok();
    let own = documents.iter().enumerate().filter(is_new).map(|(at, asked)| (at, asked.kept.id));
    let own = super::answer::own(store, own, &[])?;
    let names = new.iter().map(|new| new.name.clone()).collect();
    let all = Asked::all(documents, Vec::new())?;
    let mut report = all.report_among(pairs, own, &known, config)?.touching(&names);
    store.witnesses(&mut report)?;
    add_figures(&mut report.summary, store.summary()?, &[]);
    Ok(Some(report))
}

/// Says of the articles what all of the index and the new ones come to.
fn add_figures(summary: &mut Summary, kept: Summary, new: &[Loose]) {
    let claims = new.iter().flat_map(|new| new.claims.iter().cloned()).collect();
    let own = Report::new(new.iter().map(|new| new.source.clone()).collect(), claims, Vec::new(), Vec::new()).summary;
    summary.documents = kept.documents + own.documents;
    summary.low_trust = kept.low_trust + own.low_trust;
    summary.claims = kept.claims + own.claims;
    summary.set_aside = kept.set_aside;
    for (reason, count) in own.set_aside {
        *summary.set_aside.entry(reason).or_default() += count;
    }
}

/// A document of the index, with the claims that new ones ask for.
struct Asked {
    kept: Kept,
    claims: Vec<Claim>,
    /// The place of each claim in the document.
    places: Vec<usize>,
}

impl Asked {
    /// Some of the index, by name, and others.
    fn all(documents: Vec<Self>, loose: Vec<Loose>) -> Result<All, Fault> {
        let claims = documents.iter().map(|document| document.claims.len()).sum();
        let documents = documents.into_iter().map(|Self { kept, claims, places }| Ok((kept.source, claims, places)));
        All::of(documents, claims, loose)
    }
}

/// What new documents and those that they are held against say of each other.
#[derive(Default)]
struct Met {
    /// With their numbers among those that may have something to say.
    documents: Vec<(usize, Asked)>,
    pairs: Vec<Pair>,
}

/// A document of the index as it was read, with the places of the claims that new ones ask for.
struct Older {
    nth: usize,
    /// Who asks.
    by: Vec<usize>,
    kept: Kept,
    outline: Outline,
    texts: Vec<Arc<str>>,
    frames: Vec<u8>,
    places: Vec<usize>,
}

impl Older {
    /// What it and the new documents say of each other, with the claims that were made for that; none where that is nothing.
    fn weighed<'a>(
        &self,
        fresh: impl Fn(usize) -> (Place, &'a str, &'a Ready<'a>),
        config: &Config,
        ids: Ids,
    ) -> Result<Option<(Chosen, Vec<Pair>)>, Fault> {
        let about = self.outline.opening.as_ref().map(|opening| Arc::clone(opening.about()));
        let stored = Stored::new(&self.frames, about)?;
        let places = stored.beside(&self.places)?;
        let claims = chosen(&self.kept.source, &self.texts, stored, &places)?;
        let there = Ready::with(&claims, Reading::of_some(&self.outline, &claims, &places));
        let older = (Place::Kept(self.nth), self.kept.source.name.as_str(), &there);
        let pairs: Vec<Pair> = self.by.iter().flat_map(|at| Pair::of(fresh(*at), older, config, ids)).collect();
        Ok((!pairs.is_empty()).then_some(((claims, places), pairs)))
    }
}

impl Met {
    /// Holds new documents against each other and against the index; none where that needs a walk first.
    fn new(store: &Store, new: &[Loose], ids: Ids, config: &Config) -> Result<Option<Self>, Fault> {
        let mut met = Self::default();
        let ready: Vec<Ready<'_>> = new.iter().map(|new| Ready::new(&new.claims, config)).collect();
        let fresh = |at: usize| (Place::Loose(at), new[at].source.name.as_str(), &ready[at]);
        let mut near: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (at, document) in new.iter().enumerate() {
            // A new article that the archive holds under the same name is the caller's to take out first.
            if store.holds(&document.source.name)? {
                return Ok(None);
            }
            met.pairs.extend((0..at).flat_map(|other| Pair::of(fresh(at), fresh(other), config, ids)));
            for id in candidates(store, &ready[at].reading)? {
                near.entry(id).or_default().push(at);
            }
        }
        // The index is read in one thread, while others make and weigh what was read before. What one thread made it drops
        // too: to give memory back to another is to wait for it.
        let (drawn, weighed) = mpsc::channel();
        let mut done = Vec::new();
        let mut put = |(Older { nth, kept, .. }, found)| done.push((nth, kept, found));
        let settled = rayon::in_place_scope(|scope| {
            for (nth, (id, by)) in (0..).zip(near) {
                let Some(outline) = store.outline(id)? else { continue };
                let places: Vec<usize> = by.iter().flat_map(|at| ready[*at].reading.asks(&outline)).collect();
                if places.is_empty() {
                    continue;
                }
                let Some(kept) = store.document(id)? else { continue };
                if !store.is_current(&kept)? {
                    return Ok(false);
                }
                let (texts, frames) = store.pieces(&kept)?;
                weighed.try_iter().for_each(&mut put);
                let older = Older { nth, by, kept, outline, texts, frames, places };
                let (drawn, fresh) = (drawn.clone(), &fresh);
                scope.spawn(move |_| {
                    let found = older.weighed(fresh, config, ids);
                    // Nobody waits for it where the index has to be walked first.
                    let _ = drawn.send((older, found));
                });
            }
            Ok::<_, Fault>(true)
        })?;
        drop(drawn);
        if !settled {
            return Ok(None);
        }
        weighed.into_iter().for_each(put);
        done.sort_unstable_by_key(|(nth, ..)| *nth);
        for (nth, kept, found) in done {
            if let Some(((claims, places), pairs)) = found? {
                met.documents.push((nth, Asked { kept, claims, places }));
                met.pairs.extend(pairs);
            }
        }
        Ok(Some(met))
    }

    /// The documents that pairs are of, by name, and the pairs with the places of these.
    fn sorted(self) -> (Vec<Asked>, Vec<Pair>) {
        let Self { mut documents, pairs } = self;
        documents.sort_by(|(_, a), (_, b)| a.kept.source.name.cmp(&b.kept.source.name));
        let places: FxHashMap<usize, usize> = documents.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
        let moved = |place: Place| place.kept().map_or(place, |at| Place::Kept(places[&at]));
        let pairs = pairs.into_iter().map(|pair| Pair { one: moved(pair.one), other: moved(pair.other), ..pair });
        (documents.into_iter().map(|(_, document)| document).collect(), pairs.collect())
    }
}

impl Store {
    fn is_finished(&self) -> Result<bool, Fault> {
        Ok(!self.is_unfinished()? && !self.is_torn()?)
    }

    /// Whether any article waives a finding.
    fn holds_waivers(&self) -> Result<bool, Fault> {
        let mut any = self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE waivers IS NOT NULL)")?;
        Ok(any.query_row([], |row| row.get(0))?)
    }

    /// Whether a document has this name.
    fn holds(&self, name: &str) -> Result<bool, Fault> {
        let mut any = self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE name = ?)")?;
        Ok(any.query_row([name], |row| row.get(0))?)
    }

    /// The one document of this name, where what was read of it is what this hash tells.
    fn held_as(&self, name: &str, hash: &[u8; 32]) -> Result<Option<i64>, Fault> {
        let mut all = self.db.prepare_cached("SELECT id, hash FROM document WHERE name = ?")?;
        let all = all.query_map([name], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        let all: Vec<(i64, Vec<u8>)> = all.collect::<Result<_, _>>()?;
        Ok(if let [(id, known)] = &*all { (known == hash).then_some(*id) } else { None })
    }

    /// What documents, by their ids in order, and all others were found to say of each other: those of them, by name, with
    /// the claims that it takes, all of these documents themselves.
    fn touching(&self, ids: &[i64]) -> Result<(Vec<Asked>, Vec<Pair>), Fault> {
        let mut found: BTreeMap<(i64, i64), Weighed> = BTreeMap::new();
        for side in ["a", "b"] {
            let some = format!("SELECT {WEIGHED} FROM finding WHERE {side} >= ? AND {side} < ?");
            let mut rows = self.db.prepare_cached(&some)?;
            for id in ids {
                let mut rows = rows.query([id * PLACES, (id + 1) * PLACES])?;
                while let Some(row) = rows.next()? {
                    found.insert((row.get(0)?, row.get(1)?), super::answer::weighed(row)?);
                }
            }
        }
        let mut places: BTreeMap<i64, BTreeSet<usize>> = ids.iter().map(|id| (*id, BTreeSet::new())).collect();
        for claim in found.keys().flat_map(|(a, b)| [*a, *b]) {
            let (document, place) = place_of(claim)?;
            places.entry(document).or_default().insert(place);
        }
        let mut documents = Vec::with_capacity(places.len());
        for (id, places) in places {
            let kept = self.document(id)?.ok_or_else(gone)?;
            documents.push(if ids.binary_search(&id).is_ok() {
                Asked { claims: self.claims(&kept)?, places: (0..kept.claims).collect(), kept }
            } else {
                let places: Vec<usize> = places.into_iter().collect();
                Asked { claims: self.some_claims(&kept, &places)?, places, kept }
            });
        }
        documents.sort_by(|one, other| one.kept.source.name.cmp(&other.kept.source.name));
        let at: FxHashMap<i64, usize> = documents.iter().map(|document| document.kept.id).zip(0..).collect();
        let here = |claim: i64, place| {
            let document = at[&(claim / PLACES)];
            documents[document].places.binary_search(&place).map(|at| (document, at)).map_err(|_| Damaged)
        };
        let pair = |((a, b), weighed): ((i64, i64), Weighed)| -> Result<Pair, Fault> {
            let ((one, a), (other, b)) = (here(a, weighed.a)?, here(b, weighed.b)?);
            Ok(Pair { one: Place::Kept(one), other: Place::Kept(other), weighed: Weighed { a, b, ..weighed } })
        };
        let pairs = found.into_iter().map(pair).collect::<Result<_, Fault>>()?;
        Ok((documents, pairs))
    }

    /// Whether the file of a document is as it was.
    fn is_current(&self, kept: &Kept) -> Result<bool, Fault> {
        let mut file = self.db.prepare_cached("SELECT name, size, modified FROM file WHERE id = ?")?;
        Ok(file.query_row([kept.file], |row| {
            let known = Stamp { size: row.get(1)?, modified: row.get(2)? };
            let name = row.get_ref(0)?.as_str()?;
            Ok(Stamp::of(std::path::Path::new(name)).is_ok_and(|stamp| stamp.holds(known)))
        })?)
    }

    /// The topics that pairs touch: what a topic is called, and where it stands, hangs on all of its claims.
    fn known(&self, pairs: &[Pair], documents: &[Asked]) -> Result<Known, Fault> {
        let mut claims: BTreeSet<(usize, usize)> = BTreeSet::new();
        for pair in pairs.iter().filter(|pair| pair.weighed.home.is_none()) {
            for (place, claim) in [(pair.one, pair.weighed.a), (pair.other, pair.weighed.b)] {
                claims.extend(place.kept().map(|at| (at, claim)));
            }
        }
        let mut known = Known::default();
        for (at, claim) in claims {
            let Some(topic) = self.topic_of(id_of((documents[at].kept.id, documents[at].places[claim])))? else {
                continue;
            };
            known.of.push(((Place::Kept(at), claim), topic));
            if let Entry::Vacant(free) = known.topics.entry(topic) {
                free.insert(self.whole(topic)?);
            }
        }
        Ok(known)
    }

    /// What all claims of a topic come to.
    fn whole(&self, topic: i64) -> Result<Whole, Fault> {
        let (first, shared) = self.with_topic(topic, Shared::new)?;
        let (name, first) = self.place(first)?;
        Ok(Whole { first: (name, place_of(first)?.1), shared })
    }

    /// The figures of all documents.
    pub fn summary(&self) -> Result<Summary, Fault> {
        let mut summary = Summary {
            documents: self.tally("documents")?,
            low_trust: self.tally("low_trust")?,
            claims: self.tally("claims")?,
            ..Summary::default()
        };
        for reason in <SetAside as Coded>::ALL.iter().copied() {
            let count = self.tally(reason.name())?;
            if count > 0 {
                summary.set_aside.insert(reason, count);
            }
        }
        Ok(summary)
    }

    pub fn has_undated(&self) -> Result<bool, Fault> {
        let mut any = self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE published IS NULL)")?;
        Ok(any.query_row([], |row| row.get(0))?)
    }

    /// The names of documents that are called the same, folders aside.
    pub fn alike(&self, name: &str) -> Result<Vec<String>, Fault> {
        let [.., file] = short_names(name);
        let mut all = self.db.prepare_cached(
            "SELECT document.name FROM short JOIN document ON document.id = short.document
             WHERE short.name = ? AND short.step = 2",
        )?;
        Ok(all.query_map([file], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// How many pairs of claims were judged.
    pub fn compared(&self) -> Result<usize, Fault> {
        Ok(self.db.query_row(
            "SELECT (SELECT count(*) FROM finding WHERE rule NOT NULL) + (SELECT count(*) FROM own_finding)",
            [],
            |row| row.get(0),
        )?)
    }

    fn tally(&self, what: &str) -> Result<usize, Fault> {
        let mut count = self.db.prepare_cached("SELECT count FROM tally WHERE what = ?")?;
        let count: Option<i64> = count.query_row([what], |row| row.get(0)).optional()?;
        usize::try_from(count.unwrap_or_default()).map_err(|_| Damaged.into())
    }

    /// Adds a document for each short name that another document of the archive shares with one of the report: names are
    /// as short as tells them from all others. Of each the shortest that nobody shares is enough.
    fn witnesses(&self, report: &mut Report) -> Result<(), Fault> {
        let mut told: FxHashMap<(usize, &str), usize> = FxHashMap::default();
        for short in report.documents.iter().flat_map(steps) {
            *told.entry(short).or_default() += 1;
        }
        let mut more: FxHashSet<i64> = FxHashSet::default();
        let mut alike = self.db.prepare_cached(
            "SELECT document FROM short JOIN document ON document.id = short.document
             WHERE short.name = ? AND step = ? AND document.name <> ? LIMIT 1",
        )?;
        for source in &report.documents {
            for (step, short) in steps(source) {
                let other =
                    alike.query_row(params![short, step, source.name], |row| row.get::<_, i64>(0)).optional()?;
                more.extend(other);
                if other.is_none() && told[&(step, short)] == 1 {
                    break;
                }
            }
        }
        let more = more.into_iter().map(|id| self.document(id)).collect::<Result<Vec<Option<Kept>>, _>>()?;
        report.documents.extend(more.into_iter().flatten().map(|kept| kept.source));
        report.documents.sort_by(|a, b| a.name.cmp(&b.name));
        report.documents.dedup_by(|a, b| a.name == b.name);
        Ok(())
    }
}

/// The short names of a document, each with how many are shorter.
fn steps(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    short_names(&source.name).into_iter().enumerate()
}
