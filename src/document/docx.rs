//! DOCX: the paragraphs, headings and tables of a document's body.
//!
//! Changes that are tracked are read as accepted. Headers, footers, notes and comments are no part of the body. What a
//! file says of its title, author and date is often its template's, and is not believed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use super::Trust;
use super::draft::{Extract, Layout, Metadata};
use super::encoding;
use super::page::{CELL, Page, Role, raised};
use super::source::too_large;
use crate::config::Limits;
use crate::error::ErrorKind;

/// However small a file is, its parts may unpack to so many bytes.
const SLACK: u64 = 1 << 20;

/// Elements whose words are not shown: what was deleted or moved away, what stands in for a
/// drawing, how a word sounds, and how a paragraph was.
const SKIPPED: [&str; 5] = ["del", "moveFrom", "Fallback", "rt", "pPrChange"];

/// The article of a file.
///
/// # Errors
/// A file that is no DOCX, is damaged, or is over a limit.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Extract, ErrorKind> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let is_body = |name: &String| name.strip_suffix(".xml").is_some_and(|name| name.starts_with("word/document"));
    let body = archive.file_names().flatten().map(std::borrow::Cow::into_owned).filter(is_body).min();
    let body = body.ok_or_else(|| ErrorKind::Unreadable("it holds no Word document".into()))?;
    let roles = match part(&mut archive, "word/styles.xml", bytes.len(), limits)? {
        Some(xml) => roles(&xml, limits)?,
        None => BTreeMap::new(),
    };
    let body = part(&mut archive, &body, bytes.len(), limits)?.unwrap_or_default();
    let mut words = Words { roles, ..Words::default() };
    walk(&body, limits, &mut words)?;
    let Page { text, blocks } = words.page;
    let layout = Layout { plain: None, blocks };
    Ok(Extract { text, layout, metadata: Metadata::default(), trust: Trust::Full })
}

fn damaged(why: &str) -> ErrorKind {
    ErrorKind::Unreadable(format!("no DOCX, or a damaged one ({why})"))
}

/// A part of the archive as text; none where there is none of that name.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    packed: usize,
    limits: &Limits,
) -> Result<Option<String>, ErrorKind> {
    let part = match archive.by_name(name) {
        Ok(part) => part,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(damaged(&error.to_string())),
    };
    let grown = SLACK.saturating_add((packed as u64).saturating_mul(limits.expansion));
    let mut bytes = Vec::new();
    part.take(grown.min(limits.file_size) + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error.to_string()))?;
    let len = bytes.len() as u64;
    if len > grown {
        let what = format!("it unpacks to more than {} times its size", limits.expansion);
        return Err(ErrorKind::Limit { what, key: "expansion" });
    }
    if len > limits.file_size {
        return Err(too_large(limits.file_size));
    }
    encoding::decode(&bytes, encoding::declared(&bytes).as_deref()).map(|text| Some(text.into_owned()))
}

/// What takes in the elements and words of a part.
trait Taker {
    fn start(&mut self, name: &str, element: &BytesStart<'_>);
    fn end(&mut self, name: &str);
    fn words(&mut self, words: &str);
}

/// Goes through a part.
fn walk(xml: &str, limits: &Limits, taker: &mut impl Taker) -> Result<(), ErrorKind> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_u64;
    // Depth at which what is skipped began.
    let mut skipped = None;
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error.to_string()))?;
        match event {
            Event::Eof => return Ok(()),
            Event::Start(element) => {
                depth += 1;
                if depth > limits.nesting {
                    let what = format!("elements nest deeper than {}", limits.nesting);
                    return Err(ErrorKind::Limit { what, key: "nesting" });
                }
                let name = local(&element);
                if skipped.is_none() && SKIPPED.contains(&name) {
                    skipped = Some(depth);
                }
                if skipped.is_none() {
                    taker.start(name, &element);
                }
            }
            Event::Empty(element) if skipped.is_none() => {
                taker.start(local(&element), &element);
                taker.end(local(&element));
            }
            Event::End(element) => {
                if skipped.is_none() {
                    taker.end(element.local_name().into_inner());
                } else if skipped == Some(depth) {
                    skipped = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(words) if skipped.is_none() => taker.words(&words),
            Event::CData(words) if skipped.is_none() => taker.words(&words),
            Event::GeneralRef(name) if skipped.is_none() => {
                let letter = name.resolve_char_ref().ok().flatten();
                let mut buffer = [0; 4];
                match letter {
                    Some(letter) => taker.words(letter.encode_utf8(&mut buffer)),
                    None => taker.words(quick_xml::escape::resolve_xml_entity(&name).unwrap_or_default()),
                }
            }
            _ => {}
        }
    }
}

