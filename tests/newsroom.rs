//! A newsroom: an archive of 200 articles in git, a branch with every kind of change, and what the gate says to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// What is said of each country, and of the first of them the figure.
const FACTS: [(&str, usize); 5] = [
    ("The coastline of {} is # km long.", 300),
    ("The population of {} is # million people.", 6),
    ("The area of {} is # thousand square kilometres.", 90),
    ("The unemployment rate in {} is # %.", 1),
    ("The parliament of {} has # members.", 110),
];

/// The first fact: what the changed articles are about.
const COAST: usize = 0;

const COUNTRIES: [&str; 20] = [
    "Egypt", "Morocco", "Tunisia", "Algeria", "Iraq", "Turkey", "Greece", "Italy", "Spain", "Portugal", "France",
    "Poland", "Sweden", "Norway", "Finland", "Japan", "Brazil", "Mexico", "Kenya", "Ghana",
];

/// A repository of articles.
struct Newsroom {
    root: PathBuf,
    folder: TempDir,
}

/// What a run of the gate said.
#[derive(Debug)]
struct Run {
    exit: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Newsroom {
    /// Two outlets tell each of a hundred facts alike; all of it is on the branch `main`, and work begins.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let room = Self { root: folder.path().join("newsroom"), folder };
        fs::create_dir(&room.root).unwrap();
        room.git(&["init", "--quiet", "--initial-branch=main"]);
        room.write("claims.toml", "[files]\ninclude = [\"articles/\"]\n");
        for country in COUNTRIES {
            for fact in 0..FACTS.len() {
                for outlet in ["north", "south"] {
                    room.write(&article(outlet, country, fact), &sentence(country, fact, figure(country, fact)));
                }
            }
        }
        room.commit("archive");
        room.git(&["checkout", "--quiet", "-b", "work"]);
        room
    }

    /// With one article that agrees, one that contradicts, one edited, one renamed and one deleted.
    fn with_every_change() -> Self {
        let room = Self::new();
        for change in [agree, contradict, edit, rename, delete] {
            change(&room);
        }
        room.commit("every kind of change");
        room
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn git(&self, args: &[&str]) -> String {
        git(&self.root, args)
    }

    fn check(&self, args: &[&str]) -> Run {
        check(&self.root, args)
    }

    /// A clone of the branch, with the last `depth` commits.
    fn clone(&self, depth: usize) -> PathBuf {
        let to = self.folder.path().join(format!("clone-{depth}"));
        let url = format!("file://{}", self.root.display());
        let depth = depth.to_string();
        git(
            self.folder.path(),
            &["clone", "--quiet", "--depth", &depth, "--branch", "work", &url, to.to_str().unwrap()],
        );
        to
    }
}

/// It repeats what both outlets say.
fn agree(room: &Newsroom) {
    room.write("articles/west/agrees.txt", &sentence("Egypt", COAST, figure("Egypt", COAST)));
}

/// It says something else than both outlets do.
fn contradict(room: &Newsroom) {
    room.write("articles/west/contradicts.txt", &sentence("Iraq", COAST, 2 * figure("Iraq", COAST)));
}

/// What the other outlet still says is no longer what it says.
fn edit(room: &Newsroom) {
    room.write(&article("north", "Japan", COAST), &sentence("Japan", COAST, 2 * figure("Japan", COAST)));
}

fn rename(room: &Newsroom) {
    room.git(&["mv", &article("north", "Kenya", COAST), "articles/north/renamed.txt"]);
}

fn delete(room: &Newsroom) {
    room.git(&["rm", "--quiet", &article("north", "Ghana", COAST)]);
}

fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args);
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_AUTHOR_NAME", "A"),
        ("GIT_AUTHOR_EMAIL", "a@example.org"),
        ("GIT_COMMITTER_NAME", "A"),
        ("GIT_COMMITTER_EMAIL", "a@example.org"),
    ] {
        command.env(name, value);
    }
    let output = command.output().expect("git is installed");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn check(folder: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mizan"));
    command.current_dir(folder).args(["check", "--format", "concise"]).args(args);
    // Repositories above the temporary folder are none of ours.
    command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir()).env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.output().unwrap();
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    Run { exit: output.status.code(), stdout, stderr }
}

