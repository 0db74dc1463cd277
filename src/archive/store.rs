//! The file: opened, made, locked; documents put in, taken out and read back.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use compact_str::CompactString;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};

use super::bytes::{Damaged, Reader};
use super::codec::{self, Head, Stored};
use super::fault::Fault;
use super::library::Taken;
use super::weigh::id_of;
use crate::claim::{Claim, Entity};
use crate::document::{Reading, SetAside, Trust};
use crate::language::Language;
use crate::report::{Source, short_names};
use crate::topic::{Outline, Topic};
use crate::value::Time;

/// The layout of the tables. The rules' version says the rest.
const LAYOUT: u32 = 6;
/// How many claims of a document have a number of their own.
pub const PLACES: i64 = 1 << 20;
/// The column of what a pair marks at its claims, where all pairs are gone through; those before it are as
/// [`ruling`](super::answer::ruling) wants them.
pub const MARKS: usize = 8;
/// How long one statement waits for another run.
const WAIT: Duration = Duration::from_secs(10);
/// So much of the file is mapped where few of its pages are read.
const MAPPED: i64 = 1 << 32;

/// An index file.
pub struct Store {
    pub db: Connection,
    folder: PathBuf,
    /// Held while documents are written, whatever the transaction.
    pub lock: Option<File>,
}

/// A document of the index.
#[derive(Clone, Debug)]
pub struct Kept {
    pub id: i64,
    pub file: i64,
    pub source: Source,
    /// Claims, those set aside included.
    pub claims: usize,
}

