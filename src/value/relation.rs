//! How two values stand to each other.

use jiff::civil::Weekday;
use rust_decimal::Decimal;

use super::{Change, Modifier, PartOf, Partial, Period, Quantity, Time, Value};

/// Why two values cannot be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// A length is not a weight, nor a dollar a euro.
    Dimension,
    /// A change is not a level.
    ChangeAgainstLevel,
    /// Two calendars, or a time that nothing places.
    Unplaced,
    /// A vague or missing value.
    NoValue,
}

/// How two values stand to each other. The order of the two never matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Cannot be compared, which is not *different*.
    Incomparable(Mismatch),
    /// The words allow the same values.
    Same,
    /// A bare value is the other's own bound: 20 km, less than 20 km.
    Touching,
    /// A bare or *about* value lies in what a reader takes the other to mean, or a coarser time holds a finer one.
    Within,
    /// The literal readings meet, but readers are left with different values.
    Loose,
    /// One unit apart where that much can be a matter of reckoning: neighbouring days, a year worked out of *30 years ago*.
    Neighbouring,
    /// The words allow no common value.
    Apart,
}

impl Relation {
    /// Whether a reader of both values is left with one.
    #[must_use]
    pub const fn agrees(self) -> bool {
        matches!(self, Self::Same | Self::Touching | Self::Within)
    }
}

/// How far two values of a topic may lie apart when hedges are not to widen them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// In the unit of the values: 5 points, 5 km.
    Absolute(Decimal),
    /// As a share of the larger value.
    Share(Decimal),
}

impl Tolerance {
    /// Whether two values lie no further apart; none where they have no value in the base unit. Of two units, the larger
    /// one says what an absolute limit means.
    fn allows(self, a: &Quantity, b: &Quantity) -> Option<bool> {
        let (one, other) = (a.base()?, b.base()?);
        let limit = match self {
            Self::Absolute(limit) => a.unit.step_to_base(limit)?.max(b.unit.step_to_base(limit)?),
            Self::Share(share) => one.abs().max(other.abs()).checked_mul(share)?,
        };
        // What is too far apart to be told in 28 digits is apart.
        Some(one.checked_sub(other).is_some_and(|apart| apart.abs() <= limit))
    }
}

/// How two values stand to each other.
#[must_use]
pub fn relate(a: &Value, b: &Value) -> Relation {
    match (a, b) {
        (Value::Quantity(a), Value::Quantity(b)) => quantities(a, b),
        (Value::Time(a), Value::Time(b)) => times(a, b),
        (Value::Rank(a), Value::Rank(b)) if a == b => Relation::Same,
        (Value::Rank(a), Value::Rank(b)) if a.allows(*b) => Relation::Within,
        (Value::Rank(_), Value::Rank(_)) => Relation::Apart,
        (Value::Ordinal(a), Value::Ordinal(b)) if a.number == b.number => Relation::Same,
        (Value::Ordinal(_), Value::Ordinal(_)) => Relation::Apart,
        (Value::Score(a), Value::Score(b)) if a == b => Relation::Same,
        (Value::Score(_), Value::Score(_)) => Relation::Apart,
        _ => Relation::Incomparable(Mismatch::Dimension),
    }
}

/// How two values stand to each other where a topic sets a tolerance: hedges do not widen a value then.
#[must_use]
pub fn relate_within(a: &Value, b: &Value, tolerance: Tolerance) -> Relation {
    let relation = relate(a, b);
    let (Value::Quantity(first), Value::Quantity(second)) = (a, b) else { return relation };
    if matches!(relation, Relation::Incomparable(_) | Relation::Same | Relation::Touching) {
        return relation;
    }
    if first.upto.is_some() || second.upto.is_some() {
        return relation;
    }
    match tolerance.allows(first, second) {
        Some(true) => Relation::Within,
        Some(false) => Relation::Apart,
        None => relation,
    }
}