fn article(outlet: &str, country: &str, fact: usize) -> String {
    format!("articles/{outlet}/{country}-{fact}.txt")
}

fn sentence(country: &str, fact: usize, figure: usize) -> String {
    FACTS[fact].0.replace("{}", country).replace('#', &figure.to_string()) + "\n"
}

fn figure(country: &str, fact: usize) -> usize {
    let at = COUNTRIES.iter().position(|known| *known == country).unwrap();
    FACTS[fact].1 + at * if fact == 3 { 1 } else { 7 }
}

impl Run {
    /// The findings, each as the articles that it names.
    fn rows(&self) -> Vec<&str> {
        let mut rows: Vec<&str> = self
            .stdout
            .lines()
            .filter(|line| line.contains(" [MZ"))
            .map(|line| line.rsplit_once('(').unwrap().1.split_once(')').unwrap().0)
            .collect();
        rows.sort_unstable();
        rows
    }

    fn closing(&self) -> &str {
        self.stdout.lines().next_back().unwrap_or_default()
    }

    /// The id of a finding.
    fn id(&self) -> &str {
        let (_, rest) = self.stdout.split_once(" [").unwrap();
        rest.split_once(']').unwrap().0
    }

    /// The exit code and what was said beside the report.
    fn said(&self) -> (Option<i32>, &str) {
        (self.exit, &self.stderr)
    }
}

/// What the contradicting article gives.
const CONTRADICTED: [&str; 2] = [
    "articles/north/Iraq-0.txt:1, articles/west/contradicts.txt:1",
    "articles/south/Iraq-0.txt:1, articles/west/contradicts.txt:1",
];

/// What the edited article gives.
const EDITED: &str = "articles/north/Japan-0.txt:1, articles/south/Japan-0.txt:1";

#[test]
fn an_archive_that_agrees_passes() {
    let run = Newsroom::new().check(&[]);
    assert_eq!(run.said(), (Some(0), ""), "{run:?}");
    assert_eq!(run.closing(), "200 documents, 200 claims: 100 pairs compared, 100 topics agree");
}

#[test]
fn each_change_is_judged_for_itself() {
    let room = Newsroom::new();
    let none: &[&str] = &[];
    for (change, exit, note, rows) in [
        (agree as fn(&Newsroom), 0, "1 new article against 200", none),
        (contradict, 1, "1 new article against 200", &CONTRADICTED),
        (edit, 1, "1 changed article against 199", &[EDITED]),
        (rename, 0, "no new or changed article among 200 (files renamed: 1)", none),
        (delete, 0, "no new or changed article among 199 (files deleted: 1)", none),
    ] {
        room.git(&["checkout", "--quiet", "-B", "work", "main"]);
        change(&room);
        room.commit("one change");
        let run = room.check(&["--since", "main"]);
        assert_eq!(run.said(), (Some(exit), format!("mizan: {note}\n").as_str()), "{run:?}");
        assert_eq!(run.rows(), rows, "{note}");
    }
}

#[test]
fn all_changes_together_are_judged_alike() {
    let room = Newsroom::with_every_change();
    let run = room.check(&["--since", "main"]);
    let note = "mizan: 2 new and 1 changed articles against 198 (files renamed: 1, files deleted: 1)\n";
    assert_eq!(run.said(), (Some(1), note));
    assert_eq!(run.rows(), [CONTRADICTED[0], EDITED, CONTRADICTED[1]]);
    assert_eq!(run.closing(), "201 documents (3 new or changed), 201 claims: 5 pairs compared, 1 topic agrees");
    // A folder further down, and a path in full, name the same articles.
    let below = check(&room.root.join("articles/west"), &["--since", "main", "-q"]);
    assert_eq!((below.exit, below.rows().len()), (Some(1), 3));
    let full = room.check(&["--since", "main", "-q", room.root.to_str().unwrap()]);
    assert_eq!((full.exit, full.rows().len()), (Some(1), 3));
}

