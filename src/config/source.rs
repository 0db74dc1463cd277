//! `[[source]]`: when and by whom documents were published.

use jiff::civil::{Date, Time};
use toml::de::DeValue;

use super::date::{of_toml, parse_date};
use super::globs::Globs;
use super::reader::{Key, Reader, Value};
use crate::error::ErrorKind;

const KEYS: [&str; 4] = ["path", "outlet", "date", "url"];

/// What `claims.toml` says of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The pattern of its documents, as written.
    pub path: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When: the day, and the time of day where given.
    pub date: Option<(Date, Option<Time>)>,
    /// Where it can be read.
    pub url: Option<String>,
}

/// The sources and, in the same order, their paths.
pub(super) fn read(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> (Vec<Source>, Globs) {
    let (mut sources, mut paths) = (Vec::new(), Vec::new());
    for (table, at) in reader.tables(key, value) {
        let mut source = Source::default();
        let mut named = false;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "path" => {
                    named = true;
                    if let Some(path) = reader.string(key, value) {
                        source.path.clone_from(&path);
                        paths.push((path, value.span()));
                    }
                }
                // An outlet or address that is left empty is one that is not known.
                "outlet" | "url" if value.get_ref().as_str() == Some("") => {}
                "outlet" => source.outlet = reader.string(key, value),
                "url" => source.url = reader.string(key, value),
                "date" => source.date = date(key, value, reader),
                _ => reader.unknown(key, &KEYS),
            }
        }
        if !named {
            reader.bad(at, "a [[source]] needs a `path`");
        }
        sources.push(source);
    }
    let paths = reader.globs(paths);
    (sources, paths)
}

/// A date without a time of day.
pub(super) fn day(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<Date> {
    let (day, clock) = date(key, value, reader)?;
    if clock.is_some() {
        reader.bad(value.span(), format!("`{}` takes a day, as in 2026-12-31", key.get_ref()));
    }
    clock.is_none().then_some(day)
}

/// A TOML date or date-time, or a string that holds one.
fn date(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Option<(Date, Option<Time>)> {
    let (read, written) = match value.get_ref() {
        DeValue::Datetime(date) => (of_toml(date), date.to_string()),
        DeValue::String(text) => (parse_date(text), text.to_string()),
        _ => {
            let name = key.get_ref();
            reader.bad(value.span(), format!("`{name}` takes a date, as in 2023-05-30"));
            return None;
        }
    };
    if read.is_none() {
        reader.fail(value.span(), ErrorKind::BadDate(written));
    }
    read
}
