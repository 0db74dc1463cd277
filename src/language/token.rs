//! Tokens: words, numbers and marks, each word with what the data knows of it.
//!
//! A scanner by character class, not Unicode word rules: those glue a prefixed `و` to digits and cut dates. A word is
//! analysed once and kept in a [`Vocabulary`], since a few thousand words make up most of a text.

use std::cell::Cell;
use std::cmp::Reverse;
use std::ops::Range;
use std::rc::Rc;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::scan::Pieces;
use super::{Cue, Form, Gist, Language, Phrase, Sense, SenseKind, Trait, Word};
use crate::span::Span;

/// The most tokens of a phrase of the data.
const LONGEST: usize = 16;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits of any script, with the separators between them.
    Number,
    /// A sign or mark.
    Mark(char),
}

/// A token of a sentence.
#[derive(Clone, Debug)]
pub struct Token {
    /// Where it stands in the document's text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// No space stands between it and the token before.
    pub glued: bool,
    /// What is known of it. For a number, its digits in ASCII with the separators as written.
    pub word: Rc<Word>,
    /// The phrases of the data that begin here, longest first; few words begin one.
    phrases: Vec<Match>,
    /// What is among the phrases and the word's own readings.
    gist: Gist,
}

/// A word or phrase of the data that stands at some token.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// How many tokens it takes.
    pub len: usize,
    /// What it can mean.
    pub senses: &'static [Sense],
    /// The reading of its first word.
    pub form: Form,
    /// It may be a name as it is written: where names are capitalised, `us` and `turkey` are no places.
    pub named: bool,
}

/// The words seen so far, analysed. Each thread has one ([`Vocabulary::with`]); it holds at most [`Vocabulary::LIMIT`] words
/// of each language.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// By the code of the language that a text is in: what a mark means may differ, whatever was read before.
    languages: Vec<(&'static str, Words)>,
}

/// Words of texts in one language. Most keys are so short that they lie in the table itself.
#[derive(Debug, Default)]
struct Words(FxHashMap<CompactString, Rc<Word>>);

impl Token {
    /// Whether it is this mark.
    #[must_use]
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    /// Whether one of its readings, alone, has a sense that satisfies the test.
    pub fn has(&self, test: impl Fn(Sense) -> bool) -> bool {
        self.word.forms.iter().any(|form| form.node.senses().iter().any(|sense| test(*sense)))
    }

    /// The first answer that one of its senses, alone, gives.
    pub fn find<T>(&self, test: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.word.forms.iter().find_map(|form| form.node.senses().iter().find_map(|sense| test(*sense)))
    }

    /// Words and phrases of the data that begin at `tokens[at]` and end among the tokens, longest first.
    pub fn matches(tokens: &[Self], at: usize) -> impl Iterator<Item = Match> {
        let (phrases, alone) = tokens.get(at).map_or((&[][..], &[][..]), Self::found);
        let left = tokens.len().saturating_sub(at);
        phrases.iter().filter(move |found| found.len <= left).chain(alone).copied()
    }

    /// The phrases that begin here, and what the word means alone.
    #[must_use]
    pub fn found(&self) -> (&[Match], &[Match]) {
        (&self.phrases, &self.word.alone)
    }

    /// Cuts a run of tokens in two, as if either part had been read alone: no phrase reaches over the cut, and the second
    /// part begins with nothing before it.
    pub fn cut(tokens: &mut [Self], at: usize) {
        for (here, token) in tokens.iter_mut().enumerate().take(at).skip(at.saturating_sub(LONGEST)) {
            if token.phrases.iter().any(|found| here + found.len > at) {
                token.phrases.retain(|found| here + found.len <= at);
                token.gist = token.word.gist | Gist::of(token.phrases.iter().flat_map(|found| found.senses));
            }
        }
        if let Some(first) = tokens.get_mut(at) {
            first.glued = false;
        }
    }

    /// All that begins here.
    #[must_use]
    pub const fn gist(&self) -> Gist {
        self.gist
    }

    /// Whether its word is so.
    #[must_use]
    pub const fn is(&self, of: Trait) -> bool {
        self.gist.is(of)
    }

    /// Whether this cue, as a word or phrase, begins here.
    #[must_use]
    pub fn begins(&self, cue: Cue) -> bool {
        self.gist.has(cue)
    }

    /// Whether a word or phrase of this kind begins here.
    #[must_use]
    pub fn begins_kind(&self, kind: SenseKind) -> bool {
        self.gist.has_kind(kind)
    }

    /// Whether anything of a list begins here.
    #[must_use]
    pub const fn begins_any(&self, list: Gist) -> bool {
        self.gist.meets(list)
    }

    /// Whether a phrase of the data begins here.
    #[must_use]
    pub const fn begins_phrase(&self) -> bool {
        !self.phrases.is_empty()
    }

