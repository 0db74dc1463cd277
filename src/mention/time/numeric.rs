//! Dates in digits alone: `2023-05-30`, `30/5/2023`, `12.3.2024`, `١-١١-١٤٣٦هـ`, `9/18/15`, `22/04`, `3/2015`.

use jiff::Span;
use jiff::civil::{ISOWeekDate, Weekday};

use super::fields::{HIJRI_YEARS, LIKELY_YEARS};
use super::resolve::Parts;
use super::{Reader, TimeReading};
use crate::language::{Cue, TokenKind};
use crate::value::{Calendar, Granularity, Period, Time};

/// The letter that ISO 8601 writes before the number of a week.
const ISO_WEEK: &str = "w";

/// Hours a day and days a week, which are no day and month.
const ROUND_THE_CLOCK: (i32, i32) = (24, 7);

impl Reader<'_> {
    /// A date in digits alone.
    pub(super) fn numeric_date(&self, at: usize) -> Option<TimeReading> {
        let token = self.token(at)?;
        if token.kind != TokenKind::Number || self.continues_digits(at) {
            return None;
        }
        self.iso_week(at)
            .or_else(|| self.three_fields(at))
            .or_else(|| self.spaced_fields(at))
            .or_else(|| self.year_and_month_by_name(at))
            .or_else(|| self.month_and_year_in_digits(at))
            .or_else(|| self.day_and_month_in_digits(at))
    }

    /// Whether the digits are the tail of a longer run of digits and marks: a phone number, a file number.
    pub(super) fn continues_digits(&self, at: usize) -> bool {
        at >= 2
            && self.is_glued(at)
            && self.is_glued(at - 1)
            && (self.is_mark(at - 1, '/') || self.is_dash(at - 1))
            && self.token(at - 2).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether more digits are tied on by another mark.
    fn goes_on(&self, at: usize) -> bool {
        (self.is_slash(at) || (self.is_dash(at) && self.is_glued(at)))
            && self.is_glued(at + 1)
            && self.token(at + 1).is_some_and(|token| token.kind == TokenKind::Number)
    }

    /// Whether a slash or dash ties two runs of digits.
    fn is_joint(&self, at: usize) -> bool {
        (self.is_mark(at, '/') || self.is_dash(at)) && self.is_glued(at) && self.is_glued(at + 1)
    }

    /// `2021-W15`, `2021-W15-3`: a week of the calendar of weeks, and a day of it.
    fn iso_week(&self, at: usize) -> Option<TimeReading> {
        let letter = self.token(at + 2).is_some_and(|token| token.word.folded == ISO_WEEK);
        if !(letter && self.is_hyphen(at + 1) && self.is_glued(at + 3)) {
            return None;
        }
        let year = i16::try_from(self.whole(at, 9999)?).ok().filter(|year| LIKELY_YEARS.contains(year))?;
        let week = i8::try_from(self.whole(at + 3, 53)?).ok()?;
        let first = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
        let day = self.whole(at + 5, 7).filter(|day| *day > 0 && self.is_hyphen(at + 4));
        if let Some(day) = day {
            let period = Period::day(first.checked_add(Span::new().days(day - 1)).ok()?);
            return Some(Self::placed(Time::Period(period), at, at + 6, "numbered week"));
        }
        let period = Period::new(Some(first), first.checked_add(Span::new().days(6)).ok(), Granularity::Week);
        Some(Self::placed(Time::Period(period), at, at + 4, "numbered week"))
    }

    /// Day, month and year in the orders that news use.
    fn three_fields(&self, at: usize) -> Option<TimeReading> {
        let digits = &self.token(at)?.word.folded;
        if let Some(reading) = self.comma_before_year(at) {
            return Some(reading);
        }
        let dotted: Vec<&str> = digits.split('.').collect();
        let (fields, slash, end) = if dotted.len() == 3 && !digits.contains(',') {
            (dotted, false, at + 1)
        } else {
            if !(self.is_joint(at + 1) && self.is_joint(at + 3)) || self.token(at + 1)?.kind != self.token(at + 3)?.kind
            {
                return None;
            }
            let field =
                |at: usize| self.whole(at, 9999).and_then(|_| self.token(at)).map(|token| token.word.folded.as_str());
            (vec![field(at)?, field(at + 2)?, field(at + 4)?], self.is_mark(at + 1, '/'), at + 5)
        };
        if self.goes_on(end) {
            return None;
        }
        let [first, second, third] = <[&str; 3]>::try_from(fields).ok()?;
        let number = |field: &str| field.parse::<i16>().ok();
        let (a, b, c) = (number(first)?, number(second)?, number(third)?);
        let (year, month, day) = match (first.len(), third.len()) {
            (4, 1..=2) => (a, b, c),
            (1..=2, 4) if a > 12 || (self.day_first && b <= 12) => (c, b, a),
            (1..=2, 4) => (c, a, b),
            // Two digits of a year: only where the other fields, or a zero, leave no doubt.
            (1..=2, 2) => {
                let (month, day) = if self.day_first { (b, a) } else { (a, b) };
                if !(slash || day > 12 || third.starts_with('0')) || digits.contains('.') {
                    return None;
                }
                (self.full_year(c), month, day)
            }
            _ => return None,
        };
        let (month, day) =
            (i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?, i8::try_from(day).ok()?);
        let era = self.cue(end, Cue::HijriEra);
        let (calendar, note) = match era {
            Some(_) => (Calendar::Hijri, None),
            None if HIJRI_YEARS.contains(&year) => {
                (Calendar::Hijri, Some("read as a Hijri date, by its year".to_owned()))
            }
            None => (Calendar::Gregorian, None),
        };
        let common = self.cue(end, Cue::CommonEra).filter(|_| self.is_glued(end) && era.is_none());
        let end = end + era.or(common).unwrap_or(0);
        let parts = Parts { year: Some(year), month: Some(month), day: Some(day), calendar, ..Parts::default() };
        Some(TimeReading { note, ..Self::reading(parts, at, end, "numeric date") })
    }

    /// `08/12,2015`: a comma where the second slash would stand.
    fn comma_before_year(&self, at: usize) -> Option<TimeReading> {
        let (second, year) = self.token(at + 2)?.word.folded.split_once(',')?;
        let first = i8::try_from(self.whole(at, 31)?).ok()?;
        let second: i8 = second.parse().ok().filter(|second| (1..=31).contains(second))?;
        let year: i16 = year.parse().ok().filter(|_| matches!(year.len(), 2 | 4))?;
        let year = if year < 100 { self.full_year(year) } else { year };
        let (month, day) =
            if second > 12 || (first <= 12 && !self.day_first) { (first, second) } else { (second, first) };
        let told = self.is_mark(at + 1, '/') && self.is_joint(at + 1) && LIKELY_YEARS.contains(&year);
        let parts = Parts { year: Some(year), month: Some(month), day: Some(day), ..Parts::default() };
        (told && (1..=12).contains(&month) && day > 0).then(|| Self::reading(parts, at, at + 3, "numeric date"))
    }

    /// `15 / 3 / 1440 هـ`, `2014 / 5 / 7`: slashes with spaces round them, the year of four digits.
    fn spaced_fields(&self, at: usize) -> Option<TimeReading> {
        if !(self.is_mark(at + 1, '/') && self.is_mark(at + 3, '/')) || self.is_mark(at + 5, '/') {
            return None;
        }
        let field = |at: usize| Some((i16::try_from(self.whole(at, 9999)?).ok()?, self.token(at)?.word.folded.len()));
        let ((a, first), (month, 1..=2), (c, last)) = (field(at)?, field(at + 2)?, field(at + 4)?) else {
            return None;
        };
        let (year, day) = match (first, last) {
            (4, 1..=2) => (a, c),
            (1..=2, 4) if self.day_first => (c, a),
            _ => return None,
        };
        let era = self.cue(at + 5, Cue::HijriEra);
        let hijri = era.is_some() || HIJRI_YEARS.contains(&year);
        let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let parts = Parts {
            year: Some(year).filter(|year| hijri || LIKELY_YEARS.contains(year)),
            month: Some(month),
            day: i8::try_from(day).ok().filter(|day| (1..=31).contains(day)),
            calendar: if hijri { Calendar::Hijri } else { Calendar::Gregorian },
            ..Parts::default()
        };
        let whole = parts.year.is_some() && parts.day.is_some();
        whole.then(|| Self::reading(parts, at, at + 5 + era.unwrap_or(0), "numeric date"))
    }

    /// `2019-Aug-01`, `2019/aug`.
    fn year_and_month_by_name(&self, at: usize) -> Option<TimeReading> {
        let year = i16::try_from(self.whole(at, 2099)?).ok().filter(|year| LIKELY_YEARS.contains(year))?;
        if let Some(month) = self.month(at + 1).filter(|month| !month.doubtful && !self.is_joined(at + 1)) {
            // `2015 June`, with no day or year of its own behind it.
            let own = self.day(month.end).is_some() || self.year_of_month(month.end, month.calendar, false).is_some();
            let parts =
                Parts { year: Some(year), month: Some(month.number), calendar: month.calendar, ..Parts::default() };
            let named = !own && month.calendar == Calendar::Gregorian && !self.is_comma(at + 1);
            return named.then(|| Self::reading(parts, at, month.end, "year and month"));
        }
        let month = self.month(at + 2).filter(|_| self.is_joint(at + 1))?;
        let day = self.whole(month.end + 1, 31).filter(|day| *day > 0 && self.is_joint(month.end));
        let day = day.and_then(|day| i8::try_from(day).ok());
        let end = if day.is_some() { month.end + 2 } else { month.end };
        let parts =
            Parts { year: Some(year), month: Some(month.number), day, calendar: month.calendar, ..Parts::default() };
        Some(Self::reading(parts, at, end, "year and month"))
    }

    /// `3/2015`, `2015/3`, `2016-11`. A dash that can join two years is left to the range of years.
    fn month_and_year_in_digits(&self, at: usize) -> Option<TimeReading> {
        if !self.is_joint(at + 1) || self.goes_on(at + 3) || self.cue_before(at, Cue::Label) {
            return None;
        }
        let (first, second) = (self.whole(at, 9999)?, self.whole(at + 2, 9999)?);
        let year_first = first > 999;
        let (year, month) = if year_first { (first, second) } else { (second, first) };
        let year = i16::try_from(year).ok().filter(|year| LIKELY_YEARS.contains(year))?;
        let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let two = self.token(at + 2)?.word.folded.len() == 2;
        if year_first && two && i16::from(month) > year % 100 {
            return None;
        }
        let parts = Parts { year: Some(year), month: Some(month), ..Parts::default() };
        (!self.counts_something(at + 3)).then(|| Self::reading(parts, at, at + 3, "numeric month"))
    }

    /// `22/4` after a word of time, `22/04` anywhere: a bare `2/1` is a score or a fraction.
    fn day_and_month_in_digits(&self, at: usize) -> Option<TimeReading> {
        if !(self.is_slash(at + 1) && self.is_glued(at + 2)) || self.goes_on(at + 3) {
            return None;
        }
        let (a, b) = (self.whole(at, 31)?, self.whole(at + 2, 31)?);
        let padded = |at: usize| self.token(at).is_some_and(|token| token.word.folded.len() == 2);
        let zero = |at: usize| padded(at) && self.token(at).is_some_and(|token| token.word.folded.starts_with('0'));
        let written = padded(at) && padded(at + 2) && (zero(at) || zero(at + 2));
        let (month, day) = if b > 12 || (a <= 12 && !self.day_first) { (a, b) } else { (b, a) };
        let headed = self.cue_before(at, Cue::During) || (at > 0 && self.unit_head(at - 1, "day").is_some());
        let parts = Parts { month: i8::try_from(month).ok(), day: i8::try_from(day).ok(), ..Parts::default() };
        // `will return 4/22`: a fraction or score does not follow a verb of the future, nor is it round the clock.
        let ahead = (a > 12) != (b > 12) && (a, b) != ROUND_THE_CLOCK && self.looks_ahead(at);
        let told = written || headed || ahead;
        let real = (1..=12).contains(&month) && day >= 1 && told && !self.counts_something(at + 3);
        real.then(|| Self::reading(parts, at, at + 3, "numeric day and month"))
    }
}