impl Store {
    /// Opens an index that is there.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        let db =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let store = Self::with(db, path)?;
        if store.setting("layout")?.as_deref() != Some(&LAYOUT.to_string())
            || store.setting("rules")?.as_deref() != Some(super::RULES)
        {
            return Err(Fault::Outdated);
        }
        Ok(store)
    }

    /// Makes a new index in the place of what is there; with `wait`, once no other run is writing. One that another run
    /// made while this one waited is taken as it is.
    pub fn create(path: &Path, wait: bool) -> Result<Self, Fault> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        // The folder is of no interest to a repository.
        fs::write(folder.join(".gitignore"), "*\n")?;
        let was_there = path.is_file();
        let (lock, waited) = match lock(folder, false) {
            Err(Fault::Busy) if wait => (lock(folder, true)?, true),
            lock => (lock?, false),
        };
        if (waited || !was_there)
            && path.is_file()
            && let Ok(store) = Self::open(path)
        {
            return Ok(Self { lock: Some(lock), ..store });
        }
        for ending in ["", "-wal", "-shm", "-journal"] {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            match fs::remove_file(&name) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        // Made beside, and put into place whole: whoever looks meanwhile finds no index, never half of one.
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let _ = fs::remove_file(&beside);
        if let Err(fault) = make(Path::new(&beside)) {
            let _ = fs::remove_file(&beside);
            return Err(fault);
        }
        fs::rename(&beside, path)?;
        let db = Connection::open(path)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        let mut store = Self::with(db, path)?;
        store.lock = Some(lock);
        Ok(store)
    }

    fn with(db: Connection, path: &Path) -> Result<Self, Fault> {
        db.busy_timeout(WAIT)?;
        db.set_prepared_statement_cache_capacity(64);
        // Else a statement with a range is planned anew whenever its bounds are bound.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        db.execute_batch("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;")?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_path_buf();
        Ok(Self { db, folder, lock: None })
    }

    /// Reads pages where they lie, or no longer so. That saves a copy of each, and whoever goes through all of them would
    /// hold the file in memory.
    pub fn map(&self, mapped: bool) -> Result<(), Fault> {
        Ok(self.db.pragma_update(None, "mmap_size", if mapped { MAPPED } else { 0 })?)
    }

    /// Takes the right to write; with `wait`, once whoever has it is done.
    pub fn lock(&mut self, wait: bool) -> Result<(), Fault> {
        if self.lock.is_none() {
            self.lock = Some(lock(&self.folder, wait)?);
        }
        Ok(())
    }

    /// Gives the right to write back.
    pub fn unlock(&mut self) {
        self.lock = None;
    }

    pub fn setting(&self, name: &str) -> Result<Option<String>, Fault> {
        let mut get = self.db.prepare_cached("SELECT value FROM setting WHERE name = ?")?;
        Ok(get.query_row([name], |row| row.get(0)).optional()?)
    }

    pub fn set(&self, name: &str, value: &str) -> Result<(), Fault> {
        self.db.prepare_cached("INSERT OR REPLACE INTO setting VALUES (?, ?)")?.execute([name, value])?;
        Ok(())
    }

    /// Puts a document in; gives its id.
    pub fn put(&self, file: i64, document: &Read) -> Result<i64, Fault> {
        let Read { source, hash, bytes, sentences, claims, .. } = document;
        self.db.prepare_cached("INSERT INTO document VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)")?.execute(
            params![
                file,
                source.name,
                source.key,
                source.title,
                source.outlet,
                source.published.map(codec::published),
                source.url,
                source.language,
                source.trust.name(),
                claims.len(),
                hash,
                codec::waivers(&source.waivers),
            ],
        )?;
        let id = self.db.last_insert_rowid();
        self.db.prepare_cached("INSERT INTO frames VALUES (?, ?)")?.execute(params![id, bytes])?;
        self.count_in(source.trust, claims.iter().map(|claim| claim.set_aside.map(SetAside::name)), 1)?;
        let mut add = self.db.prepare_cached("INSERT INTO short VALUES (?, ?, ?)")?;
        for (step, name) in short_names(&source.name).into_iter().enumerate() {
            add.execute(params![name, step, id])?;
        }
        let mut add = self.db.prepare_cached("INSERT INTO sentence VALUES (?, ?)")?;
        for (nth, text) in (0..).zip(sentences) {
            add.execute(params![id * PLACES + nth, &**text])?;
        }
        let mut add =
            self.db.prepare_cached("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        let mut sentence = -1;
        let mut last: Option<&Claim> = None;
        for (nth, claim) in (0..).zip(claims) {
            let same = |last: &Claim| (last.field, last.sentence_start) == (claim.field, claim.sentence_start);
            sentence += i64::from(!last.is_some_and(same));
            last = Some(claim);
            let (from, to) = period(claim);
            add.execute(params![
                id * PLACES + nth,
                i64::try_from(codec::number(&claim.id)).unwrap_or_default(),
                id * PLACES + sentence,
                claim.line,
                claim.quote,
                claim.as_told().kind().name(),
                claim.as_told().canonical(),
                claim.as_told().canonical_end(),
                claim.as_told().modifier().symbol(),
                claim.as_told().unit_id(),
                measure(claim),
                participants(claim),
                from,
                to,
                claim.set_aside.map(SetAside::name),
            ])?;
        }
        Ok(id)
    }

    /// Takes a document out, with all that was found of it, but for the topics that it was in.
    pub fn take(&self, id: i64) -> Result<(), Fault> {
        let (from, to) = (id * PLACES, (id + 1) * PLACES);
        let mut aside = self.db.prepare_cached("SELECT set_aside FROM claim WHERE id >= ? AND id < ?")?;
        let aside: Vec<Option<String>> = aside.query_map([from, to], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if let Some(kept) = self.document(id)? {
            self.count_in(kept.source.trust, aside.iter().map(Option::as_deref), -1)?;
            let mut gone = self.db.prepare_cached("DELETE FROM short WHERE name = ? AND step = ? AND document = ?")?;
            for (step, name) in short_names(&kept.source.name).into_iter().enumerate() {
                gone.execute(params![name, step, id])?;
            }
        }
        for (table, column) in [("finding", "a"), ("finding", "b"), ("claim", "id"), ("sentence", "id")] {
            let delete = format!("DELETE FROM {table} WHERE {column} >= ? AND {column} < ?");
            self.db.prepare_cached(&delete)?.execute([from, to])?;
        }
        self.db.prepare_cached("DELETE FROM own_finding WHERE document = ?")?.execute([id])?;
        for table in ["frames", "outline"] {
            self.db.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?"))?.execute([id])?;
        }
        self.db.prepare_cached("DELETE FROM document WHERE id = ?")?.execute([id])?;
        Ok(())
    }

    /// Counts a document in or out, with the reasons why mentions of it were set aside.
    fn count_in<'a>(&self, trust: Trust, claims: impl Iterator<Item = Option<&'a str>>, by: i64) -> Result<(), Fault> {
        let mut counts = BTreeMap::from([("documents", by)]);
        if trust == Trust::Low {
            counts.insert("low_trust", by);
        }
        for reason in claims {
            *counts.entry(reason.unwrap_or("claims")).or_default() += by;
        }
        let mut count = self.db.prepare_cached(
            "INSERT INTO tally VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
        )?;
        for (what, by) in counts {
            count.execute(params![what, by])?;
        }
        Ok(())
    }

    /// Goes through all pairs of claims of two documents that fit. Columns are those of [`MARKS`].
    pub fn each_finding(&self, each: impl FnMut(i64, i64, &Row<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        let all = "SELECT a, b, code, rule, verdict, heading, reason, both_if, marks FROM finding ORDER BY a, b";
        self.each_pair(all, each)
    }

    /// The same of those of one document.
    pub fn each_own_finding(&self, each: impl FnMut(i64, i64, &Row<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        let all =
            "SELECT a, b, code, rule, verdict, heading, reason, both_if, marks FROM own_finding ORDER BY document, nth";
        self.each_pair(all, each)
    }

    fn each_pair(&self, all: &str, mut each: impl FnMut(i64, i64, &Row<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut all = self.db.prepare_cached(all)?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, row.get(1)?, row)?;
        }
        Ok(())
    }

    /// The topic that a claim is in, without its claims, but for those of `claims.toml`.
    pub fn topic(&self, claim: i64) -> Result<Option<Topic>, Fault> {
        let mut of = self.db.prepare_cached(
            "SELECT topic.code, topic.title FROM member JOIN topic ON topic.id = member.topic WHERE member.claim = ?",
        )?;
        let topic = |row: &Row<'_>| {
            Ok(Topic { id: row.get(0)?, title: row.get(1)?, named: false, tolerance: None, claims: Vec::new() })
        };
        Ok(of.query_row([claim], topic).optional()?)
    }

    /// Every document, by name.
    pub fn documents(&self) -> Result<Vec<Kept>, Fault> {
        let mut all = self.db.prepare_cached(
            "SELECT id, file, name, title, outlet, published, url, language, claims, waivers, trust, key FROM document ORDER BY name, id",
        )?;
        let rows = all.query_and_then([], kept)?;
        rows.collect()
    }

    /// One document; none where it is gone.
    pub fn document(&self, id: i64) -> Result<Option<Kept>, Fault> {
        let mut one = self.db.prepare_cached(
            "SELECT id, file, name, title, outlet, published, url, language, claims, waivers, trust, key FROM document WHERE id = ?",
        )?;
        let mut rows = one.query_and_then([id], kept)?;
        rows.next().transpose()
    }

    /// From here on reads what the index holds now, whatever another run writes.
    pub fn hold(&self) -> Result<(), Fault> {
        Ok(self.db.execute_batch("BEGIN")?)
    }

    /// Whether what claims are made of is what was written, without making them.
    pub fn verify(&self, documents: &[Kept]) -> Result<(), Fault> {
        let mut frames = self.db.prepare_cached("SELECT claims FROM frames WHERE document = ?")?;
        for kept in documents {
            frames.query_row([kept.id], |row| Ok(Reader::new(row.get_ref(0)?.as_blob()?).map(drop)))??;
        }
        // Goes through all of their text.
        let _: Option<i64> = self.db.query_row("SELECT sum(length(text)) FROM sentence", [], |row| row.get(0))?;
        Ok(())
    }

    /// The claims of a document.
    pub fn claims(&self, document: &Kept) -> Result<Vec<Claim>, Fault> {
        self.taken(document)?.claims()
    }

    /// The same, still as bytes.
    pub fn taken<'a>(&self, document: &'a Kept) -> Result<Taken<'a>, Fault> {
        let (texts, frames) = self.pieces(document)?;
        Ok(Taken::Kept(document, texts, frames))
    }

    /// What the claims of a document are made of: the sentences, and what stands beside these.
    pub fn pieces(&self, document: &Kept) -> Result<(Vec<Arc<str>>, Vec<u8>), Fault> {
        let id = document.id;
        let mut texts = self.db.prepare_cached("SELECT text FROM sentence WHERE id >= ? AND id < ? ORDER BY id")?;
        let texts = texts.query_and_then([id * PLACES, (id + 1) * PLACES], text)?;
        let texts = texts.collect::<Result<_, _>>()?;
        Ok((texts, self.with_frames(document, |bytes| Ok(bytes.to_vec()))?))
    }

    /// Some claims of a document, by their places in it.
    pub fn some_claims(&self, document: &Kept, places: &[usize]) -> Result<Vec<Claim>, Fault> {
        let head = Head::try_from(&document.source)?;
        self.with_frames(document, |bytes| {
            Stored::new(bytes, None)?.some(places, &head, |sentence| {
                let mut texts = self.db.prepare_cached("SELECT text FROM sentence WHERE id = ?")?;
                let mut rows = texts.query_and_then([id_of((document.id, sentence))], text)?;
                rows.next().ok_or(Damaged)?
            })
        })
    }

    /// What the claims of a document meet others by; none where it is gone.
    pub fn outline(&self, id: i64) -> Result<Option<Outline>, Fault> {
        let mut outline = self.db.prepare_cached("SELECT keys FROM outline WHERE document = ?")?;
        let mut rows = outline.query([id])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(codec::read_outline(row.get_ref(0)?.as_blob().map_err(|_| Damaged)?)?))
    }

    /// Keeps what the claims of a document meet others by.
    pub fn put_outline(&self, id: i64, outline: &Outline) -> Result<(), Fault> {
        let mut put = self.db.prepare_cached("INSERT OR REPLACE INTO outline VALUES (?, ?)")?;
        put.execute(params![id, codec::outline(outline)])?;
        Ok(())
    }

    /// Looks at what the claims of a document are made of.
    fn with_frames<T>(&self, document: &Kept, look: impl FnOnce(&[u8]) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut frames = self.db.prepare_cached("SELECT claims FROM frames WHERE document = ?")?;
        let mut rows = frames.query([document.id])?;
        let row = rows.next()?.ok_or_else(|| Fault::Damaged(format!("no claims of {}", document.source.name)))?;
        look(row.get_ref(0)?.as_blob().map_err(|_| Damaged)?)
    }
}

