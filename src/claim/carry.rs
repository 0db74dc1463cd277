//! What a value takes over from one told before it: the measure of the figure that it points back to, of the one that it is
//! held against, the noun of a count that goes on.

use rust_decimal::Decimal;

use super::anchor::{Layout, What};
use super::change::level_behind;
use super::frame::Context;
use super::govern::GOVERNS;
use super::{Entity, Frame, Part, Status};
use crate::language::{ConceptId, ConceptKind, Cue, Sense, TokenKind};
use crate::mention::Mention;
use crate::value::{Change, Dimension, Kind, Quantity, Unit, Value};

/// How far before a count the noun may stand that it is told to be the number of.
const NUMBERED: usize = 5;

/// How far before a level the pronoun may stand that it is told of.
const LEVELLED: usize = 7;

/// From here on, a number that counts nothing, behind an amount of money, is one too.
const SUM: u32 = 1_000_000;

/// Sums of one list, and rates of one thing, seldom lie further apart than so many times.
const SUMS: u32 = 100;
const RATE: u32 = 10;

/// What flows is measured for a time; the dimension of what flows.
const VOLUME: &str = "volume";

/// How far behind what something changed by the level may stand that it came to.
const BY_TO: usize = 10;

/// The most words between people and others that *and* joins on to them.
const JOINED: usize = 8;

/// The fewest of them: what the people are of, and *and*.
const APART: usize = 3;

/// What is counted, where it is something that one holder has some of and the next has others: seats, goals, medals.
pub type Held = (String, ConceptId);

/// The thing that a frame counts, where it is held.
pub fn held_of(frame: &Frame) -> Option<Held> {
    let concept = frame.counted.filter(|concept| concept.def().held)?;
    Some((frame.noun.clone()?, concept))
}

/// `this figure`, `the share`: a value with no measure of its own takes over that of the value before.
pub fn points_back(
    layout: &Layout<'_>,
    mention: &Mention,
    frame: &mut Frame,
    context: &Context,
    frames: &[(Value, Frame)],
) {
    let (before, kind) = (frames.last(), mention.value.kind());
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let reader = &layout.reader;
    let near = |at: usize| layout.cost(at, from, to) <= GOVERNS;
    let this = layout
        .reach_of(&[Cue::ThatFigure], from, to, GOVERNS)
        .any(|at| reader.cue(at, Cue::ThatFigure).is_some() && near(at));
    // `the share fell to 3 %`, but not `the share of women`: nothing says of what.
    let plain = |at: usize| {
        let end = reader.cue(at, Cue::TheFigure).map(|len| at + len)?;
        (at < from && reader.cue(end, Cue::Of).is_none() && !names_something(layout, end) && near(at)).then_some(())
    };
    let the = || {
        let bare = frame.measure.is_empty() && frame.noun.is_none();
        bare && layout.reach_of(&[Cue::TheFigure], from, from, GOVERNS).any(|at| plain(at).is_some())
    };
    let source = if this {
        before.map(|(_, frame)| frame).or(context.last.as_ref())
    } else if the() {
        let own = before.filter(|(value, frame)| value.kind() == kind && !frame.measure.is_empty());
        let last = context.figure.as_ref().filter(|last| last.kind == kind);
        own.map(|(_, frame)| frame).or(last.map(|last| &last.frame))
    } else if stands_for_figure(layout, mention, frame) {
        // Where two may be meant, neither is.
        let mut alike = frames.iter().filter(|(value, _)| value.kind() == kind).map(|(_, frame)| frame);
        match alike.next() {
            Some(first) => Some(first)
                .filter(|first| !first.measure.is_empty() && alike.all(|other| other.measure == first.measure)),
            None => context.figure.as_ref().filter(|last| last.kind == kind && last.sole).map(|last| &last.frame),
        }
    } else {
        None
    };
    if let Some(source) = source {
        frame.measure.clone_from(&source.measure);
        frame.whole.clone_from(&source.whole);
        frame.things.clone_from(&source.things);
        frame.participants.clone_from(&source.participants);
        frame.head.clone_from(&source.head);
        if !this {
            frame.noun.clone_from(&source.noun);
            frame.counted = source.counted;
        }
    }
}

