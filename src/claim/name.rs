//! Names that the data does not know, and when two of them can be one.

use crate::language::{Language, Word};

/// The name of a person, place or organisation that the data does not know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Its folded words.
    pub words: String,
    /// What each of them sounds like, so that other spellings and other scripts meet; short ones stand for themselves.
    pub sounds: Vec<String>,
}

/// The fewest consonants that tell a word: `Ali` and `Leo` have one.
const TELLING: usize = 2;

impl Name {
    /// A name from its folded words.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, Option<&'static Language>)>) -> Self {
        let mut all = Vec::new();
        let mut sounds = Vec::new();
        for (word, language) in words {
            all.push(word);
            let sound = language.map(|language| language.sound(word)).unwrap_or_default();
            sounds.push(if sound.len() < TELLING { word.to_owned() } else { sound });
        }
        Self { words: all.join(" "), sounds }
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
        found == short.len() && found > 0 || found >= 3 && found + 1 >= short.len()
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
