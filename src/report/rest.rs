//! What findings come to that a report does not hold one by one: an archive has millions that agree.

use std::collections::{BTreeMap, BTreeSet};

use super::source::own_period;
use crate::claim::Claim;
use crate::value::phrase;

/// What findings come to that a report does not hold one by one, by the place of their topic in the report's list.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// Some of them are flagged.
    pub flagged: bool,
    /// Claims, by their place in the report's list, that are alike in all but the period that they hold for.
    pub apart: BTreeMap<usize, BTreeSet<usize>>,
}

/// In what two claims of one value differ, so that a label has to say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differ {
    /// One is turned round.
    pub polarity: bool,
    /// They measure different things.
    pub measure: bool,
    /// They name different participants.
    pub holder: bool,
}

impl Differ {
    /// In what two claims differ.
    #[must_use]
    pub fn between(a: &Claim, b: &Claim) -> Self {
        let (a, b) = (&a.frame, &b.frame);
        Self {
            polarity: a.polarity != b.polarity,
            measure: (&a.measure, &a.head) != (&b.measure, &b.head),
            holder: a.participants != b.participants,
        }
    }

    /// What either says.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            polarity: self.polarity || other.polarity,
            measure: self.measure || other.measure,
            holder: self.holder || other.holder,
        }
    }
}

/// A claim's value with the period that it holds for, in words.
#[must_use]
pub fn with_period(claim: &Claim) -> String {
    let period = own_period(claim).map(phrase::time).unwrap_or_default();
    format!("{} ({period})", phrase::value(&claim.value)).replace(' ', "\u{A0}")
}

/// Whether two claims are alike in all but the period that they hold for.
#[must_use]
pub fn differ_in_period_alone(a: &Claim, b: &Claim) -> bool {
    let (frame, other) = (&a.frame, &b.frame);
    let apart = own_period(a).zip(own_period(b)).is_some_and(|(a, b)| a != b);
    apart
        && a.value.kind() == b.value.kind()
        && (among(&frame.measure, &other.measure) || among(&other.measure, &frame.measure))
        && frame.head == other.head
        && (frame.polarity, frame.modality, &frame.part) == (other.polarity, other.modality, &other.part)
        && (among(&frame.participants, &other.participants) || among(&other.participants, &frame.participants))
}

/// Whether all of a few are among many.
fn among<T: PartialEq>(few: &[T], many: &[T]) -> bool {
    few.iter().all(|one| many.contains(one))
}
