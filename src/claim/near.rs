//! Who and what stands near a value: participants, things, other words, each told of the value that it belongs to.

use std::ops::Range;

use super::anchor::{Layout, What};
use super::govern::begins_anew;
use super::list::keep_own_places;
use super::name::Name;
use super::{Entity, Frame, Participant, Role};
use super::{apposition, ballot, scope};
use crate::language::{ConceptId, ConceptKind, Cue, PlaceId, SenseKind};
use crate::mention::Mention;
use crate::value::{Kind, Value};

/// How far from an hour the word may stand that says that something happened then.
const HAPPENED: usize = 5;

/// How far before the word for *of* the preposition may stand: `in the port of`.
const WITHIN: usize = 5;

/// How far before its own value a name may stand that *and* joins on: `and the other on just`.
const OWN: usize = 4;

/// The most words between a name and the value of its relative clause.
const WHOSE: usize = 3;

/// How far before a word that tells in what sense a figure is meant the fraction may stand that is of such a one.
const PART: usize = 3;

/// How far participants and things may stand.
pub const NEAR: usize = 22;

/// Whether a word says what something else is a part of: `225 mm, half the annual average`.
fn is_yardstick(layout: &Layout<'_>, at: usize, own: Range<usize>) -> bool {
    let part = |at: usize| !own.contains(&at) && layout.reader.may_begin_with(at, SenseKind::Fraction);
    (at.saturating_sub(PART)..at).any(part)
}

/// Things, participants and other content words near the value.
pub fn surroundings(
    layout: &Layout<'_>,
    mention: &Mention,
    mentions: &[Mention],
    said_by: &[Range<usize>],
    frame: &mut Frame,
    clause: &mut Clause,
) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let said_by = scope::sources_near(said_by, from, to, NEAR);
    let agent = agent(layout, mention, frame);
    let mut qualifiers: Vec<(usize, ConceptId)> = Vec::new();
    let mut names: Vec<(usize, usize, Participant)> = Vec::new();
    for anchor in layout.around(from, to, NEAR) {
        let cost = layout.cost(anchor.at, from, to);
        if cost > NEAR || said_by.iter().any(|run| run.contains(&anchor.at)) {
            continue;
        }
        let agent = agent == Some(anchor.at);
        match &anchor.what {
            What::Concept(concept) if concept.def().kind == ConceptKind::Qualifier => {
                if !is_yardstick(layout, anchor.at, from..to) {
                    qualifiers.push((cost, *concept));
                }
            }
            What::Concept(concept) => {
                let happened = concept.def().happens;
                if !frame.measure.contains(concept) && concept.def().kind != ConceptKind::Motion && !happened {
                    frame.things.push(*concept);
                }
            }
            // A word that tells the measure names no place beside: `قطر` is a diameter too.
            What::Place(_) if measured(&frame.measure, layout, anchor.at) => {}
            // `one land promised 2 billion and the other 1 billion`.
            What::Place(_)
                if is_amount(mention) && opens_another(layout, mention, mentions, anchor.at + anchor.len) => {}
            What::Place(place) => frame.participants.push(place_at(layout, anchor.at, *place)),
            What::Name(name) => {
                let role = if agent { Role::Agent } else { role(layout, anchor.at) };
                names.push((
                    anchor.at,
                    anchor.at + anchor.len,
                    Participant { entity: Entity::Name(name.clone()), role },
                ));
            }
            What::Term(stem) => frame.terms.push((*stem).into()),
        }
    }
    // `up 2 % on the month, with food 30 % dearer than a year ago`: of two that exclude each other, the nearer is this one's.
    let nearer = |cost: usize, concept: ConceptId| {
        qualifiers.iter().any(|(other, another)| *other < cost && another.opposes(concept))
    };
    frame.qualifiers.extend(qualifiers.iter().filter(|(cost, of)| !nearer(*cost, *of)).map(|(_, of)| *of));
    keep_own_names(layout, mention, mentions, frame, &mut names);
    frame.participants.extend(names.into_iter().map(|(.., participant)| participant));
    keep_own_clause(layout, mention, frame, clause);
    keep_own_places(layout, mention, mentions, frame);
    add_owner(layout, mention, frame);
    frame.things.sort_unstable();
    frame.things.dedup();
    frame.qualifiers.sort_unstable();
    frame.qualifiers.dedup();
    frame.participants.sort_unstable();
    frame.participants.dedup();
    frame.terms.sort_unstable();
    frame.terms.dedup();
}

