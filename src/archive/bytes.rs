//! Bytes in and out: variable-length integers, and words that are written once.

use rustc_hash::FxHashMap;

/// What is read back is not what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

/// Writes bytes.
#[derive(Default)]
pub struct Writer {
    bytes: Vec<u8>,
    words: Vec<u8>,
    places: FxHashMap<String, u64>,
}

impl Writer {
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub fn flag(&mut self, flag: bool) {
        self.byte(u8::from(flag));
    }

    pub fn int(&mut self, int: u64) {
        put(&mut self.bytes, u128::from(int));
    }

    pub fn size(&mut self, size: usize) {
        self.int(size as u64);
    }

    pub fn wide(&mut self, int: u128) {
        put(&mut self.bytes, int);
    }

    /// A word; the same word takes a byte or two the next time.
    pub fn word(&mut self, word: &str) {
        let next = self.places.len() as u64;
        let place = self.places.get(word).copied().unwrap_or_else(|| {
            put(&mut self.words, word.len() as u128);
            self.words.extend_from_slice(word.as_bytes());
            self.places.insert(word.to_owned(), next);
            next
        });
        self.int(place);
    }

    /// A text where it stands, for bytes that are read one by one.
    pub fn text(&mut self, text: &str) {
        self.size(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes something with its length before it, so that a reader may pass over it.
    pub fn sized(&mut self, write: impl FnOnce(&mut Self)) {
        let before = std::mem::take(&mut self.bytes);
        write(self);
        let own = std::mem::replace(&mut self.bytes, before);
        self.size(own.len());
        self.bytes.extend_from_slice(&own);
    }

    pub fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub fn list<T>(&mut self, list: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.size(list.len());
        for item in list {
            write(self, item);
        }
    }

    /// All that was written, for this run alone: without words and a checksum.
    pub fn bare(self) -> Vec<u8> {
        self.bytes
    }

    /// All that was written, with a checksum.
    pub fn finish(self) -> Vec<u8> {
        let mut all = Vec::with_capacity(self.words.len() + self.bytes.len() + 8);
        put(&mut all, self.places.len() as u128);
        all.extend_from_slice(&self.words);
        all.extend_from_slice(&self.bytes);
        seal(&mut all);
        all
    }
}

/// Adds the checksum.
pub fn seal(bytes: &mut Vec<u8>) {
    let sum = checksum(bytes);
    bytes.extend_from_slice(&sum);
}

/// The bytes before the checksum, which must be theirs.
fn unsealed(bytes: &[u8]) -> Result<&[u8], Damaged> {
    let (bytes, sum) = bytes.split_last_chunk::<4>().ok_or(Damaged)?;
    if checksum(bytes) == *sum { Ok(bytes) } else { Err(Damaged) }
}

fn put(bytes: &mut Vec<u8>, mut int: u128) {
    while int >= 0x80 {
        bytes.push(int.to_le_bytes()[0] | 0x80);
        int >>= 7;
    }
    bytes.push(int.to_le_bytes()[0]);
}

/// Four bytes by which what a disk turns round is noticed. Eight bytes at a time, since all that is read is summed.
fn checksum(bytes: &[u8]) -> [u8; 4] {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let words = words.iter().chain([&last]).map(|word| u64::from_le_bytes(*word));
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bytes = words.fold(bytes.len() as u64, mix).to_le_bytes();
    std::array::from_fn(|at| bytes[at] ^ bytes[at + 4])
}

/// Reads what a [`Writer`] wrote.
pub struct Reader<'a> {
    bytes: &'a [u8],
    words: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Self, Damaged> {
        let mut reader = Self::sealed(bytes)?;
        let words = reader.size()?;
        for _ in 0..words {
            let len = reader.size()?;
            let word = reader.take(len)?;
            reader.words.push(std::str::from_utf8(word).map_err(|_| Damaged)?);
        }
        Ok(reader)
    }

    /// Reads what [`bare`](Writer::bare) gave.
    pub const fn bare(bytes: &'a [u8]) -> Self {
        Self { bytes, words: Vec::new() }
    }

    /// The same, sealed.
    pub fn sealed(bytes: &'a [u8]) -> Result<Self, Damaged> {
        unsealed(bytes).map(Self::bare)
    }

    /// A text that stands where it is read.
    pub fn here(&mut self) -> Result<&'a str, Damaged> {
        std::str::from_utf8(self.unread()?).map_err(|_| Damaged)
    }

    /// What was written with its length, unread.
    pub fn unread(&mut self) -> Result<&'a [u8], Damaged> {
        let len = self.size()?;
        self.take(len)
    }

    /// Reads what was left unread.
    pub fn inside<T>(
        &mut self,
        unread: &'a [u8],
        read: impl FnOnce(&mut Self) -> Result<T, Damaged>,
    ) -> Result<T, Damaged> {
        let rest = std::mem::replace(&mut self.bytes, unread);
        let result = read(self);
        self.bytes = rest;
        result
    }

    /// All that has not been read.
    pub const fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    fn take(&mut self, len: usize) -> Result<&'a [u8], Damaged> {
        let (taken, rest) = self.bytes.split_at_checked(len).ok_or(Damaged)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, Damaged> {
        self.take(1).map(|bytes| bytes[0])
    }

    pub fn flag(&mut self) -> Result<bool, Damaged> {
        Ok(self.byte()? != 0)
    }

    pub fn wide(&mut self) -> Result<u128, Damaged> {
        let mut int = 0_u128;
        for shift in (0..128).step_by(7) {
            let byte = self.byte()?;
            int |= u128::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(int);
            }
        }
        Err(Damaged)
    }

    pub fn int(&mut self) -> Result<u64, Damaged> {
        let mut int = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            int |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(int);
            }
        }
        Err(Damaged)
    }

    pub fn small<T: TryFrom<u64>>(&mut self) -> Result<T, Damaged> {
        T::try_from(self.int()?).map_err(|_| Damaged)
    }

    pub fn size(&mut self) -> Result<usize, Damaged> {
        self.small()
    }

    pub fn word(&mut self) -> Result<&'a str, Damaged> {
        let place = self.size()?;
        self.words.get(place).copied().ok_or(Damaged)
    }

    pub fn text(&mut self) -> Result<String, Damaged> {
        self.word().map(str::to_owned)
    }

    pub fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Damaged>) -> Result<Option<T>, Damaged> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }

    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Result<T, Damaged>) -> Result<Vec<T>, Damaged> {
        let len = self.size()?;
        // Every item takes a byte at least: no length makes more room than there are bytes.
        let mut list = Vec::with_capacity(len.min(self.bytes.len()));
        for _ in 0..len {
            list.push(read(self)?);
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_turned_round_is_noticed() {
        let mut writer = Writer::default();
        writer.word("قتل");
        writer.int(u64::MAX);
        writer.word("قتل");
        writer.wide(u128::MAX);
        writer.list(&[1_u64, 300], |writer, int| writer.int(*int));
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes).unwrap();
        assert_eq!((reader.word(), reader.int(), reader.word()), (Ok("قتل"), Ok(u64::MAX), Ok("قتل")));
        assert_eq!((reader.wide(), reader.list(Reader::int)), (Ok(u128::MAX), Ok(vec![1, 300])));
        assert_eq!(reader.byte(), Err(Damaged));
        for at in 0..bytes.len() {
            let mut turned = bytes.clone();
            turned[at] ^= 0x10;
            assert!(Reader::new(&turned).is_err(), "byte {at}");
        }
        assert!(Reader::new(&bytes[..bytes.len() - 1]).is_err());
    }
}
