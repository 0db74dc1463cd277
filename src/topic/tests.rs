//! Blocking finds what weighing every pair finds.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::date;

use super::{Blocks, Met, Reading, Shared, Standing, Weight, between};
use crate::claim::{Claim, extract};
use crate::config::Config;
use crate::document::{self, Document, Published};
use crate::language;

#[path = "../../benches/support/news.rs"]
mod news;
#[path = "../../benches/support/stories.rs"]
mod stories;

/// How many pairs of claims fit, each pair of documents weighed; those that blocks leave out must have none.
fn alike(documents: &[Vec<Claim>], config: &Config) -> usize {
    let readings: Vec<Reading<'_>> = documents.iter().map(|claims| Reading::new(claims, config)).collect();
    let mut blocks = Blocks::default();
    for reading in &readings {
        blocks.add(Met::from(reading));
    }
    let met = blocks.pairs();
    let mut found = 0;
    for (one, here) in (0..).zip(&readings) {
        for (other, there) in (0..).zip(&readings).skip(one as usize + 1) {
            let links = between(here, there).len();
            assert!(links == 0 || met.binary_search(&(one, other)).is_ok(), "{one} and {other} are not met");
            found += links;
        }
    }
    found
}

#[test]
fn the_seeds_are_weighed_as_if_pair_by_pair() {
    let config = Config::load(Path::new("claims.toml")).unwrap();
    let (documents, errors) = document::read(&["seeds".into()], &config);
    assert!(errors.is_empty(), "{errors:?}");
    let claims: Vec<_> = documents.iter().map(extract).collect();
    assert!(alike(&claims, &config) > 20);
}

#[test]
fn an_archive_is_weighed_as_if_pair_by_pair() {
    // Two months of news, so that some of it is far apart.
    let claims: Vec<_> = stories::Archive::new(12).take(240).map(|article| extract(&read(&article, 3))).collect();
    assert!(alike(&claims, &Config::default()) > 500);
}

#[test]
fn news_of_one_kind_months_apart_must_name_the_same() {
    let config = Config::default();
    let told = |place: &str, homes: u32, month: i8| {
        let text = format!(
            "Storm hits {place} with winds of 120 kilometres per hour\n\nA storm hit {place} with winds of 120 kilometres \
             per hour. 14 people were injured, and {homes} thousand homes were without power. {homes}5 schools were \
             closed for {homes} weeks."
        );
        let mut document = Document::from_text("a.txt", &text, &config).unwrap();
        document.published = Some(Published { day: date(2020, month, 1), clock: None });
        extract(&document)
    };
    let of_kin = |one: &[Claim], other: &[Claim]| {
        let [one, other] = [one, other].map(|claims| Reading::new(claims, &config));
        one.opening().unwrap().kin_to(other.opening().unwrap()).is_some()
    };
    let first = told("Lagos in Nigeria", 3, 1);
    assert!(of_kin(&first, &told("Lagos in Nigeria", 8, 5)));
    assert!(!of_kin(&first, &told("Mombasa in Kenya", 8, 5)));
    assert!(of_kin(&first, &told("Mombasa in Kenya", 8, 1)), "on one day");
}

#[test]
fn a_figure_that_both_give_makes_kin_of_the_same_days() {
    /// Two documents that share a fifth of what they open with, and so many such figures and names.
    struct Fifth(usize, usize);
    impl Shared for Fifth {
        fn told(&self, _: bool) -> [usize; 2] {
            [20, 20]
        }
        fn figures(&self) -> usize {
            2
        }
        fn telling(&self) -> usize {
            self.0
        }
        fn names(&self) -> usize {
            self.1
        }
    }
    let opens = Weight { all: 100, everywhere: 100 };
    let of = |day| Standing { language: language::ALL[0], day, reference: false, opens, figures: 3 };
    let first = of(Some(10));
    assert_eq!(first.kin_to(&of(Some(12)), &Fifth(1, 1)), Some(35));
    assert_eq!(first.kin_to(&of(Some(12)), &Fifth(1, 0)), None, "of no one place or name");
    assert_eq!(first.kin_to(&of(Some(12)), &Fifth(2, 0)), Some(35), "two figures need no name");
    assert_eq!(first.kin_to(&of(Some(12)), &Fifth(0, 1)), None);
    assert_eq!(first.kin_to(&of(Some(13)), &Fifth(1, 1)), None, "not of the same days");
    assert_eq!(first.kin_to(&of(None), &Fifth(1, 1)), None, "of no day");
    let telling = |text: &str| {
        let reading = extract(&Document::from_text("a.txt", text, &Config::default()).unwrap());
        let reading = Reading::new(&reading, &Config::default());
        reading.opening().unwrap().figures().iter().filter(|figure| figure.is_telling()).count()
    };
    assert_eq!(telling("The ferry carried 214 people."), 1);
    assert_eq!(telling("Inflation was 3 per cent."), 1);
    assert_eq!(telling("The ferry carried 4 people, and the search took 24 hours."), 0);
}

fn read(article: &stories::Article, days_apart: i32) -> Document {
    let text = format!("{}\n\n{}", article.title, article.text);
    let mut document = Document::from_text(&article.name, &text, &Config::default()).unwrap();
    let day = date(2020, 1, 1) + (i32::from(article.day) * days_apart).days();
    document.published = Some(Published { day, clock: None });
    document.outlet = Some(article.outlet.to_owned());
    document
}
