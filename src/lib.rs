//! mizan weighs what several sources say of the same fact.
//!
//! Articles go in; every numeric and dated claim is extracted; claims that speak of one thing are aligned; each pair is
//! judged. The modules stand in the order of the flow, and each uses only those above it (`tests/architecture.rs`).

// The library answers with a value or an error: it neither panics on what it reads nor prints. Indexing is not on the
// list: spans and token ranges are made on boundaries, and a lint that fires at each of them would be silenced at each.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable, clippy::todo)]
#![warn(clippy::dbg_macro, clippy::print_stdout, clippy::print_stderr, clippy::exit)]

use rayon::prelude::*;

pub mod span;

pub mod error;

pub mod value;

pub mod language;

pub mod config;

pub mod document;

pub mod mention;

pub mod claim;

pub mod topic;

pub mod finding;

pub mod report;

pub mod archive;

pub use claim::extract;

/// Reads the claims of every document; nothing is compared.
#[must_use]
pub fn claims(documents: &[document::Document]) -> report::Report {
    read(documents.iter().collect())
}

fn read(mut documents: Vec<&document::Document>) -> report::Report {
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    let claims: Vec<_> =
        documents.par_iter().with_min_len(language::WORTH_A_THREAD).map(|document| extract(document)).collect();
    let claims = claims.into_iter().flatten().collect();
    let sources = documents.into_iter().map(report::Source::from).collect();
    report::Report::new(sources, claims, Vec::new(), Vec::new())
}

/// Reads the claims of every document and of the facts of `claims.toml`, aligns those that speak of one thing, and judges
/// each pair and each document by itself.
#[must_use]
pub fn check(documents: &[document::Document], config: &config::Config) -> report::Report {
    let facts = document::facts(config);
    let report::Report { documents, claims, .. } = read(documents.iter().chain(&facts).collect());
    let mut alignment = topic::align(&claims, config);
    let findings = finding::judge(&claims, &mut alignment);
    report::Report::new(documents, claims, alignment.topics, findings)
}

/// The example in the README, compiled and run by `cargo test`.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
