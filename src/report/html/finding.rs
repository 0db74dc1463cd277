//! A topic with its values, and a card for each pair of values in it.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Page, linked, plot, summary, words};
use crate::claim::Claim;
use crate::finding::{Finding, Verdict};
use crate::report::Settled;
use crate::report::diff::{Differ, Kind, Piece};
use crate::report::excerpt::Excerpt;
use crate::report::full;
use crate::report::group::{self, Block, Found, Pair, Stated};
use crate::report::place;
use crate::report::source::{self, Entry, Origin};
use crate::report::text::clean;
use crate::value::phrase;

/// More of what is alike is counted, unless everything is asked for.
const ALIKE: usize = 12;

/// More values of a topic than this are folded.
const VALUES: usize = 10;

/// A marked value of so many letters stays on one line.
const SHORT: usize = 24;

/// The cards of the page: where each claim is judged.
pub(super) struct Cards<'a> {
    /// The verdict on a claim and the card that gives it, by the claim's place in the report's list; the first card that
    /// holds the claim is the most severe.
    pub of: HashMap<usize, (Verdict, &'a str)>,
}

pub(super) fn cards<'a>(blocks: &[Block<'a>]) -> Cards<'a> {
    let mut of: HashMap<usize, (Verdict, &'a str)> = HashMap::new();
    for pair in blocks.iter().flat_map(|block| &block.pairs) {
        for finding in pair.all() {
            for claim in [finding.a, finding.b] {
                let entry = of.entry(claim).or_insert((finding.verdict, &pair.finding.id));
                if finding.verdict > entry.0 {
                    *entry = (finding.verdict, &pair.finding.id);
                }
            }
        }
    }
    Cards { of }
}

/// What the filters and the order need to know of a card or a topic.
struct Facts {
    outlets: String,
    first: Option<Date>,
    last: Option<Date>,
    sources: usize,
}

impl Facts {
    fn of<'a>(page: &Page, findings: impl Iterator<Item = &'a Finding>) -> Self {
        let claims: BTreeSet<usize> = findings.flat_map(|finding| [finding.a, finding.b]).collect();
        let claims = || claims.iter().map(|at| &page.report.claims[*at]);
        let outlets: BTreeSet<usize> =
            claims().filter_map(|claim| page.outlets.binary_search(&claim.outlet.as_deref()?).ok()).collect();
        let outlets: Vec<String> = outlets.iter().map(ToString::to_string).collect();
        let days = || claims().filter_map(|claim| claim.published).map(|published| published.day);
        let sources = claims().map(|claim| &*claim.document).collect::<BTreeSet<_>>().len();
        Self { outlets: outlets.join(" "), first: days().min(), last: days().max(), sources }
    }
}

pub(super) fn topic(page: &Page, nth: usize, found: &Found, differ: &mut Differ) -> Markup {
    let findings = || found.pairs().flat_map(|(_, pair)| pair.all());
    let facts = Facts::of(page, findings());
    let severity = findings().map(|finding| finding.verdict).max();
    let title = clean(&found.topic.title);
    html! {
        section.topic #{ "topic-" (nth) } data-topic=(clean(&found.topic.id)) data-severity=[severity.map(|verdict| verdict as u8)]
            data-newest=[facts.last] data-sources=(facts.sources) data-title=(title) aria-labelledby={ "title-" (nth) } {
            h2 #{ "title-" (nth) } dir="auto" { (title) }
            div.overview {
                (values(page, found))
                (plot::plot(page, found))
            }
            @for (block, pair) in found.pairs() { (card(page, block, pair, differ)) }
        }
    }
}

/// A row for each value, with who states it; of many, those that clash most, and the others folded.
fn values(page: &Page, found: &Found) -> Markup {
    let kept = kept(found);
    let (shown, folded): (Vec<_>, Vec<_>) = found.values.iter().enumerate().partition(|(at, _)| kept.contains(at));
    html! {
        div.stated {
            (rows(page, shown.into_iter().map(|(_, stated)| stated)))
            @if !folded.is_empty() {
                details {
                    summary { "and " (folded.len()) " more values" }
                    (rows(page, folded.into_iter().map(|(_, stated)| stated)))
                }
            }
        }
    }
}

