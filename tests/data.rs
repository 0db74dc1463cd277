//! The data files tested as data: each loads alone, no word stands twice in a row, and every example holds.
//!
//! An example says what is found in a text, in order: `>30 percent`, `~1200 km`, `20..30 day`, `? soldier` for a vague
//! amount, `2023-03-29`, `2016/2020`, `../2020` for an open end, `rank 2`, `ordinal 75`. A mention that is set aside for
//! where it stands (navigation, a caption, a label) is not found; one without a value or a measure is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use jiff::civil::Date;
use mizan::config::Config;
use mizan::document::{Document, Published, SetAside};
use mizan::language::fold;
use mizan::value::{Granularity, Kind, Modifier, Number, Ordinal, Partial, Period, Quantity, Rank, Time, Unit, Value};
use serde::Deserialize;
use toml::{Table, Value as Toml};

/// Examples that do not hold yet, by their text, and why.
const KNOWN_SHORT: [(&str, &str); 23] = [
    ("القناة 7 تبث الخبر", "a channel's number is read as a count"),
    ("لم تتجاوز نسبة الرطوبة 20 في المئة.", "two nouns stand between the hedge and its number"),
    ("وزع الناشر ثلاثة ملايين ونصف المليون نسخة.", "a half of the scale is read as a number of its own"),
    ("استفاد من الحملة مليونا شخص.", "the dual of a scale before a noun is read as one"),
    ("كلف الترميم مليارا ومئة مليون ليرة سورية.", "a multiplied scale after a greater one is cut in two"),
    ("سار العمل في آن واحد وبالدرجة الأولى كما خطط له.", "a set phrase is read as numbers"),
    ("زادت النسبة نقطتين مئويتين.", "the dual of percentage points is read as a counted noun"),
    ("بيع البيت بمئة وعشرين ألف دولار كندي.", "a hundred and twenty before a scale is cut in two"),
    ("The library lent one hundred and five thousand books.", "a hundred and five before a scale is cut in two"),
    ("No one knew one another at first.", "set phrases are read as numbers"),
    ("He gave first aid, on second thoughts a mistake.", "set phrases are read as ordinals"),
    ("She is first and foremost a teacher.", "a set phrase is read as an ordinal"),
    ("It was a two-way street from day to day.", "a number within a word is read as a count"),
    ("نمت المبيعات في الربع الثالث من عام 2022.", "quarters of a year are not read"),
    ("Prices fell in the second quarter of 2020.", "quarters of a year are not read"),
    ("Sales rose in Q3 2019.", "quarters of a year are not read"),
    ("هطل المطر في ربيع 2021.", "seasons are not read"),
    ("The dam was built in the summer of 1964.", "seasons are not read"),
    ("جلس رمضان مع صديقه شعبان في المقهى.", "names that are months are read as months"),
    ("مارس هوايته المفضلة في الحديقة.", "a verb that is a month is read as one"),
    ("They may march in line.", "verbs that are months are read as months"),
    ("The cat sat in the sun.", "words that are short for days are read as days"),
    ("The wall may fall.", "a verb that is a month is read as one"),
];

#[test]
fn each_file_loads_alone() {
    let shared = ["src/language", "src/value"].map(|folder| data_files(Path::new(folder)));
    let files = shared.into_iter().chain(languages()).flatten();
    report(files.filter_map(|file| Some(format!("{}: {}", file.name, file.text.parse::<Table>().err()?))));
}

#[test]
fn a_word_stands_once_in_its_row() {
    report(languages().iter().flat_map(|files| repeated(files)));
}

#[test]
fn each_file_shows_what_it_means_and_what_it_does_not() {
    report(languages().iter().flatten().filter(|file| !file.is_generated()).flat_map(lacking));
}

#[test]
fn every_example_holds_unless_it_is_known_to_fall_short() {
    let broken: Vec<Fault> = languages().iter().flatten().flat_map(broken).collect();
    let of = |text: &str| broken.iter().any(|fault| fault.text == text);
    let held = KNOWN_SHORT.iter().filter(|(text, _)| !of(text));
    let held = held.map(|(text, why)| format!("{text}\n  holds now; take it out of the list, with {why:?}"));
    let known = |text: &str| KNOWN_SHORT.iter().any(|(short, _)| *short == text);
    report(broken.iter().filter(|fault| !known(&fault.text)).map(ToString::to_string).chain(held));
}