/// `52 % for one, against 48 % for the other`: names beyond another value of the kind are that value's, where this one has
/// a name of its own on this side, or is of what somebody has.
fn keep_own_names(
    layout: &Layout<'_>,
    mention: &Mention,
    mentions: &[Mention],
    frame: &Frame,
    names: &mut Vec<(usize, usize, Participant)>,
) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let kind = mention.value.kind();
    let beyond = |at: usize| {
        let (low, high) = if at < from { (at, from) } else { (to, at) };
        let between = &mentions[scope::near(mentions, low, high, 0)];
        between.iter().any(|other| {
            other.value.kind() == kind
                && other.tokens != mention.tokens
                && low <= other.tokens.start
                && other.tokens.end <= high
        })
    };
    let opens = |end: usize| opens_another(layout, mention, mentions, end);
    // What somebody has is nobody else's, whether his name was told or not; nor is a share of which nothing is said.
    let held = frame.measure.iter().chain(&frame.whole).chain(&frame.counted).any(|concept| concept.def().held)
        || kind == Kind::Percent && ballot::says_nothing_of_what(frame);
    // `put one at 72 % and the other, who spent the year in jail, at 23 %`: a name told before another share is that one's.
    let next = |at: usize, end: usize| {
        let follows = |other: &Mention| other.value.kind() == kind && other.tokens.start >= end;
        let next = held && kind == Kind::Percent && at >= to + WHOSE && mentions.iter().any(follows);
        // `one is on 24 million votes and the other on just 1 million`.
        let joined = |other: &Mention| {
            other.tokens.start <= end + OWN && !begins_anew(layout, end.saturating_sub(1), other.tokens.start)
        };
        let joined = |other: &Mention| follows(other) && joined(other);
        next || held && at >= to && begins_anew(layout, to.saturating_sub(1), at) && mentions.iter().any(joined)
    };
    let own: Vec<bool> = names.iter().map(|(at, end, _)| !beyond(*at) && !opens(*end) && !next(*at, *end)).collect();
    if (own.contains(&true) || held) && matches!(mention.value, Value::Quantity(_)) {
        let mut own = own.into_iter();
        names.retain(|_| own.next().unwrap_or(true));
    }
}

/// Whether what ends at a token is told of another value of the kind, which follows at once or in a relative clause: `one got
/// 52 % and the other 48 %`, `the party, which got 16 %`.
fn opens_another(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], end: usize) -> bool {
    let kind = mention.value.kind();
    let which = layout.reader.cue(end, Cue::Which).is_some();
    let reach = if which { WHOSE } else { 0 };
    let near = &mentions[scope::near(mentions, end, end + 1, reach)];
    near.iter().any(|other| {
        let start = other.tokens.start;
        other.value.kind() == kind && other.tokens != mention.tokens && end <= start && start <= end + reach
    })
}

/// Whether the word at a token tells one of the measures.
fn measured(measure: &[ConceptId], layout: &Layout<'_>, at: usize) -> bool {
    let tells = |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Measure && measure.contains(concept));
    layout.around(at, at + 1, 0).iter().any(|anchor| anchor.at == at && tells(&anchor.what))
}

/// Whether a value is an amount, rather than a count or a time.
fn is_amount(mention: &Mention) -> bool {
    matches!(mention.value, Value::Quantity(_)) && !matches!(mention.value.kind(), Kind::Number | Kind::Duration)
}

/// The name that stands nearest to the governing predicate: behind it, or right before it with no comma between.
fn agent(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Option<usize> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let governs = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept));
    if frame.measure.is_empty() {
        return None;
    }
    let predicate = layout.nearest(from, to, governs)?;
    layout
        .around(predicate.at, predicate.at + predicate.len, NEAR)
        .iter()
        .filter(|anchor| matches!(anchor.what, What::Name(_)) && role(layout, anchor.at) != Role::Location)
        .map(|anchor| (layout.cost(anchor.at, predicate.at, predicate.at + predicate.len), anchor.at))
        .filter(|(cost, at)| {
            *cost <= NEAR && (*at > predicate.at || layout.unbroken(*at, predicate.at, predicate.at + predicate.len))
        })
        .min()
        .map(|(_, at)| at)
}

/// The places of one clause as participants, sorted. Most values of a sentence share their clause.
#[derive(Debug, Default)]
pub struct Clause {
    /// Which of the sentence's places they are.
    places: Range<usize>,
    participants: Vec<Participant>,
}

