//! Figures of a whole and of a part of it: a province, a cause, a group, a kind.

use super::super::case::lie_far;
use super::super::words::{entity, value};
use super::super::{Case, Outcome, Verdict};
use super::{FULL, count, incomparable, sizes};
use crate::claim::{Claim, Content, Entity, Frame, Object, Part, Role, Status};
use crate::language::{APPOSED, ConceptId, ConceptKind, PLACES, PlaceId, PlaceKind};
use crate::topic::same_entity;
use crate::value::{Kind, Relation, Value};
use rust_decimal::Decimal;

/// A part is at most four fifths of its whole, or sources may mean one thing.
const FOUR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);
const FIVE: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// People hit at a place that the other article does not tell of at all: the dead of a storm in the next country.
pub(super) fn elsewhere(case: &Case<'_>) -> Option<Outcome> {
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

/// Those who were hit by one cause are not those who were hit by another: fumes, accidents on icy roads, two diseases.
pub(super) fn causes(case: &Case<'_>) -> Option<Outcome> {
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
pub(super) fn in_one_area(case: &Case<'_>) -> Option<Outcome> {
    let sums = matches!(case.a.value.kind(), Kind::Number | Kind::Currency | Kind::Dimension);
    let hit = case.a.frame.runs() || case.b.frame.runs();
    if case.a.value.kind() == Kind::Percent {
        return one_area_votes(case);
    }
    if !sums || hit || !case.values_clash() {
        return None;
    }
    let alone = |one: &Claim, other: &Claim| -> Option<String> {
        one.frame.area.filter(|_| other.frame.area.is_none())?;
        let named = other.frame.participants.iter().any(|who| matches!(who.entity, Entity::Name(_)));
        let opens_with = |claim: &Claim, entity: &Entity| match entity {
            Entity::Place(place) => claim.about.opens_at(*place),
            // Where names have no capital, a document that opens with the words opens with the name.
            Entity::Name(name) => {
                let word = |word: &str| claim.about.opens_with_word(&claim.language.stem(word));
                name.sounds().iter().all(|sound| claim.about.opens_with_name(Content::sound(sound)))
                    || !claim.language.capitalises_names && name.words().split(' ').all(word)
            }
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
        let shared = other.frame.participants.iter().any(|who| same_entity(&who.entity, place));
        (!shared).then(|| entity(place))
    };
    let place = alone(case.a, case.b).or_else(|| alone(case.b, case.a))?;
    incomparable(format!("only one is told of {place} alone"))
}

/// A share of the votes of one province is not that of the whole country.
fn one_area_votes(case: &Case<'_>) -> Option<Outcome> {
    let votes = case.fit.shared.iter().any(|concept| concept.def().held);
    let ((Some(area), None) | (None, Some(area))) = (case.a.frame.area, case.b.frame.area) else { return None };
    (votes && case.values_clash()).then(|| incomparable(format!("only one is told of one {} alone", area.name())))?
}

/// Whether two names can be one, in whatever script.
fn is_one_name(one: &Entity, other: &Entity) -> bool {
    matches!((one, other), (Entity::Name(one), Entity::Name(other)) if one.may_be(other))
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
    let told = |entity: &Entity| named(other).iter().any(|known| known == entity || is_one_name(known, entity));
    let shared = named(one).iter().any(told);
    // A place of the data is narrower where it lies in one that the other side tells of.
    let within = |entity: &Entity| match entity {
        Entity::Name(_) => true,
        Entity::Place(place) => {
            named(other).iter().any(|known| matches!(known, Entity::Place(known) if place.lies_in(*known)))
        }
    };
    let alone = named(one).into_iter().find(|entity| !told(entity) && within(entity))?;
    shared.then(|| entity(&alone))
}

/// The two are of different parts of a whole.
pub(super) fn parts(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (&case.a.frame, &case.b.frame);
    if case.fit.combined {
        return exceeds(case).or_else(|| incomparable("one is a combined count of more than the other counts"));
    }
    // Those who are counted can name the part by themselves: twenty tourists are twenty tourists.
    let same_part =
        a.counted.is_some_and(|concept| concept.def().broader.is_some()) && a.counted == b.counted || sizes(case);
    // All of the seats are all of them, whether some are told beside or not.
    let whole = a.part == Some(Part::Whole) || b.part == Some(Part::Whole);
    // Of those who may vote, *55 % of the* so many tells all of them.
    let electorate = |frame: &Frame| {
        frame
            .measure
            .iter()
            .any(|concept| !concept.def().people.is_empty() && concept.def().kind == ConceptKind::Measure)
    };
    let all = whole
        && electorate(a)
        && electorate(b)
        && !(a.part.is_some() && b.part.is_some())
        && !lie_far(&case.a.value, &case.b.value);
    let same_part = same_part || all || whole && !case.values_clash();
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
    // The 20 who died at the station are the 20 of whom only the sentence before says where; at the airport 20 others did.
    let settings = matches!((&a.part, &b.part), (Some(Part::Setting(_)), Some(Part::Setting(_))));
    // Where it struck may be left out, too.
    let struck = a.counted.is_some_and(|concept| concept.strikes()) && (a.part.is_none() || b.part.is_none());
    let alone = || gives_alone(case.a, case.beside_a) && gives_alone(case.b, case.beside_b);
    let same_part = same_part || struck || case.gives_one_figure() && !settings && alone();
    // One figure of one thing is one, whether its sentence names the whole or not: `seven of the injured are in intensive
    // care`, `seven in intensive care`.
    let measured = || !case.fit.shared.is_empty() && !case.fit.by_figure;
    let same_part = same_part || case.fit.story && case.relation == Relation::Same && !settings && measured();
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
    let dated_by_itself = dated_alike && dates_itself(case.a, case.beside_a) && dates_itself(case.b, case.beside_b);
    if (a.status == Status::Former) != (b.status == Status::Former) && case.values_clash() && !dated_by_itself {
        return incomparable("one is told as what the figure was before");
    }
    let one_dated = matches!(case.periods(), (Some(_), None) | (None, Some(_)));
    // `before the revolt that toppled` one man: what both name beside is of one time.
    let met = || names_met(a, b);
    if a.status == Status::Former && one_dated && case.values_clash() && case.fit.share < FULL && !met() {
        return incomparable("both are told as what a figure was before, and only one says when");
    }
    groups(case)
        .or_else(|| partners(case))
        .or_else(|| shocks(case))
        .or_else(|| count::counted(case))
        .or_else(|| narrowed(case))
}

/// Whether no other figure of its sentence tells how many the same happened to: the whole, or another part.
fn gives_alone(claim: &Claim, beside: &[&Claim]) -> bool {
    let same = |near: &&Claim| {
        let met = near.frame.measure.iter().any(|concept| claim.frame.measure.contains(concept));
        near.id != claim.id && near.value.kind() == claim.value.kind() && met
    };
    !beside.iter().any(same)
}

/// More are told to be hurt than another report of the story has dead and hurt together.
fn exceeds(case: &Case<'_>) -> Option<Outcome> {
    let all = |claim: &Claim| claim.frame.combined;
    let (whole, part) = if all(case.a) { (case.a, case.b) } else { (case.b, case.a) };
    let exact = |claim: &Claim| match &claim.value {
        Value::Quantity(quantity) if quantity.is_bare() => quantity.base(),
        _ => None,
    };
    let alike = whole.frame.part.is_none() && part.frame.part.is_none() && !part.frame.background;
    let more = exact(part)? > exact(whole)?;
    let places = |frame: &Frame| -> Vec<Entity> {
        let all = frame.participants.iter().map(|who| &who.entity);
        all.filter(|entity| matches!(entity, Entity::Place(_))).cloned().collect()
    };
    let (here, there) = (places(&whole.frame), places(&part.frame));
    let one_place = whole.frame.area == part.frame.area
        && here.iter().all(|place| there.contains(place))
        && there.iter().all(|place| here.contains(place));
    let (one, other) = case.periods();
    let one_time = one == other;
    let near = !lie_far(&case.a.value, &case.b.value);
    if !(case.fit.story && alike && more && one_place && one_time && near) {
        return None;
    }
    let reason = format!("{} together are fewer than {} alone", value(&whole.value), value(&part.value));
    let later = case.in_order().is_some_and(|(_, later)| later.id == part.id);
    if later {
        return Outcome::new(Verdict::Update, format!("a count that rises between reports: {reason}"));
    }
    Outcome::flagged(Verdict::Tension, reason, "the lower count is the earlier one, or of another happening")
}

/// Whether both name one person, body or place that the data does not know.
fn names_met(a: &Frame, b: &Frame) -> bool {
    a.participants.iter().any(|one| b.participants.iter().any(|other| is_one_name(&one.entity, &other.entity)))
}

/// The two are of different causes, groups, kinds or parts, each of which is named.
pub(super) fn sorts(case: &Case<'_>) -> Option<Outcome> {
    let parts = |frame: &Frame| matches!(frame.part, Some(Part::Setting(_) | Part::Besides | Part::Added));
    let apart = case.a.frame.part != case.b.frame.part && (parts(&case.a.frame) || parts(&case.b.frame));
    causes(case)
        .or_else(|| two_groups(case))
        .or_else(|| two_kinds(case))
        .or_else(|| self::parts(case).filter(|_| apart))
}

/// Whether what a figure was before has a time that the figure it is held against does not have.
fn dates_itself(claim: &Claim, beside: &[&Claim]) -> bool {
    let same = |near: &&&Claim| {
        near.id != claim.id
            && near.frame.status != Status::Former
            && near.value.kind() == claim.value.kind()
            && near.frame.told_time() == claim.frame.told_time()
    };
    claim.frame.status != Status::Former || !beside.iter().any(|near| same(&near))
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
            // The sea off a town is no second place that was hit.
            Entity::Place(place) if !matches!(place.def().kind, PlaceKind::Organisation | PlaceKind::Water) => {
                Some(place)
            }
            _ => None,
        })
    };
    let mut lands: Vec<PlaceId> =
        places().filter(|place| !places().any(|other| other != *place && place.lies_in(other))).collect();
    lands.dedup();
    lands
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

/// Only one amount is told of a kind of what both measure, gas revenue, and is not near the other; or both are, and of two
/// kinds. Of shares, such as food inflation, those that are near are two as well.
fn narrowed(case: &Case<'_>) -> Option<Outcome> {
    let share = case.a.value.kind() == Kind::Percent;
    if let Some(two) = two_kinds(case) {
        return Some(two);
    }
    if !may_be_narrowed(case) {
        return None;
    }
    if let Some(kind) = narrower_measure(case.a, case.b, case).or_else(|| narrower_measure(case.b, case.a, case)) {
        return incomparable(format!("only one is told of {} alone", kind.name()));
    }
    let kind = narrower_kind(case.a, case.b).or_else(|| narrower_kind(case.b, case.a));
    let kind = kind.filter(|_| share || lie_far(&case.a.value, &case.b.value))?;
    incomparable(format!("only one is told of {kind} alone"))
}

/// The measure of one amount beside what both do: `spends 16 billion on wages`, `spends 24 billion`.
fn narrower_measure(one: &Claim, other: &Claim, case: &Case<'_>) -> Option<ConceptId> {
    let measure = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure;
    if one.value.kind() != Kind::Currency || case.fit.shared.is_empty() || case.fit.shared.iter().any(measure) {
        return None;
    }
    // What is told of a part is well below the whole.
    let below = |(part, whole): (Decimal, Decimal)| {
        part.checked_mul(FIVE).zip(whole.checked_mul(FOUR)).is_some_and(|(part, whole)| part <= whole)
    };
    if !one.value.base().zip(other.value.base()).is_some_and(below) {
        return None;
    }
    let beside = || other.frame.measure.iter().chain(&other.frame.things).chain(&other.frame.whole);
    let told = |concept: &ConceptId| beside().any(|known| known.is_a(*concept) || concept.is_a(*known));
    // Of two measures, each told by one side alone, neither says that the other is narrower.
    let own = other.frame.measure.iter().any(measure);
    one.frame.measure.iter().copied().find(|concept| measure(concept) && !told(concept)).filter(|_| !own)
}

/// Each amount is told of a kind of its own.
fn two_kinds(case: &Case<'_>) -> Option<Outcome> {
    if !may_be_narrowed(case) {
        return None;
    }
    let (one, other) = (narrower_kind(case.a, case.b)?, narrower_kind(case.b, case.a)?);
    incomparable(format!("of different kinds: {one}, {other}"))
}

/// Whether two values that clash are of what comes in kinds.
fn may_be_narrowed(case: &Case<'_>) -> bool {
    let kinds = [Kind::Percent, Kind::Currency, Kind::Dimension, Kind::Number];
    kinds.contains(&case.a.value.kind()) && case.values_clash()
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
fn two_groups(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (&case.a.frame, &case.b.frame);
    // Who is hit beside those who are counted is told beside.
    let near = |frame: &Frame| -> Vec<ConceptId> {
        let beside = frame.things.iter().filter(|_| !frame.runs()).chain(&frame.counted);
        beside.copied().filter(|concept| concept.def().kind == ConceptKind::Person).collect()
    };
    let apart = first_opposed(&a.qualifiers, &b.qualifiers).or_else(|| first_opposed(&near(a), &near(b)));
    let (one, other) = apart.filter(|_| case.values_clash())?;
    incomparable(format!("of different groups: {}, {}", one.name(), other.name()))
}

/// The same, or only one is told of such a group.
fn groups(case: &Case<'_>) -> Option<Outcome> {
    if let Some(two) = two_groups(case) {
        return Some(two);
    }
    let (a, b) = (&case.a.frame, &case.b.frame);
    let marked = |one: &Frame, other: &Frame| {
        one.qualifiers.iter().copied().find(|concept| concept.def().marked && !other.qualifiers.contains(concept))
    };
    // Where people are hit, the villages are where it happened.
    let hit = a.runs() || b.runs();
    let only = marked(a, b).or_else(|| marked(b, a)).filter(|_| case.values_clash() && !hit)?;
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
        // The only country that an article opens with is the one whose deficit it tells, and no other.
        let countries = |claim: &Claim| {
            let all = PLACES.iter().zip(0..).filter(|(def, _)| def.kind == PlaceKind::Country);
            all.map(|(_, place)| PlaceId(place)).filter(|place| claim.about.opens_at(*place)).count()
        };
        let level = case.fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
        let home = |place: PlaceId| level && one.about.opens_at(place) && countries(one) == 1;
        names(one).find(|place| place.def().kind == PlaceKind::Country && !told(*place) && !home(*place))
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
