//! Slips of the pen: two figures of one story that are one but for two neighbouring digits, which stand in the other order,
//! where neither document gives the other's figure. Sources that tell one thing slip so; that two things come to such
//! figures is chance, and how likely that is can be counted.

use rustc_hash::{FxHashMap, FxHashSet};

use super::block::hash;
use super::echo::{measures_otherwise, shared, turns_round};
use super::fit::{Fit, Transposed};
use super::measure::{related, wholes_fit};
use super::said::Said;
use crate::claim::{Claim, Entity};
use crate::language::{ConceptId, ConceptKind};
use crate::value::{Dimension, Kind, Quantity, Value};

/// The fewest digits of the time of a race, told to a fraction of a second.
const RACE: usize = 4;
/// Of so many pairs of documents, at most one holds two such figures by chance.
const SELDOM: u64 = 20;
/// The same, where the words of the two need not fit.
const NEVER: u64 = 100;
/// The fewest digits of figures whose words need not fit.
const LONG: usize = 3;
/// An amount of money under this is a price, as often as not.
const PRICE: u32 = 100_000;

/// A figure as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    /// Its digits in any order, with unit and magnitude, as a hash: figures that meet share it.
    pub key: u64,
    /// The claim, by its place among those that are compared.
    pub nth: usize,
    /// How many different figures of that length, unit and magnitude its document gives.
    pub alike: usize,
}

/// The figures of claims, sorted; each claim with its place.
pub fn written<'a>(claims: impl Iterator<Item = (usize, &'a Claim)>) -> Vec<Written> {
    let mut read: Vec<(Written, u64)> = Vec::new();
    let mut known: FxHashSet<(u64, String)> = FxHashSet::default();
    let mut alike: FxHashMap<u64, usize> = FxHashMap::default();
    for (nth, claim) in claims {
        let Some((quantity, digits)) = figure(claim) else { continue };
        // Noughts may stand at the end on one side alone: 705, 750.
        let mut sorted: Vec<u8> = digits.bytes().filter(|digit| *digit != b'0').collect();
        sorted.sort_unstable();
        let negative = quantity.number.is_some_and(|number| number.value.is_sign_negative());
        let written = (&quantity.per, quantity.change, negative, quantity.magnitude());
        // `dinar` is the dinar of the land.
        let kind = measured(quantity).filter(|_| claim.value.kind() != Kind::Currency);
        let key = hash(&(claim.value.kind().name(), kind, written, sorted));
        let class = hash(&(measured(quantity), written, digits.len()));
        read.push((Written { key, nth, alike: 0 }, class));
        if known.insert((class, digits)) {
            *alike.entry(class).or_default() += 1;
        }
    }
    let counted =
        |(written, class): (Written, u64)| Written { alike: alike.get(&class).copied().unwrap_or_default(), ..written };
    let mut all: Vec<Written> = read.into_iter().map(counted).collect();
    all.sort_unstable();
    all
}

/// The pairs of two documents' figures with the same digits.
pub fn meetings<'a>(here: &'a [Written], there: &'a [Written]) -> impl Iterator<Item = (Written, Written)> + 'a {
    // Both are sorted: the next meets none of those that lie before.
    let mut rest = there;
    here.iter().flat_map(move |one| {
        let skipped = rest.iter().take_while(|other| other.key < one.key).count();
        rest = &rest[skipped..];
        rest.iter().take_while(|other| other.key == one.key).map(|other| (*one, *other))
    })
}

/// Whether two documents that give so many figures alike hardly hold such two by chance.
pub fn hardly_chance(a: &Claim, b: &Claim, one: Written, other: Written) -> bool {
    is_rare(a, b, one, other, SELDOM)
}

/// Whether they hold such two so seldom by chance that the words of the two need not fit.
pub fn tells_by_itself(a: &Claim, b: &Claim, one: Written, other: Written) -> bool {
    let long = |claim: &Claim| claim.value.digits() >= LONG;
    long(a) && long(b) && is_rare(a, b, one, other, NEVER)
}

