//! Pairs of documents, put away by the later one of each, so that few are held at a time.

use rustc_hash::FxHashSet;

use super::fault::Fault;
use super::shelf::{Place, Shelf};
use crate::topic::Meet;

/// Bytes of a pair that is put away.
const SIZE: usize = 9;
/// Documents whose pairs are put away together.
const TOGETHER: u32 = 1024;
/// Documents whose pairs are handed on at a time. What lasts in one is half of it at most.
const REACH: usize = 2048;
/// Pairs of such a lot that are held before they are put away.
const HELD: usize = 4096;

/// Two documents, and what they have to be weighed for.
pub type Pair = (u32, u32, Meet);

/// Pairs of documents.
pub struct Pairs<'a> {
    /// The place of each document in the order of days.
    calendar: &'a [u32],
    shelf: Shelf,
    lots: Vec<Lot>,
}

/// The pairs of some documents that stand side by side in the order of days with any that come before.
#[derive(Default)]
struct Lot {
    held: Vec<Pair>,
    away: Vec<Place>,
}

impl<'a> Pairs<'a> {
    /// None, of documents in this order.
    pub fn new(calendar: &'a [u32]) -> Self {
        let lots = calendar.len().div_ceil(TOGETHER as usize);
        Self { calendar, shelf: Shelf::default(), lots: (0..lots).map(|_| Lot::default()).collect() }
    }

    /// Adds one, perhaps again.
    pub fn add(&mut self, one: u32, other: u32, meet: Meet) {
        let later = self.order((one, other)).0;
        let Lot { held, away } = &mut self.lots[(later / TOGETHER) as usize];
        held.push((one, other, meet));
        if held.len() >= HELD {
            tidy(held);
            let mut bytes = Vec::with_capacity(held.len() * SIZE);
            for (one, other, meet) in held.drain(..) {
                bytes.extend(one.to_le_bytes());
                bytes.extend(other.to_le_bytes());
                bytes.push(u8::from(meet == Meet::Lasting));
            }
            away.push(self.shelf.put(&bytes));
        }
    }

    /// The later and the earlier document of a pair, by their days.
    fn order(&self, (one, other): (u32, u32)) -> (u32, u32) {
        let (one, other) = (self.calendar[one as usize], self.calendar[other as usize]);
        (one.max(other), one.min(other))
    }

    /// Goes through all of them, each once, so many at a time at most: lot by lot in the order of the later of the two. Behind
    /// those of a lot come its pairs with documents of long before, in the order of these: each of them is asked for once a
    /// lot, not once for each pair.
    pub fn each(mut self, most: usize, mut each: impl FnMut(&[Pair]) -> Result<(), Fault>) -> Result<(), Fault> {
        for mut lot in std::mem::take(&mut self.lots) {
            for place in lot.away {
                let (entries, _) = self.shelf.get(place)?.as_chunks::<SIZE>();
                lot.held.extend(entries.iter().map(|[a, b, c, d, other @ .., lasting]| {
                    let meet = if *lasting > 0 { Meet::Lasting } else { Meet::Whole };
                    (u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes(*other), meet)
                }));
            }
            tidy(&mut lot.held);
            lot.held.sort_unstable_by_key(|(one, other, _)| {
                let (later, earlier) = self.order((*one, *other));
                let is_far = later - earlier > TOGETHER;
                if is_far { (true, earlier, later) } else { (false, later, earlier) }
            });
            let mut rest = lot.held.as_slice();
            while !rest.is_empty() {
                let (batch, more) = rest.split_at(within_reach(rest, most));
                each(batch)?;
                rest = more;
            }
        }
        Ok(())
    }
}

/// How many of some pairs are of so few documents that the claims of these can be held.
fn within_reach(pairs: &[Pair], most: usize) -> usize {
    let (mut documents, mut whole) = (FxHashSet::<u32>::default(), FxHashSet::<u32>::default());
    let fits = |(one, other, meet): &&Pair| {
        documents.extend([*one, *other]);
        if *meet == Meet::Whole {
            whole.extend([*one, *other]);
        }
        documents.len() + whole.len() <= 2 * REACH
    };
    pairs.iter().take(most).take_while(fits).count().max(1)
}

/// Leaves each pair once, for all that it has to be weighed for.
fn tidy(pairs: &mut Vec<Pair>) {
    pairs.sort_unstable();
    pairs.dedup_by_key(|(one, other, _)| (*one, *other));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_once_in_the_order_of_days() {
        let calendar: Vec<u32> = (0..3000).rev().collect();
        let mut pairs = Pairs::new(&calendar);
        let far = [(10, 2900, Meet::Lasting), (20, 2800, Meet::Whole)];
        let all: Vec<(u32, u32)> = (0..2990).flat_map(|one| (1..5).map(move |far| (one, one + far))).collect();
        for meet in [Meet::Lasting, Meet::Whole, Meet::Lasting] {
            for (one, other) in &all {
                pairs.add(*one, *other, meet);
            }
        }
        for (one, other, meet) in far {
            pairs.add(one, other, meet);
        }
        pairs.add(2995, 2999, Meet::Lasting);
        let (mut found, mut most) = (Vec::new(), 0);
        pairs
            .each(100, |chunk| {
                found.extend_from_slice(chunk);
                most = most.max(chunk.len());
                Ok(())
            })
            .unwrap();
        assert_eq!(most, 100);
        assert_eq!(found.split_off(found.len() - far.len()), far, "by the earlier one, behind the others");
        assert!(found.is_sorted_by_key(|(one, other, _)| (2999 - one, 2999 - other)), "the later one first");
        found.sort_unstable();
        let lasting = found.pop();
        assert_eq!(lasting, Some((2995, 2999, Meet::Lasting)));
        let whole: Vec<Pair> = all.into_iter().map(|(one, other)| (one, other, Meet::Whole)).collect();
        assert_eq!(found, whole);
    }
}
