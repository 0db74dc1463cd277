//! What a word can mean to the grammar. The words themselves are in the data files; a row of a table there becomes one
//! of these senses.

use super::{ConceptId, PlaceId};
use crate::value::{Calendar, Dimension, Granularity, Modifier, PartOf, UnitDef, units};

/// One meaning of a word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A cardinal number. `scale` marks words that multiply what stands before them: thousand, million.
    Cardinal {
        /// The value.
        value: u64,
        /// Multiplies what stands before it.
        scale: bool,
    },
    /// An ordinal number.
    Ordinal(u64),
    /// One part of so many: a half is 2, a third 3.
    Fraction(u64),
    /// Several parts of so many in one word: ثلثان is 2 of 3.
    Fractions {
        /// How many parts are meant.
        parts: u64,
        /// How many parts the whole has.
        of: u64,
    },
    /// A vague amount: dozens, several.
    Vague {
        /// The least it can mean.
        low: u64,
        /// The most it can mean.
        high: u64,
    },
    /// A unit of the table, by its place there.
    Unit {
        /// Index into [`units`].
        unit: u16,
        /// Which form of the word.
        form: UnitForm,
    },
    /// A hedge.
    Modifier {
        /// What it means.
        modifier: Modifier,
        /// Where it stands.
        side: Side,
    },
    /// A month.
    Month {
        /// 1 to 12.
        number: i8,
        /// Of which calendar.
        calendar: Calendar,
        /// The name is a common word or a person's too: May, مارس.
        common: bool,
    },
    /// A day of the week; Monday is 1.
    Weekday(i8),
    /// A feast or holiday that falls on one day of a calendar each year.
    Holiday {
        /// 1 to 12.
        month: i8,
        /// Of the month.
        day: i8,
        /// Of which calendar.
        calendar: Calendar,
    },
    /// An hour by name: noon is 12, midnight 0.
    Hour(i8),
    /// Last (-1), this (0), next (1).
    Shift(i8),
    /// A time so many units from now: yesterday is a day, -1.
    Relative {
        /// Index into [`units`].
        unit: u16,
        /// How many.
        by: i8,
    },
    /// Early, mid, late.
    Part(PartOf),
    /// A season by the month that it begins in.
    Season(i8),
    /// Ten years by the last two digits of the first: the eighties are 80.
    Decade(i8),
    /// A part of a year that is counted: the third *quarter*, the first *half*.
    Period(Granularity),
    /// A thing that a date is the name of: *street*, ثورة.
    NamedByDate,
    /// A word of the grammar.
    Cue(Cue),
    /// A page's furniture.
    Furniture(Furniture),
    /// A concept.
    Concept(ConceptId),
    /// A place or an organisation.
    Place(PlaceId),
    /// A noun that is counted, by its singular lemma.
    Noun(&'static str),
    /// Two of a counted noun, in one word: its dual. The word has the sense [`Sense::Noun`] as well.
    Pair(&'static str),
}

impl Sense {
    const fn kind(self) -> Option<SenseKind> {
        match self {
            Self::Cardinal { .. } => Some(SenseKind::Cardinal),
            Self::Ordinal(_) => Some(SenseKind::Ordinal),
            Self::Fraction(_) | Self::Fractions { .. } => Some(SenseKind::Fraction),
            Self::Vague { .. } => Some(SenseKind::Vague),
            Self::Unit { .. } => Some(SenseKind::Unit),
            Self::Modifier { .. } => Some(SenseKind::Modifier),
            Self::Month { .. } => Some(SenseKind::Month),
            Self::Weekday(_) => Some(SenseKind::Weekday),
            Self::Holiday { .. } => Some(SenseKind::Holiday),
            Self::Hour(_) => Some(SenseKind::Hour),
            Self::Shift(_) => Some(SenseKind::Shift),
            Self::Relative { .. } => Some(SenseKind::Relative),
            Self::Part(_) => Some(SenseKind::Part),
            Self::Season(_) => Some(SenseKind::Season),
            Self::Decade(_) => Some(SenseKind::Decade),
            Self::Period(_) => Some(SenseKind::Period),
            Self::Furniture(_) => Some(SenseKind::Furniture),
            Self::Noun(_) | Self::Pair(_) => Some(SenseKind::Noun),
            Self::Concept(_) => Some(SenseKind::Concept),
            Self::NamedByDate | Self::Cue(_) | Self::Place(_) => None,
        }
    }

    /// What is to be known of a unit beside that it is one, as bits.
    fn unit_kinds(self) -> u32 {
        let Some((unit, form)) = self.unit() else { return 0 };
        let free = !matches!(form, UnitForm::Symbol | UnitForm::Per);
        let of = |kind: SenseKind, holds: bool| if holds { kind.bit() } else { 0 };
        of(SenseKind::FreeUnit, free) | of(SenseKind::TimeUnit, unit.dimension == Dimension::Duration)
    }

    /// Whether a time can begin with a word or phrase of this sense.
    #[must_use]
    pub fn begins_time(self) -> bool {
        match self {
            Self::Cardinal { .. }
            | Self::Ordinal(_)
            | Self::Month { .. }
            | Self::Weekday(_)
            | Self::Hour(_)
            | Self::Holiday { .. }
            | Self::Shift(_)
            | Self::Relative { .. }
            | Self::Part(_)
            | Self::Season(_)
            | Self::Decade(_)
            | Self::Period(_) => true,
            Self::Unit { .. } => self.unit().is_some_and(|(unit, _)| unit.dimension == Dimension::Duration),
            Self::Cue(cue) => {
                use Cue::{After, Ago, Clock, EarlierIn, EndOfWeek, Final, Fiscal, Last, LaterIn, Per, Weekend};
                matches!(
                    cue,
                    After | Ago | Clock | EarlierIn | EndOfWeek | Final | Fiscal | Last | LaterIn | Per | Weekend
                )
            }
            _ => false,
        }
    }

    /// Whether a range of times can open with a word or phrase of this sense.
    #[must_use]
    pub fn opens_range(self) -> bool {
        matches!(self, Self::Cue(Cue::Between | Cue::From | Cue::Since))
    }

    /// The unit of a unit sense.
    #[must_use]
    pub fn unit(self) -> Option<(&'static UnitDef, UnitForm)> {
        match self {
            Self::Unit { unit, form } => Some((&units()[usize::from(unit)], form)),
            _ => None,
        }
    }
}

/// Which form of a unit's name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitForm {
    /// Singular: stands with a number, or alone for one.
    One,
    /// Dual: is two by itself.
    Two,
    /// Plural: stands with a number, or alone for some.
    Many,
    /// A symbol or abbreviation: means nothing without a number.
    Symbol,
    /// A symbol that stands before the number: `$`.
    Before,
    /// Makes what stands before it an amount for each: *daily*, يوميا.
    Per,
}

