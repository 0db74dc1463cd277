//! Which documents have claims to be weighed against each other, found without holding the claims.

use std::collections::BTreeSet;

use super::between::Reading;
use super::block::{Lasting, half};
use super::kin::{Opening, each_kin};
use super::outline::{Keys, Outline};

/// What documents meet by: a few hundred bytes for each, and nothing of the claims themselves. Whoever holds the claims
/// can then load them pair by pair.
#[derive(Debug, Default)]
pub struct Blocks {
    documents: u32,
    openings: Vec<Opening>,
    /// The document of each opening.
    opened: Vec<u32>,
    /// What lasting claims share, what they say, and where: most of what is held, so hashes of half the length do. What
    /// they mix up is weighed in vain, or one pair in four thousand million is not weighed.
    lasting: Vec<Told>,
    /// Topics of `claims.toml`, and documents with claims in them.
    homes: Vec<(usize, u32)>,
}

/// What two documents have to be weighed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meet {
    /// All that they tell.
    Whole,
    /// What lasts alone: they are not of kin, and no topic of `claims.toml` holds claims of both.
    Lasting,
}

/// What a lasting claim of a document says of what it shares with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    key: u32,
    /// What it shares is wider than what the claim names.
    wide: bool,
    says: u32,
    document: u32,
}

impl Told {
    /// In a document that has no number yet.
    fn new((lasting, says): (Lasting, u32)) -> Self {
        Self { key: half(lasting.key()), wide: lasting.is_wide(), says, document: 0 }
    }
}

/// What one document meets others by.
#[derive(Clone, Debug)]
pub struct Met {
    opening: Option<Opening>,
    lasting: Box<[Told]>,
    homes: Vec<usize>,
}

impl Met {
    /// What a document opens with, what its lasting claims share with others and what they say, and its topics of
    /// `claims.toml`.
    #[must_use]
    pub fn new(opening: Option<Opening>, keys: Vec<(Lasting, u32)>, homes: Vec<usize>) -> Self {
        let mut lasting: Vec<Told> = keys.into_iter().map(Told::new).collect();
        lasting.sort_unstable();
        lasting.dedup();
        Self { opening, lasting: lasting.into(), homes }
    }
}

impl From<&Reading<'_>> for Met {
    fn from(reading: &Reading<'_>) -> Self {
        Self::new(reading.opening().cloned(), reading.keys(), reading.homes())
    }
}

impl From<Outline> for Met {
    fn from(Outline { opening, claims, .. }: Outline) -> Self {
        let keys = claims.iter().flat_map(Keys::told).map(|(key, says)| (key, half(says))).collect();
        let homes: BTreeSet<usize> = claims.iter().flat_map(|claim| claim.homes.iter().copied()).collect();
        Self::new(opening, keys, homes.into_iter().collect())
    }
}

impl Blocks {
    /// Adds a document. They are counted from 0.
    pub fn add(&mut self, met: Met) {
        let document = self.documents;
        self.documents += 1;
        if let Some(opening) = met.opening {
            self.openings.push(opening);
            self.opened.push(document);
        }
        self.lasting.extend(met.lasting.into_iter().map(|told| Told { document, ..told }));
        self.homes.extend(met.homes.into_iter().map(|home| (home, document)));
    }

    /// The pairs of documents whose claims may fit, in order. Every other pair has none that do.
    #[must_use]
    pub fn pairs(self) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        self.each_pair(|one, other, _| pairs.push((one, other)));
        pairs.sort_unstable();
        pairs.dedup();
        pairs.shrink_to_fit();
        pairs
    }

    /// Hands on the same pairs in any order, some of them several times, where they are too many to hold. A pair that is
    /// handed on for all that it tells may be handed on for what lasts, too.
    pub fn each_pair(mut self, mut each: impl FnMut(u32, u32, Meet)) {
        let mut add = |one: u32, other: u32, meet: Meet| {
            if one != other {
                each(one.min(other), one.max(other), meet);
            }
        };
        each_kin(&self.openings, |one, other| add(self.opened[one], self.opened[other], Meet::Whole));
        drop((self.openings, self.opened));
        self.lasting.sort_unstable();
        for block in self.lasting.chunk_by(|a, b| a.key == b.key) {
            let (named, wide) = block.split_at(block.partition_point(|told| !told.wide));
            // Those that say the same stand together.
            let (mut named_after, mut others) = (named, wide);
            for same in named.chunk_by(|a, b| a.says == b.says) {
                named_after = &named_after[same.len()..];
                others = &others[others.partition_point(|told| told.says < same[0].says)..];
                let alike = others.partition_point(|told| told.says == same[0].says);
                let before = &wide[..wide.len() - others.len()];
                for one in same {
                    for other in named_after.iter().chain(before).chain(&others[alike..]) {
                        add(one.document, other.document, Meet::Lasting);
                    }
                }
            }
        }
        self.homes.sort_unstable();
        for block in self.homes.chunk_by(|a, b| a.0 == b.0) {
            for (nth, (_, one)) in block.iter().enumerate() {
                for (_, other) in &block[nth + 1..] {
                    add(*one, *other, Meet::Whole);
                }
            }
        }
    }
}
