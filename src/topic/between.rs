//! Two documents by themselves: all that alignment finds between them among any others.

use super::block::{Governs, Lasting, governs, lasting, meet, statement};
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
    opening: Option<Opening>,
    claims: Vec<Ready<'a>>,
}

/// A claim that is compared.
struct Ready<'a> {
    at: usize,
    said: Said<'a>,
    governs: Vec<Governs>,
    lasting: Vec<Lasting>,
    /// What it says, where it lasts.
    statement: u64,
    homes: Vec<usize>,
}

impl<'a> Reading<'a> {
    /// Prepares the claims of one document.
    #[must_use]
    pub fn new(claims: &'a [Claim], config: &Config) -> Self {
        Self::with(claims, named::homes(claims, config))
    }

    /// The same, with the topics of `claims.toml` that hold each.
    pub(super) fn with(claims: &'a [Claim], homes: Vec<Vec<usize>>) -> Self {
        let compared = claims.iter().zip(homes).enumerate().filter(|(_, (claim, _))| claim.set_aside.is_none());
        let ready = compared.map(|(at, (claim, homes))| {
            let governs = governs(claim);
            let lasting = lasting(claim, &governs);
            let statement = if lasting.is_empty() { 0 } else { statement(claim) };
            Ready { at, said: Said::of(claim), governs, lasting, statement, homes }
        });
        Self { claims: ready.collect(), opening: Opening::of(claims) }
    }

    /// What claims of documents that are not of kin meet by, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.lasting().map(|(key, _)| key.0).collect();
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

    /// What its lasting claims share with others, and what each says.
    pub(super) fn lasting(&self) -> impl Iterator<Item = (Lasting, u64)> {
        self.claims.iter().flat_map(|claim| claim.lasting.iter().map(|key| (*key, claim.statement)))
    }

    pub(super) const fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }
}

/// The pairs of claims of two documents that fit, in order. The first is the one whose name comes first.
#[must_use]
pub fn between(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Link> {
    let (Some(here), Some(there)) = (&one.opening, &other.opening) else { return Vec::new() };
    let kin = here.kin_to(there);
    let about = here.about(there);
    let mut links = Vec::new();
    for a in &one.claims {
        for b in &other.claims {
            let home = a.homes.iter().copied().find(|home| b.homes.contains(home));
            let named = home.is_some();
            let met = if kin {
                meet(&a.governs, &b.governs)
            } else {
                a.statement != b.statement && meet(&a.lasting, &b.lasting)
            };
            if named || met {
                let company = Company { named, kin: named || kin, about };
                links.extend(fit(&a.said, &b.said, company).map(|fit| Link { a: a.at, b: b.at, home, fit }));
            }
        }
    }
    links
}
