//! Whether two claims measure or count the same.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::fit::Fit;
use super::said::same_entity;
use crate::claim::{Claim, Entity, Frame};
use crate::language::{APPOSED, ConceptId, ConceptKind, PlaceKind};
use crate::value::{Dimension, Kind, Modifier, Relation, Time, Unit, Value, relate};

/// The places that a distance lies between.
const ENDS: usize = 2;

/// Years within which two ages are of one person who is told by what he is.
const AGES: i64 = 10;

/// The dimension that measures several things: heights, distances, borders.
const LENGTH: &str = "length";
/// The dimension of weights.
const MASS: &str = "mass";
/// The dimensions of what has a size in space.
const EXTENTS: [&str; 2] = [LENGTH, "area"];

/// Whether both tell of the one goal of its kind: the winning goal.
#[must_use]
pub fn share_goal(a: &Frame, b: &Frame) -> bool {
    let told = |frame: &Frame| -> Vec<ConceptId> {
        frame.things.iter().chain(&frame.measure).copied().filter(|concept| concept.def().unique).collect()
    };
    told(a).iter().any(|concept| told(b).contains(concept))
}

/// Whether two values are of kinds that can speak of one thing.
pub fn kinds_fit(a: &Value, b: &Value) -> bool {
    let family = |kind| match kind {
        Kind::DateRange => Kind::Date,
        kind => kind,
    };
    match (a, b) {
        (Value::Quantity(a), Value::Quantity(b)) => a.unit.measures_like(&b.unit) || a.is_of_other_money(b),
        _ => family(a.kind()) == family(b.kind()),
    }
}

/// What a number counts.
enum Counted<'a> {
    /// People, by the concept of the noun where it names one; `قتلى` and *wounded* do not.
    People(Option<ConceptId>),
    /// Something else, by its noun.
    Things(Option<ConceptId>, &'a str),
    /// Nothing is named.
    Bare,
}

impl<'a> Counted<'a> {
    fn of(frame: &'a Frame) -> Self {
        let Some(noun) = &frame.noun else { return Self::Bare };
        match frame.counted {
            Some(concept) if concept.def().kind == ConceptKind::Person => Self::People(Some(concept)),
            // `9 of the forces were killed`: of a body, people are hit.
            Some(concept) if concept.def().kind == ConceptKind::Body && frame.runs() => Self::People(None),
            None if frame.runs() => Self::People(None),
            concept => Self::Things(concept, noun),
        }
    }
}

/// Whether both count people by the name of their land, and not of one: Tunisians, Libyans.
fn of_two_nations(a: &Claim, b: &Claim) -> bool {
    a.value.unit_id() != b.value.unit_id() && a.nation().zip(b.nation()).is_some_and(|(one, other)| one != other)
}

/// Whether what is counted can be the same: one noun, or one concept within the other. Whether it is the counted noun
/// that the two share, too.
pub fn counted_fits(a: &Claim, b: &Claim) -> Option<bool> {
    if !matches!((&a.value, &b.value), (Value::Quantity(_), Value::Quantity(_))) {
        return Some(false);
    }
    if of_two_nations(a, b) {
        return None;
    }
    match (Counted::of(&a.frame), Counted::of(&b.frame)) {
        (Counted::Things(one, noun), Counted::Things(other, another)) => {
            let same = noun == another || one.zip(other).is_some_and(|(one, other)| related(one, other));
            same.then_some(true)
        }
        // Observers, passengers: who is counted tells the count where nobody is hit.
        (Counted::People(Some(one)), Counted::People(Some(other))) => {
            let hit = a.frame.runs() || b.frame.runs();
            let told = one == other && one.def().broader.is_some() && !hit && !is_few(a) && !is_few(b);
            related(one, other).then_some(told)
        }
        (Counted::People(_) | Counted::Bare, Counted::People(_) | Counted::Bare) => Some(false),
        // A number that names nothing can count things only where nobody is hit.
        (Counted::Things(..), Counted::Bare) | (Counted::Bare, Counted::Things(..)) => {
            (!a.frame.runs() && !b.frame.runs()).then_some(false)
        }
        (Counted::Things(Some(thing), _), Counted::People(Some(who))) if counts_people(thing, who, &b.frame) => {
            Some(true)
        }
        (Counted::People(Some(who)), Counted::Things(Some(thing), _)) if counts_people(thing, who, &a.frame) => {
            Some(true)
        }
        (Counted::Things(..), Counted::People(_)) | (Counted::People(_), Counted::Things(..)) => None,
    }
}

