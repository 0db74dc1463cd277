//! GitLab's code quality report: a list of issues, one for each finding, shown in a merge request.

use std::io;

use serde::Serialize;

use super::escape;
use super::message;
use super::place::{self, Place};
use super::{Options, Report};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: std::borrow::Cow<'a, str>,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let shown = report.findings.iter().filter(|finding| options.shows(finding.verdict));
    let issues: Vec<Issue> = shown
        .map(|finding| {
            let [first, _] = place::sides(report, finding);
            let place = Place::of(&report.claims[first]);
            let lines = Lines { begin: place.line() };
            Issue {
                description: message::plain(report, finding),
                check_name: finding.rule,
                fingerprint: &finding.id,
                severity: message::severity(finding.verdict, ["major", "minor", "info"]),
                location: Location { path: place.path, lines },
            }
        })
        .collect();
    escape::pretty(&issues, out)
}