/// The text of a sentence.
fn text(row: &Row<'_>) -> Result<Arc<str>, Fault> {
    Ok(row.get_ref(0)?.as_str().map_err(|_| Damaged)?.into())
}

fn kept(row: &Row<'_>) -> Result<Kept, Fault> {
    let published: Option<String> = row.get(5)?;
    let language: String = row.get(7)?;
    Ok(Kept {
        id: row.get(0)?,
        file: row.get(1)?,
        source: Source {
            name: row.get(2)?,
            key: row.get(11)?,
            title: row.get(3)?,
            outlet: row.get(4)?,
            published: published.as_deref().map(codec::read_published).transpose()?,
            url: row.get(6)?,
            language: Language::named(&language).ok_or(Damaged)?.code,
            trust: codec::named(&row.get::<_, String>(10)?, Trust::name)?,
            // Facts are read anew in each run.
            reference: false,
            waivers: row
                .get_ref(9)?
                .as_blob_or_null()
                .map_err(|_| Damaged)?
                .map_or(Ok(Vec::new()), codec::read_waivers)?,
        },
        claims: usize::try_from(row.get::<_, i64>(8)?).map_err(|_| Damaged)?,
    })
}

/// A document as it goes in.
pub struct Read {
    pub source: Source,
    pub hash: [u8; 32],
    pub claims: Vec<Claim>,
    pub bytes: Vec<u8>,
    pub sentences: Vec<Arc<str>>,
}