#[test]
fn what_others_bring_to_the_main_branch_is_not_new() {
    let room = Newsroom::with_every_change();
    room.git(&["checkout", "--quiet", "main"]);
    room.write("articles/east/one.txt", &sentence("Spain", COAST, 700));
    room.write(&article("south", "Poland", COAST), &sentence("Poland", COAST, 900));
    room.commit("others");
    room.git(&["checkout", "--quiet", "work"]);
    let before = room.check(&["--since", "main"]);
    room.git(&["rebase", "--quiet", "main"]);
    let after = room.check(&["--since", "main"]);
    for run in [&before, &after] {
        assert_eq!((run.exit, run.rows()), (Some(1), vec![CONTRADICTED[0], EDITED, CONTRADICTED[1]]), "{run:?}");
    }
    assert!(after.stderr.starts_with("mizan: 2 new and 1 changed articles against 199 "), "{after:?}");
}

#[test]
fn a_shallow_clone_is_refused_unless_its_history_is_enough() {
    let room = Newsroom::with_every_change();
    let remedy = "this clone is shallow and may lack the commit that --since compares with; fetch the history (git fetch \
        --unshallow, or fetch-depth: 0 in actions/checkout)";
    let clone = room.clone(1);
    let run = check(&clone, &["--since", "origin/main"]);
    let unknown = format!("mizan: error: --since: `origin/main` is no commit of this repository; {remedy}\n");
    assert_eq!((run.said(), run.stdout.as_str()), ((Some(2), unknown.as_str()), ""));
    git(&clone, &["fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main"]);
    let run = check(&clone, &["--since", "origin/main"]);
    assert_eq!(run.said(), (Some(2), format!("mizan: error: --since origin/main: {remedy}\n").as_str()));
    git(&clone, &["fetch", "--quiet", "--unshallow"]);
    assert_eq!(check(&clone, &["--since", "origin/main", "-q"]).rows().len(), 3);
    // The commit itself is there, and nothing nearer can be.
    let clone = room.clone(2);
    let run = check(&clone, &["--since", "HEAD^", "-q"]);
    assert_eq!((run.exit, run.rows().len()), (Some(1), 3));
}

#[test]
fn a_baseline_lets_pass_what_was_there() {
    let room = Newsroom::with_every_change();
    let run = room.check(&["--baseline", "known.baseline", "--write-baseline"]);
    assert_eq!(run.said(), (Some(0), "mizan: known.baseline: findings written: 3\n"));
    let baseline = fs::read_to_string(room.root.join("known.baseline")).unwrap();
    let mut ids: Vec<&str> = baseline.lines().skip(1).collect();
    assert_eq!(ids.len(), 3, "{baseline}");
    assert!(
        baseline.contains("\tcontradiction\tarticles/north/Japan-0.txt\tarticles/south/Japan-0.txt\n"),
        "{baseline}"
    );
    let sorted = ids.clone();
    ids.sort_unstable();
    assert_eq!(ids, sorted);

    let run = room.check(&["--baseline", "known.baseline"]);
    assert_eq!((run.said(), run.rows().len()), ((Some(0), ""), 0));
    assert!(run.closing().ends_with(", 3 findings known"), "{run:?}");
    let run = room.check(&["--baseline", "known.baseline", "--since", "main", "-q"]);
    assert_eq!((run.exit, run.rows().len()), (Some(0), 0), "{run:?}");

    // Text above the sentence moves it to another line: it is known all the same. What is new is not.
    let moved = format!("A heading\n\n{}", sentence("Japan", COAST, 2 * figure("Japan", COAST)));
    room.write(&article("north", "Japan", COAST), &moved);
    room.write("articles/west/more.txt", &sentence("Mexico", COAST, 900));
    let run = room.check(&["--baseline", "known.baseline"]);
    assert_eq!((run.exit, run.rows().len()), (Some(1), 2), "{run:?}");

    // What was put right is told, so that the file can be made shorter.
    fs::remove_file(room.root.join("articles/west/more.txt")).unwrap();
    fs::remove_file(room.root.join("articles/west/contradicts.txt")).unwrap();
    let run = room.check(&["--baseline", "known.baseline"]);
    let gone = "mizan: known.baseline: findings that are gone: 2; --write-baseline drops them\n";
    assert_eq!(run.said(), (Some(0), gone));
}

