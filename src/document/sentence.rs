//! Where sentences end.
//!
//! A rule of its own, not Unicode's: that one splits after `د.` and within `ا.ف.ب`, and never between a year's full stop
//! and a next sentence that begins with a number (`in 2013. 30 people were`).

use std::ops::Range;

use crate::language::{Cue, Language, Sense, fold, of_script, script};
use crate::span::Span;

/// The longest sentence, in bytes.
const LONG: usize = 8000;

/// The sentences of a paragraph, in order, without the space around them; line ends inside count as spaces.
///
/// `plain` is the text with its markup blanked, byte for byte. The spans hold every byte of the paragraph that is no
/// space in the text itself, each once.
pub(super) fn split(
    text: &str,
    plain: &str,
    paragraph: Span,
    language: &'static Language,
    headline: bool,
) -> Vec<Span> {
    let body = paragraph.of(plain);
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |mut from: usize, to: usize| {
        // No sentence is so long; what has no end marks is cut, so that its words are not weighed all against all.
        while to - from > LONG {
            let words = &text[paragraph.start + from..];
            let most = words.floor_char_boundary(LONG);
            let cut = from + words[..most].rfind(char::is_whitespace).filter(|cut| *cut > 0).unwrap_or(most);
            sentences.extend(trimmed(text, Span::new(paragraph.start + from, paragraph.start + cut)));
            from = cut;
        }
        sentences.extend(trimmed(text, Span::new(paragraph.start + from, paragraph.start + to)));
    };
    for marks in marks(body) {
        if marks.start >= start && ends(&body[start..], marks.start - start..marks.end - start, language, headline) {
            let end = marks.end + markup_len(&text[paragraph.start + marks.end..paragraph.end], &body[marks.end..]);
            push(start, end);
            start = end;
        }
    }
    push(start, body.len());
    sentences
}

/// The span without the white space at its ends; none where nothing is left.
pub(super) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let body = span.of(text);
    let start = span.start + (body.len() - body.trim_start().len());
    let end = span.start + body.trim_end().len();
    (start < end).then(|| Span::new(start, end))
}

/// Whether a line or paragraph ends with an end mark, quotes and brackets after it aside.
pub(super) fn is_closed(text: &str) -> bool {
    text.trim_end_matches(|letter: char| is_closer(letter) || letter.is_whitespace() || is_invisible(letter))
        .ends_with(is_end_mark)
}

/// Full stops, question and exclamation marks, dots of omission.
pub(super) fn is_end_mark(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '؟' | '…' | '۔' | '。' | '！' | '？')
}

/// Quotes and brackets that may close a sentence.
pub(super) fn is_closer(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '”' | '’' | '»' | '›' | '“' | ')' | ']' | '}' | '﴾' | '﴿')
}

/// Marks that only ever go on with what stands before them.
pub(super) fn goes_on(letter: char) -> bool {
    matches!(letter, ',' | '،' | ';' | '؛' | ':' | '٬' | '%' | '٪')
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}

/// Runs of end marks, each with the closing quotes and brackets that follow it.
fn marks(body: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + first_end_mark(&body[at..])?;
        let rest = body[start..].trim_start_matches(is_end_mark);
        let rest = rest.trim_start_matches(|letter| is_closer(letter) || is_invisible(letter));
        at = body.len() - rest.len();
        Some(start..at)
    })
}

/// The first end mark of a text. Bytes that may be one are looked for sixteen at a time, which the compiler does at once;
/// letters of several bytes are told by their first, but for the Arabic question mark, whose first byte half of all Arabic
/// letters have: its second is looked for.
fn first_end_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let may_be = |byte: &u8| matches!(*byte, b'.' | b'!' | b'?' | 0x9F | 0xDB | 0xE2 | 0xE3 | 0xEF);
    let mut at = 0;
    while at < bytes.len() {
        let chunk = &bytes[at..bytes.len().min(at + 16)];
        if chunk.iter().fold(false, |any, byte| any | may_be(byte)) {
            for found in (at..at + chunk.len()).filter(|at| may_be(&bytes[*at])) {
                let start = if bytes[found] == 0x9F { found.saturating_sub(1) } else { found };
                if text.get(start..).is_some_and(|rest| rest.starts_with(is_end_mark)) {
                    return Some(start);
                }
            }
        }
        at += chunk.len();
    }
    None
}

/// Whether a run of end marks ends the sentence that `body` begins with.
fn ends(body: &str, marks: Range<usize>, language: &'static Language, headline: bool) -> bool {
    let (before, after) = (&body[..marks.start], &body[marks.end..]);
    let run = body[marks].trim_end_matches(|letter| !is_end_mark(letter));
    let next = after.trim_start_matches(|letter: char| !letter.is_alphanumeric() && !goes_on(letter));
    let Some(first) = next.chars().next() else { return false };
    if goes_on(first) || first.is_lowercase() {
        return false;
    }
    if !after.starts_with(char::is_whitespace) && !may_be_glued(before, next) {
        return false;
    }
    match run {
        "." => !is_list_number(before) && !is_abbreviation(before, next, language),
        // A single word and dots lead into what follows: `بالصور..`; in a headline, dots are a pause.
        _ if run.chars().all(|mark| matches!(mark, '.' | '…')) => {
            !headline && before.split_whitespace().nth(1).is_some()
        }
        _ => true,
    }
}