/// `it stood at 3 %`, `وبلغ 5 مليارات`: whether a level is told of a pronoun, or of nothing where a language leaves it out.
fn stands_for_figure(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> bool {
    let (reader, from, to) = (&layout.reader, mention.tokens.start, mention.tokens.end);
    let level = matches!(mention.value.kind(), Kind::Currency | Kind::Percent | Kind::Dimension);
    if !level || frame.noun.is_some() || !frame.whole.is_empty() {
        return false;
    }
    let word = |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    let content = |at: usize| layout.around(at, at + 1, 0).iter().any(|anchor| anchor.at + anchor.len > at);
    let mut reached = false;
    let mut subject = None;
    for at in (from.saturating_sub(LEVELLED)..from).rev() {
        if reader.cue(at, Cue::It).is_some() {
            subject = Some(at).filter(|_| reached);
            break;
        }
        let moved = reader.concept(at, &[ConceptKind::Motion]).is_some();
        if !word(at) || !moved && content(at) && !reader.is_stop(at) {
            break;
        }
        // `it rose 3 %` tells of a change, and not of what it came to.
        let stands = moved && (level_behind(reader, at).is_some() || reader.cue_before(from, Cue::To));
        reached |= stands || reader.cue(at, Cue::Copula).is_some();
        // The verb comes first, and nothing says of what.
        if moved && reader.language.drops_subject && (at == 0 || reader.is_joined(at)) {
            subject = Some(at).filter(|_| reached);
            break;
        }
    }
    // What governs it must stand before the pronoun: `when the year closed, it had shrunk to 3 %`.
    let governs = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept));
    let happens = |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Event);
    subject.is_some_and(|subject| {
        let mut near = layout.around(from, to, GOVERNS).iter().filter(|anchor| governs(&anchor.what));
        near.all(|anchor| happens(&anchor.what) && anchor.at < subject)
    })
}

/// Whether the word at a token says what something is of.
fn names_something(layout: &Layout<'_>, at: usize) -> bool {
    let moves = |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Motion);
    layout.around(at, at + 1, 0).iter().any(|anchor| anchor.at == at && !moves(&anchor.what))
}

/// `turnout was 52 %, against 50 % at the last election`: what stands right behind the word that holds it against the value
/// before measures what that does.
pub fn compares(layout: &Layout<'_>, mention: &Mention, value: &Value, frame: &mut Frame, before: &[(Value, Frame)]) {
    let from = mention.tokens.start;
    if frame.status != Status::Former
        || ![Cue::Former, Cue::From, Cue::HeldAgainst].iter().any(|cue| layout.reader.cue_before(from, *cue))
    {
        return;
    }
    let timed = |(told, _): &&(Value, Frame)| matches!(told, Value::Time(_));
    let Some((told, source)) = before.iter().rev().find(|told| !timed(told)) else { return };
    if told.kind() != value.kind() || told.kind() == Kind::Number && frame.noun.is_some() && frame.noun != source.noun {
        return;
    }
    // `compared with 70 million euros in imports`: it says of what it is.
    let own = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure && !source.measure.contains(concept);
    if frame.measure.iter().any(own) {
        return;
    }
    frame.measure.clone_from(&source.measure);
    frame.whole.clone_from(&source.whole);
    frame.head.clone_from(&source.head);
    frame.noun.clone_from(&source.noun);
    frame.counted = source.counted;
}

