//! From bytes to text: which encoding they are in.
//!
//! What is UTF-8 beyond doubt is read as such, whatever a page that was saved anew still declares. Else the declaration
//! decides, then what the bytes look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};

use crate::error::ErrorKind;

/// The encodings of one byte a letter that a guess may name: those that the languages here were written in.
const GUESSED: [&Encoding; 3] = [WINDOWS_1256, ISO_8859_6, WINDOWS_1252];
/// Where declarations stand.
const HEAD: usize = 2048;
/// How much is looked at where a guess is needed.
const SAMPLE: usize = 256 * 1024;

/// The text of some bytes, without a byte order mark; `declared` is the name of an encoding that they declare.
///
/// # Errors
/// Bytes that are no text, or in no encoding that can be told.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Cow<'a, str>, ErrorKind> {
    let encoding = tell(bytes, declared)?;
    let (_, mark) = Encoding::for_bom(bytes).unwrap_or((encoding, 0));
    let bytes = &bytes[mark..];
    let refuse = |at: usize| match encoding {
        _ if encoding == UTF_8 => ErrorKind::NotUtf8(mark + at),
        _ => ErrorKind::Encoding(format!("not in {}, though it looks so", encoding.name())),
    };
    let text = if encoding == UTF_8 {
        Cow::Borrowed(std::str::from_utf8(bytes).map_err(|error| refuse(error.valid_up_to()))?)
    } else {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| refuse(0))?
    };
    if text.contains('\0') { Err(ErrorKind::Binary) } else { Ok(text) }
}

/// The encoding of some bytes, by all of them or by the first ones of a stream.
pub(super) fn tell(bytes: &[u8], declared: Option<&str>) -> Result<&'static Encoding, ErrorKind> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    let valid = std::str::from_utf8(bytes);
    if let Err(error) = &valid
        && error.error_len().is_none()
        && bytes.len() > HEAD
    {
        // A stream's first bytes may end within a letter.
        return tell(&bytes[..error.valid_up_to()], declared);
    }
    if valid.is_ok() && !bytes.contains(&0) {
        return Ok(UTF_8);
    }
    let named = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Some(encoding) =
        named.filter(|encoding| *encoding != UTF_8 && !encoding.is_single_byte() || !bytes.contains(&0))
        && encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
    {
        return Ok(encoding);
    }
    if let Some(encoding) = utf16(bytes) {
        return Ok(encoding);
    }
    if bytes.contains(&0) {
        return Err(ErrorKind::Binary);
    }
    let Err(error) = valid else { return Ok(UTF_8) };
    if is_damaged_utf8(bytes) {
        return Err(ErrorKind::NotUtf8(error.valid_up_to()));
    }
    guess(bytes)
}

/// The encoding that the head of an HTML or XML page declares.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let label = |key: &str, open: &str| {
        let inside = &head[head.find(open)? + open.len()..];
        let value = &inside[inside.find(key)? + key.len()..];
        let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:.".contains(letter))?;
        Some(value[..end].to_owned()).filter(|label| !label.is_empty())
    };
    label("encoding", "<?xml").or_else(|| label("charset", "<meta")).or_else(|| label("charset", "content-type:"))
}

/// UTF-16 without a mark: text has spaces or line ends in it, and most of its letters are of one block.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(HEAD) & !1];
    if bytes.len() % 2 == 1 || sample.len() < 8 {
        return None;
    }
    let units = |high: usize| sample.chunks_exact(2).map(move |pair| u16::from_be_bytes([pair[high], pair[1 - high]]));
    let common =
        |high: usize| units(high).filter(|unit| matches!(unit, 9 | 10 | 13 | 0x20..0x7F | 0x600..0x700)).count();
    let (big, little) = (common(0), common(1));
    let enough = |count: usize| count * 10 >= sample.len() / 2 * 9;
    match (enough(big), enough(little)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether bytes are UTF-8 with some that are not: as many letters of several bytes are right as wrong.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
        right += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right >= wrong
}

