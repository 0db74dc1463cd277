//! Numbers in digits: separators, groups with spaces, decimal marks of agencies, fractions, signs.

use rust_decimal::Decimal;

use super::number::{NumberReading, negated};
use super::reader::Reader;
use super::words::quotient;
use crate::language::{Cue, Sense, TokenKind};
use crate::value::Number;

/// Fractions that are one character, as numerator and denominator.
const VULGAR: [(char, i64, i64); 15] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// Denominators above this are no fractions but dates, file numbers and scores, unless they are powers of ten.
const DENOMINATORS: i64 = 16;

impl Reader<'_> {
    /// `12`, `1,250,000`, `13.613`, `5 million`, `2 1/2`, `100 000`, `72ر1`.
    pub(super) fn digits_and_scale(&self, at: usize) -> Option<NumberReading> {
        let digits = &self.token(at)?.word.folded;
        let mut end = at + 1;
        // `3,975 million` beside `32,5 million`.
        let parted = self.decimal_comma && digits.matches(',').count() == 1 && self.scale(end).is_some();
        let mut value = if parted { plain(&digits.replace(',', ".")) } else { plain(digits) }?;
        if !digits.contains(['.', ',']) && digits.len() <= 3 && value.value > Decimal::ZERO {
            while let Some(group) = self.group(end) {
                value = Number::written(value.value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(group)?);
                end += 1;
            }
        }
        if end == at + 1
            && let Some(whole) = self.whole_after_letter(end)
        {
            value = Number::written(format!("{whole}.{digits}").parse().ok()?);
            end += 2;
        }
        if let Some((power, after)) = self.power_of_ten(end) {
            value = value.times(power)?;
            end = after;
        } else if let Some((decimal, after)) = self.decimals(value, end).filter(|_| value.value.is_integer()) {
            value = decimal;
            end = after;
        } else if let Some((fraction, after)) = self.fraction_digits(at, end) {
            value = fraction;
            end = after;
        } else if let Some(part) = self.vulgar(end).filter(|_| self.is_glued(end)) {
            value = Number { value: value.value.checked_add(part.value)?, step: part.step };
            end += 1;
        }
        let reading = NumberReading { number: Some(value), vague: None, end, digits: true };
        if let Some(parts) = self.parts_after(reading) {
            return Some(parts);
        }
        Some(self.scaled(at, reading).or_else(|| self.with_half(reading)).unwrap_or(reading))
    }

    /// `e-3`, `x 10^6` behind digits: the power of ten that they are multiplied by.
    fn power_of_ten(&self, at: usize) -> Option<(Decimal, usize)> {
        let is = |at: usize, text: &str| self.token(at).is_some_and(|token| token.word.folded == text);
        let mut from = if is(at, "e") && self.is_glued(at) && self.is_glued(at + 1) {
            at + 1
        } else if (is(at, "x") || self.is_mark(at, '×')) && is(at + 1, "10") && self.is_mark(at + 2, '^') {
            at + 3
        } else {
            return None;
        };
        let minus = self.is_dash(from);
        from += usize::from(minus || self.is_mark(from, '+'));
        let exponent: u32 = self.token(from)?.word.folded.parse().ok()?;
        let sign = if minus { "-" } else { "" };
        Some((Decimal::from_scientific(&format!("1e{sign}{exponent}")).ok()?, from + 1))
    }

    /// `7 tenths`: digits and the word for one part.
    fn parts_after(&self, reading: NumberReading) -> Option<NumberReading> {
        let (1, of @ 3.., len) = self.fraction(reading.end).filter(|_| self.is_part_only(reading.end))? else {
            return None;
        };
        let whole = reading.number.filter(|number| number.value.is_integer())?;
        let number = Number { value: quotient(whole.value, Decimal::from(of)), step: Decimal::new(1, 2) };
        Some(NumberReading::exact(number, reading.end + len))
    }

    /// `5 and a half`: digits with a fraction joined on that can be nothing else.
    fn with_half(&self, reading: NumberReading) -> Option<NumberReading> {
        let from = self.after_joint(reading.end)?;
        let (part, end) = self.fraction_word(from).filter(|(_, end)| !self.is_period_part(from, *end))?;
        let whole = reading.number?;
        let sum = NumberReading::exact(Number { value: whole.value.checked_add(part.value)?, step: part.step }, end);
        Some(self.scaled(reading.end - 1, sum).unwrap_or(sum))
    }

    /// A sign and the number after it: `-163`, `.5`, `½`. A dash is a sign only after a space and before a digit.
    pub(super) fn signed(&self, at: usize) -> Option<NumberReading> {
        if let Some(part) = self.vulgar(at) {
            return Some(NumberReading::exact(part, at + 1));
        }
        let digits = self.token(at + 1).filter(|token| token.kind == TokenKind::Number)?;
        if !digits.glued {
            // A dash apart is a sign only where nothing else stands: a cell of a table.
            let alone = self.digits_and_scale(at + 1).filter(|reading| at == 0 && reading.end == self.tokens.len())?;
            return self
                .is_mark(at, '-')
                .then(|| Some(NumberReading { number: Some(negated(alone.number?)), ..alone }))?;
        }
        if self.is_glued(at) && !self.opens_number(at) {
            return None;
        }
        if self.is_mark(at, '.') || self.is_mark(at, '\u{066B}') {
            let fraction = &digits.word.folded;
            let number =
                fraction.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("0.{fraction}").parse().ok())??;
            let reading =
                NumberReading { number: Some(Number::written(number)), vague: None, end: at + 2, digits: true };
            return Some(self.scaled(at, reading).unwrap_or(reading));
        }
        let minus = self.is_dash(at) && self.cue(at, Cue::Minus).is_some() || self.is_mark(at, '-');
        let reading = if minus { self.digits_and_scale(at + 1)? } else { return None };
        Some(NumberReading { number: Some(negated(reading.number?)), ..reading })
    }

    /// Whether a sign may follow the token before with no space: a bracket or quote, or the sign of a hedge.
    fn opens_number(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| {
            matches!(before.kind, TokenKind::Mark('(' | '[' | '"' | '“' | '«'))
                || matches!(before.kind, TokenKind::Mark(_))
                    && before.has(|sense| matches!(sense, Sense::Modifier { .. }))
        })
    }

    fn vulgar(&self, at: usize) -> Option<Number> {
        let Some(TokenKind::Mark(mark)) = self.token(at).map(|token| token.kind) else { return None };
        let (_, over, under) = VULGAR.iter().find(|(letter, ..)| *letter == mark)?;
        Some(fraction(Decimal::from(*over), Decimal::from(*under)))
    }

    /// Three digits of a longer number, after one space.
    fn group(&self, at: usize) -> Option<Decimal> {
        let token = self.token(at)?;
        let three = token.kind == TokenKind::Number && token.word.folded.len() == 3 && !token.glued;
        if !three || !token.word.folded.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let gap = self.text.get(self.token(at.checked_sub(1)?)?.span.end..token.span.start)?;
        gap.chars().nth(1).is_none().then(|| token.word.folded.parse().ok())?
    }

    /// The whole part behind an agency's decimal letter.
    fn whole_after_letter(&self, at: usize) -> Option<&str> {
        let letter = self.token(at)?;
        let mark = letter.word.language.map_or("", |language| language.decimal_letter);
        let whole = self.token(at + 1)?;
        let plain = whole.kind == TokenKind::Number && whole.word.folded.bytes().all(|byte| byte.is_ascii_digit());
        (!mark.is_empty() && letter.word.folded == mark && whole.glued && plain).then_some(whole.word.folded.as_str())
    }

    /// A fraction after a whole number, or alone: `2 1/2`, `3/4`.
    fn fraction_digits(&self, at: usize, end: usize) -> Option<(Number, usize)> {
        let digit = |at: usize| {
            let token = self.token(at)?;
            (token.kind == TokenKind::Number).then(|| token.word.folded.parse::<Decimal>().ok())?
        };
        let slash = |at: usize| self.is_mark(at, '/') && self.is_glued(at) && self.is_glued(at + 1);
        let further = |at: usize| self.is_mark(at, '/') && self.is_glued(at);
        let round = [Decimal::ONE_HUNDRED, Decimal::ONE_THOUSAND];
        let proper = |over: Decimal, under: Decimal| {
            over > Decimal::ZERO && over < under && (under <= Decimal::from(DENOMINATORS) || round.contains(&under))
        };
        if slash(end) && !further(end + 2) {
            let (over, under) = (digit(at)?, digit(end + 1)?);
            return proper(over, under).then(|| (fraction(over, under), end + 2));
        }
        if slash(end + 1) && !self.is_glued(end) && !further(end + 3) {
            let (whole, over, under) = (digit(at)?, digit(end)?, digit(end + 2)?);
            let mixed = whole.checked_add(fraction(over, under).value)?;
            return proper(over, under).then(|| (Number::written(mixed), end + 3));
        }
        None
    }
}