/// On which side of the number a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before: *more than* 30.
    Before,
    /// After: 30 *at least*.
    After,
}

/// Words that the grammar steers by. Each is a table row `[[cue]] is = "…"` of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cue {
    // Numbers
    /// Joins the parts of a number or a list: and.
    And,
    /// Joins alternatives: or.
    Or,
    /// Opens a range: between.
    Between,
    /// Opens a range or a movement: from.
    From,
    /// Closes a range, or gives the level after a change: to.
    To,
    /// The decimal mark in words: point.
    Point,
    /// A number below zero: minus.
    Minus,
    /// Amount for each: per, a (day).
    Per,
    /// The same, and never the article of a noun: per, for every.
    ForEach,
    /// An amount of change: by.
    By,
    /// Beside an amount, that it was added: *up* 3 %, 3 % *higher*.
    Up,
    /// Beside an amount, that it was taken away: *down* 3 %, 3 % *lower*.
    Down,
    /// Says that an amount of something is gone: *lost* 3 billion of its reserves.
    Loses,
    /// Says that something has just happened: *moments ago*, منذ قليل.
    JustNow,
    /// Opens the only case in which something holds: *only when*, إلا إذا.
    OnlyIf,
    /// A part of something: of.
    Of,
    /// What follows is what a number counts: the *number of* visitors rose to 300.
    CountOf,
    /// All of a length of time: a *full* week, *طوال* العام.
    Whole,
    /// Parts of so many: one *in* five.
    OutOf,
    /// Times as much: fold, ضعف.
    Times,
    /// Makes an ordinal of the number that it is joined to: 21*st*, ال75.
    Nth,
    /// Makes a decade of the year that it is joined to: 1980*s*.
    Years,
    // Ranks
    /// A superlative that ranks: largest.
    Superlative,
    /// One of several at the top: one of.
    OneOf,
    /// A predicate that puts its subject first: topped the list.
    Topping,
    /// A noun that an ordinal ranks by: place, position.
    RankNoun,
    /// Behind the number of a place in an order, says among whom: عالميا.
    RankedAmong,
    /// A noun that makes a superlative a height on a scale, not a rank: highest *level*.
    Level,
    // Polarity
    /// Turns the predicate round: not.
    Negation,
    /// There is none of what follows: without, absence of.
    Absence,
    /// Corrects a value: not (15 but 17), rather than.
    Rather,
    // Modality
    /// Is expected to happen.
    Forecast,
    /// Is meant to happen.
    Plan,
    /// May be so.
    Possible,
    /// A limit or target that is set, not reached: minimum, target.
    Threshold,
    /// Is denied.
    Denied,
    // Tense
    /// A verb of news in the present, by which its future is known: يعقد.
    Verb,
    /// Puts what follows into the future: will, سوف.
    Will,
    /// A verb of what is over: was, كان.
    Past,
    // Reporting
    /// A verb of saying.
    Says,
    /// According to.
    According,
    /// Stands before a person's name: president, doctor.
    Title,
    /// A common noun that a proper name stands behind, where names have no capitals: *party*, *village*, *company*.
    NameNoun,
    /// A count that may still rise: so far.
    SoFar,
    /// A first figure: initial, preliminary.
    Early,
    /// A corrected figure: revised.
    Revised,
    /// What a figure is held against, or an earlier one: compared with, the previous count.
    Former,
    /// Tells somebody by what he is to another, and is a title where it says to whom: منافسه, *his rival*.
    TitleOf,
    /// Says for whom or what somebody votes: *in favour of*, لصالح.
    InFavour,
    /// Leaves over what a negation does not hold of: *not until*, لم ... إلا.
    Except,
    /// Holds a value that is told of another time against the one before it: *after 5 in 2015*, *against 5 in May*.
    HeldAgainst,
    // Scope
    /// What follows is a part of what stands before: including, among them.
    Subset,
    /// Stands between a part and the whole that it is some of: *out of a total of*, من أصل.
    SomeOf,
    /// Says that what is told before takes up the amount behind: *swallowed*, استحوذ على.
    TakesUp,
    /// Says that what is told before is as much as what follows has: *the force of* 20 bombs, بقوة تعادل.
    AsMuchAs,
    /// All together: total.
    Total,
    /// Says of a measure nothing that another figure of it would not share: public, estimated, annual.
    Overall,
    /// Stands between a noun and the count of it: *numbering*, وعددهم.
    NumberOf,
    /// Tells of a goal where a minute stands beside it, and of much else elsewhere: *made it*, سجل.
    Scores,
    /// A goal of a match, in a language where the word has other meanings too: هدف.
    Goal,
    /// Tells of a match, so that two figures beside it are a score: match, final, مباراة.
    Match,
    /// Says that a value is of one place or thing of several: *in the city alone*.
    Alone,
    /// Opens what somebody says: *that*, إن.
    That,
    /// Says what somebody or something is: are, were.
    Copula,
    /// Stands before a team that somebody scores for or against: for, past, ضد.
    ForTeam,
    /// Stands between what is bought and what is paid for it: for, worth, مقابل.
    Price,
    /// Opens a clause on what happened at the time that is told right before it: when, عندما.
    When,
    /// Makes years the age of whom it stands behind: صاحب الـ26 عاما.
    WhoIs,
    /// No goal: nil, صفر.
    Nil,
    /// Says of goals that the other side had none: دون رد.
    Unanswered,
    /// Stands between the goals of two sides: مقابل.
    Against,
    /// Says that a count comes on top of what was known: additional, إضافي.
    Added,
    /// Of the same kind, besides: others.
    Others,
    /// Each of them.
    Each,
    /// One of the times that something happens: *time* in `for the fifth time`.
    Occasion,
    /// The amount is that of one person: *per capita*.
    PerHead,
    /// Points back to a period just named.
    ThatPeriod,
    /// Points back to a figure just named: this number.
    ThatFigure,
    /// The same, where nothing else says what is measured: the share.
    TheFigure,
    /// Stands for what was measured last: *it*, إنه.
    It,
    /// What follows is the amount before in another measure: *or* 3 % of output, *equivalent to*.
    Restated,
    /// Says that something older is told: earlier, previously, in a similar event.
    Background,
    // Times
    /// From then on.
    Since,
    /// From a time, said after it: *onwards*.
    Onwards,
    /// Up to then.
    Until,
    /// Not later than: by (May).
    NoLater,
    /// Earlier than.
    Before,
    /// Later than.
    After,
    /// So long before now: ago.
    Ago,
    /// So long from now: hence.
    Ahead,
    /// So long from now, before the length of time and behind a verb of the future: *in* two weeks.
    AheadIn,
    /// Each time again: *every* Friday.
    Every,
    /// The moment of writing: now, الآن.
    Now,
    /// Within a period: during, in.
    During,
    /// A clock time follows: at, o'clock.
    Clock,
    /// Morning.
    Am,
    /// Afternoon and evening.
    Pm,
    /// A part of the day by name, behind its day: Monday *morning*.
    DayPart,
    /// Midday.
    Noon,
    /// The night, before midnight and after.
    Night,
    /// Makes a clock time of the hour before it: o'clock.
    OClock,
    /// Adds minutes to an hour: half *past* six.
    PastHour,
    /// Takes minutes off an hour: a quarter *to* six, السادسة *إلا* ربعا.
    ToHour,
    /// Marks a Hijri year.
    HijriEra,
    /// Marks a year of the common era.
    CommonEra,
    /// Marks a year before the common era.
    BeforeEra,
    /// A fiscal, academic or similar year.
    Fiscal,
    /// An age follows: aged.
    Aged,
    /// An age stands before, as the year of a life: في الخامسة *من عمره*.
    OfAge,
    /// A name follows: named, called.
    Named,
    /// The last of a series: آخر, last.
    Last,
    /// The last of a series, where *last* could look back from now: final.
    Final,
    /// The same day by another name or in another calendar: الموافق.
    SameDay,
    /// The zone of a clock time: GMT.
    Zone,
    /// The part of a running period that is over: *earlier* this year.
    EarlierIn,
    /// The part of a running period that is to come: *later* this year, the rest of.
    LaterIn,
    /// One unit up to now: the *past* year.
    Window,
    /// Saturday and Sunday.
    Weekend,
    /// Saturday and Sunday where a week follows: نهاية الأسبوع.
    EndOfWeek,
    /// Begins a week that is told by its first day: the week *beginning* 4 May.
    Starting,
    /// Ends a stretch that is told by its last day: the three months *ended* 30 June.
    Ending,
    // Text
    /// Begins a clause of its own: while, but.
    Clause,
    /// Begins a relative clause: which.
    Which,
    /// Begins a clause that is told of the place before it: where.
    Where,
    /// Makes what follows definite: the, his.
    Definite,
    /// The article alone: the.
    Article,
    /// Names a numbered thing rather than counting: article, room, number.
    Label,
    /// A word without content.
    Stop,
}

