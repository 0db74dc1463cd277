//! MZ08: a bare number equals the other's own bound.

use super::words::value;
use super::{Case, Outcome, Verdict};
use crate::value::Relation;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    let touch = case.relation == Relation::Touching;
    touch.then(|| {
        Outcome::new(
            Verdict::Compatible,
            format!("{} and {} touch; rounding explains it", value(&case.a.value), value(&case.b.value)),
        )
    })?
}
