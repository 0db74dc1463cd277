//! What a discovered topic is called, and its id.

use std::collections::BTreeMap;

use super::Topic;
use crate::claim::Claim;

/// The most participants that a title names.
const NAMED: usize = 3;

/// A discovered topic: titled by what most of its claims share.
pub fn topic(claims: &[Claim], members: Vec<usize>) -> Topic {
    let list: Vec<&Claim> = members.iter().map(|at| &claims[*at]).collect();
    let measure =
        common(&list, |claim| claim.frame.measure.iter().map(|concept| concept.name().replace('-', " ")).collect());
    let whole = common(&list, |claim| {
        claim.frame.whole.iter().chain(&claim.frame.counted).map(|concept| concept.name().replace('-', " ")).collect()
    });
    let things =
        common(&list, |claim| claim.frame.things.iter().map(|concept| concept.name().replace('-', " ")).collect());
    let places = common(&list, |claim| {
        claim.frame.participants.iter().map(|participant| participant.entity.label().to_owned()).collect()
    });
    let heads = common(&list, |claim| claim.frame.head.clone());
    let mut words: Vec<String> = Vec::new();
    for word in measure.into_iter().chain(whole).chain(things.into_iter().take(2)) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.is_empty() {
        words = heads;
    }
    words.truncate(4);
    let mut title = words.join(", ");
    if !places.is_empty() {
        let colon = if title.is_empty() { "" } else { ": " };
        title = format!("{title}{colon}{}", places.into_iter().take(NAMED).collect::<Vec<_>>().join("–"));
    }
    let kind = list.first().map_or("", |claim| claim.value.kind().name());
    let title = if title.is_empty() { kind.to_owned() } else { format!("{title} ({kind})") };
    let hash = blake3::hash(title.as_bytes()).to_hex();
    Topic { id: format!("t{}", &hash.as_str()[..10]), title, named: false, tolerance: None, claims: members }
}

/// What at least half of the claims have, the commonest first.
fn common(list: &[&Claim], of: impl Fn(&Claim) -> Vec<String>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for claim in list {
        let mut words = of(claim);
        words.sort_unstable();
        words.dedup();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut common: Vec<(usize, String)> = counts
        .into_iter()
        .filter(|(_, count)| count * 2 > list.len() || *count >= list.len())
        .map(|(word, count)| (count, word))
        .collect();
    common.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    common.into_iter().map(|(_, word)| word).collect()
}