/// Which cues and which kinds of sense begin at a token: most questions after one are answered by a bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    cues: u128,
    kinds: u32,
    traits: u32,
}

/// What a word is, beside what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// A time can begin with it, as far as the data knows. Most words are told apart by this alone.
    BeginsTime,
    /// A range of times can begin with it: from, between, since.
    OpensRange,
    /// Begins with a capital, in a language where names do.
    Capital,
    /// It is a verb of the future.
    Future,
    /// Its prefix joins it to what stands before it.
    Joined,
    /// A given name, in a language where names have no capital.
    GivenName,
}

/// The kinds of sense that the grammar asks for most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SenseKind {
    /// A cardinal.
    Cardinal,
    /// An ordinal.
    Ordinal,
    /// One or several parts of a whole.
    Fraction,
    /// A vague amount.
    Vague,
    /// A unit.
    Unit,
    /// A unit in a form that can stand without a number before it: a dual, a currency's sign. Beside [`SenseKind::Unit`].
    FreeUnit,
    /// A unit of time. Beside [`SenseKind::Unit`].
    TimeUnit,
    /// A hedge.
    Modifier,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A feast or holiday.
    Holiday,
    /// An hour by name.
    Hour,
    /// Last, this, next.
    Shift,
    /// A time so many units from now.
    Relative,
    /// Early, mid, late.
    Part,
    /// A season.
    Season,
    /// Ten years by name.
    Decade,
    /// A part of a year that is counted.
    Period,
    /// A page's furniture.
    Furniture,
    /// A counted noun or its dual.
    Noun,
    /// A concept.
    Concept,
}

