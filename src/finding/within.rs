//! MZ10: a bare or *about* value lies in what a reader takes the other to mean; times overlap.

use super::words::value;
use super::{Case, Outcome, Verdict};
use crate::value::{Relation, Value};

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if case.relation != Relation::Within {
        return None;
    }
    let (a, b) = (value(&case.a.value), value(&case.b.value));
    let reason = match &case.a.value {
        Value::Time(_) => format!("{a} and {b} share time"),
        Value::Rank(_) => format!("{a} can be true together with {b}"),
        _ if case.tolerance.is_some() => format!("{a} and {b} lie within the tolerance"),
        _ => format!("{a} and {b} can be one figure: rounding or the hedge explains it"),
    };
    Outcome::new(Verdict::Compatible, reason)
}
