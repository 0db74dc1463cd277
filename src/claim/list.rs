//! Counts that stand in a list of places: `9 died in one town and 3 in another`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::anchor::{Layout, What};
use super::govern::SECOND;
use super::near::{NEAR, role};
use super::{Entity, Frame, Role, scope};
use crate::language::{ConceptId, ConceptKind, Cue, TokenKind};
use crate::mention::Mention;
use crate::value::{Kind, Quantity, Unit, Value};

/// The most tokens between two counts of a list.
const LISTED: usize = 8;

/// How far before a count the name or place may stand that it is told of.
const NAMED: usize = 4;

/// Whether a bare number, told of a place, goes on with the count before it: `9 died in the north, and 3 in the south`.
pub fn goes_on(layout: &Layout<'_>, mention: &Mention, before: &Mention, frame: &Frame) -> bool {
    let reader = &layout.reader;
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let between = before.tokens.end..from;
    let bare = matches!(&mention.value, Value::Quantity(Quantity { unit: Unit::None, .. }));
    if !bare || !frame.measure.is_empty() || !is_listed(before.value.kind()) || between.len() > LISTED {
        return false;
    }
    let joined = reader.is_joined(from)
        || reader.cue_before(from, Cue::And)
        || from.checked_sub(1).is_some_and(|at| reader.is_comma(at));
    let located = |at: usize| reader.cue(at, Cue::During).is_some();
    let governs = |what: &What<'_>| matches!(what, What::Concept(concept) if matches!(concept.def().kind, ConceptKind::Event | ConceptKind::Measure));
    let near = layout.around(between.start, between.end, 0);
    joined
        && located(to)
        && between.clone().any(located)
        && !near.iter().any(|anchor| between.contains(&anchor.at) && governs(&anchor.what))
}

/// Whether a bare number told of a place or name goes on with the count of another before it: `one county has 300 affected
/// people, the next 200 and a third 100`; so does an amount in brackets behind one.
///
/// Tells both names, that of the count before first.
pub fn goes_on_named(
    layout: &Layout<'_>,
    mention: &Mention,
    before: &Mention,
    frame: &Frame,
    sources: &[Range<usize>],
) -> Option<(Option<Entity>, Entity)> {
    let reader = &layout.reader;
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let (start, end) = (before.tokens.start, before.tokens.end);
    let Value::Quantity(Quantity { unit: Unit::None, number: Some(number), per: None, upto: None, .. }) =
        &mention.value
    else {
        return None;
    };
    let row = is_listed(before.value.kind()) && end <= from && from - end <= LISTED;
    let governs = |concept: ConceptId| matches!(concept.def().kind, ConceptKind::Event | ConceptKind::Measure);
    let told = |what: &What<'_>| matches!(what, What::Concept(concept) if governs(*concept));
    let between = || layout.around(end, from, 0).iter().filter(|anchor| (end..from).contains(&anchor.at));
    if !row || !frame.measure.is_empty() || frame.noun.is_some() || between().any(|anchor| told(&anchor.what)) {
        return None;
    }
    let entity = |what: &What<'_>| match what {
        What::Place(place) => Some(Entity::Place(*place)),
        What::Name(name) => Some(Entity::Name(name.clone())),
        _ => None,
    };
    // `reached 20, according to France 24`: who says so has no figure.
    let says = |at: usize| sources.iter().any(|run| run.contains(&at));
    let named = between().filter(|anchor| !says(anchor.at));
    let own = named.filter_map(|anchor| Some((anchor.at + anchor.len, entity(&anchor.what)?))).next_back()?;
    let bracketed = reader.is_mark(from - 1, '(') && reader.is_mark(to, ')');
    if bracketed {
        // An age stands in brackets behind a name, too.
        let amount = !number.value.is_integer() || number.value >= Decimal::ONE_THOUSAND;
        return (own.0 + 1 == from && amount).then_some((None, own.1));
    }
    let joins = |at: usize| reader.is_comma(at) || reader.is_joined(at) || reader.cue(at, Cue::And).is_some();
    let ends = |at: usize| {
        let mark = reader.token(at).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
        mark || joins(at)
    };
    // The one before is told of somebody or something named as well, right before it.
    let named = layout.around(start.saturating_sub(NAMED), start, 0).iter().rev();
    let first = named.filter(|anchor| anchor.at < start).find_map(|anchor| entity(&anchor.what))?;
    let follows = own.0 == from || own.0 + 1 == from && reader.is_stop(own.0);
    (follows && (end..from).any(joins) && ends(to)).then_some((Some(first), own.1))
}

/// Whether lists tell of such values without saying of what, or in what unit, again.
const fn is_listed(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Currency | Kind::Dimension | Kind::Percent)
}

/// Takes over what the value before is of, and its unit.
pub fn take_over(value: &mut Value, frame: &mut Frame, told: &Value, before: &Frame) {
    if let (Value::Quantity(quantity), Value::Quantity(last)) = (value, told) {
        quantity.unit = last.unit.clone();
    }
    frame.measure.clone_from(&before.measure);
    frame.predicate = before.predicate;
    frame.noun.clone_from(&before.noun);
    frame.counted = before.counted;
    frame.head.clone_from(&before.head);
}

/// The place that another count is followed by is that one's, where this one is followed by a place of its own.
pub fn keep_own_places(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near = &mentions[scope::near(mentions, from, to, NEAR)];
    // The second of two may leave out the unit: `78 mm, compared with 117 in the next town`.
    let kind = mention.value.kind();
    let alike = |other: &&Mention| other.value.kind() == kind || other.value.kind() == Kind::Number;
    let counts: Vec<&Mention> = near.iter().filter(alike).collect();
    if !matches!(kind, Kind::Number | Kind::Dimension | Kind::Percent) || counts.len() < 2 {
        return;
    }
    // The count that a place stands behind, with nothing but words of its phrase between.
    let owner = |at: usize| {
        let last = counts.iter().rev().find(|other| other.tokens.end <= at)?;
        let (start, end) = (last.tokens.start, last.tokens.end);
        let behind = layout.unbroken(at, start, end) && layout.cost(at, start, end) <= SECOND;
        (behind && role(layout, at) == Role::Location).then_some(start)
    };
    let places = layout.around(from, to, NEAR).iter().filter_map(|anchor| {
        let entity = match &anchor.what {
            What::Place(place) => Entity::Place(*place),
            What::Name(name) => Entity::Name(name.clone()),
            _ => return None,
        };
        Some((owner(anchor.at)? == from, entity))
    });
    let owned: Vec<(bool, Entity)> = places.collect();
    let told = |entity: &Entity, mine: bool| {
        let is = |own: &Entity| match own {
            Entity::Place(place) => entity == own || *entity == Entity::Place(place.power()),
            Entity::Name(_) => entity == own,
        };
        owned.iter().any(|(own, place)| *own == mine && is(place))
    };
    // `Seiyun measured 78 mm, compared with 117 in Mukalla`.
    let compared = counts.iter().any(|other| {
        let start = other.tokens.start;
        start > to && layout.reader.cue_before(start, Cue::Former)
    });
    if compared || owned.iter().any(|(mine, _)| *mine) {
        frame.participants.retain(|who| !told(&who.entity, false) || told(&who.entity, true));
    }
}