impl Gist {
    /// What is among some senses.
    #[must_use]
    pub fn of<'a>(senses: impl IntoIterator<Item = &'a Sense>) -> Self {
        let mut gist = Self::default();
        for sense in senses {
            match sense {
                Sense::Cue(cue) => gist.cues |= cue.bit(),
                sense => gist.kinds |= sense.kind().map_or(0, SenseKind::bit) | sense.unit_kinds(),
            }
        }
        gist
    }

    /// These kinds and cues: what a rule may begin with, to be asked for all at once.
    #[must_use]
    pub const fn listing(kinds: &[SenseKind], cues: &[Cue]) -> Self {
        let mut gist = Self { cues: 0, kinds: 0, traits: 0 };
        let mut at = 0;
        while at < kinds.len() {
            gist.kinds |= kinds[at].bit();
            at += 1;
        }
        at = 0;
        while at < cues.len() {
            gist.cues |= cues[at].bit();
            at += 1;
        }
        gist
    }

    /// The same with these traits.
    #[must_use]
    pub(super) fn with(mut self, traits: impl IntoIterator<Item = Trait>) -> Self {
        self.traits = traits.into_iter().fold(self.traits, |traits, of| traits | 1 << of as u32);
        self
    }

    /// Whether a trait is among them.
    #[must_use]
    pub const fn is(self, of: Trait) -> bool {
        self.traits & 1 << of as u32 != 0
    }

    /// Whether the two have a cue or a kind in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.cues & other.cues != 0 || self.kinds & other.kinds != 0
    }

    /// Whether a cue is among them.
    #[must_use]
    pub const fn has(self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }

    /// Whether a kind of sense is among them.
    #[must_use]
    pub const fn has_kind(self, kind: SenseKind) -> bool {
        self.kinds & kind.bit() != 0
    }
}

