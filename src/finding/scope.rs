//! MZ04: a key of the scope differs, so the values cannot be compared.

use rust_decimal::Decimal;

use super::case::{SAME_NEWS, lie_far};
use super::words::{entity, period};
use super::{Case, Outcome, Verdict, beside};
use crate::claim::{Claim, Content, Entity, Frame, Modality, Object, Part, Participant, Role, Status};
use crate::language::{APPOSED, ConceptId, ConceptKind, Cue, PLACES, PLANNED, PlaceId, PlaceKind, SURVEY, Sense, fold};
use crate::topic::{Fit, is_few, same_people, share_goal};
use crate::value::{Change, Dimension, Granularity, Kind, Mismatch, Ordinal, Period, Relation, Time, Value, relate};

/// Days between two dates of what is hardly one event.
const FAR: i32 = 31;
/// Days after which a level is hardly still what it was.
const LONG: i32 = 180;
/// Days after which even what is told in the same words is told of another time.
const YEARS: i32 = 730;
/// Minutes of half a day.
const HALF_DAY: i32 = 720;
/// Minutes within which two hours of one happening are told.
const HALF_HOUR: i32 = 30;
/// The rule that reads the name of a day.
const WEEKDAY: &str = "weekday";
/// Days of a week.
const WEEK: i32 = 7;
/// The most days of a year.
const YEAR: i32 = 366;
/// The unit of time that events of a match are numbered by.
const MINUTE: &str = "minute";
/// Minutes of a match that lie further apart are hardly one told wrongly.
const QUARTER: u64 = 15;
/// How much two sentences must share, in hundredths, for counts of one noun to be of one happening, whatever their verbs.
const COUNTED: usize = 60;
/// How much two sentences must share, in hundredths, for dates far apart to be held against each other.
const FULL: usize = 75;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    mismatch(case)
        .or_else(|| ordinals(case))
        .or_else(|| numbered_hours(case))
        .or_else(|| half_days(case))
        .or_else(|| elsewhere(case))
        .or_else(|| periods(case))
        .or_else(|| long_ago(case))
        .or_else(|| two_events(case))
        .or_else(|| modality(case))
        .or_else(|| asked(case))
        .or_else(|| causes(case))
        .or_else(|| in_one_area(case))
        .or_else(|| parts(case))
        .or_else(|| beside::apply(case))
}

pub(super) fn incomparable(reason: impl Into<String>) -> Option<Outcome> {
    Outcome::new(Verdict::Incomparable, reason)
}

/// The values themselves cannot be compared, or are for each of different things.
fn mismatch(case: &Case<'_>) -> Option<Outcome> {
    if let Relation::Incomparable(mismatch) = case.relation {
        return incomparable(match mismatch {
            Mismatch::Dimension => "the units measure different things",
            Mismatch::ChangeAgainstLevel => "one is a change, the other a level",
            Mismatch::Unplaced => "one of the times cannot be placed",
            Mismatch::NoValue => "one of the two states no value",
        });
    }
    // Three points are no three per cent; a rate put up by three per cent is put up by as many points.
    let points = |claim: &Claim| matches!(claim.value.unit_id(), Some("basis-point" | "point"));
    if case.a.value.kind() == Kind::Percent && points(case.a) != points(case.b) && case.values_clash() {
        return incomparable("one is in points, the other in per cent");
    }
    match (&case.a.value, &case.b.value) {
        // `oil above 74 dollars` is a price for each barrel too.
        (Value::Quantity(a), Value::Quantity(b))
            if a.per != b.per
                && case.worked_out.is_none()
                && !(told_for_each(case) && (a.per.is_none() || b.per.is_none())) =>
        {
            let each = |per: &Option<String>| per.clone().unwrap_or_else(|| "in all".to_owned());
            incomparable(format!("amounts for each of different things: {}, {}", each(&a.per), each(&b.per)))
        }
        _ => None,
    }
}

/// Whether a figure is one that is told for each of something, said or not.
fn told_for_each(case: &Case<'_>) -> bool {
    [case.a, case.b].iter().any(|claim| claim.frame.measure.iter().any(|concept| concept.def().each))
}

/// The first of one thing and the second of another are no two accounts of one place in an order. What one person or club
/// did for the fifth time it did not do for the fourth, and his goal fell in one minute.
fn ordinals(case: &Case<'_>) -> Option<Outcome> {
    let (Value::Ordinal(a), Value::Ordinal(b)) = (&case.a.value, &case.b.value) else { return None };
    let series = series(numbered(case.a, a), numbered(case.b, b));
    let one_goal = share_goal(&case.a.frame, &case.b.frame);
    if series == Some(Series::Minutes) && a.number.abs_diff(b.number) > QUARTER && !one_goal {
        return incomparable("minutes that far apart are of two goals");
    }
    let series = series.filter(|series| one_goal || does_alike(case, *series));
    (case.values_clash() && series.is_none()).then(|| incomparable("the two number different things"))?
}

