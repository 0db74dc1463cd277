//! Degrees of what: beside a word for a quake, a bare *degree* is one of its magnitude.

use rust_decimal::Decimal;

use crate::language::ConceptKind;
use crate::mention::{Mention, Reader};
use crate::value::{Unit, Value};

/// The unit that may be of several things.
const DEGREE: &str = "degree";
/// The dimension of a heat.
const HEAT: &str = "temperature";
/// The largest magnitude of a quake.
const LARGEST: Decimal = Decimal::TEN;
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
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let small = quantity.number.is_some_and(|number| !number.value.is_sign_negative() && number.value <= LARGEST);
        // The nearest word that says of what: a heat is told in degrees too.
        let mut near: Vec<usize> = (start.saturating_sub(BEFORE)..end + BEHIND).collect();
        near.sort_by_key(|at| if *at < start { start - at } else { (at + 1).saturating_sub(end) });
        let told = near.into_iter().filter_map(|at| reader.concept(at, &[ConceptKind::Measure, ConceptKind::Thing]));
        let said =
            told.map(|(concept, _)| concept.def()).find(|def| def.unit.is_some() || def.of.first() == Some(&HEAT));
        if let Some(unit) = said.and_then(|def| def.unit).and_then(Unit::known).filter(|_| small) {
            quantity.unit = unit;
        }
    }
}
