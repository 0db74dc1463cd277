//! What values a statement allows.

use rust_decimal::Decimal;

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// No limit.
    None,
    /// Up to and with the value.
    With(Decimal),
    /// Up to, not with, the value.
    Without(Decimal),
}

impl Limit {
    /// The value of the limit.
    #[must_use]
    pub const fn value(self) -> Option<Decimal> {
        match self {
            Self::None => None,
            Self::With(value) | Self::Without(value) => Some(value),
        }
    }

    /// The limit with its value changed; none where the change gives none.
    pub(super) fn map(self, change: impl Fn(Decimal) -> Option<Decimal>) -> Option<Self> {
        Some(match self {
            Self::None => Self::None,
            Self::With(value) => Self::With(change(value)?),
            Self::Without(value) => Self::Without(change(value)?),
        })
    }
}

/// A stretch of numbers, open or closed at either end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Limit,
    /// The upper end.
    pub high: Limit,
}

impl Interval {
    /// From `low` to `high`, both included.
    #[must_use]
    pub const fn closed(low: Decimal, high: Decimal) -> Self {
        Self { low: Limit::With(low), high: Limit::With(high) }
    }

    /// What lies in both; without a value inside where they do not meet.
    #[must_use]
    pub fn overlap(self, other: Self) -> Self {
        let tighter = |a: Limit, b: Limit, upper: bool| match (a.value(), b.value()) {
            (None, _) => b,
            (_, None) => a,
            (Some(x), Some(y)) if x == y => {
                if matches!(a, Limit::Without(_)) {
                    a
                } else {
                    b
                }
            }
            (Some(x), Some(y)) => {
                if (x < y) == upper {
                    a
                } else {
                    b
                }
            }
        };
        Self { low: tighter(self.low, other.low, false), high: tighter(self.high, other.high, true) }
    }

    /// Whether a value lies inside.
    #[must_use]
    pub fn holds(self, value: Decimal) -> bool {
        let above = match self.low {
            Limit::None => true,
            Limit::With(low) => value >= low,
            Limit::Without(low) => value > low,
        };
        let below = match self.high {
            Limit::None => true,
            Limit::With(high) => value <= high,
            Limit::Without(high) => value < high,
        };
        above && below
    }

    /// Whether the two share a value.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        !self.ends_before(other) && !other.ends_before(self)
    }

    /// Whether the values of one are at least so many times those of the other, all of them above nought.
    #[must_use]
    pub fn is_far_from(self, other: Self, times: i64) -> bool {
        let above = |one: Self, other: Self| {
            let (Some(high), Some(low)) = (one.high.value(), other.low.value()) else { return false };
            high > Decimal::ZERO && high.checked_mul(Decimal::from(times)).is_some_and(|many| many <= low)
        };
        above(self, other) || above(other, self)
    }

    /// Whether every value of this one is below every value of the other.
    fn ends_before(self, other: Self) -> bool {
        match (self.high, other.low) {
            (Limit::None, _) | (_, Limit::None) => false,
            (Limit::With(high), Limit::With(low)) => high < low,
            (Limit::With(high) | Limit::Without(high), Limit::With(low) | Limit::Without(low)) => high <= low,
        }
    }

    /// The interval with a margin of `by` added at each end that has a limit; none where an end no longer fits 28 digits.
    #[must_use]
    pub fn widened(self, by: Decimal) -> Option<Self> {
        Some(Self { low: self.low.map(|low| low.checked_sub(by))?, high: self.high.map(|high| high.checked_add(by))? })
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = |value: Decimal| super::grouped(value.round_dp(4), 0);
        match (self.low, self.high) {
            (Limit::None, Limit::None) => write!(f, "any value"),
            (Limit::With(low), Limit::With(high)) if low == high => write!(f, "{}", number(low)),
            (Limit::With(low), Limit::None) => write!(f, "{} or more", number(low)),
            (Limit::Without(low), Limit::None) => write!(f, "over {}", number(low)),
            (Limit::None, Limit::With(high)) => write!(f, "{} or less", number(high)),
            (Limit::None, Limit::Without(high)) => write!(f, "under {}", number(high)),
            (low, high) => {
                let (start, end) = (low.value().unwrap_or_default(), high.value().unwrap_or_default());
                let over = if matches!(low, Limit::Without(_)) { "over " } else { "" };
                let under = if matches!(high, Limit::Without(_)) { "under " } else { "" };
                write!(f, "{over}{} to {under}{}", number(start), number(end))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_ends_do_not_touch() {
        let under = Interval { low: Limit::None, high: Limit::Without(Decimal::TEN) };
        let from = Interval { low: Limit::With(Decimal::TEN), high: Limit::None };
        let upto = Interval { low: Limit::None, high: Limit::With(Decimal::TEN) };
        assert!(!under.meets(from));
        assert!(upto.meets(from));
        assert!(!under.holds(Decimal::TEN));
    }
}
