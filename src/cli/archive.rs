//! The index of the working directory, where there is one: what it holds is not read again.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use mizan::archive::{Archive, FILE, Fault, Found, Loose, Once};
use mizan::config::Config;
use mizan::document::Document;
use mizan::error::{Error, ErrorKind};
use mizan::finding::Ids;
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
    /// Of what is found, only what touches new ones is asked for.
    New,
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
    // Standard input can be read but once, and the index may turn out not to serve.
    if input::is_piped(input) {
        return None;
    }
    let index = Index::find(global, voice)?;
    index.serve(|mut archive| {
        if !may_date(&archive, input, voice)? {
            return Ok(None);
        }
        let mut found = archive.refresh(&input.paths, config, false)?;
        let real = Files::of(new);
        let names: HashSet<&str> = new.iter().map(|document| document.name.as_str()).collect();
        let mut errors = std::mem::take(&mut found.errors);
        // Under one name it is one article, and what was found of it stands.
        let held_as_named = |name: &str| names.contains(name) == real.hold(name);
        if depth == Depth::New
            && input.today.is_none()
            && found.names().all(held_as_named)
            && let Some(report) = archive.among(&found, new, config)?
        {
            tell(&found, voice);
            return Ok(Some((Articles { documents: Vec::new(), errors }, report)));
        }
        let all = found.names().count();
        found.leave_out(|name| {
            let twice = names.contains(name);
            if twice && !real.hold(name) {
                errors.push(ErrorKind::Duplicate(name.to_owned()).into());
            }
            twice || real.hold(name)
        });
        let loose: Vec<Loose> = new.iter().map(Loose::from).collect();
        // What kept the gate from asking for no more than it needs may be mended.
        if depth == Depth::New
            && found.names().count() == all
            && let Some(report) = archive.gate(&input.paths, &loose, Ids::All, config)?
        {
            tell(&found, voice);
            return Ok(Some((Articles { documents: Vec::new(), errors }, report)));
        }
        let report = match depth {
            Depth::Claims => archive.claims(&found, loose)?,
            Depth::Findings | Depth::New => archive.report(&found, loose, config)?,
        };
        tell(&found, voice);
        Ok(Some((Articles { documents: Vec::new(), errors }, report)))
    })
}

/// A report, and what could not be read.
pub enum Compared {
    /// With only what is flagged at hand.
    Parts(Box<Once>, Vec<Error>),
    /// With all that was found.
    Whole(Articles, Box<Report>),
}

/// What is flagged of all that the arguments name, from the index; none where there is none, or it cannot serve.
pub fn flagged(input: &Input, config: &Config, global: &Global, voice: &Voice) -> Option<Compared> {
    Index::find(global, voice)?.serve(|mut archive| {
        if !may_date(&archive, input, voice)? {
            return Ok(None);
        }
        let mut found = archive.refresh(&input.paths, config, false)?;
        let errors = std::mem::take(&mut found.errors);
        Ok(Some(if archive.has_parts(&found, config)? {
            Compared::Parts(Box::new(archive.in_parts(found)?), errors)
        } else {
            let report = Box::new(archive.report(&found, Vec::new(), config)?);
            Compared::Whole(Articles { errors, ..Articles::default() }, report)
        }))
    })
}

/// What new articles and the archive say of each other, from the index; none where that takes more than the index holds.
pub fn gate(
    input: &Input,
    new: &[Document],
    ids: Ids,
    config: &Config,
    global: &Global,
    voice: &Voice,
) -> Option<Report> {
    if input::is_piped(input) {
        return None;
    }
    Index::find(global, voice)?.serve(|archive| {
        if !may_date(&archive, input, voice)? {
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
        archive.gate(&input.paths, &loose, ids, config)
    })
}

/// Makes the index or brings it up to date.
pub fn index(paths: &[PathBuf], config: &Config, voice: &Voice) -> Result<(Archive, Found), Fault> {
    let path = Path::new(FILE);
    let renew = |fault: &Fault| {
        voice.note(format!("{FILE}: {fault}; it is made anew"));
        Archive::create(path, true)
    };
    let mut archive = match path.is_file().then(|| Archive::open(path)) {
        None => Archive::create(path, true)?,
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

/// Whether there is an index that may be used.
pub fn is_there(global: &Global) -> bool {
    !global.no_index && Path::new(FILE).is_file()
}

/// The index of the working directory.
struct Index<'a> {
    voice: &'a Voice,
}

impl<'a> Index<'a> {
    fn find(global: &Global, voice: &'a Voice) -> Option<Self> {
        is_there(global).then_some(Self { voice })
    }

    /// Asks the index. One that is damaged or outdated is made anew and asked again; where it cannot serve, that is said.
    fn serve<T>(&self, mut ask: impl FnMut(Archive) -> Result<Option<T>, Fault>) -> Option<T> {
        let path = Path::new(FILE);
        let mut answer = Archive::open(path).and_then(&mut ask);
        if let Err(fault) = &answer
            && fault.is_final()
        {
            self.voice.note(format!("{FILE}: {fault}; it is made anew"));
            answer = Archive::create(path, false).and_then(&mut ask);
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

/// The files that documents come from, links resolved.
struct Files {
    paths: HashSet<PathBuf>,
    /// What they are called, folders aside.
    names: HashSet<OsString>,
}

impl Files {
    fn of(documents: &[Document]) -> Self {
        let paths: HashSet<PathBuf> = documents.iter().filter_map(|document| input::file(&document.name)).collect();
        let names = paths.iter().filter_map(|path| path.file_name()).map(OsStr::to_owned).collect();
        Self { paths, names }
    }

    /// Whether a document comes from one of them.
    fn hold(&self, name: &str) -> bool {
        let feed = name.rsplit_once('#').map_or(name, |(feed, _)| feed);
        // Only where the names are alike is it worth asking the file system.
        let alike = |name: &str| Path::new(name).file_name().is_some_and(|name| self.names.contains(name));
        (alike(name) || alike(feed)) && input::file(name).is_some_and(|real| self.paths.contains(&real))
    }
}

fn tell(found: &Found, voice: &Voice) {
    let changes = found.changes;
    voice.detail(format!("{FILE}: {} documents, {changes}", found.documents.len()));
}
