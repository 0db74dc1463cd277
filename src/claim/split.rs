//! Phrases that a value stands within: `left 20 people dead`, `9 km (6 miles) north of`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchor::{Anchor, What};
use crate::language::{ConceptId, ConceptKind, Cue, Sense, Token, TokenKind};
use crate::mention::{Mention, Reader};
use crate::value::{Time, Value};

/// How many words before a value a phrase may begin that goes on behind it.
const OPENS: usize = 3;
/// How many words of what is counted may stand behind a value within a phrase: `took 20 of them to hospital`.
const WITHIN: usize = 3;
/// The most tokens of a bracket that tells a value in another unit.
const BRACKET: usize = 6;

/// The phrases that values stand within, each by the token that it begins at. What stands before the value is the anchor.
pub fn split_phrases<'a>(reader: &Reader<'a>, mentions: &[Mention]) -> BTreeMap<usize, Vec<Anchor<'a>>> {
    let amounts = mentions.iter().filter(|mention| matches!(mention.value, Value::Quantity(_)));
    let hours = mentions.iter().filter(|mention| matches!(mention.value, Value::Time(Time::Clock { .. })));
    let hours = hours.filter_map(|mention| of_an_hour(reader, mention.tokens.start));
    amounts.filter_map(|mention| split_phrase(reader, mention)).chain(hours).collect()
}

/// `the polls closed at 7 p.m.`: a phrase right before an hour that only amounts are told of is read word by word.
fn of_an_hour<'a>(reader: &Reader<'a>, from: usize) -> Option<(usize, Vec<Anchor<'a>>)> {
    let amounts = |sense: &Sense| matches!(sense, Sense::Concept(concept) if !concept.def().of.is_empty());
    let at = (from.saturating_sub(OPENS)..from).find(|at| {
        let reaches = |len: usize| len > 1 && (from..=from + 1).contains(&(at + len));
        Token::matches(reader.tokens, *at).any(|found| reaches(found.len) && found.senses.iter().any(amounts))
    })?;
    let (_, alone) = reader.token(at)?.found();
    let happens = |sense: &Sense| match sense {
        Sense::Concept(concept) if concept.def().kind == ConceptKind::Event => Some(*concept),
        _ => None,
    };
    let concept = alone.iter().flat_map(|found| found.senses).find_map(happens)?;
    Some((at, vec![Anchor { at, len: 1, what: What::Concept(concept) }]))
}

fn split_phrase<'a>(reader: &Reader<'a>, mention: &Mention) -> Option<(usize, Vec<Anchor<'a>>)> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // What goes on with a word of its own clause is within the phrase.
    let goes_on = |at: &usize| {
        let word = reader.token(*at).is_some_and(|token| token.kind == TokenKind::Word);
        word && !reader.is_joined(*at) && [Cue::And, Cue::Clause].iter().all(|cue| reader.cue(*at, *cue).is_none())
    };
    let within = (to..to + WITHIN).take_while(goes_on).count();
    // Last, the noun of the value may itself go on with the phrase: `cancelled 30 flights`.
    let found = (to..=to + within)
        .chain((from + 1..to).rev())
        .find_map(|end| (from.saturating_sub(OPENS)..from).find_map(|at| phrase_over(reader, at, from..end)));
    found.or_else(|| {
        let close = (to..to + BRACKET).find(|at| reader.is_mark(to, '(') && reader.is_mark(*at, ')'))?;
        (from..to).find_map(|at| phrase_over(reader, at, to..close + 1))
    })
}

/// What happens or is measured by a phrase that begins at a token and goes on behind a gap.
fn phrase_over<'a>(reader: &Reader<'a>, at: usize, gap: Range<usize>) -> Option<(usize, Vec<Anchor<'a>>)> {
    let governs = |concept: &ConceptId| matches!(concept.def().kind, ConceptKind::Event | ConceptKind::Measure);
    Token::matches_over(reader.tokens, at, &gap).into_iter().find_map(|found| {
        let concepts = found.senses.iter().filter_map(|sense| match sense {
            Sense::Concept(concept) => Some(*concept).filter(governs),
            _ => None,
        });
        let anchor = |concept| Anchor { at, len: gap.start - at, what: What::Concept(concept) };
        let anchors: Vec<Anchor<'_>> = concepts.map(anchor).collect();
        (!anchors.is_empty()).then_some((at, anchors))
    })
}
