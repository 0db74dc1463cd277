//! A number with its unit and modifier.

use rust_decimal::Decimal;

use super::{Change, Dimension, Interval, Limit, Modifier, Number, Unit};

/// Ten per cent: how far *about* reaches either side, and *nearly* below.
const ABOUT: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Two per cent: how far *about* reaches at least, however sharp the number: 157 km/h, converted from knots.
const ABOUT_LEAST: Decimal = Decimal::from_parts(2, 0, 0, false, 2);

/// The fewest digits of a number that is told by cutting off the last ones of another.
const CUT: usize = 3;

/// Counts under this are exact unless hedged.
const SMALL_COUNT: Decimal = Decimal::ONE_HUNDRED;

/// A number, a range or a vague amount of some unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The number, or the first end of a range; none where vague (*dozens*).
    pub number: Option<Number>,
    /// The other end of a range, inclusive.
    pub upto: Option<Number>,
    /// Low and high of a vague amount.
    pub vague: Option<(Decimal, Decimal)>,
    /// What is counted or measured.
    pub unit: Unit,
    /// What the amount is per: a month, a barrel.
    pub per: Option<String>,
    /// The hedge.
    pub modifier: Modifier,
    /// A change, or a level.
    pub change: Change,
    /// The amount is written in whole and part (*a year and a half*) or as a part (*two thirds*), good to a quarter of this.
    pub loose: Option<Decimal>,
}

impl Quantity {
    /// A bare number of a unit.
    #[must_use]
    pub const fn new(number: Number, unit: Unit) -> Self {
        Self {
            number: Some(number),
            upto: None,
            vague: None,
            unit,
            per: None,
            modifier: Modifier::Exact,
            change: Change::Level,
            loose: None,
        }
    }

    /// The number in the base unit of its dimension; none where vague or too large.
    #[must_use]
    pub fn base(&self) -> Option<Decimal> {
        self.number.and_then(|number| self.unit.to_base(number.value))
    }

