//! Topics that `claims.toml` names.

use super::Topic;
use crate::claim::Claim;
use crate::config::{Config, Exclusion, TopicRule};
use crate::language::{Language, Token, TokenKind, Vocabulary, fold};
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
    let rules: Vec<Prepared<'_>> = config.topics.iter().map(Prepared::new).collect();
    let mut vocabulary = Vocabulary::default();
    // Claims of one sentence follow each other.
    let mut last: (&str, Vec<Token>) = ("", Vec::new());
    claims
        .iter()
        .map(|claim| {
            if !rules.iter().any(|rule| rule.wants(claim)) {
                return Vec::new();
            }
            if *last.0 != *claim.sentence {
                last = (&claim.sentence, words(claim, &mut vocabulary));
            }
            (0..rules.len()).filter(|at| rules[*at].wants(claim) && rules[*at].holds(claim, &last.1)).collect()
        })
        .collect()
}

/// Those of the topics that no claim belongs to.
pub fn without_claims<'a>(claims: &[Claim], rules: impl Iterator<Item = &'a TopicRule>) -> Vec<&'a TopicRule> {
    let mut vocabulary = Vocabulary::default();
    rules
        .filter(|rule| {
            let rule = Prepared::new(rule);
            let mut wanted = claims.iter().filter(|claim| rule.wants(claim));
            !wanted.any(|claim| rule.holds(claim, &words(claim, &mut vocabulary)))
        })
        .collect()
}

/// The words of a claim's sentence.
fn words(claim: &Claim, vocabulary: &mut Vocabulary) -> Vec<Token> {
    let all = Span::new(0, claim.sentence.len());
    let mut words = vocabulary.tokens(&claim.sentence, all, crate::language::detect(&claim.sentence));
    words.retain(|token| token.kind == TokenKind::Word);
    words
}

/// A rule with its terms ready to be looked for.
struct Prepared<'a> {
    rule: &'a TopicRule,
    /// By language: every entry must be found, by any of its alternatives.
    terms: Vec<Vec<Vec<Term>>>,
    not: Vec<Term>,
}

/// A word or phrase of one language.
struct Term {
    language: &'static Language,
    /// Each word folded, and its stem.
    words: Vec<(String, String)>,
}

impl Term {
    fn new(text: &str, language: &'static Language) -> Self {
        let words =
            fold::words(text).into_iter().map(|word| (language.stem(&word), word)).map(|(stem, word)| (word, stem));
        Self { language, words: words.collect() }
    }

    /// Whether its words stand somewhere in order, each as written, with prefixes, or by its stem.
    fn is_in(&self, tokens: &[Token]) -> bool {
        let fits = |token: &Token, (word, stem): &(String, String)| {
            let folded = &token.word.folded;
            folded == word
                || folded.strip_suffix(word.as_str()).is_some_and(|prefix| self.language.is_prefix(prefix))
                || token.word.stem() == stem
        };
        !self.words.is_empty()
            && tokens
                .windows(self.words.len())
                .any(|run| run.iter().zip(&self.words).all(|(token, word)| fits(token, word)))
    }
}

impl<'a> Prepared<'a> {
    fn new(rule: &'a TopicRule) -> Self {
        let of = |language: &'static Language, entries: &[Vec<String>]| -> Vec<Vec<Term>> {
            entries.iter().map(|entry| entry.iter().map(|term| Term::new(term, language)).collect()).collect()
        };
        let terms =
            rule.terms.iter().filter_map(|(code, entries)| Language::named(code).map(|language| of(language, entries)));
        let not = rule.not.iter().filter_map(|exclusion| match exclusion {
            Exclusion::Term(term) => Some(term),
            Exclusion::Pattern(_) => None,
        });
        let not = not.flat_map(|term| crate::language::ALL.iter().map(move |language| Term::new(term, language)));
        Self { terms: terms.collect(), not: not.collect(), rule }
    }

    /// Whether the claim's value is of the kind and unit that the topic asks for.
    fn wants(&self, claim: &Claim) -> bool {
        claim.set_aside.is_none()
            && self.rule.kind.is_none_or(|kind| kind == claim.value.kind())
            && self.rule.unit.as_deref().is_none_or(|unit| claim.value.unit_id() == Some(unit))
    }

    fn holds(&self, claim: &Claim, tokens: &[Token]) -> bool {
        let excluded =
            self.not.iter().any(|term| term.is_in(tokens))
                || self.rule.not.iter().any(
                    |exclusion| matches!(exclusion, Exclusion::Pattern(pattern) if pattern.is_match(&claim.sentence)),
                );
        let every = |entries: &Vec<Vec<Term>>| entries.iter().all(|entry| entry.iter().any(|term| term.is_in(tokens)));
        let by_terms = self.terms.is_empty() || self.terms.iter().any(|entries| !entries.is_empty() && every(entries));
        let by_pattern = self.rule.pattern.as_ref().is_none_or(|pattern| pattern.is_match(&claim.sentence));
        !excluded && by_terms && by_pattern
    }
}
