//! The command line: arguments as typed, settings as resolved, the run, and how it ends.
//!
//! Nothing acts while arguments are read. Only this part of the project knows the terminal and exit codes.

mod archive;
mod args;
mod command;
mod exit;
mod gate;
mod git;
mod input;
mod output;
mod progress;
mod settings;
mod voice;

use clap::Parser;

use args::Args;
use exit::Exit;
use progress::Watch;
use voice::Voice;

/// Runs the command of the process's arguments.
pub fn main() -> Exit {
    match Args::try_parse() {
        Ok(args) => {
            let voice = Voice::new(&args.global);
            let _watch = Watch::new(&voice.progress, args.global.quiet);
            command::run(args, &voice).unwrap_or_else(|fatal| {
                voice::error(format!("{fatal:#}"));
                Exit::CouldNotCheck
            })
        }
        Err(error) if error.use_stderr() => {
            voice::error(args::complaint(&error));
            Exit::CouldNotCheck
        }
        // Help and version go to standard output; that nobody reads them to the end is no error.
        Err(help) => {
            let _ = help.print();
            Exit::Done
        }
    }
}
