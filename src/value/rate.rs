//! Amounts for each length of time, brought to one length: 58.6 billion a year, 5 billion a month.

use rust_decimal::Decimal;

use super::{Dimension, Quantity, Unit};

impl Quantity {
    /// Both amounts for the longer of the two lengths of time that they are for each of; none where they are for each of
    /// the same, of something else or of nothing.
    ///
    /// A month is the twelfth of a year here as everywhere, so that twelve months are exactly one.
    #[must_use]
    pub fn for_one_time(&self, other: &Self) -> Option<(Self, Self)> {
        let (one, another) = (length(self)?, length(other)?);
        let (here, there) = (one.to_base(1.into())?, another.to_base(1.into())?);
        match here.cmp(&there) {
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Less => Some((self.times(there.checked_div(here)?, other)?, other.clone())),
            std::cmp::Ordering::Greater => Some((self.clone(), other.times(here.checked_div(there)?, self)?)),
        }
    }

    /// The amount for so many of what it is for each of, which is what the other is for each of.
    fn times(&self, factor: Decimal, each: &Self) -> Option<Self> {
        let mut all = Self { per: each.per.clone(), ..self.clone() };
        for number in [&mut all.number, &mut all.upto].into_iter().flatten() {
            *number = number.times(factor)?;
        }
        if let Some((low, high)) = &mut all.vague {
            (*low, *high) = (low.checked_mul(factor)?, high.checked_mul(factor)?);
        }
        Some(all)
    }
}

/// The length of time that an amount is for each of.
fn length(of: &Quantity) -> Option<Unit> {
    Unit::known(of.per.as_deref()?).filter(|unit| unit.dimension() == Dimension::Duration)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Number, Relation, Value, relate};

    fn each(number: i64, per: &str) -> Quantity {
        Quantity { per: Some(per.to_owned()), ..Quantity::new(Number::from(number), Unit::known("USD").unwrap()) }
    }

    #[test]
    fn a_rate_is_brought_to_the_longer_time() {
        let value = |quantity: &Quantity| quantity.number.unwrap().value;
        let (month, year) = each(5, "month").for_one_time(&each(60, "year")).unwrap();
        assert_eq!((value(&month), month.per.as_deref()), (60.into(), Some("year")));
        assert_eq!(relate(&Value::Quantity(month), &Value::Quantity(year)), Relation::Same);
        let (year, month) = each(60, "year").for_one_time(&each(5, "month")).unwrap();
        assert_eq!((value(&year), value(&month)), (60.into(), 60.into()));
    }

    #[test]
    fn what_is_for_each_of_something_else_is_left_alone() {
        assert_eq!(each(5, "month").for_one_time(&each(5, "month")), None);
        assert_eq!(each(5, "barrel").for_one_time(&each(5, "month")), None);
        assert_eq!(each(5, "month").for_one_time(&Quantity { per: None, ..each(5, "month") }), None);
    }
}