/// `reserves fell from 36 billion before the war to 19 billion`: where a motion ends is measured as where it began.
pub fn arrives(
    layout: &Layout<'_>,
    mention: &Mention,
    mentions: &[Mention],
    value: &mut Value,
    frame: &mut Frame,
    before: &[(Value, Frame)],
) {
    let reader = &layout.reader;
    if !reader.cue_before(mention.tokens.start, Cue::To) {
        return;
    }
    // The unit may be told once: `from 975 billion riyals to 840 billion`.
    let kind = mention.value.kind();
    let bare = matches!(value, Value::Quantity(quantity) if quantity.unit == Unit::None) && frame.noun.is_none();
    let alike =
        |other: &Value| other.kind() == kind || bare && matches!(other.kind(), Kind::Currency | Kind::Dimension);
    let mut told = mentions.iter().zip(before).rev();
    let Some((last, (amount, source))) = told.find(|(_, (other, _))| alike(other)) else { return };
    let from_to = reader.cue_before(last.tokens.start, Cue::From);
    let measured = |frame: &Frame| frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    let again = bare && frame.measure.is_empty() && !source.measure.is_empty();
    // `cut output by 1.2 million barrels a day, to 32.5 million`.
    let gap = last.tokens.end..mention.tokens.start;
    let changed = matches!(amount, Value::Quantity(amount) if amount.change != Change::Level);
    let by_to =
        changed && gap.len() <= BY_TO && kind != Kind::Percent && !gap.clone().any(|at| reader.is_mark(at, '.'));
    let rests = by_to && !source.measure.is_empty() && !measured(frame);
    if from_to && (measured(source) && !measured(frame) || again) || rests {
        if let (Value::Quantity(quantity), Value::Quantity(amount)) = (value, amount) {
            if bare {
                quantity.unit = amount.unit.clone();
            }
            if quantity.unit == amount.unit {
                quantity.per = quantity.per.take().or_else(|| amount.per.clone());
            }
        }
        frame.measure.clone_from(&source.measure);
        frame.whole.clone_from(&source.whole);
        frame.head.clone_from(&source.head);
    }
}

/// `raised output to 3.7 million barrels a day, 0.1 million barrels more`, `189 billion riyals go to schools and 63 billion to
/// towns`: what is measured as an amount before it is measured in the same money, and for the same time.
pub fn keeps_unit(frames: &mut [(Value, Frame)]) {
    for at in 1..frames.len() {
        let (before, rest) = frames.split_at_mut(at);
        let Some((Value::Quantity(quantity), frame)) = rest.first_mut() else { continue };
        if frame.measure.is_empty() {
            continue;
        }
        let shares = |source: &Frame| source.measure.iter().any(|concept| frame.measure.contains(concept));
        let mut told = before.iter().rev().filter_map(|(value, source)| match value {
            Value::Quantity(other) if shares(source) => Some(other),
            _ => None,
        });
        let flows = quantity.per.is_none() && quantity.unit.dimension().name() == VOLUME;
        let sum = quantity.number.is_some_and(|number| number.value >= Decimal::from(SUM));
        // What lies so far from it is a sum of many days, or counts something.
        let near = |other: &Quantity, times: u32| {
            let (Some(one), Some(other)) = (quantity.number, other.number) else { return false };
            let (low, high) = (one.value.min(other.value).abs(), one.value.max(other.value).abs());
            low.checked_mul(Decimal::from(times)).is_some_and(|reach| high <= reach)
        };
        if flows {
            let rate = told.find(|other| other.unit == quantity.unit).filter(|other| near(other, RATE));
            quantity.per = rate.and_then(|other| other.per.clone());
        } else if sum && quantity.unit == Unit::None && frame.noun.is_none() {
            let money = |other: &&Quantity| matches!(other.unit.dimension(), Dimension::Money(_));
            let unit = told.next().filter(money).filter(|other| near(other, SUMS)).map(|other| other.unit.clone());
            quantity.unit = unit.unwrap_or(Unit::None);
        }
    }
}

/// `36 militants were killed, along with 12 soldiers and seven civilians`: people whom *and* joins to others have met with the
/// same, where no word of their own says with what.
pub fn joins(
    layout: &Layout<'_>,
    mention: &Mention,
    before: &Mention,
    frame: &mut Frame,
    value: &Value,
    source: &Frame,
) {
    let reader = &layout.reader;
    let (end, from) = (before.tokens.end, mention.tokens.start);
    if !frame.measure.is_empty() || end > from || from - end > JOINED {
        return;
    }
    let people = |frame: &Frame| frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Person);
    let counts = value.kind() == Kind::Number && mention.value.kind() == Kind::Number;
    // Those of a list of bare nouns are as a rule the parts of a count before them.
    let counts = counts && from - end >= APART;
    let joined = reader.is_joined(from) || reader.cue_before(from, Cue::And);
    let plain = layout.within(end..from).all(|anchor| {
        !matches!(anchor.what, What::Concept(concept) if !matches!(concept.def().kind, ConceptKind::Thing | ConceptKind::Person | ConceptKind::Body))
    });
    // `and 12 firemen searched the site`: what goes on may be their own verb.
    let to = mention.tokens.end;
    let closed = reader.token(to).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
    let breaks = |at: usize| reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
    if counts
        && joined
        && plain
        && closed
        && people(frame)
        && people(source)
        && source.runs()
        && !(end..from).any(breaks)
    {
        frame.measure.clone_from(&source.measure);
        frame.predicate = source.predicate;
    }
}

