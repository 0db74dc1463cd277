//! Lines of a text: where each begins, in bytes and in code points.

use memchr::memchr2;

use crate::span::Span;

/// The lines of a text without their ends; `\n`, `\r\n` and a lone `\r` each end one.
pub(super) fn spans(text: &str) -> impl Iterator<Item = Span> {
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let Some(len) = memchr2(b'\n', b'\r', &text.as_bytes()[from..]) else {
            start = None;
            return Some(Span::new(from, text.len()));
        };
        let end = from + len;
        start = Some(end + if text[end..].starts_with("\r\n") { 2 } else { 1 });
        Some(Span::new(from, end))
    })
}

/// Where the lines of a text begin, so that a place is found without reading the text again.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// First byte of each line, and the code points before it.
    starts: Vec<(usize, usize)>,
    /// The same for places within long lines, so that none has to be counted through for each of its mentions.
    marks: Vec<(usize, usize)>,
}

/// How far apart such places are, in bytes.
const MARK: usize = 4096;

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let (mut starts, mut marks, mut last) = (Vec::new(), Vec::new(), (0, 0));
        let mut count = |to: usize| {
            last = (to, last.1 + code_points(&text[last.0..to]));
            last
        };
        for line in spans(text) {
            starts.push(count(line.start));
            let mut at = line.start;
            while line.end - at > MARK {
                at = text.floor_char_boundary(at + MARK);
                marks.push(count(at));
            }
        }
        Self { starts, marks }
    }

    /// The line that a byte stands in, from 1.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|(start, _)| *start <= byte).max(1)
    }

    /// The code points before a byte of the text.
    pub(super) fn characters(&self, text: &str, byte: usize) -> usize {
        let line = self.starts.get(self.line(byte) - 1).copied().unwrap_or_default();
        let mark = self.marks[..self.marks.partition_point(|(mark, _)| *mark <= byte)].last().copied();
        let (start, before) = mark.unwrap_or_default().max(line);
        before + text.get(start..byte).map_or(0, code_points)
    }
}

fn code_points(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\nb\r\nج\rd\n";
        assert_eq!(spans(text).map(|line| line.of(text)).collect::<Vec<_>>(), ["a", "b", "ج", "d", ""]);
        let lines = Lines::new(text);
        let at = |word: &str| text.find(word).unwrap();
        assert_eq!(["a", "b", "ج", "d"].map(|word| lines.line(at(word))), [1, 2, 3, 4]);
        assert_eq!(["a", "b", "ج", "d"].map(|word| lines.characters(text, at(word))), [0, 2, 5, 7]);
        assert_eq!((lines.line(99), lines.characters(text, text.len())), (5, 9));
    }

    #[test]
    fn long_lines_are_counted_from_marks() {
        let text = format!("a\n{}\n{}b", "ج".repeat(5000), "د".repeat(9000));
        let lines = Lines::new(&text);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)).step_by(997) {
            assert_eq!(lines.characters(&text, at), text[..at].chars().count());
        }
        assert_eq!((lines.line(text.len() - 1), lines.marks.len()), (3, 6));
    }
}