/// Fails with all faults at once.
fn report(faults: impl Iterator<Item = String>) {
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

// ---------------------------------------------------------------------------------------------------- the files

/// A data file, by its path from the top of the repository.
struct DataFile {
    name: String,
    text: String,
}

impl DataFile {
    fn table(&self) -> Table {
        self.text.parse().unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    fn examples(&self) -> Vec<Example> {
        let table = self.table();
        let rows = table.get("example").and_then(Toml::as_array).into_iter().flatten();
        rows.map(|row| row.clone().try_into().unwrap_or_else(|error| panic!("{}: {row}: {error}", self.name))).collect()
    }

    /// Files that a tool writes carry no examples; those for what the tool's source lacks do.
    fn is_generated(&self) -> bool {
        self.text.starts_with("# Generated by ")
    }
}

/// The files of each language.
fn languages() -> Vec<Vec<DataFile>> {
    let folders = listed(Path::new("src/language")).into_iter().filter(|path| path.is_dir());
    let languages: Vec<Vec<DataFile>> = folders.map(|folder| data_files(&folder)).collect();
    assert!(languages.len() > 1 && languages.iter().all(|files| !files.is_empty()), "a language has no data");
    languages
}

fn data_files(folder: &Path) -> Vec<DataFile> {
    let paths = listed(folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml"));
    paths.map(|path| DataFile { name: path.display().to_string(), text: fs::read_to_string(path).unwrap() }).collect()
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

// ---------------------------------------------------------------------------------------------------- the words

/// The words that a language lists twice for one meaning, also where only the spelling differs that folding evens out.
/// One word in two rows of a table stops the build.
fn repeated(files: &[DataFile]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen: BTreeMap<(String, Vec<String>), (&str, String)> = BTreeMap::new();
    for file in files {
        let table = file.table();
        for (row, word) in table.iter().filter(|(name, _)| is_lexicon(name)).flat_map(|(name, rows)| words(name, rows))
        {
            let key = (row, fold::words(word));
            if let Some((other, first)) = seen.get(&key) {
                faults
                    .push(format!("{}: {}: {word:?} stands there already, as {first:?} in {other}", file.name, key.0));
            } else {
                seen.insert(key, (&file.name, word.to_owned()));
            }
        }
    }
    faults
}

/// Examples are sentences, and abbreviations are looked up as they are written, not folded.
fn is_lexicon(name: &str) -> bool {
    !["example", "abbreviations"].contains(&name)
}

/// Every word under a name of a data file, with what tells its row from others.
fn words<'a>(name: &str, rows: &'a Toml) -> Vec<(String, &'a str)> {
    match rows {
        Toml::Array(rows) if rows.iter().all(Toml::is_table) => rows.iter().flat_map(|row| words(name, row)).collect(),
        Toml::Table(row) if row.contains_key("words") => {
            let told: Vec<String> =
                row.iter().filter(|(key, _)| *key != "words").map(|(key, value)| format!("{key} = {value}")).collect();
            words(&format!("[[{name}]] {}", told.join(", ")), &row["words"])
        }
        Toml::Table(rows) => rows.iter().flat_map(|(key, row)| words(&format!("{name}.{key}"), row)).collect(),
        Toml::Array(list) => list.iter().filter_map(Toml::as_str).map(|word| (name.to_owned(), word)).collect(),
        _ => Vec::new(),
    }
}

// ------------------------------------------------------------------------------------------------- the examples

/// A row `[[example]]`. What it says besides `claims` is other tests' matter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    date: Option<String>,
    claims: Option<Vec<String>>,
    concepts: Option<Toml>,
    not_concepts: Option<Toml>,
    places: Option<Toml>,
    not_places: Option<Toml>,
    sentences: Option<Toml>,
    set_aside: Option<Toml>,
}

impl Example {
    /// For each thing that the example says, whether it says that there is none.
    fn says_none(&self) -> impl Iterator<Item = bool> {
        let lists = [&self.concepts, &self.places, &self.sentences, &self.set_aside];
        let is_none = |said: &Toml| said.as_array().map_or(said.as_str() == Some(""), Vec::is_empty);
        let denied = [&self.not_concepts, &self.not_places].into_iter().flatten().map(|_| true);
        self.claims.iter().map(Vec::is_empty).chain(lists.into_iter().flatten().map(is_none)).chain(denied)
    }

    fn check(&self) -> Result<(), String> {
        if self.says_none().count() == 0 {
            return Err("says nothing of its text".to_owned());
        }
        let Some(expected) = &self.claims else { return Ok(()) };
        let date = self.date.as_ref().map(|date| date.parse::<Date>().map_err(|error| error.to_string()));
        let found = found(&self.text, date.transpose()?)?;
        if found == *expected { Ok(()) } else { Err(format!("expected {expected:?}\n  found    {found:?}")) }
    }
}

/// Which of the two kinds of example a file lacks: one in which something is found, one in which nothing is.
fn lacking(file: &DataFile) -> Vec<String> {
    let examples = file.examples();
    let kinds = [(false, "something"), (true, "nothing")];
    let lacks = |none: bool| !examples.iter().any(|example| example.says_none().any(|said| said == none));
    let lacking = kinds.into_iter().filter(|(none, _)| lacks(*none));
    lacking.map(|(_, what)| format!("{}: no example in which {what} is found", file.name)).collect()
}

/// An example that does not hold.
struct Fault {
    file: String,
    text: String,
    /// What was expected and what was found.
    told: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  {}", self.file, self.text, self.told)
    }
}

/// The examples of a file that do not hold.
fn broken(file: &DataFile) -> Vec<Fault> {
    let fault =
        |example: Example| Some(Fault { file: file.name.clone(), told: example.check().err()?, text: example.text });
    file.examples().into_iter().filter_map(fault).collect()
}

/// What is found in a text of a given date, in the notation of the examples.
fn found(text: &str, date: Option<Date>) -> Result<Vec<String>, String> {
    let document = Document::from_text("example", text, &Config::default());
    let mut document = document.map_err(|error| error.to_string())?;
    document.published = date.map(|day| Published { day, clock: None });
    let claims = mizan::extract(&document);
    let found = claims.iter().filter(|claim| claim.set_aside.is_none_or(|reason| !is_of_place(reason)));
    Ok(found.map(|claim| notation(&claim.value)).collect())
}

/// Whether a mention is set aside for where it stands or what it names, so that it says nothing. Otherwise it does say
/// something, though perhaps nothing that can be compared.
fn is_of_place(reason: SetAside) -> bool {
    !matches!(reason, SetAside::NoMeasure | SetAside::NoValue | SetAside::Scope)
}

fn notation(value: &Value) -> String {
    let (first, last) = (value.canonical(), value.canonical_end());
    let mut text = match value.modifier() {
        Modifier::Exact => String::new(),
        hedge => hedge.symbol().to_owned(),
    };
    match value.kind() {
        Kind::Rank => write!(text, "rank {}", first.unwrap_or_default()),
        Kind::Ordinal => write!(text, "ordinal {}", first.unwrap_or_default()),
        Kind::Date | Kind::DateRange | Kind::Time => match (first, last) {
            (None, None) => write!(text, "? date"),
            (Some(first), None) if value.kind() != Kind::DateRange => write!(text, "{first}"),
            (first, last) => {
                let open = || "..".to_owned();
                write!(text, "{}/{}", first.unwrap_or_else(open), last.unwrap_or_else(open))
            }
        },
        _ => {
            let last = last.map(|last| format!("..{last}")).unwrap_or_default();
            let unit = value.unit_id().map(|unit| format!(" {unit}")).unwrap_or_default();
            write!(text, "{}{last}{unit}", first.unwrap_or_else(|| "?".to_owned()))
        }
    }
    .expect("a text takes what is written to it");
    text
}

// ------------------------------------------------------------------------------------------------ the tests' own

fn file(text: &str) -> DataFile {
    DataFile { name: "x.toml".to_owned(), text: text.to_owned() }
}

#[test]
fn an_example_that_does_not_hold_is_told_with_what_was_found() {
    let file = file(
        r#"
        example = [
            { text = "Prices rose 30%.", claims = ["30 percent"] },
            { text = "Prices rose 30%.", claims = ["31 percent"] },
            { text = "Prices rose 40%.", claims = [] },
            { text = "Prices rose 50%." },
            { text = "Prices rose 50%.", places = ["FR"] },
        ]"#,
    );
    assert_eq!(
        broken(&file).iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "x.toml: Prices rose 30%.\n  expected [\"31 percent\"]\n  found    [\"30 percent\"]",
            "x.toml: Prices rose 40%.\n  expected []\n  found    [\"40 percent\"]",
            "x.toml: Prices rose 50%.\n  says nothing of its text",
        ]
    );
}

