//! What part of a whole a value is told of: a subset, a setting, one more of a kind, some of those who are known.

use std::ops::Range;

use super::anchor::{Anchor, Layout, What};
use super::govern::GOVERNS;
use super::{Frame, Part, scope};
use crate::language::{ConceptId, ConceptKind, Cue, Sense, Token, TokenKind};
use crate::mention::Mention;
use crate::value::{Kind, Unit, Value};

/// How far a setting may stand: `10 people were killed and 100 wounded at the airport`.
const SETTING: usize = 16;
/// How far a second setting is looked for: `after two blasts hit the airport and another struck a station`.
const FURTHER: usize = 26;
/// How far before its value the word that opens a relative clause may stand.
const RELATIVE: usize = 8;
/// How far before a relative clause the place that it is told of may stand.
const ANTECEDENT: usize = 9;
/// How far before a count one more of its kind may stand.
const MORE: usize = 3;
/// How far behind a toll the word may stand that adds it to what was known.
const ADDED: usize = 2;
/// The most words that the word for *among* stands before those it names: `among the dead`.
const AMONG: usize = 2;
/// The first words of a sentence.
const OPENING: usize = 5;
/// How far from a value the word may stand that it is of one place alone.
const ALONE: usize = 4;
/// How far behind a part the word for *out of* may stand.
const SOME_OF: usize = 20;
/// How near two settings stand in a row.
const ROW: usize = 3;

/// The part that a value is told of, if it is not told of the whole alone.
pub fn part(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], frame: &Frame) -> Option<Part> {
    if is_whole(layout, mention, mentions) {
        Some(Part::Whole)
    } else if is_one_more(layout, mention, frame) {
        Some(Part::Besides)
    } else if is_added(layout, mention, mentions, frame) {
        Some(Part::Added)
    } else if some_of_the(layout, mention) && !says_which(frame) || is_of_one_alone(layout, mention) {
        Some(Part::Some)
    } else if is_subset(layout, mention) && !says_which(frame)
        || is_out_of(layout, mention, mentions, frame)
        || is_of_those_before(layout, mention, mentions)
    {
        Some(Part::Subset)
    } else {
        // An hour or a magnitude is not divided among places.
        // Nor is what is sold or shown at one.
        let people = frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Person);
        // Two explosions at an airport are not the three that a city saw.
        let struck = frame.counted.is_some_and(|concept| concept.strikes());
        let divided = mention.value.kind() == Kind::Number && (people || frame.runs() || struck);
        divided.then(|| setting(layout, mention, mentions)).flatten().map(Part::Setting)
    }
}

/// Whether a value is named as a subset of another.
pub fn is_subset(layout: &Layout<'_>, mention: &Mention) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let subset = (from.saturating_sub(4)..from).any(|at| layout.reader.cue(at, Cue::Subset).is_some());
    // `22 people, 3 of them children`.
    let number = |at: usize| layout.reader.token(at).is_some_and(|token| token.kind == TokenKind::Number);
    let cue = layout.reader.cue(to, Cue::Subset).filter(|_| layout.cost(to, from, to) <= 2);
    let after = cue.is_some_and(|len| !number(to + len));
    // `72 % of the votes, and the other 27 % of them`: a share is of something anyway.
    let share = mention.value.kind() == Kind::Percent;
    subset || after && !share && from > 0 && !follows_and(layout, from)
}

/// Whether a value is told as some of a whole: `16 people died, out of a total of 27`, `wages swallowed 40 billion`. Seats are
/// always some of all.
fn is_out_of(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], frame: &Frame) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let kind = mention.value.kind();
    let held = frame.counted.iter().chain(&frame.measure).any(|concept| concept.def().held);
    if !matches!(kind, Kind::Number | Kind::Currency | Kind::Dimension) || held {
        return false;
    }
    let near = |cue: Cue, at: usize| layout.reader.cue(at, cue).is_some() && layout.cost(at, from, to) <= SOME_OF;
    let between = |low: usize, high: usize| {
        let amounts = mentions.iter().filter(|other| matches!(other.value, Value::Quantity(_)));
        amounts.into_iter().any(|other| low <= other.tokens.start && other.tokens.end <= high)
    };
    layout.reach_of(&[Cue::SomeOf], to, to, SOME_OF).any(|at| at >= to && near(Cue::SomeOf, at) && !between(to, at))
        || kind != Kind::Number
            && !frame.whole.is_empty()
            && layout
                .reach_of(&[Cue::TakesUp], from, from, GOVERNS)
                .any(|at| at < from && near(Cue::TakesUp, at) && !between(at, from))
}

