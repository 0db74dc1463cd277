//! Reads a parsed TOML file key by key and keeps every error, so that one run shows them all.

use std::ops::Range;
use std::path::Path;

use regex::Regex;
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::globs::{Builder, Globs};
use crate::error::{Error, ErrorKind, Place};
use crate::value::Tolerance;

/// A key with its place.
pub(super) type Key<'a> = Spanned<DeString<'a>>;
/// A value with its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// The errors of a file so far, and what is needed to place them.
pub(super) struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    errors: Vec<Error>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text, errors: Vec::new() }
    }

    /// Every error, by line.
    pub(super) fn into_errors(mut self) -> Vec<Error> {
        self.errors.sort_by_key(|error| error.place.as_ref().and_then(|place| place.line));
        self.errors
    }

    /// Notes an error at a place of the file.
    pub(super) fn fail(&mut self, at: Range<usize>, kind: ErrorKind) {
        let place = Some(self.place(at));
        self.errors.push(Error { kind, place });
    }

    /// The line where something stands.
    pub(super) fn place(&self, at: Range<usize>) -> Place {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        Place { path: self.path.to_path_buf(), line: Some(1 + before.matches('\n').count()) }
    }

    /// Notes a value that cannot stand.
    pub(super) fn bad(&mut self, at: Range<usize>, what: impl Into<String>) {
        self.fail(at, ErrorKind::BadValue(what.into()));
    }

    /// Notes a key that is none of the known ones.
    pub(super) fn unknown(&mut self, key: &Key<'_>, known: &[&str]) {
        let kind = ErrorKind::UnknownKey { key: key.get_ref().to_string(), nearest: nearest(key.get_ref(), known) };
        self.fail(key.span(), kind);
    }

    /// The table of `[key]`.
    pub(super) fn table<'v, 't>(&mut self, key: &Key<'_>, value: &'v Value<'t>) -> Option<&'v DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.bad(value.span(), format!("`{0}` takes a table: [{0}]", key.get_ref()));
        }
        table
    }

    /// The tables of `[[key]]`, each with its place.
    pub(super) fn tables<'v, 't>(
        &mut self,
        key: &Key<'_>,
        value: &'v Value<'t>,
    ) -> Vec<(&'v DeTable<'t>, Range<usize>)> {
        let table = |row: &'v Value<'t>| row.get_ref().as_table().map(|table| (table, row.span()));
        let tables = value.get_ref().as_array().and_then(|rows| rows.iter().map(table).collect());
        tables.unwrap_or_else(|| {
            self.bad(value.span(), format!("`{0}` takes tables: [[{0}]]", key.get_ref()));
            Vec::new()
        })
    }

    /// A string that is not blank.
    pub(super) fn string(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<String> {
        match value.get_ref().as_str().map(str::trim) {
            Some("") => self.bad(value.span(), format!("`{}` is empty", key.get_ref())),
            Some(text) => return Some(text.to_owned()),
            None => self.bad(value.span(), format!("`{}` takes a string", key.get_ref())),
        }
        None
    }

    /// The values of a list of strings, each with its place.
    pub(super) fn list<'v, 't>(&mut self, key: &Key<'_>, value: &'v Value<'t>) -> &'v [Value<'t>] {
        let Some(list) = value.get_ref().as_array() else {
            self.bad(value.span(), format!("`{}` takes a list of strings", key.get_ref()));
            return &[];
        };
        list
    }

    /// A list of strings, none blank, each with its place.
    pub(super) fn strings(&mut self, key: &Key<'_>, value: &Value<'_>) -> Vec<(String, Range<usize>)> {
        let items = self.list(key, value);
        items.iter().filter_map(|item| Some((self.string(key, item)?, item.span()))).collect()
    }

    /// Path patterns, compiled together; the bad ones are noted and left out.
    pub(super) fn globs(&mut self, patterns: Vec<(String, Range<usize>)>) -> Globs {
        let mut builder = Builder::default();
        let mut last = 0..0;
        for (pattern, at) in patterns {
            if let Err(why) = builder.add(&pattern) {
                self.bad(at.clone(), format!("bad path pattern `{pattern}`: {why}"));
            }
            last = at;
        }
        builder.build().unwrap_or_else(|why| {
            self.bad(last, format!("bad path patterns: {why}"));
            Globs::default()
        })
    }

    /// One of a few names.
    pub(super) fn choice<T: Copy>(&mut self, key: &Key<'_>, value: &Value<'_>, choices: &[(&str, T)]) -> Option<T> {
        let name = self.string(key, value)?;
        let found = choices.iter().find(|(known, _)| *known == name).map(|(_, choice)| *choice);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
            let hint = nearest(&name, &names)
                .map_or_else(|| format!("one of {}", names.join(", ")), |near| format!("did you mean `{near}`?"));
            self.bad(value.span(), format!("`{}` cannot be `{name}`; {hint}", key.get_ref()));
        }
        found
    }

    /// A regular expression.
    pub(super) fn regex(&mut self, pattern: &str, at: Range<usize>) -> Option<Regex> {
        match Regex::new(pattern) {
            Ok(regex) => Some(regex),
            Err(error) => {
                // The crate draws the pattern over several lines; the last one says what is wrong.
                let text = error.to_string();
                let why = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
                self.bad(at, format!("bad regular expression `{pattern}`: {why}"));
                None
            }
        }
    }

    /// How far values may lie apart: a number in their own unit, or a share as `"2%"`.
    pub(super) fn tolerance(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Tolerance> {
        let read = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok().map(Tolerance::Absolute),
            DeValue::Float(number) => number.as_str().parse().ok().map(Tolerance::Absolute),
            DeValue::String(text) => match text.trim().strip_suffix('%') {
                Some(share) => {
                    share.trim_end().parse().ok().map(|share: Decimal| Tolerance::Share(share / Decimal::ONE_HUNDRED))
                }
                None => text.trim().parse().ok().map(Tolerance::Absolute),
            },
            _ => None,
        };
        let read = read.filter(|tolerance| match tolerance {
            Tolerance::Absolute(limit) | Tolerance::Share(limit) => !limit.is_sign_negative() || limit.is_zero(),
        });
        if read.is_none() {
            let name = key.get_ref();
            self.bad(
                value.span(),
                format!("`{name}` takes a number of the values' own unit, as in 5, or a share, as in \"2%\""),
            );
        }
        read
    }
}

/// The known name that a mistyped one is nearest to, if it is near.
pub(super) fn nearest(name: &str, known: &[&str]) -> Option<String> {
    let limit = (name.chars().count() / 3).max(1);
    known
        .iter()
        .map(|candidate| (strsim::osa_distance(name, candidate), *candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}
