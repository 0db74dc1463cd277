//! The facts of `claims.toml`, each a document of one sentence.

use super::draft::{Draft, Metadata};
use super::{Document, Trust, text};
use crate::config::{Config, Fact};
use crate::language::Vocabulary;

/// The facts, in the order of the file; its citation is the outlet of each.
#[must_use]
pub fn facts(config: &Config) -> Vec<Document> {
    Vocabulary::with(|vocabulary| {
        let documents = config.facts.iter().map(|fact| {
            let draft = Draft {
                name: fact_name(config, fact),
                path: String::new(),
                layout: text::layout(&fact.statement),
                text: fact.statement.clone(),
                trust: Trust::Full,
                metadata: Metadata {
                    date: fact.date,
                    outlet: Some(fact.citation.clone()),
                    url: fact.url.clone(),
                    ..Metadata::default()
                },
            };
            let key = format!("{}#{}", config.key(&config.path.to_string_lossy()), fact.id);
            Document { key, reference: true, ..draft.finish(config, vocabulary).document }
        });
        documents.collect()
    })
}

/// What the document of a fact is called.
#[must_use]
pub fn fact_name(config: &Config, fact: &Fact) -> String {
    format!("{}#{}", config.path.display(), fact.id)
}
