//! Exact decimals that remember how finely they were written.

use rust_decimal::Decimal;

/// An exact number and the place value of its last significant digit.
///
/// `7.2 billion` has the value 7,200,000,000 and the step 100,000,000; trailing zeros of a whole number are not
/// significant, so `1200` has the step 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    /// The value.
    pub value: Decimal,
    /// The place value of the last significant digit, always positive.
    pub step: Decimal,
}

impl Number {
    /// A number as its digits say it: decimals keep their written places, whole numbers drop trailing zeros.
    #[must_use]
    pub fn written(value: Decimal) -> Self {
        let mut step = Decimal::new(1, value.scale());
        if value.scale() == 0 {
            let mut rest = value.mantissa();
            while rest != 0 && rest % 10 == 0 {
                rest /= 10;
                step *= Decimal::TEN;
            }
        }
        Self { value, step }
    }

    /// The number times an exact factor (a scale word, a percentage, a unit); none where it no longer fits 28 digits.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Option<Self> {
        Some(Self { value: self.value.checked_mul(factor)?, step: self.step.checked_mul(factor.abs())? })
    }

    /// Half a step, but at most a twentieth of the value: what rounding alone can hide.
    #[must_use]
    pub fn rounding(self) -> Decimal {
        (self.step / Decimal::TWO).min(self.value.abs() / Decimal::from(20))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::written(Decimal::from(value))
    }
}

/// A decimal without trailing zeros or exponent, as machine output writes it.
#[must_use]
pub fn canonical(value: Decimal) -> String {
    value.normalize().to_string()
}

/// A decimal as people read it: its thousands grouped, at least so many places after the point.
#[must_use]
pub fn grouped(value: Decimal, places: u32) -> String {
    let value = value.normalize();
    let digits = format!("{:.1$}", value.abs(), places.max(value.scale()) as usize);
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut grouped = String::from(if value.is_sign_negative() { "-" } else { "" });
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (text, places, want) in [
            ("1250000", 0, "1,250,000"),
            ("-1234.50", 0, "-1,234.5"),
            ("40", 1, "40.0"),
            ("999", 0, "999"),
            ("-0", 0, "0"),
        ] {
            assert_eq!(grouped(text.parse().unwrap(), places), want, "{text}");
        }
    }

    fn written(text: &str) -> Number {
        Number::written(text.parse().unwrap())
    }

    #[test]
    fn the_step_is_that_of_the_last_significant_digit() {
        for (text, step) in
            [("40", "10"), ("765", "1"), ("1200", "100"), ("7.2", "0.1"), ("13.613", "0.001"), ("0", "1")]
        {
            assert_eq!(canonical(written(text).step), step, "{text}");
        }
        let scaled = written("7.2").times(Decimal::from(1_000_000_000)).unwrap();
        assert_eq!((canonical(scaled.value), canonical(scaled.step)), ("7200000000".into(), "100000000".into()));
    }

    #[test]
    fn rounding_hides_at_most_a_twentieth() {
        assert_eq!(canonical(written("40").rounding()), "2");
        assert_eq!(canonical(written("765").rounding()), "0.5");
    }

    #[test]
    fn overflow_is_no_value() {
        assert_eq!(Number::written(Decimal::MAX).times(Decimal::TEN), None);
    }
}
