//! Compiles the data files into tables: units, concepts, places, and a hash table of every word and phrase of each
//! language. A mistake in a data file stops the build with the file's name.

#[path = "src/language/fold.rs"]
mod fold;
#[path = "src/language/hash.rs"]
mod hash;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde::Deserialize;

const LANGUAGES: &str = "src/language";

/// The language whose first name for a place reports use.
const REPORTS: &str = "en";

fn main() {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rustc-env=MIZAN_RULES={:016x}", rules());
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));

    let (units, tender) = read::<UnitFile>(Path::new("src/value/units.toml")).all();
    fs::write(out.join("units.rs"), unit_table(&units)).expect("units.rs can be written");

    let rows: BTreeMap<String, Weight> = read(Path::new("src/topic/weights.toml"));
    for (file, lead) in [("weights.rs", false), ("lead.rs", true)] {
        let code = weights(rows.iter().filter(|(name, _)| name.starts_with("lead-") == lead));
        fs::write(out.join(file), code).expect("the weights can be written");
    }

    let concepts: BTreeMap<String, Concept> = read(&Path::new(LANGUAGES).join("concepts.toml"));
    let places: BTreeMap<String, Place> = read(&Path::new(LANGUAGES).join("places.toml"));
    let ids = Ids {
        units: units.iter().map(|unit| unit.id.clone()).collect(),
        money: units
            .iter()
            .filter(|unit| unit.dimension.starts_with("Dimension::Money"))
            .map(|unit| unit.id.clone())
            .collect(),
        concepts: concepts.keys().cloned().collect(),
        places: places.keys().cloned().collect(),
        tender,
    };
    let mut code = shared_tables(&concepts, &places, &place_names(), &ids);

    let mut folders: Vec<PathBuf> = fs::read_dir(LANGUAGES)
        .expect("src/language exists")
        .map(|entry| entry.expect("src/language can be listed").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let mut names = Vec::new();
    let mut pools = Pools::default();
    for folder in &folders {
        let code_name = folder.file_name().expect("a folder has a name").to_string_lossy().to_uppercase();
        code += &language(folder, &code_name, &ids, &mut pools);
        names.push(code_name);
    }
    code += &pools.code();
    let list = names.iter().map(|name| format!("&{name}")).collect::<Vec<_>>().join(", ");
    writeln!(code, "/// Every language that was compiled in.\npub static ALL: &[&Language] = &[{list}];").unwrap();
    fs::write(out.join("lexicon.rs"), code).expect("lexicon.rs can be written");
}

/// The version of the rule set: a hash of the code and data that decide which claims and findings there are. What was
/// worked out under another version is not read.
fn rules() -> u64 {
    let mut paths = vec![PathBuf::from("build.rs")];
    // A published crate may come without its lock file.
    paths.extend(Some(PathBuf::from("Cargo.lock")).filter(|lock| lock.is_file()));
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a source folder can be listed") {
            let path = entry.expect("a source folder can be listed").path();
            // How results are asked for and written decides nothing.
            let decides = !["src/cli", "src/report", "src/main.rs"].iter().any(|outside| path == Path::new(outside));
            match (decides, path.is_dir()) {
                (true, true) => folders.push(path),
                (true, false) => paths.push(path),
                (false, _) => {}
            }
        }
    }
    paths.sort();
    let target =
        ["CARGO_CFG_TARGET_ENDIAN", "CARGO_CFG_TARGET_POINTER_WIDTH"].map(|name| env::var(name).unwrap_or_default());
    let read = |path: &PathBuf| fs::read(path).expect("a source file can be read");
    let parts = paths.iter().flat_map(|path| [path.to_string_lossy().into_owned().into_bytes(), read(path)]);
    let parts = target.map(String::into_bytes).into_iter().chain(parts);
    // FNV-1a; a zero byte keeps parts apart.
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    parts.fold(0xcbf2_9ce4_8422_2325, |hash, part| part.iter().chain(&[0]).fold(hash, mix))
}

fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

// ---------------------------------------------------------------------------------------------------- units

