//! The hash by which words are looked up. Shared with the build script, which lays out the table.

/// Bits of a slot of the table that hold the place of an entry; the rest are bits of its hash.
pub const PLACE: u32 = 20;

/// A hash of a word, eight bytes at a time: a multiplication each, and the upper half at the end, which all bytes reach.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "either half of a hash will do")]
pub fn hash(word: &str) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut chunks = word.as_bytes().chunks_exact(8);
    let mut hash = word.len() as u64;
    let mut mix = |bytes: u64| hash = (hash.rotate_left(23) ^ bytes).wrapping_mul(FACTOR);
    for chunk in &mut chunks {
        mix(chunk.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)));
    }
    mix(chunks.remainder().iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)));
    (hash >> 32) as u32 ^ (hash >> 11) as u32
}
