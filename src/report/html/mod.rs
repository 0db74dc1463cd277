//! One page for a browser: no other file, no network, no script of an article's.
//!
//! Everything stands in the page as markup, so that it can be read, searched and printed without script; the script only
//! hides, sorts and moves. Words of articles reach the page through `maud`, which escapes them, and the page's policy
//! runs nothing but the one script and the one style that it names by hash.

mod document;
mod finding;
mod plot;
mod summary;

use std::collections::BTreeSet;
use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::diff::Differ;
use super::group;
use super::source::Names;
use super::text::clean;
use super::{Options, Report};
use crate::finding::rules;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a browser may run and apply: a test computes these and says what to write here.
const STYLE_HASH: &str = "sha256-lL/mN5FvRL/GTDnBCjcue0M36KIHjgYgudNmfjX8Zmc=";
const SCRIPT_HASH: &str = "sha256-ICCZp4lYUfImTkw3BLcGtlGNTHLdDuZjMhTOHiQ8ZHs=";

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let blocks = group::blocks(report, options);
    let page = Page {
        report,
        options,
        names: Names::new(report),
        cards: finding::cards(&blocks),
        outlets: report
            .claims
            .iter()
            .filter_map(|claim| claim.outlet.as_deref())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        shown: document::shown(report, options, &blocks),
    };
    let topics = group::topics(report, &blocks);
    let head = html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        (Page::head(&topics))
        (PreEscaped("<body>"))
        a.skip href="#findings" { "To the findings" }
        (summary::header(&page, &topics))
        (summary::controls(&page, &topics))
        (PreEscaped("<main id=\"findings\" aria-label=\"Findings\">"))
        @if let Some(silence) = report.silence() { p.silence { (silence) } }
    };
    out.write_all(head.into_string().as_bytes())?;
    let mut differ = Differ::default();
    for (nth, found) in topics.iter().enumerate() {
        out.write_all(finding::topic(&page, nth, found, &mut differ).into_string().as_bytes())?;
    }
    let middle = html! {
        p.nothing hidden { "Nothing fits these filters." }
        (PreEscaped("</main>"))
        (finding::settled(&page))
        (alike(report, options))
        (PreEscaped("<section id=\"documents\" aria-labelledby=\"documents-title\">"))
        h2 #documents-title { "Documents" }
        (document::note(&page))
    };
    out.write_all(middle.into_string().as_bytes())?;
    for (at, claims) in document::claims(&page) {
        out.write_all(document::document(&page, at, &claims).into_string().as_bytes())?;
    }
    let foot = html! {
        (PreEscaped("</section>"))
        (rule_pages(&blocks))
        footer {
            p { (report.summary) }
            p { "A finding says that two statements cannot both hold, or leave readers with different figures. It never says which one is wrong." }
            p { "Made by mizan " (env!("CARGO_PKG_VERSION")) "." }
        }
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>\n"))
    };
    out.write_all(foot.into_string().as_bytes())
}

/// What every part of the page needs to know.
struct Page<'a> {
    report: &'a Report,
    options: &'a Options,
    names: Names<'a>,
    /// Where a claim is judged.
    cards: finding::Cards<'a>,
    /// The outlets of all claims, in order.
    outlets: Vec<&'a str>,
    /// The documents that the page lists.
    shown: document::Shown<'a>,
}

impl Page<'_> {
    fn head(topics: &[group::Found]) -> Markup {
        let policy = format!(
            "default-src 'none'; style-src '{STYLE_HASH}'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
        );
        html! {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "mizan " (env!("CARGO_PKG_VERSION")) };
                title { "mizan: " (summary::headline(topics)) }
                style { (PreEscaped(STYLE)) }
            }
        }
    }
}

/// Words of an article within a line, with their own direction.
fn words(text: &str) -> Markup {
    html! { bdi { (clean(text)) } }
}

/// A document's name, linked to where it can be read.
fn linked(page: &Page, document: &str, text: &str) -> Markup {
    html! {
        @match page.names.link(document) {
            Some(link) => a href=(link) rel="noopener noreferrer" title="Read the source" { bdi dir="ltr" { (clean(text)) } },
            None => bdi dir="ltr" { (clean(text)) },
        }
    }
}

fn alike(report: &Report, options: &Options) -> Markup {
    let alike = if options.all { Vec::new() } else { group::alike(report) };
    html! {
        @if !alike.is_empty() {
            section #alike aria-labelledby="alike-title" {
                h2 #alike-title { "Alike but not comparable" }
                p.note { "These differ, and so do their periods." }
                ul {
                    @for alike in &alike {
                        li {
                            (words(&alike.topic.title)) ": "
                            @for (at, value) in alike.values.iter().enumerate() {
                                @if at > 0 { " · " }
                                bdi dir="ltr" { (clean(value)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The pages of the rules that decided something.
fn rule_pages(blocks: &[group::Block]) -> Markup {
    let used = rules().iter().filter(|rule| blocks.iter().any(|block| block.rule == rule.code));
    let used: Vec<_> = used.collect();
    html! {
        @if !used.is_empty() {
            section #rules aria-labelledby="rules-title" {
                h2 #rules-title { "The rules" }
                @for rule in used {
                    details #{ "rule-" (rule.code) } {
                        summary { b { (rule.code) } " " (rule.title()) }
                        (PreEscaped(rule_page(rule.page)))
                    }
                }
            }
        }
    }
}

/// A rule's page as markup, without its title. The pages are the project's own.
fn rule_page(page: &str) -> String {
    let body = page.split_once('\n').map_or("", |(_, body)| body);
    let parser = pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::ENABLE_TABLES);
    let mut markup = String::new();
    pulldown_cmark::html::push_html(&mut markup, parser);
    markup
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    /// As a policy names it: base64 of the hash of the bytes between the tags.
    fn hash(text: &str) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let digest = Sha256::digest(text.as_bytes());
        let mut written = String::from("sha256-");
        for three in digest.chunks(3) {
            let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
            for at in 0..4 {
                let letter = LETTERS[(bits >> (18 - 6 * at)) as usize & 63];
                written.push(if at <= three.len() { letter.into() } else { '=' });
            }
        }
        written
    }

    #[test]
    fn the_policy_names_the_style_and_the_script() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!((STYLE_HASH, SCRIPT_HASH), (&*hash(STYLE), &*hash(SCRIPT)), "write these hashes");
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains("</") && !text.contains("<!--"), "it would end its element");
        }
    }
}
