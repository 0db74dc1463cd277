//! Tokens: words, numbers and marks, each word with what the data knows of it.
//!
//! A scanner by character class, not Unicode word rules: those glue a prefixed `و` to digits and cut dates. A word is
//! analysed once and kept in a [`Vocabulary`], since a few thousand words make up most of a text.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Reverse;
use std::sync::{Arc, LazyLock, OnceLock};

use compact_str::CompactString;
use rust_stemmers::{Algorithm, Stemmer as Snowball};
use rustc_hash::FxHashMap;

use super::{Cue, Gist, Language, Node, Script, Sense, SenseKind, Stemmer, fold, of_script, script};
use crate::span::Span;

/// The longest stem, in letters, that prefixes may leave.
const SHORTEST_STEM: usize = 2;

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
    pub word: Arc<Word>,
    /// The phrases of the data that begin here, longest first; few words begin one.
    phrases: Vec<Match>,
    /// What is among the phrases and the word's own readings.
    gist: Gist,
}

/// A word as looked up.
#[derive(Debug, Default)]
pub struct Word {
    /// The folded spelling.
    pub folded: String,
    /// The stem, once asked for.
    stem: OnceLock<String>,
    /// What is kept of it, once worked out.
    kept: OnceLock<[Option<u32>; 2]>,
    /// The readings that the data knows, with the fewest letters taken off first.
    pub forms: Vec<Form>,
    /// What each reading means where it is no part of a phrase.
    alone: Vec<Match>,
    /// What is among the readings.
    gist: Gist,
    /// Begins with a capital, in a language where names do.
    pub capital: bool,
    /// The language that it was looked up in.
    pub language: Option<&'static Language>,
    /// A time can begin with it, as far as the data knows. Most words are told apart by this alone.
    pub begins_time: bool,
    /// A range of times can begin with it: from, between, since.
    pub opens_range: bool,
    /// A mention can begin with it, where it is no part of a phrase.
    begins_mention: bool,
    /// It is a weekday without its article; Monday is 1.
    pub bare_weekday: Option<i8>,
    /// The second words of the phrases that begin with it, as bits of their digests; none where it begins no phrase.
    goes_on_with: u128,
    /// What it spells itself, as such bits.
    spelled: u128,
    /// The digests of what it spells, with or without prefixes.
    digests: Vec<u32>,
}

/// One reading of a word: an entry of the data after prefixes and suffixes were taken off.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// What the data knows.
    pub node: &'static Node,
    /// The folded prefixes that were taken off, as the data spells them.
    pub prefix: &'static str,
    /// Whether a suffix was taken off or an ending changed.
    pub inflected: bool,
    /// Whether it is a verb of the future.
    pub future: bool,
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

/// The words seen so far, analysed. Each thread has one ([`Vocabulary::with`]); it holds at most [`Vocabulary::LIMIT`] words.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Most keys are so short that they lie in the table itself.
    words: FxHashMap<CompactString, Arc<Word>>,
}

impl Token {
    /// Whether it is this mark.
    #[must_use]
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == TokenKind::Mark(mark)
    }

    /// Whether one of its readings, alone, has a sense that satisfies the test.
    pub fn has(&self, test: impl Fn(Sense) -> bool) -> bool {
        self.word.forms.iter().any(|form| form.node.senses.iter().any(|sense| test(*sense)))
    }

    /// The first answer that one of its senses, alone, gives.
    pub fn find<T>(&self, test: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.word.forms.iter().find_map(|form| form.node.senses.iter().find_map(|sense| test(*sense)))
    }

    /// Words and phrases of the data that begin at `tokens[at]`, longest first.
    pub fn matches(tokens: &[Self], at: usize) -> impl Iterator<Item = Match> {
        let (phrases, alone) =
            tokens.get(at).map_or((&[][..], &[][..]), |token| (&token.phrases[..], &token.word.alone[..]));
        phrases.iter().chain(alone).copied()
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

    /// Whether a mention can begin here: with a word of that sense, with any phrase, or with a weekday that lacks its
    /// article, which the data lists as another word.
    #[must_use]
    pub fn begins_mention(&self) -> bool {
        self.word.begins_mention || self.word.bare_weekday.is_some() || !self.phrases.is_empty()
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
            for form in here.word.forms.iter().filter(|form| !form.node.longer.is_empty()) {
                let start = found.len();
                // Only phrases that go on with the next word, however it is spelled, are compared.
                for phrase in next.word.digests.iter().flat_map(|second| form.node.phrases(*second)) {
                    let Some(words) = rest.get(..phrase.rest.len()) else { continue };
                    // What is no word is joined to the word before it: `A$5 million` is not `a $5 million`, `5 ft 2` no `ft2`.
                    let joined = |token: &Self| token.glued || token.kind == TokenKind::Word;
                    if words.iter().zip(phrase.rest).all(|(token, word)| token.spells(word) && joined(token)) {
                        let named = here.word.names() || words.iter().any(|token| token.word.names());
                        found.push(Match { len: 1 + words.len(), senses: phrase.senses, form: *form, named });
                    }
                }
                found[start..].sort_by_key(|found| Reverse(found.len));
            }
            here.gist = here.gist | Gist::of(found.iter().flat_map(|found| found.senses));
            here.phrases = found;
        }
    }

    /// Whether it is this folded word, with or without prefixes. What *and* is joined to begins anew: `الخامسة وعشر دقائق`
    /// is not the fifteenth.
    fn spells(&self, word: &str) -> bool {
        let and = self.word.language.map_or("", |language| language.and_prefix);
        let joined = |form: &Form| !and.is_empty() && form.prefix.starts_with(and);
        self.word.folded == word
            || self.word.forms.iter().any(|form| form.node.key == word && !form.inflected && !joined(form))
    }
}