/// The hours of the first of several happenings and of the second, or the minutes of two goals: each sentence numbers its own,
/// or one numbers a later one.
fn numbered_hours(case: &Case<'_>) -> Option<Outcome> {
    let hour = |claim: &Claim| matches!(claim.value, Value::Time(Time::Clock { .. }));
    let happens = |sense: &Sense| matches!(sense, Sense::Concept(concept) if concept.def().strikes || concept.def().scored || concept.def().tallies);
    let numbers = |beside: &[&Claim]| -> Vec<u64> {
        let told = beside.iter().filter_map(|near| match &near.value {
            Value::Ordinal(ordinal) if numbered(near, ordinal).iter().any(happens) => Some(ordinal.number),
            _ => None,
        });
        told.collect()
    };
    let (here, there) = (numbers(case.beside_a), numbers(case.beside_b));
    let apart = match (here.is_empty(), there.is_empty()) {
        (true, true) => false,
        (false, false) => !here.iter().any(|number| there.contains(number)),
        _ => here.iter().chain(&there).any(|number| *number > 1),
    };
    let told = hour(case.a) || matches!(case.a.value, Value::Ordinal(_));
    (told && case.values_clash() && apart).then(|| incomparable("the two are of two of several happenings"))?
}

/// `8:42 at night` is 20:42, whatever stands between: hours half a day apart may be one.
fn half_days(case: &Case<'_>) -> Option<Outcome> {
    let minutes = |value: &Value| match value {
        Value::Time(Time::Clock { hour, minute, .. }) => Some(i32::from(*hour) * 60 + i32::from(*minute)),
        _ => None,
    };
    let apart = (minutes(&case.a.value)? - minutes(&case.b.value)?).abs();
    let near = (apart - HALF_DAY).abs() <= HALF_HOUR;
    let early = if minutes(&case.a.value) < minutes(&case.b.value) { case.a } else { case.b };
    (near && !names_half(early)).then(|| incomparable("the hours may be one, counted from noon and from midnight"))?
}

/// Whether the words of an hour hold any beside that for the clock: *a.m.*, صباحا.
fn names_half(claim: &Claim) -> bool {
    let mut words = claim.quote.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| {
        let node = claim.language.node(&fold::letters(word));
        !node.is_some_and(|node| node.senses().iter().any(|sense| matches!(sense, Sense::Cue(Cue::Clock))))
    })
}

/// People hit at a place that the other article does not tell of at all: the dead of a storm in the next country.
fn elsewhere(case: &Case<'_>) -> Option<Outcome> {
    if !case.values_clash() || !case.fit.shared.iter().any(|concept| concept.def().running) {
        return None;
    }
    let places = |claim: &Claim| -> Vec<(PlaceId, Role)> {
        let named = claim.frame.participants.iter().filter_map(|participant| match participant.entity {
            Entity::Place(place) if place.def().kind != PlaceKind::Organisation => Some((place, participant.role)),
            _ => None,
        });
        named.collect()
    };
    let apart = |one: &Claim, other: &Claim| {
        let located = places(one).into_iter().find(|(_, role)| *role == Role::Location).map(|(place, _)| place);
        let elsewhere = || PLACES.iter().zip(0..).any(|(_, place)| other.about.opens_at(PlaceId(place)));
        located.filter(|place| {
            places(other).is_empty() && !place.within().any(|place| other.about.tells(place)) && elsewhere()
        })
    };
    let place = apart(case.a, case.b).or_else(|| apart(case.b, case.a))?;
    incomparable(format!("only one article tells of {}", place.def().name))
}

/// What the noun of an ordinal means.
pub(super) fn numbered(claim: &Claim, ordinal: &Ordinal) -> &'static [Sense] {
    let node = ordinal.of.as_deref().and_then(|noun| claim.language.node(&fold::letters(noun)));
    node.map_or(&[], |node| node.senses())
}

/// What can be numbered by two accounts of one thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Series {
    /// The minutes of a match. `Scored in the 12th` is one, where the other side says of what.
    Minutes,
    /// The times that something was won, each of which is a title.
    Times,
}

/// The series that two nouns number, if it is one.
fn series(a: &[Sense], b: &[Sense]) -> Option<Series> {
    let minute = |sense: &Sense| sense.unit().is_some_and(|(unit, _)| unit.id == MINUTE);
    let time = |sense: &Sense| match sense {
        Sense::Cue(cue) => *cue == Cue::Occasion,
        // Goals are numbered within a match; titles over the years.
        Sense::Concept(concept) => concept.def().held && !concept.def().scored,
        _ => false,
    };
    let minutes =
        |one: &[Sense], other: &[Sense]| one.iter().any(minute) && (other.is_empty() || other.iter().any(minute));
    if minutes(a, b) || minutes(b, a) {
        Some(Series::Minutes)
    } else {
        (a.iter().any(time) && b.iter().any(time)).then_some(Series::Times)
    }
}

/// Whether the same happens in both, and one who can do it is named by both. A match has many minutes: there, who is
/// named has to have done it.
fn does_alike(case: &Case<'_>, series: Series) -> bool {
    let does = |who: &&Participant| series == Series::Times || who.role == Role::Agent;
    let body = |place: PlaceId| matches!(place.def().kind, PlaceKind::Organisation | PlaceKind::City);
    let met = case.a.frame.participants.iter().filter(does).any(|one| {
        case.b.frame.participants.iter().filter(does).any(|other| match (&one.entity, &other.entity) {
            (Entity::Name(one), Entity::Name(other)) => one.may_be(other),
            (Entity::Place(one), Entity::Place(other)) => one == other && body(*one),
            _ => false,
        })
    });
    met && case.fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event)
}

