//! Scores of matches: `2-1`, `1-صفر`, `one-nil`, `هدفين مقابل هدف`, `بهدف دون رد`.

use rust_decimal::prelude::ToPrimitive;

use super::number::BEGINS;
use super::{Mention, Reader};
use crate::language::{ConceptKind, Cue, Sense, TokenKind};
use crate::value::{Quantity, Score, Unit, Value};

/// The rule of a score.
const RULE: &str = "score";
/// How far from a score a word of the match may stand.
const MATCH: usize = 15;
/// How far before a score that rises the word for the result may stand.
const RESULT: usize = 3;
/// The most that a side of a match scores.
const MOST: u64 = 199;

impl Reader<'_> {
    /// The score that begins at a token: of a match that a word near it tells of, or between the names of two teams. Whether
    /// the sentence tells of goals is asked once for all.
    pub(super) fn score(&self, at: usize, goals: bool) -> Option<Mention> {
        if !self.may_begin_score(at) {
            return None;
        }
        let in_goals = || if goals { self.score_in_goals(at) } else { None };
        let (score, end) = self.score_in_digits(at).or_else(in_goals)?;
        Some(self.mention(Value::Score(score), at, end, RULE))
    }

    /// Whether a token can begin a score: a number, nothing, a goal.
    pub(super) fn may_begin_score(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.kind == TokenKind::Number
                || token.begins_any(BEGINS)
                || token.begins(Cue::Goal)
                || token.begins(Cue::Nil)
        })
    }

    /// `2-1`, `1-صفر`, `one-nil`. What rises, `3-5`, is a range unless a team stands beside it.
    fn score_in_digits(&self, at: usize) -> Option<(Score, usize)> {
        // Most numbers are told from a side before they are read.
        if !self.is_dash(at + self.cue(at, Cue::Nil).unwrap_or(1)) {
            return None;
        }
        let (one, dash) = self.side(at)?;
        let (other, end) = self.side(dash + 1)?;
        let further = self.is_dash(end) || self.is_mark(end, ':') || self.is_mark(end, '/');
        let before = at > 0 && self.is_glued(at) && [':', '/', '-'].iter().any(|mark| self.is_mark(at - 1, *mark));
        let glued = self.is_glued(dash) == self.is_glued(dash + 1);
        // `lost 1-2 to the hosts`, `a 3-1 victory`.
        let won = |at: usize| self.concept(at, &[ConceptKind::Event]).is_some_and(|(concept, _)| concept.def().sided);
        let result = |at: usize| won(at) || self.token(at).is_some_and(|token| token.begins(Cue::Match));
        let counts =
            !self.is_prefixed(end) && !result(end) && (self.counts_something(end) || self.known_unit(end).is_some());
        let code = [at, dash + 1].iter().any(|at| self.written(*at).len() > 1 && self.written(*at).starts_with('0'));
        let teams = [at.checked_sub(1), Some(end)].into_iter().flatten().filter(|beside| self.is_team(*beside)).count();
        let placed = one >= other || teams > 0 || (at.saturating_sub(RESULT)..at).any(result);
        let told = teams == 2 || self.tells_of_match(at, end) && placed;
        (glued && told && !(further || before || counts || code)).then(|| (Score::new(one, other), end))
    }

    /// What one side has: digits, a number word, nothing.
    fn side(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(len) = self.cue(at, Cue::Nil) {
            return Some((0, at + len));
        }
        let reading = self.number(at).filter(|reading| reading.end == at + 1)?;
        let whole = reading.whole().filter(|whole| *whole <= MOST)?;
        Some((whole.to_u32()?, reading.end))
    }

    /// `two goals to one`, `بهدفين لهدف`, `بهدف دون رد`.
    fn score_in_goals(&self, at: usize) -> Option<(Score, usize)> {
        let (one, end) = self.goals(at)?;
        // `بهدف دون رد` says by itself that it is of a match.
        if let Some(len) = self.cue(end, Cue::Unanswered) {
            return Some((Score::new(one, 0), end + len));
        }
        let against = self.cue(end, Cue::Against).map(|len| end + len);
        let from = against.or_else(|| self.is_prefixed(end).then_some(end))?;
        let nil = self.cue(from, Cue::Nil).map(|len| (0, from + len));
        // `three aims for five years`: what counts something of its own is no goal of the other side.
        let bare =
            || self.side(from).filter(|(_, end)| !self.counts_something(*end) && self.known_unit(*end).is_none());
        let (other, to) = nil.or_else(|| self.goals(from)).or_else(bare)?;
        self.tells_of_match(at, to).then(|| (Score::new(one, other), to))
    }

    /// How many goals are told at a token: `three goals`, `هدفين`, `هدف`.
    fn goals(&self, at: usize) -> Option<(u32, usize)> {
        let is_goal = |at: usize| self.token(at).is_some_and(|token| token.begins(Cue::Goal));
        if let Some(reading) = self.number(at) {
            let many = reading.whole().filter(|many| *many <= MOST)?.to_u32()?;
            return is_goal(reading.end).then_some((many, reading.end + 1));
        }
        if let Some(Mention {
            value: Value::Quantity(Quantity { number: Some(number), unit: Unit::Counted(_), .. }),
            tokens,
            ..
        }) = self.noun_alone(at)
            && is_goal(at)
        {
            return Some((number.value.to_u32()?, tokens.end));
        }
        is_goal(at).then_some((1, at + 1))
    }

    /// Whether what joins a word on before it is more than the article or *and*: `لهدف`.
    pub(super) fn is_prefixed(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            token.word.forms.iter().any(|form| {
                !form.prefix.is_empty()
                    && form.prefix != self.language.article
                    && form.prefix != self.language.and_prefix
            })
        })
    }

    /// Whether something near tells of a match: who won, a goal.
    fn tells_of_match(&self, start: usize, end: usize) -> bool {
        let told = |sense: Sense| match sense {
            Sense::Concept(concept) => {
                let def = concept.def();
                def.scored || def.sided || def.opposite.iter().any(|other| other.def().sided)
            }
            _ => false,
        };
        let near = start.saturating_sub(MATCH)..self.tokens.len().min(end + MATCH);
        near.into_iter().any(|at| {
            let token = &self.tokens[at];
            token.begins(Cue::Match) || token.has(told)
        })
    }

    /// Whether a word names a team: a place, or a word with a capital that means nothing else.
    fn is_team(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let place = token.has(|sense| matches!(sense, Sense::Place(_)));
            let unknown = token.word.forms.iter().all(|form| form.node.senses().is_empty());
            token.kind == TokenKind::Word && (place || token.word.capital && unknown)
        })
    }
}
