//! What two claims share, by weight.

use std::sync::OnceLock;

use compact_str::CompactString;

use super::block::hash;
use super::measure::{converse, related};
use super::weights::{ALIKE, CONCEPT, HEARD, PARTICIPANT, RETOLD, RETOLD_BOTH, RETOLD_LEAST, TERM};
use crate::claim::{Claim, Content, Entity, Object};
use crate::language::{ConceptId, ConceptKind};
use crate::value::{Relation, Value, relate};

/// The one thing in which two statements of an equal value differ, where all else of both is the same.
pub fn swapped(one: &Said<'_>, other: &Said<'_>, common: Common) -> Option<(ConceptId, ConceptId)> {
    let (a, b) = (one.claim(), other.claim());
    if matches!(a.value, Value::Time(_)) {
        return None;
    }
    let lone = |one: &Said<'_>, other: &Said<'_>| -> Vec<ConceptId> {
        let met = |concept: &ConceptId| other.concepts().any(|known| related(*concept, known));
        one.concepts().filter(|concept| !met(concept)).collect()
    };
    let (here, there) = (lone(one, other), lone(other, one));
    let ([x], [y]) = (here.as_slice(), there.as_slice()) else { return None };
    if relate(&a.value, &b.value) != Relation::Same {
        return None;
    }
    let things = [x, y].iter().all(|concept| concept.def().kind == ConceptKind::Thing);
    // Each must be what the value is of, or what is done to: a street and a region are no two accounts.
    let filled = |claim: &Claim, thing: ConceptId| {
        claim.frame.whole.contains(&thing) || claim.frame.object == Some(Object::Concept(thing))
    };
    let Common { shared, smaller, larger, .. } = common;
    let nothing_else = larger <= shared + CONCEPT + TERM;
    if !(nothing_else || filled(a, *x) && filled(b, *y)) {
        return None;
    }
    (things && shared * 100 >= (smaller - CONCEPT.min(smaller)) * ALIKE && shared >= CONCEPT * 2).then_some((*x, *y))
}

/// Whether two entities can be one: a city is in its country.
#[must_use]
pub fn same_entity(a: &Entity, b: &Entity) -> bool {
    match (a, b) {
        (Entity::Place(a), Entity::Place(b)) => a.lies_in(*b) || b.lies_in(*a),
        (Entity::Name(a), Entity::Name(b)) => a.may_be(b),
        _ => false,
    }
}

/// A claim and what its frame holds, ready to be weighed against others.
pub struct Said<'a> {
    told: Told<'a>,
    /// Each behind its family: nearly all pairs of concepts are of two, which tells them apart at once.
    concepts: Vec<(ConceptId, ConceptId)>,
    entities: Vec<&'a Entity>,
    /// Hashes of its other words, by which nearly all of two sentences differ at once.
    terms: Box<[u64]>,
    /// What the stems of other words sound like, once a claim of another language asks.
    sounds: OnceLock<Box<[Content]>>,
}

/// What a claim takes part as.
enum Told<'a> {
    AsRead(&'a Claim),
    /// A length of time that reaches back, as the date that it reaches back to.
    AsDate(Box<Claim>),
}

impl Told<'_> {
    fn claim(&self) -> &Claim {
        match self {
            Self::AsRead(claim) => claim,
            Self::AsDate(claim) => claim,
        }
    }
}

impl<'a> Said<'a> {
    pub fn of(claim: &'a Claim) -> Self {
        Self::told(claim, Told::AsRead(claim))
    }

    /// The date that a length of time reaches back to.
    pub fn as_date(claim: &'a Claim) -> Option<Self> {
        Some(Self::told(claim, Told::AsDate(Box::new(claim.as_date()?))))
    }

