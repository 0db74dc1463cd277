//! Text that people see: cleaned of control characters, measured, wrapped, and isolated by direction.

use std::borrow::Cow;
use std::ops::Range;

use anstyle::Style;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// First strong isolate, right-to-left isolate, left-to-right isolate, and what ends each.
const FSI: char = '\u{2068}';
const RLI: char = '\u{2067}';
const LRI: char = '\u{2066}';
const PDI: char = '\u{2069}';

/// Text of others without what could steer a terminal or turn the text round it: white space of any kind becomes a
/// space, other control characters U+FFFD; direction overrides, embeddings and isolates, and characters that stand for
/// nothing, go. Direction marks stay, since right-to-left text needs them.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(cleaned).collect())
}

/// Whether a letter is one that [`clean`] leaves out or replaces.
pub(super) fn steers(letter: char) -> bool {
    cleaned(letter) != Some(letter)
}

fn cleaned(letter: char) -> Option<char> {
    match letter {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => None,
        '\u{E0000}'..='\u{E0FFF}' | '\u{FDD0}'..='\u{FDEF}' => None,
        _ if u32::from(letter) & 0xFFFE == 0xFFFE => None,
        _ if letter.is_control() => Some(char::REPLACEMENT_CHARACTER),
        _ => Some(letter),
    }
}

/// The cells that a terminal takes for a text.
///
/// Measured cluster by cluster: taken as a whole, lam and alef would count as the one cell of their ligature, where
/// terminals draw two.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Whether any of it runs from right to left.
pub(super) fn has_right_to_left(text: &str) -> bool {
    text.chars().any(|letter| matches!(bidi_class(letter), BidiClass::R | BidiClass::AL))
}

/// Whether the first letter that has a direction runs from right to left.
fn begins_right_to_left<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    let strong = texts.into_iter().flat_map(str::chars).find_map(|letter| match bidi_class(letter) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    });
    strong.unwrap_or(false)
}

/// The direction of a part of a line, and so how it is isolated from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// The report's own words, which set the direction of the line.
    Line,
    /// Words of an article: as its first letter runs.
    Own,
    /// From right to left.
    RightToLeft,
    /// From left to right, whatever it holds.
    LeftToRight,
}

/// A run of one style in a part.
#[derive(Clone, Debug)]
struct Run {
    part: usize,
    style: Style,
    text: String,
}

/// Text to be wrapped and written: runs with a style, in parts with a direction. A no-break space holds its neighbours
/// on one line and is written as a space.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    parts: Vec<Base>,
    runs: Vec<Run>,
}

/// How a line is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// With styles.
    pub color: bool,
    /// With direction isolates.
    pub isolate: bool,
}

impl Text {
    /// Adds words of the report itself.
    pub fn say(self, text: &str) -> Self {
        self.styled(text, Style::new())
    }

    /// Adds words of the report itself in a style.
    pub fn styled(self, text: &str, style: Style) -> Self {
        self.part(Base::Line).run(text, style)
    }

    /// Adds words of an article, or of a reason that may cite it.
    pub fn quote(self, text: &str) -> Self {
        self.part(Base::Own).run(text, Style::new())
    }

    /// Adds a path.
    pub fn path(self, text: &str) -> Self {
        self.part(Base::LeftToRight).run(text, Style::new())
    }

    /// Adds a value, which reads from left to right even where it counts by a word that does not.
    pub fn value(self, text: &str, style: Style) -> Self {
        self.part(if has_right_to_left(text) { Base::LeftToRight } else { Base::Line }).run(text, style)
    }

    /// Opens words of an article that [`Text::run`] adds piece by piece.
    pub fn open_quote(self) -> Self {
        self.part(Base::Own)
    }

    fn part(mut self, base: Base) -> Self {
        self.parts.push(base);
        self
    }

    /// Adds words to the part that was opened last.
    pub fn run(mut self, text: &str, style: Style) -> Self {
        if !text.is_empty() {
            let part = self.parts.len().saturating_sub(1);
            self.runs.push(Run { part, style, text: clean(text).into_owned() });
        }
        self
    }

    /// Adds all of another text.
    pub fn join(mut self, other: Self) -> Self {
        let parts = self.parts.len();
        self.parts.extend(other.parts);
        self.runs.extend(other.runs.into_iter().map(|run| Run { part: run.part + parts, ..run }));
        self
    }

