//! What is left over: two sentences of one story that give the same two figures tell the same, so that the one figure of a
//! kind in which they differ is of one thing, in whatever words.

use std::hash::{Hash, Hasher};

use rust_decimal::Decimal;
use rustc_hash::FxHasher;

use super::clash::clash;
use super::echo::{counted_apart, is_turned, measured_apart, shared};
use super::fit::{Company, Fit};
use super::measure::kinds_fit;
use super::said::Said;
use crate::claim::Claim;
use crate::document::Field;
use crate::value::{Kind, Value};

/// So many figures that both give make two sentences one statement.
const GIVEN: usize = 2;
/// A figure of so many digits, noughts at its ends left out, is given by chance now and then; two of them hardly are.
const TELLING: usize = 2;

/// A sentence of a document.
pub type Place = (Field, usize);

/// The figure that a claim gives, as a hash; none where many things come to so much.
pub fn figure(claim: &Claim) -> Option<u64> {
    let Value::Quantity(quantity) = &claim.value else { return None };
    if quantity.upto.is_some() || quantity.digits() < TELLING || quantity.unit.id() == Some("year") {
        return None;
    }
    let mut hasher = FxHasher::default();
    (claim.value.kind(), quantity.base()?.normalize(), &quantity.per).hash(&mut hasher);
    Some(hasher.finish())
}

/// The sentence that a claim stands in.
pub fn place(claim: &Claim) -> Place {
    (claim.field, claim.sentence_start)
}

/// Pairs of sentences of two documents that give the same figures, sorted.
pub fn told_again(one: &[(Place, u64)], other: &[(Place, u64)]) -> Vec<(Place, Place)> {
    let mut given: Vec<(Place, Place, u64)> = Vec::new();
    for (here, figure) in one {
        given.extend(other.iter().filter(|(_, known)| known == figure).map(|(there, _)| (*here, *there, *figure)));
    }
    given.sort_unstable();
    given.dedup();
    let pair = |told: &(Place, Place, u64)| (told.0, told.1);
    given.chunk_by(|a, b| pair(a) == pair(b)).filter(|told| told.len() >= GIVEN).map(|told| pair(&told[0])).collect()
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
    let apart = is_turned(a, b)
        || clash(a, b).is_some()
        || a.frame.combined != b.frame.combined
        || measured_apart(&a.frame, &b.frame, &shared)
        || counted_apart(a, b, foreign)
        || a.value.kind() == Kind::Number && (a.frame.noun.is_none() || b.frame.noun.is_none());
    let loose = shared.is_empty();
    (!apart).then(|| Fit { shared, story: company.kin, loose, retold: true, share: one.share(other), ..Fit::default() })
}

/// Whether two claims give one amount.
fn gives_alike(a: &Claim, b: &Claim) -> bool {
    let base = |claim: &Claim| -> Option<Decimal> {
        if let Value::Quantity(quantity) = &claim.value { quantity.base() } else { None }
    };
    kinds_fit(&a.value, &b.value) && base(a).is_some() && base(a) == base(b)
}
