//! What tells by its figures alone. A value that each of two documents of one story gives once is of one thing. And what is
//! left over: two sentences of one story that give the same two figures tell the same, so that the one figure of a
//! kind in which they differ is of one thing, in whatever words.

use std::hash::{Hash, Hasher};

use rust_decimal::Decimal;
use rustc_hash::FxHasher;

use super::echo::{counted_apart, says_otherwise, shared, turns_round};
use super::fit::{Company, Fit};
use super::measure::{kinds_fit, related, wholes_fit};
use super::said::Said;
use crate::claim::{Claim, Frame};
use crate::document::Field;
use crate::language::{ConceptId, ConceptKind};
use crate::value::{Kind, Period, Time, Value, relate};

/// So many figures that both give make two sentences one statement.
const GIVEN: usize = 2;
/// A figure of so many digits, noughts at its ends left out, is given by chance now and then; two of them hardly are.
const TELLING: usize = 2;

/// From here on, an amount of money or a size, in its base unit, is rounded by those who tell it again.
const LARGE: i64 = 1_000_000;
/// The same of a count.
const MANY: i64 = 1_000;
/// The digits by which rounded figures meet. Two that lie on the two sides of a half do not.
const ROUNDED: u32 = 2;
/// A figure of so many digits, noughts at its ends left out, is hardly two things in one story.
const ONE_THING: usize = 3;

/// Days after which news is no longer of the time that it tells of.
const LONG: i32 = 180;

/// A sentence of a document.
pub type Place = (Field, usize);

/// The figure that a claim gives, as a hash; none where many things come to so much.
pub fn figure(claim: &Claim) -> Option<u64> {
    let Value::Quantity(quantity) = &claim.value else { return None };
    if quantity.upto.is_some() || quantity.digits() < TELLING || quantity.unit.id() == Some("year") {
        return None;
    }
    let mut hasher = FxHasher::default();
    let counted = claim.frame.counted.map(ConceptId::family);
    (quantity.unit.dimension().name(), quantity.base()?.normalize(), &quantity.per, counted).hash(&mut hasher);
    Some(hasher.finish())
}

/// The value of a claim as a hash, for what one story gives once: money, shares, sizes, hours, counts of what the data knows.
pub fn lone_value(claim: &Claim) -> Option<u64> {
    let mut hasher = FxHasher::default();
    match &claim.value {
        Value::Quantity(quantity) => {
            let base = quantity.base()?;
            let sized = matches!(claim.value.kind(), Kind::Currency | Kind::Percent | Kind::Dimension);
            // What is told for each of something is told of many things: prices.
            if quantity.upto.is_some() || quantity.per.is_some() || !sized && claim.value.kind() != Kind::Number {
                return None;
            }
            // Large amounts are rounded, and shares that are told finely: 13.06 billion, 13 billion; 55.39 %, 55.4 %.
            let least = if sized { LARGE } else { MANY };
            let percent = claim.value.kind() == Kind::Percent;
            let large =
                if percent { quantity.digits() >= ROUNDED as usize } else { base.abs() >= Decimal::from(least) };
            let told = if large { base.round_sf(ROUNDED)? } else { base };
            // Thousands are told of one thing, whatever the noun; of fewer the noun must say.
            let counted = claim.frame.counted.map(ConceptId::family).filter(|_| !large);
            if !sized && !large && counted.is_none() {
                return None;
            }
            (quantity.unit.dimension().name(), told.normalize(), counted).hash(&mut hasher);
        }
        Value::Time(Time::Clock { hour, minute, .. }) => (Kind::Time, hour, minute).hash(&mut hasher),
        _ => return None,
    }
    Some(hasher.finish())
}

/// How two claims fit that give one value, where either document gives it once; none where what they say differs.
pub fn lone(one: &Said<'_>, other: &Said<'_>, company: Company) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let foreign = one.is_foreign_to(other);
    let story = company.tells_one_story(one, other);
    let shared = shared(&a.frame, &b.frame);
    let percent = a.value.kind() == Kind::Percent;
    let equal = relate(&a.value, &b.value).agrees();
    // A figure of so many digits is given for one thing, in whatever words, but for other nouns and other fates.
    let telling = !percent && a.value.digits().min(b.value.digits()) >= ONE_THING;
    let by_words = !says_otherwise(a, b, &shared, foreign) && !things_apart(&a.frame, &b.frame);
    let by_figure = || telling && !turns_round(a, b) && !counted_apart(a, b, foreign) && !fates_apart(a, b, &shared);
    let apart = !equal
        || !(by_words || by_figure())
        || is_of_old(a, b)
        || is_of_old(b, a)
        || percent && !wholes_fit(&a.frame, &b.frame);
    let loose = shared.is_empty();
    let by_figure = !by_words;
    (story && !apart).then(|| Fit { shared, story, loose, by_figure, share: one.share(other), ..Fit::default() })
}

