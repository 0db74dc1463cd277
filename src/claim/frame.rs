//! The frame of each mention of a sentence: what governs it, what it is of, who takes part.

use std::ops::Range;

use super::anchor::{Layout, What};
use super::change::change;
use super::scope;
use super::{Entity, Frame, Object, Part, Participant, Polarity, Role};
use crate::document::{Document, Sentence};
use crate::language::{ConceptId, ConceptKind, Cue};
use crate::mention::Mention;
use crate::value::{Kind, Time, Unit, Value};

/// How far, in words and boundaries, the concept that governs a value may stand from it.
const GOVERNS: usize = 12;
/// How far a second governing concept may stand.
const SECOND: usize = 8;
/// How far the object of a predicate may stand from it.
const OBJECT: usize = 8;
/// How far participants and things may stand.
const NEAR: usize = 22;
/// How far the thing may stand that an amount is the size of.
const BESIDE: usize = 2;
/// How far apart, in cost, two running counts may stand to be one combined count: `between killed and injured`.
const COMBINED: usize = 6;
/// How far the concepts of a complement reach: `of the country's imports of oil`.
const COMPLEMENT: usize = 6;

/// What later sentences of a document take over from earlier ones.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The last period that was told: `that period` points to it.
    pub period: Option<Time>,
    /// What the last sentence with a governing concept was about: `this figure` points to it.
    pub last: Option<Frame>,
}

/// The value and frame of each mention, in order. The value is given back because a frame can show it to be a change.
pub fn frame(
    layout: &Layout<'_>,
    mentions: &[Mention],
    sentence: &Sentence,
    document: &Document,
    context: &mut Context,
) -> Vec<(Value, Frame)> {
    let mut frames = Vec::with_capacity(mentions.len());
    let sources = if mentions.is_empty() { Vec::new() } else { scope::attribution_tokens(layout) };
    for (index, mention) in mentions.iter().enumerate() {
        let mut value = mention.value.clone();
        let mut frame = governed(layout, mention, mentions);
        if let Value::Quantity(quantity) = &mut value {
            quantity.change = change(layout, mention, &frame.motions);
        }
        points_back(layout, mention, &mut frame, context, frames.last().map(|(_, frame)| frame));
        surroundings(layout, mention, &sources, &mut frame);
        if matches!(value, Value::Time(_)) && is_of_report(layout, mention, &frame) {
            frame.measure.clear();
        }
        frame.polarity = polarity(layout, mention, &frame);
        frame.modality = scope::modality(layout, mention);
        frame.status = scope::status(layout, mention);
        frame.attribution = scope::attribution(layout, mention, &sources);
        frame.background = scope::is_background(layout, mention);
        frame.part = part(layout, mention);
        frame.area = area(layout, mention);
        frame.object = object(layout, mention, &frame);
        frame.period = scope::period(layout, mentions, index, document, context);
        frames.push((value, frame));
    }
    if sentence.set_aside.is_none()
        && let Some((_, frame)) = frames.iter().rev().find(|(_, frame)| !frame.measure.is_empty())
    {
        context.last = Some(frame.clone());
    }
    frames
}

