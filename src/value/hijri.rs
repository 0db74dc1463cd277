//! The Islamic calendar, by Umm al-Qura: the civil calendar of Saudi Arabia, computed and so the same everywhere.

use icu_calendar::cal::{Hijri, hijri::UmmAlQura};
use jiff::civil::Date;

use super::{Granularity, Period};

/// The years that the published Umm al-Qura tables cover; beyond them the calendar is extrapolated.
const YEARS: std::ops::RangeInclusive<i32> = 1300..=1600;

fn umm_al_qura(year: i32, month: u8, day: u8) -> Option<icu_calendar::Date<Hijri<UmmAlQura>>> {
    if !YEARS.contains(&year) {
        return None;
    }
    icu_calendar::Date::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()
}

fn civil(date: icu_calendar::Date<Hijri<UmmAlQura>>) -> Option<Date> {
    let iso = date.to_calendar(icu_calendar::Iso);
    Date::new(
        i16::try_from(iso.era_year().year).ok()?,
        i8::try_from(iso.month().ordinal).ok()?,
        i8::try_from(iso.day_of_month().0).ok()?,
    )
    .ok()
}

/// The civil date of a Hijri day; none where there is no such day or the tables do not reach it.
#[must_use]
pub fn hijri_day(year: i16, month: i8, day: i8) -> Option<Date> {
    civil(umm_al_qura(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)?)
}

/// The civil dates of a Hijri month, or of a whole year where `month` is none.
#[must_use]
pub fn hijri_month(year: i16, month: Option<i8>) -> Option<Period> {
    let start = umm_al_qura(i32::from(year), u8::try_from(month.unwrap_or(1)).ok()?, 1)?;
    let days = if month.is_some() { i64::from(start.days_in_month()) } else { i64::from(start.days_in_year()) };
    let first = civil(start)?;
    let last = first.checked_add(jiff::Span::new().days(days - 1)).ok()?;
    Some(Period::new(Some(first), Some(last), Granularity::Range))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn known_dates_agree_with_the_published_tables() {
        // Published by the King Abdulaziz City for Science and Technology.
        assert_eq!(hijri_day(1445, 1, 1), Some(date(2023, 7, 19)));
        assert_eq!(hijri_day(1444, 9, 1), Some(date(2023, 3, 23)));
        let ramadan = hijri_month(1444, Some(9)).unwrap();
        assert_eq!((ramadan.first, ramadan.last), (Some(date(2023, 3, 23)), Some(date(2023, 4, 20))));
        assert_eq!(hijri_day(1445, 13, 1), None);
    }
}
