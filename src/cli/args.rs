//! Arguments as typed.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ColorChoice, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::Date;
use mizan::config;
use mizan::error::ErrorKind;
use mizan::finding::{RULE_SET, Verdict};
use mizan::report::Format;

/// Weighs what several sources say of the same fact: finds numbers and dates that contradict each other.
#[derive(Debug, Parser)]
#[command(name = "mizan", version = VERSION.as_str(), disable_help_subcommand = true, arg_required_else_help = false)]
#[command(max_term_width = 100, after_help = EXIT_CODES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

/// The same rule set gives the same verdicts, whatever the version.
static VERSION: LazyLock<String> = LazyLock::new(|| format!("{} (rule set {RULE_SET})", env!("CARGO_PKG_VERSION")));

const COLOR: &str = "Whether to style text; auto heeds the terminal, NO_COLOR, CLICOLOR and CLICOLOR_FORCE";

const EXIT_CODES: &str = "Exit codes: 0 done; 1 findings (check alone); 2 could not check: usage, configuration, \
    unreadable input, nothing to compare. Results go to standard output, everything else to standard error.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what contradicts; findings are no failure.
    Report(Report),
    /// The same as a gate: fail where findings reach a level.
    Check(Check),
    /// Print what was extracted.
    Claims(Claims),
    /// Print a rule's page, or one finding in full.
    Explain(Explain),
    /// Keep claims and findings in .mizan/index.sqlite, so that later runs here read only what changed.
    Index(Index),
    /// Look at a folder and write a claims.toml that fits it.
    Init(Init),
    /// Print what a shell needs to complete mizan's command line.
    Completions(Completions),
    /// Print the manual page, or write one for each command to a folder.
    Man(Man),
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Read this file instead of the claims.toml in the working directory or the nearest parent that has one.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no claims.toml.
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Read every article anew, whatever .mizan/index.sqlite holds.
    #[arg(long, global = true)]
    pub no_index: bool,
    /// Whether to style text.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help = COLOR)]
    pub color: ColorChoice,
    /// Say nothing on standard error but errors.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say on standard error what was read.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, clap::Args)]
pub struct Report {
    #[command(flatten)]
    pub input: Input,
    /// Having nothing to compare is no failure.
    #[arg(long)]
    pub allow_empty: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, clap::Args)]
pub struct Check {
    #[command(flatten)]
    pub input: Input,
    /// Show and weigh only findings that touch this article, or the articles of this folder; may be repeated. It is
    /// read beside PATHS and need not be among them.
    #[arg(long, value_name = "PATH")]
    pub new: Vec<PathBuf>,
    /// Show and weigh only findings that touch an article, or a fact of claims.toml, that is new or changed since the
    /// current branch left this branch, tag or commit. Articles that were only renamed are not new.
    #[arg(long, value_name = "REF")]
    pub since: Option<String>,
    /// Leave out articles that git does not have, as before a commit.
    #[arg(long, requires = "since")]
    pub tracked: bool,
    /// The mildest verdict that fails [default: that of claims.toml, else contradiction].
    #[arg(long, value_name = "VERDICT", value_parser = levels())]
    pub fail_on: Option<Verdict>,
    /// Let pass the findings that this file names.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found now to the file of --baseline, and let it pass.
    #[arg(long, requires = "baseline", conflicts_with_all = ["new", "since"])]
    pub write_baseline: bool,
    /// Having nothing to compare is no failure.
    #[arg(long)]
    pub allow_empty: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, clap::Args)]
pub struct Claims {
    #[command(flatten)]
    pub input: Input,
    /// Having nothing to extract is no failure.
    #[arg(long)]
    pub allow_empty: bool,
    /// Show every mention, those set aside too, and why.
    #[arg(long)]
    pub all: bool,
    /// Show how each mention was read, step by step: the words that were taken and as what, the rule, what the value
    /// allows, what it is said of and which words say so.
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,
    /// The format on standard output [default: table].
    #[arg(long, value_name = "FORMAT", value_parser = formats(&Format::CLAIMS))]
    pub format: Option<Format>,
    #[command(flatten)]
    pub files: Files,
}

