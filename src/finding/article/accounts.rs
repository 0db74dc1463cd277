//! MZ15: two sources that one article quotes.

use std::collections::BTreeMap;

use super::super::Verdict;
use super::super::words::value;
use super::headline::is_clear;
use super::{Article, Held, is_plain};
use crate::claim::{Claim, Modality};
use crate::language::ConceptId;
use crate::topic::fit_within;

/// The most figures of one measure, each told by a source of its own, that one figure is held against.
const SOURCES: usize = 8;

pub fn apply(article: &Article<'_>) -> Vec<Held> {
    let mut told: BTreeMap<ConceptId, Vec<(usize, &Claim, &str)>> = BTreeMap::new();
    let mut all = Vec::new();
    for (at, claim, _) in article.quantities().filter(|(_, claim, _)| is_told_as_fact(claim)) {
        let Some(source) = claim.frame.attribution.as_deref() else { continue };
        for measure in &claim.frame.measure {
            let before = told.entry(*measure).or_default();
            let others = before.iter().rev().filter(|(_, _, other)| apart(source, other)).take(SOURCES);
            let held = others.filter_map(|(a, other, by)| held((*a, other, by), (at, claim, source)));
            all.extend(held);
            before.push((at, claim, source));
        }
    }
    all.sort_by_key(|held| (held.a, held.b));
    all.dedup_by_key(|held| (held.a, held.b));
    all
}

/// Whether the text tells a figure as the fact of the day.
fn is_told_as_fact(claim: &Claim) -> bool {
    !claim.headline && is_plain(claim) && claim.frame.modality == Modality::Fact
}

/// Whether two sources are two: no word names both.
fn apart(one: &str, other: &str) -> bool {
    !one.split(' ').any(|word| other.split(' ').any(|another| word == another))
}

fn held((a, one, by): (usize, &Claim, &str), (b, other, source): (usize, &Claim, &str)) -> Option<Held> {
    let fit = fit_within(one, other)?;
    if !fit.counted && one.value.kind() != other.value.kind()
        || !is_clear(one, other, &fit)
        || !is_clear(other, one, &fit)
    {
        return None;
    }
    let reason = format!("{} by {by}, {} by {source}, in one article", value(&one.value), value(&other.value));
    let both_if = Some("one of the two sources speaks of another time, or of a part");
    Some(Held { a, b, verdict: Verdict::Tension, reason, both_if })
}
