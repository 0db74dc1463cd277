//! A counted part of a month or year: `the third quarter of 2020`, `Q3 2019`, `النصف الأول من مارس`, `the first week of
//! March`, `ثالث ثلاثاء في أيلول`, `the first nine months of 2021`.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::{Reader, TimeReading};
use crate::language::{Cue, Sense, SenseKind, UnitForm};
use crate::value::{Granularity, Period, Time};

/// The unit that the months of a year are counted in.
const MONTH: &str = "month";

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    /// A quarter of a year.
    Quarter,
    /// A half of a year or month.
    Half,
    /// A week, Monday to Sunday; it belongs to the month or year that holds its Thursday.
    Week,
    /// A day.
    Day,
    /// A day of the week.
    Weekday(Weekday),
    /// Ten years of a century.
    Decade,
}

/// Which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nth {
    /// Counted from the first, which is 1.
    Number(i32),
    /// The last.
    Last,
}

impl Reader<'_> {
    /// A counted part of a month or year.
    pub(super) fn counted_part(&self, at: usize) -> Option<TimeReading> {
        if let Some(reading) = self.year_and_part(at) {
            return Some(reading);
        }
        if let Some((nth, count, unit, end)) = self.edge_units(at) {
            let Some((whole, end)) = self.container(end) else { return self.first_months(at, nth, count, unit, end) };
            let period = edge_of(&whole, nth, count, unit)?;
            return Some(Self::placed(Time::Period(period), at, end, "first or last units of a time"));
        }
        let (counted, nth, next) = self.counted_head(at)?;
        let (whole, end) = match self.container(next) {
            Some(found) => found,
            // `in Q3` needs no year: the last one that has begun.
            None if self.may_lack_year(at, counted, next) => return self.latest(at, counted, nth, next),
            None => return None,
        };
        let period = part_of(&whole, counted, nth)?;
        Some(Self::placed(Time::Period(period), at, end, "counted part of a time"))
    }

    /// `2016 Q3`, `2016 H2`.
    fn year_and_part(&self, at: usize) -> Option<TimeReading> {
        let (year, _, next) = self.year(at, super::fields::LIKELY_YEARS)?;
        let (counted, nth, end) = self.counted_head(next + self.cue(next, Cue::Definite).unwrap_or(0))?;
        let year = Period::year(year).filter(|_| matches!(counted, Counted::Quarter | Counted::Half))?;
        // The part may have a year of its own: `in 2015 the first half of 2014 was …`.
        let period = part_of(&year, counted, nth).filter(|_| self.container(end).is_none())?;
        Some(Self::placed(Time::Period(period), at, end, "counted part of a time"))
    }

    /// Whether a part of a year needs no year: `in Q3`, `in the first quarter`. Halves with a number of their own are
    /// those of a match as well.
    fn may_lack_year(&self, at: usize, counted: Counted, end: usize) -> bool {
        let start = at - usize::from(self.cue_before(at, Cue::Article));
        let code = end == at + 2 && self.is_glued(at + 1);
        let other = self.cue(end, Cue::Of).is_some() || self.is_dash(end);
        let joined = self.is_dash(end - 2) && self.is_glued(end - 1);
        (joined || self.follows_time_word(start)) && (code || (counted == Counted::Quarter && !other))
    }

    /// The last quarter or half of that number that began before the document.
    fn latest(&self, at: usize, counted: Counted, nth: Nth, end: usize) -> Option<TimeReading> {
        let today = self.published?.day;
        let period = (0..2).find_map(|back| {
            let period = part_of(&Period::year(today.year() - back)?, counted, nth)?;
            (period.first? <= today).then_some(period)
        })?;
        let note = Some("the year comes from the document's date".to_owned());
        Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, "counted part of a time") })
    }

    /// `in the first six months` needs no year: those of the last year in which they are over.
    fn first_months(&self, at: usize, nth: Nth, count: i64, unit: &str, end: usize) -> Option<TimeReading> {
        let start = at - usize::from(self.cue_before(at, Cue::Article));
        let months = nth == Nth::Number(1) && unit == MONTH && self.follows_time_word(start);
        if !months || self.cue(end, Cue::Of).is_some() {
            return None;
        }
        let today = self.published?.day;
        let period = (0..2).find_map(|back| {
            let period = edge_of(&Period::year(today.year() - back)?, nth, count, unit)?;
            (period.last? < today).then_some(period)
        })?;
        let note = Some("the year comes from the document's date".to_owned());
        Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, "first or last units of a time") })
    }

    /// What is counted and which one: `third quarter`, `الربع الثالث`, `Q3`, `آخر أسبوع`.
    fn counted_head(&self, at: usize) -> Option<(Counted, Nth, usize)> {
        if let Some((nth, next)) = self.nth(at) {
            // `first-quarter profit`.
            let dash = usize::from(self.is_dash(next) && self.is_glued(next) && self.is_glued(next + 1));
            let (counted, end) = self.counted_noun(next + dash)?;
            return Some((counted, nth, end));
        }
        let (counted, next) = self.counted_noun(at)?;
        if let Some(number) = self.whole(next, 4).filter(|_| self.is_glued(next)) {
            return Some((counted, Nth::Number(number), next + 1));
        }
        // `week 12 of 2021`, `الأسبوع 12 من عام 2021`: weeks are numbered through the year.
        if let Some(number) = self.whole(next, 53).filter(|number| counted == Counted::Week && *number > 0) {
            return Some((counted, Nth::Number(number), next + 1));
        }
        let (nth, end) = self.nth(next).filter(|_| self.language.noun_before_adjective && self.is_definite(at))?;
        // `الثلاثاء الأول من مارس` could be the first of March; the weekday's name decides.
        Some((counted, nth, end))
    }

    /// An ordinal, or the word for the last.
    fn nth(&self, at: usize) -> Option<(Nth, usize)> {
        if let Some(len) = self.cue(at, Cue::Last).or_else(|| self.cue(at, Cue::Final)) {
            return Some((Nth::Last, at + len));
        }
        if let Some(number) = self.whole(at, 53).filter(|_| self.ordinal_ending(at + 1)) {
            return Some((Nth::Number(number), at + 2));
        }
        let (number, end) = self.ordinal_words(at)?;
        Some((Nth::Number(i32::try_from(number).ok()?), end))
    }

    /// A noun that the calendar counts.
    fn counted_noun(&self, at: usize) -> Option<(Counted, usize)> {
        let direct = self.find_kind(at, SenseKind::Period, |sense| match sense {
            Sense::Period(Granularity::Quarter) => Some(Counted::Quarter),
            Sense::Period(Granularity::Half) => Some(Counted::Half),
            _ => None,
        });
        if let Some((counted, len)) = direct {
            return Some((counted, at + len));
        }
        // A weekday may lack its article after an ordinal: أول يوم جمعة.
        let day = self.unit_head(at, "day");
        let name = at + day.unwrap_or(0);
        if let Some((weekday, end)) = self.weekday_name(name).or_else(|| self.bare_weekday(name)) {
            return Some((Counted::Weekday(weekday), end));
        }
        if let Some(len) = self.unit_head(at, "decade") {
            return Some((Counted::Decade, at + len));
        }
        let week = self.unit_head(at, "week").map(|len| (Counted::Week, at + len));
        week.or_else(|| day.map(|len| (Counted::Day, at + len)))
    }

    /// A weekday without the article that the data lists it with.
    pub(super) fn bare_weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        let number = self.token(at).filter(|_| !self.language.article.is_empty())?.word.bare_weekday?;
        Some((Weekday::from_monday_one_offset(number).ok()?, at + 1))
    }

    /// `first nine months`, `الأشهر التسعة الأولى`, `أول تسعة أشهر`, `final two weeks`: first or last, how many, of what.
    fn edge_units(&self, at: usize) -> Option<(Nth, i64, &'static str, usize)> {
        let edge = |at: usize| {
            let last = self.cue(at, Cue::Final).map(|len| (Nth::Last, at + len));
            last.or_else(|| self.nth(at).filter(|(nth, _)| matches!(nth, Nth::Number(1) | Nth::Last)))
        };
        let number = |at: usize| {
            let reading = self.number(at)?;
            let value = i64::try_from(reading.number?.value).ok().filter(|value| (2..=366).contains(value))?;
            Some((value, reading.end))
        };
        let many = |at: usize| {
            self.calendar_unit(at).filter(|(_, form, _)| *form == UnitForm::Many).map(|(unit, _, end)| (unit.id, end))
        };
        if let Some((unit, next)) = many(at) {
            let (value, next) = number(next)?;
            let (nth, end) = edge(next)?;
            return Some((nth, value, unit, end));
        }
        // `التسعة أشهر الأولى`.
        if self.language.noun_before_adjective
            && self.is_definite(at)
            && let Some((value, next)) = number(at)
        {
            let (unit, next) = many(next)?;
            let (nth, end) = edge(next)?;
            return Some((nth, value, unit, end));
        }
        let (nth, next) = edge(at)?;
        let (value, next) = number(next)?;
        let (unit, end) = many(next)?;
        Some((nth, value, unit, end))
    }

    /// The month or year that something is counted in, placed, and its end.
    fn container(&self, at: usize) -> Option<(Period, usize)> {
        let of = self.cue(at, Cue::Of).or_else(|| self.cue(at, Cue::During)).unwrap_or(0);
        let next = at + of;
        let future = self.looks_ahead(at);
        if let Some(month) = self.month_by_name(next, of > 0) {
            let end = month.end;
            let Some(Time::Period(period)) = month.place(self.published, future) else { return None };
            // A Hijri month is a month too.
            let whole = period.first < period.last;
            return whole.then_some((Period { granularity: Granularity::Month, ..period }, end));
        }
        let past = next + self.cue(next, Cue::Article).unwrap_or(0);
        let long = self.century(past).or_else(|| self.decade(past)).filter(|_| of > 0);
        if let Some((Time::Period(period), end)) = long.and_then(|long| {
            let end = long.end;
            Some((long.place(self.published, future)?, end))
        }) {
            return Some((period, end));
        }
        // `the first quarter of the fiscal year 2020`.
        let fiscal = || self.cue(past, Cue::Fiscal).and_then(|_| self.years(past)).filter(|_| of > 0);
        let named = self
            .years(next)
            .or_else(fiscal)
            .or_else(|| self.spoken_year(next).filter(|_| of > 0))
            .or_else(|| self.shifted(next));
        let reading = named.or_else(|| self.running_unit(next).filter(|_| of > 0))?;
        let end = reading.end;
        match reading.place(self.published, future)? {
            Time::Period(period)
                if matches!(
                    period.granularity,
                    Granularity::Month | Granularity::Year | Granularity::Decade | Granularity::Century
                ) =>
            {
                Some((period, end))
            }
            _ => None,
        }
    }
}