/// Both are dated, and the periods are not the same time.
fn periods(case: &Case<'_>) -> Option<Outcome> {
    let (Some(a), Some(b)) = case.periods() else { return None };
    let same = match (a, b) {
        // What is told alike of a month and of its year is one thing.
        (Time::Period(a), Time::Period(b)) => {
            // What is told alike of two days of one news is dated by two things that happened.
            let days = |of: &Period| of.granularity <= Granularity::Week;
            let news = days(a) && days(b) && a.gap(b) <= SAME_NEWS && !matches!(case.a.value, Value::Time(_));
            let toll = || days(a) && days(b) && a.gap(b) <= SAME_NEWS && grows(case);
            same_time(a, b)
                || a.meets(b) && once(case)
                || case.relation == Relation::Same && (a.meets(b) || news)
                || toll()
        }
        _ => matches!(relate(&Value::Time(a.clone()), &Value::Time(b.clone())), Relation::Same | Relation::Within),
    };
    if same {
        return None;
    }
    incomparable(format!("periods differ: {}, {}", period(a), period(b)))
}

/// Whether both tell of one happening that a year seldom sees twice, by what it was and where: the crash in one town, an
/// election. One may date it by its month, and the other by its year.
fn once(case: &Case<'_>) -> bool {
    let told = |claim: &Claim| -> Vec<ConceptId> {
        let frame = &claim.frame;
        frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied().collect()
    };
    let (here, there) = (told(case.a), told(case.b));
    let one = |test: fn(&ConceptId) -> bool| here.iter().any(|concept| test(concept) && there.contains(concept));
    let running = case.fit.shared.iter().any(|concept| concept.def().running);
    let met = || {
        let (here, there) = (&case.a.frame.participants, &case.b.frame.participants);
        here.iter().any(|one| there.iter().any(|other| one.entity == other.entity))
    };
    one(|concept| concept.def().ballot) || running && one(|concept| concept.def().strikes) && met()
}

/// Whether a toll of one story is told higher by the later report: one dates it by what happened, the other by its day.
fn grows(case: &Case<'_>) -> bool {
    let running = case.fit.story && case.fit.shared.iter().any(|concept| concept.def().running);
    let Some((earlier, later)) = case.in_order().filter(|_| running) else { return false };
    earlier.value.base() <= later.value.base()
}

/// A toll of another time than the news of the day: `in 2008, 11 were killed`.
fn long_ago(case: &Case<'_>) -> Option<Outcome> {
    let (dated, other, of_then) = match case.periods() {
        (Some(period), None) => (period, case.b, case.a),
        (None, Some(period)) => (period, case.a, case.b),
        _ => return None,
    };
    let (Time::Period(told), Some(published)) = (dated, other.published) else { return None };
    let event = |concept: &ConceptId| concept.def().kind == ConceptKind::Event;
    let running = case.fit.shared.iter().any(|concept| concept.def().running);
    let happened = case.fit.shared.iter().any(event) && told.granularity <= Granularity::Year && case.values_clash();
    // What was measured or counted then is no account of what is measured now.
    let level = matches!(case.a.value.kind(), Kind::Currency | Kind::Number | Kind::Dimension) && !extends(case);
    // A share without a date is of its day, unless it is told as what a share was before.
    let share = case.a.value.kind() == Kind::Percent && other.frame.status != Status::Former;
    let level = (level || share) && case.values_clash();
    // What is summed over months is no account of one happening.
    let summed = told.granularity == Granularity::Range
        && told.last.is_none()
        && told.first.is_some_and(|first| (published.day - first).get_days() > FAR);
    let tallied =
        case.fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event && !concept.def().begins);
    if summed && (running || tallied) && case.values_clash() {
        return incomparable(format!("one is summed over {}, the other news of its day", period(dated)));
    }
    let gap = told.gap(&Period::day(published.day));
    // What a year came to is no account of what the next is to come to, however soon that is told.
    let level = level && (!case.fit.retold || gap > YEARS);
    // `last month officers seized two tonnes`: what happened in a month that is over is not the news of the day.
    let before = told.granularity == Granularity::Month && gap > SAME_NEWS && !case.fit.retold;
    let counts = matches!(case.a.value.kind(), Kind::Number | Kind::Dimension);
    let happened_then = counts && of_then.frame.measure.iter().any(event);
    if before && (running || happened_then) && case.values_clash() {
        return incomparable(format!("one is of {}, the other news of its day", period(dated)));
    }
    let over = matches!(told.granularity, Granularity::Year | Granularity::Decade)
        && told.last.is_some_and(|last| last.year() < published.day.year());
    ((running || happened) && gap > FAR || level && (gap > LONG || over))
        .then(|| incomparable(format!("one is of {}, the other news of its day", period(dated))))?
}

/// Equal periods, or a day within a month: both say when one thing happened. A year within a decade does not: what
/// is summed over one is not what is summed over the other.
pub(super) fn same_time(a: &Period, b: &Period) -> bool {
    let fine = |period: &Period| period.granularity <= Granularity::Month;
    a.span() == b.span() || (fine(a) && fine(b) && a.meets(b))
}

