//! Which claims speak of one thing.
//!
//! [`align`] weighs two claims only where they share what a match requires anyway: documents that are of kin or a thing
//! that lasts, and what governs the value (`kin.rs`, `block.rs`). `fit.rs` weighs a pair; the claims that fit are
//! gathered into topics. All that is found rests on pairs of documents (`between.rs`), so where claims are too many to
//! hold, [`Blocks`] says which documents to load.

mod between;
mod block;
mod blocks;
mod clash;
mod echo;
mod fit;
mod kin;
mod left;
mod measure;
mod named;
mod outline;
mod rest;
mod said;
#[cfg(test)]
mod tests;
mod title;
mod transposed;
mod weights;

use std::collections::BTreeMap;

use crate::claim::Claim;
use crate::config::{Config, TopicRule};
use crate::value::Tolerance;

use said::Said;

pub use between::{Link, Reading, between, between_strangers, may_last};
pub use block::{Governs, Lasting};
pub use blocks::{Blocks, Meet, Met};
pub use clash::Clash;
pub use fit::{Fit, Transposed};
pub use kin::{Opening, Shared, Standing, Weight};
pub use measure::{is_among, is_few, same_people, share_goal};
pub use outline::{Keys, Outline};
pub use said::same_entity;
pub use title::Titling;
pub use transposed::Written;

/// The claims of all documents that speak of one thing.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The id that `claims.toml` gives, or a hash of what the topic is about.
    pub id: String,
    /// What a person would call it.
    pub title: String,
    /// Named in `claims.toml`.
    pub named: bool,
    /// How far values may lie apart, where `claims.toml` says so.
    pub tolerance: Option<Tolerance>,
    /// Its claims, by their place in the report's list, in that order.
    pub claims: Vec<usize>,
}

/// Two claims of one topic that can be judged.
#[derive(Clone, Debug)]
pub struct Pair {
    /// One claim, by its place in the list.
    pub a: usize,
    /// The other, always a later one.
    pub b: usize,
    /// The topic, by its place in the list.
    pub topic: usize,
    /// How the two fit.
    pub fit: Fit,
    /// How far their values may lie apart: as the topic says, else as `claims.toml` says for their kind.
    pub tolerance: Option<Tolerance>,
}

/// Topics, and the pairs of claims to be judged, both in the order of the claims.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Named topics first, in the order of `claims.toml`, then those discovered.
    pub topics: Vec<Topic>,
    /// Pairs by their first claim, then their second.
    pub pairs: Vec<Pair>,
}

impl Alignment {
    /// For each claim, the first topic that holds it.
    #[must_use]
    pub fn homes(&self, claims: usize) -> Vec<Option<usize>> {
        let mut homes = vec![None; claims];
        for (topic, held) in self.topics.iter().enumerate() {
            for at in &held.claims {
                homes[*at].get_or_insert(topic);
            }
        }
        homes
    }

    /// Adds a topic for two claims of one article, and tells its place.
    pub fn add_topic(&mut self, claims: &[Claim], a: usize, b: usize) -> usize {
        self.topics.push(title::topic(claims, vec![a.min(b), a.max(b)]));
        self.topics.len() - 1
    }
}

/// Aligns claims, those of one document side by side. The order of documents decides nothing but that of the result.
#[must_use]
pub fn align(claims: &[Claim], config: &Config) -> Alignment {
    let fitting = fitting(claims, config);
    let links: Vec<_> = fitting.iter().map(|((a, b), (home, _))| (*a, *b, *home)).collect();
    let (topics, of) = topics(claims, &links, config);
    let pairs = fitting.into_iter().zip(of).map(|(((a, b), (_, fit)), topic)| {
        let tolerance = topics[topic].tolerance.or_else(|| tolerance(&claims[a], config));
        Pair { a, b, topic, fit, tolerance }
    });
    let pairs = pairs.collect();
    Alignment { topics, pairs }
}

/// A topic that `claims.toml` names, by its place there, still without claims.
#[must_use]
pub fn declared(config: &Config, place: usize) -> Topic {
    named::topic(&config.topics[place])
}