/// Whether something happened to a part that did not happen to the whole. What the word for *among* itself says, `among
/// the dead`, happened to all.
pub fn happens_to_some(layout: &Layout<'_>, mention: &Mention, whole: Option<&Frame>, frame: &Frame) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let things = frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Thing);
    let near = layout.around(from, to, GOVERNS);
    let happens = |concept: &ConceptId| {
        let of_whole = |known: &ConceptId| known.is_a(*concept) || concept.is_a(*known);
        let hits = if things { concept.def().kind == ConceptKind::Event } else { concept.def().running };
        hits && whole.is_none_or(|whole| !whole.measure.iter().any(of_whole))
    };
    let among = |at: usize| {
        (at.saturating_sub(AMONG)..=at).any(|cue| layout.reader.cue(cue, Cue::Subset).is_some_and(|len| cue + len > at))
    };
    frame.measure.iter().filter(|concept| happens(concept)).any(|concept| {
        let told = |anchor: &&Anchor<'_>| anchor.what == What::Concept(*concept) && !among(anchor.at);
        near.iter().any(|anchor| told(&anchor))
    })
}

/// Whether a number is what another is some of: `22 of the 40 seats`.
pub fn is_whole(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let reader = &layout.reader;
    let start = mention.tokens.start;
    let from = start - usize::from(start > 0 && reader.cue_before(start, Cue::Definite));
    let of = from.checked_sub(1).filter(|of| reader.cue(*of, Cue::Of).is_some());
    // `73 مقعدا من أصل 329`: so many of so many, in two words.
    let among = || (from.saturating_sub(2)..from).find(|at| reader.cue(*at, Cue::SomeOf) == Some(from - at));
    let of = of.or_else(among);
    let ends_there =
        |of: usize| mentions[scope::near(mentions, of, of + 1, 1)].iter().any(|other| other.tokens.end == of);
    mention.value.kind() == Kind::Number && of.is_some_and(ends_there)
}

/// `Two of the bombers`: some of those who are known already. A share says itself what it is of.
fn some_of_the(layout: &Layout<'_>, mention: &Mention) -> bool {
    let reader = &layout.reader;
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let Value::Quantity(quantity) = &mention.value else { return false };
    // `the force of 20 of the bombs`: as much as so many have, and none of them.
    if reader.cue_before(start, Cue::AsMuchAs) {
        return false;
    }
    // Where the noun is read as what is counted, the word for *of* stands before it, within the mention.
    let reach = match &quantity.unit {
        Unit::None => start + 1..end + 1,
        Unit::Counted(_) => start + 1..end,
        Unit::Known(_) => return false,
    };
    // `11 من رجالها`: of its men, too.
    let definite =
        |at: usize| reader.cue(at, Cue::Definite).is_some() || reader.is_definite(at) || reader.has_pronoun(at);
    let of = reach.into_iter().find_map(|at| reader.cue(at, Cue::Of).map(|len| at + len));
    // `22 of the 40 seats` are all of the 22.
    let number = |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Number);
    // Whoever was there is no group: twelve of the residents are twelve people.
    let anyone = |at: usize| {
        let who = reader.concept(at, &[ConceptKind::Person]).or_else(|| reader.concept(at + 1, &[ConceptKind::Person]));
        who.is_some_and(|(concept, _)| concept.def().anyone)
    };
    mention.value.kind() == Kind::Number
        && of.is_some_and(|at| definite(at) && !number(at) && !number(at + 1) && !anyone(at))
}

/// `of 130 others who were injured, 36 are in intensive care`: whether a clause opens with the whole, and a comma behind it
/// is followed by the count.
fn is_of_those_before(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let reader = &layout.reader;
    let from = mention.tokens.start;
    let comma = from.checked_sub(1).is_some_and(|at| reader.is_comma(at));
    let whole = mentions.iter().rev().find(|other| other.tokens.end <= from && other.value.kind() == Kind::Number);
    let opens = |whole: &Mention| {
        let of = whole.tokens.start.checked_sub(1).filter(|of| reader.cue(*of, Cue::Of).is_some());
        of.is_some_and(|of| {
            of.checked_sub(1)
                .is_none_or(|at| reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_))))
        })
    };
    mention.value.kind() == Kind::Number && comma && whole.is_some_and(opens)
}

/// `1.2 million of the ballots were spoiled`: whether what is measured says itself which are counted.
fn says_which(frame: &Frame) -> bool {
    frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure && !concept.def().opposite.is_empty())
}

/// Whether a value is told of one place or thing of several: `in the city alone, 30 died`.
fn is_of_one_alone(layout: &Layout<'_>, mention: &Mention) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let alone = |at: usize| layout.reader.cue(at, Cue::Alone).is_some();
    // `in the city alone, which lies by the sea, 30 died`: what a sentence opens with holds for all of it.
    let opens = || (0..OPENING).any(|at| at < from && alone(at) && layout.reader.is_comma(at + 1));
    layout.holds.has(Cue::Alone) && ((from.saturating_sub(ALONE)..to + ALONE).any(alone) || opens())
}

