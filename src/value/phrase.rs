//! Values in words for people: `more than 30 %`, `early 1990s`, `2016–2020`.
//!
//! A no-break space joins what must not part over two lines.

use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;

use super::number::put_grouped;
use super::{
    Calendar, Change, Granularity, Modifier, Number, Ordinal, PartOf, Partial, Period, Quantity, Rank, Time, Unit,
    Value,
};

const NBSP: char = '\u{A0}';

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const HIJRI_MONTHS: [&str; 12] = [
    "Muharram",
    "Safar",
    "Rabi al-Awwal",
    "Rabi al-Thani",
    "Jumada al-Ula",
    "Jumada al-Thani",
    "Rajab",
    "Shaban",
    "Ramadan",
    "Shawwal",
    "Dhu al-Qada",
    "Dhu al-Hijja",
];

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// Large numbers are told by these words where at most three decimals are left.
const SCALES: [(i64, &str); 3] = [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];

/// The name of a month, 1 to 12.
#[must_use]
pub fn month_name(number: i8, calendar: Calendar) -> &'static str {
    let names = match calendar {
        Calendar::Gregorian => &MONTHS,
        Calendar::Hijri => &HIJRI_MONTHS,
    };
    usize::try_from(number - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
}

/// A value with all that belongs to it: hedge, number, unit.
#[must_use]
pub fn value(value: &Value) -> String {
    match value {
        Value::Quantity(quantity) => {
            let mut text = bare_amount(quantity);
            put_unit(&mut text, quantity);
            text
        }
        _ => amount(value),
    }
}

/// A value without its unit.
#[must_use]
pub fn amount(value: &Value) -> String {
    match value {
        Value::Quantity(quantity) => bare_amount(quantity),
        Value::Time(time) => self::time(time),
        Value::Rank(rank) => self::rank(*rank),
        Value::Ordinal(ordinal) => self::ordinal(ordinal),
        Value::Score(score) => score.to_string(),
    }
}

fn bare_amount(quantity: &Quantity) -> String {
    let change = match quantity.change {
        Change::Level => "",
        Change::Up => "up ",
        Change::Down => "down ",
    };
    let modifier = match quantity.modifier {
        Modifier::Exact => "",
        Modifier::About => "about ",
        Modifier::Nearly => "nearly ",
        Modifier::LessThan => "less than ",
        Modifier::AtMost => "at most ",
        Modifier::AtLeast => "at least ",
        Modifier::MoreThan => "more than ",
    };
    // This is written for each pair of claims: in one piece, with room for most.
    let mut text = String::with_capacity(ROOM);
    text.push_str(change);
    text.push_str(modifier);
    match (quantity.number, quantity.upto, quantity.vague) {
        (Some(low), Some(high), _) => text.push_str(&range_of(&number(low), &number(high))),
        (Some(only), None, _) => put_number(&mut text, only),
        (None, _, Some((low, high))) => {
            text.push_str("vaguely ");
            text.push_str(&range_of(&decimal(low, 0), &decimal(high, 0)));
        }
        (None, _, None) => text.push_str("some"),
    }
    text
}

/// Nearly all values take fewer bytes.
const ROOM: usize = 32;

/// The unit as it follows its number, with the space before it.
#[must_use]
pub fn unit(quantity: &Quantity) -> String {
    let mut text = String::new();
    put_unit(&mut text, quantity);
    text
}

fn put_unit(text: &mut String, quantity: &Quantity) {
    let unit = match &quantity.unit {
        Unit::None => None,
        Unit::Counted(lemma) => Some(lemma.as_str()),
        // The symbols of such units are English plurals.
        Unit::Known(unit) if is_one(quantity) && unit.symbol.chars().count() > unit.id.chars().count() => Some(unit.id),
        Unit::Known(unit) => Some(unit.symbol),
    };
    if let Some(unit) = unit {
        text.push(NBSP);
        text.push_str(unit);
    }
    if let Some(per) = &quantity.per {
        text.push_str(" per ");
        text.push_str(per);
    }
}

