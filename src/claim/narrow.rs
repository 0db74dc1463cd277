//! Which kind of what is measured an amount or share is: gas revenue is not all revenue, food inflation not all inflation.

use super::anchor::{Anchor, Layout, What};
use super::{Frame, Object};
use crate::language::{ConceptId, ConceptKind, Cue, TokenKind};
use crate::mention::Mention;
use crate::value::Kind;

/// How far from a share the group may stand that it is of.
const GROUP: usize = 8;

/// What stands right beside the word for the measure and narrows it: before it where adjectives stand before their nouns,
/// else behind it; in both, what a preposition joins on behind. Sorted.
pub fn narrowed(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Vec<Object> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let goods = frame.measure.iter().any(|concept| concept.def().goods);
    let kind = mention.value.kind();
    if !(matches!(kind, Kind::Currency | Kind::Percent) || goods && matches!(kind, Kind::Dimension | Kind::Number)) {
        return Vec::new();
    }
    let mut found: Vec<Object> = Vec::new();
    if kind == Kind::Percent {
        found.extend(groups(layout, mention, frame));
    }
    let measures = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept) && (concept.def().kind == ConceptKind::Measure || concept.def().goods));
    let Some(measure) = layout.nearest(from, to, measures) else { return found };
    // `energy took 6 billion of the import bill`.
    if goods {
        let thing = |concept: &&ConceptId| concept.def().kind == ConceptKind::Thing;
        found.extend(frame.measure.iter().filter(thing).map(|concept| Object::Concept(*concept)));
    }
    let (start, end) = (measure.at, measure.at + measure.len);
    let told = |at: usize| !(from..to).contains(&at) && layout.reader.cue(at, Cue::Overall).is_none();
    if layout.reader.language.noun_before_adjective {
        // An adjective takes the article of its noun; without one, what stands behind is what the noun is of.
        if !layout.reader.is_definite(start) || layout.reader.is_definite(end) {
            found.extend(beginning(layout, end).filter(|anchor| told(anchor.at)).and_then(narrows));
        }
    } else {
        found.extend(ending(layout, start).filter(|anchor| told(anchor.at)).and_then(narrows));
        // `imported oil`.
        if matches!(measure.what, What::Concept(concept) if concept.def().kind == ConceptKind::Event) {
            let thing = |object: &Object| matches!(object, Object::Concept(_));
            found.extend(beginning(layout, end).filter(|anchor| told(anchor.at)).and_then(narrows).filter(thing));
        }
    }
    if layout.reader.cue(end, Cue::Of).is_some() || layout.reader.cue(end, Cue::Stop).is_some() {
        found.extend(beginning(layout, end + 1).filter(|anchor| told(anchor.at)).and_then(narrows));
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
    let beside = near.filter(|(_, at, concept)| group(concept) && layout.unbroken(*at, from, to)).map(|(.., concept)| concept);
    whole.chain(beside).map(Object::Concept).collect()
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
