//! One line for each finding, to search and to jump from: `verdict topic: a / b (document:line, document:line) [id]`.

use std::io;

use anstyle::Style;

use super::group;
use super::place;
use super::table::style;
use super::text::{Look, Text};
use super::{Options, Report};

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let look = Look { color: options.color, isolate: options.isolate };
    for finding in report.findings.iter().filter(|finding| options.shows(finding.verdict)) {
        let (a, b) = (&report.claims[finding.a], &report.claims[finding.b]);
        let [first, second] = group::values(report, finding);
        let line = Text::default()
            .styled(finding.verdict.name(), style(finding.verdict))
            .say(" ")
            .quote(&report.topics[finding.topic].title)
            .say(": ")
            .value(&first, Style::new())
            .say(" / ")
            .value(&second, Style::new())
            .say(" (")
            .path(&place::cited(a, &a.document))
            .say(", ")
            .path(&place::cited(b, &b.document))
            .say(&format!(") [{}]", finding.id));
        writeln!(out, "{}", line.line(look))?;
    }
    if let Some(silence) = report.silence() {
        writeln!(out, "{silence}")?;
    }
    writeln!(out, "{}", report.summary)
}