/// Whether so many of a thing are so many of the people whom the other side counts: votes and those who cast them, seats and
/// deputies.
fn counts_people(thing: ConceptId, who: ConceptId, of: &Frame) -> bool {
    let does = || of.measure.iter().any(|concept| related(*concept, thing));
    let said = matches!(thing.def().kind, ConceptKind::Event | ConceptKind::Measure);
    is_among(who, thing.def().people) && (!said || does())
}

/// Whether two nouns count the same people, in two words: seats and deputies, voters and those who voted.
#[must_use]
pub fn same_people(one: ConceptId, other: ConceptId, fit: &Fit) -> bool {
    let both = |event: &ConceptId| {
        let who = |concept: ConceptId| concept == *event || is_among(concept, event.def().people);
        who(one) && who(other)
    };
    is_among(other, one.def().people) || is_among(one, other.def().people) || fit.shared.iter().any(both)
}

/// Whether a concept is one of some, or a kind of one of them.
#[must_use]
pub fn is_among(concept: ConceptId, list: &[ConceptId]) -> bool {
    list.iter().any(|known| concept == *known || concept.def().broader == Some(*known) && known.def().broader.is_some())
}

/// Fewer than so many are some of those who are known: two of the three men.
const FEW: Decimal = Decimal::TEN;

/// Whether a claim counts only a few.
#[must_use]
pub fn is_few(claim: &Claim) -> bool {
    claim.value.base().is_some_and(|count| count < FEW)
}

