//! How the cost of alignment grows: `cargo bench --bench alignment -- [ARTICLES | FOLDER]`.
//!
//! Over a made-up archive of so many articles and of twice as many, or over half a folder, by name, and the whole.
//! Twice the articles may take at most 2.2 times the CPU time. Divan measures the time that passes, not that of the
//! processor, and knows no ratio: so this one stands alone. The claims are extracted before the clock starts.

#[path = "support/news.rs"]
mod news;
#[path = "support/stories.rs"]
mod stories;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use cpu_time::ProcessTime;
use jiff::ToSpan;
use jiff::civil::date;
use mizan::claim::{Claim, extract, extract_with};
use mizan::config::Config;
use mizan::document::{self, Document, Published};
use mizan::language::Vocabulary;
use mizan::topic::align;

/// How much more CPU time twice the articles may take.
const AT_MOST: f64 = 2.2;
/// How many articles, where nothing is asked for.
const ARTICLES: usize = 10_000;
/// Of so many runs, the fastest counts.
const RUNS: usize = 2;

fn main() -> ExitCode {
    let asked = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let (one, two) = match asked.map(|asked| asked.parse::<usize>().map_err(|_| PathBuf::from(asked))) {
        Some(Err(folder)) => {
            let mut claims = of_folder(&folder);
            let all = cost(&claims.concat());
            claims.truncate(claims.len() / 2);
            (cost(&claims.concat()), all)
        }
        Some(Ok(articles)) => (cost(&made_up(articles)), cost(&made_up(articles * 2))),
        None => (cost(&made_up(ARTICLES)), cost(&made_up(ARTICLES * 2))),
    };
    let ratio = two.as_secs_f64() / one.as_secs_f64();
    println!("twice the articles: {ratio:.2} times the CPU time; at most {AT_MOST} is allowed");
    if ratio <= AT_MOST { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The CPU time of alignment, with a line that says of what.
fn cost(claims: &[Claim]) -> Duration {
    let mut pairs = 0;
    let mut run = || {
        let start = ProcessTime::now();
        let alignment = align(claims, &Config::default());
        pairs = alignment.pairs.len();
        start.elapsed()
    };
    let least = (0..RUNS).map(|_| run()).min().unwrap_or_default();
    println!("{} claims, {pairs} pairs: {:.2} s", claims.len(), least.as_secs_f64());
    least
}

/// The claims of the articles of a folder, by article.
fn of_folder(folder: &Path) -> Vec<Vec<Claim>> {
    let (mut documents, errors) = document::read(&[folder.to_path_buf()], &Config::default());
    for error in errors {
        eprintln!("{error}");
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    documents.iter().map(extract).collect()
}

/// The claims of an archive of so many articles.
fn made_up(articles: usize) -> Vec<Claim> {
    let mut vocabulary = Vocabulary::default();
    let read = |article: stories::Article| {
        let text = format!("{}\n\n{}", article.title, article.text);
        let mut document = Document::from_text(&article.name, &text, &Config::default()).expect("plain text");
        let day = date(2020, 1, 1) + i32::from(article.day).days();
        document.published = Some(Published { day, clock: None });
        document.outlet = Some(article.outlet.to_owned());
        extract_with(&document, &mut vocabulary)
    };
    let mut documents: Vec<Vec<Claim>> = stories::Archive::default().take(articles).map(read).collect();
    documents.sort_by(|a, b| a.first().map(|claim| &claim.document).cmp(&b.first().map(|claim| &claim.document)));
    documents.concat()
}
