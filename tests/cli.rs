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

/// Every case, with the configuration that it lays out.
fn all_cases() -> Vec<(Case, toml::Table)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let cases = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let cases = cases.map(|text| toml::from_str::<Case>(&text).unwrap());
    let configured = |case: Case| {
        let text = case.files.get("claims.toml").map(Content::bytes);
        let table = text.and_then(|text| String::from_utf8(text).unwrap().parse().ok()).unwrap_or_default();
        (case, table)
    };
    cases.map(configured).collect()
}

#[test]
fn every_option_of_every_command_has_a_case() {
    let help = |args: &[&str]| {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
        String::from_utf8(command.args(args).arg("--help").output().unwrap().stdout).unwrap()
    };
    let cases = all_cases();
    let tried = |command: Option<&str>, (long, short): &(String, Option<String>)| {
        let has = |word: &str| word == long || short.as_deref() == Some(word);
        cases.iter().any(|(case, _)| {
            case.args.iter().any(|word| has(word))
                && command.is_none_or(|command| case.args.iter().any(|arg| arg == command))
        })
    };
    // The long name of each option, with the short one where there is one.
    let options = |help: &str| -> Vec<(String, Option<String>)> {
        let words = |line: &str| line.trim().split([' ', ',', '[', '=']).map(str::to_owned).collect::<Vec<_>>();
        let lines = help.lines().map(words).filter(|words| words[0].starts_with('-'));
        let long = |words: &[String]| words.iter().find(|word| word.starts_with("--")).cloned();
        let short = |words: &[String]| words.first().filter(|word| !word.starts_with("--")).cloned();
        lines.filter_map(|words| Some((long(&words)?, short(&words)))).filter(|(long, _)| long != "--help").collect()
    };
    let top = help(&[]);
    let global = options(&top);
    let listed = top.split_once("Commands:").unwrap().1;
    let commands = listed
        .lines()
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let commands: Vec<&str> = commands.map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(commands.len() > 5 && global.len() > 5, "{commands:?} {global:?}");
    let mut missing: Vec<String> =
        global.iter().filter(|option| !tried(None, option)).map(|(long, _)| long.clone()).collect();
    for command in commands {
        if !cases.iter().any(|(case, _)| case.args.iter().any(|arg| arg == command)) {
            missing.push(command.to_owned());
        }
        let own = options(&help(&[command]));
        let own = own.iter().filter(|option| !global.contains(option));
        missing.extend(own.filter(|option| !tried(Some(command), option)).map(|(long, _)| format!("{command} {long}")));
    }
    assert!(missing.is_empty(), "no case in tests/cli tries {missing:?}");
}

#[test]
fn every_key_of_claims_toml_has_a_case() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/claims.schema.json");
    let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(schema).unwrap()).unwrap();
    let cases = all_cases();
    let mut missing = Vec::new();
    for (table, part) in schema["properties"].as_object().unwrap() {
        let keys = part["properties"].as_object().or_else(|| part["items"]["properties"].as_object());
        let tried = |key: Option<&str>| {
            cases.iter().any(|(_, config)| match (config.get(table), key) {
                (Some(toml::Value::Array(rows)), Some(key)) => rows.iter().any(|row| row.get(key).is_some()),
                (Some(table), Some(key)) => table.get(key).is_some(),
                (found, None) => found.is_some(),
                (None, _) => false,
            })
        };
        if !tried(None) {
            missing.push(format!("[{table}]"));
        }
        let keys = keys.into_iter().flatten().map(|(key, _)| key);
        missing.extend(keys.filter(|key| !tried(Some(key))).map(|key| format!("[{table}] {key}")));
    }
    assert!(missing.is_empty(), "no case in tests/cli uses {missing:?}");
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
        left.filter(|name| name.to_string_lossy().starts_with(".mizan-"))
            .map(|name| format!("  left {}", name.display())),
    );
    faults
}
