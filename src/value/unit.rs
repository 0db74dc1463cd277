//! Units and their dimensions. The table is `units.toml`, compiled in.

use rust_decimal::Decimal;

include!(concat!(env!("OUT_DIR"), "/units.rs"));

/// What a unit measures. Values of different dimensions cannot be compared; they are not *different*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// Things counted.
    Count,
    /// Hundredths.
    Ratio,
    /// Money of one currency, by its ISO 4217 code. Currencies are never converted.
    Money(&'static str),
    /// Lengths of time, in seconds; a year is 31,556,952 s (the mean Gregorian year) and a month its twelfth.
    Duration,
    /// A physical quantity, by name: `length`, `mass`, `temperature`.
    Physical(&'static str),
}

impl Dimension {
    /// The name of its section in the unit table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Ratio => "ratio",
            Self::Money(_) => "money",
            Self::Duration => "duration",
            Self::Physical(name) => name,
        }
    }
}

/// A unit of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct UnitDef {
    /// The id: `km`, `tonne`, `USD`, `percent`.
    pub id: &'static str,
    /// What it measures.
    pub dimension: Dimension,
    /// How many base units one is: numerator and denominator.
    pub factor: (Decimal, Decimal),
    /// What is added after the factor (degrees Celsius to kelvin).
    pub offset: Decimal,
    /// How reports write it after a number: `km`, `%`.
    pub symbol: &'static str,
    /// Of a word for money that several countries use: the ids of the currencies that it may stand for.
    pub shared_by: &'static [&'static str],
    /// Of a part of money: the ids of the units that it is a part of, and how many make one.
    pub part_of: &'static [(&'static str, u32)],
}

/// The unit of a quantity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A bare number.
    #[default]
    None,
    /// A unit of the table.
    Known(&'static UnitDef),
    /// A counted noun, by its singular lemma.
    Counted(String),
}

/// Every unit of the table, sorted by id.
#[must_use]
pub fn units() -> &'static [UnitDef] {
    UNITS
}

impl Unit {
    /// The unit with this id, if the table has it.
    #[must_use]
    pub fn known(id: &str) -> Option<Self> {
        let at = UNITS.binary_search_by(|unit| unit.id.cmp(id)).ok()?;
        Some(Self::Known(&UNITS[at]))
    }

    /// The place in the table of the unit with this id.
    #[must_use]
    pub fn place(id: &str) -> Option<u16> {
        let at = UNITS.binary_search_by(|unit| unit.id.cmp(id)).ok()?;
        u16::try_from(at).ok()
    }

    /// The id of machine output.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Known(unit) => Some(unit.id),
            Self::Counted(lemma) => Some(lemma),
        }
    }

    /// What it measures.
    #[must_use]
    pub const fn dimension(&self) -> Dimension {
        match self {
            Self::None | Self::Counted(_) => Dimension::Count,
            Self::Known(unit) => unit.dimension,
        }
    }

    /// Whether two units measure one thing: a dinar can be that of Jordan.
    #[must_use]
    pub fn measures_like(&self, other: &Self) -> bool {
        let stands_for = |word: &Self, other: &Self| match (word, other) {
            (Self::Known(word), Self::Known(other)) => word.shared_by.contains(&other.id),
            _ => false,
        };
        self.dimension() == other.dimension() || stands_for(self, other) || stands_for(other, self)
    }

    /// A difference of two values in the base unit of the dimension; none where it would not fit.
    #[must_use]
    pub fn step_to_base(&self, value: Decimal) -> Option<Decimal> {
        self.to_base(value)?.checked_sub(self.to_base(Decimal::ZERO)?)
    }

    /// A value in the base unit of the dimension; none where it would not fit.
    #[must_use]
    pub fn to_base(&self, value: Decimal) -> Option<Decimal> {
        match self {
            Self::None | Self::Counted(_) => Some(value),
            Self::Known(unit) => {
                // Most units are the base of their dimension, and this is asked of each pair of claims: what would change
                // nothing is not worked out.
                let (over, under) = unit.factor;
                let value = if is_one(over) { value } else { value.checked_mul(over)? };
                let value = if is_one(under) { value } else { value.checked_div(under)? };
                if unit.offset.is_zero() { Some(value) } else { value.checked_add(unit.offset) }
            }
        }
    }
}

/// Whether it is the number 1, written without decimals.
const fn is_one(number: Decimal) -> bool {
    number.scale() == 0 && number.mantissa() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_without_duplicates() {
        assert!(UNITS.windows(2).all(|pair| pair[0].id < pair[1].id));
    }

    #[test]
    fn conversion_is_exact() {
        let base = |id: &str, value: i64| Unit::known(id).unwrap().to_base(Decimal::from(value)).unwrap();
        assert_eq!(base("mile", 475), Decimal::new(764_438_400, 3));
        assert_eq!(base("year", 1), base("month", 12));
        assert_eq!(base("celsius", -163), Decimal::new(11015, 2));
    }
}
