//! The words of a page: its paragraphs, headings, captions and rows of tables, each on a line of its own.

use dom_query::{Document, NodeRef};

use crate::document::page::{CELL, Page, Role, raised};

/// Elements whose words are not shown, or are no part of an article.
const SKIPPED: [&str; 22] = [
    "aside", "audio", "button", "canvas", "dialog", "footer", "form", "head", "iframe", "input", "math", "menu", "nav",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Elements that stand in a line with what is around them; all others begin and end a paragraph.
const INLINE: [&str; 37] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "time", "tt", "u", "var", "wbr",
];

/// The text of a page, and its paragraphs.
pub(super) fn of(page: &Document) -> Page {
    let mut words = Words::default();
    let Some(root) = page.body() else { return words.page };
    // Depth first, without recursion: how deep a page nests is up to its writer.
    let mut next = root.first_child().map(|node| (node, true));
    while let Some((node, entering)) = next {
        let inside = entering && words.enter(&node);
        if let Some(child) = node.first_child().filter(|_| inside) {
            next = Some((child, true));
            continue;
        }
        if inside || !entering {
            words.leave(&node);
        }
        let up = || node.parent().filter(|parent| parent.id != root.id).map(|parent| (parent, false));
        next = node.next_sibling().map(|sibling| (sibling, true)).or_else(up);
    }
    words.end();
    words.page
}

#[derive(Default)]
struct Words {
    page: Page,
    /// The paragraph so far.
    open: String,
    /// Elements that are open: headings, captions, preformatted text, superscripts.
    heading: usize,
    caption: usize,
    preformatted: usize,
    raised: usize,
    /// The cells so far of the row that is open.
    row: Option<Vec<String>>,
}

impl Words {
    /// Takes in the beginning of a node; whether what is in it counts.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.take(&node.text());
            return false;
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else { return false };
        let name = &*name;
        if SKIPPED.contains(&name) || node.has_attr("hidden") {
            return false;
        }
        match name {
            "tr" if self.row.is_none() && is_row(node) => {
                self.end();
                self.row = Some(Vec::new());
            }
            "sup" => self.raised += 1,
            _ if INLINE.contains(&name) => {}
            _ => {
                self.end();
                self.heading += usize::from(is_heading(name));
                self.caption += usize::from(name == "figcaption");
                self.preformatted += usize::from(name == "pre");
            }
        }
        true
    }

    /// Takes in the end of an element that was entered.
    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        let name = &*name;
        match name {
            "td" | "th" if self.row.is_some() => {
                let cell = std::mem::take(&mut self.open);
                self.row.get_or_insert_default().push(cell.trim().to_owned());
            }
            "tr" if self.row.is_some() => {
                let cells = self.row.take().unwrap_or_default();
                self.page.row(&cells);
                self.open.clear();
            }
            "sup" => self.raised = self.raised.saturating_sub(1),
            _ if INLINE.contains(&name) => {}
            _ => {
                self.end();
                self.heading = self.heading.saturating_sub(usize::from(is_heading(name)));
                self.caption = self.caption.saturating_sub(usize::from(name == "figcaption"));
                self.preformatted = self.preformatted.saturating_sub(usize::from(name == "pre"));
            }
        }
    }

    /// Takes in words, their space as HTML has it: any run of it is one, but for preformatted text.
    fn take(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '\n' | '\r' if self.preformatted > 0 && self.row.is_none() => self.end(),
                letter if letter.is_ascii_whitespace() => {
                    if !self.open.is_empty() && !self.open.ends_with(' ') {
                        self.open.push(' ');
                    }
                }
                letter if self.raised > 0 => self.open.push(raised(letter)),
                letter => self.open.push(letter),
            }
        }
    }

    /// Ends the paragraph, if one is open. Within a row only its words end.
    fn end(&mut self) {
        if self.row.is_some() {
            self.take(" ");
            return;
        }
        let role = match () {
            () if self.caption > 0 => Role::Caption,
            () if self.heading > 0 => Role::Heading,
            () => Role::Body,
        };
        self.page.paragraph(&std::mem::take(&mut self.open), role);
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a row is one of figures: several cells, none of which holds text or a table of its own.
fn is_row(row: &NodeRef<'_>) -> bool {
    let is_cell = |node: &NodeRef<'_>| node.has_name("td") || node.has_name("th");
    let cells: Vec<NodeRef<'_>> = row.children_it(false).filter(is_cell).collect();
    cells.len() > 1
        && cells.iter().all(|cell| {
            let whole = cell
                .descendants_it()
                .any(|node| ["table", "h1", "h2", "h3", "article", "section"].iter().any(|name| node.has_name(name)));
            !whole && cell.text().len() <= CELL
        })
}

/// Marks the tables that hold figures, so that what looks for the article does not take them for layout.
pub(super) fn mark_tables(page: &Document) {
    for table in page.select("table").nodes() {
        let rows: Vec<_> = table.descendants_it().filter(|node| node.has_name("tr")).collect();
        if rows.len() > 1 && rows.iter().all(is_row) {
            table.set_attr("summary", "rows");
        }
    }
}
