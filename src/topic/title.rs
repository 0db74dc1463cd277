//! What a discovered topic is called, and its id.

use std::collections::BTreeMap;

use compact_str::CompactString;

use super::Topic;
use crate::claim::Claim;

/// The most participants that a title names.
const NAMED: usize = 3;

/// A discovered topic: titled by what most of its claims share.
pub fn topic(claims: &[Claim], members: Vec<usize>) -> Topic {
    let topic = Titling::of_claims(claims, &members).topic();
    Topic { claims: members, ..topic }
}

/// What the claims of a topic have been seen to share, one after the other: none of them is kept.
#[derive(Clone, Debug, Default)]
pub struct Titling {
    claims: usize,
    /// The kind of the first claim's value.
    kind: &'static str,
    measures: Counts,
    wholes: Counts,
    things: Counts,
    participants: Counts,
    heads: Counts,
}

impl Titling {
    /// What was seen, from its parts: how many claims, the kind of the first one's value, and how many have each word.
    #[must_use]
    pub fn of(claims: usize, kind: &'static str, counts: [BTreeMap<String, usize>; 5]) -> Self {
        let [measures, wholes, things, participants, heads] = counts.map(Counts);
        Self { claims, kind, measures, wholes, things, participants, heads }
    }

    /// The same parts.
    #[must_use]
    pub const fn parts(&self) -> (usize, &'static str, [&BTreeMap<String, usize>; 5]) {
        let Self { claims, kind, measures, wholes, things, participants, heads } = self;
        (*claims, kind, [&measures.0, &wholes.0, &things.0, &participants.0, &heads.0])
    }

    /// What some claims of a list share.
    #[must_use]
    pub fn of_claims(claims: &[Claim], members: &[usize]) -> Self {
        let mut titling = Self::default();
        for at in members {
            titling.add(&claims[*at]);
        }
        titling
    }

    /// Takes in what was seen of more claims, which come after these.
    pub fn join(&mut self, more: &Self) {
        if self.claims == 0 {
            self.kind = more.kind;
        }
        self.claims += more.claims;
        let Self { measures, wholes, things, participants, heads, .. } = self;
        let here = [measures, wholes, things, participants, heads];
        for (here, there) in here.into_iter().zip(more.parts().2) {
            for (word, count) in there {
                *here.0.entry(word.clone()).or_default() += count;
            }
        }
    }

    /// Whether a word that so many of so many claims have stands in their title.
    #[must_use]
    pub const fn is_common(count: usize, claims: usize) -> bool {
        count * 2 > claims || count >= claims
    }

    /// Takes out again what was seen of some of the claims.
    pub fn part(&mut self, less: &Self) {
        self.claims = self.claims.saturating_sub(less.claims);
        let Self { measures, wholes, things, participants, heads, .. } = self;
        let here = [measures, wholes, things, participants, heads];
        for (here, there) in here.into_iter().zip(less.parts().2) {
            for (word, count) in there {
                if let Some(left) = here.0.get_mut(word) {
                    *left = left.saturating_sub(*count);
                }
            }
            here.0.retain(|_, left| *left > 0);
        }
    }

    /// Says that this claim is the first one.
    pub fn led_by(&mut self, first: &Claim) {
        self.kind = first.value.kind().name();
    }

    /// Takes a claim in; the first one counts as the topic's first.
    pub fn add(&mut self, claim: &Claim) {
        let frame = &claim.frame;
        if self.claims == 0 {
            self.kind = claim.value.kind().name();
        }
        self.claims += 1;
        self.measures.add(frame.measure.iter().map(|concept| concept.name()));
        self.wholes.add(frame.whole.iter().chain(&frame.counted).map(|concept| concept.name()));
        self.things.add(frame.things.iter().map(|concept| concept.name()));
        self.participants.add(frame.participants.iter().map(|participant| participant.entity.label()));
        self.heads.add(frame.head.iter().map(CompactString::as_str));
    }

    /// The topic of the claims seen, still without them.
    #[must_use]
    pub fn topic(&self) -> Topic {
        let spaced = |names: Vec<String>| names.into_iter().map(|name| name.replace('-', " "));
        let common = |counts: &Counts| counts.common(self.claims);
        let mut words: Vec<String> = Vec::new();
        let things = spaced(common(&self.things)).take(2);
        for word in spaced(common(&self.measures)).chain(spaced(common(&self.wholes))).chain(things) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if words.is_empty() {
            words = common(&self.heads);
        }
        words.truncate(4);
        let mut title = words.join(", ");
        let places = common(&self.participants);
        if !places.is_empty() {
            let colon = if title.is_empty() { "" } else { ": " };
            title = format!("{title}{colon}{}", places.into_iter().take(NAMED).collect::<Vec<_>>().join("–"));
        }
        let kind = self.kind;
        let title = if title.is_empty() { kind.to_owned() } else { format!("{title} ({kind})") };
        let hash = blake3::hash(title.as_bytes()).to_hex();
        let id = format!("t{}", &hash.as_str()[..10]);
        Topic { id, title, named: false, tolerance: None, claims: Vec::new() }
    }
}

/// How many claims have each word.
#[derive(Clone, Debug, Default)]
struct Counts(BTreeMap<String, usize>);

impl Counts {
    /// The words of one claim, each of which counts once.
    fn add<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            match self.0.get_mut(word) {
                Some(count) => *count += 1,
                None => drop(self.0.insert(word.to_owned(), 1)),
            }
        }
    }

    /// What at least half of so many claims have, the commonest first.
    fn common(&self, claims: usize) -> Vec<String> {
        let mut common: Vec<(usize, &String)> = self
            .0
            .iter()
            .filter(|(_, count)| Titling::is_common(**count, claims))
            .map(|(word, count)| (*count, word))
            .collect();
        common.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        common.into_iter().map(|(_, word)| word.clone()).collect()
    }
}
