//! An index weighed from nothing: all pairs of documents, in bounded memory.
//!
//! Findings come in the order of days and are put away until all are there, since rows that come in the order of the table
//! are written once each.

use super::batches;
use super::bytes::Damaged;
use super::codec;
use super::fault::Fault;
use super::library::{calendar, number, numbered};
use super::roots::Roots;
use super::sorted::{Record, Sorter, lost, take};
use super::store::{Kept, Store};
use super::weigh::{Judged, Ready, id_of, weigh_for};
use crate::config::Config;
use crate::finding::Ids;
use crate::topic::{Blocks, Meet, Met, Titling};

impl Store {
    /// Weighs everything.
    pub fn weigh_all(&self, config: &Config) -> Result<(), Fault> {
        let documents = self.documents()?;
        let mut all = All::new(&documents)?;
        all.weigh(self, config)?;
        let topics = all.topics(self)?;
        let transaction = self.db.unchecked_transaction()?;
        for table in ["finding", "topic", "member"] {
            self.db.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.name_topics(config)?;
        let mut members = Vec::new();
        let mut shared = Titling::default();
        let mut last = None;
        topics.each(|Member { root, claim, shared: own }| {
            if last.replace(root).is_some_and(|last| last != root) {
                self.put_topic(&members, &std::mem::take(&mut shared))?;
                members.clear();
            }
            members.push(all.id_of(claim));
            shared.join(&codec::read_titling(&own).map_err(|_| lost())?);
            Ok(())
        })?;
        if !members.is_empty() {
            self.put_topic(&members, &shared)?;
        }
        all.found
            .each(|Found { a, b, judged }| self.put_finding(a, b, &codec::read_judged(&judged).map_err(|_| lost())?))?;
        self.db.execute("UPDATE document SET state = 2", [])?;
        transaction.commit()?;
        Ok(())
    }
}

/// All documents, and what they come to.
struct All<'a> {
    documents: &'a [Kept],
    /// The first claim of each document, as all of them are counted.
    first: Vec<u32>,
    roots: Roots,
    found: Sorter<Found>,
}

impl<'a> All<'a> {
    fn new(documents: &'a [Kept]) -> Result<Self, Fault> {
        let (first, claims) = numbered(documents.iter().map(|kept| number(kept.claims)))?;
        Ok(Self { documents, first, roots: Roots::new(claims), found: Sorter::default() })
    }

    /// The id of a claim.
    fn id_of(&self, claim: u32) -> i64 {
        let document = self.first.partition_point(|first| *first <= claim).saturating_sub(1);
        id_of((self.documents[document].id, (claim - self.first[document]) as usize))
    }

    /// Weighs all pairs.
    fn weigh(&mut self, store: &Store, config: &Config) -> Result<(), Fault> {
        let mut blocks = Blocks::default();
        for kept in self.documents {
            blocks.add(Met::from(store.outline(kept.id)?.ok_or(Damaged)?));
        }
        let calendar = calendar(self.documents.iter().map(|kept| &kept.source));
        let take = |document: u32| store.taken(&self.documents[document as usize]);
        let look = |meet: Meet, one: &Ready<'_>, other: &Ready<'_>| {
            let seen = weigh_for(meet, one, other, config, Ids::All).into_iter().map(|weighed| {
                let (a, b, named) = (one.place(weighed.a), other.place(weighed.b), weighed.home.is_some());
                (a, b, named, codec::judged(&Judged::new(one.claims, other.claims, weighed)).into())
            });
            seen.collect::<Vec<(usize, usize, bool, Box<[u8]>)>>()
        };
        let Self { documents, first, roots, found } = self;
        batches::each_pair(&calendar, blocks, config, take, look, |[one, other], seen| {
            let [one, other] = [one as usize, other as usize];
            for (a, b, named, judged) in seen {
                // Topics of `claims.toml` link nothing: a claim may be in several.
                if !named {
                    roots.link(first[one] + number(a), first[other] + number(b));
                }
                found.add(Found { a: id_of((documents[one].id, a)), b: id_of((documents[other].id, b)), judged });
            }
            Ok(())
        })
    }

    /// The claims of each topic side by side, in order, topics in the order of their first claims.
    fn topics(&mut self, store: &Store) -> Result<Sorter<Member>, Fault> {
        self.roots.settle();
        let mut linked = Vec::new();
        for (claim, root) in self.roots.each() {
            linked.push(claim != root);
            if claim != root {
                linked[root as usize] = true;
            }
        }
        let mut members = Sorter::default();
        for (document, first) in self.documents.iter().zip(&self.first) {
            let own = *first..*first + number(document.claims);
            if !linked[own.start as usize..own.end as usize].contains(&true) {
                continue;
            }
            for (claim, told) in own.zip(store.claims(document)?) {
                if linked[claim as usize] {
                    let mut shared = Titling::default();
                    shared.add(&told);
                    let shared = codec::titling(&shared).into();
                    members.add(Member { root: self.roots.of(claim), claim, shared });
                }
            }
        }
        Ok(members)
    }
}

/// What two claims come to, as bytes; in the order of the table.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    a: i64,
    b: i64,
    judged: Box<[u8]>,
}

/// A claim of a topic, and what a topic of it alone would share, as bytes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    root: u32,
    claim: u32,
    shared: Box<[u8]>,
}

impl Record for Found {
    const SIZE: usize = 256;
    // There are hundreds for each article, and of each run some are at hand while runs are merged.
    const HELD: usize = 4 << 20;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.a.to_le_bytes());
        out.extend(self.b.to_le_bytes());
        put_sized(out, &self.judged);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let [a, b] = [i64::from_le_bytes(take(from)?), i64::from_le_bytes(take(from)?)];
        Some(Self { a, b, judged: take_sized(from)? })
    }
}

impl Record for Member {
    const SIZE: usize = 128;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.root.to_le_bytes());
        out.extend(self.claim.to_le_bytes());
        put_sized(out, &self.shared);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let [root, claim] = [u32::from_le_bytes(take(from)?), u32::from_le_bytes(take(from)?)];
        Some(Self { root, claim, shared: take_sized(from)? })
    }
}

fn put_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(number(bytes.len()).to_le_bytes());
    out.extend_from_slice(bytes);
}

fn take_sized(from: &mut &[u8]) -> Option<Box<[u8]>> {
    let len = u32::from_le_bytes(take(from)?) as usize;
    let (bytes, rest) = from.split_at_checked(len)?;
    *from = rest;
    Some(bytes.into())
}
