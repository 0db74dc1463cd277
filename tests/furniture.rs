//! Runs the examples of the furniture data: why a sentence of each is set aside, if it is.

use std::fs;
use std::path::Path;

use mizan::config::Config;
use mizan::document::{Document, SetAside};
use serde::Deserialize;

#[derive(Deserialize)]
struct Data {
    example: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    text: String,
    set_aside: String,
    /// Which sentence is meant, counted from 0: the last, where nothing is said.
    sentence: Option<usize>,
}

#[test]
fn every_example_of_the_data_holds() {
    let languages = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language");
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for folder in fs::read_dir(languages).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let data: Data = toml::from_str(&fs::read_to_string(folder.join("furniture.toml")).unwrap()).unwrap();
        for Example { text, set_aside, sentence } in data.example {
            let document = Document::from_text("example.txt", &text, &Config::default()).unwrap();
            let at = sentence.unwrap_or(document.sentences.len().saturating_sub(1));
            let found = document.sentences.get(at).and_then(|sentence| sentence.set_aside).map_or("", SetAside::name);
            if found != set_aside {
                wrong.push(format!("{text:?}: {found:?}, not {set_aside:?}"));
            }
            seen += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 40, "only {seen} examples were found");
}
