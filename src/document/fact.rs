//! The facts of `claims.toml`, each a document of one sentence.

use super::draft::{Draft, Metadata};
use super::{Document, Trust, text};
use crate::config::Config;
use crate::language::Vocabulary;

/// The facts, in the order of the file; `claims.toml#id` is the name of each, and its citation the outlet.
#[must_use]
pub fn facts(config: &Config) -> Vec<Document> {
    Vocabulary::with(|vocabulary| {
        let documents = config.facts.iter().map(|fact| {
            let file = config.path.display().to_string();
            let draft = Draft {
                name: format!("{file}#{}", fact.id),
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
            let key = format!("{}#{}", config.key(&file), fact.id);
            Document { key, reference: true, ..draft.finish(config, vocabulary).document }
        });
        documents.collect()
    })
}
