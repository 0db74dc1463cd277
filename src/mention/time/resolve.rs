//! Placing the parts of a date: a year that is missing comes from the document's date.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use crate::document::Published;
use crate::value::{Calendar, Granularity, PartOf, Partial, Period, Time, hijri_day, hijri_month};

/// How many days ahead a day without a year may lie before it is taken for last year's.
const NEAR_AHEAD: i32 = 45;

/// What the words give of a date.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    /// The year, as written.
    pub year: Option<i16>,
    /// The month of the calendar.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The last day of the month in a range of days.
    pub last_day: Option<i8>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// Last, this, next.
    pub shift: Option<i8>,
    /// Early, mid, late.
    pub part: PartOf,
    /// Of which calendar.
    pub calendar: Calendar,
}

impl Parts {
    /// Places the parts; none where they make no date. A note says what was assumed.
    pub fn resolve(self, published: Option<Published>, future: bool) -> (Option<Time>, Option<String>) {
        let today = published.map(|published| published.day);
        let (period, note) = match (self.calendar, self.month, self.weekday) {
            (Calendar::Hijri, ..) => (self.hijri(), None),
            (_, Some(_), _) => match (self.year, today) {
                (Some(year), _) => (self.in_year(year), None),
                (None, Some(today)) => {
                    let period = self.nearest(today, future);
                    let year = period.as_ref().and_then(|period| period.first).map(Date::year);
                    (period, year.map(|year| format!("the year {year} comes from the document's date")))
                }
                (None, None) => return (Some(Time::Partial(self.partial())), Some("no year, and the document has no date".into())),
            },
            (_, None, Some(weekday)) => match today {
                Some(today) => {
                    let period = self.weekday_from(today, weekday, future);
                    let note = period.as_ref().and_then(|period| period.first);
                    (period, note.map(|day| format!("{day} comes from the document's date")))
                }
                None => return (Some(Time::Partial(self.partial())), Some("a weekday, and the document has no date".into())),
            },
            _ => (self.year.and_then(Period::year), None),
        };
        (period.map(|period| Time::Period(Period { part: self.part, ..period })), note)
    }

    fn partial(self) -> Partial {
        Partial { month: self.month, day: self.day, weekday: self.weekday, part: self.part, calendar: self.calendar }
    }

    fn in_year(self, year: i16) -> Option<Period> {
        let month = self.month?;
        match (self.day, self.last_day) {
            (Some(day), Some(last)) => {
                let (first, last) = (Date::new(year, month, day).ok()?, Date::new(year, month, last).ok()?);
                (first < last).then(|| Period::new(Some(first), Some(last), Granularity::Range))
            }
            (Some(day), None) => Date::new(year, month, day).ok().map(Period::day),
            (None, _) => Period::month(year, month),
        }
    }

    /// The date in the year that is meant: the last such date, or the next where the words look ahead.
    fn nearest(self, today: Date, future: bool) -> Option<Period> {
        let start = |year: i16| self.in_year(year).filter(|period| period.first.is_some());
        let year = today.year();
        let candidates: Vec<Period> = (year - 5..=year + 5).filter_map(start).collect();
        let before = |limit: Date| candidates.iter().rev().find(|period| period.first.is_some_and(|first| first <= limit)).cloned();
        let after = |limit: Date| candidates.iter().find(|period| period.last.is_some_and(|last| last >= limit)).cloned();
        let yesterday = today.checked_sub(Span::new().days(1)).ok()?;
        match self.shift {
            // `last March` is over; said in March it is last year's, unless a day of this month is meant.
            Some(..0) => {
                let limit = if self.day.is_some() { yesterday } else { today.first_of_month().checked_sub(Span::new().days(1)).ok()? };
                before(limit)
            }
            Some(1..) => after(today),
            Some(0) => start(year),
            None if future => after(today),
            None => {
                let soon = today.checked_add(Span::new().days(NEAR_AHEAD)).ok()?;
                let limit = if self.day.is_some() { soon } else { today };
                before(limit)
            }
        }
    }

    /// The day of the week that is meant: the last one up to today, or the next where the words look ahead.
    fn weekday_from(self, today: Date, weekday: Weekday, future: bool) -> Option<Period> {
        let since = i64::from(today.weekday().since(weekday));
        let back = match self.shift {
            Some(i8::MIN..0) if since == 0 => 7,
            Some(1..) => since - 7,
            None if future && since > 0 => since - 7,
            _ => since,
        };
        today.checked_sub(Span::new().days(back)).ok().map(Period::day)
    }

    fn hijri(self) -> Option<Period> {
        let year = self.year?;
        match (self.month, self.day) {
            (Some(month), Some(day)) => hijri_day(year, month, day).map(Period::day),
            (month, _) => hijri_month(year, month),
        }
    }
}
