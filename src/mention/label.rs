//! Numbers that name a thing and count nothing: `Room 7`, `القناة 7`, `S&P 500`, `DA14`, `F-16`.

use super::reader::Reader;
use crate::language::{Cue, PlaceKind, Sense, TokenKind};

impl Reader<'_> {
    /// Whether a number is a part of a name, tied to its letters: `DA14`, `F-16`, `km^2`, `5G`. It is not a mention at all.
    pub(super) fn is_in_name(&self, start: usize, end: usize) -> bool {
        // Where names have capitals, letters tied to digits are a unit, a scale or a name.
        let tied = self.token(end).filter(|token| token.glued && token.kind == TokenKind::Word);
        if tied.is_some_and(|token| token.word.language.is_some_and(|language| language.capitalises_names))
            && self.known_unit(end).is_none()
            && self.listed_noun(end).is_none()
        {
            return true;
        }
        if !self.is_glued(start) {
            return false;
        }
        let Some(mut before) = start.checked_sub(1) else { return false };
        if self.is_mark(before, '^') || self.is_mark(before, '_') || self.is_mark(before, '#') {
            return true;
        }
        if self.is_dash(before) && self.is_glued(before) {
            let Some(word) = before.checked_sub(1) else { return false };
            before = word;
        }
        self.token(before).is_some_and(|before| {
            // A prefixed letter is grammar, and a word that the data knows may stand close by; any other word is a name.
            let letter = before.word.capital || before.word.language.is_some_and(|language| language.capitalises_names);
            let known = before.word.forms.iter().any(|form| !form.node.senses().is_empty() && !form.inflected)
                && !(letter && before.word.folded.len() == 1);
            let prefix = before.word.language.is_some_and(|language| language.is_prefix(&before.word.folded));
            before.kind == TokenKind::Word && !prefix && (!known || before.word.capital)
        })
    }

    /// The end of a number that names the thing before it, and of those listed with it: `Articles 3-5`, `رقم 148`, `بولس
    /// السادس`. Nothing of it is a mention.
    pub(super) fn label(&self, at: usize) -> Option<usize> {
        if self.language.noun_before_adjective
            && let Some((_, end)) = self.ordinal_words(at).filter(|_| self.numbers_a_name(at))
        {
            return Some(end);
        }
        if let Some(end) = self.designation(at) {
            return Some(end);
        }
        if !matches!(self.token(at)?.kind, TokenKind::Number | TokenKind::Word) || !self.is_labelled(at) {
            return None;
        }
        let mut end = self.number(at)?.end;
        let digits = |at: usize| self.token(at).is_some_and(|token| token.kind == TokenKind::Number);
        while (self.is_hyphen(end) || self.is_mark(end, '/') || self.is_mark(end, '+')) && digits(end + 1) {
            end += 2;
        }
        // A noun that is counted takes the number, but `a Level 4 alert` is one of that level.
        let counted = self.find_form(end, |sense| match sense {
            Sense::Noun(lemma) => Some(lemma),
            _ => None,
        });
        let counted = counted.filter(|_| self.listed_noun(end).is_some()).is_some_and(|(lemma, found)| {
            // One that is somebody's is another matter: `رقم 9 هدفه`.
            if self.language.noun_before_adjective { !found.form.inflected } else { self.is_other_form(end, lemma) }
        });
        (self.known_unit(end).is_none() && !counted).then_some(end)
    }

    /// The end of a year of discovery with its letters and number: `2012 DA14`, `2012-DA 14`.
    pub(super) fn designation(&self, at: usize) -> Option<usize> {
        let year = self.token(at).filter(|token| token.kind == TokenKind::Number)?;
        let from = at + 1 + usize::from(self.is_hyphen(at + 1));
        let letters = self.written(from);
        let two = letters.len() == 2 && letters.bytes().all(|letter| letter.is_ascii_uppercase());
        let number = self.token(from + 1).is_some_and(|token| token.kind == TokenKind::Number);
        let place = self.find(from, |sense| matches!(sense, Sense::Place(_)).then_some(())).is_some();
        (year.word.folded.len() == 4 && two && number && !place && !self.counts_something(from + 2)).then_some(from + 2)
    }

    /// Whether a word or sign that numbers things stands before a number, an opening quote between them perhaps.
    fn is_labelled(&self, start: usize) -> bool {
        let quoted = start.checked_sub(1).filter(|before| {
            matches!(
                self.token(*before).map(|token| token.kind),
                Some(TokenKind::Mark('"' | '“' | '«' | '\'' | '(' | '#' | ':'))
            )
        });
        // The article of digits stands between them: `مجموعة الـ20`.
        let article = start.checked_sub(1).filter(|before| self.cue(*before, Cue::Nth).is_some());
        self.cue_before(article.unwrap_or(start), Cue::Label)
            || quoted.is_some_and(|quote| self.cue_before(quote, Cue::Label) || self.is_mark(quote, '#'))
    }

    /// Whether digits end a name in quotes or after a name with a capital: “امبراير 300”, `Boeing 737`.
    pub(super) fn is_model(&self, start: usize, end: usize) -> bool {
        let Some(before) =
            start.checked_sub(1).and_then(|before| self.token(before)).filter(|token| token.kind == TokenKind::Word)
        else {
            return false;
        };
        // The first word of a sentence has a capital anyway; there only an unknown word is a name.
        let thing = |sense: Sense| match sense {
            Sense::Concept(_) | Sense::Noun(_) => true,
            Sense::Place(place) => place.def().kind == PlaceKind::Organisation,
            _ => false,
        };
        let capital =
            before.word.capital && (start > 1 || before.word.forms.is_empty()) && !before.has(|sense| !thing(sense));
        // `iPhone 12`: a capital inside a word is one of a name.
        let inner = before.span.of(self.text).chars().skip(1).any(char::is_uppercase) && before.word.forms.is_empty();
        capital || inner || self.ends_quoted_name(start, end)
    }

    /// A word and a number alone between quotes or brackets.
    fn ends_quoted_name(&self, start: usize, end: usize) -> bool {
        let mark = |at: Option<usize>| at.and_then(|at| self.token(at)).map(|token| token.kind);
        let open = matches!(mark(start.checked_sub(2)), Some(TokenKind::Mark('"' | '“' | '”' | '«' | '(')));
        let close = matches!(mark(Some(end)), Some(TokenKind::Mark('"' | '“' | '”' | '″' | '»' | ')')));
        open && close
    }

    /// Whether digits are a part of a code or of the number of a telephone: one of the groups begins with a zero.
    pub(super) fn is_code(&self, start: usize, end: usize) -> bool {
        let zero = |at: usize| {
            self.token(at).is_some_and(|token| {
                let digits = token.word.folded.as_bytes();
                token.kind == TokenKind::Number
                    && digits.len() > 2
                    && digits[0] == b'0'
                    && digits.iter().all(u8::is_ascii_digit)
            })
        };
        let before = start >= 2 && self.is_hyphen(start - 1) && zero(start - 2);
        zero(start) || before || self.is_hyphen(end) && zero(end + 1)
    }

    /// Whether a number is one side of a score, or of a pair that only looks like one: `2-1`, `3:0`, `24/7`.
    pub(super) fn is_score(&self, start: usize, end: usize) -> bool {
        let small = |at: usize| {
            self.token(at).is_some_and(|token| token.kind == TokenKind::Number && token.word.folded.len() <= 2)
        };
        let parts = |at: usize| {
            (self.is_dash(at) || self.is_mark(at, '/') || self.is_mark(at, ':'))
                && self.is_glued(at)
                && self.is_glued(at + 1)
        };
        if self.is_code(start, end) {
            return true;
        }
        // `2-صفر`: nought in words.
        let nought =
            |at: usize| self.number(at).is_some_and(|reading| reading.end == at + 1 && reading.whole() == Some(0));
        if parts(end) && nought(end + 1) || start >= 2 && parts(start - 1) && nought(start) && small(start - 2) {
            return true;
        }
        if !small(start) || end != start + 1 {
            return false;
        }
        // Where the first is no less than the second it is no range either: `the 1-0 win`.
        let digits = |at: usize| self.token(at).and_then(|token| token.word.folded.parse::<u8>().ok());
        let falls = |at: usize| (self.is_hyphen(at) || self.is_mark(at, ':')) && digits(at - 1) >= digits(at + 1);
        // `2-1 يوم الأحد`: the word for day begins the date.
        let weekday =
            |at: usize| self.token(at).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Weekday(_))));
        let unit = |at: usize| self.known_unit(at).is_some_and(|(_, end)| !weekday(end));
        if parts(end) && small(end + 1) && falls(end) && !unit(end + 2)
            || start >= 2 && parts(start - 1) && small(start - 2) && falls(start - 1) && !unit(end)
        {
            return true;
        }
        let first =
            parts(end) && small(end + 1) && self.known_unit(end + 2).is_none() && self.listed_noun(end + 2).is_none();
        first
            || start >= 2
                && parts(start - 1)
                && small(start - 2)
                && self.known_unit(end).is_none()
                && self.listed_noun(end).is_none()
    }
}
