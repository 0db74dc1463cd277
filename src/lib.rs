//! mizan weighs what several sources say of the same fact.
//!
//! Articles go in; every numeric and dated claim is extracted; claims that speak of one thing are aligned; each pair is
//! judged. The modules stand in the order of the flow, and each uses only those above it (`tests/architecture.rs`).

// The library answers with a value or an error: it neither panics on what it reads nor prints. Indexing is not on the
// list: spans and token ranges are made on boundaries, and a lint that fires at each of them would be silenced at each.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable, clippy::todo)]
#![warn(clippy::dbg_macro, clippy::print_stdout, clippy::print_stderr, clippy::exit)]

pub mod span;

pub mod error;

pub mod value;

pub mod language;

pub mod document;

pub mod mention;

pub mod claim;

pub mod topic;

pub mod finding;

pub mod report;
