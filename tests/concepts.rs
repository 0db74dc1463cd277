//! The examples beside the concepts and places of each language, and what must hold of those files as data.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use mizan::language::{CONCEPTS, ConceptId, Language, PLACES, PlaceId, PlaceKind, Sense, Token, Vocabulary, fold};
use mizan::span::Span;
use serde::Deserialize;

const FILES: [&str; 4] = ["concepts.toml", "places.toml", "places-cldr.toml", "places-cities.toml"];

/// Words that truly have two meanings among the concepts and places.
const SHARED: [(&str, &str); 18] = [
    ("urban", "a city, and what is told of cities alone"),
    ("قطر", "Qatar, a diameter"),
    ("مقاطعة", "a boycott, a province"),
    ("سيول", "Seoul, floods"),
    ("أفراد الطاقم", "employees, a crew"),
    ("زلزال بقوة", "the quake and its magnitude"),
    ("زلزال قوته", "the quake and its magnitude"),
    ("هزة بقوة", "the quake and its magnitude"),
    ("newborn", "a birth, a baby"),
    ("newborns", "a birth, a baby"),
    ("bodies", "corpses, and that they were found"),
    ("جثة", "corpses, and that they were found"),
    ("جثث", "corpses, and that they were found"),
    ("جثمان", "corpses, and that they were found"),
    ("جثامين", "corpses, and that they were found"),
    ("captured", "a person, a town"),
    ("capture", "a person, a town"),
    ("captures", "a person, a town"),
];

#[derive(Deserialize)]
struct Data {
    #[serde(default)]
    concept: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    place: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    #[serde(default)]
    concepts: Vec<String>,
    #[serde(default)]
    not_concepts: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    not_places: Vec<String>,
}

/// Each language with its folder.
fn languages() -> Vec<(PathBuf, &'static Language)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/language");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    let named = |folder: &Path| Language::named(folder.file_name().unwrap().to_str().unwrap()).unwrap();
    folders.into_iter().map(|folder| (folder.clone(), named(&folder))).collect()
}

fn read(folder: &Path) -> Vec<(String, Data)> {
    let load = |path: PathBuf| {
        let name = path.display().to_string();
        let data =
            toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, data)
    };
    FILES.iter().map(|name| load(folder.join(name))).collect()
}

/// The ids of the concepts and places of a text, read from the left, the longest words of the data first. A form that
/// the data lists as a noun alone (a dual, a plural) has the senses of its lemma.
fn found(text: &str, language: &'static Language) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let tokens = Vocabulary::default().tokens(text, Span::new(0, text.len()), language);
    let (mut concepts, mut places) = (BTreeSet::new(), BTreeSet::new());
    let mut take = |sense: &Sense| match sense {
        Sense::Concept(concept) => {
            concepts.insert(concept.name());
            true
        }
        Sense::Place(place) => {
            places.insert(place.def().id);
            true
        }
        _ => false,
    };
    let lemma = |sense| if let Sense::Noun(lemma) = sense { Some(lemma) } else { None };
    let mut at = 0;
    while at < tokens.len() {
        let mut taken = 0;
        for one in Token::matches(&tokens, at) {
            if one.len < taken {
                break;
            }
            // Every sense is taken, whatever the others are.
            let named = |sense: &&Sense| one.named || !matches!(sense, Sense::Place(_));
            if one.senses.iter().filter(named).filter(|sense| take(sense)).count() > 0 {
                taken = one.len;
            }
        }
        if let Some(node) =
            tokens[at].find(lemma).filter(|_| taken == 0).and_then(|lemma| language.node(&fold::letters(lemma)))
        {
            node.senses().iter().for_each(|sense| _ = take(sense));
        }
        at += taken.max(1);
    }
    (concepts, places)
}

fn place(id: &str) -> PlaceId {
    PlaceId(
        u16::try_from(PLACES.binary_search_by(|row| row.id.cmp(id)).unwrap_or_else(|_| panic!("no place {id}")))
            .unwrap(),
    )
}

fn concept(id: &str) -> ConceptId {
    ConceptId::named(id).unwrap_or_else(|| panic!("no concept {id}"))
}