    /// Whether it is one number that is told without a hedge.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.modifier == Modifier::Exact && self.upto.is_none() && self.vague.is_none()
    }

    /// How many digits the number takes, noughts at its ends left out: two for 5.3 billion.
    #[must_use]
    pub fn digits(&self) -> usize {
        let digits = self.number.and_then(|number| stripped(number.value).checked_ilog10());
        digits.map_or(0, |more| more as usize + 1)
    }

    /// The digits of the number, noughts at its ends left out: 53 of 5.3 billion; none where vague.
    #[must_use]
    pub fn significant(&self) -> Option<String> {
        let digits = stripped(self.number?.value);
        Some(if digits == 0 { String::new() } else { digits.to_string() })
    }

    /// Where its first digit stands: 1 in a number from 1 to under 10, 0 in one from 0.1 on; none where vague.
    #[must_use]
    pub fn magnitude(&self) -> Option<i64> {
        let value = self.number?.value;
        let above = value.mantissa().unsigned_abs().checked_ilog10();
        // Nought is written with one digit.
        Some(above.map_or(1, |above| i64::from(above) + 1 - i64::from(value.scale())))
    }

    /// Whether this number is the other one but for two neighbouring digits, which stand in the other order: 5,478 and
    /// 5,487 votes, 2.4 % and 4.2 %, 705 and 750.
    #[must_use]
    pub fn transposes(&self, other: &Self) -> bool {
        let counted = |of: &Self| of.unit.dimension() == Dimension::Count;
        let money = |of: &Self| matches!(of.unit.dimension(), Dimension::Money(_));
        // What was written is held against what was written: a mile is no kilometre.
        let written_alike = self.unit.id() == other.unit.id()
            || counted(self) && counted(other)
            || money(self) && money(other) && self.unit.measures_like(&other.unit);
        let negative = |of: &Self| of.number.is_some_and(|number| number.value.is_sign_negative());
        let alike = written_alike
            && self.per == other.per
            && self.change == other.change
            && self.upto.is_none()
            && other.upto.is_none()
            && negative(self) == negative(other)
            && self.magnitude() == other.magnitude();
        if !alike {
            return false;
        }
        let (Some(one), Some(another)) = (self.significant(), other.significant()) else { return false };
        let digit = |of: &str, at: usize| of.as_bytes().get(at).copied().unwrap_or(b'0');
        let differ: Vec<usize> =
            (0..one.len().max(another.len())).filter(|at| digit(&one, *at) != digit(&another, *at)).collect();
        let turned = |first: usize, second: usize| {
            second == first + 1
                && digit(&one, first) == digit(&another, second)
                && digit(&one, second) == digit(&another, first)
        };
        matches!(differ.as_slice(), [first, second] if turned(*first, *second))
    }

    /// Whether this number is what the other one comes to when it is rounded to as many digits: 13.03 of 13.031.
    #[must_use]
    pub fn rounds(&self, other: &Self) -> bool {
        let (Some(number), Some(told), Some(fine)) = (self.number, self.base(), other.base()) else { return false };
        let reach = last_digit(number).and_then(|worth| self.unit.step_to_base(worth));
        let apart = told.checked_sub(fine).and_then(|apart| apart.abs().checked_mul(Decimal::TWO));
        reach.zip(apart).is_some_and(|(reach, apart)| apart <= reach)
    }

    /// Whether this number is what is left of the other one where its last digits are cut off rather than rounded: 14.5
    /// thousand of 14,551. A number of two digits says too little for that; shares and measurements are rounded.
    #[must_use]
    pub fn is_cut_from(&self, other: &Self) -> bool {
        let longer = || self.digits() >= CUT && other.digits() > self.digits();
        let cut = || {
            let step = self.unit.step_to_base(self.number?.step)?;
            let lost = other.base()?.checked_sub(self.base()?)?;
            Some(lost >= Decimal::ZERO && lost < step)
        };
        let counted = matches!(self.unit.dimension(), Dimension::Count | Dimension::Money(_));
        self.is_bare() && other.is_bare() && counted && longer() && cut().unwrap_or(false)
    }

    /// **S**: what the words literally allow, in the base unit of the dimension; none where vague or too large.
    #[must_use]
    pub fn literal(&self) -> Option<Interval> {
        self.in_base(self.literal_as_written()?)
    }

    /// **S** in the unit that the words use.
    #[must_use]
    pub fn literal_as_written(&self) -> Option<Interval> {
        if let Some((low, high)) = self.vague {
            return Some(Interval::closed(low, high));
        }
        let number = self.number?;
        let value = number.value;
        let spread = || value.abs().checked_mul(ABOUT);
        if let Some(upto) = self.upto {
            let ends = Interval::closed(value.min(upto.value), value.max(upto.value));
            return if self.modifier == Modifier::About { ends.widened(spread()?) } else { Some(ends) };
        }
        Some(match self.modifier {
            Modifier::Exact => return Interval::closed(value, value).widened(self.margin(number)),
            Modifier::About => return Interval::closed(value, value).widened(spread()?),
            Modifier::Nearly => {
                Interval { low: Limit::With(value.checked_sub(spread()?)?), high: Limit::Without(value) }
            }
            Modifier::LessThan => Interval { low: Limit::None, high: Limit::Without(value) },
            Modifier::AtMost => Interval { low: Limit::None, high: Limit::With(value) },
            Modifier::AtLeast => Interval { low: Limit::With(value), high: Limit::None },
            Modifier::MoreThan => Interval { low: Limit::Without(value), high: Limit::None },
        })
    }

    /// **P**: what a reader takes the words to mean, in the base unit of the dimension.
    #[must_use]
    pub fn implied(&self) -> Option<Interval> {
        self.in_base(self.implied_as_written()?)
    }

    /// **P** in the unit that the words use.
    ///
    /// *More than 30* implies less than the next step of its own granularity, 40 (Cummins, Sauerland & Solt 2012). *About 52*
    /// is 51 to 53: a number that is not round was not rounded far (Krifka 2007), though the words allow a tenth.
    #[must_use]
    pub fn implied_as_written(&self) -> Option<Interval> {
        let (Some(number), None) = (self.number, self.upto) else { return self.literal_as_written() };
        let value = number.value;
        match self.modifier {
            Modifier::MoreThan => {
                Some(Interval { low: Limit::Without(value), high: Limit::Without(value.checked_add(number.step)?) })
            }
            Modifier::LessThan => {
                Some(Interval { low: Limit::Without(value.checked_sub(number.step)?), high: Limit::Without(value) })
            }
            Modifier::About => Interval::closed(value, value).widened(about(number)?),
            Modifier::Nearly => {
                Some(Interval { low: Limit::With(value.checked_sub(about(number)?)?), high: Limit::Without(value) })
            }
            _ => self.literal_as_written(),
        }
    }

    /// Whether both give one number of two currencies, which is a slip where both speak of one amount. Codes that end in
    /// the same letter may share a word (dollars, pounds), so that one of the two may only be told more fully.
    #[must_use]
    pub fn is_of_other_money(&self, other: &Self) -> bool {
        let code = |quantity: &Self| match quantity.unit.dimension() {
            Dimension::Money(code) if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) => {
                Some(code)
            }
            _ => None,
        };
        let (Some(one), Some(another)) = (code(self), code(other)) else { return false };
        one[2..] != another[2..]
            && self.per == other.per
            && (self.upto, other.upto) == (None, None)
            && self.number.zip(other.number).is_some_and(|(a, b)| a.value == b.value)
    }

    /// How far rounding reaches either side of a bare number, in its own unit.
    fn margin(&self, number: Number) -> Decimal {
        if let Some(unit) = self.loose {
            return unit / Decimal::from(4);
        }
        let whole = number.value.fract().is_zero() && number.step >= Decimal::ONE;
        if self.unit.dimension() == Dimension::Count && whole && number.value.abs() < SMALL_COUNT {
            Decimal::ZERO
        } else {
            number.rounding()
        }
    }

    fn in_base(&self, interval: Interval) -> Option<Interval> {
        let limit = |limit: Limit| limit.map(|value| self.unit.to_base(value));
        Some(Interval { low: limit(interval.low)?, high: limit(interval.high)? })
    }
}