#[derive(Deserialize)]
struct UnitFile {
    money: Money,
    #[serde(flatten)]
    dimensions: BTreeMap<String, BTreeMap<String, UnitRow>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    factor: String,
    offset: Option<String>,
    symbol: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Money {
    others: Vec<String>,
    codes: Vec<String>,
    /// The money of each country.
    tender: BTreeMap<String, String>,
    shared: BTreeMap<String, Vec<String>>,
    minor: BTreeMap<String, Minor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Minor {
    of: String,
    factor: String,
    /// By how many make one: of which units.
    parts: BTreeMap<String, Vec<String>>,
}

struct FlatUnit {
    id: String,
    dimension: String,
    factor: String,
    offset: String,
    symbol: String,
    /// Of a word that several countries use: whose it may be.
    shared_by: Vec<String>,
    /// Of a part of money: the units that it is a part of, and how many make one.
    part_of: Vec<(String, u32)>,
}

impl UnitFile {
    /// Every unit, sorted by id, and the money of each country.
    fn all(self) -> (Vec<FlatUnit>, BTreeMap<String, String>) {
        let mut all = Vec::new();
        for (dimension, rows) in self.dimensions {
            for (id, row) in rows {
                let dimension = match dimension.as_str() {
                    "count" => "Dimension::Count".to_owned(),
                    "ratio" => "Dimension::Ratio".to_owned(),
                    "duration" => "Dimension::Duration".to_owned(),
                    name => format!("Dimension::Physical({name:?})"),
                };
                let symbol = row.symbol.unwrap_or_else(|| id.clone());
                all.push(FlatUnit {
                    id,
                    dimension,
                    factor: row.factor,
                    offset: row.offset.unwrap_or_else(|| "0".into()),
                    symbol,
                    shared_by: Vec::new(),
                    part_of: Vec::new(),
                });
            }
        }
        let money = |id: String, of: &str, factor: &str| FlatUnit {
            dimension: format!("Dimension::Money({of:?})"),
            factor: factor.to_owned(),
            offset: "0".into(),
            symbol: id.trim_end_matches("-money").to_owned(),
            id,
            shared_by: Vec::new(),
            part_of: Vec::new(),
        };
        for id in self.money.codes.into_iter().chain(self.money.others) {
            all.push(money(id.clone(), &id, "1"));
        }
        for (id, shared_by) in self.money.shared {
            all.push(FlatUnit { shared_by, ..money(id.clone(), &id, "1") });
        }
        for (id, minor) in self.money.minor {
            let count =
                |many: &String| many.parse().unwrap_or_else(|_| panic!("units.toml: {id}: {many:?} is no count"));
            let parts = minor.parts.iter().flat_map(|(many, of)| of.iter().map(move |of| (of.clone(), count(many))));
            all.push(FlatUnit { part_of: parts.collect(), ..money(id.clone(), &minor.of, &minor.factor) });
        }
        all.sort_by(|a, b| a.id.cmp(&b.id));
        for id in all.iter().flat_map(|unit| unit.shared_by.iter().chain(unit.part_of.iter().map(|(of, _)| of))) {
            assert!(all.iter().any(|unit| unit.id == *id), "units.toml: no such unit {id:?}");
        }
        (all, self.money.tender)
    }
}

fn unit_table(units: &[FlatUnit]) -> String {
    let mut code = String::from("static UNITS: &[UnitDef] = &[\n");
    for FlatUnit { id, dimension, factor, offset, symbol, shared_by, part_of } in units {
        let (over, under) = factor.split_once('/').unwrap_or((factor, "1"));
        writeln!(
            code,
            "    UnitDef {{ id: {id:?}, dimension: {dimension}, factor: ({}, {}), offset: {}, symbol: {symbol:?}, shared_by: &{shared_by:?}, part_of: &{part_of:?} }},",
            decimal(over),
            decimal(under),
            decimal(offset)
        )
        .unwrap();
    }
    code + "];\n"
}

/// An exact decimal as a constant expression.
fn decimal(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: u128 =
        format!("{whole}{fraction}").parse().unwrap_or_else(|_| panic!("units.toml: {text:?} is no exact decimal"));
    let part = |shift: u32| u32::try_from(digits >> shift & u128::from(u32::MAX)).expect("32 bits");
    format!("Decimal::from_parts({}, {}, {}, false, {})", part(0), part(32), part(64), fraction.len())
}

// ------------------------------------------------------------------------------------- concepts and places

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Concept {
    kind: String,
    #[serde(default)]
    opposite: Vec<String>,
    #[serde(default)]
    converse: Vec<String>,
    broader: Option<String>,
    change: Option<String>,
    #[serde(default)]
    running: bool,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    apposed: bool,
    #[serde(default)]
    between: bool,
    #[serde(default)]
    each: bool,
    #[serde(default)]
    begins: bool,
    #[serde(default)]
    wanes: bool,
    #[serde(default)]
    varies: bool,
    #[serde(default)]
    tallies: bool,
    #[serde(default)]
    recurs: bool,
    #[serde(default)]
    held: bool,
    #[serde(default)]
    scored: bool,
    #[serde(default)]
    sided: bool,
    #[serde(default)]
    staged: bool,
    #[serde(default)]
    sorted: bool,
    #[serde(default)]
    strikes: bool,
    #[serde(default)]
    anyone: bool,
    #[serde(default)]
    falls: bool,
    #[serde(default)]
    follows: bool,
    #[serde(default)]
    room: bool,
    #[serde(default)]
    spares: bool,
    #[serde(default)]
    marked: bool,
    #[serde(default)]
    unique: bool,
    #[serde(default)]
    told_by_unit: bool,
    beside: Option<String>,
    unit: Option<String>,
    #[serde(default)]
    happens: bool,
    #[serde(default)]
    denies: bool,
    #[serde(default)]
    foils: bool,
    #[serde(default)]
    goods: bool,
    #[serde(default)]
    partners: bool,
    #[serde(default)]
    rate: bool,
    #[serde(default)]
    group: bool,
    #[serde(default)]
    light: bool,
    #[serde(default)]
    ballot: bool,
    #[serde(default)]
    sampled: bool,
    #[serde(default)]
    cause: bool,
    #[serde(default)]
    limit: bool,
    #[serde(default)]
    planned: bool,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    ruled: bool,
    #[serde(default)]
    owned: bool,
    /// A price that is paid for it is this measure.
    #[serde(default)]
    paid: Vec<String>,
    since: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    kind: String,
    part_of: Option<String>,
    capital_of: Option<String>,
}

struct Ids {
    units: Vec<String>,
    money: BTreeSet<String>,
    concepts: Vec<String>,
    places: Vec<String>,
    /// The money of each country.
    tender: BTreeMap<String, String>,
}

impl Ids {
    fn at(list: &[String], id: &str, place: &str) -> usize {
        list.binary_search_by(|known| known.as_str().cmp(id)).unwrap_or_else(|_| panic!("{place}: no such id {id:?}"))
    }
}

// ------------------------------------------------------------------------------------------------------- weights

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    value: usize,
    why: String,
}

/// One constant for each weight of alignment: `thin-dated` is `THIN_DATED`.
fn weights<'a>(mut rows: impl Iterator<Item = (&'a String, &'a Weight)>) -> String {
    rows.by_ref().fold(String::new(), |mut code, (name, row)| {
        let name = name.to_uppercase().replace('-', "_");
        writeln!(code, "/// For {}.\npub const {name}: usize = {};", row.why, row.value).unwrap();
        code
    })
}

