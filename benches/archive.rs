//! What the index saves: `cargo bench --bench archive [ARTICLES [BINARY]]`.
//!
//! Makes an archive of articles in a temporary folder, one file each, a hundred a folder, and runs the command on it: the
//! report without an index, the index, the report with it, the same after one article changed, and the gate on one new
//! article. CPU time is that of the runs (user and system), as Linux counts it; the gate's is the time that passes from
//! its start, the least of many.

#[path = "support/news.rs"]
mod news;
#[path = "support/stories.rs"]
mod stories;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant, SystemTime};

use jiff::ToSpan;
use jiff::civil::date;

/// What the report may cost with an index, in hundredths of what it costs without.
const WARM: f64 = 10.0;
const AFTER_ONE: f64 = 12.0;
/// How long the gate may take.
const GATE: Duration = Duration::from_millis(20);
/// Of so many runs of the gate, the fastest counts.
const RUNS: usize = 30;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let articles = args.first().and_then(|arg| arg.parse().ok()).unwrap_or(10_000);
    let binary = args.get(1).map_or(env!("CARGO_BIN_EXE_mizan"), String::as_str);
    let binary = fs::canonicalize(binary).expect("the command is built");
    let desk = tempfile::tempdir().expect("a temporary folder");
    let draft = make(desk.path(), articles);
    let run = |args: &[&str]| cost(&binary, desk.path(), args);

    let cold = run(&["report", "archive", "--no-index", "--output", "cold.txt"]);
    println!("report without an index: {:.2} s of CPU time", cold.as_secs_f64());
    let index = run(&["index", "archive"]);
    let size = fs::metadata(desk.path().join(".mizan/index.sqlite")).expect("an index").len();
    println!("index: {:.2} s, {} bytes an article", index.as_secs_f64(), size / articles as u64);
    // The first run after the articles were written cannot trust their times.
    run(&["index", "archive"]);
    let warm = run(&["report", "archive", "--output", "warm.txt"]);
    let part = |cost: Duration| cost.as_secs_f64() * 100.0 / cold.as_secs_f64();
    println!("report with the index: {:.2} s, {:.1} %; at most {WARM} % is allowed", warm.as_secs_f64(), part(warm));
    let same = ["cold.txt", "warm.txt"].map(|name| fs::read(desk.path().join(name)).expect("a report"));
    assert!(same[0] == same[1], "the index changes the report");

    let changed = desk.path().join("archive/00000").join("01.md");
    let text = fs::read_to_string(&changed).expect("an article").replace('4', "5");
    fs::write(&changed, text).expect("an article can be written");
    let after = run(&["report", "archive", "--output", "warm.txt"]);
    println!("after one article changed: {:.2} s, {:.1} %; at most {AFTER_ONE} %", after.as_secs_f64(), part(after));

    fs::write(desk.path().join("draft.txt"), draft).expect("a draft can be written");
    std::thread::sleep(Duration::from_secs(3));
    run(&["index", "archive"]);
    let gate = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run(&["check", "--new", "draft.txt", "archive", "--output", "gate.txt"]);
            start.elapsed()
        })
        .min()
        .unwrap_or_default();
    println!("gate on one new article: {:.1} ms; at most {} ms", gate.as_secs_f64() * 1000.0, GATE.as_millis());
    let fine = part(warm) <= WARM && part(after) <= AFTER_ONE && gate <= GATE;
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Writes an archive, an hour old; gives the text of an article that is not in it.
fn make(desk: &Path, articles: usize) -> String {
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    let mut all = stories::Archive::default();
    for (nth, article) in all.by_ref().take(articles).enumerate() {
        let folder = desk.join("archive").join(format!("{:05}", nth / 100));
        fs::create_dir_all(&folder).expect("a folder can be made");
        let day = date(2020, 1, 1) + i32::from(article.day).days();
        let stories::Article { name, title, outlet, text, .. } = article;
        let url = format!("https://example.org/{name}");
        let text = format!("---\ntitle: \"{title}\"\ndate: {day}\noutlet: {outlet}\nurl: {url}\n---\n{text}");
        let path = folder.join(format!("{:02}.md", nth % 100));
        fs::write(&path, text).expect("an article can be written");
        fs::File::open(&path).and_then(|file| file.set_modified(hour_ago)).expect("a time can be set");
    }
    all.next().expect("an article").text
}

/// The CPU time of a run.
fn cost(binary: &Path, desk: &Path, args: &[&str]) -> Duration {
    let before = of_children();
    let mut run = Command::new(binary);
    let run = run.args(args).current_dir(desk).stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    let status = run.status().expect("the command runs");
    assert!(status.code().is_some_and(|code| code < 2), "{args:?}: {status}");
    of_children().saturating_sub(before)
}

/// The CPU time of all runs that have ended, in hundredths of a second.
fn of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("this bench needs Linux");
    let (_, fields) = stat.rsplit_once(')').expect("a name in parentheses");
    let ticks: u64 = fields.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}
