//! MZ09: no value fits both.

use rust_decimal::Decimal;

use super::words::{reading, value};
use super::{Case, Outcome, Verdict};
use crate::claim::Claim;
use crate::value::{Relation, Tolerance, Value, canonical};

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (value(&case.a.value), value(&case.b.value));
    match case.relation {
        Relation::Neighbouring => {
            Outcome::new(Verdict::Tension, format!("{a} and {b} are one unit apart, which reckoning can explain"))
        }
        Relation::Apart => {
            let reason = match case.tolerance {
                Some(tolerance) => format!("{a} against {b}: more than the tolerance of {}", limit(tolerance)),
                None => apart(&case.a.value, &case.b.value),
            };
            let slip = slip(case);
            let disagree = disagree(case.a, case.b).then_some("sources disagree");
            let reason = slip.map_or(reason.clone(), |slip| format!("{reason}; {slip}"));
            Some(Outcome { verdict: Verdict::Contradiction, reason, heading: disagree })
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

/// Whether both name who says so, and the names differ.
fn disagree(a: &Claim, b: &Claim) -> bool {
    matches!((&a.frame.attribution, &b.frame.attribution), (Some(one), Some(other)) if one != other)
}

/// A slip of the pen that would explain the two: a thousandfold, or two digits in the other order.
fn slip(case: &Case<'_>) -> Option<&'static str> {
    let (Value::Quantity(a), Value::Quantity(b)) = (&case.a.value, &case.b.value) else { return None };
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
    let (one, other) = (digits(one), digits(other));
    let differ: Vec<usize> = (0..one.len().min(other.len())).filter(|at| one[*at] != other[*at]).collect();
    let swapped = one.len() == other.len()
        && matches!(differ.as_slice(), [first, second] if one[*first] == other[*second] && one[*second] == other[*first] && second - first <= 2);
    swapped.then_some("two digits stand in the other order: a likely slip")
}
