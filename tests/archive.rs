//! The index of the command line: the same results with and without it, whatever becomes of it on the way.

#[path = "../benches/support/news.rs"]
mod news;
#[path = "../benches/support/stories.rs"]
mod stories;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use news::Dice;
use tempfile::TempDir;

/// The index, as seen from the folder of a desk.
const INDEX: &str = ".mizan/index.sqlite";

/// A working directory with an archive.
struct Desk(TempDir);

impl Desk {
    /// A desk with so many articles.
    fn new(articles: usize) -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        fs::create_dir(desk.path("archive")).unwrap();
        for (nth, article) in stories::Archive::default().take(articles).enumerate() {
            let day =
                jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(i64::from(article.day))).unwrap();
            let stories::Article { name, title, outlet, text, .. } = article;
            let url = format!("https://example.org/{name}");
            let text = format!("---\ntitle: \"{title}\"\ndate: {day}\noutlet: {outlet}\nurl: {url}\n---\n{text}");
            fs::write(desk.path("archive").join(format!("{nth:04}.md")), text).unwrap();
        }
        desk.settle();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Gives files and folders times that can be trusted.
    fn settle(&self) {
        let before = SystemTime::now() - Duration::from_mins(1);
        let files = fs::read_dir(self.path("archive")).unwrap().map(|entry| entry.unwrap().path());
        for path in files.chain([self.path("archive")]) {
            fs::File::open(path).unwrap().set_modified(before).unwrap();
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
        command.current_dir(self.0.path()).args(args).stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What a run says: its exit code, standard output and standard error.
    fn says(&self, args: &[&str]) -> (Option<i32>, String, String) {
        let Output { status, stdout, stderr } = self.run(args);
        (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }

    /// Runs a command with the index and without it; all that it says must be the same.
    fn alike(&self, args: &[&str]) {
        let with = self.says(args);
        let without = self.says(&[args, &["--no-index"]].concat());
        assert_eq!(with, without, "{args:?}");
        assert!(!with.1.is_empty(), "{args:?} says nothing");
    }

    fn all_alike(&self) {
        let draft = stories::Archive::default().nth(7).unwrap().text.replace('1', "2");
        fs::write(self.path("draft.txt"), draft).unwrap();
        self.alike(&["report", "archive"]);
        self.alike(&["report", "archive", "--all", "--format", "json"]);
        self.alike(&["check", "archive", "draft.txt", "--format", "full"]);
        self.alike(&["check", "--new", "draft.txt", "archive"]);
        self.alike(&["check", "--new", "draft.txt", "--today", "2020-01-03", "archive", "--format", "json"]);
        self.alike(&["claims", "archive", "--all", "--format", "jsonl"]);
    }
}

#[test]
fn results_are_the_same_with_and_without_the_index() {
    let desk = Desk::new(40);
    let (code, told, error) = desk.says(&["index", "archive"]);
    assert_eq!((code, error.as_str()), (Some(0), ""));
    assert!(told.starts_with("40 documents, ") && told.ends_with("40 added, 0 changed, 0 removed\n"), "{told}");
    desk.all_alike();
    // A document of the archive may be the new one.
    desk.alike(&["check", "--new", "archive/0001.md", "archive"]);
    desk.alike(&["report", "archive/0001.md", "archive/0002.md"]);

    fs::remove_file(desk.path("archive/0000.md")).unwrap();
    fs::write(desk.path("archive/new.txt"), "The bridge of Baku is 300 metres long.").unwrap();
    let changed = desk.path("archive/0003.md");
    fs::write(&changed, fs::read_to_string(&changed).unwrap().replace('4', "5")).unwrap();
    desk.all_alike();
    assert!(desk.says(&["index", "archive"]).1.ends_with("0 added, 0 changed, 0 removed\n"));

    fs::write(
        desk.path("claims.toml"),
        "[tolerance]\nnumber = 100\n[[source]]\npath = \"archive/new.txt\"\noutlet = \"Gazette\"\n",
    )
    .unwrap();
    desk.all_alike();
}

#[test]
fn a_run_that_is_killed_loses_nothing() {
    let desk = Desk::new(160);
    let mut dice = Dice::default();
    let mut killed = 0;
    for _ in 0..12 {
        let mut run = desk.command(&["index", "archive"]).stdout(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(20 + dice.below(1200)));
        killed += usize::from(run.try_wait().unwrap().is_none());
        run.kill().unwrap();
        run.wait().unwrap();
    }
    assert!(killed > 0, "every run was at its end before it was killed");
    let (code, told, _) = desk.says(&["index", "archive"]);
    assert_eq!(code, Some(0));
    assert!(told.starts_with("160 documents, "), "{told}");
    desk.alike(&["report", "archive", "--all", "--format", "json"]);
}

#[test]
fn two_indexers_at_once_wait_for_each_other() {
    let desk = Desk::new(80);
    let start = || desk.command(&["index", "archive"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let runs = [start(), start(), start()].map(|run| run.wait_with_output().unwrap());
    let mut added = 0;
    for run in &runs {
        let told = String::from_utf8(run.stdout.clone()).unwrap();
        assert!(
            run.status.success() && told.starts_with("80 documents, "),
            "{told}{}",
            String::from_utf8_lossy(&run.stderr)
        );
        added += usize::from(told.contains("80 added"));
    }
    assert_eq!(added, 1, "one of them did all the work");
    desk.alike(&["report", "archive", "--all", "--format", "json"]);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let desk = Desk::new(40);
    let limited = |args: &str| {
        let binary = assert_cmd::cargo::cargo_bin!("mizan").display();
        // Writes beyond so many blocks fail, as on a full disk: there is room for an index, and not for its documents.
        let script = format!("trap '' XFSZ; ulimit -f 300; exec {binary} {args}");
        Command::new("sh").args(["-c", &script]).current_dir(desk.0.path()).output().unwrap()
    };
    let Output { status, stderr, .. } = limited("index archive");
    let error = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(2), "{error}");
    assert!(
        error.starts_with("mizan: error: .mizan/index.sqlite: cannot be written: the index cannot be used: "),
        "{error}"
    );
    // A report goes on without it.
    let Output { status, stdout, stderr } = limited("report archive");
    let without = desk.says(&["report", "archive", "--no-index"]);
    assert_eq!((status.code(), String::from_utf8(stdout).unwrap()), (Some(0), without.1));
    assert!(String::from_utf8(stderr).unwrap().contains("going on without it"));
    assert_eq!(desk.says(&["index", "archive"]).0, Some(0));
    desk.all_alike();
}

#[test]
fn a_damaged_index_is_noticed_and_made_anew() {
    let desk = Desk::new(24);
    let expected = desk.says(&["report", "archive", "--no-index"]);
    let damage: [fn(&mut Vec<u8>); 5] = [
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.clear(),
        |bytes| bytes[..100].fill(7),
        |bytes| bytes[4096..].fill(0),
        |bytes| {
            for at in (4096..bytes.len()).step_by(97) {
                bytes[at] ^= 0x55;
            }
        },
    ];
    for (nth, damage) in damage.into_iter().enumerate() {
        fs::remove_dir_all(desk.path(".mizan")).ok();
        assert_eq!(desk.says(&["index", "archive"]).0, Some(0));
        let mut bytes = fs::read(desk.path(INDEX)).unwrap();
        damage(&mut bytes);
        fs::write(desk.path(INDEX), bytes).unwrap();
        let (code, told, error) = desk.says(&["report", "archive"]);
        assert_eq!((code, &told), (expected.0, &expected.1), "{nth}");
        assert!(
            error.starts_with("mizan: .mizan/index.sqlite: the index is ") && error.ends_with("; it is made anew\n"),
            "{nth}: {error}"
        );
        assert_eq!(desk.says(&["report", "archive"]), expected, "{nth}: the new one");
    }
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let desk = Desk::new(16);
    desk.run(&["index", "archive"]);
    let db = rusqlite::Connection::open(desk.path(INDEX)).unwrap();
    db.execute("UPDATE setting SET value = 'older' WHERE name = 'rules'", []).unwrap();
    drop(db);
    let (code, told, error) = desk.says(&["index", "archive"]);
    assert_eq!(code, Some(0));
    assert_eq!(error, "mizan: .mizan/index.sqlite: the index is of another version of mizan; it is made anew\n");
    assert!(told.contains("16 added"), "{told}");
}

#[test]
fn a_clock_that_is_set_back_hides_no_change() {
    let desk = Desk::new(8);
    let path = desk.path("archive/0000.md");
    let tomorrow = SystemTime::now() + Duration::from_hours(24);
    fs::File::open(&path).unwrap().set_modified(tomorrow).unwrap();
    desk.run(&["index", "archive"]);
    // The same size, the same time: only the content differs.
    let text = fs::read_to_string(&path).unwrap().replace('1', "2");
    fs::write(&path, text).unwrap();
    fs::File::open(&path).unwrap().set_modified(tomorrow).unwrap();
    assert!(desk.says(&["index", "archive"]).1.ends_with("0 added, 1 changed, 0 removed\n"));
    desk.alike(&["report", "archive"]);
}

#[test]
fn people_can_query_it() {
    let desk = Desk::new(24);
    desk.run(&["index", "archive"]);
    let db = rusqlite::Connection::open(desk.path(INDEX)).unwrap();
    // Each query of docs/archive.md is one that works.
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/archive.md")).unwrap();
    let queries: Vec<&str> = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(queries.len() >= 3);
    for query in queries {
        for statement in query.split(";\n").filter(|statement| !statement.trim().is_empty()) {
            let mut statement = db.prepare(statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
            let mut rows = statement.query([]).unwrap();
            rows.next().unwrap();
        }
    }
    let count = |query: &str| db.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
    assert!(count("SELECT count(*) FROM claims WHERE type = 'number' AND value > 20") > 0);
    assert!(count("SELECT count(*) FROM findings WHERE verdict = 'contradiction'") > 0);
}