    /// Its parts, each of one direction.
    pub fn parts(&self) -> impl Iterator<Item = String> {
        let text = |part: &[Run]| part.iter().map(|run| run.text.as_str()).collect();
        self.runs.chunk_by(|a, b| a.part == b.part).map(text)
    }

    /// The cells that it takes on one line.
    pub fn width(&self) -> usize {
        self.runs.iter().map(|run| width(&run.text)).sum()
    }

    /// The lines of at most so many cells that it takes, each complete in itself: styles and isolates end with the
    /// line. A number that is longer than a line stays whole.
    pub fn lines(&self, width: usize, look: Look) -> Vec<String> {
        let (cells, bases) = (self.cells(), self.bases());
        breaks(&cells, width.max(1)).into_iter().map(|line| render(&cells[line], &bases, look)).collect()
    }

    /// All of it on one line.
    pub fn line(&self, look: Look) -> String {
        render(&self.cells(), &self.bases(), look)
    }

    fn cells(&self) -> Vec<Cell<'_>> {
        let cell =
            |run: &'_ Run, text| Cell { part: run.part, style: run.style, text, width: UnicodeWidthStr::width(text) };
        self.runs.iter().flat_map(|run| run.text.graphemes(true).map(move |text| cell(run, text))).collect()
    }

    fn bases(&self) -> Vec<Base> {
        (0..self.parts.len()).map(|part| self.resolved(part)).collect()
    }

    /// The direction of a part of an article, known from all of it: a line that goes on with a Latin name stays in it.
    fn resolved(&self, part: usize) -> Base {
        let texts = || self.runs.iter().filter(move |run| run.part == part).map(|run| run.text.as_str());
        match self.parts[part] {
            Base::Own if !texts().any(has_right_to_left) => Base::Line,
            Base::Own if begins_right_to_left(texts()) => Base::RightToLeft,
            Base::Own => Base::LeftToRight,
            base => base,
        }
    }
}

/// A grapheme cluster of a text.
#[derive(Clone, Copy)]
struct Cell<'a> {
    part: usize,
    style: Style,
    text: &'a str,
    width: usize,
}

impl Cell<'_> {
    fn letter(&self) -> char {
        self.text.chars().next().unwrap_or(' ')
    }

    fn is_space(&self) -> bool {
        self.letter().is_whitespace() && !matches!(self.letter(), '\u{A0}' | '\u{2007}' | '\u{202F}')
    }
}

/// The ranges of cells that make up the lines.
fn breaks(cells: &[Cell], limit: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let end = line_end(cells, start, limit);
        lines.push(start..trimmed(cells, start, end));
        start = (end..cells.len()).find(|at| !cells[*at].is_space()).unwrap_or(cells.len());
    }
    lines
}

/// Where the line that begins at `start` ends: at the last space that fits; inside a word only where no space does.
fn line_end(cells: &[Cell], start: usize, limit: usize) -> usize {
    let mut taken = 0;
    let mut space = None;
    for at in start..cells.len() {
        if cells[at].is_space() && may_part(cells, at) {
            space = Some(at);
        }
        taken += cells[at].width;
        if taken > limit && !cells[at].is_space() {
            return space.filter(|space| *space > start).unwrap_or_else(|| inside_word(cells, start, at));
        }
    }
    cells.len()
}

/// Whether a line may end at this space: not at one that groups the digits of a number.
fn may_part(cells: &[Cell], at: usize) -> bool {
    let digit = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.letter().is_numeric());
    !(digit(at.checked_sub(1).and_then(|before| cells.get(before))) && digit(cells.get(at + 1)))
}

/// Where a word that is longer than the line parts: at `at` or before it, else after it, but never within a number.
fn inside_word(cells: &[Cell], start: usize, at: usize) -> usize {
    let in_number = |at: usize| {
        let part_of_number = |cell: &Cell| {
            let letter = cell.letter();
            letter.is_numeric()
                || matches!(letter, '.' | ',' | '\u{66B}' | '\u{66C}' | '\u{60C}' | '\u{A0}' | '\u{202F}')
        };
        part_of_number(&cells[at - 1]) && (part_of_number(&cells[at]) || matches!(cells[at].letter(), '%' | '\u{66A}'))
    };
    let back = (start + 1..=at).rev().find(|at| !in_number(*at));
    back.or_else(|| (at + 1..cells.len()).find(|at| cells[*at].is_space() || !in_number(*at))).unwrap_or(cells.len())
}

