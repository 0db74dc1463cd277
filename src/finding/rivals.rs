//! What else the other article tells of the same: an article that gives many figures alike gives each for something of its
//! own, so that only the one that fits best is held against the other side.

use std::collections::BTreeMap;

use super::beside::is_of_another;
use super::words::value;
use super::{Met, Outcome, Ruling, Verdict, closure};
use crate::claim::{Claim, Status};
use crate::topic::Transposed;
use crate::value::{Relation, Value, relate};

/// From so many figures on, an article lists figures of several things: seats by party, turnout by the hour.
const MANY: usize = 4;

/// An article that tells a figure of so many digits, noughts at its ends left out, tells the thing that it is of.
const TELLING: usize = 2;
/// The digits of a figure that says what it is of, hedged or not.
const LONG: usize = 3;

/// What the claims of each other document are to each claim, as far as they can be compared.
pub struct Rivals<'a> {
    told: BTreeMap<(&'a str, &'a str), Vec<Told<'a>>>,
}

#[derive(Clone, Copy)]
struct Told<'a> {
    claim: &'a Claim,
    share: usize,
    verdict: Verdict,
}

impl<'a> Rivals<'a> {
    /// Sorts pairs that were ruled on, each by itself.
    pub fn of(met: &'a [Met<'_>], rulings: &[Option<Ruling>]) -> Self {
        let mut told: BTreeMap<(&str, &str), Vec<Told<'_>>> = BTreeMap::new();
        for (met, ruling) in met.iter().zip(rulings) {
            let Some(ruling) = ruling.as_ref() else { continue };
            let verdict = ruling.outcome.verdict;
            // What is the sum of a figure and of others is no other account of it.
            if verdict == Verdict::Incomparable || ruling.rule == closure::CODE || met.fit.by_figure || met.fit.rest {
                continue;
            }
            for (one, claim) in [(met.a.claim, met.b.claim), (met.b.claim, met.a.claim)] {
                let entry = told.entry((&one.id, &claim.document)).or_default();
                entry.push(Told { claim, share: met.fit.share, verdict });
            }
        }
        // One order, whatever that of the pairs and the names of files: that of the article.
        for told in told.values_mut() {
            told.sort_by_key(|told| (told.claim.field, told.claim.span.start, told.claim.span.end));
        }
        Self { told }
    }

    /// Why a clash is none, where the article of either side tells something that fits the other better.
    pub fn settle(&self, met: &Met<'_>, outcome: &Outcome) -> Option<Outcome> {
        let (a, b) = (met.a.claim, met.b.claim);
        if !outcome.verdict.is_flagged() {
            return None;
        }
        if let Some((old, other)) =
            self.counted_before(a, b).map(|old| (old, a)).or_else(|| self.counted_before(b, a).map(|old| (old, b)))
        {
            let told = format!(
                "the article that gives {} gives {} as what was counted before",
                value(&other.value),
                value(&old.value)
            );
            return Outcome::new(Verdict::Update, told);
        }
        // Digits in the other order tell more than words that fit better; a figure that agrees tells more than they.
        let share = if met.fit.transposed == Transposed::No { met.fit.share } else { usize::MAX };
        let (near, other) = self
            .nearer(a, b, share)
            .map(|near| (near, b))
            .or_else(|| self.nearer(b, a, share).map(|near| (near, a)))?;
        Outcome::new(
            Verdict::Incomparable,
            format!(
                "the article that gives {} gives {} too, which fits better",
                value(&other.value),
                value(&near.value)
            ),
        )
    }

    /// A count of the first document that it says is over, and that agrees with the other.
    fn counted_before(&self, one: &Claim, other: &Claim) -> Option<&'a Claim> {
        let beside = self.told.get(&(other.id.as_str(), &*one.document))?;
        let over = |told: &&Told<'_>| {
            let frame = &told.claim.frame;
            told.verdict == Verdict::Agreement && frame.runs() && frame.status == Status::Former
        };
        beside.iter().find(over).map(|told| told.claim).filter(|old| old.id != one.id)
    }

    /// A claim of the other's document, one of many, that agrees with the first or fits it better than the other does, with
    /// another value than that.
    fn nearer(&self, one: &Claim, other: &Claim, share: usize) -> Option<&'a Claim> {
        let beside = self.told.get(&(one.id.as_str(), &*other.document))?;
        let apart = |x: &Claim, y: &Claim| relate(&x.value, &y.value) == Relation::Apart;
        let mut figures: Vec<&Claim> = Vec::new();
        for told in beside {
            if figures.iter().all(|known| apart(known, told.claim)) {
                figures.push(told.claim);
            }
        }
        let fits = |told: &&Told<'_>| {
            // *At least 18* allows of any higher figure.
            let bound = |claim: &Claim| !claim.value.modifier().is_sharp();
            let agrees = match told.verdict {
                Verdict::Agreement => true,
                Verdict::Compatible => !bound(one) && !bound(told.claim) || gives_the_same(one, told.claim),
                _ => false,
            };
            apart(told.claim, other) && (agrees || told.share > share) && !is_of_another(told.claim, other, one)
        };
        let telling = |told: &&Told<'_>| {
            let value = &told.claim.value;
            let digits = if matches!(value, Value::Score(_)) { TELLING } else { value.digits() };
            // A headline that is at odds with its text tells one thing twice.
            let agrees = told.verdict == Verdict::Agreement || gives_the_same(one, told.claim);
            agrees && digits >= TELLING && !told.claim.headline && !other.headline
        };
        let mut fitting = beside.iter().filter(fits);
        if figures.len() >= MANY { fitting.next() } else { fitting.find(telling) }.map(|told| told.claim)
    }
}

/// Whether two claims give one figure of three digits and more, hedged as each may be.
fn gives_the_same(a: &Claim, b: &Claim) -> bool {
    a.value.digits() >= LONG && a.value.base().is_some() && a.value.base() == b.value.base()
}
