//! Where tokens begin and end in a text: a scanner by character class, and the digits and signs that it knows.
//!
//! Most of a text is plain: ASCII, or Arabic letters of two bytes each. These are read byte by byte through [`CLASSES`];
//! the rest goes through the same rules letter by letter.

use super::token::TokenKind;
use super::{fold, script};

/// A token's kind and place: bytes of the text that was scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub kind: TokenKind,
    /// No space stands between it and the piece before.
    pub glued: bool,
}

/// What an ASCII byte is, or that a letter of several bytes begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
    /// The first byte of U+0600 to U+067F, where Arabic letters stand.
    Arabic,
    Other,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        classes[byte as usize] = match byte {
            b' ' | 0x09..=0x0D => Class::Space,
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            _ => Class::Mark,
        };
        byte += 1;
    }
    classes[0xD8] = Class::Arabic;
    classes[0xD9] = Class::Arabic;
    classes
}

/// The pieces of a text, in order. What is neither space nor invisible is in one of them.
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    glued: bool,
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, glued: false }
    }

    fn piece(&mut self, kind: TokenKind, len: usize) -> Piece {
        let (start, glued) = (self.at, self.glued);
        self.at += len;
        self.glued = true;
        Piece { start, end: self.at, kind, glued }
    }

    /// The piece that begins with a letter, by the rules for letters of any script; none where it is a space or invisible.
    fn other(&mut self, letter: char) -> Option<Piece> {
        let rest = &self.text[self.at..];
        if letter.is_whitespace() || is_invisible(letter) {
            self.glued &= is_invisible(letter);
            self.at += letter.len_utf8();
            return None;
        }
        Some(if digit(letter).is_some() {
            self.piece(TokenKind::Number, number_len(rest))
        } else if fold::is_word_letter(letter) {
            self.piece(TokenKind::Word, word_len(rest))
        } else {
            self.piece(TokenKind::Mark(letter), letter.len_utf8())
        })
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            match CLASSES[usize::from(byte)] {
                Class::Space => {
                    self.at += 1;
                    self.glued = false;
                    continue;
                }
                Class::Digit => return Some(self.piece(TokenKind::Number, number_len(&self.text[self.at..]))),
                Class::Mark => return Some(self.piece(TokenKind::Mark(char::from(byte)), 1)),
                Class::Letter | Class::Arabic => {
                    let len = plain_len(&bytes[self.at..]);
                    if len > 0 {
                        return Some(self.piece(TokenKind::Word, len));
                    }
                }
                Class::Other => {}
            }
            let letter = self.text[self.at..].chars().next()?;
            if let Some(piece) = self.other(letter) {
                return Some(piece);
            }
        }
    }
}

/// Marks of direction and other letters that are not seen.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}

/// The value of a decimal digit of any script that news are written in.
fn digit(letter: char) -> Option<u8> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{0660}'..='\u{0669}' => '\u{0660}',
        '\u{06F0}'..='\u{06F9}' => '\u{06F0}',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        '\u{0966}'..='\u{096F}' => '\u{0966}',
        _ => return None,
    };
    u8::try_from(u32::from(letter) - u32::from(zero)).ok()
}

/// Separators that may stand inside a number, between two digits.
fn is_separator(letter: char) -> bool {
    matches!(letter, '.' | ',' | '\u{066B}' | '\u{066C}' | '\u{060C}')
}

/// Bytes of the number that a text begins with: digits, with single separators and marks of direction between them.
fn number_len(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_digit).count();
    if text.as_bytes().get(plain).is_none_or(|after| after.is_ascii() && !matches!(after, b'.' | b',')) && plain > 0 {
        return plain;
    }
    let mut end = 0;
    let mut separated = false;
    for (at, letter) in text.char_indices() {
        if digit(letter).is_some() {
            end = at + letter.len_utf8();
            separated = false;
        } else if is_separator(letter) && !separated {
            separated = true;
        } else if !is_invisible(letter) {
            break;
        }
    }
    end
}

/// A number's digits in ASCII; Arabic decimal and thousands marks become `.` and `,`.
pub(super) fn ascii_digits(written: &str) -> String {
    written
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .map(|letter| match letter {
            '\u{066B}' => '.',
            '\u{066C}' | '\u{060C}' => ',',
            letter => digit(letter).map_or(letter, |value| char::from(b'0' + value)),
        })
        .collect()
}

/// Bytes of a word of plain letters of one script that a space, or a mark that no word holds, follows: most words.
fn plain_len(text: &[u8]) -> usize {
    let (len, one) = match text {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => {
            (text.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len()), 1)
        }
        // U+0620 to U+065F, two bytes each: letters, and the vowels on them.
        [0xD8 | 0xD9, ..] => {
            let letter = |pair: &[u8]| matches!(pair, [0xD8, 0xA0..=0xBF] | [0xD9, 0x80..=0x9F]);
            (2 * text.chunks_exact(2).position(|pair| !letter(pair)).unwrap_or(text.len() / 2), 2)
        }
        _ => return 0,
    };
    let ends = match text[len..] {
        [] => true,
        // Behind one letter it may be that of an abbreviation.
        [b'.', ..] => len > one,
        // The marks `،`, `؛`, `؟`.
        [0xD8, 0x8C | 0x9B | 0x9F, ..] => true,
        [after, ..] => after.is_ascii() && !after.is_ascii_alphabetic() && after != b'\'',
    };
    if ends { len } else { 0 }
}

/// Bytes of the word that a text begins with; single letters with dots between them are one word.
fn word_len(text: &str) -> usize {
    let mut script_seen = None;
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        if !fold::is_word_letter(letter) {
            // A dot behind the first letter may be that of an abbreviation.
            if letter == '.' && text[..at].chars().nth(1).is_none() {
                let past = |letter: char| !fold::is_word_letter(letter) && letter != '.';
                let chunk = &text[..text.find(past).unwrap_or(text.len())];
                if fold::is_dotted(chunk) {
                    return chunk.len();
                }
            }
            break;
        }
        // A change of script is a new word: `وNASA`.
        if let Some(here) = script(letter) {
            if script_seen.is_some_and(|seen| seen != here) {
                break;
            }
            script_seen = Some(here);
        }
        end = at + letter.len_utf8();
    }
    let word = &text[..end];
    let trimmed = word.trim_end_matches(['\'', '\u{2019}']);
    if trimmed.is_empty() { end } else { trimmed.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        Pieces::new(text).map(|piece| &text[piece.start..piece.end]).collect()
    }

    #[test]
    fn plain_words_and_others_end_alike() {
        for (text, want) in [
            ("الوزير، قال: نعم", &["الوزير", "،", "قال", ":", "نعم"][..]),
            ("عُمان و\u{200F}مصر", &["عُمان", "و\u{200F}مصر"]),
            ("the U.S. didn't", &["the", "U.S.", "didn't"]),
            ("'tis 'so'", &["'", "tis", "'", "so", "'"]),
            ("naïve café.", &["naïve", "café", "."]),
            ("5.\u{200F}3 5. 3", &["5.\u{200F}3", "5", ".", "3"]),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn what_a_space_parts_is_not_glued() {
        let glued: Vec<bool> = Pieces::new("a(b) \u{200F}c\u{A0}d").map(|piece| piece.glued).collect();
        assert_eq!(glued, [false, true, true, true, false, false]);
    }
}
