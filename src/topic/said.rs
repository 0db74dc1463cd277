//! What two claims share, by weight.

use super::measure::{converse, related};
use super::weights::{ALIKE, CONCEPT, HEARD, PARTICIPANT, TERM};
use crate::claim::{Claim, Entity};
use crate::language::{ConceptId, ConceptKind, Language};
use crate::value::{Relation, Value, relate};

/// What the frames of two claims share, in hundredths of the smaller.
pub fn share(a: &Claim, b: &Claim) -> usize {
    // Two bare statements of one language differ in nothing; what two languages share must be told.
    let foreign = a.language.code != b.language.code;
    Said::of(a).shared_with(&Said::of(b)).unwrap_or(if foreign { 0 } else { 100 })
}

/// The same, a place of each left out: how well two claims agree that clash in one place.
pub fn share_but_one(a: &Claim, b: &Claim) -> usize {
    let (shared, smaller) = Said::of(a).weighed_with(&Said::of(b));
    (shared * 100).checked_div(smaller.saturating_sub(PARTICIPANT)).unwrap_or(100)
}

/// How much of what one document opens with the other tells, in hundredths.
pub fn about(a: &Claim, b: &Claim) -> usize {
    a.about.shared_with(&b.about, a.language.code != b.language.code)
}

/// The one thing in which two statements of an equal value differ, where all else of both is the same.
pub fn swapped(a: &Claim, b: &Claim) -> Option<(ConceptId, ConceptId)> {
    if relate(&a.value, &b.value) != Relation::Same || matches!(a.value, Value::Time(_)) {
        return None;
    }
    let lone = |one: &Said<'_>, other: &Said<'_>| -> Vec<ConceptId> {
        let met = |concept: &ConceptId| other.concepts.iter().any(|known| related(*concept, *known));
        one.concepts.iter().copied().filter(|concept| !met(concept)).collect()
    };
    let (one, other) = (Said::of(a), Said::of(b));
    let (here, there) = (lone(&one, &other), lone(&other, &one));
    let ([x], [y]) = (here.as_slice(), there.as_slice()) else { return None };
    let things = [x, y].iter().all(|concept| concept.def().kind == ConceptKind::Thing);
    let (shared, smaller) = one.weighed_with(&other);
    (things && shared * 100 >= (smaller - CONCEPT.min(smaller)) * ALIKE && shared >= CONCEPT * 2).then_some((*x, *y))
}

/// Whether two entities can be one: a city is in its country.
pub fn same_entity(a: &Entity, b: &Entity) -> bool {
    match (a, b) {
        (Entity::Place(a), Entity::Place(b)) => a.lies_in(*b) || b.lies_in(*a),
        (Entity::Name(a), Entity::Name(b)) => a.may_be(b),
        _ => false,
    }
}

/// What a claim's frame holds, to be weighed against another.
struct Said<'a> {
    language: &'static Language,
    concepts: Vec<ConceptId>,
    entities: Vec<&'a Entity>,
    /// Stems of other words.
    terms: Vec<&'a str>,
}

impl<'a> Said<'a> {
    fn of(claim: &'a Claim) -> Self {
        let frame = &claim.frame;
        let mut concepts: Vec<ConceptId> =
            frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied().collect();
        concepts.sort_unstable();
        concepts.dedup();
        let mut entities: Vec<&Entity> = frame.participants.iter().map(|participant| &participant.entity).collect();
        entities.dedup();
        Self { language: claim.language, concepts, entities, terms: frame.terms.iter().map(String::as_str).collect() }
    }

    /// The weight of what both hold, in hundredths of what the smaller holds; none where one holds nothing.
    fn shared_with(&self, other: &Self) -> Option<usize> {
        let (shared, smaller) = self.weighed_with(other);
        (shared * 100).checked_div(smaller)
    }

    /// The weight of what both hold, and of what the smaller holds.
    fn weighed_with(&self, other: &Self) -> (usize, usize) {
        // Of two concepts that both stand for one of the other side, one counts: whichever side is asked.
        let told = |one: &Self, other: &Self| {
            let meets = |one: ConceptId, another: ConceptId| {
                related(one, another) || converse(one, another) || one.opposes(another)
            };
            one.concepts.iter().filter(|one| other.concepts.iter().any(|another| meets(**one, *another))).count()
        };
        let common = told(self, other).min(told(other, self));
        // Words of two languages share nothing but how a name sounds.
        let foreign = self.language.code != other.language.code;
        let heard = |entity: &Entity, content: &Self| foreign && content.hears(entity);
        let met = |one: &Self, other: &Self| {
            let known = |entity: &&&Entity| other.entities.iter().any(|another| same_entity(entity, another));
            one.entities.iter().filter(known).count()
        };
        let unmet = |one: &Self, other: &Self| {
            let lone = |entity: &&&Entity| !other.entities.iter().any(|another| same_entity(entity, another));
            one.entities.iter().filter(lone).filter(|entity| heard(entity, other)).count()
        };
        let entities = met(self, other).min(met(other, self)) + unmet(self, other) + unmet(other, self);
        let terms = if foreign { 0 } else { self.terms.iter().filter(|stem| other.terms.contains(stem)).count() };
        let weight =
            |concepts: usize, entities: usize, terms: usize| concepts * CONCEPT + entities * PARTICIPANT + terms * TERM;
        let all = |content: &Self| {
            weight(content.concepts.len(), content.entities.len(), if foreign { 0 } else { content.terms.len() })
        };
        (weight(common, entities, terms), all(self).min(all(other)))
    }

    /// Whether a name of another language is among the words, by its sound.
    fn hears(&self, entity: &Entity) -> bool {
        let Entity::Name(name) = entity else { return false };
        let mut long = name.sounds.iter().filter(|sound| sound.len() >= HEARD).peekable();
        long.peek().is_some() && long.all(|sound| self.terms.iter().any(|term| self.language.sound(term) == *sound))
    }
}
