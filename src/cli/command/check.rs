//! `mizan check`: the same as a gate.

use std::collections::BTreeSet;
use std::path::Path;

use mizan::config::{Config, FailOn};
use mizan::finding::{Ids, Verdict};
use mizan::report::{Baseline, Format, Options, Report, Source};

use super::{Stop, compared_nothing, details, looked_through, reads_all, settle};
use crate::cli::archive::Depth;
use crate::cli::args::{Check, Global};
use crate::cli::exit::Outcome;
use crate::cli::gate::{Fresh, New};
use crate::cli::input::Articles;
use crate::cli::settings::{self, Targets};
use crate::cli::voice::{self, Voice};
use crate::cli::{archive, gate, input, output};

pub fn run(args: &Check, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.output.format, &args.output.files, &Format::ALL, global.color)?;
    let config = settings::config(global, voice)?;
    let level = failing(args, &config);
    let least = shown(level);
    let known = args.baseline.as_deref().filter(|_| !args.write_baseline).map(Baseline::load).transpose()?;

    let Looked { articles, fresh, mut report, is_kept } = look(args, &targets, &config, global, voice)?;
    let nothing_new = nothing_new(fresh.as_ref());
    if !nothing_new {
        details(&report, voice);
        settle(&mut report, &config, &args.input, voice);
    }
    let outcome = looked_through(&articles, &report, args.allow_empty, voice);
    if let Some(path) = args.baseline.as_deref() {
        let known = match known {
            Some(known) => known,
            None => rewrite(path, &report, least, outcome, voice)?,
        };
        let gone = report.forget(&known, is_gone(&report, &config));
        if gone > 0 && !nothing_new && reads_all(&args.input) {
            voice.note(format!("{}: findings that are gone: {gone}; --write-baseline drops them", path.display()));
        }
    }
    if let Some(fresh) = fresh {
        report = report.touching(&fresh.names);
    }

    let options = Options { all: args.output.all, diff: args.output.diff, least, fails: level, ..Options::default() };
    output::report(&targets, options, &report)?;
    if !targets.tell_summary() {
        voice.note(&report.summary);
    }
    let failing = report.findings.iter().any(|finding| finding.verdict >= level);
    // Where no article is new, nothing was asked to be compared.
    let excused = args.allow_empty || nothing_new && !is_kept && !articles.documents.is_empty();
    Ok(Outcome { empty: compared_nothing(&report, excused), failing, ..outcome })
}

/// The mildest verdict that fails the check.
fn failing(args: &Check, config: &Config) -> Verdict {
    args.fail_on.or(config.fail_on.map(level)).unwrap_or(Verdict::Contradiction)
}

/// The mildest verdict that is shown: what fails the check is, however mild.
fn shown(failing: Verdict) -> Verdict {
    failing.min(Options::default().least)
}

/// What a gate has looked at.
struct Looked {
    articles: Articles,
    /// Which articles are new, where not all are weighed.
    fresh: Option<Fresh>,
    report: Report,
    /// The report is taken from the index.
    is_kept: bool,
}

/// Reads what the arguments name and compares it, or takes it from the index. Where no article is new, nothing is compared.
fn look(args: &Check, targets: &Targets, config: &Config, global: &Global, voice: &Voice) -> Result<Looked, Stop> {
    let kept = from_index(args, targets, config, global, voice);
    let is_kept = kept.is_some();
    let (articles, fresh, kept) = if let Some((articles, fresh, report)) = kept {
        (articles, fresh, Some(report))
    } else {
        let new = New { named: &args.new, since: args.since.as_deref(), tracked: args.tracked };
        let (articles, fresh) = gate::read(&args.input, new, config)?;
        (articles, fresh, None)
    };
    if let Some(fresh) = &fresh {
        voice.note(fresh);
    }
    let report = if nothing_new(fresh.as_ref()) {
        let documents = articles.documents.iter().map(Source::from).collect();
        Report::new(documents, Vec::new(), Vec::new(), Vec::new())
    } else {
        kept.unwrap_or_else(|| mizan::check(&articles.documents, config))
    };
    Ok(Looked { articles, fresh, report, is_kept })
}

fn nothing_new(fresh: Option<&Fresh>) -> bool {
    fresh.is_some_and(|fresh| fresh.names.is_empty())
}

/// What the index says of the articles, and which are new; none where it cannot say.
fn from_index(
    args: &Check,
    targets: &Targets,
    config: &Config,
    global: &Global,
    voice: &Voice,
) -> Option<(Articles, Option<Fresh>, Report)> {
    let is_piped = args.new.iter().any(|path| path.as_os_str() == "-") || input::is_piped(&args.input);
    if args.since.is_some() || is_piped || !archive::is_there(global) {
        return None;
    }
    let fresh = input::fresh(&args.input, &args.new, config);
    if args.new.is_empty() {
        let (articles, report) = archive::read(&args.input, &[], Depth::Findings, config, global, voice)?;
        return Some((articles, None, report));
    }
    if fresh.documents.is_empty() {
        return None;
    }
    let names: BTreeSet<String> = fresh.documents.iter().map(|document| document.name.clone()).collect();
    // A list of all documents, and what matches nothing in all of them, needs more than the findings.
    let whole = global.verbose
        || args.baseline.is_some()
        || config.names_articles()
        || targets.formats().any(|format| matches!(format, Format::Json | Format::Html));
    // A waiver may be of a finding that is not flagged, too: that it matches one is told.
    let waived = !config.waivers.is_empty() || fresh.documents.iter().any(|document| !document.waivers.is_empty());
    let all = args.output.all || !shown(failing(args, config)).is_flagged() || waived;
    let ids = if all { Ids::All } else { Ids::Flagged };
    let gate = || archive::gate(&args.input, &fresh.documents, ids, config, global, voice);
    let (articles, report) = if let Some(report) = (!whole).then(gate).flatten() {
        (fresh, report)
    } else {
        let depth = if whole { Depth::Findings } else { Depth::New };
        let (archive, report) = archive::read(&args.input, &fresh.documents, depth, config, global, voice)?;
        let errors = fresh.errors.into_iter().chain(archive.errors).collect();
        (Articles { documents: fresh.documents, errors }, report)
    };
    let fresh = Fresh::of(names, report.summary.documents);
    Some((articles, Some(fresh), report))
}

/// Tells by a document's key whether it is there no more: neither was it read, nor does its file wait to be read in another
/// run.
fn is_gone(report: &Report, config: &Config) -> impl Fn(&str) -> bool + use<> {
    let read: BTreeSet<String> = report.documents.iter().map(|document| document.key.clone()).collect();
    let root = config.home.as_ref().map(|home| home.root.clone());
    move |key| {
        // A letter that a baseline could not hold names no file.
        let is_told = !key.contains(char::REPLACEMENT_CHARACTER);
        let Some(root) = root.as_ref().filter(|_| is_told && !read.contains(key)) else { return false };
        let was_in_feed = |feed: &str| {
            let records = format!("{feed}#");
            !root.join(feed).exists()
                || read.range(records.clone()..).next().is_some_and(|key| key.starts_with(&records))
        };
        !root.join(key).exists() && key.rsplit_once('#').is_none_or(|(feed, _)| was_in_feed(feed))
    }
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
