//! Numbers: digits of any script, number words, and both together (`7.2 billion`, `10آلاف`).

use rust_decimal::Decimal;

use super::reader::Reader;
use crate::language::{Cue, Sense, TokenKind};
use crate::value::Number;

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
    /// Written in words and an ordinal at the end (`twenty-first`), or digits with an ordinal ending.
    pub ordinal: bool,
}

const THOUSAND: Decimal = Decimal::ONE_THOUSAND;

impl Reader<'_> {
    /// The number that begins at a token.
    pub fn number(&self, at: usize) -> Option<NumberReading> {
        match self.token(at)?.kind {
            TokenKind::Number => self.digits_and_scale(at),
            TokenKind::Word => self.number_words(at),
            TokenKind::Mark(_) => self.signed(at),
        }
    }

    /// A minus sign and the number after it. A dash is a sign only after a space and before a digit: `-163`.
    fn signed(&self, at: usize) -> Option<NumberReading> {
        let sign = self.is_dash(at) && !self.is_glued(at) && self.is_glued(at + 1);
        let reading = if sign && self.token(at + 1)?.kind == TokenKind::Number { self.number(at + 1)? } else { return None };
        let number = reading.number?;
        Some(NumberReading { number: Some(Number { value: -number.value, step: number.step }), ..reading })
    }

    /// `12`, `1,250,000`, `13.613`, `5 million`, `2 1/2`, `100 000`, `72ر1`.
    fn digits_and_scale(&self, at: usize) -> Option<NumberReading> {
        let digits = &self.token(at)?.word.folded;
        let mut value = self.plain(digits)?;
        let mut end = at + 1;
        // Groups of three digits with spaces between them.
        if !digits.contains(['.', ',']) && digits.len() <= 3 && value.value > Decimal::ZERO {
            while let Some(group) = self.group(end) {
                value = Number::written(value.value.checked_mul(THOUSAND)?.checked_add(group)?);
                end += 1;
            }
        }
        // An agency's decimal mark: the whole part stands after the letter.
        if end == at + 1
            && let Some(whole) = self.whole_after_letter(end)
        {
            value = Number::written(format!("{whole}.{digits}").parse().ok()?);
            end += 2;
        }
        // A fraction after a whole number, or alone: `2 1/2`, `3/4`.
        if let Some((fraction, after)) = self.fraction_digits(at, end) {
            value = fraction;
            end = after;
        }
        let reading = NumberReading { number: Some(value), vague: None, end, digits: true, ordinal: false };
        Some(self.scaled(reading).unwrap_or(reading))
    }

    /// Digits with their separators as a number; none where they are no number (`12.3.2024`).
    fn plain(&self, digits: &str) -> Option<Number> {
        let separators: Vec<char> = digits.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        let parts: Vec<&str> = digits.split(['.', ',']).collect();
        let grouped = parts.len() > 1 && parts[0].len() <= 3 && !parts[0].starts_with('0') && parts[1..].iter().all(|part| part.len() == 3);
        let text = match (separators.as_slice(), grouped) {
            ([], _) => digits.to_owned(),
            ([','], true) => parts.concat(),
            ([mark, rest @ ..], true) if !rest.is_empty() && rest.iter().all(|other| other == mark) => parts.concat(),
            (['.' | ','], _) => parts.join("."),
            ([rest @ .., '.'], _) if rest.iter().all(|mark| *mark == ',') => {
                let (whole, fraction) = digits.rsplit_once('.')?;
                format!("{}.{fraction}", whole.replace(',', ""))
            }
            _ => return None,
        };
        text.parse().ok().map(Number::written)
    }

    fn group(&self, at: usize) -> Option<Decimal> {
        let token = self.token(at)?;
        let three = token.kind == TokenKind::Number && token.word.folded.len() == 3 && !token.glued;
        let spaced = self.tokens.get(at.checked_sub(1)?)?.span.end + 1 == token.span.start;
        (three && spaced && token.word.folded.bytes().all(|byte| byte.is_ascii_digit())).then(|| token.word.folded.parse().ok())?
    }

    fn whole_after_letter(&self, at: usize) -> Option<&str> {
        let letter = self.token(at)?;
        let mark = letter.word.language.map_or("", |language| language.decimal_letter);
        let whole = self.token(at + 1)?;
        let plain = whole.kind == TokenKind::Number && whole.word.folded.bytes().all(|byte| byte.is_ascii_digit());
        (!mark.is_empty() && letter.word.folded == mark && letter.glued && whole.glued && plain)
            .then_some(whole.word.folded.as_str())
    }

    fn fraction_digits(&self, at: usize, end: usize) -> Option<(Number, usize)> {
        let digit = |at: usize| {
            let token = self.token(at)?;
            (token.kind == TokenKind::Number).then(|| token.word.folded.parse::<Decimal>().ok())?
        };
        let slash = |at: usize| self.is_mark(at, '/') && self.is_glued(at) && self.is_glued(at + 1);
        let proper = |over: Decimal, under: Decimal| over > Decimal::ZERO && over < under && under <= Decimal::from(16);
        let further = |at: usize| self.is_mark(at, '/') && self.is_glued(at);
        if slash(end) && !further(end + 2) {
            let (over, under) = (digit(at)?, digit(end + 1)?);
            return proper(over, under).then(|| Some((Number::written((over / under).round_dp(6)), end + 2)))?;
        }
        if slash(end + 1) && !self.is_glued(end) && !further(end + 3) {
            let (whole, over, under) = (digit(at)?, digit(end)?, digit(end + 2)?);
            return proper(over, under).then(|| Some((Number::written(whole + (over / under).round_dp(6)), end + 3)))?;
        }
        None
    }

    /// The cardinal that begins here: its value, whether it is a scale, whether it is joined to what stands before.
    fn cardinal(&self, at: usize) -> Option<(u64, bool, bool, usize)> {
        let ((value, scale), found) = self.find_form(at, |sense| match sense {
            Sense::Cardinal { value, scale } => Some((value, scale)),
            _ => None,
        })?;
        Some((value, scale, self.joins(found.form), found.len))
    }

    /// A number followed by a scale word, and what may follow that: `5 million`, `5 آلاف و200`.
    fn scaled(&self, reading: NumberReading) -> Option<NumberReading> {
        let number = reading.number?;
        let mut at = reading.end;
        if self.is_dash(at) && self.is_glued(at) && self.is_glued(at + 1) {
            at += 1;
        }
        let (scale, true, false, len) = self.cardinal(at)? else { return None };
        // `110 K` is a temperature; a letter is a scale only where it is tied to its digits.
        if self.is_letter(at) && !self.is_glued(at) {
            return None;
        }
        let mut total = number.times(Decimal::from(scale))?;
        let mut end = at + len;
        // A second scale multiplies the first: a thousand million.
        while let Some((more, true, false, len)) = self.cardinal(end) {
            total = total.times(Decimal::from(more))?;
            end += len;
        }
        // What follows must be smaller than the scale and joined: `مليون و200 ألف`, `million and a half`.
        if let Some((rest, after)) = self.addend(end, Decimal::from(scale)) {
            total = Number { value: total.value.checked_add(rest.value)?, step: rest.step };
            end = after;
        }
        Some(NumberReading { number: Some(total), vague: None, end, digits: false, ordinal: false })
    }

    fn is_letter(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.word.folded.chars().count() == 1)
    }

    /// A part of a number that is joined to a larger part before it.
    fn addend(&self, at: usize, below: Decimal) -> Option<(Number, usize)> {
        let mark = self.cue(at, Cue::And).filter(|_| self.token(at).is_some_and(|token| token.word.forms.len() <= 2));
        let from = at + mark.unwrap_or(0);
        let joined = mark.is_some() || self.is_joined(from);
        if !joined {
            return None;
        }
        if let Some((number, end)) = self.fraction_word(from) {
            return Some((number.times(below)?, end));
        }
        let rest = self.number(from)?;
        let number = rest.number?;
        // Small digits after `and` count something else: `a thousand and 3 others`.
        let large = !rest.digits || number.value >= Decimal::ONE_HUNDRED;
        (large && number.value > Decimal::ZERO && number.value < below).then_some((number, rest.end))
    }

    /// `half`, `a quarter`, as a part of one.
    pub fn fraction_word(&self, at: usize) -> Option<(Number, usize)> {
        let article = usize::from(self.cue(at, Cue::Per).is_some() && self.token(at)?.kind == TokenKind::Word);
        let ((parts, of), len) = self.find(at + article, |sense| match sense {
            Sense::Fraction(of) => Some((1, of)),
            Sense::Fractions { parts, of } => Some((parts, of)),
            _ => None,
        })?;
        let value = (Decimal::from(parts) / Decimal::from(of)).round_dp(6);
        Some((Number { value, step: Decimal::new(1, 2) }, at + article + len))
    }

    /// Number words, added up by magnitude: units and tens, hundreds, then scales from large to small.
    fn number_words(&self, start: usize) -> Option<NumberReading> {
        if let Some((number, end)) = self.fraction_word(start).filter(|_| self.cue(start, Cue::Per).is_none()) {
            // `نصف مليون`, `half a million`.
            let article = usize::from(self.cue(end, Cue::Per).is_some());
            if let Some((scale, true, false, len)) = self.cardinal(end + article) {
                let number = number.times(Decimal::from(scale))?;
                return Some(NumberReading { number: Some(number), vague: None, end: end + article + len, digits: false, ordinal: false });
            }
            return Some(NumberReading { number: Some(number), vague: None, end, digits: false, ordinal: false });
        }
        if let Some(((low, high), len)) = self.find(start, |sense| match sense {
            Sense::Vague { low, high } => Some((Decimal::from(low), Decimal::from(high))),
            _ => None,
        }) {
            let mut end = start + len;
            let mut by = Decimal::ONE;
            let skip = self.cue(end, Cue::Of).filter(|_| self.cardinal(end + 1).is_some_and(|(_, scale, ..)| scale)).unwrap_or(0);
            if let Some((scale, true, false, len)) = self.cardinal(end + skip) {
                by = Decimal::from(scale);
                end += skip + len;
            }
            let vague = Some((low.checked_mul(by)?, high.checked_mul(by)?));
            return Some(NumberReading { number: None, vague, end, digits: false, ordinal: false });
        }
        let mut sum = Sum::default();
        let mut end = start;
        loop {
            // A dash may join a ten and a unit, `and` a hundred and the rest.
            let mut at = end;
            let mut joined = false;
            if end > start {
                if self.is_dash(at) && self.is_glued(at) && self.is_glued(at + 1) {
                    at += 1;
                    joined = true;
                } else if let Some(len) = self.cue(at, Cue::And).filter(|_| !self.is_joined(at)) {
                    at += len;
                    joined = true;
                }
            }
            let Some((value, scale, prefixed, len)) = self.cardinal(at) else { break };
            if self.is_letter(at) {
                break;
            }
            let unit_first = self.token(at).and_then(|token| token.word.language).is_some_and(|language| language.unit_before_ten);
            if !sum.add(value, scale, joined || (prefixed && end > start), unit_first) {
                break;
            }
            end = at + len;
        }
        if end == start {
            return None;
        }
        let mut value = Number::written(sum.total()?);
        let mut point = None;
        // `three point two`, then perhaps a scale.
        if let Some(len) = self.cue(end, Cue::Point) {
            let mut fraction = String::new();
            let mut at = end + len;
            while let Some((digit @ 0..=9, false, false, len)) = self.cardinal(at) {
                fraction.push_str(&digit.to_string());
                at += len;
            }
            if !fraction.is_empty() {
                point = Some((format!("{}.{fraction}", value.value).parse().ok().map(Number::written)?, at));
            }
        }
        if let Some((decimal, after)) = point {
            let reading = NumberReading { number: Some(decimal), vague: None, end: after, digits: false, ordinal: false };
            return Some(self.scaled(reading).unwrap_or(reading));
        }
        if sum.last_scale > 1
            && let Some((rest, after)) = self.addend(end, Decimal::from(sum.last_scale)).filter(|_| self.fraction_word(end).is_some() || self.cue(end, Cue::And).is_some() || self.is_joined(end))
        {
            value = Number { value: value.value.checked_add(rest.value)?, step: rest.step };
            end = after;
        }
        Some(NumberReading { number: Some(value), vague: None, end, digits: false, ordinal: false })
    }
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
    /// The last scale, 1 before the first.
    last_scale: u64,
    started: bool,
}

