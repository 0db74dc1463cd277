//! Two documents by themselves: what alignment finds between them among all, it finds here.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::block::{Governs, Lasting, governs, lasting, meet};
use super::fit::{Company, Fit, fit};
use super::kin::Opening;
use super::named;
use super::said::Said;
use crate::claim::Claim;
use crate::config::Config;

/// Two claims that fit.
#[derive(Clone, Debug)]
pub struct Link {
    /// The claim of the first document, by its place in it.
    pub a: usize,
    /// The claim of the second.
    pub b: usize,
    /// The topic of `claims.toml` that holds both, by its place there.
    pub home: Option<usize>,
    /// How the two fit.
    pub fit: Fit,
}

/// A document's claims, ready to be weighed against those of others.
pub struct Reading<'a> {
    opening: Option<Opening<'a>>,
    claims: Vec<Ready<'a>>,
}

/// A claim that is compared.
struct Ready<'a> {
    at: usize,
    said: Said<'a>,
    governs: Vec<Governs>,
    lasting: Vec<Lasting>,
    homes: Vec<usize>,
}

impl<'a> Reading<'a> {
    /// Prepares the claims of one document.
    #[must_use]
    pub fn new(claims: &'a [Claim], config: &Config) -> Self {
        let homes = named::homes(claims, config);
        let compared = claims.iter().zip(homes).enumerate().filter(|(_, (claim, _))| claim.set_aside.is_none());
        let ready = compared.map(|(at, (claim, homes))| {
            let governs = governs(claim);
            let mut keys = Vec::new();
            lasting(claim, &governs, |key| keys.push(key));
            keys.sort_unstable();
            Ready { at, said: Said::of(claim), governs, lasting: keys, homes }
        });
        Self { claims: ready.collect(), opening: claims.first().map(Opening::of) }
    }

    /// What claims of documents that are not of kin meet by: a hash of each key, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let hash = |key: &Lasting| {
            let mut hasher = FxHasher::default();
            key.hash(&mut hasher);
            hasher.finish()
        };
        let mut keys: Vec<u64> = self.claims.iter().flat_map(|claim| &claim.lasting).map(hash).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The topics of `claims.toml` that hold claims of it, in order.
    #[must_use]
    pub fn homes(&self) -> Vec<usize> {
        let mut homes: Vec<usize> = self.claims.iter().flat_map(|claim| claim.homes.iter().copied()).collect();
        homes.sort_unstable();
        homes.dedup();
        homes
    }
}

/// The pairs of claims of two documents that fit, in order. The first is the one whose name comes first.
#[must_use]
pub fn between(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Link> {
    let (Some(here), Some(there)) = (&one.opening, &other.opening) else { return Vec::new() };
    let about = here.about(there);
    let kin = here.kin_to(there).is_some();
    let mut links = Vec::new();
    for a in &one.claims {
        for b in &other.claims {
            let home = a.homes.iter().copied().find(|home| b.homes.contains(home));
            let named = home.is_some();
            if named || if kin { meet(&a.governs, &b.governs) } else { meet(&a.lasting, &b.lasting) } {
                let company = Company { named, kin: named || kin, about };
                links.extend(fit(&a.said, &b.said, company).map(|fit| Link { a: a.at, b: b.at, home, fit }));
            }
        }
    }
    links
}
