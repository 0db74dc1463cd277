//! What is found in the articles of `seeds/`, with the repository's `claims.toml` and without any.

use std::collections::BTreeSet;
use std::path::Path;

use mizan::claim::Claim;
use mizan::config::Config;
use mizan::document::{self, SetAside};
use mizan::finding::{Finding, Verdict};
use mizan::report::Report;

/// A claim, by the first digits of its article and the words of its mention.
type Said = (&'static str, &'static str);

const SHARES: [Said; 3] = [("000", "30٪"), ("001", "30 في المائة"), ("002", "40 في المئة")];
const RELATIONS: [Said; 3] = [("002", "30 عاما"), ("003", "30 عاماً"), ("004", "30 عاما")];
const SUPPLIERS: [Said; 3] = [("002", "وتصدّرت"), ("003", "أكبر مورد"), ("004", "ثاني أكبر مورد")];

fn configured() -> Report {
    checked(&Config::load(Path::new("claims.toml")).unwrap())
}

fn bare() -> Report {
    checked(&Config::default())
}

fn checked(config: &Config) -> Report {
    let (documents, errors) = document::read(&["seeds".into()], config);
    assert!(errors.is_empty() && documents.len() == 5, "{errors:?}");
    mizan::check(&documents, config)
}

/// The claim that is meant. Where there is none, a test would say nothing.
fn claim(report: &Report, (article, quote): Said) -> &Claim {
    let mut claims = report.claims.iter().filter(|claim| claim.quote == quote && number(&claim.document) == article);
    claims.next().unwrap_or_else(|| panic!("{article} does not say {quote:?}"))
}

/// `000` of `seeds/000_….txt`.
fn number(document: &str) -> &str {
    &document["seeds/".len()..][..3]
}

/// What two claims were judged to be, if they were.
fn judged(report: &Report, a: Said, b: Said) -> Option<&Finding> {
    let ids = BTreeSet::from([&claim(report, a).id, &claim(report, b).id]);
    report.findings.iter().find(|finding| ids == [finding.a, finding.b].map(|at| &report.claims[at].id).into())
}

fn verdict(report: &Report, a: Said, b: Said) -> Option<Verdict> {
    judged(report, a, b).map(|finding| finding.verdict)
}

/// Agreement or compatible.
fn go_together(report: &Report, a: Said, b: Said) -> bool {
    matches!(verdict(report, a, b), Some(Verdict::Agreement | Verdict::Compatible))
}

#[test]
fn the_shares_of_oil_contradict_by_the_tolerance_of_their_topic() {
    let [one, same, other] = SHARES;
    for (report, want) in [(configured(), Verdict::Contradiction), (bare(), Verdict::Tension)] {
        assert_eq!(verdict(&report, one, other), Some(want));
        assert_eq!(verdict(&report, same, other), Some(want));
        assert_eq!(verdict(&report, one, same), Some(Verdict::Agreement));
    }
    let reason = &judged(&configured(), one, other).unwrap().reason.clone();
    assert!(["30", "40", "tolerance of 5"].iter().all(|part| reason.contains(part)), "{reason}");
}

#[test]
fn thirty_years_of_relations_contradict_thirty_years_without() {
    let [one, same, without] = RELATIONS;
    for report in [configured(), bare()] {
        assert_eq!(verdict(&report, one, without), Some(Verdict::Contradiction));
        assert_eq!(verdict(&report, same, without), Some(Verdict::Contradiction));
        assert_eq!(verdict(&report, one, same), Some(Verdict::Agreement));
    }
}

#[test]
fn the_largest_supplier_is_not_the_second_largest() {
    let [one, same, second] = SUPPLIERS;
    for report in [configured(), bare()] {
        assert!(verdict(&report, one, second).is_some_and(Verdict::is_flagged));
        assert!(verdict(&report, same, second).is_some_and(Verdict::is_flagged));
        assert!(go_together(&report, one, same));
        for among in [("000", "واحدة من كبار موردي"), ("001", "واحدة من كبار موردي")] {
            assert!(go_together(&report, among, one) && go_together(&report, among, second));
        }
    }
}

