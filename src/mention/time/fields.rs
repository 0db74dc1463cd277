//! The fields that dates are made of: a day, a month by any of its names, a year in digits or words, a shift.

use std::ops::RangeInclusive;

use rust_decimal::prelude::ToPrimitive;

use super::Reader;
use crate::language::{Cue, Form, Sense, SenseKind, TokenKind, UnitForm};
use crate::value::{Calendar, UnitDef};

/// The years that four bare digits may name.
pub(super) const YEARS: RangeInclusive<i16> = 1000..=2199;

/// Bare digits without a word for *year* name one of these.
pub(super) const LIKELY_YEARS: RangeInclusive<i16> = 1700..=2099;

/// The year that short years are told from in a document without a date.
pub(super) const NOW: i16 = 2025;

/// The Hijri years that news and their history speak of; a full numeric date of such a year is Hijri.
pub(super) const HIJRI_YEARS: RangeInclusive<i16> = 1350..=1499;

/// A month as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct MonthName {
    /// 1 to 12.
    pub number: i8,
    /// Of which calendar.
    pub calendar: Calendar,
    /// Nothing but the name says that it is a month, and the name is a common word or a person's too.
    pub doubtful: bool,
    /// One past the last token.
    pub end: usize,
}

impl Reader<'_> {
    /// The whole number of a token of plain digits, at most `max`.
    pub(super) fn whole(&self, at: usize, max: i32) -> Option<i32> {
        let token = self.token(at)?;
        let plain = token.kind == TokenKind::Number && token.word.folded.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| token.word.folded.parse().ok().filter(|value| *value <= max))?
    }

    /// A day of the month: digits, digits with an ordinal ending, or an ordinal word.
    pub(super) fn day(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(day) = self.whole(at, 31).filter(|day| *day >= 1) {
            let ending = usize::from(self.ordinal_ending(at + 1));
            return Some((i8::try_from(day).ok()?, at + 1 + ending));
        }
        if self.token(at)?.kind == TokenKind::Number {
            return None;
        }
        if let Some((day, end)) = self.ordinal_words(at) {
            return i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(|day| (day, end));
        }
        // Arabic has no ordinals for tens: the article makes one of the cardinal, العشرين من مارس.
        let (tens, len) = self.find_kind(at, SenseKind::Cardinal, |sense| match sense {
            Sense::Cardinal { value: value @ (20 | 30), scale: false } => i8::try_from(value).ok(),
            _ => None,
        })?;
        (self.is_definite(at) && self.cue(at + len, Cue::Of).is_some()).then_some((tens, at + len))
    }

    /// A month by any of its names: `مارس`, `مارس/آذار`, `شهر مارس`, `month of May`, `أيار (مايو)`.
    pub(super) fn month(&self, at: usize) -> Option<MonthName> {
        let name = |at: usize| {
            if !self.may_begin_with(at, SenseKind::Month) {
                return None;
            }
            self.find_form(at, |sense| match sense {
                Sense::Month { number, calendar, common } => Some((number, calendar, common)),
                _ => None,
            })
            // No month takes the article: الأب is the father.
            .filter(|(_, found)| {
                !found.form.inflected && !self.has_article(found.form) && self.is_name(at, at + found.len)
            })
            .map(|(month, found)| (month, found.len))
        };
        let head = self.unit_head(at, "month").map_or(0, |head| {
            head + self.cue(at + head, Cue::Of).filter(|_| !self.language.noun_before_adjective).unwrap_or(0)
        });
        let Some(((number, calendar, common), len)) = name(at + head) else { return self.month_by_number(at, head) };
        let mut end = at + head + len;
        let short = self.token(end - 1).is_some_and(|token| self.language.abbreviates(&token.word.folded));
        end += usize::from(short && self.is_mark(end, '.') && self.is_glued(end));
        // The second name of a month written twice.
        let slash = usize::from(self.is_mark(end, '/') || self.is_mark(end, '('));
        let twice = name(end + slash).filter(|((again, other, _), _)| *again == number && *other == calendar);
        if let Some((_, len)) = twice {
            end += slash + len;
            end += usize::from(slash == 1 && self.is_mark(end, ')'));
        }
        Some(MonthName { number, calendar, doubtful: common && head == 0 && twice.is_none(), end })
    }

    /// `شهر 10`, `شهر عشرة`, `الشهر العاشر من عام 2015`: a month by its number, behind the word for month. Behind a
    /// definite one it needs a year, for it may be the third month in a row.
    fn month_by_number(&self, at: usize, head: usize) -> Option<MonthName> {
        if head == 0 || !self.language.noun_before_adjective {
            return None;
        }
        let from = at + head;
        let (number, end) = if self.is_definite(at) {
            let (number, end) = self.ordinal_words(from).filter(|_| self.is_definite(from))?;
            self.year_of_month(end, Calendar::Gregorian, false)?;
            (i32::try_from(number).ok()?, end)
        } else {
            // `شهر واحد` is one month.
            let word = self.cardinal(from).filter(|word| word.value > 2);
            let word = || word.and_then(|word| Some((i32::try_from(word.value).ok()?, from + word.len)));
            let digits = self.whole(from, 12).map(|number| (number, from + 1));
            let counts =
                |end| self.counts_something(end) && self.year_of_month(end, Calendar::Gregorian, false).is_none();
            digits.or_else(word).filter(|(_, end)| !counts(*end))?
        };
        let number = i8::try_from(number).ok().filter(|number| (1..=12).contains(number))?;
        Some(MonthName { number, calendar: Calendar::Gregorian, doubtful: true, end })
    }

    /// Whether a name is no common word that ends a sentence: a short form with its dot has its capital too.
    pub(super) fn is_name(&self, at: usize, end: usize) -> bool {
        let capital = !self.language.capitalises_names || self.token(at).is_some_and(|token| token.word.capital);
        capital || !self.is_mark(end - 1, '.')
    }

    /// Whether the article is among the prefixes of a reading.
    fn has_article(&self, form: Form) -> bool {
        let article = self.language.article;
        let fused = article.chars().last().map(|last| [last, last].iter().collect::<String>());
        !article.is_empty()
            && (form.prefix.ends_with(article) || fused.is_some_and(|fused| form.prefix.ends_with(&fused)))
    }

    /// Tokens of a singular unit word that heads a time: `شهر`, `عام`, `يوم`, `the year`.
    pub(super) fn unit_head(&self, at: usize, id: &str) -> Option<usize> {
        self.find_kind(at, SenseKind::Unit, |sense| {
            sense.unit().filter(|(unit, form)| unit.id == id && *form == UnitForm::One)
        })
        .map(|(_, len)| len)
    }

    /// Tokens of a unit word in any of its forms.
    pub(in crate::mention) fn unit_word(&self, at: usize, id: &str) -> Option<usize> {
        self.find_kind(at, SenseKind::Unit, |sense| sense.unit().filter(|(unit, _)| unit.id == id)).map(|(_, len)| len)
    }

    /// A unit of the calendar that begins here, in which form, and its end.
    pub(super) fn calendar_unit(&self, at: usize) -> Option<(&'static UnitDef, UnitForm, usize)> {
        self.find_kind(at, SenseKind::Unit, |sense| {
            sense.unit().filter(|(_, form)| !matches!(form, UnitForm::Symbol | UnitForm::Before))
        })
        .filter(|((unit, _), _)| matches!(unit.id, "day" | "week" | "month" | "year" | "decade" | "century"))
        .map(|((unit, form), len)| (unit, form, at + len))
    }

    /// A year in digits that begins here, with any mark of its era.
    pub(super) fn year(&self, at: usize, years: RangeInclusive<i16>) -> Option<(i16, Calendar, usize)> {
        let year = i16::try_from(self.whole(at, 9999)?).ok()?;
        let four = self.token(at)?.word.folded.len() == 4;
        if let Some(era) = self.cue(at + 1, Cue::HijriEra)
            && (1000..1600).contains(&year)
        {
            return Some((year, Calendar::Hijri, at + 1 + era));
        }
        let era = self.common_era(at + 1).filter(|_| self.is_glued(at + 1) || self.language.right_to_left);
        (four && years.contains(&year)).then_some((year, Calendar::Gregorian, at + 1 + era.unwrap_or(0)))
    }

    /// A year in words: `ألفين وثمانية عشر`, `two thousand and eighteen`, `nineteen ninety nine`; and whether it is
    /// told in two halves, as no other number is.
    pub(super) fn year_words(&self, at: usize) -> Option<(i16, bool, usize)> {
        let small = |at: usize| {
            let reading = self.token(at).filter(|token| token.kind == TokenKind::Word).and_then(|_| self.number(at))?;
            let value = reading.number?.value;
            value.is_integer().then(|| value.to_i16().map(|value| (value, reading.end)))?
        };
        let (value, end) = small(at)?;
        if (1000..=2199).contains(&value) {
            return Some((value, false, end));
        }
        // The century, then the year of it: `nineteen ninety nine`, `nineteen zero one`.
        let (rest, after) = small(end).filter(|_| (13..=20).contains(&value) && !self.language.unit_before_ten)?;
        let (rest, after) = match rest {
            0 => small(after).filter(|(digit, _)| (1..=9).contains(digit))?,
            10..=99 => (rest, after),
            _ => return None,
        };
        Some((value * 100 + rest, true, after))
    }

    /// The year after a month or a day of it, with what may stand between: `, 2017`, `من عام 2017`, `لعام 2014`.
    pub(super) fn year_of_month(&self, at: usize, calendar: Calendar, has_day: bool) -> Option<(i16, Calendar, usize)> {
        let mut from = at;
        from += usize::from(self.is_comma(from) || (self.is_slash(from) && self.is_glued(from + 1)));
        from += self.cue(from, Cue::Of).or_else(|| self.cue(from, Cue::During)).unwrap_or(0);
        from += self.unit_head(from, "year").unwrap_or(0);
        let bracket = usize::from(from > at && self.is_mark(from, '('));
        if let Some((year, marked, end)) = self.year(from + bracket, YEARS) {
            let calendar = if calendar == Calendar::Hijri { calendar } else { marked };
            let likely = calendar == Calendar::Hijri || LIKELY_YEARS.contains(&year);
            // A likely year is one, whatever is named after it (`March 2022 elections`); other digits must count nothing,
            // and neither must a round number after a month alone.
            let sure = likely && (has_day || year % 100 != 0);
            let counts = if sure { self.measures_something(end) } else { self.counts_something(end) };
            let end = end + usize::from(bracket == 1 && self.is_mark(end, ')'));
            return (!counts && (likely || has_day || from > at)).then_some((year, calendar, end));
        }
        // Two digits are a year only where they can be no day, or with the mark of what is left out.
        let apostrophe = usize::from(self.is_apostrophe(from) && self.is_glued(from + 1));
        if let Some(short) = self.whole(from + apostrophe, 99).and_then(|short| i16::try_from(short).ok()) {
            let two = self.token(from + apostrophe)?.word.folded.len() == 2;
            let sure =
                two && calendar == Calendar::Gregorian && (apostrophe == 1 || (short > 31 && from == at && !has_day));
            let end = from + apostrophe + 1;
            return (sure && !self.counts_something(end)).then_some((self.full_year(short), calendar, end));
        }
        let (year, _, end) = self.year_words(from)?;
        (calendar == Calendar::Gregorian && !self.counts_something(end)).then_some((year, calendar, end))
    }

    /// The year that two digits name: at most twenty years ahead of the document, else the century before.
    pub(super) fn full_year(&self, short: i16) -> i16 {
        let now = self.published.map_or(NOW, |published| published.day.year());
        let year = now / 100 * 100 + short;
        if year > now + 20 { year - 100 } else { year }
    }

    /// Last, this or next, right after a time: `الماضي`; in a language where adjectives come first only where it is
    /// not the next noun's: not in `Friday next week`.
    pub(super) fn shift_after(&self, at: usize) -> Option<(i8, usize)> {
        let (by, end) = self.shift(at)?;
        let taken = !self.language.noun_before_adjective && self.calendar_unit(end).is_some();
        (!taken).then_some((by, end))
    }

    /// Last, this or next.
    pub(super) fn shift(&self, at: usize) -> Option<(i8, usize)> {
        let (by, len) = self.find_kind(at, SenseKind::Shift, |sense| match sense {
            Sense::Shift(by) => Some(by),
            _ => None,
        })?;
        Some((by, at + len))
    }

    /// Last, this or next, where the name of a time follows. Adjectives that follow their noun belong to what stands
    /// before them; only a demonstrative can stand first there: `هذا الاثنين`.
    pub(super) fn shift_first(&self, at: usize) -> Option<(i8, usize)> {
        self.shift(at).filter(|(by, _)| !self.language.noun_before_adjective || (*by == 0 && !self.is_definite(at)))
    }

    /// Whether a number's unit or counted noun begins here.
    pub(in crate::mention) fn counts_something(&self, at: usize) -> bool {
        let listed = || self.find_form(at, |sense| matches!(sense, Sense::Noun(_)).then_some(()));
        let noun = self.may_begin_with(at, SenseKind::Noun).then(listed).flatten();
        self.measures_something(at) || noun.is_some_and(|((), found)| !found.form.inflected && !self.is_joined(at))
    }

    /// A word for the common era; `م` in `2000 م²` is none.
    fn common_era(&self, at: usize) -> Option<usize> {
        let longer = |len| self.known_unit(at).is_some_and(|(_, end)| end > at + len);
        self.cue(at, Cue::CommonEra).filter(|len| !longer(*len))
    }

    /// Whether a number's unit or scale begins here.
    pub(super) fn measures_something(&self, at: usize) -> bool {
        let known = self.known_unit(at);
        // Nobody counts thousands of decades: in `في 4 مايو 2018 عقد الاتحاد` it is a verb.
        let ages = known.is_some_and(|(unit, _)| matches!(unit.id, "decade" | "century"))
            && at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|year| year.word.folded.len() == 4);
        let unit = known.is_some() && !ages;
        let scale = self
            .find_kind(at, SenseKind::Cardinal, |sense| {
                matches!(sense, Sense::Cardinal { scale: true, .. }).then_some(())
            })
            .is_some();
        (unit && self.common_era(at).is_none() && !self.is_joined(at) && self.shifted(at).is_none())
            || scale
            || self.is_mark(at, '%')
    }

    /// Whether one of the prepositions of time ends just before this token.
    pub(super) fn follows_time_word(&self, at: usize) -> bool {
        self.starts_before(at, |sense| match sense {
            Sense::Cue(
                Cue::During | Cue::Since | Cue::Until | Cue::NoLater | Cue::Before | Cue::After | Cue::From | Cue::To,
            ) => Some(()),
            Sense::Part(_) => Some(()),
            _ => None,
        })
        .is_some()
    }

    /// Whether the token is an apostrophe of either shape.
    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        self.is_mark(at, '\'') || self.is_mark(at, '\u{2019}') || self.is_mark(at, '\u{2018}')
    }

    /// Whether the token is a slash tied to what stands before it.
    pub(super) fn is_slash(&self, at: usize) -> bool {
        self.is_mark(at, '/') && self.is_glued(at)
    }
}
