//! Bytes that are put away for one run: in memory while they are few, in a passing file where they are many.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;

use super::sorted::{Record, take};

/// So many bytes are held in memory before they go to the file.
const HELD: usize = 4 << 20;
/// So many bytes are taken down from the file at once: what is asked for next mostly stands near.
const NEAR: usize = 32 << 10;

/// Where something was put.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    start: u64,
    len: u32,
}

impl Place {
    /// Of some bytes of all that was put away.
    pub fn of(bytes: Range<usize>) -> Self {
        Self { start: bytes.start as u64, len: u32::try_from(bytes.len()).unwrap_or(u32::MAX) }
    }
}

impl Record for Place {
    const SIZE: usize = 12;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.start.to_le_bytes());
        out.extend(self.len.to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self { start: u64::from_le_bytes(take(from)?), len: u32::from_le_bytes(take(from)?) })
    }
}

/// What was put away.
#[derive(Default)]
pub struct Shelf {
    held: Vec<u8>,
    file: Option<File>,
    /// How much of it is in the file.
    filed: u64,
    /// There is no room for a file: all stays in memory.
    stays: bool,
    /// What was taken down from the file last, and where it begins.
    near: (u64, Vec<u8>),
}

impl Shelf {
    /// Puts bytes away.
    pub fn put(&mut self, bytes: &[u8]) -> Place {
        let place =
            Place { start: self.filed + self.held.len() as u64, len: u32::try_from(bytes.len()).unwrap_or(u32::MAX) };
        self.held.extend_from_slice(bytes);
        if self.held.len() >= HELD && !self.stays {
            self.stays = self.file_away().is_err();
        }
        place
    }

    /// Writes what is held to the file. Where that fails, it is still held.
    fn file_away(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            free @ None => free.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(self.filed))?;
        file.write_all(&self.held)?;
        self.filed += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }

    /// Takes bytes down again.
    pub fn get(&mut self, place: Place) -> io::Result<&[u8]> {
        let len = place.len as usize;
        let is_held = place.start >= self.filed;
        if !is_held && !self.is_near(place) {
            self.draw_near(place)?;
        }
        let (first, bytes) = if is_held { (self.filed, &self.held) } else { (self.near.0, &self.near.1) };
        let from = usize::try_from(place.start - first).unwrap_or(usize::MAX);
        let found = bytes.get(from..).and_then(|bytes| bytes.get(..len));
        found.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    fn is_near(&self, place: Place) -> bool {
        let (first, bytes) = &self.near;
        place.start >= *first && place.start + u64::from(place.len) <= first + bytes.len() as u64
    }

    /// Takes down what begins at a place in the file.
    fn draw_near(&mut self, place: Place) -> io::Result<()> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::UnexpectedEof)?;
        self.near.0 = place.start;
        self.near.1.clear();
        file.seek(SeekFrom::Start(place.start))?;
        file.take(NEAR.max(place.len as usize) as u64).read_to_end(&mut self.near.1)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_away_is_found_again_in_memory_and_in_the_file() {
        let mut shelf = Shelf::default();
        let bytes = |nth: u8| vec![nth; HELD / 16];
        let places: Vec<Place> = (0..40).map(|nth| shelf.put(&bytes(nth))).collect();
        assert!(shelf.file.is_some() && !shelf.held.is_empty());
        for (nth, place) in (0..40).zip(places).rev() {
            assert_eq!(shelf.get(place).unwrap(), bytes(nth));
        }
    }
}