#[test]
fn shares_of_imports_are_held_against_each_other_only_for_one_period() {
    let (one, same) = (("000", "69٪"), ("001", "69٪"));
    for report in [configured(), bare()] {
        assert_eq!(verdict(&report, one, same), Some(Verdict::Agreement));
        for share in [one, same] {
            let finding = judged(&report, share, ("003", "60٪")).unwrap();
            assert_eq!(finding.verdict, Verdict::Incomparable);
            let named = ["2016–2020", "2015–2019"].iter().all(|period| finding.reason.contains(period));
            assert!(named, "{}", finding.reason);
            assert_eq!(verdict(&report, share, ("003", "70٪")), Some(Verdict::Incomparable));
        }
        assert_eq!(verdict(&report, ("000", "17٪"), ("001", "17٪")), Some(Verdict::Agreement));
    }
}

#[test]
fn the_borders_of_two_states_are_two_borders() {
    for report in [configured(), bare()] {
        let found = verdict(&report, ("004", "765 كيلومتراً"), ("002", "1200 كيلومتر"));
        assert!(!found.is_some_and(Verdict::is_flagged), "{found:?}");
    }
}

#[test]
fn less_than_twenty_kilometres_go_together_with_twenty() {
    assert!(go_together(&configured(), ("002", "20 كيلومترا"), ("004", "20 كيلومترا")));
}

#[test]
fn the_opening_of_the_embassy_agrees_in_every_granularity() {
    let told = [("000", "شهر مارس"), ("001", "شهر مارس"), ("002", "نهاية مارس/آذار الماضي"), ("004", "29 آذار")];
    for report in [configured(), bare()] {
        for (at, one) in told.into_iter().enumerate() {
            for other in &told[at + 1..] {
                assert!(go_together(&report, one, *other), "{one:?} {other:?}: {:?}", verdict(&report, one, *other));
            }
        }
    }
}

#[test]
fn an_ordinal_agrees_in_digits_and_in_words() {
    for report in [configured(), bare()] {
        assert_eq!(verdict(&report, ("000", "75"), ("001", "الخامس والسبعين")), Some(Verdict::Agreement));
    }
}

#[test]
fn nothing_else_is_flagged() {
    let pairs = |[one, same, other]: [Said; 3]| [(one, other), (same, other)];
    let promised: BTreeSet<(Said, Said)> = [SHARES, RELATIONS, SUPPLIERS].into_iter().flat_map(pairs).collect();
    for report in [configured(), bare()] {
        let flagged = report.findings.iter().filter(|finding| finding.verdict.is_flagged());
        let said = |at: usize| (number(&report.claims[at].document), report.claims[at].quote.as_str());
        let flagged: BTreeSet<_> = flagged.map(|finding| (said(finding.a), said(finding.b))).collect();
        assert_eq!(flagged, promised);
    }
}

#[test]
fn years_that_lost_their_dash_are_read_with_a_note() {
    let report = bare();
    let years = claim(&report, ("001", "20162020"));
    assert_eq!(years.value.canonical().as_deref(), Some("2016"));
    assert_eq!(years.value.canonical_end().as_deref(), Some("2020"));
    assert!(years.note.as_ref().is_some_and(|note| note.contains("dash")), "{:?}", years.note);
}

#[test]
fn a_number_alone_on_its_line_is_set_aside() {
    assert_eq!(claim(&bare(), ("003", "213")).set_aside, Some(SetAside::LoneNumber));
}

#[test]
fn one_amount_in_two_currencies_gives_no_finding() {
    for report in [configured(), bare()] {
        for amount in [("002", "740 مليون دولار"), ("002", "631 مليون يورو")] {
            let id = &claim(&report, amount).id;
            assert!(
                report
                    .findings
                    .iter()
                    .all(|finding| [finding.a, finding.b].iter().all(|at| report.claims[*at].id != *id))
            );
        }
    }
}