/// Dates far apart are more often two events than one told wrongly, unless the two sentences tell the same in full.
fn two_events(case: &Case<'_>) -> Option<Outcome> {
    let (Value::Time(Time::Period(a)), Value::Time(Time::Period(b))) = (&case.a.value, &case.b.value) else {
        return None;
    };
    if case.relation != Relation::Apart {
        return None;
    }
    if wraps(case.a, a, b) || wraps(case.b, a, b) {
        return incomparable("one names no year or week, so the two may be one date");
    }
    // A board meets again, and so do two teams.
    if a.gap(b) > SAME_NEWS && case.fit.shared.iter().any(|concept| concept.def().recurs) {
        return incomparable("what happens again and again has two dates");
    }
    (a.gap(b) > FAR && case.fit.share < FULL)
        .then(|| incomparable("the dates lie far apart, and too little says that one event is meant"))?
}

/// Whether a date whose week or year the document's date gave lies one week or one year from another.
fn wraps(claim: &Claim, a: &Period, b: &Period) -> bool {
    let (Some(a), Some(b)) = (a.first, b.first) else { return false };
    let days = (a - b).get_days().abs();
    let year = (a.month(), a.day()) == (b.month(), b.day()) && days <= YEAR;
    claim.note.is_some() && (days == WEEK && claim.rule == WEEKDAY || year)
}

/// A forecast or plan is not an outcome; a limit that is set is not a level that is reached.
fn modality(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (class(case.a, case.b), class(case.b, case.a));
    // The day of a plan and the day on which it was done can be held against each other, and so can the measures of
    // what is to stand and of what stands.
    let dated = matches!(case.a.value.kind(), Kind::Date | Kind::DateRange | Kind::Time)
        || (extends(case) || sizes(case)) && a.max(b) <= Modality::Forecast;
    // What is expected and what came may be one figure; nobody is misled then.
    let met = a.max(b) <= Modality::Forecast && !case.values_clash();
    if a == b || dated || met || budgeted(case) {
        return None;
    }
    incomparable(format!("one is stated as {}, the other as {}", name(a), name(b)))
}

/// Whether both are figures of a budget that their articles open with, and of a time that is not over: each is a plan, in
/// whatever words.
fn budgeted(case: &Case<'_>) -> bool {
    let opens = |claim: &Claim| PLANNED.is_some_and(|budget| claim.about.opens_with(budget));
    let ahead = |claim: &Claim| match (claim.frame.told_time(), claim.published) {
        (None, _) => true,
        (Some(Time::Period(Period { last: Some(last), .. })), Some(published)) => *last > published.day,
        _ => false,
    };
    let planned = |claim: &Claim| opens(claim) && ahead(claim) && claim.frame.modality <= Modality::Plan;
    // What a budget says of a share can be what was measured before; what it says of growth cannot.
    let rate = |concept: &ConceptId| concept.def().rate || concept.def().broader.is_some_and(|wider| wider.def().rate);
    let told = match case.a.value.kind() {
        Kind::Number => false,
        Kind::Percent => case.fit.shared.iter().any(rate),
        _ => true,
    };
    told && planned(case.a) && planned(case.b)
}

/// A share of those who were asked is none of all who did: an exit poll, and the count.
fn asked(case: &Case<'_>) -> Option<Outcome> {
    let asked = |claim: &Claim| {
        let frame = &claim.frame;
        frame.measure.iter().chain(&frame.things).chain(&frame.whole).any(|concept| concept.def().sampled)
    };
    // An article that tells of a survey may give its shares without saying so again.
    let counted =
        |claim: &Claim| !asked(claim) && !SURVEY.is_some_and(|survey| claim.about.holds(Content::concept(survey)));
    let apart = asked(case.a) && counted(case.b) || asked(case.b) && counted(case.a);
    let share = case.a.value.kind() == Kind::Percent && case.values_clash();
    (share && apart).then(|| incomparable("one is a share of those who were asked"))?
}

/// Those who were hit by one cause are not those who were hit by another: fumes, accidents on icy roads, two diseases.
fn causes(case: &Case<'_>) -> Option<Outcome> {
    let hit = case.a.frame.runs() && case.b.frame.runs();
    if !hit || !case.values_clash() {
        return None;
    }
    let told = |frame: &Frame| -> Vec<ConceptId> {
        let all = frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied();
        all.filter(|concept| concept.def().cause).collect()
    };
    let (here, there) = (told(&case.a.frame), told(&case.b.frame));
    let met = here.iter().any(|one| there.iter().any(|other| one.is_a(*other) || other.is_a(*one)));
    let (one, other) = here.first().zip(there.first()).filter(|_| !met)?;
    incomparable(format!("of those hit by different causes: {}, {}", one.name(), other.name()))
}