/// Whether two shares can be of one whole: no event or thing of one whole is missing from the other.
pub fn wholes_fit(a: &Frame, b: &Frame) -> bool {
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

/// Whether the governing concepts match, with those shared and those opposed.
///
/// What is known of the two is in `known`: whether one noun is counted, one story told, one sentence told again; `heard`
/// tells whether a name that one of them gives is among the words of the other.
pub fn measures(one: &Claim, other: &Claim, known: Fit, named: bool, heard: &dyn Fn() -> bool) -> Option<Fit> {
    let (a, b) = (&one.frame, &other.frame);
    let (dated, implied) = (matches!(one.value, Value::Time(_)), unit_tells_measure(one, other));
    let (counted, retold) = (known.counted, known.retold);
    let mut fit = known;
    let percent = one.value.kind() == Kind::Percent;
    // The blast is the attack, where both tell its hour.
    let moment = tells_moment_of_strike(one) && tells_moment_of_strike(other);
    for one in &a.measure {
        for other in &b.measure {
            // A share of the product is no growth of it.
            let measure = one.def().kind == ConceptKind::Measure && (one != other || percent);
            let shares_of = measure && a.whole.contains(one) != b.whole.contains(other);
            let struck = moment && one.strikes() && other.strikes();
            if related(*one, *other) && !shares_of || converse(*one, *other) || struck {
                fit.shared.extend([*one, *other]);
            } else if one.opposes(*other) {
                fit.opposed = fit.opposed.or(Some((*one, *other)));
            }
        }
    }
    let shared_event = fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    // A predicate that both share outweighs one that is opposed beside it.
    if shared_event {
        fit.opposed = a.predicate.zip(b.predicate).filter(|(one, other)| one.opposes(*other));
    }
    fit.opposed = fit.opposed.or_else(|| opposed_motions(a, b, retold));
    if !dated && fit.opposed.is_none() {
        let equal = || relate(&one.value, &other.value).agrees();
        fit.opposed = opposed_happenings(a, b, shared_event && !retold).filter(|_| equal());
    }
    // Those who were saved may be as old as those who were not.
    let fate = |concept: &ConceptId| concept.def().running || concept.def().spares;
    if fit.shared.iter().any(|concept| Some(*concept) == APPOSED)
        && fit.opposed.is_some_and(|(one, other)| fate(&one) || fate(&other))
    {
        fit.opposed = None;
    }
    // Jobs lost on farms and created in services are no two accounts.
    let one_figure = || relate(&one.value, &other.value) == Relation::Same;
    if fit.opposed.is_some() && first_opposed(&a.qualifiers, &b.qualifiers).is_some() && !one_figure() {
        return None;
    }
    // What governs one value stands beside the other: in sentences that tell the same, nearness decided otherwise.
    let across = fit.shared.is_empty() && fit.opposed.is_none() && (beside(a, b) || beside(b, a));
    let apart = || {
        measured_apart(one, other, &fit)
            || passed_apart(a, b, &fit)
            || hit_apart(one, other, &fit)
            || ends_apart(one, other, &fit, heard)
            || took_apart(one, other)
            || sorted_apart(one, other)
            || sorted_apart(other, one)
    };
    if !named && (priced_apart(one, other) || extents_apart(one, other, &fit, heard) || paid_apart(one, other)) {
        return None;
    }
    // The dead and the injured are two, however alike they are told.
    let hit_alike = || !(a.runs() && b.runs() && hit_apart(one, other, &fit));
    if !named && (!(retold && across) && apart() || !hit_alike() || owned_apart(one, other, &fit, retold)) {
        return None;
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
        // What is traded rises in one month and falls in another.
        let moves = a.motions.first().zip(b.motions.first()).is_some_and(|(one, other)| one.opposes(*other));
        let event =
            |concept: &ConceptId| concept.def().kind == ConceptKind::Event && !(moves && concept.def().partners);
        let happens = |frame: &Frame| frame.measure.iter().any(event);
        let bare = !happens(a) && !happens(b) && a.head.iter().any(|stem| b.head.contains(stem));
        let begun = has_since(one, other) || has_since(other, one);
        fit.loose = begun && fit.shared.is_empty();
        // A rise and a fall, and other opposites: of two times they are two happenings.
        let one_time = || relate(&one.value, &other.value) == Relation::Same;
        let opposed = fit.opposed.is_some_and(|(x, y)| event(&x) && event(&y) || one_time());
        return (fit.shared.iter().any(event) || bare || begun || named || opposed).then_some(fit);
    }
    // A measure that only one side spells out is no mismatch, but then the rest must carry the match.
    let one_sided = a.measure.is_empty() != b.measure.is_empty() && fit.shared.is_empty() && fit.opposed.is_none();
    let people = |frame: &Frame| frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Person);
    // `pays 5 billion on imports`, `imports 5 billion`: what governs one amount stands beside the other.
    let crossed = across && (one.value.kind() == Kind::Currency || retold);
    fit.loose = one_sided || crossed || both_bare && people(a) && people(b);
    // Hours and minutes are many in a story: 21 minutes later, in seven hours.
    let moved = !a.motions.is_empty() || !b.motions.is_empty();
    if both_bare && !moved && !named && !retold && is_short(&one.value) && is_short(&other.value) {
        return None;
    }
    let matched = fit.loose
        || !fit.shared.is_empty()
        || fit.opposed.is_some()
        || (both_bare && (heads || motion))
        || counted
        || implied
        || named;
    matched.then_some(fit)
}

/// Whether a claim tells the hour of what struck.
pub fn tells_moment_of_strike(claim: &Claim) -> bool {
    let hour = matches!(claim.value, Value::Time(Time::Clock { .. }));
    hour && claim.frame.measure.iter().any(ConceptId::strikes)
}

/// Whether a value is a length of time of less than a day.
fn is_short(value: &Value) -> bool {
    let Value::Quantity(quantity) = value else { return false };
    let day = Unit::known("day").and_then(|day| day.to_base(Decimal::ONE));
    value.kind() == Kind::Duration && quantity.base().zip(day).is_some_and(|(length, day)| length < day)
}

