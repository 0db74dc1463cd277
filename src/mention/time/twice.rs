//! One day told twice: `أمس السبت`, `1 March (Wednesday)`, `today, Tuesday,`, `أول من أمس (الثلاثاء)`, `7 رمضان 1436هـ الموافق 24 يونيو 2015`.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::resolve::Parts;
use super::{Reader, TimeReading, What};
use crate::language::Cue;
use crate::value::{Period, Time};

/// How far a weekday may lie from the day that is told beside it, for a paper is dated the day after it is written.
const APART: i32 = 3;

impl Reader<'_> {
    /// A date with its second name.
    pub(super) fn told_twice(&self, first: TimeReading) -> TimeReading {
        let opened = self.is_mark(first.end, '(');
        let mark = opened || self.is_comma(first.end) || self.is_mark(first.end, '/') || self.is_dash(first.end);
        let after = first.end + usize::from(mark);
        let word = self.cue(after, Cue::SameDay);
        let next = after + word.unwrap_or(0);
        let second = match &first.what {
            What::Placed(Time::Period(day)) if first.rule == "relative day" && !self.is_joined(next) => {
                day.first.and_then(|day| self.weekday_beside(day, next))
            }
            What::Parts(_) if mark || word.is_some() => self.other_calendar(&first, next),
            _ => None,
        };
        if let Some((_, end)) =
            self.weekday_name(next).filter(|(_, end)| opened && first.has_day() && self.is_mark(*end, ')'))
        {
            return TimeReading { end: end + 1, ..first };
        }
        // `5 June, a Monday`.
        if let Some((_, end)) = self.cue(after, Cue::Per).and_then(|len| self.weekday_name(after + len))
            && self.is_comma(first.end)
            && first.has_day()
        {
            return TimeReading { end, ..first };
        }
        match second {
            Some(second) => {
                let end = second.end + usize::from(opened && self.is_mark(second.end, ')'));
                TimeReading { start: first.start, end, ..second }
            }
            None => first,
        }
    }

    /// The weekday that names a day again. Where the two disagree the weekday counts, for it is not told from the
    /// document's date.
    fn weekday_beside(&self, day: Date, at: usize) -> Option<TimeReading> {
        let reading = self.weekday(at)?;
        let What::Parts(parts) = &reading.what else { return None };
        let Parts { day: None, weekday: Some(weekday), shift: None, .. } = parts else { return Some(reading) };
        let (placed, note) = match nearest(day, *weekday) {
            same if same == day => (day, "told from the document's date".to_owned()),
            other if (other - day).get_days().abs() <= APART => {
                (other, format!("{other} by its weekday, {day} by the document's date"))
            }
            _ => return None,
        };
        Some(TimeReading { what: What::Placed(Time::Period(Period::day(placed))), note: Some(note), ..reading })
    }

    /// The same date in the other calendar; the civil one counts.
    fn other_calendar(&self, first: &TimeReading, at: usize) -> Option<TimeReading> {
        let second = self.numeric_date(at).or_else(|| self.day_and_month(at)).or_else(|| self.years(at))?;
        let matched = matches!(second.what, What::Parts(_)) && first.has_day() == second.has_day();
        if first.is_hijri() == second.is_hijri() || !matched {
            return None;
        }
        let note = Some("told in two calendars".to_owned());
        let what = if first.is_hijri() { second.what } else { first.what.clone() };
        Some(TimeReading { what, note, rule: "date in two calendars", ..second })
    }
}

/// The weekday nearest to a day.
fn nearest(day: Date, weekday: Weekday) -> Date {
    let ahead = i32::from(weekday.since(day.weekday()));
    let by = if ahead > 3 { ahead - 7 } else { ahead };
    day.checked_add(Span::new().days(by)).unwrap_or(day)
}
