//! One new article against the archive: only the documents that share something with it are read.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;
use std::path::PathBuf;

use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};

use super::answer::{All, Known, Pair, Place, Whole};
use super::bytes::Damaged;
use super::codec::{self, Coded};
use super::fault::Fault;
use super::posting::candidates;
use super::stamp::{self, Stamp};
use super::store::{Kept, PLACES, Store};
use super::weigh::{Loader, id_of};
use super::{Loose, walk};
use crate::config::Config;
use crate::document::SetAside;
use crate::report::{Report, Summary, short_names};
use crate::topic::Reading;

/// The findings that touch new documents; none where that needs a walk first.
pub fn gate(store: &Store, paths: &[PathBuf], new: &[Loose], config: &Config) -> Result<Option<Report>, Fault> {
    let settled = store.setting("walked")?.as_deref() == Some(&walk(paths, config))
        && store.is_set_for(config)?
        && store.is_finished()?
        && stamp::hold(store)?;
    if !settled {
        return Ok(None);
    }
    let mut loader = Loader::new(store);
    let mut met = Met::default();
    let mut pairs = Vec::new();
    for (at, fresh) in new.iter().enumerate() {
        // A new article that the archive holds under the same name is the caller's to take out first.
        if store.holds(&fresh.source.name)? {
            return Ok(None);
        }
        for (other, older) in new[..at].iter().enumerate() {
            let older = (Place::Loose(other), &older.source, older.claims.as_slice());
            pairs.extend(Pair::of((Place::Loose(at), &fresh.source, &fresh.claims), older, config));
        }
        for id in candidates(store, &fresh.claims, &Reading::new(&fresh.claims, config))? {
            let Some(older) = loader.get(id)? else { continue };
            if !store.is_current(&older.kept)? {
                return Ok(None);
            }
            let place = met.place(&older.kept);
            let older = (Place::Kept(place), &older.kept.source, older.claims.as_slice());
            pairs.extend(Pair::of((Place::Loose(at), &fresh.source, &fresh.claims), older, config));
        }
    }
    let (kept, pairs) = met.sorted(store, pairs)?;
    let known = store.known(&pairs, &kept)?;
    let names: BTreeSet<String> = new.iter().map(|new| new.source.name.clone()).collect();
    let own = Report::new(
        new.iter().map(|new| new.source.clone()).collect(),
        new.iter().flat_map(|new| new.claims.iter().cloned()).collect(),
        Vec::new(),
        Vec::new(),
    );
    // What the others say twice touches none that is new.
    let own_findings = super::answer::own(store, &[], new)?;
    let report = All::new(store, &kept, new.to_vec())?;
    let mut report = report.report_among(pairs, own_findings, &known, config).touching(&names);
    store.witnesses(&mut report)?;
    let Summary { documents, low_trust, claims, set_aside, .. } = store.summary()?;
    report.summary.documents = documents + own.summary.documents;
    report.summary.low_trust = low_trust + own.summary.low_trust;
    report.summary.claims = claims + own.summary.claims;
    report.summary.set_aside = set_aside;
    for (reason, count) in own.summary.set_aside {
        *report.summary.set_aside.entry(reason).or_default() += count;
    }
    Ok(Some(report))
}

/// The documents that pairs are of.
#[derive(Default)]
struct Met {
    ids: Vec<i64>,
    places: FxHashMap<i64, usize>,
}

impl Met {
    fn place(&mut self, kept: &Kept) -> usize {
        self.place_of(kept.id)
    }

    fn place_of(&mut self, id: i64) -> usize {
        *self.places.entry(id).or_insert_with(|| {
            self.ids.push(id);
            self.ids.len() - 1
        })
    }

