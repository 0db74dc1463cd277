//! What holds whatever the documents say.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/values.rs"]
mod values;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use cases::{answer, cases, verdict};
use mizan::config::Config;
use mizan::document::{self, Document};
use mizan::finding::{Verdict, literal_bounds};
use mizan::report::{Format, Options, Report, write, write_claims};
use mizan::value::{Relation, Tolerance, phrase, relate, relate_within};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::RngSeed;
use rust_decimal::Decimal;

/// Sentences that have nothing to do with each other nor with any article here.
const NEUTRAL: [&str; 10] = [
    "The orchestra rehearsed for three hours before the concert.",
    "Her garden has 14 apple trees and a small pond.",
    "The recipe needs 250 grams of butter.",
    "About 60% of the pupils walk to school.",
    "The library will close early on Friday.",
    "يحتاج الرسام إلى سبعة ألوان لإنهاء اللوحة.",
    "تتسع القاعة لأكثر من 400 متفرج.",
    "قرأ الطفل عشر صفحات من القصة.",
    "يستغرق طهي الحساء ساعتين على نار هادئة.",
    "زرع البستاني 35 شتلة من الورد في آذار.",
];

/// The configuration of the repository, and the articles of `seeds/`.
static SEEDS: LazyLock<(Config, Vec<Document>)> = LazyLock::new(|| {
    let config = Config::load(Path::new("claims.toml")).unwrap();
    let (documents, errors) = document::read(&["seeds".into()], &config);
    assert!(errors.is_empty() && documents.len() == 5, "{errors:?}");
    (config, documents)
});

/// So many tries, the same in every run; `PROPTEST_RNG_SEED` asks for others.
fn tries(cases: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let rng_seed = if default.rng_seed == RngSeed::Random { RngSeed::Fixed(1) } else { default.rng_seed };
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..default }
}

fn text(name: &str, text: &str) -> Document {
    Document::from_text(name, text, &Config::default()).unwrap()
}