/// How two claims fit that give one figure which two documents of one story hardly give by chance.
pub fn told_alike(one: &Said<'_>, other: &Said<'_>, company: Company) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let foreign = one.is_foreign_to(other);
    let shared = shared(&a.frame, &b.frame);
    // A figure of two digits is told of what is called so; a longer one in whatever words.
    let long = a.value.digits().min(b.value.digits()) >= ONE_THING;
    let fates = if long { a.frame.runs() && b.frame.runs() && shared.is_empty() } else { fates_apart(a, b, &shared) };
    let apart =
        turns_round(a, b) || fates || !long && counted_apart(a, b, foreign) || is_of_old(a, b) || is_of_old(b, a);
    // *Over 1,350* and *fewer than 1,350* are no one figure.
    let equal = relate(&a.value, &b.value).agrees();
    let told = company.tells_one_story(one, other) && equal && !apart;
    let loose = shared.is_empty();
    told.then(|| Fit { shared, story: true, loose, by_figure: true, share: one.share(other), ..Fit::default() })
}

/// Whether one tells whom something happened to, and the other not the same.
fn fates_apart(a: &Claim, b: &Claim, shared: &[ConceptId]) -> bool {
    shared.is_empty() && (a.frame.runs() || b.frame.runs())
}

/// Whether both tell of things, and none of one is related to one of the other: a tax on fuel, new buses.
fn things_apart(a: &Frame, b: &Frame) -> bool {
    let things = |frame: &Frame| -> Vec<ConceptId> {
        let all = frame.things.iter().chain(&frame.measure).chain(&frame.whole);
        all.copied().filter(|concept| concept.def().kind == ConceptKind::Thing).collect()
    };
    let (here, there) = (things(a), things(b));
    let met = here.iter().any(|one| there.iter().any(|other| related(*one, *other)));
    !here.is_empty() && !there.is_empty() && !met
}

/// Whether a value is told of a time that is long past when the other is told, which names none.
fn is_of_old(one: &Claim, other: &Claim) -> bool {
    let told = (one.frame.told_time(), other.frame.told_time(), other.published);
    let (Some(Time::Period(old)), None, Some(published)) = told else { return false };
    old.gap(&Period::day(published.day)) > LONG
}

/// Counts of one thing in two sentences that tell the same seldom lie further apart than so many times.
const FAR: i64 = 8;

/// The sentence that a claim stands in.
pub fn place(claim: &Claim) -> Place {
    (claim.field, claim.sentence_start)
}

/// Pairs of sentences of two documents that give the same figures, sorted. A figure that a document gives in several
/// sentences tells none of them.
pub fn told_again(one: &[(u64, Place)], other: &[(u64, Place)]) -> Vec<(Place, Place)> {
    let mut given: Vec<(Place, Place)> = Vec::new();
    for (figure, here) in one {
        if let Ok(found) = other.binary_search_by_key(figure, |(figure, _)| *figure) {
            given.push((*here, other[found].1));
        }
    }
    given.sort_unstable();
    given.chunk_by(|a, b| a == b).filter(|told| told.len() >= GIVEN).map(|told| told[0]).collect()
}

/// What is given once, of pairs of what is given and by what, sorted.
pub fn once<T: Copy + Ord>(mut given: Vec<(u64, T)>) -> Vec<(u64, T)> {
    given.sort_unstable();
    given.dedup();
    given.chunk_by(|(one, _), (other, _)| one == other).filter(|alike| alike.len() == 1).map(|alike| alike[0]).collect()
}

/// How the one figure of its kind that only the first sentence gives fits the one that only the second does; none where
/// either gives several, or what they say differs.
pub fn left_over(one: &Said<'_>, other: &Said<'_>, here: &[&Claim], there: &[&Claim], company: Company) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let alone = |claim: &Claim, own: &[&Claim], others: &[&Claim]| {
        let told = |near: &&&Claim| others.iter().any(|other| gives_alike(near, other));
        let alike = |near: &&&Claim| kinds_fit(&near.value, &claim.value) && !counted_apart(near, claim, false);
        let left: Vec<&&Claim> = own.iter().filter(|near| !told(near)).filter(alike).collect();
        matches!(left.as_slice(), [only] if only.id == claim.id)
    };
    if !kinds_fit(&a.value, &b.value) || !alone(a, here, there) || !alone(b, there, here) {
        return None;
    }
    let shared = shared(&a.frame, &b.frame);
    let foreign = one.is_foreign_to(other);
    // Amounts are of many things; what is counted is told.
    let counted = a.value.kind() == Kind::Number && a.frame.counted.is_some() && a.frame.counted == b.frame.counted;
    let apart = !counted || a.value.is_times_apart(&b.value, FAR) || says_otherwise(a, b, &shared, foreign);
    let loose = shared.is_empty();
    (!apart).then(|| Fit { shared, story: company.kin, loose, retold: true, share: one.share(other), ..Fit::default() })
}

/// Whether two claims give one figure that is hardly told twice by chance.
pub fn tells_again(a: &Claim, b: &Claim) -> bool {
    a.value.digits() >= TELLING && gives_alike(a, b)
}

/// Whether two claims give one amount.
fn gives_alike(a: &Claim, b: &Claim) -> bool {
    kinds_fit(&a.value, &b.value) && a.value.base().is_some() && a.value.base() == b.value.base()
}