fn quantities(a: &Quantity, b: &Quantity) -> Relation {
    if !a.unit.measures_like(&b.unit) {
        return Relation::Incomparable(Mismatch::Dimension);
    }
    if (a.change == Change::Level) != (b.change == Change::Level) {
        return Relation::Incomparable(Mismatch::ChangeAgainstLevel);
    }
    let (Some(s_a), Some(s_b)) = (a.literal(), b.literal()) else {
        return Relation::Incomparable(Mismatch::NoValue);
    };
    if a.change != b.change {
        return Relation::Apart;
    }
    if a.vague.is_some() || b.vague.is_some() {
        return if s_a.is_far_from(s_b, VAGUELY) { Relation::Apart } else { Relation::Within };
    }
    if s_a == s_b {
        return Relation::Same;
    }
    if touches(a, b) || touches(b, a) {
        return Relation::Touching;
    }
    if !s_a.meets(s_b) {
        if rounds_bound(a, b) || rounds_bound(b, a) {
            return Relation::Touching;
        }
        return if a.is_cut_from(b) || b.is_cut_from(a) { Relation::Within } else { Relation::Apart };
    }
    let within = lies_within(a, b) || lies_within(b, a) || bounds_alike(a, b);
    if within { Relation::Within } else { Relation::Loose }
}

/// Whether both are bounds on the same side that lie as near to each other as *about* allows: at least 30, more than 31.
fn bounds_alike(a: &Quantity, b: &Quantity) -> bool {
    let (Some(one), Some(other)) = (a.base(), b.base()) else { return false };
    let tenfold = one.checked_sub(other).and_then(|apart| apart.abs().checked_mul(Decimal::TEN));
    let near = tenfold.is_some_and(|tenfold| tenfold <= one.abs().max(other.abs()));
    side(a).is_some() && side(a) == side(b) && near
}

/// Whether a quantity has a least value alone or a greatest value alone.
fn side(quantity: &Quantity) -> Option<bool> {
    match quantity.modifier {
        Modifier::MoreThan | Modifier::AtLeast => Some(true),
        Modifier::LessThan | Modifier::AtMost => Some(false),
        _ => None,
    }
}

/// Whether a bare number is the other's own bound.
fn touches(bare: &Quantity, bound: &Quantity) -> bool {
    bare.modifier == Modifier::Exact
        && bare.upto.is_none()
        && !bound.modifier.is_sharp()
        && bare.base().is_some()
        && bare.base() == bound.base()
}

/// Whether a bound is the other number rounded, which is told to more digits: *more than 1.94 million* of 1,939,342.
fn rounds_bound(bound: &Quantity, fine: &Quantity) -> bool {
    let more = || fine.digits() >= bound.digits() + FINER && bound.digits() >= FINER;
    side(bound).is_some() && fine.is_bare() && more() && bound.rounds(fine)
}

/// Whether what a reader takes the other to mean holds the number that is told: a bare one, or the one that a hedge is
/// put to. Of a range, both ends; of two ranges, one.
fn lies_within(sharp: &Quantity, other: &Quantity) -> bool {
    let (Some(value), Some(implied)) = (sharp.base(), other.implied()) else { return false };
    match sharp.upto {
        None => {
            let bounds = side(sharp).is_some() && side(sharp) == side(other);
            !bounds && implied.holds(value)
        }
        Some(upto) => {
            other.upto.is_some() && implied.holds(value)
                || sharp.unit.to_base(upto.value).is_some_and(|end| implied.holds(value) && implied.holds(end))
                || sharp
                    .implied()
                    .is_some_and(|range| other.upto.is_none() && !other.modifier.is_sharp() && range.meets(implied))
        }
    }
}

/// A vague amount is out by so many times before anybody is misled: tens of tonnes, 2,000 tonnes.
const VAGUELY: i64 = 10;

/// So many digits more tell a figure that another one rounds.
const FINER: usize = 2;

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// The minutes that hours are told to where nobody reads an instrument.
const ROUNDED: i8 = 5;

fn times(a: &Time, b: &Time) -> Relation {
    match (a, b) {
        (Time::Period(a), Time::Period(b)) => periods(a, b),
        (Time::Partial(a), Time::Partial(b)) => partials(a, b),
        (Time::Partial(partial), Time::Period(period)) | (Time::Period(period), Time::Partial(partial)) => {
            placed(partial, period)
        }
        (
            Time::Clock { hour, minute, modifier },
            Time::Clock { hour: hour_b, minute: minute_b, modifier: modifier_b },
        ) => {
            let later = i32::from(*hour) * 60 + i32::from(*minute) - i32::from(*hour_b) * 60 - i32::from(*minute_b);
            // Past midnight comes the next hour.
            let later = (later + DAY / 2).rem_euclid(DAY) - DAY / 2;
            let bound = |modifier: Modifier| matches!(modifier, Modifier::LessThan | Modifier::MoreThan);
            let about = *modifier == Modifier::About || *modifier_b == Modifier::About;
            // A clock is read to five minutes: 11:10, and 11:11 by the instruments.
            let rounded = minute % ROUNDED == 0 || minute_b % ROUNDED == 0;
            match later.abs() {
                0 if opposite_sides(*modifier, *modifier_b) => Relation::Apart,
                0 if bound(*modifier) != bound(*modifier_b) => Relation::Within,
                0 => Relation::Same,
                1..=30 if about => Relation::Within,
                1..=4 if rounded => Relation::Within,
                _ if reaches(*modifier, *modifier_b, later) => Relation::Within,
                _ => Relation::Apart,
            }
        }
        _ => Relation::Incomparable(Mismatch::Dimension),
    }
}

