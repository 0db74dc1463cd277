//! Times of day: `8 a.m.`, `9:20`, `الساعة 11,00`, `السادسة صباحا`.

use super::{Reader, TimeReading};
use crate::language::{Cue, TokenKind};
use crate::value::{Modifier, Time};

impl Reader<'_> {
    /// A time of day. Bare digits count only with a clock word before, or a half of the day after.
    pub(super) fn clock(&self, at: usize) -> Option<TimeReading> {
        let head = self.cue(at, Cue::Clock).unwrap_or(0);
        let strong = head > 0 && self.language.noun_before_adjective;
        let from = at + head;
        let (hour, minute, mut end, marked) = self.hour_and_minute(from, strong)?;
        let half = self.half_of_day(end);
        if !(marked || strong || half.is_some()) {
            return None;
        }
        let mut hour = hour;
        if let Some((afternoon, after)) = half {
            end = after;
            hour = match (afternoon, hour) {
                (true, 1..=11) => hour + 12,
                (false, 12) => 0,
                _ => hour,
            };
        }
        let time = Time::Clock { hour, minute, modifier: Modifier::Exact };
        let start = if strong || head == 0 { at } else { from };
        Some(Self::placed(time, start, end, "clock"))
    }

    /// Hours and minutes, and whether their writing alone makes them a clock time.
    fn hour_and_minute(&self, at: usize, strong: bool) -> Option<(i8, i8, usize, bool)> {
        let field = |at: usize, max: i32| self.whole(at, max).and_then(|value| i8::try_from(value).ok());
        if let Some(hour) = field(at, 24) {
            if self.is_mark(at + 1, ':') && self.is_glued(at + 1) && self.is_glued(at + 2) {
                let minute = field(at + 2, 59).filter(|_| self.token(at + 2).is_some_and(|token| token.word.folded.len() == 2))?;
                return Some((hour % 24, minute, at + 3, true));
            }
            return Some((hour % 24, 0, at + 1, false));
        }
        let token = self.token(at)?;
        // `11,00`: only where a clock word or half of the day says so.
        if token.kind == TokenKind::Number {
            let (hour, minute) = token.word.folded.split_once([',', '.'])?;
            let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
            return ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute, at + 1, false));
        }
        // Hours in Arabic are ordinals: the sixth.
        let (hour, end) = self.ordinal_words(at)?;
        let hour = i8::try_from(hour).ok().filter(|hour| (1..=12).contains(hour))?;
        (strong || self.half_of_day(end).is_some()).then_some((hour, 0, end, false))
    }

    /// Morning (false) or afternoon (true) after an hour.
    fn half_of_day(&self, at: usize) -> Option<(bool, usize)> {
        let morning = self.cue(at, Cue::Am).map(|len| (false, at + len));
        morning.or_else(|| self.cue(at, Cue::Pm).map(|len| (true, at + len)))
    }
}
