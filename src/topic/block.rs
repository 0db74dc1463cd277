//! Blocking: which pairs are weighed at all.
//!
//! Claims meet in three ways: a topic of `claims.toml` holds both; their documents are of kin (`kin.rs`) and something
//! governs both; or both hold whenever they are told, and one thing governs them, of one place or name.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::fit::{Company, lasting_period, lasts};
use super::kin::{Opening, kin};
use super::said::Said;
use crate::claim::{Claim, Content, Entity};
use crate::language::ConceptId;
use crate::value::{Dimension, Granularity, Kind, Period, Value};

/// What governs a claim, with the dimension of its value: one of these two claims must share to be weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Governs {
    dimension: &'static str,
    by: By,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum By {
    /// A governing concept or thing, by its family.
    Family(ConceptId),
    /// A head word.
    Head(Content),
    /// The physical dimension.
    Unit(&'static str),
    /// Nothing does, but the values are equal: opposite predicates are in no common family.
    Value(Content),
}

/// What lasting claims of documents that are not of kin must share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Lasting {
    governs: Governs,
    /// A place or the last word of a name.
    of: Content,
    /// When, where that is part of the claim.
    when: Option<When>,
}

/// A stretch of time in which two periods must both begin or end to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum When {
    Year(i16),
    /// This month or the one before it, counted from the year 0.
    Months(i32),
}

/// Calls `weigh` for each pair of claims of different documents that may fit, the earlier one first; a pair that meets
/// in two ways comes twice.
pub fn candidates(said: &[Option<Said<'_>>], homes: &[Vec<usize>], mut weigh: impl FnMut(usize, usize, Company)) {
    let documents = Documents::new(said);
    let governs: Vec<Vec<Governs>> =
        said.iter().map(|said| said.as_ref().map(|said| governs(said.claim)).unwrap_or_default()).collect();
    for block in named(homes).values() {
        for_pairs(block, |a, b| {
            if documents.of[a] != documents.of[b] {
                weigh(a, b, Company { named: true, kin: true, about: documents.about(a, b) });
            }
        });
    }
    let kin = kin(&documents.openings);
    let is_named = |a: usize, b: usize| homes[a].iter().any(|home| homes[b].contains(home));
    for (document, others) in kin.iter().enumerate() {
        for (other, about) in others {
            for a in &documents.claims[document] {
                for b in documents.claims[*other].iter().filter(|b| meet(&governs[*a], &governs[**b])) {
                    if !is_named(*a, *b) {
                        weigh(*a.min(b), *a.max(b), Company { named: false, kin: true, about: *about });
                    }
                }
            }
        }
    }
    let mut blocks: FxHashMap<Lasting, Vec<usize>> = FxHashMap::default();
    for (at, said) in said.iter().enumerate() {
        if let Some(said) = said {
            lasting(said.claim, &governs[at], |key| blocks.entry(key).or_default().push(at));
        }
    }
    for block in blocks.values() {
        for_pairs(block, |a, b| {
            let (here, there) = (documents.of[a].min(documents.of[b]), documents.of[a].max(documents.of[b]));
            let are_kin = || kin[here].binary_search_by_key(&there, |(other, _)| *other).is_ok();
            if here != there && !are_kin() && !is_named(a, b) {
                weigh(a, b, Company { named: false, kin: false, about: documents.about(a, b) });
            }
        });
    }
}

/// Whether two claims share what blocking asks for.
#[cfg(test)]
pub(super) fn may_meet(a: &Claim, b: &Claim, kin: bool) -> bool {
    let keys = |claim: &Claim| {
        let mut keys = Vec::new();
        lasting(claim, &governs(claim), |key| keys.push(key));
        keys
    };
    if kin { meet(&governs(a), &governs(b)) } else { keys(a).iter().any(|key| keys(b).contains(key)) }
}

/// The documents of the claims that are compared, by their place among them.
struct Documents<'a> {
    openings: Vec<Opening<'a>>,
    /// For each document, its claims.
    claims: Vec<Vec<usize>>,
    /// For each claim, its document; that of a claim which is not compared says nothing.
    of: Vec<usize>,
}

