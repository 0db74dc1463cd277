//! Parts told in words are shares: *two thirds of the voters*, `نصف السكان`, *one in five* are held against per cent.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::language::Cue;
use crate::mention::{Mention, PART, Reader};
use crate::value::{Kind, Number, Quantity, Unit, Value};

/// The unit of a share.
const PERCENT: &str = "percent";
/// Decimal places that a part is written out to as a share: 33.33 % for a third.
const PLACES: u32 = 2;

/// How loose a part in words is, of itself; it is good to a quarter of that: two thirds are told of 62 and of 71 per cent.
const LOOSE: Decimal = Decimal::from_parts(3, 0, 0, false, 1);

/// Reads the parts among some mentions as shares, where the text says of what they are, or that something changed by them.
/// What the words give is handed back, by the token where each begins.
pub fn read_parts(reader: &Reader<'_>, mentions: &mut [Mention]) -> BTreeMap<usize, Value> {
    let mut told = BTreeMap::new();
    for mention in mentions {
        if let Some(share) = share(reader, mention) {
            told.insert(mention.tokens.start, std::mem::replace(&mut mention.value, Value::Quantity(share)));
        }
    }
    told
}

fn share(reader: &Reader<'_>, mention: &Mention) -> Option<Quantity> {
    let Value::Quantity(quantity @ Quantity { number: Some(part), upto: None, per: None, .. }) = &mention.value else {
        return None;
    };
    let proper = mention.value.kind() == Kind::Number && Decimal::ZERO < part.value && part.value < Decimal::ONE;
    if !proper || part_end(reader, mention).is_none() {
        return None;
    }
    let end = mention.tokens.end;
    let counted = quantity.unit != Unit::None;
    let of = counted || reader.cue(end, Cue::Of).is_some() || reader.is_definite(end);
    let by = reader.cue_before(mention.tokens.start, Cue::By);
    if !of && !by {
        return None;
    }
    let value = part.value.checked_mul(Decimal::ONE_HUNDRED)?.round_dp(PLACES).normalize();
    if value.is_zero() {
        return None;
    }
    let loose = value.checked_mul(LOOSE)?;
    // A fifth is as coarse as 20 % and no finer.
    let step = part.step.checked_mul(Decimal::ONE_HUNDRED)?.max(Number::written(value).step);
    let number = Some(Number { value, step });
    Some(Quantity { number, unit: Unit::known(PERCENT)?, loose: Some(loose), ..quantity.clone() })
}

/// Where the words end that tell a part; what it is a part of may follow within the mention.
pub fn part_end(reader: &Reader<'_>, mention: &Mention) -> Option<usize> {
    if mention.rule == PART {
        return Some(mention.tokens.start);
    }
    mention.tokens.clone().rev().find_map(|at| reader.fraction(at).map(|(.., len)| at + len))
}