impl Sum {
    /// Adds a word; false where it begins a number of its own.
    fn add(&mut self, value: u64, scale: bool, joined: bool, unit_first: bool) -> bool {
        let limit = if self.last_scale == 0 { u64::MAX } else { self.last_scale };
        let first = !self.started;
        let fits = match value {
            _ if scale => {
                let times = (self.small + self.hundreds).max(u64::from(!self.open));
                let Some(product) = times.checked_mul(value) else { return false };
                // A scale multiplies what is open before it, unless it is joined: `مليون وألف`.
                let alone = joined && self.open;
                if value >= limit && !(self.open && self.done == 0) || alone || (!first && !joined && !self.open) {
                    false
                } else {
                    self.done += product;
                    (self.small, self.hundreds, self.open) = (0, 0, false);
                    self.last_scale = value;
                    true
                }
            }
            1000.. => {
                let fits = value < limit && !self.open && (first || joined);
                if fits {
                    self.done += value;
                    self.last_scale = if value >= 1_000_000 { 1_000_000 } else { 1000 };
                }
                fits
            }
            100 if self.small >= 1 && self.small <= 9 && self.hundreds == 0 && !joined => {
                (self.hundreds, self.small) = (self.small * 100, 0);
                true
            }
            100..=999 => {
                let fits = self.hundreds == 0 && self.small == 0 && (first || joined || (!unit_first && !self.open));
                if fits {
                    self.hundreds = value;
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
            1..=9 if !unit_first && self.small >= 20 && self.small % 10 == 0 => {
                self.small += value;
                true
            }
            0 => {
                first && {
                    self.small = 0;
                    true
                }
            }
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

    fn total(&self) -> Option<Decimal> {
        Some(Decimal::from(self.done.checked_add(self.hundreds)?.checked_add(self.small)?))
    }
}