impl<'a> Documents<'a> {
    fn new(said: &[Option<Said<'a>>]) -> Self {
        let mut documents = Self { openings: Vec::new(), claims: Vec::new(), of: vec![0; said.len()] };
        let mut places: FxHashMap<&str, usize> = FxHashMap::default();
        for (at, claim) in said.iter().enumerate().filter_map(|(at, said)| Some((at, said.as_ref()?.claim))) {
            let document = *places.entry(&claim.document).or_insert_with(|| {
                documents.openings.push(Opening::of(claim));
                documents.claims.push(Vec::new());
                documents.claims.len() - 1
            });
            documents.claims[document].push(at);
            documents.of[at] = document;
        }
        documents
    }

    fn about(&self, a: usize, b: usize) -> usize {
        self.openings[self.of[a]].about(&self.openings[self.of[b]])
    }
}

/// The claims of each topic of `claims.toml`.
fn named(homes: &[Vec<usize>]) -> BTreeMap<usize, Vec<usize>> {
    let mut named: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, homes) in homes.iter().enumerate() {
        for home in homes {
            named.entry(*home).or_default().push(at);
        }
    }
    named
}

fn for_pairs(block: &[usize], mut pair: impl FnMut(usize, usize)) {
    for (nth, a) in block.iter().enumerate() {
        for b in &block[nth + 1..] {
            pair(*a, *b);
        }
    }
}

/// Whether two sorted lists share anything.
pub(super) fn meet<K: Ord>(here: &[K], there: &[K]) -> bool {
    let (mut here, mut there) = (here.iter().peekable(), there.iter().peekable());
    while let (Some(one), Some(other)) = (here.peek(), there.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => here.next(),
            std::cmp::Ordering::Greater => there.next(),
        };
    }
    false
}

/// What governs a claim, sorted.
pub(super) fn governs(claim: &Claim) -> Vec<Governs> {
    let frame = &claim.frame;
    let governing = frame.measure.iter().chain(&frame.motions).chain(&frame.counted);
    let things = frame.things.iter().filter(|_| frame.measure.is_empty());
    let heads = frame.head.iter().chain(&frame.noun);
    let by = governing
        .chain(things)
        .map(|concept| By::Family(concept.family()))
        .chain(heads.map(|stem| By::Head(Content::term(stem))))
        .chain(unit_dimension(&claim.value).map(By::Unit))
        .chain(claim.value.canonical().map(|value| By::Value(Content::term(&value))));
    let dimension = dimension(&claim.value);
    let mut governs: Vec<Governs> = by.map(|by| Governs { dimension, by }).collect();
    governs.sort_unstable();
    governs.dedup();
    governs.shrink_to_fit();
    governs
}

/// The keys of a claim that holds whenever it is told.
pub(super) fn lasting(claim: &Claim, governs: &[Governs], mut add: impl FnMut(Lasting)) {
    if !lasts(claim) {
        return;
    }
    let mut of: Vec<Content> = Vec::new();
    for participant in &claim.frame.participants {
        match &participant.entity {
            // A city and its country can be one.
            Entity::Place(place) => of.extend(place.within().map(Content::place)),
            Entity::Name(name) => of.extend(name.sounds.iter().map(|sound| Content::sound(sound))),
        }
    }
    of.sort_unstable();
    of.dedup();
    let when = if matches!(claim.value.kind(), Kind::Dimension | Kind::Rank) {
        vec![None]
    } else {
        lasting_period(claim).map(stretches).unwrap_or_default().into_iter().map(Some).collect()
    };
    for governs in governs {
        for of in &of {
            for when in &when {
                add(Lasting { governs: *governs, of: *of, when: *when });
            }
        }
    }
}

/// The stretches of time that a period begins and ends in.
fn stretches(period: &Period) -> Vec<When> {
    let (first, last) = period.span();
    let mut all = Vec::new();
    for day in [first, last].into_iter().flatten() {
        if period.granularity <= Granularity::Month {
            let month = i32::from(day.year()) * 12 + i32::from(day.month());
            all.extend([When::Months(month), When::Months(month + 1)]);
        } else {
            all.push(When::Year(day.year()));
        }
    }
    all.sort_unstable();
    all.dedup();
    all
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
