//! MZ16: one figure but for two digits in the other order.

use super::words::value;
use super::{Case, Outcome, Verdict, disjoint, loose, one_dated, polarity, scope, update, within};
use crate::language::ConceptId;
use crate::value::{Quantity, Time, Value};

/// A figure of so many digits, noughts at its ends left out, tells more than a hedge.
const TELLING: usize = 3;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if !case.fit.transposed || of_two_times(case) {
        return None;
    }
    let rules =
        [polarity::apply, scope::apply, update::apply, one_dated::apply, disjoint::apply, within::apply, loose::apply];
    let else_said = rules.iter().find_map(|rule| rule(case))?;
    let stands = match else_said.verdict {
        // That both cannot hold is said by the rule that finds it.
        Verdict::Tension | Verdict::Contradiction => true,
        // What rises may rise to any figure, and a crowd may grow to one of two digits.
        Verdict::Update => {
            let grows =
                |concept: &ConceptId| concept.def().running || concept.def().wanes && !is_telling(&case.a.value);
            case.fit.shared.iter().any(grows)
        }
        Verdict::Agreement | Verdict::Compatible => !is_telling(&case.a.value),
        Verdict::Incomparable => false,
    };
    if stands {
        return None;
    }
    let (a, b) = (value(&case.a.value), value(&case.b.value));
    Outcome::flagged(
        Verdict::Tension,
        format!(
            "{a} and {b} are one figure but for two digits in the other order, and neither article gives the other's: a likely slip"
        ),
        format!("the two are of different things, and chance gave them the same digits: {}", else_said.reason),
    )
}

/// Whether each is dated, and the two share no day.
fn of_two_times(case: &Case<'_>) -> bool {
    matches!(case.periods(), (Some(Time::Period(one)), Some(Time::Period(other))) if one.gap(other) > 0)
}

fn is_telling(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity @ Quantity { .. }) if quantity.digits() >= TELLING)
}
