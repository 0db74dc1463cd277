//! What the index answers is what a run without it answers.

use std::fs;
use std::path::{Path, PathBuf};

use super::codec::{Head, decode, encode};
use super::weigh::{Ready, weigh};
use super::*;
use crate::document::{Document, Published};
use crate::report::{Format, Options};
use crate::topic::Reading;

/// Two events, told by several, and a figure that lasts.
const ARTICLES: [(&str, &str); 6] = [
    (
        "a.txt",
        "Ferry sinks off Lagos\n\nA ferry sank off Lagos in Nigeria on 3 May 2023, killing 12 people and injuring 40.",
    ),
    (
        "b.txt",
        "Ferry sinks in Nigeria\n\nA ferry that sank off Lagos in Nigeria killed 15 people. It had 90 people on board.",
    ),
    ("c.txt", "غرق عبارة قبالة لاغوس في نيجيريا\n\nغرقت عبارة قبالة لاغوس في نيجيريا وقتل 12 شخصا وأصيب 44 آخرون."),
    ("d.txt", "Border of Azerbaijan\n\nThe border of Azerbaijan with Iran is 765 km long."),
    ("e.txt", "Iran\n\nIran has a border with Azerbaijan of 611 kilometres, more than 30 % of it along rivers."),
    (
        "f.txt",
        "Ferry of Lagos had 120 on board\n\nThe ferry that sank off Lagos in Nigeria, killing 12 people, had 120 people on board.",
    ),
];

/// A folder of articles with an index.
struct Desk {
    folder: tempfile::TempDir,
    archive: Archive,
    config: Config,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::create(&folder.path().join(".mizan/index.sqlite"), true).unwrap();
        Self { folder, archive, config: Config::default() }
    }

    fn articles(&self) -> PathBuf {
        self.folder.path().join("articles")
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.articles()).unwrap();
        fs::write(self.articles().join(name), text).unwrap();
    }

    fn refresh(&mut self) -> Found {
        self.archive.refresh(&[self.articles()], &self.config, true).unwrap()
    }

    /// The report with the index and the one without.
    fn both(&mut self, loose: &[Document]) -> [String; 2] {
        let found = self.refresh();
        let of_index = self.archive.report(&found, loose.iter().map(Loose::from).collect(), &self.config).unwrap();
        let (mut documents, errors) = document::read(&[self.articles()], &self.config);
        assert_eq!(found.errors, errors);
        documents.extend(loose.iter().cloned());
        [of_index, crate::check(&documents, &self.config)].map(|report| written(&report))
    }
}

fn written(report: &Report) -> String {
    let mut out = Vec::new();
    for format in [Format::Json, Format::Table] {
        let options = Options { all: true, ..Options::default() };
        crate::report::write(report, format, &options, &mut out).unwrap();
    }
    String::from_utf8(out).unwrap()
}

fn same([index, without]: [String; 2]) {
    let differs = index.lines().zip(without.lines()).position(|(one, other)| one != other);
    if let Some(at) = differs {
        let around = |text: &str| text.lines().skip(at.saturating_sub(30)).take(34).collect::<Vec<_>>().join("\n");
        panic!("with the index:\n{}\nwithout:\n{}", around(&index), around(&without));
    }
    assert_eq!(index.len(), without.len());
}

/// The articles of the repository, and those above.
fn samples() -> Vec<Document> {
    let (seeds, _) = document::read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")], &Config::default());
    let own = ARTICLES.map(|(name, text)| Document::from_text(name, text, &Config::default()).unwrap());
    seeds.into_iter().chain(own).collect()
}

#[test]
fn claims_come_back_as_they_were() {
    for mut document in samples() {
        document.published = Some(Published { day: jiff::civil::date(2023, 5, 4), clock: None });
        let claims = extract(&document);
        let (bytes, sentences) = encode(&claims);
        let back = decode(&bytes, &sentences, &head(&document)).unwrap();
        let shown = |claims: &[Claim]| claims.iter().map(shown).collect::<Vec<_>>();
        assert_eq!(shown(&back), shown(&claims));
    }
}

