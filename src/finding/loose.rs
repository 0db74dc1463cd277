//! MZ11: the literal readings meet, but readers are left with different figures.

use super::words::{both_allow, implied, value};
use super::{Case, Outcome, Verdict};
use crate::value::Relation;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if case.relation != Relation::Loose {
        return None;
    }
    let (a, b) = (&case.a.value, &case.b.value);
    Outcome::flagged(
        Verdict::Tension,
        format!(
            "both can hold literally, but a reader takes {} as {} and {} as {}",
            value(a),
            implied(a),
            value(b),
            implied(b)
        ),
        both_allow(a, b)
            .map_or_else(|| "a reader stretches both".to_owned(), |allowed| format!("the figure is {allowed}")),
    )
}
