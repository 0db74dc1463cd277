//! A claim as a line of JSON, written by hand: most of what `mizan claims` does with a claim is to write it. The fields
//! are those of [`ClaimRecord`], and a test holds every line to what `serde_json` makes of the record.

use super::escape;
use super::record::{ClaimRecord, ParticipantRecord};
use super::text::steers;

/// Lines of JSON, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// What is written so far.
    pub text: Vec<u8>,
    /// The last sentence in quotes, escaped, and where it stands in the text; its other claims take it over.
    sentence: (String, std::ops::Range<usize>),
}

impl Lines {
    /// Forgets what was written, and keeps the room for it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.sentence.0.clear();
    }

    /// Writes a claim and ends the line.
    pub fn claim(&mut self, claim: &ClaimRecord<'_>) {
        self.raw("{\"id\":");
        self.string(claim.id);
        self.raw(",\"document\":");
        self.string(claim.document);
        self.plain(",\"field\":\"", claim.field);
        self.raw("\",\"line\":");
        self.number(claim.line);
        self.raw(",\"start\":");
        self.number(claim.start);
        self.raw(",\"end\":");
        self.number(claim.end);
        self.raw(",\"quote\":");
        self.string(claim.quote);
        self.raw(",\"sentence\":");
        self.sentence(claim.sentence);
        self.plain(",\"type\":\"", claim.kind);
        self.raw("\",\"value\":");
        self.optional(claim.value.as_deref());
        self.raw(",\"value2\":");
        self.optional(claim.value2.as_deref());
        self.raw(",\"low\":");
        self.optional(claim.low.as_deref());
        self.raw(",\"high\":");
        self.optional(claim.high.as_deref());
        self.plain(",\"modifier\":\"", claim.modifier);
        self.raw("\",\"unit\":");
        self.optional(claim.unit);
        self.plain(",\"change\":\"", claim.change);
        self.raw("\",\"measure\":[");
        for (at, measure) in claim.measure.iter().enumerate() {
            self.raw(if at > 0 { "," } else { "" });
            self.string(measure);
        }
        self.raw("],\"participants\":[");
        for (at, ParticipantRecord { entity, role }) in claim.participants.iter().enumerate() {
            self.raw(if at > 0 { ",{\"entity\":" } else { "{\"entity\":" });
            self.string(entity);
            self.plain(",\"role\":\"", role);
            self.raw("\"}");
        }
        self.raw("],\"period\":");
        self.optional(claim.period.as_deref());
        self.raw(",\"part\":");
        self.optional(claim.part);
        self.plain(",\"polarity\":\"", claim.polarity);
        self.plain("\",\"modality\":\"", claim.modality);
        self.raw("\",\"attribution\":");
        self.optional(claim.attribution);
        self.raw(",\"as_of\":");
        self.optional(claim.as_of.as_deref());
        self.raw(",\"rule\":");
        self.string(claim.rule);
        self.raw(",\"note\":");
        self.optional(claim.note);
        self.raw(",\"set_aside\":");
        self.optional(claim.set_aside);
        self.raw("}\n");
    }

    fn raw(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    /// A key with what leads to it, and a word of the contract, which needs no escaping.
    fn plain(&mut self, key: &str, word: &str) {
        self.raw(key);
        self.raw(word);
    }

    fn number(&mut self, number: usize) {
        let mut digits = [0; 20];
        let mut first = digits.len();
        let mut rest = number;
        while first == digits.len() || rest > 0 {
            first -= 1;
            // The remainder of a division by ten is a digit.
            digits[first] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        self.text.extend_from_slice(&digits[first..]);
    }

    fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.string(text),
            None => self.raw("null"),
        }
    }

    fn sentence(&mut self, sentence: &str) {
        let start = self.text.len();
        if self.sentence.0 == sentence && !sentence.is_empty() {
            self.text.extend_from_within(self.sentence.1.clone());
        } else {
            self.string(sentence);
            self.sentence.0.clear();
            self.sentence.0.push_str(sentence);
        }
        self.sentence.1 = start..self.text.len();
    }

    /// A text in quotes. What has nothing to escape is copied as it is.
    fn string(&mut self, text: &str) {
        self.text.push(b'"');
        let mut rest = text;
        while let Some(at) = first_doubtful(rest.as_bytes()) {
            let (before, doubtful) = rest.split_at(at);
            self.raw(before);
            let letter = doubtful.chars().next().unwrap_or_default();
            rest = &doubtful[letter.len_utf8()..];
            self.letter(letter);
        }
        self.raw(rest);
        self.text.push(b'"');
    }

    /// A letter, escaped where it has to be.
    fn letter(&mut self, letter: char) {
        match u8::try_from(letter) {
            Ok(byte) if byte.is_ascii() && byte != 0x7F => self.escape(byte),
            // Writing to memory cannot fail.
            _ if steers(letter) => drop(escape::letter(letter, &mut self.text)),
            _ => self.raw(letter.encode_utf8(&mut [0; 4])),
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.raw("\\\""),
            b'\\' => self.raw("\\\\"),
            b'\n' => self.raw("\\n"),
            b'\r' => self.raw("\\r"),
            b'\t' => self.raw("\\t"),
            0x08 => self.raw("\\b"),
            0x0C => self.raw("\\f"),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                self.raw("\\u00");
                self.text.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            }
        }
    }
}

