//! Names that the data does not know, and when two of them can be one.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::language::{Language, Word};

/// The name of a person, place or organisation that the data does not know. An article repeats its names, and shares them.
#[derive(Clone)]
pub struct Name(Arc<Spelling>);

/// How a name is spelled. What it sounds like is worked out once it is asked for, which only alignment does.
struct Spelling {
    /// Its folded words, with spaces between them.
    words: String,
    /// Where each of the words ends, and the language that it is heard in.
    parts: Vec<(usize, Option<&'static Language>)>,
    heard: OnceLock<Heard>,
}

/// What a name sounds like.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Heard {
    sounds: Vec<String>,
    whole: String,
}

/// The fewest consonants that tell a word: `Ali` and `Leo` have one.
const TELLING: usize = 2;

/// The fewest consonants by which a whole name is told.
const LONG: usize = 3;

impl Spelling {
    fn heard(&self) -> &Heard {
        self.heard.get_or_init(|| {
            let starts = std::iter::once(0).chain(self.parts.iter().map(|(end, _)| end + 1));
            let words = starts.zip(&self.parts).map(|(start, (end, language))| (&self.words[start..*end], *language));
            let sound = |(word, language): (&str, Option<&'static Language>)| {
                let sound = language.map(|language| language.sound(word)).unwrap_or_default();
                if sound.len() < TELLING { word.to_owned() } else { sound }
            };
            let language = self.parts.iter().find_map(|(_, language)| *language);
            let together = || words.clone().map(|(word, _)| word).collect::<String>();
            let whole = language.map(|language| language.sound(&together())).unwrap_or_default();
            Heard { sounds: words.clone().map(sound).collect(), whole }
        })
    }
}

impl Name {
    /// A name from its folded words.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, Option<&'static Language>)>) -> Self {
        let (mut all, mut parts) = (String::new(), Vec::new());
        for (word, language) in words {
            if !parts.is_empty() {
                all.push(' ');
            }
            all.push_str(word);
            parts.push((all.len(), language));
        }
        Self(Arc::new(Spelling { words: all, parts, heard: OnceLock::new() }))
    }

    /// A name from its words and what they sound like, as [`Name::sounds`] and [`Name::whole`] gave it.
    #[must_use]
    pub fn heard(words: String, sounds: Vec<String>, whole: String) -> Self {
        Self(Arc::new(Spelling { words, parts: Vec::new(), heard: Heard { sounds, whole }.into() }))
    }

    /// Its folded words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.0.words
    }

    /// What each of its words sounds like, so that other spellings and other scripts meet; short ones stand for themselves.
    #[must_use]
    pub fn sounds(&self) -> &[String] {
        &self.0.heard().sounds
    }

    /// What all its words sound like, written together: `عبد السلام` and `عبدالسلام` are one.
    #[must_use]
    pub fn whole(&self) -> &str {
        &self.0.heard().whole
    }

    /// Whether the two can be one: every word of the shorter is one of the longer, in order, or all but one of them where
    /// they share three. A shared first name does not make two people one.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        let (one, another) = (self.sounds(), other.sounds());
        let (short, long) = if one.len() <= another.len() { (one, another) } else { (another, one) };
        let mut rest = long.iter();
        let found = short
            .iter()
            .filter(|word| {
                rest.clone().any(|known| alike(known, word)) && rest.by_ref().any(|known| alike(known, word))
            })
            .count();
        found == short.len() && found > 0
            || self.whole().len() > LONG && self.whole() == other.whole()
            || found >= 3 && found + 1 >= short.len()
    }
}

/// Whether two words sound alike; in a longer one `g` may stand for `k`, as some lands say and write it: `Gaddafi`, `Kadhafi`.
fn alike(one: &str, other: &str) -> bool {
    let hard = |letter: u8| if letter == b'g' { b'k' } else { letter };
    one == other || one.len() > LONG && one.bytes().map(hard).eq(other.bytes().map(hard))
}

impl fmt::Debug for Name {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_tuple("Name").field(&self.words()).field(self.0.heard()).finish()
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) {
            return Ordering::Equal;
        }
        self.0.words.cmp(&other.0.words).then_with(|| self.0.heard().cmp(other.0.heard()))
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.words.hash(state);
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
            (("ar", "سامي المرزوقي"), ("en", "sami marzougui")),
            (("ar", "هرمزغان"), ("en", "hormozgan")),
            (("ar", "غرانت زيغلر"), ("en", "grant ziegler")),
            (("ar", "توميهارا"), ("en", "tomihara")),
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
