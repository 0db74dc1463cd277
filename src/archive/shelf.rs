//! Bytes that are put away for one run: in memory while they are few, in a passing file where they are many.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// So many bytes are held in memory before they go to the file.
const HELD: usize = 4 << 20;

/// Where something was put.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    start: u64,
    len: u32,
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
    pub fn get(&mut self, place: Place) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; place.len as usize];
        match (place.start.checked_sub(self.filed), &mut self.file) {
            (Some(from), _) => {
                let from = usize::try_from(from).unwrap_or(usize::MAX);
                let held = self.held.get(from..).and_then(|held| held.get(..bytes.len()));
                bytes.copy_from_slice(held.ok_or(io::ErrorKind::UnexpectedEof)?);
            }
            (None, Some(file)) => {
                file.seek(SeekFrom::Start(place.start))?;
                file.read_exact(&mut bytes)?;
            }
            (None, None) => return Err(io::ErrorKind::UnexpectedEof.into()),
        }
        Ok(bytes)
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