/// Whether a count goes on from one of the same kind: `a ground floor and two floors` are three.
fn is_one_more(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> bool {
    let from = mention.tokens.start;
    let joined = layout.reader.is_joined(from) || layout.reader.cue_before(from, Cue::And);
    let same = |what: &What| matches!(what, What::Concept(concept) if frame.counted == Some(*concept));
    joined
        && matches!(&mention.value, Value::Quantity(quantity) if quantity.unit != Unit::None)
        && layout.around(from.saturating_sub(MORE), from, 0).iter().any(|anchor| anchor.at < from && same(&anchor.what))
}

/// Whether a toll comes on top of what was known before: `seven more people were killed`. Behind another toll those that
/// are hit otherwise are told so too: `killed five and wounded nine more`.
fn is_added(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], frame: &Frame) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let reader = &layout.reader;
    let first = || !mentions.iter().any(|other| other.tokens.start < from && other.value.kind() == Kind::Number);
    // `more than 100` adds nothing.
    let adds = |at: usize| {
        let phrase = Token::matches(reader.tokens, at).next().is_some_and(|found| found.len > 1);
        reader.cue(at, Cue::Added).is_some() && !phrase
    };
    let numeral = |at: &usize| {
        reader.token(*at).is_some_and(|token| {
            token.kind == TokenKind::Number || token.has(|sense| matches!(sense, Sense::Cardinal { .. }))
        })
    };
    let number = (from..to).find(numeral).unwrap_or(from);
    frame.runs() && (number + 1..to + ADDED).any(adds) && first()
}

/// The one setting that a value is told of. Two settings side by side, `at the airport and at a station`, are no part:
/// they are the whole. Each value has the setting behind it: `10 at the airport and 20 at a station`; a relative clause is
/// of what it stands behind: `the station, which killed 20`.
fn setting(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> Option<ConceptId> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near = layout.concepts(from, to, FURTHER, &[ConceptKind::Setting]);
    if let Some(concept) = antecedent(layout, from, &near) {
        return Some(concept);
    }
    let joined = |at: usize| layout.unbroken(at, from, to) || lists(layout, to, at);
    let own: Vec<Place> = near.iter().copied().filter(|(cost, at, _)| *cost <= FURTHER && joined(*at)).collect();
    let behind = |at: usize| at >= to && !holds_amount(mentions, to..at);
    let direct: Vec<Place> = own.iter().copied().filter(|(_, at, _)| behind(*at)).collect();
    let reached = near.iter().copied().filter(|(cost, ..)| *cost <= SETTING).collect();
    let told = [direct, own, reached].into_iter().find(|places| nearest(places).is_some())?;
    let first = nearest(&told)?;
    (told.iter().all(|(_, _, other)| *other == first) && !in_a_row(near)).then_some(first)
}

/// How far a setting is from a value, where it stands, and which it is.
type Place = (usize, usize, ConceptId);

/// The nearest of some settings, where it is near enough.
fn nearest(places: &[Place]) -> Option<ConceptId> {
    places.first().filter(|(cost, ..)| *cost <= SETTING).map(|(_, _, concept)| *concept)
}

/// The setting that the relative clause of a value stands behind.
fn antecedent(layout: &Layout<'_>, from: usize, near: &[Place]) -> Option<ConceptId> {
    let relative = (from.saturating_sub(RELATIVE)..from).rev().find(|at| {
        let opens = layout.reader.cue(*at, Cue::Which).is_some() || layout.reader.cue(*at, Cue::Where).is_some();
        opens && !layout.reader.cue_before(*at, Cue::And)
    })?;
    let before = near.iter().filter(|(_, place, _)| *place < relative && *place + ANTECEDENT >= relative);
    before.max_by_key(|(_, place, _)| *place).map(|(_, _, concept)| *concept)
}

/// Whether a count or an amount stands among some tokens.
fn holds_amount(mentions: &[Mention], tokens: Range<usize>) -> bool {
    let within = |other: &Mention| tokens.start <= other.tokens.start && other.tokens.end <= tokens.end;
    mentions[scope::near(mentions, tokens.start, tokens.end, 0)]
        .iter()
        .any(|other| within(other) && matches!(other.value, Value::Quantity(_)))
}

/// Whether two settings stand in a row: `the airport, a metro station`.
fn in_a_row(mut settings: Vec<Place>) -> bool {
    settings.sort_unstable_by_key(|(_, at, concept)| (*at, *concept));
    settings.windows(2).any(|pair| pair[0].2 != pair[1].2 && pair[1].1 - pair[0].1 <= ROW)
}

/// Whether the comma before a place goes on with a list of numbers: `2 at the airport, 1 at a station`.
fn lists(layout: &Layout<'_>, from: usize, at: usize) -> bool {
    let comma = (from..at).rev().find(|at| layout.reader.is_comma(*at));
    comma.and_then(|comma| layout.reader.token(comma + 1)).is_some_and(|token| token.kind == TokenKind::Number)
}

/// `10 people, including 3`: the cue behind a number that another follows belongs to that one.
fn follows_and(layout: &Layout<'_>, at: usize) -> bool {
    layout.reader.token(at).is_some() && layout.reader.cue_before(at, Cue::And)
}
