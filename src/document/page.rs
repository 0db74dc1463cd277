//! Text that is put together from a file with markup: a paragraph or a row of a table a line.

use super::draft::Block;
use super::sentence::trimmed;
use crate::span::Span;

/// From so many bytes on, a cell holds text of its own, and its table only lays a page out.
pub(super) const CELL: usize = 600;

/// What a paragraph is by its markup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Body,
    Heading,
    Caption,
}

/// The text so far, and its paragraphs.
#[derive(Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

impl Page {
    /// Adds a paragraph, unless it is blank.
    pub(super) fn paragraph(&mut self, words: &str, role: Role) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        // Line ends and other signs without a width would make lines that no one sees.
        self.text.extend(words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }));
        if let Some(span) = trimmed(&self.text, Span::new(start, self.text.len())) {
            self.text.truncate(span.end);
            self.blocks.push(Block { span, heading: role == Role::Heading, picture: role == Role::Caption });
        }
    }

    /// Adds a row of a table.
    pub(super) fn row(&mut self, cells: &[String]) {
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells: Vec<&str> = cells.iter().map(|cell| cell.trim()).collect();
            self.paragraph(&format!("| {} |", cells.join(" | ")), Role::Body);
        }
    }
}

/// A digit that stands raised, as one: `10⁶` is no 106.
pub(super) fn raised(letter: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    letter.to_digit(10).and_then(|digit| RAISED.get(digit as usize)).copied().unwrap_or(letter)
}
