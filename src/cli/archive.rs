//! The index of the working directory, where there is one: what it holds is not read again.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use mizan::archive::{Archive, FILE, Fault, Found, Loose};
use mizan::config::Config;
use mizan::document::Document;
use mizan::error::ErrorKind;
use mizan::report::Report;

use super::args::{Global, Input};
use super::input::{self, Articles};
use super::voice::Voice;

/// How far articles are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Their claims are read.
    Claims,
    /// They are compared.
    Findings,
}

/// What the arguments name, from the index; none where there is none, or it cannot serve.
pub fn read(
    input: &Input,
    new: &[Document],
    depth: Depth,
    config: &Config,
    global: &Global,
    voice: &Voice,
) -> Option<(Articles, Report)> {
    let (piped, files) = input::parted(&input.paths);
    if piped && files.is_empty() {
        return None;
    }
    let index = Index::find(global, voice)?;
    let (piped, failed) = if piped { input::from_stdin(&input.stdin_path, config) } else { Default::default() };
    index.serve(|archive| {
        if !may_date(archive, input, voice)? {
            return Ok(None);
        }
        let mut found = archive.refresh(&files, config, false)?;
        let real: HashSet<PathBuf> = new.iter().filter_map(|document| input::file(&document.name)).collect();
        let names: HashSet<&str> = new.iter().map(|document| document.name.as_str()).collect();
        let mut errors = std::mem::take(&mut found.errors);
        errors.extend(failed.iter().cloned());
        found.leave_out(|name| {
            let twice = names.contains(name);
            if twice && !is_one_of(name, &real) {
                errors.push(ErrorKind::Duplicate(name.to_owned()).into());
            }
            twice || is_one_of(name, &real)
        });
        let mut loose: Vec<Loose> = new.iter().map(Loose::from).collect();
        for document in &piped {
            if names.contains(document.name.as_str()) || found.holds(&document.name) {
                errors.push(ErrorKind::Duplicate(document.name.clone()).into());
            } else {
                loose.push(document.into());
            }
        }
        let report = match depth {
            Depth::Claims => archive.claims(&found, loose)?,
            Depth::Findings => archive.report(&found, loose, config)?,
        };
        tell(&found, voice);
        Ok(Some((Articles { documents: Vec::new(), errors }, report)))
    })
}

/// What new articles and the archive say of each other, from the index; none where that takes more than the index holds.
pub fn gate(input: &Input, new: &[Document], config: &Config, global: &Global, voice: &Voice) -> Option<Report> {
    if input.paths.iter().any(|path| path.as_os_str() == "-") {
        return None;
    }
    Index::find(global, voice)?.serve(|archive| {
        if !may_date(archive, input, voice)? {
            return Ok(None);
        }
        for document in new {
            // A new article that is in the archive is read once, as new.
            let Some(real) = input::file(&document.name) else { continue };
            if archive.alike(&document.name)?.iter().any(|twin| input::file(twin).as_ref() == Some(&real)) {
                return Ok(None);
            }
        }
        let loose: Vec<Loose> = new.iter().map(Loose::from).collect();
        archive.gate(&input.paths, &loose, config)
    })
}

/// Makes the index or brings it up to date.
pub fn index(paths: &[PathBuf], config: &Config, voice: &Voice) -> Result<(Archive, Found), Fault> {
    let path = Path::new(FILE);
    let renew = |fault: &Fault| {
        voice.note(format!("{FILE}: {fault}; it is made anew"));
        Archive::create(path)
    };
    let mut archive = match path.is_file().then(|| Archive::open(path)) {
        None => Archive::create(path)?,
        Some(Ok(archive)) => archive,
        Some(Err(fault)) if fault.is_final() => renew(&fault)?,
        Some(Err(fault)) => return Err(fault),
    };
    match archive.refresh(paths, config, true) {
        Err(fault) if fault.is_final() => {
            drop(archive);
            archive = renew(&fault)?;
            let found = archive.refresh(paths, config, true)?;
            Ok((archive, found))
        }
        found => Ok((archive, found?)),
    }
}

/// The index of the working directory.
struct Index<'a> {
    voice: &'a Voice,
}

impl<'a> Index<'a> {
    fn find(global: &Global, voice: &'a Voice) -> Option<Self> {
        (!global.no_index && Path::new(FILE).is_file()).then_some(Self { voice })
    }

    /// Asks the index. One that is damaged or outdated is made anew and asked again; where it cannot serve, that is said.
    fn serve<T>(&self, mut ask: impl FnMut(&mut Archive) -> Result<Option<T>, Fault>) -> Option<T> {
        let path = Path::new(FILE);
        let mut answer = Archive::open(path).and_then(|mut archive| ask(&mut archive));
        if let Err(fault) = &answer
            && fault.is_final()
        {
            self.voice.note(format!("{FILE}: {fault}; it is made anew"));
            answer = Archive::create(path).and_then(|mut archive| ask(&mut archive));
        }
        answer.unwrap_or_else(|fault| {
            self.voice.note(format!("{FILE}: {fault}; going on without it"));
            None
        })
    }
}

/// Whether `--today` leaves the articles of the index as they are: those without a date are dated by it.
fn may_date(archive: &Archive, input: &Input, voice: &Voice) -> Result<bool, Fault> {
    let may = input.today.is_none() || !archive.has_undated()?;
    if !may {
        voice.detail(format!("{FILE}: --today dates articles that it holds undated; going on without it"));
    }
    Ok(may)
}

/// Whether a document comes from one of these files.
fn is_one_of(name: &str, files: &HashSet<PathBuf>) -> bool {
    let feed = name.rsplit_once('#').map_or(name, |(feed, _)| feed);
    // Only where the names are alike is it worth asking the file system.
    let alike = |path: &PathBuf| [name, feed].iter().any(|name| Path::new(name).file_name() == path.file_name());
    files.iter().any(alike) && input::file(name).is_some_and(|real| files.contains(&real))
}

fn tell(found: &Found, voice: &Voice) {
    let changes = found.changes;
    voice.detail(format!("{FILE}: {} documents, {changes}", found.documents.len()));
}
