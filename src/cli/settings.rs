//! Settings: what the arguments, `claims.toml` and the environment come to. Read-only after.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use clap::ColorChoice;
use mizan::config::{Config, FILE, Home};
use mizan::error::{Error, ErrorKind};
use mizan::report::{Format, Options};

use super::args::{Files, Global};
use super::voice::Voice;

/// The width of text that goes to no terminal.
const WIDTH: usize = 100;

/// Lines longer than this are hard to read across, however wide the terminal is.
const WIDEST: usize = 160;

/// The configuration that the arguments name, or that stands in the working directory or above it.
pub fn config(global: &Global, voice: &Voice) -> Result<Config, Vec<Error>> {
    let config = match &global.config {
        _ if global.no_config => None,
        Some(path) => Some(Config::load(path)?),
        None => Config::find(Path::new("."))?,
    };
    match config.as_ref().and_then(|config| config.root.as_deref()) {
        Some(root) => voice
            .detail(format!("configuration: {}", global.config.clone().unwrap_or_else(|| root.join(FILE)).display())),
        None if global.no_config => {}
        None => voice.detail("no claims.toml"),
    }
    let mut config = config.unwrap_or_default();
    config.home = Home::of(Path::new("."), config.root.as_deref());
    config.progress = voice.progress.clone();
    Ok(config)
}

/// Where results go, and how they look there.
#[derive(Debug)]
pub struct Targets {
    /// The format on standard output, if anything goes there.
    pub stdout: Option<Format>,
    /// Files and their formats.
    pub files: Vec<(PathBuf, Format)>,
    width: Option<u16>,
    color: ColorChoice,
}

impl Targets {
    /// Where results go, among formats that the command knows.
    pub fn new(
        format: Option<Format>,
        files: &Files,
        known: &[Format],
        color: ColorChoice,
    ) -> Result<Self, Vec<Error>> {
        let (mut targets, mut errors, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for path in &files.output {
            if !seen.insert(place(path)) {
                errors.push(Error::at(path, ErrorKind::BadValue("--output names it twice".into())));
            }
            match Format::of_file(path, known) {
                Ok(format) => targets.push((path.clone(), format)),
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let stdout = format.or_else(|| targets.is_empty().then_some(Format::Table));
        Ok(Self { stdout, files: targets, width: files.width, color })
    }

    /// Every format that is written.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        self.stdout.into_iter().chain(self.files.iter().map(|(_, format)| *format))
    }

    /// How text is written to standard output.
    pub fn on_stdout(&self, options: Options) -> Options {
        on_stdout(options, self.width, self.color)
    }

    /// How text is written to a file.
    pub fn in_file(&self, options: Options) -> Options {
        Options { width: self.width.map_or(WIDTH, usize::from), color: false, isolate: false, ..options }
    }

    /// Whether standard output tells what was read and compared.
    pub fn tell_summary(&self) -> bool {
        self.stdout.is_some_and(Format::tells_summary)
    }
}

/// Where a file that may not be there yet is: one place for each way to spell it.
fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).ok();
    let full = fs::canonicalize(path).ok().or_else(|| Some(folder?.join(path.file_name()?)));
    full.unwrap_or_else(|| path.to_path_buf())
}

/// How text is written to standard output.
pub fn on_stdout(options: Options, width: Option<u16>, color: ColorChoice) -> Options {
    let stdout = io::stdout();
    let color = match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
    };
    // Colour on a pipe is asked for by someone with a pager at its end, which is a terminal too.
    let isolate = stdout.is_terminal() || color;
    Options { width: width.map_or_else(columns, usize::from), color, isolate, ..options }
}

fn columns() -> usize {
    let set =
        std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok()).filter(|columns| *columns >= 20);
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0).min(WIDEST));
    set.or_else(terminal).unwrap_or(WIDTH)
}
