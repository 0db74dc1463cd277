//! Blocking: what two claims must share to be weighed at all.
//!
//! Claims meet in three ways: a topic of `claims.toml` holds both; their documents are of kin (`kin.rs`) and something
//! governs both; or both hold whenever they are told, one thing governs them, of one place or name, and they do not say
//! the same. Each is a matter of the two claims and their documents alone, so blocks can be weighed in any order.

use std::hash::{Hash, Hasher};

use compact_str::CompactString;
use rustc_hash::FxHasher;

use super::fit::{is_hour_of_lead, lasting_period, lasts};
use super::measure::tells_moment_of_strike;
use crate::claim::{Claim, Content, Entity};
use crate::language::{ConceptId, PlaceId, PlaceKind};
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
    /// The moment of what struck, in whatever words.
    Struck,
    /// Nothing does, but the values are equal: opposite predicates are in no common family.
    Value(Content),
}

/// What lasting claims of documents that are not of kin must share, as a hash: what governs them, a place or a word of a
/// name, and when, where that is part of the claim. The last bit tells whether it is wider than what the claim names: the
/// continent of a country, one of the two countries of a border. Two claims that are narrower share nothing by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lasting(pub u64);

impl Lasting {
    fn new(hash: u64, wide: bool) -> Self {
        Self(hash & !1 | u64::from(wide))
    }

    /// The same, whether the claim is narrower or not.
    #[must_use]
    pub const fn key(self) -> u64 {
        self.0 & !1
    }

    /// Whether it is wider than what the claim names.
    #[must_use]
    pub const fn is_wide(self) -> bool {
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
    meet_by(here, there, |lasting| lasting.key(), |one, other| !(one.is_wide() && other.is_wide()))
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
        .chain(tells_moment_of_strike(claim).then_some(By::Struck))
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
    let lands = lands_of(claim);
    let mut of: Vec<(Of, bool)> = Vec::new();
    for participant in &claim.frame.participants {
        match &participant.entity {
            Entity::Place(place) => of.extend(
                around(*place)
                    .map(|(around, wide)| (Of::One(around), wide || lands.len() > 1 && lands.contains(place))),
            ),
            Entity::Name(name) => of.extend(name.sounds().iter().map(|sound| (Of::One(Content::sound(sound)), false))),
        }
    }
    for (nth, one) in lands.iter().enumerate() {
        for other in &lands[nth + 1..] {
            let both = around(*one).flat_map(|one| around(*other).map(move |other| (one, other)));
            of.extend(both.map(|((a, wide), (b, wider))| (Of::Two(a.min(b), a.max(b)), wide || wider)));
        }
    }
    let when = if matches!(claim.value.kind(), Kind::Dimension | Kind::Rank) {
        vec![None]
    } else {
        lasting_period(claim).map(stretches).unwrap_or_default().into_iter().map(Some).collect()
    };
    let mut keys = Vec::new();
    for governs in governs.iter().filter(|governs| governs.tells) {
        for (of, wide) in &of {
            keys.extend(when.iter().map(|when| Lasting::new(hash(&(governs.key, of, when)), *wide)));
        }
    }
    // What is named comes before what is wider than something else that is.
    keys.sort_unstable();
    keys.dedup_by_key(|key| key.key());
    keys
}

/// What lasting claims are of.
#[derive(Clone, Copy, Hash)]
enum Of {
    One(Content),
    Two(Content, Content),
}

/// A place and what lies around it, each with whether it does: a city and its country can be one.
fn around(place: PlaceId) -> impl Iterator<Item = (Content, bool)> {
    place.within().enumerate().map(|(steps, place)| (Content::place(place), steps > 0))
}

/// The countries, regions and towns that a length or an area is of. Where there are two, the border of one of them with a
/// third is another.
fn lands_of(claim: &Claim) -> Vec<PlaceId> {
    let is_land =
        |place: &PlaceId| matches!(place.def().kind, PlaceKind::Country | PlaceKind::Region | PlaceKind::City);
    let places = claim.frame.participants.iter().filter_map(|participant| match &participant.entity {
        Entity::Place(place) => Some(*place),
        Entity::Name(_) => None,
    });
    let mut lands: Vec<PlaceId> = places.filter(|_| claim.value.kind() == Kind::Dimension).filter(is_land).collect();
    lands.sort_unstable();
    lands.dedup();
    // A town and its country are one.
    let outer = |place: &PlaceId| !lands.iter().any(|other| other != place && place.lies_in(*other));
    lands.iter().copied().filter(outer).collect()
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
pub(super) fn hash(of: &impl Hash) -> u64 {
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
