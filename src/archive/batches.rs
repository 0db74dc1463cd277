//! Pairs of documents weighed in bounded memory: the claims of a batch are at hand, and those of the batches before.

use rayon::prelude::*;

use super::fault::Fault;
use super::library::{AtHand, Taken};
use super::pairs::Pairs;
use super::weigh::Ready;
use crate::config::Config;
use crate::topic::Blocks;

/// Pairs of documents that are weighed at a time. The claims of each document are prepared anew for each batch, and a document
/// is in a hundred pairs: with too few, most of the time goes there.
const BATCH: usize = 16 << 10;

/// Looks at all pairs of documents whose claims may fit, told by their places in the order of names; hands on what is
/// seen of each, in the order of the later one's day. `calendar` says where in the order of days each document stands.
pub fn each_pair<'a, T: Send>(
    calendar: &[u32],
    blocks: Blocks,
    config: &Config,
    take: impl Fn(u32) -> Result<Taken<'a>, Fault>,
    look: impl Fn(&Ready<'_>, &Ready<'_>) -> T + Sync,
    mut each: impl FnMut([u32; 2], T) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut pairs = Pairs::new(calendar);
    blocks.each_pair(|one, other| pairs.add(one, other));
    let mut at_hand = AtHand::default();
    pairs.each(BATCH, |batch| {
        let mut documents: Vec<u32> = batch.iter().flat_map(|(one, other)| [*one, *other]).collect();
        documents.sort_unstable();
        documents.dedup();
        let claims = at_hand.get(&documents, &take)?;
        let ready: Vec<Ready<'_>> = claims.par_iter().map(|claims| Ready::new(claims, config)).collect();
        let of = |document: &u32| &ready[documents.binary_search(document).unwrap_or_default()];
        let seen: Vec<T> = batch.par_iter().map(|(one, other)| look(of(one), of(other))).collect();
        batch.iter().zip(seen).try_for_each(|((one, other), seen)| each([*one, *other], seen))
    })
}
