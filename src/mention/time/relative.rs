//! Times told from the document's date: `yesterday`, `last year`, `هذا الأسبوع`, `earlier this month`, `the weekend`.

use jiff::Span;
use jiff::civil::Date;

use super::{Reader, TimeReading, What};
use crate::language::{Cue, Sense, SenseKind, TokenKind, UnitForm};
use crate::value::{Granularity, Partial, Period, Time};

impl Reader<'_> {
    /// A unit of time that is shifted: `last year`, `الشهر المقبل`, `this week`.
    pub(super) fn shifted(&self, at: usize) -> Option<TimeReading> {
        let (id, by, end) = self.shifted_unit(at)?;
        // `the last year of the war`: of that, and not the year before this one.
        let other = by != 0 && self.cue_before(at, Cue::Article) && self.cue(end, Cue::Of).is_some();
        // `the next day he left`, `on the last day of the fair`: days of the story, unless the verb looks ahead.
        let story = id == "day" && by != 0 && (self.cue(end, Cue::Of).is_some() || !self.looks_ahead(at));
        (!other && !story).then(|| self.since_today(id, by, at, end, "shifted unit"))
    }

    /// The unit, how far it is shifted, and the end.
    pub(super) fn shifted_unit(&self, at: usize) -> Option<(&'static str, i8, usize)> {
        let unit = |at: usize| {
            let quarter = self
                .find_kind(at, SenseKind::Period, |sense| (sense == Sense::Period(Granularity::Quarter)).then_some(()));
            let unit = self.calendar_unit(at).filter(|(_, form, _)| *form == UnitForm::One);
            unit.map(|(unit, _, end)| (unit.id, end)).or_else(|| Some(("quarter", at + quarter?.1)))
        };
        if let Some((id, next)) = unit(at) {
            // `العام المالي الماضي`.
            let next = self.cue(at, Cue::Fiscal).map_or(next, |len| next.max(at + len));
            let (by, end) = self.shift(next).filter(|_| self.language.noun_before_adjective)?;
            return Some((id, by, end));
        }
        let (by, next) = self.shift(at)?;
        let (id, end) = unit(next)?;
        Some((id, by, end))
    }

    /// The unit that the document lies in, with no word for *this*: the first half of `the year`.
    pub(super) fn running_unit(&self, at: usize) -> Option<TimeReading> {
        let from = at + self.cue(at, Cue::Definite).unwrap_or(0);
        let (unit, form, end) = self.calendar_unit(from)?;
        let definite = from > at || self.is_definite(from);
        (definite && form == UnitForm::One).then(|| self.since_today(unit.id, 0, at, end, "running unit"))
    }

    /// The unit that the document lies in, after a word for its beginning or end: `the end of the year`, `بداية العام`. A
    /// word that says which year it is makes it another one: بداية العام الدراسي.
    pub(super) fn running_unit_of_part(&self, at: usize) -> Option<TimeReading> {
        let reading = self.running_unit(at)?;
        let end = reading.end;
        // Weeks begin on Saturday, Sunday or Monday: which days are their beginning is not told.
        let short = ["day", "week"].iter().any(|unit| self.unit_head(end - 1, unit).is_some());
        let other = self.cue(end, Cue::Of).is_some()
            || self.cue(at, Cue::Fiscal).is_some()
            || (self.language.noun_before_adjective && self.is_definite(end));
        (!short && !other).then_some(reading)
    }

    /// A word that is a time by itself: `yesterday`, `غدا`.
    pub(super) fn relative(&self, at: usize) -> Option<TimeReading> {
        let ((unit, by), len) = self.find_kind(at, SenseKind::Relative, |sense| match sense {
            Sense::Relative { unit, by } => Some((crate::value::units()[usize::from(unit)].id, by)),
            _ => None,
        })?;
        let end = at + len;
        if by == 0 && unit == "day" && self.numbers_the_day(end) {
            return self.day_and_month(end).map(|date| TimeReading { start: at, ..date });
        }
        // `في اليوم التالي`: a day of the story, unless the verb looks ahead; `that day` is another one.
        let story = self.cue(at, Cue::Stop) == Some(len) && !self.looks_ahead(at);
        let other = story || self.cue_before(end, Cue::ThatPeriod) || self.is_in_quoted_name(at, end);
        (!other).then(|| self.since_today(unit, by, at, end, "relative day"))
    }

    /// Where the word for today is that for *the day*, an ordinal behind it says which: `اليوم الخامس`.
    fn numbers_the_day(&self, at: usize) -> bool {
        self.language.noun_before_adjective && self.is_definite(at) && self.ordinal_words(at).is_some()
    }

    /// Whether words end a name of two or three words in quotes: `«المصري اليوم»`.
    fn is_in_quoted_name(&self, start: usize, end: usize) -> bool {
        const OPEN: [char; 4] = ['"', '“', '”', '«'];
        const CLOSE: [char; 4] = ['"', '”', '“', '»'];
        let is = |at: usize, marks: [char; 4]| marks.iter().any(|mark| self.is_mark(at, *mark));
        let word = |at: usize| self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
        let opens = |words: usize| start > words && is(start - words - 1, OPEN) && (start - words..start).all(word);
        is(end, CLOSE) && (opens(1) || opens(2))
    }

    /// The part of this week, month or year before or after the document's date: `earlier this year`, `لاحقا هذا الشهر`,
    /// `the rest of the week`.
    pub(super) fn before_or_after_now(&self, at: usize) -> Option<TimeReading> {
        let earlier = self.cue(at, Cue::EarlierIn);
        let next = at + earlier.or_else(|| self.cue(at, Cue::LaterIn))?;
        let (unit, end) = match self.shifted_unit(next) {
            Some((unit, 0, end)) => (unit, end),
            Some(_) => return None,
            None => {
                let from = next + self.cue(next, Cue::Definite).unwrap_or(0);
                let definite = from > next || self.is_definite(from);
                self.calendar_unit(from)
                    .filter(|(_, form, _)| *form == UnitForm::One && definite)
                    .map(|(unit, _, end)| (unit.id, end))?
            }
        };
        let today = self.published?.day;
        let whole = shift(today, unit, 0).filter(|_| unit != "day")?;
        let (first, last) =
            if earlier.is_some() { (whole.first, today.yesterday().ok()) } else { (Some(today), whole.last) };
        let period = Period::new(first, last, Granularity::Range);
        let note = Some("told from the document's date".to_owned());
        (first <= last)
            .then(|| TimeReading { note, ..Self::placed(Time::Period(period), at, end, "part before or after now") })
    }

    /// `this weekend`, `عطلة نهاية الأسبوع الماضي`: Saturday and Sunday of the week; alone, those that have begun, unless
    /// the words look ahead.
    pub(super) fn weekend(&self, at: usize) -> Option<TimeReading> {
        let (before, next) = self.shift_first(at).map_or((None, at), |(by, next)| (Some(by), next));
        let (after, end) = match self.cue(next, Cue::Weekend) {
            Some(len) => self.shift_after(next + len).map_or((None, next + len), |(by, end)| (Some(by), end)),
            None => self.end_of_week(next)?,
        };
        let today = self.published.filter(|_| !self.cue_before(end, Cue::ThatPeriod))?.day;
        let this = shift(today, "week", 0)?.last?.yesterday().ok()?;
        let over = this > today && !self.looks_ahead(at);
        let weeks = after.or(before).unwrap_or(if over { -1 } else { 0 });
        let sunday = shift(today, "week", weeks)?.last?;
        let period = Period::new(sunday.yesterday().ok(), Some(sunday), Granularity::Range);
        let note = Some("Saturday and Sunday, told from the document's date".to_owned());
        Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, "weekend") })
    }

    /// The end of a week, as the weekend is called: `نهاية الأسبوع`, `نهاية هذا الأسبوع`. How far the week is shifted.
    fn end_of_week(&self, at: usize) -> Option<(Option<i8>, usize)> {
        let week = at + self.cue(at, Cue::EndOfWeek)?;
        if let Some((unit, by, end)) = self.shifted_unit(week) {
            return (unit == "week").then_some((Some(by), end));
        }
        let end = week + self.unit_head(week, "week").filter(|_| self.is_definite(week))?;
        Some((None, end))
    }

    fn since_today(&self, unit: &str, by: i8, start: usize, end: usize, rule: &'static str) -> TimeReading {
        let placed = self.published.and_then(|published| shift(published.day, unit, by));
        match placed {
            Some(period) => {
                let note = Some("told from the document's date".to_owned());
                TimeReading { note, ..Self::placed(Time::Period(period), start, end, rule) }
            }
            None => TimeReading {
                what: What::Placed(Time::Partial(Partial::default())),
                start,
                end,
                rule,
                note: Some("told from a date that the document does not have".to_owned()),
            },
        }
    }
}

