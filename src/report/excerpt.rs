//! A sentence as people are shown it, with its value set off. One that is longer than anyone reads (a page without line
//! ends, a table run together) is cut to what stands near the value.

use std::borrow::Cow;

use crate::claim::Claim;

/// So many letters are shown on either side of a value.
const NEAR: usize = 600;

/// Where something was left out.
const CUT: &str = "…";

/// What stands before a value, the value, and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    pub before: Cow<'a, str>,
    pub value: &'a str,
    pub after: Cow<'a, str>,
}

impl<'a> Excerpt<'a> {
    /// All of it before where the spans do not fit.
    pub fn of(claim: &'a Claim) -> Self {
        let sentence = &*claim.sentence;
        let inside = |at: usize| at.checked_sub(claim.sentence_start).filter(|at| sentence.is_char_boundary(*at));
        match (inside(claim.span.start), inside(claim.span.end)) {
            (Some(start), Some(end)) if start <= end => Self {
                before: last(&sentence[..start]),
                value: first_whole(&sentence[start..end]),
                after: first(&sentence[end..]),
            },
            _ => Self { before: first(sentence), value: "", after: Cow::Borrowed("") },
        }
    }

    /// The whole of it.
    pub fn text(&self) -> String {
        [&*self.before, self.value, &*self.after].concat()
    }
}

/// The end of a text, from a word on.
fn last(text: &str) -> Cow<'_, str> {
    match text.char_indices().rev().nth(NEAR) {
        None => Cow::Borrowed(text),
        Some((at, _)) => {
            let kept = &text[at..];
            let kept = kept.split_once(char::is_whitespace).map_or(kept, |(_, kept)| kept);
            Cow::Owned(format!("{CUT} {kept}"))
        }
    }
}

/// The beginning of a text, up to a word.
fn first(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(NEAR) {
        None => Cow::Borrowed(text),
        Some((at, _)) => {
            let kept = &text[..at];
            let kept = kept.rsplit_once(char::is_whitespace).map_or(kept, |(kept, _)| kept);
            Cow::Owned(format!("{kept} {CUT}"))
        }
    }
}

/// A value is as long as a few words.
fn first_whole(value: &str) -> &str {
    value.char_indices().nth(NEAR).map_or(value, |(at, _)| &value[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::document::Document;

    fn claim(text: &str) -> Claim {
        crate::extract(&Document::from_text("a.txt", text, &Config::default()).unwrap()).remove(0)
    }

    #[test]
    fn a_sentence_is_shown_whole() {
        let claim = claim("The hall has 30 rooms on two floors.");
        let excerpt = Excerpt::of(&claim);
        assert_eq!(
            (&*excerpt.before, excerpt.value, &*excerpt.after),
            ("The hall has ", "30 rooms", " on two floors.")
        );
        assert_eq!(excerpt.text(), &*claim.sentence);
    }

    #[test]
    fn what_nobody_reads_is_cut_at_a_word() {
        let claim = claim(&format!("{}has 30 rooms{}", "wide ".repeat(900), " سطر".repeat(900)));
        let excerpt = Excerpt::of(&claim);
        assert!(excerpt.before.starts_with("… wide ") && excerpt.before.ends_with("wide has "), "{excerpt:?}");
        assert!(excerpt.after.starts_with(" سطر") && excerpt.after.ends_with("سطر …"), "{excerpt:?}");
        assert!(excerpt.text().chars().count() < 2 * NEAR + 20);
    }
}