/// Counts and amounts of one province, of which the other article does not open, are some of those of the whole country.
fn in_one_area(case: &Case<'_>) -> Option<Outcome> {
    let sums = matches!(case.a.value.kind(), Kind::Number | Kind::Currency | Kind::Dimension);
    let hit = case.a.frame.runs() || case.b.frame.runs();
    if !sums || hit || !case.values_clash() {
        return None;
    }
    let alone = |one: &Claim, other: &Claim| -> Option<String> {
        one.frame.area.filter(|_| other.frame.area.is_none())?;
        let named = other.frame.participants.iter().any(|who| matches!(who.entity, Entity::Name(_)));
        let opens_with = |claim: &Claim, entity: &Entity| match entity {
            Entity::Place(place) => claim.about.opens_at(*place),
            Entity::Name(name) => name.sounds().iter().all(|sound| claim.about.opens_with_name(Content::sound(sound))),
        };
        // What one opens with may stand in the other in letters of another script.
        let foreign = one.language.code != other.language.code;
        let opens = |entity: &Entity| opens_with(other, entity) || foreign && opens_with(one, entity);
        let inner = |entity: &Entity| match entity {
            Entity::Place(place) => matches!(place.def().kind, PlaceKind::Region | PlaceKind::City),
            Entity::Name(_) => true,
        };
        let mut here = one.frame.participants.iter().map(|who| &who.entity).filter(|entity| inner(entity));
        let place = here.find(|entity| !named && !opens(entity))?;
        let shared = other.frame.participants.iter().any(|who| who.entity == *place);
        (!shared).then(|| entity(place))
    };
    let place = alone(case.a, case.b).or_else(|| alone(case.b, case.a))?;
    incomparable(format!("only one is told of {place} alone"))
}

/// Whether both are the length or area of something.
fn extends(case: &Case<'_>) -> bool {
    let extent = |value: &Value| match value {
        Value::Quantity(quantity) => {
            matches!(quantity.unit.dimension(), Dimension::Physical("length" | "area")) && quantity.per.is_none()
        }
        _ => false,
    };
    // Rain and snow fall anew each time.
    let falls = |concept: &ConceptId| concept.def().falls;
    extent(&case.a.value) && !case.fit.shared.iter().any(falls)
}

/// Whether both are the size of one thing: a proposed loan is as large as the loan.
fn sizes(case: &Case<'_>) -> bool {
    let shares = |kind| case.fit.shared.iter().any(|concept| concept.def().kind == kind);
    // A price has no size, and neither has what something rose or fell by.
    let sized = |value: &Value| matches!(value, Value::Quantity(quantity) if quantity.per.is_none() && quantity.change == Change::Level);
    shares(ConceptKind::Thing)
        && !shares(ConceptKind::Measure)
        && sized(&case.a.value)
        && sized(&case.b.value)
        && !matches!(case.a.value.kind(), Kind::Number | Kind::Percent)
}

fn class(claim: &Claim, other: &Claim) -> Modality {
    match claim.frame.modality {
        // What is told of a time to come is expected, in whatever words.
        Modality::Possible | Modality::Fact if is_ahead(claim, other) => Modality::Forecast,
        Modality::Possible => Modality::Fact,
        Modality::Plan => Modality::Forecast,
        other => other,
    }
}

/// Whether a value is told of a time after the day of its report; one without a day is of that of the other.
fn is_ahead(claim: &Claim, other: &Claim) -> bool {
    let told = claim.frame.told_time();
    let Some(Time::Period(Period { first: Some(first), .. })) = told else { return false };
    claim.published.or(other.published).is_some_and(|published| published.day < *first)
}

const fn name(modality: Modality) -> &'static str {
    match modality {
        Modality::Fact | Modality::Possible => "fact",
        Modality::Forecast | Modality::Plan => "forecast or plan",
        Modality::Threshold => "a limit or target",
        Modality::Denied => "denied",
    }
}

/// A place of its own name and extent that only one side tells of: a county within the state that both name. A rate is
/// one of those who live there, so that a name alone will do.
fn narrower(one: &Frame, other: &Frame, rate: bool) -> Option<String> {
    let located = |frame: &Frame| {
        frame
            .participants
            .iter()
            .any(|participant| participant.role == Role::Location && matches!(participant.entity, Entity::Name(_)))
    };
    let extent = if rate { located(one) && !located(other) } else { one.area.is_some() && one.runs() };
    if !extent || other.area.is_some() {
        return None;
    }
    let named =
        |frame: &Frame| frame.participants.iter().map(|participant| &participant.entity).cloned().collect::<Vec<_>>();
    let shared = named(one).iter().any(|entity| named(other).contains(entity));
    // A place of the data is narrower where it lies in one that the other side tells of.
    let within = |entity: &Entity| match entity {
        Entity::Name(_) => true,
        Entity::Place(place) => {
            named(other).iter().any(|known| matches!(known, Entity::Place(known) if place.lies_in(*known)))
        }
    };
    let alone = named(one).into_iter().find(|entity| !named(other).contains(entity) && within(entity))?;
    shared.then(|| entity(&alone))
}

