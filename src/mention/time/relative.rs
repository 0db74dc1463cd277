//! Times told from the document's date: `yesterday`, `last year`, `هذا الأسبوع`, `العام المقبل`.

use jiff::Span;
use jiff::civil::Date;

use super::{Reader, TimeReading, What};
use crate::language::{Sense, UnitForm};
use crate::value::{Granularity, Partial, Period, Time};

impl Reader<'_> {
    /// A unit of time that is shifted: `last year`, `الشهر المقبل`, `this week`.
    pub(super) fn shifted(&self, at: usize) -> Option<TimeReading> {
        let unit = |at: usize| {
            self.find(at, |sense| sense.unit().filter(|(_, form)| *form == UnitForm::One))
                .filter(|((unit, _), _)| matches!(unit.id, "day" | "week" | "month" | "year" | "decade" | "century"))
                .map(|((unit, _), len)| (unit.id, at + len))
        };
        let (id, by, end) = if let Some((id, next)) = unit(at) {
            let (by, end) = self.shift_after(next)?;
            (id, by, end)
        } else {
            let (by, next) = self.shift_after(at)?;
            let (id, end) = unit(next)?;
            (id, by, end)
        };
        Some(self.from_today(id, by, at, end, "shifted unit"))
    }

    /// A word that is a time by itself: `yesterday`, `غدا`.
    pub(super) fn relative(&self, at: usize) -> Option<TimeReading> {
        let ((unit, by), len) = self.find(at, |sense| match sense {
            Sense::Relative { unit, by } => Some((crate::value::units()[usize::from(unit)].id, by)),
            _ => None,
        })?;
        Some(self.from_today(unit, by, at, at + len, "relative day"))
    }

    fn from_today(&self, unit: &str, by: i8, start: usize, end: usize, rule: &'static str) -> TimeReading {
        let placed = self.published.and_then(|published| shift(published.day, unit, by));
        match placed {
            Some(period) => {
                let note = Some("told from the document's date".to_owned());
                TimeReading { note, ..Self::placed(Time::Period(period), start, end, rule) }
            }
            None => TimeReading {
                what: What::Placed(Time::Partial(Partial::default())),
                start,
                end,
                rule,
                note: Some("told from a date that the document does not have".to_owned()),
            },
        }
    }
}

/// The unit of time so many units from a day.
fn shift(today: Date, unit: &str, by: i8) -> Option<Period> {
    let by = i64::from(by);
    match unit {
        "day" => today.checked_add(Span::new().days(by)).ok().map(Period::day),
        "week" => {
            let monday = today.checked_sub(Span::new().days(i64::from(today.weekday().to_monday_zero_offset()))).ok()?;
            let first = monday.checked_add(Span::new().weeks(by)).ok()?;
            let last = first.checked_add(Span::new().days(6)).ok()?;
            Some(Period::new(Some(first), Some(last), Granularity::Week))
        }
        "month" => {
            let month = today.first_of_month().checked_add(Span::new().months(by)).ok()?;
            Period::month(month.year(), month.month())
        }
        "year" => Period::year(today.year().checked_add(i16::try_from(by).ok()?)?),
        "decade" => {
            let first = (today.year() / 10 + i16::try_from(by).ok()?) * 10;
            Period::years(first, first + 9, Granularity::Decade)
        }
        "century" => {
            let first = (today.year() / 100 + i16::try_from(by).ok()?) * 100;
            Period::years(first, first + 99, Granularity::Century)
        }
        _ => None,
    }
}
