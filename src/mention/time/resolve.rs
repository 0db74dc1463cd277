//! Placing the parts of a date: what is missing comes from the document's date.

use std::cmp::Reverse;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::fields::LIKELY_YEARS;
use super::relative::shift;
use super::{TimeReading, What};
use crate::document::Published;
use crate::value::{Calendar, PartOf, Partial, Period, Time, hijri_day, hijri_month};

/// How many days ahead a date without a year may lie before it is taken for last year's: a day in the document's own
/// year, where papers leave the year out, and any other time.
const AHEAD_THIS_YEAR: i32 = 92;
const AHEAD: i32 = 45;

/// How many days a weekday with a bare day of the month may lie from the document's date.
const WEEKDAY_REACH: i32 = 45;

/// What the words give of a date.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    /// The year, as written.
    pub year: Option<i16>,
    /// The month of the calendar.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// Last, this, next.
    pub shift: Option<i8>,
    /// The month by its distance from the document's.
    pub month_shift: Option<i8>,
    /// The week of the weekday by its distance from the document's.
    pub week_shift: Option<i8>,
    /// Early, mid, late.
    pub part: PartOf,
    /// Of which calendar.
    pub calendar: Calendar,
}

impl Parts {
    /// A weekday of this week or one so many weeks off.
    pub fn of_week(weekday: Weekday, by: i8) -> Self {
        Self { weekday: Some(weekday), week_shift: Some(by), ..Self::default() }
    }

    /// Whether a date gives the same fields as another.
    pub fn is_like(&self, other: &Self) -> bool {
        let fields =
            |parts: &Self| (parts.day.is_some(), parts.month.is_some(), parts.weekday.is_some(), parts.calendar);
        fields(self) == fields(other)
    }

    /// Places the parts; none where they make no date. A note says what was assumed.
    pub fn resolve(self, published: Option<Published>, future: bool) -> (Option<Time>, Option<String>) {
        let today = published.map(|published| published.day);
        let partial = |why: &str| (Some(Time::Partial(self.partial())), Some(why.to_owned()));
        let (period, note) = match (self.year, self.month, self.weekday) {
            (Some(year), ..) => (self.in_year(year), None),
            (None, Some(_), _) => {
                let Some(today) = today else { return partial("no year, and the document has no date") };
                let period = self.nearest(today, future);
                let year = period.as_ref().and_then(|period| period.first).map(Date::year);
                (period, year.map(|year| format!("the year {year} comes from the document's date")))
            }
            _ => {
                let Some(today) = today else { return partial("told from a date that the document does not have") };
                let period = match (self.month_shift, self.weekday) {
                    (Some(by), _) => self.of_shifted_month(today, by),
                    (None, Some(weekday)) => self.of_weekday(today, weekday, future),
                    (None, None) => self.of_running_month(today, future),
                };
                let day = period.as_ref().and_then(|period| period.first);
                (period, day.map(|day| format!("{day} comes from the document's date")))
            }
        };
        (period.map(|period| Time::Period(Period { part: self.part, ..period })), note)
    }

    fn partial(self) -> Partial {
        Partial { month: self.month, day: self.day, weekday: self.weekday, part: self.part, calendar: self.calendar }
    }

    /// The date in a year of its calendar.
    fn in_year(self, year: i16) -> Option<Period> {
        match (self.calendar, self.month, self.day) {
            (Calendar::Gregorian, Some(month), Some(day)) => Date::new(year, month, day).ok().map(Period::day),
            (Calendar::Gregorian, Some(month), None) => Period::month(year, month),
            (Calendar::Gregorian, None, _) => Period::year(year),
            // `رمضان 2022`: the year may be of the civil calendar.
            (Calendar::Hijri, Some(_), _) if LIKELY_YEARS.contains(&year) => {
                let hijri = hijri_year(Date::new(year, 1, 1).ok()?)?;
                let begins_in = |period: &Period| period.first.is_some_and(|first| first.year() == year);
                (hijri..=hijri + 1).filter_map(|hijri| self.in_year(hijri)).find(begins_in)
            }
            (Calendar::Hijri, Some(month), Some(day)) => hijri_day(year, month, day).map(Period::day),
            (Calendar::Hijri, month, _) => hijri_month(year, month),
        }
    }

