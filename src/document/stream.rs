//! Articles one after the other: each is handed on as soon as it is read, with its tokens, so that its words are still at
//! hand where it is extracted, and no more than a batch of articles is in memory.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

use rayon::prelude::*;

use super::format::Format;
use super::walk::{self, File};
use super::{BATCH, Made, Reading, gather, of_file};
use crate::config::Config;
use crate::error::{Error, ErrorKind};
use crate::language::WORTH_A_THREAD;

/// Reads files, and the articles of folders, as [`read`](super::read) does. What `each` makes of an article goes to
/// `done`, in the order of the files' names and a feed's in the feed's. What cannot be read is told at the end.
///
/// # Errors
/// Those of `done`; nothing is read after one.
pub fn stream<T: Send>(
    paths: &[PathBuf],
    config: &Config,
    each: impl Fn(Reading) -> T + Sync,
    mut done: impl FnMut(T) -> io::Result<()>,
) -> io::Result<Vec<Error>> {
    let (files, mut errors) = walk::files(paths, config);
    let mut names = HashSet::new();
    // Of two articles with one name the first stays.
    let mut take = |batch: Made<(String, T)>| {
        for made in batch {
            match made {
                Ok((name, _)) if names.contains(&name) => errors.push(ErrorKind::Duplicate(name).into()),
                Ok((name, made)) => {
                    names.insert(name);
                    done(made)?;
                }
                Err(error) => errors.push(error),
            }
        }
        Ok(())
    };
    let each = |reading: Reading| (reading.document.name.clone(), each(reading));
    let is_feed = |file: &File| matches!(file.kind.format, Format::Jsonl | Format::Csv);
    for files in files.chunk_by(|one, next| !is_feed(one) && !is_feed(next)) {
        if let [feed] = files
            && is_feed(feed)
        {
            of_file(feed, config, &each, &mut take)?;
            config.progress.read_file();
            continue;
        }
        for batch in files.chunks(BATCH.0) {
            let read = |file: &File| {
                let mut found = Vec::new();
                // Gathering cannot fail.
                let _ = of_file(file, config, &each, &mut |batch| gather(&mut found, batch));
                config.progress.read_file();
                found
            };
            take(batch.par_iter().with_min_len(WORTH_A_THREAD).flat_map_iter(read).collect())?;
        }
    }
    Ok(errors)
}