#[test]
fn an_article_is_the_same_however_it_is_named() {
    let room = Newsroom::with_every_change();
    let ids = |folder: &Path, paths: &[&str]| {
        let run = check(folder, paths);
        let ids = run.stdout.lines().filter_map(|line| Some(line.split_once(" [MZ")?.1.to_owned()));
        let mut ids: Vec<String> = ids.collect();
        ids.sort_unstable();
        ids
    };
    let all = ids(&room.root, &[]);
    assert_eq!(all.len(), 3);
    let full = room.root.join("articles");
    for (folder, path) in [
        (".", "articles"),
        (".", "./articles/"),
        (".", full.to_str().unwrap()),
        ("articles", "."),
        ("articles/west", "../../articles"),
        ("..", "newsroom/articles"),
    ] {
        // Outside of the repository its claims.toml is not found, so it is named.
        let config: &[&str] = if folder == ".." { &["--config", "newsroom/claims.toml"] } else { &[] };
        assert_eq!(ids(&room.root.join(folder), &[config, &[path]].concat()), all, "{folder} {path}");
    }
    // Without a claims.toml the top of the repository is where paths begin.
    fs::remove_file(room.root.join("claims.toml")).unwrap();
    assert_eq!(ids(&room.root, &["articles"]), all);
    assert_eq!(ids(&full.join("west"), &[".."]), all);
}

#[test]
fn a_baseline_and_a_waiver_outlive_another_name_and_another_wording() {
    let room = Newsroom::with_every_change();
    room.check(&["--baseline", "known.baseline", "--write-baseline"]);
    let known = &["--baseline", "known.baseline", "-q"];
    let move_to = |from: &str, to: &str| fs::rename(room.root.join(from), room.root.join(to)).unwrap();
    move_to("articles/west/contradicts.txt", "articles/west/published.txt");
    move_to("articles/north/Japan-0.txt", "articles/west/Japan.txt");
    let run = room.check(known);
    assert_eq!((run.exit, run.rows().len()), (Some(0), 0), "{run:?}");
    assert!(run.closing().ends_with(", 3 findings known"), "{run:?}");
    let reworded = sentence("Iraq", COAST, 2 * figure("Iraq", COAST)).replace("is", "is now");
    move_to("articles/west/published.txt", "articles/west/contradicts.txt");
    room.write("articles/west/contradicts.txt", &reworded);
    assert_eq!(room.check(known).exit, Some(0));
    // What is told again elsewhere, in the same words, is new.
    room.write("articles/west/contradicts.txt", &sentence("Iraq", COAST, 2 * figure("Iraq", COAST)));
    let copy = "articles/west/copy.txt";
    room.write(copy, &sentence("Iraq", COAST, 2 * figure("Iraq", COAST)));
    let run = room.check(known);
    assert_eq!((run.exit, run.rows().len()), (Some(1), 2), "{run:?}");
    let run = room.check(&[known, &["--", "articles/north/Iraq-0.txt", copy][..]].concat());
    assert_eq!((run.exit, run.rows().len()), (Some(1), 1), "{run:?}");
    // A waiver is for two sentences, wherever they stand.
    let all = room.check(&["-q"]);
    let waivers: Vec<String> = all
        .stdout
        .lines()
        .filter_map(|line| Some(line.split_once(" [")?.1.trim_end_matches(']')))
        .map(|id| format!("[[waiver]]\nfinding = \"{id}\"\nreason = \"two surveys\"\n"))
        .collect();
    room.write("claims.toml", &waivers.concat());
    fs::create_dir(room.root.join("articles/east")).unwrap();
    move_to("articles/west/contradicts.txt", "articles/east/iraq.txt");
    let run = room.check(&[]);
    assert_eq!(run.said(), (Some(0), ""), "{run:?}");
}

#[test]
fn a_waiver_holds_until_its_last_day() {
    let room = Newsroom::new();
    edit(&room);
    room.commit("edit");
    let id = room.check(&[]).id().to_owned();
    let waiver = format!(
        "[files]\ninclude = [\"articles/\"]\n[[waiver]]\nfinding = \"{id}\"\nreason = \"two surveys\"\nuntil = 2026-06-30\n"
    );
    room.write("claims.toml", &waiver);
    let run = room.check(&["--since", "main", "--today", "2026-06-30"]);
    assert_eq!(run.said(), (Some(0), "mizan: 1 changed article against 199\n"));
    assert!(run.closing().ends_with(", 1 finding waived"), "{run:?}");
    let run = room.check(&["--since", "main", "--today", "2026-07-01"]);
    let ended = format!("claims.toml:3: the waiver of {id} ended on 2026-06-30; the finding counts again");
    assert_eq!(
        run.said(),
        (Some(1), format!("mizan: 1 changed article against 199\nmizan: warning: {ended}\n").as_str())
    );
    assert_eq!(run.rows(), [EDITED]);
    // Where the finding is gone, so can be the waiver.
    room.write(&article("north", "Japan", COAST), &sentence("Japan", COAST, figure("Japan", COAST)));
    let run = room.check(&["--today", "2026-06-30"]);
    let unused = format!("mizan: warning: claims.toml:3: the waiver of {id} matches no finding\n");
    assert_eq!(run.said(), (Some(0), unused.as_str()));
}

