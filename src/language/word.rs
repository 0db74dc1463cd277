//! Words as the data knows them: readings with prefixes and suffixes taken off, and stems.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer as Snowball};

use super::scan::ascii_digits;
use super::token::{Match, TokenKind};
use super::{Gist, Language, Node, Script, Sense, Stemmer, Trait, fold, of_script, script};

/// The longest stem, in letters, that prefixes may leave.
const SHORTEST_STEM: usize = 2;

/// A word as looked up.
#[derive(Debug, Default)]
pub struct Word {
    /// The folded spelling.
    pub folded: String,
    /// The stem, once asked for.
    stem: OnceCell<String>,
    /// What is kept of it, once worked out.
    kept: OnceCell<[Option<u32>; 2]>,
    /// The readings that the data knows, with the fewest letters taken off first.
    pub forms: Vec<Form>,
    /// What each reading means where it is no part of a phrase.
    pub(super) alone: Vec<Match>,
    /// What is among the readings.
    pub(super) gist: Gist,
    /// Begins with a capital, in a language where names do.
    pub capital: bool,
    /// The language that it was looked up in.
    pub language: Option<&'static Language>,
    /// It is a weekday without its article; Monday is 1.
    pub bare_weekday: Option<i8>,
    /// The second words of the phrases that begin with it, as bits of their digests; none where it begins no phrase.
    pub(super) goes_on_with: u128,
    /// What it spells itself, as such bits.
    pub(super) spelled: u128,
    /// The digests of what it spells, with or without prefixes.
    pub(super) digests: Vec<u32>,
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

impl Word {
    /// What is known of a word, number or mark as a text writes it.
    pub(super) fn new(written: &str, kind: TokenKind, language: &'static Language) -> Self {
        let word = match kind {
            TokenKind::Number => Self { folded: ascii_digits(written), ..Self::default() },
            TokenKind::Word => analyse(written, language),
            TokenKind::Mark(_) => {
                Self { forms: sign(written, language), folded: written.to_owned(), ..Self::default() }
            }
        };
        word.with_readings(kind)
    }

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
    fn with_readings(mut self, kind: TokenKind) -> Self {
        let named = self.names();
        let known = self.forms.iter().filter(|form| !form.node.senses().is_empty());
        self.alone = known.map(|form| Match { len: 1, senses: form.node.senses(), form: *form, named }).collect();
        self.gist = Gist::of(self.alone.iter().flat_map(|found| found.senses)).with(self.traits(kind));
        let keys = self.forms.iter().filter(|form| !form.inflected).map(|form| form.node.key());
        // `South Sudan's` ends as `South Sudan` does.
        let owner = self.folded.strip_suffix("'s");
        self.digests = keys.chain([self.folded.as_str()]).chain(owner).map(fold::digest).collect();
        self.digests.sort_unstable();
        self.digests.dedup();
        self.spelled = bits(self.digests.iter().copied());
        let longer = self.forms.iter().flat_map(|form| form.node.longer());
        self.goes_on_with = bits(longer.map(|phrase| phrase.second));
        self
    }

    fn traits(&self, kind: TokenKind) -> impl Iterator<Item = Trait> {
        let any = |test: fn(Sense) -> bool| self.forms.iter().any(|form| form.node.any(test));
        let is_word = kind == TokenKind::Word;
        let and = self.language.map_or("", |language| language.and_prefix);
        let known = |form: &Form| !form.node.senses().is_empty();
        [
            (Trait::BeginsTime, kind == TokenKind::Number || is_word && any(Sense::begins_time)),
            (Trait::OpensRange, is_word && any(Sense::opens_range)),
            (Trait::Capital, self.capital),
            (Trait::Future, self.forms.iter().any(|form| form.future && known(form))),
            (Trait::GivenName, self.language.is_some_and(|language| language.gives_a_name(&self.folded))),
            (Trait::Joined, !and.is_empty() && self.forms.iter().any(|form| form.prefix.starts_with(and))),
        ]
        .into_iter()
        .filter_map(|(of, holds)| holds.then_some(of))
    }

    /// Whether it can be a name: it has a capital, or its language gives names none.
    #[must_use]
    pub fn names(&self) -> bool {
        self.capital || !self.language.is_some_and(|language| language.capitalises_names)
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

fn analyse(written: &str, preferred: &'static Language) -> Word {
    let here = written.chars().find_map(script).unwrap_or(Script::Latin);
    let folded = fold::letters(written);
    let Some(language) = of_script(here, preferred) else {
        return Word { folded, ..Word::default() };
    };
    let forms = forms(&folded, language);
    let capital = language.capitalises_names && written.chars().next().is_some_and(char::is_uppercase);
    let bare_weekday = bare_weekday(&folded, language);
    Word { capital, folded, language: Some(language), bare_weekday, forms, ..Word::default() }
}

/// The weekday that a word is with the article before it.
fn bare_weekday(folded: &str, language: &'static Language) -> Option<i8> {
    let article = Some(language.article).filter(|article| !article.is_empty())?;
    language.node(&format!("{article}{folded}"))?.senses().iter().find_map(|sense| match sense {
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
        found.iter().any(|form| form.node.senses().iter().any(|sense| !matches!(sense, Sense::Furniture(_))))
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
        // What has an article is no form of a verb: `الترجي`, a club, against `ترجئ`, *puts off*.
        let verbs = language.article.is_empty() || !prefix.ends_with(language.article);
        without_suffixes(word, language, verbs, &mut buffer, |stem, future| {
            look(stem, prefix, true, future, &mut found);
        });
        if means(&found) {
            return found;
        }
    }
    found
}

/// The word with each prefix, or run of prefixes, of the data taken off; the shortest prefix first.
pub(super) fn without_prefixes<'a>(word: &'a str, language: &'static Language) -> Vec<(Cow<'a, str>, &'static str)> {
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
fn without_suffixes(
    word: &str,
    language: &'static Language,
    verbs: bool,
    buffer: &mut String,
    mut show: impl FnMut(&str, bool),
) {
    let long_enough = |rest: &str| has_letters(rest, SHORTEST_STEM + 1);
    let swaps = language
        .future_swaps
        .iter()
        .map(|swap| (swap, true))
        .chain(language.prefix_swaps.iter().map(|swap| (swap, false)))
        .filter(|_| verbs);
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
    // The word itself comes last; those before it are of the present or the future, and have no ending of the past.
    let itself = stems.len() - 1;
    for (nth, (stem, future)) in stems.iter().enumerate() {
        let fits = |suffix: &&&str| nth == itself || !language.past_suffixes.contains(suffix);
        for suffix in language.suffixes.iter().filter(fits) {
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

    #[test]
    fn an_ending_of_the_past_leaves_no_verb_of_the_present() {
        let arabic = Language::named("ar").unwrap();
        let reads = |word: &str, verb: &str| {
            let node = arabic.node(&fold::letters(verb)).unwrap();
            forms(&fold::letters(word), arabic).iter().any(|form| std::ptr::eq(form.node, node))
        };
        assert!(reads("نوقع", "يوقع"), "we sign");
        assert!(!reads("توقعت", "يوقع"), "she expected");
        assert!(reads("سجلت", "سجل"), "the past itself keeps its ending");
    }
}
