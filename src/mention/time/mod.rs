//! Times: dates of every granularity, periods, relative dates, clock times.
//!
//! A rule here reads the parts that the words give ([`Parts`]); `resolve.rs` places them, from the document's date
//! where they are told from there.

mod absolute;
mod clock;
mod relative;
mod resolve;

use self::resolve::Parts;
use super::Mention;
use super::reader::Reader;
use crate::document::SetAside;
use crate::language::{Cue, Sense, Side, TokenKind};
use crate::value::{Modifier, PartOf, Partial, Time, Value};

/// A time as read: its parts or its place, with the tokens it takes.
#[derive(Clone, Debug)]
struct TimeReading {
    what: What,
    start: usize,
    end: usize,
    rule: &'static str,
    note: Option<String>,
}

/// What a time rule found.
#[derive(Clone, Debug)]
enum What {
    /// Parts that are still to be placed.
    Parts(Parts),
    /// A placed time.
    Placed(Time),
}

impl Reader<'_> {
    /// The time that begins at a token.
    pub fn time(&self, at: usize) -> Option<Mention> {
        let reading = self.part_of_time(at).or_else(|| self.plain_time(at))?;
        let before = self.hedge_before_time(reading.start);
        let TimeReading { what, start, end, rule, note } = reading;
        let future = self.is_future(at.saturating_sub(12), at);
        let (time, told) = match what {
            What::Placed(time) => (Some(time), None),
            What::Parts(parts) => parts.resolve(self.published, future),
        };
        let set_aside = time.is_none().then_some(SetAside::NoValue);
        let mut time = time.unwrap_or(Time::Partial(Partial::default()));
        if let (Some((modifier, _)), Time::Period(period)) = (before, &mut time) {
            period.modifier = modifier;
        }
        let note = note.or(told);
        Some(Mention { span: self.span(start, end), tokens: start..end, value: Value::Time(time), rule, note, set_aside })
    }

    /// `early March`, `نهاية مارس`: a part of what follows.
    fn part_of_time(&self, at: usize) -> Option<TimeReading> {
        let (part, len) = self.find(at, |sense| match sense {
            Sense::Part(part) => Some(part),
            _ => None,
        })?;
        let mut next = at + len;
        // `early in March`, `mid-2015`.
        if self.is_dash(next) && self.is_glued(next) {
            next += 1;
        } else if let Some(len) = self.cue(next, Cue::During).or_else(|| self.cue(next, Cue::Of)) {
            next += len;
        }
        let inner = self.plain_time(next)?;
        let what = match inner.what {
            What::Parts(parts) if parts.day.is_none() && parts.weekday.is_none() => What::Parts(Parts { part, ..parts }),
            What::Placed(Time::Period(mut period)) if period.first != period.last => {
                period.part = part;
                What::Placed(Time::Period(period))
            }
            _ => return None,
        };
        Some(TimeReading { what, start: at, rule: "part of a time", ..inner })
    }

    /// A time without a part word before it. The rules that take more words come first.
    fn plain_time(&self, at: usize) -> Option<TimeReading> {
        self.numeric_date(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month_and_day(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.years(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.relative(at))
    }

    /// A hedge right before a time: `about 2015`, `حوالي الساعة`.
    fn hedge_before_time(&self, at: usize) -> Option<(Modifier, usize)> {
        self.starts_before(at, |sense| match sense {
            Sense::Modifier { modifier: modifier @ (Modifier::About | Modifier::Nearly), side: Side::Before } => Some(modifier),
            _ => None,
        })
    }

    /// The whole number of a token of plain digits, at most `max`.
    fn whole(&self, at: usize, max: i32) -> Option<i32> {
        let token = self.token(at)?;
        let plain = token.kind == TokenKind::Number && token.word.folded.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| token.word.folded.parse().ok().filter(|value| *value <= max))?
    }

    /// Last, this or next, right after a time: `الماضي`.
    fn shift_after(&self, at: usize) -> Option<(i8, usize)> {
        let (by, len) = self.find(at, |sense| match sense {
            Sense::Shift(by) => Some(by),
            _ => None,
        })?;
        Some((by, at + len))
    }

    fn reading(parts: Parts, start: usize, end: usize, rule: &'static str) -> TimeReading {
        TimeReading { what: What::Parts(parts), start, end, rule, note: None }
    }

    fn placed(time: Time, start: usize, end: usize, rule: &'static str) -> TimeReading {
        TimeReading { what: What::Placed(time), start, end, rule, note: None }
    }
}

/// No part: the whole.
const WHOLE: PartOf = PartOf::Whole;
