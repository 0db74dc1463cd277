//! Whether two claims speak of one thing.
//!
//! Measures must match and participants must not clash; then what the two frames share must outweigh what only one of
//! them has. Weights are whole numbers, so that no rounding decides.

use crate::claim::{About, Claim, Entity, Frame, Object, Role};
use crate::language::{ConceptId, ConceptKind, PlaceKind};
use crate::value::{Dimension, Kind, Relation, Unit, Value, relate};

/// What a shared place, person or organisation weighs, against 2 for a plain content word.
const PARTICIPANT: usize = 4;
/// What a shared concept weighs.
const CONCEPT: usize = 3;
/// What a shared content word weighs.
const TERM: usize = 2;
/// Two claims fit where what they share is at least this share of the smaller frame, in hundredths.
const SHARE: usize = 34;
/// Where the documents are about one thing, the frames need share only this much, in hundredths.
const THIN: usize = 15;
/// Documents are about one thing where their headlines and leads share this much of the smaller, in hundredths.
const COMMON: usize = 35;
/// What frames must share, in hundredths, where only one of them names its measure.
const FIRM: usize = 60;
/// The dimension that measures several things: heights, distances, borders.
const LENGTH: &str = "length";
/// A pair whose participants clash is shown only where the rest of the frames agree this well, in hundredths.
const CLOSE: usize = 50;

/// How two claims fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Concepts of the measure that both share, for the reason.
    pub shared: Vec<ConceptId>,
    /// Predicates that cannot both hold: highest, lowest.
    pub opposed: Option<(ConceptId, ConceptId)>,
    /// A participant of each in the same part.
    pub clash: Option<Clash>,
    /// Only one side names its measure.
    pub loose: bool,
    /// One of them is a combined count of more than the other counts: dead and injured together.
    pub combined: bool,
    /// What the two share, in hundredths of the smaller frame.
    pub share: usize,
}

/// Participants that fill the same part differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Of the first claim.
    pub a: Entity,
    /// Of the second claim.
    pub b: Entity,
}

/// How two claims fit; none where they speak of different things. `named`: a topic of `claims.toml` holds both, which
/// stands for what the frames would have to share.
#[must_use]
pub fn fit(a: &Claim, b: &Claim, named: bool) -> Option<Fit> {
    if !kinds_fit(&a.value, &b.value) || !counted_fits(a, b) || !wholes_fit(&a.frame, &b.frame) || !objects_fit(a, b) {
        return None;
    }
    let measure = measures(&a.frame, &b.frame, named, matches!(a.value, Value::Time(_)), unit_tells_measure(&a.value))?;
    let (shared, smaller) = weigh(&a.frame, &b.frame);
    let share = (shared * 100).checked_div(smaller).unwrap_or(100);
    let clash = clash(a, b);
    // Much happens on many days, and everything is numbered: dates and ordinals need more in common.
    let wanted = if matches!(a.value, Value::Ordinal(_) | Value::Time(_)) { CLOSE } else { SHARE };
    let common = about(a, b);
    let wanted = if measure.loose { FIRM } else { wanted };
    let thin = if wanted == CLOSE { SHARE } else { THIN };
    let told = share >= wanted || (share >= thin && common >= COMMON && !measure.shared.is_empty());
    let enough = if clash.is_some() { clash_is_telling(a, b, share) } else { named || told };
    let running =
        |frame: &Frame| frame.measure.iter().copied().filter(|concept| concept.def().running).collect::<Vec<_>>();
    let combined =
        running(&a.frame) != running(&b.frame) && (running(&a.frame).len() > 1 || running(&b.frame).len() > 1);
    enough.then_some(Fit { clash, combined, share, ..measure })
}

/// Whether two values are of kinds that can speak of one thing.
fn kinds_fit(a: &Value, b: &Value) -> bool {
    let family = |kind| match kind {
        Kind::DateRange => Kind::Date,
        kind => kind,
    };
    match (a, b) {
        (Value::Quantity(a), Value::Quantity(b)) => a.unit.dimension() == b.unit.dimension(),
        _ => family(a.kind()) == family(b.kind()),
    }
}

