//! Whether files and folders are as they were: size and time of change.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::params;

use super::fault::Fault;
use super::store::Store;
use crate::document;

/// A file that changed less than this before it was looked at may change again and keep its time: clocks of file
/// systems tick slowly. A time that lies ahead is none at all.
const SETTLED: Duration = Duration::from_secs(2);

/// The files by which folders leave articles out.
const IGNORES: [&str; 2] = [".gitignore", ".ignore"];

/// What a file or folder looks like without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub size: i64,
    /// Nanoseconds since 1970; none where it cannot be trusted.
    pub modified: Option<i64>,
}

impl Stamp {
    pub fn of(path: &Path) -> std::io::Result<Self> {
        fs::metadata(path).map(|metadata| Self::from(&metadata))
    }

    /// Whether a file with this stamp is the one that had the other.
    pub fn holds(self, kept: Self) -> bool {
        self == kept && self.modified.is_some()
    }
}

impl From<&Metadata> for Stamp {
    fn from(metadata: &Metadata) -> Self {
        let now = SystemTime::now();
        let settled = |time: &SystemTime| now.duration_since(*time).is_ok_and(|age| age >= SETTLED);
        let nanoseconds = |time: SystemTime| i64::try_from(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()).ok();
        Self {
            size: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
            modified: metadata.modified().ok().filter(settled).and_then(nanoseconds),
        }
    }
}

/// What tells whether a walk would find the same: folders, the files by which they leave articles out, and files that
/// hold several articles.
pub fn stamps(paths: &[PathBuf]) -> Vec<(String, Stamp)> {
    let mut folders = document::folders(paths);
    let mut above: Vec<PathBuf> = Vec::new();
    for path in paths {
        let whole = fs::canonicalize(path).unwrap_or_default();
        above.extend(whole.ancestors().skip(1).map(Path::to_path_buf));
    }
    above.sort();
    above.dedup();
    let ignores = folders.iter().chain(&above).flat_map(|folder| IGNORES.map(|name| folder.join(name)));
    let ignores: Vec<PathBuf> = ignores.filter(|path| path.exists()).collect();
    folders.extend(ignores);
    let stamp = |path: PathBuf| Some((path.to_str()?.to_owned(), Stamp::of(&path).ok()?));
    folders.into_iter().filter_map(stamp).collect()
}

/// Writes down what was seen before a walk.
pub fn keep(store: &Store, stamps: &[(String, Stamp)]) -> Result<(), Fault> {
    store.db.execute("DELETE FROM stamp", [])?;
    let mut add = store.db.prepare_cached("INSERT OR REPLACE INTO stamp VALUES (?, ?, ?)")?;
    for (path, stamp) in stamps {
        add.execute(params![path, stamp.size, stamp.modified])?;
    }
    Ok(())
}

/// Whether everything that was written down looks as it did. Where nothing was, nothing is known.
pub fn hold(store: &Store) -> Result<bool, Fault> {
    let mut all = store.db.prepare_cached("SELECT path, size, modified FROM stamp")?;
    let mut rows = all.query([])?;
    let mut any = false;
    while let Some(row) = rows.next()? {
        let path = row.get_ref(0)?.as_str().map_err(|_| super::bytes::Damaged)?;
        let kept = Stamp { size: row.get(1)?, modified: row.get(2)? };
        any = true;
        if !Stamp::of(Path::new(path)).is_ok_and(|stamp| stamp.holds(kept)) {
            return Ok(false);
        }
    }
    Ok(any)
}
