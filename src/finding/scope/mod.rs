//! MZ04: a key of the scope differs, so the values cannot be compared.

mod count;
mod mood;
mod order;
mod when;
mod whole;

use super::{Case, Outcome, Verdict, beside};
use crate::claim::Claim;
use crate::language::{ConceptId, ConceptKind, Sense, fold};
use crate::value::{Change, Dimension, Kind, Mismatch, Relation, Unit, Value};
use rust_decimal::Decimal;

pub(super) use order::numbered;

/// How much two sentences must share, in hundredths, for dates far apart to be held against each other.
const FULL: usize = 75;

/// The unit of what comes each year.
const YEAR: &str = "year";
/// What comes each year and what came in all are one where neither is so many times the other.
const TIMES: i64 = 3;

pub(in crate::finding) fn apply(case: &Case<'_>) -> Option<Outcome> {
    mismatch(case)
        .or_else(|| order::ordinals(case))
        .or_else(|| order::numbered_hours(case))
        .or_else(|| order::half_days(case))
        .or_else(|| whole::elsewhere(case))
        .or_else(|| when::periods(case))
        .or_else(|| when::long_ago(case))
        .or_else(|| when::two_events(case))
        .or_else(|| mood::modality(case))
        .or_else(|| mood::asked(case))
        .or_else(|| whole::causes(case))
        .or_else(|| whole::in_one_area(case))
        .or_else(|| whole::parts(case))
        .or_else(|| beside::apply(case))
}

/// Whether the words of the two name different things, which is more than that one of them says less.
pub(in crate::finding) fn names_two(case: &Case<'_>) -> bool {
    let rules =
        [mismatch, order::ordinals, order::numbered_hours, mood::limited, mood::asked, whole::sorts, count::differ];
    rules.iter().any(|rule| rule(case).is_some())
}

pub(in crate::finding) fn incomparable(reason: impl Into<String>) -> Option<Outcome> {
    Outcome::new(Verdict::Incomparable, reason)
}

/// The values themselves cannot be compared, or are for each of different things.
fn mismatch(case: &Case<'_>) -> Option<Outcome> {
    if let Relation::Incomparable(mismatch) = case.relation {
        return incomparable(match mismatch {
            Mismatch::Dimension => "the units measure different things",
            Mismatch::ChangeAgainstLevel => "one is a change, the other a level",
            Mismatch::Unplaced => "one of the times cannot be placed",
            Mismatch::NoValue => "one of the two states no value",
        });
    }
    // Three points are no three per cent; a rate put up by three per cent is put up by as many points.
    let points = |claim: &Claim| matches!(claim.value.unit_id(), Some("basis-point" | "point"));
    if case.a.value.kind() == Kind::Percent && points(case.a) != points(case.b) && case.values_clash() {
        return incomparable("one is in points, the other in per cent");
    }
    match (&case.a.value, &case.b.value) {
        // `oil above 74 dollars` is a price for each barrel too.
        (Value::Quantity(a), Value::Quantity(b))
            if a.per != b.per
                && !for_each_alike(case, a.per.as_deref(), b.per.as_deref())
                && case.worked_out.is_none()
                && !(told_for_each(case) && (a.per.is_none() || b.per.is_none())) =>
        {
            let each = |per: &Option<String>| per.clone().unwrap_or_else(|| "in all".to_owned());
            incomparable(format!("amounts for each of different things: {}, {}", each(&a.per), each(&b.per)))
        }
        _ => None,
    }
}

/// Whether two words, of one language or two, say that both are for each of the same: a family, a household.
fn for_each_alike(case: &Case<'_>, one: Option<&str>, other: Option<&str>) -> bool {
    let means = |claim: &Claim, word: &str| -> Vec<ConceptId> {
        let node = claim.language.node(&fold::letters(word));
        let concept = |sense: &Sense| if let Sense::Concept(concept) = sense { Some(*concept) } else { None };
        node.map(|node| node.senses().iter().filter_map(concept).collect()).unwrap_or_default()
    };
    let (Some(one), Some(other)) = (one, other) else {
        // What is told of a year is often told with no word of it, and so is how much of a thing is made or carried in a
        // day; what is paid in a day is not.
        let each = one.or(other);
        let length = || each.and_then(Unit::known).is_some_and(|unit| unit.dimension() == Dimension::Duration);
        let flows = || case.a.value.kind() == Kind::Dimension && case.values_clash() && length();
        return (each == Some(YEAR) || flows()) && is_near(&case.a.value, &case.b.value);
    };
    let (here, there) = (means(case.a, one), means(case.b, other));
    here.iter().any(|one| there.iter().any(|other| one.is_a(*other) || other.is_a(*one)))
}

/// Whether two amounts are not many times one another.
fn is_near(a: &Value, b: &Value) -> bool {
    let (Some(a), Some(b)) = (a.base(), b.base()) else { return false };
    let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    low.checked_mul(Decimal::from(TIMES)).is_some_and(|low| low >= high)
}

/// Whether a figure is one that is told for each of something, said or not.
fn told_for_each(case: &Case<'_>) -> bool {
    [case.a, case.b].iter().any(|claim| claim.frame.measure.iter().any(|concept| concept.def().each))
}

/// Whether both are the length or area of something.
fn extends(case: &Case<'_>) -> bool {
    let extent = |value: &Value| match value {
        Value::Quantity(quantity) => {
            matches!(quantity.unit.dimension(), Dimension::Physical("length" | "area")) && quantity.per.is_none()
        }
        _ => false,
    };
    // Rain and snow fall anew each time.
    let falls = |concept: &ConceptId| concept.def().falls;
    extent(&case.a.value) && !case.fit.shared.iter().any(falls)
}

/// Whether both are the size of one thing: a proposed loan is as large as the loan.
fn sizes(case: &Case<'_>) -> bool {
    let shares = |kind| case.fit.shared.iter().any(|concept| concept.def().kind == kind);
    // A price has no size, and neither has what something rose or fell by.
    let sized = |value: &Value| matches!(value, Value::Quantity(quantity) if quantity.per.is_none() && quantity.change == Change::Level);
    shares(ConceptKind::Thing)
        && !shares(ConceptKind::Measure)
        && sized(&case.a.value)
        && sized(&case.b.value)
        && !matches!(case.a.value.kind(), Kind::Number | Kind::Percent)
        // Barrels that are sought and barrels that are pumped are as many each time.
        && !matches!(&case.a.value, Value::Quantity(quantity) if matches!(quantity.unit.dimension(), Dimension::Physical("volume")))
}
