//! A paragraph as the rules for furniture and datelines see it: its first and last words.

use super::draft::Block;
use super::sentence::is_closed;
use crate::language::{Furniture, Sense, SenseKind, Token, TokenKind};
use crate::span::Span;

/// Up to so many bytes a paragraph is seen whole, beyond that so much of its beginning and of its end. Furniture is
/// short, and what tells a caption or a dateline stands at its ends.
const WHOLE: usize = 480;
const END: usize = 240;

/// A paragraph and the words at its ends.
pub(super) struct Paragraph<'a> {
    /// The text that the words stand in, markup blanked.
    pub(super) plain: &'a str,
    pub(super) span: Span,
    /// A heading by the markup.
    pub(super) heading: bool,
    /// Nothing but a picture.
    pub(super) picture: bool,
    /// How it ends.
    pub(super) ending: Ending,
    /// What it begins with.
    pub(super) head: Words<'a>,
    /// What it ends with, where that is not its beginning too.
    tail: Option<Words<'a>>,
}

/// Some words, and the furniture among them.
pub(super) struct Words<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) phrases: Vec<Phrase>,
    /// How many tokens are words.
    pub(super) count: usize,
}

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Without an end mark, as headings do.
    Open,
    /// With dots of omission, as teasers do.
    Dots,
    /// With a question mark, as headings do too.
    Question,
    /// With any other end mark.
    Stop,
}

/// A word or phrase of the data in a run of tokens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// Its first token.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    /// How many words it has.
    pub(super) words: usize,
    /// What it marks.
    pub(super) kind: Furniture,
}

impl<'a> Paragraph<'a> {
    /// A paragraph and its tokens.
    pub(super) fn new(plain: &'a str, block: &Block, tokens: &'a [Token]) -> Self {
        let span = block.span;
        let body = span.of(plain);
        let ending = match body.trim_end() {
            body if !is_closed(body) => Ending::Open,
            body if body.ends_with(['?', '\u{061F}']) => Ending::Question,
            body if body.ends_with('…') || body.ends_with("..") => Ending::Dots,
            _ => Ending::Stop,
        };
        let until = |byte: usize| tokens.partition_point(|token| token.span.start < span.start + byte);
        let (head, tail) = if body.len() <= WHOLE {
            (Words::new(tokens), None)
        } else {
            let near = body.ceil_char_boundary(END);
            let first = body[near..].find(char::is_whitespace).map_or(body.len(), |at| near + at);
            let last = body[..body.floor_char_boundary(body.len() - END)].rfind(char::is_whitespace).unwrap_or(0);
            (Words::new(&tokens[..until(first)]), Some(Words::new(&tokens[until(last)..])))
        };
        Self { plain, span, heading: block.heading, picture: block.picture, ending, head, tail }
    }

    /// All its words; none where it is too long to be furniture as a whole.
    pub(super) fn whole(&self) -> Option<&Words<'a>> {
        self.tail.is_none().then_some(&self.head)
    }

    /// What it ends with.
    pub(super) fn end(&self) -> &Words<'a> {
        self.tail.as_ref().unwrap_or(&self.head)
    }
}

impl<'a> Words<'a> {
    pub(super) fn new(tokens: &'a [Token]) -> Self {
        Self { phrases: phrases(tokens), count: count(tokens), tokens }
    }

    /// The phrase that stands before all other words, if it marks this.
    pub(super) fn opening(&self, kind: Furniture) -> Option<&Phrase> {
        self.phrases.first().filter(|phrase| phrase.kind == kind && count(&self.tokens[..phrase.start]) == 0)
    }

    /// The phrase that stands after all other words, if it marks this.
    pub(super) fn closing(&self, kind: Furniture) -> Option<&Phrase> {
        self.phrases.last().filter(|phrase| phrase.kind == kind && count(&self.tokens[phrase.end..]) == 0)
    }

    /// Whether there is furniture of this kind, and no word is other than furniture.
    pub(super) fn is_only(&self, kind: Furniture) -> bool {
        let covered: usize = self.phrases.iter().map(|phrase| phrase.words).sum();
        covered == self.count && self.phrases.iter().any(|phrase| phrase.kind == kind)
    }
}

/// How many of the tokens are words.
pub(super) fn count(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| token.kind == TokenKind::Word).count()
}

/// The phrases of the data that mark furniture, longest first at each place, none within another. A word with letters
/// written on to it is another word: `بالصور` heads no picture.
fn phrases(tokens: &[Token]) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at].begins_kind(SenseKind::Furniture) {
            at += 1;
            continue;
        }
        let here = Token::matches(tokens, at).filter(|found| found.form.prefix.is_empty() && !found.form.inflected);
        let marked = here.filter_map(|found| {
            let kind = found.senses.iter().find_map(|sense| match sense {
                Sense::Furniture(kind) => Some(*kind),
                _ => None,
            })?;
            Some(Phrase { start: at, end: at + found.len, words: count(&tokens[at..at + found.len]), kind })
        });
        match marked.max_by_key(|phrase| phrase.end) {
            Some(phrase) => {
                at = phrase.end;
                found.push(phrase);
            }
            None => at += 1,
        }
    }
    found
}
