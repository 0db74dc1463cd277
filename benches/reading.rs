//! How fast text is read: `cargo bench --bench reading`. One core; throughput in bytes of text.
//!
//! The text is made here, the same in every run: half Arabic, half English, with the mentions per kilobyte that news
//! articles have (about 6.5), and with words that no list knows, as many new ones as go on turning up in news.
//! `tools/speed` measures the command over a folder of real articles.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use mizan::claim::extract;
use mizan::config::Config;
use mizan::document::Document;

#[path = "support/news.rs"]
mod news;

use news::{ARABIC, Dice, ENGLISH, sentence};

fn main() {
    let kilobytes = 200;
    let mentions: usize = articles(kilobytes).iter().map(|text| extract(&document(text)).len()).sum();
    assert!((1100..=1500).contains(&mentions), "{mentions} mentions in {kilobytes} KB are not those of news");
    divan::main();
}

/// From text to claims, in articles of the usual length.
#[divan::bench(args = [1000], sample_count = 20)]
fn articles_to_claims(bencher: Bencher, kilobytes: usize) {
    let texts = articles(kilobytes);
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &texts {
            black_box(extract(&document(text)));
        }
    });
}

/// One clause, ever longer: each of its values looks at every place of the clause, so the throughput falls.
#[divan::bench(args = [1, 10, 100])]
fn one_long_sentence(bencher: Bencher, kilobytes: usize) {
    let mut text = String::new();
    while text.len() < kilobytes * 1000 {
        text += "and 20 soldiers were killed in Rome, up 3 percent from 2015, police said, ";
    }
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| document(&text))
        .bench_local_values(|document| black_box(extract(&document)));
}

/// A number behind words that begin no phrase of the word lists, about twenty, about sixty, and more than a hundred: the
/// time of a mention does not grow with the lists.
#[divan::bench(args = ["ساحل", "مجلس", "في", "ما"])]
fn words_that_begin_phrases(bencher: Bencher, word: &str) {
    let text = format!("{word} ساحل {word} ساحل 300 جندي. ").repeat(200);
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| document(&text))
        .bench_local_values(|document| black_box(extract(&document)));
}

fn document(text: &str) -> Document {
    Document::from_text("a.txt", text, &Config::default()).expect("plain text")
}

/// So much text, in articles of some two kilobytes.
fn articles(kilobytes: usize) -> Vec<String> {
    let mut dice = Dice::default();
    let mut size = 0;
    let mut articles = Vec::new();
    while size < kilobytes * 1000 {
        let mut text = String::new();
        let news = if articles.len() % 2 == 0 { &ARABIC } else { &ENGLISH };
        while text.len() < 2500 {
            for _ in 0..3 {
                text += &sentence(dice.pick(news.sentences), news, &mut dice);
                text.push(' ');
            }
            text += "\n\n";
        }
        size += text.len();
        articles.push(text);
    }
    articles
}
