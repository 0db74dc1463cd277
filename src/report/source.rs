//! How reports name the documents that a value comes from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use anstyle::Style;
use jiff::civil::Date;

use super::text::{self, Look, Text, clean};
use super::{Report, Source};
use crate::claim::Claim;
use crate::document::{Published, Trust};
use crate::value::{Time, phrase};

/// More documents than this are counted and only the first named, unless everything is asked for.
pub(super) const NAMED: usize = 6;

/// What stands between two sources on a line.
const SEPARATOR: &str = " · ";

/// Short names of documents, each as short as tells it from all others of the run, and where they can be read.
pub(super) struct Names<'a> {
    short: HashMap<&'a str, &'a str>,
    /// Those whose text is low-trust.
    doubtful: BTreeSet<&'a str>,
    links: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'a> {
    pub fn new(report: &'a Report) -> Self {
        let mut short = HashMap::new();
        let mut left: Vec<&str> = report.documents.iter().map(|document| document.name.as_str()).collect();
        for shorten in STEPS {
            let mut seen: HashMap<&str, usize> = HashMap::new();
            for name in report.documents.iter().map(|document| shorten(&document.name)) {
                *seen.entry(name).or_default() += 1;
            }
            left.retain(|name| {
                let unique = seen.get(shorten(name)) == Some(&1);
                if unique {
                    short.insert(*name, shorten(name));
                }
                !unique
            });
        }
        let doubtful = report.documents.iter().filter(|document| document.trust == Trust::Low);
        let doubtful = doubtful.map(|document| document.name.as_str()).collect();
        let link = |document: &'a Source| Some((document.name.as_str(), link(document.url.as_deref()?)?));
        Self { short, doubtful, links: report.documents.iter().filter_map(link).collect() }
    }

    /// The address at which a document can be read.
    pub fn link(&self, document: &str) -> Option<&'a str> {
        self.links.get(document).copied()
    }

    pub fn short<'b>(&self, document: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.short.get(document).copied().unwrap_or(document)
    }
}

/// An address that a browser opens as a page. Any other (`javascript:`, a path) is an article's word alone.
fn link(url: &str) -> Option<&str> {
    let url = url.trim();
    let is_page = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    });
    let is_one = !url.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    (is_page && is_one && clean(url) == url).then_some(url)
}

/// From the shortest name of a document to longer ones.
const STEPS: [fn(&str) -> &str; 3] = [until_underscore, stem, file];

/// The short names of a document, the shortest first. Reports use the first that no other document of the run has.
pub fn short_names(name: &str) -> [&str; 3] {
    STEPS.map(|shorten| shorten(name))
}

fn file(name: &str) -> &str {
    Path::new(name).file_name().and_then(|file| file.to_str()).unwrap_or(name)
}

fn stem(name: &str) -> &str {
    // A feed's record goes by its own id.
    let file = name.rsplit_once('#').map_or_else(|| file(name), |(_, id)| id);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).trim_end_matches('.')
}

fn until_underscore(name: &str) -> &str {
    let stem = stem(name);
    stem.split('_').next().filter(|head| !head.is_empty()).unwrap_or(stem)
}

/// The documents that state a value, each with its outlet, its date and the period that it speaks of.
pub(super) fn sources(report: &Report, names: &Names, claims: &[usize], all: bool) -> Vec<Text> {
    told_by(&entries(report, claims), names, all)
}

/// Documents that state one value, with what is told of each.
pub(super) fn told_by(entries: &[Entry], names: &Names, all: bool) -> Vec<Text> {
    let shared = entries.iter().map(|entry| entry.periods.as_str()).reduce(|a, b| if a == b { a } else { "" });
    let shared = shared.filter(|periods| !periods.is_empty());
    let mut sources = if entries.len() > NAMED && !all {
        vec![counted(entries, names)]
    } else {
        each(entries, names, shared.is_none())
    };
    if let (Some(periods), Some(last)) = (shared, sources.last_mut()) {
        *last = std::mem::take(last).say(&format!(", for {periods}"));
    }
    sources
}

/// The documents that state a value, by name.
pub(super) fn entries<'a>(report: &'a Report, claims: &[usize]) -> Vec<Entry<'a>> {
    by_document(report, claims).iter().map(|claims| Entry::of(claims)).collect()
}

/// Claims by the names of their documents.
pub(super) fn by_document<'a>(report: &'a Report, claims: &[usize]) -> Vec<Vec<&'a Claim>> {
    let mut by_document: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims.iter().map(|at| &report.claims[*at]) {
        by_document.entry(&claim.document).or_default().push(claim);
    }
    by_document.into_values().collect()
}

/// Sources one after the other. A line ends between two of them where it can.
pub(super) fn flow(sources: Vec<Text>, width: usize, look: Look) -> Vec<String> {
    let mut lines: Vec<Text> = Vec::new();
    for source in sources {
        match lines.pop() {
            Some(line) if line.width() + text::width(SEPARATOR) + source.width() <= width => {
                lines.push(line.say(SEPARATOR).join(source));
            }
            line => lines.extend(line.into_iter().chain([source])),
        }
    }
    lines.iter().flat_map(|line| line.lines(width, look)).collect()
}

/// The time that a claim says it holds for, where it says anything of it.
pub(super) fn own_period(claim: &Claim) -> Option<&Time> {
    let time = claim.frame.period.as_ref().filter(|scope| !scope.inherited).map(|scope| &scope.time)?;
    let told = match time {
        Time::Period(period) => period.first.is_some() || period.last.is_some(),
        Time::Partial(partial) => partial.month.is_some() || partial.day.is_some() || partial.weekday.is_some(),
        Time::Clock { .. } => true,
    };
    told.then_some(time)
}

