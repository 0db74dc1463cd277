//! Documents that are new to the index are weighed against those that share something with them; topics follow.

use std::rc::Rc;

use rusqlite::params;
use rustc_hash::FxHashMap;

use super::bytes::Damaged;
use super::fault::Fault;
use super::gather::gone;
use super::mark;
use super::posting::{Postings, candidates};
use super::store::{Kept, PLACES, Store};
use crate::claim::Claim;
use crate::config::Config;
use crate::finding::{self, Ids, Met, Outcome, Ruling, Sentences};
use crate::topic::{self, Link, Meet, Reading, between, between_strangers};

/// Documents whose postings are gathered in memory before they are written.
const GATHERED: usize = 1024;
/// Up to so many new documents are weighed one by one, however few the others.
const FEW: usize = 64;
/// Documents whose claims are held in memory while new ones are weighed.
const HELD: usize = 2048;

/// A document in memory.
pub struct Loaded {
    pub kept: Kept,
    pub claims: Vec<Claim>,
}

/// Documents by id, read once.
pub struct Loader<'a> {
    store: &'a Store,
    held: FxHashMap<i64, Option<Rc<Loaded>>>,
}

impl<'a> Loader<'a> {
    pub fn new(store: &'a Store) -> Self {
        Self { store, held: FxHashMap::default() }
    }

    /// A document; none where it is gone.
    pub fn get(&mut self, id: i64) -> Result<Option<Rc<Loaded>>, Fault> {
        if let Some(held) = self.held.get(&id) {
            return Ok(held.clone());
        }
        if self.held.len() >= HELD {
            self.held.clear();
        }
        let loaded = match self.store.document(id)? {
            Some(kept) => Some(Rc::new(Loaded { claims: self.store.claims(&kept)?, kept })),
            None => None,
        };
        self.held.insert(id, loaded.clone());
        Ok(loaded)
    }

    /// Looks at a claim, by its id.
    pub fn with_claim(&mut self, claim: i64, look: impl FnOnce(&Claim)) -> Result<(), Fault> {
        let (document, at) = place_of(claim)?;
        let document = self.get(document)?.ok_or_else(gone)?;
        look(document.claims.get(at).ok_or(Damaged)?);
        Ok(())
    }
}

/// Two claims that fit, by their places in their documents, the topic of `claims.toml` that holds both, and what the pair
/// comes to.
pub struct Weighed {
    pub a: usize,
    pub b: usize,
    pub home: Option<usize>,
    pub ruling: Option<Ruling>,
}

/// What is kept of two claims that fit.
pub struct Judged {
    /// What is marked at both.
    pub marks: u16,
    /// The topic of `claims.toml` that holds both.
    pub home: Option<usize>,
    pub ruling: Option<Ruling>,
}

impl Judged {
    pub fn new(here: &[Claim], there: &[Claim], Weighed { a, b, home, ruling }: Weighed) -> Self {
        let verdict = ruling.as_ref().map(|ruling| ruling.outcome.verdict);
        Self { marks: mark::of(&here[a], &there[b], verdict), home, ruling }
    }
}

/// The claims of a document, ready to be weighed against those of others.
pub struct Ready<'a> {
    pub claims: &'a [Claim],
    /// Where each stands in the document, where these are some of its claims.
    places: Option<&'a [usize]>,
    pub reading: Reading<'a>,
    sentences: Sentences<'a>,
}

impl<'a> Ready<'a> {
    pub fn new(claims: &'a [Claim], config: &Config) -> Self {
        Self::with(claims, Reading::new(claims, config))
    }

    /// The same, with what is known of them.
    pub fn with(claims: &'a [Claim], reading: Reading<'a>) -> Self {
        Self { claims, places: None, reading, sentences: Sentences::of(claims) }
    }

    /// Some claims of a document, each with its place there: those that hold whenever they are told, among others.
    pub fn of_what_lasts(claims: &'a [Claim], places: &'a [usize]) -> Self {
        Self { places: Some(places), ..Self::with(claims, Reading::of_what_lasts(claims)) }
    }

    /// Where one of the claims stands in the document.
    pub fn place(&self, at: usize) -> usize {
        self.places.map_or(at, |places| places[at])
    }
}

/// What two documents say of each other. The first is the one whose name comes first.
pub fn weigh(one: &Ready<'_>, other: &Ready<'_>, config: &Config, ids: Ids) -> Vec<Weighed> {
    ruled(one, other, &between(&one.reading, &other.reading), config, ids)
}