fn head(document: &Document) -> Head {
    Head {
        name: document.name.as_str().into(),
        key: document.key.as_str().into(),
        outlet: document.outlet.clone(),
        published: document.published,
        language: document.language,
        reference: document.reference,
    }
}

/// A claim in words; of its language, which is a table of words, only the code.
fn shown(claim: &Claim) -> String {
    let Claim {
        id,
        document,
        key,
        outlet,
        published,
        reference,
        language,
        field,
        line,
        column,
        span,
        characters,
        quote,
        sentence_start,
        sentence,
        paragraph,
        headline,
        value,
        told,
        frame,
        about,
        rule,
        note,
        set_aside,
    } = claim;
    let of_document = format!("{document} {key} {outlet:?} {published:?} {reference} {} {about:?}", language.code);
    let of_sentence = format!("{field:?} {sentence_start} {sentence} {paragraph} {headline}");
    let place = format!("{id} {line}:{column} {span:?} {characters:?} {quote}");
    format!("{of_document} {of_sentence} {place} {value:?} {told:?} {frame:?} {rule} {note:?} {set_aside:?}")
}

#[test]
fn damaged_claims_are_refused_or_read_whatever_they_hold() {
    let mut dice = Dice(11);
    for document in samples().iter().take(40) {
        let (bytes, sentences) = encode(&extract(document));
        for _ in 0..60 {
            let mut damaged = bytes.clone();
            damaged.truncate(damaged.len() - 4);
            for _ in 0..=dice.below(4) {
                let at = dice.below(damaged.len());
                damaged[at] = dice.next().to_le_bytes()[0];
            }
            // With a sum that holds, as if it had been written so.
            bytes::seal(&mut damaged);
            let _ = decode(&damaged, &sentences, &head(document));
        }
    }
}

/// Numbers that look random (`SplitMix64`), the same in every run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 27)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

#[test]
fn whatever_is_added_changed_and_removed_the_index_says_what_a_run_without_it_says() {
    let texts = texts();
    for seed in 0..6 {
        let (mut dice, mut desk) = (Dice(seed), Desk::new());
        desk.write("always.txt", ARTICLES[3].1);
        for _ in 0..7 {
            for _ in 0..=dice.below(4) {
                let name = format!("{}.txt", dice.below(9));
                let text = &texts[dice.below(texts.len())];
                match dice.below(4) {
                    0 => drop(fs::remove_file(desk.articles().join(name))),
                    1 => desk.write(&name, &text.replace('1', "2")),
                    _ => desk.write(&name, text),
                }
            }
            let loose = Document::from_text("draft.txt", &texts[dice.below(texts.len())], &desk.config).unwrap();
            same(desk.both(&[loose]));
        }
    }
}

/// Texts that speak of the same things.
fn texts() -> Vec<String> {
    let headline = "Fire in Izmir kills 12\n\nA fire in Izmir in Turkey killed 21 people on 3 May 2023. Of 40 people in \
                    the building 10 men and 12 women were hurt, 23 in all.";
    let rest = ARTICLES.iter().map(|(_, text)| (*text).to_owned());
    let other = headline.replace("21", "12").replace("40", "50");
    rest.chain([headline.to_owned(), other]).collect()
}

#[test]
fn facts_are_held_against_what_the_index_holds() {
    let mut desk = Desk::new();
    for (name, text) in ARTICLES {
        desk.write(name, text);
    }
    let fact = "[[fact]]\nid = \"border\"\nstatement = \"The border of Azerbaijan with Iran is 689 km long.\"\n\
                citation = \"Atlas\"\n";
    desk.config = Config::parse(Path::new("claims.toml"), fact).unwrap();
    same(desk.both(&[]));
    desk.config = Config::parse(Path::new("claims.toml"), &fact.replace("689", "765")).unwrap();
    same(desk.both(&[]));
}