fn local<'a>(element: &'a BytesStart<'_>) -> &'a str {
    element.local_name().into_inner()
}

/// An attribute by its name without a prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

// ------------------------------------------------------------------------------------------------------ styles

/// What paragraphs of each style are.
fn roles(xml: &str, limits: &Limits) -> Result<BTreeMap<String, Role>, ErrorKind> {
    let mut styles = Styles::default();
    walk(xml, limits, &mut styles)?;
    Ok(styles.roles)
}

#[derive(Default)]
struct Styles {
    /// The style that is open.
    id: Option<String>,
    roles: BTreeMap<String, Role>,
}

impl Taker for Styles {
    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        let role = match name {
            "style" => {
                self.id = attribute(element, "styleId");
                return;
            }
            // The name is in English whatever the language of Word is; the id is not.
            "name" => match attribute(element, "val").unwrap_or_default().to_lowercase().as_str() {
                "title" => Role::Heading,
                "caption" => Role::Caption,
                name if name.starts_with("heading") => Role::Heading,
                _ => return,
            },
            "outlineLvl" => Role::Heading,
            _ => return,
        };
        if let Some(id) = &self.id {
            self.roles.entry(id.clone()).or_insert(role);
        }
    }

    fn end(&mut self, name: &str) {
        if name == "style" {
            self.id = None;
        }
    }

    fn words(&mut self, _: &str) {}
}

// -------------------------------------------------------------------------------------------------------- body

#[derive(Default)]
struct Words {
    page: Page,
    roles: BTreeMap<String, Role>,
    /// Paragraphs that are open: a text box within a paragraph holds others.
    open: Vec<(String, Role)>,
    /// Tables that are open; those within a cell are part of its words.
    tables: usize,
    /// The cells so far of the row that is open, each joined, and their paragraphs.
    row: Vec<String>,
    cells: Vec<(String, Role)>,
    /// Where in `cells` the cell that is open begins.
    cell: usize,
    in_text: bool,
    raised: bool,
}

impl Taker for Words {
    fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "p" => self.open.push(Default::default()),
            "pStyle" => {
                let role = attribute(element, "val").and_then(|id| self.roles.get(&id).copied());
                if let (Some(role), Some((_, open))) = (role, self.open.last_mut()) {
                    *open = role;
                }
            }
            "outlineLvl" => {
                let body = attribute(element, "val").is_some_and(|level| level == "9");
                if let Some((_, open)) = self.open.last_mut().filter(|_| !body) {
                    *open = Role::Heading;
                }
            }
            "t" => self.in_text = true,
            "r" => self.raised = false,
            "vertAlign" => self.raised = attribute(element, "val").is_some_and(|value| value == "superscript"),
            "tab" | "ptab" => self.push(" "),
            "noBreakHyphen" => self.push("-"),
            "br" | "cr" => self.end_line(),
            "tbl" => self.tables += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => {
                self.end_line();
                self.open.pop();
            }
            "tc" if self.tables == 1 => {
                let words: Vec<&str> = self.cells[self.cell..].iter().map(|(words, _)| words.as_str()).collect();
                self.row.push(words.join(" "));
                self.cell = self.cells.len();
            }
            "tr" if self.tables == 1 => self.end_row(),
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if !self.in_text {
            return;
        }
        if self.raised {
            let words: String = words.chars().map(raised).collect();
            self.push(&words);
        } else {
            self.push(words);
        }
    }
}

impl Words {
    fn push(&mut self, words: &str) {
        if let Some((open, _)) = self.open.last_mut() {
            open.push_str(words);
        }
    }

    /// Ends the words of a paragraph; what follows is another of its kind.
    fn end_line(&mut self) {
        let Some((open, role)) = self.open.last_mut() else { return };
        let words = std::mem::take(open);
        if self.tables == 0 {
            self.page.paragraph(&words, *role);
        } else {
            self.cells.push((words, *role));
        }
    }

    /// Ends a row: one of figures, or one that only lays a page out.
    fn end_row(&mut self) {
        let (row, cells) = (std::mem::take(&mut self.row), std::mem::take(&mut self.cells));
        self.cell = 0;
        if row.len() > 1 && row.iter().all(|cell| cell.len() <= CELL) {
            self.page.row(&row);
        } else {
            for (words, role) in cells {
                self.page.paragraph(&words, role);
            }
        }
    }
}
