//! `mizan claims`: what was extracted.

use anyhow::Result;
use jiff::civil::Date;
use mizan::claim::stated;
use mizan::config::Config;
use mizan::document::{Reading, SetAside, stream};
use mizan::report::{self, Format, Options, Source, Summary};

use super::{Stop, detail, details, unread};
use crate::cli::archive::Depth;
use crate::cli::args::{Claims, Global};
use crate::cli::exit::Outcome;
use crate::cli::settings::{self, Targets};
use crate::cli::voice::{self, Voice};
use crate::cli::{archive, input, output};

pub fn run(args: &Claims, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.format, &args.files, &Format::CLAIMS, global.color)?;
    let config = settings::config(global, voice)?;
    if targets.stdout == Some(Format::Jsonl) && targets.files.is_empty() && !input::is_piped(&args.input) {
        return Ok(in_passing(args, &config, voice)?);
    }
    let read = archive::read(&args.input, &[], Depth::Claims, &config, global, voice);
    let (articles, report) = read.unwrap_or_else(|| {
        let articles = input::read(&args.input, &config);
        let report = mizan::claims(&articles.documents);
        (articles, report)
    });
    details(&report, voice);
    let outcome = unread(&articles.errors, args.allow_empty, voice);
    let options = Options { all: args.all, explain: args.explain, ..Options::default() };
    output::write(&targets, options, |format, options, out| report::write_claims(&report, format, options, out))?;
    if !targets.tell_summary() {
        voice.note(report.summary.extracted());
    }
    Ok(Outcome { empty: extracted_nothing(&report.summary, args.allow_empty), ..outcome })
}

/// What is left of a document once its claims are written.
struct Extracted {
    source: Source,
    lines: Vec<u8>,
    claims: usize,
    set_aside: Vec<SetAside>,
}

impl Extracted {
    fn new(mut reading: Reading, today: Option<Date>, options: &Options) -> Self {
        input::date(std::slice::from_mut(&mut reading.document), today);
        let claims = stated(&reading.document, &reading.tokens);
        let set_aside: Vec<SetAside> = claims.iter().filter_map(|claim| claim.set_aside).collect();
        Self {
            source: Source::from(&reading.document),
            lines: report::claim_lines(&claims, options),
            claims: claims.len() - set_aside.len(),
            set_aside,
        }
    }
}

/// Claims as JSON lines, each document's as soon as it is read: nothing of it is kept.
fn in_passing(args: &Claims, config: &Config, voice: &Voice) -> Result<Outcome> {
    let options = Options { all: args.all, ..Options::default() };
    let today = args.input.today;
    let mut summary = Summary::default();
    let mut errors = Vec::new();
    output::stdout(false, |out| {
        let extract = |reading| Extracted::new(reading, today, &options);
        errors = stream(&args.input.paths, config, extract, |extracted| {
            detail(&extracted.source, [extracted.claims, extracted.set_aside.len()], voice);
            summary.documents += 1;
            summary.claims += extracted.claims;
            for reason in extracted.set_aside {
                *summary.set_aside.entry(reason).or_default() += 1;
            }
            out.write_all(&extracted.lines)
        })?;
        Ok(())
    })?;
    let outcome = unread(&errors, args.allow_empty, voice);
    voice.note(summary.extracted());
    Ok(Outcome { empty: extracted_nothing(&summary, args.allow_empty), ..outcome })
}

/// Whether nothing was extracted though something should have been.
fn extracted_nothing(summary: &Summary, allow_empty: bool) -> bool {
    let empty = summary.claims == 0 && summary.set_aside.is_empty() && !allow_empty;
    if empty && summary.documents > 0 {
        voice::error("nothing was extracted (--allow-empty lets that pass)");
    }
    empty
}
