//! The gate on one new article, with the articles of `seeds/` for an archive.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

fn check(new: &str) -> (Option<i32>, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
    let command =
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["check", "--new", new, "seeds", "--format", "concise"]);
    let Output { status, stdout, .. } = command.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap())
}

#[test]
fn an_article_that_contradicts_the_archive_does_not_pass() {
    let (code, report) = check("seeds/002_bf19aadc5ede928e.txt");
    assert_eq!(code, Some(1), "{report}");
    for (verdict, a, b) in [
        ("contradiction", "more than 30 %", "about 40 %"),
        ("contradiction", "30 years", "30 years, negated"),
        ("tension", "1 (first)", "2 (second)"),
    ] {
        let values = format!("{a} / {b}").replace(' ', "\u{a0}");
        let named = |line: &&str| line.starts_with(verdict) && line.replace(' ', "\u{a0}").contains(&values);
        assert!(report.lines().any(|line| named(&line)), "{verdict}: {values} is not told\n{report}");
    }
    // What the others say of each other is no matter of the new article.
    let lines: Vec<&str> = report.trim_end().lines().collect();
    let (closing, findings) = lines.split_last().unwrap();
    assert!(findings.iter().all(|line| line.contains("002_bf19aadc5ede928e.txt")), "{report}");
    assert!(closing.starts_with("5 documents"), "{report}");
}

#[test]
fn an_article_that_repeats_the_archive_passes() {
    let (code, report) = check("tests/articles/agreeing.txt");
    assert_eq!(code, Some(0), "{report}");
    // Passing because nothing was compared would be no pass.
    let closing = report.trim_end().lines().next_back().unwrap();
    let (read, agreeing) = closing.split_once(" compared, ").unwrap();
    assert!(read.starts_with("6 documents") && !agreeing.starts_with('0'), "{report}");
}

/// What a run in a folder says, its warnings too.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
    let Output { status, stdout, stderr } = command.current_dir(folder).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn what_the_archive_waives_is_judged_by_all_that_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    fs::create_dir(&archive).unwrap();
    let write = |name: &str, text: &str| fs::write(archive.join(name), text).unwrap();
    write("one.md", "The bridge of Mostar in Bosnia is 300 metres long, said the city on Monday.\n");
    write("two.md", "The bridge of Mostar in Bosnia is 400 metres long, said the city on Monday.\n");
    let (_, listed, _) = run(folder.path(), &["report", "archive", "--format", "concise"]);
    let id = listed.split(['[', ']']).find(|part| part.starts_with("MZ")).unwrap().to_owned();
    let waiver = format!("<!-- mizan: waive {id}: two bridges -->\n");
    write(
        "one.md",
        &format!("The bridge of Mostar in Bosnia is 300 metres long, said the city on Monday.\n\n{waiver}"),
    );
    write("new.md", "The bridge of Mostar in Bosnia is 300 metres long, said the council on Monday.\n");
    run(folder.path(), &["index", "archive"]);
    let gate = ["check", "--new", "archive/new.md", "archive"];
    let with = run(folder.path(), &gate);
    let without = run(folder.path(), &[&gate[..], &["--no-index"]].concat());
    assert_eq!(with, without);
    assert!(!with.2.contains("matches no finding"), "{with:?}");
}