    /// Finds the phrases that [`Token::matches`] gives, once for each token.
    fn look_up(tokens: &mut [Self]) {
        for at in 0..tokens.len() {
            let Some((here, rest)) = tokens[at..].split_first_mut() else { continue };
            let Some(next) = rest.first() else { continue };
            // Two bits tell most words from those that a phrase goes on with.
            if here.word.goes_on_with & next.word.spelled == 0 {
                continue;
            }
            let mut found = Vec::new();
            for form in here.word.forms.iter().filter(|form| !form.node.longer().is_empty()) {
                let start = found.len();
                // Only phrases that go on with the next word, however it is spelled, are compared.
                for phrase in next.word.digests.iter().flat_map(|second| form.node.phrases(*second)) {
                    found.extend(Self::spell(here, form, phrase, rest.iter()));
                }
                found[start..].sort_by_key(|found| Reverse(found.len));
            }
            here.gist = here.gist | Gist::of(found.iter().flat_map(|found| found.senses));
            here.phrases = found;
        }
    }

    /// The phrase, where the words behind one spell it.
    fn spell<'t>(here: &Self, form: &Form, phrase: &Phrase, rest: impl Iterator<Item = &'t Self>) -> Option<Match> {
        // What is no word is joined to the word before it: `A$5 million` is not `a $5 million`, `5 ft 2` no `ft2`.
        let joined = |token: &Self| token.glued || token.kind == TokenKind::Word;
        let (mut spelled, mut named) = (0, here.word.names());
        for (token, word) in rest.zip(phrase.rest()) {
            if !token.spells(word) || !joined(token) {
                return None;
            }
            spelled += 1;
            named |= token.word.names();
        }
        let whole = spelled == phrase.rest().len();
        whole.then_some(Match { len: 1 + spelled, senses: phrase.senses(), form: *form, named })
    }

    /// The phrases that begin at a token and go on behind a gap, as if nothing stood in it: `left 20 people dead`. Longest
    /// first.
    #[must_use]
    pub fn matches_over(tokens: &[Self], at: usize, gap: &Range<usize>) -> Vec<Match> {
        let (Some(before), Some(behind)) = (tokens.get(at..gap.start), tokens.get(gap.end..)) else {
            return Vec::new();
        };
        let Some((here, told)) = before.split_first() else { return Vec::new() };
        let rest = || told.iter().chain(behind);
        let Some(next) = rest().next() else { return Vec::new() };
        if here.word.goes_on_with & next.word.spelled == 0 {
            return Vec::new();
        }
        let forms = here.word.forms.iter();
        let phrases = forms.flat_map(|form| {
            let all = next.word.digests.iter().flat_map(|second| form.node.phrases(*second));
            all.map(move |phrase| (form, phrase))
        });
        let mut found: Vec<Match> = phrases
            .filter(|(_, phrase)| phrase.rest().len() > told.len())
            .filter_map(|(form, phrase)| Self::spell(here, form, phrase, rest()))
            .collect();
        found.sort_by_key(|found| Reverse(found.len));
        found
    }

    /// Whether it is this folded word, with or without prefixes. What *and* is joined to begins anew: `الخامسة وعشر دقائق`
    /// is not the fifteenth.
    fn spells(&self, word: &str) -> bool {
        let and = self.word.language.map_or("", |language| language.and_prefix);
        let joined = |form: &Form| !and.is_empty() && form.prefix.starts_with(and);
        self.word.folded == word
            || self.word.folded.strip_suffix("'s") == Some(word)
            || self.word.forms.iter().any(|form| form.node.key() == word && !form.inflected && !joined(form))
    }
}

impl Vocabulary {
    /// How many words are kept before the table is cleared.
    pub const LIMIT: usize = 100_000;

    /// Runs with the words that this thread has seen so far.
    pub fn with<T>(run: impl FnOnce(&mut Self) -> T) -> T {
        thread_local! {
            static WORDS: Cell<Vocabulary> = Cell::default();
        }
        WORDS.with(|words| {
            let mut own = words.take();
            let result = run(&mut own);
            words.set(own);
            result
        })
    }

    /// The tokens of a stretch of text, in order.
    pub fn tokens(&mut self, text: &str, span: Span, language: &'static Language) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(span.len() / 5);
        self.read(text, span, language, &mut tokens);
        tokens
    }

    /// Adds the tokens of a stretch of text, in order.
    pub fn read(&mut self, text: &str, span: Span, language: &'static Language, tokens: &mut Vec<Token>) {
        let first = tokens.len();
        let body = span.of(text);
        let words = self.of(language);
        for piece in Pieces::new(body) {
            let word = words.word(&body[piece.start..piece.end], piece.kind, language);
            tokens.push(Token {
                span: Span::new(span.start + piece.start, span.start + piece.end),
                kind: piece.kind,
                glued: piece.glued,
                gist: word.gist,
                word,
                phrases: Vec::new(),
            });
        }
        Token::look_up(&mut tokens[first..]);
    }

