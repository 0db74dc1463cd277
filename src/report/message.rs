//! A finding in one line of words, for tools that show it beside a line of an article.

use super::group;
use super::place;
use super::source;
use super::text::clean;
use super::{Options, Report};
use crate::claim::Claim;
use crate::finding::Finding;
use crate::finding::Verdict;

/// What stands at the place of the claim to look at first, what against it and where, and why: `oil, share: about 40 %
/// here, more than 30 % in 000.txt:13 (29 May 2023). 10 points apart; both hold if they speak of different times`. Words of articles go through `escape`, the other
/// claim's through `link` besides.
pub(super) fn of(
    report: &Report,
    finding: &Finding,
    escape: impl Fn(&str) -> String,
    link: impl Fn(&str) -> String,
) -> String {
    let [first, other] = place::sides(report, finding);
    let [mut here, mut there] = group::values(report, finding);
    if first != finding.a {
        std::mem::swap(&mut here, &mut there);
    }
    let other = &report.claims[other];
    let there = link(&escape(&format!("{there} in {}", whence(other))));
    let topic = escape(&report.topics[finding.topic].title);
    let heading = finding.heading.map(|heading| format!(" ({heading})")).unwrap_or_default();
    let both_if = finding.both_if.as_deref().map(|both_if| format!("; both hold if {}", escape(both_if)));
    let why = escape(&finding.reason) + &both_if.unwrap_or_default();
    format!("{topic}{heading}: {} here, {there}. {why}", escape(&here))
}

/// The same without markup.
pub(super) fn plain(report: &Report, finding: &Finding) -> String {
    of(report, finding, |text| clean(text).into_owned(), str::to_owned)
}

/// `Contradiction: oil, share`, for a line above the message.
pub(super) fn title(report: &Report, finding: &Finding) -> String {
    format!("{}: {}", capitalised(finding.verdict.name()), clean(&report.topics[finding.topic].title))
}

/// Findings that are shown, by pair of values: the first of each, and how many more are like it.
pub(super) fn told<'a>(report: &'a Report, options: &Options) -> Vec<(&'a Finding, usize)> {
    let blocks = group::blocks(report, options);
    let mut told: Vec<(&Finding, usize)> =
        blocks.iter().flat_map(|block| &block.pairs).map(|pair| (pair.finding, pair.more.len())).collect();
    // The most severe first; the sort keeps the order of equal ones.
    told.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.verdict));
    told
}

/// A document with its line, outlet and date.
fn whence(claim: &Claim) -> String {
    let published = claim.published.map(source::published);
    let told: Vec<&str> = claim.outlet.as_deref().into_iter().chain(published.as_deref()).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    format!("{}{told}", place::cited(claim, &claim.document))
}

pub(super) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// How severe a verdict is, among three names of a format.
pub(super) fn severity(verdict: Verdict, [severe, middling, mild]: [&'static str; 3]) -> &'static str {
    match verdict {
        Verdict::Contradiction => severe,
        Verdict::Tension => middling,
        Verdict::Update | Verdict::Compatible | Verdict::Agreement | Verdict::Incomparable => mild,
    }
}