/// The two are of different parts of a whole.
fn parts(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (&case.a.frame, &case.b.frame);
    if case.fit.combined {
        return incomparable("one is a combined count of more than the other counts");
    }
    // Those who are counted can name the part by themselves: twenty tourists are twenty tourists.
    let same_part =
        a.counted.is_some_and(|concept| concept.def().broader.is_some()) && a.counted == b.counted || sizes(case);
    // All of the seats are all of them, whether some are told beside or not.
    let whole = a.part == Some(Part::Whole) || b.part == Some(Part::Whole);
    let same_part = same_part || whole && !case.values_clash();
    let same_part = same_part && a.part != Some(Part::Some) && b.part != Some(Part::Some);
    // `five of the dead were children`, `31 dead, including five children`.
    let some = |frame: &Frame| matches!(frame.part, Some(Part::Subset | Part::Some));
    let whom = |one: &Frame, other: &Frame| {
        one.counted.is_some_and(|of| other.counted == Some(of) || other.things.contains(&of))
    };
    let alike = !case.values_clash() || whom(a, b) || whom(b, a);
    // `11 of the accused were cleared`, `9 defendants cleared`: those who are counted are named on both sides.
    let of_those = |one: &Frame, other: &Frame| {
        let named = |of: ConceptId| match of.def().kind {
            ConceptKind::Person => of.def().broader.is_some(),
            kind => kind == ConceptKind::Thing,
        };
        let told = |of: &ConceptId| one.counted == Some(*of) || one.things.contains(of);
        one.part == Some(Part::Some)
            && other.part.is_none()
            && other.counted.filter(|of| named(*of)).is_some_and(|of| told(&of))
    };
    let happens = case.fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    let same_part = same_part || some(a) && some(b) && alike || happens && (of_those(a, b) || of_those(b, a));
    if a.part != b.part && !same_part && !case.tells_itself() {
        let name = |part: &Option<Part>| part.as_ref().map_or("the whole", Part::name);
        return incomparable(format!("of different parts: {}, {}", name(&a.part), name(&b.part)));
    }
    if let Some(outcome) = places(case) {
        return Some(outcome);
    }
    let rate = case.a.value.kind() == Kind::Percent && case.values_clash();
    if let Some(place) = narrower(a, b, rate).or_else(|| narrower(b, a, rate)) {
        return incomparable(format!("only one is told of {place} alone"));
    }
    // What both date alike is one thing, older or not.
    let dated_alike = matches!(case.periods(), (Some(_), Some(_)));
    if a.background != b.background && !dated_alike {
        return incomparable("one tells of something older, or of another happening");
    }
    if (a.status == Status::Former) != (b.status == Status::Former) && case.values_clash() {
        return incomparable("one is told as what the figure was before");
    }
    let one_dated = matches!(case.periods(), (Some(_), None) | (None, Some(_)));
    if a.status == Status::Former && one_dated && case.values_clash() && case.fit.share < FULL {
        return incomparable("both are told as what a figure was before, and only one says when");
    }
    groups(case)
        .or_else(|| partners(case))
        .or_else(|| shocks(case))
        .or_else(|| counted(case))
        .or_else(|| narrowed(case))
}

/// A toll of two places together is not that of one of them, which may be lower: `9 dead in one land and the next`.
fn places(case: &Case<'_>) -> Option<Outcome> {
    let alone = |one: &Claim, other: &Claim| {
        let (here, there) = (lands(&one.frame), lands(&other.frame));
        let within = here.iter().all(|place| there.iter().any(|known| place.lies_in(*known)));
        let place = (here.len() == 1 && there.len() > 1 && within).then(|| here[0]);
        place.filter(|_| one.value.base().zip(other.value.base()).is_some_and(|(part, whole)| part < whole))
    };
    let hit = case.a.frame.runs() && case.b.frame.runs();
    let counts = hit && case.a.value.kind() == Kind::Number && case.values_clash();
    let place = alone(case.a, case.b).or_else(|| alone(case.b, case.a)).filter(|_| counts)?;
    incomparable(format!("only one is told of {} alone", place.def().name))
}

/// The places that a frame names, those left out that lie in another of them.
fn lands(frame: &Frame) -> Vec<PlaceId> {
    let places = || {
        frame.participants.iter().filter_map(|participant| match participant.entity {
            Entity::Place(place) if place.def().kind != PlaceKind::Organisation => Some(place),
            _ => None,
        })
    };
    let mut lands: Vec<PlaceId> =
        places().filter(|place| !places().any(|other| other != *place && place.lies_in(other))).collect();
    lands.dedup();
    lands
}

