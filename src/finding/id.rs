//! A finding's id rests on what was judged, not on where it stands: neither lines nor the order of documents nor other
//! documents change it.

use super::words;
use crate::claim::Claim;
use crate::config::DIGITS;

/// So many bytes of a sentence on either side of its value count as the words around it.
const NEAR: usize = 200;

/// What ids take of a claim beside the document that it is of.
#[derive(Clone, Debug)]
pub struct Words {
    /// The value, and the period that the claim itself names.
    told: String,
    /// The words around the value.
    around: String,
}

impl Words {
    pub(super) fn of(claim: &Claim) -> Self {
        Self { told: told(claim), around: around(claim) }
    }
}

/// The id of what a rule says of two claims and a topic.
pub(super) fn of(rule: &str, a: (&Claim, &Words), b: (&Claim, &Words), topic: &str) -> String {
    let articles = hash(rule, topic, [a, b].map(|(claim, words)| (&*claim.key, words.told.as_str())));
    let words = hash(rule, topic, [a, b].map(|(_, words)| (words.around.as_str(), words.told.as_str())));
    format!("{rule}-{articles}{words}")
}

/// The value, and the period that the claim itself names.
fn told(claim: &Claim) -> String {
    let period = claim.frame.period.as_ref().filter(|period| !period.inherited);
    let period = period.map(|period| words::period(&period.time)).unwrap_or_default();
    format!("{}\u{0}{period}", words::value(&claim.value))
}

fn hash(rule: &str, topic: &str, mut sides: [(&str, &str); 2]) -> String {
    sides.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    for part in [rule, topic, sides[0].0, sides[0].1, sides[1].0, sides[1].1] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.finalize().to_hex()[..DIGITS].to_owned()
}

/// The letters and digits around a value: marks, spaces, vowel signs and case may change. A sentence may be as long as its
/// article, so only what is near counts.
fn around(claim: &Claim) -> String {
    let text = &*claim.sentence;
    let at = claim.span.start.saturating_sub(claim.sentence_start).min(text.len());
    let end = at.saturating_add(claim.span.len());
    let near = &text[text.floor_char_boundary(at.saturating_sub(NEAR))..text.floor_char_boundary(end + NEAR)];
    let mut around = String::with_capacity(near.len());
    near.chars().for_each(|letter| add(letter, &mut around));
    around
}

/// Adds a letter or digit, whatever its case.
fn add(letter: char, around: &mut String) {
    match letter {
        // Nearly all letters, told at a glance; those of the second range have no case.
        '\0'..='\u{7F}' => around.extend(letter.is_ascii_alphanumeric().then(|| letter.to_ascii_lowercase())),
        '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' => around.push(letter),
        '\u{0640}' | '\u{064B}'..='\u{0652}' => {}
        _ if letter.is_alphanumeric() => around.extend(letter.to_lowercase()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, IdParts};
    use crate::document::Document;

    fn id(articles: [(&str, &str); 2]) -> String {
        let config = Config::default();
        let documents = articles.map(|(name, text)| Document::from_text(name, text, &config).unwrap());
        crate::check(&documents, &config).findings[0].id.clone()
    }

    #[test]
    fn one_half_outlives_another_name_and_the_other_another_wording() {
        let was = id([("a.txt", "Iran supplied 30% of its oil."), ("b.txt", "Iran supplied 40% of its oil.")]);
        let marked = id([("a.txt", "\n\nIran  supplied 30% of its oil!"), ("b.txt", "IRAN supplied 40% of its oil.")]);
        assert_eq!(was, marked);
        let was = IdParts::of(&was).unwrap();
        let renamed = id([("z.txt", "Iran supplied 30% of its oil."), ("b.txt", "Iran supplied 40% of its oil.")]);
        let renamed = IdParts::of(&renamed).unwrap();
        assert!(renamed.words == was.words && renamed.articles != was.articles, "{renamed:?} {was:?}");
        let reworded =
            id([("a.txt", "Iran supplied a good 30% of its oil."), ("b.txt", "Iran supplied 40% of its oil.")]);
        let reworded = IdParts::of(&reworded).unwrap();
        assert!(reworded.articles == was.articles && reworded.words != was.words, "{reworded:?} {was:?}");
    }

    #[test]
    fn letters_are_told_at_a_glance_as_they_are_told_with_care() {
        for letter in '\0'..=char::MAX {
            let kept = letter.is_alphanumeric() && !matches!(letter, '\u{0640}' | '\u{064B}'..='\u{0652}');
            let careful: String = letter.to_lowercase().filter(|_| kept).collect();
            let mut glance = String::new();
            super::add(letter, &mut glance);
            assert_eq!(glance, careful, "{letter:?}");
        }
    }

    #[test]
    fn words_far_from_the_value_of_an_endless_sentence_do_not_count() {
        let endless = |first: &str| format!("Iran supplied 30% of its oil{}", format!(" {first}").repeat(300));
        let side = ("b.txt", "Iran supplied 40% of its oil.");
        let [one, other] = ["and more", "and more"].map(|words| endless(words) + " in the end");
        assert_eq!(id([("a.txt", &one), side]), id([("a.txt", &(other + " of it all")), side]));
    }
}