/// Whether one tells since when something is there, and the other when it began: `has had an embassy since 1992`, `opened
/// its embassy in 1992`.
fn has_since(one: &Claim, other: &Claim) -> bool {
    let (has, begins) = (&one.frame, &other.frame);
    let since = matches!(&one.value, Value::Time(time) if time.modifier() == Modifier::AtLeast);
    let is_there = |concept: &ConceptId| matches!(concept.def().kind, ConceptKind::Thing | ConceptKind::Body);
    let nothing_happens = !has.measure.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    let thing = || has.things.iter().filter(|thing| is_there(thing)).any(|thing| begins.things.contains(thing));
    since && nothing_happens && begins.measure.iter().any(|concept| concept.def().begins) && thing()
}

/// Whether the other frame names, beside its value, what governs this one's.
fn beside(frame: &Frame, other: &Frame) -> bool {
    let mut near = other.things.iter().chain(&other.whole);
    near.any(|thing| frame.measure.iter().any(|concept| related(*concept, *thing)))
}

/// Motions that cannot both hold, of two frames that share none: rise, fall. Sentences that tell the same again may share
/// others.
fn opposed_motions(a: &Frame, b: &Frame, retold: bool) -> Option<(ConceptId, ConceptId)> {
    if a.motions.is_empty() || b.motions.is_empty() {
        return None;
    }
    let lone = |frame: &Frame, other: &Frame| -> Vec<ConceptId> {
        let met = |motion: &ConceptId| other.motions.iter().any(|known| related(*known, *motion));
        frame.motions.iter().copied().filter(|motion| !met(motion)).collect()
    };
    let (here, there) = (lone(a, b), lone(b, a));
    let shares = here.len() < a.motions.len() || there.len() < b.motions.len();
    if shares && !retold {
        return None;
    }
    first_opposed(&here, &there)
}

/// Happenings of two clauses that cannot both hold of one thing, whichever of them governs the value: the 45 who are
/// sentenced and the 45 who are acquitted.
fn opposed_happenings(a: &Frame, b: &Frame, shared_event: bool) -> Option<(ConceptId, ConceptId)> {
    fn all(frame: &Frame) -> impl Iterator<Item = ConceptId> {
        frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied()
    }
    // Few can be opposed by anything: whether both are told alone is asked of those that are.
    let lone = |concept: ConceptId, other: &Frame| {
        let told = other.measure.iter().chain(&other.things).any(|known| related(*known, concept));
        // Where one happening is shared, only things can be opposed: the public and the private sector.
        (!shared_event || concept.def().kind != ConceptKind::Event) && !told
    };
    let opposed = |one: ConceptId| all(b).find(|other| one.opposes(*other) && lone(one, b) && lone(*other, a));
    let mut opposable = all(a).filter(|one| !one.def().opposite.is_empty());
    opposable.find_map(|one| opposed(one).map(|other| (one, other)))
}

/// The first of some concepts that cannot hold with one of the others.
pub fn first_opposed(a: &[ConceptId], b: &[ConceptId]) -> Option<(ConceptId, ConceptId)> {
    a.iter().find_map(|one| b.iter().find(|other| one.opposes(**other)).map(|other| (*one, *other)))
}

/// Whether each amount names what it measures, and they name different things: the weight and the speed of one body.
fn measured_apart(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let measures = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    let shared = fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    // Turnout is no share that somebody has of the votes.
    let votes = || fit.shared.iter().all(|concept| concept.def().held) && measures(a) != measures(b);
    let share_of_votes = a.value.kind() == Kind::Percent && !fit.shared.is_empty() && votes();
    let both = a.value.kind() != Kind::Number && measures(a) && measures(b) && !shared;
    (both || share_of_votes) && fit.opposed.is_none()
}

