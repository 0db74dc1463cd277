//! MZ02: one slot, two fillers: a rank with two holders, one number told of two places.

use rust_decimal::Decimal;

use super::beside::{LIST, is_of_another, shared_holder};
use super::case::SAME_NEWS;
use super::words::{entity, value};
use super::{Case, Outcome, Verdict};
use crate::claim::{Claim, Entity, Frame, Status};
use crate::value::{Relation, Time, Value, relate};

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if let Some(outcome) = crossed(case) {
        return Some(outcome);
    }
    let Some(clash) = &case.fit.clash else { return swapped(case) };
    let (one, other) = (entity(&clash.a), entity(&clash.b));
    let named = [&clash.a, &clash.b].into_iter().any(|entity| matches!(entity, Entity::Name(_)));
    if named && case.a.language.code != case.b.language.code {
        // A name that is translated sounds like nothing that it is called by elsewhere.
        return Outcome::new(Verdict::Incomparable, format!("names of two languages: {one}, {other}"));
    }
    if let (Value::Rank(a), Value::Rank(b)) = (&case.a.value, &case.b.value) {
        // Several can be among the first; only one can be first.
        return if a == b && !a.among {
            Outcome::flagged(
                Verdict::Contradiction,
                format!("place {} can have one holder, and here {one} and {other} are given", a.place),
                "the two speak of different orders, or of different times",
            )
        } else {
            Outcome::new(Verdict::Incomparable, format!("the holders differ: {one}, {other}"))
        };
    }
    let near = case.days_apart().is_none_or(|days| days <= SAME_NEWS);
    let told = !matches!(case.a.value, Value::Time(_)) && !of_two_times(case);
    if case.relation == Relation::Same && near && told {
        return Outcome::flagged(
            Verdict::Tension,
            format!("the same figure is told of {one} and of {other}"),
            format!(
                "there are two happenings, one of {one} and one of {other}, or one of the two names means the other"
            ),
        );
    }
    Outcome::new(Verdict::Incomparable, format!("the participants differ: {one}, {other}"))
}

/// Two sentences give the same two figures, and each gives one of them for what the other gives the other for: seats of two
/// parties, the dead of two nations.
fn crossed(case: &Case<'_>) -> Option<Outcome> {
    let same = |near: &Claim, told: &Claim| relate(&near.value, &told.value) == Relation::Same;
    let beside = |own: &Claim, beside: &[&'_ Claim], other: &Claim| -> Option<usize> {
        beside.iter().position(|near| near.id != own.id && same(near, other) && is_of_another(near, own, other))
    };
    let soon = case.days_apart().is_none_or(|days| days <= SAME_NEWS);
    // Both sides tell of one time, in one mood, and count alike: polls of two months, what was forecast, silver and gold.
    let told = |claim: &Claim| {
        let Frame { modality, status, background, counted, .. } = &claim.frame;
        (*modality, *status == Status::Former, *background, *counted)
    };
    let alike = told(case.a) == told(case.b);
    let many = case.beside_a.len().max(case.beside_b.len()) > LIST;
    let dated = case.periods().0 == case.periods().1;
    if !case.values_clash() || matches!(case.a.value, Value::Time(_)) || !soon || !alike || !dated || many {
        return None;
    }
    let near = case.beside_a[beside(case.a, case.beside_a, case.b)?];
    let far = case.beside_b[beside(case.b, case.beside_b, case.a)?];
    let nation = near.nation().is_some() && near.nation() == far.nation();
    // Each of both sentences tells its two figures of one thing, and figures of one digit change places by chance.
    let one_thing = |one: &Claim, other: &Claim| {
        let (one, other) = (&one.frame, &other.frame);
        let counted = nation || one.counted == other.counted;
        told_alike(one, other) && counted && one.modality == other.modality
    };
    let large = |claim: &Claim| claim.value.base().is_some_and(|base| base.abs() >= Decimal::TEN);
    if !one_thing(case.a, near) || !one_thing(case.b, far) || !(large(case.a) || large(case.b)) {
        return None;
    }
    if !nation && shared_holder(near, far).is_none() {
        return None;
    }
    let told = |claim: &Claim, other: &Claim| match shared_holder(claim, other).filter(|_| !nation) {
        Some(who) => format!("{} of {}", value(&claim.value), entity(who)),
        None => value(&claim.value),
    };
    let both = |one: String, other: String| format!("{one} and {other}");
    let (here, there) = (both(told(case.a, case.b), told(near, far)), both(told(case.b, case.a), told(far, near)));
    Outcome::flagged(
        Verdict::Tension,
        format!("the same two figures the other way round: {here}, against {there}"),
        "the two lists are of different things, or of different times",
    )
}

/// Whether what two frames of one sentence measure is one, as far as the data knows it.
fn told_alike(one: &Frame, other: &Frame) -> bool {
    one.measure.is_empty()
        || other.measure.is_empty()
        || one.measure.iter().any(|concept| other.measure.contains(concept))
}

/// Whether each says of what time its figure is, and the two are not one time.
fn of_two_times(case: &Case<'_>) -> bool {
    let apart = |(one, other): (&Time, &Time)| {
        relate(&Value::Time(one.clone()), &Value::Time(other.clone())) == Relation::Apart
    };
    let (one, other) = case.periods();
    one.zip(other).is_some_and(apart)
}

/// One figure told of two things, in the same words otherwise.
fn swapped(case: &Case<'_>) -> Option<Outcome> {
    let (one, other) = case.fit.swapped?;
    let near = case.days_apart().is_none_or(|days| days <= SAME_NEWS);
    let reason = format!("the same figure is told of {} and of {}", one.name(), other.name());
    let both_if = format!("the figure is told twice, once of {} and once of {}", one.name(), other.name());
    if near { Outcome::flagged(Verdict::Tension, reason, both_if) } else { None }
}
