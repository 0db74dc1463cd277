//! Hours and places in an order: two of several happenings, the minutes of two goals.

use super::super::{Case, Outcome};
use super::incomparable;
use crate::claim::{Claim, Entity, Participant, Role};
use crate::language::{ConceptKind, Cue, PlaceId, PlaceKind, Sense, fold};
use crate::topic::share_goal;
use crate::value::{Ordinal, Time, Value};

/// Minutes of half a day.
const HALF_DAY: i32 = 720;
/// Minutes within which two hours of one happening are told.
const HALF_HOUR: i32 = 30;
/// The unit of time that events of a match are numbered by.
const MINUTE: &str = "minute";
/// Minutes of a match that lie further apart are hardly one told wrongly.
const QUARTER: u64 = 15;
/// The first of one thing and the second of another are no two accounts of one place in an order. What one person or club
/// did for the fifth time it did not do for the fourth, and his goal fell in one minute.
pub(super) fn ordinals(case: &Case<'_>) -> Option<Outcome> {
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
pub(super) fn numbered_hours(case: &Case<'_>) -> Option<Outcome> {
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
pub(super) fn half_days(case: &Case<'_>) -> Option<Outcome> {
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

/// What the noun of an ordinal means.
pub(in crate::finding) fn numbered(claim: &Claim, ordinal: &Ordinal) -> &'static [Sense] {
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
        Sense::Concept(concept) => concept.def().held && !concept.def().scored || concept.def().sided,
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
    // What a country wins it wins by its team.
    let sided = case.fit.shared.iter().any(|concept| concept.def().sided);
    let body = |place: PlaceId| match place.def().kind {
        PlaceKind::Organisation | PlaceKind::City => true,
        PlaceKind::Country => sided,
        _ => false,
    };
    let met = case.a.frame.participants.iter().filter(does).any(|one| {
        case.b.frame.participants.iter().filter(does).any(|other| match (&one.entity, &other.entity) {
            (Entity::Name(one), Entity::Name(other)) => one.may_be(other),
            (Entity::Place(one), Entity::Place(other)) => one == other && body(*one),
            _ => false,
        })
    });
    met && case.fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event)
}
