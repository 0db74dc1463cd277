//! Why values stand against each other: each reason once, with the findings that it is told of.

use std::io;
use std::rc::Rc;

use anstyle::Style;
use rustc_hash::FxHashMap;

use super::Options;
use super::group::Block;
use super::text::Text;

/// More ids than this in a row are counted.
const IDS: usize = 12;

/// Reasons in the order in which they first come.
pub(super) struct Reasons {
    pub list: Vec<Reason>,
    places: FxHashMap<Rc<str>, usize>,
    /// So many ids of each are named.
    named: usize,
}

/// A reason, and the findings that it is told of.
pub(super) struct Reason {
    pub text: Rc<str>,
    /// How many there are.
    pub findings: usize,
    /// The first of their ids.
    pub ids: Vec<String>,
}

impl Reasons {
    pub fn new(options: &Options) -> Self {
        let named = if options.all { 1 + IDS } else { 1 };
        Self { list: Vec::new(), places: FxHashMap::default(), named }
    }

    /// Those of a block.
    pub fn of(block: &Block, options: &Options) -> io::Result<Self> {
        let mut reasons = Self::new(options);
        for pair in &block.pairs {
            let all: Vec<_> = pair.all().collect();
            reasons.add(&pair.finding.reason, all.into_iter().map(|finding| Ok(finding.id.clone())))?;
        }
        Ok(reasons)
    }

    /// Adds the findings of one pair of values, which have one reason.
    pub fn add(&mut self, text: &str, mut ids: impl ExactSizeIterator<Item = io::Result<String>>) -> io::Result<()> {
        let place = self.places.get(text).copied().unwrap_or_else(|| {
            let text: Rc<str> = text.into();
            self.places.insert(Rc::clone(&text), self.list.len());
            self.list.push(Reason { text, findings: 0, ids: Vec::new() });
            self.list.len() - 1
        });
        let reason = &mut self.list[place];
        reason.findings += ids.len();
        while reason.ids.len() < self.named
            && let Some(id) = ids.next()
        {
            reason.ids.push(id?);
        }
        Ok(())
    }
}

impl Reason {
    /// The id of the first finding, and how many others there are where they are not listed.
    pub fn named(&self, all: bool) -> String {
        let first = self.ids.first().map_or("", String::as_str);
        match self.findings.saturating_sub(1) {
            more @ 1.. if !all => format!("{first} and {more} more"),
            _ => first.to_owned(),
        }
    }

    /// The ids of the others.
    pub fn others(&self) -> Option<Text> {
        let all = self.findings.saturating_sub(1);
        (all > 0).then(|| ids(self.ids[1..].iter(), all, "--format concise lists them"))
    }
}

/// The first of so many ids; how many more there are, and where they are told.
pub(super) fn ids<'a>(ids: impl Iterator<Item = &'a String>, all: usize, where_else: &str) -> Text {
    let ids: Vec<&str> = ids.take(IDS).map(String::as_str).collect();
    let text = Text::default().styled(&ids.join(", "), Style::new().dimmed());
    let more = all.saturating_sub(ids.len());
    if more > 0 { text.say(&format!(" and {more} more ({where_else})")) } else { text }
}
