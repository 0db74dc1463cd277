//! The documents, each with its claims in the sentences that state them.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::{Page, linked, words};
use crate::claim::Claim;
use crate::document::Field;
use crate::report::excerpt::Excerpt;
use crate::report::group::Block;
use crate::report::place::Place;
use crate::report::text::clean;
use crate::report::{Options, Report, count, record, source};
use crate::value::phrase;

/// The names of the documents that the page lists.
pub(super) type Shown<'a> = BTreeSet<&'a str>;

/// Those that a finding cites, or all.
pub(super) fn shown<'a>(report: &'a Report, options: &Options, blocks: &[Block]) -> Shown<'a> {
    if options.all {
        return report.documents.iter().map(|document| document.name.as_str()).collect();
    }
    let findings = blocks.iter().flat_map(|block| &block.pairs).flat_map(crate::report::group::Pair::all);
    findings.flat_map(|finding| [finding.a, finding.b]).map(|at| &*report.claims[at].document).collect()
}

/// What the list leaves out.
pub(super) fn note(page: &Page) -> Markup {
    let left = page.report.documents.len().saturating_sub(page.shown.len());
    html! {
        p.note {
            "What was read in each, sentence by sentence; a marked value leads to its finding. "
            @if left > 0 { (count(left, "document that no finding cites is", "documents that no finding cites are")) " left out; --all lists them." }
        }
    }
}

/// The claims of each document that is listed, by the document's place in the report's list.
pub(super) fn claims<'a>(page: &Page<'a>) -> Vec<(usize, Vec<(usize, &'a Claim)>)> {
    let mut claims: BTreeMap<&str, Vec<(usize, &Claim)>> = BTreeMap::new();
    for (at, claim) in page.report.claims.iter().enumerate() {
        if page.shown.contains(&*claim.document) && (page.options.all || claim.set_aside.is_none()) {
            claims.entry(&claim.document).or_default().push((at, claim));
        }
    }
    let documents = page.report.documents.iter().enumerate();
    let listed = documents.filter(|(_, document)| page.shown.contains(document.name.as_str()));
    listed.map(|(at, document)| (at, claims.remove(document.name.as_str()).unwrap_or_default())).collect()
}

pub(super) fn document(page: &Page, at: usize, claims: &[(usize, &Claim)]) -> Markup {
    let document = &page.report.documents[at];
    let judged = claims.iter().filter(|(at, _)| page.cards.of.contains_key(at)).count();
    let sentences = claims.chunk_by(|(_, a), (_, b)| (a.field, a.sentence_start) == (b.field, b.sentence_start));
    html! {
        details.document #{ "document-" (at) } {
            summary {
                span.place { (linked(page, &document.name, &document.name)) }
                @if let Some(outlet) = &document.outlet { " " b { (words(outlet)) } }
                @if let Some(published) = document.published { " " time { (source::published(published)) } }
                span.tally { (count(claims.len(), "claim", "claims")) @if judged > 0 { ", " (judged) " in findings" } }
            }
            @if let Some(title) = &document.title { p.title dir="auto" lang=(document.language) { (clean(title)) } }
            ol.sentences { @for sentence in sentences { (self::sentence(page, sentence)) } }
        }
    }
}

/// A sentence with all its values marked.
fn sentence(page: &Page, claims: &[(usize, &Claim)]) -> Markup {
    let Some((_, first)) = claims.first() else { return Markup::default() };
    let line = Place::of(first).region.map(|region| region.line);
    html! {
        li {
            span.line { @match line { Some(line) => (line), None => @if first.field == Field::Title { "title" } } }
            p dir="auto" lang=(first.language.code) {
                @match whole(claims) {
                    Some(parts) => @for part in parts {
                        @match part {
                            Part::Words(words) => (clean(words)),
                            Part::Value(words, at, claim) => (value(page, words, at, claim)),
                        }
                    },
                    // What is cut, or does not fit its spans, is shown value by value.
                    None => @for (at, claim) in claims {
                        @let excerpt = Excerpt::of(claim);
                        span.cut { (clean(&excerpt.before)) (value(page, excerpt.value, *at, claim)) (clean(&excerpt.after)) }
                    },
                }
            }
        }
    }
}

enum Part<'a> {
    Words(&'a str),
    Value(&'a str, usize, &'a Claim),
}

/// A sentence cut at its values. Of two that share words, the first is marked.
fn whole<'a>(claims: &[(usize, &'a Claim)]) -> Option<Vec<Part<'a>>> {
    let first = claims.first()?.1;
    if Excerpt::of(first).text() != *first.sentence {
        return None;
    }
    let (mut parts, mut done) = (Vec::new(), 0);
    for (at, claim) in claims {
        let start = claim.span.start.checked_sub(first.sentence_start)?;
        let end = claim.span.end.checked_sub(first.sentence_start)?;
        if start < done {
            continue;
        }
        parts.push(Part::Words(first.sentence.get(done..start)?));
        parts.push(Part::Value(first.sentence.get(start..end)?, *at, claim));
        done = end;
    }
    parts.push(Part::Words(first.sentence.get(done..)?));
    Some(parts)
}

fn value(page: &Page, words: &str, at: usize, claim: &Claim) -> Markup {
    let mut told = vec![phrase::value(&claim.value)];
    told.extend(phrase::reading(&claim.value));
    let measure = record::measure(claim);
    told.extend((!measure.is_empty()).then(|| format!("measure: {}", measure.join(", "))));
    told.extend(claim.set_aside.map(|reason| format!("set aside: {}", reason.name())));
    let told = told.join("; ");
    let told = clean(&told);
    html! {
        @match page.cards.of.get(&at) {
            Some((verdict, card)) => a.value.(verdict.name()) id=(claim.id) href={ "#" (card) } title=(told) { (clean(words)) },
            None => mark.value.aside[claim.set_aside.is_some()] id=(claim.id) title=(told) { (clean(words)) },
        }
    }
}
