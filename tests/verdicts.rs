//! The verdict on each pair of statements in `tests/verdicts/`, and the rule that decides it.

#[path = "support/cases.rs"]
mod cases;

use std::collections::{BTreeMap, BTreeSet};

use cases::{Case, answer, cases, verdict};
use mizan::config::Config;
use mizan::finding::{Verdict, rules};

#[test]
fn each_case_holds_unless_it_is_known_to_fall_short() {
    let faults: Vec<String> = cases().iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What is wrong with a case: that it does not hold, or that it does and is said not to.
fn fault(case: &Case) -> Option<String> {
    match (missed(case), &case.short) {
        (None, None) | (Some(_), Some(_)) => None,
        (Some(missed), None) => {
            let why = case.why.as_deref().unwrap_or("no reason given");
            Some(format!("{} ({}: {why})\n  a: {}\n  b: {}\n  {missed}", case.id, case.theme, case.a, case.b))
        }
        (None, Some(short)) => Some(format!("{} holds now; take out `short = {short:?}`", case.id)),
    }
}

/// How the judgement of a case differs from what it should be.
fn missed(case: &Case) -> Option<String> {
    let documents = case.documents("a.txt", "b.txt");
    // A text in which nothing is found would be incomparable with anything.
    if documents.iter().any(|document| mizan::extract(document).iter().all(|claim| claim.set_aside.is_some())) {
        return Some("nothing is found in one of them".to_owned());
    }
    let report = mizan::check(&documents, &Config::default());
    let found = answer(&report);
    let (got, want) = (verdict(found), known(&case.verdict));
    let rule = found.map(|finding| finding.rule);
    let why = found.map_or("nothing was aligned", |finding| &finding.reason);
    let told = format!("{} {}: {why}", rule.unwrap_or("no rule"), got.name());
    if !same(got, want) && !case.accept.iter().any(|other| got == known(other)) {
        return Some(format!("is {told}, not {}", want.name()));
    }
    let decided = case.rule.as_deref().is_none_or(|want| rule == Some(want));
    (!decided).then(|| format!("is {told}, not by {}", case.rule.as_deref().unwrap_or_default()))
}

fn known(name: &str) -> Verdict {
    Verdict::ALL.into_iter().find(|verdict| verdict.name() == name).unwrap_or_else(|| panic!("no verdict {name:?}"))
}

/// Whether two verdicts say the same to a reader: agreement and compatible both mean that the statements go together.
fn same(a: Verdict, b: Verdict) -> bool {
    let together = |verdict| matches!(verdict, Verdict::Agreement | Verdict::Compatible);
    a == b || together(a) && together(b)
}

#[test]
fn each_rule_is_tried_in_each_language_and_across() {
    let mut tried: BTreeMap<String, BTreeSet<[bool; 2]>> = BTreeMap::new();
    let mut within = BTreeSet::new();
    for case in cases() {
        if let Some(rule) = case.rule {
            if case.b.is_empty() {
                within.insert(rule.clone());
            }
            let mut arabic = [&case.a, &case.b].map(|text| text.chars().any(|letter| ('ء'..='ي').contains(&letter)));
            arabic.sort_unstable();
            tried.entry(rule).or_default().insert(arabic);
        }
    }
    for rule in rules() {
        // An article is in one language.
        let languages = if within.contains(rule.code) { 2 } else { 3 };
        assert_eq!(tried.remove(rule.code).map_or(0, |tried| tried.len()), languages, "{}", rule.code);
    }
    assert!(tried.is_empty(), "no such rules: {tried:?}");
}

#[test]
fn a_case_has_a_name_of_its_own() {
    let mut seen = BTreeSet::new();
    for case in cases() {
        assert!(seen.insert(case.id.clone()), "two cases {:?}", case.id);
    }
}
