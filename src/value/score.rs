//! How many each of two sides scored.

use std::fmt;

/// The score of a match, whichever side is told first: `1-2` is `2-1` told from the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Score {
    /// What the side that scored more has.
    pub more: u32,
    /// What the other side has.
    pub fewer: u32,
}

impl Score {
    /// A score from what the two sides have.
    #[must_use]
    pub fn new(one: u32, other: u32) -> Self {
        Self { more: one.max(other), fewer: one.min(other) }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}-{}", self.more, self.fewer)
    }
}