/// Digits with their separators as a number; none where they are no number (`12.3.2024`).
fn plain(digits: &str) -> Option<Number> {
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits.parse().ok().map(Number::written);
    }
    let separators: Vec<char> = digits.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let parts: Vec<&str> = digits.split(['.', ',']).collect();
    let grouped = parts[0].len() <= 3 && !parts[0].starts_with('0') && parts[1..].iter().all(|part| part.len() == 3);
    // Groups of three digits, or of two and then three in South Asia: 12,34,567.89.
    let south = |parts: &[&str]| {
        parts.split_last().is_some_and(|(last, rest)| {
            last.len() == 3 && matches!(rest[0].len(), 1 | 2) && rest[1..].iter().all(|part| part.len() == 2)
        })
    };
    let groups = |parts: &[&str]| parts[1..].iter().all(|part| part.len() == 3) || south(parts);
    let alike = separators.iter().all(|mark| *mark == separators[0]);
    let text = match separators.as_slice() {
        [','] if grouped => parts.concat(),
        [mark, rest @ ..] if grouped && !rest.is_empty() && rest.iter().all(|other| other == mark) => parts.concat(),
        [',', _, ..] if alike && south(&parts) => parts.concat(),
        ['.' | ','] => parts.join("."),
        [rest @ .., last]
            if rest.iter().all(|mark| *mark == rest[0] && mark != last || *mark == ',')
                && groups(&parts[..parts.len() - 1]) =>
        {
            format!("{}.{}", parts[..parts.len() - 1].concat(), parts[parts.len() - 1])
        }
        _ => return None,
    };
    text.parse().ok().map(Number::written)
}

fn fraction(over: Decimal, under: Decimal) -> Number {
    Number { value: quotient(over, under), step: Decimal::new(1, 2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_apart() {
        for (digits, want) in [
            ("1250000", "1250000"),
            ("1,250,000", "1250000"),
            ("1.250.000", "1250000"),
            ("1,5", "1.5"),
            ("13.613", "13.613"),
            ("26,013,94", "26013.94"),
            ("12,34,567.89", "1234567.89"),
            ("12,34,567", "1234567"),
            ("1.250,5", "1250.5"),
            ("1,250.5", "1250.5"),
            ("0,125", "0.125"),
        ] {
            assert_eq!(plain(digits).map(|number| number.value), Some(want.parse().unwrap()), "{digits}");
        }
        for digits in ["12.3.2024", "1,2,3", "192.168.1.1", "22,24,26,31"] {
            assert_eq!(plain(digits), None, "{digits}");
        }
    }
}
