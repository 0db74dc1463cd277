//! Numbers, quantities, times and ranks, found in a sentence.

use std::ops::Range;

use crate::document::SetAside;
use crate::language::Cue;
use crate::span::Span;
use crate::value::{Quantity, Unit, Value};

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

mod digits;
mod hedge;
mod label;
mod noun;
mod number;
mod ordinal;
mod quantity;
mod range;
mod rank;
mod reader;
mod time;
mod unit;
mod words;

pub use reader::Reader;

/// Every mention of a sentence, in order; none overlaps another.
///
/// Times come first, for a date begins with a number; then ranks and ordinals; then quantities.
#[must_use]
pub fn find(reader: &Reader<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        if !reader.may_begin(at) {
            at += 1;
            continue;
        }
        if let Some(len) = reader.set_phrase(at) {
            at += len;
            continue;
        }
        let time = reader.time(at);
        if time.is_none()
            && let Some(end) = reader.label(at)
        {
            at = end;
            continue;
        }
        let found = time.or_else(|| reader.rank_or_ordinal(at)).or_else(|| reader.quantity(at));
        match found {
            Some(mut mention) => {
                at = mention.tokens.end.max(at + 1);
                take_over_noun(reader, &mut mention, &mentions);
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    mentions
}

/// `9 soldiers died and 41 others were hurt`, `the first goal and the second`: what counts or numbers the noun of the
/// mention before takes it over.
fn take_over_noun(reader: &Reader<'_>, mention: &mut Mention, before: &[Mention]) {
    let end = mention.tokens.end;
    let start = mention.tokens.start;
    match &mut mention.value {
        Value::Quantity(quantity) if quantity.unit == Unit::None && reader.cue(end, Cue::Others).is_some() => {
            let counted = before.iter().rev().find_map(|other| match &other.value {
                Value::Quantity(Quantity { unit: unit @ Unit::Counted(_), .. }) => Some(unit.clone()),
                _ => None,
            });
            quantity.unit = counted.unwrap_or_default();
        }
        Value::Ordinal(ordinal) if ordinal.of.is_none() && reader.is_joined(start) => {
            ordinal.of = before.iter().rev().find_map(|other| match &other.value {
                Value::Ordinal(other) => other.of.clone(),
                _ => None,
            });
        }
        _ => {}
    }
}
