//! Gzip and Zstandard, unpacked within limits.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::format::Packing;
use crate::config::Limits;
use crate::error::{Error, ErrorKind};

/// However little is packed, so much may come of it.
const SLACK: u64 = 1 << 20;

/// What a file holds, unpacked as it is read.
pub(super) fn unpack<'a>(packed: impl Read + 'a, packing: Packing, limits: &Limits) -> Box<dyn Read + 'a> {
    let taken = Rc::new(Cell::new(0));
    let counted = Counted { inner: packed, taken: Rc::clone(&taken) };
    let unpacked: Box<dyn Read + 'a> = match packing {
        Packing::None => return Box::new(counted.inner),
        Packing::Gzip => Box::new(MultiGzDecoder::new(counted)),
        Packing::Zstd => {
            let packed = BufReader::new(counted);
            Box::new(Frames { packed, decoder: FrameDecoder::new(), in_frame: false })
        }
    };
    Box::new(Bounded { inner: unpacked, taken, given: 0, times: limits.expansion })
}

/// A refusal on its way through `io::Error`.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) ErrorKind);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refusal {}

/// The error of a failed read of a file.
pub(super) fn failed(name: &str, error: &io::Error) -> Error {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Refusal>()) {
        Some(Refusal(kind)) => Error::at(name, kind.clone()),
        None => Error::reading(name, error),
    }
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken.set(self.taken.get() + count as u64);
        Ok(count)
    }
}

/// Stops what unpacks to too many times its size, and says so where the packed data breaks off.
struct Bounded<'a> {
    inner: Box<dyn Read + 'a>,
    taken: Rc<Cell<u64>>,
    given: u64,
    times: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => refuse("the packed data breaks off; pack the file again"),
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::Other
                if error.get_ref().is_none_or(|inner| !inner.is::<Refusal>()) =>
            {
                refuse(&format!("the packed data is damaged ({error}); pack the file again"))
            }
            _ => error,
        })?;
        self.given += count as u64;
        if self.given > SLACK.saturating_add(self.taken.get().saturating_mul(self.times)) {
            let what = format!("it unpacks to more than {} times its size", self.times);
            return Err(io::Error::other(Refusal(ErrorKind::Limit { what, key: "expansion" })));
        }
        Ok(count)
    }
}

fn refuse(why: &str) -> io::Error {
    io::Error::other(Refusal(ErrorKind::Unreadable(why.to_owned())))
}

/// The frames of a Zstandard file, one behind the other.
struct Frames<R: Read> {
    packed: BufReader<R>,
    decoder: FrameDecoder,
    in_frame: bool,
}

impl<R: Read> Frames<R> {
    /// Begins the next frame, past those that hold no data; false where there is none.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.packed) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.packed.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(damaged(error)),
            }
        }
        Ok(false)
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.in_frame {
                self.in_frame = self.begin()?;
                if !self.in_frame {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder.decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1)).map_err(damaged)?;
            }
            let count = self.decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            self.in_frame = false;
        }
    }
}

/// An error of the decoder; a failed read of the file underneath stays what it is.
fn damaged(error: FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn unpacked(packed: &[u8], packing: Packing) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        let read = unpack(packed, packing, &Limits::default()).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| failed("a", &error).to_string())
    }

    #[test]
    fn parts_behind_each_other_are_one_file() {
        let skipped = [&[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        for (packed, packing) in [
            ([gzip(b"one "), gzip(b""), gzip(b"two")].concat(), Packing::Gzip),
            ([zstd(b"one "), skipped, zstd(b""), zstd(b"two")].concat(), Packing::Zstd),
            (b"one two".to_vec(), Packing::None),
        ] {
            assert_eq!(unpacked(&packed, packing).as_deref(), Ok(&b"one two"[..]));
        }
        assert_eq!(unpacked(b"", Packing::Zstd).as_deref(), Ok(&b""[..]));
    }

    #[test]
    fn what_breaks_off_or_is_damaged_is_told() {
        let noise: Vec<u8> = (0..200_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for (packed, packing) in [(gzip(&noise), Packing::Gzip), (zstd(&noise), Packing::Zstd)] {
            let broken = unpacked(&packed[..packed.len() / 2], packing).unwrap_err();
            assert!(broken.starts_with("a: cannot be read: the packed data "), "{broken}");
            let damaged = unpacked(b"no packed data at all", packing).unwrap_err();
            assert!(damaged.starts_with("a: cannot be read: the packed data is damaged"), "{damaged}");
        }
    }

    #[test]
    fn a_bomb_is_stopped() {
        let zeros = vec![0; 4 << 20];
        for (packed, packing) in [(gzip(&zeros), Packing::Gzip), (zstd(&zeros), Packing::Zstd)] {
            let want =
                "a: it unpacks to more than 200 times its size; `expansion` under [limits] of claims.toml allows more";
            assert_eq!(unpacked(&packed, packing), Err(want.to_owned()));
        }
    }
}
