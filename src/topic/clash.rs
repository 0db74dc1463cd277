//! Participants that fill one part differently.

use super::measure::{is_among, related};
use super::said::{Common, Said, same_entity};
use super::weights::{CLASH_LEAST, CLOSE, SHARE};
use crate::claim::{Claim, Entity, Frame, Object, Participant, Role};
use crate::language::{ConceptId, ConceptKind, PlaceKind};
use crate::value::{Kind, Relation, Value, relate};

/// Participants that fill the same part differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Of the first claim.
    pub a: Entity,
    /// Of the second claim.
    pub b: Entity,
}

/// Participants that fill one part differently: each frame names one that the other does not, or the two change parts
/// (one state's embassy in another, and the other way round).
pub fn clash(a: &Claim, b: &Claim) -> Option<Clash> {
    fn town(frame: &Frame) -> impl Iterator<Item = &Entity> {
        let here = frame.participants.iter().filter(|who| who.role == Role::Location && holds(&who.entity));
        here.map(|who| &who.entity)
    }
    let (one, other) = (&a.frame, &b.frame);
    // How warm it was in one town is told of that town, whatever lands lie around it.
    let met = falls(a) && falls(b) && town(one).any(|place| town(other).any(|known| same_entity(place, known)));
    let has =
        |frame: &Frame, place: bool, entity: &Entity| located(frame, place).any(|known| same_entity(known, entity));
    for place in [false, true].into_iter().filter(|_| !met) {
        for x in located(one, place).filter(|x| !has(other, place, x)) {
            for y in located(other, place).filter(|y| same_class(x, y) && !has(one, place, y)) {
                let elsewhere = || place && !located(one, place).any(|entity| has(other, place, entity));
                // Both change parts, or neither has any part on the other side.
                if has(other, !place, x) == has(one, !place, y) || elsewhere() {
                    return Some(Clash { a: x.clone(), b: y.clone() });
                }
            }
        }
    }
    let places = || places_clash(a, b).or_else(|| names_clash(a, b)).or_else(|| owners_clash(a, b));
    let places = if met { names_clash(a, b) } else { places() };
    places.or_else(|| agents_clash(a, b))
}

/// The places of a frame that it locates something at, or all others.
fn located(frame: &Frame, place: bool) -> impl Iterator<Item = &Entity> {
    let here = frame.participants.iter().filter(move |participant| (participant.role == Role::Location) == place);
    here.map(|participant| &participant.entity).filter(|entity| matches!(entity, Entity::Place(_)))
}

/// People hit at one place are not those hit at another, in whatever words the places are named.
fn places_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    fn places(frame: &Frame) -> impl Iterator<Item = &Entity> {
        let all = frame.participants.iter().map(|participant| &participant.entity);
        all.filter(|entity| matches!(entity, Entity::Place(place) if place.def().kind != PlaceKind::Organisation))
    }
    if !a.frame.runs() || !b.frame.runs() {
        return None;
    }
    let (first, second) = places(&a.frame).next().zip(places(&b.frame).next())?;
    let met = places(&a.frame).any(|place| places(&b.frame).any(|other| same_entity(place, other)));
    (!met).then(|| Clash { a: first.clone(), b: second.clone() })
}

/// What is told of one named place is not what is told of another; nor is what one named person or body did or has, unless
/// people are hit by it.
fn names_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    fn named(claim: &Claim, role: Role) -> impl Iterator<Item = &Entity> {
        let all = claim.frame.participants.iter().filter(move |participant| participant.role == role);
        all.map(|participant| &participant.entity).filter(|entity| matches!(entity, Entity::Name(_)))
    }
    let timed = matches!(a.value, Value::Time(_) | Value::Rank(_));
    let hit = a.frame.runs() || b.frame.runs();
    // How many people a measure counts, an attendance, is told of no one, whoever the sentence goes on to name.
    let people = |claim: &Claim| claim.frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Person);
    let measures = |concept: &&ConceptId| concept.def().kind == ConceptKind::Measure;
    let attend = || a.frame.measure.iter().filter(measures).any(|concept| b.frame.measure.contains(concept));
    let nobodys = people(a) && people(b) && attend();
    let roles = [(Role::Location, !timed), (Role::Agent, !timed && !hit && !nobodys)];
    roles.into_iter().filter(|(_, told)| *told).find_map(|(role, _)| {
        let known = |entity: &Entity, all: &Frame| all.participants.iter().any(|who| same_entity(entity, &who.entity));
        let x = named(a, role).find(|entity| !known(entity, &b.frame))?;
        let y = named(b, role).find(|entity| !known(entity, &a.frame))?;
        let met = named(a, role).any(|entity| named(b, role).any(|other| same_entity(entity, other)));
        (!met).then(|| Clash { a: x.clone(), b: y.clone() })
    })
}

