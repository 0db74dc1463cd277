//! The command line of mizan.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main().into()
}
