//! Values of every kind, likely and unlikely, up to the ends of what they can hold.

use jiff::civil::{Date, Weekday};
use mizan::value::{
    Calendar, Change, Granularity, Modifier, Number, Ordinal, PartOf, Partial, Period, Quantity, Rank, Time, Unit,
    Value, units,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// Any value.
pub fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => quantity().prop_map(Value::Quantity),
        3 => time().prop_map(Value::Time),
        1 => (1..40_u32, any::<bool>()).prop_map(|(place, among)| Value::Rank(Rank { place, among })),
        1 => (any::<u64>(), option::of(noun())).prop_map(|(number, of)| Value::Ordinal(Ordinal { number, of })),
    ]
}

/// Any decimal: small ones, round ones, those with many places, the largest.
pub fn decimal() -> impl Strategy<Value = Decimal> {
    const LARGEST: i128 = (1 << 96) - 1;
    prop_oneof![
        4 => (-200..2000_i64).prop_map(Decimal::from),
        2 => (-200..2000_i64, 0..6_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        2 => (1..100_i64, 0..27_u32).prop_map(|(digits, zeros)| Decimal::from_i128_with_scale(i128::from(digits) * 10_i128.pow(zeros), 0)),
        1 => (-LARGEST..=LARGEST, 0..=28_u32).prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale)),
        1 => select(&[Decimal::MAX, Decimal::MIN, Decimal::ZERO][..]),
    ]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let unit = prop_oneof![
        2 => Just(Unit::None),
        2 => noun().prop_map(Unit::Counted),
        // Few of one kind, so that two often meet.
        4 => select(&["percent", "km", "mile", "m", "USD", "year", "month", "day", "celsius", "kelvin"][..]).prop_map(|id| Unit::known(id).unwrap()),
        1 => (0..units().len()).prop_map(|at| Unit::Known(&units()[at])),
    ];
    let modifier = select(
        &[
            Modifier::Exact,
            Modifier::Exact,
            Modifier::About,
            Modifier::Nearly,
            Modifier::LessThan,
            Modifier::AtMost,
            Modifier::AtLeast,
            Modifier::MoreThan,
        ][..],
    );
    let change = select(&[Change::Level, Change::Level, Change::Level, Change::Up, Change::Down][..]);
    let number = || decimal().prop_map(Number::written);
    let amount = prop_oneof![
        6 => number().prop_map(|number| (Some(number), None, None, None)),
        2 => (number(), number()).prop_map(|(low, high)| (Some(low), Some(high), None, None)),
        1 => (decimal(), decimal()).prop_map(|(a, b)| (None, None, Some((a.min(b), a.max(b))), None)),
        1 => (number(), decimal()).prop_map(|(number, loose)| (Some(number), None, None, Some(loose.abs()))),
        1 => Just((None, None, None, None)),
    ];
    (amount, unit, option::weighted(0.1, noun()), modifier, change).prop_map(
        |((number, upto, vague, loose), unit, per, modifier, change)| Quantity {
            number,
            upto,
            vague,
            unit,
            per,
            modifier,
            change,
            loose,
        },
    )
}

fn noun() -> impl Strategy<Value = String> {
    select(&["soldier", "جندي", "car"][..]).prop_map(str::to_owned)
}

fn time() -> impl Strategy<Value = Time> {
    let about = || select(&[Modifier::Exact, Modifier::Exact, Modifier::About][..]);
    prop_oneof![
        5 => period().prop_map(Time::Period),
        2 => partial().prop_map(Time::Partial),
        1 => (0..24_i8, 0..60_i8, about()).prop_map(|(hour, minute, modifier)| Time::Clock { hour, minute, modifier }),
    ]
}

fn part() -> impl Strategy<Value = PartOf> {
    select(&[PartOf::Whole, PartOf::Whole, PartOf::Early, PartOf::Mid, PartOf::Late][..])
}

fn year() -> impl Strategy<Value = i16> {
    prop_oneof![8 => 2015..2025_i16, 1 => -9999..=9999_i16, 1 => select(&[-9999, 9999][..])]
}

fn day() -> impl Strategy<Value = Date> {
    (year(), 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn period() -> impl Strategy<Value = Period> {
    let stretch = (day(), day()).prop_map(|(a, b)| Period::new(Some(a.min(b)), Some(a.max(b)), Granularity::Range));
    let open = (day(), any::<bool>())
        .prop_map(|(day, since)| Period::new(since.then_some(day), (!since).then_some(day), Granularity::Range));
    let whole = prop_oneof![
        3 => day().prop_map(Period::day),
        3 => (year(), 1..=12_i8).prop_map(|(year, month)| Period::month(year, month).unwrap()),
        2 => year().prop_map(|year| Period::year(year).unwrap()),
        1 => (year(), year()).prop_map(|(a, b)| Period::years(a, b, Granularity::Range).unwrap()),
        1 => stretch,
        1 => open,
    ];
    let modifier = select(&[Modifier::Exact, Modifier::Exact, Modifier::About, Modifier::LessThan][..]);
    (whole, part(), modifier, any::<bool>()).prop_map(|(period, part, modifier, worked_out)| Period {
        part,
        modifier,
        worked_out,
        ..period
    })
}

fn partial() -> impl Strategy<Value = Partial> {
    let weekday = (1..=7_i8).prop_map(|day| Weekday::from_monday_one_offset(day).unwrap());
    let calendar = select(&[Calendar::Gregorian, Calendar::Gregorian, Calendar::Hijri][..]);
    (option::of(1..=12_i8), option::of(1..=31_i8), option::of(weekday), part(), calendar)
        .prop_map(|(month, day, weekday, part, calendar)| Partial { month, day, weekday, part, calendar })
}