/// Measure, whole and motions: the concepts that govern the value.
fn governed(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> Frame {
    use ConceptKind::{Event, Measure, Motion, Person, Thing};
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let mut frame = Frame::default();
    // What the mention's own words say: the counted noun, the noun of a rank.
    let own: Vec<ConceptId> = layout
        .around(from, to, 0)
        .iter()
        .filter(|anchor| (from..to).contains(&anchor.at))
        .filter_map(|anchor| if let What::Concept(concept) = anchor.what { Some(concept) } else { None })
        .collect();
    let counts = mention.value.kind() == Kind::Number;
    frame.noun = match &mention.value {
        Value::Quantity(quantity) => match &quantity.unit {
            Unit::Counted(lemma) => Some(lemma.clone()),
            _ => None,
        },
        _ => None,
    };
    frame.counted =
        own.iter().copied().find(|concept| counts && matches!(concept.def().kind, Person | Thing | ConceptKind::Body));
    frame.measure.extend(own.iter().copied().filter(|concept| matches!(concept.def().kind, Event | Measure)));
    frame.whole = complement(layout, mention);
    // A length of time is measured of whatever it is of: years of relations. A distance is told *from* something: what
    // it measures stands before it.
    let lasting = mention.value.kind() == Kind::Duration;
    let near = layout.concepts(from, to, GOVERNS + COMBINED, &[Event, Measure]);
    let told_before =
        near.iter().any(|(cost, at, concept)| *cost <= SECOND && *at < from && concept.def().kind == Measure);
    let of = !(mention.value.kind() == Kind::Dimension && told_before);
    // The debt is 88 percent of the product: the product is what the share is of, the debt what is measured.
    let denominator =
        |concept: &ConceptId| mention.value.kind() == Kind::Percent && told_before && concept.def().kind == Measure;
    frame.measure.extend(
        frame
            .whole
            .iter()
            .copied()
            .filter(|concept| of && !denominator(concept))
            .filter(|concept| lasting || matches!(concept.def().kind, Event | Measure)),
    );
    if matches!(mention.value.kind(), Kind::Currency | Kind::Dimension | Kind::Percent) {
        frame.measure.extend(head_thing(layout, mention));
    }
    let people = counts && frame.counted.is_none_or(|concept| concept.def().kind == Person);
    // A word that stands nearer to another count is that one's own.
    let elsewhere = |place: usize| {
        let here = layout.cost(place, from, to);
        mentions[scope::near(mentions, place, place + 1, here)].iter().any(|other| {
            other.tokens != mention.tokens
                && other.value.kind() == Kind::Number
                && layout.cost(place, other.tokens.start, other.tokens.end) < here
        })
    };
    govern(&near, people, elsewhere, &mut frame.measure);
    if frame.measure.is_empty() && !counts {
        // A level told at the end of a long sentence: what it is of stands at its beginning.
        frame.measure.extend(layout.measure_before(from));
    }
    frame.measure.sort_unstable();
    frame.measure.dedup();
    frame.motions = layout
        .concepts(from, to, GOVERNS, &[Motion])
        .into_iter()
        .filter(|(cost, at, _)| *cost <= GOVERNS && !(from..to).contains(at))
        .map(|(_, _, concept)| concept)
        .collect();
    if frame.measure.is_empty() {
        frame.head = heads(layout, mention);
    }
    frame
}

/// The thing that an amount is the size of, right beside it: `a $5 billion loan`, `قرض بقيمة`.
fn head_thing(layout: &Layout<'_>, mention: &Mention) -> Option<ConceptId> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near = layout.concepts(from, to, BESIDE, &[ConceptKind::Thing]);
    near.first().filter(|(cost, at, _)| *cost <= BESIDE && !(from..to).contains(at)).map(|(_, _, concept)| *concept)
}

/// Adds the nearest event and the nearest measure. Of people, the nearest count that runs (killed, injured) governs
/// before what merely happened near by; two such words with no number between them are one combined count.
fn govern(
    near: &[(usize, usize, ConceptId)],
    people: bool,
    elsewhere: impl Fn(usize) -> bool,
    measure: &mut Vec<ConceptId>,
) {
    let running = |concept: &ConceptId| concept.def().running;
    let governed = |measure: &[ConceptId], kind| measure.iter().any(|concept| concept.def().kind == kind);
    let first_running = near.iter().find(|(cost, _, concept)| *cost <= GOVERNS && running(concept));
    if let Some((cost, place, _)) = first_running.filter(|_| people && !measure.iter().any(running)) {
        measure.extend(near.iter().filter(|(_, at, _)| at == place).map(|(_, _, concept)| *concept));
        let joined = near.iter().filter(|(other, at, concept)| {
            let beside = at != place && other.abs_diff(*cost) <= COMBINED && at.abs_diff(*place) <= 2;
            running(concept) && beside && !elsewhere(*at)
        });
        measure.extend(joined.map(|(_, _, concept)| *concept));
    }
    for kind in [ConceptKind::Event, ConceptKind::Measure] {
        let limit = if measure.is_empty() { GOVERNS } else { SECOND };
        let nearest = near.iter().find(|(cost, _, concept)| *cost <= limit && concept.def().kind == kind);
        if let Some((_, place, _)) = nearest.filter(|_| !governed(measure, kind)) {
            // A word with two readings keeps both.
            let same = near.iter().filter(|(_, at, concept)| at == place && concept.def().kind == kind);
            measure.extend(same.map(|(_, _, concept)| *concept));
        }
    }
}

/// The concepts of what a share or amount is *of*: those right after the value, behind the word for *of* or *without*.
fn complement(layout: &Layout<'_>, mention: &Mention) -> Vec<ConceptId> {
    let after = mention.tokens.end;
    let Some(len) = layout.reader.cue(after, Cue::Of).or_else(|| layout.reader.cue(after, Cue::Absence)) else {
        return Vec::new();
    };
    let from = after + len;
    let mut whole = Vec::new();
    for anchor in layout.around(from, from + 1, COMPLEMENT) {
        if let What::Concept(concept) = anchor.what
            && anchor.at >= from
            && layout.cost(anchor.at, from, from + 1) <= COMPLEMENT
            && !matches!(concept.def().kind, ConceptKind::Motion | ConceptKind::Setting | ConceptKind::Area)
        {
            whole.push(concept);
        }
    }
    whole
}

/// The content words nearest to a value that no concept governs: one before, one after.
fn heads(layout: &Layout<'_>, mention: &Mention) -> Vec<String> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let mut near: Vec<(usize, &str)> = layout
        .around(from, to, SECOND)
        .iter()
        .filter_map(|anchor| match &anchor.what {
            What::Term(stem) => Some((layout.cost(anchor.at, from, to), stem.as_str())),
            _ => None,
        })
        .filter(|(cost, _)| *cost <= SECOND)
        .collect();
    near.sort_unstable();
    let mut heads: Vec<String> = near.into_iter().take(2).map(|(_, stem)| stem.to_owned()).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// `this figure`, `and 2020`: a value with no measure of its own takes over that of the value before.
fn points_back(layout: &Layout<'_>, mention: &Mention, frame: &mut Frame, context: &Context, before: Option<&Frame>) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let figure = layout
        .reach(from, to, GOVERNS)
        .any(|at| layout.reader.cue(at, Cue::ThatFigure).is_some() && layout.cost(at, from, to) <= GOVERNS);
    if !figure {
        return;
    }
    if let Some(source) = before.or(context.last.as_ref()) {
        frame.measure.clone_from(&source.measure);
        frame.whole.clone_from(&source.whole);
        frame.things.clone_from(&source.things);
        frame.participants.clone_from(&source.participants);
        frame.head.clone_from(&source.head);
    }
}

/// Things, participants and other content words near the value.
fn surroundings(layout: &Layout<'_>, mention: &Mention, said_by: &[Range<usize>], frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let agent = agent(layout, mention, frame);
    for anchor in layout.around(from, to, NEAR) {
        let cost = layout.cost(anchor.at, from, to);
        if cost > NEAR || said_by.iter().any(|run| run.contains(&anchor.at)) {
            continue;
        }
        let agent = agent == Some(anchor.at);
        match &anchor.what {
            What::Concept(concept) => {
                if !frame.measure.contains(concept) && concept.def().kind != ConceptKind::Motion {
                    frame.things.push(*concept);
                }
            }
            What::Place(place) => frame
                .participants
                .push(Participant { entity: Entity::Place(place.power()), role: role(layout, anchor.at) }),
            What::Name(name) => frame.participants.push(Participant {
                entity: Entity::Name(name.clone()),
                role: if agent { Role::Agent } else { Role::Unknown },
            }),
            What::Term(stem) => frame.terms.push(stem.clone()),
        }
    }
    keep_own_clause(layout, mention, frame);
    add_owner(layout, mention, frame);
    frame.things.sort_unstable();
    frame.things.dedup();
    frame.participants.sort_unstable();
    frame.participants.dedup();
    frame.terms.sort_unstable();
    frame.terms.dedup();
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
        .filter(|anchor| matches!(anchor.what, What::Name(_)))
        .map(|anchor| (layout.cost(anchor.at, predicate.at, predicate.at + predicate.len), anchor.at))
        .filter(|(cost, at)| {
            *cost <= NEAR && (*at > predicate.at || layout.unbroken(*at, predicate.at, predicate.at + predicate.len))
        })
        .min()
        .map(|(_, at)| at)
}

/// Places of the value's own clause stand for themselves; those of other clauses count only where it names none.
fn keep_own_clause(layout: &Layout<'_>, mention: &Mention, frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let own: Vec<Participant> = layout
        .places_of_clause(from, to)
        .map(|(at, place)| Participant { entity: Entity::Place(place.power()), role: role(layout, at) })
        .collect();
    if !own.is_empty() {
        frame
            .participants
            .retain(|participant| matches!(participant.entity, Entity::Name(_)) || own.contains(participant));
    }
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

/// A place after `in` is a location; the rest is open.
fn role(layout: &Layout<'_>, at: usize) -> Role {
    if layout.reader.cue_before(at, Cue::During) { Role::Location } else { Role::Unknown }
}

/// Whether a time says when something was told rather than when it happened: a verb of saying stands nearer.
fn is_of_report(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let says = (from.saturating_sub(SECOND)..(to + SECOND).min(layout.reader.tokens.len()))
        .filter(|at| layout.reader.cue(*at, Cue::Says).is_some())
        .map(|at| layout.cost(at, from, to))
        .min();
    let governs = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept));
    if says.is_none() || frame.measure.is_empty() {
        return says.is_some();
    }
    let happens = layout.nearest(from, to, governs).map(|anchor| layout.cost(anchor.at, from, to));
    says.is_some_and(|says| happens.is_none_or(|happens| says < happens))
}

/// Whether the predicate is turned round: `without relations`, `did not kill`.
fn polarity(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Polarity {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let governs = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept) || frame.whole.contains(concept));
    let turned = layout.reach(from, to, GOVERNS).any(|at| {
        // The hedge of the value may itself be a negated verb: `does not exceed`.
        if (from..to).contains(&at) || layout.cost(at, from, to) > GOVERNS {
            return false;
        }
        let absence = layout.reader.cue(at, Cue::Absence);
        let negation = layout.reader.cue(at, Cue::Negation);
        let Some(len) = absence.or(negation) else { return false };
        let reach = if absence.is_some() { 3 } else { 2 };
        let (first, past) = (at + len, at + len + reach);
        layout.around(first, past, 0).iter().any(|anchor| (first..past).contains(&anchor.at) && governs(&anchor.what))
    });
    if turned { Polarity::Negative } else { Polarity::Positive }
}

