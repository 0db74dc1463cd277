//! Blocking: which pairs are weighed at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::{Claim, Content, Entity};
use crate::language::ConceptId;
use crate::value::{Dimension, Kind, Value};

/// A key that two claims must share to be weighed: the dimension, the family of a governing concept or head word, and
/// something that it is said of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    dimension: &'a str,
    governs: Governs<'a>,
    said_of: SaidOf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Governs<'a> {
    Family(ConceptId),
    Head(&'a str),
    Named(usize),
    /// Nothing does, but the values are equal.
    Value(Content),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SaidOf {
    /// A concept, place, name or word of the sentence, or of the document's headline and lead.
    Content(Content),
    /// The topic of `claims.toml` says it.
    Topic,
}

/// The pairs of claims of different documents that share a key, each once, in order.
pub fn candidates(claims: &[Claim], homes: &[Vec<usize>]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.set_aside.is_none()) {
        for key in keys(claim, &homes[at]) {
            blocks.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values() {
        for (nth, a) in block.iter().enumerate() {
            for b in &block[nth + 1..] {
                if claims[*a].document != claims[*b].document {
                    pairs.insert((*a, *b));
                }
            }
        }
    }
    pairs
}

fn keys<'a>(claim: &'a Claim, homes: &[usize]) -> BTreeSet<Key<'a>> {
    let dimension = dimension(&claim.value);
    let frame = &claim.frame;
    let governs = frame
        .measure
        .iter()
        .chain(&frame.motions)
        .chain(&frame.counted)
        .map(|concept| Governs::Family(concept.family()))
        .chain(frame.head.iter().chain(&frame.noun).map(|stem| Governs::Head(stem)))
        .chain(
            frame.things.iter().filter(|_| frame.measure.is_empty()).map(|concept| Governs::Family(concept.family())),
        );
    let entity = |entity: &'a Entity| match entity {
        Entity::Place(place) => Content::place(*place),
        Entity::Name(name) => Content::sound(name.sounds.last().map_or("", String::as_str)),
    };
    let concepts = frame.things.iter().chain(&frame.whole).chain(&frame.measure);
    let mut said_of: Vec<SaidOf> = concepts
        .map(|concept| Content::concept(*concept))
        .chain(frame.participants.iter().map(|participant| entity(&participant.entity)))
        .chain(frame.terms.iter().map(|stem| Content::term(stem)))
        .chain(claim.about.lead())
        .map(SaidOf::Content)
        .collect();
    said_of.sort_unstable();
    said_of.dedup();
    let governs = governs.chain(unit_dimension(&claim.value).map(Governs::Head));
    // Equal values are weighed whatever governs them: opposite predicates are in no common family.
    let governs = governs.chain(claim.value.canonical().map(|value| Governs::Value(Content::term(&value))));
    let mut keys: BTreeSet<Key<'_>> =
        homes.iter().map(|home| Key { dimension, governs: Governs::Named(*home), said_of: SaidOf::Topic }).collect();
    for governs in governs {
        keys.extend(said_of.iter().map(|said_of| Key { dimension, governs, said_of: *said_of }));
    }
    keys
}

/// The physical dimension of a value, which may be all that governs it.
fn unit_dimension(value: &Value) -> Option<&'static str> {
    match value {
        Value::Quantity(quantity) => match quantity.unit.dimension() {
            Dimension::Physical(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// What values must share to be weighed against each other.
fn dimension(value: &Value) -> &'static str {
    match value.kind() {
        Kind::Date | Kind::DateRange => Kind::Date.name(),
        kind => kind.name(),
    }
}