/// The counted part of a month or year; none where it has no such part.
fn part_of(whole: &Period, counted: Counted, nth: Nth) -> Option<Period> {
    let (first, last) = (whole.first?, whole.last?);
    let years = match (whole.granularity, counted) {
        (Granularity::Century, Counted::Quarter) => Some(25),
        (Granularity::Century, Counted::Half) => Some(50),
        (Granularity::Century, Counted::Decade) => Some(10),
        (Granularity::Decade, Counted::Half) => Some(5),
        (Granularity::Century | Granularity::Decade, _) | (_, Counted::Decade) => return None,
        _ => None,
    };
    if let Some(years) = years {
        return years_of(first, last, years, nth);
    }
    let months = match (whole.granularity, counted) {
        (Granularity::Year, Counted::Quarter) => 3,
        (Granularity::Year, Counted::Half) => 6,
        (Granularity::Month, Counted::Half) => return half_of_month(first, last, nth),
        (_, Counted::Quarter | Counted::Half | Counted::Decade) => return None,
        (_, Counted::Week) => return week_of(first, last, nth),
        (_, Counted::Day) => return nth_of(first, 1, last, nth).map(Period::day),
        (_, Counted::Weekday(weekday)) => {
            let ahead = weekday.since(first.weekday());
            let start = first.checked_add(Span::new().days(ahead)).ok()?;
            return nth_of(start, 7, last, nth).map(Period::day);
        }
    };
    let count = 12 / months;
    let number = match nth {
        Nth::Number(number) => number,
        Nth::Last => count,
    };
    let start =
        first.checked_add(Span::new().months((1..=count).contains(&number).then_some((number - 1) * months)?)).ok()?;
    let end = start.checked_add(Span::new().months(months)).and_then(Date::yesterday).ok();
    let granularity = if months == 3 { Granularity::Quarter } else { Granularity::Half };
    Some(Period::new(Some(start), end, granularity))
}

