//! What else the other article tells of the same: an article that gives both figures gives them for two things.

use std::collections::BTreeMap;

use super::words::value;
use super::{Finding, Verdict};
use crate::claim::Claim;
use crate::topic::Pair;
use crate::value::{Relation, relate};

/// From so many figures on, an article lists figures of several things.
const MANY: usize = 4;

/// What each claim is to the claims of each other document.
pub struct Rivals<'a> {
    claims: &'a [Claim],
    told: BTreeMap<(usize, &'a str), Vec<Told>>,
}

/// A claim of another document, as far as it can be compared.
#[derive(Clone, Copy)]
struct Told {
    claim: usize,
    share: usize,
    verdict: Verdict,
}

impl<'a> Rivals<'a> {
    /// Sorts judged pairs.
    pub fn of<'p>(claims: &'a [Claim], judged: impl Iterator<Item = (&'p Pair, Verdict)>) -> Self {
        let mut told: BTreeMap<(usize, &str), Vec<Told>> = BTreeMap::new();
        for (pair, verdict) in judged.filter(|(_, verdict)| *verdict != Verdict::Incomparable) {
            for (one, claim) in [(pair.a, pair.b), (pair.b, pair.a)] {
                told.entry((one, &claims[claim].document)).or_default().push(Told {
                    claim,
                    share: pair.fit.share,
                    verdict,
                });
            }
        }
        Self { claims, told }
    }

    /// Why the clash of a pair is none, if the article of either tells something that fits the other better.
    pub fn settle(&self, finding: &Finding, pair: &Pair) -> Option<String> {
        let share = pair.fit.share;
        let (near, other) = self.nearer(pair.a, pair.b, share).or_else(|| self.nearer(pair.b, pair.a, share))?;
        finding.verdict.is_flagged().then(|| {
            format!(
                "the article that gives {} gives {} too, which fits better",
                value(&other.value),
                value(&near.value)
            )
        })
    }

    /// A claim of the other's document that fits the first better than the other does, with another value. One that gives
    /// many figures alike, seats by party or turnout by the hour, gives each for something of its own.
    fn nearer(&self, one: usize, other: usize, share: usize) -> Option<(&'a Claim, &'a Claim)> {
        let claims = self.claims;
        let beside = self.told.get(&(one, &*claims[other].document))?;
        let apart = |x: usize, y: usize| relate(&claims[x].value, &claims[y].value) == Relation::Apart;
        let mut figures: Vec<usize> = Vec::new();
        for told in beside {
            if figures.iter().all(|known| apart(*known, told.claim)) {
                figures.push(told.claim);
            }
        }
        let fits = |told: &Told| {
            let agrees = matches!(told.verdict, Verdict::Agreement | Verdict::Compatible);
            apart(told.claim, other) && (agrees || told.share > share)
        };
        let near = beside.iter().find(|near| figures.len() >= MANY && fits(near))?;
        Some((&claims[near.claim], &claims[other]))
    }
}