/// Whether one is told of what comes before an hour, and the other of what comes after one.
const fn opposite_sides(a: Modifier, b: Modifier) -> bool {
    matches!((a, b), (Modifier::LessThan, Modifier::MoreThan) | (Modifier::MoreThan, Modifier::LessThan))
}

/// Whether *before* or *after* an hour, on one side or on both, allows of another hour that the other side tells, so many
/// minutes before it. Two hours that lie on one side of what they name are held against each other as they stand.
const fn reaches(a: Modifier, b: Modifier, later: i32) -> bool {
    match (a, b) {
        (Modifier::MoreThan, Modifier::MoreThan) | (Modifier::LessThan, Modifier::LessThan) => false,
        (Modifier::LessThan, _) | (_, Modifier::MoreThan) => later > 0,
        (Modifier::MoreThan, _) | (_, Modifier::LessThan) => later < 0,
        _ => false,
    }
}

fn periods(a: &Period, b: &Period) -> Relation {
    let alike = a.modifier == b.modifier || (a.modifier.is_sharp() && b.modifier.is_sharp());
    if alike && a.span() == b.span() {
        return Relation::Same;
    }
    // Two that begin or end with a stated day (*since*, *until*) are held against each other by that day. Otherwise a
    // limit allows all the days on its side.
    let stated = a.modifier == b.modifier && matches!(a.modifier, Modifier::AtLeast | Modifier::AtMost);
    let (a, b) = if stated { (a.clone(), b.clone()) } else { (a.allowed(), b.allowed()) };
    let (a, b) = (&a, &b);
    if a.holds(b) || b.holds(a) || a.meets(b) {
        return Relation::Within;
    }
    let about = a.modifier == Modifier::About || b.modifier == Modifier::About;
    let slack = if a.worked_out || b.worked_out || about {
        unit_days(a).max(unit_days(b))
    } else if unit_days(a) == 1 && unit_days(b) == 1 {
        1
    } else {
        0
    };
    if a.gap(b) <= slack { Relation::Neighbouring } else { Relation::Apart }
}

/// Days in the unit that the words of a period use, rounded up.
fn unit_days(period: &Period) -> i32 {
    match (period.first, period.last) {
        (Some(first), Some(last)) => (last - first).get_days() + 1,
        _ => 1,
    }
}

/// Relates what two dates without a year have in common.
fn partials(a: &Partial, b: &Partial) -> Relation {
    if a.calendar != b.calendar {
        return Relation::Incomparable(Mismatch::Unplaced);
    }
    if a == b {
        return Relation::Same;
    }
    match (a.month, b.month) {
        (Some(first), Some(second)) if first != second => Relation::Apart,
        (Some(_), Some(_)) => match (a.day, b.day) {
            (Some(first), Some(second)) if first == second => Relation::Same,
            (Some(first), Some(second)) if (first - second).abs() == 1 => Relation::Neighbouring,
            (Some(_), Some(_)) => Relation::Apart,
            (Some(day), None) if part_allows(b.part, day) => Relation::Within,
            (None, Some(day)) if part_allows(a.part, day) => Relation::Within,
            (None, None) if a.part == b.part => Relation::Same,
            (None, None) if a.part == PartOf::Whole || b.part == PartOf::Whole => Relation::Within,
            _ => Relation::Apart,
        },
        _ => match (a.weekday, b.weekday) {
            (Some(first), Some(second)) if first == second => Relation::Same,
            _ => Relation::Incomparable(Mismatch::Unplaced),
        },
    }
}

