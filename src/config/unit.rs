//! `[units]`: what a unit's word stands for in these articles.

use std::sync::Arc;

use toml::de::DeTable;

use super::reader::Reader;
use crate::value::{Unit, UnitDef, units};

/// For the id of a unit as read, the unit that is meant.
#[derive(Clone, Debug, Default)]
pub struct UnitNames(Arc<[(&'static str, &'static UnitDef)]>);

impl UnitNames {
    /// Whether every word stands for what it usually does.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is meant by a unit, where that is another one.
    #[must_use]
    pub fn meant(&self, unit: &UnitDef) -> Option<&'static UnitDef> {
        self.0.iter().find(|(id, _)| *id == unit.id).map(|(_, meant)| *meant)
    }
}

/// The units of the table, each with what is meant by it.
pub(super) fn read(table: &DeTable<'_>, reader: &mut Reader<'_>) -> UnitNames {
    let ids: Vec<&str> = units().iter().map(|unit| unit.id).collect();
    let mut names = Vec::new();
    for (key, value) in table {
        let Some(Unit::Known(unit)) = Unit::known(key.get_ref()) else {
            reader.unknown(key, &ids);
            continue;
        };
        let Some(id) = reader.string(key, value) else { continue };
        match Unit::known(&id) {
            Some(Unit::Known(meant)) if may_mean(unit, meant) => names.push((unit.id, meant)),
            Some(_) if unit.shared_by.is_empty() => {
                let measure = unit.dimension.name();
                reader.bad(value.span(), format!("`{}` cannot be `{id}`; both must measure {measure}", unit.id));
            }
            Some(_) => {
                let known = unit.shared_by.join(", ");
                reader.bad(value.span(), format!("`{}` cannot be `{id}`; one of {known}", unit.id));
            }
            None => reader.bad(value.span(), format!("`{}` takes a unit's id; there is no unit `{id}`", unit.id)),
        }
    }
    UnitNames(names.into())
}

/// A word for money stands for one of the currencies that share it, any other for a unit that measures the same.
fn may_mean(unit: &UnitDef, meant: &UnitDef) -> bool {
    if unit.shared_by.is_empty() {
        unit.dimension == meant.dimension && unit.id != meant.id
    } else {
        unit.shared_by.contains(&meant.id)
    }
}
