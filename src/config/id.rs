//! The form of a finding's id: `MZ09-6cf6925fe191`, with `-2` behind it where several would be alike.
//!
//! After the rule's code stand two hashes of what was judged: one with the articles, one with the sentences. An article
//! that is renamed keeps the second, a sentence that is reworded the first.

/// The digits of either hash.
pub const DIGITS: usize = 6;

/// An id in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IdParts<'a> {
    /// The rule's code.
    pub rule: &'a str,
    /// Of the rule, the topic, both values, and both articles.
    pub articles: &'a str,
    /// Of the rule, the topic, both values, and the words around them.
    pub words: &'a str,
}

impl<'a> IdParts<'a> {
    /// The parts of an id; none where the text has not the form of one.
    #[must_use]
    pub fn of(text: &'a str) -> Option<Self> {
        let mut parts = text.split('-');
        let rule = parts.next().filter(|code| is_code(code))?;
        let (articles, words) = parts.next().filter(|hash| is_hash(hash))?.split_at(DIGITS);
        let number = parts.next().is_none_or(|number| number.parse::<usize>().is_ok_and(|number| number > 1));
        (number && parts.next().is_none()).then_some(Self { rule, articles, words })
    }
}

/// Whether a text has the form of a finding's id.
#[must_use]
pub fn is_id(text: &str) -> bool {
    IdParts::of(text).is_some()
}

fn is_code(code: &str) -> bool {
    let digits = code.strip_prefix("MZ");
    digits.is_some_and(|digits| digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_hash(hash: &str) -> bool {
    hash.len() == 2 * DIGITS && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_form() {
        for id in ["MZ09-6cf6925fe191", "MZ11-0123456789ab-2", "MZ01-abcdef012345-17"] {
            let parts = IdParts::of(id).unwrap();
            assert!(id.starts_with(&format!("{}-{}{}", parts.rule, parts.articles, parts.words)), "{id}");
        }
        for id in [
            "MZ09",
            "MZ9-6cf69212e7d0",
            "MZ09-6cf692",
            "MZ09-6cf6925fe1",
            "MZ09-6CF69212E7D0",
            "MZ09-6cf6925fe191-1",
            "MZ09-6cf6925fe191-2-3",
            "XX09-6cf69212e7d0",
            "",
        ] {
            assert!(!is_id(id), "{id}");
        }
    }
}
