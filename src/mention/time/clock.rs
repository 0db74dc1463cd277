//! Times of day: `8 a.m.`, `9:20`, `الساعة 11,00`, `السادسة صباحا`, `half past six`, `الثامنة إلا ربعا`, `1530 GMT`, `noon`.

use rust_decimal::prelude::ToPrimitive;

use super::{Reader, TimeReading};
use crate::language::{Cue, Sense, SenseKind, TokenKind};
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

/// The part of the day that an hour is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PartOfDay {
    Morning,
    Noon,
    Afternoon,
    Night,
    Midnight,
}

impl PartOfDay {
    /// The hour of the day that an hour of the clock's face is in this part.
    const fn place(self, hour: i8) -> i8 {
        match (self, hour) {
            (Self::Morning | Self::Night | Self::Midnight, 12) => 0,
            // Ten and eleven at noon are before it, one to five at night after midnight.
            (Self::Noon, 1..=9) | (Self::Afternoon, 1..=11) | (Self::Night, 6..=11) => hour + 12,
            _ => hour,
        }
    }
}

impl Reader<'_> {
    /// A time of day. Bare digits count only with a clock word before, or a part of the day or a time zone after.
    pub(super) fn clock(&self, at: usize) -> Option<TimeReading> {
        let head = self.cue(at, Cue::Clock).unwrap_or(0);
        let strong = head > 0 && self.language.noun_before_adjective;
        let from = at + head;
        if let Some(reading) = self.named_hour(from, head > 0) {
            return Some(reading);
        }
        let Hand { hour, minute, end, marked, minutes } = self
            .minutes_first(from, head > 0)
            .or_else(|| self.hand(from, strong))
            .or_else(|| self.four_digits(from, head > 0))?;
        let part = self.part_of_day(end).filter(|(.., unit)| !unit || minutes || strong);
        let zone = minutes && self.cue(end, Cue::Zone).is_some();
        if !(marked || strong || zone || part.is_some()) {
            return None;
        }
        let hour = part.map_or(hour, |(part, ..)| part.place(hour));
        let end = part.map_or(end, |(_, end, _)| end);
        let time = Time::Clock { hour, minute, modifier: Modifier::Exact };
        let start = if strong || head == 0 { at } else { from };
        Some(Self::placed(time, start, end, "clock"))
    }

    /// `noon`, `midnight`, `منتصف الليل`; where names of things begin with them, only after a word of time.
    fn named_hour(&self, at: usize, headed: bool) -> Option<TimeReading> {
        let (hour, end) = self.hour_name(at)?;
        let dated = || self.weekday_name(end + self.cue(end, Cue::During).unwrap_or(0)).is_some();
        let told = self.language.noun_before_adjective || headed || self.follows_time_word(at) || dated();
        let time = Time::Clock { hour, minute: 0, modifier: Modifier::Exact };
        told.then(|| Self::placed(time, at, end, "hour by name"))
    }

    fn hour_name(&self, at: usize) -> Option<(i8, usize)> {
        let (hour, len) = self.find_kind(at, SenseKind::Hour, |sense| match sense {
            Sense::Hour(hour) => Some(hour),
            _ => None,
        })?;
        Some((hour, at + len))
    }

    /// `half past six`, `quarter to eight`, `10 minutes past nine`: minutes as a number need more to make them a time.
    fn minutes_first(&self, at: usize, headed: bool) -> Option<Hand> {
        let article =
            self.cue(at, Cue::Per).filter(|_| self.token(at).is_some_and(|token| token.kind == TokenKind::Word));
        let from = at + article.unwrap_or(0);
        let (minute, part, next) = self.minutes(from)?;
        let past = self.cue(next, Cue::PastHour).filter(|_| part);
        let len = past.or_else(|| self.cue(next, Cue::ToHour)).or_else(|| self.cue(next, Cue::PastHour))?;
        let (hour, end) = self.hour_of_face(next + len)?;
        let sure = (past.is_some() || headed || self.part_of_day(end).is_some()) && !self.counts_something(end);
        sure.then(|| {
            let (hour, minute) =
                if self.cue(next, Cue::PastHour).is_some() { (hour, minute) } else { before(hour, minute) };
            Hand { hour, minute, end, marked: true, minutes: true }
        })
    }

    /// One to twelve, in digits or a cardinal word.
    fn hour_of_face(&self, at: usize) -> Option<(i8, usize)> {
        let word = || self.cardinal(at).and_then(|word| Some((i8::try_from(word.value).ok()?, at + word.len)));
        let digits = self.whole(at, 12).and_then(|hour| Some((i8::try_from(hour).ok()?, at + 1)));
        digits.or_else(word).filter(|(hour, _)| (1..=12).contains(hour))
    }

    /// Minutes as a part of the hour (true) or as a number with their unit or without.
    fn minutes(&self, at: usize) -> Option<(i8, bool, usize)> {
        let part = self.find_kind(at, SenseKind::Fraction, |sense| match sense {
            Sense::Fraction(of @ 2..=4) => i8::try_from(60 / of).ok(),
            _ => None,
        });
        if let Some((minute, len)) = part {
            return Some((minute, true, at + len));
        }
        // Ten is a tenth as well: `وعشر دقائق`.
        let ten = || self.cardinal(at).map(|ten| (ten.value.to_i8(), at + ten.len));
        let whole = self.number(at).and_then(|reading| Some((reading.whole()?.to_i8(), reading.end)));
        let (minute, end) = whole.or_else(ten)?;
        let minute = minute.filter(|minute| (1..60).contains(minute))?;
        Some((minute, false, end + self.unit_word(end, "minute").unwrap_or(0)))
    }

    /// Hours and minutes.
    fn hand(&self, at: usize, strong: bool) -> Option<Hand> {
        let field = |at: usize, max: i32| self.whole(at, max).and_then(|value| i8::try_from(value).ok());
        let goes_on = at > 1 && self.is_mark(at - 1, ':') && self.is_glued(at) && self.whole(at - 2, 99).is_some();
        if let Some(hour) = field(at, 24).filter(|_| !goes_on) {
            if self.is_mark(at + 1, ':') && self.is_glued(at + 1) && self.is_glued(at + 2) {
                let two = |at: usize| self.token(at).is_some_and(|token| token.word.folded.len() == 2);
                let minute = field(at + 2, 59).filter(|_| two(at + 2))?;
                let seconds = self.is_mark(at + 3, ':') && self.is_glued(at + 3) && field(at + 4, 59).is_some();
                let end = at + if seconds { 5 } else { 3 };
                // `won in 2:05:11`, `Matthew 5:12`: an hour of one digit, or with seconds, needs more to be one.
                let marked = (two(at) && !seconds) || self.follows_hour_word(at);
                return Some(Hand { hour: hour % 24, minute, end, marked, minutes: true });
            }
            if let Some(len) = self.cue(at + 1, Cue::OClock).filter(|_| (1..=12).contains(&hour)) {
                return Some(Hand { hour, minute: 0, end: at + 1 + len, marked: true, minutes: false });
            }
            return Some(self.with_minutes(hour % 24, at + 1, strong));
        }
        let token = self.token(at)?;
        // `11,00`: only where a clock word, part of the day or zone says so.
        if token.kind == TokenKind::Number {
            let (hour, minute) = token.word.folded.split_once([',', '.'])?;
            let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok().filter(|_| minute.len() == 2)?);
            let real = (0..24).contains(&hour) && (0..60).contains(&minute);
            return real.then_some(Hand { hour, minute, end: at + 1, marked: false, minutes: true });
        }
        if !self.language.noun_before_adjective {
            let (hour, end) = self.hour_of_face(at)?;
            let clock = self.cue(end, Cue::OClock);
            return Some(Hand {
                hour,
                minute: 0,
                end: end + clock.unwrap_or(0),
                marked: clock.is_some(),
                minutes: false,
            });
        }
        // Hours in Arabic are ordinals, but for the first: the one, the second, the sixth.
        let (hour, end) = self.hour_word(at)?;
        let hand = self.with_minutes(hour, end, true);
        // `الساعات الأولى من الفجر`: an adjective of the noun before is no hour.
        let adjective = at > 0 && self.is_definite(at - 1);
        let told = strong || (self.part_of_day(hand.end).is_some() && !adjective);
        told.then_some(hand)
    }

    /// An hour as an ordinal: `السادسة`, `الثانية عشرة`. The number joined to it may be that of the minutes.
    fn hour_word(&self, at: usize) -> Option<(i8, usize)> {
        let one = || {
            let (one, len) = self.find_kind(at, SenseKind::Cardinal, |sense| {
                matches!(sense, Sense::Cardinal { value: 1, .. }).then_some(1)
            })?;
            self.is_definite(at).then_some((one, at + len))
        };
        let alone = || {
            self.find_kind(at, SenseKind::Ordinal, |sense| match sense {
                Sense::Ordinal(hour) => Some(hour),
                _ => None,
            })
            .map(|(hour, len)| (hour, at + len))
        };
        let whole = self.ordinal_words(at).filter(|(_, end)| self.unit_word(*end, "minute").is_none());
        let (hour, end) = whole.or_else(alone).or_else(one)?;
        Some((i8::try_from(hour).ok().filter(|hour| (1..=12).contains(hour))?, end))
    }

    /// An hour with the minutes joined to it or taken off: `الثامنة والنصف`, `الثامنة و20 دقيقة`, `الثامنة إلا ربعا`.
    fn with_minutes(&self, hour: i8, end: usize, told: bool) -> Hand {
        let bare = Hand { hour, minute: 0, end, marked: false, minutes: false };
        if !told || !self.language.noun_before_adjective {
            return bare;
        }
        let mark = self.cue(end, Cue::And).filter(|_| !self.is_joined(end));
        let joined = mark.or_else(|| self.is_joined(end).then_some(0));
        let Some((off, from)) =
            joined.map(|len| (false, end + len)).or_else(|| Some((true, end + self.cue(end, Cue::ToHour)?)))
        else {
            return bare;
        };
        match self.minutes(from) {
            Some((minute, part, end)) if part || self.unit_word(end - 1, "minute").is_some() => {
                let (hour, minute) = if off { before(hour, minute) } else { (hour, minute) };
                Hand { hour, minute, end, minutes: true, ..bare }
            }
            _ => bare,
        }
    }

    /// Whether a word that an hour follows, or a date tied by its letter, stands right before: `at`, `until`, `T`.
    fn follows_hour_word(&self, at: usize) -> bool {
        let tied = self.is_glued(at) && at > 0 && self.token(at - 1).is_some_and(|token| token.kind == TokenKind::Word);
        tied || [Cue::Clock, Cue::Since, Cue::Until, Cue::Before, Cue::After, Cue::From, Cue::To, Cue::Between]
            .into_iter()
            .any(|cue| self.cue_before(at, cue))
            || self.hedge_before_time(at).is_some()
    }

    /// `1530 GMT`, `at 2100 hours`: four digits, with a time zone or the word for hours.
    fn four_digits(&self, at: usize, headed: bool) -> Option<Hand> {
        let digits = &self.token(at).filter(|token| token.kind == TokenKind::Number)?.word.folded;
        let value = self.whole(at, 2359).filter(|value| digits.len() == 4 && value % 100 < 60)?;
        let hours = self.unit_word(at + 1, "hour").filter(|_| headed);
        let told = hours.is_some() || self.cue(at + 1, Cue::Zone).is_some();
        let (hour, minute) = (i8::try_from(value / 100).ok()?, i8::try_from(value % 100).ok()?);
        told.then_some(Hand { hour, minute, end: at + 1 + hours.unwrap_or(0), marked: true, minutes: true })
    }

    /// The part of the day after an hour, the end, and whether the word is a unit as well: `م`. A part that a preposition
    /// joins on belongs to the date after it: `السابعة من مساء الجمعة`.
    fn part_of_day(&self, at: usize) -> Option<(PartOfDay, usize, bool)> {
        let part = |at: usize| {
            let cue = self.find(at, |sense| match sense {
                Sense::Cue(Cue::Am) => Some(PartOfDay::Morning),
                Sense::Cue(Cue::Noon) | Sense::Hour(12) => Some(PartOfDay::Noon),
                Sense::Cue(Cue::Pm) => Some(PartOfDay::Afternoon),
                Sense::Cue(Cue::Night) => Some(PartOfDay::Night),
                Sense::Hour(_) => Some(PartOfDay::Midnight),
                _ => None,
            })?;
            Some((cue.0, at + cue.1))
        };
        if let Some((part, end)) = part(at) {
            return Some((part, end, self.known_unit(at).is_some()));
        }
        let of = self.cue(at, Cue::Of).filter(|_| self.language.noun_before_adjective)?;
        part(at + of).map(|(part, _)| (part, at, false))
    }
}

/// So many minutes before an hour.
const fn before(hour: i8, minute: i8) -> (i8, i8) {
    let hour = match hour {
        0 => 23,
        1 => 12,
        _ => hour - 1,
    };
    (hour, 60 - minute)
}