    /// The words of texts in a language.
    fn of(&mut self, language: &Language) -> &mut Words {
        let known = self.languages.iter().position(|(code, _)| *code == language.code);
        let at = known.unwrap_or_else(|| {
            self.languages.push((language.code, Words::default()));
            self.languages.len() - 1
        });
        &mut self.languages[at].1
    }
}

impl Words {
    fn word(&mut self, written: &str, kind: TokenKind, language: &'static Language) -> Rc<Word> {
        if let Some(word) = self.0.get(written) {
            return Rc::clone(word);
        }
        if self.0.len() >= Vocabulary::LIMIT {
            self.0.clear();
        }
        let word = Rc::new(Word::new(written, kind, language));
        self.0.insert(written.into(), Rc::clone(&word));
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::detect;

    fn tokens(text: &str) -> Vec<Token> {
        Vocabulary::default().tokens(text, Span::new(0, text.len()), detect(text))
    }

    fn shown(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.span.of(text)).collect()
    }

    #[test]
    fn numbers_words_and_marks_come_apart() {
        assert_eq!(shown("و1,250,000 شخص"), ["و", "1,250,000", "شخص"]);
        assert_eq!(shown("10آلاف"), ["10", "آلاف"]);
        assert_eq!(shown("12.3.2024."), ["12.3.2024", "."]);
        assert_eq!(
            shown("the U.S. Army's $85 billion-per-month"),
            ["the", "U.S.", "Army's", "$", "85", "billion", "-", "per", "-", "month"]
        );
        assert_eq!(shown("30٪"), ["30", "٪"]);
    }

    #[test]
    fn digits_of_every_script_are_read() {
        assert_eq!(tokens("١٢٫٥")[0].word.folded, "12.5");
        assert_eq!(tokens("۱۲٬۵۰۰")[0].word.folded, "12,500");
    }

    #[test]
    fn a_phrase_is_known_under_its_prefixes_and_with_its_marks_joined() {
        let first = |text: &str| {
            let found = tokens(text);
            let unit = Token::matches(&found, 0).find_map(|found| found.senses.iter().find_map(|sense| sense.unit()));
            unit.map(|(unit, _)| unit.id)
        };
        assert_eq!(first("بالدولار الكندي"), Some("CAD"));
        assert_eq!(first("والكيلومتر المربع"), Some("km2"));
        assert_eq!(first("A$5 million"), Some("AUD"));
        assert_eq!(first("a $5 million deal"), None);
    }

    #[test]
    fn no_phrase_is_longer_than_a_cut_looks_back() {
        let nodes = crate::language::ALL.iter().flat_map(|language| language.nodes);
        let longest = nodes.flat_map(crate::language::Node::longer).map(|phrase| 1 + phrase.rest().len()).max();
        assert!(longest.is_some_and(|longest| longest <= LONGEST), "{longest:?}");
    }

    #[test]
    fn a_cut_leaves_what_reading_the_parts_would() {
        let shown = |tokens: &[Token]| {
            let found = |at| Token::matches(tokens, at).map(|found| (found.len, found.senses)).collect::<Vec<_>>();
            let shown = |(at, token): (usize, &Token)| format!("{:?} {} {:?}", token.gist, token.glued, found(at));
            tokens.iter().enumerate().map(shown).collect::<Vec<_>>()
        };
        for (left, right) in [("بسعر الدولار", "الكندي"), ("it is so", "far"), ("more", "than 30"), ("(so", ")far")]
        {
            let text = format!("{left}{right}");
            let text = if right.starts_with(')') { text } else { format!("{left} {right}") };
            let mut all = tokens(&text);
            let at = tokens(left).len();
            Token::cut(&mut all, at);
            assert_eq!(shown(&all[..at]), shown(&tokens(left)), "{text}");
            assert_eq!(shown(&all[at..]), shown(&tokens(right)), "{text}");
        }
    }

    #[test]
    fn what_was_read_before_in_another_language_changes_nothing() {
        let kinds = |vocabulary: &mut Vocabulary, language| {
            let text = "5 km/h % $ ، / 3";
            let tokens = vocabulary.tokens(text, Span::new(0, text.len()), language);
            tokens.iter().map(Token::gist).collect::<Vec<_>>()
        };
        for first in crate::language::ALL {
            for then in crate::language::ALL {
                let mut used = Vocabulary::default();
                kinds(&mut used, first);
                assert_eq!(
                    kinds(&mut used, then),
                    kinds(&mut Vocabulary::default(), then),
                    "{} {}",
                    first.code,
                    then.code
                );
            }
        }
    }

    #[test]
    fn spans_slice_back() {
        let text = "قال: ٣٠٪ — \u{200F}40 في المئة…";
        assert!(tokens(text).iter().all(|token| !token.span.of(text).is_empty()));
    }
}
