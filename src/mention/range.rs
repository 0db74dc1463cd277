//! Two numbers that bound one value: `between 30 and 40`, `30-40 %`, `from 20 to 30 km`, `2 or 3 weeks`.

use rust_decimal::Decimal;

use super::Mention;
use super::number::NumberReading;
use super::reader::Reader;
use super::unit::{UnitReading, part_of};
use crate::language::{ConceptKind, Cue, Sense, TokenKind, UnitForm};
use crate::value::{Number, Unit};

/// How many words before a range a rise or fall may stand that makes its ends two values.
const MOTION: usize = 6;

/// One end of a range: a number, perhaps with its unit.
#[derive(Debug)]
struct End {
    number: Number,
    reading: NumberReading,
    unit: Option<UnitReading>,
    after: usize,
}

/// How many of the low end's unit of money make one of the high end's.
fn of_whole(low: &UnitReading, high: &UnitReading) -> Option<u32> {
    match (&low.unit, &high.unit) {
        (Unit::Known(low), Unit::Known(high)) => part_of(low, high),
        _ => None,
    }
}

impl Reader<'_> {
    /// The range that begins at a token.
    pub(super) fn range(&self, at: usize) -> Option<Mention> {
        if let Some(len) = self.cue(at, Cue::Between) {
            let low = self.end_of_range(self.behind_article(at + len))?;
            let second =
                self.after_joint(low.after).or_else(|| self.cue(low.after, Cue::To).map(|len| low.after + len));
            // The article of digits may hold the word for *and*.
            let second = second.or_else(|| self.cue(low.after, Cue::Nth).map(|_| low.after))?;
            return self.bounds(at, &low, self.behind_article(second), "between");
        }
        if let Some(len) = self.cue(at, Cue::From).filter(|_| !self.follows_motion(at)) {
            let low = self.end_of_range(self.behind_article(at + len))?;
            let to = self.cue(low.after, Cue::To)?;
            return self.bounds(at, &low, self.behind_article(low.after + to), "from–to");
        }
        if !self.may_open_range(at) {
            return None;
        }
        let low = self.end_of_range(at)?;
        if self.is_in_name(at, low.reading.end) {
            return None;
        }
        let second = self.token(low.after + 1).is_some_and(|token| token.kind == TokenKind::Number)
            || self.sign_before(low.after + 1).is_some();
        let dash = self.is_dash(low.after) || self.is_mark(low.after, '~');
        let score = self.is_score(at, low.after) && self.hedge_before(at).is_none();
        if dash && second && !score && (low.unit.is_none() || self.is_glued(low.after)) {
            return self.bounds(at, &low, low.after + 1, "dash");
        }
        if let Some(to) = self
            .cue(low.after, Cue::To)
            .filter(|_| self.begins_in_digits(at) || low.unit.is_none() && low.number.value > Decimal::ONE)
            .filter(|_| !self.follows_motion(at) || self.is_extent(at))
            .filter(|_| !self.cue_before(at, Cue::From))
        {
            return self.bounds(at, &low, low.after + to, "to");
        }
        let or = self.cue(low.after, Cue::Or)?;
        self.bounds(at, &low, low.after + or, "or")
    }

    /// Past the article of digits: `بين الـ18 والـ25`.
    fn behind_article(&self, at: usize) -> usize {
        let digits = self.token(at + 1).is_some_and(|token| token.kind == TokenKind::Number);
        at + usize::from(digits && self.cue(at, Cue::Nth).is_some())
    }

    /// Whether a number in digits stands here, a sign before it perhaps.
    fn begins_in_digits(&self, at: usize) -> bool {
        self.sign_before(at).is_some() || self.token(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether a number, a sign before one, or a dual stands here.
    fn may_open_range(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.kind == TokenKind::Number
                || token.has(|sense| {
                    matches!(
                        sense,
                        Sense::Cardinal { .. }
                            | Sense::Fraction(_)
                            | Sense::Fractions { .. }
                            | Sense::Cue(_)
                            | Sense::Pair(_)
                            | Sense::Unit { form: UnitForm::Before | UnitForm::Two, .. }
                    )
                })
        })
    }

    fn end_of_range(&self, at: usize) -> Option<End> {
        if let Some((unit, from)) = self.sign_before(at) {
            let reading = self.number(from)?;
            let unit = UnitReading { unit: Unit::Known(unit), end: reading.end };
            return Some(End {
                number: reading.number?,
                reading,
                unit: Some(unit),
                after: self.after_per(reading.end),
            });
        }
        let Some(reading) = self.number(at) else { return self.dual_end(at) };
        let unit = self.known_unit(reading.end).map(|(unit, end)| UnitReading { unit: Unit::Known(unit), end });
        let after = unit.as_ref().map_or(reading.end, |unit| unit.end);
        Some(End { number: reading.number?, reading, unit, after: self.after_per(after) })
    }

    /// Past what both ends are for each of: `$350 per kg to $680 per kg`.
    fn after_per(&self, at: usize) -> usize {
        self.per(at, false).map_or(at, |(_, end)| end)
    }

    /// `أسبوعين أو ثلاثة أسابيع`: a dual as the low end.
    fn dual_end(&self, at: usize) -> Option<End> {
        let (unit, found) = self.find_form(at, |sense| match sense {
            Sense::Unit { form: UnitForm::Two, .. } => sense.unit().map(|(unit, _)| Unit::Known(unit)),
            Sense::Pair(lemma) => Some(Unit::Counted(lemma.to_owned())),
            _ => None,
        })?;
        if self.language.holds_article(found.form.prefix) {
            return None;
        }
        let number = Number::from(2);
        let after = at + found.len;
        Some(End {
            number,
            reading: NumberReading::exact(number, at),
            unit: Some(UnitReading { unit, end: after }),
            after,
        })
    }

    fn bounds(&self, start: usize, low: &End, at: usize, rule: &'static str) -> Option<Mention> {
        let high = self.end_of_range(at)?;
        // `18 km or 11 miles` is one length told twice.
        if let ("or", Some(low), Some(high)) = (rule, &low.unit, &high.unit)
            && low.unit != high.unit
        {
            return None;
        }
        // `from 7 to 31 January` are days; a time reads them.
        if self.find(high.after, |sense| matches!(sense, Sense::Month { .. }).then_some(())).is_some() {
            return None;
        }
        let unit = high
            .unit
            .or_else(|| self.unit_after(high.reading.end, &high.reading))
            .or_else(|| low.unit.clone().map(|unit| UnitReading { end: high.reading.end, ..unit }))
            .unwrap_or(UnitReading { unit: Unit::None, end: high.reading.end });
        let hundredths = low.unit.as_ref().and_then(|low| of_whole(low, &unit));
        if hundredths.is_none() && low.unit.as_ref().is_some_and(|low| low.unit.dimension() != unit.unit.dimension()) {
            return None;
        }
        let mut first = low.number;
        // `94 cents to $1.03`: the low end in the unit of the high one.
        if let Some(many) = hundredths {
            first = Number::written(first.value.checked_div(Decimal::from(many))?);
        }
        // `5 to 10 million`: the scale belongs to both.
        if low.reading.digits
            && !high.reading.digits
            && first.value < high.number.value
            && first.value < Decimal::ONE_THOUSAND
        {
            first = first.times(self.last_scale(high.number, high.reading))?;
        }
        // Scores and `2013-15` are no ranges; years are read before this.
        (first.value < high.number.value)
            .then(|| self.build(start, low.reading, Some((first, high.number)), unit, rule))?
    }

    /// The scale word that a number ends in.
    fn last_scale(&self, number: Number, reading: NumberReading) -> Decimal {
        let scale = self.scale(reading.end - 1).map_or(Decimal::ONE, |scale| Decimal::from(scale.value));
        if number.value >= scale { scale } else { Decimal::ONE }
    }

    /// Whether a word for *of* right before says how large a rise or fall is: `surges of 12 to 18 feet`.
    fn is_extent(&self, at: usize) -> bool {
        self.cue_before(at, Cue::Of)
    }

    /// Whether a rise or fall stands in the words before: then `from … to …` are two values, not a range.
    fn follows_motion(&self, at: usize) -> bool {
        (at.saturating_sub(MOTION)..at).any(|before| self.concept(before, &[ConceptKind::Motion]).is_some())
    }
}