/// Whether two documents hardly give one figure by chance: a long one, or the only one of its length that either gives.
pub fn is_told_alike(a: &Claim, b: &Claim, one: Written, other: Written) -> bool {
    let long = a.value.digits().min(b.value.digits()) >= LONG;
    a.value.base().is_some() && a.value.base() == b.value.base() && (long || one.alike == 1 && other.alike == 1)
}

/// Whether at most one of so many pairs of documents holds such two figures by chance. Of the 9 × 10ⁿ⁻¹ numbers of n
/// digits, n − 1 differ from one of them by two neighbouring digits.
fn is_rare(a: &Claim, b: &Claim, one: Written, other: Written, seldom: u64) -> bool {
    let others = u32::try_from(a.value.digits().max(b.value.digits()).saturating_sub(1)).unwrap_or(u32::MAX);
    let pairs = u64::try_from(one.alike.saturating_mul(other.alike)).unwrap_or(u64::MAX);
    let twins = pairs.saturating_mul(u64::from(others)).saturating_mul(seldom);
    twins <= 10_u64.saturating_pow(others).saturating_mul(9)
}

/// How two such claims fit whose words have not met; none where they name different places or people (what is told of many
/// countries in the same words has such figures), or one turns round what the other tells. Where the figures do not tell
/// `by_themselves` that they are one, words must: they share some, and measure or count nothing different.
pub fn fit(one: &Said<'_>, other: &Said<'_>, by_themselves: bool) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let shared = shared(&a.frame, &b.frame);
    let share = one.share(other);
    // A person and a country are no two people.
    let tells = |said: &Said<'_>, place: bool| {
        let mut all = said.claim().frame.participants.iter();
        all.any(|who| matches!(who.entity, Entity::Place(_)) == place)
    };
    let named = [true, false].into_iter().any(|place| tells(one, place) && tells(other, place));
    let strangers = || named && !one.meets(other) && !one.hears_any(other) && !other.hears_any(one);
    let otherwise = || share == 0 || measures_otherwise(a, b, &shared, one.is_foreign_to(other));
    // The dead and the injured are two, whatever their digits.
    let fates = || a.frame.runs() && b.frame.runs() && shared.is_empty() || names_two(a, b, &shared);
    let told_apart = turns_round(a, b) || fates();
    let apart = otherwise() && (!by_themselves || told_apart) || strangers();
    let loose = shared.is_empty();
    (!apart).then(|| Fit { shared, story: true, loose, transposed: Transposed::DigitsAlone, share, ..Fit::default() })
}

/// The number of a claim and its digits; none of lengths of time, of which everything has some, but for those of races.
fn figure(claim: &Claim) -> Option<(&Quantity, String)> {
    let Value::Quantity(quantity) = &claim.value else { return None };
    let digits = quantity.significant()?;
    let least = if claim.value.kind() == Kind::Duration { RACE } else { 2 };
    (quantity.upto.is_none() && digits.len() >= least).then_some((quantity, digits))
}

/// What a figure is of, as far as writing tells: its unit, whatever is counted.
fn measured(quantity: &Quantity) -> Option<&str> {
    quantity.unit.id().filter(|_| quantity.unit.dimension() != Dimension::Count)
}

/// Whether words tell two figures apart that their digits make one: things of two names are counted, other measures or other
/// wholes named, or both are prices, whose digits are not chosen by chance.
fn names_two(a: &Claim, b: &Claim, shared: &[ConceptId]) -> bool {
    let kind = a.value.kind();
    let measures = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    let thing = |claim: &Claim| claim.frame.counted.filter(|concept| concept.def().kind == ConceptKind::Thing);
    let things = || thing(a).zip(thing(b)).is_some_and(|(one, other)| !related(one, other));
    let each = |claim: &Claim| {
        let Value::Quantity(quantity) = &claim.value else { return false };
        let small = kind == Kind::Currency && claim.value.base().is_some_and(|base| base.abs() < PRICE.into());
        small || quantity.per.is_some() || claim.frame.measure.iter().any(|concept| concept.def().each)
    };
    let both = measures(a) && measures(b) || kind == Kind::Percent && measures(a) != measures(b);
    let measured = || kind != Kind::Number && shared.is_empty() && both;
    let wholes = || kind == Kind::Percent && !wholes_fit(&a.frame, &b.frame);
    each(a) && each(b) || things() || measured() || wholes()
}