impl Word {
    /// The stem that words which the data does not know are matched by.
    pub fn stem(&self) -> &str {
        self.stem
            .get_or_init(|| self.language.map_or_else(|| self.folded.clone(), |language| stem(&self.folded, language)))
    }

    /// Two numbers that somebody works out of a word, which are worked out for its first token only.
    pub fn kept(&self, work_out: impl FnOnce(&Self) -> [Option<u32>; 2]) -> [Option<u32>; 2] {
        *self.kept.get_or_init(|| work_out(self))
    }

    /// The word with what its readings mean.
    fn with_readings(mut self) -> Self {
        let named = self.names();
        let known = self.forms.iter().filter(|form| !form.node.senses.is_empty());
        self.alone = known.map(|form| Match { len: 1, senses: form.node.senses, form: *form, named }).collect();
        self.gist = Gist::of(self.alone.iter().flat_map(|found| found.senses));
        self.begins_mention = self.alone.iter().flat_map(|found| found.senses).any(|sense| sense.begins_mention());
        let keys = self.forms.iter().filter(|form| !form.inflected).map(|form| form.node.key);
        self.digests = keys.chain([self.folded.as_str()]).map(fold::digest).collect();
        self.digests.sort_unstable();
        self.digests.dedup();
        self.spelled = bits(self.digests.iter().copied());
        let longer = self.forms.iter().flat_map(|form| form.node.longer);
        self.goes_on_with = bits(longer.map(|phrase| phrase.second));
        self
    }

    /// Whether it can be a name: it has a capital, or its language gives names none.
    #[must_use]
    pub fn names(&self) -> bool {
        self.capital || !self.language.is_some_and(|language| language.capitalises_names)
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
        let body = span.of(text);
        let mut glued = false;
        let mut rest = body;
        while let Some(letter) = rest.chars().next() {
            if letter.is_whitespace() || is_invisible(letter) {
                glued = glued && is_invisible(letter);
                rest = &rest[letter.len_utf8()..];
                continue;
            }
            let start = span.start + (body.len() - rest.len());
            let (kind, len) = if digit(letter).is_some() {
                (TokenKind::Number, number_len(rest))
            } else if fold::is_word_letter(letter) && letter != '\'' {
                (TokenKind::Word, word_len(rest))
            } else {
                (TokenKind::Mark(letter), letter.len_utf8())
            };
            let at = Span::new(start, start + len);
            let (written, after) = rest.split_at(len);
            rest = after;
            let word = self.word(written, kind, language);
            tokens.push(Token { span: at, kind, glued, gist: word.gist, word, phrases: Vec::new() });
            glued = true;
        }
        Token::look_up(&mut tokens);
        tokens
    }

    fn word(&mut self, written: &str, kind: TokenKind, language: &'static Language) -> Arc<Word> {
        if let Some(word) = self.words.get(written) {
            return Arc::clone(word);
        }
        if self.words.len() >= Self::LIMIT {
            self.words.clear();
        }
        let word = match kind {
            TokenKind::Number => Word { folded: ascii_digits(written), begins_time: true, ..Word::default() },
            TokenKind::Word => analyse(written, language),
            TokenKind::Mark(_) => {
                Word { forms: sign(written, language), folded: written.to_owned(), ..Word::default() }
            }
        };
        let word = Arc::new(word.with_readings());
        self.words.insert(written.into(), Arc::clone(&word));
        word
    }
}

