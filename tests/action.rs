//! The GitHub action: its steps, run as GitHub runs them, on the clone that `actions/checkout` makes.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn git(folder: &Path, args: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args).env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "A").env(format!("GIT_{who}_EMAIL"), "a@example.org");
    }
    let output = command.output().expect("git is installed");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with an archive, a pull request with an article that contradicts it, and its shallow clone.
fn checkout(folder: &Path) -> PathBuf {
    let (origin, clone) = (folder.join("origin"), folder.join("clone"));
    fs::create_dir_all(origin.join("articles")).unwrap();
    git(&origin, &["init", "--quiet", "--initial-branch=main"]);
    for (name, text, branch) in [
        ("a.txt", "Iran supplied 30% of its oil.\n", "main"),
        ("b.txt", "Iran supplied 30% of its oil.\n", "main"),
        ("new article.txt", "Iran supplied 45% of its oil.\n", "work"),
    ] {
        git(&origin, &["checkout", "--quiet", "-B", branch]);
        fs::write(origin.join("articles").join(name), text).unwrap();
        git(&origin, &["add", "--all"]);
        git(&origin, &["commit", "--quiet", "--message", name]);
    }
    let url = format!("file://{}", origin.display());
    git(folder, &["clone", "--quiet", "--depth", "1", "--branch", "work", &url, clone.to_str().unwrap()]);
    clone
}