/// The values that are not folded, by their places: those in the most severe findings, then those in the most.
fn kept(found: &Found) -> BTreeSet<usize> {
    let places = 0..found.values.len();
    // A fold for one value saves nothing.
    if places.len() <= VALUES + 1 {
        return places.collect();
    }
    let mut weights: HashMap<usize, (Verdict, usize)> = HashMap::new();
    for finding in found.pairs().flat_map(|(_, pair)| pair.all()) {
        for claim in [finding.a, finding.b] {
            let (verdict, findings) = weights.entry(claim).or_insert((finding.verdict, 0));
            *verdict = (*verdict).max(finding.verdict);
            *findings += 1;
        }
    }
    let weight = |at: &usize| {
        let of_claims = || found.values[*at].claims.iter().filter_map(|claim| weights.get(claim));
        let findings: usize = of_claims().map(|(_, findings)| findings).sum();
        std::cmp::Reverse((of_claims().map(|(verdict, _)| *verdict).max(), findings))
    };
    let mut places: Vec<usize> = places.collect();
    places.sort_by_key(weight);
    places.into_iter().take(VALUES).collect()
}

fn rows<'a>(page: &Page, values: impl Iterator<Item = &'a Stated>) -> Markup {
    html! {
        table.values {
            thead { tr { th scope="col" { "Value" } th scope="col" { "Stated by" } } }
            tbody { @for stated in values { (row(page, stated)) } }
        }
    }
}

fn row(page: &Page, stated: &Stated) -> Markup {
    let entries = source::entries(page.report, &stated.claims);
    let open = if page.options.all { entries.len() } else { entries.len().min(source::NAMED) };
    html! {
        tr {
            th scope="row" { bdi dir="ltr" { (clean(&stated.label)) } }
            td {
                ul { @for entry in &entries[..open] { li { (origin(page, entry)) } } }
                @if entries.len() > open {
                    details {
                        summary { "and " (entries.len() - open) " more" }
                        ul { @for entry in &entries[open..] { li { (origin(page, entry)) } } }
                    }
                }
            }
        }
    }
}

/// Who states a value, when, and for what time.
fn origin(page: &Page, entry: &Entry) -> Markup {
    let Origin { document, outlet, published, .. } = entry.origin;
    html! {
        (linked(page, document, page.names.short(document)))
        @if let Some(outlet) = outlet { ", " (words(outlet)) }
        @if let Some(published) = published { ", " time { (source::published(published)) } }
        @if !entry.periods.is_empty() { ", for " bdi dir="ltr" { (clean(&entry.periods)) } }
    }
}

/// One pair of values: both sentences side by side, what differs, and the other documents in which it is the same.
fn card(page: &Page, block: &Block, pair: &Pair, differ: &mut Differ) -> Markup {
    let finding = pair.finding;
    let facts = Facts::of(page, pair.all());
    let [first, second] = group::values(page.report, finding);
    let (a, b) = (&page.report.claims[finding.a], &page.report.claims[finding.b]);
    let (old, new) = (Excerpt::of(a), Excerpt::of(b));
    html! {
        article.finding.(finding.verdict.name()) id=(finding.id) tabindex="-1" data-verdict=(finding.verdict.name())
            data-outlets=(facts.outlets) data-from=[facts.first] data-to=[facts.last] {
            header {
                (summary::badge(block.verdict, block.heading))
                h3 { bdi dir="ltr" { (clean(&first)) } span.against { "against" } bdi dir="ltr" { (clean(&second)) } }
                a.id href={ "#" (finding.id) } title="Link to this finding" { (finding.id) }
            }
            p.reason dir="auto" { (clean(&finding.reason)) " " a.rule href={ "#rule-" (finding.rule) } { (finding.rule) } }
            @if let Some(both_if) = &finding.both_if { p.both dir="auto" { "Both hold if " (clean(both_if)) "." } }
            div.sides { (side(page, a, &old)) (side(page, b, &new)) }
            (diff(&differ.pieces(&old.text(), &new.text())))
            @if !pair.more.is_empty() { (more(page, pair)) }
        }
    }
}

