//! Which documents are of kin: each pair of which one tells enough of what the other opens with.
//!
//! All pairs whose leads are told by at least [`KIN`] hundredths, or [`KIN_FAR`] where the news is not of the same weeks,
//! found as set-similarity joins find them: a document is met through the rarer part of what it opens with. How rare a
//! word is decides how a pair is found, never whether.

use rustc_hash::FxHashMap;

use super::weights::{KIN, KIN_FAR};
use crate::claim::{About, Claim, Content};
use crate::document::Published;
use crate::language::Language;

/// Days between two reports of which the later hardly tells the same news.
const FAR: i32 = 31;

/// A document as alignment sees it.
pub struct Opening<'a> {
    pub about: &'a About,
    pub language: &'static Language,
    pub published: Option<Published>,
    /// A fact, which articles need not open with.
    pub reference: bool,
}

impl<'a> Opening<'a> {
    /// The document of a claim.
    pub fn of(claim: &'a Claim) -> Self {
        Self { about: &claim.about, language: claim.language, published: claim.published, reference: claim.reference }
    }

    /// The same, where the two are of kin.
    pub fn kin_to(&self, other: &Self) -> Option<usize> {
        match (self.reference, other.reference) {
            (true, true) => None,
            // Whoever tells of it is held against it; that both tell one story is not said.
            (true, false) => {
                (self.about.told_by(other.about, self.is_foreign_to(other)) >= self.enough(other)).then_some(0)
            }
            (false, true) => other.kin_to(self),
            (false, false) => Some(self.about(other)).filter(|about| *about >= self.enough(other)),
        }
    }

    fn is_foreign_to(&self, other: &Self) -> bool {
        self.language.code != other.language.code
    }

    /// How much of what one document opens with the other tells, in hundredths.
    pub fn about(&self, other: &Self) -> usize {
        self.about.shared_with(other.about, self.is_foreign_to(other))
    }

    /// How much two documents must tell of each other to be of kin, in hundredths.
    fn enough(&self, other: &Self) -> usize {
        let days = self.published.zip(other.published).map_or(0, |(a, b)| (a.day - b.day).get_days().abs());
        let far = days > FAR && !self.reference && !other.reference;
        if far || self.is_foreign_to(other) { KIN_FAR } else { KIN }
    }
}

/// For each document, the later ones that it is of kin to and how much they tell of each other, in order.
pub fn kin(documents: &[Opening<'_>]) -> Vec<Vec<(usize, usize)>> {
    let mut met = vec![Vec::new(); documents.len()];
    let mut kin = Vec::with_capacity(documents.len());
    let mut languages: Vec<&'static Language> = Vec::new();
    for document in documents {
        if !languages.iter().any(|known| known.code == document.language.code) {
            languages.push(document.language);
        }
    }
    let mut told = vec![0; documents.len()];
    for language in languages {
        let tellers = Tellers::new(documents, language);
        for (at, document) in documents.iter().enumerate() {
            for other in tellers.of(document, documents, &mut told) {
                if at != other {
                    met[at.min(other)].push(at.max(other));
                }
            }
        }
    }
    // Each is met from one side; what counts is the mean of both.
    for (at, mut others) in met.into_iter().enumerate() {
        others.sort_unstable();
        others.dedup();
        let told = |other: usize| documents[at].kin_to(&documents[other]).map(|about| (other, about));
        kin.push(others.into_iter().filter_map(told).collect());
    }
    kin
}

/// The documents of one language by all that they tell.
struct Tellers {
    language: &'static Language,
    by_content: FxHashMap<Content, Vec<u32>>,
}

impl Tellers {
    fn new(documents: &[Opening<'_>], language: &'static Language) -> Self {
        let mut by_content: FxHashMap<Content, Vec<u32>> = FxHashMap::default();
        for (at, document) in (0..).zip(documents) {
            if document.language.code == language.code {
                for content in document.about.all() {
                    by_content.entry(content).or_default().push(at);
                }
            }
        }
        Self { language, by_content }
    }

    /// The documents that may tell enough of what one opens with, itself perhaps among them. `told` is zeros, before and
    /// after.
    fn of(&self, document: &Opening<'_>, documents: &[Opening<'_>], told: &mut [usize]) -> Vec<usize> {
        let none: &[u32] = &[];
        let mut opens: Vec<(&[u32], usize)> = document
            .about
            .weighed(self.language.code != document.language.code)
            .map(|(content, weight)| (self.by_content.get(&content).map_or(none, Vec::as_slice), weight))
            .collect();
        opens.sort_by_key(|(tellers, _)| tellers.len());
        // The mean of both directions is enough only where one of them is.
        let opening: usize = opens.iter().map(|(_, weight)| weight).sum();
        // What is told most is left out, as far as that takes at most half of what is enough.
        let mut spared = 0;
        while let Some((_, weight)) = opens.last().filter(|(_, weight)| (spared + weight) * 200 <= opening * KIN) {
            spared += weight;
            opens.pop();
        }
        let mut met = Vec::new();
        for (tellers, weight) in opens {
            for teller in tellers {
                let told = &mut told[*teller as usize];
                if *told == 0 {
                    met.push(*teller as usize);
                }
                *told += weight;
            }
        }
        met.retain(|teller| {
            let told = std::mem::take(&mut told[*teller]) + spared;
            told * 100 >= opening * document.enough(&documents[*teller])
        });
        met
    }
}
