//! Workflow commands of GitHub Actions: a line for each pair of values, shown beside the line of the new article.

use std::io;

use super::message;
use super::place::{self, Place};
use super::text::clean;
use super::{Options, Report};
use crate::finding::Finding;

/// A step shows so many annotations of one level and drops the rest.
const MOST: usize = 10;

const LEVELS: [&str; 3] = ["error", "warning", "notice"];

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let told = message::told(report, options);
    for level in LEVELS {
        let of_level: Vec<_> = told.iter().filter(|(finding, _)| self::level(finding, options) == level).collect();
        // The last one says how many it stands for.
        let shown = if of_level.len() > MOST { MOST - 1 } else { MOST };
        for (finding, more) in of_level.iter().take(shown) {
            annotation(report, level, finding, *more, out)?;
        }
        if let left @ 1.. = of_level.len().saturating_sub(shown) {
            writeln!(out, "::{level} title=mizan::{left} more in the summary of the job and in the log")?;
        }
        for (finding, _) in of_level.iter().skip(shown) {
            writeln!(out, "{}: {}", finding.id, message::plain(report, finding))?;
        }
    }
    if let Some(silence) = report.silence() {
        writeln!(out, "{silence}")?;
    }
    writeln!(out, "{}", report.summary)
}

/// What fails the job is an error, whatever its verdict.
fn level(finding: &Finding, options: &Options) -> &'static str {
    if finding.verdict >= options.fails { LEVELS[0] } else { message::severity(finding.verdict, LEVELS) }
}

fn annotation(report: &Report, level: &str, finding: &Finding, more: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let [first, _] = place::sides(report, finding);
    let place = Place::of(&report.claims[first]);
    write!(out, "::{level} file={}", property(&place.path))?;
    if let Some(region) = place.region {
        write!(out, ",line={},endLine={}", region.line, region.end_line)?;
        // Columns of several lines are refused.
        if region.line == region.end_line {
            write!(out, ",col={},endColumn={}", region.column, region.end_column)?;
        }
    }
    let more = if more > 0 { format!("; {more} more say the same") } else { String::new() };
    let message = format!("{} [{}{more}]", message::plain(report, finding), finding.id);
    writeln!(out, ",title={}::{}", property(&message::title(report, finding)), data(&message))
}

/// A message of a command, on one line.
fn data(text: &str) -> String {
    clean(text).replace('%', "%25")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