/// The first English name of each place, for reports.
fn place_names() -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for path in data_files(&Path::new(LANGUAGES).join(REPORTS)) {
        for (id, words) in read::<DataFile>(&path).place {
            if let Some(first) = words.into_iter().next() {
                names.entry(id).or_insert(first);
            }
        }
    }
    names
}

/// For each concept, the first of those that it is tied to at any remove.
fn families(concepts: &BTreeMap<String, Concept>) -> BTreeMap<&String, &String> {
    let mut family: BTreeMap<&String, &String> = concepts.keys().map(|id| (id, id)).collect();
    loop {
        let mut changed = false;
        for (id, row) in concepts {
            for other in row.opposite.iter().chain(&row.converse).chain(&row.broader) {
                let Some((other, _)) = concepts.get_key_value(other) else { continue };
                let first = family[id].min(family[other]);
                for side in [id, other] {
                    changed |= family.insert(side, first) != Some(first);
                }
            }
        }
        if !changed {
            return family;
        }
    }
}

/// The measures that units tell by themselves; those that ask for a word beside come first.
fn told_by_unit(code: &mut String, concepts: &BTreeMap<String, Concept>, concept: &impl Fn(&String) -> String) {
    let told = concepts.iter().filter(|(_, row)| row.told_by_unit);
    let mut told: Vec<(bool, String)> = told
        .map(|(id, row)| {
            let beside = option(row.beside.as_ref().map(concept));
            (row.beside.is_none(), format!("({:?}, {beside}, {})", row.of[0], concept(id)))
        })
        .collect();
    told.sort();
    let told: Vec<String> = told.into_iter().map(|(_, row)| row).collect();
    writeln!(
        code,
        "/// Dimensions whose units tell what is measured, each with what must stand beside it, and that measure.\npub const TOLD_BY_UNIT: &[(&str, Option<ConceptId>, ConceptId)] = &[{}];",
        told.join(", ")
    )
    .unwrap();
}

