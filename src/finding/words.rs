//! How reasons name things.

use crate::claim::{Claim, Entity};
use crate::value::{Interval, Value, phrase};

pub use crate::value::phrase::{time as period, value};

/// What the words of a value literally allow, where that is more than the value itself.
pub(super) fn reading(of: &Value) -> Option<String> {
    let Value::Quantity(quantity) = of else { return None };
    let allowed = quantity.literal_as_written()?;
    let itself = quantity.number.is_some_and(|number| allowed == Interval::closed(number.value, number.value));
    (!itself).then(|| format!("{allowed}{}", phrase::unit(quantity)))
}

/// What a reader takes the words of a value to mean.
pub(super) fn implied(of: &Value) -> String {
    match of {
        Value::Quantity(quantity) => quantity
            .implied_as_written()
            .map_or_else(|| value(of), |interval| format!("{interval}{}", phrase::unit(quantity))),
        _ => value(of),
    }
}

/// What the words of both values allow, in the unit of the first; none where they are in two units.
pub(super) fn both_allow(a: &Value, b: &Value) -> Option<String> {
    let (Value::Quantity(one), Value::Quantity(other)) = (a, b) else { return None };
    let both = one.literal_as_written()?.overlap(other.literal_as_written()?);
    (one.unit == other.unit).then(|| format!("{both}{}", phrase::unit(one)))
}

/// The name of a place, person or organisation.
#[must_use]
pub fn entity(entity: &Entity) -> String {
    entity.label().to_owned()
}

/// When a claim was published: `on 30 May 2023 at 10:00`.
pub(super) fn published(claim: &Claim) -> String {
    match claim.published {
        Some(published) => {
            let day = phrase::days(published.day, published.day, phrase::Names::Full);
            match published.clock {
                Some(clock) => format!("on {day} at {:02}:{:02}", clock.hour(), clock.minute()),
                None => format!("on {day}"),
            }
        }
        None => "at no known time".to_owned(),
    }
}