#[test]
fn a_report_is_the_same_with_the_index_whatever_changes() {
    let mut desk = Desk::new();
    for (name, text) in &ARTICLES[..3] {
        desk.write(name, text);
    }
    same(desk.both(&[]));
    // One by one, so that each is weighed against what is there.
    for (name, text) in &ARTICLES[3..] {
        desk.write(name, text);
        same(desk.both(&[]));
    }
    desk.write("a.txt", &ARTICLES[0].1.replace("12 people", "21 people"));
    same(desk.both(&[]));
    fs::remove_file(desk.articles().join("f.txt")).unwrap();
    same(desk.both(&[]));
    let loose = Document::from_text("draft.txt", ARTICLES[5].1, &desk.config).unwrap();
    same(desk.both(&[loose]));
    let topic = "[[topic]]\nid = \"ferry\"\nterms.en = [\"ferry\"]\ntolerance = 1\n";
    desk.config = Config::parse(Path::new("claims.toml"), topic).unwrap();
    same(desk.both(&[]));
}

#[test]
fn what_changed_is_told_and_what_did_not_is_not_read_again() {
    let mut desk = Desk::new();
    for (name, text) in ARTICLES {
        desk.write(name, text);
    }
    assert_eq!(desk.refresh().changes, Changes { added: 6, changed: 0, removed: 0 });
    assert_eq!(desk.refresh().changes, Changes::default());
    desk.write("a.txt", "Nothing is left of it but 3 metres.");
    fs::remove_file(desk.articles().join("b.txt")).unwrap();
    desk.write("g.txt", "The bridge is 300 metres long.");
    assert_eq!(desk.refresh().changes, Changes { added: 1, changed: 1, removed: 1 });
    assert_eq!(desk.refresh().changes, Changes::default());
}

#[test]
fn a_feed_is_kept_by_records_and_its_faults_are_told_each_time() {
    let mut desk = Desk::new();
    let record = |id: u32, text: &str| format!("{{\"id\": {id}, \"text\": \"{text}\"}}\n");
    desk.write(
        "f.jsonl",
        &(record(1, "The bridge is 300 metres long.") + "{}\n" + &record(2, "The bridge is 400 metres long.")),
    );
    let found = desk.refresh();
    assert_eq!((found.changes.added, found.errors.len()), (2, 1));
    same(desk.both(&[]));
    let found = desk.refresh();
    assert_eq!((found.changes, found.errors.len()), (Changes::default(), 1));
    desk.write(
        "f.jsonl",
        &(record(1, "The bridge is 300 metres long.") + &record(2, "The bridge is 500 metres long.")),
    );
    assert_eq!(desk.refresh().changes, Changes { added: 0, changed: 1, removed: 0 });
    same(desk.both(&[]));
}

#[test]
fn the_gate_finds_what_a_whole_report_finds_of_a_new_article() {
    let mut desk = Desk::new();
    for (name, text) in &ARTICLES[..5] {
        desk.write(name, text);
    }
    settle(&desk.articles());
    desk.refresh();
    for (_, text) in ARTICLES {
        let draft = Document::from_text("draft.txt", text, &desk.config).unwrap();
        let loose = [Loose::from(&draft)];
        let gate =
            desk.archive.gate(&[desk.articles()], &loose, Ids::All, &desk.config).unwrap().expect("nothing has moved");
        let found = desk.refresh();
        let whole = desk.archive.report(&found, loose.to_vec(), &desk.config).unwrap();
        let whole = whole.touching(&["draft.txt".to_owned()].into());
        let [gate, whole] = [gate, whole].map(|report| {
            let mut out = Vec::new();
            crate::report::write(&report, Format::Table, &Options { all: true, ..Options::default() }, &mut out)
                .unwrap();
            String::from_utf8(out).unwrap()
        });
        assert_eq!(gate, whole);
    }
    desk.write("g.txt", "The bridge is 300 metres long.");
    let draft = Document::from_text("draft.txt", ARTICLES[0].1, &desk.config).unwrap();
    let loose = [Loose::from(&draft)];
    assert!(
        desk.archive.gate(&[desk.articles()], &loose, Ids::All, &desk.config).unwrap().is_none(),
        "a folder has moved"
    );
}

