//! MZ09: no value fits both.

use rust_decimal::Decimal;

use super::words::{reading, value};
use super::{Case, Outcome, Verdict};
use crate::claim::Claim;
use crate::value::{Quantity, Relation, Tolerance, Value, canonical};

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    let both = |word: &str| format!("{} {word} {}", value(&case.a.value), value(&case.b.value));
    match case.relation {
        Relation::Neighbouring => Outcome::flagged(
            Verdict::Tension,
            format!("{} are one unit apart, which reckoning can explain", both("and")),
            "one of the two was reckoned from another day, or told by another clock",
        ),
        Relation::Apart => {
            let reason = match case.tolerance {
                Some(tolerance) => format!("{}: more than the tolerance of {}", both("against"), limit(tolerance)),
                None => apart(&case.a.value, &case.b.value),
            };
            let reason = slip(case).map_or(reason.clone(), |slip| format!("{reason}; {slip}"));
            let sources = sources(case.a, case.b);
            let reason = sources.as_ref().map_or(reason.clone(), |sources| format!("{reason}; {sources}"));
            let disagree = sources.is_some().then_some("sources disagree");
            if case.fit.rest {
                let both_if = "each account leaves out what the other tells of";
                let reason =
                    format!("{reason}; the two short accounts agree in other figures, and each gives one of this kind");
                return Some(Outcome { heading: disagree, ..Outcome::flagged(Verdict::Tension, reason, both_if)? });
            }
            let both_if = "the two speak of different things, or of different times, which neither says";
            Some(Outcome { heading: disagree, ..Outcome::flagged(Verdict::Contradiction, reason, both_if)? })
        }
        _ => None,
    }
}

/// Both values, and what their words allow where that is more than the value itself.
fn apart(a: &Value, b: &Value) -> String {
    let told =
        |of: &Value| reading(of).map_or_else(|| value(of), |allowed| format!("{} (which allows {allowed})", value(of)));
    format!("no value fits both: {} against {}", told(a), told(b))
}

fn limit(tolerance: Tolerance) -> String {
    match tolerance {
        Tolerance::Absolute(limit) => canonical(limit),
        Tolerance::Share(share) => format!("{} %", canonical(share * Decimal::ONE_HUNDRED)),
    }
}

/// Who says what, where both name it and the names differ.
fn sources(a: &Claim, b: &Claim) -> Option<String> {
    let (one, other) = (a.frame.attribution.as_ref()?, b.frame.attribution.as_ref()?);
    (one != other).then(|| format!("{} by {one}, {} by {other}", value(&a.value), value(&b.value)))
}

/// A slip of the pen that would explain the two: a thousandfold, or two digits in the other order.
fn slip(case: &Case<'_>) -> Option<&'static str> {
    let (Value::Quantity(a), Value::Quantity(b)) = (&case.a.value, &case.b.value) else { return None };
    if case.is_of_two_currencies() {
        return Some("the same number of two currencies: a likely slip");
    }
    // The digits as they were written: a slip changes those, not what a unit makes of them.
    if a.unit.id() != b.unit.id() {
        return None;
    }
    let (one, other) = (a.number?.value, b.number?.value);
    let thousandfold = |one: Decimal, other: Decimal| one.checked_mul(Decimal::ONE_THOUSAND) == Some(other);
    if thousandfold(one, other) || thousandfold(other, one) {
        return Some("one is exactly a thousand times the other: a likely slip of scale");
    }
    let digits = |value: Decimal| canonical(value).into_bytes();
    let range =
        |of: &Quantity| of.number.zip(of.upto).map(|(low, high)| [digits(low.value), digits(high.value)].concat());
    let dashless = |one: &Quantity, other: Decimal| range(one).is_some_and(|range| range == digits(other));
    match (a.upto, b.upto) {
        (Some(_), None) if dashless(a, other) => return Some("one is the other without its dash: a likely slip"),
        (None, Some(_)) if dashless(b, one) => return Some("one is the other without its dash: a likely slip"),
        (None, None) => {}
        _ => return None,
    }
    case.a.value.transposes(&case.b.value).then_some("two digits stand in the other order: a likely slip")
}
