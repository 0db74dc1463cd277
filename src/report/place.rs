//! Where a claim stands, as other tools name places: by path, line and column, or by URI.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;

use super::Report;
use crate::claim::Claim;
use crate::document::{Field, Origin};
use crate::finding::Finding;

/// The place of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    /// The file, with forward slashes.
    pub path: Cow<'a, str>,
    /// The record within it, where the file is a feed.
    pub record: Option<&'a str>,
    /// The stretch of the file; none where lines of the text are not lines of the file.
    pub region: Option<Region>,
}

/// A stretch of a file: lines and columns from 1, columns in Unicode code points, the last one excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
}

impl<'a> Place<'a> {
    pub fn of(claim: &'a Claim) -> Self {
        let Origin { file, record, has_lines } = Origin::of(&claim.document);
        let is_own = has_lines && claim.field == Field::Text;
        let file = file.trim_start_matches("./");
        let path = if cfg!(windows) { Cow::Owned(file.replace('\\', "/")) } else { Cow::Borrowed(file) };
        Self { path, record, region: is_own.then(|| Region::of(claim)) }
    }

    /// The line in the file; the first where there is none to name.
    pub fn line(&self) -> usize {
        self.region.map_or(1, |region| region.line)
    }

    /// Whether the path depends on the folder in which the command ran.
    pub fn is_relative(&self) -> bool {
        !Path::new(&*self.path).is_absolute()
    }

    /// The file as a URI (RFC 3986): a relative reference, or a `file` URI where the path is absolute.
    pub fn uri(&self) -> String {
        let mut uri = match (self.is_relative(), self.path.starts_with('/')) {
            (true, _) => String::new(),
            (false, true) => "file://".to_owned(),
            (false, false) => "file:///".to_owned(),
        };
        for byte in self.path.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
                // A string takes whatever is written to it.
                _ => _ = write!(uri, "%{byte:02X}"),
            }
        }
        uri
    }
}

impl Region {
    fn of(claim: &Claim) -> Self {
        let lines = claim.quote.replace("\r\n", "\n").replace('\r', "\n");
        let (before, last) = lines.rsplit_once('\n').map_or((None, &*lines), |(before, last)| (Some(before), last));
        let length = last.chars().count();
        let (end_line, end_column) = match before {
            Some(before) => (claim.line + 1 + before.matches('\n').count(), length + 1),
            None => (claim.line, claim.column + length),
        };
        Self { line: claim.line, column: claim.column, end_line, end_column }
    }
}

/// A document by the name given, with the claim's line where it is one of the file: `a/b.txt:13`.
pub(super) fn cited(claim: &Claim, name: &str) -> String {
    match Place::of(claim).region {
        Some(region) => format!("{name}:{}", region.line),
        None => name.to_owned(),
    }
}

/// A finding's two claims, by their places in the report's list, the one to look at first: that of a new article, else
/// that of the later one.
pub(super) fn sides(report: &Report, finding: &Finding) -> [usize; 2] {
    let rank = |at: usize| {
        let claim = &report.claims[at];
        (report.new.contains(&*claim.document), claim.published)
    };
    if rank(finding.b) > rank(finding.a) { [finding.b, finding.a] } else { [finding.a, finding.b] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::document::Document;

    fn claim(name: &str, text: &str) -> Claim {
        let document = Document::from_text("a.txt", text, &Config::default()).unwrap();
        let mut claim = crate::extract(&document).remove(0);
        claim.document = name.into();
        claim
    }

    fn uri(name: &str) -> String {
        Place::of(&claim(name, "It has 30 rooms.")).uri()
    }

    #[test]
    fn a_uri_holds_no_letter_that_means_something() {
        assert_eq!(uri("a/b-1.txt"), "a/b-1.txt");
        assert_eq!(uri("./a b%20#?.txt"), "a%20b%2520%23%3F.txt");
        assert_eq!(uri("خبر.txt"), "%D8%AE%D8%A8%D8%B1.txt");
        assert_eq!(uri("x:y.txt"), "x%3Ay.txt");
        assert_eq!(uri("\u{1b}[1m.txt"), "%1B%5B1m.txt");
        #[cfg(unix)]
        assert_eq!((uri("/a/b.txt"), uri("a\\b.txt")), ("file:///a/b.txt".into(), "a%5Cb.txt".into()));
    }

    #[test]
    fn lines_are_told_only_where_they_are_those_of_the_file() {
        let region = |name: &str, text: &str| Place::of(&claim(name, text)).region;
        let place = Region { line: 2, column: 8, end_line: 2, end_column: 16 };
        assert_eq!(region("a.txt", "\nIt has 30 rooms."), Some(place));
        assert_eq!(region("a.html", "It has 30 rooms."), None);
        assert_eq!(region("a.jsonl#7", "It has 30 rooms."), None);
        assert_eq!(Place::of(&claim("x/a.jsonl#b/7", "It has 30 rooms.")).record, Some("b/7"));
        let place = Region { line: 1, column: 8, end_line: 2, end_column: 6 };
        assert_eq!(region("a.md", "It has 30\nrooms."), Some(place));
    }
}
