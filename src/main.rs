//! The command line of mizan.

mod cli;

use std::process::ExitCode;

/// The system's leaves holes between what lives for a batch of an archive and what stays.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main().into()
}
