//! `mizan completions`: what a shell needs to complete the command line.

use clap::CommandFactory;

use super::Stop;
use crate::cli::args::{Args, Completions};
use crate::cli::exit::Outcome;
use crate::cli::output;

pub fn run(args: &Completions) -> Result<Outcome, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "mizan", &mut script);
    output::stdout(false, |out| out.write_all(&script))?;
    Ok(Outcome::default())
}
