//! Runs the command as the files of `tests/cli/` say, one case a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use assert_cmd::Command;
use serde::Deserialize;

/// A run of the command, and what must come of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Case {
    /// What the case holds.
    why: String,
    args: Vec<String>,
    /// Files to lay out first, by name.
    #[serde(default)]
    files: BTreeMap<String, Content>,
    /// Folders to make first.
    #[serde(default)]
    folders: Vec<String>,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    env: BTreeMap<String, String>,
    exit: i32,
    /// All of standard output.
    stdout: Option<String>,
    #[serde(default)]
    stdout_contains: Vec<String>,
    #[serde(default)]
    stdout_lacks: Vec<String>,
    /// All of standard error; nothing, where not given.
    #[serde(default)]
    stderr: String,
    /// What written files must contain.
    #[serde(default)]
    written: BTreeMap<String, String>,
}

/// What a file holds.
#[derive(Deserialize)]
#[serde(untagged)]
enum Content {
    Text(String),
    /// Bytes that are no text, two hexadecimal digits each.
    Bytes {
        hex: String,
    },
}

impl Content {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.clone().into_bytes(),
            Self::Bytes { hex } => hex.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect(),
        }
    }
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 20, "only {} cases", files.len());
    let faults: Vec<String> = files.iter().filter_map(|file| fault(file)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    // More than a pipe holds.
    fs::write(folder.path().join("a.txt"), "Iran supplied 30% of its oil.\n".repeat(2000)).unwrap();
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
    command.current_dir(folder.path()).args(["claims", "a.txt", "--format", "jsonl", "-q"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

/// What is wrong with a case, if anything.
fn fault(file: &Path) -> Option<String> {
    let name = file.file_name().unwrap().to_string_lossy();
    let case: Case = match toml::from_str(&fs::read_to_string(file).unwrap()) {
        Ok(case) => case,
        Err(error) => return Some(format!("{name}: {error}")),
    };
    let faults = run(&case);
    (!faults.is_empty()).then(|| format!("{name} ({})\n{}", case.why, faults.join("\n")))
}

fn run(case: &Case) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for name in &case.folders {
        fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    for (name, content) in &case.files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content.bytes()).unwrap();
    }
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
    command.current_dir(folder.path()).args(&case.args).write_stdin(case.stdin.as_str());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(variable);
    }
    let output = command.envs(&case.env).output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());

    let mut faults = Vec::new();
    if output.status.code() != Some(case.exit) {
        faults.push(format!("  exit {:?}, not {}", output.status.code(), case.exit));
    }
    if case.stdout.as_ref().is_some_and(|want| *want != stdout) {
        faults.push(format!("  standard output is\n{stdout}"));
    }
    let missing = case.stdout_contains.iter().filter(|part| !stdout.contains(part.as_str()));
    faults.extend(missing.map(|part| format!("  standard output lacks {part:?}:\n{stdout}")));
    let stray = case.stdout_lacks.iter().filter(|part| stdout.contains(part.as_str()));
    faults.extend(stray.map(|part| format!("  standard output holds {part:?}:\n{stdout}")));
    if case.stderr != stderr {
        faults.push(format!("  standard error is\n{stderr}"));
    }
    for (name, want) in &case.written {
        let text = fs::read_to_string(folder.path().join(name)).unwrap_or_default();
        if !text.contains(want) {
            faults.push(format!("  {name} lacks {want:?}:\n{text}"));
        }
    }
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    faults.extend(
        left.filter(|name| name.to_string_lossy().starts_with(".mizan"))
            .map(|name| format!("  left {}", name.display())),
    );
    faults
}
