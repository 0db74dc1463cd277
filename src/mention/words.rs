//! Number words: cardinals added up by magnitude, fractions, vague amounts.

use rust_decimal::Decimal;

use super::number::{Cardinal, NumberReading};
use super::reader::Reader;
use crate::language::{Cue, Sense, SenseKind, TokenKind, UnitForm};
use crate::value::{Granularity, Number};

/// The most tokens of an ordinal above a hundred, hyphens too.
const LARGE_ORDINAL: usize = 12;

impl Reader<'_> {
    /// The number that words beginning here say.
    pub(super) fn number_words(&self, start: usize) -> Option<NumberReading> {
        // `a quarter` may be one of four lengths of time, and begins at its noun.
        let article = self.cue(start, Cue::Per).unwrap_or(0);
        let timed = article > 0 && self.token(start + article)?.has(|sense| matches!(sense, Sense::Period(_)));
        if let Some((number, end)) = self.fraction_word(start).filter(|_| !timed) {
            return (!self.is_period_part(start, end)).then(|| self.fraction_of_scale(number, end));
        }
        self.vague(start).or_else(|| self.cardinals(start))
    }

    /// A fraction, and the scale that it is of: `نصف مليون`, `half a million`.
    fn fraction_of_scale(&self, number: Number, end: usize) -> NumberReading {
        let article = usize::from(self.cue(end, Cue::Per).is_some());
        let scaled = self.scale(end + article).and_then(|scale| {
            let number = number.times(Decimal::from(scale.value))?;
            Some(NumberReading::exact(number, end + article + scale.len))
        });
        scaled.unwrap_or(NumberReading::exact(number, end))
    }

    /// `half`, `a quarter`, `two thirds`, as a part of one.
    pub(super) fn fraction_word(&self, at: usize) -> Option<(Number, usize)> {
        let article = usize::from(self.token(at)?.kind == TokenKind::Word && self.cue(at, Cue::Per).is_some());
        if let Some((parts, of, len)) = self.fraction(at + article) {
            let end = at + article + len;
            // The Latin Quarter.
            let named = |at: usize| self.token(at).is_some_and(|token| token.word.capital);
            if article == 0 && (named(at) && at.checked_sub(1).is_some_and(named) || self.is_length_of_time(at, end)) {
                return None;
            }
            // A word that is also an ordinal is a part only where nothing is left for it to number: a third of the seats.
            let ordinal = self.is_ordinal(at + article) && !self.ends_phrase(end);
            let cardinal =
                self.is_cardinal(at + article) && !self.is_whole_of_part(end) && !self.is_part_alone(at, end);
            return (!ordinal && !cardinal || parts > 1).then(|| (part(parts, of), end));
        }
        // A twenty-first, where nothing is left for it to number.
        if let Some((of, end)) =
            self.tens_ordinal(at + article).filter(|(_, end)| article > 0 && self.ends_phrase(*end))
        {
            return Some((part(1, of), end));
        }
        // Several parts: a small number and the word for one of them. `two quarters` are two lengths of time.
        let count = self.cardinal(at).filter(|count| !count.scale && (1..=90).contains(&count.value))?;
        let (parts, end) = self.ten_and_unit(at).unwrap_or((count.value, at + count.len));
        let next = end + usize::from(self.is_hyphen(end) || self.is_loose_hyphen(end));
        if let Some((1, of, len)) = self.fraction(next).filter(|_| !self.is_joined(next)) {
            // Three trillionth is a place, three trillionths are parts.
            let place = parts > 1 && of >= 100 && self.is_ordinal(next);
            // Decimal parts are not brought to their lowest terms.
            let lowest = gcd(parts, of) == 1 || matches!(of, 10 | 100 | 1000);
            return (parts < of && lowest && !place).then(|| (part(parts, of), next + len));
        }
        if parts != 1 {
            return None;
        }
        // One twenty-fifth, one one-hundred-fifth.
        let (of, end) = self.tens_ordinal(next).or_else(|| self.large_ordinal(next))?;
        Some((part(1, of), end))
    }

    /// An ordinal above a hundred that begins with a small number: `one-hundred-fifth`. It is looked for only where it can
    /// be, and no further than it can reach: ordinals read numbers, and these read fractions again.
    fn large_ordinal(&self, at: usize) -> Option<(u64, usize)> {
        let word = self.cardinal(at).filter(|word| !word.scale)?;
        let end = self.ten_and_unit(at).map_or(at + word.len, |(_, end)| end);
        let next = end + usize::from(self.is_hyphen(end) || self.is_loose_hyphen(end));
        if word.value < 100 && self.scale(next).is_none() && self.ordinal_word(next).is_none() {
            return None;
        }
        let near = Self { tokens: &self.tokens[..self.tokens.len().min(at + LARGE_ORDINAL)], ..*self };
        near.ordinal_words(at).filter(|(of, _)| *of > 100)
    }

    /// A ten and a unit that a hyphen ties, where the ten comes first: `fifty-four` hundredths.
    fn ten_and_unit(&self, at: usize) -> Option<(u64, usize)> {
        let ten = self.cardinal(at).filter(|word| matches!(word.value, 20..=90) && !self.language.unit_before_ten)?;
        let next = at + ten.len;
        let unit = self.cardinal(next + 1).filter(|unit| self.is_hyphen(next) && (1..=9).contains(&unit.value))?;
        Some((ten.value + unit.value, next + 1 + unit.len))
    }

    /// Whether a quarter is the three months of that name: `profit for the quarter`, `the year-ago quarter`. A part has
    /// its article, or says of what it is: `a quarter`, `quarter of a century`, `quarter mile`.
    fn is_length_of_time(&self, at: usize, end: usize) -> bool {
        let quarter =
            self.token(at).is_some_and(|token| token.has(|sense| sense == Sense::Period(Granularity::Quarter)));
        let certain = self.cue_before(at, Cue::Article);
        let part = self.cue_before(at, Cue::Per)
            || !certain && (self.cue(end, Cue::Of).is_some() || self.is_joint_of_number(at))
            || self.is_hyphen(end)
            || self.scale(end).is_some()
            || self.known_unit(end).is_some();
        // Where the article is written with its word, the forms tell the two apart.
        quarter && self.language.article.is_empty() && !part && !self.is_all(at, end)
    }

    /// Whether a word for *and* behind a number stands right before: `three and quarter`.
    fn is_joint_of_number(&self, at: usize) -> bool {
        let number =
            |at: usize| self.token(at).is_some_and(|token| token.kind == TokenKind::Number) || self.is_cardinal(at);
        self.cue_before(at, Cue::And) && at > 1 && number(at - 2)
    }

    /// The parts and the whole of the fraction word that begins here, and its length.
    #[must_use]
    pub fn fraction(&self, at: usize) -> Option<(u64, u64, usize)> {
        if !self.may_begin_with(at, SenseKind::Fraction) {
            return None;
        }
        let ((parts, of), len) = self.find(at, |sense| match sense {
            Sense::Fraction(of) => Some((1, of)),
            Sense::Fractions { parts, of } => Some((parts, of)),
            _ => None,
        })?;
        Some((parts, of, len))
    }

    /// Whether a word names a part and is no number, ordinal, or part of a year as well.
    pub(super) fn is_part_only(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            !token.has(|sense| matches!(sense, Sense::Ordinal(_) | Sense::Cardinal { .. } | Sense::Period(_)))
                && !self.is_joined(at)
        })
    }

    pub(super) fn is_ordinal(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Ordinal(_))))
    }

    fn is_cardinal(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Cardinal { .. })))
    }

    /// Whether a word is what a part is taken of, where the word before can also be a cardinal: `خمس السكان` is a fifth
    /// of them, `خمس سنوات` are five, and so are `خمس السنوات`.
    fn is_whole_of_part(&self, at: usize) -> bool {
        let many = |sense| matches!(sense, Sense::Unit { form: UnitForm::Many, .. }).then_some(());
        (self.is_definite(at) || self.has_pronoun(at)) && self.cardinal(at).is_none() && self.find(at, many).is_none()
    }

    /// Whether a part has the article and no noun on either side: `بمقدار الخمس`, but `الصلوات الخمس`.
    fn is_part_alone(&self, at: usize, end: usize) -> bool {
        self.is_definite(at)
            && self.ends_phrase(end)
            && at.checked_sub(1).is_some_and(|before| !self.is_definite(before))
    }

    /// A hyphen that lost its place between two words: `two - thirds`.
    fn is_loose_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, '-') && !self.is_glued(at) && !self.is_glued(at + 1)
    }

    /// Whether no noun follows: the sentence or clause ends, or a word for *of* comes.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.kind != TokenKind::Word)
            || self.cue(at, Cue::Of).is_some()
            || self.is_stop(at)
    }

    /// Whether a half or quarter is one of several that are numbered: `the second half`, `النصف الأول`.
    pub(super) fn is_period_part(&self, start: usize, end: usize) -> bool {
        let ordinal = |sense| matches!(sense, Sense::Ordinal(_)).then_some(());
        let single = self.token(start).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Period(_))));
        let shifted = |sense| matches!(sense, Sense::Shift(_)).then_some(());
        single
            && (self.starts_before(start, ordinal).is_some()
                || self.starts_before(start, shifted).is_some()
                || self.find(end, ordinal).is_some() && self.is_definite(end))
    }

    /// A vague amount: `dozens`, `عشرات`, times a scale that follows it.
    fn vague(&self, start: usize) -> Option<NumberReading> {
        if !self.may_begin_with(start, SenseKind::Vague) {
            return None;
        }
        let ((low, high), len) = self.find(start, |sense| match sense {
            Sense::Vague { low, high } => Some((Decimal::from(low), Decimal::from(high))),
            _ => None,
        })?;
        let mut end = start + len;
        let mut by = Decimal::ONE;
        let of = self.cue(end, Cue::Of).unwrap_or(0);
        if let Some(scale) = self.scale(end + of).filter(|_| of <= 1) {
            by = Decimal::from(scale.value);
            end += of + scale.len;
        }
        Some(NumberReading {
            number: None,
            vague: Some((low.checked_mul(by)?, high.checked_mul(by)?)),
            end,
            digits: false,
        })
    }

    /// Cardinals, added up: units and tens, hundreds, then scales from large to small.
    fn cardinals(&self, start: usize) -> Option<NumberReading> {
        let unit_first =
            self.token(start).and_then(|token| token.word.language).is_some_and(|language| language.unit_before_ten);
        let mut sum = Sum::default();
        let mut end = start;
        let mut last = 0;
        loop {
            // A dash may join a ten and a unit, `and` a hundred and the rest.
            let mut at = end;
            let mut joined = false;
            if end > start {
                let unit = |word: Cardinal| word.value < 10 && (20..100).contains(&last);
                if self.is_hyphen(at) || self.is_loose_hyphen(at) && self.cardinal(at + 1).is_some_and(unit) {
                    at += 1;
                    joined = true;
                } else if let Some(len) = self.cue(at, Cue::And).filter(|_| !self.is_joined(at)) {
                    at += len;
                    joined = true;
                }
            }
            let Some(mut word) = self.cardinal(at).filter(|_| !self.is_letter(at)) else { break };
            if end == start && word.scale && self.is_dual_scale(at, word) {
                word = Cardinal { value: word.value * 2, scale: false, ..word };
            }
            // The parts of a fraction that is joined on: a hundred and three and two thirds.
            let joined = joined || (word.joined && end > start);
            if joined && !self.is_dash(at - 1) && self.fraction_word(at).is_some()
                || !sum.add(word.value, word.scale, joined, unit_first)
            {
                break;
            }
            end = at + word.len;
            last = word.value;
        }
        if end == start {
            return None;
        }
        let whole = Number::written(sum.total()?);
        if let Some((decimal, after)) = self.decimals(whole, end) {
            let reading = NumberReading::exact(decimal, after);
            return Some(self.scaled(start, reading).unwrap_or(reading));
        }
        // Twenty-three fifths.
        let parted = end + usize::from(self.is_hyphen(end));
        let parts_of = self.fraction(parted).filter(|(.., len)| {
            let alone = !self.is_cardinal(parted) || self.ends_phrase(parted + len);
            alone && !self.is_ordinal(parted) && !self.is_joined(parted)
        });
        if let Some((parts, of, len)) = parts_of {
            let improper = parts == 1 && of > 4;
            return improper.then(|| {
                NumberReading::exact(Number::written(quotient(whole.value, Decimal::from(of))), parted + len)
            });
        }
        if let Some((rest, after)) = self.addend(end, sum.open_scale()) {
            let reading =
                NumberReading::exact(Number { value: whole.value.checked_add(rest.value)?, step: rest.step }, after);
            return Some(self.scaled(start, reading).unwrap_or(reading));
        }
        Some(NumberReading::exact(whole, end))
    }

    /// Whether a scale that can be read as two of it stands right before what it counts: `مليونا شخص`, but `ألفا ومئتين`.
    fn is_dual_scale(&self, at: usize, word: Cardinal) -> bool {
        let two =
            |sense| matches!(sense, Sense::Cardinal { value, scale: false } if value == word.value * 2).then_some(());
        let next = at + word.len;
        let counted = self.token(next).is_some_and(|token| token.kind == TokenKind::Word) && !self.is_grammar(next);
        counted && self.find(at, two).is_some() && self.cardinal(next).is_none()
    }

    /// `three point two`: the digits behind a decimal mark in words.
    pub(super) fn decimals(&self, whole: Number, end: usize) -> Option<(Number, usize)> {
        let mut at = end + self.cue(end, Cue::Point)?;
        let mut fraction = String::new();
        if let Some(digits) = self.token(at).filter(|token| token.kind == TokenKind::Number) {
            fraction.push_str(&digits.word.folded);
            at += 1;
        }
        while let Some(digit) = self
            .cardinal(at)
            .filter(|digit| digit.value < 100 && !digit.scale && (!digit.joined || !fraction.is_empty()))
        {
            // Seventy-one is one number; five five are two digits.
            let unit = self
                .cardinal(at + digit.len + 1)
                .filter(|unit| unit.value < 10 && digit.value >= 20 && self.is_hyphen(at + digit.len));
            fraction.push_str(&(digit.value + unit.map_or(0, |unit| unit.value)).to_string());
            at += digit.len + unit.map_or(0, |unit| 1 + unit.len);
        }
        let number = format!("{}.{fraction}", whole.value).parse().ok().filter(|_| !fraction.is_empty());
        number.map(|number| (Number::written(number), at))
    }
}