/// Each digest as one of so many bits.
fn bits(digests: impl Iterator<Item = u32>) -> u128 {
    digests.fold(0, |bits, digest| bits | 1 << (digest % u128::BITS))
}

/// Marks are looked up as they are, in every language: `$`, `٪`.
fn sign(written: &str, language: &'static Language) -> Vec<Form> {
    let here = language.node(written);
    let node = here.or_else(|| super::ALL.iter().find_map(|other| other.node(written)));
    node.map(|node| Form { node, prefix: "", inflected: false, future: false }).into_iter().collect()
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{061C}')
}

/// The value of a decimal digit of any script that news are written in.
#[must_use]
pub fn digit(letter: char) -> Option<u8> {
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
fn ascii_digits(written: &str) -> String {
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

/// Bytes of a word of plain letters of one script that a space, or an ASCII mark that no word holds, follows: most words.
fn plain_len(text: &[u8]) -> usize {
    let len = match text {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => {
            text.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len())
        }
        // U+0620 to U+064A, two bytes each.
        [0xD8 | 0xD9, ..] => {
            let letter = |pair: &[u8]| matches!(pair, [0xD8, 0xA0..=0xBF] | [0xD9, 0x80..=0x8A]);
            2 * text.chunks(2).position(|pair| !letter(pair)).unwrap_or(text.len() / 2)
        }
        _ => 0,
    };
    let ends = match text.get(len) {
        None => true,
        Some(after) => after.is_ascii() && !after.is_ascii_alphabetic() && !matches!(after, b'\'' | b'.'),
    };
    if ends { len } else { 0 }
}

/// Bytes of the word that a text begins with; single letters with dots between them are one word.
fn word_len(text: &str) -> usize {
    let plain = plain_len(text.as_bytes());
    if plain > 0 {
        return plain;
    }
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

fn analyse(written: &str, preferred: &'static Language) -> Word {
    let here = written.chars().find_map(script).unwrap_or(Script::Latin);
    let folded = fold::letters(written);
    let Some(language) = of_script(here, preferred) else {
        return Word { folded, ..Word::default() };
    };
    let forms = forms(&folded, language);
    let capital = language.capitalises_names && written.chars().next().is_some_and(char::is_uppercase);
    let any = |test: fn(Sense) -> bool| forms.iter().any(|form| form.node.any(test));
    let (begins_time, opens_range) = (any(Sense::begins_time), any(Sense::opens_range));
    let bare_weekday = bare_weekday(&folded, language);
    Word { capital, folded, language: Some(language), begins_time, opens_range, bare_weekday, forms, ..Word::default() }
}

/// The weekday that a word is with the article before it.
fn bare_weekday(folded: &str, language: &'static Language) -> Option<i8> {
    let article = Some(language.article).filter(|article| !article.is_empty())?;
    language.node(&format!("{article}{folded}"))?.senses.iter().find_map(|sense| match sense {
        Sense::Weekday(number) => Some(*number),
        _ => None,
    })
}

/// The readings of a word. A level is tried only while no reading of the levels before means something by itself:
/// as written; without prefixes; without suffixes; without both.
fn forms(folded: &str, language: &'static Language) -> Vec<Form> {
    let mut found: Vec<Form> = Vec::new();
    // Marks of furniture say nothing of a word's meaning within a sentence.
    let means = |found: &[Form]| {
        found.iter().any(|form| form.node.senses.iter().any(|sense| !matches!(sense, Sense::Furniture(_))))
    };
    let look = |word: &str, prefix: &'static str, inflected, future, found: &mut Vec<Form>| {
        if let Some(node) = language.node(word)
            && !found.iter().any(|form| std::ptr::eq(form.node, node))
        {
            found.push(Form { node, prefix, inflected, future });
        }
    };
    look(folded, "", false, false, &mut found);
    if means(&found) {
        return found;
    }
    let bare = without_prefixes(folded, language);
    for (word, prefix) in &bare {
        look(word, prefix, false, false, &mut found);
    }
    if means(&found) {
        return found;
    }
    let whole = (Cow::Borrowed(folded), "");
    let mut buffer = String::new();
    for (word, prefix) in std::iter::once(&whole).chain(&bare) {
        without_suffixes(word, language, &mut buffer, |stem, future| look(stem, prefix, true, future, &mut found));
        if means(&found) {
            return found;
        }
    }
    found
}

/// The word with each prefix, or run of prefixes, of the data taken off; the shortest prefix first.
fn without_prefixes<'a>(word: &'a str, language: &'static Language) -> Vec<(Cow<'a, str>, &'static str)> {
    let long_enough = |rest: &str| has_letters(rest, SHORTEST_STEM);
    let mut bare = Vec::new();
    for prefix in language.prefixes {
        if let Some(rest) = without_prefix(word, prefix).filter(|rest| long_enough(rest)) {
            bare.push((Cow::Borrowed(rest), *prefix));
        }
    }
    for (prefix, becomes) in language.fused_prefixes {
        if let Some(rest) = without_prefix(word, prefix).filter(|rest| long_enough(rest)) {
            bare.push((Cow::Owned(format!("{becomes}{rest}")), *prefix));
        }
    }
    bare
}