    fn told(claim: &'a Claim, told: Told<'a>) -> Self {
        let frame = &told.claim().frame;
        let mut concepts: Vec<ConceptId> =
            frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied().collect();
        // What is counted is told too; people as such are counted in every other sentence.
        let content =
            |concept: &ConceptId| concept.def().kind != ConceptKind::Person || concept.def().broader.is_some();
        concepts.extend(frame.counted.filter(|concept| content(concept) && !concept.def().anyone));
        concepts.sort_unstable();
        concepts.dedup();
        let concepts = concepts.into_iter().map(|concept| (concept.family(), concept)).collect();
        let mut entities: Vec<&Entity> =
            claim.frame.participants.iter().map(|participant| &participant.entity).collect();
        entities.dedup();
        let terms = frame.terms.iter().map(|stem| hash(&stem.as_str())).collect();
        Self { told, concepts, entities, terms, sounds: OnceLock::new() }
    }

    pub fn claim(&self) -> &Claim {
        self.told.claim()
    }

    /// The concepts that it tells, in order.
    fn concepts(&self) -> impl Iterator<Item = ConceptId> {
        self.concepts.iter().map(|(_, concept)| *concept)
    }

    pub const fn is_worked_out(&self) -> bool {
        matches!(self.told, Told::AsDate(_))
    }

    /// What the frames of two claims share, in hundredths of the smaller.
    pub fn share(&self, other: &Self) -> usize {
        self.common(other).share()
    }

    /// Whether most of what either says is in both, whatever other values stand beside.
    pub fn tells_alike(&self, other: &Self) -> bool {
        self.common(other).tells_alike()
    }

    /// Whether the two are of documents in different languages.
    pub fn is_foreign_to(&self, other: &Self) -> bool {
        self.claim().language.code != other.claim().language.code
    }

    /// Whether both name one place, person or organisation.
    pub fn meets(&self, other: &Self) -> bool {
        self.entities.iter().any(|entity| other.entities.iter().any(|another| same_entity(entity, another)))
    }

    /// The same, of those that pass a test.
    pub fn meets_by(&self, other: &Self, test: impl Fn(&Entity) -> bool) -> bool {
        let mut own = self.entities.iter().filter(|entity| test(entity));
        own.any(|entity| other.entities.iter().any(|another| same_entity(entity, another)))
    }

    /// How many entities that pass a test both tell.
    pub fn sides_met(&self, other: &Self, test: impl Fn(&Entity) -> bool) -> usize {
        let foreign = self.is_foreign_to(other);
        let told = |entity: &&&Entity| {
            let met = other.entities.iter().any(|another| same_entity(entity, another));
            met || if foreign { other.hears(entity) } else { other.reads(entity) }
        };
        self.entities.iter().filter(|entity| test(entity)).filter(told).count()
    }

    /// What the frames of two claims share, by weight.
    pub fn common(&self, other: &Self) -> Common {
        // Of two concepts that both stand for one of the other side, one counts: whichever side is asked.
        let told = |one: &Self, other: &Self| {
            let meets = |(family, one): (ConceptId, ConceptId), (other, another): (ConceptId, ConceptId)| {
                family == other && (related(one, another) || converse(one, another) || one.opposes(another))
            };
            one.concepts.iter().filter(|one| other.concepts.iter().any(|another| meets(**one, *another))).count()
        };
        let common = told(self, other).min(told(other, self));
        // Words of two languages share nothing but how a name sounds.
        let foreign = self.is_foreign_to(other);
        let heard =
            |entity: &Entity, content: &Self| if foreign { content.hears(entity) } else { content.reads(entity) };
        // How many of one side the other names too, and how many more it tells of by their sound.
        let met = |one: &Self, other: &Self| {
            let (mut known, mut told) = (0, 0);
            for entity in &one.entities {
                if other.entities.iter().any(|another| same_entity(entity, another)) {
                    known += 1;
                } else if heard(entity, other) {
                    told += 1;
                }
            }
            (known, told)
        };
        let ((here, heard_there), (there, heard_here)) = (met(self, other), met(other, self));
        let entities = here.min(there) + heard_there + heard_here;
        let terms = if foreign { 0 } else { self.terms_in(other) };
        let (one, another) = (self.weight(foreign), other.weight(foreign));
        Common { shared: weigh(common, entities, terms), smaller: one.min(another), larger: one.max(another), foreign }
    }