/// The same, where what the two have to be weighed for is known.
pub fn weigh_for(meet: Meet, one: &Ready<'_>, other: &Ready<'_>, config: &Config, ids: Ids) -> Vec<Weighed> {
    let links = match meet {
        Meet::Whole => between(&one.reading, &other.reading),
        Meet::Lasting => between_strangers(&one.reading, &other.reading),
    };
    ruled(one, other, &links, config, ids)
}

/// What pairs of claims that fit come to.
fn ruled(one: &Ready<'_>, other: &Ready<'_>, links: &[Link], config: &Config, ids: Ids) -> Vec<Weighed> {
    if links.is_empty() {
        return Vec::new();
    }
    let named: Vec<Option<topic::Topic>> =
        links.iter().map(|link| link.home.map(|home| topic::declared(config, home))).collect();
    let met: Vec<Met<'_>> = links
        .iter()
        .zip(&named)
        .map(|(link, named)| {
            let (a, b) = (one.sentences.stated(link.a), other.sentences.stated(link.b));
            let tolerance =
                named.as_ref().and_then(|topic| topic.tolerance).or_else(|| topic::tolerance(a.claim, config));
            Met { a, b, fit: &link.fit, tolerance, named: named.as_ref() }
        })
        .collect();
    let rulings = finding::rule_all(&met, ids).into_iter().zip(links);
    rulings.map(|(ruling, link)| Weighed { a: link.a, b: link.b, home: link.home, ruling }).collect()
}

/// The document of a claim, and its place there.
pub fn place_of(claim: i64) -> Result<(i64, usize), Damaged> {
    Ok((claim / PLACES, usize::try_from(claim % PLACES).map_err(|_| Damaged)?))
}

/// The id of a claim of a document.
pub fn id_of((document, at): (i64, usize)) -> i64 {
    document * PLACES + i64::try_from(at).unwrap_or_default()
}

impl Store {
    /// Whether it was read and weighed as this configuration says.
    pub fn is_set_for(&self, config: &Config) -> Result<bool, Fault> {
        Ok(self.setting("reading")? == Some(config.reading()) && self.setting("judging")? == Some(config.judging()))
    }