fn is_one(quantity: &Quantity) -> bool {
    quantity.upto.is_none() && quantity.number.is_some_and(|number| number.value == Decimal::ONE)
}

/// A range; words that both ends share are said once.
fn range_of(low: &str, high: &str) -> String {
    match (low.split_once(NBSP), high.split_once(NBSP)) {
        (Some((number, scale)), Some((_, same))) if scale == same => format!("{number}–{high}"),
        _ => format!("{low}–{high}"),
    }
}

/// A number with the decimals that it was written with.
fn number(number: Number) -> String {
    let mut text = String::new();
    put_number(&mut text, number);
    text
}

fn put_number(text: &mut String, number: Number) {
    let written = if number.step < Decimal::ONE { number.step.normalize().scale() } else { 0 };
    put_decimal(text, number.value, written);
}

/// A decimal, its thousands grouped, with at least so many decimals.
fn decimal(value: Decimal, places: u32) -> String {
    let mut text = String::new();
    put_decimal(&mut text, value, places);
    text
}

fn put_decimal(text: &mut String, value: Decimal, places: u32) {
    for (scale, word) in SCALES {
        let scale = Decimal::from(scale);
        // Few numbers are so large, and to divide takes long.
        if value.abs() >= scale {
            let scaled = (value / scale).normalize();
            if scaled.scale() <= 3 {
                text.push_str(&scaled.to_string());
                text.push(NBSP);
                return text.push_str(word);
            }
        }
    }
    put_grouped(text, if value.scale() > MOST { value.round_dp(MOST) } else { value }, places);
}

/// No number is told to more decimals.
const MOST: u32 = 6;

fn rank(rank: Rank) -> String {
    let word = usize::try_from(rank.place).ok().and_then(|place| ORDINALS.get(place.wrapping_sub(1)));
    match (word, rank.among) {
        (Some(word), true) => format!("among the {word}"),
        (None, true) => format!("among the {}", numbered(rank.place.into())),
        (Some(word), false) => format!("{}{NBSP}({word})", rank.place),
        (None, false) => format!("{}{NBSP}place", numbered(rank.place.into())),
    }
}

fn ordinal(ordinal: &Ordinal) -> String {
    match &ordinal.of {
        Some(of) => format!("{}{NBSP}{of}", numbered(ordinal.number)),
        None => numbered(ordinal.number),
    }
}

/// `1st`, `12th`, `23rd`.
fn numbered(number: u64) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// A date, a period or a clock time.
#[must_use]
pub fn time(time: &Time) -> String {
    match time {
        Time::Period(period) => self::period(period),
        Time::Partial(partial) => self::partial(partial),
        Time::Clock { hour, minute, modifier } => format!("{}{hour:02}:{minute:02}", when(*modifier)),
    }
}

/// A hedge before a time.
const fn when(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Exact => "",
        Modifier::About | Modifier::Nearly => "about ",
        Modifier::LessThan => "before ",
        Modifier::AtMost => "up to ",
        Modifier::AtLeast => "since ",
        Modifier::MoreThan => "after ",
    }
}

const fn part(part: PartOf) -> &'static str {
    match part {
        PartOf::Whole => "",
        PartOf::Early => "early ",
        PartOf::Mid => "mid ",
        PartOf::Late => "late ",
        PartOf::Start => "the beginning of ",
        PartOf::Middle => "the middle of ",
        PartOf::End => "the end of ",
    }
}

/// A period by its own granularity.
#[must_use]
pub fn period(period: &Period) -> String {
    let days = match (period.first, period.last) {
        (Some(first), Some(last)) => {
            let days = stretch(first, last, period.granularity);
            format!("{}{}{days}", when(period.modifier), part(period.part))
        }
        (Some(first), None) => format!("since {}", edge(first, first.day_of_year() == 1, first.day() == 1)),
        (None, Some(last)) => {
            format!("until {}", edge(last, last == last.last_of_year(), last == last.last_of_month()))
        }
        (None, None) => "at no known time".to_owned(),
    };
    if period.worked_out { format!("{days} (worked out)") } else { days }
}

