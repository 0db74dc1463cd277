//! Hedges on either side of a number: `more than 30`, `30 at least`.

use super::reader::Reader;
use super::unit::UnitReading;
use crate::language::{ConceptKind, Cue, Sense, SenseKind, Side, TokenKind};
use crate::value::{Modifier, Number, Unit};

/// How many words may stand between a hedge and its number: `more than a total of 30`.
const REACH: usize = 2;

impl Reader<'_> {
    /// The hedge before a number, and the token that it begins at.
    pub(super) fn hedge_before(&self, at: usize) -> Option<(Modifier, usize)> {
        for gap in 0..=REACH {
            let end = at.checked_sub(gap)?;
            let may = (end.saturating_sub(4)..end).any(|at| self.may_begin_with(at, SenseKind::Modifier));
            let hedge = |sense| match sense {
                Sense::Modifier { modifier, side: Side::Before } => Some(modifier),
                _ => None,
            };
            let found = may.then(|| self.starts_before(end, hedge)).flatten();
            if found.is_some() {
                return found;
            }
            let between = end.checked_sub(1)?;
            if !self.is_light(between) && !self.is_measured(between) {
                return None;
            }
        }
        None
    }

    /// Whether a word carries no meaning of its own between a hedge and its number.
    fn is_light(&self, at: usize) -> bool {
        // `100 less than it was a month ago` hedges no month.
        self.is_stop(at) && self.cue(at, Cue::Past).is_none()
            || [Cue::Total, Cue::By, Cue::During, Cue::Of, Cue::Per].iter().any(|cue| self.cue(at, *cue).is_some())
            || self.token(at).is_some_and(|token| {
                Some(token.word.folded.as_str()) == token.word.language.map(|language| language.article)
            })
    }

    /// Whether a word says of what the number is, where the verb comes first: `لم تتجاوز نسبة الرطوبة 20`.
    fn is_measured(&self, at: usize) -> bool {
        let measure =
            |at: usize| self.concept(at, &[ConceptKind::Measure]).is_some() || self.cue(at, Cue::By).is_some();
        self.language.noun_before_adjective && (measure(at) || at > 0 && self.is_definite(at) && measure(at - 1))
    }

    /// The hedge after a quantity, and its end: right after it, or one word on.
    pub(super) fn hedge_after(&self, at: usize) -> Option<(Modifier, usize)> {
        (0..=1).find_map(|gap| {
            let skipped_is_word = gap == 0 || self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
            let found = self.hedge(at + gap, Side::After).map(|(modifier, len)| (modifier, at + gap + len));
            found.filter(|(_, end)| skipped_is_word && !self.opens_other_number(at + gap, *end))
        })
    }

    /// Whether a hedge within these tokens belongs to the number after it: `5000 or less than 6000`.
    fn opens_other_number(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| {
            self.hedge(at, Side::Before).is_some_and(|(_, len)| at + len >= end && self.number(at + len).is_some())
        })
    }

    /// `more than 10 and less than 20 km`: the other bound of a hedged number, as low, high and their unit.
    pub(super) fn other_bound(
        &self,
        at: usize,
        hedge: Modifier,
        one: Number,
        unit: &Unit,
    ) -> Option<(Number, Number, UnitReading)> {
        let from = self.after_joint(at)?;
        let (other, len) = self.hedge(from, Side::Before)?;
        let reading = self.number(from + len)?;
        let two = reading.number?;
        let second =
            self.unit_after(reading.end, &reading).unwrap_or(UnitReading { unit: Unit::None, end: reading.end });
        let unit = match (unit, &second.unit) {
            (unit, Unit::None) => UnitReading { unit: unit.clone(), end: reading.end },
            (Unit::None, _) => second,
            (unit, other) if unit == other => second,
            _ => return None,
        };
        let lower = |hedge| matches!(hedge, Modifier::MoreThan | Modifier::AtLeast);
        let upper = |hedge| matches!(hedge, Modifier::LessThan | Modifier::AtMost);
        let (low, high) = match (hedge, other) {
            (low, high) if lower(low) && upper(high) => (one, two),
            (high, low) if upper(high) && lower(low) => (two, one),
            _ => return None,
        };
        (low.value < high.value).then_some((low, high, unit))
    }
}
