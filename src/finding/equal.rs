//! MZ07: both allow the same values.

use super::words::value;
use super::{Case, Outcome, Verdict};
use crate::value::Relation;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    (case.relation == Relation::Same)
        .then(|| Outcome::new(Verdict::Agreement, format!("both say {}", value(&case.a.value))))?
}
