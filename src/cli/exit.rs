//! How a run ends: the one place that decides exit codes.

use std::process::ExitCode;

/// An exit code and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// What was asked for was done. For `check`: no finding reaches the level that fails.
    Done = 0,
    /// Findings reach the level that fails. Only `check` ends so: for `report`, findings are what was asked for.
    Findings = 1,
    /// Something could not be checked: usage, configuration, unreadable or undecodable input, a file that could not be
    /// written, or nothing to compare. A run that did not look at everything is not a pass.
    CouldNotCheck = 2,
}

/// What a run came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Something could not be read.
    pub incomplete: bool,
    /// There was nothing to compare, and that was not allowed.
    pub empty: bool,
    /// Findings reach the level that fails.
    pub failing: bool,
}

impl Outcome {
    /// The exit code. What could not be checked weighs more than what was found, since more might have been found.
    pub const fn exit(self) -> Exit {
        match self {
            Self { incomplete: true, .. } | Self { empty: true, .. } => Exit::CouldNotCheck,
            Self { failing: true, .. } => Exit::Findings,
            _ => Exit::Done,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
