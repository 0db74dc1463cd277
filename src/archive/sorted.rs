//! Records that are too many to hold: put in order, or found by their number.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::ops::Range;

use super::fault::Fault;
use super::shelf::{Place, Shelf};

/// So many bytes of them are taken down at once.
const TAKEN: usize = 16 << 10;

/// What is put away in bytes.
pub trait Record: Ord + Sized {
    /// How many bytes, or about so many where they are not all of one size.
    const SIZE: usize;
    /// So many bytes of them are held before they are put in order and put away.
    const HELD: usize = 1 << 20;

    /// Adds its bytes.
    fn put(&self, out: &mut Vec<u8>);

    /// Reads it from the first of these bytes, which are left out then.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Records that are all of one size, so that each is found by its number.
pub trait Even: Record + Copy {}

/// The first of some bytes, which are left out then.
pub fn take<const N: usize>(from: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(*first)
}

/// Takes records in any order, and gives them in theirs: what does not fit is put away in sorted runs, which are merged.
pub struct Sorter<R> {
    held: Vec<R>,
    runs: Vec<Run<R>>,
    shelf: Shelf,
}

/// Records that were put away side by side, in order.
struct Run<R> {
    /// Where those that are not taken down yet are, some at a time.
    left: std::vec::IntoIter<Place>,
    near: std::vec::IntoIter<R>,
}

impl<R: Record> Run<R> {
    fn next(&mut self, shelf: &mut Shelf) -> Result<Option<R>, Fault> {
        if self.near.as_slice().is_empty()
            && let Some(place) = self.left.next()
        {
            self.near = read(shelf.get(place)?)?.into_iter();
        }
        Ok(self.near.next())
    }
}

impl<R> Default for Sorter<R> {
    fn default() -> Self {
        Self { held: Vec::new(), runs: Vec::new(), shelf: Shelf::default() }
    }
}

impl<R: Record> Sorter<R> {
    /// Those that are taken down together.
    const TOGETHER: usize = TAKEN.div_ceil(R::SIZE);

    /// Adds one.
    pub fn add(&mut self, record: R) {
        self.held.push(record);
        if self.held.len() >= R::HELD / R::SIZE {
            self.put_away();
        }
    }

    fn put_away(&mut self) {
        self.held.sort_unstable();
        let left: Vec<Place> =
            self.held.chunks(Self::TOGETHER).map(|records| self.shelf.put(&written(records))).collect();
        self.held.clear();
        self.runs.push(Run { left: left.into_iter(), near: Vec::new().into_iter() });
    }

    /// Goes through all of them in order.
    pub fn each(mut self, mut each: impl FnMut(R) -> Result<(), Fault>) -> Result<(), Fault> {
        if self.runs.is_empty() {
            self.held.sort_unstable();
            return self.held.into_iter().try_for_each(each);
        }
        self.put_away();
        self.held = Vec::new();
        let mut next = BinaryHeap::with_capacity(self.runs.len());
        for (nth, run) in self.runs.iter_mut().enumerate() {
            next.extend(run.next(&mut self.shelf)?.map(|first| Reverse((first, nth))));
        }
        while let Some(mut least) = next.peek_mut() {
            let nth = least.0.1;
            let record = match self.runs[nth].next(&mut self.shelf)? {
                Some(next) => std::mem::replace(&mut least.0.0, next),
                None => PeekMut::pop(least).0.0,
            };
            each(record)?;
        }
        Ok(())
    }
}

/// Records that are found by their number.
pub struct List<R> {
    len: usize,
    held: Vec<R>,
    shelf: RefCell<Shelf>,
}

impl<R> Default for List<R> {
    fn default() -> Self {
        Self { len: 0, held: Vec::new(), shelf: RefCell::default() }
    }
}

impl<R: Even> List<R> {
    /// Those that are put away together.
    const TOGETHER: usize = TAKEN / R::SIZE;

