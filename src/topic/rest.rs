//! What two short accounts leave over. Two flashes of one story that tell the same in enough of their figures tell one
//! thing; where each gives one more figure of a kind, and only one, the two are of one thing, in whatever words. A long
//! article has room for another.

use super::echo::{counted_apart, says_otherwise, shared};
use super::fit::{Company, Fit};
use super::measure::{is_aged, kinds_fit, related, wholes_fit};
use super::said::Said;
use crate::claim::{Claim, Frame};
use crate::language::{ConceptId, ConceptKind};
use crate::value::{Kind, Quantity, Relation, Value, relate};

/// The most figures of a short account.
pub const SHORT: usize = 10;
/// Of so many figures of the account with more, one must be told alike.
const ALIKE: usize = 4;
/// Accounts of one thing that lie further apart than so many times are of two.
const FAR: i64 = 3;

/// Whether two accounts of so many figures, of which so many are told alike, can leave one thing over.
pub const fn tells_the_same(one: usize, other: usize, alike: usize) -> bool {
    let most = if one > other { one } else { other };
    alike > 0 && most <= SHORT && alike * ALIKE >= most
}

/// Whether two claims that fit tell one figure. That both are told of one day, or of one match, says little.
pub fn tells_alike(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    if !matches!(a.value, Value::Quantity(_)) {
        return false;
    }
    let equal = relate(&a.value, &b.value).agrees();
    equal && fit.clash.is_none() && fit.opposed.is_none()
}

/// Whether two claims that fit tell two figures.
pub fn tells_otherwise(a: &Claim, b: &Claim) -> bool {
    matches!(a.value, Value::Quantity(_)) && relate(&a.value, &b.value) == Relation::Apart
}

/// How what is left over of two such accounts fits: of each, the claims that fit none of the other and whose values it does
/// not give. Those pairs come back, by their places, that have no other of their kind on either side.
pub fn left(one: &[&Said<'_>], other: &[&Said<'_>], company: Company) -> Vec<(usize, usize, Fit)> {
    let alone = |said: &Said<'_>, own: &[&Said<'_>], others: &[&Said<'_>]| {
        let alike = |near: &&&Said<'_>| is_alike(said, near);
        own.iter().filter(alike).count() == 1 && others.iter().filter(alike).count() == 1
    };
    let pairs = one.iter().enumerate().flat_map(|a| other.iter().enumerate().map(move |b| (a, b)));
    let pairs = pairs.filter(|((_, a), (_, b))| is_alike(a, b) && alone(a, one, other) && alone(b, other, one));
    pairs.filter_map(|((here, a), (there, b))| Some((here, there, fit(a, b, company)?))).collect()
}

/// Whether two claims are of one kind: of one unit, of one noun where something is counted, ages.
fn is_alike(one: &Said<'_>, other: &Said<'_>) -> bool {
    let (a, b) = (one.claim(), other.claim());
    match (&a.value, &b.value) {
        (Value::Quantity(x), Value::Quantity(y)) => {
            let plain = |of: &Quantity| of.upto.is_none() && of.number.is_some();
            let counts = |claim: &Claim| claim.value.kind() == Kind::Number;
            let named = |claim: &Claim| !counts(claim) || claim.frame.noun.is_some();
            plain(x)
                && plain(y)
                && (&x.per, x.change) == (&y.per, y.change)
                && kinds_fit(&a.value, &b.value)
                && named(a)
                && named(b)
                && is_aged(a) == is_aged(b)
                && !counted_apart(a, b, one.is_foreign_to(other))
        }
        _ => false,
    }
}

fn fit(one: &Said<'_>, other: &Said<'_>, company: Company) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let shared = shared(&a.frame, &b.frame);
    // Whom something happened to is told by the word for it.
    let fates = shared.is_empty() && (a.frame.runs() || b.frame.runs());
    let old = a.frame.background != b.frame.background;
    let far = a.value.is_times_apart(&b.value, FAR);
    let apart = fates || old || far || is_aged(a) && people_apart(&a.frame, &b.frame) || shares_apart(one, other);
    if apart || says_otherwise(a, b, &shared, one.is_foreign_to(other)) {
        return None;
    }
    let story = company.tells_one_story(one, other);
    Some(Fit { loose: shared.is_empty(), shared, story, rest: true, share: one.share(other), ..Fit::default() })
}

/// Whether two ages are of two people: who is told by what he is, or by what befell him, and the two are not the same.
fn people_apart(a: &Frame, b: &Frame) -> bool {
    let apart = |told: fn(&ConceptId) -> bool| {
        let of = |frame: &Frame| -> Vec<ConceptId> {
            frame.things.iter().chain(&frame.measure).copied().filter(told).collect()
        };
        let (here, there) = (of(a), of(b));
        let met = here.iter().any(|one| there.iter().any(|other| related(*one, *other)));
        !here.is_empty() && !there.is_empty() && !met
    };
    apart(|concept| concept.def().kind == ConceptKind::Person && concept.def().broader.is_some())
        || apart(|concept| concept.def().running || concept.def().spares)
}

/// Whether two shares are of two things: of two wholes, one of them of something that has a name, or of two who hold them.
fn shares_apart(one: &Said<'_>, other: &Said<'_>) -> bool {
    let (a, b) = (&one.claim().frame, &other.claim().frame);
    let measures = |frame: &Frame| frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    let held = |frame: &Frame| frame.measure.iter().any(|concept| concept.def().held || concept.def().light);
    let met = || one.meets(other) || one.hears_any(other) || other.hears_any(one);
    one.claim().value.kind() == Kind::Percent
        && (!wholes_fit(a, b) || measures(a) != measures(b) || (held(a) || held(b)) && !met())
}