#[derive(Debug, clap::Args)]
pub struct Index {
    /// Articles and folders of articles [default: [files] include of claims.toml, else the working directory].
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Finding no article is no failure.
    #[arg(long)]
    pub allow_empty: bool,
}

#[derive(Debug, clap::Args)]
pub struct Explain {
    /// A rule's code or name, or a finding's id.
    #[arg(value_name = "RULE|ID")]
    pub subject: String,
    #[command(flatten)]
    pub input: Input,
    /// The columns of a line of text [default: COLUMNS, else those of the terminal, else 100].
    #[arg(long, value_name = "N", value_parser = columns())]
    pub width: Option<u16>,
}

#[derive(Debug, clap::Args)]
pub struct Init {
    /// The folder of the articles.
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, clap::Args)]
pub struct Man {
    /// Where to write the pages, as in ~/.local/share/man/man1; made where it is not there.
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

/// What is read.
#[derive(Debug, clap::Args)]
pub struct Input {
    /// Articles and folders of articles (.txt, .md, .html, .docx, .jsonl, .csv; .gz or .zst behind it); `-` is standard input [default: [files] include of
    /// claims.toml, else the working directory].
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// What to call standard input; the ending says how it is read.
    #[arg(long, value_name = "NAME", default_value = "stdin.txt")]
    pub stdin_path: String,
    /// The date of articles that carry none, by which `yesterday` and `last March` are placed: for a draft, the day on
    /// which it is to appear.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

/// What is written.
#[derive(Debug, clap::Args)]
pub struct Output {
    /// Show every judged pair: agreements, updates and what cannot be compared, too.
    #[arg(long)]
    pub all: bool,
    /// Show word diffs under the table.
    #[arg(long)]
    pub diff: bool,
    /// The format on standard output [default: table].
    #[arg(long, value_name = "FORMAT", value_parser = formats(&Format::ALL))]
    pub format: Option<Format>,
    #[command(flatten)]
    pub files: Files,
}

/// Where it is written.
#[derive(Debug, clap::Args)]
pub struct Files {
    /// Write to this file, in the format of its ending (.txt, .json, .jsonl, .csv, and for findings .md, .html, .sarif,
    /// .xml for JUnit, .gitlab.json); may be repeated. Standard output then stays empty unless --format is given.
    #[arg(long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// The columns of a line of text [default: COLUMNS, else those of the terminal, else 100].
    #[arg(long, value_name = "N", value_parser = columns())]
    pub width: Option<u16>,
}

fn formats(known: &[Format]) -> impl TypedValueParser<Value = Format> + use<> {
    PossibleValuesParser::new(known.iter().map(|format| format.name())).try_map(|name| name.parse::<Format>())
}

fn levels() -> impl TypedValueParser<Value = Verdict> {
    let levels = [Verdict::Contradiction, Verdict::Tension, Verdict::Update];
    let named = move |name: String| levels.into_iter().find(|level| level.name() == name).ok_or("no such verdict");
    PossibleValuesParser::new(levels.map(Verdict::name)).try_map(named)
}

fn columns() -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(20..)
}

fn day(text: &str) -> Result<Date, String> {
    let date = config::parse_date(text).map(|(day, _)| day);
    date.ok_or_else(|| ErrorKind::BadDate(text.to_owned()).to_string())
}

/// What is wrong with the arguments, on one line.
pub fn complaint(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let what = text.split("\nUsage:").next().unwrap_or_default();
    let lines =
        what.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("For more information"));
    let what = lines.collect::<Vec<_>>().join(" ").replace(" tip: ", "; tip: ");
    format!("{} (see mizan --help)", what.trim_start_matches("error: "))
}
