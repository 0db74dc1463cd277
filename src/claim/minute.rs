//! Minutes of a match: the one in which somebody scored, whose name stands beside it.
//!
//! `Hill scored in the 36th minute`, `سجل كريم حداد (36)`: what the minute is of is the goal, and whose goal it is is the
//! one name beside it, also where names have no capital.

use std::ops::Range;

use super::anchor::{Anchor, Layout, What};
use super::apposition;
use crate::language::{ConceptId, ConceptKind, Cue, SCORED, Sense, TokenKind};
use crate::mention::Mention;
use crate::value::{Modifier, Ordinal, Unit, Value};

/// The unit that the minutes of a match are numbered by.
const MINUTE: &str = "minute";
/// The last minute of a match: two hours, with what is added.
const LAST: u32 = 135;
/// How far before a minute the name may stand, behind small words: `Hill, in the 36th minute`.
const BESIDE: usize = 3;
/// How far behind the word for the goal the name may begin.
const BEHIND: usize = 3;
/// How far before a minute the name may stand where none is beside it or the goal.
const FAR: usize = 20;
/// How far, in words and boundaries, the word for the goal may stand.
const NEAR: usize = 12;

/// The minute of a goal, with the tokens that name who scored.
pub struct Minute {
    /// The minute, as a place in the order of minutes.
    pub value: Value,
    /// The words of the name.
    pub who: Range<usize>,
    /// What happened then.
    pub measure: ConceptId,
}

/// What a mention says of a goal, if it is the minute of one.
pub fn minute(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> Option<Minute> {
    let measure = SCORED?;
    let number = numbered(layout, mention)?;
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let goal = |concept: ConceptId| concept.def().scored || concept.is_a(measure);
    let told = |anchor: &&Anchor<'_>| matches!(anchor.what, What::Concept(concept) if goal(concept));
    let mut goals: Vec<usize> = layout.around(from, to, NEAR).iter().filter(told).map(|anchor| anchor.at).collect();
    goals.extend(
        layout.reach_of(&[Cue::Scores], from, to, NEAR).filter(|at| layout.reader.cue(*at, Cue::Scores).is_some()),
    );
    // In a list of goals the word stands before the first of them.
    let listed = || {
        let mut before = mentions.iter().take_while(|other| other.tokens.start < from);
        before.any(|other| numbered(layout, other).is_some())
            && layout.anchors.iter().any(|anchor| anchor.at < from && told(&anchor))
    };
    if goals.is_empty() && !listed() {
        return None;
    }
    // Somebody is sent off, or comes on, in a minute too.
    let happens = layout.concepts(from, to, NEAR, &[ConceptKind::Event]).into_iter().next();
    if happens.is_some_and(|(_, at, concept)| at < from && !goal(concept) && !goals.iter().any(|goal| at < *goal)) {
        return None;
    }
    let who = name_before(layout, from)
        .or_else(|| goals.iter().find_map(|goal| name_behind(layout, *goal, from)))
        .or_else(|| named_before(layout, from))?;
    // `Hill (36) scored`: in brackets it is his age, unless the goal is told before him.
    let bracketed = matches!(&mention.value, Value::Quantity(quantity) if quantity.unit == Unit::None);
    let before = |goal: &usize| *goal < who.start && who.start - goal <= BEHIND + 1;
    if bracketed && !goals.iter().any(before) && !listed() {
        return None;
    }
    let unit = layout.reader.language.unit_name(Unit::place(MINUTE)?)?.to_owned();
    Some(Minute { value: Value::Ordinal(Ordinal { number, of: Some(unit) }), who, measure })
}

/// The number of a minute: an ordinal of minutes, or a bare number right behind an opening bracket.
fn numbered(layout: &Layout<'_>, mention: &Mention) -> Option<u64> {
    match &mention.value {
        Value::Ordinal(ordinal) => {
            let minute = Unit::place(MINUTE)?;
            let language = layout.reader.language;
            (ordinal.of.as_deref() == language.unit_name(minute)).then_some(ordinal.number)
        }
        // `scored after 36 minutes`.
        Value::Quantity(quantity) if quantity.unit.id() == Some(MINUTE) => {
            let number = quantity.number?.value;
            let after = layout.reader.cue_before(mention.tokens.start, Cue::After);
            (after && number.is_integer() && number <= LAST.into()).then(|| u64::try_from(number).ok())?
        }
        Value::Quantity(quantity) => {
            let opened = mention.tokens.start.checked_sub(1)?;
            let bare = quantity.unit == Unit::None && quantity.upto.is_none() && quantity.modifier == Modifier::Exact;
            let number = quantity.number?.value;
            let whole = number.is_integer() && number > 0.into() && number <= LAST.into();
            let bracket = layout.reader.is_mark(opened, '(');
            (bare && whole && bracket).then(|| u64::try_from(number).ok())?
        }
        _ => None,
    }
}

/// The name that ends right before a minute, but for marks and small words.
fn name_before(layout: &Layout<'_>, from: usize) -> Option<Range<usize>> {
    let reader = &layout.reader;
    let small = |at: usize| {
        let mark = reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
        let joins = [Cue::Stop, Cue::During, Cue::After, Cue::Per, Cue::Definite];
        mark || joins.iter().any(|cue| reader.cue(at, *cue).is_some())
    };
    (0..=BESIDE).filter_map(|between| from.checked_sub(between)).find_map(|end| {
        let run = apposition::run_before(reader, end);
        (is_name(layout, &run) && (end..from).all(small)).then_some(run)
    })
}

/// The name told last before a minute.
fn named_before(layout: &Layout<'_>, from: usize) -> Option<Range<usize>> {
    let before = layout.around(from, from, FAR).iter().rev().filter(|anchor| anchor.at + anchor.len <= from);
    let mut named = before.filter(|anchor| matches!(anchor.what, What::Name(_)));
    named.find_map(|anchor| Some(anchor.at..anchor.at + anchor.len).filter(|run| is_name(layout, run)))
}

/// Whether a run has a word and can be a name: where things begin with the article, names of one word seldom do, and what
/// is somebody's, `with his head`, is none.
fn is_name(layout: &Layout<'_>, run: &Range<usize>) -> bool {
    let reader = &layout.reader;
    let article = reader.language.article;
    let written = |at: usize| reader.token(at).map_or("", |token| token.span.of(reader.text));
    let joins = |at: usize| {
        reader.token(at).is_some_and(|token| reader.language.without_particles(&token.word.folded).next().is_some())
    };
    // `scored for NAME in the 36th minute`: a team is no scorer.
    let place =
        run.clone().all(|at| reader.token(at).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Place(_)))));
    let owned = run.clone().any(|at| joins(at) && reader.language.ends_in_pronoun(written(at)));
    let team = place || reader.cue_before(run.start, Cue::ForTeam);
    !run.is_empty() && !owned && !team && (article.is_empty() || !written(run.start).starts_with(article))
}

/// The name that begins behind the word for a goal, before the minute: `scored`, then who did.
fn name_behind(layout: &Layout<'_>, goal: usize, from: usize) -> Option<Range<usize>> {
    let reader = &layout.reader;
    let mut behind = goal + 1..from.min(goal + 1 + BEHIND);
    let start = behind.find(|at| apposition::is_part(reader, *at))?;
    let end = (start..from).find(|at| !apposition::is_part(reader, *at)).unwrap_or(from);
    Some(start..end).filter(|run| is_name(layout, run))
}
