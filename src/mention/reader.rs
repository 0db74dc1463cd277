//! What every rule of the grammar reads from: the tokens of one sentence, and what is known of its document.

use crate::document::Published;
use crate::language::{
    ConceptId, ConceptKind, Cue, Form, Gist, Language, Match, Sense, SenseKind, Side, Token, TokenKind, Trait,
};
use crate::span::Span;
use crate::value::Modifier;

/// What the words are that ranks, ordinals, labels and quantities begin with, an article aside.
const BEGINS: Gist = {
    use SenseKind::{Cardinal, Fraction, FreeUnit, Noun, Ordinal, Vague};
    Gist::listing(
        &[Cardinal, Ordinal, Fraction, Vague, FreeUnit, Noun],
        &[Cue::Between, Cue::From, Cue::Minus, Cue::OneOf, Cue::Others, Cue::Superlative, Cue::Topping, Cue::Whole],
    )
};

/// The tokens of one sentence with what the grammar needs to know of its document.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The text that the spans point into.
    pub text: &'a str,
    /// The sentence.
    pub tokens: &'a [Token],
    /// The document's language.
    pub language: &'static Language,
    /// When the document was published, for times that are told from there.
    pub published: Option<Published>,
    /// Whether `3/5` is the third of May.
    pub day_first: bool,
    /// Whether the document's numbers have a decimal comma.
    pub decimal_comma: bool,
}

