//! Pairs of documents weighed in bounded memory: the claims of a batch are at hand, and those of the batches before.

use rayon::prelude::*;

use super::fault::Fault;
use super::library::{AtHand, Taken};
use super::pairs::{Pair, Pairs};
use super::weigh::Ready;
use crate::config::Config;
use crate::topic::{Blocks, Meet, Reading};

/// Pairs of documents that are weighed at a time. The claims of each document are prepared anew for each batch, and a document
/// is in a hundred pairs: with too few, most of the time goes there.
const BATCH: usize = 16 << 10;

/// Pairs whose findings are held before they are handed on: many small pieces that would lie scattered between all that comes
/// and goes meanwhile.
const AT_ONCE: usize = 1 << 10;

/// Looks at all pairs of documents whose claims may fit, told by their places in the order of names; hands on what is
/// seen of each, those of a stretch of days after those of the one before. `calendar` says where in the order of days each document stands.
pub fn each_pair<'a, T: Send>(
    calendar: &[u32],
    blocks: Blocks,
    config: &Config,
    take: impl Fn(u32) -> Result<Taken<'a>, Fault>,
    look: impl Fn(Meet, &Ready<'_>, &Ready<'_>) -> T + Sync,
    mut each: impl FnMut([u32; 2], T) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut pairs = Pairs::new(calendar);
    blocks.each_pair(|one, other, meet| pairs.add(one, other, meet));
    let mut at_hand = AtHand::default();
    pairs.each(BATCH, |batch| {
        let documents = of_pairs(batch.iter());
        let whole = of_pairs(batch.iter().filter(|(.., meet)| *meet == Meet::Whole));
        let claims = at_hand.get(&documents, &take)?;
        let read = documents.par_iter().zip(&claims).map(|(document, claims)| match whole.binary_search(document) {
            Ok(_) => Ready::new(claims, config),
            Err(_) => Ready::with(claims, Reading::of_what_lasts(claims)),
        });
        let ready: Vec<Ready<'_>> = read.collect();
        let of = |document: &u32| &ready[documents.binary_search(document).unwrap_or_default()];
        batch.chunks(AT_ONCE).try_for_each(|some| {
            let seen: Vec<T> = some.par_iter().map(|(one, other, meet)| look(*meet, of(one), of(other))).collect();
            some.iter().zip(seen).try_for_each(|((one, other, _), seen)| each([*one, *other], seen))
        })
    })
}

/// The documents of some pairs, each once, in order.
fn of_pairs<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Vec<u32> {
    let mut documents: Vec<u32> = pairs.flat_map(|(one, other, _)| [*one, *other]).collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}