/// What is told of a document.
#[derive(Clone, Copy)]
pub(super) struct Origin<'a> {
    pub document: &'a str,
    pub outlet: Option<&'a str>,
    pub published: Option<Published>,
    pub reference: bool,
}

/// A document among the sources of a value.
pub(super) struct Entry<'a> {
    pub origin: Origin<'a>,
    /// The periods that it states the value for, in words; empty where it names none.
    pub periods: String,
}

impl<'a> Entry<'a> {
    pub fn new<'b>(origin: Origin<'a>, named: impl Iterator<Item = &'b str>) -> Self {
        let mut periods: Vec<&str> = Vec::new();
        for period in named {
            if !periods.contains(&period) {
                periods.push(period);
            }
        }
        Self { origin, periods: periods.join(" and ") }
    }

    /// The document of these claims.
    pub fn of(claims: &[&'a Claim]) -> Self {
        let Claim { document, outlet, published, reference, .. } = claims[0];
        let (outlet, published, reference) = (outlet.as_deref(), *published, *reference);
        let periods: Vec<String> = claims.iter().filter_map(|claim| own_period(claim)).map(phrase::time).collect();
        Self::new(Origin { document, outlet, published, reference }, periods.iter().map(String::as_str))
    }
}

fn each(entries: &[Entry], names: &Names, with_periods: bool) -> Vec<Text> {
    // Documents of no known outlet are told together.
    let alike = |a: &Entry, b: &Entry| a.origin.outlet.is_none() && b.origin.outlet.is_none() && a.periods == b.periods;
    let source = |together: &[Entry]| {
        let text = listed(together, names);
        let outlet = together[0].origin.outlet;
        let date = match together {
            [only] => only.origin.published.map(published),
            _ => dates(together),
        };
        let text = match (outlet, date) {
            (Some(outlet), Some(date)) => text.say("  ").quote(outlet).say(&format!(", {date}")),
            (Some(outlet), None) => text.say("  ").quote(outlet),
            (None, Some(date)) => text.say(&format!("  {date}")),
            (None, None) => text,
        };
        match together[0].periods.as_str() {
            periods if with_periods && !periods.is_empty() => text.say(&format!(", for {periods}")),
            _ => text,
        }
    };
    entries.chunk_by(alike).map(source).collect()
}

fn counted(entries: &[Entry], names: &Names) -> Text {
    let dates = dates(entries).map(|dates| format!(", {dates}")).unwrap_or_default();
    let text = Text::default().styled(&format!("{} documents{dates}: ", entries.len()), Style::new());
    text.join(listed(&entries[..NAMED], names)).say(&format!(" and\u{A0}{}\u{A0}more", entries.len() - NAMED))
}

fn listed(entries: &[Entry], names: &Names) -> Text {
    entries.iter().enumerate().fold(Text::default(), |text, (at, entry)| {
        let text = if at > 0 { text.say(", ") } else { text };
        let text = if entry.origin.reference { text.say("fact ") } else { text };
        let text = text.path(names.short(entry.origin.document));
        if names.doubtful.contains(entry.origin.document) { text.say(" (low-trust)") } else { text }
    })
}

/// When something was published.
pub(super) fn published(published: Published) -> String {
    let day = phrase::days(published.day, published.day, phrase::Names::Short);
    match published.clock {
        Some(clock) => format!("{day} {:02}:{:02}", clock.hour(), clock.minute()),
        None => day,
    }
}

/// From the first to the last day on which they were published.
fn dates(entries: &[Entry]) -> Option<String> {
    let days = || entries.iter().filter_map(|entry| entry.origin.published).map(|published| published.day);
    let (first, last): (Date, Date) = (days().min()?, days().max()?);
    Some(phrase::days(first, last, phrase::Names::Short))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(names: &[&str]) -> Vec<String> {
        let source = |name: &&str| Source {
            name: (*name).to_owned(),
            key: (*name).to_owned(),
            outlet: None,
            published: None,
            url: None,
            language: "en",
            trust: Trust::Full,
            title: None,
            reference: false,
            waivers: Vec::new(),
        };
        let report = Report { documents: names.iter().map(source).collect(), ..Report::default() };
        let known = Names::new(&report);
        names.iter().map(|name| known.short(name).to_owned()).collect()
    }

    #[test]
    fn names_are_as_short_as_tells_them_apart() {
        assert_eq!(short(&["a/000_0303.txt", "a/001_6fc8.txt"]), ["000", "001"]);
        assert_eq!(short(&["toll_a.txt", "toll_b.txt", "flood.txt"]), ["toll_a", "toll_b", "flood"]);
        assert_eq!(short(&["feed.jsonl#1", "feed.jsonl#2"]), ["1", "2"]);
        assert_eq!(short(&["a/x.txt", "a/x.md"]), ["x.txt", "x.md"]);
        assert_eq!(short(&["a/x.txt", "b/x.txt", "_.txt"]), ["a/x.txt", "b/x.txt", "_"]);
    }

    #[test]
    fn only_pages_are_linked() {
        assert_eq!(link(" HTTPS://x.example/a?b=1#c "), Some("HTTPS://x.example/a?b=1#c"));
        for bad in
            ["javascript:alert(1)", "http://", "x.example", "http://a b", "data:text/html,x", "http://a\u{202e}b"]
        {
            assert_eq!(link(bad), None, "{bad}");
        }
    }
}