/// Whether something happens to goods in both, and not the same: goods that are sold, and goods that are imported.
fn passed_apart(a: &Frame, b: &Frame, fit: &Fit) -> bool {
    let event = |concept: &&ConceptId| concept.def().kind == ConceptKind::Event;
    let passes = |frame: &Frame| frame.measure.iter().filter(event).any(|concept| concept.def().goods);
    fit.opposed.is_none() && passes(a) && passes(b) && !fit.shared.iter().any(|concept| event(&concept))
}

/// Whether two lengths of time are of different happenings, each of which its sentence tells.
fn took_apart(a: &Claim, b: &Claim) -> bool {
    if a.value.kind() != Kind::Duration {
        return false;
    }
    let what = |claim: &Claim| -> Vec<ConceptId> {
        let events = claim.frame.measure.iter().filter(|concept| concept.def().kind == ConceptKind::Event);
        events.copied().filter(|concept| !concept.lasts()).collect()
    };
    let (here, there) = (what(a), what(b));
    let met = here.iter().any(|one| there.iter().any(|other| related(*one, *other) || one.opposes(*other)));
    let lasts = [a, b].iter().any(|claim| claim.frame.measure.iter().any(ConceptId::lasts));
    lasts && !here.is_empty() && !there.is_empty() && !met
}

/// Whether one counts people hit by something and the other does not count the same: the dead and the explosions.
fn hit_apart(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let shared = fit.shared.iter().any(|concept| concept.def().running);
    // That one count rose where something fell says nothing of whom they count.
    let opposed = fit.opposed.is_some_and(|(one, _)| one.def().kind != ConceptKind::Motion);
    !fit.counted && a.value.kind() == Kind::Number && (a.frame.runs() || b.frame.runs()) && !shared && !opposed
}

/// Whether a bare number is of one sort of what the other counts all of: the invalid among the votes.
fn sorted_apart(sort: &Claim, all: &Claim) -> bool {
    let sorts = |concept: &&ConceptId| concept.def().kind == ConceptKind::Measure && !concept.def().opposite.is_empty();
    let mut own = sort.frame.measure.iter().filter(sorts).peekable();
    let held = all.frame.counted.is_some_and(|concept| concept.def().held);
    let told =
        |concept: &ConceptId| all.frame.measure.iter().chain(&all.frame.things).any(|other| related(*concept, *other));
    held && sort.value.kind() == Kind::Number && sort.frame.noun.is_none() && own.peek().is_some() && !own.any(told)
}

/// Whether both tell the price of something, and of different things: gold, oil.
fn priced_apart(a: &Claim, b: &Claim) -> bool {
    // `closed at 80 dollars a barrel` is a price, whatever the word.
    let each = |claim: &Claim| {
        claim.value.kind() == Kind::Currency
            && matches!(&claim.value, Value::Quantity(quantity) if quantity.per.is_some())
    };
    let priced = |claim: &Claim| {
        each(claim) || claim.frame.measure.iter().chain(&claim.frame.whole).any(|concept| concept.def().each)
    };
    // What governs the value is nearer than what stands beside, which may be that of another.
    let thing = |concept: &ConceptId| concept.def().kind == ConceptKind::Thing;
    let goods = |frame: &Frame| -> Vec<ConceptId> {
        let own: Vec<ConceptId> = frame.measure.iter().chain(&frame.whole).copied().filter(thing).collect();
        if own.is_empty() { frame.things.iter().copied().filter(thing).collect() } else { own }
    };
    if !priced(a) && !priced(b) {
        return false;
    }
    let (here, there) = (goods(&a.frame), goods(&b.frame));
    let met = here.iter().any(|one| there.iter().any(|other| related(*one, *other)));
    !here.is_empty() && !there.is_empty() && !met
}

