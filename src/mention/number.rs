//! Numbers: digits (`digits.rs`), number words (`words.rs`), and both together (`7.2 billion`, `10آلاف`).

use rust_decimal::Decimal;

use super::reader::Reader;
use crate::language::{Cue, Gist, Sense, SenseKind, TokenKind};
use crate::value::{Dimension, Number};

/// What the words are that a number begins with.
pub(super) const BEGINS: Gist =
    Gist::listing(&[SenseKind::Cardinal, SenseKind::Fraction, SenseKind::Vague], &[Cue::Minus, Cue::Per]);

/// A number as read.
#[derive(Clone, Copy, Debug)]
pub struct NumberReading {
    /// The number; none where only vague.
    pub number: Option<Number>,
    /// Low and high of a vague amount.
    pub vague: Option<(Decimal, Decimal)>,
    /// One past the last token.
    pub end: usize,
    /// Written in digits alone, with no scale word.
    pub digits: bool,
}

impl NumberReading {
    /// A number that is not in digits alone.
    pub(super) const fn exact(number: Number, end: usize) -> Self {
        Self { number: Some(number), vague: None, end, digits: false }
    }

    /// The whole number that it is, if it is one of this range.
    pub(super) fn whole(&self) -> Option<u64> {
        let value = self.number?.value;
        value.is_integer().then(|| u64::try_from(value).ok())?
    }
}

/// A cardinal word as found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    pub value: u64,
    /// It multiplies what stands before it.
    pub scale: bool,
    /// It is joined to what stands before it.
    pub joined: bool,
    /// How many tokens it takes.
    pub len: usize,
}

/// How far before a number the one may stand whose scale a letter stands for again.
const SCALED: usize = 16;