/// The finest parts that speakers round to: whoever says *a third* has a half and a quarter to say instead.
const FINEST: u64 = 10;

/// So many parts of a whole. The step leads from one part of it to the next larger one that has a word: from a third to a
/// half, from a half to two thirds.
fn part(parts: u64, of: u64) -> Number {
    let step = match of {
        2 => quotient(Decimal::ONE, Decimal::from(6)).round_dp(2),
        3..=FINEST => quotient(Decimal::ONE, Decimal::from(of * (of - 1))).round_dp(2),
        _ => Decimal::new(1, 2),
    };
    Number { value: quotient(Decimal::from(parts), Decimal::from(of)), step }
}

/// A quotient that need not end, to six places, or to six digits where it is small. The divisor is not zero.
pub(super) fn quotient(over: Decimal, under: Decimal) -> Decimal {
    let value = over / under;
    let small = value.abs() < Decimal::new(1, 1);
    small.then(|| value.round_sf(6)).flatten().unwrap_or_else(|| value.round_dp(6)).normalize()
}

const fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A number in the making.
#[derive(Debug, Default)]
struct Sum {
    /// What stands before the last scale, multiplied out.
    done: u64,
    /// Units and tens since then.
    small: u64,
    /// Hundreds since then.
    hundreds: u64,
    /// Something stands since the last scale.
    open: bool,
    /// The last scale, 0 before the first.
    last_scale: u64,
    started: bool,
}

