//! Counts of what is not the same: other nouns, other happenings, room against what is there.

use rust_decimal::Decimal;

use super::super::case::lie_far;
use super::super::{Case, Outcome};
use super::incomparable;
use crate::claim::Frame;
use crate::language::{CONCEPTS, ConceptId, ConceptKind};
use crate::topic::{Fit, Transposed, is_among, is_few, same_people};
use crate::value::Kind;

/// How much two sentences must share, in hundredths, for counts of one noun to be of one happening, whatever their verbs.
const COUNTED: usize = 60;
/// Two counts of one crowd seldom lie further apart than so many times.
const CROWDS: i64 = 4;

/// Two nouns that the data knows apart are counted, or only one side says what it counts.
pub(super) fn counted(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (&case.a.frame, &case.b.frame);
    let numbers = case.a.value.kind() == Kind::Number && case.values_clash() && !case.fit.retold;
    let hit = a.runs() || b.runs();
    if numbers && !hit && (unnamed(a, b) || unnamed(b, a)) {
        return incomparable("only one side says what it counts");
    }
    let electorate = |frame: &Frame| {
        let told = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure && !concept.def().people.is_empty();
        frame.measure.iter().any(told)
    };
    if numbers && electorate(a) != electorate(b) && case.fit.loose {
        return incomparable("only one is told of all who may");
    }
    // Two digits in the other order are a slip, however far apart the two figures lie.
    let turned = case.fit.transposed != Transposed::No;
    if numbers && !hit && !turned && votes_far(case) {
        return incomparable("the figures lie so far apart that they are of different voters");
    }
    if numbers && crowds_apart(case) {
        return incomparable("the figures lie so far apart that they are of different crowds");
    }
    let room = |frame: &Frame| frame.measure.iter().any(|concept| concept.def().room);
    if numbers && room(a) != room(b) {
        return incomparable("one is what there is room for, the other what is there");
    }
    // Goals, seats and medals are somebody's.
    let held = |frame: &Frame| {
        frame.counted.is_some_and(|concept| {
            concept.def().scored || concept.def().held && concept.def().kind == ConceptKind::Thing
        })
    };
    let owner = |frame: &Frame| frame.participants.is_empty();
    if numbers && held(a) && held(b) && (owner(a) || owner(b)) && case.fit.share < COUNTED {
        return incomparable("only one side says whose they are");
    }
    differ(case)
}

/// Two nouns that the data knows apart are counted, or one noun of two happenings.
pub(super) fn differ(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (&case.a.frame, &case.b.frame);
    let numbers = case.a.value.kind() == Kind::Number && case.values_clash() && !case.fit.retold;
    let hit = a.runs() || b.runs();
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
    let whoever = |one, other| {
        (hit || !case.fit.shared.is_empty()) && stands_for(one, other) || !hit && is_anybody(case, one, other)
    };
    match (case.a.frame.counted, case.b.frame.counted) {
        (Some(one), Some(other))
            if one != other
                && case.values_clash()
                && !same_people(one, other, case.fit)
                && !whoever(one, other)
                && !is_one_prize(case, one, other)
                && !outnumbers(case, one, other) =>
        {
            incomparable(format!("different things are counted: {}, {}", one.name(), other.name()))
        }
        _ => None,
    }
}

/// Whether two nouns stand for what one holder has: *ten titles*, *11 championships*.
fn is_one_prize(case: &Case<'_>, one: ConceptId, other: ConceptId) -> bool {
    let held = one.def().held && other.def().held && (one.is_a(other) || other.is_a(one));
    held && !lie_far(&case.a.value, &case.b.value)
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

/// Whether one side says only that people do what the other names a sort of people for, who are not well fewer, for then they
/// may be some of them. Whoever is sent to help is a rescuer, though: 12,000 rescuers were sent, 15,000 people were.
fn is_anybody(case: &Case<'_>, one: ConceptId, other: ConceptId) -> bool {
    let people = |concept: ConceptId| concept.def().kind == ConceptKind::Person;
    let any = |concept: ConceptId| people(concept) && concept.def().broader.is_none();
    let does = case.fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    let many = !is_few(case.a) && !is_few(case.b);
    let (sort, all) = if any(one) { (case.b, case.a) } else { (case.a, case.b) };
    let near = |(sort, all): (Decimal, Decimal)| {
        all.checked_mul(4.into()).zip(sort.checked_mul(5.into())).is_some_and(|(all, sort)| sort >= all)
    };
    let becomes = [one, other].iter().any(|concept| concept.def().tallies);
    case.fit.story
        && (becomes || sort.value.base().zip(all.value.base()).is_some_and(near))
        && does
        && many
        && people(one)
        && people(other)
        && any(one) != any(other)
        && !lie_far(&case.a.value, &case.b.value)
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
    // A crowd watches, and does not vote.
    let votes_with = |who: ConceptId| CONCEPTS.iter().any(|row| row.held && is_among(who, row.people));
    let people = case.a.frame.counted.is_some_and(votes_with);
    let votes = case.fit.counted && people || shared().next().is_some() && shared().all(|concept| concept.held);
    let (Some(a), Some(b)) = (case.a.value.base(), case.b.value.base()) else { return false };
    let (low, high) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
    let far =
        low.checked_mul(Decimal::from(3)).zip(high.checked_mul(Decimal::TWO)).is_some_and(|(low, high)| high > low);
    votes && !measured && far && low >= Decimal::ONE_THOUSAND
}

/// Whether how many came is held against a number of those who take part that is many times another: the crowd of a match
/// against the runners, or against all who came in weeks.
fn crowds_apart(case: &Case<'_>) -> bool {
    case.tells_who_came() && case.a.value.is_times_apart(&case.b.value, CROWDS)
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
