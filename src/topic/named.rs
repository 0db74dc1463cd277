//! Topics that `claims.toml` names.

use super::Topic;
use crate::claim::Claim;
use crate::config::{Config, Exclusion, TopicRule};
use crate::language::{Language, TokenKind, Vocabulary, fold};
use crate::span::Span;

/// A named topic, still without claims.
pub fn topic(rule: &TopicRule) -> Topic {
    Topic { id: rule.id.clone(), title: rule.title.clone(), named: true, tolerance: rule.tolerance, claims: Vec::new() }
}

/// For each claim, the named topics that it belongs to, in the order of `claims.toml`.
pub fn homes(claims: &[Claim], config: &Config) -> Vec<Vec<usize>> {
    if config.topics.is_empty() {
        return vec![Vec::new(); claims.len()];
    }
    let mut vocabulary = Vocabulary::default();
    let mut last: Option<(String, Words)> = None;
    claims
        .iter()
        .map(|claim| {
            // Claims of one sentence follow each other.
            let words = match last.take() {
                Some((sentence, words)) if sentence == claim.sentence => words,
                _ => Words::of(&claim.sentence, &mut vocabulary),
            };
            let homes = (0..config.topics.len()).filter(|at| holds(&config.topics[*at], claim, &words)).collect();
            last = Some((claim.sentence.clone(), words));
            homes
        })
        .collect()
}

/// The words of a sentence as terms are looked up among them: folded, also without prefixes.
struct Words {
    folded: Vec<String>,
    stems: Vec<String>,
}

impl Words {
    fn of(sentence: &str, vocabulary: &mut Vocabulary) -> Self {
        let tokens = vocabulary.tokens(sentence, Span::new(0, sentence.len()), crate::language::detect(sentence));
        let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let (folded, stems) = words.map(|token| (token.word.folded.clone(), token.word.stem.clone())).unzip();
        Self { folded, stems }
    }

    /// Whether the words of a term stand here in order, each as written, with prefixes, or by its stem.
    fn hold(&self, term: &str, language: &'static Language) -> bool {
        let wanted = fold::words(term);
        let fits = |at: usize, word: &String| {
            let folded = &self.folded[at];
            folded == word || folded.strip_suffix(word.as_str()).is_some_and(|prefix| language.is_prefix(prefix)) || self.stems[at] == language.stem(word)
        };
        !wanted.is_empty()
            && wanted.len() <= self.folded.len()
            && (0..=self.folded.len() - wanted.len()).any(|start| wanted.iter().enumerate().all(|(offset, word)| fits(start + offset, word)))
    }
}

fn holds(rule: &TopicRule, claim: &Claim, words: &Words) -> bool {
    if claim.set_aside.is_some()
        || rule.kind.is_some_and(|kind| kind != claim.value.kind())
        || rule.unit.as_deref().is_some_and(|unit| claim.value.unit_id() != Some(unit))
    {
        return false;
    }
    let has = |language: &str, term: &str| Language::named(language).is_some_and(|language| words.hold(term, language));
    let excluded = rule.not.iter().any(|exclusion| match exclusion {
        Exclusion::Pattern(pattern) => pattern.is_match(&claim.sentence),
        Exclusion::Term(term) => crate::language::ALL.iter().any(|language| words.hold(term, language)),
    });
    let by_terms = rule.terms.iter().any(|(language, terms)| {
        !terms.is_empty() && terms.iter().all(|alternatives| alternatives.iter().any(|term| has(language, term)))
    });
    let by_pattern = rule.pattern.as_ref().is_none_or(|pattern| pattern.is_match(&claim.sentence));
    !excluded && (rule.terms.is_empty() || by_terms) && by_pattern
}
