//! `mizan report`: what contradicts, for people.

use mizan::archive::Once;
use mizan::config::Config;
use mizan::document::Document;
use mizan::error::Error;
use mizan::report::{self, Format, Options};

use super::{Stop, compared_nothing, looked_through, settle, weighed};
use crate::cli::archive::Compared;
use crate::cli::args::{Global, Report};
use crate::cli::exit::Outcome;
use crate::cli::input::{self, Articles};
use crate::cli::settings::{self, Targets};
use crate::cli::voice::Voice;
use crate::cli::{archive, output};

pub fn run(args: &Report, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.output.format, &args.output.files, &Format::ALL, global.color)?;
    let config = settings::config(global, voice)?;
    let (articles, mut report) = match compared(args, &targets, &config, global, voice) {
        Compared::Parts(once, errors) => return write_parts(*once, errors, args, &targets, &config, voice),
        Compared::Whole(articles, report) => (articles, report),
    };
    settle(&mut report, &config, &args.input, voice);
    let outcome = looked_through(&articles, &report, args.allow_empty, voice);
    let options = Options { all: args.output.all, diff: args.output.diff, ..Options::default() };
    output::report(&targets, options, &report)?;
    if !targets.tell_summary() {
        voice.note(&report.summary);
    }
    Ok(Outcome { empty: compared_nothing(&report, args.allow_empty), ..outcome })
}

/// The report: where only what is flagged is asked for, in parts, so that an archive of any size fits into memory.
fn compared(args: &Report, targets: &Targets, config: &Config, global: &Global, voice: &Voice) -> Compared {
    let flagged = || flagged(args, targets, config, global, voice);
    flagged().unwrap_or_else(|| {
        let (articles, report) = weighed(&args.input, config, global, voice);
        Compared::Whole(articles, Box::new(report))
    })
}

/// What is flagged; none where more is asked for, or more has to be known to say it.
fn flagged(args: &Report, targets: &Targets, config: &Config, global: &Global, voice: &Voice) -> Option<Compared> {
    let shows_flagged = !args.output.all && !global.verbose && targets.formats().all(|format| format == Format::Table);
    let names_findings = !config.topics.is_empty() || !config.waivers.is_empty();
    if !shows_flagged || names_findings || input::is_piped(&args.input) {
        return None;
    }
    if let Some(compared) = archive::flagged(&args.input, config, global, voice) {
        return Some(compared);
    }
    let date = |document: &mut Document| input::date(std::slice::from_mut(document), args.input.today);
    let read = Once::read(&args.input.paths, date, config).unwrap_or_else(|fault| {
        voice.note(format!("all is held in memory: {fault}"));
        None
    });
    read.map(|(once, errors)| Compared::Parts(Box::new(once), errors))
}

fn write_parts(
    mut once: Once,
    errors: Vec<Error>,
    args: &Report,
    targets: &Targets,
    config: &Config,
    voice: &Voice,
) -> Result<Outcome, Stop> {
    let report = once.report_mut();
    settle(report, config, &args.input, voice);
    let articles = Articles { errors, ..Articles::default() };
    let outcome = looked_through(&articles, report, args.allow_empty, voice);
    let options = Options { diff: args.output.diff, ..Options::default() };
    output::write(targets, options, |_, options, out| report::write_parts(&once, options, out))?;
    let report = once.report_mut();
    if !targets.tell_summary() {
        voice.note(&report.summary);
    }
    Ok(Outcome { empty: compared_nothing(report, args.allow_empty), ..outcome })
}