impl std::ops::BitOr for Gist {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self { cues: self.cues | other.cues, kinds: self.kinds | other.kinds, traits: self.traits | other.traits }
    }
}

impl SenseKind {
    const fn bit(self) -> u32 {
        1 << self as u8
    }
}

impl Cue {
    /// Its name in the data, in words: `so far`.
    #[must_use]
    pub fn name(self) -> String {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_uppercase() && !name.is_empty() {
                name.push(' ');
            }
            name.extend(letter.to_lowercase());
        }
        name
    }

    /// Whether a word that is this cue can still be what a sentence is of: the *goal* that a title needs, the *match* of a
    /// name. Others belong to the grammar and say nothing of the matter.
    #[must_use]
    pub const fn is_content(self) -> bool {
        matches!(
            self,
            Self::Superlative
                | Self::Label
                | Self::Level
                | Self::Verb
                | Self::NameNoun
                | Self::Overall
                | Self::Scores
                | Self::Added
                | Self::Goal
                | Self::Match
                | Self::Nil
                | Self::Unanswered
                | Self::Against
        )
    }

    const fn bit(self) -> u128 {
        1 << self as u8
    }
}

/// The last cue has a bit too.
const _: () = assert!((Cue::Stop as u32) < u128::BITS);

/// Marks of a page's furniture, which is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Furniture {
    /// Menus, buttons, comment forms.
    Navigation,
    /// Heads a list of other articles.
    Related,
    /// Marks the credit of a picture.
    Caption,
    /// Joins the place and date of a dateline to its text.
    Dateline,
}
