//! Counts that stand in a list of places: `9 died in one town and 3 in another`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::anchor::{Layout, What};
use super::govern::SECOND;
use super::near::{NEAR, role};
use super::{Entity, Frame, Participant, Role, scope};
use crate::language::{ConceptId, ConceptKind, Cue, TokenKind};
use crate::mention::Mention;
use crate::value::{Change, Kind, Quantity, Unit, Value};

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
    let between = || layout.within(end..from);
    if !row || !frame.measure.is_empty() || frame.noun.is_some() || between().any(|anchor| told(&anchor.what)) {
        return None;
    }
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
    let joins = |at: usize| joins(layout, at);
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

/// `Iraq cut output by 210,000 barrels, Kuwait by 131,000 and Qatar by 30,000`: what follows under a name of its own is told of
/// what comes first, and of that name alone.
pub fn rows(layout: &Layout<'_>, mentions: &[Mention], sources: &[Range<usize>], frames: &mut [(Value, Frame)]) {
    let mut first = 0;
    let mut later: Vec<Entity> = Vec::new();
    for at in 1..mentions.len().min(frames.len()) {
        let (before, rest) = frames.split_at_mut(at);
        let (Some(head), Some(last), Some(next)) = (before.get(first), before.last(), rest.first_mut()) else { return };
        let own = under_own_name(layout, &mentions[at - 1], &mentions[at], sources)
            .filter(|_| !head.1.measure.is_empty() && is_of_one_row(&last.0, &next.0));
        let Some(own) = own else {
            leave_to_later(&mut frames[first].1, &later);
            later.clear();
            first = at;
            continue;
        };
        if let (Value::Quantity(quantity), Value::Quantity(last)) = (&mut next.0, &last.0) {
            if quantity.unit == Unit::None {
                quantity.unit = last.unit.clone();
            }
            quantity.per = quantity.per.take().or_else(|| last.per.clone());
            if quantity.change == Change::Level {
                quantity.change = last.change;
            }
        }
        let frame = &mut next.1;
        frame.measure.clone_from(&head.1.measure);
        frame.motions.clone_from(&head.1.motions);
        frame.predicate = head.1.predicate;
        frame.head.clone_from(&head.1.head);
        frame.things.clone_from(&head.1.things);
        (frame.modality, frame.status) = (head.1.modality, head.1.status);
        if frame.counted.is_none() && frame.noun.is_none() {
            frame.noun.clone_from(&head.1.noun);
            frame.counted = head.1.counted;
        }
        let role = if frame.counted.is_some_and(|concept| concept.def().held) { Role::Agent } else { Role::Location };
        frame.participants = vec![Participant { entity: own.clone(), role }];
        later.push(own);
    }
    if let Some((_, frame)) = frames.get_mut(first) {
        leave_to_later(frame, &later);
    }
}

/// `74 billion for schools, for hospitals 31 and for roads 12`: of sums that each stand behind what they are for, each is for that
/// alone.
pub fn own_things(layout: &Layout<'_>, mentions: &[Mention], frames: &mut [(Value, Frame)]) {
    let things = |from: usize, to: usize| -> Vec<ConceptId> {
        let told = layout.within(from..to).filter_map(|anchor| match anchor.what {
            What::Concept(concept) if concept.def().kind == ConceptKind::Thing => Some(concept),
            _ => None,
        });
        told.collect()
    };
    let governs = |what: &What<'_>| {
        use ConceptKind::{Event, Measure, Motion};
        matches!(what, What::Concept(concept) if matches!(concept.def().kind, Event | Measure | Motion))
    };
    for at in 1..mentions.len().min(frames.len()) {
        let (before, rest) = frames.split_at_mut(at);
        let (Some((told, last)), Some((value, next))) = (before.last_mut(), rest.first_mut()) else { return };
        let (start, end, from) =
            (mentions[at - 1].tokens.start, mentions[at - 1].tokens.end, mentions[at].tokens.start);
        if end > from || from - end > LISTED || !is_of_one_row(told, value) || told.kind() == Kind::Number {
            continue;
        }
        let plain = layout.within(end..from).all(|anchor| !governs(&anchor.what));
        let (own, former) = (things(end, from), things(start.saturating_sub(NAMED), start));
        if joins(layout, end) && plain && !own.is_empty() && !former.is_empty() {
            let all = things(0, end);
            next.things.retain(|thing| own.contains(thing) || !all.contains(thing));
            last.things.retain(|thing| former.contains(thing) || !own.contains(thing));
        }
    }
}

