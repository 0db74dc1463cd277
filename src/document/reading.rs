//! A document with the tokens of its sentences: what reading found out and extracting needs again.

use std::ops::Range;

use super::{Document, Field, Sentence};
use crate::language::{Token, Vocabulary};

/// A document as read. Its tokens are cut and looked up once, for the rules that read pages and for those that read
/// sentences; a document that is kept for later leaves them behind.
#[derive(Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// The tokens of its sentences.
    pub tokens: Tokens,
}

/// The tokens of a document's sentences.
#[derive(Debug)]
pub struct Tokens {
    all: Vec<Token>,
    /// Where those of each sentence stand.
    sentences: Vec<Range<usize>>,
}

impl Tokens {
    /// Reads the sentences of a document.
    #[must_use]
    pub fn of(document: &Document, vocabulary: &mut Vocabulary) -> Self {
        let mut tokens = Self { all: Vec::new(), sentences: Vec::with_capacity(document.sentences.len()) };
        for sentence in &document.sentences {
            tokens.read(document, sentence, vocabulary);
        }
        tokens
    }

    /// The tokens of a document's text, cut at the ends of its sentences, and those of its title.
    pub(super) fn cut(document: &Document, mut all: Vec<Token>, vocabulary: &mut Vocabulary) -> Self {
        let titles = document.sentences.partition_point(|sentence| sentence.field == Field::Title);
        let (titles, text) = document.sentences.split_at(titles);
        let mut ranges = Vec::with_capacity(text.len());
        let mut start = 0;
        for sentence in text {
            let len = all[start..].iter().take_while(|token| token.span.start < sentence.span.end).count();
            let end = start + len;
            // No sentence ends within a token; if one did, its sentences would have to be read one by one.
            if all[start..end].last().is_some_and(|last| last.span.end > sentence.span.end) {
                return Self::of(document, vocabulary);
            }
            Token::cut(&mut all, end);
            ranges.push(start..end);
            start = end;
        }
        let mut tokens = Self { all, sentences: Vec::with_capacity(titles.len() + ranges.len()) };
        for sentence in titles {
            tokens.read(document, sentence, vocabulary);
        }
        tokens.sentences.extend(ranges);
        tokens
    }

    /// Reads a sentence behind what was read before.
    fn read(&mut self, document: &Document, sentence: &Sentence, vocabulary: &mut Vocabulary) {
        let start = self.all.len();
        vocabulary.read(document.plain(sentence.field), sentence.span, document.language, &mut self.all);
        self.sentences.push(start..self.all.len());
    }

    /// The tokens of each sentence, in the document's order.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        self.sentences.iter().map(|range| &self.all[range.clone()])
    }
}