/// Whether a bare number in brackets behind the name of a body counts what the sentence counted before, as `(71)` in `one
/// party has 91 seats and can govern with the PAM (71)`. Behind that of a person it is an age.
pub fn goes_on_in_brackets(layout: &Layout<'_>, mention: &Mention, before: &[(Value, Frame)]) -> Option<Held> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let reader = &layout.reader;
    let enclosed = from > 0 && reader.is_mark(from - 1, '(') && reader.is_mark(to, ')');
    (enclosed && is_bare(&mention.value) && names_a_body(layout, from - 1))
        .then(|| before.iter().rev().find_map(|(_, frame)| held_of(frame)))?
}

/// `30,000 homes were hit: 8,000 destroyed and 22,000 damaged`: what a bare number behind a colon counts, where a count
/// stands before it and such counts come in sorts.
pub fn after_colon(
    layout: &Layout<'_>,
    mentions: &[Mention],
    index: usize,
    frame: &Frame,
    before: &[(Value, Frame)],
) -> Option<Held> {
    let mention = mentions.get(index)?;
    let sort = frame.noun.is_none() && frame.measure.iter().any(|concept| concept.def().tallies);
    if !sort || !is_bare(&mention.value) {
        return None;
    }
    let mut told = mentions.iter().zip(before).rev();
    let counts = |value: &Value, frame: &Frame| value.kind() == Kind::Number && frame.noun.is_some();
    let (last, (_, whole)) = told.find(|(_, (value, frame))| counts(value, frame))?;
    let colon = (last.tokens.end..mention.tokens.start).any(|at| layout.reader.is_mark(at, ':'));
    let thing = whole.counted.filter(|concept| colon && concept.def().kind == ConceptKind::Thing)?;
    Some((whole.noun.clone()?, thing))
}

/// Whether what ends at a token is the name of a body: letters that stand for one, or a name with the article.
fn names_a_body(layout: &Layout<'_>, end: usize) -> bool {
    let reader = &layout.reader;
    let written = |at: usize| reader.token(at).map_or("", |token| token.span.of(reader.text));
    let last = end.checked_sub(1).map_or("", written);
    let letters = last.chars().count() > 1 && last.chars().all(char::is_uppercase);
    letters
        || layout.around(end.saturating_sub(1), end, 0).iter().any(|anchor| {
            let named = matches!(anchor.what, What::Name(_)) && anchor.at + anchor.len == end;
            named && reader.cue_before(anchor.at, Cue::Definite)
        })
}

/// Whether a bare number told of a name counts what was counted last: `the second took 87, down from 102`.
pub fn goes_on(
    layout: &Layout<'_>,
    mention: &Mention,
    frame: &Frame,
    context: &Context,
    before: &[(Value, Frame)],
) -> Option<Held> {
    let from = mention.tokens.start;
    let measured = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure || concept.def().running;
    let named = frame.participants.iter().any(|participant| matches!(participant.entity, Entity::Name(_)));
    if !is_bare(&mention.value) || frame.noun.is_some() || !named || frame.measure.iter().any(measured) {
        return None;
    }
    // `turned 62 on Sunday` counts nothing that was counted: what goes on ends there, or tells what it was before.
    let (reader, to) = (&layout.reader, mention.tokens.end);
    let ends = match reader.token(to) {
        Some(token) => matches!(token.kind, TokenKind::Mark(_)) || is_held_against(layout, to),
        None => true,
    };
    if !ends {
        return None;
    }
    // Right behind a name, one word further off, or behind the verb of who has them.
    let told = layout.around(from.saturating_sub(2), from, 0).iter().any(|anchor| {
        let end = anchor.at + anchor.len;
        match anchor.what {
            What::Name(_) => {
                // `the National Rally (RNI) took 87`.
                let end = end + usize::from(reader.is_mark(end, ')'));
                end == from || end + 1 == from
            }
            What::Concept(concept) => {
                concept.def().kind == ConceptKind::Event && (end == from || end + 1 == from && reader.is_stop(end))
            }
            _ => false,
        }
    });
    let own = before.iter().rev().find_map(|(_, frame)| frame.counted.map(|_| held_of(frame)));
    told.then(|| own.unwrap_or_else(|| context.held.clone()))?
}

