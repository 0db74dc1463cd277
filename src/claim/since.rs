//! Lengths of time that reach back: `opened 30 years ago`, told on 1 May 2020, can be held against `opened in 1990`; an age,
//! against a year of birth.

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Claim;
use super::anchor::Layout;
use crate::language::Cue;
use crate::mention::Mention;
use crate::value::{Granularity, Interval, Limit, Modifier, Period, Quantity, Time, Unit, Value};

/// Months in a year.
const YEAR: i32 = 12;

/// Whether words say that a length of time reaches back from the time of which it is told: `30 years ago`, `منذ 30 عاما`.
pub(super) fn reaches_back(layout: &Layout<'_>, mention: &Mention) -> bool {
    let reader = &layout.reader;
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let before = |cue: Cue| reader.cue_before(from, cue);
    let leading = before(Cue::Since) || before(Cue::Ago) && before(Cue::Before);
    let trailing = reader.cue(to, Cue::Ago).is_some() && reader.cue(to, Cue::Before).is_none();
    // `قبل 30 عاما من الحرب` reaches back from the war.
    (leading || trailing) && reader.cue(to, Cue::Of).is_none()
}

/// Whether words say that something happened so long ago, which is no length of time that goes on: `منذ` can be either.
pub(super) fn is_ago(layout: &Layout<'_>, mention: &Mention) -> bool {
    !layout.reader.cue_before(mention.tokens.start, Cue::Since) && reaches_back(layout, mention)
}

impl Claim {
    /// The claim of the day that its length of time reaches back to; none where it does not, or nothing says from when.
    #[must_use]
    pub fn as_date(&self) -> Option<Self> {
        let Value::Quantity(length) = &self.value else { return None };
        let born = self.frame.measure.iter().find_map(|measure| measure.def().since);
        if !self.frame.reaches_back && born.is_none() {
            return None;
        }
        let told = match self.frame.period.as_ref().filter(|period| !period.inherited).map(|period| &period.time) {
            Some(Time::Period(period)) => (period.first?, period.last?),
            Some(_) => return None,
            None => self.published.map(|published| (published.day, published.day))?,
        };
        let day = if born.is_some() { birth(length, told) } else { beginning(length, told) }?;
        let mut claim = self.clone();
        claim.value = Value::Time(Time::Period(day));
        claim.frame.period = None;
        // Whatever else happens to somebody, an age reaches back to the birth alone.
        if let Some(born) = born {
            claim.frame.measure = vec![born];
        }
        Some(claim)
    }
}

/// The days of birth that an age allows: whoever is 45 was born less than 46 years ago.
fn birth(age: &Quantity, (first, last): (Date, Date)) -> Option<Period> {
    let years = age.number.filter(|_| age.modifier == Modifier::Exact && age.upto.is_none())?.value.to_i32()?;
    let first = first.checked_sub(Span::new().try_years(years.checked_add(1)?).ok()?).ok()?.tomorrow().ok()?;
    let last = last.checked_sub(Span::new().try_years(years).ok()?).ok()?;
    Some(Period { worked_out: true, ..Period::new(Some(first), Some(last), Granularity::Range) })
}

/// The months or years in which a length of time that reaches to the told days began.
pub(super) fn beginning(length: &Quantity, (first, last): (Date, Date)) -> Option<Period> {
    let month = Unit::known("month")?.to_base(Decimal::ONE)?;
    let months = |value: Decimal| length.unit.to_base(value)?.checked_div(month);
    // Round lengths are rounded: 30 years, but not 9 or 31.
    let number = length.number?;
    let sharp = length.modifier == Modifier::Exact && length.upto.is_none() && number.step <= Decimal::ONE;
    let allowed = if sharp { Interval::closed(number.value, number.value) } else { length.literal_as_written()? };
    let end = |limit: Limit| limit.value().and_then(months);
    let (low, high) = (end(allowed.low), end(allowed.high));
    let back = |day: Date, months: Decimal| day.checked_sub(Span::new().try_months(months.to_i32()?).ok()?).ok();
    let by_years = length.unit.id() != Some("month") && months(Decimal::ONE)? >= YEAR.into();
    if months(Decimal::ONE)? < Decimal::ONE {
        return None;
    }
    let (begin, end) =
        (high.and_then(|months| back(first, months.ceil())), low.and_then(|months| back(last, months.floor())));
    let begin = begin.map(|day| if by_years { day.first_of_year() } else { day.first_of_month() });
    let end = end.map(|day| if by_years { day.last_of_year() } else { day.last_of_month() });
    let granularity = match (begin, end) {
        (Some(begin), Some(end)) if by_years && begin.year() == end.year() => Granularity::Year,
        (Some(begin), Some(end)) if !by_years && begin.first_of_month() == end.first_of_month() => Granularity::Month,
        (None, None) => return None,
        _ => Granularity::Range,
    };
    Some(Period { worked_out: sharp, ..Period::new(begin, end, granularity) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Number;
    use jiff::civil::date;

    fn length(modifier: Modifier, number: i64, unit: &str) -> Quantity {
        Quantity { modifier, ..Quantity::new(Number::from(number), Unit::known(unit).unwrap()) }
    }

    #[test]
    fn a_length_reaches_back_to_years_or_months() {
        let told = (date(2020, 5, 1), date(2020, 5, 1));
        let from = |modifier, number, unit| {
            let period = beginning(&length(modifier, number, unit), told).unwrap();
            (period.first.map(|day| day.to_string()), period.last.map(|day| day.to_string()))
        };
        let days = |first: &str, last: &str| (Some(first.to_owned()), Some(last.to_owned()));
        assert_eq!(from(Modifier::Exact, 9, "year"), days("2011-01-01", "2011-12-31"));
        assert_eq!(from(Modifier::Exact, 30, "year"), days("1988-01-01", "1991-12-31"));
        assert_eq!(from(Modifier::Exact, 5, "month"), days("2019-12-01", "2019-12-31"));
        assert_eq!(from(Modifier::MoreThan, 30, "year"), (None, Some("1990-12-31".to_owned())));
        assert_eq!(beginning(&length(Modifier::Exact, 5, "hour"), told), None);
    }

    #[test]
    fn an_age_allows_a_year_of_birthdays() {
        let told = (date(2020, 5, 1), date(2020, 5, 1));
        let born = birth(&length(Modifier::Exact, 45, "year"), told).unwrap();
        assert_eq!((born.first, born.last), (Some(date(1974, 5, 2)), Some(date(1975, 5, 1))));
    }
}
