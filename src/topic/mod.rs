//! Which claims speak of one thing.
//!
//! [`align`] weighs two claims only where they share what a match requires anyway: documents that are of kin or a thing
//! that lasts, and what governs the value (`kin.rs`, `block.rs`). `fit.rs` weighs a pair; the claims that fit are
//! gathered into topics.

mod between;
mod block;
mod clash;
mod fit;
mod kin;
mod measure;
mod named;
mod said;
#[cfg(test)]
mod tests;
mod title;
mod weights;

use std::collections::BTreeMap;

use crate::claim::Claim;
use crate::config::{Config, TopicRule};
use crate::value::Tolerance;
use fit::fit;
use said::Said;

pub use between::{Link, Reading, between};
pub use clash::Clash;
pub use fit::Fit;
pub use weights::KIN;

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

/// Aligns claims. Their order decides nothing but the order of the result.
#[must_use]
pub fn align(claims: &[Claim], config: &Config) -> Alignment {
    let fitting = fitting(claims, &named::homes(claims, config));
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

/// The pairs of claims that fit, in order, each with the topic of `claims.toml` that holds both.
fn fitting(claims: &[Claim], homes: &[Vec<usize>]) -> Vec<Fitting> {
    let said: Vec<Option<Said<'_>>> =
        claims.iter().map(|claim| claim.set_aside.is_none().then(|| Said::of(claim))).collect();
    let mut pairs = Vec::new();
    block::candidates(&said, homes, |a, b, company| {
        let fit = said[a].as_ref().zip(said[b].as_ref()).and_then(|(one, other)| fit(one, other, company));
        let home = || homes[a].iter().copied().find(|topic| homes[b].contains(topic));
        pairs.extend(fit.map(|fit| ((a, b), (home(), fit))));
    });
    pairs.sort_unstable_by_key(|(pair, _)| *pair);
    pairs.dedup_by_key(|(pair, _)| *pair);
    pairs
}

/// For each claim, the first claim that it is linked to, by any chain of pairs.
fn gather(len: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
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
