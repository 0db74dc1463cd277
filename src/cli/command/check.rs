//! `mizan check`: the same as a gate.

use std::collections::BTreeSet;

use mizan::config::{Config, FailOn};
use mizan::finding::Verdict;
use mizan::report::{self, Format, Options, Report};

use super::{Stop, compared_nothing, details, looked_through, weighed};
use crate::cli::archive::Depth;
use crate::cli::args::{Check, Global};
use crate::cli::exit::Outcome;
use crate::cli::input::Articles;
use crate::cli::settings::{self, Targets};
use crate::cli::voice::Voice;
use crate::cli::{archive, input, output};

pub fn run(args: &Check, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.output.format, &args.output.files, &Format::ALL, global.color)?;
    let config = settings::config(global, voice)?;
    let level = args.fail_on.or(config.fail_on.map(level)).unwrap_or(Verdict::Contradiction);
    let (articles, report) = if args.new.is_empty() {
        weighed(&args.input, &config, global, voice)
    } else {
        let (articles, report, new) = against_archive(args, &targets, &config, global, voice);
        let plural = if new == 1 { "article" } else { "articles" };
        voice.note(format!("{new} new {plural} against {}", report.summary.documents.saturating_sub(new)));
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

/// What new articles and the others say of each other, and how many are new.
fn against_archive(
    args: &Check,
    targets: &Targets,
    config: &Config,
    global: &Global,
    voice: &Voice,
) -> (Articles, Report, usize) {
    let fresh = input::fresh(&args.input, &args.new, config);
    let names: BTreeSet<String> = fresh.documents.iter().map(|document| document.name.clone()).collect();
    // Only a format that lists all documents needs more than the findings.
    let whole = global.verbose || targets.formats().any(|format| format == Format::Json);
    let gate = || archive::gate(&args.input, &fresh.documents, config, global, voice);
    if let Some(report) = (!whole).then(gate).flatten() {
        return (fresh, report, names.len());
    }
    let kept = archive::read(&args.input, &fresh.documents, Depth::Findings, config, global, voice);
    let (articles, report) = if let Some((archive, report)) = kept {
        let errors = fresh.errors.into_iter().chain(archive.errors).collect();
        (Articles { documents: fresh.documents, errors }, report)
    } else {
        let articles = input::with_fresh(fresh, &args.input, config);
        let report = mizan::check(&articles.documents, config);
        (articles, report)
    };
    details(&report, voice);
    (articles, report.touching(&names), names.len())
}

const fn level(level: FailOn) -> Verdict {
    match level {
        FailOn::Update => Verdict::Update,
        FailOn::Tension => Verdict::Tension,
        FailOn::Contradiction => Verdict::Contradiction,
    }
}