    /// How many of the other words the other side has too.
    fn terms_in(&self, other: &Self) -> usize {
        let (here, there) = (&self.claim().frame.terms, &other.claim().frame.terms);
        let has = |stem: &CompactString, hash: u64| {
            let mut met = other.terms.iter().zip(there).filter(|(other, _)| **other == hash);
            met.any(|(_, other)| other == stem)
        };
        here.iter().zip(&self.terms).filter(|(stem, hash)| has(stem, **hash)).count()
    }

    /// The weight of all that the frame holds; with `foreign`, of what can be told in another language.
    fn weight(&self, foreign: bool) -> usize {
        let terms = if foreign { 0 } else { self.claim().frame.terms.len() };
        weigh(self.concepts.len(), self.entities.len(), terms)
    }

    /// Whether any name of the other is among the words, by its sound.
    pub fn hears_any(&self, other: &Self) -> bool {
        let foreign = self.is_foreign_to(other);
        other.entities.iter().any(|entity| if foreign { self.hears(entity) } else { self.reads(entity) })
    }

    /// Whether the last word of a name is among the words, where names have no capitals and only a title tells them.
    fn reads(&self, entity: &Entity) -> bool {
        let Entity::Name(name) = entity else { return false };
        let claim = self.claim();
        let last = || name.words().rsplit(' ').next().map(|word| claim.language.stem(word));
        !claim.language.capitalises_names
            && !claim.frame.terms.is_empty()
            && last().is_some_and(|last| claim.frame.terms.iter().any(|term| *term == last))
    }

    /// Whether a name of another language is among the words, by its sound.
    fn hears(&self, entity: &Entity) -> bool {
        let Entity::Name(name) = entity else { return false };
        let mut long = name.sounds().iter().filter(|sound| sound.len() >= HEARD).peekable();
        long.peek().is_some() && long.all(|sound| self.sounds().contains(&Content::sound(sound)))
    }

    fn sounds(&self) -> &[Content] {
        let claim = self.claim();
        let sounds = || claim.frame.terms.iter().map(|stem| Content::sound(&claim.language.sound(stem))).collect();
        self.sounds.get_or_init(sounds)
    }
}

/// What the frames of two claims share: worked out once for a pair, of which much is asked.
#[derive(Clone, Copy)]
pub struct Common {
    /// The weight of what both hold.
    shared: usize,
    /// The weight of what the smaller holds.
    smaller: usize,
    /// The weight of what the larger holds.
    larger: usize,
    /// The two are of documents in different languages.
    foreign: bool,
}

impl Common {
    /// What is shared, in hundredths of the smaller.
    pub fn share(self) -> usize {
        let Self { shared, smaller, larger, foreign } = self;
        // Two bare statements of one language differ in nothing; what two languages share must be told.
        (shared * 100).checked_div(smaller).unwrap_or(if !foreign && larger == 0 { 100 } else { 0 })
    }

    /// The same, a place of each left out: how well two claims agree that clash in one place.
    pub fn share_but_one(self) -> usize {
        (self.shared * 100).checked_div(self.smaller.saturating_sub(PARTICIPANT)).unwrap_or(100)
    }

    /// Whether what is shared weighs less than that, and is not all that either says.
    pub const fn is_less_than(self, least: usize) -> bool {
        self.shared < least && self.shared < self.larger
    }

    /// Whether one sentence tells the other again: each holds one value of the kind, and most of what either says is in both.
    pub const fn retells(self, a: &Claim, b: &Claim) -> bool {
        a.frame.alone && b.frame.alone && self.tells_alike() && self.shared * 100 >= self.larger * RETOLD_BOTH
    }

    /// Whether most of what either says is in both, whatever other values stand beside.
    pub const fn tells_alike(self) -> bool {
        self.shared >= RETOLD_LEAST && self.shared * 100 >= self.smaller * RETOLD
    }
}

fn weigh(concepts: usize, entities: usize, terms: usize) -> usize {
    concepts * CONCEPT + entities * PARTICIPANT + terms * TERM
}
