//! `mizan check`: the same as a gate.

use mizan::config::FailOn;
use mizan::finding::Verdict;
use mizan::report::{self, Format, Options};

use super::{Stop, compared_nothing, looked_through, weigh};
use crate::cli::args::{Check, Global};
use crate::cli::exit::Outcome;
use crate::cli::settings::{self, Targets};
use crate::cli::voice::Voice;
use crate::cli::{input, output};

pub fn run(args: &Check, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.output.format, &args.output.files, &Format::ALL, global.color)?;
    let config = settings::config(global, voice)?;
    let level = args.fail_on.or(config.fail_on.map(level)).unwrap_or(Verdict::Contradiction);
    let (articles, report) = if args.new.is_empty() {
        let articles = input::read(&args.input, &config);
        let report = weigh(&articles, &config, voice);
        (articles, report)
    } else {
        let (articles, new) = input::read_with_new(&args.input, &args.new, &config);
        let plural = if new.len() == 1 { "article" } else { "articles" };
        let old = articles.documents.len().saturating_sub(new.len());
        voice.note(format!("{} new {plural} against {old}", new.len()));
        let report = weigh(&articles, &config, voice).touching(&new);
        (articles, report)
    };
    let outcome = looked_through(&articles, args.allow_empty, voice);
    // What fails the check is shown, however mild.
    let least = level.min(Options::default().least);
    let options = Options { all: args.output.all, diff: args.output.diff, least, ..Options::default() };
    output::write(&targets, options, |format, options, out| report::write(&report, format, options, out))?;
    if !targets.tell_summary() {
        voice.note(&report.summary);
    }
    let failing = report.findings.iter().any(|finding| finding.verdict >= level);
    Ok(Outcome { empty: compared_nothing(&report, args.allow_empty), failing, ..outcome })
}

const fn level(level: FailOn) -> Verdict {
    match level {
        FailOn::Update => Verdict::Update,
        FailOn::Tension => Verdict::Tension,
        FailOn::Contradiction => Verdict::Contradiction,
    }
}