impl<'a> Reader<'a> {
    /// The token at a place, if there is one.
    #[must_use]
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The span of a run of tokens; empty where the run is.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// A token as the text writes it.
    #[must_use]
    pub fn written(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| token.span.of(self.text))
    }

    /// The first answer that a word or phrase beginning here gives, longest first, with the tokens that it takes.
    #[must_use]
    pub fn find<T>(&self, at: usize, test: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        let found = self.find_form(at, test);
        found.map(|(answer, found)| (answer, found.len))
    }

    /// The same of one kind of sense: where none begins here, a bit says so.
    #[must_use]
    pub fn find_kind<T>(&self, at: usize, kind: SenseKind, test: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        if !self.may_begin_with(at, kind) {
            return None;
        }
        self.find(at, test)
    }

    /// The same, with the reading of the first word.
    #[must_use]
    pub fn find_form<T>(&self, at: usize, test: impl Fn(Sense) -> Option<T>) -> Option<(T, Match)> {
        // Two plain loops: this is the question asked most.
        let (phrases, alone) = self.token(at)?.found();
        for found in phrases {
            if let Some(answer) = found.senses.iter().find_map(|sense| test(*sense)) {
                return Some((answer, *found));
            }
        }
        for found in alone {
            if let Some(answer) = found.senses.iter().find_map(|sense| test(*sense)) {
                return Some((answer, *found));
            }
        }
        None
    }

    /// The tokens that a cue beginning here takes, if one does.
    #[must_use]
    pub fn cue(&self, at: usize, cue: Cue) -> Option<usize> {
        if !self.token(at)?.begins(cue) {
            return None;
        }
        self.find(at, |sense| matches!(sense, Sense::Cue(other) if other == cue).then_some(())).map(|((), len)| len)
    }

    /// Whether a cue ends just before this token, looking back over phrases of up to four words.
    #[must_use]
    pub fn cue_before(&self, at: usize, cue: Cue) -> bool {
        (at.saturating_sub(4)..at).any(|from| {
            self.token(from).is_some_and(|token| token.begins(cue))
                && Token::matches(self.tokens, from).any(|found| from + found.len == at && is_cue(found.senses, cue))
        })
    }

    /// The longest word or phrase that ends just before this token and answers; with where it begins.
    #[must_use]
    pub fn starts_before<T>(&self, at: usize, test: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        (at.saturating_sub(4)..at).find_map(|from| {
            Token::matches(self.tokens, from)
                .filter(|found| from + found.len == at)
                .find_map(|found| found.senses.iter().find_map(|sense| test(*sense)))
                .map(|answer| (answer, from))
        })
    }

    /// Whether a word or phrase of a kind begins here.
    #[must_use]
    pub fn may_begin_with(&self, at: usize, kind: SenseKind) -> bool {
        self.token(at).is_some_and(|token| token.begins_kind(kind))
    }

    /// Whether an article and a word for *from* stand before a token, so that what it is of is what something is measured from:
    /// `to 10 million from an October level of 10.5 million`.
    #[must_use]
    pub fn is_measured_from(&self, at: usize) -> bool {
        let article =
            |at: &usize| [Cue::Per, Cue::Article, Cue::Definite].iter().any(|cue| self.cue(*at, *cue).is_some());
        let from = at.checked_sub(1).filter(article).and_then(|at| at.checked_sub(1));
        from.is_some_and(|at| self.cue(at, Cue::From).is_some())
    }

    /// A hedge that begins here, on the given side.
    #[must_use]
    pub fn hedge(&self, at: usize, side: Side) -> Option<(Modifier, usize)> {
        if !self.may_begin_with(at, SenseKind::Modifier) {
            return None;
        }
        self.find(at, |sense| match sense {
            Sense::Modifier { modifier, side: here } if here == side => Some(modifier),
            _ => None,
        })
    }

    /// Whether the token is this mark.
    #[must_use]
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.token(at).is_some_and(|token| token.is_mark(mark))
    }

    /// Whether the token is a word without content.
    #[must_use]
    pub fn is_stop(&self, at: usize) -> bool {
        self.cue(at, Cue::Stop).is_some()
    }

    /// Whether a token is a comma of either script.
    #[must_use]
    pub fn is_comma(&self, at: usize) -> bool {
        self.is_mark(at, ',') || self.is_mark(at, '\u{060C}')
    }

    /// Whether a token is a dash between two others.
    #[must_use]
    pub fn is_dash(&self, at: usize) -> bool {
        matches!(
            self.token(at).map(|token| token.kind),
            Some(TokenKind::Mark('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        )
    }

    /// Whether no space stands before the token.
    #[must_use]
    pub fn is_glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.glued)
    }

    /// Whether the prefix that was taken off joins the word to what stands before it: `و`.
    #[must_use]
    pub fn joins(&self, form: Form) -> bool {
        let and = self.language.and_prefix;
        !and.is_empty() && form.prefix.starts_with(and)
    }

    /// Whether a token is written with the joining prefix.
    #[must_use]
    pub fn is_joined(&self, at: usize) -> bool {
        !self.language.and_prefix.is_empty() && self.token(at).is_some_and(|token| token.is(Trait::Joined))
    }

    /// Whether a word is written with the article, alone or behind another prefix. A word that the data knows as it is
    /// written merely begins with the letters of the article: `ألف`.
    #[must_use]
    pub fn is_definite(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let Some(language) = token.word.language.filter(|language| !language.article.is_empty()) else { return false };
        let whole = |form: &Form| form.prefix.is_empty() && !form.inflected && is_counted(form.node.senses());
        if token.word.forms.iter().any(whole) {
            return false;
        }
        // As written, for folding takes a letter with hamza for the bare one of the article.
        let written = token.span.of(self.text);
        let bare = written.strip_prefix(language.and_prefix).unwrap_or(written);
        bare.starts_with(language.article) || token.word.forms.iter().any(|form| language.holds_article(form.prefix))
    }

    /// Whether anything can begin at a token. Most words of a text end here.
    #[must_use]
    pub fn may_begin(&self, at: usize) -> bool {
        let number = |at: usize| self.token(at).is_some_and(|token| token.kind == TokenKind::Number);
        self.token(at).is_some_and(|token| match token.kind {
            TokenKind::Word => {
                self.may_begin_amount(at)
                    || token.is(Trait::BeginsTime)
                    || token.is(Trait::OpensRange)
                    || token.word.bare_weekday.is_some()
                    || token.begins(Cue::Stop) && token.begins_phrase()
                    || token.begins(Cue::Goal)
                    || token.begins(Cue::Nil)
            }
            TokenKind::Number => true,
            // A bracket, a fraction, a currency, or a sign or apostrophe before digits.
            TokenKind::Mark(mark) => mark == '(' || !token.word.forms.is_empty() || mark.is_numeric() || number(at + 1),
        })
    }

    /// Whether anything but a time can begin at a token.
    #[must_use]
    pub fn may_begin_amount(&self, at: usize) -> bool {
        let begins =
            |at: usize| self.token(at).is_some_and(|token| token.kind != TokenKind::Word || token.begins_any(BEGINS));
        // Behind an article (`a dozen`) stands what would begin one without it.
        begins(at) || self.cue(at, Cue::Per).is_some_and(|len| begins(at + len))
    }

    /// The tokens of a set phrase that begins here, in which numbers count nothing: `on the one hand`.
    #[must_use]
    pub fn set_phrase(&self, at: usize) -> Option<usize> {
        let found = Token::matches(self.tokens, at).next().filter(|found| found.len > 1)?;
        let other = |sense: &Sense| matches!(sense, Sense::Vague { .. } | Sense::Relative { .. });
        let stop = is_cue(found.senses, Cue::Stop);
        (stop && !is_counted(found.senses) && !found.senses.iter().any(other)).then_some(found.len)
    }

    /// Whether all that stands outside a run of tokens is marks: a caption or cell that is nothing but this.
    #[must_use]
    pub fn is_all(&self, from: usize, to: usize) -> bool {
        let mark = |token: &Token| matches!(token.kind, TokenKind::Mark(_));
        self.tokens[..from].iter().all(mark) && self.tokens[to..].iter().all(mark)
    }

    /// Whether a word carries a pronoun that says whose it is.
    #[must_use]
    pub fn has_pronoun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let inflected = token.word.forms.iter().any(|form| form.inflected && !form.node.senses().is_empty());
            // As written: folded, the ending of a feminine noun is a pronoun's letter.
            let written = token.span.of(self.text);
            inflected && token.word.language.is_some_and(|language| language.ends_in_pronoun(written))
        })
    }

    /// The concepts of a word or phrase that begins here, of the given kind.
    #[must_use]
    pub fn concept(&self, at: usize, kinds: &[ConceptKind]) -> Option<(ConceptId, usize)> {
        if !self.may_begin_with(at, SenseKind::Concept) {
            return None;
        }
        self.find(at, |sense| match sense {
            Sense::Concept(concept) if kinds.contains(&concept.def().kind) => Some(concept),
            _ => None,
        })
    }

    /// Whether a verb of the future stands in a run of tokens.
    #[must_use]
    pub fn is_future(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            self.token(at).is_some_and(|token| token.is(Trait::Future))
                || self.cue(at, Cue::Plan).is_some()
                || self.cue(at, Cue::Forecast).is_some()
        })
    }
}

/// Whether a cue is among some senses.
fn is_cue(senses: &[Sense], cue: Cue) -> bool {
    senses.iter().any(|sense| matches!(sense, Sense::Cue(other) if *other == cue))
}

/// Whether a word is a number, a unit or a noun that is counted.
fn is_counted(senses: &[Sense]) -> bool {
    senses.iter().any(|sense| matches!(sense, Sense::Cardinal { .. } | Sense::Unit { .. } | Sense::Noun(_)))
}