/// `strip_prefix` that looks at one byte first: the data has many prefixes, and a word few.
pub(super) fn without_prefix<'a>(word: &'a str, prefix: &str) -> Option<&'a str> {
    let last = prefix.len().checked_sub(1)?;
    (word.as_bytes().get(last) == prefix.as_bytes().get(last)).then(|| word.strip_prefix(prefix))?
}

/// The same of suffixes.
fn without_suffix<'a>(word: &'a str, suffix: &str) -> Option<&'a str> {
    (word.as_bytes().last() == suffix.as_bytes().last()).then(|| word.strip_suffix(suffix))?
}

/// Whether a text has so many letters.
fn has_letters(text: &str, least: usize) -> bool {
    text.chars().nth(least - 1).is_some()
}

/// Shows the word with a suffix of the data taken off or an ending changed, and with a verb's prefix changed; each with
/// whether that prefix is one of the future.
fn without_suffixes(word: &str, language: &'static Language, buffer: &mut String, mut show: impl FnMut(&str, bool)) {
    let long_enough = |rest: &str| has_letters(rest, SHORTEST_STEM + 1);
    let swaps = language
        .future_swaps
        .iter()
        .map(|swap| (swap, true))
        .chain(language.prefix_swaps.iter().map(|swap| (swap, false)));
    let mut stems: Vec<(Cow<'_, str>, bool)> = swaps
        .filter_map(|((from, to), future)| {
            let rest = without_prefix(word, from).filter(|rest| long_enough(rest))?;
            Some((Cow::Owned(format!("{to}{rest}")), future))
        })
        .collect();
    for (verb, future) in &stems {
        show(verb, *future);
    }
    stems.push((Cow::Borrowed(word), false));
    for (stem, future) in &stems {
        for suffix in language.suffixes {
            if let Some(rest) = without_suffix(stem, suffix).filter(|rest| long_enough(rest)) {
                show(rest, *future);
            }
        }
        for (suffix, becomes) in language.suffix_swaps {
            if let Some(rest) = without_suffix(stem, suffix).filter(|rest| long_enough(rest)) {
                buffer.clear();
                buffer.push_str(rest);
                buffer.push_str(becomes);
                show(buffer, *future);
            }
        }
    }
}

static PORTER: LazyLock<Snowball> = LazyLock::new(|| Snowball::create(Algorithm::English));

/// The stem of a folded word.
pub(super) fn stem(folded: &str, language: &'static Language) -> String {
    match language.stemmer {
        Stemmer::Porter => {
            let word = folded.strip_suffix("'s").unwrap_or(folded);
            PORTER.stem(word).into_owned()
        }
        Stemmer::Light => {
            let letters = |text: &str| text.chars().count();
            let mut stem = folded;
            let prefixes =
                language.prefixes.iter().copied().chain(language.fused_prefixes.iter().map(|(prefix, _)| *prefix));
            // The longest prefix that leaves a root of three letters; single letters only before longer words, since
            // they are more often part of it.
            let best = prefixes.filter(|prefix| {
                let rest = without_prefix(folded, prefix).map_or(0, letters);
                rest >= if letters(prefix) == 1 { 4 } else { 3 }
            });
            if let Some(prefix) = best.max_by_key(|prefix| prefix.len()) {
                stem = &stem[prefix.len()..];
            }
            let endings =
                language.suffixes.iter().copied().chain(language.suffix_swaps.iter().map(|(suffix, _)| *suffix));
            let best = endings.filter(|ending| without_suffix(stem, ending).is_some_and(|rest| has_letters(rest, 3)));
            if let Some(ending) = best.max_by_key(|ending| ending.len()) {
                stem = &stem[..stem.len() - ending.len()];
            }
            stem.to_owned()
        }
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
    fn spans_slice_back() {
        let text = "قال: ٣٠٪ — \u{200F}40 في المئة…";
        assert!(tokens(text).iter().all(|token| !token.span.of(text).is_empty()));
    }
}
