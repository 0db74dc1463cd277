//! `mizan index`: keeps an archive's claims and findings, so that later runs read only what changed.

use std::fmt::Write as _;

use mizan::archive::FILE;
use mizan::error::{Error, ErrorKind};

use super::{Stop, unread};
use crate::cli::args::{Global, Index};
use crate::cli::exit::Outcome;
use crate::cli::settings;
use crate::cli::voice::Voice;
use crate::cli::{archive, output};

pub fn run(args: &Index, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let config = settings::config(global, voice)?;
    let unwritable = |fault: mizan::archive::Fault| vec![Error::at(FILE, ErrorKind::Unwritable(fault.to_string()))];
    let (archive, mut found) = archive::index(&args.paths, &config, voice).map_err(unwritable)?;
    let figures = archive.figures().map_err(unwritable)?;
    let mut text =
        format!("{} documents, {} claims, pairs compared: {}\n", figures.documents, figures.claims, figures.compared);
    let _ = writeln!(text, "{}", found.changes);
    let outcome = unread(&std::mem::take(&mut found.errors), args.allow_empty, voice);
    output::stdout(false, |out| out.write_all(text.as_bytes()))?;
    Ok(outcome)
}