/// The encoding that bytes look to be in.
fn guess(bytes: &[u8]) -> Result<&'static Encoding, ErrorKind> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if GUESSED.contains(&guess) {
        return Ok(guess);
    }
    Err(ErrorKind::Encoding(format!("in an encoding that cannot be told (like {})", guess.name())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARABIC: &str = "قتل 30 شخصا على الأقل، وأصيب 12 آخرون في حريق وسط القاهرة. وقالت الشرطة إن السبب لم يعرف بعد.";
    const ENGLISH: &str = "At least 30 people were killed \u{2013} and 12 hurt \u{2013} in a café\u{2019}s fire.";

    fn read(bytes: &[u8], declared: Option<&str>) -> Result<String, String> {
        decode(bytes, declared).map(Cow::into_owned).map_err(|kind| kind.to_string())
    }

    #[test]
    fn arabic_is_told_by_its_bytes() {
        for encoding in [WINDOWS_1256, ISO_8859_6] {
            let (bytes, _, lost) = encoding.encode(ARABIC);
            assert!(!lost);
            assert_eq!(tell(&bytes, None), Ok(encoding));
            assert_eq!(read(&bytes, None).as_deref(), Ok(ARABIC));
        }
        let (bytes, _, _) = WINDOWS_1252.encode(ENGLISH);
        assert_eq!(read(&bytes, None).as_deref(), Ok(ENGLISH));
    }

    #[test]
    fn utf16_is_told_with_and_without_a_mark() {
        for text in [ARABIC, ENGLISH] {
            for (mark, bytes) in [
                ([0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
                ([0xFE, 0xFF], text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ] {
                assert_eq!(read(&[&mark[..], &bytes].concat(), None).as_deref(), Ok(text));
                assert_eq!(read(&bytes, None).as_deref(), Ok(text));
            }
        }
        assert_eq!(read("\u{FEFF}قتل".as_bytes(), None).as_deref(), Ok("قتل"));
    }

    #[test]
    fn a_declaration_decides_unless_the_bytes_are_utf8() {
        let (bytes, ..) = WINDOWS_1256.encode("قتل 30");
        assert_eq!(read(&bytes, Some("windows-1256")).as_deref(), Ok("قتل 30"));
        assert_eq!(read("قتل 30".as_bytes(), Some("windows-1256")).as_deref(), Ok("قتل 30"));
        let (bytes, ..) = WINDOWS_1256.encode(ARABIC);
        assert_eq!(read(&bytes, Some("utf-8")).as_deref(), Ok(ARABIC));
        assert_eq!(read(b"plain", Some("utf-16")).as_deref(), Ok("plain"));
    }

    #[test]
    fn declarations_are_found() {
        for (head, want) in [
            ("<!DOCTYPE html><meta charset=windows-1256>", Some("windows-1256")),
            ("<META http-equiv='Content-Type' content='text/html; CHARSET=ISO-8859-6'>", Some("iso-8859-6")),
            ("<?xml version=\"1.0\" encoding=\"utf-16\"?>", Some("utf-16")),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=cp1256\r\n\r\n<p>", Some("cp1256")),
            ("<meta name=viewport content=x>", None),
        ] {
            assert_eq!(declared(head.as_bytes()).as_deref(), want);
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let mut bytes = ARABIC.as_bytes().to_vec();
        bytes[40] = 0xFF;
        assert_eq!(
            read(&bytes, None).unwrap_err(),
            "not UTF-8 (first bad byte at offset 39); convert it, for example with iconv"
        );
        assert_eq!(read(b"a\0b", None).unwrap_err(), ErrorKind::Binary.to_string());
        assert_eq!(
            read(b"\xFF\xFEa", None).unwrap_err(),
            "not in UTF-16LE, though it looks so; convert it to UTF-8, for example with iconv"
        );
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("В результате пожара в центре города погибли 30 человек.");
        assert!(read(&bytes, None).unwrap_err().starts_with("in an encoding that cannot be told"));
    }
}