/// Lengths and places in an order belong to somebody, in whatever words: the border of one state is not that of another.
fn owners_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    fn alone<'a>(one: &'a Frame, other: &Frame) -> impl Iterator<Item = &'a Entity> {
        let places = one.participants.iter().map(|who| &who.entity).filter(|who| matches!(who, Entity::Place(_)));
        places.filter(|entity| !other.participants.iter().any(|known| same_entity(&known.entity, entity)))
    }
    if matches!(a.value, Value::Time(_)) {
        return None;
    }
    let mut only_a = alone(&a.frame, &b.frame);
    let (x, y) = only_a.find_map(|x| Some(x).zip(alone(&b.frame, &a.frame).find(|y| same_class(x, y))))?;
    // One figure told of two places is worth asking about in whatever words the places are named.
    let owned = matches!(a.value.kind(), Kind::Dimension | Kind::Rank) || are_one(&a.value, &b.value);
    owned.then(|| Clash { a: x.clone(), b: y.clone() })
}

/// Whether both count things that somebody has or did, seats or goals, and name different holders: no one that either
/// names is told by the other, in whatever script. One figure told of two is worth asking about.
pub fn held_apart(one: &Said<'_>, other: &Said<'_>, counted: bool) -> bool {
    let (a, b) = (one.claim(), other.claim());
    let equal = || are_one(&a.value, &b.value);
    let kind = a.value.kind();
    // Those who voted are somebody's voters, whoever they are called.
    let cast = |claim: &Claim| {
        claim.frame.measure.iter().any(|concept| concept.def().held && concept.def().kind == ConceptKind::Event)
    };
    // How warm it was in one town, and how much snow fell there, is told of that town.
    let local = kind == Kind::Dimension && falls(a) && falls(b);
    let held = (counted || cast(a) && cast(b)) && kind == Kind::Number || kind == Kind::Percent || local;
    if !held || a.frame.runs() || b.frame.runs() || equal() {
        return false;
    }
    // A share can be of a town and of what lies in it; what two people get are two shares.
    // A country has its goals and points, where its seats are those of its parties.
    let sport =
        |claim: &Claim| claim.frame.counted.is_some_and(|thing| thing.def().held && thing.def().people.is_empty());
    let sport = sport(a) && sport(b);
    let held_by = |entity: &Entity| {
        let has = holds(entity) || sport && matches!(entity, Entity::Place(_));
        has && (kind == Kind::Number || local || matches!(entity, Entity::Name(_)))
    };
    let holders = |claim: &Claim| claim.frame.participants.iter().filter(|who| held_by(&who.entity)).count();
    let (here, there) = (holders(a), holders(b));
    let told =
        one.meets_by(other, held_by) || other.meets_by(one, held_by) || one.hears_any(other) || other.hears_any(one);
    // All who voted are nobody's voters.
    let voters = |claim: &Claim| claim.frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Person);
    if kind == Kind::Number && voters(a) && voters(b) && here == 0 && there == 0 {
        return false;
    }
    // Turnout in one town is not that in the next, whether the data knows the towns or not.
    let stands = |claim: &Claim| -> Vec<Entity> {
        let here = claim.frame.participants.iter().filter(|who| who.role == Role::Location && holds(&who.entity));
        here.map(|who| who.entity.clone()).collect()
    };
    let (towns, others) = (stands(a), stands(b));
    let one_town = || towns.iter().any(|town| others.iter().any(|other| same_entity(town, other)));
    // One town can be spelled in two ways: then the rest is told alike.
    let spelled = one.tells_alike(other) && towns.iter().chain(&others).any(|town| matches!(town, Entity::Name(_)));
    if kind != Kind::Number && !towns.is_empty() && !others.is_empty() && !told && !spelled && !one_town() {
        return true;
    }
    // Whose they are must be said by both, or all else: a share of the vote is somebody's too.
    let owned = |claim: &Claim, beside: &Claim| {
        let of = if kind == Kind::Number { claim.frame.counted.as_slice() } else { &claim.frame.whole };
        of.iter().chain(&claim.frame.measure).any(|concept| concept.def().held) || sits_for(claim, beside)
    };
    if owned(a, b)
        && owned(b, a)
        && !told
        && ((here > 0) != (there > 0) || (counted || kind == Kind::Percent) && !one.tells_alike(other))
    {
        return true;
    }
    !told
        && if kind == Kind::Number && one.is_foreign_to(other) {
            // What the data knows to be nobody's in particular needs no holder told in both: polling stations, observers.
            let free = a.frame.counted.is_some() && a.frame.counted == b.frame.counted && !owned(a, b);
            !free && (here > 0 || there > 0)
        } else if local && rains(a) && rains(b) && !one.is_foreign_to(other) && !one.tells_alike(other) {
            // What fell on a town is not what fell on another, of which nothing tells that it is a name.
            here > 0 || there > 0
        } else {
            here > 0 && there > 0
        }
}

