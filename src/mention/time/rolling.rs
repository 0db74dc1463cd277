//! So many units up to the document's date, or from it on: `the past three months`, `the past year`, `الأشهر الثلاثة الماضية`,
//! `آخر 5 سنوات`, `the next two weeks`, `اليومين المقبلين`. Without a document's date they are lengths of time.

use jiff::Span;
use jiff::civil::Date;

use super::{Reader, TimeReading};
use crate::language::{Cue, Sense, SenseKind, UnitForm};
use crate::value::{Granularity, Period, Time};

impl Reader<'_> {
    /// A run of units that ends or begins at the document's date.
    pub(super) fn rolling(&self, at: usize) -> Option<TimeReading> {
        let today = self.published?.day;
        let (count, unit, by, end) = self.adjective_first(at).or_else(|| self.adjective_last(at))?;
        let period = window(today, count, unit, by)?;
        let note = Some("told from the document's date".to_owned());
        Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, "units up to a date") })
    }

    /// `last three months`, `next 2 weeks`, `آخر 5 سنوات`.
    fn adjective_first(&self, at: usize) -> Option<(i64, &'static str, i8, usize)> {
        if let Some(one) = self.one_unit(at) {
            return Some(one);
        }
        let shift = self.shift(at).filter(|(by, _)| *by != 0 && !self.language.noun_before_adjective);
        let (by, next) = shift.or_else(|| self.cue(at, Cue::Last).map(|len| (-1, at + len)))?;
        let (count, next) = self.count(next)?;
        let (unit, end) = self.many(next)?;
        Some((count, unit, by, end))
    }

    /// `the past year`, `over the last month`: as long as the unit, up to now. With something after it that it is of, it
    /// is the last of that.
    fn one_unit(&self, at: usize) -> Option<(i64, &'static str, i8, usize)> {
        let (unit, form, end) = self.calendar_unit(at + self.cue(at, Cue::Window)?)?;
        let one = form == UnitForm::One && unit.id != "day" && self.cue(end, Cue::Of).is_none();
        let (count, unit) = if unit.id == "decade" { (10, "year") } else { (1, unit.id) };
        one.then_some((count, unit, -1, end))
    }

    /// `الأشهر الثلاثة الماضية`, `3 أيام القادمة`, `العامين الماضيين`.
    fn adjective_last(&self, at: usize) -> Option<(i64, &'static str, i8, usize)> {
        if !self.language.noun_before_adjective {
            return None;
        }
        let (count, unit, next) = match self.calendar_unit(at) {
            Some((unit, UnitForm::Two, end)) => (2, unit.id, end),
            Some((unit, UnitForm::Many, end)) => {
                let (count, end) = self.count(end)?;
                (count, unit.id, end)
            }
            _ => {
                let (count, next) = self.count(at)?;
                let (unit, end) = self.many(next)?;
                (count, unit, end)
            }
        };
        let (by, end) = self.shift(next).filter(|(by, _)| *by != 0 && self.is_definite(next))?;
        Some((count, unit, by, end))
    }

    /// A small whole number.
    fn count(&self, at: usize) -> Option<(i64, usize)> {
        // عشر is a tenth as well; beside a unit of time it is ten.
        let word = self.find_kind(at, SenseKind::Cardinal, |sense| match sense {
            Sense::Cardinal { value: value @ 2..=19, scale: false } => i64::try_from(value).ok(),
            _ => None,
        });
        if let Some((count, len)) = word
            && (self.calendar_unit(at + len).is_some() || self.shift(at + len).is_some())
        {
            return Some((count, at + len));
        }
        let reading = self.number(at)?;
        let count = i64::try_from(reading.number?.value).ok().filter(|count| (2..=1000).contains(count))?;
        Some((count, reading.end))
    }

    /// A unit of the calendar after a number.
    fn many(&self, at: usize) -> Option<(&'static str, usize)> {
        self.calendar_unit(at).map(|(unit, _, end)| (unit.id, end))
    }
}

/// So many units before a day, the day itself not counted, or after it. Decades are those of the calendar.
fn window(today: Date, count: i64, unit: &str, by: i8) -> Option<Period> {
    if unit == "decade" {
        let (this, count) = (today.year() / 10 * 10, i16::try_from(count).ok()? * 10);
        let first = if by < 0 { this - count } else { this + 10 };
        return Period::years(first, first + count - 1, Granularity::Range);
    }
    let span = span(unit, count)?;
    let (first, last) = if by < 0 {
        (today.checked_sub(span).ok()?, today.yesterday().ok()?)
    } else {
        (today.tomorrow().ok()?, today.checked_add(span).ok()?)
    };
    Some(Period { worked_out: true, ..Period::new(Some(first), Some(last), Granularity::Range) })
}

/// So many units of the calendar.
pub(super) fn span(unit: &str, count: i64) -> Option<Span> {
    let span = Span::new();
    match unit {
        "day" => span.try_days(count),
        "week" => span.try_weeks(count),
        "month" => span.try_months(count),
        "year" => span.try_years(count),
        _ => return None,
    }
    .ok()
}
