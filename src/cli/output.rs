//! Results out: to standard output and to files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstream::AutoStream;
use anyhow::{Context, Result};
use mizan::error::{Error, ErrorKind};
use mizan::report::{self, Format, Options, Report};

use super::progress::erase;
use super::settings::Targets;

/// Writes results to where they go, files first: who reads standard output may stop reading.
pub fn write(
    targets: &Targets,
    options: Options,
    write: impl Fn(Format, &Options, &mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    let in_file = targets.in_file(options);
    for (path, format) in &targets.files {
        file(path, |out| write(*format, &in_file, out))?;
    }
    if let Some(format) = targets.stdout {
        let options = targets.on_stdout(options);
        stdout(options.color, |out| write(format, &options, out))?;
    }
    Ok(())
}

/// The most that the summary of a step may hold.
const SUMMARY: u64 = 1024 * 1024;

/// Writes a report to where it goes. In a job of GitHub Actions, annotations are followed by the job's summary.
pub fn report(targets: &Targets, options: Options, report: &Report) -> Result<()> {
    write(targets, options, |format, options, out| report::write(report, format, options, out))?;
    match std::env::var_os("GITHUB_STEP_SUMMARY") {
        Some(path) if targets.stdout == Some(Format::Github) && !path.is_empty() => {
            summary(Path::new(&path), &targets.in_file(options), report)
        }
        _ => Ok(()),
    }
}

/// Adds a report to a file that earlier commands of the step may have written to.
fn summary(path: &Path, options: &Options, report: &Report) -> Result<()> {
    let written = || -> io::Result<()> {
        let file = File::options().append(true).create(true).open(path)?;
        let room = SUMMARY.saturating_sub(file.metadata()?.len());
        let room = usize::try_from(room).unwrap_or(usize::MAX);
        buffered(file, |out| report::write_summary(report, options, room, out))
    };
    written().map_err(|error| Error::at(path, ErrorKind::Unwritable(error.to_string())).into())
}

/// Writes to standard output. That nobody reads on is no error: `mizan report | head` is a way to use it.
pub fn stdout(color: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    erase();
    let stdout = io::stdout().lock();
    let (written, closed) = if color { watched(AutoStream::always(stdout), write) } else { watched(stdout, write) };
    match written {
        Err(_) if closed => Ok(()),
        written => written.context("standard output cannot be written"),
    }
}

/// Writes, and tells whether the reader went away.
fn watched(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> (io::Result<()>, bool) {
    let mut out = Watched { out, closed: false };
    let written = buffered(&mut out, write);
    (written, out.closed)
}

/// An output that remembers whether its reader went away: what writes a format may wrap the error in one of its own.
struct Watched<W> {
    out: W,
    closed: bool,
}

impl<W> Watched<W> {
    fn seen<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        self.closed |= matches!(&done, Err(error) if error.kind() == io::ErrorKind::BrokenPipe);
        done
    }
}

impl<W: Write> Write for Watched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.seen(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.seen(done)
    }
}

/// Writes a file: whole, or not at all. A reader never meets half a report, and an old one stays where the new one
/// fails.
pub fn file(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    into_place(path, write).map_err(|error| {
        // An error that is not the system's own names the passing file; then its kind says enough.
        let cause = if error.raw_os_error().is_some() { error.to_string() } else { error.kind().to_string() };
        Error::at(path, ErrorKind::Unwritable(cause)).into()
    })
}

fn into_place(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link stays a link, and what is no plain file (a device, a pipe) cannot be replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let old = fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return buffered(File::options().write(true).open(&path)?, write);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::metadata(folder)?;
    let mut file = new_file(folder)?;
    buffered(&mut file, write)?;
    if let Some(old) = old {
        fs::set_permissions(file.path(), old.permissions())?;
    }
    file.persist(&path)?;
    Ok(())
}

/// A file beside its place to be, with the permissions of any new file.
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".mizan-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn buffered(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    write(&mut out)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_known_in_whatever_the_error_is_wrapped() {
        let (written, closed) = watched(Gone, |out| {
            out.write_all(b"a").and_then(|()| out.flush()).map_err(|error| io::Error::other(error.to_string()))
        });
        assert!(written.is_err() && closed);
        let (written, closed) = watched(Vec::new(), |_| Err(io::Error::other("no report")));
        assert!(written.is_err() && !closed);
    }
}
