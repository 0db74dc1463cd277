//! Phrases that a value stands within: `left 20 people dead`, `9 km (6 miles) north of`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchor::{Anchor, What};
use crate::language::{ConceptId, ConceptKind, Cue, Sense, Token, TokenKind};
use crate::mention::{Mention, Reader};
use crate::value::Value;

/// How many words before a value a phrase may begin that goes on behind it.
const OPENS: usize = 3;
/// How many words of what is counted may stand behind a value within a phrase: `took 20 of them to hospital`.
const WITHIN: usize = 3;
/// The most tokens of a bracket that tells a value in another unit.
const BRACKET: usize = 6;

/// The phrases that values stand within, each by the token that it begins at. What stands before the value is the anchor.
pub fn split_phrases<'a>(reader: &Reader<'a>, mentions: &[Mention]) -> BTreeMap<usize, Vec<Anchor<'a>>> {
    let amounts = mentions.iter().filter(|mention| matches!(mention.value, Value::Quantity(_)));
    amounts.filter_map(|mention| split_phrase(reader, mention)).collect()
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
