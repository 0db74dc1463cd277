//! Times: dates of every granularity, periods, relative dates, clock times.
//!
//! A rule here reads the parts that the words give ([`Parts`]); `resolve.rs` places them, from the document's date
//! where they are told from there. What was assumed stands in the mention's note.

mod bound;
mod clock;
mod counted;
mod day;
mod era;
mod fields;
mod holiday;
mod numeric;
mod offset;
mod range;
mod relative;
mod resolve;
mod rolling;
mod season;
mod stretch;
#[cfg(test)]
mod tests;
mod twice;
mod year;

use self::resolve::Parts;
use super::Mention;
use super::reader::Reader;
use crate::document::SetAside;
use crate::language::{Cue, Gist, Sense, SenseKind, Side, TokenKind, Trait};
use crate::value::{Granularity, Modifier, Partial, Time, Value};

/// How many tokens from a time the verb that tells its tense may stand.
const TENSE_REACH: usize = 12;

/// A time that begins within so many tokens of its sentence is told before its verb.
const OPENING: usize = 3;

/// What the words are that the rules of [`Reader::plain_time`] begin with, an article aside.
const BEGINS: Gist = {
    use SenseKind::{
        Cardinal, Decade, Fraction, Holiday, Hour, Month, Ordinal, Period, Relative, Season, Shift, TimeUnit, Vague,
        Weekday,
    };
    Gist::listing(
        &[
            Cardinal, Ordinal, Fraction, Vague, TimeUnit, Month, Weekday, Holiday, Hour, Shift, Relative, Season,
            Decade, Period,
        ],
        &[
            Cue::After,
            Cue::Ago,
            Cue::Clock,
            Cue::EarlierIn,
            Cue::Final,
            Cue::Fiscal,
            Cue::Last,
            Cue::LaterIn,
            Cue::Minus,
            Cue::Window,
        ],
    )
};

/// A time as read: its parts or its place, with the tokens it takes.
#[derive(Clone, Debug)]
struct TimeReading {
    what: What,
    start: usize,
    end: usize,
    rule: &'static str,
    note: Option<String>,
}

/// What stands where a time was read.
#[derive(Clone, Debug)]
pub enum Dated {
    /// A time.
    Time(Box<Mention>),
    /// A date that names a thing, and states nothing: where it ends.
    Name(usize),
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
    #[must_use]
    pub fn time(&self, at: usize) -> Option<Dated> {
        let token = self.token(at)?;
        if !(self.begins_time(at) || token.is(Trait::OpensRange)) {
            return None;
        }
        // Read once: it is the first end of a range, or the time itself.
        let one = self.one_time(at);
        let reading = self.range_of_times(at, one.as_ref()).or_else(|| Some(self.told_twice(one?)))?;
        if self.recurs(&reading) {
            return None;
        }
        if self.names_a_thing(&reading) {
            return Some(Dated::Name(reading.end));
        }
        let hedge = self.hedge_before_time(reading.start).or_else(|| self.bound_before(&reading));
        let TimeReading { what, start, end, rule, note } = reading;
        // What a weekday is the end of lies ahead: `they have until Thursday`.
        let limit = hedge == Some(Modifier::AtMost) && matches!(&what, What::Parts(parts) if parts.weekday.is_some());
        let (time, told) = what.place_with_note(self.published, limit || self.looks_ahead(at));
        let set_aside = time.is_none().then_some(SetAside::NoValue);
        let mut time = time.unwrap_or(Time::Partial(Partial::default()));
        if let (Some(modifier), Time::Period(period)) = (hedge, &mut time)
            && (modifier.is_sharp() || period.granularity != Granularity::Range)
        {
            period.modifier = modifier;
        }
        if let (Some(hedge), Time::Clock { modifier, .. }) = (hedge, &mut time) {
            *modifier = match hedge {
                Modifier::About | Modifier::Nearly => Modifier::About,
                Modifier::LessThan | Modifier::MoreThan => hedge,
                Modifier::Exact | Modifier::AtMost | Modifier::AtLeast => *modifier,
            };
        }
        let note = note.or(told);
        let (span, value) = (self.span(start, end), Value::Time(time));
        Some(Dated::Time(Box::new(Mention { span, tokens: start..end, value, rule, note, set_aside })))
    }

    /// Whether the words before a time speak of what is to come, as the nearest of them tells; at the opening of a
    /// sentence the verb stands behind.
    fn looks_ahead(&self, at: usize) -> bool {
        // What something is measured from is over.
        if self.is_measured_from(at) {
            return false;
        }
        let past = |at: usize| self.cue(at, Cue::Past).map(|_| false);
        let before = |at: usize| past(at).or_else(|| self.is_future(at, at + 1).then_some(true));
        let behind = |at: usize| past(at).or_else(|| self.puts_ahead(at).then_some(true));
        let told = (at.saturating_sub(TENSE_REACH)..at).rev().find_map(before);
        told.or_else(|| (at..at + TENSE_REACH).find_map(behind).filter(|_| at <= OPENING)).unwrap_or(false)
    }

    /// Whether a token puts its verb into the future.
    fn puts_ahead(&self, at: usize) -> bool {
        self.cue(at, Cue::Will).is_some() || self.token(at).is_some_and(|token| token.is(Trait::Future))
    }