fn stretch(first: Date, last: Date, granularity: Granularity) -> String {
    match granularity {
        Granularity::Decade if first.year() > 0 && first.year() % 10 == 0 && last.year() == first.year() + 9 => {
            format!("{}s", first.year())
        }
        Granularity::Century if first.year() > 0 => {
            format!("{}{NBSP}century", numbered((first.year().unsigned_abs() / 100 + 1).into()))
        }
        Granularity::Quarter => format!("Q{}{NBSP}{}", (first.month() - 1) / 3 + 1, year(first)),
        Granularity::Half if first.month() <= 6 => format!("first half of {}", year(first)),
        Granularity::Half => format!("second half of {}", year(first)),
        _ => days(first, last, Names::Full),
    }
}

/// One end of an open period: its year or month where it is the outermost day of it.
fn edge(day: Date, of_year: bool, of_month: bool) -> String {
    match (of_year, of_month) {
        (true, _) => year(day),
        (false, true) => month_of(day, Names::Full),
        (false, false) => self::day(day, Names::Full),
    }
}

fn partial(partial: &Partial) -> String {
    let month = partial.month.map(|month| month_name(month, partial.calendar)).filter(|name| !name.is_empty());
    let weekday = partial.weekday.map(|day| match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    });
    let date = match (partial.day, month) {
        (Some(day), Some(month)) => Some(format!("{day}{NBSP}{month}")),
        (None, Some(month)) => Some(format!("{}{month}", part(partial.part))),
        (Some(day), None) => Some(format!("day{NBSP}{day}")),
        (None, None) => None,
    };
    match (weekday, date) {
        (Some(weekday), Some(date)) => format!("{weekday} {date}"),
        (Some(weekday), None) => weekday.to_owned(),
        (None, Some(date)) => date,
        (None, None) => "at no known time".to_owned(),
    }
}

/// How months are named: whole in values, by three letters beside a source.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Whole: `29 March 2023`.
    Full,
    /// By three letters: `29 Mar 2023`.
    Short,
}

fn month(day: Date, names: Names) -> &'static str {
    let name = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    if names == Names::Short { &name[..3] } else { name }
}

fn year(day: Date) -> String {
    if day.year() > 0 { day.year().to_string() } else { format!("{}{NBSP}BC", 1 - i32::from(day.year())) }
}

fn month_of(day: Date, names: Names) -> String {
    format!("{}{NBSP}{}", month(day, names), year(day))
}

fn day(day: Date, names: Names) -> String {
    format!("{}{NBSP}{}", day.day(), month_of(day, names))
}

/// A stretch of days, in whole years or months where it is made of them; what both ends share is said once.
#[must_use]
pub fn days(first: Date, last: Date, names: Names) -> String {
    let one_year = first.year() == last.year();
    let one_month = one_year && first.month() == last.month();
    if first == last {
        return day(first, names);
    }
    if first.day_of_year() == 1 && last == last.last_of_year() {
        return if one_year { year(first) } else { format!("{}–{}", year(first), year(last)) };
    }
    if first.day() == 1 && last == last.last_of_month() {
        return match (one_month, one_year) {
            (true, _) => month_of(first, names),
            (_, true) => format!("{}–{}", month(first, names), month_of(last, names)),
            _ => format!("{}–{}", month_of(first, names), month_of(last, names)),
        };
    }
    match (one_month, one_year) {
        (true, _) => format!("{}–{}", first.day(), day(last, names)),
        (_, true) => format!("{}{NBSP}{}–{}", first.day(), month(first, names), day(last, names)),
        _ => format!("{}–{}", day(first, names), day(last, names)),
    }
}

