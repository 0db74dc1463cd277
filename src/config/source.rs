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
                    paths.extend(reader.string(key, value).map(|path| (path, value.span())));
                }
                // An outlet or address that is left empty is one that is not known.
                "outlet" | "url" if value.get_ref().as_str() == Some("") => {}
                "outlet" => source.outlet = reader.string(key, value),
                "url" => source.url = reader.string(key, value),
                "date" => source.date = date(value, reader),
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

/// A TOML date or date-time, or a string that holds one.
pub(super) fn date(value: &Value<'_>, reader: &mut Reader<'_>) -> Option<(Date, Option<Time>)> {
    let (read, written) = match value.get_ref() {
        DeValue::Datetime(date) => (of_toml(date), date.to_string()),
        DeValue::String(text) => (parse_date(text), text.to_string()),
        _ => {
            reader.bad(value.span(), "`date` takes a date such as 2023-05-30 or 2023-05-30T18:00:00");
            return None;
        }
    };
    if read.is_none() {
        reader.fail(value.span(), ErrorKind::BadDate(written));
    }
    read
}
