//! Waivers: findings that somebody has looked at and lets stand. They are written as `[[waiver]]` tables, or as comments in
//! Markdown and HTML articles.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;

use super::is_id;
use super::reader::{Key, Reader, Value};
use super::source;
use crate::error::Place;

const KEYS: [&str; 4] = ["finding", "reason", "by", "until"];

/// What a comment that waives begins with.
const MARK: &str = "mizan:";

/// How such a comment is written.
const FORM: &str = "<!-- mizan: waive MZ09-6cf6925fe191 by NAME until 2026-12-31: REASON -->, where `by` and `until` may be \
    left out";

/// A finding that is let stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The finding's id.
    pub finding: String,
    /// Why it is let stand.
    pub reason: String,
    /// Who decided that.
    pub by: Option<String>,
    /// The last day on which it holds; no end where there is none.
    pub until: Option<Date>,
    /// Where it is written.
    pub place: Place,
}

impl Waiver {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

/// The waivers, in the order of the file.
pub(super) fn read(key: &Key<'_>, value: &Value<'_>, reader: &mut Reader<'_>) -> Vec<Waiver> {
    let mut waivers = Vec::new();
    let mut seen = BTreeSet::new();
    for (table, at) in reader.tables(key, value) {
        let (mut finding, mut reason, mut by, mut until) = (None, None, None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "finding" => {
                    finding = reader.string(key, value).filter(|id| is_new(id, value.span(), &mut seen, reader));
                }
                "reason" => reason = reader.string(key, value),
                "by" => by = reader.string(key, value),
                "until" => until = source::day(key, value, reader),
                _ => reader.unknown(key, &KEYS),
            }
        }
        let has = |name: &str| table.keys().any(|key| key.get_ref() == name);
        for needed in ["finding", "reason"] {
            if !has(needed) {
                reader.bad(at.clone(), format!("a [[waiver]] needs a `{needed}`"));
            }
        }
        if let (Some(finding), Some(reason)) = (finding, reason) {
            waivers.push(Waiver { finding, reason, by, until, place: reader.place(at) });
        }
    }
    waivers
}

fn is_new(id: &str, at: Range<usize>, seen: &mut BTreeSet<String>, reader: &mut Reader<'_>) -> bool {
    if !is_id(id) {
        reader.bad(at, format!("`finding` takes a finding's id, as in MZ09-6cf6925fe191, not `{id}`"));
        return false;
    }
    let new = seen.insert(id.to_owned());
    if !new {
        reader.bad(at, format!("a waiver of {id} stands above"));
    }
    new
}

/// The waiver that a comment is, without the comment's own marks; none where it is some other comment.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn comment(text: &str, place: &Place) -> Option<Result<Waiver, String>> {
    let body = text.trim().strip_prefix(MARK)?;
    Some(parse(body, place).ok_or_else(|| format!("cannot read the waiver `{}`; write it as {FORM}", text.trim())))
}

fn parse(body: &str, place: &Place) -> Option<Waiver> {
    let rest = body.trim().strip_prefix("waive")?;
    let (head, reason) = rest.split_once(':')?;
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut words = head.split_whitespace();
    let finding = words.next().filter(|id| is_id(id))?.to_owned();
    let (mut by, mut until) = (Vec::new(), None);
    let mut word = words.next();
    if word == Some("by") {
        by.extend(words.by_ref().take_while(|next| {
            word = Some(*next);
            *next != "until"
        }));
        word = word.filter(|last| *last == "until");
        if by.is_empty() {
            return None;
        }
    }
    if word == Some("until") {
        until = Some(words.next()?.parse().ok()?);
        word = words.next();
    }
    let whole = word.is_none() && !reason.is_empty();
    let by = (!by.is_empty()).then(|| by.join(" "));
    whole.then(|| Waiver { finding, reason, by, until, place: place.clone() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn place() -> Place {
        Place { path: "a.md".into(), line: Some(3) }
    }

    #[test]
    fn comments_that_waive_are_told_from_others() {
        for (text, want) in [
            (" mizan: waive MZ09-6cf6925fe191: both are estimates ", Some((None, None))),
            (
                "mizan: waive MZ09-6cf6925fe191-2 by Ana Lee until 2026-12-31:\n both are\n estimates",
                Some((Some("Ana Lee"), Some(date(2026, 12, 31)))),
            ),
            (
                "mizan: waive MZ09-6cf6925fe191 until 2026-12-31: both are estimates",
                Some((None, Some(date(2026, 12, 31)))),
            ),
            ("mizan: waive MZ09-6cf6925fe191 by Ana: both are estimates", Some((Some("Ana"), None))),
        ] {
            let waiver = comment(text, &place()).unwrap().unwrap();
            assert!(waiver.finding.starts_with("MZ09-6cf6925fe191"), "{text}");
            assert_eq!(waiver.reason, "both are estimates", "{text}");
            assert_eq!(Some((waiver.by.as_deref(), waiver.until)), want, "{text}");
        }
        for text in ["more", "mizan is a scale", ""] {
            assert_eq!(comment(text, &place()), None, "{text}");
        }
        for text in [
            "mizan:",
            "mizan: waive",
            "mizan: waive MZ09: all of it",
            "mizan: waive MZ09-6cf6925fe191",
            "mizan: waive MZ09-6cf6925fe191:",
            "mizan: waive MZ09-6cf6925fe191 by: x",
            "mizan: waive MZ09-6cf6925fe191 until: x",
            "mizan: waive MZ09-6cf6925fe191 until soon: x",
            "mizan: waive MZ09-6cf6925fe191 please: x",
            "mizan: ignore MZ09-6cf6925fe191: x",
        ] {
            assert!(comment(text, &place()).unwrap().unwrap_err().contains("write it as"), "{text}");
        }
    }

    #[test]
    fn the_last_day_counts() {
        let mut waiver = comment("mizan: waive MZ09-6cf6925fe191 until 2026-12-31: x", &place()).unwrap().unwrap();
        assert!(waiver.holds(date(2026, 12, 31)) && !waiver.holds(date(2027, 1, 1)));
        waiver.until = None;
        assert!(waiver.holds(date(9999, 1, 1)));
    }
}
