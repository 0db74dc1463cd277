//! Decades and centuries: `1990s`, `التسعينات`, `تسعينات القرن الماضي`, `the '40s`, `القرن العشرين`, `21st century`.

use super::{Reader, TimeReading};
use crate::language::{Cue, Sense, SenseKind};
use crate::value::{Granularity, Period, Time};

impl Reader<'_> {
    /// A decade, in digits or in words.
    pub(super) fn decade(&self, at: usize) -> Option<TimeReading> {
        self.decade_in_digits(at).or_else(|| self.decade_in_words(at))
    }

    /// `1990s`, `1990's`, `'40s`, `the 70s`.
    fn decade_in_digits(&self, at: usize) -> Option<TimeReading> {
        let short = usize::from(self.is_apostrophe(at) && self.is_glued(at + 1));
        let year = self.whole(at + short, 2099).filter(|year| year % 10 == 0)?;
        let mark = usize::from(self.is_apostrophe(at + short + 1) && self.is_glued(at + short + 1));
        let ending = at + short + 1 + mark;
        let len = self.cue(ending, Cue::Years).filter(|_| self.is_glued(ending))?;
        let year = i16::try_from(year).ok()?;
        let first = match (year, short) {
            (1000.., 0) => year,
            (0..100, 1) => self.decade_of(year),
            // Those of a person are an age: in `his 70s`.
            (20..100, 0) if self.cue_before(at, Cue::Article) => self.decade_of(year),
            _ => return None,
        };
        let period = Period::years(first, first + 9, Granularity::Decade)?;
        Some(Self::placed(Time::Period(period), at, ending + len, "decade"))
    }

    /// `the nineties`, `التسعينات`, `تسعينات القرن الماضي`.
    fn decade_in_words(&self, at: usize) -> Option<TimeReading> {
        let head = self.unit_word(at, "decade").unwrap_or(0);
        let (tens, len) = self.find_kind(at + head, SenseKind::Decade, |sense| match sense {
            Sense::Decade(tens) => Some(i16::from(tens)),
            _ => None,
        })?;
        let end = at + head + len;
        // Those of a person are an age: `in her forties`, `في العشرينات من عمره`.
        let own = self.cue_before(at, Cue::Definite) && !self.cue_before(at, Cue::Article);
        let own = own
            || self
                .starts_before(at, |sense| matches!(sense, Sense::Part(_)).then_some(()))
                .is_some_and(|((), part)| self.cue_before(part, Cue::Definite) && !self.cue_before(part, Cue::Article));
        if own || self.cue(end, Cue::OfAge).is_some() {
            return None;
        }
        let of = end + self.cue(end, Cue::Of).unwrap_or(0);
        let (first, end) = match self.century_number(of) {
            Some((century, end)) => ((century - 1).checked_mul(100)?.checked_add(tens)?, end),
            None => (self.decade_of(tens), end),
        };
        let period = Period::years(first, first + 9, Granularity::Decade)?;
        Some(Self::placed(Time::Period(period), at, end, "decade in words"))
    }

    /// The first year of the last decade with these tens that has begun.
    fn decade_of(&self, tens: i16) -> i16 {
        let now = self.published.map_or(super::fields::NOW, |published| published.day.year());
        let first = now / 100 * 100 + tens;
        if first > now { first - 100 } else { first }
    }

    /// The number of the century that the document is of.
    fn this_century(&self) -> i16 {
        self.published.map_or(21, |published| published.day.year() / 100 + 1)
    }

    /// `القرن العشرين`, `the 19th century`.
    pub(super) fn century(&self, at: usize) -> Option<TimeReading> {
        let (number, end) = self.century_number(at)?;
        if self.shifted_unit(at).is_some() {
            return None;
        }
        let first = (number - 1).checked_mul(100)?;
        let period = Period::years(first, first + 99, Granularity::Century)?;
        Some(Self::placed(Time::Period(period), at, end, "century"))
    }

    /// The number of the century that begins here, and its end: by an ordinal, or as last, this or next.
    fn century_number(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(head) = self.unit_head(at, "century") {
            if let Some((by, end)) = self.shift_after(at + head) {
                return Some((self.this_century() + i16::from(by), end));
            }
            let (number, end) = self.ordinal_words(at + head).or_else(|| self.tens_as_ordinal(at + head))?;
            let number = i16::try_from(number).ok().filter(|number| (1..=30).contains(number))?;
            return (self.language.noun_before_adjective && self.is_definite(at)).then_some((number, end));
        }
        let (number, end) = match self.whole(at, 30).filter(|_| self.ordinal_ending(at + 1)) {
            Some(number) => (i16::try_from(number).ok()?, at + 2),
            None => self.ordinal_words(at).and_then(|(number, end)| Some((i16::try_from(number).ok()?, end)))?,
        };
        let end = end + usize::from(self.is_dash(end) && self.is_glued(end));
        let head = self.unit_head(end, "century").filter(|_| !self.language.noun_before_adjective)?;
        (1..=30).contains(&number).then_some((number, end + head))
    }

    /// A ten with the article, which stands for its ordinal: القرن العشرين.
    fn tens_as_ordinal(&self, at: usize) -> Option<(u64, usize)> {
        let (tens, len) = self.find_kind(at, SenseKind::Cardinal, |sense| match sense {
            Sense::Cardinal { value: value @ (20 | 30), scale: false } => Some(value),
            _ => None,
        })?;
        self.is_definite(at).then_some((tens, at + len))
    }
}
