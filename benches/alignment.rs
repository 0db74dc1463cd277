//! How the cost of alignment grows: `cargo bench --bench alignment [ARTICLES]`.
//!
//! Twice the articles may take at most 2.2 times the CPU time. Divan measures the time that passes, not that of the
//! processor, and knows no ratio: so this one stands alone. The claims are extracted before the clock starts.

#[path = "support/news.rs"]
mod news;
#[path = "support/stories.rs"]
mod stories;

use std::process::ExitCode;
use std::time::Duration;

use cpu_time::ProcessTime;
use jiff::ToSpan;
use jiff::civil::date;
use mizan::claim::{Claim, extract_with};
use mizan::config::Config;
use mizan::document::{Document, Published};
use mizan::language::Vocabulary;
use mizan::topic::align;

/// How much more CPU time twice the articles may take.
const AT_MOST: f64 = 2.2;
/// Of so many runs, the fastest counts.
const RUNS: usize = 3;

fn main() -> ExitCode {
    let articles = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let [one, two] = [articles, articles * 2].map(cost);
    let ratio = two.as_secs_f64() / one.as_secs_f64();
    println!("twice the articles: {ratio:.2} times the CPU time; at most {AT_MOST} is allowed");
    if ratio <= AT_MOST { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The CPU time of alignment, with a line that says of what.
fn cost(articles: usize) -> Duration {
    let claims = claims(articles);
    let mut pairs = 0;
    let mut run = || {
        let start = ProcessTime::now();
        let alignment = align(&claims, &Config::default());
        pairs = alignment.pairs.len();
        start.elapsed()
    };
    let least = (0..RUNS).map(|_| run()).min().unwrap_or_default();
    println!("{articles} articles, {} claims, {pairs} pairs: {:.2} s", claims.len(), least.as_secs_f64());
    least
}

/// The claims of an archive of so many articles.
fn claims(articles: usize) -> Vec<Claim> {
    let mut vocabulary = Vocabulary::default();
    let read = |article: stories::Article| {
        let mut document = Document::from_text(&article.name, &article.text, &Config::default()).expect("plain text");
        let day = date(2020, 1, 1) + i32::from(article.day).days();
        document.published = Some(Published { day, clock: None });
        document.outlet = Some(article.outlet.to_owned());
        extract_with(&document, &mut vocabulary)
    };
    stories::archive(articles).into_iter().flat_map(read).collect()
}