/// Two nouns that the data knows apart are counted, or only one side says what it counts.
fn counted(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (&case.a.frame, &case.b.frame);
    let numbers = case.a.value.kind() == Kind::Number && case.values_clash() && !case.fit.retold;
    let hit = a.runs() || b.runs();
    if numbers && !hit && (unnamed(a, b) || unnamed(b, a)) {
        return incomparable("only one side says what it counts");
    }
    if numbers && !hit && votes_far(case) {
        return incomparable("the figures lie so far apart that they are of different voters");
    }
    let room = |frame: &Frame| frame.measure.iter().any(|concept| concept.def().room);
    if numbers && room(a) != room(b) {
        return incomparable("one is what there is room for, the other what is there");
    }
    // Goals are somebody's.
    let goals = |frame: &Frame| frame.counted.is_some_and(|concept| concept.def().scored);
    let owner = |frame: &Frame| frame.participants.is_empty();
    if numbers && goals(a) && goals(b) && (owner(a) || owner(b)) && case.fit.share < COUNTED {
        return incomparable("only one side says whose they are");
    }
    // Some carriages left the rails, others carry wheat.
    // Of those who can vote, some do, and some say yes; what is sent to one fire is sent there in many words.
    let sorts = |concept: &ConceptId| {
        matches!(concept.def().kind, ConceptKind::Person | ConceptKind::Area) && !concept.def().tallies
    };
    let sorted = a.counted.as_ref().is_some_and(sorts) && case.fit.share < COUNTED;
    let told = is_few(case.a) || is_few(case.b) || tells(a) && tells(b) || sorted;
    if numbers && !hit && case.fit.counted && told && happens_apart(a, b, case.fit) {
        return incomparable("the two are counted of different happenings");
    }
    let whoever = |one, other| (hit || !case.fit.shared.is_empty()) && stands_for(one, other);
    match (case.a.frame.counted, case.b.frame.counted) {
        (Some(one), Some(other))
            if one != other
                && case.values_clash()
                && !same_people(one, other, case.fit)
                && !whoever(one, other)
                && !outnumbers(case, one, other) =>
        {
            incomparable(format!("different things are counted: {}, {}", one.name(), other.name()))
        }
        _ => None,
    }
}

/// Whether more of a kind are told hit than of all: five police officers among two people.
fn outnumbers(case: &Case<'_>, one: ConceptId, other: ConceptId) -> bool {
    let (Some(a), Some(b)) = (case.a.value.base(), case.b.value.base()) else { return false };
    let hit = case.a.frame.runs() && case.b.frame.runs();
    hit && (one.is_a(other) && a > b || other.is_a(one) && b > a)
}

/// Whether two nouns can count the same people: passengers and residents. Of people they may be some.
fn stands_for(one: ConceptId, other: ConceptId) -> bool {
    one.def().anyone && other.def().anyone
}

/// What only one tells of, where what both measure is of that or of what it is a kind of: a quake and its aftershock.
fn shocks(case: &Case<'_>) -> Option<Outcome> {
    if case.a.value.kind() != Kind::Dimension || !case.values_clash() {
        return None;
    }
    let kinds = |one: &Frame, other: &Frame| {
        let told = |frame: &Frame| -> Vec<ConceptId> {
            frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied().collect()
        };
        let (here, there) = (told(one), told(other));
        let wider = |concept: &ConceptId| concept.def().broader.filter(|broader| there.contains(broader));
        // A hurricane is called a storm too; what follows a quake is another.
        let another =
            |concept: &ConceptId| wider(concept).is_some_and(|wider| concept.def().tallies != wider.def().tallies);
        // What follows a quake is another, whether the quake is named beside or not.
        let follows = |concept: &ConceptId| concept.def().tallies && concept.def().broader.is_some();
        here.iter().copied().find(|concept| (another(concept) || follows(concept)) && !there.contains(concept))
    };
    let thing = |concept: &ConceptId| concept.def().kind == ConceptKind::Thing;
    let kind = kinds(&case.a.frame, &case.b.frame).or_else(|| kinds(&case.b.frame, &case.a.frame)).filter(thing)?;
    incomparable(format!("only one is told of {} alone", kind.name()))
}

/// Whether one side gives a bare number, and nothing that both tell says that it counts what the other does.
fn unnamed(one: &Frame, other: &Frame) -> bool {
    let kinds = |frame: &Frame, kind| frame.measure.iter().any(|concept| concept.def().kind == kind);
    let told = other.counted.is_some_and(|concept| one.things.contains(&concept));
    let bare = one.noun.is_none() && one.counted.is_none() && !told && !kinds(one, ConceptKind::Measure);
    bare && other.noun.is_some()
}

/// Whether two counts of people or votes, of which nothing says what is measured, lie as far apart as the registered, those
/// who vote and those who vote for one side do.
fn votes_far(case: &Case<'_>) -> bool {
    let shared = || case.fit.shared.iter().map(|concept| concept.def());
    let measured = shared().any(|concept| concept.kind == ConceptKind::Measure);
    let people = case.a.frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Person);
    let votes = case.fit.counted && people || shared().next().is_some() && shared().all(|concept| concept.held);
    let (Some(a), Some(b)) = (case.a.value.base(), case.b.value.base()) else { return false };
    let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    let far =
        low.checked_mul(Decimal::from(3)).zip(high.checked_mul(Decimal::TWO)).is_some_and(|(low, high)| high > low);
    votes && !measured && far && low >= Decimal::ONE_THOUSAND
}

/// Whether all that happens to what a frame counts tells which are counted: the destroyed, the launched.
fn tells(frame: &Frame) -> bool {
    let told = |concept: &ConceptId| concept.def().tallies || concept.def().begins || concept.def().running;
    frame.measure.iter().filter(|concept| concept.def().kind == ConceptKind::Event).all(told)
}

/// Whether what happens to what both count is different, and neither is told beside the other.
fn happens_apart(a: &Frame, b: &Frame, fit: &Fit) -> bool {
    let events = |frame: &Frame| -> Vec<ConceptId> {
        frame.measure.iter().copied().filter(|concept| concept.def().kind == ConceptKind::Event).collect()
    };
    let beside = |events: &[ConceptId], other: &Frame| {
        let near = || other.measure.iter().chain(&other.things).chain(&other.whole);
        events.iter().any(|one| near().any(|another| one.is_a(*another) || another.is_a(*one)))
    };
    let (here, there) = (events(a), events(b));
    let met = fit.opposed.is_some() || beside(&here, b) || beside(&there, a);
    !here.is_empty() && !there.is_empty() && !met
}