#[test]
fn what_the_index_holds_of_a_new_article_is_what_a_whole_report_finds() {
    let (mut desk, mut dice, texts) = (Desk::new(), Dice(3), texts());
    for nth in 0..30 {
        desk.write(
            &format!("{nth:02}.txt"),
            &texts[dice.below(texts.len())].replace("12", &(10 + nth % 7).to_string()),
        );
    }
    for nth in 0..15 {
        // The draft is edited where it lies.
        desk.write(&format!("{nth:02}.txt"), &texts[dice.below(texts.len())].replace('1', "3"));
        let found = desk.refresh();
        let (documents, _) = document::read(&[desk.articles()], &desk.config);
        let new: Vec<Document> = documents[nth..=nth + nth % 3].to_vec();
        let names = new.iter().map(|document| document.name.clone()).collect();
        let whole = desk.archive.report(&found, Vec::new(), &desk.config).unwrap().touching(&names);
        let among = desk.archive.among(&found, &new, &desk.config).unwrap().expect("the index holds it");
        let [among, whole] = [among, whole].map(|report| {
            let mut out = Vec::new();
            for format in [Format::Table, Format::Full, Format::Jsonl, Format::Sarif] {
                crate::report::write(&report, format, &Options { all: true, ..Options::default() }, &mut out).unwrap();
            }
            String::from_utf8(out).unwrap()
        });
        same([among, whole]);
    }
    let found = desk.refresh();
    let other =
        Document::from_text(&desk.articles().join("00.txt").to_string_lossy(), "Not so.", &desk.config).unwrap();
    assert!(desk.archive.among(&found, &[other], &desk.config).unwrap().is_none(), "it is held otherwise");
}

/// Gives files and folders times that can be trusted.
fn settle(folder: &Path) {
    let before = std::time::SystemTime::now() - std::time::Duration::from_mins(1);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    for path in files.chain([folder.to_path_buf()]) {
        fs::File::open(path).unwrap().set_modified(before).unwrap();
    }
}

/// The table of a folder, held in memory whole, put away in parts, and in parts from an index.
fn three_ways(folder: &Path) -> [String; 3] {
    let (config, options) = (Config::default(), Options::default());
    let paths = [folder.to_path_buf()];
    let (documents, _) = document::read(&paths, &config);
    let (mut whole, mut parts, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    crate::report::write(&crate::check(&documents, &config), Format::Table, &options, &mut whole).unwrap();
    let (once, errors) = Once::read(&paths, |_| {}, &config).unwrap().unwrap();
    assert_eq!(errors, []);
    crate::report::write_parts(&once, &options, &mut parts).unwrap();
    let desk = tempfile::tempdir().unwrap();
    let mut archive = Archive::create(&desk.path().join("index.sqlite"), true).unwrap();
    let found = archive.refresh(&paths, &config, true).unwrap();
    assert!(archive.has_parts(&found, &config).unwrap());
    crate::report::write_parts(&archive.in_parts(found).unwrap(), &options, &mut kept).unwrap();
    [whole, parts, kept].map(|bytes| String::from_utf8(bytes).unwrap())
}

#[test]
fn what_is_written_in_parts_is_what_is_written_whole() {
    let [whole, parts, kept] = three_ways(Path::new("seeds"));
    assert_eq!(parts, whole);
    assert_eq!(kept, whole);
    let desk = tempfile::tempdir().unwrap();
    for (name, text) in ARTICLES {
        fs::write(desk.path().join(name), text).unwrap();
    }
    // One story in many documents, which is told as a timeline; one article at odds with itself; years set apart.
    for nth in 0..20 {
        let killed = 10 + nth % 5;
        let text = format!(
            "Storm in Lisbon\n\nA storm in Lisbon killed {killed} people on 3 May 2023. Rents in Lisbon rose {}% in {}.",
            nth % 3 + 1,
            2010 + nth % 4
        );
        fs::write(desk.path().join(format!("storm_{nth}.txt")), text).unwrap();
    }
    let odd = "40 dead in quake\n\nA quake in Peru killed 12 people.";
    fs::write(desk.path().join("odd.txt"), odd).unwrap();
    let [whole, parts, kept] = three_ways(desk.path());
    assert_eq!(parts, whole);
    assert_eq!(kept, whole);
    assert!(whole.contains("in the order of time"), "{whole}");
}

/// A topic: what it is called, its claims by document and place, and what they share.
type Told = (String, Vec<(String, i64)>, Vec<u8>);

/// The topics that the index holds but for those of `claims.toml`, in the order of their first claims.
fn topics_of(archive: &Archive) -> Vec<Told> {
    let (db, mut topics) = (&archive.store.db, Vec::new());
    let mut all = db.prepare("SELECT id, code, title, first, shared, torn FROM topic WHERE named IS NULL").unwrap();
    let mut members = db
        .prepare(
            "SELECT claim, name, claim % 1048576 FROM member JOIN document ON document.id = claim / 1048576
             WHERE topic = ? ORDER BY name, claim",
        )
        .unwrap();
    let mut rows = all.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let [code, title] = [1, 2].map(|at| row.get::<_, String>(at).unwrap());
        let members = members.query_map([row.get::<_, i64>(0).unwrap()], |row| {
            Ok((row.get::<_, i64>(0)?, (row.get::<_, String>(1)?, row.get::<_, i64>(2)?)))
        });
        let (ids, claims): (Vec<i64>, Vec<_>) = members.unwrap().map(Result::unwrap).unzip();
        assert_eq!(row.get::<_, Option<i64>>(3).unwrap(), ids.first().copied());
        assert!(!row.get::<_, bool>(5).unwrap());
        topics.push((format!("{code} {title}"), claims, row.get(4).unwrap()));
    }
    topics.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
    topics
}

