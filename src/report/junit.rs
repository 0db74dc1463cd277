//! `JUnit` XML: a suite for each topic in which something was compared, a case for each finding that is shown. A finding at
//! the level that fails is a failure; what is waived or known is skipped; a topic without findings is one case that passes.

use std::io;

use quick_junit::{NonSuccessKind, Report as Run, TestCase, TestCaseStatus, TestSuite};

use super::excerpt::Excerpt;
use super::group;
use super::message;
use super::place::{self, Place};
use super::text::clean;
use super::{Options, Report, Why};
use crate::finding::{Finding, Verdict};

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut run = Run::new(env!("CARGO_PKG_NAME"));
    let counted = report.findings.iter().map(|finding| (finding, None));
    let settled = report.settled.iter().map(|settled| (&settled.finding, Some(&settled.why)));
    let mut findings: Vec<Judged> = counted.chain(settled).collect();
    // The sort keeps the most severe of a topic first, and those that do not count last.
    findings.sort_by_key(|(finding, _)| finding.topic);
    for findings in findings.chunk_by(|(a, _), (b, _)| a.topic == b.topic) {
        run.add_test_suite(suite(report, options, findings));
    }
    run.serialize(&mut *out).map_err(io::Error::other)?;
    writeln!(out)
}

/// A finding, and why it does not count if it does not.
type Judged<'a> = (&'a Finding, Option<&'a Why>);

fn suite(report: &Report, options: &Options, findings: &[Judged]) -> TestSuite {
    let topic = &report.topics[findings[0].0.topic];
    let title = clean(&topic.title);
    let mut suite = TestSuite::new(&*title);
    for (finding, why) in findings.iter().filter(|(finding, _)| options.shows(finding.verdict)) {
        suite.add_test_case(case(report, options, finding, *why, &title));
    }
    if suite.test_cases.is_empty() {
        let mut case = TestCase::new("nothing flagged", TestCaseStatus::success());
        case.set_classname(&*title);
        case.set_system_out(format!("pairs compared: {}", findings.len()));
        suite.add_test_case(case);
    }
    suite
}

fn case(report: &Report, options: &Options, finding: &Finding, why: Option<&Why>, class: &str) -> TestCase {
    let message = message::plain(report, finding);
    let message = why.map_or_else(|| message.clone(), |why| clean(&format!("{why} ({message})")).into_owned());
    let [first, _] = place::sides(report, finding);
    let place = Place::of(&report.claims[first]);
    let status = match finding.verdict {
        _ if why.is_some() => TestCaseStatus::skipped(),
        verdict if verdict >= options.fails => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Verdict::Incomparable => TestCaseStatus::skipped(),
        _ => TestCaseStatus::success(),
    };
    let passes = matches!(status, TestCaseStatus::Success { .. });
    let [a, b] = group::values(report, finding).map(|value| clean(&value).into_owned());
    let mut case = TestCase::new(format!("{} {}: {a} / {b}", finding.verdict.name(), finding.id), status);
    case.set_classname(class);
    case.extra.insert("file".into(), (&*clean(&place.path)).into());
    case.extra.insert("line".into(), place.line().to_string().into());
    if passes {
        case.set_system_out(message);
    } else {
        case.status.set_type(finding.verdict.name()).set_message(message).set_description(sentences(report, finding));
    }
    case
}

/// Both sentences, each with its place.
fn sentences(report: &Report, finding: &Finding) -> String {
    let told = place::sides(report, finding).map(|at| {
        let claim = &report.claims[at];
        format!("{}\n{}", clean(&place::cited(claim, &claim.document)), clean(&Excerpt::of(claim).text()))
    });
    told.join("\n\n")
}