fn written(report: &Report, format: Format) -> String {
    let mut out = Vec::new();
    write(report, format, &Options { all: true, diff: true, ..Options::default() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a report says of each pair: the finding's id, verdict and reason, and both claims.
fn judged(report: &Report) -> BTreeSet<(&str, Verdict, &str, [&str; 2])> {
    let claims = |a: usize, b: usize| [a, b].map(|at| report.claims[at].id.as_str());
    let findings = report.findings.iter();
    findings.map(|it| (it.id.as_str(), it.verdict, it.reason.as_str(), claims(it.a, it.b))).collect()
}

fn unflagged(found: Verdict) -> bool {
    matches!(found, Verdict::Agreement | Verdict::Compatible)
}

// ------------------------------------------------------------------------------------------- order and company

#[test]
fn two_runs_are_the_same_byte_for_byte() {
    let (config, documents) = &*SEEDS;
    let (one, other) = (mizan::check(documents, config), mizan::check(documents, config));
    for format in Format::ALL {
        assert_eq!(written(&one, format), written(&other, format), "{}", format.name());
    }
}

#[test]
fn neither_side_of_a_pair_comes_first() {
    for case in cases() {
        let [first, second] = [("a.txt", "b.txt"), ("b.txt", "a.txt")].map(|(name_a, name_b)| {
            let report = mizan::check(&case.documents(name_a, name_b), &Config::default());
            verdict(answer(&report))
        });
        assert_eq!(first, second, "{}", case.id);
    }
}

proptest! {
    #![proptest_config(tries(12))]

    #[test]
    fn the_order_of_documents_does_not_matter(order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle()) {
        let (config, documents) = &*SEEDS;
        let shuffled: Vec<Document> = order.iter().map(|at| documents[*at].clone()).collect();
        let [one, other] = [documents, &shuffled].map(|documents| written(&mizan::check(documents, config), Format::Json));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_document_of_something_else_changes_no_finding(
        sentences in subsequence(&NEUTRAL[..], 1..=NEUTRAL.len()).prop_shuffle(),
        name in select(&["seeds/0.txt", "seeds/002_b.txt", "z.txt"][..]),
    ) {
        let (config, documents) = &*SEEDS;
        let before = mizan::check(documents, config);
        let more = [documents.as_slice(), &[text(name, &sentences.join("\n\n"))]].concat();
        let after = mizan::check(&more, config);
        prop_assert_eq!(judged(&before), judged(&after));
        prop_assert!(after.claims.len() > before.claims.len());
    }
}

// ------------------------------------------------------------------------------------------------ any text at all

/// Words that the grammar knows.
const WORDS: [&str; 84] = [
    "نحو",
    "أكثر من",
    "أقل من",
    "ما بين",
    "و",
    "إلى",
    "حتى",
    "في المئة",
    "بالمئة",
    "مليون",
    "مليونا",
    "ألفا",
    "مليار",
    "تريليون",
    "نصف",
    "ربع",
    "عشرات",
    "مئات",
    "ثلاثة",
    "وعشرون",
    "مئة",
    "الخامس والسبعين",
    "أول",
    "ثاني أكبر",
    "كيلومترا",
    "طن",
    "دولار",
    "يورو",
    "جندي",
    "شخصا",
    "عاما",
    "شهرين",
    "أسبوع",
    "يوم الثلاثاء",
    "مارس",
    "آذار",
    "رمضان",
    "الماضي",
    "قبل",
    "منذ",
    "الـ",
    "لـ",
    "من",
    "عام",
    "أوائل",
    "نهاية",
    "قتل",
    "ارتفع",
    "about",
    "more than",
    "nearly",
    "between",
    "and",
    "to",
    "at least",
    "per cent",
    "percent",
    "million",
    "bn",
    "m",
    "t",
    "k",
    "dozen",
    "half",
    "a quarter of",
    "two thirds",
    "twenty-one",
    "first",
    "second largest",
    "km",
    "miles",
    "°C",
    "tonnes",
    "dollars",
    "pounds",
    "people",
    "years ago",
    "last month",
    "March",
    "May 2020",
    "Q3",
    "BC",
    "killed",
    "rose by",
];

/// Marks that stand round numbers.
const MARKS: [&str; 34] = [
    "-", "–", "/", ":", ".", ",", "،", "٫", "٬", "؛", "؟", "%", "٪", "$", "€", "£", "¥", "₪", "ر.س", "(", ")", "+",
    "×", "²", "½", "\u{200f}", "\u{2066}", "\u{a0}", "\u{202f}", "'", "’", "\n", "\n\n", "|",
];

/// Words, marks and digits in an order that the grammar does not know.
fn soup() -> impl Strategy<Value = String> {
    let digits =
        prop_oneof!["[0-9]{1,4}", "[٠-٩]{1,4}", "[۰-۹]{1,4}", "[०-९]{1,3}", "[0-9]{20,60}", "[٠-٩]{20,40}", "9{26,31}"];
    let grouped = prop_oneof![
        "[0-9]{1,3}(,[0-9]{3}){1,12}",
        "0?\\.[0-9]{1,40}",
        "[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}",
        "[0-2][0-9]:[0-9]{2}"
    ];
    let piece = prop_oneof![
        4 => select(&WORDS[..]).prop_map(str::to_owned),
        2 => select(&MARKS[..]).prop_map(str::to_owned),
        3 => digits,
        1 => grouped,
        1 => "\\PC{0,3}",
    ];
    let glued = prop::collection::vec((piece, any::<bool>()), 0..40);
    glued.prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => soup(), 1 => "\\PC{0,200}", 1 => any::<String>()]
}

/// Every span of a document says what it quotes, in bytes and in characters.
fn spans_say_what_they_quote(document: &Document) -> Result<(), TestCaseError> {
    for claim in mizan::extract(document) {
        let field = document.field(claim.field);
        prop_assert_eq!(&field[claim.span.start..claim.span.end], &claim.quote);
        let letters = field.chars().skip(claim.characters.start).take(claim.characters.end - claim.characters.start);
        prop_assert_eq!(letters.collect::<String>(), claim.quote);
        prop_assert!(field[claim.sentence_start..].starts_with(&*claim.sentence));
    }
    Ok(())
}

proptest! {
    #![proptest_config(tries(400))]

    #[test]
    fn any_text_is_read_without_a_panic_and_quoted_as_it_stands(text in any_text(), name in select(&["a.txt", "a.md"][..])) {
        // Front matter may be broken; then there is no document.
        if let Ok(document) = Document::from_text(name, &text, &Config::default()) {
            spans_say_what_they_quote(&document)?;
        }
    }
}

proptest! {
    #![proptest_config(tries(150))]

    #[test]
    fn any_texts_are_judged_and_reported_without_a_panic(one in soup(), other in soup(), both in soup()) {
        let documents = [text("a.txt", &format!("{one}\n{both}")), text("b.txt", &format!("{both}\n{other}"))];
        let report = mizan::check(&documents, &Config::default());
        for format in Format::ALL {
            written(&report, format);
        }
        for format in Format::CLAIMS {
            write_claims(&report, format, &Options { all: true, ..Options::default() }, &mut Vec::new()).unwrap();
        }
    }
}

// -------------------------------------------------------------------------------------------------------- values

proptest! {
    #![proptest_config(tries(4000))]

    #[test]
    fn neither_of_two_values_comes_first(a in values::value(), b in values::value(), limit in values::decimal()) {
        prop_assert_eq!(relate(&a, &b), relate(&b, &a));
        for tolerance in [Tolerance::Absolute(limit.abs()), Tolerance::Share(limit.abs() / Decimal::ONE_HUNDRED)] {
            prop_assert_eq!(relate_within(&a, &b, tolerance), relate_within(&b, &a, tolerance));
        }
    }

    #[test]
    fn a_value_is_what_it_is(a in values::value()) {
        prop_assert!(matches!(relate(&a, &a), Relation::Same | Relation::Within | Relation::Incomparable(_)), "{:?}", relate(&a, &a));
        // Whatever the value, it can be told.
        prop_assert!(!phrase::value(&a).is_empty());
        let _ = literal_bounds(&a);
    }
}

// --------------------------------------------------------------------------------- the same figure, another figure

/// Sentences with a gap, and words for one value that fill it.
const PARAPHRASES: [(&str, &[&str]); 12] = [
    ("يبلغ عمق البئر {}.", &["2000 متر", "2 كيلومتر", "٢ كم", "٢٠٠٠ متر", "ألفي متر", "2,000 متر"]),
    ("The well is {} deep.", &["2000 metres", "2 km", "2,000 m", "two kilometres", "two thousand metres"]),
    ("شارك في الماراثون {}.", &["3500 عداء", "٣٥٠٠ عداء", "3,500 عداء", "ثلاثة آلاف وخمسمئة عداء", "3.5 ألف عداء"]),
    ("The stadium seats {}.", &["42,000 people", "42000 people", "forty-two thousand people", "42 thousand people"]),
    ("كلف ترميم القلعة {}.", &["1.5 مليون دولار", "1,500,000 دولار", "مليون ونصف المليون دولار", "١٫٥ مليون دولار"]),
    ("The restoration of the castle cost {}.", &["$1.5 million", "1.5 million dollars", "$1,500,000", "1.5m dollars"]),
    ("ارتفع إنتاج الزيتون بنسبة {}.", &["12 في المئة", "12%", "١٢٪", "12 بالمئة", "اثني عشر في المئة", "12 في المائة"]),
    ("Olive output rose by {}.", &["12 percent", "12%", "twelve per cent", "12 per cent"]),
    ("استمرت المحاكمة {}.", &["ثلاث سنوات", "3 سنوات", "36 شهرا", "٣ أعوام", "ثلاثة أعوام"]),
    ("The trial lasted {}.", &["three years", "3 years", "36 months"]),
    ("افتتح المتحف في {}.", &["5 نيسان 2018", "5 أبريل 2018", "٥ أبريل ٢٠١٨", "الخامس من أبريل 2018", "5/4/2018"]),
    ("The museum was opened on {}.", &["5 April 2018", "April 5, 2018", "5th of April 2018", "5 Apr 2018"]),
];

#[test]
fn other_words_for_a_value_are_no_difference() {
    let mut faults = Vec::new();
    for (sentence, forms) in PARAPHRASES {
        for (at, one) in forms.iter().enumerate() {
            for other in &forms[at + 1..] {
                let found = between(&sentence.replace("{}", one), &sentence.replace("{}", other));
                if !found.is_some_and(unflagged) {
                    faults.push(format!("{sentence} {one} / {other}: {found:?}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The most severe verdict between two texts; none where nothing was aligned.
fn between(a: &str, b: &str) -> Option<Verdict> {
    answer(&mizan::check(&[text("a.txt", a), text("b.txt", b)], &Config::default())).map(|finding| finding.verdict)
}

/// Sentences with a gap for a bare number.
const FIGURES: [&str; 12] = [
    "The factory employs {} workers.",
    "The fire killed {} people.",
    "The river is {} km long.",
    "The bridge cost {} million dollars.",
    "Wheat output reached {} thousand tonnes.",
    "The journey took {} hours.",
    "يعمل في المصنع {} عامل.",
    "قتل {} شخص في الحريق.",
    "يبلغ طول النهر {} كيلومتر.",
    "بلغت كلفة الجسر {} مليون دولار.",
    "بلغ إنتاج القمح {} ألف طن.",
    "استغرقت الرحلة {} ساعة.",
];

proptest! {
    #![proptest_config(tries(120))]

    #[test]
    fn a_figure_that_was_changed_is_noticed(sentence in select(&FIGURES[..]), number in 11..99_999_u32, up in any::<bool>()) {
        let changed = if up { number * 13 / 10 } else { number * 7 / 10 };
        let [same, other] = [number, changed].map(|number| sentence.replace("{}", &number.to_string()));
        prop_assert_eq!(between(&same, &same), Some(Verdict::Agreement));
        let found = between(&same, &other);
        prop_assert!(found.is_some_and(Verdict::is_flagged), "{same} / {other}: {found:?}");
    }
}
