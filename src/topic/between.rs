//! Two documents by themselves: all that alignment finds between them among any others.

use std::collections::BTreeSet;
use std::iter;

use super::block::{Governs, Lasting, governs, half, lasting, meet, statement};
use super::fit::{Company, Fit, fit};
use super::kin::Opening;
use super::left::{Place, figure, left_over, lone, lone_value, once, place, told_again};
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
    /// The figures that only one sentence of it gives, each with the sentence; sorted.
    figures: Vec<(u64, Place)>,
    /// The values that it gives once, each with the claim, by its place among those that are compared; sorted.
    lone: Vec<(u64, usize)>,
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

impl<'a> Ready<'a> {
    fn new(at: usize, said: Said<'a>, homes: Vec<usize>) -> Self {
        let governs = governs(said.claim());
        let lasting = lasting(said.claim(), &governs);
        let statement = if lasting.is_empty() { 0 } else { statement(said.claim()) };
        Self { at, said, governs, lasting, statement, homes }
    }

    /// Whether the two share what a match requires, and at most one is a date that was worked out.
    fn may_fit(&self, other: &Self, kin: bool) -> bool {
        if self.said.is_worked_out() && other.said.is_worked_out() {
            return false;
        }
        if kin {
            meet(&self.governs, &other.governs)
        } else {
            self.statement != other.statement && meet(&self.lasting, &other.lasting)
        }
    }
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
        // A length of time that reaches back takes part a second time, as the date that it reaches back to.
        let ready = compared.flat_map(|(at, (claim, homes))| {
            let date = Said::as_date(claim).map(|date| Ready::new(at, date, homes.clone()));
            iter::once(Ready::new(at, Said::of(claim), homes)).chain(date)
        });
        let ready: Vec<Ready<'a>> = ready.collect();
        let read = ready.iter().filter(|claim| !claim.said.is_worked_out()).map(|claim| claim.said.claim());
        let figures = once(read.filter_map(|claim| Some((figure(claim)?, place(claim)))).collect());
        let lone = given_once(&ready);
        Self { claims: ready, opening: Opening::of(claims), figures, lone }
    }

    /// What claims of documents that are not of kin meet by, with a hash of what each says, in order. Two that say the
    /// same are not held against each other.
    #[must_use]
    pub fn keys(&self) -> Vec<(u64, u32)> {
        let mut keys: Vec<(u64, u32)> = self.lasting().map(|(key, says)| (key.0, half(says))).collect();
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

    /// The claims that a sentence tells, as they were read.
    fn told_in(&self, sentence: Place) -> Vec<&Ready<'a>> {
        let read = self.claims.iter().filter(|claim| !claim.said.is_worked_out());
        read.filter(|ready| place(ready.said.claim()) == sentence).collect()
    }

    /// What it opens with; none where there is no claim to compare.
    #[must_use]
    pub const fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }
}

/// The values that only one of some claims gives, each with its place among them, sorted.
fn given_once(claims: &[Ready<'_>]) -> Vec<(u64, usize)> {
    let read = claims.iter().enumerate().filter(|(_, claim)| !claim.said.is_worked_out());
    once(read.filter_map(|(nth, claim)| Some((lone_value(claim.said.claim())?, nth))).collect())
}

/// The pairs of claims of two documents that fit, in order. The first is the one whose name comes first.
#[must_use]
pub fn between(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Link> {
    let (Some(here), Some(there)) = (&one.opening, &other.opening) else { return Vec::new() };
    let kin = here.kin_to(there);
    let mut links = Vec::new();
    // Documents that are not of kin meet by what lasts, which few claims do.
    let takes_part = |claim: &&Ready<'_>| kin.is_some() || !claim.lasting.is_empty() || !claim.homes.is_empty();
    let others: Vec<&Ready<'_>> = other.claims.iter().filter(takes_part).collect();
    for a in one.claims.iter().filter(takes_part) {
        for b in &others {
            let home = a.homes.iter().copied().find(|home| b.homes.contains(home));
            // Documents that are not of kin do not tell one story.
            let company = match home {
                Some(_) => Company { named: true, kin: true, about: here.shares_with(there) },
                None => Company { named: false, kin: kin.is_some(), about: kin.unwrap_or_default() },
            };
            if company.named || a.may_fit(b, company.kin) {
                links.extend(fit(&a.said, &b.said, company).map(|fit| Link { a: a.at, b: b.at, home, fit }));
            }
        }
    }
    if let Some(about) = kin {
        let company = Company { named: false, kin: true, about };
        let met: BTreeSet<(usize, usize)> = links.iter().map(|link| (link.a, link.b)).collect();
        links.extend(left(one, other, company, &met));
        let met: BTreeSet<(usize, usize)> = links.iter().map(|link| (link.a, link.b)).collect();
        links.extend(alone(one, other, company, &met));
    }
    links.sort_by_key(|link| (link.a, link.b));
    links
}

/// The values that both documents give once, where their words have not met.
fn alone(one: &Reading<'_>, other: &Reading<'_>, company: Company, met: &BTreeSet<(usize, usize)>) -> Vec<Link> {
    let mut links = Vec::new();
    for (value, nth) in &one.lone {
        let Ok(found) = other.lone.binary_search_by_key(value, |(value, _)| *value) else { continue };
        let (a, b) = (&one.claims[*nth], &other.claims[other.lone[found].1]);
        if !met.contains(&(a.at, b.at)) {
            links.extend(lone(&a.said, &b.said, company).map(|fit| Link { a: a.at, b: b.at, home: None, fit }));
        }
    }
    links
}

/// What is left of two sentences that give the same figures, where their words have not met.
fn left(one: &Reading<'_>, other: &Reading<'_>, company: Company, met: &BTreeSet<(usize, usize)>) -> Vec<Link> {
    let mut links = Vec::new();
    for (here, there) in told_again(&one.figures, &other.figures) {
        let (own, others) = (one.told_in(here), other.told_in(there));
        let here: Vec<&Claim> = own.iter().map(|ready| ready.said.claim()).collect();
        let there: Vec<&Claim> = others.iter().map(|ready| ready.said.claim()).collect();
        for a in &own {
            for b in others.iter().filter(|b| !met.contains(&(a.at, b.at))) {
                let fit = left_over(&a.said, &b.said, &here, &there, company);
                links.extend(fit.map(|fit| Link { a: a.at, b: b.at, home: None, fit }));
            }
        }
    }
    links
}
