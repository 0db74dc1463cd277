//! The words of each language, compiled from the data files in the folders below.
//!
//! Words are data, grammar is code: nothing outside the data files knows a word of a language, and a difference in
//! grammar is a named switch of [`Language`]. `docs/extending.md` tells how to add a language, a unit or a concept.

mod concept;
pub mod fold;
mod hash;
mod scan;
mod sense;
mod table;
mod token;
mod word;

use std::borrow::Cow;

use crate::value::{Calendar, Change, Granularity, Modifier, PartOf};

pub use concept::{ConceptDef, ConceptId, ConceptKind, PlaceDef, PlaceId, PlaceKind};
pub use sense::{Cue, Furniture, Gist, Sense, SenseKind, Side, Trait, UnitForm};
use table::Table;
pub use token::{Match, Token, TokenKind, Vocabulary};
pub use word::{Form, Word};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

/// How many documents are worth a thread: fewer share one vocabulary, and most of their words.
pub const WORTH_A_THREAD: usize = 8;

/// The scripts that languages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Arabic.
    Arabic,
    /// Latin.
    Latin,
}

/// How words that the data does not know are brought to a stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stemmer {
    /// The prefixes and suffixes of the data are taken off.
    Light,
    /// Porter's second algorithm for English.
    Porter,
}

/// A language: its grammar's switches and its words.
#[derive(Debug)]
pub struct Language {
    /// ISO 639 code.
    pub code: &'static str,
    /// English name.
    pub name: &'static str,
    /// The script it is written in.
    pub script: Script,
    /// Whether it runs from right to left.
    pub right_to_left: bool,
    /// Units stand before tens: five and twenty.
    pub unit_before_ten: bool,
    /// Adjectives follow their noun.
    pub noun_before_adjective: bool,
    /// Names begin with a capital.
    pub capitalises_names: bool,
    /// A verb tells its subject, which need not be said again.
    pub drops_subject: bool,
    /// A comma before three digits and a scale is a decimal mark in any text of it.
    pub decimal_comma: bool,
    /// `3/5` is the third of May.
    pub day_before_month: bool,
    stemmer: Stemmer,
    prefixes: &'static [&'static str],
    fused_prefixes: &'static [(&'static str, &'static str)],
    suffixes: &'static [&'static str],
    past_suffixes: &'static [&'static str],
    suffix_swaps: &'static [(&'static str, &'static str)],
    pronouns: &'static [&'static str],
    prefix_swaps: &'static [(&'static str, &'static str)],
    future_swaps: &'static [(&'static str, &'static str)],
    plural_endings: &'static [(&'static str, &'static str)],
    /// The prefix that joins parts of a number or a list; empty where there is none.
    pub and_prefix: &'static str,
    /// The article that is written together with its word; empty where there is none.
    pub article: &'static str,
    /// A letter that stands for the decimal mark, the whole part after it; empty where there is none.
    pub decimal_letter: &'static str,
    /// The letter that the accusative adds to a noun; empty where there is none.
    pub case_ending: &'static str,
    /// The endings of a dual that stands alone; in the construct it loses the last letter.
    pub dual_endings: &'static [&'static str],
    /// Words that make one name with the word behind them.
    pub name_openers: &'static [&'static str],
    /// Words that make one name of a place with the word behind them: `عين` العرب.
    pub place_openers: &'static [&'static str],
    /// What letters sound like, by one Latin letter for each consonant, sorted by the first of them, the longest first; a
    /// vowel sounds like nothing.
    sounds: &'static [(&'static str, &'static str)],
    /// For a word that several countries use for their money, by the id of its unit: the one that most news of the
    /// language mean by it.
    pub usual_money: &'static [(&'static str, &'static str)],
    /// The lemma of the noun for one human being.
    pub person: &'static str,
    unit_names: &'static [(u16, &'static str)],
    /// Sorted.
    abbreviations: &'static [&'static str],
    /// Given names that are no everyday words, sorted; where names are capitalised none is needed.
    given_names: &'static [&'static str],
    table: Table,
    nodes: &'static [Node],
}

/// What the data knows of a word: its senses alone, and the phrases that it begins.
#[derive(Debug)]
pub struct Node {
    key: Run,
    senses: Run,
    /// Where its phrases stand among all, and how many they are.
    longer: (u32, u16),
}

/// A stretch of what the tables of all languages share, by its place and length: an address would have to be written anew
/// at every start, and there are more than a hundred thousand of them.
#[derive(Clone, Copy, Debug)]
struct Run(u32, u8);

impl Run {
    fn range(self) -> std::ops::Range<usize> {
        let start = self.0 as usize;
        start..start + usize::from(self.1)
    }

    fn text(self) -> &'static str {
        &TEXT[self.range()]
    }

    fn senses(self) -> &'static [Sense] {
        &SENSES[self.range()]
    }
}

