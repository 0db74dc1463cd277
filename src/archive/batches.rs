//! Pairs of documents weighed in bounded memory: the claims of a batch are at hand, and those of the batches before.

use rayon::prelude::*;

use super::fault::Fault;
use super::library::{AtHand, Chosen, Taken};
use super::pairs::{Pair, Pairs};
use super::weigh::Ready;
use crate::config::Config;
use crate::topic::{Blocks, Meet};

/// Pairs of documents that are weighed at a time. The claims of each document are prepared anew for each batch, and a document
/// is in a hundred pairs: with too few, most of the time goes there.
const BATCH: usize = 64 << 10;

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
        let whole = of_pairs(batch.iter().filter(|(.., meet)| *meet == Meet::Whole));
        let mut lasting = of_pairs(batch.iter());
        lasting.retain(|document| whole.binary_search(document).is_err());
        let (claims, some) = (at_hand.get(&whole, &take)?, lasting_claims(&lasting, &take)?);
        let wholes: Vec<Ready<'_>> = claims.par_iter().map(|claims| Ready::new(claims, config)).collect();
        let some: Vec<Ready<'_>> =
            some.par_iter().map(|(claims, places)| Ready::of_what_lasts(claims, places)).collect();
        let of = |document: &u32| match whole.binary_search(document) {
            Ok(at) => &wholes[at],
            Err(_) => &some[lasting.binary_search(document).unwrap_or_default()],
        };
        batch.chunks(AT_ONCE).try_for_each(|few| {
            let seen: Vec<T> = few.par_iter().map(|(one, other, meet)| look(*meet, of(one), of(other))).collect();
            few.iter().zip(seen).try_for_each(|((one, other, _), seen)| each([*one, *other], seen))
        })
    })
}

/// The claims of documents that hold whenever they are told and the others of their sentences, with their places: a few of
/// each, which are made anew each time.
fn lasting_claims<'a>(documents: &[u32], take: impl Fn(u32) -> Result<Taken<'a>, Fault>) -> Result<Vec<Chosen>, Fault> {
    let mut read = Vec::with_capacity(documents.len());
    for some in documents.chunks(AT_ONCE) {
        let taken = some.iter().map(|document| take(*document)).collect::<Result<Vec<_>, Fault>>()?;
        let some = taken.par_iter().map(Taken::lasting);
        read.extend(some.collect::<Result<Vec<_>, Fault>>()?);
    }
    Ok(read)
}

/// The documents of some pairs, each once, in order.
fn of_pairs<'a>(pairs: impl Iterator<Item = &'a Pair>) -> Vec<u32> {
    let mut documents: Vec<u32> = pairs.flat_map(|(one, other, _)| [*one, *other]).collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}
