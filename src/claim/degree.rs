//! Degrees of what: beside a word for a quake, a bare *degree* is one of its magnitude.

use crate::language::ConceptKind;
use crate::mention::{Mention, Reader};
use crate::value::{Unit, Value};

/// The unit that may be of several things.
const DEGREE: &str = "degree";
/// How far before its value the word may stand that says of what it is.
const BEFORE: usize = 12;
/// How far behind it.
const BEHIND: usize = 4;

/// Gives bare degrees the unit of what is measured near them.
pub fn settle(reader: &Reader<'_>, mentions: &mut [Mention]) {
    for mention in mentions {
        let Value::Quantity(quantity) = &mut mention.value else { continue };
        if quantity.unit.id() != Some(DEGREE) {
            continue;
        }
        let near = mention.tokens.start.saturating_sub(BEFORE)..mention.tokens.end + BEHIND;
        let told = near.filter_map(|at| reader.concept(at, &[ConceptKind::Measure, ConceptKind::Thing]));
        if let Some(unit) = told.filter_map(|(concept, _)| concept.def().unit).find_map(Unit::known) {
            quantity.unit = unit;
        }
    }
}
