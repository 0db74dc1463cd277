//! Seasons: `the summer of 1964`, `ربيع 2021`, `last winter`, `الصيف المقبل`.

use jiff::Span;
use jiff::civil::Date;

use super::fields::LIKELY_YEARS;
use super::{Reader, TimeReading};
use crate::language::{Cue, Sense, SenseKind};
use crate::value::{Granularity, Period, Time};

impl Reader<'_> {
    /// A season of a year that is named or told from the document's date; `shift` is the adjective before it.
    pub(super) fn season(&self, at: usize, shift: Option<i8>) -> Option<TimeReading> {
        let (month, len) = self.find_kind(at, SenseKind::Season, |sense| match sense {
            Sense::Season(month) => Some(month),
            _ => None,
        })?;
        let end = at + len;
        let of = end + self.cue(end, Cue::Of).unwrap_or(0);
        let from = of + self.unit_head(of, "year").unwrap_or(0);
        if let Some((year, _, end)) = self.year(from, LIKELY_YEARS).filter(|(.., end)| !self.counts_something(*end)) {
            // `the winter of 2012-13` begins in the first of them.
            let end =
                self.second_year(end, year, false).filter(|(last, _)| *last == year + 1).map_or(end, |(_, end)| end);
            return Some(Self::placed(Time::Period(season_of(year, month)?), at, end, "season"));
        }
        let idafa = of > end || !self.language.noun_before_adjective || !self.is_definite(at);
        let of_year = self.shifted_unit(of).filter(|(unit, ..)| idafa && *unit == "year");
        let after = self.shift_after(end).filter(|_| of_year.is_none());
        let (by, end) = match (shift, after) {
            (_, Some(after)) => after,
            (Some(by), None) => (by, end),
            (None, None) => {
                let (_, by, end) = of_year?;
                let year = self.published?.day.year().checked_add(i16::from(by))?;
                return Some(Self::placed(Time::Period(season_of(year, month)?), at, end, "season"));
            }
        };
        let today = self.published?.day;
        let years = today.year() - 2..=today.year() + 1;
        let mut seasons = years.filter_map(|year| season_of(year, month));
        let period = match by {
            ..0 => seasons.rfind(|season| season.last < Some(today)),
            0 => seasons.rfind(|season| season.first.is_some_and(|first| first.year() <= today.year())),
            1.. => seasons.find(|season| season.first > Some(today)),
        }?;
        let note = Some("told from the document's date".to_owned());
        Some(TimeReading { note, ..Self::placed(Time::Period(period), at, end, "season") })
    }
}

/// The three months of a season that begins in a month of a year.
fn season_of(year: i16, month: i8) -> Option<Period> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.checked_add(Span::new().months(3)).and_then(Date::yesterday).ok()?;
    Some(Period::new(Some(first), Some(last), Granularity::Season))
}
