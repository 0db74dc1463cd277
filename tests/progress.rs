//! Progress is shown to someone who waits at a terminal, and to no one else.

use std::process::Command;

/// A run that waits two seconds for its input, on a terminal of `script`'s making; what the terminal showed. None where
/// there is no `script`.
fn on_a_terminal(setting: &str) -> Option<String> {
    let mizan = assert_cmd::cargo::cargo_bin!("mizan").display().to_string();
    let run = format!("(sleep 2; echo Iran supplied 30% of its oil.) | {setting} {mizan} claims - --format csv");
    let output = Command::new("script")
        .args(["-qec", &run, "/dev/null"])
        .env("TERM", "xterm")
        .env_remove("CI")
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("30%"), "{shown}");
    Some(shown)
}

#[test]
fn a_terminal_shows_progress_after_a_second_and_takes_it_back() {
    let Some(shown) = on_a_terminal("") else {
        println!("not checked: there is no `script` to make a terminal");
        return;
    };
    let line = "\r\u{1b}[Kmizan: 0 of 1 file, 0 articles, 0 articles/s";
    assert!(shown.contains(line), "{shown:?}");
    let after = &shown[shown.rfind(line).unwrap() + line.len()..];
    assert!(after.starts_with("\r\u{1b}[K"), "{shown:?}");
}

#[test]
fn pipes_ci_and_the_quiet_see_none() {
    for setting in ["CI=true", "TERM=dumb"] {
        let shown = on_a_terminal(setting);
        assert!(shown.is_none_or(|shown| !shown.contains(" of 1 file")), "{setting}");
    }
    let mizan = assert_cmd::cargo::cargo_bin!("mizan");
    let run = format!("(sleep 2; echo Iran supplied 30% of its oil.) | {} claims -", mizan.display());
    let output = Command::new("sh").args(["-c", &run]).env("TERM", "xterm").env_remove("CI").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
