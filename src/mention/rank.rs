//! Ranks: `the second largest`, `one of the largest`, `topped the list`.

use super::Mention;
use super::reader::Reader;
use crate::language::{ConceptKind, Cue, Sense, TokenKind};
use crate::value::{Rank, Value};

impl Reader<'_> {
    /// The rank or ordinal that begins at a token.
    pub(super) fn rank_or_ordinal(&self, at: usize) -> Option<Mention> {
        self.rank(at).or_else(|| self.ordinal(at))
    }

    pub(super) fn mention(&self, value: Value, start: usize, end: usize, rule: &'static str) -> Mention {
        Mention { span: self.span(start, end), tokens: start..end, value, rule, note: None, set_aside: None }
    }

    /// A superlative, with an ordinal before it or `one of`; a place of honour; a predicate that puts its subject first.
    fn rank(&self, at: usize) -> Option<Mention> {
        if let Some(len) = self.cue(at, Cue::Topping) {
            // Taking the lead needs something to lead: `topped the list of suppliers`.
            let object = (at + len..at + len + 8)
                .any(|next| self.concept(next, &[ConceptKind::Event, ConceptKind::Person]).is_some());
            let amount = self.number(at + len).is_some();
            // Where the article is a word of its own, the list has it: `led the table`, but `led to` and `led away`.
            let object = object && (!self.language.article.is_empty() || self.cue(at + len, Cue::Definite).is_some());
            let mut mention = self.mention(Value::Rank(Rank { place: 1, among: false }), at, at + len, "topping");
            // The list that is topped may be one of superlatives: `the list of the largest suppliers`.
            if let Some(superlative) = (at + len..at + len + 5).find(|next| self.cue(*next, Cue::Superlative).is_some())
            {
                mention.tokens.end = superlative + 1;
            }
            return (object && !amount).then_some(mention);
        }
        if let Some(len) = self.cue(at, Cue::OneOf) {
            let superlative = self.cue(at + len, Cue::Superlative);
            let inside =
                self.token(at + len - 1).is_some_and(|token| token.has(|sense| sense == Sense::Cue(Cue::Superlative)));
            if superlative.is_some() || inside || self.language.right_to_left {
                let end = self.noun_of_rank(at + len + superlative.unwrap_or(0))?;
                return Some(self.mention(Value::Rank(Rank { place: 1, among: true }), at, end, "one of the first"));
            }
        }
        let (place, from) = match self.ordinal_words(at) {
            Some((number, next)) if self.cue(next, Cue::Superlative).is_some() => (u32::try_from(number).ok()?, next),
            Some((number, next)) => return self.numbered_place(at, number, next),
            None => (1, at),
        };
        // With an ending it says what each is most of: `أكثرها انتشارا`.
        let ((), found) = self.find_form(from, |sense| (sense == Sense::Cue(Cue::Superlative)).then_some(()))?;
        let end = from + found.len;
        if found.form.inflected {
            return None;
        }
        // `more than`, `highest level in 3 months`: a hedge or a height, no rank.
        let hedge = self.hedge(from, crate::language::Side::Before).is_some();
        if hedge || self.level_follows(end) || self.number(end).is_some() {
            return None;
        }
        if place == 1 && !self.is_definite_superlative(from) {
            return None;
        }
        // A word for more and less needs a thing: `أكثر دولة`, but `أكثر خطورة` compares.
        let compares = self.language.noun_before_adjective && self.opens_hedge(from) && !self.is_thing(end);
        if compares {
            return None;
        }
        let end = self.noun_of_rank(end)?;
        // `واحدا من أسرع الأهداف` is one of several.
        let among = place == 1 && self.cue_before(from, Cue::Of);
        Some(self.mention(Value::Rank(Rank { place, among }), at, end, "superlative"))
    }

    /// `third place`, `المرتبة الثالثة`.
    fn numbered_place(&self, at: usize, number: u64, next: usize) -> Option<Mention> {
        let before =
            self.starts_before(at, |sense| (sense == Sense::Cue(Cue::RankNoun)).then_some(())).map(|((), from)| from);
        let after = self.cue(next, Cue::RankNoun).map(|len| next + len);
        let (start, end) = match (before, after) {
            (Some(start), _) => (start, next),
            (None, Some(end)) => (at, end),
            (None, None) => return None,
        };
        Some(self.mention(
            Value::Rank(Rank { place: u32::try_from(number).ok()?, among: false }),
            start,
            end,
            "numbered place",
        ))
    }

    /// Whether the data knows a noun or a concept here.
    fn is_thing(&self, at: usize) -> bool {
        self.listed_noun(at).is_some()
            || self.find(at, |sense| matches!(sense, Sense::Concept(_)).then_some(())).is_some()
    }

    /// Whether a hedge of several words can begin with this one.
    fn opens_hedge(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let hedge = |sense: &Sense| matches!(sense, Sense::Modifier { .. });
            token
                .word
                .forms
                .iter()
                .any(|form| form.node.longer().iter().any(|phrase| phrase.senses().iter().any(hedge)))
        })
    }

    /// Whether a word for *level* stands in the next two words.
    fn level_follows(&self, at: usize) -> bool {
        (at..at + 2).any(|next| self.cue(next, Cue::Level).is_some())
    }

    /// A superlative ranks only where it is definite: `the largest`, `Israel's largest`, `أكبر مورد`.
    fn is_definite_superlative(&self, at: usize) -> bool {
        if self.language.noun_before_adjective {
            return true;
        }
        let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else { return false };
        before.word.folded.ends_with("'s")
            || self.cue_before(at, Cue::Definite)
            || (2..4).any(|back| at.checked_sub(back).is_some_and(|place| self.cue(place, Cue::Definite).is_some()))
    }

    /// The end of the noun that a rank is told of: up to three words, one of them known, or the next word.
    fn noun_of_rank(&self, at: usize) -> Option<usize> {
        self.token(at).filter(|token| token.kind == TokenKind::Word)?;
        let known = (at..at + 3)
            .take_while(|next| self.token(*next).is_some_and(|token| token.kind == TokenKind::Word))
            .find(|next| {
                self.concept(*next, &[ConceptKind::Event, ConceptKind::Person, ConceptKind::Body]).is_some()
                    || self.find(*next, |sense| matches!(sense, Sense::Noun(_)).then_some(())).is_some()
            });
        (!self.is_stop(at)).then_some(known.map_or(at + 1, |known| known + 1))
    }
}