fn shared_tables(
    concepts: &BTreeMap<String, Concept>,
    places: &BTreeMap<String, Place>,
    names: &BTreeMap<String, String>,
    ids: &Ids,
) -> String {
    let family = families(concepts);
    let concept = |id: &String| format!("ConceptId({})", Ids::at(&ids.concepts, id, "concepts.toml"));
    let place = |id: &String| format!("PlaceId({})", Ids::at(&ids.places, id, "places.toml"));
    let mut code = String::from("/// Every concept, sorted by id.\npub static CONCEPTS: &[ConceptDef] = &[\n");
    for (id, row) in concepts {
        // An antonym is one both ways, whichever row says so.
        let opposite: BTreeSet<&String> = row
            .opposite
            .iter()
            .chain(concepts.iter().filter(|(_, other)| other.opposite.contains(id)).map(|(other, _)| other))
            .collect();
        let converse: BTreeSet<&String> = row
            .converse
            .iter()
            .chain(concepts.iter().filter(|(_, other)| other.converse.contains(id)).map(|(other, _)| other))
            .collect();
        writeln!(
            code,
            "    ConceptDef {{ id: {id:?}, kind: ConceptKind::{}, opposite: &[{}], converse: &[{}], broader: {}, family: {}, change: Change::{}, running: {}, between: {}, each: {}, of: &{:?}, begins: {}, wanes: {}, varies: {}, tallies: {}, recurs: {}, held: {}, scored: {}, sided: {}, staged: {}, sorted: {}, strikes: {}, anyone: {}, falls: {}, follows: {}, room: {}, spares: {}, marked: {}, unique: {}, unit: {:?}, happens: {}, denies: {}, foils: {}, goods: {}, partners: {}, rate: {}, group: {}, light: {}, ballot: {}, sampled: {}, cause: {}, limit: {}, ruled: {}, owned: {}, people: &[{}], paid: &[{}], since: {} }},",
            pascal(&row.kind),
            opposite.into_iter().map(concept).collect::<Vec<_>>().join(", "),
            converse.into_iter().map(concept).collect::<Vec<_>>().join(", "),
            option(row.broader.as_ref().map(concept)),
            concept(family[id]),
            row.change.as_deref().map_or("Level".into(), pascal),
            row.running,
            row.between,
            row.each,
            row.of,
            row.begins,
            row.wanes,
            row.varies,
            row.tallies,
            row.recurs,
            row.held,
            row.scored,
            row.sided,
            row.staged,
            row.sorted,
            row.strikes,
            row.anyone,
            row.falls,
            row.follows,
            row.room,
            row.spares,
            row.marked,
            row.unique,
            row.unit,
            row.happens,
            row.denies,
            row.foils,
            row.goods,
            row.partners,
            row.rate,
            row.group,
            row.light,
            row.ballot,
            row.sampled,
            row.cause,
            row.limit,
            row.ruled,
            row.owned,
            row.people.iter().map(concept).collect::<Vec<_>>().join(", "),
            row.paid.iter().map(concept).collect::<Vec<_>>().join(", "),
            option(row.since.as_ref().map(concept))
        )
        .unwrap();
    }
    code += "];\n";
    code += &known_concepts(concepts, ids);
    told_by_unit(&mut code, concepts, &concept);
    code += "/// Every place and organisation, sorted by id.\npub static PLACES: &[PlaceDef] = &[\n";
    for (id, row) in places {
        writeln!(
            code,
            "    PlaceDef {{ id: {id:?}, name: {:?}, kind: PlaceKind::{}, part_of: {}, capital_of: {}, money: {} }},",
            names.get(id).unwrap_or(id),
            pascal(&row.kind),
            option(row.part_of.as_ref().map(place)),
            option(row.capital_of.as_ref().map(place)),
            option(ids.tender.get(id).map(|code| format!("{code:?}")))
        )
        .unwrap();
    }
    code + "];\n"
}

/// The concepts that the grammar asks for by name.
fn known_concepts(concepts: &BTreeMap<String, Concept>, ids: &Ids) -> String {
    let named = |test: fn(&Concept) -> bool| {
        let id = concepts.iter().find(|(_, row)| test(row)).map(|(id, _)| Ids::at(&ids.concepts, id, "concepts.toml"));
        option(id.map(|at| format!("ConceptId({at})")))
    };
    let rows = [
        ("APPOSED", "What a length of time measures that stands in apposition to a name.", named(|row| row.apposed)),
        ("PLANNED", "What is told of it is a plan, in whatever words.", named(|row| row.planned)),
        ("PERSON", "Somebody, whoever it is.", named(|row| row.kind == "person" && row.broader.is_none())),
        ("TURNOUT", "What share of those who may vote do.", named(|row| row.ballot && row.kind == "measure")),
        ("SURVEY", "What gives shares of those who were asked.", named(|row| row.sampled && row.broader.is_none())),
        ("VOTED", "What a share of the vote is a share of.", named(|row| row.held && row.kind == "event")),
        ("DEAL_PRICE", "What is paid for something that is bought.", named(|row| !row.paid.is_empty())),
        ("SCORED", "What happens in the minute of a goal.", named(|row| row.scored && row.kind == "event")),
    ];
    let rows = rows.map(|(name, says, id)| format!("/// {says}\npub const {name}: Option<ConceptId> = {id};\n"));
    rows.concat()
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".into(), |value| format!("Some({value})"))
}