/// Whether what a figure was before is told right behind it: `87, down from 102`, `87 from 102`.
fn is_held_against(layout: &Layout<'_>, at: usize) -> bool {
    let reader = &layout.reader;
    [Cue::Former, Cue::From].iter().any(|cue| reader.cue(at, *cue).is_some() || reader.cue(at + 1, *cue).is_some())
}

/// What a bare number counts behind the words for *whose number is*: `the prisoners, numbering 40`, `السجناء وعددهم 40`.
fn numbered_before(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Option<Held> {
    let from = mention.tokens.start;
    let reader = &layout.reader;
    if !is_bare(&mention.value) || frame.noun.is_some() {
        return None;
    }
    let mut words = from.saturating_sub(NUMBERED)..from;
    let cue = words.find(|at| reader.cue(*at, Cue::NumberOf).is_some_and(|len| at + len == from))?;
    let counts = |concept: ConceptId| {
        matches!(
            concept.def().kind,
            ConceptKind::Person | ConceptKind::Thing | ConceptKind::Body | ConceptKind::Setting
        )
    };
    let mut before = layout.around(cue, cue, NUMBERED).iter().filter(|anchor| anchor.at < cue);
    let (at, concept) = before.find_map(|anchor| match anchor.what {
        What::Concept(concept) if counts(concept) => Some((anchor.at, concept)),
        _ => None,
    })?;
    let token = reader.token(at)?;
    let lemma = token.find(|sense| if let Sense::Noun(lemma) = sense { Some(lemma.to_owned()) } else { None });
    Some((lemma.unwrap_or_else(|| token.word.folded.clone()), concept))
}

/// Gives a bare number the noun of the count that it goes on with, or that it is joined on to.
pub fn take_noun(
    layout: &Layout<'_>,
    mention: &Mention,
    goes_on: Option<Held>,
    value: &mut Value,
    frame: &mut Frame,
    before: &[(Value, Frame)],
) {
    if let Some((noun, concept)) = goes_on.or_else(|| numbered_before(layout, mention, frame)) {
        if let Value::Quantity(quantity) = value {
            quantity.unit = Unit::Counted(noun.clone());
        }
        frame.noun = Some(noun);
        frame.counted = Some(concept);
    } else if let Some(source) = joined_on(layout, mention, frame, before) {
        frame.noun.clone_from(&source.noun);
        frame.counted = source.counted;
    }
}

/// `four of the nine carriages derailed and two overturned`: the count that a bare number is joined on to, where something
/// happens to what both count.
fn joined_on<'a>(
    layout: &Layout<'_>,
    mention: &Mention,
    frame: &Frame,
    before: &'a [(Value, Frame)],
) -> Option<&'a Frame> {
    let from = mention.tokens.start;
    let joined = layout.reader.cue_before(from, Cue::And) || layout.reader.is_joined(from);
    let event = |frame: &Frame| frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    let (value, source) = before.last()?;
    // `19 dead, among them six children, and 57 wounded`: some of those before are not gone on with.
    let all = !matches!(source.part, Some(Part::Subset | Part::Some));
    let counts = value.kind() == Kind::Number && source.noun.is_some() && event(source) && all;
    let goes_on = joined && is_bare(&mention.value) && frame.noun.is_none() && event(frame);
    (goes_on && counts).then_some(source)
}

/// Whether a value is one whole number of nothing.
fn is_bare(value: &Value) -> bool {
    let Value::Quantity(Quantity { unit: Unit::None, number: Some(number), upto: None, per: None, .. }) = value else {
        return false;
    };
    number.value.is_integer() && value.kind() == Kind::Number
}