    /// Adds one.
    pub fn add(&mut self, record: R) {
        self.held.push(record);
        self.len += 1;
        if self.held.len() >= Self::TOGETHER {
            self.shelf.get_mut().put(&written(&self.held));
            self.held.clear();
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The record of a number.
    pub fn get(&self, number: usize) -> Result<R, Fault> {
        let mut found = None;
        self.each(number..number + 1, |record| found = Some(record))?;
        found.ok_or_else(lost)
    }

    /// Goes through those of some numbers.
    pub fn each(&self, mut range: Range<usize>, mut each: impl FnMut(R)) -> Result<(), Fault> {
        let away = self.len - self.held.len();
        while range.start < range.end && range.start < away {
            let past = range.end.min((range.start / Self::TOGETHER + 1) * Self::TOGETHER);
            let place = Place::of(range.start * R::SIZE..past * R::SIZE);
            read(self.shelf.borrow_mut().get(place)?)?.into_iter().for_each(&mut each);
            range.start = past;
        }
        let held = range.start.saturating_sub(away)..range.end.saturating_sub(away);
        self.held.get(held).ok_or_else(lost)?.iter().copied().for_each(each);
        Ok(())
    }
}

fn written<R: Record>(records: &[R]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(records.len() * R::SIZE);
    for record in records {
        record.put(&mut bytes);
    }
    bytes
}

/// What a run put away for itself is gone: no fault of the index.
pub fn lost() -> Fault {
    Fault::Failed("what this run put away cannot be read back".into())
}

fn read<R: Record>(mut bytes: &[u8]) -> Result<Vec<R>, Fault> {
    let mut records = Vec::with_capacity(bytes.len() / R::SIZE);
    while !bytes.is_empty() {
        records.push(R::take(&mut bytes).ok_or_else(lost)?);
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Record for u64 {
        const SIZE: usize = 8;

        fn put(&self, out: &mut Vec<u8>) {
            out.extend(self.to_le_bytes());
        }

        fn take(from: &mut &[u8]) -> Option<Self> {
            take(from).map(Self::from_le_bytes)
        }
    }

    impl Even for u64 {}

    impl Record for String {
        const SIZE: usize = 16;

        fn put(&self, out: &mut Vec<u8>) {
            out.push(u8::try_from(self.len()).unwrap());
            out.extend(self.as_bytes());
        }

        fn take(from: &mut &[u8]) -> Option<Self> {
            let [len] = take(from)?;
            let (text, rest) = from.split_at_checked(len.into())?;
            *from = rest;
            Self::from_utf8(text.to_vec()).ok()
        }
    }

    /// Numbers in no order, some of them twice.
    fn numbers(many: u64) -> Vec<u64> {
        (0..many).map(|nth| nth.wrapping_mul(0x9E37_79B9_7F4A_7C15) % (many * 3)).collect()
    }

    #[test]
    fn what_is_added_comes_back_in_order() {
        for many in [0, 1, 1000, 700_001] {
            let mut all = numbers(many);
            let mut sorter = Sorter::default();
            for number in &all {
                sorter.add(*number);
            }
            let mut found = Vec::new();
            sorter
                .each(|number| {
                    found.push(number);
                    Ok(())
                })
                .unwrap();
            all.sort_unstable();
            assert!(found == all, "{many}");
        }
    }

    #[test]
    fn what_is_of_many_sizes_comes_back_in_order() {
        let text = |nth: u64| nth.to_string() + &"0".repeat(usize::try_from(nth % 40).unwrap());
        let mut all: Vec<String> = numbers(200_001).into_iter().map(text).collect();
        let mut sorter = Sorter::default();
        for text in &all {
            sorter.add(text.clone());
        }
        let mut found = Vec::new();
        sorter
            .each(|text| {
                found.push(text);
                Ok(())
            })
            .unwrap();
        all.sort_unstable();
        assert!(found == all);
    }

    #[test]
    fn what_is_added_is_found_by_its_number() {
        let all = numbers(700_001);
        let mut list = List::default();
        for number in &all {
            list.add(*number);
        }
        assert_eq!(list.len(), all.len());
        for range in [0..0, 0..3, 1020..5000, 400_000..600_000, 600_000..700_001, 700_000..700_001, 700_001..700_001] {
            let mut found = Vec::new();
            list.each(range.clone(), |number| found.push(number)).unwrap();
            assert_eq!(found, all[range]);
        }
        assert!(list.get(699_999).is_ok_and(|found| found == all[699_999]));
        assert!(list.get(700_001).is_err());
    }
}
