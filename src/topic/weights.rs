//! The weights and thresholds of alignment, from `weights.toml`.

include!(concat!(env!("OUT_DIR"), "/weights.rs"));
