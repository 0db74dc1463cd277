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

/// A half and a twentieth: to multiply by them is quicker than to divide.
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);
const TWENTIETH: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

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
        (self.step * HALF).min(self.value.abs() * TWENTIETH)
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
    // Most numbers are whole: an integer is written with fewer steps.
    if value.scale() == 0
        && let Ok(whole) = i64::try_from(value.mantissa())
    {
        return whole.to_string();
    }
    value.normalize().to_string()
}

/// A decimal as people read it: its thousands grouped, at least so many places after the point.
#[must_use]
pub fn grouped(value: Decimal, places: u32) -> String {
    let mut out = String::new();
    put_grouped(&mut out, value, places);
    out
}

/// The same, behind what is written already: reasons and labels are written by the million.
pub(super) fn put_grouped(out: &mut String, value: Decimal, places: u32) {
    let value = if value.scale() > 0 || value.is_zero() { value.normalize() } else { value };
    let scale = value.scale() as usize;
    let mut digits = [b'0'; DIGITS];
    let written = put_digits(&mut digits, value.mantissa().unsigned_abs());
    // At least one digit stands before the point.
    let (whole, fraction) = digits[DIGITS - written.max(scale + 1)..].split_at(written.max(scale + 1) - scale);
    if value.is_sign_negative() {
        out.push('-');
    }
    for (at, digit) in whole.iter().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(char::from(*digit));
    }
    let places = scale.max(places as usize);
    if places > 0 {
        out.push('.');
        out.extend(fraction.iter().map(|digit| char::from(*digit)));
        out.extend(std::iter::repeat_n('0', places - scale));
    }
}

/// As many digits as a decimal has at most, and one before the point.
const DIGITS: usize = 30;

/// Writes a number to the end of some noughts, and tells how many digits it has: none for nought.
fn put_digits(digits: &mut [u8; DIGITS], number: u128) -> usize {
    let (mut rest, mut written) = (number, 0);
    for digit in digits.iter_mut().rev() {
        let last;
        // Nearly all fit into 64 bits, where a division takes a tenth of the time.
        (rest, last) = match u64::try_from(rest) {
            Ok(0) => break,
            Ok(few) => ((few / 10).into(), few % 10),
            Err(_) => (rest / 10, u64::try_from(rest % 10).unwrap_or_default()),
        };
        *digit = b'0' + u8::try_from(last).unwrap_or_default();
        written += 1;
    }
    written
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
            ("0.05", 0, "0.05"),
            ("1234567.5", 3, "1,234,567.500"),
            ("79228162514264337593543950335", 0, "79,228,162,514,264,337,593,543,950,335"),
            ("-0.0000000000000000000000000001", 0, "-0.0000000000000000000000000001"),
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
