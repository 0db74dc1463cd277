//! JSON in which no letter of an article steers a terminal or turns the text round it: such letters are escaped, so that
//! what reads the file gets the same strings, and who looks at it is not deceived.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::text::steers;

/// Writes a record over several lines, and ends the last.
pub(super) fn pretty(record: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(&mut *out, Escaped(PrettyFormatter::new())))?;
    writeln!(out)
}

/// Writes a record on a line, and ends it.
pub(super) fn line(record: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    record.serialize(&mut Serializer::with_formatter(&mut *out, Escaped(CompactFormatter)))?;
    writeln!(out)
}

/// A letter as JSON escapes it, in units of UTF-16.
pub(super) fn letter(letter: char, out: &mut (impl io::Write + ?Sized)) -> io::Result<()> {
    letter.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))
}

/// A way to lay out JSON, with more letters escaped.
struct Escaped<F>(F);

/// What a formatter does as the one that it is made of does it.
macro_rules! as_laid_out {
    ($($method:ident($($argument:ident: $kind:ty),*)),+ $(,)?) => {
        $(fn $method<W: io::Write + ?Sized>(&mut self, out: &mut W $(, $argument: $kind)*) -> io::Result<()> {
            self.0.$method(out $(, $argument)*)
        })+
    };
}

impl<F: Formatter> Formatter for Escaped<F> {
    as_laid_out!(
        begin_array(),
        end_array(),
        begin_array_value(first: bool),
        end_array_value(),
        begin_object(),
        end_object(),
        begin_object_key(first: bool),
        begin_object_value(),
        end_object_value(),
    );

    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut start = 0;
        for (at, steering) in fragment.char_indices().filter(|(_, letter)| steers(*letter)) {
            out.write_all(&fragment.as_bytes()[start..at])?;
            letter(steering, out)?;
            start = at + steering.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[start..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_is_escaped_and_read_back_the_same() {
        let text = "نص \"عربي\"\u{200f} \u{7f}\u{9b}2J\u{202e}\u{2066}x\u{2069}\u{2028}\u{feff}\u{e0041} \u{1F525}";
        let [mut whole, mut one] = [Vec::new(), Vec::new()];
        pretty(&[text], &mut whole).unwrap();
        line(&[text], &mut one).unwrap();
        for (json, end) in [(whole, "\n]\n"), (one, "\"]\n")] {
            let json = String::from_utf8(json).unwrap();
            let escaped = "\u{200f} \\u007f\\u009b2J\\u202e\\u2066x\\u2069\\u2028\\ufeff\\udb40\\udc41 \u{1F525}";
            assert!(json.contains(escaped) && json.ends_with(end), "{json}");
            assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
        }
    }
}
