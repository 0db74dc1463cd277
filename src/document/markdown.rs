//! Markdown: front matter, and what is text among the markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use toml::de::{DeTable, DeValue};

use super::draft::{Block, Layout, Metadata};
use super::lines;
use super::sentence::trimmed;
use super::waiver;
use crate::config::parse_date;
use crate::error::{Error, ErrorKind};
use crate::span::Span;

/// A Markdown file: what its front matter says, and its paragraphs.
///
/// # Errors
/// Front matter or a waiver that cannot be read, with its line.
pub(super) fn read(name: &str, text: &str) -> Result<(Metadata, Layout), Error> {
    let (metadata, body) = match FrontMatter::find(text) {
        Some(front) => (front.read(name, text)?, front.end),
        None => (Metadata::default(), 0),
    };
    let (layout, markup) = layout(text, body);
    let waivers = waiver::of_comments(name, waiver::comments(text, &markup))?;
    Ok((Metadata { waivers, ..metadata }, layout))
}

// ------------------------------------------------------------------------------------------------ front matter

/// A block of metadata at the top of a file.
struct FrontMatter {
    /// Between the fences.
    inner: Span,
    /// After the closing fence.
    end: usize,
    toml: bool,
}

impl FrontMatter {
    /// The block that a text begins with; a fence that nothing closes is a rule across the page.
    fn find(text: &str) -> Option<Self> {
        let mut lines = lines::spans(text);
        let open = lines.next()?;
        let fence = open.of(text).trim_end();
        let toml = match fence {
            "+++" => true,
            "---" => false,
            _ => return None,
        };
        let start = lines.next()?.start;
        let close = lines::spans(text).skip(1).find(|line| {
            let line = line.of(text).trim_end();
            line == fence || !toml && line == "..."
        })?;
        Some(Self { inner: Span::new(start.min(close.start), close.start), end: close.end, toml })
    }

    fn read(&self, name: &str, text: &str) -> Result<Metadata, Error> {
        let line = |byte: usize| 1 + text[..self.inner.start + byte].matches('\n').count();
        let mut fields = Vec::new();
        let inner = self.inner.of(text);
        if self.toml {
            let table = DeTable::parse(inner).map_err(|error| {
                let at = error.span().unwrap_or_default().start;
                Error::on_line(name, line(at), ErrorKind::Malformed(error.message().replace('\n', ", ")))
            })?;
            for (key, value) in table.get_ref() {
                let written = match value.get_ref() {
                    DeValue::String(text) => text.to_string(),
                    DeValue::Datetime(date) => date.to_string(),
                    _ => continue,
                };
                fields.push((key.get_ref().to_string(), written, line(value.span().start)));
            }
        } else {
            for at in lines::spans(inner) {
                let field = yaml_field(at.of(inner)).map_err(|what| Error::on_line(name, line(at.start), what))?;
                fields.extend(field.map(|(key, value)| (key, value, line(at.start))));
            }
        }
        metadata(name, &fields)
    }
}

/// A `key: value` of YAML; none for what is nested, a list's item, a comment or a value over several lines.
fn yaml_field(line: &str) -> Result<Option<(String, String)>, ErrorKind> {
    if line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-']) {
        return Ok(None);
    }
    let field = line.split_once(':');
    let (key, value) =
        field.ok_or_else(|| ErrorKind::Malformed(format!("front matter takes `key: value`, not `{line}`")))?;
    let value = value.trim();
    let quoted = |quote: char| value.strip_prefix(quote)?.rsplit_once(quote).map(|(inner, _)| inner);
    let value = match (quoted('"'), quoted('\'')) {
        (Some(inner), _) => inner.replace("\\\"", "\""),
        (_, Some(inner)) => inner.replace("''", "'"),
        _ if value.starts_with(['|', '>', '[', '{', '&', '*', '!']) => return Ok(None),
        _ => value.split_once(" #").map_or(value, |(before, _)| before.trim_end()).to_owned(),
    };
    Ok(Some((key.trim().to_owned(), value)))
}

fn metadata(name: &str, fields: &[(String, String, usize)]) -> Result<Metadata, Error> {
    let find =
        |keys: &[&str]| keys.iter().find_map(|key| fields.iter().find(|(field, ..)| field.eq_ignore_ascii_case(key)));
    let text =
        |keys: &[&str]| find(keys).map(|(_, value, _)| value.trim().to_owned()).filter(|value| !value.is_empty());
    let date = find(&["date"]).filter(|(_, value, _)| !value.is_empty()).map(|(_, value, line)| {
        parse_date(value).ok_or_else(|| Error::on_line(name, *line, ErrorKind::BadDate(value.clone())))
    });
    Ok(Metadata {
        title: text(&["title"]),
        date: date.transpose()?,
        outlet: text(&["outlet", "source", "author"]),
        url: text(&["url"]),
        language: text(&["lang"]),
        ..Metadata::default()
    })
}

