//! Blocking finds what weighing every pair finds.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::date;

use super::block::{self, may_meet};
use super::fit::{Company, fit};
use super::kin::Opening;
use super::said::Said;
use crate::claim::{Claim, extract};
use crate::config::Config;
use crate::document::{self, Document, Published};

#[path = "../../benches/support/news.rs"]
mod news;
#[path = "../../benches/support/stories.rs"]
mod stories;

/// The pairs of kin, or of lasting claims, that fit.
fn by_blocks(said: &[Option<Said<'_>>], homes: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    block::candidates(said, homes, |a, b, company| {
        let (one, other) = (said[a].as_ref().unwrap(), said[b].as_ref().unwrap());
        pairs.extend(fit(one, other, company).map(|_| (a, b)));
    });
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn one_by_one(said: &[Option<Said<'_>>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (a, one) in said.iter().enumerate() {
        for (b, other) in said.iter().enumerate().skip(a + 1) {
            let (Some(one), Some(other)) = (one, other) else { continue };
            if one.claim.document == other.claim.document {
                continue;
            }
            let [here, there] = [one, other].map(|said| Opening::of(said.claim));
            let company = Company { named: false, kin: here.kin_to(&there).is_some(), about: here.about(&there) };
            if may_meet(one.claim, other.claim, company.kin) && fit(one, other, company).is_some() {
                pairs.push((a, b));
            }
        }
    }
    pairs
}

fn alike(claims: &[Claim]) -> usize {
    let said: Vec<_> = claims.iter().map(|claim| claim.set_aside.is_none().then(|| Said::of(claim))).collect();
    let (found, all) = (by_blocks(&said, &vec![Vec::new(); said.len()]), one_by_one(&said));
    assert_eq!(found, all);
    found.len()
}

#[test]
fn the_seeds_are_weighed_as_if_pair_by_pair() {
    let (documents, errors) = document::read(&["seeds".into()], &Config::load(Path::new("claims.toml")).unwrap());
    assert!(errors.is_empty(), "{errors:?}");
    let claims: Vec<Claim> = documents.iter().flat_map(extract).collect();
    assert!(alike(&claims) > 20);
}

#[test]
fn an_archive_is_weighed_as_if_pair_by_pair() {
    let read = |article: stories::Article| {
        let mut document = Document::from_text(&article.name, &article.text, &Config::default()).unwrap();
        // Two months of news, so that some of it is far apart.
        let day = date(2020, 1, 1) + i32::from(article.day * 40).days();
        document.published = Some(Published { day, clock: None });
        document.outlet = Some(article.outlet.to_owned());
        extract(&document)
    };
    let claims: Vec<Claim> = stories::archive(48).into_iter().flat_map(read).collect();
    assert!(alike(&claims) > 500);
}