/// Whether two amounts are for those who were hit in different ways: the dead, the injured.
fn paid_apart(one: &Claim, other: &Claim) -> bool {
    let hit = |claim: &Claim| -> Vec<ConceptId> {
        let told = claim.frame.measure.iter().chain(&claim.frame.things).chain(&claim.frame.whole);
        told.copied().filter(|concept| concept.def().running).collect()
    };
    if one.value.kind() != Kind::Currency {
        return false;
    }
    let (here, there) = (hit(one), hit(other));
    let met = here.iter().any(|concept| there.iter().any(|other| related(*concept, *other)));
    !here.is_empty() && !there.is_empty() && !met
}

/// Whether both tell how long, wide or heavy something is, and name different things: the coast and the railways of a country.
/// Words of two languages are not held against each other.
fn extents_apart(one: &Claim, other: &Claim, fit: &Fit, heard: &dyn Fn() -> bool) -> bool {
    let plain = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure;
    // A narrower measure says enough: an altitude is a height at which something is, whatever the words for it.
    let says_enough = |concept: &ConceptId| concept.def().broader.is_some() && !concept.def().owned;
    let only_measured = fit.shared.iter().all(|concept| plain(concept) && !says_enough(concept));
    let equal = || relate(&one.value, &other.value) == Relation::Same;
    let sized = is_extent(&one.value) || is_mass(&one.value);
    let extents = only_measured && fit.opposed.is_none() && sized && !equal();
    if !extents || share_ends(one, other, fit, heard) {
        return false;
    }
    let things = |frame: &Frame| -> Vec<ConceptId> {
        let all = frame.measure.iter().chain(&frame.whole).chain(&frame.things);
        all.copied().filter(|concept| !plain(concept)).collect()
    };
    let words = |frame: &Frame| -> Vec<CompactString> { frame.terms.iter().chain(&frame.head).cloned().collect() };
    let (here, there) = (things(&one.frame), things(&other.frame));
    if here.iter().any(|thing| there.iter().any(|another| related(*thing, *another))) {
        return false;
    }
    let (said, told) = (words(&one.frame), words(&other.frame));
    if one.language.code != other.language.code {
        return !here.is_empty() && !there.is_empty();
    }
    // What is measured otherwise can be what has the extent: a gap.
    let wide = |concept: &ConceptId| plain(concept) && !concept.def().of.iter().any(|of| EXTENTS.contains(of));
    let named = |things: &[ConceptId], words: &[CompactString], frame: &Frame| {
        !things.is_empty() || !words.is_empty() || frame.things.iter().any(wide)
    };
    let both = named(&here, &said, &one.frame) && named(&there, &told, &other.frame);
    both && !said.iter().any(|word| told.contains(word))
}

/// Whether a value is a length or an area.
pub fn is_extent(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity) if matches!(quantity.unit.dimension(), Dimension::Physical(name) if EXTENTS.contains(&name)))
}

fn is_mass(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity) if quantity.unit.dimension() == Dimension::Physical(MASS))
}

/// Whether both are told between the same two places, whatever else their sentences tell.
fn share_ends(a: &Claim, b: &Claim, fit: &Fit, heard: &dyn Fn() -> bool) -> bool {
    let between = fit.shared.iter().any(|concept| concept.def().between);
    let (here, there) = (&a.frame.participants, &b.frame.participants);
    let met = here.iter().filter(|one| there.iter().any(|other| same_entity(&one.entity, &other.entity)));
    between && (met.count() >= ENDS || fit.story && one_end(&a.frame, &b.frame, heard))
}

/// Whether both name one town or other place alone, in whatever part: the other end is where what both tell of happened.
fn one_end(a: &Frame, b: &Frame, heard: &dyn Fn() -> bool) -> bool {
    let narrow = |entity: &Entity| match entity {
        Entity::Name(_) => true,
        Entity::Place(place) => matches!(place.def().kind, PlaceKind::City | PlaceKind::Region),
    };
    let ends = |frame: &Frame| -> Vec<Entity> {
        let all = frame.participants.iter().map(|who| &who.entity);
        all.filter(|entity| narrow(entity)).cloned().collect()
    };
    let (here, there) = (ends(a), ends(b));
    match (here.as_slice(), there.as_slice()) {
        ([one], [other]) => same_entity(one, other),
        ([_], []) | ([], [_]) => heard(),
        _ => false,
    }
}

