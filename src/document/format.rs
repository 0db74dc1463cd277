//! What a file holds, by the endings of its name.

use std::path::Path;

use crate::error::ErrorKind;

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Docx,
    Pdf,
    Jsonl,
    Csv,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    Gzip,
    Zstd,
}

/// The endings of a name: `.jsonl.gz` is a feed, packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) format: Format,
    pub(super) packing: Packing,
}

impl Kind {
    /// What a name stands for; none where its ending stands for no article, or it has none.
    pub(super) fn of(name: &Path) -> Option<Self> {
        let (name, packing) = unpacked(name);
        Some(Self { format: format(&ending(name)?)?, packing })
    }

    /// The same for a file that someone names: one without an ending is text.
    ///
    /// # Errors
    /// An ending that stands for no article.
    pub(super) fn named(name: &Path) -> Result<Self, ErrorKind> {
        let (bare, packing) = unpacked(name);
        let format = match ending(bare) {
            None => Format::Text,
            Some(ending) => format(&ending).ok_or_else(|| ErrorKind::UnknownEnding(format!(".{ending}")))?,
        };
        if format == Format::Pdf && !cfg!(feature = "pdf") {
            return Err(ErrorKind::UnknownEnding(".pdf (without the cargo feature `pdf`)".into()));
        }
        Ok(Self { format, packing })
    }
}

/// What the name of a document tells of where it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The file.
    pub file: &'a str,
    /// The record within it, where the file is a feed.
    pub record: Option<&'a str>,
    /// Whether lines of the document's text are lines of the file: not those of a record, nor of a text that is taken out
    /// of markup or out of a packed file.
    pub has_lines: bool,
}

impl<'a> Origin<'a> {
    /// Where a document of this name was read.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        let format = |file: &str| Kind::of(Path::new(file)).map(|kind| (kind.format, kind.packing));
        let is_feed = |file: &str| matches!(format(file), Some((Format::Jsonl | Format::Csv, _)));
        let feed = name.match_indices('#').find(|(at, _)| is_feed(&name[..*at]));
        if let Some((at, _)) = feed {
            return Self { file: &name[..at], record: Some(&name[at + 1..]), has_lines: false };
        }
        let plain = matches!(format(name), None | Some((Format::Text | Format::Markdown, Packing::None)));
        Self { file: name, record: None, has_lines: plain }
    }
}

fn unpacked(name: &Path) -> (&Path, Packing) {
    let packing = match ending(name).as_deref() {
        Some("gz" | "gzip") => Packing::Gzip,
        Some("zst" | "zstd") => Packing::Zstd,
        _ => return (name, Packing::None),
    };
    (name.file_stem().map_or(name, Path::new), packing)
}

fn ending(name: &Path) -> Option<String> {
    Some(name.extension()?.to_string_lossy().to_lowercase())
}

fn format(ending: &str) -> Option<Format> {
    match ending {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "docx" => Some(Format::Docx),
        "pdf" => Some(Format::Pdf),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "csv" | "tsv" => Some(Format::Csv),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_say_what_a_file_holds() {
        let kind = |name: &str| Kind::of(Path::new(name)).map(|kind| (kind.format, kind.packing));
        assert_eq!(kind("a/b.TXT"), Some((Format::Text, Packing::None)));
        assert_eq!(kind("2023.05.30.html"), Some((Format::Html, Packing::None)));
        assert_eq!(kind("a.jsonl.gz"), Some((Format::Jsonl, Packing::Gzip)));
        assert_eq!(kind("a.CSV.Zst"), Some((Format::Csv, Packing::Zstd)));
        assert_eq!([kind("a"), kind("a.png"), kind("a.gz"), kind(".txt"), kind("a.png.gz")], [None; 5]);
    }

    #[test]
    fn names_tell_where_lines_are_those_of_the_file() {
        let origin = |name| {
            let Origin { file, record, has_lines } = Origin::of(name);
            (file, record, has_lines)
        };
        for name in ["a.txt", "x#1/a.md", "<stdin>", "notes"] {
            assert_eq!(origin(name), (name, None, true));
        }
        for name in ["a.html", "a.HTM", "a.docx", "a.pdf", "a.txt.gz"] {
            assert_eq!(origin(name), (name, None, false));
        }
        assert_eq!(origin("x/a.jsonl#b/7#8"), ("x/a.jsonl", Some("b/7#8"), false));
        assert_eq!(origin("a.tsv.zst#2"), ("a.tsv.zst", Some("2"), false));
    }

    #[test]
    fn a_named_file_is_text_where_it_has_no_ending() {
        let named = |name: &str| Kind::named(Path::new(name)).map_err(|kind| kind.to_string());
        assert_eq!(named("notes"), Ok(Kind { format: Format::Text, packing: Packing::None }));
        assert_eq!(named("notes.gz"), Ok(Kind { format: Format::Text, packing: Packing::Gzip }));
        let want = "files that end in .rtf are not read; those that end in .txt, .md, .html, .docx, .jsonl, .csv are";
        assert_eq!(named("a.rtf"), Err(want.to_owned()));
    }
}