/// The same, of all articles of a folder at once.
fn topics_made(folder: &Path, config: &Config) -> Vec<Told> {
    let (documents, _) = document::read(&[folder.to_path_buf()], config);
    let claims: Vec<Claim> = documents.iter().flat_map(extract).collect();
    let place = |at: &usize| {
        let before = claims[..*at].iter().rev().take_while(|claim| claim.document == claims[*at].document);
        (claims[*at].document.to_string(), i64::try_from(before.count()).unwrap())
    };
    let told = |topic: &crate::topic::Topic| {
        let shared = codec::titling(&crate::topic::Titling::of_claims(&claims, &topic.claims));
        (format!("{} {}", topic.id, topic.title), topic.claims.iter().map(place).collect(), shared)
    };
    crate::topic::align(&claims, config).topics.iter().filter(|topic| !topic.named).map(told).collect()
}

#[test]
fn a_title_needs_only_the_words_that_can_stand_in_it() {
    use crate::topic::Titling;
    let articles = texts();
    let read = |text: &String| Document::from_text("a.txt", text, &Config::default()).unwrap();
    let claims: Vec<Claim> = articles.iter().flat_map(|text| extract(&read(text))).collect();
    let (claims, others) = claims.split_at(claims.len() / 2);
    let of = |claims: &[Claim]| Titling::of_claims(claims, &(0..claims.len()).collect::<Vec<_>>());
    let words = |titling: &Titling| titling.parts().2.map(std::collections::BTreeMap::len).iter().sum::<usize>();
    let whole = of(claims);
    for more in [0, 1, others.len()] {
        let mut told = codec::Shared::new(&codec::titling(&whole)).unwrap().telling(claims.len() + more).unwrap();
        assert!(more == others.len() || words(&told) < words(&whole));
        let mut all = whole.clone();
        for titling in [&mut told, &mut all] {
            titling.join(&of(&others[..more]));
        }
        assert_eq!(told.topic().title, all.topic().title);
    }
}

#[test]
fn topics_are_kept_as_they_would_be_made_anew() {
    let texts = texts();
    for seed in 0..8 {
        let (mut dice, mut desk) = (Dice(seed), Desk::new());
        for _ in 0..12 {
            for _ in 0..=dice.below(3) {
                let name = format!("{}.txt", dice.below(12));
                let text = &texts[dice.below(texts.len())];
                match dice.below(4) {
                    0 => drop(fs::remove_file(desk.articles().join(name))),
                    1 => desk.write(&name, &text.replace('1', "2")),
                    _ => desk.write(&name, text),
                }
            }
            desk.write("always.txt", ARTICLES[3].1);
            desk.refresh();
            assert_eq!(topics_of(&desk.archive), topics_made(&desk.articles(), &desk.config), "seed {seed}");
        }
    }
}