/// Whether an end mark with no space after it can end a sentence. Text is often glued together where paragraphs were;
/// but numbers, names and addresses hold full stops too.
fn may_be_glued(before: &str, next: &str) -> bool {
    let mut letters = next.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return false };
    if first.is_uppercase() {
        let word = last_word(before);
        return second.is_some_and(char::is_lowercase)
            && word.chars().count() > 2
            && word.chars().all(char::is_lowercase);
    }
    // `(4,00 ت.غ)`: single letters on either side are one abbreviation.
    let single = second.is_none_or(|second| !second.is_alphabetic()) && last_word(before).chars().count() == 1;
    first.is_alphabetic() && !single
}

/// Whether a paragraph so far is but the number of a list's item.
fn is_list_number(before: &str) -> bool {
    before.chars().all(|letter| letter.is_numeric() || letter.is_whitespace())
}

/// Whether the word before a full stop is one that is written with it.
fn is_abbreviation(before: &str, next: &str, language: &'static Language) -> bool {
    let word = last_word(before);
    let Some(language) = word.chars().find_map(script).and_then(|script| of_script(script, language)) else {
        return false;
    };
    let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
    let after_number = before[..before.len() - word.len()].trim_end().ends_with(char::is_numeric);
    let short = match letters {
        // `20 م.` is a unit or an era, `م. أحمد` a title.
        1 => !after_number,
        _ => fold::is_dotted(word) || language.abbreviates(&word.to_lowercase()),
    };
    short && !opens_sentence(next, language)
}

/// Whether a capitalised word is one that begins sentences rather than names: `The`, `In`.
fn opens_sentence(next: &str, language: &'static Language) -> bool {
    let word = &next[..next.find(|letter| !fold::is_word_letter(letter)).unwrap_or(next.len())];
    let opener = |sense: &Sense| {
        matches!(
            sense,
            Sense::Cue(
                Cue::Stop
                    | Cue::And
                    | Cue::Clause
                    | Cue::During
                    | Cue::According
                    | Cue::Since
                    | Cue::After
                    | Cue::Before
            )
        )
    };
    word.starts_with(char::is_uppercase)
        && language.node(&fold::letters(word)).is_some_and(|node| node.senses().iter().any(opener))
}

/// The letters, and dots between them, that a text ends with.
fn last_word(text: &str) -> &str {
    let start =
        text.char_indices().rev().take_while(|(_, letter)| fold::is_word_letter(*letter) || *letter == '.').last();
    text[start.map_or(text.len(), |(at, _)| at)..].trim_start_matches('.')
}

/// Bytes of markup that close a sentence's last word: blank in the plain text, no space in the text itself.
fn markup_len(text: &str, plain: &str) -> usize {
    let blank = |at: usize| plain.as_bytes().get(at) == Some(&b' ');
    let marks = text.char_indices().take_while(|(at, letter)| !letter.is_whitespace() && blank(*at));
    marks.last().map_or(0, |(at, letter)| at + letter.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::detect;

    fn shown(text: &str) -> Vec<&str> {
        let spans = split(text, text, Span::new(0, text.len()), detect(text), false);
        spans.into_iter().map(|span| span.of(text)).collect()
    }

    /// Each case is one text with `|` where it is to be cut.
    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for case in [
            "قال الوزير ذلك.| وأضاف أن العدد 3.5 مليون.| ولم يعلق؟| نعم!| وانتهى الأمر…| ثم عاد.",
            "وصرح د. محمد الشرقاوي، وكيل الوزارة، بذلك.| وأكد م. أحمد علي الخبر.",
            "نقلت وكالة ا.ف.ب عن المصدر قوله.| ونفت أ. ف. ب. ذلك",
            "انهار المبنى عام 2013.| وقتل 12 شخصا.",
            "بلغ الارتفاع 20 م.| وقال الخبير إنه قياسي.",
            "وقع الزلزال في 4,00 (1,00 ت.غ) صباحا.| وقال الخبير إنه قوي.",
            "صدر القرار 12.3.2024 في القاهرة.| وعدل ١٢٫٥٪ من النص.",
            "قال: «لا نعلم.»| وأضاف: “سنرى.”| ثم صمت (طويلا.)| وغادر.",
            "قال \"لا!\"، ثم غادر.",
            "العلاقات الثنائية بين البلدين.|اخبار فلسطين",
            "بالصور.. انهيار عقار من 3 طوابق",
            "البرازيل في حداد..| جنازة ودفن الضحايا",
            "He died in 2013.| 30 people were hurt.",
            "Mr. Smith of the U.S. Army paid 3.5 million.| It rose to No. 5 on Nov. 13, 2015.",
            "J. K. Rowling signed.| At 5 p.m. Tuesday they left.",
            "\"Why?\" he asked.| \"I can't say.\"| They left... then came back.",
            "See index.html, he said.|The end came.",
            "1. The first item.| 2. The second item.",
        ] {
            let want: Vec<&str> = case.split('|').map(str::trim).collect();
            assert_eq!(shown(&case.replace('|', "")), want);
        }
    }

    #[test]
    fn a_word_that_begins_sentences_tells_an_abbreviation_from_an_end() {
        assert_eq!(shown("He left the U.S. The army stayed."), ["He left the U.S.", "The army stayed."]);
        assert_eq!(shown("He left the U.S. Army."), ["He left the U.S. Army."]);
    }

    #[test]
    fn bytes_tell_end_marks_as_letters_do() {
        for letter in '\0'..='\u{FFFF}' {
            let text = format!("a\u{0628}\u{201C}{letter}b");
            assert_eq!(first_end_mark(&text), text.find(is_end_mark), "{letter:?}");
        }
    }

    #[test]
    fn closing_markup_stays_with_its_sentence() {
        let (text, plain) = ("**It fell.** It rose.", "  It fell.   It rose.");
        let spans = split(text, plain, Span::new(0, text.len()), detect(text), false);
        assert_eq!(spans.into_iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["**It fell.**", "It rose."]);
    }
}
