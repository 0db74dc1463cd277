//! Results out: to standard output and to files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstream::AutoStream;
use anyhow::{Context, Result};
use mizan::error::{Error, ErrorKind};
use mizan::report::{Format, Options};

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

/// Writes to standard output. That nobody reads on is no error: `mizan report | head` is a way to use it.
pub fn stdout(color: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let stdout = io::stdout().lock();
    let written = if color { buffered(AutoStream::always(stdout), write) } else { buffered(stdout, write) };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.context("standard output cannot be written"),
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