/// `more-than` as `MoreThan`.
fn pascal(name: &str) -> String {
    name.split(['-', '_'])
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

// ------------------------------------------------------------------------------------------------ languages

/// One data file. A table's name says what its words are; any file of a language may hold any table.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct DataFile {
    language: Option<Grammar>,
    cardinal: Vec<Cardinal>,
    ordinal: Vec<Numbered>,
    fraction: Vec<Fraction>,
    vague: Vec<Vague>,
    unit: BTreeMap<String, UnitWords>,
    modifier: Vec<Modifier>,
    month: Vec<Month>,
    weekday: Vec<Numbered>,
    hour: Vec<Numbered>,
    holiday: Vec<Holiday>,
    shift: Vec<Numbered>,
    relative: Vec<Relative>,
    part: Vec<Named>,
    season: Vec<Numbered>,
    decade: Vec<Numbered>,
    period: Vec<Named>,
    named_by_date: Vec<Listed>,
    cue: Vec<Named>,
    concept: BTreeMap<String, Vec<String>>,
    place: BTreeMap<String, Vec<String>>,
    noun: BTreeMap<String, Vec<String>>,
    pair: BTreeMap<String, Vec<String>>,
    furniture: Vec<Named>,
    abbreviations: Vec<String>,
    given_names: Vec<String>,
    /// Run as tests (tests/data.rs), not compiled in.
    #[allow(dead_code)]
    example: Vec<toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grammar {
    code: String,
    name: String,
    script: String,
    right_to_left: bool,
    unit_before_ten: bool,
    noun_before_adjective: bool,
    capitalises_names: bool,
    #[serde(default)]
    drops_subject: bool,
    decimal_comma: bool,
    day_before_month: bool,
    stemmer: String,
    #[serde(default)]
    prefixes: Vec<String>,
    #[serde(default)]
    fused_prefixes: Vec<(String, String)>,
    #[serde(default)]
    suffixes: Vec<String>,
    #[serde(default)]
    past_suffixes: Vec<String>,
    #[serde(default)]
    suffix_swaps: Vec<(String, String)>,
    #[serde(default)]
    pronouns: Vec<String>,
    #[serde(default)]
    prefix_swaps: Vec<(String, String)>,
    #[serde(default)]
    future_swaps: Vec<(String, String)>,
    #[serde(default)]
    plural_endings: Vec<(String, String)>,
    #[serde(default)]
    and_prefix: String,
    #[serde(default)]
    article: String,
    #[serde(default)]
    decimal_letter: String,
    #[serde(default)]
    case_ending: String,
    #[serde(default)]
    dual_endings: Vec<String>,
    #[serde(default)]
    sounds: Vec<(String, String)>,
    #[serde(default)]
    name_openers: Vec<String>,
    #[serde(default)]
    place_openers: Vec<String>,
    #[serde(default)]
    usual_money: Vec<(String, String)>,
    person: String,
}

/// Sorted by the first letter, and those of one letter the longest first.
fn by_first_letter(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort_by_key(|(letters, _)| (letters.chars().next(), std::cmp::Reverse(letters.len())));
    pairs
}

/// What each unit is called in a language, by its place in the table of units.
type UnitNames = BTreeMap<usize, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cardinal {
    value: u64,
    #[serde(default)]
    scale: bool,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbered {
    value: i64,
    words: Vec<String>,
}

/// `value` is how many parts the whole has, `parts` how many of them the word means: ثلثان is two of three.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fraction {
    value: u64,
    parts: Option<u64>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vague {
    low: u64,
    high: u64,
    words: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct UnitWords {
    one: Vec<String>,
    two: Vec<String>,
    many: Vec<String>,
    symbol: Vec<String>,
    before: Vec<String>,
    per: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modifier {
    is: String,
    side: String,
    words: Vec<String>,
}

/// A feast on one day of a month, civil unless `calendar` says otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holiday {
    month: i64,
    day: i64,
    #[serde(default)]
    calendar: Option<String>,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    value: i64,
    #[serde(default)]
    calendar: Option<String>,
    words: Vec<String>,
    /// Names that are common words or names of people too.
    #[serde(default)]
    common: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relative {
    unit: String,
    value: i64,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    is: String,
    words: Vec<String>,
}

/// Phrases of one language: the folded words, and the senses as Rust expressions with the file they come from.
#[derive(Default)]
struct Words {
    senses: BTreeMap<Vec<String>, Vec<String>>,
    seen: BTreeMap<(Vec<String>, String), String>,
}

impl Words {
    /// Adds a row's words; the same word twice in one table is an error, for a word stands in one row.
    fn add(&mut self, file: &str, table: &str, words: &[String], sense: &str) {
        for word in words {
            let folded: Vec<String> = fold::words(word);
            assert!(!folded.is_empty(), "{file}: [{table}] {word:?} holds no word");
            if let Some(other) = self.seen.insert((folded.clone(), table.to_owned()), sense.to_owned()) {
                assert!(other == sense, "{file}: [{table}] {word:?} stands in two rows ({other} and {sense})");
                continue;
            }
            self.senses.entry(folded).or_default().push(sense.to_owned());
        }
    }
}

/// The data files of a language, in order.
fn data_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a language's folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
}

#[expect(clippy::too_many_lines, reason = "one short paragraph for each table of the data")]
fn language(folder: &Path, name: &str, ids: &Ids, pools: &mut Pools) -> String {
    let files = data_files(folder);
    let mut words = Words::default();
    let mut grammar = None;
    let (mut abbreviations, mut nouns) = (BTreeSet::new(), BTreeMap::new());
    let mut given_names = BTreeSet::new();
    let mut unit_names = UnitNames::new();
    for path in &files {
        let data: DataFile = read(path);
        let file = path.display().to_string();
        if let Some(found) = data.language {
            grammar = Some(found);
        }
        abbreviations.extend(data.abbreviations.iter().map(|word| word.trim_end_matches('.').to_lowercase()));
        given_names.extend(data.given_names.iter().map(|name| fold::letters(name)));
        for row in &data.cardinal {
            // ألفا is one thousand in the accusative, and two thousand in the construct.
            let table = if row.scale { "cardinal scale" } else { "cardinal" };
            words.add(
                &file,
                table,
                &row.words,
                &format!("Sense::Cardinal {{ value: {}, scale: {} }}", row.value, row.scale),
            );
        }
        for row in &data.ordinal {
            words.add(&file, "ordinal", &row.words, &format!("Sense::Ordinal({})", row.value));
        }
        for row in &data.fraction {
            let sense = match row.parts {
                Some(parts) => format!("Sense::Fractions {{ parts: {parts}, of: {} }}", row.value),
                None => format!("Sense::Fraction({})", row.value),
            };
            words.add(&file, "fraction", &row.words, &sense);
        }
        for row in &data.vague {
            words.add(&file, "vague", &row.words, &format!("Sense::Vague {{ low: {}, high: {} }}", row.low, row.high));
        }
        for (id, row) in &data.unit {
            let at = Ids::at(&ids.units, id, &file);
            // A word may name a currency and something else (pound), and may stand on either side (USD).
            let kind = if ids.money.contains(id) { "unit of money" } else { "unit" };
            let (before, per) = (format!("{kind} before"), format!("{kind} per"));
            if let Some(first) = row.one.first() {
                unit_names.entry(at).or_insert_with(|| first.clone());
            }
            for (list, form, table) in [
                (&row.one, "One", kind),
                (&row.two, "Two", kind),
                (&row.many, "Many", kind),
                (&row.symbol, "Symbol", kind),
                (&row.before, "Before", &before),
                (&row.per, "Per", &per),
            ] {
                words.add(&file, table, list, &format!("Sense::Unit {{ unit: {at}, form: UnitForm::{form} }}"));
            }
        }
        for row in &data.modifier {
            let sense = format!(
                "Sense::Modifier {{ modifier: Modifier::{}, side: Side::{} }}",
                pascal(&row.is),
                pascal(&row.side)
            );
            words.add(&file, &format!("modifier {}", row.side), &row.words, &sense);
        }
        for row in &data.month {
            let calendar = row.calendar.as_deref().map_or("Gregorian".into(), pascal);
            for (list, common) in [(&row.words, false), (&row.common, true)] {
                let sense = format!(
                    "Sense::Month {{ number: {}, calendar: Calendar::{calendar}, common: {common} }}",
                    row.value
                );
                words.add(&file, "month", list, &sense);
            }
        }
        for (rows, table, sense) in [
            (&data.weekday, "weekday", "Weekday"),
            (&data.hour, "hour", "Hour"),
            (&data.shift, "shift", "Shift"),
            (&data.season, "season", "Season"),
            (&data.decade, "decade", "Decade"),
        ] {
            for row in rows {
                words.add(&file, table, &row.words, &format!("Sense::{sense}({})", row.value));
            }
        }
        for row in &data.holiday {
            let calendar = row.calendar.as_deref().map_or("Gregorian".into(), pascal);
            let sense =
                format!("Sense::Holiday {{ month: {}, day: {}, calendar: Calendar::{calendar} }}", row.month, row.day);
            words.add(&file, "holiday", &row.words, &sense);
        }
        for row in &data.relative {
            let at = Ids::at(&ids.units, &row.unit, &file);
            words.add(&file, "relative", &row.words, &format!("Sense::Relative {{ unit: {at}, by: {} }}", row.value));
        }
        for row in &data.part {
            words.add(&file, "part", &row.words, &format!("Sense::Part(PartOf::{})", pascal(&row.is)));
        }
        for row in &data.period {
            words.add(&file, "period", &row.words, &format!("Sense::Period(Granularity::{})", pascal(&row.is)));
        }
        for row in &data.named_by_date {
            words.add(&file, "named_by_date", &row.words, "Sense::NamedByDate");
        }
        for row in &data.cue {
            words.add(&file, &format!("cue {}", row.is), &row.words, &format!("Sense::Cue(Cue::{})", pascal(&row.is)));
        }
        for row in &data.furniture {
            words.add(&file, "furniture", &row.words, &format!("Sense::Furniture(Furniture::{})", pascal(&row.is)));
        }
        for (id, row) in &data.concept {
            let at = Ids::at(&ids.concepts, id, &file);
            words.add(&file, &format!("concept {id}"), row, &format!("Sense::Concept(ConceptId({at}))"));
        }
        for (id, row) in &data.place {
            let at = Ids::at(&ids.places, id, &file);
            words.add(&file, &format!("place {id}"), row, &format!("Sense::Place(PlaceId({at}))"));
        }
        for (lemma, row) in &data.noun {
            nouns.insert(lemma.clone(), row.clone());
            let mut forms = vec![lemma.clone()];
            forms.extend(row.iter().cloned());
            words.add(&file, "noun", &forms, &format!("Sense::Noun({lemma:?})"));
        }
        for (lemma, row) in &data.pair {
            words.add(&file, "noun", row, &format!("Sense::Noun({lemma:?})"));
            words.add(&file, "pair", row, &format!("Sense::Pair({lemma:?})"));
        }
    }
    let grammar = grammar.unwrap_or_else(|| panic!("{}: no [language] table in any file", folder.display()));
    for (shared, money) in &grammar.usual_money {
        assert!(ids.money.contains(shared) && ids.money.contains(money), "{name}: no money {shared:?}, {money:?}");
    }
    emit(name, &grammar, &words, [&abbreviations, &given_names], &unit_names, pools)
}

fn emit(
    name: &str,
    grammar: &Grammar,
    words: &Words,
    [abbreviations, given_names]: [&BTreeSet<String>; 2],
    unit_names: &UnitNames,
    pools: &mut Pools,
) -> String {
    type Longer<'a> = Vec<(&'a [String], &'a Vec<String>)>;
    let mut heads: BTreeMap<&str, (Vec<&String>, Longer<'_>)> = BTreeMap::new();
    for (phrase, senses) in &words.senses {
        let (head, rest) = phrase.split_first().expect("a phrase has a word");
        let node = heads.entry(head).or_default();
        if rest.is_empty() {
            node.0.extend(senses);
        } else {
            node.1.push((rest, senses));
        }
        // A word inside a phrase has a node too, so that it is known under its prefixes: الدولار الأمريكي.
        for word in rest {
            heads.entry(word).or_default();
        }
    }
    let mut nodes = Vec::new();
    for (head, (senses, longer)) in &heads {
        let senses: Vec<String> = senses.iter().map(|sense| (*sense).clone()).collect();
        let mut longer: Vec<_> = longer.iter().map(|(rest, senses)| (fold::digest(&rest[0]), *rest, *senses)).collect();
        longer.sort_by_key(|(second, ..)| *second);
        let (key, senses, longer) = (pools.text(head), pools.senses(&senses), pools.phrases(&longer));
        nodes.push(format!("Node {{ key: {key}, senses: {senses}, longer: {longer} }}"));
    }
    let slots = slots(&heads.keys().copied().collect::<Vec<_>>());
    let fold_list = |list: &[String]| list.iter().map(|part| fold::letters(part)).collect::<Vec<_>>();
    let fold_pairs =
        |list: &[(String, String)]| list.iter().map(|(a, b)| (fold::letters(a), fold::letters(b))).collect::<Vec<_>>();
    let (code, title, script) = (&grammar.code, &grammar.name, pascal(&grammar.script));
    format!(
        "/// {title}.\npub static {name}: Language = Language {{\n    code: {code:?},\n    name: {title:?},\n    script: Script::{script},\n    \
         right_to_left: {},\n    unit_before_ten: {},\n    noun_before_adjective: {},\n    capitalises_names: {},\n    drops_subject: {},\n    \
         decimal_comma: {},\n    day_before_month: {},\n    \
         stemmer: Stemmer::{},\n    prefixes: &{:?},\n    fused_prefixes: &{:?},\n    suffixes: &{:?},\n    past_suffixes: &{:?},\n    suffix_swaps: &{:?},\n    \
         pronouns: &{:?},\n    prefix_swaps: &{:?},\n    future_swaps: &{:?},\n    plural_endings: &{:?},\n    and_prefix: {:?},\n    article: {:?},\n    \
         decimal_letter: {:?},\n    case_ending: {:?},\n    dual_endings: &{:?},\n    sounds: &{:?},\n    name_openers: &{:?},\n    place_openers: &{:?},\n    usual_money: &{:?},\n    person: {:?},\n    unit_names: &{:?},\n    abbreviations: &{:?},\n    given_names: &{:?},\n    table: Table {{ slots: &{slots:?} }},\n    nodes: &[{}],\n}};\n",
        grammar.right_to_left,
        grammar.unit_before_ten,
        grammar.noun_before_adjective,
        grammar.capitalises_names,
        grammar.drops_subject,
        grammar.decimal_comma,
        grammar.day_before_month,
        pascal(&grammar.stemmer),
        fold_list(&grammar.prefixes),
        fold_pairs(&grammar.fused_prefixes),
        fold_list(&grammar.suffixes),
        fold_list(&grammar.past_suffixes),
        fold_pairs(&grammar.suffix_swaps),
        fold_list(&grammar.pronouns),
        fold_pairs(&grammar.prefix_swaps),
        fold_pairs(&grammar.future_swaps),
        fold_pairs(&grammar.plural_endings),
        fold::letters(&grammar.and_prefix),
        fold::letters(&grammar.article),
        fold::letters(&grammar.decimal_letter),
        fold::letters(&grammar.case_ending),
        fold_list(&grammar.dual_endings),
        by_first_letter(fold_pairs(&grammar.sounds)),
        fold_list(&grammar.name_openers),
        fold_list(&grammar.place_openers),
        grammar.usual_money,
        grammar.person,
        unit_names.iter().collect::<Vec<_>>(),
        abbreviations.iter().collect::<Vec<_>>(),
        given_names.iter().collect::<Vec<_>>(),
        nodes.join(", ")
    )
}

/// What the tables of all languages share: spellings, senses and phrases in a row each. A word names stretches of them by
/// place and length, for an address is looked up and written anew at every start.
#[derive(Default)]
struct Pools {
    text: String,
    texts: BTreeMap<String, String>,
    senses: Vec<String>,
    sense_runs: BTreeMap<Vec<String>, String>,
    phrases: Vec<String>,
    rests: Vec<String>,
}

/// A stretch of one of the [`Pools`], as Rust.
fn run(at: usize, len: usize) -> String {
    let len = u8::try_from(len).expect("no stretch of a pool is longer than 255");
    format!("Run({at}, {len})")
}

impl Pools {
    fn text(&mut self, word: &str) -> String {
        let Self { text, texts, .. } = self;
        let add = || {
            text.push_str(word);
            run(text.len() - word.len(), word.len())
        };
        texts.entry(word.to_owned()).or_insert_with(add).clone()
    }

    fn senses(&mut self, senses: &[String]) -> String {
        let Self { senses: all, sense_runs, .. } = self;
        let add = || {
            all.extend(senses.iter().cloned());
            run(all.len() - senses.len(), senses.len())
        };
        sense_runs.entry(senses.to_vec()).or_insert_with(add).clone()
    }

    /// The phrases of one word, each with the digest of its second word, the words behind the first, and what it means.
    fn phrases(&mut self, phrases: &[(u32, &[String], &Vec<String>)]) -> String {
        let first = self.phrases.len();
        for (second, rest, senses) in phrases {
            let words: Vec<String> = rest.iter().map(|word| self.text(word)).collect();
            let rest = run(self.rests.len(), words.len());
            self.rests.extend(words);
            let senses = self.senses(senses);
            self.phrases.push(format!("Phrase {{ second: {second}, rest: {rest}, senses: {senses} }}"));
        }
        let len = u16::try_from(phrases.len()).expect("no word begins more than 65,535 phrases");
        format!("({first}, {len})")
    }

    fn code(&self) -> String {
        let Self { text, senses, phrases, rests, .. } = self;
        let list = |name: &str, of: &str, rows: &[String]| {
            format!("static {name}: &[{of}] = &[\n    {},\n];\n", rows.join(",\n    "))
        };
        format!("static TEXT: &str = {text:?};\n")
            + &list("SENSES", "Sense", senses)
            + &list("PHRASES", "Phrase", phrases)
            + &list("RESTS", "Run", rests)
    }
}

/// The slots of a table for words, each at its hash or at the next place that is free.
fn slots(words: &[&str]) -> Vec<u32> {
    let mut slots = vec![0; (2 * words.len()).next_power_of_two()];
    let mask = slots.len() - 1;
    for (place, word) in words.iter().enumerate() {
        let hash = hash::hash(word);
        let mut at = hash as usize & mask;
        while slots[at] != 0 {
            at = (at + 1) & mask;
        }
        let place = u32::try_from(place + 1).ok().filter(|place| *place < 1 << hash::PLACE);
        slots[at] = place.expect("the words of a language fit its table") | hash >> hash::PLACE << hash::PLACE;
    }
    slots
}
