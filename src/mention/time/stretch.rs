//! A stretch told by its last day or its first: `the three months ended June 30`, `the year to March 2013`, `the week
//! beginning 4 May`, `الأشهر الستة المنتهية في 30 يونيو`.

use jiff::Span;

use super::rolling::span;
use super::{Reader, TimeReading};
use crate::language::{Cue, Sense, SenseKind, UnitForm};
use crate::value::{Granularity, Period, Time};

impl Reader<'_> {
    /// A stretch of whole units that ends with a day or month, or a week that begins with a day.
    pub(super) fn stretch(&self, at: usize) -> Option<TimeReading> {
        let (count, unit, next) = self.stretch_length(at)?;
        let definite = self.cue_before(at, Cue::Definite);
        let closer = self.closer(next).filter(|len| definite && self.dated(next + len).is_some());
        match self.cue(next, Cue::Ending).or(closer) {
            Some(len) => self.ended(at, count, unit, next + len),
            None => self.week_from(at, next).filter(|_| unit == "week" && count == 1),
        }
    }

    /// The last day or month follows.
    fn ended(&self, at: usize, count: i64, unit: &str, next: usize) -> Option<TimeReading> {
        let date = self.dated(next)?;
        let (end, has_day) = (date.end, date.has_day());
        let (Time::Period(last), note) = placed_from(date, self)? else { return None };
        let last = last.last.filter(|_| has_day || matches!(unit, "month" | "year"))?;
        let first = last.tomorrow().and_then(|after| after.checked_sub(span(unit, count).unwrap_or_default())).ok();
        let period = Period::new(first.filter(|first| *first < last), Some(last), Granularity::Range);
        period.first?;
        Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, "stretch by its last day") })
    }

    /// `week beginning 4 May`, `week of May 4`: seven days.
    fn week_from(&self, at: usize, next: usize) -> Option<TimeReading> {
        let len = self.cue(next, Cue::Starting).or_else(|| self.cue(next, Cue::Of))?;
        let date = self.dated(next + len).filter(TimeReading::has_day)?;
        let end = date.end;
        let (Time::Period(first), note) = placed_from(date, self)? else { return None };
        let last = first.first?.checked_add(Span::new().days(6)).ok();
        let period = Period::new(first.first, last, Granularity::Week);
        Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, "week by its first day") })
    }

    /// A date with a month.
    fn dated(&self, at: usize) -> Option<TimeReading> {
        let next = at + self.cue(at, Cue::During).unwrap_or(0);
        let next = next + self.unit_head(next, "day").unwrap_or(0);
        let named = self.numeric_date(next).or_else(|| self.weekday(next).filter(TimeReading::has_day));
        let month = || self.month_by_name(next, true).or_else(|| self.part_of_time(next));
        named.or_else(|| self.day_and_month(next)).or_else(month).filter(TimeReading::has_month)
    }

    /// How many units: `three months`, `الأشهر الستة`, `second quarter`, `fiscal year`.
    fn stretch_length(&self, at: usize) -> Option<(i64, &'static str, usize)> {
        let part = |at: usize| {
            self.find_kind(at, SenseKind::Period, |sense| match sense {
                Sense::Period(Granularity::Quarter) => Some(3),
                Sense::Period(Granularity::Half) => Some(6),
                _ => None,
            })
        };
        if let Some((months, len)) = part(at) {
            let end = at + len;
            let end = self.ordinal_words(end).filter(|_| self.is_definite(at)).map_or(end, |(_, end)| end);
            return Some((months, "month", end));
        }
        if let Some((_, next)) = self.ordinal_words(at)
            && let Some((months, len)) = part(next)
        {
            return Some((months, "month", next + len));
        }
        if let Some(len) = self.cue(at, Cue::Fiscal) {
            return Some((1, "year", at + len));
        }
        let small = |at: usize| {
            let reading = self.number(at)?;
            let value = i64::try_from(reading.number?.value).ok().filter(|value| (1..=100).contains(value))?;
            Some((value, reading.end))
        };
        match self.calendar_unit(at) {
            Some((unit, UnitForm::One, end)) => Some((1, unit.id, end)),
            Some((unit, UnitForm::Two, end)) => Some((2, unit.id, end)),
            Some((unit, UnitForm::Many, end)) => small(end).map(|(count, end)| (count, unit.id, end)),
            Some(_) => None,
            None => {
                let (count, next) = small(at)?;
                let (unit, form, end) = self.calendar_unit(next)?;
                (form != UnitForm::Per).then_some((count, unit.id, end))
            }
        }
    }
}

/// A date, placed, with what was assumed.
fn placed_from(date: TimeReading, reader: &Reader<'_>) -> Option<(Time, Option<String>)> {
    let future = reader.looks_ahead(date.start);
    let (time, note) = date.what.place_with_note(reader.published, future);
    Some((time?, note))
}