/// What an example says that does not hold.
fn broken(example: &Example, language: &'static Language) -> Vec<String> {
    let (concepts, places) = found(&example.text, language);
    let mut broken = Vec::new();
    for (ids, wanted) in [(&example.concepts, true), (&example.not_concepts, false)] {
        let wrong = ids.iter().filter(|id| concepts.contains(concept(id).name()) != wanted);
        broken.extend(wrong.map(|id| format!("concept {id}: {}; found {concepts:?}", !wanted)));
    }
    for (ids, wanted) in [(&example.places, true), (&example.not_places, false)] {
        let wrong = ids.iter().filter(|id| places.contains(place(id).def().id) != wanted);
        broken.extend(wrong.map(|id| format!("place {id}: {}; found {places:?}", !wanted)));
    }
    broken
}

#[test]
fn examples_are_read_as_they_say() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (folder, language) in languages() {
        for (file, data) in read(&folder) {
            count += data.example.len();
            for example in &data.example {
                wrong
                    .extend(broken(example, language).iter().map(|what| format!("{file}: {:?}: {what}", example.text)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 100, "{count} examples");
}

#[test]
fn every_concept_and_place_has_words_in_every_language() {
    for (folder, _) in languages() {
        let data = read(&folder);
        let rows = data.iter().flat_map(|(_, data)| data.concept.iter().chain(&data.place));
        let named: BTreeSet<&str> = rows.filter(|(_, words)| !words.is_empty()).map(|(id, _)| id.as_str()).collect();
        let all = CONCEPTS.iter().map(|row| row.id).chain(PLACES.iter().map(|row| row.id));
        let bare: Vec<&str> = all.filter(|id| !named.contains(id)).collect();
        assert!(bare.is_empty(), "{}: no words for {bare:?}", folder.display());
    }
}

#[test]
fn a_word_has_one_meaning_unless_it_is_listed_here() {
    let listed: BTreeSet<Vec<String>> = SHARED.iter().map(|(word, _)| fold::words(word)).collect();
    let mut met = BTreeSet::new();
    for (folder, _) in languages() {
        let mut seen: BTreeMap<Vec<String>, String> = BTreeMap::new();
        for (file, data) in read(&folder) {
            for (id, word) in
                data.concept.iter().chain(&data.place).flat_map(|(id, words)| words.iter().map(move |word| (id, word)))
            {
                let folded = fold::words(word);
                let other = seen.entry(folded.clone()).or_insert_with(|| id.clone());
                if other != id {
                    assert!(listed.contains(&folded), "{file}: {word:?} stands in {id} and in {other}");
                    met.insert(folded);
                }
            }
        }
    }
    assert_eq!(met, listed, "a listed word has one meaning now");
}

#[test]
fn generated_rows_are_sorted_and_every_country_lies_in_an_area() {
    for (folder, _) in languages() {
        let path = folder.join("places-cldr.toml");
        let text = fs::read_to_string(&path).unwrap();
        let ids: Vec<&str> = text.lines().filter_map(|line| line.split_once(" = [")).map(|(id, _)| id).collect();
        assert!(ids.len() > 240 && ids.is_sorted(), "{}: {} rows", path.display(), ids.len());
    }
    let in_area = |home: Option<PlaceId>| home.is_some_and(|home| home.def().kind == PlaceKind::Area);
    let countries = PLACES.iter().filter(|row| row.kind == PlaceKind::Country);
    let lost: Vec<&str> = countries.filter(|row| !in_area(row.part_of)).map(|row| row.id).collect();
    assert_eq!(lost, ["AQ"], "Antarctica alone is its own continent");
}

#[test]
fn a_capital_lies_in_the_state_that_speaks_through_it() {
    let astray: Vec<&str> = PLACES
        .iter()
        .filter(|row| row.capital_of.is_some_and(|state| !row.part_of.is_some_and(|home| home.lies_in(state))))
        .map(|row| row.id)
        .collect();
    assert!(astray.is_empty(), "{astray:?}");
    assert_eq!(place("city-baku").power(), place("AZ"));
    assert!(place("city-mosul").lies_in(place("middle-east")));
    assert!(!place("city-jerusalem").lies_in(place("IL")), "whose it is, the data does not decide");
}

#[test]
fn kinds_of_one_thing_are_tied_and_antonyms_hold_both_ways() {
    assert!(concept("import").is_a(concept("buy")));
    assert!(concept("export").is_a(concept("supply")));
    assert!(concept("officer").is_a(concept("person")));
    assert!(concept("rise").opposes(concept("fall")) && concept("fall").opposes(concept("rise")));
    assert!(!concept("import").opposes(concept("export")));
}