/// Only one amount is told of a kind of what both measure, gas revenue, and is not near the other; or both are, and of two
/// kinds. Of shares, such as food inflation, those that are near are two as well.
fn narrowed(case: &Case<'_>) -> Option<Outcome> {
    let share = case.a.value.kind() == Kind::Percent;
    if !matches!(case.a.value.kind(), Kind::Percent | Kind::Currency | Kind::Dimension | Kind::Number)
        || !case.values_clash()
    {
        return None;
    }
    let (one, other) = (narrower_kind(case.a, case.b), narrower_kind(case.b, case.a));
    if let (Some(one), Some(other)) = (&one, &other) {
        return incomparable(format!("of different kinds: {one}, {other}"));
    }
    let kind = one.or(other).filter(|_| share || lie_far(&case.a.value, &case.b.value))?;
    incomparable(format!("only one is told of {kind} alone"))
}

/// What narrows the measure of one claim and is not told by the other. Plain words of two languages are not held against
/// each other.
fn narrower_kind(one: &Claim, other: &Claim) -> Option<String> {
    let (frame, beside) = (&one.frame, &other.frame);
    let foreign = one.language.code != other.language.code;
    let concepts = || beside.things.iter().chain(&beside.measure).chain(&beside.whole).chain(&beside.qualifiers);
    let share = one.value.kind() == Kind::Percent;
    let unread = foreign && beside.narrowed.iter().any(|object| matches!(object, Object::Word(_)));
    frame.narrowed.iter().find_map(|object| match object {
        Object::Concept(concept) => {
            // Who people are is told by words that the data knows.
            let people = concept.def().group || APPOSED == Some(*concept);
            let told = concepts().any(|known| known.is_a(*concept) || concept.is_a(*known)) || unread && !people;
            (!told).then(|| concept.name().to_owned())
        }
        // Of a share, plain words beside the measure say too little.
        Object::Word(_) if share => None,
        Object::Word(stem) => {
            let told =
                beside.terms.contains(stem) || beside.head.contains(stem) || foreign && !beside.narrowed.is_empty();
            (!told).then(|| stem.to_string())
        }
    })
}

/// The two are told of what excludes each other: men and women, gross and net, the first half and the full year.
fn groups(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (&case.a.frame, &case.b.frame);
    // Who is hit beside those who are counted is told beside.
    let near = |frame: &Frame| -> Vec<ConceptId> {
        let beside = frame.things.iter().filter(|_| !frame.runs()).chain(&frame.counted);
        beside.copied().filter(|concept| concept.def().kind == ConceptKind::Person).collect()
    };
    let apart = first_opposed(&a.qualifiers, &b.qualifiers).or_else(|| first_opposed(&near(a), &near(b)));
    if let Some((one, other)) = apart.filter(|_| case.values_clash()) {
        return incomparable(format!("of different groups: {}, {}", one.name(), other.name()));
    }
    let marked = |one: &Frame, other: &Frame| {
        one.qualifiers.iter().copied().find(|concept| concept.def().marked && !other.qualifiers.contains(concept))
    };
    let only = marked(a, b).or_else(|| marked(b, a)).filter(|_| case.values_clash())?;
    incomparable(format!("only one is told as {}", only.name()))
}

/// What passes between lands is told of one of them alone: exports to one country are not all exports.
fn partners(case: &Case<'_>) -> Option<Outcome> {
    // Visitors come from somewhere, too.
    let come = |claim: &Claim| claim.frame.counted.is_some_and(|who| who.def().partners) && !claim.frame.runs();
    let passes = case.fit.shared.iter().any(|concept| concept.def().partners) || come(case.a) && come(case.b);
    if !passes || !case.values_clash() {
        return None;
    }
    let alone = |one: &Claim, other: &Claim| {
        let told = |place: PlaceId| {
            other.about.opens_at(place) || names(other).any(|known| place.lies_in(known) || known.lies_in(place))
        };
        names(one).find(|place| place.def().kind == PlaceKind::Country && !told(*place))
    };
    let place = alone(case.a, case.b).or_else(|| alone(case.b, case.a))?;
    incomparable(format!("only one is told of {} alone", place.def().name))
}

/// The places that a claim names.
fn names(claim: &Claim) -> impl Iterator<Item = PlaceId> {
    claim.frame.participants.iter().filter_map(|participant| match participant.entity {
        Entity::Place(place) => Some(place),
        Entity::Name(_) => None,
    })
}

/// The first of some concepts that excludes one of the others, where neither side tells both.
fn first_opposed(here: &[ConceptId], there: &[ConceptId]) -> Option<(ConceptId, ConceptId)> {
    here.iter().filter(|one| !there.contains(one)).find_map(|one| {
        let other = there.iter().find(|other| !here.contains(other) && one.opposes(**other));
        other.map(|other| (*one, *other))
    })
}
