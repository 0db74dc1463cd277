//! Hedges on either side of a number: `more than 30`, `30 at least`.

use super::reader::Reader;
use crate::language::{Cue, Sense, Side, TokenKind};
use crate::value::Modifier;

/// How many words may stand between a hedge and its number: `more than a total of 30`.
const REACH: usize = 2;

impl Reader<'_> {
    /// The hedge before a number, and the token that it begins at.
    pub(super) fn hedge_before(&self, at: usize) -> Option<(Modifier, usize)> {
        for gap in 0..=REACH {
            let end = at.checked_sub(gap)?;
            let found = self.starts_before(end, |sense| match sense {
                Sense::Modifier { modifier, side: Side::Before } => Some(modifier),
                _ => None,
            });
            if found.is_some() {
                return found;
            }
            if !self.is_light(end.checked_sub(1)?) {
                return None;
            }
        }
        None
    }

    /// Whether a word carries no meaning of its own between a hedge and its number.
    fn is_light(&self, at: usize) -> bool {
        self.is_stop(at)
            || [Cue::Total, Cue::By, Cue::During, Cue::Of, Cue::Per].iter().any(|cue| self.cue(at, *cue).is_some())
            || self.token(at).is_some_and(|token| {
                Some(token.word.folded.as_str()) == token.word.language.map(|language| language.article)
            })
    }

    /// The hedge after a quantity, and its end: right after it, or one word on.
    pub(super) fn hedge_after(&self, at: usize) -> Option<(Modifier, usize)> {
        (0..=1).find_map(|gap| {
            let skipped_is_word = gap == 0 || self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
            skipped_is_word
                .then(|| self.hedge(at + gap, Side::After).map(|(modifier, len)| (modifier, at + gap + len)))?
        })
    }
}