/// The unit of time so many units from a day.
pub(super) fn shift(today: Date, unit: &str, by: i8) -> Option<Period> {
    let by = i64::from(by);
    match unit {
        "day" => today.checked_add(Span::new().days(by)).ok().map(Period::day),
        "week" => {
            let monday =
                today.checked_sub(Span::new().days(i64::from(today.weekday().to_monday_zero_offset()))).ok()?;
            let first = monday.checked_add(Span::new().weeks(by)).ok()?;
            let last = first.checked_add(Span::new().days(6)).ok()?;
            Some(Period::new(Some(first), Some(last), Granularity::Week))
        }
        "month" => {
            let month = today.first_of_month().checked_add(Span::new().months(by)).ok()?;
            Period::month(month.year(), month.month())
        }
        "quarter" => {
            let months = by * 3 - i64::from((today.month() - 1) % 3);
            let first = today.first_of_month().checked_add(Span::new().months(months)).ok()?;
            let last = first.checked_add(Span::new().months(3)).and_then(Date::yesterday).ok()?;
            Some(Period::new(Some(first), Some(last), Granularity::Quarter))
        }
        "year" => Period::year(today.year().checked_add(i16::try_from(by).ok()?)?),
        "decade" => {
            let first = (today.year() / 10 + i16::try_from(by).ok()?) * 10;
            Period::years(first, first + 9, Granularity::Decade)
        }
        "century" => {
            let first = (today.year() / 100 + i16::try_from(by).ok()?) * 100;
            Period::years(first, first + 99, Granularity::Century)
        }
        _ => None,
    }
}
