//! Writes an archive of made-up news into a folder, the same in every run: `cargo run --release --example archive --
//! ARTICLES FOLDER [DAILY]`. Articles are Markdown files with front matter, a folder a day, DAILY of them (100).

use std::path::PathBuf;
use std::{env, fs, io};

use jiff::ToSpan;
use jiff::civil::date;

#[path = "../benches/support/news.rs"]
mod news;
#[path = "../benches/support/stories.rs"]
mod stories;

const USAGE: &str = "usage: archive ARTICLES FOLDER [DAILY]";

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1);
    let wrong = || io::Error::new(io::ErrorKind::InvalidInput, USAGE);
    let number = |arg: Option<String>| arg.map(|arg| arg.parse::<usize>().map_err(|_| wrong())).transpose();
    let articles = number(args.next())?.ok_or_else(wrong)?;
    let folder = PathBuf::from(args.next().ok_or_else(wrong)?);
    let archive = match number(args.next())? {
        Some(0) => return Err(wrong()),
        Some(daily) => stories::Archive::new(daily),
        None => stories::Archive::default(),
    };
    for article in archive.take(articles) {
        let file = folder.join(&article.name).with_extension("md");
        fs::create_dir_all(file.parent().unwrap_or(&folder))?;
        let day = date(2020, 1, 1) + i32::from(article.day).days();
        let stories::Article { title, outlet, text, .. } = article;
        fs::write(file, format!("---\ntitle: \"{title}\"\ndate: {day}\noutlet: {outlet}\n---\n\n{text}"))?;
    }
    Ok(())
}
