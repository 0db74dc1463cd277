//! Dates, periods and clock times, with their granularity. In TIMEX3 terms: a value and a mod.

use jiff::Span;
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

/// Which part of a time is meant: *early* March, *the end of* March. TIMEX3's START, MID, END. Of a year, *early* is six
/// months and *the beginning* four; of other times the two are the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOf {
    /// All of it.
    #[default]
    Whole,
    /// Its beginning: the first half, in whole months of a year or more, else in whole days.
    Early,
    /// Its middle half.
    Mid,
    /// Its end: the last half.
    Late,
    /// *The beginning of* it.
    Start,
    /// *The middle of* it.
    Middle,
    /// *The end of* it.
    End,
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
    /// *About* 2015, *before* 2020. A limit bounds a period that is open at its other end: `AtLeast` is *since*,
    /// `AtMost` *until* or *by*.
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
        /// *About* six o'clock, *before* it, *after* it.
        modifier: Modifier,
    },
}

impl PartOf {
    /// Which third of a year it is, from 0; none for the halves.
    const fn third(self) -> Option<i32> {
        match self {
            Self::Start => Some(0),
            Self::Middle => Some(1),
            Self::End => Some(2),
            Self::Whole | Self::Early | Self::Mid | Self::Late => None,
        }
    }
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
    pub const fn is_one_date(&self) -> bool {
        matches!(self.granularity, Granularity::Day | Granularity::Month | Granularity::Year)
            && self.first.is_some()
            && self.last.is_some()
            && !self.is_written_in_part()
    }

    /// Whether the part is written, as a range: months of a year, days of a week. A part of a month or of what is itself
    /// a part of a year is written as the whole, for days would be finer than the words are.
    const fn is_written_in_part(&self) -> bool {
        use Granularity::{Century, Decade, Week, Year};
        !matches!(self.part, PartOf::Whole) && matches!(self.granularity, Week | Year | Decade | Century)
    }

    /// The days that the words can mean, with the part applied: *early March* ends in the middle.
    #[must_use]
    pub fn span(&self) -> (Option<Date>, Option<Date>) {
        let (Some(first), Some(last)) = (self.first, self.last) else { return (self.first, self.last) };
        if let Some(third) = self.part.third().filter(|_| self.granularity == Granularity::Year) {
            let from = |months: i32| first.checked_add(Span::new().months(months)).ok();
            return (from(third * 4), from(third * 4 + 4).and_then(|day| day.yesterday().ok()));
        }
        let months = (i32::from(last.year()) - i32::from(first.year()) + 1) * 12;
        let by_months = self.first_of_years() && self.last_of_years();
        let length = if by_months { months } else { (last - first).get_days() + 1 };
        let steps = |count: i32| if by_months { Span::new().months(count) } else { Span::new().days(count) };
        let from = |count: i32| first.checked_add(steps(count)).ok();
        let before = |count: i32| from(count).and_then(|day| day.yesterday().ok());
        match self.part {
            PartOf::Early | PartOf::Start if length > 1 => (Some(first), before(length / 2)),
            PartOf::Mid | PartOf::Middle if length > 1 => (from(length / 4), before(length - (length + 3) / 4)),
            PartOf::Late | PartOf::End if length > 1 => (from(length / 2), Some(last)),
            _ => (Some(first), Some(last)),
        }
    }

    /// The days that the words allow: all days on its side where the period is a limit (*since 1992*, *before May*).
    #[must_use]
    pub fn allowed(&self) -> Self {
        let (first, last) = self.span();
        let before = || first.and_then(|day| day.yesterday().ok());
        let after = || last.and_then(|day| day.tomorrow().ok());
        let (first, last) = match self.modifier {
            Modifier::Exact | Modifier::About | Modifier::Nearly => return self.clone(),
            Modifier::AtLeast => (first, None),
            Modifier::AtMost => (None, last),
            // The end of a time is not before it begins, but before it is over.
            Modifier::LessThan if self.part == PartOf::End => (None, last),
            Modifier::LessThan => (None, before()),
            Modifier::MoreThan => (after(), None),
        };
        Self { first, last, part: PartOf::Whole, ..self.clone() }
    }

    /// The days that are written down: of the whole where one date writes it, else of the part.
    fn ends(&self) -> (Option<Date>, Option<Date>) {
        if self.is_written_in_part() { self.span() } else { (self.first, self.last) }
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

    /// A first or last day as an ISO 8601 date, no finer than the words: a year, a month or a day.
    fn iso(&self, day: Date) -> String {
        match self.granularity {
            _ if self.is_written_in_part() => self.part_iso(day),
            Granularity::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Granularity::Year | Granularity::Decade | Granularity::Century => format!("{:04}", day.year()),
            Granularity::Range => self.range_iso(day),
            _ => day.to_string(),
        }
    }

    /// An end of a part, as an end of a range of its days.
    fn part_iso(&self, day: Date) -> String {
        let (first, last) = self.span();
        Self::new(first, last, Granularity::Range).range_iso(day)
    }

    /// An end of a range: in years or months where the range is of whole ones.
    fn range_iso(&self, day: Date) -> String {
        let of_months =
            self.first.is_none_or(|day| day.day() == 1) && self.last.is_none_or(|day| day == day.last_of_month());
        if self.first_of_years() && self.last_of_years() {
            format!("{:04}", day.year())
        } else if of_months {
            format!("{:04}-{:02}", day.year(), day.month())
        } else {
            day.to_string()
        }
    }

    fn first_of_years(&self) -> bool {
        self.first.is_none_or(|day| day.day_of_year() == 1)
    }

    fn last_of_years(&self) -> bool {
        self.last.is_none_or(|day| day == day.last_of_year())
    }
}

impl Time {
    /// The ISO 8601 form of the date, or of the first day of a range.
    #[must_use]
    pub fn canonical(&self) -> Option<String> {
        match self {
            Self::Period(period) => period.ends().0.map(|day| period.iso(day)),
            Self::Partial(_) => None,
            Self::Clock { hour, minute, .. } => Some(format!("{hour:02}:{minute:02}")),
        }
    }

    /// The ISO 8601 form of the last day of a range, included.
    #[must_use]
    pub fn canonical_end(&self) -> Option<String> {
        match self {
            Self::Period(period) if !period.is_one_date() => period.ends().1.map(|day| period.iso(day)),
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
