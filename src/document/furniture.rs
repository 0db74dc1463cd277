//! A page's furniture: navigation, lists of other articles, captions, lone numbers.
//!
//! The words are data (`[[furniture]]`), where they may stand is grammar. A sentence of the article may hold any of
//! these words: a line is set aside only when it is made of them, or begins or ends with them as furniture does.

use super::SetAside;
use super::paragraph::{Ending, Paragraph, Phrase, Words, count};
use crate::language::{Furniture, Token, TokenKind};

/// The most words of a line of navigation, and of a link to another article.
const LINE: usize = 25;
/// From so many words on, a line that ends with a full stop is no item of a list of links.
const SENTENCE: usize = 12;
/// From so many words on, no line is.
const LONG: usize = 40;
/// The longest caption, in bytes.
const CAPTION: usize = 1200;
/// The most sentences of a caption; in a longer paragraph, a credit at its end belongs to the last sentence alone.
const SENTENCES: usize = 3;

/// Why a paragraph is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) reason: SetAside,
    /// It is told by the end of the paragraph, so that only the end may be meant.
    pub(super) at_end: bool,
}

impl Mark {
    pub(super) const fn whole(reason: SetAside) -> Self {
        Self { reason, at_end: false }
    }

    /// Whether the mark covers a sentence of a paragraph of `count`.
    ///
    /// By custom the first sentence of a caption tells what the picture shows, and the last bears the credit; one
    /// between tells the news, as the article does. A longer paragraph is a gallery of captions.
    pub(super) fn covers(&self, place: usize, count: usize) -> bool {
        let last = place + 1 == count;
        self.reason != SetAside::Caption || last || if count > SENTENCES { !self.at_end } else { place == 0 }
    }
}

/// Why each paragraph of a page is set aside, if it is.
pub(super) fn mark(page: &[Paragraph<'_>]) -> Vec<Option<Mark>> {
    let mut in_list = false;
    let mark = |(at, paragraph): (usize, &Paragraph<'_>)| {
        let own = own(paragraph, at == 0);
        in_list = match own {
            Some(_) => in_list,
            None => is_list_heading(paragraph) || in_list && !is_body(paragraph),
        };
        own.or_else(|| (in_list || at > 0 && is_link(paragraph)).then_some(Mark::whole(SetAside::Related)))
    };
    page.iter().enumerate().map(mark).collect()
}

/// What a paragraph is by itself.
fn own(paragraph: &Paragraph<'_>, first: bool) -> Option<Mark> {
    if paragraph.picture || opens_caption(&paragraph.head) {
        Some(Mark::whole(SetAside::Caption))
    } else if paragraph.span.len() <= CAPTION && ends_with_credit(paragraph) {
        Some(Mark { reason: SetAside::Caption, at_end: true })
    } else if is_lone_number(paragraph) {
        Some(Mark::whole(SetAside::LoneNumber))
    } else if is_navigation(paragraph, first) {
        Some(Mark::whole(SetAside::Navigation))
    } else {
        None
    }
}

fn is_lone_number(paragraph: &Paragraph<'_>) -> bool {
    let is_number = |token: &Token| token.kind == TokenKind::Number;
    paragraph.whole().is_some_and(|words| words.count == 0 && words.tokens.iter().any(is_number))
}

/// Menus, buttons, comment forms: all of a line's words are theirs; or most are, in phrases; or it begins with a phrase
/// that only they begin with. A headline is navigation only when all its words are.
fn is_navigation(paragraph: &Paragraph<'_>, first: bool) -> bool {
    let Some(words) = paragraph.whole() else { return false };
    if words.is_only(Furniture::Navigation) {
        return true;
    }
    if first || words.count > LINE {
        return false;
    }
    let long = || words.phrases.iter().filter(|phrase| phrase.kind == Furniture::Navigation && phrase.words > 1);
    let covered: usize = long().map(|phrase| phrase.words).sum();
    let opens = words.opening(Furniture::Navigation).is_some_and(|phrase| phrase.words > 2);
    covered > 0 && covered * 2 >= words.count || opens || long().count() > 1 && paragraph.ending == Ending::Open
}

/// Whether some words begin as a caption or credit does: with a phrase of several words, or one word with a colon or
/// alone.
fn opens_caption(words: &Words<'_>) -> bool {
    words
        .opening(Furniture::Caption)
        .is_some_and(|phrase| phrase.words > 1 || phrase.words == words.count || is_label(words, phrase))
}

/// Whether a paragraph ends with a credit: in brackets, after a label, or on its own after the last sentence.
fn ends_with_credit(paragraph: &Paragraph<'_>) -> bool {
    let open = paragraph.ending == Ending::Open;
    let tail = paragraph.end();
    let in_brackets = last_group(tail.tokens).is_some_and(|inner| {
        let words = Words::new(inner);
        opens_caption(&words) || closes_caption(&words) || open && is_shared_credit(inner)
    });
    let labelled = |phrase: &Phrase| {
        phrase.kind == Furniture::Caption && is_label(tail, phrase) && count(&tail.tokens[phrase.end..]) < SENTENCE
    };
    in_brackets || open && (closes_caption(tail) || tail.phrases.iter().any(labelled))
}

/// Whether some words end with a credit: a phrase of several words, or one word after a dash.
fn closes_caption(words: &Words<'_>) -> bool {
    words.closing(Furniture::Caption).is_some_and(|phrase| {
        let before = phrase.start.checked_sub(1).map(|before| &words.tokens[before]);
        phrase.words > 1 || before.is_some_and(is_dash)
    })
}

/// Whether a phrase has a colon after it.
fn is_label(words: &Words<'_>, phrase: &Phrase) -> bool {
    words.tokens.get(phrase.end).is_some_and(|token| token.is_mark(':'))
}

fn is_dash(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Mark('-' | '–' | '—'))
}