impl Read {
    /// Reads the claims of a document.
    pub fn new(reading: &Reading, hash: [u8; 32]) -> Self {
        let claims = crate::claim::extract_read(&reading.document, &reading.tokens);
        let (bytes, sentences) = codec::encode(&claims);
        Self { source: Source::from(&reading.document), hash, claims, bytes, sentences }
    }
}

/// Makes an index without documents.
fn make(path: &Path) -> Result<(), Fault> {
    let mut db = Connection::open(path)?;
    let transaction = db.transaction()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    let mut add = transaction.prepare("INSERT INTO setting VALUES (?, ?)")?;
    add.execute(params!["layout", LAYOUT.to_string()])?;
    add.execute(params!["rules", super::RULES])?;
    drop(add);
    transaction.commit()?;
    Ok(())
}

/// The right to write to the index of a folder.
fn lock(folder: &Path, wait: bool) -> Result<File, Fault> {
    let file = File::options().create(true).append(true).open(folder.join("lock"))?;
    if wait {
        file.lock()?;
        return Ok(file);
    }
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Fault::Busy),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

fn measure(claim: &Claim) -> Option<String> {
    let frame = &claim.frame;
    let concepts = frame.measure.iter().chain(&frame.things).map(|concept| concept.name());
    let words: Vec<&str> = concepts.chain(frame.head.iter().map(CompactString::as_str)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn participants(claim: &Claim) -> Option<String> {
    let names: Vec<&str> =
        claim.frame.participants.iter().map(|participant| Entity::name(&participant.entity)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The first and last day of the time that a claim holds for.
fn period(claim: &Claim) -> (Option<String>, Option<String>) {
    match claim.frame.period.as_ref().map(|period| &period.time) {
        Some(Time::Period(period)) => {
            let (first, last) = period.span();
            (first.map(|day| day.to_string()), last.map(|day| day.to_string()))
        }
        _ => (None, None),
    }
}
