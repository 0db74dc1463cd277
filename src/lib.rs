//! mizan weighs what several sources say of the same fact.
//!
//! Articles go in; every numeric and dated claim is extracted; claims that speak of one thing are aligned; each pair is
//! judged. The modules stand in the order of the flow, and each uses only those above it (`tests/architecture.rs`).

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
