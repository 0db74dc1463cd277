//! Topics of the index, as documents come and go. What is put in joins topics; what is taken out may leave several.
//!
//! Only the pairs that link the claims of a touched topic are looked at. What a topic is called is told by counts of what
//! its claims share, to which claims are added and from which they are taken: none of the others is read.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, params};
use rustc_hash::FxHashMap;

use super::bytes::Damaged;
use super::codec;
use super::fault::Fault;
use super::store::{PLACES, Store};
use super::weigh::Loader;
use crate::config::Config;
use crate::topic::{self, Titling};

/// Where a claim stands among all of the index: the name of its document, then itself.
type Place = (String, i64);

/// A topic, or a claim that is in none yet.
struct Part {
    topic: Option<i64>,
    /// Its first claim.
    first: Place,
    shared: Titling,
}

impl Store {
    /// Takes a document out. The topics that it was in are torn until they are mended.
    pub fn unlink(&self, id: i64) -> Result<(), Fault> {
        let mut of = self.db.prepare_cached("SELECT claim, topic FROM member WHERE claim >= ? AND claim < ?")?;
        let mut torn: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for row in of.query_map([id * PLACES, (id + 1) * PLACES], |row| Ok((row.get(0)?, row.get(1)?)))? {
            let (claim, topic) = row?;
            torn.entry(topic).or_default().push(claim);
        }
        let mut loader = Loader::new(self);
        for (topic, claims) in torn {
            let (_, mut shared) = self.known_topic(topic)?;
            shared.part(&shared_by(&claims, &mut loader)?);
            let mut set = self.db.prepare_cached("UPDATE topic SET shared = ?, torn = 1 WHERE id = ?")?;
            set.execute(params![codec::titling(&shared), topic])?;
            self.leave(&claims)?;
        }
        self.take(id)
    }

    /// Whether topics wait to be mended.
    pub fn is_torn(&self) -> Result<bool, Fault> {
        let mut any = self.db.prepare_cached("SELECT EXISTS (SELECT 1 FROM topic WHERE torn)")?;
        Ok(any.query_row([], |row| row.get(0))?)
    }

    /// Makes topics, or none, of what is left of those from which claims were taken.
    pub fn mend(&self) -> Result<(), Fault> {
        let mut torn = self.db.prepare_cached("SELECT id FROM topic WHERE torn")?;
        let torn: Vec<i64> = torn.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        torn.into_iter().try_for_each(|topic| self.mend_one(topic))
    }

