//! Years and ranges of years: `عام 2020`, `in 2020`, `2015-2019`, `من 2015 إلى 2019`, `١٤٣٦ / ١٤٣٧ هـ`, `عام ألفين وعشرة`.

use super::fields::{LIKELY_YEARS, YEARS};
use super::resolve::Parts;
use super::{Reader, TimeReading, What};
use crate::language::{ConceptKind, Cue, Sense, SenseKind, TokenKind, UnitForm};
use crate::value::{Calendar, Granularity, Period, Time, hijri_month};

/// The rule of a range of years.
pub(super) const YEAR_RANGE: &str = "range of years";

/// What is noted where a fiscal or school year is placed like any other.
const FISCAL: &str = "placed as the calendar year of that name";

/// How far before four digits the motion may stand that led to them.
const MOVED: usize = 3;

impl Reader<'_> {
    /// A year or a range of years.
    pub(super) fn years(&self, at: usize) -> Option<TimeReading> {
        let fiscal = self.cue(at, Cue::Fiscal);
        let head = fiscal.or_else(|| {
            self.find_kind(at, SenseKind::Unit, |sense| {
                sense.unit().filter(|(unit, form)| unit.id == "year" && matches!(form, UnitForm::One | UnitForm::Many))
            })
            .map(|(_, len)| len)
        });
        let note = fiscal.map(|_| FISCAL.to_owned());
        let from = at + head.unwrap_or(0);
        // `عام (2020)`.
        let bracket = usize::from(head.is_some() && self.is_mark(from, '('));
        let from = from + bracket;
        let years = if head.is_some() { YEARS } else { LIKELY_YEARS };
        if let Some(reading) = self.lost_dash(at, from, head.is_some()) {
            return Some(reading);
        }
        if let Some(range) = self.hijri_years(at, from) {
            return Some(TimeReading { note, ..range });
        }
        let Some((first, calendar, next)) = self.year(from, years).or_else(|| self.early_year(from)) else {
            return self.year_in_words(at, from, head.is_some());
        };
        if let Some((last, end)) = self.second_year(next, first, self.cue_before(at, Cue::Between)) {
            let period = Period::years(first, last, Granularity::Range)?;
            return Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, YEAR_RANGE) });
        }
        let end = next + usize::from(bracket == 1 && self.is_mark(next, ')'));
        let parts = Parts { year: Some(first), calendar, ..Parts::default() };
        if calendar == Calendar::Hijri {
            return Some(TimeReading { note, ..Self::reading(parts, at, end, "Hijri year") });
        }
        let stands = head.is_some() || self.stands_as_year(from, next);
        if let Some(month) = self.month_of_year(first, next).filter(|_| stands && bracket == 0) {
            return Some(TimeReading { start: at, ..month });
        }
        stands.then(|| TimeReading { note, ..Self::reading(parts, at, end, "year") })
    }

    /// The month that a year stands before: `2016 November`, `2016, Nov. 3`. A word that may be something else is none.
    fn month_of_year(&self, year: i16, at: usize) -> Option<TimeReading> {
        let comma = usize::from(self.is_comma(at));
        let month = self.month(at + comma).filter(|month| !month.doubtful && month.calendar == Calendar::Gregorian)?;
        let name = comma == 1 && self.token(month.end).is_some_and(|token| token.word.capital);
        let reading = self.month_by_name(at + comma, false).filter(|_| !name)?;
        let What::Parts(parts) = reading.what else { return None };
        let own = parts.year.is_some() || parts.shift.is_some() || self.is_joined(at);
        let what = What::Parts(Parts { year: Some(year), ..parts });
        (!own).then_some(TimeReading { what, rule: "year and month", ..reading })
    }

    /// A year in words: after a word for *year*, or in two halves after a preposition.
    fn year_in_words(&self, at: usize, from: usize, headed: bool) -> Option<TimeReading> {
        if let Some(year) =
            self.whole(from, 999).filter(|year| headed && *year >= 100 && !self.counts_something(from + 1))
        {
            let parts = Parts { year: i16::try_from(year).ok(), ..Parts::default() };
            let named = self.language.noun_before_adjective && !self.is_definite(at);
            return named.then(|| Self::reading(parts, at, from + 1, "early year"));
        }
        if !headed && !self.cue_before(at, Cue::During) {
            return None;
        }
        let (year, halves, end) = self.year_words(from)?;
        let closed = self.token(end).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
        let exact = year % 100 != 0 && closed;
        let parts = Parts { year: Some(year), ..Parts::default() };
        ((headed || halves || exact) && !self.counts_something(end))
            .then(|| Self::reading(parts, at, end, "year in words"))
    }

    /// A year in words where the words before say that one follows.
    pub(super) fn spoken_year(&self, at: usize) -> Option<TimeReading> {
        let (year, _, end) = self.year_words(at)?;
        let parts = Parts { year: Some(year), ..Parts::default() };
        (!self.counts_something(end)).then(|| Self::reading(parts, at, end, "year in words"))
    }

    /// Four digits after *in* that close a clause are a year however early: `in 1492.`
    fn early_year(&self, at: usize) -> Option<(i16, Calendar, usize)> {
        let found = self.year(at, YEARS).filter(|_| self.cue_before(at, Cue::During))?;
        let closed = self.token(found.2).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
        (closed && !self.is_mark(found.2, '%')).then_some(found)
    }

    /// The year that closes a range: `-2019`, `–19`, `إلى 2019`, `and 2019`.
    pub(super) fn second_year(&self, at: usize, first: i16, between: bool) -> Option<(i16, usize)> {
        let spoken = self.closer(at).or_else(|| self.cue(at, Cue::And).filter(|_| between));
        let dash = (self.is_dash(at) || self.is_mark(at, '/')).then_some(1);
        let from = at + dash.or(spoken)?;
        let from = from + self.unit_head(from, "year").unwrap_or(0);
        if let Some((last, calendar, end)) = self.year(from, LIKELY_YEARS) {
            return (calendar == Calendar::Gregorian && last > first && last - first <= 200).then_some((last, end));
        }
        let short = self.token(from)?.word.folded.len() == 2 && dash.is_some() && self.is_glued(from);
        let last = first / 100 * 100 + i16::try_from(self.whole(from, 99)?).ok()?;
        // `the 2014-15 season`: a year and the next, whatever is named after them.
        (short && last > first && (last == first + 1 || !self.counts_something(from + 1))).then_some((last, from + 1))
    }

    /// Two Hijri years, the era after the last: `1435-1436 هـ`.
    fn hijri_years(&self, start: usize, at: usize) -> Option<TimeReading> {
        let first = i16::try_from(self.whole(at, 1600).filter(|year| *year >= 1000)?).ok()?;
        let era = self.cue(at + 1, Cue::HijriEra).unwrap_or(0);
        let dash = at + 1 + era;
        if !(self.is_dash(dash) || self.is_mark(dash, '/')) {
            return None;
        }
        let (last, calendar, end) = self.year(dash + 1, YEARS)?;
        if calendar != Calendar::Hijri || last <= first {
            return None;
        }
        let (first, last) = (hijri_month(first, None)?.first, hijri_month(last, None)?.last);
        Some(Self::placed(
            Time::Period(Period::new(first, last, Granularity::Range)),
            start,
            end,
            "range of Hijri years",
        ))
    }

    /// Eight digits after a time preposition that are two years in a row: a range that lost its dash.
    fn lost_dash(&self, start: usize, at: usize, headed: bool) -> Option<TimeReading> {
        let digits = &self.token(at)?.word.folded;
        if digits.len() != 8 || !(headed || self.cue_before(at, Cue::During)) {
            return None;
        }
        let (first, last) = (digits.get(..4)?.parse().ok()?, digits.get(4..)?.parse().ok()?);
        let plausible =
            LIKELY_YEARS.contains(&first) && LIKELY_YEARS.contains(&last) && first < last && last - first <= 50;
        let period = Period::years(first, last, Granularity::Range).filter(|_| plausible)?;
        let note = Some(format!("read as {first}-{last}, its dash lost"));
        Some(TimeReading { note, ..Self::placed(Time::Period(period), start, at + 1, "range of years, dash lost") })
    }

    /// Whether four bare digits are a year: nothing is counted by them, and no unit or label makes them something else.
    fn stands_as_year(&self, at: usize, end: usize) -> bool {
        let labelled = self.cue_before(at, Cue::Label)
            || self.continues_digits(at)
            || self.designation(at).is_some()
            || (self.is_glued(at) && at > 0 && self.is_mark(at - 1, '#'));
        let signed =
            at > 0 && self.find(at - 1, |sense| sense.unit().filter(|(_, form)| *form == UnitForm::Before)).is_some();
        let hedged = self.starts_before(at, |sense| matches!(sense, Sense::Modifier { .. }).then_some(())).is_some();
        let glued_word = self.is_glued(end) && self.token(end).is_some_and(|token| token.kind == TokenKind::Word);
        let model = self.names_model(end);
        let preposition = [Cue::During, Cue::Since, Cue::Until, Cue::NoLater, Cue::Before, Cue::After, Cue::From]
            .iter()
            .any(|cue| self.cue_before(at, *cue));
        // `the 2008 crisis`: what is counted is told in the plural.
        let singular = self.cue_before(at, Cue::Article) && self.is_plain_singular(end);
        // Where the noun comes first, a word after the year is no counted noun.
        let counted = (self.counts_something(end) && !singular)
            || (!preposition && !self.language.noun_before_adjective && self.is_plain_plural(end));
        // `the count rose to 2031`.
        let moved = |before: usize| self.concept(before, &[ConceptKind::Motion]).is_some();
        let reached = self.cue_before(at, Cue::To) && (at.saturating_sub(MOVED)..at).any(moved);
        let other = labelled || signed || glued_word || counted || reached;
        !other && (preposition || !(hedged || model))
    }

    /// Whether capitals and digits follow that make a name with the year: `2012 DA14`, `2012-VP 113`.
    fn names_model(&self, at: usize) -> bool {
        let dash = usize::from(self.is_dash(at) && self.is_glued(at) && self.is_glued(at + 1));
        let letters = self.written(at + dash);
        let short = (1..=3).contains(&letters.len()) && letters.bytes().all(|letter| letter.is_ascii_uppercase());
        let digits = self.token(at + dash + 1).is_some_and(|token| token.kind == TokenKind::Number);
        short && digits && self.find(at + dash, Sense::unit).is_none() && self.counted_part(at + dash).is_none()
    }

    /// Whether a noun that can be counted stands here in the singular.
    fn is_plain_singular(&self, at: usize) -> bool {
        let lemma = self.find(at, |sense| if let Sense::Noun(lemma) = sense { Some(lemma) } else { None });
        lemma.is_some_and(|(lemma, len)| len == 1 && self.token(at).is_some_and(|token| token.word.folded == lemma))
    }

    /// Whether the word is a plural that could be counted, in a language that counts before the noun.
    fn is_plain_plural(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.kind == TokenKind::Word
                && !token.word.capital
                && !self.is_stop(at)
                && token
                    .word
                    .language
                    .is_some_and(|language| language.singular(&token.word.folded) != token.word.folded)
        })
    }
}
