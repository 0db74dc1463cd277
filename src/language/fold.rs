//! Folding: the one spelling under which a word is looked up. Shared with the build script, so that data and text are
//! folded alike.
//!
//! Latin letters go to lower case and lose their accents. Arabic letters lose diacritics and tatweel; every alef is a
//! bare alef, final alef maqsura a ya, ta marbuta a ha, a hamza on waw or ya its seat; presentation forms and Persian
//! letters become the plain ones. Newspapers mix these spellings freely, also within one article.

use unicode_normalization::UnicodeNormalization;

/// A folded word.
#[must_use]
pub fn letters(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return folded;
    }
    // Plain Arabic letters and vowel signs are composed already: what the table below makes of them, without asking Unicode.
    if word.chars().all(|letter| matches!(letter, '\u{0621}'..='\u{063A}' | '\u{0640}'..='\u{0652}')) {
        folded.extend(word.chars().filter_map(|letter| match letter {
            '\u{0640}' | '\u{064B}'..='\u{0652}' => None,
            '\u{0622}' | '\u{0623}' | '\u{0625}' => Some('\u{0627}'),
            '\u{0649}' | '\u{0626}' => Some('\u{064A}'),
            '\u{0629}' => Some('\u{0647}'),
            '\u{0624}' => Some('\u{0648}'),
            letter => Some(letter),
        }));
        return folded;
    }
    for letter in word.nfkc() {
        match letter {
            // Diacritics, superscript alef, tatweel, zero-width and direction marks.
            '\u{064B}'..='\u{065F}'
            | '\u{0670}'
            | '\u{0640}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
            | '\u{061C}'
            | '\u{00AD}' => {}
            '\u{0622}' | '\u{0623}' | '\u{0625}' | '\u{0671}' => folded.push('\u{0627}'),
            '\u{0649}' | '\u{06CC}' | '\u{0626}' => folded.push('\u{064A}'),
            '\u{0629}' | '\u{06C0}' | '\u{06C1}' => folded.push('\u{0647}'),
            '\u{0624}' => folded.push('\u{0648}'),
            '\u{06A9}' => folded.push('\u{0643}'),
            '\u{0600}'..='\u{06FF}' => folded.push(letter),
            '\u{2019}' | '\u{02BC}' => folded.push('\''),
            _ if letter.is_ascii() => folded.push(letter.to_ascii_lowercase()),
            // Latin with accents: base letters only.
            _ => folded.extend(
                std::iter::once(letter)
                    .nfd()
                    .filter(|part| !('\u{0300}'..='\u{036F}').contains(part))
                    .flat_map(char::to_lowercase),
            ),
        }
    }
    folded
}

/// A number by which folded words are told apart at a glance (FNV-1a); two words may share one.
#[must_use]
pub const fn digest(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let mut digest = 0x811C_9DC5_u32;
    let mut at = 0;
    while at < bytes.len() {
        digest = (digest ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    digest
}

/// A phrase of the data, folded and split as the tokenizer splits text.
#[must_use]
pub fn words(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in phrase.split_whitespace() {
        let mut word = String::new();
        for letter in chunk.chars() {
            if is_word_letter(letter) || (letter == '.' && is_dotted(chunk)) {
                word.push(letter);
            } else {
                if !word.is_empty() {
                    words.push(letters(&std::mem::take(&mut word)));
                }
                words.push(letter.to_string());
            }
        }
        if !word.is_empty() {
            words.push(letters(&word));
        }
    }
    words
}

/// Letters and the marks that stand inside words.
#[must_use]
pub fn is_word_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '\'' => true,
        // The letters of most texts, before the search through the tables of Unicode.
        '\u{0620}'..='\u{064A}'
        | '\u{066E}'
        | '\u{066F}'
        | '\u{0671}'..='\u{06D3}'
        | '\u{00C0}'..='\u{00D6}'
        | '\u{00D8}'..='\u{00F6}' => true,
        '\0'..='\u{7F}' => false,
        '\u{2019}' | '\u{02BC}' | '\u{200C}' | '\u{200D}' | '\u{00AD}' => true,
        '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        '\u{0610}'..='\u{061A}' | '\u{061C}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => {
            !matches!(letter, '\u{06DD}' | '\u{06DE}' | '\u{06E9}')
        }
        '\u{00BA}' | '\u{00AA}' => false,
        _ => letter.is_alphabetic() || ('\u{0300}'..='\u{036F}').contains(&letter),
    }
}

/// Whether a chunk is an abbreviation of single letters with dots: U.S., a.m.
#[must_use]
pub fn is_dotted(chunk: &str) -> bool {
    let mut letters = 0;
    for (at, letter) in chunk.chars().enumerate() {
        match (at % 2, letter) {
            (0, letter) if letter.is_alphabetic() => letters += 1,
            (1, '.') => {}
            _ => return false,
        }
    }
    letters >= 2
}