#[test]
#[should_panic(expected = "unknown field `claim`")]
fn a_slip_in_an_example_is_not_passed_over() {
    file(r#"example = [{ text = "30%", claim = ["31 percent"] }]"#).examples();
}

#[test]
fn a_file_needs_both_kinds_of_example() {
    for (text, lacks) in [
        ("", 2),
        (r#"example = [{ text = "30%", claims = ["30 percent"] }]"#, 1),
        (r#"example = [{ text = "30", claims = [] }]"#, 1),
        (r#"example = [{ text = "30", claims = [] }, { text = "in Paris", places = ["paris"] }]"#, 0),
    ] {
        assert_eq!(lacking(&file(text)).len(), lacks, "{text}");
    }
}

#[test]
fn a_word_given_twice_is_seen_across_spellings_and_files() {
    let faults = |texts: &[&str]| repeated(&texts.iter().map(|text| file(text)).collect::<Vec<_>>()).len();
    assert_eq!(faults(&[r#"month = [{ value = 4, words = ["April", "april"] }]"#]), 1);
    assert_eq!(faults(&[r#"place = { FR = ["France"] }"#, r#"place = { FR = ["france"] }"#]), 1);
    assert_eq!(faults(&[r#"unit = { km = { one = ["km"], many = ["kms", "KMs"] } }"#]), 1);
    // Another row, or another table, is another meaning.
    assert_eq!(
        faults(&[r#"month = [{ value = 5, words = ["May"] }]"#, r#"cue = [{ is = "possible", words = ["may"] }]"#]),
        0
    );
    assert_eq!(faults(&[r#"place = { US = ["America"], america = ["America"] }"#]), 0);
}

#[test]
fn values_are_written_as_the_examples_write_them() {
    let number = |number: i64| Number::from(number);
    let quantity =
        |unit: Unit, modifier, upto| Value::Quantity(Quantity { modifier, upto, ..Quantity::new(number(20), unit) });
    let percent = || Unit::known("percent").unwrap();
    assert_eq!(notation(&quantity(Unit::None, Modifier::Exact, None)), "20");
    assert_eq!(notation(&quantity(percent(), Modifier::Nearly, None)), "~20 percent");
    assert_eq!(notation(&quantity(percent(), Modifier::AtMost, Some(number(30)))), "<=20..30 percent");
    let vague = Quantity { number: None, ..Quantity::new(number(20), Unit::Counted("soldier".into())) };
    assert_eq!(notation(&Value::Quantity(vague)), "? soldier");

    let time = |period: Period| notation(&Value::Time(Time::Period(period)));
    let years = Period::years(2016, 2020, Granularity::Range).unwrap();
    assert_eq!(time(Period::month(2023, 3).unwrap()), "2023-03");
    assert_eq!(time(years.clone()), "2016/2020");
    assert_eq!(time(Period { first: None, ..years.clone() }), "../2020");
    assert_eq!(time(Period { last: None, ..years }), "2016/..");
    assert_eq!(notation(&Value::Time(Time::Partial(Partial::default()))), "? date");

    assert_eq!(notation(&Value::Rank(Rank { place: 2, among: false })), "rank 2");
    assert_eq!(notation(&Value::Rank(Rank { place: 1, among: true })), ">=rank 1");
    assert_eq!(notation(&Value::Ordinal(Ordinal { number: 75, of: None })), "ordinal 75");
}