impl Node {
    /// The folded word.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key.text()
    }

    /// Its senses when it stands alone.
    #[must_use]
    pub fn senses(&self) -> &'static [Sense] {
        self.senses.senses()
    }

    /// The phrases that it begins, sorted by the digest of their second word.
    #[must_use]
    pub fn longer(&self) -> &'static [Phrase] {
        let (first, len) = self.longer;
        &PHRASES[first as usize..first as usize + usize::from(len)]
    }

    /// The phrases that it begins whose second word has this digest.
    fn phrases(&self, second: u32) -> &'static [Phrase] {
        let longer = self.longer();
        let first = longer.partition_point(|phrase| phrase.second < second);
        let len = longer[first..].iter().take_while(|phrase| phrase.second == second).count();
        &longer[first..first + len]
    }

    /// Whether the word, or a phrase that it begins, has a sense that satisfies the test.
    pub fn any(&self, test: impl Fn(Sense) -> bool) -> bool {
        self.senses().iter().chain(self.longer().iter().flat_map(Phrase::senses)).any(|sense| test(*sense))
    }
}

/// The rest of a phrase after its first word.
#[derive(Debug)]
pub struct Phrase {
    /// The digest of the first word that follows.
    second: u32,
    rest: Run,
    senses: Run,
}

impl Phrase {
    /// The folded words that follow.
    fn rest(&self) -> impl ExactSizeIterator<Item = &'static str> {
        RESTS[self.rest.range()].iter().map(|word| word.text())
    }

    /// The senses of the whole.
    #[must_use]
    pub fn senses(&self) -> &'static [Sense] {
        self.senses.senses()
    }
}

impl Language {
    /// The language with this ISO 639 code.
    #[must_use]
    pub fn named(code: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|language| language.code == code)
    }

    /// What the unit at this place of the table is called, if the language has a word for it.
    #[must_use]
    pub fn unit_name(&self, unit: u16) -> Option<&'static str> {
        let at = self.unit_names.binary_search_by_key(&unit, |(unit, _)| *unit).ok()?;
        Some(self.unit_names[at].1)
    }

    /// Whether a word with a dot after it is an abbreviation, so that the dot ends no sentence.
    #[must_use]
    pub fn abbreviates(&self, word: &str) -> bool {
        self.abbreviations.binary_search(&word).is_ok()
    }

    /// What the data knows of a folded word.
    #[must_use]
    pub fn node(&'static self, folded: &str) -> Option<&'static Node> {
        self.table.find(folded, |place| self.nodes[place].key()).map(|place| &self.nodes[place])
    }

    /// Whether a folded word is one of the prefixes that are written together with other words.
    #[must_use]
    pub fn is_prefix(&self, folded: &str) -> bool {
        self.prefixes.contains(&folded) || self.fuses(folded)
    }

    /// Whether a folded prefix that was taken off holds the article: `ال`, `وال`, `لل`.
    #[must_use]
    pub fn holds_article(&self, prefix: &str) -> bool {
        !self.article.is_empty() && (prefix.ends_with(self.article) || self.fuses(prefix))
    }

    /// A word without the article and what joins it on; none where it has no article.
    #[must_use]
    pub fn without_article<'a>(&self, word: &'a str) -> Option<&'a str> {
        let fused = self.fused_prefixes.iter().map(|(prefix, _)| *prefix);
        let prefixes = self.prefixes.iter().copied().filter(|prefix| self.holds_article(prefix)).chain(fused);
        prefixes.filter_map(|prefix| word.strip_prefix(prefix)).min_by_key(|rest| rest.len())
    }

    /// Whether a folded prefix swallows the article of the word that it joins.
    #[must_use]
    pub fn fuses(&self, prefix: &str) -> bool {
        self.fused_prefixes.iter().any(|(fused, _)| *fused == prefix)
    }

    /// Whether a word, as it is written, ends in a pronoun.
    #[must_use]
    pub fn ends_in_pronoun(&self, written: &str) -> bool {
        self.pronouns.iter().any(|pronoun| written.ends_with(pronoun))
    }

    /// Whether a folded word is a given name; what is joined on before it is not part of it.
    #[must_use]
    fn gives_a_name(&'static self, word: &str) -> bool {
        !self.given_names.is_empty()
            && (self.is_given_name(word) || self.without_particles(word).any(|bare| self.is_given_name(&bare)))
    }

    /// Whether a folded word is a given name as it stands.
    #[must_use]
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given_names.binary_search(&word).is_ok()
    }

    /// A folded word with the particles, or the article, that may be joined on before it taken off, in each way that the
    /// data knows.
    pub fn without_particles<'a>(&'static self, word: &'a str) -> impl Iterator<Item = Cow<'a, str>> {
        word::without_prefixes(word, self).into_iter().map(|(bare, _)| bare)
    }

    /// What a folded word sounds like: its consonants by one Latin letter each, doubled ones once, without the article.
    /// Names that are spelled differently, or in another script, sound alike: `محمد`, `Mohamed`, `Muhammad`.
    #[must_use]
    pub fn sound(&self, folded: &str) -> String {
        let mut sound = String::new();
        let mut rest = self.without_article(folded).unwrap_or(folded);
        while let Some(letter) = rest.chars().next() {
            let (taken, heard) = self.heard(rest, letter).unwrap_or((letter.len_utf8(), ""));
            if !sound.ends_with(heard) || heard.is_empty() {
                sound.push_str(heard);
            }
            rest = &rest[taken..];
        }
        sound
    }

    /// How many bytes of a text make its first sound, and the sound; none where its first letter has none.
    fn heard(&self, text: &str, first: char) -> Option<(usize, &'static str)> {
        let start = self.sounds.partition_point(|(letters, _)| letters.chars().next() < Some(first));
        let mut of_letter = self.sounds[start..].iter().take_while(|(letters, _)| letters.starts_with(first));
        let (letters, heard) = of_letter.find(|(letters, _)| text.starts_with(letters))?;
        Some((letters.len(), heard))
    }

    /// Whether a noun and the word behind it, both folded, end in one ending of the language: an adjective agrees with its noun.
    #[must_use]
    pub fn ends_alike(&self, noun: &str, adjective: &str) -> bool {
        self.suffix_swaps.iter().any(|(_, ending)| noun.ends_with(ending) && adjective.ends_with(ending))
    }

    /// Whether a folded word begins with the prefix of a person or of the future, as verbs do.
    #[must_use]
    pub fn begins_as_verb(&self, folded: &str) -> bool {
        self.prefix_swaps
            .iter()
            .chain(self.future_swaps)
            .any(|(from, to)| folded.starts_with(from) || folded.starts_with(to))
    }

    /// The stem of a folded word.
    #[must_use]
    pub fn stem(&'static self, folded: &str) -> String {
        word::stem(folded, self)
    }

    /// The singular of a folded noun that the data does not list, by its ending.
    #[must_use]
    pub fn singular(&self, folded: &str) -> String {
        let fits = self.plural_endings.iter().find_map(|(plural, one)| {
            folded.strip_suffix(plural).filter(|rest| rest.chars().count() >= 2).map(|rest| format!("{rest}{one}"))
        });
        fits.unwrap_or_else(|| folded.to_owned())
    }
}

