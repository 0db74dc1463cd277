//! The gate on one new article, with the articles of `seeds/` for an archive.

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
