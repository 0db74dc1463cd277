//! A day so long before or after the document's: `two days ago`, `قبل ثلاثة أيام`, `three weeks from tomorrow`, `بعد
//! أسبوعين من الآن`. Only where days or weeks are counted: thirty years ago is a length of time as much as a date, and
//! is compared with other lengths. Without a document's date, or hedged, any of them stays a length of time.

use jiff::civil::Date;

use super::rolling::span;
use super::{Reader, TimeReading, What};
use crate::language::{Cue, Sense, Token, TokenKind, UnitForm};
use crate::value::{Modifier, Period, Time};

/// Lengths of time in a row: `1 month, 21 days`.
type Lengths = Vec<(i64, &'static str)>;

/// The most lengths that one offset adds up.
const MOST: usize = 4;

impl Reader<'_> {
    /// A day told by its distance.
    pub(super) fn offset(&self, at: usize) -> Option<TimeReading> {
        let today = self.published?.day;
        if let Some(reading) = self.weekdays_off(at, today) {
            return Some(reading);
        }
        let (lengths, base, back, end) = self.leading(at, today).or_else(|| self.trailing(at, today))?;
        let day = lengths.iter().try_fold(base, |day, (count, unit)| {
            let span = span(unit, *count)?;
            if back { day.checked_sub(span) } else { day.checked_add(span) }.ok()
        })?;
        let (_, finest) = lengths.last()?;
        if !matches!(*finest, "day" | "week") {
            return None;
        }
        let note = Some("worked out from the document's date".to_owned());
        let time = Time::Period(Period { worked_out: true, ..Period::day(day) });
        Some(TimeReading { note, ..Self::placed(time, at, end, "so long before or after") })
    }

    /// The word stands before the length: `قبل ثلاثة أيام`. With something to measure from after it, it is no distance
    /// from today: `قبل يومين من الانتخابات`.
    fn leading(&self, at: usize, today: Date) -> Option<(Lengths, Date, bool, usize)> {
        if let Some(len) = self.cue(at, Cue::Ago).filter(|_| self.cue(at, Cue::Before).is_some()) {
            let (lengths, end) = self.lengths(at + len)?;
            return (self.cue(end, Cue::Of).is_none()).then_some((lengths, today, true, end));
        }
        let len = self.cue(at, Cue::After)?;
        let (lengths, end) = self.lengths(at + len)?;
        if let Some(ahead) = self.cue(end, Cue::Ahead) {
            return Some((lengths, today, false, end + ahead));
        }
        // `سيصل بعد يومين`: told from today where the verb looks ahead and nothing follows to be measured from.
        let told = self.language.noun_before_adjective && self.is_closed(end) && self.looks_ahead(at);
        told.then_some((lengths, today, false, end))
    }

    /// Whether nothing follows that a distance could be measured from.
    fn is_closed(&self, at: usize) -> bool {
        let base = [Cue::Of, Cue::From, Cue::After, Cue::Before].into_iter().any(|cue| self.cue(at, cue).is_some());
        !base && (self.is_stop(at) || self.token(at).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_))))
    }

    /// The word stands after the length: `two days ago`, `two weeks from now`, `four days from yesterday`.
    fn trailing(&self, at: usize, today: Date) -> Option<(Lengths, Date, bool, usize)> {
        let bound = self.starts_before(at, |sense| match sense {
            Sense::Modifier { modifier, .. } => Some(modifier),
            _ => None,
        });
        if bound.is_some_and(|(modifier, _)| !matches!(modifier, Modifier::About | Modifier::Nearly | Modifier::Exact))
        {
            return None;
        }
        let (lengths, end) = self.lengths(at)?;
        if let Some(len) = self.cue(end, Cue::Ago).filter(|_| self.cue(end, Cue::Before).is_none()) {
            return Some((lengths, today, true, end + len));
        }
        if let Some(len) = self.cue(end, Cue::Ahead) {
            // `منذ شهر و21 يوما من الآن`: counted back, though from now.
            return Some((lengths, today, self.cue_before(at, Cue::Since), end + len));
        }
        if let Some(len) = self.later(at, end) {
            return Some((lengths, today, false, end + len));
        }
        // `will be held in two weeks`.
        if self.cue_before(at, Cue::AheadIn) && self.is_closed(end) && self.looks_ahead(at) {
            return Some((lengths, today, false, end));
        }
        let back = self.cue(end, Cue::Before);
        let len = back.or_else(|| self.cue(end, Cue::From)).or_else(|| self.cue(end, Cue::After))?;
        let base = self.relative(end + len)?;
        let What::Placed(Time::Period(day)) = base.what else { return None };
        // `for 3 days from today` is the days themselves.
        let told = day.first == day.last && !self.cue_before(at, Cue::During);
        Some((lengths, day.first.filter(|_| told)?, back.is_some(), base.end))
    }

    /// `two Sundays from now`, `three Fridays ago`: the day itself is not counted.
    fn weekdays_off(&self, at: usize, today: Date) -> Option<TimeReading> {
        let count = self.cardinal(at).and_then(|word| Some((i32::try_from(word.value).ok()?, at + word.len)));
        let (count, next) = self.whole(at, 50).map(|count| (count, at + 1)).or(count)?;
        let (weekday, end) = self.weekday_name(next).or_else(|| self.plural_weekday(next))?;
        let ago = self.cue(end, Cue::Ago).filter(|_| self.cue(end, Cue::Before).is_none());
        let ahead = || self.cue(end, Cue::Ahead).or_else(|| self.later(at, end));
        let (by, len) = ago.map(|len| (-count, len)).or_else(|| Some((count, ahead()?)))?;
        let day = today.nth_weekday(by, weekday).ok().filter(|_| (1..=50).contains(&count))?;
        let note = Some("worked out from the document's date".to_owned());
        Some(TimeReading {
            note,
            ..Self::placed(Time::Period(Period::day(day)), at, end + len, "weekdays before or after")
        })
    }

    /// *Later*, where it is later than now: behind a verb of the future, with no other time before it to look from.
    fn later(&self, at: usize, end: usize) -> Option<usize> {
        let len = self.cue(end, Cue::LaterIn).filter(|len| self.is_closed(end + len) && self.looks_ahead(at))?;
        let time = |token: &Token| {
            token.has(|sense| matches!(sense, Sense::Month { .. } | Sense::Weekday(_) | Sense::Relative { .. }))
        };
        (!self.tokens[..at].iter().any(time)).then_some(len)
    }

    /// Whole lengths of time, the larger units first.
    fn lengths(&self, at: usize) -> Option<(Lengths, usize)> {
        let mut lengths = Lengths::new();
        let mut end = at;
        while lengths.len() < MOST {
            let mark = usize::from(!lengths.is_empty() && self.is_comma(end));
            let and = self
                .cue(end + mark, Cue::And)
                .filter(|_| !lengths.is_empty() && !self.is_joined(end + mark))
                .unwrap_or(0);
            let Some((count, unit, next)) = self.length(end + mark + and, lengths.is_empty()) else { break };
            lengths.push((count, unit));
            end = next;
        }
        (!lengths.is_empty()).then_some((lengths, end))
    }

    /// One length: a number and a unit, a dual, or a unit alone where nothing can be said of it further.
    fn length(&self, at: usize, first: bool) -> Option<(i64, &'static str, usize)> {
        match self.calendar_unit(at) {
            Some((unit, UnitForm::Two, end)) => return Some((2, unit.id, end)),
            Some((unit, UnitForm::One, end)) => {
                let closed =
                    self.token(end).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_))) || self.is_stop(end);
                return (first && closed && !self.is_definite(at)).then_some((1, unit.id, end));
            }
            Some(_) => return None,
            None => {}
        }
        if let Some(len) =
            self.cue(at, Cue::Per).filter(|_| self.token(at).is_some_and(|token| token.kind == TokenKind::Word))
        {
            return self
                .calendar_unit(at + len)
                .filter(|(_, form, _)| *form == UnitForm::One)
                .map(|(unit, _, end)| (1, unit.id, end));
        }
        let reading = self.number(at)?;
        let count = i64::try_from(reading.number.filter(|number| number.value.is_integer())?.value)
            .ok()
            .filter(|count| (1..=2000).contains(count))?;
        // Working days are no days of the calendar.
        let (unit, _, end) = self.calendar_unit(reading.end).filter(|(.., end)| *end == reading.end + 1)?;
        Some((count, unit.id, end))
    }
}
