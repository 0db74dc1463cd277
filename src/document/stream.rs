//! Articles one after the other: each is handed on as soon as it is read, with its tokens, so that its words are still at
//! hand where it is extracted, and no more than a batch of articles is in memory.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::walk::{self, File};
use super::{Format, Reading, article, feed, utf8};
use crate::config::Config;
use crate::error::{Error, ErrorKind};
use crate::language::{Vocabulary, WORTH_A_THREAD};

/// How many articles are read side by side before what was made of them is handed on.
const BATCH: usize = 512;

/// Reads files, and the articles of folders, as [`read`](super::read) does. What `each` makes of an article goes to
/// `done`, in the order of the files' names and a feed's in the feed's. What cannot be read is told at the end.
///
/// # Errors
/// Those of `done`; nothing is read after one.
pub fn stream<T: Send>(
    paths: &[PathBuf],
    config: &Config,
    each: impl Fn(Reading) -> T + Sync,
    done: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Vec<Error>> {
    let (files, errors) = walk::files(paths, config);
    let mut sink = Sink { names: HashSet::new(), errors, done };
    let each = |reading: Reading| (reading.document.name.clone(), each(reading));
    let is_feed = |file: &File| Format::of(Path::new(&file.name)) == Some(Format::Feed);
    for files in files.chunk_by(|one, next| !is_feed(one) && !is_feed(next)) {
        if let [file] = files
            && is_feed(file)
        {
            match std::fs::read(&file.path) {
                Ok(bytes) => {
                    let mut lines = feed::lines(&bytes);
                    loop {
                        let batch: Vec<_> = lines.by_ref().take(BATCH).collect();
                        if batch.is_empty() {
                            break;
                        }
                        sink.take(batch, |line| feed::reading(&file.name, line, config).map(&each))?;
                    }
                }
                Err(error) => sink.errors.push(Error::reading(&file.name, &error)),
            }
        } else {
            for batch in files.chunks(BATCH) {
                sink.take(batch.iter().collect(), |file| one_article(file, config).map(&each))?;
            }
        }
    }
    Ok(sink.errors)
}

/// The article that a file is.
fn one_article(file: &File, config: &Config) -> Result<Reading, Error> {
    let bytes = std::fs::read(&file.path).map_err(|error| Error::reading(&file.name, &error))?;
    let text = utf8(&bytes).map_err(|kind| Error::at(&file.name, kind))?;
    Vocabulary::with(|vocabulary| article(&file.name, text, config, vocabulary))
}

/// Where what was made of articles goes, and what it takes to tell each once.
struct Sink<D> {
    names: HashSet<String>,
    errors: Vec<Error>,
    done: D,
}

impl<D> Sink<D> {
    /// Makes something of each item side by side, and hands it on in order. Of two articles with one name the first stays.
    fn take<I: Send, T: Send>(
        &mut self,
        batch: Vec<I>,
        make: impl Fn(I) -> Result<(String, T), Error> + Sync,
    ) -> io::Result<()>
    where
        D: FnMut(T) -> io::Result<()>,
    {
        let made: Vec<_> = batch.into_par_iter().with_min_len(WORTH_A_THREAD).map(&make).collect();
        for made in made {
            match made {
                Ok((name, made)) => {
                    if self.names.contains(&name) {
                        self.errors.push(ErrorKind::Duplicate(name).into());
                    } else {
                        self.names.insert(name);
                        (self.done)(made)?;
                    }
                }
                Err(error) => self.errors.push(error),
            }
        }
        Ok(())
    }
}
