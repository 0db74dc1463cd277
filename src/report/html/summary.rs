//! The head of the page: what was found, in figures, and the controls that narrow it down.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Page, words};
use crate::finding::Verdict;
use crate::report::count;
use crate::report::group::Found;
use crate::report::message::capitalised;
use crate::report::text::clean;

/// What is shown, in a line, by pairs of values: `2 contradictions, 1 tension`.
pub(super) fn headline(topics: &[Found]) -> String {
    let number = |verdict| topics.iter().flat_map(Found::pairs).filter(|(block, _)| block.verdict == verdict).count();
    let told = [
        (Verdict::Contradiction, "contradiction", "contradictions"),
        (Verdict::Tension, "tension", "tensions"),
        (Verdict::Update, "update", "updates"),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(verdict, ..)| number(*verdict) > 0)
        .map(|(verdict, one, many)| count(number(verdict), one, many))
        .collect();
    if told.is_empty() { "nothing flagged".to_owned() } else { told.join(", ") }
}

pub(super) fn header(page: &Page, topics: &[Found]) -> Markup {
    let summary = &page.report.summary;
    let aside: usize = summary.set_aside.values().sum();
    let figures = [
        (summary.documents, "document", "documents"),
        (summary.claims, "claim", "claims"),
        (summary.compared, "pair compared", "pairs compared"),
        (summary.agreeing, "topic agrees", "topics agree"),
        (aside, "mention set aside", "mentions set aside"),
    ];
    let settled =
        [(summary.waived, "finding waived", "findings waived"), (summary.known, "finding known", "findings known")];
    let figures = figures.into_iter().chain(settled.into_iter().filter(|(number, ..)| *number > 0));
    html! {
        header.top {
            h1 { span.name { "mizan" } " " span.headline { (capitalised(&headline(topics))) } }
            ul.figures {
                @for (number, one, many) in figures {
                    li { b { (number) } " " (if number == 1 { one } else { many }) }
                }
            }
            nav aria-label="Parts of this page" {
                @if !topics.is_empty() { a href="#findings" { "Findings" } }
                @if page.report.settled_within(page.options).next().is_some() { a href="#settled" { "Let stand" } }
                a href="#documents" { "Documents" }
                @if !topics.is_empty() { a href="#rules" { "Rules" } }
            }
        }
    }
}

/// Hidden until the script makes them work.
pub(super) fn controls(page: &Page, topics: &[Found]) -> Markup {
    let mut verdicts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for (_, pair) in topics.iter().flat_map(Found::pairs) {
        *verdicts.entry(pair.finding.verdict).or_default() += 1;
    }
    html! {
        form #controls role="search" aria-label="Filter the findings" hidden {
            label.search { span { "Search" } input #q type="search" name="q" placeholder="words, names, numbers" autocomplete="off"; }
            div.verdicts role="group" aria-label="Verdict" {
                span.label { "Verdict" }
                @for (verdict, number) in verdicts.iter().rev() {
                    label.choice {
                        input type="checkbox" name="verdict" value=(verdict.name()) checked;
                        span.badge.(verdict.name()) { (capitalised(verdict.name())) " " b { (number) } }
                    }
                }
            }
            label { span { "Topic" }
                select name="topic" {
                    option value="" { "all" }
                    @for found in topics { option value=(clean(&found.topic.id)) { (clean(&found.topic.title)) } }
                }
            }
            label { span { "Outlet" }
                select name="outlet" {
                    option value="" { "all" }
                    @for (at, outlet) in page.outlets.iter().enumerate() {
                        option value=(clean(outlet)) data-at=(at) { (clean(outlet)) }
                    }
                }
            }
            label { span { "From" } input type="date" name="from"; }
            label { span { "To" } input type="date" name="to"; }
            label { span { "Order" }
                select name="sort" {
                    option value="" { "most severe" }
                    option value="newest" { "newest" }
                    option value="sources" { "most sources" }
                    option value="title" { "topic" }
                }
            }
            p.found { output name="found" aria-live="polite" {} " " button type="reset" { "Clear" } }
            p.keys { kbd { "/" } " search, " kbd { "j" } " " kbd { "k" } " next and previous finding" }
        }
    }
}

/// How a verdict is marked.
pub(super) fn badge(verdict: Verdict, heading: Option<&str>) -> Markup {
    html! {
        span.badge.(verdict.name()) { (capitalised(verdict.name())) }
        @if let Some(heading) = heading { " " span.heading { (words(heading)) } }
    }
}
