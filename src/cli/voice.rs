//! What is said on standard error: one line a message, each beginning with the command's name.

use std::fmt::Display;
use std::io::Write;

use super::args::Global;

/// How much is said.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    quiet: bool,
    verbose: bool,
}

impl Voice {
    pub const fn new(global: &Global) -> Self {
        Self { quiet: global.quiet, verbose: global.verbose }
    }

    /// What is worth knowing.
    pub fn note(&self, note: impl Display) {
        if !self.quiet {
            say(&note.to_string());
        }
    }

    /// What is probably a mistake, though the run goes on.
    pub fn warning(&self, warning: impl Display) {
        self.note(format!("warning: {warning}"));
    }

    /// What is worth knowing to those who ask.
    pub fn detail(&self, detail: impl Display) {
        if self.verbose {
            say(&detail.to_string());
        }
    }
}

/// What went wrong, which no one can ask not to hear.
pub fn error(error: impl Display) {
    say(&format!("error: {error}"));
}

/// The name of a file may hold anything: nothing of it steers the terminal or begins a line.
fn say(message: &str) {
    let message: String =
        message.chars().map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter }).collect();
    // Nobody is left to tell where standard error is closed.
    let _ = writeln!(std::io::stderr(), "mizan: {message}");
}