/// Whether what is counted can be the same: one noun, or one concept within the other.
fn counted_fits(a: &Claim, b: &Claim) -> bool {
    let (Value::Quantity(first), Value::Quantity(second)) = (&a.value, &b.value) else { return true };
    let (Unit::Counted(one), Unit::Counted(other)) = (&first.unit, &second.unit) else { return true };
    if one == other {
        return true;
    }
    match (a.frame.counted, b.frame.counted) {
        (Some(one), Some(other)) => one.is_a(other) || other.is_a(one),
        // A noun of happening (`dead`, `قتلى`) counts people without naming them.
        (None, Some(person)) => happens(&a.frame) && person.def().kind == ConceptKind::Person,
        (Some(person), None) => happens(&b.frame) && person.def().kind == ConceptKind::Person,
        (None, None) => happens(&a.frame) && happens(&b.frame),
    }
}

fn happens(frame: &Frame) -> bool {
    frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Event)
}

/// Whether two shares can be of one whole: no event or thing of one whole is missing from the other.
fn wholes_fit(a: &Frame, b: &Frame) -> bool {
    [ConceptKind::Event, ConceptKind::Measure, ConceptKind::Thing].into_iter().all(|kind| {
        let of = |frame: &Frame| {
            frame.whole.iter().copied().filter(|concept| concept.def().kind == kind).collect::<Vec<_>>()
        };
        let (one, other) = (of(a), of(b));
        // A thing that only one whole names must at least stand near the other value.
        let beside = |whole: &[ConceptId], frame: &Frame| {
            kind != ConceptKind::Thing
                || whole
                    .iter()
                    .any(|thing| frame.things.iter().chain(&frame.measure).any(|other| related(*thing, *other)))
        };
        match (one.is_empty(), other.is_empty()) {
            (true, true) => true,
            (false, true) => beside(&one, b),
            (true, false) => beside(&other, a),
            (false, false) => one.iter().any(|concept| other.iter().any(|another| related(*concept, *another))),
        }
    })
}

/// The same happening seen from the other side.
fn converse(a: ConceptId, b: ConceptId) -> bool {
    a.def().converse.contains(&b)
}

fn agent(frame: &Frame) -> Option<&Entity> {
    frame.participants.iter().find(|participant| participant.role == Role::Agent).map(|participant| &participant.entity)
}

fn same_agent(a: &Claim, b: &Claim) -> bool {
    agent(&a.frame).zip(agent(&b.frame)).is_some_and(|(a, b)| same_entity(a, b))
}

/// What was opened on one day is not what was opened on another: each object must at least stand near the other date.
fn objects_fit(a: &Claim, b: &Claim) -> bool {
    let (Value::Time(_), Some(one), Some(other)) = (&a.value, &a.frame.object, &b.frame.object) else { return true };
    let holds = |frame: &Frame, object: &Object| match object {
        Object::Concept(concept) => frame.things.iter().any(|thing| related(*thing, *concept)),
        Object::Word(stem) => frame.terms.contains(stem),
    };
    // Two plain words are too little to tell two events apart; one agent is enough to tell that they are one.
    let words = matches!((one, other), (Object::Word(_), Object::Word(_)));
    words || same_agent(a, b) || one == other || holds(&a.frame, other) || holds(&b.frame, one)
}

fn related(a: ConceptId, b: ConceptId) -> bool {
    a.is_a(b) || b.is_a(a)
}

/// Whether a unit measures one thing only: a speed is a speed, where a length may be a height or a distance.
fn unit_tells_measure(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity) if matches!(quantity.unit.dimension(), Dimension::Physical(name) if name != LENGTH))
}