    /// The date in the year that is meant: the last such date, or the next where the words look ahead or it is near.
    fn nearest(self, today: Date, future: bool) -> Option<Period> {
        let year = match self.calendar {
            Calendar::Gregorian => today.year(),
            Calendar::Hijri => hijri_year(today)?,
        };
        // A leap day comes every four or eight years.
        let candidates: Vec<Period> = (year - 8..=year + 8).filter_map(|year| self.in_year(year)).collect();
        let before = |limit: Date| candidates.iter().rev().find(|period| period.first <= Some(limit)).cloned();
        let after = |limit: Date| candidates.iter().find(|period| period.last >= Some(limit)).cloned();
        match self.shift {
            // `last March` is over; said in March it is last year's, unless a day of this month is meant.
            Some(..0) => {
                let limit = if self.day.is_some() { today } else { today.first_of_month() };
                before(limit.yesterday().ok()?)
            }
            Some(1..) => after(today),
            Some(0) => self.in_year(year),
            None if future => after(today),
            None => {
                let (past, next) = (before(today), after(today.tomorrow().ok()?));
                let near = next.filter(|next| {
                    next.first.is_some_and(|first| {
                        let in_year = self.day.is_some() && first.year() == today.year();
                        let limit = if in_year { AHEAD_THIS_YEAR } else { AHEAD };
                        first > today && (first - today).get_days() <= limit
                    })
                });
                // A month that the document lies in is itself.
                let within = past.as_ref().is_some_and(|past| past.last >= Some(today));
                near.filter(|_| !within).or(past)
            }
        }
    }

    /// A day of the month so many months from the document's.
    fn of_shifted_month(self, today: Date, by: i8) -> Option<Period> {
        let month = today.first_of_month().checked_add(Span::new().months(i64::from(by))).ok()?;
        Date::new(month.year(), month.month(), self.day?).ok().map(Period::day)
    }

    /// The last such day of a month up to today, or the next where the words look ahead.
    fn of_running_month(self, today: Date, future: bool) -> Option<Period> {
        let on = |by: &i8| self.of_shifted_month(today, *by);
        let meant = |day: &Period| if future { day.first >= Some(today) } else { day.first <= Some(today) };
        let months: [i8; 3] = if future { [0, 1, 2] } else { [0, -1, -2] };
        months.iter().filter_map(on).find(meant)
    }

    /// The day of the week that is meant: the last one up to today, or the next where the words look ahead.
    fn of_weekday(self, today: Date, weekday: Weekday, future: bool) -> Option<Period> {
        if let Some(day) = self.day {
            return weekday_on(today, weekday, day).map(Period::day);
        }
        if let Some(weeks) = self.week_shift.or(self.shift.filter(|by| *by == 0)) {
            let monday = shift(today, "week", weeks)?.first?;
            return monday
                .checked_add(Span::new().days(i64::from(weekday.to_monday_zero_offset())))
                .ok()
                .map(Period::day);
        }
        let since = i64::from(today.weekday().since(weekday));
        let back = match self.shift.map(i64::from) {
            Some(by) if by < 0 => (if since == 0 { 7 } else { since }) - 7 * (by + 1),
            Some(by) if by > 0 => since - 7 * by,
            None if future && since > 0 => since - 7,
            _ => since,
        };
        today.checked_sub(Span::new().days(back)).ok().map(Period::day)
    }

    /// Whether a weekday and a day of the month fall together near the document's date.
    pub fn agrees(self, published: Option<Published>) -> bool {
        let (Some(weekday), Some(day), Some(published)) = (self.weekday, self.day, published) else { return false };
        weekday_on(published.day, weekday, day).is_some()
    }