/// Whether a day of the month can lie in a part of it; the halves overlap, as the words are used loosely.
const fn part_allows(part: PartOf, day: i8) -> bool {
    match part {
        PartOf::Whole => true,
        PartOf::Early | PartOf::Start => day <= 16,
        PartOf::Mid | PartOf::Middle => day >= 8 && day <= 24,
        PartOf::Late | PartOf::End => day >= 15,
    }
}

/// Relates a date without a year to a placed one, by the fields that it has.
fn placed(partial: &Partial, period: &Period) -> Relation {
    let (Some(first), Some(last), super::Calendar::Gregorian) = (period.first, period.last, partial.calendar) else {
        return Relation::Incomparable(Mismatch::Unplaced);
    };
    let one_month = first.year() == last.year() && first.month() == last.month();
    match (partial.month, partial.day, partial.weekday) {
        (Some(month), _, _) if one_month && month != first.month() => Relation::Apart,
        (Some(_), Some(day), _) if first == last => match (day - first.day()).abs() {
            0 => Relation::Within,
            1 => Relation::Neighbouring,
            _ => Relation::Apart,
        },
        (Some(_), _, _) if one_month => Relation::Within,
        (None, _, Some(weekday)) if first == last && same_day(weekday, first.weekday()) => Relation::Within,
        _ => Relation::Incomparable(Mismatch::Unplaced),
    }
}