/// How a value is read: what its words allow, and what a reader takes them to mean where that is less.
#[must_use]
pub fn reading(value: &Value) -> Option<String> {
    let taken = implied(value).map(|implied| format!("; a reader takes it as {implied}")).unwrap_or_default();
    literal(value).map(|literal| format!("allows {literal}{taken}"))
}

/// What the words of a value literally allow; none where that is the value itself, or nothing that can be told.
#[must_use]
pub fn literal(value: &Value) -> Option<String> {
    match value {
        Value::Quantity(quantity) => Some(format!("{}{}", quantity.literal_as_written()?, unit(quantity))),
        Value::Time(Time::Period(period)) => match period.allowed().span() {
            (Some(first), Some(last)) => Some(exact_days(first, last)),
            (Some(first), None) => Some(format!("{} or later", day(first, Names::Full))),
            (None, Some(last)) => Some(format!("{} or earlier", day(last, Names::Full))),
            (None, None) => None,
        },
        Value::Rank(rank) if rank.among => Some(format!("place {} or lower", rank.place)),
        Value::Time(_) | Value::Rank(_) | Value::Ordinal(_) | Value::Score(_) => None,
    }
}

/// What a reader takes a value to mean, where that is less than its words allow.
#[must_use]
pub fn implied(value: &Value) -> Option<String> {
    let Value::Quantity(quantity) = value else { return None };
    let implied = quantity.implied_as_written()?;
    (quantity.literal_as_written() != Some(implied)).then(|| format!("{implied}{}", unit(quantity)))
}