impl Reader<'_> {
    /// The number that begins at a token.
    pub(super) fn number(&self, at: usize) -> Option<NumberReading> {
        match self.token(at)?.kind {
            TokenKind::Number => self.digits_and_scale(at),
            TokenKind::Word if self.token(at)?.begins_any(BEGINS) => self.minus(at).or_else(|| self.number_words(at)),
            TokenKind::Word => None,
            TokenKind::Mark(_) => self.signed(at),
        }
    }

    /// A number below zero, in words: `minus five`.
    fn minus(&self, at: usize) -> Option<NumberReading> {
        let after = at + self.cue(at, Cue::Minus)?;
        let reading = match self.token(after)?.kind {
            TokenKind::Number => self.digits_and_scale(after)?,
            TokenKind::Word => self.number_words(after)?,
            TokenKind::Mark(_) => return None,
        };
        Some(NumberReading { number: Some(negated(reading.number?)), ..reading })
    }

    /// The cardinal word that begins here. Inflected forms are all listed, so an ending that was taken off is another word.
    pub(super) fn cardinal(&self, at: usize) -> Option<Cardinal> {
        if !self.may_begin_with(at, SenseKind::Cardinal) {
            return None;
        }
        let ((value, scale), found) = self.find_form(at, |sense| match sense {
            Sense::Cardinal { value, scale } => Some((value, scale)),
            _ => None,
        })?;
        (!found.form.inflected).then(|| Cardinal { value, scale, joined: self.joins(found.form), len: found.len })
    }

    /// The scale word that stands here for what is before it.
    pub(super) fn scale(&self, at: usize) -> Option<Cardinal> {
        self.cardinal(at).filter(|word| word.scale && !word.joined)
    }

    /// A number from `start` and the scale words after it, with what is joined to them: `5 million`, `5 آلاف و200`.
    pub(super) fn scaled(&self, start: usize, reading: NumberReading) -> Option<NumberReading> {
        let mut number = reading.number?;
        let mut at = reading.end;
        if self.is_hyphen(at) {
            at += 1;
        }
        let first = self.scale(at).filter(|_| self.is_scale_here(start, at))?;
        let mut end = at + first.len;
        number = number.times(Decimal::from(first.value))?;
        // A second scale multiplies the first: a thousand million.
        while let Some(more) = self.scale(end).filter(|_| !self.is_letter(end)) {
            number = number.times(Decimal::from(more.value))?;
            end += more.len;
        }
        // A smaller scale with its own digits: 4 thousand 3 hundred.
        let smaller = self.token(end).filter(|token| token.kind == TokenKind::Number).and_then(|_| self.number(end));
        if let Some((rest, after)) = smaller.and_then(|rest| Some((rest.number.filter(|_| !rest.digits)?, rest.end)))
            && rest.value < Decimal::from(first.value)
        {
            return Some(NumberReading::exact(Number { value: number.value.checked_add(rest.value)?, ..rest }, after));
        }
        // What follows must be smaller than the scale and joined: `مليون و200 ألف`, `million and a half`.
        let whole = reading.number.is_some_and(|number| number.value.is_integer()) || !reading.digits;
        if let Some((rest, after)) = self.addend(end, Decimal::from(first.value)).filter(|_| whole) {
            number = Number { value: number.value.checked_add(rest.value)?, step: rest.step };
            end = after;
        }
        Some(NumberReading::exact(number, end))
    }

    /// Whether a scale is meant: a letter only where it is tied to its digits and names no unit of length or mass there.
    fn is_scale_here(&self, start: usize, at: usize) -> bool {
        if !self.is_letter(at) {
            return self.known_unit(at).is_none() || self.money_before(start);
        }
        // `$1.5 M`: a capital may stand apart.
        let capital = self.token(at).is_some_and(|token| token.word.capital);
        let decimal = self.token(start).is_some_and(|token| token.word.folded.contains('.'));
        if !self.is_glued(at) {
            return capital && (decimal || self.money_before(start));
        }
        let unit = self.known_unit(at).filter(|(unit, _)| is_everyday(unit.dimension));
        unit.is_none()
            || self.money_before(start)
            || self.known_unit(at + 1).is_some()
            || self.listed_noun(at + 1).is_some()
            || decimal
                && self.is_reached(start)
                && self.scale(at).is_some_and(|scale| self.is_scaled_before(start, scale.value))
    }

    /// Whether a number is where something went to or came from.
    fn is_reached(&self, start: usize) -> bool {
        self.cue_before(start, Cue::To) || self.cue_before(start, Cue::From)
    }

    /// `by 1.2m barrels a day, to 32.5m`: whether a number before this one is in the same scale.
    fn is_scaled_before(&self, start: usize, scale: u64) -> bool {
        let told = |at: usize| {
            let behind = || self.known_unit(at + 1).is_some() || self.listed_noun(at + 1).is_some();
            self.scale(at).is_some_and(|other| other.value == scale) && (!self.is_letter(at) || behind())
        };
        (start.saturating_sub(SCALED)..start).any(told)
    }

    /// A part of a number that is joined to a larger part before it.
    pub(super) fn addend(&self, at: usize, below: Decimal) -> Option<(Number, usize)> {
        let from = self.after_joint(at)?;
        if let Some((number, end)) = self.fraction_word(from).filter(|(_, end)| !self.is_period_part(from, *end)) {
            // A scale after the fraction is its own: a billion and a quarter million.
            if let Some(scale) = self.scale(end).filter(|scale| Decimal::from(scale.value) <= below) {
                return Some((number.times(Decimal::from(scale.value))?, end + scale.len));
            }
            return Some((number.times(below)?, end));
        }
        let rest = self.number(from)?;
        let number = rest.number?;
        // Small digits after `and` count something else: `a thousand and 3 others`.
        let large = !rest.digits || number.value >= Decimal::ONE_HUNDRED || below == Decimal::ONE_HUNDRED;
        // Unless what they count has been waited for: `12 ألفا و50 جنيها`.
        let counts = self.cue(rest.end, Cue::Others).is_none()
            && (self.known_unit(rest.end).is_some() || self.listed_noun(rest.end).is_some());
        ((large || counts) && number.value > Decimal::ZERO && number.value < below).then_some((number, rest.end))
    }

    /// Where the part begins that is joined here: behind a word for *and*, or at the word that has it as a prefix.
    pub(super) fn after_joint(&self, at: usize) -> Option<usize> {
        if self.is_joined(at) {
            return Some(at);
        }
        self.cue(at, Cue::And).map(|len| at + len)
    }

    pub(super) fn is_letter(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.word.folded.chars().nth(1).is_none())
    }

    /// A dash with no space on either side, as in `Abdel-Aal`.
    #[must_use]
    pub fn is_hyphen(&self, at: usize) -> bool {
        self.is_dash(at) && self.is_glued(at) && self.is_glued(at + 1)
    }
}

pub(super) fn negated(number: Number) -> Number {
    Number { value: -number.value, step: number.step }
}

/// Dimensions whose one-letter symbols are also letters for a scale, and mean the unit unless money or a noun says
/// otherwise: 20 m, 100 t. Kelvin are rare beside thousands.
const fn is_everyday(dimension: Dimension) -> bool {
    match dimension {
        Dimension::Physical(name) => !matches!(name.as_bytes(), b"temperature"),
        _ => false,
    }
}
