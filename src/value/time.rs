//! Dates, periods and clock times, with their granularity. In TIMEX3 terms: a value and a mod.

use jiff::civil::{Date, Weekday};

use super::Modifier;

/// How fine a time is. A coarser time that holds a finer one agrees with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Three months of one season.
    Season,
    /// Six months.
    Half,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// From one date to another.
    Range,
}

/// Which part of a time is meant: *early* March, *the end of* March. TIMEX3's START, MID, END.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOf {
    /// All of it.
    #[default]
    Whole,
    /// Its beginning: the first half, as *early* is used loosely.
    Early,
    /// Its middle half.
    Mid,
    /// Its end: the last half.
    Late,
}

/// The calendar that a date was written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// The civil calendar.
    #[default]
    Gregorian,
    /// The Islamic calendar, Umm al-Qura.
    Hijri,
}

/// A stretch of days.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day; none where the period has no beginning (*until 2020*).
    pub first: Option<Date>,
    /// The last day, included; none where it has no end (*since 1992*).
    pub last: Option<Date>,
    /// How fine the words are.
    pub granularity: Granularity,
    /// The part of it that is meant.
    pub part: PartOf,
    /// *About* 2015, *before* 2020.
    pub modifier: Modifier,
    /// Worked out from a duration (*30 years ago*), so good to one unit only.
    pub worked_out: bool,
}

/// A date that lacks what would place it: `29 March` with no year to be had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Partial {
    /// The month, 1 to 12, of the calendar.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// The part that is meant.
    pub part: PartOf,
    /// The calendar of the month.
    pub calendar: Calendar,
}

/// A date, a period or a clock time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// Placed in time.
    Period(Period),
    /// Not placed, for want of a year or a document's date.
    Partial(Partial),
    /// A time of day.
    Clock {
        /// 0 to 23.
        hour: i8,
        /// 0 to 59.
        minute: i8,
        /// *About* six o'clock.
        modifier: Modifier,
    },
}

impl Period {
    /// A stretch from one day to another, both included.
    #[must_use]
    pub const fn new(first: Option<Date>, last: Option<Date>, granularity: Granularity) -> Self {
        Self { first, last, granularity, part: PartOf::Whole, modifier: Modifier::Exact, worked_out: false }
    }

    /// One day.
    #[must_use]
    pub const fn day(day: Date) -> Self {
        Self::new(Some(day), Some(day), Granularity::Day)
    }

    /// A calendar month; none where there is no such month.
    #[must_use]
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self::new(Some(first), Some(first.last_of_month()), Granularity::Month))
    }

    /// A calendar year; none where the calendar does not reach it.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        Some(Self::new(Some(first), Some(first.last_of_year()), Granularity::Year))
    }

    /// From the first of one year to the last of another; `granularity` says what the range is called.
    #[must_use]
    pub fn years(first: i16, last: i16, granularity: Granularity) -> Option<Self> {
        let (low, high) = (first.min(last), first.max(last));
        Some(Self::new(Some(Date::new(low, 1, 1).ok()?), Some(Date::new(high, 12, 31).ok()?), granularity))
    }

    /// Whether a single date of some granularity writes it: a day, a month, a year.
    #[must_use]
    pub fn is_one_date(&self) -> bool {
        matches!(self.granularity, Granularity::Day | Granularity::Month | Granularity::Year)
            && self.first.is_some()
            && self.last.is_some()
    }

    /// The days that the words can mean, with the part applied: *early March* ends in the middle.
    #[must_use]
    pub fn span(&self) -> (Option<Date>, Option<Date>) {
        let (Some(first), Some(last)) = (self.first, self.last) else { return (self.first, self.last) };
        let days = (last - first).get_days();
        let after = |by: i32| first.checked_add(jiff::Span::new().days(by)).unwrap_or(last);
        match self.part {
            PartOf::Whole => (Some(first), Some(last)),
            PartOf::Early => (Some(first), Some(after(days / 2))),
            PartOf::Mid => (Some(after(days / 4)), Some(after(days - days / 4))),
            PartOf::Late => (Some(after(days / 2)), Some(last)),
        }
    }

    /// Whether every day of the other lies in this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.span(), other.span());
        let from = a.is_none_or(|a| c.is_some_and(|c| a <= c));
        let to = b.is_none_or(|b| d.is_some_and(|d| d <= b));
        from && to
    }

    /// Whether the two share a day.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.gap(other) <= 0
    }

    /// Days between the two: 1 for neighbours, 0 or less where they share a day.
    #[must_use]
    pub fn gap(&self, other: &Self) -> i32 {
        let ((a, b), (c, d)) = (self.span(), other.span());
        let days = |end: Option<Date>, start: Option<Date>| match (end, start) {
            (Some(end), Some(start)) => (start - end).get_days(),
            _ => i32::MIN,
        };
        days(b, c).max(days(d, a))
    }

    /// The first day of the words as an ISO 8601 date of the period's own granularity.
    fn iso(&self, day: Date) -> String {
        match self.granularity {
            Granularity::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Granularity::Year | Granularity::Decade | Granularity::Century => format!("{:04}", day.year()),
            Granularity::Range if self.in_years() => format!("{:04}", day.year()),
            Granularity::Range if self.in_months() => format!("{:04}-{:02}", day.year(), day.month()),
            _ => day.to_string(),
        }
    }

    fn in_years(&self) -> bool {
        self.first.is_none_or(|day| day.day_of_year() == 1) && self.last.is_none_or(|day| day == day.last_of_year())
    }

    fn in_months(&self) -> bool {
        self.first.is_none_or(|day| day.day() == 1) && self.last.is_none_or(|day| day == day.last_of_month())
    }
}

impl Time {
    /// The ISO 8601 form of the date, or of the first day of a range.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        match self {
            Self::Period(period) => period.first.map(|day| period.iso(day)),
            Self::Partial(_) => None,
            Self::Clock { hour, minute, .. } => Some(format!("{hour:02}:{minute:02}")),
        }
    }

    /// The ISO 8601 form of the last day of a range, included.
    #[must_use]
    pub fn canonical_end(&self) -> Option<String> {
        match self {
            Self::Period(period) if !period.is_one_date() => period.last.map(|day| period.iso(day)),
            _ => None,
        }
    }

    /// The hedge of the time.
    #[must_use]
    pub const fn modifier(&self) -> Modifier {
        match self {
            Self::Period(period) => period.modifier,
            Self::Partial(_) => Modifier::Exact,
            Self::Clock { modifier, .. } => *modifier,
        }
    }
}
