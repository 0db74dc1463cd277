//! Pairs of documents, put away by the later one of each, so that few are held at a time.

use super::fault::Fault;
use super::shelf::{Place, Shelf};

/// Documents whose pairs are put away together.
const TOGETHER: u32 = 1024;
/// Pairs of such a lot that are held before they are put away.
const HELD: usize = 4096;

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
    held: Vec<(u32, u32)>,
    away: Vec<Place>,
}

impl<'a> Pairs<'a> {
    /// None, of documents in this order.
    pub fn new(calendar: &'a [u32]) -> Self {
        let lots = calendar.len().div_ceil(TOGETHER as usize);
        Self { calendar, shelf: Shelf::default(), lots: (0..lots).map(|_| Lot::default()).collect() }
    }

    /// Adds one, perhaps again.
    pub fn add(&mut self, one: u32, other: u32) {
        let later = self.order((one, other)).0;
        let Lot { held, away } = &mut self.lots[(later / TOGETHER) as usize];
        held.push((one, other));
        if held.len() >= HELD {
            tidy(held);
            let bytes: Vec<u8> =
                held.drain(..).flat_map(|(one, other)| [one, other]).flat_map(u32::to_le_bytes).collect();
            away.push(self.shelf.put(&bytes));
        }
    }

    /// The later and the earlier document of a pair, by their days.
    fn order(&self, (one, other): (u32, u32)) -> (u32, u32) {
        let (one, other) = (self.calendar[one as usize], self.calendar[other as usize]);
        (one.max(other), one.min(other))
    }

    /// Goes through all of them, each once, in the order of the later of the two, so many at a time at most.
    pub fn each(mut self, most: usize, mut each: impl FnMut(&[(u32, u32)]) -> Result<(), Fault>) -> Result<(), Fault> {
        for mut lot in std::mem::take(&mut self.lots) {
            for place in lot.away {
                let (entries, _) = self.shelf.get(place)?.as_chunks::<8>();
                lot.held.extend(
                    entries.iter().map(|[a, b, c, d, rest @ ..]| {
                        (u32::from_le_bytes([*a, *b, *c, *d]), u32::from_le_bytes(*rest))
                    }),
                );
            }
            tidy(&mut lot.held);
            lot.held.sort_unstable_by_key(|pair| self.order(*pair));
            lot.held.chunks(most).try_for_each(&mut each)?;
        }
        Ok(())
    }
}

fn tidy(pairs: &mut Vec<(u32, u32)>) {
    pairs.sort_unstable();
    pairs.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_back_once_in_the_order_of_days() {
        let calendar: Vec<u32> = (0..3000).rev().collect();
        let mut pairs = Pairs::new(&calendar);
        let all: Vec<(u32, u32)> = (0..2990).flat_map(|one| (1..5).map(move |far| (one, one + far))).collect();
        for (one, other) in all.iter().chain(&all) {
            pairs.add(*one, *other);
        }
        let (mut found, mut most) = (Vec::new(), 0);
        pairs
            .each(100, |chunk| {
                found.extend_from_slice(chunk);
                most = most.max(chunk.len());
                Ok(())
            })
            .unwrap();
        assert_eq!(most, 100);
        assert!(found.is_sorted_by_key(|(one, other)| (2999 - one, 2999 - other)), "the later one first");
        found.sort_unstable();
        assert_eq!(found, all);
    }
}
