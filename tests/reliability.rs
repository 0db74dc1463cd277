//! What happens when things go wrong: each fault is made, the command is run, and what comes of it is the table of
//! `docs/reliability.md`.

#![cfg(unix)]

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A fault: how it is told, how it is made in a folder, and what the command is given.
struct Fault {
    name: &'static str,
    make: fn(&Path),
    args: &'static [&'static str],
}

/// An article that is sound, beside every fault.
const SOUND: &str = "Iran supplied 30% of its oil.\n";

const FAULTS: [Fault; 16] = [
    Fault { name: "a file that is not there", make: |_| {}, args: &["good.txt", "gone.txt"] },
    Fault {
        name: "a file that cannot be read (`/proc/self/mem`)",
        make: |at| symlink("/proc/self/mem", at.join("bad.txt")).unwrap(),
        args: &["good.txt", "bad.txt"],
    },
    Fault {
        name: "a folder by the name of an article",
        make: |at| fs::create_dir(at.join("bad.txt")).unwrap(),
        args: &["good.txt", "bad.txt"],
    },
    Fault { name: "a loop of links", make: |at| symlink(".", at.join("loop")).unwrap(), args: &["."] },
    Fault {
        name: "a link out of the folder",
        make: |at| symlink("/etc/hostname", at.join("out.txt")).unwrap(),
        args: &["."],
    },
    Fault { name: "a link to nothing", make: |at| symlink("gone", at.join("out.txt")).unwrap(), args: &["."] },
    Fault { name: "NUL bytes", make: |at| write(at, "bad.txt", b"30\0 people"), args: &["."] },
    Fault {
        name: "a byte that is not UTF-8, in the middle",
        make: |at| write(at, "bad.txt", &["قتل 30 شخصا ".as_bytes(), b"\xFF", "في حريق".as_bytes()].concat()),
        args: &["."],
    },
    Fault {
        name: "gzip that breaks off",
        make: |at| {
            let packed = gzip(&noise(90_000));
            write(at, "bad.txt.gz", &packed[..packed.len() / 2]);
        },
        args: &["."],
    },
    Fault {
        name: "a feed in gzip that breaks off",
        make: |at| {
            let records: Vec<u8> = (0..2000)
                .flat_map(|id| format!("{{\"id\": {id}, \"text\": \"{}\"}}\n", id * id).into_bytes())
                .collect();
            let packed = gzip(&records);
            write(at, "bad.jsonl.gz", &packed[..packed.len() / 2]);
        },
        args: &["."],
    },
    Fault { name: "a gzip bomb", make: |at| write(at, "bad.txt.gz", &gzip(&vec![b' '; 12 << 20])), args: &["."] },
    Fault {
        name: "a zip bomb",
        make: |at| {
            let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
            archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
            archive.write_all(&vec![b' '; 12 << 20]).unwrap();
            write(at, "bad.docx", &archive.finish().unwrap().into_inner());
        },
        args: &["."],
    },
    Fault {
        name: "an article with a line of 2 GB",
        make: |at| File::create(at.join("bad.txt")).unwrap().set_len(2 << 30).unwrap(),
        args: &["."],
    },
    Fault {
        name: "a feed with a line of 2 GB",
        make: |at| {
            let record =
                format!("{{\"id\": \"x\", \"text\": \"Iran supplied 40% of its oil.\"}}\n{}", "x".repeat(100_000));
            write(at, "bad.jsonl", record.as_bytes());
            File::options().write(true).open(at.join("bad.jsonl")).unwrap().set_len(2 << 30).unwrap();
        },
        args: &["."],
    },
    Fault {
        name: "elements that nest without end",
        make: |at| write(at, "bad.html", "<div>".repeat(100_000).as_bytes()),
        args: &["."],
    },
    Fault { name: "a file without end (`/dev/zero`)", make: |_| {}, args: &["good.txt", "/dev/zero"] },
];

/// Longer than this is a hang.
const SLOW: Duration = Duration::from_mins(1);

fn write(at: &Path, name: &str, bytes: &[u8]) {
    fs::write(at.join(name), bytes).unwrap();
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Words that cannot be packed small.
fn noise(len: usize) -> Vec<u8> {
    let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(1_u32), next).take(len).map(|state| b'a' + (state >> 24) as u8 % 26).collect()
}

fn mizan(at: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
    command.current_dir(at).stdin(Stdio::null());
    command
}

/// The row of a fault: what came of it.
fn row(name: &str, output: &Output, sound: bool) -> String {
    let lost = if sound { "nothing" } else { "the sound article" };
    let said = String::from_utf8_lossy(&output.stderr);
    // What holds code itself stands between two marks.
    let code = |line: &str| if line.contains('`') { format!("``{line}``") } else { format!("`{line}`") };
    let said: Vec<String> = said.lines().map(|line| code(line.trim_start_matches("mizan: "))).collect();
    let said = if said.is_empty() { "nothing".to_owned() } else { said.join("<br>") };
    let code = output.status.code().map_or_else(|| "killed".to_owned(), |code| code.to_string());
    format!("| {name} | {code} | {lost} | {said} |\n")
}