/// A sentence with its value marked, where it stands, and how the value is read.
fn side(page: &Page, claim: &Claim, excerpt: &Excerpt) -> Markup {
    let name = place::cited(claim, &claim.document);
    html! {
        figure.side {
            figcaption {
                @if let Some(outlet) = &claim.outlet { b { (words(outlet)) } " " }
                @if let Some(published) = claim.published { time { (source::published(published)) } " " }
                span.place { (linked(page, &claim.document, &name)) }
            }
            blockquote dir="auto" lang=(claim.language.code) { (marked(excerpt)) }
            dl {
                @if let Some(allowed) = phrase::literal(&claim.value) { dt { "Allows" } dd { bdi dir="ltr" { (clean(&allowed)) } } }
                @if let Some(taken) = phrase::implied(&claim.value) { dt { "Taken as" } dd { bdi dir="ltr" { (clean(&taken)) } } }
                @let frame = full::frame(claim);
                @if !frame.is_empty() { dt { "Read as" } dd dir="auto" { (clean(&frame)) } }
            }
        }
    }
}

fn marked(excerpt: &Excerpt) -> Markup {
    html! {
        (clean(&excerpt.before))
        @if !excerpt.value.is_empty() {
            mark.short[excerpt.value.chars().count() <= SHORT] { (clean(excerpt.value)) }
        }
        (clean(&excerpt.after))
    }
}

/// What differs, word by word; folded where the two sentences have little in common.
fn diff(pieces: &[Piece]) -> Markup {
    let letters = |kind| pieces.iter().filter(|piece| piece.kind == kind).map(|piece| piece.words.len()).sum::<usize>();
    let changed = letters(Kind::Removed).max(letters(Kind::Added));
    html! {
        details.diff open[letters(Kind::Same) >= changed] {
            summary { "Word diff" }
            p dir="auto" {
                @for Piece { kind, words, spaced } in pieces {
                    @if *spaced { " " }
                    @match kind {
                        Kind::Same => (clean(words)),
                        Kind::Removed => del { (clean(words)) },
                        Kind::Added => ins { (clean(words)) },
                    }
                }
            }
        }
    }
}

/// The findings that do not count, apart from those that do: what each says, and why it was let stand.
pub(super) fn settled(page: &Page) -> Markup {
    let settled: Vec<_> = page.report.settled_within(page.options).collect();
    html! {
        @if !settled.is_empty() {
            section #settled aria-labelledby="settled-title" {
                h2 #settled-title { "Let stand" }
                p.note { "These do not count: somebody waived them, or the baseline knows them." }
                ul {
                    @for Settled { finding, why } in settled {
                        li.(finding.verdict.name()) id=(finding.id) {
                            p {
                                (summary::badge(finding.verdict, finding.heading)) " "
                                bdi { (clean(&page.report.topics[finding.topic].title)) } " "
                                span.id { (finding.id) }
                            }
                            p.reason dir="auto" { (clean(&finding.reason)) }
                            @for (value, at) in group::values(page.report, finding).iter().zip([finding.a, finding.b]) {
                                p { b { bdi dir="ltr" { (clean(value)) } } ", " (origin(page, &Entry::of(&[&page.report.claims[at]]))) }
                            }
                            p.why dir="auto" { (clean(&why.to_string())) }
                        }
                    }
                }
            }
        }
    }
}

/// The findings that hold the same two values against each other in other documents.
fn more(page: &Page, pair: &Pair) -> Markup {
    let shown = if page.options.all { pair.more.len() } else { pair.more.len().min(ALIKE) };
    html! {
        details.more {
            summary { "The same between other documents: " (pair.more.len()) }
            ul {
                @for finding in &pair.more[..shown] {
                    li #(finding.id) {
                        @let sides = [finding.a, finding.b].map(|at| &page.report.claims[at]);
                        @for (at, claim) in sides.into_iter().enumerate() {
                            @if at > 0 { " " span.against { "against" } " " }
                            (linked(page, &claim.document, &place::cited(claim, page.names.short(&claim.document))))
                            @if let Some(outlet) = &claim.outlet { " " (words(outlet)) }
                            @if let Some(published) = claim.published { ", " time { (source::published(published)) } }
                        }
                        " " span.id { (finding.id) }
                    }
                }
            }
            @if pair.more.len() > shown { p.note { "and " (pair.more.len() - shown) " more; --all lists them" } }
        }
    }
}