#[test]
fn of_a_feed_only_the_changed_records_are_new() {
    let room = Newsroom::new();
    let record = |country, figure| {
        let text = sentence(country, COAST, figure);
        format!("{{\"text\": \"{}\", \"outlet\": \"wire\"}}\n", text.trim())
    };
    let wrong = |country| record(country, 2 * figure(country, COAST));
    room.git(&["checkout", "--quiet", "main"]);
    room.write("articles/wire.jsonl", &(wrong("Spain") + &wrong("Italy") + &wrong("Greece")));
    room.commit("a feed");
    room.git(&["checkout", "--quiet", "-B", "work"]);
    // A record before the others moves all of them, and the file gets another name: still only it is new.
    let feed = wrong("Turkey") + &wrong("Greece") + &wrong("Spain") + &wrong("Italy");
    fs::remove_file(room.root.join("articles/wire.jsonl")).unwrap();
    room.write("articles/agency.jsonl", &feed);
    room.commit("the feed goes on");
    let run = room.check(&["--since", "main"]);
    assert_eq!(run.rows().len(), 2, "{run:?}");
    let names = |row: &&str| row.contains("articles/agency.jsonl#1,") || row.contains("articles/agency.jsonl#1)");
    assert!(run.rows().iter().all(names), "{run:?}");
    assert_eq!(run.said(), (Some(1), "mizan: 1 changed article against 203\n"));
}

#[test]
fn what_is_not_yet_committed_counts() {
    let room = Newsroom::new();
    room.write(".gitignore", "scratch/\n");
    room.write("articles/scratch/x.txt", &sentence("Spain", COAST, 900));
    contradict(&room);
    fs::rename(room.root.join(article("north", "Kenya", COAST)), room.root.join("articles/north/moved.txt")).unwrap();
    let run = room.check(&["--since", "HEAD"]);
    assert_eq!(run.said(), (Some(1), "mizan: 1 new article against 200 (files renamed: 1)\n"));
    assert_eq!(run.rows(), CONTRADICTED);
    room.git(&["add", "--all"]);
    assert_eq!(room.check(&["--since", "HEAD"]).said(), run.said());
}

#[test]
fn what_git_has_is_read_though_it_is_ignored() {
    let room = Newsroom::new();
    room.git(&["checkout", "--quiet", "main"]);
    room.write(".gitignore", "scratch/\n");
    room.write("articles/scratch/old.txt", &sentence("Egypt", COAST, figure("Egypt", COAST)));
    room.git(&["add", "--force", "articles/scratch/old.txt"]);
    room.commit("an ignored article");
    room.git(&["checkout", "--quiet", "-B", "work"]);
    room.write("articles/scratch/new.txt", &sentence("Iraq", COAST, 2 * figure("Iraq", COAST)));
    room.git(&["add", "--force", "articles/scratch/new.txt"]);
    room.write("articles/scratch/not-added.txt", &sentence("Spain", COAST, 900));
    for paths in [&[][..], &["articles"], &["articles", "articles/scratch/new.txt"]] {
        let run = room.check(&[&["--since", "main"], paths].concat());
        assert_eq!(run.said(), (Some(1), "mizan: 1 new article against 201\n"), "{paths:?}");
        assert!(run.rows().len() == 2 && run.rows().iter().all(|row| row.contains("articles/scratch/new.txt:1")));
    }
}

