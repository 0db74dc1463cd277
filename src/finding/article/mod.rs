//! What one article says twice: headline against body, parts against their total, a rate against its two figures.
//!
//! An article is looked through on its own, in time that grows with its length.

pub(super) mod accounts;
pub(super) mod headline;
pub(super) mod parts;
pub(super) mod rate;

use rust_decimal::Decimal;

use super::Verdict;
use crate::claim::{Claim, Modality, Polarity, Status};
use crate::language::Vocabulary;
use crate::mention::Reader;
use crate::span::Span;
use crate::value::{Kind, Quantity, Value};

/// The claims of one article, in the order of its text.
pub struct Article<'a> {
    /// Its claims, those that are set aside too.
    pub claims: &'a [Claim],
}

/// Two claims of one article that are held against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// One claim, by its place among the article's.
    pub a: usize,
    /// The other, a later one.
    pub b: usize,
    /// What they are to each other.
    pub verdict: Verdict,
    /// Why, in plain words.
    pub reason: String,
    /// What would have to be so for both to hold.
    pub both_if: Option<&'static str>,
}

impl<'a> Article<'a> {
    /// The claims that can be held against each other: quantities that are compared, each with its place.
    fn quantities(&self) -> impl Iterator<Item = (usize, &'a Claim, &'a Quantity)> {
        self.claims.iter().enumerate().filter(|(_, claim)| claim.set_aside.is_none()).filter_map(|(at, claim)| {
            match &claim.value {
                Value::Quantity(quantity) => Some((at, claim, quantity)),
                _ => None,
            }
        })
    }

    /// The same, sentence by sentence.
    fn sentences(&self) -> impl Iterator<Item = Vec<(usize, &'a Claim, &'a Quantity)>> {
        let all: Vec<_> = self.quantities().collect();
        let mut sentences: Vec<Vec<(usize, &'a Claim, &'a Quantity)>> = Vec::new();
        for quantity in all {
            let same =
                |other: &Claim| (other.field, other.sentence_start) == (quantity.1.field, quantity.1.sentence_start);
            match sentences.last_mut() {
                Some(sentence) if sentence.last().is_some_and(|(_, other, _)| same(other)) => sentence.push(quantity),
                _ => sentences.push(vec![quantity]),
            }
        }
        sentences.into_iter()
    }
}

/// Whether a claim states its value as the fact of the day, with no more to be said of it.
fn is_plain(claim: &Claim) -> bool {
    let frame = &claim.frame;
    frame.status == Status::Plain
        && !frame.background
        && frame.polarity == Polarity::Positive
        && matches!(frame.modality, Modality::Fact | Modality::Possible)
}

/// A number that is stated without a hedge, as it is written.
fn exact(quantity: &Quantity) -> Option<Decimal> {
    quantity.number.filter(|_| quantity.is_bare()).map(|number| number.value)
}

/// Whether a quantity counts something: people, cars.
fn counts(claim: &Claim) -> bool {
    claim.value.kind() == Kind::Number
}

/// The words of a sentence between two of its claims, in the order of the text; `to` may be none for the rest of it.
struct Between<'a> {
    text: &'a str,
    claim: &'a Claim,
}

impl<'a> Between<'a> {
    /// What stands between the end of one mention and the beginning of another of its sentence.
    fn of(one: &'a Claim, other: &Claim) -> Option<Self> {
        let place = |at: usize| at.checked_sub(one.sentence_start);
        let text = one.sentence.get(place(one.span.end)?..place(other.span.start)?)?;
        Some(Self { text, claim: one })
    }

    /// What stands behind a mention in its sentence.
    fn behind(claim: &'a Claim) -> Option<Self> {
        let text = claim.sentence.get(claim.span.end.checked_sub(claim.sentence_start)?..)?;
        Some(Self { text, claim })
    }

    /// How many words.
    fn words(&self) -> usize {
        self.text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).count()
    }

    /// Asks the grammar of the words.
    fn read<T>(&self, ask: impl FnOnce(&Reader<'_>) -> T) -> T {
        Vocabulary::with(|vocabulary| {
            let language = self.claim.language;
            let tokens = vocabulary.tokens(self.text, Span::new(0, self.text.len()), language);
            let (day_first, decimal_comma) = (language.day_before_month, language.decimal_comma);
            ask(&Reader { text: self.text, tokens: &tokens, language, published: None, day_first, decimal_comma })
        })
    }
}