/// So many years of a decade or century.
fn years_of(first: Date, last: Date, years: i16, nth: Nth) -> Option<Period> {
    let start = match nth {
        Nth::Number(number) => first.year().checked_add(i16::try_from(number - 1).ok()?.checked_mul(years)?)?,
        Nth::Last => last.year() - years + 1,
    };
    let end = start.checked_add(years - 1)?;
    let granularity = if years == 10 { Granularity::Decade } else { Granularity::Range };
    (start >= first.year() && end <= last.year()).then(|| Period::years(start, end, granularity))?
}

/// The first or last units of a month, year or longer time; none where they are more than it has.
fn edge_of(whole: &Period, nth: Nth, count: i64, unit: &str) -> Option<Period> {
    let (first, last) = (whole.first?, whole.last?);
    let length = super::rolling::span(unit, count)?;
    let (start, end) = match nth {
        Nth::Number(_) => (first, first.checked_add(length).and_then(Date::yesterday).ok()?),
        Nth::Last => (last.tomorrow().and_then(|after| after.checked_sub(length)).ok()?, last),
    };
    let inside = start >= first && end <= last && (start, end) != (first, last);
    inside.then(|| Period::new(Some(start), Some(end), Granularity::Range))
}

fn half_of_month(first: Date, last: Date, nth: Nth) -> Option<Period> {
    let middle = first.checked_add(Span::new().days(14)).ok()?;
    let (first, last) = match nth {
        Nth::Number(1) => (first, middle),
        Nth::Number(2) | Nth::Last => (middle.tomorrow().ok()?, last),
        Nth::Number(_) => return None,
    };
    Some(Period::new(Some(first), Some(last), Granularity::Range))
}

/// The nth of the days that come every so many days from a first to a last.
fn nth_of(first: Date, every: i32, last: Date, nth: Nth) -> Option<Date> {
    let steps = match nth {
        Nth::Number(number) => number.checked_sub(1)?,
        Nth::Last => (last - first).get_days() / every,
    };
    let day = first.checked_add(Span::new().days(steps.checked_mul(every)?)).ok()?;
    (day >= first && day <= last).then_some(day)
}

fn week_of(first: Date, last: Date, nth: Nth) -> Option<Period> {
    let ahead = Weekday::Thursday.since(first.weekday());
    let thursday = nth_of(first.checked_add(Span::new().days(ahead)).ok()?, 7, last, nth)?;
    let monday = thursday.checked_sub(Span::new().days(3)).ok()?;
    Some(Period::new(Some(monday), monday.checked_add(Span::new().days(6)).ok(), Granularity::Week))
}
