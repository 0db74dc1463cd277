//! Names that the data does not know, and when two of them can be one.

use std::ops::Deref;
use std::sync::Arc;

use crate::language::{Language, Word};

/// The name of a person, place or organisation that the data does not know. An article repeats its names, and shares them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<Spelling>);

/// How a name is spelled, and what it sounds like.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spelling {
    /// Its folded words.
    pub words: String,
    /// What each of them sounds like, so that other spellings and other scripts meet; short ones stand for themselves.
    pub sounds: Vec<String>,
    /// What all of them sound like, written together: `عبد السلام` and `عبدالسلام` are one.
    pub whole: String,
}

/// The fewest consonants that tell a word: `Ali` and `Leo` have one.
const TELLING: usize = 2;

/// The fewest consonants by which a whole name is told.
const LONG: usize = 3;

impl Deref for Name {
    type Target = Spelling;

    fn deref(&self) -> &Spelling {
        &self.0
    }
}

impl From<Spelling> for Name {
    fn from(spelling: Spelling) -> Self {
        Self(Arc::new(spelling))
    }
}

impl Name {
    /// A name from its folded words.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, Option<&'static Language>)>) -> Self {
        let mut all = Vec::new();
        let mut language = None;
        let mut sounds = Vec::new();
        for (word, of) in words {
            all.push(word);
            language = language.or(of);
            let sound = of.map(|language| language.sound(word)).unwrap_or_default();
            sounds.push(if sound.len() < TELLING { word.to_owned() } else { sound });
        }
        let whole = language.map(|language| language.sound(&all.concat())).unwrap_or_default();
        Spelling { words: all.join(" "), sounds, whole }.into()
    }

    /// Whether the two can be one: every word of the shorter is one of the longer, in order, or all but one of them where
    /// they share three. A shared first name does not make two people one.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let (short, long) = if self.sounds.len() <= other.sounds.len() {
            (&self.sounds, &other.sounds)
        } else {
            (&other.sounds, &self.sounds)
        };
        let mut rest = long.iter();
        let found = short
            .iter()
            .filter(|word| rest.clone().any(|known| known == *word) && rest.by_ref().any(|known| known == *word))
            .count();
        found == short.len() && found > 0
            || self.whole.len() > LONG && self.whole == other.whole
            || found >= 3 && found + 1 >= short.len()
    }
}

impl Word {
    /// What the word sounds like, where that tells it.
    #[must_use]
    pub fn sound(&self) -> Option<String> {
        let sound = self.language?.sound(&self.folded);
        (sound.len() > TELLING).then_some(sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(code: &str, words: &str) -> Name {
        let language = Language::named(code);
        Name::new(words.split(' ').map(|word| (word, language)).collect::<Vec<_>>())
    }

    #[test]
    fn spellings_and_scripts_of_one_name_meet() {
        for ((code, one), (other_code, other)) in [
            (("ar", "محمد"), ("en", "mohamed")),
            (("en", "muhammad"), ("en", "mohamed")),
            (("ar", "تشيليابينسك"), ("en", "chelyabinsk")),
            (("ar", "عبد السلام فوزي"), ("ar", "عبدالسلام فوزي")),
            (("en", "salah abdeslam"), ("en", "abdeslam")),
            (("ar", "كريم حداد"), ("ar", "كريم سالم حداد")),
        ] {
            let (a, b) = (name(code, one), name(other_code, other));
            assert!(a.may_be(&b) && b.may_be(&a), "{one} / {other}: {a:?} {b:?}");
        }
    }

    #[test]
    fn a_shared_first_or_family_name_is_not_one_person() {
        for (one, other) in [
            ("khalid bakri", "ibrahim bakri"),
            ("dana hill", "dana reed"),
            ("omar reed hill", "omar stone lake"),
            ("ali", "leo"),
        ] {
            let (a, b) = (name("en", one), name("en", other));
            assert!(!a.may_be(&b) && !b.may_be(&a), "{one} / {other}: {a:?} {b:?}");
        }
    }
}