/// The script of a letter, if it is one of those that a language here is written in.
#[must_use]
pub fn script(letter: char) -> Option<Script> {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{00C0}'..='\u{024F}' => Some(Script::Latin),
        '\u{0620}'..='\u{064A}'
        | '\u{066E}'..='\u{06D3}'
        | '\u{0750}'..='\u{077F}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' => Some(Script::Arabic),
        _ => None,
    }
}

/// The language of a text: the one whose script has the most letters; the first of the list where there are none.
#[must_use]
pub fn detect(text: &str) -> &'static Language {
    let mut counts = [0_usize; 2];
    let bytes = text.as_bytes();
    let mut at = 0;
    // Nearly all letters are ASCII, or two bytes that begin with D8 or D9: U+0600 to U+067F.
    for _ in 0..4000 {
        let (len, script) = match bytes[at..] {
            [] => break,
            [byte @ ..=0x7F, ..] => (1, byte.is_ascii_alphabetic().then_some(Script::Latin)),
            [0xD8, second, ..] => (2, (second >= 0xA0).then_some(Script::Arabic)),
            [0xD9, second, ..] => (2, matches!(second, 0x80..=0x8A | 0xAE..=0xBF).then_some(Script::Arabic)),
            _ => text[at..].chars().next().map_or((1, None), |letter| (letter.len_utf8(), script(letter))),
        };
        if let Some(script) = script {
            counts[script as usize] += 1;
        }
        at += len;
    }
    let best =
        ALL.iter().copied().max_by_key(|language| (counts[language.script as usize], std::cmp::Reverse(language.code)));
    best.unwrap_or(ALL[0])
}

/// The language of a script, the document's own where it is written in that script.
#[must_use]
pub fn of_script(script: Script, preferred: &'static Language) -> Option<&'static Language> {
    if preferred.script == script {
        return Some(preferred);
    }
    ALL.iter().copied().find(|language| language.script == script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_the_language_of_most_of_its_letters() {
        assert_eq!(detect("وصل كوهين إلى باكو (AP)").code, "ar");
        assert_eq!(detect("Baku (باكو) is the capital.").code, "en");
    }

    #[test]
    fn bytes_tell_the_script_as_letters_do() {
        for letter in ('\0'..='\u{FFFF}').filter(|letter| letter.is_alphanumeric()) {
            let shown = detect(&letter.to_string()).script;
            assert_eq!(shown, script(letter).unwrap_or(detect("").script), "{letter}");
        }
    }

    #[test]
    fn lists_are_sorted_so_that_ids_can_be_found() {
        assert!(CONCEPTS.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert!(PLACES.windows(2).all(|pair| pair[0].id < pair[1].id));
    }
}
