//! Meaning without text: exact decimals, units, times, ranks, and how two values stand to each other.
//!
//! Nothing here knows a language or a document. A [`Value`] is what a mention states; [`relate`] compares two of them
//! and may answer *cannot compare*, which is not *different*.

mod hijri;
mod interval;
mod modifier;
mod number;
pub mod phrase;
mod quantity;
mod rank;
mod rate;
mod relation;
mod score;
mod time;
mod unit;

use rust_decimal::Decimal;

pub use hijri::{hijri_day, hijri_month};
pub use interval::{Interval, Limit};
pub use modifier::{Change, Modifier};
pub use number::{Number, canonical, grouped};
pub use quantity::Quantity;
pub use rank::{Ordinal, Rank};
pub use relation::{Mismatch, Relation, Tolerance, relate, relate_within};
pub use score::Score;
pub use time::{Calendar, Granularity, PartOf, Partial, Period, Time};
pub use unit::{Dimension, Unit, UnitDef, units};

/// What a mention states.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number with its unit and modifier.
    Quantity(Quantity),
    /// A date, a period or a clock time.
    Time(Time),
    /// A place in an order: the largest, the second largest.
    Rank(Rank),
    /// A numbered member of a series: the 75th anniversary.
    Ordinal(Ordinal),
    /// How many each of two sides scored: 2-1.
    Score(Score),
}

/// The kinds of value, by the names that machine output uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A bare number or a counted noun.
    Number,
    /// A share in hundredths.
    Percent,
    /// An amount of money.
    Currency,
    /// A physical measure.
    Dimension,
    /// A length of time.
    Duration,
    /// A numbered member of a series.
    Ordinal,
    /// A place in an order.
    Rank,
    /// How many each of two sides scored.
    Score,
    /// One date of any granularity.
    Date,
    /// A stretch of dates.
    DateRange,
    /// A time of day.
    Time,
}

impl Kind {
    /// The name used in machine output and in `claims.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Percent => "percent",
            Self::Currency => "currency",
            Self::Dimension => "dimension",
            Self::Duration => "duration",
            Self::Ordinal => "ordinal",
            Self::Rank => "rank",
            Self::Score => "score",
            Self::Date => "date",
            Self::DateRange => "daterange",
            Self::Time => "time",
        }
    }

    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Percent,
        Self::Currency,
        Self::Dimension,
        Self::Duration,
        Self::Ordinal,
        Self::Rank,
        Self::Score,
        Self::Date,
        Self::DateRange,
        Self::Time,
    ];
}

impl Value {
    /// Whether a number is the other one but for two neighbouring digits, which stand in the other order.
    #[must_use]
    pub fn transposes(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Quantity(one), Self::Quantity(other)) if one.transposes(other))
    }

    /// What kind of value this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Quantity(quantity) => match quantity.unit.dimension() {
                Dimension::Count => Kind::Number,
                Dimension::Ratio => Kind::Percent,
                Dimension::Money(_) => Kind::Currency,
                Dimension::Duration => Kind::Duration,
                Dimension::Physical(_) => Kind::Dimension,
            },
            Self::Time(time) => match time {
                Time::Clock { .. } => Kind::Time,
                Time::Period(period) if !period.is_one_date() => Kind::DateRange,
                Time::Period(_) | Time::Partial(_) => Kind::Date,
            },
            Self::Rank(_) => Kind::Rank,
            Self::Ordinal(_) => Kind::Ordinal,
            Self::Score(_) => Kind::Score,
        }
    }

    /// The first value as a canonical decimal, ISO 8601 date or clock time, a score with its higher side first; none where vague or unresolved.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        match self {
            Self::Quantity(quantity) => quantity.number.map(|number| canonical(number.value)),
            Self::Time(time) => time.canonical(),
            Self::Rank(rank) => Some(rank.place.to_string()),
            Self::Ordinal(ordinal) => Some(ordinal.number.to_string()),
            Self::Score(score) => Some(score.to_string()),
        }
    }

    /// The other end of a range, inclusive.
    #[must_use]
    pub fn canonical_end(&self) -> Option<String> {
        match self {
            Self::Quantity(quantity) => quantity.upto.map(|number| canonical(number.value)),
            Self::Time(time) => time.canonical_end(),
            Self::Rank(_) | Self::Ordinal(_) | Self::Score(_) => None,
        }
    }

    /// The hedge of the value.
    #[must_use]
    pub fn modifier(&self) -> Modifier {
        match self {
            Self::Quantity(quantity) => quantity.modifier,
            Self::Time(time) => time.modifier(),
            Self::Rank(rank) if rank.among => Modifier::AtLeast,
            Self::Rank(_) | Self::Ordinal(_) | Self::Score(_) => Modifier::Exact,
        }
    }

    /// The number of a quantity in the base unit of its dimension; none of anything else, or where vague or too large.
    #[must_use]
    pub fn base(&self) -> Option<Decimal> {
        if let Self::Quantity(quantity) = self { quantity.base() } else { None }
    }

    /// How many digits the number of a quantity takes, noughts at its ends left out; none of anything else.
    #[must_use]
    pub fn digits(&self) -> usize {
        if let Self::Quantity(quantity) = self { quantity.digits() } else { 0 }
    }

    /// Whether one of two amounts is more than so many times the other; not where one has no number.
    #[must_use]
    pub fn is_times_apart(&self, other: &Self, times: i64) -> bool {
        let (Some(a), Some(b)) = (self.base(), other.base()) else { return false };
        let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
        low.checked_mul(times.into()).is_none_or(|many| high > many)
    }

    /// The unit's id: `percent`, an ISO 4217 code, `km`, a counted noun's lemma.
    #[must_use]
    pub fn unit_id(&self) -> Option<&str> {
        match self {
            Self::Quantity(quantity) => quantity.unit.id(),
            Self::Ordinal(ordinal) => ordinal.of.as_deref(),
            Self::Time(_) | Self::Rank(_) | Self::Score(_) => None,
        }
    }
}