/// The first byte of a letter that may have to be escaped: a quote, a backslash, a control character, and what those with
/// which letters begin that steer ([`steers`]), which are few in Arabic and English. Looked for sixteen bytes at a time, which
/// the compiler does at once.
fn first_doubtful(text: &[u8]) -> Option<usize> {
    let doubtful = |byte: &u8| *byte < 0x20 || matches!(*byte, b'"' | b'\\' | 0x7F | 0xC2 | 0xE2..);
    let mut chunks = text.chunks_exact(16);
    let mut at = 0;
    for chunk in &mut chunks {
        if chunk.iter().fold(false, |any, byte| any | doubtful(byte)) {
            return chunk.iter().position(doubtful).map(|within| at + within);
        }
        at += chunk.len();
    }
    chunks.remainder().iter().position(doubtful).map(|within| at + within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::extract;
    use crate::config::Config;
    use crate::document::Document;

    #[test]
    fn a_line_is_what_serde_json_makes_of_the_record() {
        let text = "قال \"الوزير\" إن 30 شخصا قتلوا بين 5 و7 مايو 2013 في القاهرة،\tوأصيب \\ نحو 1.5 مليون.\n\n\
                    Exports rose 4.5 percent to $9 billion in 2012\u{1}, the minister said, up from 7; dozens left.\n\n\
                    القناة 7 / \u{1F525} 12 طنا\n\nIt has been the second largest since March 2010, at 18:05.";
        let document = Document::from_text("a \"b\"\\.txt", text, &Config::default()).unwrap();
        let claims = extract(&document);
        assert!(claims.len() > 8, "{}", claims.len());
        let mut lines = Lines::default();
        for claim in &claims {
            let record = ClaimRecord::from(claim);
            let start = lines.text.len();
            lines.claim(&record);
            let line = std::str::from_utf8(&lines.text[start..]).unwrap();
            let mut whole = Vec::new();
            escape::line(&record, &mut whole).unwrap();
            assert_eq!(line, String::from_utf8(whole).unwrap());
        }
    }

    #[test]
    fn every_letter_is_written_as_the_other_formats_write_it() {
        let letters = (0..0x3000_u32).chain(0xE000..0x1_0000).chain(0xE_0000..0xE_0080).filter_map(char::from_u32);
        for letter in letters {
            let text = format!("0123456789abcdef{letter}z").repeat(3);
            let (mut lines, mut whole) = (Lines::default(), Vec::new());
            lines.string(&text);
            escape::line(&text, &mut whole).unwrap();
            assert_eq!(lines.text, whole.trim_ascii_end(), "{letter:?}");
        }
    }
}