/// Whether the value is of a part: named as a subset, or at one setting.
fn part(layout: &Layout<'_>, mention: &Mention) -> Option<Part> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let subset = (from.saturating_sub(4)..from).any(|at| layout.reader.cue(at, Cue::Subset).is_some());
    // `22 people, 3 of them children`.
    let after = layout.reader.cue(to, Cue::Subset).is_some() && layout.cost(to, from, to) <= 2;
    if subset || after && from > 0 && !follows_and(layout, from) {
        return Some(Part::Subset);
    }
    nearest(layout, from, to, ConceptKind::Setting).map(Part::Setting)
}

/// How wide a stretch of land the value is told of.
fn area(layout: &Layout<'_>, mention: &Mention) -> Option<ConceptId> {
    nearest(layout, mention.tokens.start, mention.tokens.end, ConceptKind::Area)
}

fn nearest(layout: &Layout<'_>, from: usize, to: usize, kind: ConceptKind) -> Option<ConceptId> {
    layout
        .concepts(from, to, GOVERNS, &[kind])
        .first()
        .filter(|(cost, ..)| *cost <= GOVERNS)
        .map(|(_, _, concept)| *concept)
}

/// What is done to: the first thing behind the governing predicate, else the content word nearest behind or before it.
fn object(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Option<Object> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let governs = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept) && concept.def().kind == ConceptKind::Event);
    if frame.measure.is_empty() {
        return None;
    }
    let predicate = layout.nearest(from, to, governs)?;
    let end = predicate.at + predicate.len;
    let near = |anchor: &&super::anchor::Anchor| {
        layout.cost(anchor.at, predicate.at, end) <= OBJECT && !(from..to).contains(&anchor.at)
    };
    let thing = |anchor: &super::anchor::Anchor| match anchor.what {
        What::Concept(concept) if matches!(concept.def().kind, ConceptKind::Thing | ConceptKind::Body) => {
            Some(Object::Concept(concept))
        }
        _ => None,
    };
    let word = |anchor: &super::anchor::Anchor| match &anchor.what {
        What::Term(stem) => Some(Object::Word(stem.clone())),
        _ => thing(anchor),
    };
    let beside = layout.around(predicate.at, end, OBJECT);
    let behind = || beside.iter().filter(|anchor| anchor.at >= end).filter(near);
    let before = || beside.iter().rev().filter(|anchor| anchor.at < predicate.at).filter(near);
    behind()
        .find_map(thing)
        .or_else(|| before().find_map(thing))
        .or_else(|| behind().find_map(word))
        .or_else(|| before().find_map(word))
}

/// `10 people, including 3`: the cue behind a number that another follows belongs to that one.
fn follows_and(layout: &Layout<'_>, at: usize) -> bool {
    layout.reader.token(at).is_some() && layout.reader.cue_before(at, Cue::And)
}