impl Sum {
    /// Adds a word; false where it begins a number of its own.
    fn add(&mut self, value: u64, scale: bool, joined: bool, unit_first: bool) -> bool {
        let first = !self.started;
        let fits = match value {
            100 if (1..=9).contains(&self.small) && self.hundreds == 0 && !joined => {
                (self.hundreds, self.small) = (self.small * 100, 0);
                true
            }
            100 if self.small >= 10 => scale && self.multiply(value, joined),
            100..=999 => {
                let fits = self.hundreds == 0 && self.small == 0 && (first || joined || !self.open);
                if fits {
                    self.hundreds = value;
                }
                fits
            }
            _ if scale => self.multiply(value, joined),
            1000.. => {
                // Duals of scales: two thousand in one word.
                let fits = (self.last_scale == 0 || value < self.last_scale) && !self.open && (first || joined);
                if fits {
                    self.done += value;
                    self.last_scale = value / 2;
                }
                fits
            }
            10 if unit_first && (3..=9).contains(&self.small) && !joined => {
                self.small += 10;
                true
            }
            20..=99 if unit_first && (1..=9).contains(&self.small) && joined => {
                self.small += value;
                true
            }
            1..=9 if !unit_first && self.small >= 20 && self.small.is_multiple_of(10) => {
                self.small += value;
                true
            }
            0 => first,
            _ => {
                let after = self.hundreds > 0 || self.done > 0;
                let fits = self.small == 0 && (first || (after && (joined || !unit_first)));
                if fits {
                    self.small = value;
                }
                fits
            }
        };
        if fits {
            self.started = true;
            self.open = self.small + self.hundreds > 0;
        }
        fits
    }

