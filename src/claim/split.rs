//! Phrases that a value stands within: `left 20 people dead`, `9 km (6 miles) north of`. Where the verb comes first, its
//! subject stands within as well: `حرمت العاصفة 45 ألف أسرة من الكهرباء`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::anchor::{Anchor, What};
use crate::language::{ConceptId, ConceptKind, Cue, Match, Sense, Token, TokenKind};
use crate::mention::{Mention, Reader};
use crate::value::{Time, Value};

/// How many words before a value a phrase may begin that goes on behind it.
const OPENS: usize = 3;
/// How many words of what is counted may stand behind a value within a phrase: `took 20 of them to hospital`.
const WITHIN: usize = 3;
/// The most words of a subject behind its verb.
const SUBJECT: usize = 3;
/// How many words before a value the verb may stand, with its subject behind it.
const VERB: usize = 6;
/// The most tokens of a bracket that tells a value in another unit.
const BRACKET: usize = 6;

/// The phrases that values stand within, each by the token that it begins at. What stands before the value is the anchor.
pub fn split_phrases<'a>(reader: &Reader<'a>, mentions: &[Mention]) -> BTreeMap<usize, Vec<Anchor<'a>>> {
    let amounts = mentions.iter().filter(|mention| matches!(mention.value, Value::Quantity(_) | Value::Ordinal(_)));
    let hours = mentions.iter().filter(|mention| matches!(mention.value, Value::Time(Time::Clock { .. })));
    let hours = hours.filter_map(|mention| of_an_hour(reader, mention.tokens.start));
    let split = |mention| split_phrase(reader, mention).or_else(|| over_subject(reader, mention));
    amounts.filter_map(split).chain(hours).collect()
}

/// `أخلت النيابة سبيل 12 متهما`, `حرمت العاصفة 45 ألف أسرة من الكهرباء`: a verb whose phrase goes on behind its subject, before
/// the value or behind it.
fn over_subject<'a>(reader: &Reader<'a>, mention: &Mention) -> Option<(usize, Vec<Anchor<'a>>)> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    if !reader.language.noun_before_adjective {
        return None;
    }
    let verbs = (from.saturating_sub(VERB)..from.saturating_sub(1)).rev().filter(|at| may_be_verb(reader, *at));
    // Who comes by something is told so, whatever it is: `حصل الحزب على`.
    let happens = |found: &(usize, Vec<Anchor<'a>>)| {
        let event = |what: &What<'_>| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Event && !concept.def().light);
        found.1.iter().all(|anchor| event(&anchor.what))
    };
    let mut found = verbs.filter_map(|verb| {
        let first = verb + 1;
        let longest = (first..from.min(first + SUBJECT)).take_while(|at| is_of_subject(reader, *at, first)).count();
        (1..=longest).rev().find_map(|len| {
            let end = first + len;
            let before = || phrase_over(reader, verb, first..end, |past| past <= from);
            // `قضى الصحفي عاما في السجن`: a preposition behind the value is of any phrase.
            let telling = |past: usize| past.checked_sub(1).is_some_and(|last| !reader.is_stop(last));
            before().or_else(|| if end == from { phrase_over(reader, verb, first..to, telling) } else { None })
        })
    });
    found.find(happens)
}

/// Whether a token can be a verb with its subject behind it: it has no article, and a clause begins with it.
fn may_be_verb(reader: &Reader<'_>, at: usize) -> bool {
    let begins = at.checked_sub(1).is_none_or(|before| {
        let mark = reader.token(before).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
        mark || reader.is_stop(before) || reader.cue(before, Cue::Clause).is_some()
    });
    !reader.is_definite(at) && (begins || reader.is_joined(at))
}

/// Whether a token can be of a subject that begins at another: a definite noun or a place, and words that go on with it.
fn is_of_subject(reader: &Reader<'_>, at: usize, first: usize) -> bool {
    let word = reader.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    let place = || reader.token(at).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Place(_))));
    let apart = || [Cue::And, Cue::Clause].iter().any(|cue| reader.cue(at, *cue).is_some());
    word && !reader.is_joined(at)
        && !reader.is_stop(at)
        && !apart()
        && (at > first || reader.is_definite(at) || place())
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
        .find_map(|end| (from.saturating_sub(OPENS)..from).find_map(|at| phrase_over(reader, at, from..end, |_| true)));
    found.or_else(|| {
        let close = (to..to + BRACKET).find(|at| reader.is_mark(to, '(') && reader.is_mark(*at, ')'))?;
        (from..to).find_map(|at| phrase_over(reader, at, to..close + 1, |_| true))
    })
}

/// What happens or is measured by a phrase that begins at a token, goes on behind a gap and ends where it may.
fn phrase_over<'a>(
    reader: &Reader<'a>,
    at: usize,
    gap: Range<usize>,
    may_end: impl Fn(usize) -> bool,
) -> Option<(usize, Vec<Anchor<'a>>)> {
    let governs = |concept: &ConceptId| matches!(concept.def().kind, ConceptKind::Event | ConceptKind::Measure);
    let fits = |found: &Match| may_end(at + found.len + gap.len());
    Token::matches_over(reader.tokens, at, &gap).into_iter().filter(fits).find_map(|found| {
        let concepts = found.senses.iter().filter_map(|sense| match sense {
            Sense::Concept(concept) => Some(*concept).filter(governs),
            _ => None,
        });
        let anchor = |concept| Anchor { at, len: gap.start - at, what: What::Concept(concept) };
        let anchors: Vec<Anchor<'_>> = concepts.map(anchor).collect();
        (!anchors.is_empty()).then_some((at, anchors))
    })
}
