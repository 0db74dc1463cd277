//! What differs between two sentences, word by word.

use std::ops::Range;

use anstyle::{AnsiColor, Style};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::excerpt::Excerpt;
use super::text::Text;
use crate::claim::Claim;
use crate::language::{self, Token, TokenKind, Vocabulary};
use crate::span::Span;

/// How a stretch of words stands in a diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Same,
    Removed,
    Added,
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub kind: Kind,
    pub words: &'a str,
    /// Whether a space stands before it.
    pub spaced: bool,
}

/// Compares sentences. It keeps the words that it has seen.
#[derive(Debug, Default)]
pub(super) struct Differ {
    vocabulary: Vocabulary,
}

impl Differ {
    /// The words that two sentences share, those of the first alone and those of the second alone. Spellings that the
    /// language takes for one word are not different.
    pub fn pieces<'a>(&mut self, old: &'a str, new: &'a str) -> Vec<Piece<'a>> {
        let (old_tokens, new_tokens) = (self.tokens(old), self.tokens(new));
        let words = |tokens: &[Token]| tokens.iter().map(|token| token.word.folded.clone()).collect::<Vec<_>>();
        let ops = capture_diff_slices(Algorithm::Myers, &words(&old_tokens), &words(&new_tokens));
        let mut pieces: Vec<Piece> = Vec::new();
        for (old_range, new_range, kind) in without_specks(&ops, &old_tokens) {
            let mut push = |kind, text, tokens: &[Token], range: Range<usize>| {
                if let (Some(first), Some(last)) = (tokens.get(range.start), tokens[..range.end].last())
                    && !range.is_empty()
                {
                    // What is added goes beside what it replaces, so it is set off from it.
                    let spaced = !pieces.is_empty() && (!first.glued || kind == Kind::Added);
                    pieces.push(Piece { kind, words: first.span.join(last.span).of(text), spaced });
                }
            };
            match kind {
                Kind::Same => push(Kind::Same, old, &old_tokens, old_range),
                Kind::Removed | Kind::Added => {
                    push(Kind::Removed, old, &old_tokens, old_range);
                    push(Kind::Added, new, &new_tokens, new_range);
                }
            }
        }
        pieces
    }

    /// The diff of two claims' sentences as text: with styles where there is colour, else in the brackets of `wdiff`.
    pub fn text(&mut self, old: &Claim, new: &Claim, color: bool) -> Text {
        let (old, new) = (Excerpt::of(old).text(), Excerpt::of(new).text());
        let mut text = Text::default().open_quote();
        for Piece { kind, words, spaced } in self.pieces(&old, &new) {
            let space = if spaced { " " } else { "" };
            let (style, open, close) = match kind {
                Kind::Same => (Style::new(), "", ""),
                Kind::Removed if color => (AnsiColor::Red.on_default().strikethrough(), "", ""),
                Kind::Added if color => (AnsiColor::Green.on_default().underline(), "", ""),
                Kind::Removed => (Style::new(), "[-", "-]"),
                Kind::Added => (Style::new(), "{+", "+}"),
            };
            text = text.run(space, Style::new()).run(&format!("{open}{words}{close}"), style);
        }
        text
    }

    fn tokens(&mut self, sentence: &str) -> Vec<Token> {
        self.vocabulary.tokens(sentence, Span::new(0, sentence.len()), language::detect(sentence))
    }
}

/// Ranges of words, old and new, that are the same or differ. A single word or mark that two different passages happen
/// to share makes them no easier to read, so it is taken into them; a number stays.
fn without_specks(ops: &[DiffOp], old: &[Token]) -> Vec<(Range<usize>, Range<usize>, Kind)> {
    let mut merged: Vec<(Range<usize>, Range<usize>, Kind)> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let same = matches!(op, DiffOp::Equal { .. });
        let speck = same && at > 0 && at + 1 < ops.len() && {
            let tokens = &old[op.old_range()];
            let words = tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
            words <= 1 && tokens.iter().all(|token| token.kind != TokenKind::Number)
        };
        let kind = if same && !speck { Kind::Same } else { Kind::Removed };
        match merged.last_mut() {
            Some(last) if last.2 == kind => {
                last.0.end = op.old_range().end;
                last.1.end = op.new_range().end;
            }
            _ => merged.push((op.old_range(), op.new_range(), kind)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the brackets of `wdiff`.
    fn diff(old: &str, new: &str) -> String {
        let mut text = String::new();
        for Piece { kind, words, spaced } in Differ::default().pieces(old, new) {
            let [open, close] = match kind {
                Kind::Same => ["", ""],
                Kind::Removed => ["[-", "-]"],
                Kind::Added => ["{+", "+}"],
            };
            text.extend([if spaced { " " } else { "" }, open, words, close]);
        }
        text
    }

    #[test]
    fn what_differs_is_set_off() {
        assert_eq!(
            diff("Israel buys more than 30% of its oil there.", "Israel buys about 40% of its oil there."),
            "Israel buys [-more than 30-] {+about 40+}% of its oil there."
        );
        assert_eq!(diff("one two", "one two"), "one two");
        assert_eq!(diff("", "one"), "{+one+}");
    }

    #[test]
    fn spellings_of_one_word_are_no_difference() {
        assert_eq!(diff("إستقلال إسرائيل", "استقلال اسرائيل"), "إستقلال إسرائيل");
    }

    #[test]
    fn a_joined_conjunction_is_no_part_of_a_number() {
        assert_eq!(
            diff("قتل 20 و1,250,000 نزحوا", "قتل 20 و1,300,000 نزحوا"),
            "قتل 20 و[-1,250,000-] {+1,300,000+} نزحوا"
        );
    }

    #[test]
    fn a_chance_word_does_not_break_a_passage() {
        assert_eq!(
            diff("a red cat sat on mats here", "a big dog sat by doors here"),
            "a [-red cat sat on mats-] {+big dog sat by doors+} here"
        );
    }
}
