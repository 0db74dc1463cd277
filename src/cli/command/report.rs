//! `mizan report`: what contradicts, for people.

use mizan::report::{Format, Options};

use super::{Stop, compared_nothing, looked_through, settle, weighed};
use crate::cli::args::{Global, Report};
use crate::cli::exit::Outcome;
use crate::cli::output;
use crate::cli::settings::{self, Targets};
use crate::cli::voice::Voice;

pub fn run(args: &Report, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.output.format, &args.output.files, &Format::ALL, global.color)?;
    let config = settings::config(global, voice)?;
    let (articles, mut report) = weighed(&args.input, &config, global, voice);
    settle(&mut report, &config, &args.input, voice);
    let outcome = looked_through(&articles, &report, args.allow_empty, voice);
    let options = Options { all: args.output.all, diff: args.output.diff, ..Options::default() };
    output::report(&targets, options, &report)?;
    if !targets.tell_summary() {
        voice.note(&report.summary);
    }
    Ok(Outcome { empty: compared_nothing(&report, args.allow_empty), ..outcome })
}
