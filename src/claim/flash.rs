//! Flashes: an article that says of what it opens with that it has just happened. Whenever it was posted or touched again,
//! its counts are first ones.

use crate::document::{Document, Tokens};
use crate::language::{Cue, Sense, Token};

use super::about::LEAD;
use super::{Claim, Status};

/// Marks the counts of a flash as first ones, where nothing says otherwise.
pub fn settle(document: &Document, tokens: &Tokens, claims: &mut [Claim]) {
    let counts =
        |claim: &&mut Claim| claim.frame.runs() && claim.frame.status == Status::Plain && !claim.frame.background;
    let mut counts = claims.iter_mut().filter(counts).peekable();
    // Few articles count those who were hit, so the rest pay nothing for it.
    if counts.peek().is_none() || !opens_with_flash(document, tokens) {
        return;
    }
    for claim in counts {
        claim.frame.status = Status::Early;
    }
}

/// Whether headline or lead tell that something that people are hit by has just happened, in one sentence.
fn opens_with_flash(document: &Document, tokens: &Tokens) -> bool {
    let read = document.sentences.iter().zip(tokens.sentences()).filter(|(sentence, _)| sentence.set_aside.is_none());
    read.take(LEAD).any(|(_, tokens)| {
        let has = |test: &dyn Fn(&Sense) -> bool| {
            (0..tokens.len()).any(|at| Token::matches(tokens, at).any(|found| found.senses.iter().any(test)))
        };
        let strikes =
            |sense: &Sense| matches!(sense, Sense::Concept(concept) if concept.strikes() || concept.def().running);
        has(&|sense| matches!(sense, Sense::Cue(Cue::JustNow))) && has(&strikes)
    })
}