// -------------------------------------------------------------------------------------------------------- body

/// The paragraphs of a body that begins at `start`, the whole text with all that is no text blanked, and where HTML stands.
fn layout(text: &str, start: usize) -> (Layout, Vec<Span>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut plain = Plain::new(text);
    let (mut cuts, mut headings, mut images) = (vec![start, text.len()], Vec::new(), Vec::new());
    let (mut in_image, mut in_code, mut html) = (0_usize, false, Vec::new());
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        let span = Span::new(start + range.start, start + range.end);
        match event {
            Event::Start(Tag::Image { .. }) => {
                in_image += 1;
                images.push(span);
            }
            Event::End(TagEnd::Image) => in_image = in_image.saturating_sub(1),
            // What an image shows is told by its caption, if at all; an entity is no word.
            Event::Text(read) if in_image == 0 && *read == *span.of(text) => {
                plain.keep(span);
                if in_code {
                    cuts.extend([span.start, span.end]);
                }
            }
            Event::Code(_) => {
                plain.keep(span);
                plain.blank(span, b'`');
            }
            Event::InlineHtml(_) => html.push(span),
            Event::Html(_) | Event::Rule => cuts.extend([span.start, span.end]),
            Event::HardBreak => cuts.push(span.end),
            Event::Start(tag) if is_block(&tag) => {
                cuts.extend([span.start, span.end]);
                match tag {
                    Tag::Heading { .. } => headings.push(span),
                    // Cells stay apart, so that their numbers do not run together.
                    Tag::TableHead | Tag::TableRow => plain.keep_only(span, b'|'),
                    Tag::HtmlBlock => {
                        plain.keep_html(span);
                        html.push(span);
                    }
                    Tag::CodeBlock(_) => in_code = true,
                    _ => {}
                }
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
    }
    cuts.sort_unstable();
    let plain = plain.finish();
    let pieces = cuts.windows(2).filter_map(|cut| trimmed(text, Span::new(cut[0], cut[1])));
    let blocks = with_markup(text, &plain, pieces).into_iter().map(|span| Block {
        heading: headings.iter().any(|heading| heading.holds(span)),
        picture: trimmed(&plain, span).is_none() && images.iter().any(|image| span.holds(*image)),
        ..Block::new(span)
    });
    (Layout { blocks: blocks.collect(), plain: Some(plain) }, html)
}

/// Joins pieces of markup alone (a list's `-`, a quote's `>`) to the text that they open on the same line.
fn with_markup(text: &str, plain: &str, pieces: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut markup: Option<Span> = None;
    for piece in pieces {
        let piece = match markup.take() {
            Some(markup) if !text[markup.end..piece.start].contains(['\n', '\r']) => markup.join(piece),
            Some(markup) => {
                spans.push(markup);
                piece
            }
            None => piece,
        };
        if trimmed(plain, piece).is_some() { spans.push(piece) } else { markup = Some(piece) }
    }
    spans.extend(markup);
    spans
}

/// Whether a tag begins a paragraph of its own.
const fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::TableCell
    )
}

/// A copy of a text in which all is blank but what is kept; byte for byte, so that spans hold in both.
struct Plain<'a> {
    text: &'a str,
    bytes: Vec<u8>,
}

impl<'a> Plain<'a> {
    fn new(text: &'a str) -> Self {
        let blank = |byte| if matches!(byte, b'\n' | b'\r') { byte } else { b' ' };
        Self { text, bytes: text.bytes().map(blank).collect() }
    }

    fn keep(&mut self, span: Span) {
        self.bytes[span.range()].copy_from_slice(self.text[span.range()].as_bytes());
    }

    fn keep_only(&mut self, span: Span, mark: u8) {
        for (kept, byte) in self.bytes[span.range()].iter_mut().zip(self.text[span.range()].bytes()) {
            if byte == mark {
                *kept = mark;
            }
        }
    }

    fn blank(&mut self, span: Span, mark: u8) {
        for byte in self.bytes[span.range()].iter_mut().filter(|byte| **byte == mark) {
            *byte = b' ';
        }
    }

    /// Keeps what stands between the tags of raw HTML, unless it is a script, a style or a comment.
    fn keep_html(&mut self, span: Span) {
        let html = span.of(self.text);
        if ["<script", "<style", "<!--"]
            .iter()
            .any(|open| html.get(..open.len()).is_some_and(|start| start.eq_ignore_ascii_case(open)))
        {
            return;
        }
        let mut at = 0;
        while at < html.len() {
            let text = html[at..].find('<').map_or(html.len(), |open| at + open);
            self.keep(Span::new(span.start + at, span.start + text));
            let end = if html[text..].starts_with("<!--") { "-->" } else { ">" };
            at = html[text..].find(end).map_or(html.len(), |close| text + close + end.len());
        }
    }