    /// Whether a time could begin with the token, by itself.
    fn begins_time(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.is(Trait::BeginsTime) || (self.is_apostrophe(at) && self.is_glued(at + 1)))
    }

    /// One time, with a word for a part of it or without.
    fn one_time(&self, at: usize) -> Option<TimeReading> {
        if !self.begins_time(at) {
            return None;
        }
        self.weekend(at).or_else(|| self.part_of_time(at)).or_else(|| self.plain_time(at))
    }

    /// `early March`, `نهاية مارس`: a part of what follows.
    fn part_of_time(&self, at: usize) -> Option<TimeReading> {
        let (part, len) = self.find_kind(at, SenseKind::Part, |sense| match sense {
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
        let past = next + self.cue(next, Cue::Article).unwrap_or(0);
        let inner = self.plain_time(past).or_else(|| self.running_unit_of_part(next))?;
        let what = match inner.what {
            What::Parts(parts) if parts.day.is_none() && parts.weekday.is_none() => {
                What::Parts(Parts { part, ..parts })
            }
            What::Placed(Time::Period(mut period)) if period.first != period.last => {
                period.part = part;
                What::Placed(Time::Period(period))
            }
            _ => return None,
        };
        Some(TimeReading { what, start: at, rule: "part of a time", ..inner })
    }

    /// A time without a part word before it.
    fn plain_time(&self, at: usize) -> Option<TimeReading> {
        let token = self.token(at)?;
        // Most words are told here from those that a rule begins with.
        let begins = |at: usize| {
            self.token(at).is_some_and(|token| match token.kind {
                TokenKind::Word => token.begins_any(BEGINS) || token.word.bare_weekday.is_some(),
                TokenKind::Number => true,
                TokenKind::Mark(_) => self.is_apostrophe(at),
            })
        };
        // Behind an article (`a year ago`) stands what would begin one without it.
        let article = self.cue(at, Cue::Per).filter(|_| token.kind == TokenKind::Word);
        if !begins(at) && !article.is_some_and(|len| begins(at + len)) {
            debug_assert!(self.by_rule(at).is_none(), "a rule for times begins with what BEGINS does not list");
            return None;
        }
        self.by_rule(at)
    }

    /// The first of the rules that reads a time here. Those that take more words come first.
    fn by_rule(&self, at: usize) -> Option<TimeReading> {
        self.numeric_date(at)
            .or_else(|| self.holiday(at))
            .or_else(|| self.counted_part(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.day_and_month(at))
            .or_else(|| self.month_and_day(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.years(at))
            .or_else(|| self.century(at))
            .or_else(|| self.season(at, None))
            .or_else(|| self.shifted_name(at))
            .or_else(|| self.stretch(at))
            .or_else(|| self.rolling(at))
            .or_else(|| self.offset(at))
            .or_else(|| self.before_or_after_now(at))
            .or_else(|| self.week_and_weekday(at))
            .or_else(|| self.shifted(at))
            .or_else(|| self.relative(at))
    }

    /// Whether a day or month without a year is part of a name: `ثورة 25 يناير`, `شارع 26 يوليو`.
    fn names_a_thing(&self, reading: &TimeReading) -> bool {
        let placeless = matches!(&reading.what, What::Parts(parts) if parts.month.is_some() && parts.year.is_none() && parts.shift.is_none());
        let before = self.starts_before(reading.start, |sense| (sense == Sense::NamedByDate).then_some(())).is_some();
        let after = !self.language.noun_before_adjective && self.is_named_by_date(reading.end);
        placeless && (before || after)
    }

    /// Whether a day or month comes again and again: `every Friday`, `في يونيو من كل عام`.
    fn recurs(&self, reading: &TimeReading) -> bool {
        let What::Parts(parts) = &reading.what else { return false };
        let of = self.cue(reading.end, Cue::Of).unwrap_or(0);
        let again = self.cue_before(reading.start, Cue::Every) || self.cue(reading.end + of, Cue::Every).is_some();
        parts.year.is_none() && parts.shift.is_none() && again
    }

    /// Whether a thing that dates are the names of begins here: *Square*, ثورة.
    fn is_named_by_date(&self, at: usize) -> bool {
        self.find(at, |sense| (sense == Sense::NamedByDate).then_some(())).is_some()
    }

    /// A hedge right before a time: `about 2015`, `حوالي الساعة`.
    fn hedge_before_time(&self, at: usize) -> Option<Modifier> {
        self.starts_before(at, |sense| match sense {
            Sense::Modifier { modifier: modifier @ (Modifier::About | Modifier::Nearly), side: Side::Before } => {
                Some(modifier)
            }
            _ => None,
        })
        .map(|(modifier, _)| modifier)
    }

    fn reading(parts: Parts, start: usize, end: usize, rule: &'static str) -> TimeReading {
        TimeReading { what: What::Parts(parts), start, end, rule, note: None }
    }

    fn placed(time: Time, start: usize, end: usize, rule: &'static str) -> TimeReading {
        TimeReading { what: What::Placed(time), start, end, rule, note: None }
    }
}
