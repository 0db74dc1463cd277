//! `[[fact]]`: reference values with their citation, which articles are held against.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};

use super::reader::{Key, Reader, Value};
use super::source::date;

const KEYS: [&str; 5] = ["id", "statement", "citation", "date", "url"];

/// A statement that is known, and where from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// Unique in the file.
    pub id: String,
    /// A sentence that states the value, in a language of articles.
    pub statement: String,
    /// Where it is to be found, as reports name it.
    pub citation: String,
    /// When it was stated.
    pub date: Option<(Date, Option<Time>)>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// The facts, in the order of the file.
pub(super) fn read(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut ids = BTreeSet::new();
    for (table, at) in reader.tables(key, value) {
        let mut fact = Fact::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => {
                    fact.id = reader.string(key, value).unwrap_or_default();
                    if !fact.id.is_empty() && !ids.insert(fact.id.clone()) {
                        reader.bad(value.span(), format!("a fact `{}` stands above; give each its own id", fact.id));
                    }
                }
                "statement" => fact.statement = reader.string(key, value).unwrap_or_default(),
                "citation" => fact.citation = reader.string(key, value).unwrap_or_default(),
                "date" => fact.date = date(key, value, reader),
                "url" => fact.url = reader.string(key, value),
                _ => reader.unknown(key, &KEYS),
            }
        }
        for needed in ["id", "statement", "citation"] {
            if !table.keys().any(|key| key.get_ref() == needed) {
                let article = if needed == "id" { "an" } else { "a" };
                reader.bad(at.clone(), format!("a [[fact]] needs {article} `{needed}`"));
            }
        }
        facts.push(fact);
    }
    facts
}