    fn finish(self) -> String {
        String::from_utf8(self.bytes).unwrap_or_else(|_| self.text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn paragraphs(text: &str) -> Vec<(String, String)> {
        let (_, layout) = read("a.md", text).unwrap();
        let plain = layout.plain.unwrap();
        assert_eq!(plain.len(), text.len());
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        layout.blocks.iter().map(|block| (block.span.of(text).to_owned(), words(block.span.of(&plain)))).collect()
    }

    fn plain(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|(_, plain)| plain).collect()
    }

    #[test]
    fn markup_is_blanked_and_stays_in_the_span() {
        let text = "# Fire kills **30**\n\nThe [mayor](http://a.b/2013/c.D \"Mr. X\") said `ls -l` and _left_.\nIt was over.\n";
        assert_eq!(
            paragraphs(text),
            [
                ("# Fire kills **30**".to_owned(), "Fire kills 30".to_owned()),
                (
                    "The [mayor](http://a.b/2013/c.D \"Mr. X\") said `ls -l` and _left_.\nIt was over.".to_owned(),
                    "The mayor said ls -l and left . It was over.".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn blocks_are_paragraphs_of_their_own() {
        let text = "- one\n- two\n\n  more\n\n1. three\n\n> quoted\n> line\n\n| a | b |\n|---|---|\n| 30 | 40 |\n\n---\n\n    indented 5\n\nlast  \nline\n";
        let want = [
            "one",
            "two",
            "more",
            "three",
            "quoted line",
            "| a | b |",
            "",
            "| 30 | 40 |",
            "",
            "indented 5",
            "last",
            "line",
        ];
        assert_eq!(plain(text), want);
    }

    #[test]
    fn raw_html_keeps_its_words() {
        assert_eq!(plain("<div dir=\"rtl\"\n class=\"x\">\nقتل 30 شخصا\n</div>\n\nA<br>B <!-- 40 -->\n\n<script>\nx = 50\n</script>\n").concat(), "قتل 30 شخصاA B");
    }

    #[test]
    fn a_picture_alone_is_a_caption() {
        let text = "![50 people](a.png)\n\nText ![60](b.png) goes on.\n";
        let (_, layout) = read("a.md", text).unwrap();
        assert_eq!(layout.blocks.iter().map(|block| block.picture).collect::<Vec<_>>(), [true, false]);
        assert_eq!(plain(text), ["", "Text goes on."]);
    }

    #[test]
    fn front_matter_is_read_and_is_no_text() {
        let yaml = "---\r\ntitle: \"He said \\\"30\\\"\"\r\ndate: 2023-05-30 18:00:00 # evening\r\nauthor: B\r\nsource: 'A''s'\r\nurl: http://a.b/c\r\nlang: en\r\ntags:\r\n  - x\r\n---\r\nBody.\r\n";
        let toml = "+++\ntitle = 'He said \"30\"'\ndate = 2023-05-30T18:00:00\noutlet = \"A's\"\nurl = \"http://a.b/c\"\nlang = \"en\"\n[extra]\nx = 1\n+++\nBody.\n";
        for text in [yaml, toml] {
            let (metadata, layout) = read("a.md", text).unwrap();
            assert_eq!(metadata.title.as_deref(), Some("He said \"30\""));
            assert_eq!(metadata.date, Some((date(2023, 5, 30), Some(time(18, 0, 0, 0)))));
            assert_eq!(metadata.outlet.as_deref(), Some("A's"));
            assert_eq!((metadata.url.as_deref(), metadata.language.as_deref()), (Some("http://a.b/c"), Some("en")));
            assert_eq!(layout.blocks.iter().map(|block| block.span.of(text)).collect::<Vec<_>>(), ["Body."]);
        }
    }

    #[test]
    fn a_rule_across_the_page_is_no_front_matter() {
        assert_eq!(plain("---\nBody.\n"), ["", "Body."]);
    }

    #[test]
    fn bad_front_matter_is_told_with_its_line() {
        for (text, want) in [
            (
                "---\ntitle: A\ndate: soon\n---\n",
                "a.md:3: cannot read the date \"soon\"; write it as 2023-05-30 or 2023-05-30T18:00:00",
            ),
            ("---\ntitle A\n---\n", "a.md:2: front matter takes `key: value`, not `title A`"),
            ("+++\ntitle = \"A\"\ndate = 5:00\n+++\n", "a.md:3: "),
            ("+++\ndate = \"soon\"\n+++\n", "a.md:2: cannot read the date"),
        ] {
            let error = read("a.md", text).err().unwrap().to_string();
            assert!(error.starts_with(want), "{error}");
        }
    }
}