fn exact_days(first: Date, last: Date) -> String {
    if first == last {
        return format!("{} only", day(first, Names::Full));
    }
    format!("{} to {}", day(first, Names::Full), day(last, Names::Full))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn quantity(text: &str, unit: &str, change: impl FnOnce(&mut Quantity)) -> String {
        let unit = Unit::known(unit).unwrap_or(if unit.is_empty() { Unit::None } else { Unit::Counted(unit.into()) });
        let mut quantity = Quantity::new(Number::written(text.parse().unwrap()), unit);
        change(&mut quantity);
        value(&Value::Quantity(quantity)).replace(NBSP, " ")
    }

    #[test]
    fn quantities_read_as_a_person_writes_them() {
        assert_eq!(quantity("30", "percent", |it| it.modifier = Modifier::MoreThan), "more than 30 %");
        assert_eq!(quantity("40", "percent", |it| it.modifier = Modifier::About), "about 40 %");
        assert_eq!(quantity("765", "km", |_| {}), "765 km");
        assert_eq!(quantity("6000", "جندي", |it| it.modifier = Modifier::MoreThan), "more than 6,000 جندي");
        assert_eq!(quantity("40.0", "percent", |_| {}), "40.0 %");
        assert_eq!(quantity("1", "year", |_| {}), "1 year");
        assert_eq!(quantity("30", "year", |_| {}), "30 years");
        assert_eq!(quantity("1.5", "percent", |it| it.change = Change::Down), "down 1.5 %");
        assert_eq!(quantity("-163", "celsius", |_| {}), "-163 °C");
        assert_eq!(quantity("80", "USD", |it| it.per = Some("barrel".into())), "80 USD per barrel");
    }

    #[test]
    fn large_numbers_keep_their_value() {
        assert_eq!(quantity("740000000", "USD", |_| {}), "740 million USD");
        assert_eq!(quantity("1250000", "", |_| {}), "1.25 million");
        assert_eq!(quantity("1234567", "", |_| {}), "1,234,567");
        assert_eq!(quantity("999999", "", |_| {}), "999,999");
    }

    #[test]
    fn ranges_and_vague_amounts() {
        let upto = |text: &str| Some(Number::written(text.parse().unwrap()));
        assert_eq!(quantity("30", "percent", |it| it.upto = upto("40")), "30–40 %");
        assert_eq!(quantity("5000000", "", |it| it.upto = upto("6000000")), "5–6 million");
        assert_eq!(quantity("900000", "", |it| it.upto = upto("1000000")), "900,000–1 million");
        let dozens = |it: &mut Quantity| (it.number, it.vague) = (None, Some((Decimal::from(24), Decimal::from(99))));
        assert_eq!(quantity("0", "tonne", dozens), "vaguely 24–99 tonnes");
    }

    fn shown(period: Option<Period>) -> String {
        self::period(&period.unwrap()).replace(NBSP, " ")
    }

    #[test]
    fn times_read_by_their_granularity() {
        assert_eq!(shown(Some(Period::day(date(2023, 3, 29)))), "29 March 2023");
        assert_eq!(shown(Period::month(2023, 3)), "March 2023");
        assert_eq!(shown(Period::year(2020)), "2020");
        assert_eq!(shown(Period::years(2016, 2020, Granularity::Range)), "2016–2020");
        let nineties = Period::years(1990, 1999, Granularity::Decade).unwrap();
        assert_eq!(shown(Some(Period { part: PartOf::Early, ..nineties })), "early 1990s");
        assert_eq!(shown(Period::years(1900, 1999, Granularity::Century)), "20th century");
        let year = |modifier, worked_out| Period { modifier, worked_out, ..Period::year(1993).unwrap() };
        assert_eq!(shown(Some(year(Modifier::LessThan, false))), "before 1993");
        assert_eq!(shown(Some(year(Modifier::Exact, true))), "1993 (worked out)");
        let open = |first, last| Some(Period::new(first, last, Granularity::Range));
        assert_eq!(shown(open(Some(date(1992, 1, 1)), None)), "since 1992");
        assert_eq!(shown(open(None, Some(date(2020, 12, 31)))), "until 2020");
        assert_eq!(shown(open(Some(date(2023, 5, 4)), None)), "since 4 May 2023");
        assert_eq!(shown(open(Some(date(2023, 5, 29)), Some(date(2023, 5, 30)))), "29–30 May 2023");
        assert_eq!(shown(open(Some(date(2023, 5, 29)), Some(date(2023, 6, 2)))), "29 May–2 June 2023");
        assert_eq!(shown(open(Some(date(2022, 11, 1)), Some(date(2023, 2, 28)))), "November 2022–February 2023");
    }

    #[test]
    fn dates_without_a_year_say_what_they_have() {
        let shown = |partial: Partial| self::partial(&partial).replace(NBSP, " ");
        assert_eq!(shown(Partial { month: Some(3), day: Some(29), ..Partial::default() }), "29 March");
        assert_eq!(shown(Partial { month: Some(3), part: PartOf::Late, ..Partial::default() }), "late March");
        assert_eq!(shown(Partial { weekday: Some(Weekday::Tuesday), ..Partial::default() }), "Tuesday");
        assert_eq!(shown(Partial { month: Some(9), calendar: Calendar::Hijri, ..Partial::default() }), "Ramadan");
    }

    #[test]
    fn ranks_and_ordinals() {
        let shown = |place, among| rank(Rank { place, among }).replace(NBSP, " ");
        assert_eq!(shown(2, false), "2 (second)");
        assert_eq!(shown(1, true), "among the first");
        assert_eq!(shown(22, false), "22nd place");
        assert_eq!(ordinal(&Ordinal { number: 75, of: None }), "75th");
        assert_eq!([1, 2, 3, 4, 11, 13, 21, 112].map(numbered).join(" "), "1st 2nd 3rd 4th 11th 13th 21st 112th");
    }

    #[test]
    fn readings_tell_the_words_from_what_they_imply() {
        let reading = |modifier, text: &str| {
            let unit = Unit::known("percent").unwrap();
            let quantity = Quantity { modifier, ..Quantity::new(Number::written(text.parse().unwrap()), unit) };
            reading(&Value::Quantity(quantity)).unwrap().replace(NBSP, " ")
        };
        assert_eq!(reading(Modifier::MoreThan, "30"), "allows over 30 %; a reader takes it as over 30 to under 40 %");
        assert_eq!(reading(Modifier::About, "40"), "allows 36 to 44 %");
    }
}
