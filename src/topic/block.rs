//! Blocking: what two claims must share to be weighed at all.
//!
//! Claims meet in three ways: a topic of `claims.toml` holds both; their documents are of kin (`kin.rs`) and something
//! governs both; or both hold whenever they are told, one thing governs them, of one place or name, and they do not say
//! the same. Each is a matter of the two claims and their documents alone, so blocks can be weighed in any order.

use std::hash::{Hash, Hasher};

use compact_str::CompactString;
use rustc_hash::FxHasher;

use super::fit::{is_hour_of_lead, lasting_period, lasts};
use crate::claim::{Claim, Content, Entity};
use crate::language::ConceptId;
use crate::value::{Dimension, Granularity, Kind, Period, Value};

/// What governs a claim, with the dimension of its value, as a hash: one of these two claims must share to be weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Governs {
    key: u32,
    /// Whether it tells what is measured, whatever the value.
    tells: bool,
}

impl Governs {
    /// The hash.
    #[must_use]
    pub fn code(self) -> u64 {
        u64::from(self.key) << 1 | u64::from(self.tells)
    }

    /// What a hash stands for.
    #[must_use]
    pub fn coded(code: u64) -> Self {
        Self { key: u32::try_from(code >> 1).unwrap_or(u32::MAX), tells: code & 1 > 0 }
    }
}

#[derive(Clone, Copy, Hash)]
enum By {
    /// A governing concept or thing, by its family.
    Family(ConceptId),
    /// A head word.
    Head(Content),
    /// The physical dimension.
    Unit(&'static str),
    /// It is the hour at which what its article is about happened, in whatever words.
    Happened,
    /// It is a score, which is of a match in whatever words.
    Scored,
    /// Nothing does, but the values are equal: opposite predicates are in no common family.
    Value(Content),
}

/// What lasting claims of documents that are not of kin must share, as a hash: what governs them, a place or a word of a
/// name, and when, where that is part of the claim. The last bit tells whether the claim only names what lies in the place:
/// two that do, of two countries of one continent, share no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lasting(pub u64);

impl Lasting {
    fn new(hash: u64, around: bool) -> Self {
        Self(hash & !1 | u64::from(around))
    }

    /// The same, of what is named and of what lies around it.
    #[must_use]
    pub const fn key(self) -> u64 {
        self.0 & !1
    }

    /// Whether the claim only names what lies in the place.
    #[must_use]
    pub const fn is_around(self) -> bool {
        self.0 & 1 > 0
    }
}

/// A stretch of time in which two periods must both begin or end to be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum When {
    Year(i16),
    /// This month or the one before it, counted from the year 0.
    Months(i32),
}

/// Whether two sorted lists share anything.
pub(super) fn meet<K: Ord>(here: &[K], there: &[K]) -> bool {
    meet_by(here, there, |key| key, |_, _| true)
}

/// Whether two claims that last share a place or name.
pub(super) fn last_alike(here: &[Lasting], there: &[Lasting]) -> bool {
    meet_by(here, there, |lasting| lasting.key(), |one, other| !(one.is_around() && other.is_around()))
}

/// Whether two lists hold items of one key that pass a test. Each is sorted by key, and holds each key once.
fn meet_by<'a, T, K: Ord>(here: &'a [T], there: &'a [T], key: fn(&'a T) -> K, test: fn(&T, &T) -> bool) -> bool {
    let (mut here, mut there) = (here, there);
    while let ([one, more_here @ ..], [other, more_there @ ..]) = (here, there) {
        let order = key(one).cmp(&key(other));
        if order.is_eq() && test(one, other) {
            return true;
        }
        here = if order.is_le() { more_here } else { here };
        there = if order.is_ge() { more_there } else { there };
    }
    false
}

/// What governs a claim, sorted.
pub(super) fn governs(claim: &Claim) -> Vec<Governs> {
    let frame = &claim.frame;
    let governing = frame.measure.iter().chain(&frame.motions).chain(&frame.counted);
    // What began is there since: `has an embassy` names no happening.
    let began = matches!(claim.value, Value::Time(_)) && frame.measure.iter().any(|concept| concept.def().begins);
    let things = frame.things.iter().filter(|_| frame.measure.is_empty() || began);
    let heads = frame.head.iter().map(CompactString::as_str).chain(frame.noun.as_deref());
    let by = governing
        .chain(things)
        .map(|concept| By::Family(concept.family()))
        .chain(heads.map(|stem| By::Head(Content::term(stem))))
        .chain(unit_dimension(&claim.value).map(By::Unit))
        .chain(is_hour_of_lead(claim).then_some(By::Happened))
        .chain(matches!(claim.value, Value::Score(_)).then_some(By::Scored))
        .chain(claim.value.canonical().map(|value| By::Value(Content::term(&value))));
    let dimension = dimension(&claim.value);
    let mut governs: Vec<Governs> = by
        .map(|by| Governs { key: half(hash(&(dimension, by))), tells: matches!(by, By::Family(_) | By::Head(_)) })
        .collect();
    governs.sort_unstable();
    governs.dedup();
    governs
}

/// The keys of a claim that holds whenever it is told, sorted.
pub(super) fn lasting(claim: &Claim, governs: &[Governs]) -> Vec<Lasting> {
    if !lasts(claim) {
        return Vec::new();
    }
    let mut of: Vec<(Content, bool)> = Vec::new();
    for participant in &claim.frame.participants {
        match &participant.entity {
            // A city and its country can be one.
            Entity::Place(place) => {
                let within = place.within().map(Content::place).enumerate();
                of.extend(within.map(|(steps, place)| (place, steps > 0)));
            }
            Entity::Name(name) => of.extend(name.sounds().iter().map(|sound| (Content::sound(sound), false))),
        }
    }
    let when = if matches!(claim.value.kind(), Kind::Dimension | Kind::Rank) {
        vec![None]
    } else {
        lasting_period(claim).map(stretches).unwrap_or_default().into_iter().map(Some).collect()
    };
    let mut keys = Vec::new();
    for governs in governs.iter().filter(|governs| governs.tells) {
        for (of, around) in &of {
            keys.extend(when.iter().map(|when| Lasting::new(hash(&(governs.key, of, when)), *around)));
        }
    }
    // What is named comes before what lies around something else that is.
    keys.sort_unstable();
    keys.dedup_by_key(|key| key.key());
    keys
}

/// A hash of what a lasting claim says. Two that say the same agree, whatever else their sentences tell: thousands of
/// stories retell how long a border is. What can be opposed keeps two apart, and so does who holds a rank.
pub(super) fn statement(claim: &Claim) -> u64 {
    let frame = &claim.frame;
    let opposable = |concept: &&ConceptId| !concept.def().opposite.is_empty();
    let mut opposable: Vec<ConceptId> = frame.measure.iter().chain(&frame.motions).filter(opposable).copied().collect();
    opposable.sort_unstable();
    opposable.dedup();
    let holders = matches!(claim.value, Value::Rank(_)).then_some(&frame.participants);
    let value = (claim.value.canonical(), claim.value.canonical_end(), claim.value.unit_id());
    hash(&(value, claim.value.modifier().symbol(), frame.polarity, frame.modality, opposable, holders))
}

/// The same in every run; what it mixes up is weighed, or one pair in four thousand million is not.
fn hash(of: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

/// The upper half of a hash, which is mixed best.
pub(super) fn half(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
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
