//! Which kind of what is measured an amount or share is: gas revenue is not all revenue, food inflation not all inflation.

use super::anchor::{Anchor, Layout, What};
use super::{Frame, Object, scope};
use crate::language::{APPOSED, ConceptId, ConceptKind, Cue, TokenKind};
use crate::mention::Mention;
use crate::value::{Kind, Value};

/// The unit of ages.
const YEAR: &str = "year";
/// How far from a share the ages may stand of those that it is of.
const AGES: usize = 12;
/// How far from them the word may stand that says that they are ages.
const AGED: usize = 3;
/// How far from a share the group may stand that it is of.
const GROUP: usize = 12;

/// What stands right beside the word for the measure and narrows it: before it where adjectives stand before their nouns,
/// else behind it; in both, what a preposition joins on behind. Sorted.
pub fn narrowed(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], frame: &Frame) -> Vec<Object> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let goods = frame.measure.iter().any(|concept| concept.def().goods);
    let kind = mention.value.kind();
    if !(matches!(kind, Kind::Currency | Kind::Percent) || goods && matches!(kind, Kind::Dimension | Kind::Number)) {
        return Vec::new();
    }
    let mut found: Vec<Object> = Vec::new();
    if kind == Kind::Percent {
        found.extend(groups(layout, mention, frame));
        found.extend(ages(layout, mention, mentions).then_some(()).and(APPOSED).map(Object::Concept));
    }
    // `energy took 6 billion of the import bill`.
    if goods {
        let thing = |concept: &&ConceptId| concept.def().kind == ConceptKind::Thing;
        found.extend(frame.measure.iter().filter(thing).map(|concept| Object::Concept(*concept)));
    }
    let measure = |concept: ConceptId| concept.def().kind == ConceptKind::Measure;
    let nearest = |test: &dyn Fn(ConceptId) -> bool| {
        layout.nearest(
            from,
            to,
            |what| matches!(what, What::Concept(concept) if frame.measure.contains(concept) && test(*concept)),
        )
    };
    // `energy imports cost 5 billion`: what is measured, and what it is measured of.
    let governs = nearest(&measure).into_iter().chain(nearest(&|concept| !measure(concept) && concept.def().goods));
    for governor in governs {
        beside(layout, mention, governor, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Some of all people of whom a share is told: of the young, among women, of those aged 15 to 24.
fn groups(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Vec<Object> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let group = |concept: &ConceptId| concept.def().group;
    let whole = frame.whole.iter().copied().filter(group);
    let near = layout.concepts(from, to, GROUP, &[ConceptKind::Person]).into_iter();
    let beside = near
        .filter(|(cost, at, concept)| group(concept) && *cost <= GROUP && layout.in_one_clause(*at, from, to))
        .map(|(.., concept)| concept);
    whole.chain(beside).map(Object::Concept).collect()
}

/// Whether a range of ages stands beside: `among those aged 15 to 24`.
fn ages(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let range = |other: &Mention| matches!(&other.value, Value::Quantity(length) if length.upto.is_some() && matches!(length.unit.id(), Some(YEAR) | None));
    let aged = |other: &Mention| {
        let (start, end) = (other.tokens.start, other.tokens.end);
        let near = layout.around(start, end, AGED);
        near.iter().any(
            |anchor| matches!(anchor.what, What::Concept(concept) if APPOSED == Some(concept) || concept.def().group),
        )
    };
    let near = &mentions[scope::near(mentions, from, to, AGES)];
    near.iter().any(|other| range(other) && layout.in_one_clause(other.tokens.start, from, to) && aged(other))
}

/// What narrows the word for a measure, right beside it.
fn beside(layout: &Layout<'_>, mention: &Mention, governor: &Anchor<'_>, found: &mut Vec<Object>) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let (start, end) = (governor.at, governor.at + governor.len);
    let told = |at: usize| !(from..to).contains(&at) && layout.reader.cue(at, Cue::Overall).is_none();
    if layout.reader.language.noun_before_adjective {
        // An adjective takes the article of its noun; without one, what stands behind is what the noun is of.
        if !layout.reader.is_definite(start) || layout.reader.is_definite(end) {
            found.extend(beginning(layout, end).filter(|anchor| told(anchor.at)).and_then(narrows));
        }
    } else {
        found.extend(ending(layout, start).filter(|anchor| told(anchor.at)).and_then(narrows));
        // `imported oil`.
        if matches!(governor.what, What::Concept(concept) if concept.def().kind == ConceptKind::Event) {
            let thing = |object: &Object| matches!(object, Object::Concept(_));
            found.extend(beginning(layout, end).filter(|anchor| told(anchor.at)).and_then(narrows).filter(thing));
        }
    }
    // `annual inflation in the item of food`: what says nothing of its own is stepped over.
    let end = past_overall(layout, end);
    if layout.reader.cue(end, Cue::Of).is_some() || layout.reader.cue(end, Cue::Stop).is_some() {
        found.extend(
            beginning(layout, past_overall(layout, end + 1)).filter(|anchor| told(anchor.at)).and_then(narrows),
        );
    }
}

/// The first token from here on that says which kind is meant.
fn past_overall(layout: &Layout<'_>, at: usize) -> usize {
    let qualifier =
        |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Qualifier);
    let near = layout.around(at, at + 1, 0);
    let stepped = near.iter().find(|anchor| anchor.at == at && qualifier(&anchor.what)).map(|anchor| anchor.len);
    at + stepped.or_else(|| layout.reader.cue(at, Cue::Overall)).unwrap_or(0)
}

fn narrows(anchor: &Anchor<'_>) -> Option<Object> {
    match &anchor.what {
        What::Concept(concept)
            if matches!(concept.def().kind, ConceptKind::Thing | ConceptKind::Setting) || concept.def().group =>
        {
            Some(Object::Concept(*concept))
        }
        What::Term(stem) => Some(Object::Word((*stem).into())),
        _ => None,
    }
}

/// What begins at a token, where that is a word in its own right.
fn beginning<'a>(layout: &'a Layout<'_>, at: usize) -> Option<&'a Anchor<'a>> {
    let word = layout.reader.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    let joined = layout.reader.is_joined(at);
    layout.around(at, at + 1, 0).iter().find(|anchor| anchor.at == at && word && !joined)
}

/// What ends right before a token.
fn ending<'a>(layout: &'a Layout<'_>, at: usize) -> Option<&'a Anchor<'a>> {
    let before = at.checked_sub(1)?;
    layout.around(before, at, 0).iter().find(|anchor| anchor.at + anchor.len == at)
}