/// Takes from the first of a row the names that stand before its later values.
fn leave_to_later(frame: &mut Frame, later: &[Entity]) {
    frame.participants.retain(|who| !later.contains(&who.entity));
}

/// Whether two values can be of one row: amounts in one unit, which the second may leave out.
fn is_of_one_row(one: &Value, next: &Value) -> bool {
    let (Value::Quantity(a), Value::Quantity(b)) = (one, next) else { return false };
    let bare = b.unit == Unit::None && b.per.is_none();
    is_listed(one.kind()) && a.upto.is_none() && b.upto.is_none() && (a.unit == b.unit || bare)
}

/// The name right before a value that goes on with a list, where nothing between it and the value before says of what it is.
fn under_own_name(
    layout: &Layout<'_>,
    before: &Mention,
    mention: &Mention,
    sources: &[Range<usize>],
) -> Option<Entity> {
    let reader = &layout.reader;
    let (end, from, to) = (before.tokens.end, mention.tokens.start, mention.tokens.end);
    if end > from || from - end > LISTED || sources.iter().any(|run| run.start < from && end < run.end) {
        return None;
    }
    let mut own = None;
    for anchor in layout.within(end..from) {
        let entity = entity(&anchor.what).filter(|_| own.is_none())?;
        own = Some((anchor, entity));
    }
    let (anchor, own) = own?;
    let mark = |at: usize| reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
    let light = |at: usize| reader.is_stop(at) || mark(at);
    let ends_clause = |at: usize| {
        reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark('.' | '!' | '?' | '؟' | '؛' | ';')))
    };
    let joins = |at: usize| joins(layout, at);
    // `exported 30 million to China, to India 25 million`: a row of those it went to.
    let led = |at: usize| {
        let cues = [Cue::To, Cue::From, Cue::During, Cue::Of, Cue::Against];
        cues.iter().any(|cue| reader.cue(at, *cue).is_some()) || at == anchor.at && is_led(layout, at)
    };
    if (end..=anchor.at).any(led) {
        return None;
    }
    let joined = (end..=anchor.at).any(joins);
    let closed = reader.token(to).is_none() || mark(to) || joins(to);
    let behind = anchor.at + anchor.len..from;
    let plain = (end..anchor.at).chain(behind).all(|at| light(at) || joins(at)) && !(end..from).any(ends_clause);
    (joined && closed && plain).then_some(own)
}

/// Whether a word is written with a preposition: `لتونس`.
fn is_led(layout: &Layout<'_>, at: usize) -> bool {
    let reader = &layout.reader;
    let (and, article) = (reader.language.and_prefix, reader.language.article);
    reader.token(at).is_some_and(|token| {
        let led = |prefix: &str| {
            let rest = prefix.strip_prefix(and).unwrap_or(prefix);
            !rest.is_empty() && rest != article
        };
        !token.word.forms.is_empty() && token.word.forms.iter().all(|form| led(form.prefix))
    })
}

/// Who or what an anchor names.
fn entity(what: &What<'_>) -> Option<Entity> {
    match what {
        What::Place(place) => Some(Entity::Place(*place)),
        What::Name(name) => Some(Entity::Name(name.clone())),
        _ => None,
    }
}

/// Whether a list goes on at a token.
fn joins(layout: &Layout<'_>, at: usize) -> bool {
    let reader = &layout.reader;
    reader.is_comma(at) || reader.is_joined(at) || reader.cue(at, Cue::And).is_some()
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
        let entity = entity(&anchor.what)?;
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