    /// A scale multiplies what is open before it, unless it is joined: `مليون وألف`.
    fn multiply(&mut self, scale: u64, joined: bool) -> bool {
        let limit = if self.last_scale == 0 { u64::MAX } else { self.last_scale };
        // A larger scale right behind a smaller one multiplies it: a thousand million.
        if self.started && !joined && !self.open && self.done < scale {
            let product = self.done.checked_mul(scale);
            self.done = product.unwrap_or(self.done);
            self.last_scale = scale;
            return product.is_some();
        }
        if scale >= limit || (joined && self.open) || (self.started && !joined && !self.open) {
            return false;
        }
        let times = (self.small + self.hundreds).max(u64::from(!self.open));
        let Some(done) = times.checked_mul(scale).and_then(|product| self.done.checked_add(product)) else {
            return false;
        };
        self.done = done;
        (self.small, self.hundreds) = (0, 0);
        self.last_scale = scale;
        true
    }

    /// What a fraction joined on is a part of: the last scale, or one where units stand after it.
    fn open_scale(&self) -> Decimal {
        if self.open { Decimal::ONE } else { Decimal::from(self.last_scale.max(1)) }
    }

    fn total(&self) -> Option<Decimal> {
        Some(Decimal::from(self.done.checked_add(self.hundreds)?.checked_add(self.small)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word of a sum: value, whether it is a scale, whether it is joined.
    type Part = (u64, bool, bool);

    fn total(parts: &[Part], unit_first: bool) -> Option<Decimal> {
        let mut sum = Sum::default();
        parts.iter().all(|(value, scale, joined)| sum.add(*value, *scale, *joined, unit_first)).then(|| sum.total())?
    }

    #[test]
    fn words_add_up_by_magnitude() {
        let cases: [(&[Part], bool, u64); 8] = [
            (&[(2, false, false), (100, true, false), (2, false, true), (1000, true, false)], false, 202_000),
            (&[(25, false, false), (100, true, false)], false, 2500),
            (&[(3, false, false), (100_000, true, false), (10_000_000, true, false)], false, 3_000_000_000_000),
            (&[(5, false, false), (20, false, true)], true, 25),
            (&[(100, true, false), (5, false, true), (20, false, true), (1000, true, false)], true, 125_000),
            (&[(1000, true, false), (200, false, true)], true, 1200),
            (&[(1_000_000, true, false), (1000, true, true)], true, 1_001_000),
            (&[(3, false, false), (10, false, false)], true, 13),
        ];
        for (parts, unit_first, want) in cases {
            assert_eq!(total(parts, unit_first), Some(Decimal::from(want)), "{parts:?}");
        }
    }

    #[test]
    fn a_word_that_does_not_fit_begins_another_number() {
        for (parts, unit_first) in [
            ([(20, false, false), (30, false, false)], false),
            ([(5, false, false), (3, false, false)], true),
            ([(40, false, false), (5, false, true)], true),
            ([(1000, true, false), (1000, true, true)], true),
        ] {
            assert_eq!(total(&parts, unit_first), None, "{parts:?}");
        }
    }
}