fn trimmed(cells: &[Cell], start: usize, end: usize) -> usize {
    (start..end).rev().find(|at| !cells[*at].is_space()).map_or(start, |last| last + 1)
}

fn render(cells: &[Cell], bases: &[Base], look: Look) -> String {
    let mut line = String::new();
    for part in cells.chunk_by(|a, b| a.part == b.part) {
        let base = bases[part[0].part];
        let open = match base {
            _ if !look.isolate => None,
            Base::Line | Base::Own => None,
            Base::LeftToRight => Some(LRI),
            // The line may begin with a word that runs the other way; then it needs to be told.
            Base::RightToLeft if begins_right_to_left(part.iter().map(|cell| cell.text)) => Some(FSI),
            Base::RightToLeft => Some(RLI),
        };
        line.extend(open);
        for run in part.chunk_by(|a, b| a.style == b.style) {
            let style = if look.color { run[0].style } else { Style::new() };
            line += &style.render().to_string();
            line.extend(run.iter().map(|cell| if cell.letter() == '\u{A0}' { " " } else { cell.text }));
            line += &style.render_reset().to_string();
        }
        line.extend(open.map(|_| PDI));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISOLATED: Look = Look { color: false, isolate: true };

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        Text::default().quote(text).lines(width, Look::default())
    }

    #[test]
    fn nothing_of_an_article_steers_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}c\u{7}\0"), "a\u{fffd}[31mb\u{fffd}c\u{fffd}\u{fffd}");
        assert_eq!(clean("a\r\n\tb\u{2028}c\u{85}d"), "a   b c d");
        assert_eq!(clean("\u{202e}txt\u{202c}\u{2067}x\u{2069}\u{feff}\u{fdd0}"), "txtx");
        assert!(matches!(clean("قال\u{200f} 30٪"), Cow::Borrowed(_)));
    }

    #[test]
    fn lam_alef_takes_two_cells() {
        assert_eq!(width("لا"), 2);
        assert_eq!(width("علاقات"), 6);
        assert_eq!(width("عَلَاقَات"), 6);
        assert_eq!(width("more than 30 %"), 14);
    }

    #[test]
    fn lines_end_at_spaces_and_fit() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 13), ["one two three"]);
        assert_eq!(wrapped("one  two", 5), ["one", "two"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert!(wrapped("", 10).is_empty());
    }

    #[test]
    fn a_number_stays_whole() {
        assert_eq!(wrapped("some 1,250,000 men", 8), ["some", "1,250,000", "men"]);
        assert_eq!(wrapped("is 1 250 000 now", 9), ["is", "1 250 000", "now"]);
        assert_eq!(wrapped("rose 9.4% in", 8), ["rose", "9.4% in"]);
        assert_eq!(wrapped("بلغت 12٫5٪ من", 7), ["بلغت", "12٫5٪", "من"]);
        assert_eq!(wrapped("12,5", 2), ["12,5"]);
        assert_eq!(wrapped("more than 30\u{a0}%", 12), ["more than", "30 %"]);
    }

    #[test]
    fn isolates_are_balanced_on_each_line() {
        let text = Text::default().say("why: ").quote("قال Reuters إن العدد 30").say(" [").path("a/ب.txt").say("]");
        assert_eq!(text.line(ISOLATED), "why: \u{2068}قال Reuters إن العدد 30\u{2069} [\u{2066}a/ب.txt\u{2069}]");
        for line in text.lines(12, ISOLATED) {
            let opened = line.matches([FSI, RLI, LRI]).count();
            assert_eq!(opened, line.matches(PDI).count(), "{line:?}");
        }
    }

    #[test]
    fn a_line_keeps_the_direction_of_its_text() {
        let lines = Text::default().quote("قالت Reuters وكالة").lines(7, ISOLATED);
        assert_eq!(lines, ["\u{2068}قالت\u{2069}", "\u{2067}Reuters\u{2069}", "\u{2068}وكالة\u{2069}"]);
        assert_eq!(Text::default().quote("plain").line(ISOLATED), "plain");
    }

    #[test]
    fn styles_end_with_the_line() {
        let text = Text::default().styled("one two", Style::new().bold());
        let lines = text.lines(4, Look { color: true, isolate: false });
        assert_eq!(lines, ["\u{1b}[1mone\u{1b}[0m", "\u{1b}[1mtwo\u{1b}[0m"]);
    }
}