/// Whether a claim tells of the weather: what falls from the sky, what is another by the hour.
fn falls(claim: &Claim) -> bool {
    let told = claim.frame.measure.iter().chain(&claim.frame.things).chain(&claim.frame.whole);
    told.into_iter().any(|concept| concept.def().falls || concept.def().varies)
}

/// Whether a claim tells how much fell from the sky.
fn rains(claim: &Claim) -> bool {
    claim.frame.measure.iter().any(|concept| concept.def().falls)
}

/// Whether those whom one counts are told as seats by the other: deputies are somebody's, as seats are.
fn sits_for(claim: &Claim, beside: &Claim) -> bool {
    let (Some(who), Some(thing)) = (claim.frame.counted, beside.frame.counted) else { return false };
    thing.def().held && thing.def().kind == ConceptKind::Thing && is_among(who, thing.def().people)
}

/// Whether two ranks are of two orders: each is told of a place, the highest mountain in one and in the other, or of all
/// who take part in one none takes part in the other.
pub fn ranked_apart(a: &Claim, b: &Claim) -> bool {
    let entities = |claim: &Claim, wanted: fn(&Participant) -> bool| -> Vec<Entity> {
        let all = claim.frame.participants.iter().filter(|participant| wanted(participant));
        all.map(|participant| participant.entity.clone()).collect()
    };
    let strangers = |wanted: fn(&Participant) -> bool, least: usize| {
        let (here, there) = (entities(a, wanted), entities(b, wanted));
        let met = || here.iter().any(|one| there.iter().any(|other| same_entity(one, other)));
        here.len() >= least && there.len() >= least && !met()
    };
    let place = |who: &Participant| matches!(who.entity, Entity::Place(_)) && who.role == Role::Location;
    matches!(a.value, Value::Rank(_)) && (strangers(place, 1) || strangers(|_| true, 2))
}

/// Whether the words of two values allow the same. What is asked of nearly all pairs is told of most by two numbers: bare
/// ones allow as much above as below.
fn are_one(a: &Value, b: &Value) -> bool {
    let bare = |value: &Value| match value {
        Value::Quantity(quantity) if quantity.is_bare() => quantity.base(),
        _ => None,
    };
    let apart = bare(a).zip(bare(b)).is_some_and(|(one, other)| one != other);
    !apart && relate(a, b) == Relation::Same
}

/// Whether an entity can have or do something by itself: a person, a body, or a town that stands for its club.
fn holds(entity: &Entity) -> bool {
    match entity {
        Entity::Name(_) => true,
        Entity::Place(place) => matches!(place.def().kind, PlaceKind::City | PlaceKind::Organisation),
    }
}