#[test]
fn what_git_does_not_have_can_be_left_out() {
    let room = Newsroom::new();
    contradict(&room);
    room.write("articles/west/broken.jsonl", "{\n");
    let before_a_commit = ["--since", "HEAD", "--tracked"];
    let none = "mizan: no new or changed article among 200\n";
    assert_eq!(room.check(&before_a_commit).said(), (Some(0), none));
    room.git(&["add", "articles/west/contradicts.txt"]);
    let run = room.check(&before_a_commit);
    assert_eq!(run.said(), (Some(1), "mizan: 1 new article against 200\n"));
    assert_eq!(room.check(&["--since", "HEAD"]).exit, Some(2));
}

#[test]
fn a_new_fact_is_held_against_all() {
    let room = Newsroom::new();
    let claims = |figure: usize| {
        let fact = sentence("Iraq", COAST, figure);
        let facts = format!("[[fact]]\nid = \"coast\"\nstatement = \"{}\"\ncitation = \"Atlas\"\n", fact.trim());
        format!("[files]\ninclude = [\"articles/\"]\n{facts}")
    };
    let fact = "mizan: no new or changed article among 200 (facts new or changed: 1)\n";
    room.write("claims.toml", &claims(figure("Iraq", COAST)));
    let run = room.check(&["--since", "main"]);
    assert_eq!(run.said(), (Some(0), fact), "{run:?}");
    room.commit("a fact");
    room.write("claims.toml", &claims(2 * figure("Iraq", COAST)));
    let run = room.check(&["--since", "HEAD"]);
    assert_eq!(run.said(), (Some(1), fact), "{run:?}");
    assert_eq!(run.rows().len(), 2, "{run:?}");
    assert!(run.closing().starts_with("200 documents, none new or changed"), "{run:?}");
    room.commit("another figure");
    let run = room.check(&["--since", "HEAD"]);
    assert_eq!(run.said(), (Some(0), "mizan: no new or changed article among 200\n"), "{run:?}");
}

#[test]
fn the_repository_is_that_of_the_articles() {
    let room = Newsroom::with_every_change();
    let apart = tempfile::tempdir().unwrap();
    let articles = room.root.join("articles");
    let run = check(apart.path(), &["--since", "main", articles.to_str().unwrap()]);
    let note = "mizan: 2 new and 1 changed articles against 198 (files renamed: 1, files deleted: 1)\n";
    assert_eq!((run.said(), run.rows().len()), ((Some(1), note), 3), "{run:?}");
}

#[test]
fn before_the_first_commit_all_is_new() {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet"]);
    for (name, figure) in [("a.txt", 300), ("b.txt", 600)] {
        fs::write(folder.path().join(name), sentence("Spain", COAST, figure)).unwrap();
    }
    let run = check(folder.path(), &["--since", "HEAD"]);
    assert_eq!(run.said(), (Some(1), "mizan: 2 new articles against 0\n"));
}

#[test]
fn what_git_cannot_tell_is_an_error_with_its_remedy() {
    let room = Newsroom::with_every_change();
    room.git(&["update-ref", "refs/remotes/origin/trunk", "main"]);
    room.git(&["checkout", "--quiet", "--orphan", "alone"]);
    room.git(&["commit", "--quiet", "--message", "alone"]);
    let apart = tempfile::tempdir().unwrap();
    fs::write(apart.path().join("a.txt"), sentence("Spain", COAST, 300)).unwrap();
    let inside = room.root.as_path();
    for (folder, reference, paths, want) in [
        (
            inside,
            "none",
            ".",
            "--since: `none` is no commit of this repository; fetch it, or name another branch, tag or commit",
        ),
        (inside, "trunk", ".", "--since: `trunk` is no commit of this repository; did you mean `origin/trunk`?"),
        (
            inside,
            "main",
            ".",
            "--since: `main` and the current branch have no commit in common; name a commit of its history",
        ),
        (
            apart.path(),
            "main",
            ".",
            "git: not a git repository (or any of the parent directories): .git; --since needs one. Name new articles with --new instead",
        ),
    ] {
        let run = check(folder, &["--since", reference, paths]);
        assert_eq!((run.said(), run.stdout.as_str()), ((Some(2), format!("mizan: error: {want}\n").as_str()), ""));
    }
    let run = room.check(&["--since", "alone", apart.path().to_str().unwrap()]);
    assert_eq!(run.exit, Some(2));
    assert!(run.stderr.contains("no article lies in the repository"), "{run:?}");
    let run = room.check(&["--since=-x"]);
    assert_eq!(run.exit, Some(2));
}
