//! Shares of a vote: where an article opens with an election, `the governor took 54 %` says of what in every word but one.

use crate::document::{Document, Tokens};
use crate::language::{ConceptId, ConceptKind, Sense, Token, VOTED};
use crate::value::{Change, Kind, Value};

use super::about::LEAD;
use super::{Claim, Entity, Frame, Role};

/// Measures by the vote what somebody comes by in an article that opens with an election, where nothing else is measured.
pub fn settle(document: &Document, tokens: &Tokens, claims: &mut [Claim]) {
    let Some(vote) = VOTED else { return };
    let mut shares = claims.iter_mut().filter(|claim| is_share_of_somebody(claim, vote)).peekable();
    // Few articles tell of shares of somebody, so the rest pay nothing for it.
    if shares.peek().is_none() || !opens_with_ballot(document, tokens) {
        return;
    }
    for claim in shares {
        claim.frame.measure.push(vote);
        claim.frame.measure.sort_unstable();
    }
}

/// Whether headline or lead tell of an election.
fn opens_with_ballot(document: &Document, tokens: &Tokens) -> bool {
    let ballot = |sense: Sense| matches!(sense, Sense::Concept(concept) if concept.def().ballot);
    let read = document.sentences.iter().zip(tokens.sentences()).filter(|(sentence, _)| sentence.set_aside.is_none());
    read.take(LEAD).any(|(_, tokens)| {
        (0..tokens.len())
            .any(|at| Token::matches(tokens, at).any(|found| found.senses.iter().any(|sense| ballot(*sense))))
    })
}

/// Whether a claim is a share that a person or party named beside it has, gets or wins, with no word of what.
fn is_share_of_somebody(claim: &Claim, vote: ConceptId) -> bool {
    let frame = &claim.frame;
    let named =
        frame.participants.iter().any(|who| matches!(who.entity, Entity::Name(_)) && who.role != Role::Location);
    let level = matches!(&claim.value, Value::Quantity(quantity) if quantity.change == Change::Level);
    claim.value.kind() == Kind::Percent
        && level
        && named
        && says_nothing_of_what(frame)
        && !frame.measure.contains(&vote)
}

/// Whether a frame says at most that somebody comes by something.
pub fn says_nothing_of_what(frame: &Frame) -> bool {
    let event = |concept: &ConceptId| concept.def().kind == ConceptKind::Event;
    let light = |concept: &ConceptId| concept.def().light || concept.def().ballot && event(concept);
    let measures = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure && !light(concept);
    frame.measure.iter().all(light)
        && frame.whole.is_empty()
        && frame.counted.is_none()
        && frame.qualifiers.is_empty()
        && !frame.things.iter().any(measures)
}