/// How far *about* reaches to a reader: the worth of the last digit told, or five of it where that is a five, between a
/// fiftieth and a tenth.
fn about(number: Number) -> Option<Decimal> {
    let tenth = number.value.abs().checked_mul(ABOUT)?;
    let Some(worth) = last_digit(number) else { return Some(tenth) };
    let five = worth.checked_mul(Decimal::from(5))?;
    let fives = (number.value % worth.checked_mul(Decimal::TEN)?).abs() == five;
    let least = number.value.abs().checked_mul(ABOUT_LEAST)?;
    Some(if fives { five } else { worth }.clamp(least, tenth))
}

/// The digits of a number without its sign and point, noughts at its ends left out.
fn stripped(value: Decimal) -> u128 {
    let mut digits = value.mantissa().unsigned_abs();
    // Nearly all fit into 64 bits, where a division takes a tenth of the time.
    if let Ok(mut few) = u64::try_from(digits) {
        while few != 0 && few.is_multiple_of(10) {
            few /= 10;
        }
        return few.into();
    }
    while digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits
}

/// The worth of the last digit that is told, noughts left out: a tenth of 5.3, a hundred of 6,400.
fn last_digit(number: Number) -> Option<Decimal> {
    let plain = number.value.normalize();
    let mut rest = plain.mantissa();
    // Nought is a digit that is left out.
    let mut ends = u32::from(rest == 0);
    while rest != 0 && rest % 10 == 0 {
        rest /= 10;
        ends += 1;
    }
    let last = Decimal::try_from_i128_with_scale(1, plain.scale()).ok()?;
    10_u64.checked_pow(ends).and_then(|times| last.checked_mul(Decimal::from(times)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(number: &str, unit: &str) -> Quantity {
        Quantity::new(Number::written(number.parse().unwrap()), Unit::known(unit).unwrap_or(Unit::None))
    }

    #[test]
    fn two_neighbouring_digits_in_the_other_order_are_a_slip() {
        for (one, other, turned) in [
            ("5478", "5487", true),
            ("2.4", "4.2", true),
            ("4800000000", "8400000000", true),
            ("705", "750", true),
            ("4.05", "4.50", true),
            ("486.37", "486.73", true),
            ("5478", "5478", false),
            // Not beside each other, a digit more, of another size, on the other side of nought.
            ("123", "321", false),
            ("1234", "2143", false),
            ("123", "1132", false),
            ("12", "210", false),
            ("0.12", "2.1", false),
            ("-12.3", "13.2", false),
        ] {
            let (a, b) = (quantity(one, "percent"), quantity(other, "percent"));
            assert_eq!((a.transposes(&b), b.transposes(&a)), (turned, turned), "{one} / {other}");
        }
        assert!(!quantity("12", "km").transposes(&quantity("21", "mile")));
        assert!(!quantity("12", "km").transposes(&quantity("21", "")));
    }
}