/// What pairs of claims come to, those of one document included, by the names of documents.
fn pairs_of(archive: &Archive) -> Vec<String> {
    let mut all = archive
        .store
        .db
        .prepare(
            "WITH pair AS (SELECT *, NULL AS nth FROM finding
             UNION ALL SELECT a, b, code, rule, verdict, marks, heading, reason, both_if, NULL, nth FROM own_finding)
             SELECT concat_ws(' ', one.name, a % 1048576, other.name, b % 1048576, quote(nth), quote(code), quote(rule),
             quote(verdict), marks, quote(heading), quote(reason), quote(both_if), quote(home)) AS told
             FROM pair JOIN document AS one ON one.id = a / 1048576 JOIN document AS other ON other.id = b / 1048576
             ORDER BY told",
        )
        .unwrap();
    all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn an_index_made_at_once_holds_what_one_holds_that_grew() {
    let topic = "[[topic]]\nid = \"ferry\"\nterms.en = [\"ferry\"]\n";
    let texts = texts();
    for config in [Config::default(), Config::parse(Path::new("claims.toml"), topic).unwrap()] {
        let (mut desk, mut dice) = (Desk { config, ..Desk::new() }, Dice(7));
        for nth in 0..72 {
            let text = &texts[dice.below(texts.len())].replace("12", &(10 + dice.below(6)).to_string());
            let day = ["", "---\ndate: 2023-05-04\n---\n\n", "---\ndate: 2023-06-11\n---\n\n"][dice.below(3)];
            // Names are in another order than days are and than documents come in.
            desk.write(&format!("{}_{nth}.md", dice.below(10)), &format!("{day}{text}"));
            if nth % 24 == 23 {
                desk.refresh();
            }
        }
        let other = tempfile::tempdir().unwrap();
        let mut at_once = Archive::create(&other.path().join("index.sqlite"), true).unwrap();
        at_once.refresh(&[desk.articles()], &desk.config, true).unwrap();
        let [made, grown] = [&at_once, &desk.archive].map(pairs_of);
        assert!(made.len() > 500 && made == grown, "{} and {}", made.len(), grown.len());
        let [made, grown] = [&at_once, &desk.archive].map(topics_of);
        assert!(made == grown && made == topics_made(&desk.articles(), &desk.config));
    }
}

#[test]
fn what_an_outline_asks_for_is_all_that_is_weighed() {
    let topic = "[[topic]]\nid = \"ferry\"\nterms.en = [\"ferry\"]\n";
    for config in [Config::default(), Config::parse(Path::new("claims.toml"), topic).unwrap()] {
        let documents: Vec<Vec<Claim>> = samples().iter().map(extract).collect();
        let ready: Vec<Ready<'_>> = documents.iter().map(|claims| Ready::new(claims, &config)).collect();
        for (nth, here) in ready.iter().enumerate() {
            // Seeds on one thing stand together, and the last are those of this file.
            for (claims, there) in documents.iter().zip(&ready).skip(nth + 1).take(8) {
                let outline = codec::read_outline(&codec::outline(&there.reading.outline())).unwrap();
                let asked = here.reading.asks(&outline);
                let sentence = |at: usize| (claims[at].field, claims[at].sentence_start);
                let beside = |at: &usize| asked.iter().any(|asked| sentence(*asked) == sentence(*at));
                let places: Vec<usize> = (0..claims.len()).filter(beside).collect();
                let some: Vec<Claim> = places.iter().map(|at| claims[*at].clone()).collect();
                let part = Ready::with(&some, Reading::of_some(&outline, &some, &places));
                let whole = weigh(here, there, &config, Ids::All);
                let whole: Vec<_> = whole.into_iter().map(|it| (it.a, it.b, it.home, it.ruling)).collect();
                let some = weigh(here, &part, &config, Ids::All);
                let some: Vec<_> = some.into_iter().map(|it| (it.a, places[it.b], it.home, it.ruling)).collect();
                assert_eq!(some, whole);
            }
        }
    }
}