/// What stands in the brackets that a paragraph ends with, an end mark after them aside.
fn last_group(tokens: &[Token]) -> Option<&[Token]> {
    let end = tokens.iter().rposition(|token| !matches!(token.kind, TokenKind::Mark('.' | '،' | ',')))?;
    let close = matches!(tokens[end].kind, TokenKind::Mark(')' | ']'));
    let open = tokens[..end].iter().rposition(|token| matches!(token.kind, TokenKind::Mark('(' | '[')))?;
    close.then(|| &tokens[open + 1..end])
}

/// Two names with a slash between: `Jane Doe / GPO`. Every word has a capital, and none is a number.
fn is_shared_credit(tokens: &[Token]) -> bool {
    let sides: Vec<&[Token]> = tokens.split(|token| token.is_mark('/')).collect();
    let named = |side: &&[Token]| {
        count(side) > 0
            && side.iter().all(|token| match token.kind {
                TokenKind::Word => token.word.capital,
                TokenKind::Number => false,
                TokenKind::Mark(mark) => matches!(mark, '.' | '-' | '&'),
            })
    };
    // A name is longer than the abbreviations that units and currencies have too.
    let long = tokens.iter().any(|token| token.kind == TokenKind::Word && token.word.folded.chars().count() > 3);
    sides.len() > 1 && count(tokens) < SENTENCE && long && sides.iter().all(named)
}

/// Whether a line does nothing but head a list of other articles.
fn is_list_heading(paragraph: &Paragraph<'_>) -> bool {
    paragraph.whole().is_some_and(|words| words.is_only(Furniture::Related))
}

/// Whether a line is a link to another article: `Related: …`, `اقرأ أيضا …`.
fn is_link(paragraph: &Paragraph<'_>) -> bool {
    let Some(words) = paragraph.whole().filter(|words| words.count <= LINE) else { return false };
    words.opening(Furniture::Related).is_some_and(|phrase| {
        let set_off =
            |token: &Token| is_dash(token) || matches!(token.kind, TokenKind::Mark(':' | '|' | '«' | '»' | '>'));
        words.tokens.get(phrase.end).is_some_and(set_off) || phrase.words > 1 && paragraph.ending == Ending::Open
    })
}

/// Whether a paragraph cannot be an item of a list of other articles, whose items are titles and teasers.
fn is_body(paragraph: &Paragraph<'_>) -> bool {
    let Some(Words { count, .. }) = paragraph.whole() else { return true };
    paragraph.heading || *count > LONG || *count >= SENTENCE && paragraph.ending == Ending::Stop
}