/// Runs every step of `action.yml` with the inputs given, and the defaults of the others.
fn run(clone: &Path, inputs: &[(&str, &str)], environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    let input = Regex::new(r#"(?m)^  ([a-z-]+):\n    description: .*\n    default: "(.*)"$"#).unwrap();
    let mut values: BTreeMap<String, String> =
        input.captures_iter(&action).map(|found| (found[1].to_owned(), found[2].to_owned())).collect();
    assert_eq!(values.len(), action.matches("    description: ").count(), "every input has a default");
    for (name, value) in inputs {
        assert!(values.insert((*name).to_owned(), (*value).to_owned()).is_some(), "no input {name}");
    }
    let binary = assert_cmd::cargo::cargo_bin!("mizan");
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let steps: Vec<&str> = action.split("    - name: ").skip(1).collect();
    assert_eq!(steps.len(), 2);
    let variable = Regex::new(r"(?m)^        ([A-Z_]+): \$\{\{ inputs\.([a-z-]+) \}\}$").unwrap();
    let (mut code, mut said, mut used) = (Some(0), String::new(), 0);
    for step in steps {
        let script = step.lines().find_map(|line| line.trim().strip_prefix("run: ")).expect("a step runs something");
        let mut command = Command::new("bash");
        command.current_dir(clone).args(["-e", "-o", "pipefail", "-c", script]);
        command.env("PATH", &path).env("GITHUB_ACTION_PATH", root()).env("GIT_CONFIG_GLOBAL", "/dev/null");
        for unset in
            ["GITHUB_BASE_REF", "GITHUB_REF_NAME", "EVENT_BEFORE", "EVENT_DEFAULT_BRANCH", "GITHUB_STEP_SUMMARY"]
        {
            command.env_remove(unset);
        }
        for found in variable.captures_iter(step) {
            command.env(&found[1], &values[&found[2]]);
            used += 1;
        }
        let output = command.envs(environment.iter().copied()).output().unwrap();
        said += &String::from_utf8_lossy(&output.stdout);
        said += &String::from_utf8_lossy(&output.stderr);
        code = output.status.code();
    }
    assert_eq!(used, values.len(), "every input is handed on");
    (code, said)
}

#[test]
fn a_pull_request_is_held_against_its_base() {
    let folder = tempfile::tempdir().unwrap();
    let clone = checkout(folder.path());
    let summary = folder.path().join("summary.md");
    let request = [("GITHUB_BASE_REF", "main"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let (code, said) = run(&clone, &[], &request);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("mizan: 1 new article against 2\n"), "{said}");
    // The new article is annotated, and the job has a summary.
    assert!(said.contains("::error file=articles/new article.txt,line=1,endLine=1,col="), "{said}");
    let told = fs::read_to_string(&summary).unwrap();
    assert!(told.contains("| contradiction | ") && told.contains("45 %"), "{told}");
    // The inputs reach the command.
    let (code, said) =
        run(&clone, &[("format", "concise"), ("args", "-q"), ("paths", "articles"), ("fail-on", "tension")], &request);
    assert!(code == Some(1) && said.starts_with("contradiction "), "{said}");
    let (code, said) = run(&clone, &[("baseline", "none.baseline")], &request);
    assert!(code == Some(2) && said.contains("none.baseline: no such file"), "{said}");
    let (code, said) = run(&clone, &[("since", "HEAD")], &request);
    assert!(code == Some(0) && said.contains("no new or changed article among 3"), "{said}");
}

#[test]
fn a_push_is_held_against_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let clone = checkout(folder.path());
    let main =
        Command::new("git").current_dir(folder.path().join("origin")).args(["rev-parse", "main"]).output().unwrap();
    let main = String::from_utf8(main.stdout).unwrap();
    let (code, said) = run(&clone, &[], &[("EVENT_BEFORE", main.trim())]);
    assert!(code == Some(1) && said.contains("1 new article against 2"), "{said}");
    // A branch that is new has nothing before it, and after a forced push what was there is gone.
    for before in ["0", "7"] {
        let before = before.repeat(40);
        let (work, main) = (("GITHUB_REF_NAME", "work"), ("GITHUB_REF_NAME", "main"));
        let pushed = [("EVENT_BEFORE", before.as_str()), ("EVENT_DEFAULT_BRANCH", "main")];
        let (code, said) = run(&clone, &[], &[&pushed[..], &[work]].concat());
        assert!(code == Some(1) && said.contains("compared with origin/main\n"), "{said}");
        assert!(said.contains("mizan: 1 new article against 2\n"), "{said}");
        for pushed in [&pushed[..1], &[&pushed[..], &[main]].concat()] {
            let (code, said) = run(&clone, &[], pushed);
            assert!(code == Some(1) && said.contains("; all articles are checked\n"), "{said}");
            assert!(!said.contains("new article against"), "{said}");
        }
    }
}

#[test]
fn a_path_may_hold_a_space() {
    let folder = tempfile::tempdir().unwrap();
    let clone = checkout(folder.path());
    let spaced = [("paths", "articles/a.txt\narticles/new article.txt\n"), ("format", "concise")];
    let (code, said) = run(&clone, &spaced, &[]);
    assert!(code == Some(1) && said.contains("2 documents, 2 claims"), "{said}");
    let (code, said) =
        run(&clone, &[("paths", "articles/a.txt  articles/b.txt"), ("args", "-q\n--today\n2023-05-30\n")], &[]);
    assert!(code == Some(0) && said.contains("2 documents, 2 claims"), "{said}");
}

/// The hook's own command, as pre-commit runs it.
#[test]
fn the_hook_checks_what_is_committed() {
    let hooks = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let files = hooks.lines().find_map(|line| line.strip_prefix("  files: ")).unwrap();
    let files = Regex::new(files).unwrap();
    for ending in mizan::error::ENDINGS.split(", ") {
        assert!(files.is_match(&format!("a{ending}")) && files.is_match(&format!("a{ending}.gz")), "{ending}");
    }
    // A new fact is held against every article.
    assert!(files.is_match("claims.toml") && files.is_match("desk/claims.toml") && !files.is_match("myclaims.toml"));
    assert!(!files.is_match("a.png") && !files.is_match("a.txt.png"));
    let entry = hooks.lines().find_map(|line| line.strip_prefix("  entry: ")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let clone = checkout(folder.path());
    let binary = assert_cmd::cargo::cargo_bin!("mizan");
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let hook = |from: Option<&str>| {
        let mut command = Command::new("sh");
        command.current_dir(&clone).args(["-c", entry]).env("PATH", &path).env_remove("PRE_COMMIT_FROM_REF");
        let output = command.envs(from.map(|from| ("PRE_COMMIT_FROM_REF", from))).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(hook(None), (Some(0), "mizan: no new or changed article among 3\n".into()));
    fs::write(clone.join("articles/c.txt"), "Iran supplied 60% of its oil.\n").unwrap();
    // A draft that is not added is no part of the commit.
    assert_eq!(hook(None), (Some(0), "mizan: no new or changed article among 3\n".into()));
    git(&clone, &["add", "--all"]);
    assert_eq!(hook(None), (Some(1), "mizan: 1 new article against 3\n".into()));
    git(&clone, &["fetch", "--quiet", "--unshallow", "origin", "+refs/heads/*:refs/remotes/origin/*"]);
    assert_eq!(hook(Some("origin/main")), (Some(1), "mizan: 2 new articles against 2\n".into()));
}