/// How far the values of claims of this kind may lie apart, as `claims.toml` says.
#[must_use]
pub fn tolerance(claim: &Claim, config: &Config) -> Option<Tolerance> {
    config.tolerance.get(&claim.value.kind()).copied()
}

/// The topics of `claims.toml` and those that links make, and for each link its topic. A link is two claims that fit and
/// the topic of `claims.toml` that holds both.
#[must_use]
pub fn topics(claims: &[Claim], links: &[(usize, usize, Option<usize>)], config: &Config) -> (Vec<Topic>, Vec<usize>) {
    let mut topics: Vec<Topic> = config.topics.iter().map(named::topic).collect();
    let loose = || links.iter().filter(|(.., home)| home.is_none());
    let discovered = gather(claims.len(), loose().map(|(a, b, _)| (*a, *b)));
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (a, b, _) in loose() {
        members.entry(discovered[*a]).or_default().extend([*a, *b]);
    }
    let mut place = BTreeMap::new();
    for (root, mut list) in members {
        list.sort_unstable();
        list.dedup();
        place.insert(root, topics.len());
        topics.push(title::topic(claims, list));
    }
    for (a, b, home) in links {
        if let Some(home) = home {
            topics[*home].claims.extend([*a, *b]);
        }
    }
    for topic in &mut topics {
        topic.claims.sort_unstable();
        topic.claims.dedup();
    }
    let of = links.iter().map(|(a, _, home)| home.unwrap_or_else(|| place[&discovered[*a]])).collect();
    (topics, of)
}

/// The topics of `claims.toml` that no claim belongs to. `topics` are those of an alignment of the same claims.
#[must_use]
pub fn without_claims<'a>(claims: &[Claim], topics: &[Topic], config: &'a Config) -> Vec<&'a TopicRule> {
    let paired = |rule: &TopicRule| topics.iter().any(|topic| topic.id == rule.id && !topic.claims.is_empty());
    named::without_claims(claims, config.topics.iter().filter(|rule| !paired(rule)))
}

/// Two claims that fit, the topic of `claims.toml` that holds both, and how they fit.
type Fitting = ((usize, usize), (Option<usize>, Fit));

/// How two claims of one article fit, which tells one story; none where they speak of different things.
#[must_use]
pub fn fit_within(a: &Claim, b: &Claim) -> Option<Fit> {
    fit::fit(&Said::of(a), &Said::of(b), fit::Company { named: false, kin: true, about: 100 })
}

/// The pairs of claims that fit, in order, each with the topic of `claims.toml` that holds both.
fn fitting(claims: &[Claim], config: &Config) -> Vec<Fitting> {
    let mut homes = named::homes(claims, config).into_iter();
    let mut blocks = Blocks::default();
    let mut readings = Vec::new();
    let mut start = 0;
    for own in claims.chunk_by(|a, b| a.document == b.document) {
        let reading = Reading::with(own, homes.by_ref().take(own.len()).collect());
        blocks.add(Met::from(&reading));
        readings.push((start, reading));
        start += own.len();
    }
    let mut pairs = Vec::new();
    for (one, other) in blocks.pairs() {
        let ((first, one), (second, other)) = (&readings[one as usize], &readings[other as usize]);
        let links = between(one, other).into_iter();
        pairs.extend(links.map(|Link { a, b, home, fit }| ((first + a, second + b), (home, fit))));
    }
    pairs.sort_unstable_by_key(|(pair, _)| *pair);
    pairs
}

/// For each claim, the first claim that it is linked to, by any chain of pairs.
pub(crate) fn gather(len: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut root: Vec<usize> = (0..len).collect();
    for (a, b) in pairs {
        let (a, b) = (first_of(&mut root, a), first_of(&mut root, b));
        root[a.max(b)] = a.min(b);
    }
    (0..len).map(|at| first_of(&mut root, at)).collect()
}

/// The end of a chain of links, which is shortened on the way.
fn first_of(root: &mut [usize], at: usize) -> usize {
    let mut at = at;
    while root[at] != at {
        root[at] = root[root[at]];
        at = root[at];
    }
    at
}
