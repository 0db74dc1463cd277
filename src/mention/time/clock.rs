//! Times of day: `8 a.m.`, `9:20`, `الساعة 11,00`, `السادسة صباحا`, `04,01 بتوقيت غرينتش`.

use rust_decimal::prelude::ToPrimitive;

use super::{Reader, TimeReading};
use crate::language::{Cue, Sense, TokenKind};
use crate::value::{Modifier, Time};

/// Hours and minutes as read.
#[derive(Clone, Copy, Debug)]
struct Hand {
    hour: i8,
    minute: i8,
    end: usize,
    /// The writing alone makes them a clock time.
    marked: bool,
    /// Minutes are told.
    minutes: bool,
}

impl Reader<'_> {
    /// A time of day. Bare digits count only with a clock word before, or a half of the day or a time zone after.
    pub(super) fn clock(&self, at: usize) -> Option<TimeReading> {
        let head = self.cue(at, Cue::Clock).unwrap_or(0);
        let strong = head > 0 && self.language.noun_before_adjective;
        let from = at + head;
        let Hand { hour, minute, end, marked, minutes } = self.hand(from, strong)?;
        let half = self.half_of_day(end).filter(|(.., unit)| !unit || minutes || strong);
        let zone = minutes && self.cue(end, Cue::Zone).is_some();
        if !(marked || strong || zone || half.is_some()) {
            return None;
        }
        let hour = match (half, hour) {
            (Some((true, ..)), 1..=11) => hour + 12,
            (Some((false, ..)), 12) => 0,
            _ => hour,
        };
        let end = half.map_or(end, |(_, end, _)| end);
        let time = Time::Clock { hour, minute, modifier: Modifier::Exact };
        let start = if strong || head == 0 { at } else { from };
        Some(Self::placed(time, start, end, "clock"))
    }

    /// Hours and minutes.
    fn hand(&self, at: usize, strong: bool) -> Option<Hand> {
        let field = |at: usize, max: i32| self.whole(at, max).and_then(|value| i8::try_from(value).ok());
        if let Some(hour) = field(at, 24) {
            if self.is_mark(at + 1, ':') && self.is_glued(at + 1) && self.is_glued(at + 2) {
                let minute = field(at + 2, 59)
                    .filter(|_| self.token(at + 2).is_some_and(|token| token.word.folded.len() == 2))?;
                return Some(Hand { hour: hour % 24, minute, end: at + 3, marked: true, minutes: true });
            }
            return Some(Hand { hour: hour % 24, minute: 0, end: at + 1, marked: false, minutes: false });
        }
        let token = self.token(at)?;
        // `11,00`: only where a clock word, half of the day or zone says so.
        if token.kind == TokenKind::Number {
            let (hour, minute) = token.word.folded.split_once([',', '.'])?;
            let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
            let real = (0..24).contains(&hour) && (0..60).contains(&minute);
            return real.then_some(Hand { hour, minute, end: at + 1, marked: false, minutes: true });
        }
        // Hours in Arabic are ordinals, but for the first: the one, the second, the sixth.
        let one = || {
            let (one, len) = self.find(at, |sense| matches!(sense, Sense::Cardinal { value: 1, .. }).then_some(1))?;
            (self.language.noun_before_adjective && self.is_definite(at)).then_some((one, at + len))
        };
        let (hour, end) = self.ordinal_words(at).or_else(one)?;
        let hour = i8::try_from(hour).ok().filter(|hour| (1..=12).contains(hour))?;
        let (minute, end) = self.joined_minutes(end).unwrap_or((0, end));
        let told = strong || self.half_of_day(end).is_some();
        told.then_some(Hand { hour, minute, end, marked: false, minutes: false })
    }

    /// Minutes joined to an hour in words: `الثامنة والنصف`, `الثامنة و20 دقيقة`.
    fn joined_minutes(&self, at: usize) -> Option<(i8, usize)> {
        let mark = self.cue(at, Cue::And).filter(|_| !self.is_joined(at));
        if mark.is_none() && !self.is_joined(at) {
            return None;
        }
        let from = at + mark.unwrap_or(0);
        let part = self.find(from, |sense| match sense {
            Sense::Fraction(of @ 2..=4) => i8::try_from(60 / of).ok(),
            _ => None,
        });
        if let Some((minute, len)) = part {
            return Some((minute, from + len));
        }
        let reading = self.number(from)?;
        let minute = reading.number?.value.to_i8().filter(|minute| (1..60).contains(minute))?;
        Some((minute, reading.end + self.unit_word(reading.end, "minute")?))
    }

    /// Morning (false) or afternoon (true) after an hour, the end, and whether the word is a unit as well: `م`.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize, bool)> {
        let morning = self.cue(at, Cue::Am).map(|len| (false, at + len));
        let (afternoon, end) = morning.or_else(|| self.cue(at, Cue::Pm).map(|len| (true, at + len)))?;
        Some((afternoon, end, self.find(at, Sense::unit).is_some()))
    }
}