#[test]
fn the_table_of_faults_is_what_happens() {
    let mut table = String::from("| fault | exit code | lost of what is sound | said |\n| --- | --- | --- | --- |\n");
    for fault in &FAULTS {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "good.txt", SOUND.as_bytes());
        (fault.make)(folder.path());
        let start = Instant::now();
        let output = mizan(folder.path()).args(["claims", "-q", "--format", "csv"]).args(fault.args).output().unwrap();
        assert!(start.elapsed() < SLOW, "{}: took {:?}", fault.name, start.elapsed());
        let sound = String::from_utf8_lossy(&output.stdout).contains("good.txt");
        table += &row(fault.name, &output, sound);
    }
    table += &vanished();
    table += &full();
    table += &index_faults();
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reliability.md")).unwrap();
    assert!(page.contains(&table), "docs/reliability.md does not hold what happens:\n\n{table}");
}

/// A file that is there when the folder is listed, and gone when it is to be read: one before it makes the run wait.
fn vanished() -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "good.txt", SOUND.as_bytes());
    write(folder.path(), "b.txt", SOUND.as_bytes());
    let pipe = folder.path().join("a.txt");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut command = mizan(folder.path());
    command.env("RAYON_NUM_THREADS", "1").args(["claims", "-q", "--format", "csv", "a.txt", "b.txt", "good.txt"]);
    let run = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Opening waits until the run has begun to read.
    let mut writer = File::options().write(true).open(&pipe).unwrap();
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    writer.write_all(SOUND.as_bytes()).unwrap();
    drop(writer);
    let output = run.wait_with_output().unwrap();
    let sound = String::from_utf8_lossy(&output.stdout).contains("good.txt");
    row("a file that vanishes during the run", &output, sound)
}

/// Results that find no room.
fn full() -> String {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "good.txt", SOUND.as_bytes());
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    let output = mizan(folder.path()).args(["claims", "-q", "good.txt"]).stdout(full()).stderr(Stdio::piped()).spawn();
    let output = output.unwrap().wait_with_output().unwrap();
    row("a full disk under standard output", &output, true)
}

/// A folder with the articles that an index is made of.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("archive")).unwrap();
    for nth in 0..60 {
        write(
            &folder.path().join("archive"),
            &format!("{nth:02}.txt"),
            SOUND.replace("30", &nth.to_string()).as_bytes(),
        );
    }
    folder
}

fn index(at: &Path) -> Command {
    let mut command = mizan(at);
    command.args(["index", "archive"]);
    command
}

/// Whether the index answers as a run without it does.
fn is_whole(at: &Path) -> bool {
    let report = |more: &[&str]| {
        let args = ["report", "-q", "--all", "--format", "json", "archive"];
        mizan(at).args(args).args(more).output().unwrap().stdout
    };
    let without = report(&["--no-index"]);
    !without.is_empty() && report(&[]) == without
}

/// What can befall the index.
fn index_faults() -> String {
    let mut rows = String::new();
    let mut add = |name: &str, at: &Path, output: &Output| rows += &row(name, output, is_whole(at));

    let folder = desk();
    let binary = assert_cmd::cargo::cargo_bin!("mizan").display();
    // Writes beyond so many blocks fail, as on a disk that is full.
    let script = format!("trap '' XFSZ; ulimit -f 120; exec {binary} index archive");
    let output = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().unwrap();
    add("`mizan index` on a full disk", folder.path(), &output);

    let folder = desk();
    for nth in 0..6 {
        let mut run = index(folder.path()).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 << nth));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    let output = index(folder.path()).output().unwrap();
    add("`mizan index` after six that were killed (`kill -9`)", folder.path(), &output);

    let folder = desk();
    let run = || index(folder.path()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let (one, other) = (run(), run());
    let (one, other) = (one.wait_with_output().unwrap(), other.wait_with_output().unwrap());
    add("`mizan index` while another runs", folder.path(), if one.status.success() { &other } else { &one });

    let folder = desk();
    let article = folder.path().join("archive/07.txt");
    let tomorrow = std::time::SystemTime::now() + Duration::from_hours(24);
    let set = || File::options().write(true).open(&article).unwrap().set_modified(tomorrow).unwrap();
    set();
    index(folder.path()).output().unwrap();
    // As many bytes, and the same time: only the content differs.
    write(&folder.path().join("archive"), "07.txt", SOUND.replace("30", "8").as_bytes());
    set();
    let output = index(folder.path()).output().unwrap();
    add("`mizan index` after the clock was set back and an article changed", folder.path(), &output);

    let folder = desk();
    index(folder.path()).output().unwrap();
    let store = folder.path().join(".mizan/index.sqlite");
    let mut bytes = fs::read(&store).unwrap();
    bytes[4096..].fill(0x55);
    fs::write(&store, bytes).unwrap();
    let output = index(folder.path()).output().unwrap();
    add("an index that is damaged", folder.path(), &output);

    let folder = desk();
    index(folder.path()).output().unwrap();
    let db = rusqlite::Connection::open(folder.path().join(".mizan/index.sqlite")).unwrap();
    db.execute("UPDATE setting SET value = 'older' WHERE name = 'rules'", []).unwrap();
    drop(db);
    let output = index(folder.path()).output().unwrap();
    add("an index of an older version", folder.path(), &output);
    rows
}

/// Nothing asks what time it is: a clock that was set back, or files of the future, change no result.
#[test]
fn the_clock_decides_nothing() {
    let run = |seconds: u64| {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "good.txt", SOUND.as_bytes());
        let file = File::options().write(true).open(folder.path().join("good.txt")).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
        mizan(folder.path()).args(["claims", "good.txt", "--format", "json"]).output().unwrap().stdout
    };
    assert!(!run(0).is_empty());
    assert_eq!(run(0), run(4_000_000_000));
}
