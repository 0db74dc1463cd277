//! Figures of two times: what both are dated by, and what only one is.

use super::super::case::SAME_NEWS;
use super::super::words::period;
use super::super::{Case, Outcome};
use super::{FULL, extends, incomparable};
use crate::claim::{Claim, Entity, Part, Status};
use crate::language::{ConceptId, ConceptKind, PlaceKind, TURNOUT};
use crate::value::{Granularity, Kind, Period, Relation, Time, Value, relate};

/// Days between two dates of what is hardly one event.
const FAR: i32 = 31;
/// A week and a day of it differ at least so many times.
const WEEKLY: i64 = 3;
/// Days after which a level is hardly still what it was.
const LONG: i32 = 180;
/// Days after which even what is told in the same words is told of another time.
const YEARS: i32 = 730;
/// The rule that reads the name of a day.
const WEEKDAY: &str = "weekday";
/// Days of a week.
const WEEK: i32 = 7;
/// The most days of a year.
const YEAR: i32 = 366;
/// Both are dated, and the periods are not the same time.
pub(super) fn periods(case: &Case<'_>) -> Option<Outcome> {
    let (Some(a), Some(b)) = case.periods() else { return None };
    let same = match (a, b) {
        // What is told alike of a month and of its year is one thing.
        (Time::Period(a), Time::Period(b)) => {
            // What is told alike of two days of one news is dated by two things that happened.
            let days = |of: &Period| of.granularity <= Granularity::Week;
            let news = days(a) && days(b) && a.gap(b) <= SAME_NEWS && !matches!(case.a.value, Value::Time(_));
            let toll = || days(a) && days(b) && a.gap(b) <= SAME_NEWS && grows(case);
            same_time(a, b)
                || a.meets(b) && is_short(a) && is_short(b) && once(case)
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
    // Much happens in a country in a year, and in a town or to one who has a name hardly twice.
    let narrow = |entity: &Entity| match entity {
        Entity::Name(_) => true,
        Entity::Place(place) => matches!(place.def().kind, PlaceKind::City | PlaceKind::Region),
    };
    let met = || {
        let (here, there) = (&case.a.frame.participants, &case.b.frame.participants);
        let here = here.iter().filter(|who| narrow(&who.entity));
        here.into_iter().any(|one| there.iter().any(|other| one.entity == other.entity))
    };
    // In a hotel of one town people are killed in a year hardly twice, where in the town they are.
    let setting = matches!(case.a.frame.part, Some(Part::Setting(_))) && case.a.frame.part == case.b.frame.part;
    // An election of some kind, and not any.
    let kind: fn(&ConceptId) -> bool = |concept| {
        let def = concept.def();
        def.ballot && def.broader.is_some() && def.kind != ConceptKind::Measure
    };
    // Turnout is of one vote, unless both say of which, and not of the same.
    let kinds = |told: &[ConceptId]| -> Vec<ConceptId> { told.iter().copied().filter(kind).collect() };
    let (ours, theirs) = (kinds(&here), kinds(&there));
    let vote = ours.is_empty() || theirs.is_empty() || ours.iter().any(|one| theirs.contains(one));
    one(kind)
        || vote && one(|concept| Some(*concept) == TURNOUT)
        || running && met() && (one(|concept| concept.def().strikes) || setting)
        || running && one(|concept| concept.def().strikes && concept.def().broader.is_some()) && is_past(case)
}

/// Whether what both date lies so far back that only what was out of the common is told again.
fn is_past(case: &Case<'_>) -> bool {
    [case.a, case.b].iter().all(|claim| match (claim.frame.told_time(), claim.published) {
        (Some(Time::Period(Period { last: Some(last), .. })), Some(published)) => {
            (published.day - *last).get_days() > LONG
        }
        _ => false,
    })
}

/// Whether a period is a year or less by itself, and no stretch that something is summed over.
fn is_short(period: &Period) -> bool {
    period.granularity <= Granularity::Year && period.granularity != Granularity::Range
}

/// Whether a toll of one story is told higher by the later report: one dates it by what happened, the other by its day.
fn grows(case: &Case<'_>) -> bool {
    let running = case.fit.story && case.fit.shared.iter().any(|concept| concept.def().running);
    let Some((earlier, later)) = case.in_order().filter(|_| running) else { return false };
    earlier.value.base() <= later.value.base()
}

/// A toll of another time than the news of the day: `in 2008, 11 were killed`.
pub(super) fn long_ago(case: &Case<'_>) -> Option<Outcome> {
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
    // So is what came to many times as much in a week, told beside what one day saw.
    let week = told.granularity == Granularity::Week && case.a.value.is_times_apart(&case.b.value, WEEKLY);
    let month = told.granularity == Granularity::Month && gap > SAME_NEWS;
    let before = (month || week) && !case.fit.retold;
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
fn same_time(a: &Period, b: &Period) -> bool {
    let fine = |period: &Period| period.granularity <= Granularity::Month;
    a.span() == b.span() || (fine(a) && fine(b) && a.meets(b))
}

/// Dates far apart are more often two events than one told wrongly, unless the two sentences tell the same in full.
pub(super) fn two_events(case: &Case<'_>) -> Option<Outcome> {
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