/// Places of the value's own clause stand for themselves; those of other clauses count only where it names none.
fn keep_own_clause(layout: &Layout<'_>, mention: &Mention, frame: &mut Frame, clause: &mut Clause) {
    let places = layout.places_of_clause(mention.tokens.start, mention.tokens.end);
    if places.is_empty() {
        return;
    }
    if clause.places != places {
        let own = layout.places()[places.clone()].iter();
        clause.participants = own.map(|(at, place)| place_at(layout, *at, *place)).collect();
        clause.participants.sort_unstable();
        clause.places = places;
    }
    let own = |participant: &Participant| clause.participants.binary_search(participant).is_ok();
    frame.participants.retain(|participant| matches!(participant.entity, Entity::Name(_)) || own(participant));
}

/// `happened three hours after it left at 9 p.m.`: what only says that something happened is of an hour right beside it.
pub fn keep_what_happened(layout: &Layout<'_>, mention: &Mention, frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near: Vec<ConceptId> = layout
        .concepts(from, to, HAPPENED, &[ConceptKind::Event])
        .into_iter()
        .filter(|(cost, ..)| *cost <= HAPPENED)
        .map(|(_, _, concept)| concept)
        .collect();
    frame.measure.retain(|concept| !concept.def().happens || near.contains(concept));
}

/// `said NAME, the head of the board, who is 62`: an age is that of somebody named before it, who may be the source.
pub fn keep_who_is_old(layout: &Layout<'_>, mention: &Mention, sources: &[Range<usize>], frame: &mut Frame) {
    let from = mention.tokens.start;
    let before = layout.around(from, from, NEAR).iter().filter(|anchor| anchor.at < from);
    let mut named =
        before.filter_map(|anchor| if let What::Name(name) = &anchor.what { Some(name.clone()) } else { None });
    // Of several names before, the nearest is his.
    let mut named: Vec<Name> = named.next_back().into_iter().collect();
    // Where names have no capital, the subject of a verb of saying is one.
    if !layout.reader.language.capitalises_names {
        let said_by = sources.iter().filter(|run| run.start < from && from - run.start <= NEAR);
        named.extend(said_by.filter_map(|run| apposition::name_at(&layout.reader, run.start)));
        named.extend(apposition::quoted_name(&layout.reader, from));
    }
    if named.is_empty() {
        return;
    }
    frame.participants.retain(|participant| matches!(participant.entity, Entity::Place(_)));
    let agent = |name: Name| Participant { entity: Entity::Name(name), role: Role::Agent };
    frame.participants.extend(named.into_iter().map(agent));
    frame.participants.sort_unstable();
    frame.participants.dedup();
}

/// `its border`: a noun with a pronoun belongs to the place named last before it, however far back.
fn add_owner(layout: &Layout<'_>, mention: &Mention, frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let owned = layout
        .around(from, to, NEAR)
        .iter()
        .filter(|anchor| matches!(anchor.what, What::Concept(_)) && layout.cost(anchor.at, from, to) <= NEAR)
        .filter(|anchor| layout.reader.has_pronoun(anchor.at))
        .min_by_key(|anchor| layout.cost(anchor.at, from, to));
    let Some(owned) = owned else { return };
    let owner = layout
        .place_before(owned.at)
        .map(|place| Participant { entity: Entity::Place(place.power()), role: Role::Unknown });
    if let Some(owner) = owner
        && !frame.participants.iter().any(|participant| participant.entity == owner.entity)
    {
        frame.participants.push(owner);
    }
}

/// A place that takes part. A capital stands for its state, but not where something happens in it.
fn place_at(layout: &Layout<'_>, at: usize, place: PlaceId) -> Participant {
    let role = role(layout, at);
    let place = if role == Role::Location { place } else { place.power() };
    Participant { entity: Entity::Place(place), role }
}

/// A place after `in`, or after the word for a stretch of land, is a location; the rest is open.
pub fn role(layout: &Layout<'_>, at: usize) -> Role {
    let land = |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Area);
    let of_land =
        || at > 0 && layout.around(at - 1, at, 0).iter().any(|anchor| anchor.at + 1 == at && land(&anchor.what));
    // `in the port of X`.
    let reader = &layout.reader;
    let within = || {
        let of = at.checked_sub(1).filter(|of| reader.cue(*of, Cue::Of).is_some());
        let place = |at: usize| reader.concept(at, &[ConceptKind::Area, ConceptKind::Setting]).is_some();
        of.filter(|of| of.checked_sub(1).is_some_and(place))
            .is_some_and(|of| (of.saturating_sub(WITHIN)..of).any(|before| reader.cue(before, Cue::During).is_some()))
    };
    if reader.cue_before(at, Cue::During) || of_land() || within() { Role::Location } else { Role::Unknown }
}