/// What one person did on a day is not what another did: dates and ranks need one agent.
fn agents_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    if !matches!(a.value, Value::Time(_) | Value::Rank(_)) {
        return None;
    }
    let names = |frame: &Frame| {
        frame
            .participants
            .iter()
            .map(|participant| participant.entity.clone())
            .filter(|entity| matches!(entity, Entity::Name(_)))
            .collect::<Vec<_>>()
    };
    // Where only one side tells who acts, it must at least be named on the other, if anyone is, and nobody else on both.
    let met = || names(&a.frame).iter().any(|one| names(&b.frame).iter().any(|other| same_entity(one, other)));
    let missing = |x: &Entity, other: &Frame| {
        names(other).into_iter().next().filter(|_| !names(other).iter().any(|name| same_entity(x, name)) && !met())
    };
    match (agent(&a.frame), agent(&b.frame)) {
        (Some(x), Some(y)) => (!same_entity(x, y)).then(|| Clash { a: x.clone(), b: y.clone() }),
        (Some(x), None) => missing(x, &b.frame).map(|y| Clash { a: x.clone(), b: y }),
        (None, Some(y)) => missing(y, &a.frame).map(|x| Clash { a: x, b: y.clone() }),
        (None, None) => None,
    }
}

/// A clash is worth showing only where all else agrees: one rank with two holders, one number at two places.
pub fn clash_is_telling(a: &Claim, b: &Claim, both: Common) -> bool {
    let share = both.share_but_one();
    // Everything has a first, and every team its goals.
    let common = matches!(&a.value, Value::Ordinal(ordinal) if ordinal.number == 1)
        || a.frame.counted.is_some_and(|concept| concept.def().scored);
    let equal = || are_one(&a.value, &b.value) && !common;
    share >= CLOSE && !both.is_less_than(CLASH_LEAST) && equal() || matches!(a.value, Value::Rank(_)) && share >= SHARE
}

/// What was opened on one day is not what was opened on another: each object must at least stand near the other date.
pub fn objects_fit(a: &Claim, b: &Claim) -> bool {
    let (Value::Time(_), Some(one), Some(other)) = (&a.value, &a.frame.object, &b.frame.object) else { return true };
    let holds = |frame: &Frame, object: &Object| match object {
        Object::Concept(concept) => frame.things.iter().any(|thing| related(*thing, *concept)),
        Object::Word(stem) => frame.terms.contains(stem),
    };
    // Two plain words are too little to tell two events apart; one agent is enough to tell that they are one.
    let words = matches!((one, other), (Object::Word(_), Object::Word(_)));
    let same_day = relate(&a.value, &b.value) == Relation::Same;
    words || same_day || same_agent(a, b) || one == other || holds(&a.frame, other) || holds(&b.frame, one)
}

/// Whether two happenings share more than their predicate: who acts or suffers, the thing that it is done to.
pub fn acts_alike(a: &Claim, b: &Claim, foreign: bool) -> bool {
    let (one, other) = (&a.frame, &b.frame);
    // Plain words of another language cannot be told by it.
    let says_more = |frame: &Frame| {
        !frame.participants.is_empty() || !frame.things.is_empty() || !foreign && !frame.terms.is_empty()
    };
    if !says_more(one) && !says_more(other) {
        return true;
    }
    let met = one.participants.iter().any(|who| {
        let who = &who.entity;
        other.participants.iter().any(|another| same_entity(who, &another.entity))
    });
    // Whom or what both count is part of the count.
    let more = |concept: &ConceptId| concept.def().kind != ConceptKind::Person;
    let thing = one
        .things
        .iter()
        .filter(|thing| more(thing))
        .any(|thing| other.things.iter().any(|another| related(*thing, *another)));
    met || thing
        || one.terms.iter().any(|stem| other.terms.contains(stem))
        || one.object.is_some() && one.object == other.object
}

fn agent(frame: &Frame) -> Option<&Entity> {
    frame.participants.iter().find(|participant| participant.role == Role::Agent).map(|participant| &participant.entity)
}

pub fn same_agent(a: &Claim, b: &Claim) -> bool {
    agent(&a.frame).zip(agent(&b.frame)).is_some_and(|(a, b)| same_entity(a, b))
}

fn same_class(a: &Entity, b: &Entity) -> bool {
    match (a, b) {
        (Entity::Place(a), Entity::Place(b)) => {
            let class = |kind| match kind {
                PlaceKind::Country | PlaceKind::Region | PlaceKind::City => 0,
                PlaceKind::Water => 1,
                PlaceKind::Area => 2,
                PlaceKind::Organisation => 3,
            };
            class(a.def().kind) == class(b.def().kind)
        }
        _ => false,
    }
}