/// Whether the governing concepts match, with those shared and those opposed.
fn measures(a: &Frame, b: &Frame, named: bool, dated: bool, implied: bool) -> Option<Fit> {
    let mut fit = Fit::default();
    for one in &a.measure {
        for other in &b.measure {
            if related(*one, *other) || converse(*one, *other) {
                fit.shared.push(*one);
            } else if one.opposes(*other) {
                fit.opposed = Some((*one, *other));
            }
        }
    }
    // A predicate that both share outweighs one that is opposed beside it.
    let shared_event = fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    if shared_event {
        fit.opposed = None;
    }
    if let (Some(one), Some(other)) = (a.motions.first(), b.motions.first())
        && one.opposes(*other)
    {
        fit.opposed = fit.opposed.or(Some((*one, *other)));
    }
    let both_bare = a.measure.is_empty() && b.measure.is_empty();
    let heads = a.head.iter().any(|stem| b.head.contains(stem)) || a.counted.is_some() && a.counted == b.counted;
    let motion = a.motions.iter().any(|one| b.motions.iter().any(|other| related(*one, *other)));
    let thing = a
        .things
        .iter()
        .any(|one| b.things.iter().any(|other| related(*one, *other) && one.def().kind == ConceptKind::Thing));
    let noun = a.noun.is_some() && a.noun == b.noun;
    let heads = heads || thing || noun;
    fit.shared.sort_unstable();
    fit.shared.dedup();
    if dated {
        // What happens has a date; what is measured has one only as the time that its value holds for.
        let event = |concept: &ConceptId| concept.def().kind == ConceptKind::Event;
        let happens = |frame: &Frame| frame.measure.iter().any(event);
        let bare = !happens(a) && !happens(b) && a.head.iter().any(|stem| b.head.contains(stem));
        return (fit.shared.iter().any(event) || bare || named).then_some(fit);
    }
    // A measure that only one side spells out is no mismatch, but then the rest must carry the match.
    fit.loose = a.measure.is_empty() != b.measure.is_empty() && fit.shared.is_empty() && fit.opposed.is_none();
    let matched = fit.loose
        || !fit.shared.is_empty()
        || fit.opposed.is_some()
        || (both_bare && (heads || motion))
        || implied
        || named;
    matched.then_some(fit)
}

