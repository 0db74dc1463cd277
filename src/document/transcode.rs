//! A stream in any encoding, read as UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

use super::encoding;
use super::source::peek;
use super::unpack::Refusal;
use crate::error::ErrorKind;

/// How much of a stream says which encoding it is in.
const HEAD: usize = 64 * 1024;

/// A stream as UTF-8, without a byte order mark. One that is UTF-8 already is passed on as it is, right or wrong; and so
/// is one that is not Unicode, where that is all it may be.
///
/// # Errors
/// A stream that cannot be read, or whose encoding cannot be told.
pub(super) fn utf8<'a>(reader: impl Read + 'a, only_unicode: bool) -> io::Result<Box<dyn io::BufRead + 'a>> {
    let (head, reader) = peek(reader, HEAD)?;
    let encoding = match encoding::tell(&head, None) {
        Ok(encoding) if only_unicode && encoding.is_single_byte() => UTF_8,
        Ok(encoding) => encoding,
        // Which line is wrong is told where it is read.
        Err(ErrorKind::NotUtf8(_)) => UTF_8,
        Err(ErrorKind::Encoding(_)) if only_unicode => UTF_8,
        Err(kind) => return Err(io::Error::other(Refusal(kind))),
    };
    let mark = Encoding::for_bom(&head).map_or(0, |(_, mark)| mark);
    let mut reader = reader;
    io::copy(&mut reader.by_ref().take(mark as u64), &mut io::sink())?;
    if encoding == UTF_8 {
        return Ok(Box::new(reader));
    }
    let decoder = encoding.new_decoder_without_bom_handling();
    let transcoded =
        Transcoded { inner: reader, decoder, raw: vec![0; HEAD], start: 0, end: 0, last: false, done: false };
    Ok(Box::new(io::BufReader::with_capacity(HEAD, transcoded)))
}

struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    /// What was read and not yet decoded stands in `start..end`.
    raw: Vec<u8>,
    start: usize,
    end: usize,
    last: bool,
    done: bool,
}

impl<R: Read> Read for Transcoded<R> {
    /// Needs room for a letter; the reader that it stands in has it.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !self.done {
            if self.start == self.end && !self.last {
                self.end = self.inner.read(&mut self.raw)?;
                (self.start, self.last) = (0, self.end == 0);
            }
            let raw = &self.raw[self.start..self.end];
            let (result, read, written, _) = self.decoder.decode_to_utf8(raw, buffer, self.last);
            self.start += read;
            self.done = self.last && result == CoderResult::InputEmpty;
            if written > 0 || buffer.is_empty() {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