    /// The first and last parts of a range, each with what it leaves out taken from the other.
    pub fn complete(self, last: Self, published: Option<Published>, future: bool) -> Option<(Self, Self)> {
        let (mut first, mut last) = (self, last);
        let key = |parts: &Self| (parts.month, parts.day.unwrap_or(1));
        let turns = |first: &Self, last: &Self| {
            i16::from(first.month.is_some() && last.month.is_some() && key(first) > key(last))
        };
        if let (Some(from), Some(to), None, None) = (first.weekday, last.weekday, first.day, last.day) {
            let end = last.resolve_day(published, future)?;
            let back = i64::from(to.since(from));
            let start = end.checked_sub(Span::new().days(if back == 0 { 7 } else { back })).ok()?;
            // A start with a shift of its own places both: `next Monday to Friday`.
            let own = first.shift.or(first.week_shift).is_some() && last.shift.or(last.week_shift).is_none();
            let (start, end) = if own {
                let start = first.resolve_day(published, future)?;
                (start, start.checked_add(Span::new().days(back)).ok()?)
            } else {
                (start, end)
            };
            return Some((Self::on(start), Self::on(end)));
        }
        if first.calendar == last.calendar && first.month.is_some() && last.month.is_some() {
            if first.year.is_none() && last.year.is_none() {
                first.shift = first.shift.or(last.shift);
                last.shift = last.shift.or(first.shift);
                let period = last.nearest(published?.day, future)?;
                last.year = match last.calendar {
                    Calendar::Gregorian => period.first.map(Date::year),
                    Calendar::Hijri => hijri_year(period.first?),
                };
            }
            match (first.year, last.year) {
                (None, Some(year)) => first.year = year.checked_sub(turns(&first, &last)),
                (Some(year), None) => last.year = year.checked_add(turns(&first, &last)),
                _ => {}
            }
        }
        Some((first, last))
    }

    fn resolve_day(self, published: Option<Published>, future: bool) -> Option<Date> {
        match self.resolve(published, future).0? {
            Time::Period(period) => period.first,
            _ => None,
        }
    }

    /// A day that is placed.
    fn on(day: Date) -> Self {
        Self { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()), ..Self::default() }
    }
}

impl What {
    /// The time, placed, with what was assumed.
    pub(super) fn place_with_note(self, published: Option<Published>, future: bool) -> (Option<Time>, Option<String>) {
        match self {
            Self::Placed(time) => (Some(time), None),
            Self::Parts(parts) => parts.resolve(published, future),
        }
    }

    /// The time, placed.
    pub(super) fn place(self, published: Option<Published>, future: bool) -> Option<Time> {
        self.place_with_note(published, future).0
    }
}

impl TimeReading {
    /// The time that was read, placed.
    pub(super) fn place(self, published: Option<Published>, future: bool) -> Option<Time> {
        self.what.place(published, future)
    }
}

/// The date nearest to today with this weekday and day of the month.
fn weekday_on(today: Date, weekday: Weekday, day: i8) -> Option<Date> {
    (-2..=2)
        .filter_map(|by| today.first_of_month().checked_add(Span::new().months(by)).ok())
        .filter_map(|month| Date::new(month.year(), month.month(), day).ok())
        .filter(|date| date.weekday() == weekday)
        .map(|date| ((date - today).get_days().abs(), date))
        .filter(|(apart, _)| *apart <= WEEKDAY_REACH)
        .min_by_key(|(apart, date)| (*apart, Reverse(*date)))
        .map(|(_, date)| date)
}

/// The Hijri year that a day lies in.
fn hijri_year(day: Date) -> Option<i16> {
    // Thirty-three lunar years make thirty-two solar ones.
    let guess = i16::try_from((i32::from(day.year()) - 622) * 33 / 32).ok()?;
    (guess - 1..=guess + 2).find(|year| hijri_month(*year, None).is_some_and(|period| period.last >= Some(day)))
}
