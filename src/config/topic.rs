//! `[[topic]]`: which claims a named topic gathers.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use super::reader::{Key, Reader, Value};
use crate::language;
use crate::value::{Kind, Tolerance};

const KEYS: [&str; 8] = ["id", "title", "unit", "kind", "terms", "pattern", "not", "tolerance"];

/// A named topic. A claim belongs to it when its sentence holds the terms of one language or matches the pattern (both,
/// where both are set), nothing of `not` holds, and unit and kind, where set, are the claim's.
#[derive(Clone, Debug, Default)]
pub struct TopicRule {
    /// Unique in the file.
    pub id: String,
    /// What people call it; the id where it is not set.
    pub title: String,
    /// A unit's id, or a counted noun's lemma.
    pub unit: Option<String>,
    /// The kind of value.
    pub kind: Option<Kind>,
    /// By language code: every entry must occur in the sentence, by any one of its alternatives.
    pub terms: BTreeMap<String, Vec<Vec<String>>>,
    /// Must match somewhere in the sentence.
    pub pattern: Option<Regex>,
    /// Sentences that do not count.
    pub not: Vec<Exclusion>,
    /// How far values may lie apart.
    pub tolerance: Option<Tolerance>,
}

/// What keeps a sentence out of a topic.
#[derive(Clone, Debug)]
pub enum Exclusion {
    /// A word or phrase that occurs in it.
    Term(String),
    /// An expression that matches somewhere in it; written between slashes.
    Pattern(Regex),
}

/// The topics, in the order of the file.
pub(super) fn read(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<TopicRule> {
    let mut topics = Vec::new();
    let mut ids = BTreeSet::new();
    for (table, at) in reader.tables(key, value) {
        let mut topic = TopicRule::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => {
                    topic.id = reader.string(key, value).unwrap_or_default();
                    if !topic.id.is_empty() && !ids.insert(topic.id.clone()) {
                        reader.bad(value.span(), format!("a topic `{}` stands above; give each its own id", topic.id));
                    }
                }
                "title" => topic.title = reader.string(key, value).unwrap_or_default(),
                "unit" => topic.unit = reader.string(key, value),
                "kind" => topic.kind = reader.choice(key, value, &Kind::ALL.map(|kind| (kind.name(), kind))),
                "terms" => topic.terms = terms(key, value, reader),
                "pattern" => {
                    topic.pattern = reader.string(key, value).and_then(|pattern| reader.regex(&pattern, value.span()));
                }
                "not" => topic.not = exclusions(key, value, reader),
                "tolerance" => topic.tolerance = reader.tolerance(key, value),
                _ => reader.unknown(key, &KEYS),
            }
        }
        let has = |name: &str| table.keys().any(|key| key.get_ref() == name);
        if !has("id") {
            reader.bad(at.clone(), "a [[topic]] needs an `id`");
        }
        if !has("terms") && !has("pattern") {
            reader.bad(at, "a [[topic]] needs `terms` or a `pattern`");
        }
        if topic.title.is_empty() {
            topic.title.clone_from(&topic.id);
        }
        topics.push(topic);
    }
    topics
}

fn terms(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut terms = BTreeMap::new();
    let Some(table) = value.get_ref().as_table() else {
        reader.bad(
            value.span(),
            format!("`{}` takes a list of terms per language, as in terms.en = [\"oil\"]", key.get_ref()),
        );
        return terms;
    };
    if table.is_empty() {
        reader.bad(value.span(), "`terms` names no language");
    }
    let codes: Vec<&str> = language::ALL.iter().map(|language| language.code).collect();
    for (code, value) in table {
        if !codes.contains(&code.get_ref().as_ref()) {
            reader.unknown(code, &codes);
            continue;
        }
        let mut all = Vec::new();
        for (entry, at) in reader.strings(code, value) {
            let any: Vec<String> = entry.split('|').map(|term| term.trim().to_owned()).collect();
            if any.iter().any(String::is_empty) {
                reader.bad(at, format!("an empty alternative in `{entry}`"));
            }
            all.push(any);
        }
        if all.is_empty() {
            reader.bad(value.span(), format!("`terms.{}` names no term", code.get_ref()));
        }
        terms.insert(code.get_ref().to_string(), all);
    }
    terms
}

fn exclusions(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<Exclusion> {
    let mut not = Vec::new();
    for (entry, at) in reader.strings(key, value) {
        match entry.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
            Some(pattern) => not.extend(reader.regex(pattern, at).map(Exclusion::Pattern)),
            None => not.push(Exclusion::Term(entry)),
        }
    }
    not
}