/// What the two frames share, and what the smaller one holds, by weight.
fn weigh(a: &Frame, b: &Frame) -> (usize, usize) {
    let concepts = |frame: &Frame| {
        let mut all: Vec<ConceptId> = frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (concepts_a, concepts_b) = (concepts(a), concepts(b));
    let common = concepts_a
        .iter()
        .filter(|one| {
            concepts_b.iter().any(|other| related(**one, *other) || converse(**one, *other) || one.opposes(*other))
        })
        .count();
    let entities = |frame: &Frame| {
        let mut all: Vec<Entity> = frame.participants.iter().map(|participant| participant.entity.clone()).collect();
        all.dedup();
        all
    };
    let (entities_a, entities_b) = (entities(a), entities(b));
    let met = entities_a.iter().filter(|one| entities_b.iter().any(|other| same_entity(one, other))).count();
    let terms = a.terms.iter().filter(|stem| b.terms.contains(stem)).count();
    let weight =
        |concepts: usize, entities: usize, terms: usize| concepts * CONCEPT + entities * PARTICIPANT + terms * TERM;
    let shared = weight(common, met, terms);
    let smaller = weight(concepts_a.len(), entities_a.len(), a.terms.len()).min(weight(
        concepts_b.len(),
        entities_b.len(),
        b.terms.len(),
    ));
    (shared, smaller)
}

/// What the headlines and leads of the two documents share, in hundredths of the smaller.
fn about(a: &Claim, b: &Claim) -> usize {
    let (a, b) = (&a.about, &b.about);
    let concepts = a.concepts.iter().filter(|one| b.concepts.iter().any(|other| related(**one, *other))).count();
    let entities = a.entities.iter().filter(|one| b.entities.iter().any(|other| same_entity(one, other))).count();
    let terms = a.terms.intersection(&b.terms).count();
    let weight =
        |concepts: usize, entities: usize, terms: usize| concepts * CONCEPT + entities * PARTICIPANT + terms * TERM;
    let all = |about: &About| weight(about.concepts.len(), about.entities.len(), about.terms.len());
    (weight(concepts, entities, terms) * 100).checked_div(all(a).min(all(b))).unwrap_or_default()
}

/// Whether two entities can be one: a city is in its country.
fn same_entity(a: &Entity, b: &Entity) -> bool {
    match (a, b) {
        (Entity::Place(a), Entity::Place(b)) => a.lies_in(*b) || b.lies_in(*a),
        (Entity::Name(a), Entity::Name(b)) => {
            a == b || a.split(' ').any(|word| b.split(' ').any(|other| word == other))
        }
        _ => false,
    }
}

/// Participants that fill one part differently: each frame names one that the other does not, or the two change parts
/// (one state's embassy in another, and the other way round).
fn clash(a: &Claim, b: &Claim) -> Option<Clash> {
    let (one, other) = (&a.frame, &b.frame);
    let located = |frame: &Frame, place: bool| -> Vec<Entity> {
        let here = frame.participants.iter().filter(|participant| (participant.role == Role::Location) == place);
        here.map(|participant| participant.entity.clone()).filter(|entity| matches!(entity, Entity::Place(_))).collect()
    };
    for place in [false, true] {
        let (here, there) = (located(one, place), located(other, place));
        let (here_else, there_else) = (located(one, !place), located(other, !place));
        let has = |list: &[Entity], entity: &Entity| list.iter().any(|known| same_entity(known, entity));
        let alone = |list: &[Entity], other: &[Entity]| -> Vec<Entity> {
            list.iter().filter(|entity| !has(other, entity)).cloned().collect()
        };
        for x in alone(&here, &there) {
            for y in alone(&there, &here) {
                let elsewhere = place && !here.iter().any(|entity| has(&there, entity));
                let swapped = has(&there_else, &x) && has(&here_else, &y);
                let strangers = !has(&there_else, &x) && !has(&here_else, &y);
                if (swapped || strangers || elsewhere) && same_class(&x, &y) {
                    return Some(Clash { a: x, b: y });
                }
            }
        }
    }
    owners_clash(a, b).or_else(|| agents_clash(a, b))
}

/// Lengths and places in an order belong to somebody, in whatever words: the border of one state is not that of another.
fn owners_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    // One figure told of two places is worth asking about in whatever words the places are named.
    let owned = matches!(a.value.kind(), Kind::Dimension | Kind::Rank) || relate(&a.value, &b.value) == Relation::Same;
    if !owned || matches!(a.value, Value::Time(_)) {
        return None;
    }
    let alone = |one: &Frame, other: &Frame| -> Vec<Entity> {
        let places = one
            .participants
            .iter()
            .map(|participant| &participant.entity)
            .filter(|entity| matches!(entity, Entity::Place(_)));
        places
            .filter(|entity| !other.participants.iter().any(|known| same_entity(&known.entity, entity)))
            .cloned()
            .collect()
    };
    let (only_a, only_b) = (alone(&a.frame, &b.frame), alone(&b.frame, &a.frame));
    only_a.iter().find_map(|x| only_b.iter().find(|y| same_class(x, y)).map(|y| Clash { a: x.clone(), b: y.clone() }))
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
    // Where only one side tells who acts, it must at least be named on the other, if anyone is.
    let missing = |x: &Entity, other: &Frame| {
        names(other).into_iter().next().filter(|_| !names(other).iter().any(|name| same_entity(x, name)))
    };
    match (agent(&a.frame), agent(&b.frame)) {
        (Some(x), Some(y)) => (!same_entity(x, y)).then(|| Clash { a: x.clone(), b: y.clone() }),
        (Some(x), None) => missing(x, &b.frame).map(|y| Clash { a: x.clone(), b: y }),
        (None, Some(y)) => missing(y, &a.frame).map(|x| Clash { a: x, b: y.clone() }),
        (None, None) => None,
    }
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

/// A clash is worth showing only where all else agrees: one rank with two holders, one number at two places.
fn clash_is_telling(a: &Claim, b: &Claim, share: usize) -> bool {
    let equal = relate(&a.value, &b.value) == Relation::Same;
    equal && share >= CLOSE || matches!(a.value, Value::Rank(_)) && share >= SHARE
}