fn same_day(a: Weekday, b: Weekday) -> bool {
    a == b
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Granularity, Modifier, Number, Ordinal, Rank, Unit};
    use jiff::civil::date;

    fn quantity(modifier: Modifier, number: &str, unit: &str) -> Value {
        let unit = if unit.is_empty() { Unit::None } else { Unit::known(unit).unwrap() };
        Value::Quantity(Quantity { modifier, ..Quantity::new(Number::written(number.parse().unwrap()), unit) })
    }

    #[test]
    fn quantities_relate_as_the_design_says() {
        use Modifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly};
        use Relation::{Apart, Loose, Same, Touching, Within};
        let percent = "percent";
        for (a, x, unit_a, b, y, unit_b, want) in [
            (MoreThan, "30", percent, About, "40", percent, Loose),
            (LessThan, "20", "km", Exact, "20", "km", Touching),
            (MoreThan, "80", "USD", LessThan, "80", "USD", Apart),
            (AtMost, "31", "", Exact, "34", "", Apart),
            (AtLeast, "31", "", Exact, "34", "", Within),
            (MoreThan, "30", "", Exact, "34", "", Within),
            (Exact, "30", percent, Exact, "40", percent, Apart),
            (Exact, "765", "km", Exact, "475", "mile", Within),
            (Exact, "765", "km", Exact, "765", "mile", Apart),
            (Exact, "7.2", "", Exact, "7.15", "", Within),
            (Exact, "8568", "m", Exact, "8586", "m", Apart),
            (Exact, "1917", "", About, "1900", "", Within),
            (Nearly, "40", percent, Exact, "38", percent, Within),
            (Exact, "110", "kelvin", Exact, "-163", "celsius", Within),
            (About, "40", percent, About, "40.0", percent, Same),
            (MoreThan, "22", "", MoreThan, "500", "", Loose),
            (AtLeast, "30", "", MoreThan, "31", "", Within),
            (AtLeast, "30", "", AtMost, "31", "", Within),
        ] {
            let (left, right) = (quantity(a, x, unit_a), quantity(b, y, unit_b));
            assert_eq!(relate(&left, &right), want, "{a:?} {x} {unit_a} / {b:?} {y} {unit_b}");
            assert_eq!(relate(&right, &left), want, "symmetric: {a:?} {x} / {b:?} {y}");
        }
    }

    #[test]
    fn other_dimensions_are_incomparable_not_different() {
        let (dollars, euros) = (quantity(Modifier::Exact, "5", "USD"), quantity(Modifier::Exact, "5", "EUR"));
        assert_eq!(relate(&dollars, &euros), Relation::Incomparable(Mismatch::Dimension));
    }

    #[test]
    fn a_tolerance_takes_hedges_at_their_number() {
        let (thirty, forty) =
            (quantity(Modifier::MoreThan, "30", "percent"), quantity(Modifier::About, "40", "percent"));
        let five = Tolerance::Absolute(Decimal::from(5));
        assert_eq!(relate_within(&thirty, &forty, five), Relation::Apart);
        assert_eq!(relate_within(&thirty, &forty, Tolerance::Absolute(Decimal::TEN)), Relation::Within);
    }

    #[test]
    fn a_tolerance_is_told_in_the_unit_of_the_values() {
        let near = |a: &str, unit: &str, b: &str, other: &str, limit: i64| {
            let (a, b) = (quantity(Modifier::Exact, a, unit), quantity(Modifier::Exact, b, other));
            let limit = Tolerance::Absolute(Decimal::from(limit));
            assert_eq!(relate_within(&a, &b, limit), relate_within(&b, &a, limit));
            relate_within(&a, &b, limit) == Relation::Within
        };
        assert!(near("765", "km", "757", "km", 10) && !near("765", "km", "754", "km", 10));
        assert!(near("30", "celsius", "32", "celsius", 2) && !near("30", "celsius", "33", "celsius", 2));
        assert!(near("765", "km", "762500", "m", 3) && !near("765", "km", "760500", "m", 3));
    }

    fn period(period: Option<Period>) -> Value {
        Value::Time(Time::Period(period.unwrap()))
    }

    #[test]
    fn times_relate_by_granularity() {
        let day = |d| period(Some(Period::day(date(2017, 3, d))));
        let march = period(Period::month(2017, 3));
        assert_eq!(relate(&march, &day(29)), Relation::Within);
        assert_eq!(relate(&day(29), &day(30)), Relation::Neighbouring);
        assert_eq!(relate(&day(27), &day(29)), Relation::Apart);
        assert_eq!(relate(&period(Period::month(2017, 4)), &day(29)), Relation::Apart);
        assert_eq!(relate(&period(Period::year(2015)), &period(Period::year(2016))), Relation::Apart);
        let early_nineties = Period { part: PartOf::Early, ..Period::years(1990, 1999, Granularity::Decade).unwrap() };
        assert_eq!(relate(&period(Some(early_nineties)), &period(Period::year(1992))), Relation::Within);
    }

    #[test]
    fn limits_that_state_a_day_relate_by_it_and_others_by_what_they_allow() {
        let year = |modifier, year| period(Period::year(year).map(|year| Period { modifier, ..year }));
        let since = |from| year(Modifier::AtLeast, from);
        assert_eq!(relate(&since(2010), &since(2010)), Relation::Same);
        assert_eq!(relate(&since(2010), &since(2012)), Relation::Apart);
        assert_eq!(relate(&since(2010), &year(Modifier::Exact, 2012)), Relation::Within);
        assert_eq!(relate(&since(2010), &year(Modifier::Exact, 2008)), Relation::Apart);
        assert_eq!(relate(&year(Modifier::AtMost, 2030), &year(Modifier::AtMost, 2035)), Relation::Apart);
        assert_eq!(relate(&year(Modifier::LessThan, 2010), &year(Modifier::LessThan, 2012)), Relation::Within);
        assert_eq!(relate(&year(Modifier::LessThan, 2010), &year(Modifier::Exact, 2010)), Relation::Apart);
        assert_eq!(relate(&year(Modifier::MoreThan, 2010), &year(Modifier::Exact, 2012)), Relation::Within);
    }

    #[test]
    fn a_date_without_a_year_relates_by_what_it_has() {
        let part = |month, day| Value::Time(Time::Partial(Partial { month, day, ..Partial::default() }));
        assert_eq!(relate(&part(Some(3), None), &part(Some(3), Some(29))), Relation::Within);
        assert_eq!(relate(&part(Some(3), Some(29)), &part(Some(3), Some(30))), Relation::Neighbouring);
        assert_eq!(relate(&part(Some(3), None), &part(Some(4), Some(20))), Relation::Apart);
        assert_eq!(relate(&part(Some(3), Some(29)), &period(Some(Period::day(date(2023, 3, 29))))), Relation::Within);
    }

    #[test]
    fn ranks_and_ordinals() {
        let rank = |place, among| Value::Rank(Rank { place, among });
        assert_eq!(relate(&rank(1, false), &rank(2, false)), Relation::Apart);
        assert_eq!(relate(&rank(1, false), &rank(1, true)), Relation::Within);
        let ordinal = |number| Value::Ordinal(Ordinal { number, of: None });
        assert_eq!(relate(&ordinal(75), &ordinal(75)), Relation::Same);
        assert_eq!(relate(&ordinal(75), &ordinal(74)), Relation::Apart);
    }
}
