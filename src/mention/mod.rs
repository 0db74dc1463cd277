//! Numbers, quantities, times and ranks, found in a sentence.

use std::ops::Range;

use crate::document::SetAside;
use crate::span::Span;
use crate::value::Value;

/// A stretch of text that states a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, the unit and counted noun included, the hedge not.
    pub span: Span,
    /// The tokens of the sentence that it takes, the hedge included.
    pub tokens: Range<usize>,
    /// What it states.
    pub value: Value,
    /// The name of the grammar rule that made it.
    pub rule: &'static str,
    /// What was repaired or assumed in reading it.
    pub note: Option<String>,
    /// Why it is not compared, if it is not.
    pub set_aside: Option<SetAside>,
}

mod number;
mod quantity;
mod rank;
mod reader;
mod time;

pub use reader::Reader;

/// Every mention of a sentence, in order; none overlaps another.
///
/// Times come first, for a date begins with a number; then ranks and ordinals; then quantities.
#[must_use]
pub fn find(reader: &Reader<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let found = reader.time(at).or_else(|| reader.rank_or_ordinal(at)).or_else(|| reader.quantity(at));
        match found {
            Some(mention) => {
                at = mention.tokens.end.max(at + 1);
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    mentions
}
