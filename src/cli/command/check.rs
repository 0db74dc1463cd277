//! `mizan check`: the same as a gate.

use std::path::Path;

use mizan::config::FailOn;
use mizan::finding::Verdict;
use mizan::report::{self, Baseline, Format, Options, Report};

use super::{Stop, compared_nothing, looked_through, settle, weigh};
use crate::cli::args::{Check, Global};
use crate::cli::exit::Outcome;
use crate::cli::settings::{self, Targets};
use crate::cli::voice::{self, Voice};
use crate::cli::{gate, output};

pub fn run(args: &Check, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.output.format, &args.output.files, &Format::ALL, global.color)?;
    let config = settings::config(global, voice)?;
    let level = args.fail_on.or(config.fail_on.map(level)).unwrap_or(Verdict::Contradiction);
    // What fails the check is shown, however mild.
    let least = level.min(Options::default().least);
    let known = args.baseline.as_deref().filter(|_| !args.write_baseline).map(Baseline::load).transpose()?;

    let (articles, fresh) = gate::read(&args.input, &args.new, args.since.as_deref(), &config)?;
    if let Some(fresh) = &fresh {
        voice.note(fresh);
    }
    let nothing_new = fresh.as_ref().is_some_and(|fresh| fresh.names.is_empty());
    let mut report = if nothing_new {
        let documents = articles.documents.iter().map(report::Source::from).collect();
        Report::new(documents, Vec::new(), Vec::new(), Vec::new())
    } else {
        let mut report = weigh(&articles, &config, voice);
        settle(&mut report, &config, &args.input, voice);
        report
    };
    let outcome = looked_through(&articles.errors, args.allow_empty, voice);
    if let Some(path) = args.baseline.as_deref() {
        let known = match known {
            Some(known) => known,
            None => rewrite(path, &report, least, outcome, voice)?,
        };
        let gone = report.forget(&known);
        if gone > 0 && !nothing_new {
            voice.note(format!("{}: findings that are gone: {gone}; --write-baseline drops them", path.display()));
        }
    }
    if let Some(fresh) = fresh {
        report = report.touching(&fresh.names);
    }

    let options = Options { all: args.output.all, diff: args.output.diff, least, ..Options::default() };
    output::write(&targets, options, |format, options, out| report::write(&report, format, options, out))?;
    if !targets.tell_summary() {
        voice.note(&report.summary);
    }
    let failing = report.findings.iter().any(|finding| finding.verdict >= level);
    // Where no article is new, nothing was asked to be compared.
    let excused = args.allow_empty || nothing_new && !articles.documents.is_empty();
    Ok(Outcome { empty: compared_nothing(&report, excused), failing, ..outcome })
}

/// Writes a baseline of what is found now. One that leaves out what could not be read would fail the next run.
fn rewrite(path: &Path, report: &Report, least: Verdict, outcome: Outcome, voice: &Voice) -> Result<Baseline, Stop> {
    if outcome.incomplete {
        voice::error(format!("{}: not written, since not all could be read", path.display()));
        return Ok(Baseline::default());
    }
    let baseline = Baseline::of(report, least);
    output::file(path, |out| baseline.write(out))?;
    voice.note(format!("{}: findings written: {}", path.display(), baseline.len()));
    Ok(baseline)
}

const fn level(level: FailOn) -> Verdict {
    match level {
        FailOn::Update => Verdict::Update,
        FailOn::Tension => Verdict::Tension,
        FailOn::Contradiction => Verdict::Contradiction,
    }
}