/// Whether both are told between two places, and nothing says that these are the same.
fn ends_apart(a: &Claim, b: &Claim, fit: &Fit, heard: &dyn Fn() -> bool) -> bool {
    let between = fit.shared.iter().any(|concept| concept.def().between);
    let (here, there) = (&a.frame.participants, &b.frame.participants);
    let met = here.iter().any(|one| there.iter().any(|other| same_entity(&one.entity, &other.entity)));
    let told = !here.is_empty() || !there.is_empty();
    between && told && !met && !heard()
}

/// Whether a claim tells an age.
pub fn is_aged(claim: &Claim) -> bool {
    claim.frame.measure.iter().any(|concept| Some(*concept) == APPOSED)
}

/// Whether both tell what one person has, an age, and they name different people.
fn owned_apart(a: &Claim, b: &Claim, fit: &Fit, retold: bool) -> bool {
    if !fit.shared.iter().any(|concept| Some(*concept) == APPOSED) {
        return false;
    }
    let named = |claim: &Claim| {
        let names = claim.frame.participants.iter().filter_map(|participant| match &participant.entity {
            Entity::Name(name) => Some(name.clone()),
            Entity::Place(_) => None,
        });
        names.collect::<Vec<_>>()
    };
    let (one, other) = (named(a), named(b));
    // `the captain, 52`: who is told by what he is, and by a name on one side alone, can be one man.
    let person = |concept: &ConceptId| concept.def().kind == ConceptKind::Person && concept.def().broader.is_some();
    let told_by = |frame: &Frame| -> Vec<ConceptId> { frame.things.iter().copied().filter(person).collect() };
    let (what, another) = (told_by(&a.frame), told_by(&b.frame));
    let same_person = what.iter().any(|person| another.contains(person));
    // Sentences that tell the same again tell it of one man, but for those that name nobody and two sorts of people.
    let sorts = !what.is_empty() && !another.is_empty() && !same_person;
    if retold && !(one.is_empty() && other.is_empty() && sorts) {
        return false;
    }
    // A teacher of 41 and one of 63 are two: an age that is told wrongly is near the other.
    let near = || {
        let apart = a.value.base().zip(b.value.base()).and_then(|(a, b)| a.checked_sub(b));
        let year = Unit::known("year").and_then(|year| year.to_base(Decimal::ONE));
        apart
            .zip(year)
            .is_some_and(|(apart, year)| year.checked_mul(AGES.into()).is_some_and(|most| apart.abs() <= most))
    };
    let alike = if one.is_empty() != other.is_empty() && same_person {
        near()
    } else if one.is_empty() || other.is_empty() {
        relate(&a.value, &b.value) == Relation::Same
    } else {
        one.iter().any(|name| other.iter().any(|another| name.may_be(another)))
    };
    // Voters of 18 to 25 are no one man.
    let range = |claim: &Claim| matches!(&claim.value, Value::Quantity(quantity) if quantity.upto.is_some());
    !alike || range(a) != range(b)
}

/// Whether a unit measures one thing only: a speed is a speed, where a length may be a height or a distance, and tonnes that
/// are bought are not those that are eaten.
fn unit_tells_measure(a: &Claim, b: &Claim) -> bool {
    let Value::Quantity(quantity) = &a.value else { return false };
    let Dimension::Physical(name) = quantity.unit.dimension() else { return false };
    let happens = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    name != LENGTH && (ConceptId::told_by(name, |_| false).is_some() || !happens(a) || !happens(b))
}

/// The same happening seen from the other side.
pub fn converse(a: ConceptId, b: ConceptId) -> bool {
    a.def().converse.contains(&b)
}

/// Whether two concepts are one, or one is a kind of the other.
pub fn related(a: ConceptId, b: ConceptId) -> bool {
    // Nearly all pairs are of two families, and tell so at once.
    a == b || a.family() == b.family() && (a.is_a(b) || b.is_a(a))
}
