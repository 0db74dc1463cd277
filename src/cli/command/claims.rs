//! `mizan claims`: what was extracted.

use mizan::report::{self, Format, Options};

use super::{Stop, details, looked_through};
use crate::cli::archive::Depth;
use crate::cli::args::{Claims, Global};
use crate::cli::exit::Outcome;
use crate::cli::settings::{self, Targets};
use crate::cli::voice::{self, Voice};
use crate::cli::{archive, input, output};

pub fn run(args: &Claims, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let targets = Targets::new(args.format, &args.files, &Format::CLAIMS, global.color)?;
    let config = settings::config(global, voice)?;
    let read = archive::read(&args.input, &[], Depth::Claims, &config, global, voice);
    let (articles, report) = read.unwrap_or_else(|| {
        let articles = input::read(&args.input, &config);
        let report = mizan::claims(&articles.documents);
        (articles, report)
    });
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
