//! Dates that name their day, month or year: `29 March 2017`, `2023-05-30`, `عام 2020`, `2016-2020`, `التسعينات`.

use jiff::civil::Weekday;

use super::resolve::Parts;
use super::{Reader, TimeReading, WHOLE};
use crate::language::{Cue, Sense, TokenKind, UnitForm};
use crate::value::{Calendar, Granularity, Period, Time};

/// The years that four bare digits may name.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2199;

/// Bare digits without a word for *year* name one of these.
const LIKELY_YEARS: std::ops::RangeInclusive<i16> = 1700..=2099;

impl Reader<'_> {
    /// `2023-05-30`, `30/5/2023`, `12.3.2024`.
    pub(super) fn numeric_date(&self, at: usize) -> Option<TimeReading> {
        let token = self.token(at)?;
        if token.kind != TokenKind::Number {
            return None;
        }
        let dotted: Vec<i32> = token.word.folded.split('.').map_while(|part| part.parse().ok()).collect();
        let (fields, end) = if dotted.len() == 3 && token.word.folded.matches('.').count() == 2 {
            (dotted, at + 1)
        } else {
            let joint = |place: usize| {
                (self.is_mark(place, '/') || self.is_dash(place)) && self.is_glued(place) && self.is_glued(place + 1)
            };
            if !(joint(at + 1) && joint(at + 3)) || self.token(at + 1)?.kind != self.token(at + 3)?.kind {
                return None;
            }
            (vec![self.whole(at, 9999)?, self.whole(at + 2, 9999)?, self.whole(at + 4, 9999)?], at + 5)
        };
        let [a, b, c] = fields.try_into().ok()?;
        let (year, month, day) = match (a, b, c) {
            (1000.., ..) => (a, b, c),
            (_, _, 1000..) if a > 12 || (self.day_first && b <= 12) => (c, b, a),
            (_, _, 1000..) => (c, a, b),
            _ => return None,
        };
        let parts = Parts {
            year: i16::try_from(year).ok(),
            month: i8::try_from(month).ok().filter(|month| (1..=12).contains(month)),
            day: i8::try_from(day).ok(),
            ..Parts::default()
        };
        parts.month.map(|_| Self::reading(parts, at, end, "numeric date"))
    }

    /// A weekday, alone or before a date: `Tuesday`, `الأحد 17 فبراير 2013`, `يوم الثلاثاء الماضي`.
    pub(super) fn weekday(&self, at: usize) -> Option<TimeReading> {
        let (number, len) = self.find(at, |sense| match sense {
            Sense::Weekday(number) => Some(number),
            _ => None,
        })?;
        let weekday = Weekday::from_monday_one_offset(number).ok()?;
        let mut end = at + len;
        let before = self.starts_before(at, |sense| match sense {
            Sense::Shift(by) => Some(by),
            _ => None,
        });
        // A day part or a comma may stand between: `Tuesday morning, 17 February`.
        let mut next = end;
        next += usize::from(self.is_mark(next, ',') || self.is_mark(next, '\u{060C}') || self.is_mark(next, '('));
        if let Some(date) = self.day_and_month(next).or_else(|| self.month_and_day(next)).filter(|date| date.has_day())
            && !self.is_joined(next)
        {
            return Some(TimeReading { start: at, ..date });
        }
        let mut shift = before.map(|(by, _)| by);
        if let Some((by, after)) = self.shift_after(end) {
            (shift, end) = (Some(by), after);
        }
        let start = before.map_or(at, |(_, from)| from);
        Some(Self::reading(Parts { weekday: Some(weekday), shift, ..Parts::default() }, start, end, "weekday"))
    }

    /// A month by any of its names: `مارس`, `مارس/آذار`, `شهر مارس`, `أيار / مايو`.
    fn month(&self, at: usize) -> Option<(i8, Calendar, usize)> {
        let name = |at: usize| {
            self.find(at, |sense| match sense {
                Sense::Month { number, calendar } => Some((number, calendar)),
                _ => None,
            })
        };
        let head = self.unit_head(at, "month").unwrap_or(0);
        let ((number, calendar), len) = name(at + head)?;
        let mut end = at + head + len;
        end += usize::from(self.is_mark(end, '.') && self.is_glued(end) && self.token(end - 1)?.word.folded.len() <= 4);
        // The second name of a month written twice.
        let slash = usize::from(self.is_mark(end, '/') || self.is_mark(end, '('));
        if let Some((_, len)) = name(end + slash).filter(|((again, other), _)| *again == number && *other == calendar) {
                        end += slash + len;
            end += usize::from(slash == 1 && self.is_mark(end, ')'));
        }
        Some((number, calendar, end))
    }

    /// Tokens of a singular unit word that heads a time: `شهر`, `عام`, `يوم`, `the year`.
    pub(super) fn unit_head(&self, at: usize, id: &str) -> Option<usize> {
        self.find(at, |sense| sense.unit().filter(|(unit, form)| unit.id == id && *form == UnitForm::One)).map(|(_, len)| len)
    }

    /// A year in digits that begins here, with any mark of its era.
    fn year(&self, at: usize, years: std::ops::RangeInclusive<i16>) -> Option<(i16, Calendar, usize)> {
        let year = i16::try_from(self.whole(at, 9999)?).ok()?;
        let four = self.token(at)?.word.folded.len() == 4;
        if self.cue(at + 1, Cue::HijriEra).is_some() && (1000..1600).contains(&year) {
            return Some((year, Calendar::Hijri, at + 2));
        }
        let era = self.cue(at + 1, Cue::CommonEra).filter(|_| self.is_glued(at + 1) || self.language.right_to_left);
        (four && years.contains(&year)).then_some((year, Calendar::Gregorian, at + 1 + era.unwrap_or(0)))
    }

    /// The year after a month, with what may stand between: `, 2017`, `من عام 2017`.
    fn year_of_month(&self, at: usize, calendar: Calendar) -> Option<(i16, Calendar, usize)> {
        let mut from = at;
        if self.is_mark(from, ',') || self.is_mark(from, '\u{060C}') {
            from += 1;
        }
        from += self.cue(from, Cue::Of).or_else(|| self.cue(from, Cue::During)).unwrap_or(0);
        from += self.unit_head(from, "year").unwrap_or(0);
        let (year, marked, end) = self.year(from, YEARS)?;
        let calendar = if calendar == Calendar::Hijri { calendar } else { marked };
        let placed = calendar == Calendar::Hijri || LIKELY_YEARS.contains(&year) || from > at;
        // A number with something counted after it is no year.
        (placed && !self.counts_something(end)).then_some((year, calendar, end))
    }

    /// `29 March 2017`, `29 آذار`, `1 محرم 1445`, `the 29th of March`, `الأول من مايو`, `3-5 March`.
    pub(super) fn day_and_month(&self, at: usize) -> Option<TimeReading> {
        let (day, mut next) = self.day(at)?;
        let mut last_day = None;
        if self.is_dash(next) && self.whole(next + 1, 31).is_some() {
            last_day = self.whole(next + 1, 31).and_then(|day| i8::try_from(day).ok());
            next += 2;
        }
        next += self.cue(next, Cue::Of).unwrap_or(0);
        if self.is_dash(next) && self.is_glued(next) {
            next += 1;
        }
        let (month, calendar, end) = self.month(next)?;
        Some(self.with_year(Parts { day: Some(day), last_day, month: Some(month), calendar, ..Parts::default() }, at, end, "day and month"))
    }

    /// `March 29, 2017`, `مارس 2017`, `في مارس`, `Oct-2`.
    pub(super) fn month_and_day(&self, at: usize) -> Option<TimeReading> {
        let (month, calendar, end) = self.month(at)?;
        let mut parts = Parts { month: Some(month), calendar, ..Parts::default() };
        let mut after = end;
        if self.is_dash(after) && self.is_glued(after) {
            after += 1;
        }
        if let Some((day, next)) = self.day(after).filter(|(_, next)| !self.counts_something(*next) && self.month(*next).is_none()) {
            parts.day = Some(day);
            if self.is_dash(next) && self.is_glued(next) && self.whole(next + 1, 31).is_some() {
                parts.last_day = self.whole(next + 1, 31).and_then(|day| i8::try_from(day).ok());
                return Some(self.with_year(parts, at, next + 2, "month and days"));
            }
            return Some(self.with_year(parts, at, next, "month and day"));
        }
        Some(self.with_year(parts, at, end, "month"))
    }

    fn with_year(&self, parts: Parts, start: usize, end: usize, rule: &'static str) -> TimeReading {
        if let Some((year, calendar, after)) = self.year_of_month(end, parts.calendar) {
            return Self::reading(Parts { year: Some(year), calendar, ..parts }, start, after, rule);
        }
        let mut parts = parts;
        let mut end = end;
        if let Some((by, after)) = self.shift_after(end) {
            (parts.shift, end) = (Some(by), after);
            // `May of next year`: the shift may belong to a year that is named.
        } else if let Some(((by, after), _)) = self.year_shift(end) {
            if let Some(published) = self.published {
                parts.year = published.day.year().checked_add(i16::from(by));
            }
            end = after;
        } else if let Some((by, _)) = self.starts_before(start, |sense| match sense {
            Sense::Shift(by) => Some(by),
            _ => None,
        }) {
            parts.shift = Some(by);
        }
        Self::reading(parts, start, end, rule)
    }

    /// `من العام الماضي`, `of last year`: a shifted year after a month.
    fn year_shift(&self, at: usize) -> Option<((i8, usize), ())> {
        let from = at + self.cue(at, Cue::Of)?;
        if let Some(head) = self.unit_head(from, "year") {
            return self.shift_after(from + head).map(|found| (found, ()));
        }
        let (by, after) = self.shift_after(from)?;
        self.unit_head(after, "year").map(|head| ((by, after + head), ()))
    }

    /// A day of the month: digits, digits with an ordinal ending, or an ordinal word.
    fn day(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(day) = self.whole(at, 31).filter(|day| *day >= 1) {
            let ending = usize::from(self.ordinal_ending(at + 1));
            return Some((i8::try_from(day).ok()?, at + 1 + ending));
        }
        let (day, end) = self.ordinal_words(at)?;
        i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end))
    }

    /// Whether a number's unit or counted noun begins here.
    fn counts_something(&self, at: usize) -> bool {
        let symbol_or_unit = self.find(at, |sense| sense.unit()).is_some();
        let scale = self.find(at, |sense| matches!(sense, Sense::Cardinal { scale: true, .. }).then_some(())).is_some();
        let noun = self.find(at, |sense| matches!(sense, Sense::Noun(_)).then_some(())).is_some();
        (symbol_or_unit && self.find(at, |sense| matches!(sense, Sense::Cue(Cue::CommonEra)).then_some(())).is_none())
            || scale
            || (noun && !self.is_joined(at))
            || self.is_mark(at, '%')
    }

    /// A year or a range of years: `عام 2020`, `in 2020`, `2015-2019`, `من 2015 إلى 2019`, and `20162020` with its dash lost.
    pub(super) fn years(&self, at: usize) -> Option<TimeReading> {
        let head = self
            .find(at, |sense| {
                sense.unit().filter(|(unit, form)| unit.id == "year" && matches!(form, UnitForm::One | UnitForm::Many))
            })
            .map(|(_, len)| len)
            .or_else(|| self.cue(at, Cue::Fiscal));
        let from = at + head.unwrap_or(0);
        // `عام (2020)`.
        let bracket = usize::from(head.is_some() && self.is_mark(from, '('));
        let from = from + bracket;
        let years = if head.is_some() { YEARS } else { LIKELY_YEARS };
        if let Some(reading) = self.lost_dash(at, from, head.is_some()) {
            return Some(reading);
        }
        let (first, calendar, next) = self.year(from, years.clone())?;
        if let Some((last, end)) = self.second_year(next, first) {
            let period = Period::years(first, last, Granularity::Range)?;
            return Some(Self::placed(Time::Period(period), at, end, "range of years"));
        }
        let end = next + usize::from(bracket == 1 && self.is_mark(next, ')'));
        if calendar == Calendar::Hijri {
            return Some(Self::reading(Parts { year: Some(first), calendar, ..Parts::default() }, at, end, "Hijri year"));
        }
        if head.is_none() && !self.stands_as_year(from, next) {
            return None;
        }
        Some(Self::reading(Parts { year: Some(first), part: WHOLE, ..Parts::default() }, at, end, "year"))
    }

    /// The year that closes a range: `-2019`, `–19`, `إلى 2019`, `and 2019`.
    fn second_year(&self, at: usize, first: i16) -> Option<(i16, usize)> {
        let spoken = self.cue(at, Cue::To).or_else(|| self.cue(at, Cue::Until));
        let dash = (self.is_dash(at) || self.is_mark(at, '/')).then_some(1);
        let from = at + dash.or(spoken)?;
        let from = from + self.unit_head(from, "year").unwrap_or(0);
        if let Some((last, _, end)) = self.year(from, LIKELY_YEARS) {
            return (last > first && last - first <= 200).then_some((last, end));
        }
        let short = self.token(from)?.word.folded.len() == 2 && dash.is_some() && self.is_glued(from);
        let last = first / 100 * 100 + i16::try_from(self.whole(from, 99)?).ok()?;
        (short && last > first && !self.counts_something(from + 1)).then_some((last, from + 1))
    }

    /// Eight digits after a time preposition that are two years in a row: a range that lost its dash.
    fn lost_dash(&self, start: usize, at: usize, headed: bool) -> Option<TimeReading> {
        let digits = &self.token(at)?.word.folded;
        if digits.len() != 8 || !(headed || self.cue_before(at, Cue::During)) {
            return None;
        }
        let (first, last) = (digits.get(..4)?.parse().ok()?, digits.get(4..)?.parse().ok()?);
        let plausible = LIKELY_YEARS.contains(&first) && LIKELY_YEARS.contains(&last) && first < last && last - first <= 50;
        let period = Period::years(first, last, Granularity::Range).filter(|_| plausible)?;
        let note = Some(format!("read as {first}-{last}, its dash lost"));
        Some(TimeReading { note, ..Self::placed(Time::Period(period), start, at + 1, "range of years, dash lost") })
    }

    /// Whether four bare digits are a year: nothing is counted by them, and no unit or label makes them something else.
    fn stands_as_year(&self, at: usize, end: usize) -> bool {
        let labelled = self.is_glued(at) && at > 0 && self.token(at - 1).is_some_and(|token| token.kind == TokenKind::Mark('#'));
        let signed = at > 0 && self.find(at - 1, |sense| sense.unit().filter(|(_, form)| *form == UnitForm::Before)).is_some();
        let hedged = self.starts_before(at, |sense| matches!(sense, Sense::Modifier { .. }).then_some(())).is_some();
        let glued_word = self.is_glued(end) && self.token(end).is_some_and(|token| token.kind == TokenKind::Word);
        let preposition = [Cue::During, Cue::Since, Cue::Until, Cue::Before, Cue::After, Cue::From].iter().any(|cue| self.cue_before(at, *cue));
        let lower_noun = self.counts_something(end) || (!preposition && !self.language.noun_before_adjective && self.is_plain_plural(end));
        !labelled && !signed && !(hedged && !preposition) && !glued_word && !(lower_noun && !(preposition && self.language.noun_before_adjective && !self.counts_something(end)))
    }

    /// Whether the word is a plural that could be counted, in a language that counts before the noun.
    fn is_plain_plural(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && !token.word.capital
                && !self.is_stop(at)
                && token.word.language.is_some_and(|language| language.singular(&token.word.folded) != token.word.folded)
        })
    }

    /// `1990s`, `التسعينات`, `تسعينات القرن الماضي`, `the nineties`.
    pub(super) fn decade(&self, at: usize) -> Option<TimeReading> {
        if let Some(year) = self.whole(at, 2099).filter(|year| *year >= 1000 && year % 10 == 0) {
            let tied = self.is_glued(at + 1) && self.cue(at + 1, Cue::Years).is_some();
            let first = i16::try_from(year).ok()?;
            let period = Period::years(first, first + 9, Granularity::Decade).filter(|_| tied)?;
            return Some(Self::placed(Time::Period(period), at, at + 2, "decade"));
        }
        let head = self.unit_word(at, "decade").unwrap_or(0);
        let (tens, len) = self.find(at + head, |sense| match sense {
            Sense::Decade(tens) => Some(i16::from(tens)),
            _ => None,
        })?;
        let mut end = at + head + len;
        let this_century = self.published.map_or(20, |published| published.day.year() / 100);
        let mut century = if tens >= 30 { this_century - 1 } else { this_century };
        let of = self.cue(end, Cue::Of).unwrap_or(0);
        if let Some(head) = self.unit_head(end + of, "century") {
            let next = end + of + head;
            if let Some((by, after)) = self.shift_after(next) {
                (century, end) = (this_century + i16::from(by), after);
            } else if let Some((ordinal, after)) = self.ordinal_words(next) {
                (century, end) = (i16::try_from(ordinal).ok()? - 1, after);
            }
        }
        let first = century.checked_mul(100)?.checked_add(tens)?;
        let period = Period::years(first, first + 9, Granularity::Decade)?;
        Some(Self::placed(Time::Period(period), at, end, "decade in words"))
    }

    pub(super) fn unit_word(&self, at: usize, id: &str) -> Option<usize> {
        self.find(at, |sense| sense.unit().filter(|(unit, _)| unit.id == id)).map(|(_, len)| len)
    }
}

impl TimeReading {
    /// Whether the date names its day.
    fn has_day(&self) -> bool {
        matches!(&self.what, super::What::Parts(parts) if parts.day.is_some())
    }
}