    /// Makes room for another configuration: what it would read or weigh otherwise is taken out.
    pub fn set_for(&self, config: &Config) -> Result<(), Fault> {
        if self.is_set_for(config)? {
            return Ok(());
        }
        let transaction = self.db.unchecked_transaction()?;
        let all: &[&str] = if self.setting("reading")? == Some(config.reading()) {
            &["finding", "own_finding", "topic", "member", "posting", "outline"]
        } else {
            &[
                "finding",
                "own_finding",
                "topic",
                "member",
                "posting",
                "outline",
                "claim",
                "sentence",
                "frames",
                "document",
                "file",
                "stamp",
                "tally",
                "short",
            ]
        };
        for table in all {
            self.db.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.db.execute("UPDATE document SET state = 0", [])?;
        self.set("reading", &config.reading())?;
        self.set("judging", &config.judging())?;
        transaction.commit()?;
        Ok(())
    }

    /// Weighs what is new.
    pub fn weigh(&self, config: &Config) -> Result<(), Fault> {
        self.post(config)?;
        let mut fresh = self.db.prepare("SELECT id FROM document WHERE state = 1 ORDER BY id")?;
        let fresh: Vec<i64> = fresh.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if fresh.len() > FEW && fresh.len() * 4 > self.count()? {
            return self.weigh_all(config);
        }
        if !fresh.is_empty() || self.is_torn()? {
            let transaction = self.db.unchecked_transaction()?;
            self.name_topics(config)?;
            self.mend()?;
            transaction.commit()?;
        }
        let mut loader = Loader::new(self);
        for batch in fresh.chunks(FEW) {
            let transaction = self.db.unchecked_transaction()?;
            let mut links = Vec::new();
            for id in batch {
                links.extend(self.weigh_one(*id, &mut loader, config)?);
            }
            self.gather(&links, &mut loader)?;
            transaction.commit()?;
        }
        Ok(())
    }

    /// Adds to postings what is not there yet.
    fn post(&self, config: &Config) -> Result<(), Fault> {
        let mut fresh = self.db.prepare("SELECT id FROM document WHERE state = 0 ORDER BY id")?;
        let fresh: Vec<i64> = fresh.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        for batch in fresh.chunks(GATHERED) {
            let transaction = self.db.unchecked_transaction()?;
            let mut postings = Postings::default();
            for id in batch {
                if let Some(kept) = self.document(*id)? {
                    let claims = self.claims(&kept)?;
                    let reading = Reading::new(&claims, config);
                    postings.add(*id, &reading);
                    self.put_outline(*id, &reading.outline())?;
                    self.put_own(*id, &claims)?;
                }
                self.db.prepare_cached("UPDATE document SET state = 1 WHERE id = ?")?.execute([id])?;
            }
            postings.flush(self)?;
            transaction.commit()?;
        }
        Ok(())
    }

    /// Weighs a document against all others, and gives the pairs of claims that belong to one topic, but for those of
    /// `claims.toml`.
    fn weigh_one(&self, id: i64, loader: &mut Loader<'_>, config: &Config) -> Result<Vec<(i64, i64)>, Fault> {
        let mut links = Vec::new();
        let Some(new) = loader.get(id)? else { return Ok(links) };
        let ready = Ready::new(&new.claims, config);
        for other in candidates(self, &ready.reading)?.into_iter().filter(|other| *other != id) {
            let Some(outline) = self.outline(other)? else { continue };
            if ready.reading.asks(&outline).is_empty() {
                continue;
            }
            let Some(other) = loader.get(other)? else { continue };
            let (here, there) = ((&new.kept, &ready), (&other.kept, &Ready::new(&other.claims, config)));
            let new_first = here.0.source.name < there.0.source.name;
            let ((one, first), (two, second)) = if new_first { (here, there) } else { (there, here) };
            for weighed in weigh(first, second, config, Ids::All) {
                let (a, b) = (id_of((one.id, weighed.a)), id_of((two.id, weighed.b)));
                if weighed.home.is_none() {
                    links.push((a, b));
                }
                self.put_finding(a, b, &Judged::new(first.claims, second.claims, weighed))?;
            }
        }
        self.db.prepare_cached("UPDATE document SET state = 2 WHERE id = ?")?.execute([id])?;
        Ok(links)
    }

    /// Puts in what two claims come to.
    pub fn put_finding(&self, a: i64, b: i64, Judged { marks, home, ruling }: &Judged) -> Result<(), Fault> {
        let outcome = ruling.as_ref().map(|ruling| &ruling.outcome);
        self.db.prepare_cached("INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?.execute(
            params![
                a,
                b,
                ruling.as_ref().map(|ruling| &ruling.id),
                ruling.as_ref().map(|ruling| ruling.rule),
                outcome.map(|outcome| outcome.verdict as u8),
                marks,
                outcome.and_then(|outcome| outcome.heading),
                outcome.map(|outcome| &outcome.reason),
                outcome.and_then(|outcome| outcome.both_if.as_ref()),
                home,
            ],
        )?;
        Ok(())
    }

    /// Puts in what a document says twice.
    fn put_own(&self, id: i64, claims: &[Claim]) -> Result<(), Fault> {
        let mut put =
            self.db.prepare_cached("INSERT OR REPLACE INTO own_finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        for (nth, (a, b, ruling)) in finding::within_article(claims).into_iter().enumerate() {
            let Ruling { id: code, rule, outcome } = ruling;
            let Outcome { verdict, reason, both_if, heading } = outcome;
            let marks = mark::of(&claims[a], &claims[b], Some(verdict));
            let [a, b] = [a, b].map(|at| id_of((id, at)));
            put.execute(params![id, nth, a, b, code, rule, verdict as u8, marks, heading, reason, both_if])?;
        }
        Ok(())
    }

    /// The pairs of claims that a document says twice, by their places in it, and what each comes to.
    pub fn own(&self, id: i64) -> Result<Vec<(usize, usize, Ruling)>, Fault> {
        let mut own = self.db.prepare_cached(
            "SELECT a, b, code, rule, verdict, heading, reason, both_if FROM own_finding WHERE document = ? ORDER BY nth",
        )?;
        let rows = own.query_and_then([id], |row| -> Result<_, Fault> {
            let ((_, a), (_, b)) = (place_of(row.get(0)?)?, place_of(row.get(1)?)?);
            Ok((a, b, super::answer::ruling(row)?.ok_or(Damaged)?))
        })?;
        rows.collect()
    }
}