    /// The documents that pairs need, by name, and the pairs with the places of these.
    fn sorted(self, store: &Store, pairs: Vec<Pair>) -> Result<(Vec<Kept>, Vec<Pair>), Fault> {
        let mut needed: FxHashSet<usize> = FxHashSet::default();
        for place in pairs.iter().flat_map(|pair| [pair.one, pair.other]) {
            if let Place::Kept(at) = place {
                needed.insert(at);
            }
        }
        let mut kept = Vec::with_capacity(needed.len());
        for at in needed {
            let gone = || Fault::Damaged("a finding of a document that is gone".into());
            kept.push((at, store.document(self.ids[at])?.ok_or_else(gone)?));
        }
        kept.sort_by(|(_, a), (_, b)| a.source.name.cmp(&b.source.name));
        let places: FxHashMap<usize, usize> = kept.iter().enumerate().map(|(new, (old, _))| (*old, new)).collect();
        let moved = |place: Place| match place {
            Place::Kept(at) => Place::Kept(places[&at]),
            loose @ Place::Loose(_) => loose,
        };
        let pairs = pairs.into_iter().map(|pair| Pair { one: moved(pair.one), other: moved(pair.other), ..pair });
        let pairs = pairs.collect();
        Ok((kept.into_iter().map(|(_, kept)| kept).collect(), pairs))
    }
}

impl Store {
    fn is_finished(&self) -> Result<bool, Fault> {
        let mut any = self.db.prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM document WHERE state < 2)")?;
        Ok(any.query_row([], |row| row.get(0))?)
    }

    /// Whether a document has this name.
    fn holds(&self, name: &str) -> Result<bool, Fault> {
        let mut any = self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE name = ?)")?;
        Ok(any.query_row([name], |row| row.get(0))?)
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
    fn known(&self, pairs: &[Pair], documents: &[Kept]) -> Result<Known, Fault> {
        let mut claims: BTreeSet<(usize, usize)> = BTreeSet::new();
        for pair in pairs.iter().filter(|pair| pair.weighed.home.is_none()) {
            for (place, claim) in [(pair.one, pair.weighed.a), (pair.other, pair.weighed.b)] {
                if let Place::Kept(at) = place {
                    claims.insert((at, claim));
                }
            }
        }
        let mut known = Known::default();
        for (at, claim) in claims {
            let Some(topic) = self.topic_of(id_of((documents[at].id, claim)))? else { continue };
            known.of.push(((Place::Kept(at), claim), topic));
            if let Entry::Vacant(free) = known.topics.entry(topic) {
                free.insert(self.whole(topic)?);
            }
        }
        Ok(known)
    }

    /// The topic that a claim is in, but for those of `claims.toml`.
    fn topic_of(&self, claim: i64) -> Result<Option<i64>, Fault> {
        for side in ["a", "b"] {
            let of = format!("SELECT topic FROM finding WHERE {side} = ? AND home IS NULL LIMIT 1");
            let topic = self.db.prepare_cached(&of)?.query_row([claim], |row| row.get(0)).optional()?;
            if topic.is_some() {
                return Ok(topic);
            }
        }
        Ok(None)
    }

    /// What all claims of a topic come to.
    fn whole(&self, topic: i64) -> Result<Whole, Fault> {
        let mut whole = self.db.prepare_cached(
            "SELECT document.name, topic.first, topic.shared FROM topic
             JOIN document ON document.id = topic.first / ? WHERE topic.id = ?",
        )?;
        let mut rows = whole.query([PLACES, topic])?;
        let gone = || Fault::Damaged("a finding of a topic that is gone".into());
        let row = rows.next()?.ok_or_else(gone)?;
        let at = usize::try_from(row.get::<_, i64>(1)? % PLACES).unwrap_or_default();
        let shared = codec::read_titling(row.get_ref(2)?.as_blob().map_err(|_| Damaged)?)?;
        Ok(Whole { first: (row.get(0)?, at), shared })
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
    /// as short as tells them from all others.
    fn witnesses(&self, report: &mut Report) -> Result<(), Fault> {
        let mut more = Vec::new();
        let known: FxHashSet<&str> = report.documents.iter().map(|source| source.name.as_str()).collect();
        let mut alike = self.db.prepare_cached("SELECT document FROM short WHERE name = ? AND step = ? LIMIT 3")?;
        for source in &report.documents {
            for (step, short) in short_names(&source.name).into_iter().enumerate() {
                let ids: Vec<i64> =
                    alike.query_map(params![short, step], |row| row.get(0))?.collect::<Result<_, _>>()?;
                for id in ids {
                    if let Some(kept) = self.document(id)?
                        && !known.contains(kept.source.name.as_str())
                    {
                        more.push(kept.source);
                    }
                }
            }
        }
        report.documents.extend(more);
        report.documents.sort_by(|a, b| a.name.cmp(&b.name));
        report.documents.dedup_by(|a, b| a.name == b.name);
        Ok(())
    }
}
