//! Feasts and holidays: `on Christmas Day 2014`, `قبل عيد الفطر`. The second day of a feast stays an ordinal, for the
//! first is seen in the sky and may differ by country.

use super::resolve::Parts;
use super::{Reader, TimeReading, What};
use crate::language::{Cue, Sense, SenseKind};

impl Reader<'_> {
    /// A holiday as a date: with its year or a shift, or behind a word of time. What else bears its
    /// name is no date: `the Christmas tree`, `صلاة عيد الفطر`.
    pub(super) fn holiday(&self, at: usize) -> Option<TimeReading> {
        let (parts, len) = self.find_kind(at, SenseKind::Holiday, |sense| match sense {
            Sense::Holiday { month, day, calendar } => {
                Some(Parts { month: Some(month), day: Some(day), calendar, ..Parts::default() })
            }
            _ => None,
        })?;
        let end = at + len;
        let date = self.with_year(parts, at, end, "holiday");
        let What::Parts(told) = &date.what else { return None };
        let placed = told.year.is_some() || told.shift.is_some();
        let headed = self.follows_time_word(at) || self.cue_before(at, Cue::Clock) || self.is_day_of_feast(at);
        let whole = self.language.noun_before_adjective || self.is_grammar(end) || self.is_mark(end, '.');
        (placed || (headed && whole)).then_some(date)
    }

    /// Whether the name begins with a word for *day* or *night*, or one stands right before.
    fn is_day_of_feast(&self, at: usize) -> bool {
        let day = |at: usize| self.unit_head(at, "day").is_some() || self.cue(at, Cue::Night).is_some();
        day(at) || (at > 0 && day(at - 1))
    }
}
