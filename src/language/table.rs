//! The table that words are looked up in: open addressing, laid out by the build script, so that nothing is built at
//! start-up and a look-up is one cheap hash and mostly one cache line. Most look-ups are of words that do not stand in it.

use super::hash::{PLACE, hash};

/// Where each word stands among the entries. A slot that is 0 is free; else it holds the place of an entry, counted from
/// 1, and bits of its hash, so that nearly no other word is compared.
#[derive(Debug)]
pub(super) struct Table {
    /// A power of two of them, at most half of them taken.
    pub slots: &'static [u32],
}

impl Table {
    /// The place of a word among the entries, given how each of them is spelled.
    pub fn find(&self, word: &str, key: impl Fn(usize) -> &'static str) -> Option<usize> {
        let hash = hash(word);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let place = (slot & ((1 << PLACE) - 1)).checked_sub(1)? as usize;
            if slot >> PLACE == hash >> PLACE && key(place) == word {
                return Some(place);
            }
            at = (at + 1) & mask;
        }
    }
}
