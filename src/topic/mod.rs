//! Which claims speak of one thing.

use crate::value::Tolerance;

/// The claims of all documents that speak of one thing.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The id that `claims.toml` gives, or a hash of what the topic is about.
    pub id: String,
    /// What a person would call it.
    pub title: String,
    /// Named in `claims.toml`.
    pub named: bool,
    /// How far values may lie apart, where `claims.toml` says so.
    pub tolerance: Option<Tolerance>,
    /// Its claims, by their place in the report's list, in that order.
    pub claims: Vec<usize>,
}
