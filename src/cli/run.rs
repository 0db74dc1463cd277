//! The commands.

use std::collections::BTreeMap;

use anyhow::Result;
use mizan::config::{Config, FailOn};
use mizan::error::{Error, ErrorKind};
use mizan::finding::{Rule, Verdict, rules};
use mizan::report::{self, Format, Options, Report};

use super::args::{self, Args, Command, Global};
use super::exit::{Exit, Outcome};
use super::input::{self, Articles};
use super::output;
use super::settings::{self, Targets};
use super::voice::{self, Voice};

/// Runs a command.
pub fn run(args: Args, voice: &Voice) -> Result<Exit> {
    let Args { command, global } = args;
    let done = match command {
        Command::Report(args) => report(&args, &global, voice),
        Command::Check(args) => check(&args, &global, voice),
        Command::Claims(args) => claims(&args, &global, voice),
        Command::Explain(args) => explain(&args, &global, voice),
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

fn report(args: &args::Report, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.output.format, &args.output.files, &Format::ALL, global.color)?;
    let config = settings::config(global, voice)?;
    let articles = input::read(&args.input, &config);
    let report = weigh(&articles, &config, voice);
    let outcome = looked_through(&articles, args.allow_empty, voice);
    let options = Options { all: args.output.all, diff: args.output.diff, ..Options::default() };
    output::write(&targets, options, |format, options, out| report::write(&report, format, options, out))?;
    if !targets.tell_summary() {
        voice.note(&report.summary);
    }
    Ok(Outcome { empty: compared_nothing(&report, args.allow_empty), ..outcome })
}

fn check(args: &args::Check, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
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

fn claims(args: &args::Claims, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.format, &args.files, &Format::CLAIMS, global.color)?;
    let config = settings::config(global, voice)?;
    let articles = input::read(&args.input, &config);
    let report = mizan::claims(&articles.documents);
    details(&report, voice);
    let outcome = looked_through(&articles, args.allow_empty, voice);
    let options = Options { all: args.all, explain: args.explain, ..Options::default() };
    output::write(&targets, options, |format, options, out| report::write_claims(&report, format, options, out))?;
    if !targets.tell_summary() {
        voice.note(report.summary.extracted());
    }
    let empty = report.claims.is_empty() && !args.allow_empty;
    if empty && !report.documents.is_empty() {
        voice::error("nothing was extracted (--allow-empty lets that pass)");
    }
    Ok(Outcome { empty, ..outcome })
}

fn explain(args: &args::Explain, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let subject = args.subject.as_str();
    if let Some(rule) = rules().iter().find(|rule| is_named(rule, subject)) {
        output::stdout(false, |out| out.write_all(rule.page.as_bytes()))?;
        return Ok(Outcome::default());
    }
    let code = subject.split_once('-').map_or("", |(code, _)| code);
    if !rules().iter().any(|rule| rule.code.eq_ignore_ascii_case(code)) {
        let known: Vec<String> = rules().iter().map(|rule| format!("{} {}", rule.code, rule.name)).collect();
        let what = format!("no rule or finding is called `{subject}`; rules: {}", known.join(", "));
        return Err(vec![ErrorKind::Unknown(what).into()].into());
    }
    let config = settings::config(global, voice)?;
    let articles = input::read(&args.input, &config);
    let report = weigh(&articles, &config, voice);
    let outcome = looked_through(&articles, false, voice);
    let Some(finding) = report.findings.iter().find(|finding| finding.id.eq_ignore_ascii_case(subject)) else {
        let what = format!("no finding {subject} among the {} of these articles", report.findings.len());
        return Err(vec![ErrorKind::Unknown(what).into()].into());
    };
    let options = settings::on_stdout(Options::default(), args.width, global.color);
    output::stdout(options.color, |out| report::write_finding(&report, finding, &options, out))?;
    Ok(outcome)
}

fn is_named(rule: &Rule, name: &str) -> bool {
    rule.code.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name)
}

const fn level(level: FailOn) -> Verdict {
    match level {
        FailOn::Update => Verdict::Update,
        FailOn::Tension => Verdict::Tension,
        FailOn::Contradiction => Verdict::Contradiction,
    }
}

fn weigh(articles: &Articles, config: &Config, voice: &Voice) -> Report {
    let report = mizan::check(&articles.documents, config);
    details(&report, voice);
    report
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
        let date = document.published.map_or_else(|| "undated".to_owned(), |published| published.day.to_string());
        voice.detail(format!("{name}: {}, {date}, claims {claims}, set aside {aside}", document.language));
    }
}

/// Tells what could not be read.
fn looked_through(articles: &Articles, allow_empty: bool, voice: &Voice) -> Outcome {
    let mut incomplete = false;
    for error in &articles.errors {
        if allow_empty && error.kind == ErrorKind::NothingMatched {
            voice.note(error);
        } else {
            voice::error(error);
            incomplete = true;
        }
    }
    Outcome { incomplete, ..Outcome::default() }
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