    fn mend_one(&self, topic: i64) -> Result<(), Fault> {
        let mut of = self.db.prepare_cached("SELECT claim FROM member WHERE topic = ? ORDER BY claim")?;
        let members: Vec<i64> = of.query_map([topic], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut parts = self.parts(&members)?;
        // The largest stays what it is, so that the fewest claims are read.
        parts.sort_by_key(Vec::len);
        let Some(rest) = parts.pop().filter(|rest| rest.len() > 1) else {
            self.leave(&members)?;
            return self.drop_topic(topic);
        };
        let (mut first, mut shared) = self.known_topic(topic)?;
        let mut loader = Loader::new(self);
        for part in parts {
            let part: Vec<i64> = self.in_order(part)?.into_iter().map(|(_, claim)| claim).collect();
            let own = shared_by(&part, &mut loader)?;
            shared.part(&own);
            if part.len() > 1 { self.put_topic(&part, &own)? } else { self.leave(&part)? }
        }
        if rest.binary_search(&first).is_err() {
            first = self.in_order(rest)?.first().map_or(first, |(_, claim)| *claim);
            loader.with_claim(first, |claim| shared.led_by(claim))?;
        }
        self.set_topic(topic, first, &shared)
    }

    /// Sorted claims, parted by the pairs that link them.
    fn parts(&self, members: &[i64]) -> Result<Vec<Vec<i64>>, Fault> {
        let mut linked =
            self.db.prepare_cached("SELECT a FROM finding INDEXED BY finding_by_b WHERE b = ? AND home IS NULL")?;
        let mut links = Vec::new();
        for (at, claim) in members.iter().enumerate() {
            for other in linked.query_map([claim], |row| row.get::<_, i64>(0))? {
                links.extend(members.binary_search(&other?).ok().map(|other| (other, at)));
            }
        }
        let mut parts: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
        for (root, claim) in topic::gather(members.len(), links.into_iter()).into_iter().zip(members) {
            parts.entry(root).or_default().push(*claim);
        }
        Ok(parts.into_values().collect())
    }

    /// Puts into topics the claims that new pairs link.
    pub fn gather(&self, links: &[(i64, i64)], loader: &mut Loader<'_>) -> Result<(), Fault> {
        let mut claims: Vec<i64> = links.iter().flat_map(|(a, b)| [*a, *b]).collect();
        claims.sort_unstable();
        claims.dedup();
        let topics = claims.iter().map(|claim| self.topic_of(*claim)).collect::<Result<Vec<_>, _>>()?;
        let at = |claim: &i64| claims.binary_search(claim).unwrap_or_default();
        let mut pairs: Vec<(usize, usize)> = links.iter().map(|(a, b)| (at(a), at(b))).collect();
        let mut seen: FxHashMap<i64, usize> = FxHashMap::default();
        for (at, topic) in topics.iter().enumerate() {
            pairs.extend(topic.map(|topic| (*seen.entry(topic).or_insert(at), at)));
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, root) in topic::gather(claims.len(), pairs.into_iter()).into_iter().enumerate() {
            groups.entry(root).or_default().push(at);
        }
        for group in groups.into_values() {
            let known: BTreeSet<i64> = group.iter().filter_map(|at| topics[*at]).collect();
            let free: Vec<i64> = group.iter().filter(|at| topics[**at].is_none()).map(|at| claims[*at]).collect();
            if known.len() != 1 || !free.is_empty() {
                self.join(&known, &free, loader)?;
            }
        }
        Ok(())
    }

    /// Makes one topic of several, and of claims that are in none.
    fn join(&self, known: &BTreeSet<i64>, free: &[i64], loader: &mut Loader<'_>) -> Result<(), Fault> {
        let mut parts = Vec::with_capacity(known.len() + free.len());
        for topic in known {
            let (first, shared) = self.known_topic(*topic)?;
            parts.push(Part { topic: Some(*topic), first: self.place(first)?, shared });
        }
        for claim in free {
            let shared = shared_by(&[*claim], loader)?;
            parts.push(Part { topic: None, first: self.place(*claim)?, shared });
        }
        parts.sort_by(|one, other| one.first.cmp(&other.first));
        let mut shared = Titling::default();
        for part in &parts {
            shared.join(&part.shared);
        }
        let largest = parts.iter().filter(|part| part.topic.is_some()).max_by_key(|part| part.shared.parts().0);
        let Some(largest) = largest.and_then(|part| part.topic) else {
            let claims: Vec<i64> = parts.iter().map(|part| part.first.1).collect();
            return self.put_topic(&claims, &shared);
        };
        for topic in known.iter().filter(|topic| **topic != largest) {
            self.db.prepare_cached("UPDATE member SET topic = ? WHERE topic = ?")?.execute([largest, *topic])?;
            self.drop_topic(*topic)?;
        }
        self.enter(free, largest)?;
        self.set_topic(largest, parts.first().map_or(0, |part| part.first.1), &shared)
    }

    /// Puts in the topics of `claims.toml`.
    pub fn name_topics(&self, config: &Config) -> Result<(), Fault> {
        let mut put = self.db.prepare_cached(
            "INSERT INTO topic SELECT NULL, ?1, ?2, ?3, NULL, NULL, 0
             WHERE NOT EXISTS (SELECT 1 FROM topic WHERE named = ?3)",
        )?;
        for home in 0..config.topics.len() {
            let topic = topic::declared(config, home);
            put.execute(params![topic.id, topic.title, home])?;
        }
        Ok(())
    }

    /// Puts in a topic that claims make, these in order, and what they share.
    pub fn put_topic(&self, members: &[i64], shared: &Titling) -> Result<(), Fault> {
        let topic = shared.topic();
        let mut put = self.db.prepare_cached("INSERT INTO topic VALUES (NULL, ?, ?, NULL, ?, ?, 0)")?;
        put.execute(params![topic.id, topic.title, members.first(), codec::titling(shared)])?;
        self.enter(members, self.db.last_insert_rowid())
    }

    fn set_topic(&self, id: i64, first: i64, shared: &Titling) -> Result<(), Fault> {
        let topic = shared.topic();
        let mut set = self
            .db
            .prepare_cached("UPDATE topic SET code = ?, title = ?, first = ?, shared = ?, torn = 0 WHERE id = ?")?;
        set.execute(params![topic.id, topic.title, first, codec::titling(shared), id])?;
        Ok(())
    }

    fn drop_topic(&self, id: i64) -> Result<(), Fault> {
        self.db.prepare_cached("DELETE FROM topic WHERE id = ?")?.execute([id])?;
        Ok(())
    }

    fn enter(&self, claims: &[i64], topic: i64) -> Result<(), Fault> {
        let mut put = self.db.prepare_cached("INSERT OR REPLACE INTO member VALUES (?, ?)")?;
        for claim in claims {
            put.execute([*claim, topic])?;
        }
        Ok(())
    }

    fn leave(&self, claims: &[i64]) -> Result<(), Fault> {
        let mut delete = self.db.prepare_cached("DELETE FROM member WHERE claim = ?")?;
        for claim in claims {
            delete.execute([claim])?;
        }
        Ok(())
    }

    /// The topic that a claim is in, but for those of `claims.toml`.
    pub fn topic_of(&self, claim: i64) -> Result<Option<i64>, Fault> {
        let mut of = self.db.prepare_cached("SELECT topic FROM member WHERE claim = ?")?;
        Ok(of.query_row([claim], |row| row.get(0)).optional()?)
    }

    /// The first claim of a topic, and what all of them share.
    fn known_topic(&self, topic: i64) -> Result<(i64, Titling), Fault> {
        self.with_topic(topic, codec::read_titling)
    }

    /// The first claim of a topic, and what is made of the bytes of what all of them share.
    pub fn with_topic<T>(&self, topic: i64, read: impl Fn(&[u8]) -> Result<T, Damaged>) -> Result<(i64, T), Fault> {
        let mut of = self.db.prepare_cached("SELECT first, shared FROM topic WHERE id = ?")?;
        let mut rows = of.query([topic])?;
        let row = rows.next()?.ok_or_else(|| Fault::Damaged("a claim of a topic that is gone".into()))?;
        Ok((row.get(0)?, read(row.get_ref(1)?.as_blob().map_err(|_| Damaged)?)?))
    }

    /// Where a claim stands among all.
    pub fn place(&self, claim: i64) -> Result<Place, Fault> {
        let mut of = self.db.prepare_cached("SELECT name FROM document WHERE id = ?")?;
        let name = of.query_row([claim / PLACES], |row| row.get(0)).optional()?;
        Ok((name.ok_or_else(gone)?, claim))
    }

    /// Claims in the order of reports.
    fn in_order(&self, claims: Vec<i64>) -> Result<Vec<Place>, Fault> {
        let mut places = claims.into_iter().map(|claim| self.place(claim)).collect::<Result<Vec<_>, _>>()?;
        places.sort_unstable();
        Ok(places)
    }
}

/// What claims share, these in order.
fn shared_by(claims: &[i64], loader: &mut Loader<'_>) -> Result<Titling, Fault> {
    let mut shared = Titling::default();
    for claim in claims {
        loader.with_claim(*claim, |claim| shared.add(claim))?;
    }
    Ok(shared)
}

pub fn gone() -> Fault {
    Fault::Damaged("a finding of a document that is gone".into())
}
