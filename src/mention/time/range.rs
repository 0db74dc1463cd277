//! From one date to another: `from 3 to 12 September`, `7 وحتى 31 يناير الماضي`, `March 3-5`, `من يناير 2006 وحتى عام
//! 2009`, `between Wednesday and Friday`, `from 2015 until now`.

use jiff::Span;
use jiff::civil::Date;

use super::relative::shift;
use super::resolve::Parts;
use super::year::YEAR_RANGE;
use super::{Reader, TimeReading, What};
use crate::language::{Cue, Sense, TokenKind, Trait};
use crate::value::{Granularity, PartOf, Period, Time};

/// One end of a range.
#[derive(Clone, Debug)]
enum End {
    /// A day of the month whose month is told at the other end.
    Day(i8),
    /// A time.
    Time(What),
}

impl End {
    const fn is_day(&self) -> bool {
        matches!(self, Self::Day(_))
    }
}

impl Reader<'_> {
    /// Two dates that bound one period; `one` is the time that begins at the token itself.
    pub(super) fn range_of_times(&self, at: usize, one: Option<&TimeReading>) -> Option<TimeReading> {
        let opens = self.token(at)?.is(Trait::OpensRange);
        let between = self.cue(at, Cue::Between).filter(|_| opens);
        let from = self.cue(at, Cue::From).or_else(|| self.cue(at, Cue::Since)).filter(|_| opens && between.is_none());
        let opener = between.or(from);
        if let Some(days) = self.weekdays_of_week(at).filter(|_| opener.is_none()) {
            return Some(days);
        }
        let start = self.after_article(at + opener.unwrap_or(0));
        if opener.is_some()
            && let Some(years) = self.years(start).filter(|years| years.rule == YEAR_RANGE)
        {
            return Some(years);
        }
        let one = if start == at { one.cloned() } else { self.one_time(start) };
        let (first, next) = self.end_of_period(start, one, between.is_some())?;
        if opener.is_some()
            && let Some(reading) = self.until_now(start, &first, next, between.is_some())
        {
            return Some(reading);
        }
        let (next, dashed) = self.joint(next, between.is_some())?;
        let from = self.after_article(next);
        // Behind *between January and*, a common word is the month that it can be.
        let month = || self.month_by_name(from, true).filter(|_| opener.is_some());
        let (second, end) = self.end_of_period(from, self.one_time(from).or_else(month), false)?;
        let (second, end) = match second {
            End::Day(day) if opener.is_some() || dashed => self.shifted_month_after(day, end).unwrap_or((second, end)),
            second => (second, end),
        };
        let day = first.is_day() || second.is_day();
        if (first.is_day() && second.is_day()) || (day && dashed && !self.is_glued(next)) {
            return None;
        }
        let (first, end) = if second.is_day() { self.year_after(first, end) } else { (first, end) };
        let counts = self.counts_something(end) || (opener.is_none() && !dashed && self.names_word(end));
        // `the Feb. 14-16 talks`.
        if second.is_day() && counts && !dashed {
            return None;
        }
        let (period, note) = self.join(first, second, self.looks_ahead(at), dashed && opener.is_none())?;
        let end = self.after_part_noun(&period, end);
        Some(TimeReading { note, ..Self::placed(Time::Period(period), start, end, "range of dates") })
    }

    /// Past an article that stands before an end of a range: `from the 1960s to the 1980s`.
    fn after_article(&self, at: usize) -> usize {
        at + self.cue(at, Cue::Article).unwrap_or(0)
    }

    /// Past the noun that says what three or six months are: `the July-September quarter`.
    fn after_part_noun(&self, period: &Period, at: usize) -> usize {
        let noun = self.find(at, |sense| match sense {
            Sense::Period(Granularity::Quarter) => Some(3),
            Sense::Period(Granularity::Half) => Some(6),
            _ => None,
        });
        let fits = |months: i64| {
            period.first?.checked_add(Span::new().months(months)).and_then(Date::yesterday).ok().map(Some)
        };
        noun.filter(|(months, _)| fits(*months) == Some(period.last)).map_or(at, |(_, len)| at + len)
    }

    /// Two weekdays of a week that is told before them: `next week between Wednesday and Friday`.
    fn weekdays_of_week(&self, at: usize) -> Option<TimeReading> {
        let (unit, by, next) = self.shifted_unit(at).filter(|(unit, ..)| *unit == "week")?;
        let between = self.cue(next, Cue::Between);
        let opener = between.or_else(|| self.cue(next, Cue::From)).unwrap_or(0);
        let (first, next) = self.weekday_name(next + opener)?;
        let (next, _) = self.joint(next, between.is_some())?;
        let (last, end) = self.weekday_name(next)?;
        let last = shift(self.published?.day, unit, by)?
            .first?
            .checked_add(Span::new().days(i64::from(last.to_monday_zero_offset())))
            .ok()?;
        // The week of work begins on Sunday in many countries: `من الأحد إلى الخميس`.
        let first = last.checked_sub(Span::new().days(i64::from(last.weekday().since(first)))).ok()?;
        let period = Period::new(Some(first), Some(last), Granularity::Range);
        let note = Some("told from the document's date".to_owned());
        (first < last)
            .then(|| TimeReading { note, ..Self::placed(Time::Period(period), at, end, "weekdays of a week") })
    }

    /// What joins the ends of a range: a word, *and* after *between*, a dash with a space on both sides or on neither.
    /// Where the second end begins, and whether a dash joins it.
    fn joint(&self, at: usize, between: bool) -> Option<(usize, bool)> {
        if let Some(len) = self.closer(at) {
            return Some((at + len, false));
        }
        if between && self.is_joined(at) {
            return Some((at, false));
        }
        if let Some(len) = self.cue(at, Cue::And).filter(|_| between) {
            return Some((at + len, false));
        }
        (self.is_dash(at) && self.is_glued(at) == self.is_glued(at + 1)).then_some((at + 1, true))
    }

    /// A year after the last day is that of both: `March 3-5, 2022`.
    fn year_after(&self, first: End, end: usize) -> (End, usize) {
        let End::Time(What::Parts(parts)) = first else { return (first, end) };
        match self.year_of_month(end, parts.calendar, true).filter(|_| parts.year.is_none()) {
            Some((year, _, end)) => (End::Time(What::Parts(Parts { year: Some(year), ..parts })), end),
            None => (End::Time(What::Parts(parts)), end),
        }
    }

    /// Tokens of the word that closes a range: *to*, *until*; not one that also tells the hour, as *at* does.
    pub(super) fn closer(&self, at: usize) -> Option<usize> {
        self.cue(at, Cue::Until).or_else(|| self.cue(at, Cue::To).filter(|_| self.cue(at, Cue::Clock).is_none()))
    }

    /// Whether an unknown word stands here, which a number before it may count.
    fn names_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word) && !self.is_stop(at)
    }

    /// A day whose month is told from the document's date after it: `4 to 22 this month`.
    fn shifted_month_after(&self, day: i8, at: usize) -> Option<(End, usize)> {
        let (unit, by, end) = self.shifted_unit(at + self.cue(at, Cue::During).unwrap_or(0))?;
        let parts = Parts { day: Some(day), month_shift: Some(by), ..Parts::default() };
        (unit == "month").then_some((End::Time(What::Parts(parts)), end))
    }

    /// One end of a range, given the time that begins there; `between` where *and* joins it to the other.
    fn end_of_period(&self, at: usize, one: Option<TimeReading>, between: bool) -> Option<(End, usize)> {
        if let Some(reading) = one.filter(|reading| reading.start == at) {
            let clock = matches!(reading.what, What::Placed(Time::Clock { .. } | Time::Partial(_)));
            return (!clock).then_some((End::Time(reading.what), reading.end));
        }
        // The other end tells a common word from a month: `March to May`.
        if let Some(month) = self.month_by_name(at, true).filter(|month| self.joint(month.end, between).is_some()) {
            return Some((End::Time(month.what), month.end));
        }
        let (day, end) = self.day(at).filter(|_| self.begins_time(at))?;
        let plain = self.token(at).is_some_and(|token| token.kind == TokenKind::Number) || self.is_definite(at);
        plain.then_some((End::Day(day), end))
    }

    /// `from 2015 until now`, `منذ مارس وحتى الآن`: up to the document's date, open where it has none.
    fn until_now(&self, start: usize, first: &End, at: usize, between: bool) -> Option<TimeReading> {
        let so_far = self.cue(at, Cue::SoFar).filter(|_| !between);
        let now = || {
            let (now, _) = self.joint(at, between)?;
            Some(now + self.cue(now, Cue::Now)? - at)
        };
        let len = so_far.or_else(now)?;
        let End::Time(what) = first else { return None };
        let future = self.looks_ahead(start);
        let Some(Time::Period(period)) = what.clone().place(self.published, future) else { return None };
        let last = self.published.map(|published| published.day);
        let first = period.span().0.filter(|first| last.is_none_or(|last| *first < last))?;
        let period = Period::new(Some(first), last, Granularity::Range);
        let note = last.map(|_| "ends at the document's date".to_owned());
        Some(TimeReading { note, ..Self::placed(Time::Period(period), start, at + len, "range up to now") })
    }

    /// The period from one end to the other. What one end leaves out, the other tells. Ends that only a dash joins must
    /// be of one kind.
    fn join(&self, first: End, second: End, future: bool, alike: bool) -> Option<(Period, Option<String>)> {
        let (first, second) = match (first, second) {
            (End::Day(day), End::Time(What::Parts(parts))) if parts.day.is_some() => {
                (What::Parts(Parts { day: Some(day), weekday: None, ..parts }), What::Parts(parts))
            }
            // The month or the shifted month after both days: `4 to 22 this month`.
            (End::Time(What::Parts(parts)), End::Day(day)) if parts.day.is_some() => {
                (What::Parts(parts), What::Parts(Parts { day: Some(day), weekday: None, ..parts }))
            }
            (End::Time(first), End::Time(second)) => (first, second),
            _ => return None,
        };
        let mut assumed = None;
        let (first, second) = match (first, second) {
            (What::Parts(first), What::Parts(second)) => {
                if alike && !first.is_like(&second) {
                    return None;
                }
                let told = first.year.is_some() || second.year.is_some();
                let (first, second) = first.complete(second, self.published, future)?;
                if !told && first.year.is_some() {
                    assumed = Some("told from the document's date".to_owned());
                }
                (What::Parts(first), What::Parts(second))
            }
            _ if alike => return None,
            other => other,
        };
        let (Some(Time::Period(a)), note) = first.place_with_note(self.published, future) else { return None };
        let (Some(Time::Period(b)), more) = second.place_with_note(self.published, future) else { return None };
        let ((start, _), (_, end)) = (a.span(), b.span());
        let ordered = a.last < b.last && a.first < b.first && start < end;
        let period = Period { part: PartOf::Whole, ..Period::new(start, end, Granularity::Range) };
        (ordered && start.is_some() && end.is_some()).then_some((period, assumed.or(note).or(more)))
    }
}
