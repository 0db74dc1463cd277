//! The commands, one file each, and what they have in common.

mod check;
mod claims;
mod completions;
mod explain;
mod index;
mod init;
mod man;
mod report;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use jiff::Zoned;
use jiff::civil::Date;
use mizan::config::{Config, FILE, Waiver};
use mizan::error::{Error, ErrorKind};
use mizan::report::{Report, Source};
use mizan::topic;

use super::archive::{self, Depth};
use super::args::{Args, Command, Global, Input};
use super::exit::{Exit, Outcome};
use super::input::{self, Articles};
use super::voice::{self, Voice};

/// Runs a command.
pub fn run(args: Args, voice: &Voice) -> Result<Exit> {
    let Args { command, global } = args;
    let done = match command {
        Command::Report(args) => report::run(&args, &global, voice),
        Command::Check(args) => check::run(&args, &global, voice),
        Command::Claims(args) => claims::run(&args, &global, voice),
        Command::Explain(args) => explain::run(&args, &global, voice),
        Command::Index(args) => index::run(&args, &global, voice),
        Command::Init(args) => init::run(&args, voice),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    match done {
        Ok(outcome) => Ok(outcome.exit()),
        Err(Stop::Mistakes(errors)) => {
            for error in errors {
                voice::error(error);
            }
            Ok(Exit::CouldNotCheck)
        }
        Err(Stop::Failed(error)) => Err(error),
    }
}

/// Why a command stopped before its end.
enum Stop {
    /// What the user asked for cannot be done.
    Mistakes(Vec<Error>),
    /// Something failed on the way.
    Failed(anyhow::Error),
}

impl From<Vec<Error>> for Stop {
    fn from(errors: Vec<Error>) -> Self {
        Self::Mistakes(errors)
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

/// Reads what the arguments name and compares it, with the index where there is one.
fn weighed(input: &Input, config: &Config, global: &Global, voice: &Voice) -> (Articles, Report) {
    let (articles, report) = archive::read(input, &[], Depth::Findings, config, global, voice).unwrap_or_else(|| {
        let articles = input::read(input, config);
        let report = mizan::check(&articles.documents, config);
        (articles, report)
    });
    details(&report, voice);
    (articles, report)
}

/// Says what was read, to those who ask.
fn details(report: &Report, voice: &Voice) {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for claim in &report.claims {
        counts.entry(&claim.document).or_default()[usize::from(claim.set_aside.is_some())] += 1;
    }
    for document in &report.documents {
        let name = document.name.as_str();
        let [claims, aside] = counts.get(name).copied().unwrap_or_default();
        detail(document, [claims, aside], voice);
    }
}

/// Says what was read of one document.
fn detail(document: &Source, [claims, aside]: [usize; 2], voice: &Voice) {
    let date = document.published.map_or_else(|| "undated".to_owned(), |published| published.day.to_string());
    voice.detail(format_args!("{}: {}, {date}, claims {claims}, set aside {aside}", document.name, document.language));
}

/// Whether a whole collection is read: a few articles of it say nothing of what is written for all.
fn reads_all(input: &Input) -> bool {
    input.paths.is_empty() || input.paths.iter().any(|path| path.is_dir())
}

/// Takes out what waivers let stand, and tells what of `claims.toml` matches nothing.
fn settle(report: &mut Report, config: &Config, input: &Input, voice: &Voice) {
    // Only the last day of a waiver needs to know what day it is; to find out, the zones of all the world are looked at.
    let own = report.documents.iter().flat_map(|source| &source.waivers);
    let ends = config.waivers.iter().chain(own).any(|waiver| waiver.until.is_some());
    let today = input.today.unwrap_or_else(|| if ends { Zoned::now().date() } else { Date::ZERO });
    let waivers = report.waive(&config.waivers, today);
    let over =
        [(&waivers.expired, "the finding counts again"), (&waivers.replaced, "another waiver lets the finding stand")];
    for (ended, what) in over {
        for Waiver { finding, until, place, .. } in ended {
            let until = until.map(|until| until.to_string()).unwrap_or_default();
            voice.warning(format!("{place}: the waiver of {finding} ended on {until}; {what}"));
        }
    }
    if !reads_all(input) {
        return;
    }
    for Waiver { finding, place, .. } in &waivers.unused {
        voice.warning(format!("{place}: the waiver of {finding} matches no finding"));
    }
    for path in config.sources_without(
        report.documents.iter().filter(|document| !document.reference).map(|document| file_of(&document.name)),
    ) {
        voice.warning(format!("{FILE}: the [[source]] `{path}` matches no article"));
    }
    for rule in topic::without_claims(&report.claims, &report.topics, config) {
        voice.warning(format!("{FILE}: the [[topic]] `{}` holds no claim", rule.id));
    }
}

/// The file of a document: a feed's, for a record.
fn file_of(name: &str) -> &Path {
    let feed = name.rsplit_once('#').map(|(feed, _)| Path::new(feed));
    feed.filter(|feed| feed.exists()).unwrap_or(Path::new(name))
}

/// Tells what could not be read, and which facts say nothing.
fn looked_through(articles: &Articles, report: &Report, allow_empty: bool, voice: &Voice) -> Outcome {
    let facts = empty_facts(report);
    let outcome = unread(&articles.errors, allow_empty, voice);
    Outcome { incomplete: facts || outcome.incomplete, ..outcome }
}

/// Tells what could not be read.
fn unread(errors: &[Error], allow_empty: bool, voice: &Voice) -> Outcome {
    let mut incomplete = false;
    for error in errors {
        if allow_empty && error.kind == ErrorKind::NothingMatched {
            voice.note(error);
        } else {
            voice::error(error);
            incomplete = true;
        }
    }
    Outcome { incomplete, ..Outcome::default() }
}

/// Tells which facts state nothing that could be compared; whether there are any.
fn empty_facts(report: &Report) -> bool {
    let told: BTreeSet<&str> =
        report.claims.iter().filter(|claim| claim.set_aside.is_none()).map(|claim| &*claim.document).collect();
    let empty: Vec<_> =
        report.documents.iter().filter(|source| source.reference && !told.contains(source.name.as_str())).collect();
    for fact in &empty {
        voice::error(format!("{}: the statement gives no value that can be compared; name what it is of", fact.name));
    }
    !empty.is_empty()
}

/// Whether nothing was compared though something should have been.
fn compared_nothing(report: &Report, allow_empty: bool) -> bool {
    let empty = report.summary.compared == 0 && !allow_empty;
    // Where nothing was read, it has been told why.
    if empty && !report.documents.is_empty() {
        voice::error(format!("nothing was compared: {} (--allow-empty lets that pass)", report.summary.extracted()));
    }
    empty
}
