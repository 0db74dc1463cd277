//! Days and months by name: `29 March 2017`, `مارس 2017`, `Tuesday`, `Friday next week`, `الخميس 20`, `15 الجاري`.

use jiff::civil::Weekday;

use super::resolve::Parts;
use super::{Reader, TimeReading, What};
use crate::language::{Cue, Sense, SenseKind, TokenKind};
use crate::value::Calendar;

impl Reader<'_> {
    /// The day of the week that begins here, and its end.
    pub(super) fn weekday_name(&self, at: usize) -> Option<(Weekday, usize)> {
        let (number, len) = self
            .find_kind(at, SenseKind::Weekday, |sense| match sense {
                Sense::Weekday(number) => Some(number),
                _ => None,
            })
            .filter(|(_, len)| self.is_name(at, at + len))?;
        Some((Weekday::from_monday_one_offset(number).ok()?, at + len))
    }

    /// Several of a weekday: `Sundays`.
    pub(super) fn plural_weekday(&self, at: usize) -> Option<(Weekday, usize)> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Word && token.word.language.is_some())?;
        let node = self.language.node(&self.language.singular(&token.word.folded))?;
        let number = node.senses().iter().find_map(|sense| match sense {
            Sense::Weekday(number) => Some(*number),
            _ => None,
        })?;
        Some((Weekday::from_monday_one_offset(number).ok()?, at + 1))
    }

    /// A weekday, alone, with a date, or in a week: `Tuesday`, `الأحد 17 فبراير 2013`, `Friday of next week`.
    pub(super) fn weekday(&self, at: usize) -> Option<TimeReading> {
        let Some((weekday, end)) = self.weekday_name(at) else {
            // `أحد الأسبوع الماضي`: without its article before the week that it is of.
            let (weekday, end) = self.bare_weekday(at)?;
            let week = self.unit_head(end, "week").is_some() && self.is_definite(end);
            return self.weekday_of_week(at, weekday, end).filter(|_| week && self.cue(end, Cue::Of).is_none());
        };
        self.weekday_with_date(at, end)
            .or_else(|| self.weekday_and_day(at, weekday, end))
            .or_else(|| self.weekday_of_week(at, weekday, end))
            .or_else(|| {
                let (shift, end) = self.shift_after(end).map_or((None, end), |(by, end)| (Some(by), end));
                Some(Self::reading(Parts { weekday: Some(weekday), shift, ..Parts::default() }, at, end, "weekday"))
            })
    }

    /// `الأحد 17 فبراير`, `Tuesday, 17 February`, `الاثنين في 18 شباط`, `Friday (Nov. 11)`.
    fn weekday_with_date(&self, at: usize, end: usize) -> Option<TimeReading> {
        let end = end + self.cue(end, Cue::DayPart).unwrap_or(0);
        let mark = usize::from(self.is_comma(end) || self.is_mark(end, '('));
        let word =
            self.cue(end, Cue::SameDay).or_else(|| self.cue(end, Cue::During)).filter(|_| mark == 0).unwrap_or(0);
        let next = end + mark + word;
        let date = self.numeric_date(next).or_else(|| self.day_and_month(next)).or_else(|| self.month_and_day(next))?;
        let named = date.has_day() && !self.is_joined(next);
        let close = usize::from(self.is_mark(end, '(') && self.is_mark(date.end, ')'));
        named.then_some(TimeReading { start: at, end: date.end + close, ..date })
    }

    /// `Friday the 11th`, `السبت السادس عشر`, `الثلاثاء 15`: the month is the one in which the two agree.
    fn weekday_and_day(&self, at: usize, weekday: Weekday, end: usize) -> Option<TimeReading> {
        let next = end + self.cue(end, Cue::Definite).unwrap_or(0);
        if let Some(date) = self.day_of_shifted_month(next).filter(|_| !self.is_joined(next)) {
            return Some(TimeReading { start: at, ..date });
        }
        let (day, after) = self.day(next)?;
        let parts = Parts { weekday: Some(weekday), day: Some(day), ..Parts::default() };
        let real = !self.is_joined(next) && !self.counts_something(after) && parts.agrees(self.published);
        real.then(|| Self::reading(parts, at, after, "weekday and day"))
    }

    /// `Friday next week`, `الجمعة من الأسبوع المقبل`.
    fn weekday_of_week(&self, at: usize, weekday: Weekday, end: usize) -> Option<TimeReading> {
        let next = end + self.cue(end, Cue::Of).unwrap_or(0);
        let (unit, by, end) = self.shifted_unit(next)?;
        (unit == "week").then(|| Self::reading(Parts::of_week(weekday, by), at, end, "weekday of a week"))
    }

    /// `next week on Friday`, `الأسبوع المقبل يوم الجمعة`.
    pub(super) fn week_and_weekday(&self, at: usize) -> Option<TimeReading> {
        let (unit, by, end) = self.shifted_unit(at)?;
        if unit != "week" {
            return None;
        }
        let next = end + self.cue(end, Cue::During).unwrap_or(0);
        let next = next + self.unit_head(next, "day").filter(|_| self.weekday_name(next).is_none()).unwrap_or(0);
        let (weekday, end) = self.weekday_name(next).filter(|_| !self.is_joined(next))?;
        Some(Self::reading(Parts::of_week(weekday, by), at, end, "weekday of a week"))
    }

    /// `29 March 2017`, `29 آذار`, `1 محرم 1445`, `the 29th of March`, `الأول من مايو`, `20 من الشهر الجاري`.
    pub(super) fn day_and_month(&self, at: usize) -> Option<TimeReading> {
        let (day, end) = self.day(at)?;
        let mut next = end + self.cue(end, Cue::Of).unwrap_or(0);
        let dash = self.is_dash(next) && self.is_glued(next);
        next += usize::from(dash);
        // `2-صفر` is a score: the month's name is a number too.
        match self.month(next).filter(|_| !dash || self.number(next).is_none()) {
            Some(month) => {
                let parts =
                    Parts { day: Some(day), month: Some(month.number), calendar: month.calendar, ..Parts::default() };
                Some(self.with_year(parts, at, month.end, "day and month"))
            }
            None => self
                .day_of_shifted_month(at)
                .or_else(|| self.day_of_list(at, day, end))
                .or_else(|| self.day_alone(at, day, end)),
        }
    }

    /// A day whose month is told after the next day: `on 5 and 9 June`, `يومي 5 و6 يونيو`. It ends before the next.
    fn day_of_list(&self, at: usize, day: i8, end: usize) -> Option<TimeReading> {
        let joint = self.cue(end, Cue::And).filter(|_| !self.is_joined(end)).unwrap_or(usize::from(self.is_comma(end)));
        let next = end + joint;
        let from = at - usize::from(self.cue_before(at, Cue::Definite));
        let headed = (at > 0 && self.unit_word(at - 1, "day").is_some())
            || self.cue_before(from, Cue::During)
            || self.cue_before(at, Cue::And);
        let written = self.token(at)?.kind == TokenKind::Number || self.ordinal_words(at).is_some();
        if !headed || (joint == 0 && !self.is_joined(end)) || !written {
            return None;
        }
        let What::Parts(parts) = self.day_and_month(next)?.what else { return None };
        let later = parts.day.is_some_and(|next| next > day);
        later.then(|| Self::reading(Parts { day: Some(day), ..parts }, at, end, "day of a list"))
    }

    /// A day of the running month, or of the one that the tense tells: `on the 27th`, `يوم 15`. What it could number or
    /// count must not follow.
    fn day_alone(&self, at: usize, day: i8, end: usize) -> Option<TimeReading> {
        let digits = self.token(at)?.kind == TokenKind::Number;
        let word = self.token(end).is_some_and(|token| token.kind == TokenKind::Word);
        let joined = self.closer(end).is_some() || self.cue(end, Cue::And).is_some() || self.is_joined(end);
        let open =
            joined || self.is_dash(end) || self.is_slash(end) || self.is_mark(end, ':') || self.is_mark(end, '%');
        let headed = if self.language.noun_before_adjective {
            at > 0
                && self.unit_head(at - 1, "day").is_some()
                && !self.is_definite(at - 1)
                && !self.counts_something(end)
        } else {
            let on = self.cue_before(at, Cue::Definite) && at > 1;
            on && end > at + 1 && self.follows_day_preposition(at - 1) && (!word || self.is_grammar(end))
        };
        let parts = Parts { day: Some(day), ..Parts::default() };
        (digits && headed && !open && self.cue(end, Cue::Of).is_none())
            .then(|| Self::reading(parts, at, end, "day of the running month"))
    }

    /// Whether a preposition that days take stands right before.
    fn follows_day_preposition(&self, at: usize) -> bool {
        [Cue::During, Cue::Until, Cue::Since, Cue::Before].into_iter().any(|cue| self.cue_before(at, cue))
    }

    /// A day of a month that is told from the document's date: `20th of next month`, `في 7 من الشهر المقبل`, `15 الجاري`.
    fn day_of_shifted_month(&self, at: usize) -> Option<TimeReading> {
        let (day, end) = self.day(at)?;
        let of = self.cue(end, Cue::Of);
        let next = end + of.unwrap_or(0);
        let parts = |by| Parts { day: Some(day), month_shift: Some(by), ..Parts::default() };
        if let Some((unit, by, end)) = self.shifted_unit(next) {
            let named =
                unit == "month" && (of.is_some() || self.language.noun_before_adjective || self.ordinal_ending(at + 1));
            return named.then(|| Self::reading(parts(by), at, end, "day of a month"));
        }
        // The noun is left out: the 15th of the current.
        let (by, end) = self.shift(next).filter(|_| self.language.noun_before_adjective && self.is_definite(next))?;
        (self.whole(at, 31).is_some() && self.follows_day_word(at))
            .then(|| Self::reading(parts(by), at, end, "day of a month"))
    }

    /// Whether a word for *day* or *in* stands right before.
    fn follows_day_word(&self, at: usize) -> bool {
        at > 0 && (self.unit_head(at - 1, "day").is_some() || self.follows_time_word(at))
    }

    /// `March 29, 2017`, `مارس 2017`, `في مارس`, `Oct-2`, `Oct/2`.
    pub(super) fn month_and_day(&self, at: usize) -> Option<TimeReading> {
        self.month_by_name(at, false)
    }

    /// A month with its day and year; where nothing else tells a common word from a month, `licensed` words before it
    /// may.
    pub(super) fn month_by_name(&self, at: usize, licensed: bool) -> Option<TimeReading> {
        let month = self.month(at)?;
        let parts = Parts { month: Some(month.number), calendar: month.calendar, ..Parts::default() };
        let mut after = month.end;
        after += usize::from(
            (self.is_dash(after) || self.is_mark(after, '/')) && self.is_glued(after) && self.is_glued(after + 1),
        );
        after += self
            .cue(after, Cue::Definite)
            .filter(|_| self.ordinal_words(after + 1).is_some() || self.ordinal_ending(after + 2))
            .unwrap_or(0);
        let counts = |at: usize| self.counts_something(at) && !self.is_named_by_date(at);
        // `the Sept. 11 attacks`: behind an article or a month cut short, digits are its day and no count.
        let named = self.cue_before(at, Cue::Definite) || self.is_mark(month.end - 1, '.');
        let day = self
            .day(after)
            .or_else(|| self.spoken_day(after))
            .filter(|(_, next)| (named || !counts(*next)) && self.month(*next).is_none());
        if let Some((day, next)) = day {
            return Some(self.with_year(Parts { day: Some(day), ..parts }, at, next, "month and day"));
        }
        let reading = self.with_year(parts, at, month.end, "month");
        let What::Parts(parts) = &reading.what else { return None };
        let capital = !self.language.capitalises_names || self.token(at).is_some_and(|token| token.word.capital);
        // `by May Smith`: a name goes on with its capitals.
        let name = self.language.capitalises_names && self.token(month.end).is_some_and(|token| token.word.capital);
        let placed = self.follows_time_word(at) && (!name || self.cue_before(at, Cue::During));
        let told = capital && (parts.shift.is_some() || licensed || placed);
        (!month.doubtful || parts.year.is_some() || told).then_some(reading)
    }

    /// A name with last, this or next before it: `next Friday`, `last March`, `this summer`, `هذا الاثنين`.
    pub(super) fn shifted_name(&self, at: usize) -> Option<TimeReading> {
        let (by, mut next) = self.shift_first(at)?;
        next += self.unit_head(next, "day").unwrap_or(0);
        let named = self.month(next).is_some() || self.weekday_name(next).is_some();
        let reading = match self.season(next, Some(by)) {
            Some(season) => season,
            None => self.weekday(next).or_else(|| self.month_by_name(next, true)).filter(|_| named)?,
        };
        let what = match reading.what {
            What::Parts(parts) if parts.year.is_none() && parts.shift.is_none() => {
                What::Parts(Parts { shift: Some(by), ..parts })
            }
            other => other,
        };
        Some(TimeReading { what, start: at, ..reading })
    }

    /// A day as it is said behind its month: `May twenty-one`. What follows is its year, or nothing that it counts.
    fn spoken_day(&self, at: usize) -> Option<(i8, usize)> {
        let small = |at: usize, most: u64| {
            let word =
                self.cardinal(at).filter(|word| !word.scale && (1..=most).contains(&word.value) && !word.joined)?;
            Some((i8::try_from(word.value).ok()?, at + word.len))
        };
        let (first, end) = small(at, 30).filter(|_| !self.language.unit_before_ten)?;
        let next = end + usize::from(self.is_dash(end));
        let (day, end) = match small(next, 9) {
            Some((unit, after)) if first == 20 || (first == 30 && unit == 1) => (first + unit, after),
            _ => (first, end),
        };
        let told = self.year_words(end).is_some() || self.year(end, super::fields::LIKELY_YEARS).is_some();
        let closed = self.token(end).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
        (told || closed).then_some((day, end))
    }

    /// The year of a day or month, or what stands for it: `مارس الماضي`, `June next year`.
    pub(super) fn with_year(&self, parts: Parts, start: usize, end: usize, rule: &'static str) -> TimeReading {
        if let Some((year, calendar, after)) = self.year_of_month(end, parts.calendar, parts.day.is_some()) {
            return Self::reading(Parts { year: Some(year), calendar, ..parts }, start, after, rule);
        }
        let (mut parts, mut end) = (parts, end);
        if let Some((by, after)) = self.shift_after(end) {
            (parts.shift, end) = (Some(by), after);
        } else if let Some((by, after)) = self.year_shift(end) {
            parts.year = self.published.and_then(|published| published.day.year().checked_add(i16::from(by)));
            end = after;
        } else if let Some(month) = parts.month {
            parts.year = self.year_of_list(end, month, parts.calendar);
        }
        Self::reading(parts, start, end, rule)
    }

    /// The year that is told after the last month of a list: `March and April 2012`, `5 مارس و7 أبريل 2012`. A month that
    /// comes later in the year than the next one is of the year before.
    fn year_of_list(&self, at: usize, month: i8, calendar: Calendar) -> Option<i16> {
        let mark = self.cue(at, Cue::And).filter(|_| !self.is_joined(at)).unwrap_or(usize::from(self.is_comma(at)));
        let next = at + mark;
        if mark == 0 && !self.is_joined(next) {
            return None;
        }
        let next = self.day(next).map_or(next, |(_, end)| end + self.cue(end, Cue::Of).unwrap_or(0));
        let last = self.month(next).filter(|last| last.calendar == calendar)?;
        let year = match self.year_of_month(last.end, calendar, false) {
            Some((year, told, _)) => (told == calendar).then_some(year)?,
            None => self.year_of_list(last.end, last.number, calendar)?,
        };
        year.checked_sub(i16::from(month > last.number))
    }

    /// `من العام الماضي`, `of last year`, `next year`: a shifted year after a month.
    fn year_shift(&self, at: usize) -> Option<(i8, usize)> {
        let from = at + self.cue(at, Cue::Of).unwrap_or(0);
        self.shifted_unit(from).filter(|(unit, ..)| *unit == "year").map(|(_, by, end)| (by, end))
    }
}

impl TimeReading {
    /// Whether the date names its day.
    pub(super) fn has_day(&self) -> bool {
        matches!(&self.what, What::Parts(parts) if parts.day.is_some())
    }

    /// Whether it names its month.
    pub(super) fn has_month(&self) -> bool {
        matches!(&self.what, What::Parts(parts) if parts.month.is_some())
    }

    /// Whether it is of the Hijri calendar.
    pub(super) fn is_hijri(&self) -> bool {
        matches!(&self.what, What::Parts(parts) if parts.calendar == Calendar::Hijri)
    }
}
