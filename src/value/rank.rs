//! Places in an order.

/// A place in an order: the largest is 1, the second largest 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rank {
    /// The place, from 1.
    pub place: u32,
    /// *One of the largest*: this place or one after it.
    pub among: bool,
}

impl Rank {
    /// Whether both statements can be true of one holder.
    #[must_use]
    pub const fn allows(self, other: Self) -> bool {
        match (self.among, other.among) {
            (false, false) => self.place == other.place,
            (true, false) => other.place >= self.place,
            (false, true) => self.place >= other.place,
            (true, true) => true,
        }
    }
}

/// A numbered member of a series: the 75th anniversary, the third round.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ordinal {
    /// The number in the series.
    pub number: u64,
    /// The lemma of what is numbered, where the text names it.
    pub of: Option<String>,
}
