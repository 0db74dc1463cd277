//! What a run found, and the formats that it is written in: one file each.

use std::collections::BTreeMap;

use crate::claim::Claim;
use crate::document::{Document, Published, SetAside};
use crate::finding::{Finding, Verdict};
use crate::topic::Topic;

/// What a run read, extracted, compared and found. In a stable order, whatever the order of the documents.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was read, by name.
    pub documents: Vec<Source>,
    /// Every mention as a claim, those set aside too, by document and place.
    pub claims: Vec<Claim>,
    /// The topics in which something was compared.
    pub topics: Vec<Topic>,
    /// Every judged pair, the most severe first.
    pub findings: Vec<Finding>,
    /// The closing line's figures.
    pub summary: Summary,
}

/// A document as reports name it.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Published>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The language's ISO 639 code.
    pub language: &'static str,
    /// A title that stands apart from the text.
    pub title: Option<String>,
}

/// What was read, extracted, compared and set aside.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Documents read.
    pub documents: usize,
    /// Claims extracted, without those set aside.
    pub claims: usize,
    /// Pairs of claims judged.
    pub compared: usize,
    /// Topics in which nothing is flagged and something agrees.
    pub agreeing: usize,
    /// Mentions set aside, by reason.
    pub set_aside: BTreeMap<SetAside, usize>,
}

impl Report {
    /// Puts a report together. Topics in which nothing was compared are left out of the count of those that agree.
    #[must_use]
    pub fn new(documents: Vec<Source>, claims: Vec<Claim>, topics: Vec<Topic>, findings: Vec<Finding>) -> Self {
        let mut set_aside = BTreeMap::new();
        for reason in claims.iter().filter_map(|claim| claim.set_aside) {
            *set_aside.entry(reason).or_default() += 1;
        }
        let agreeing = (0..topics.len()).filter(|topic| {
            let of_topic = || findings.iter().filter(|finding| finding.topic == *topic);
            of_topic().any(|finding| matches!(finding.verdict, Verdict::Agreement | Verdict::Compatible))
                && !of_topic().any(|finding| finding.verdict.is_flagged())
        });
        let summary = Summary {
            documents: documents.len(),
            claims: claims.iter().filter(|claim| claim.set_aside.is_none()).count(),
            compared: findings.len(),
            agreeing: agreeing.count(),
            set_aside,
        };
        Self { documents, claims, topics, findings, summary }
    }
}

impl From<&Document> for Source {
    fn from(document: &Document) -> Self {
        Self {
            name: document.name.clone(),
            outlet: document.outlet.clone(),
            published: document.published,
            url: document.url.clone(),
            language: document.language.code,
            title: document.title.clone(),
        }
    }
}
