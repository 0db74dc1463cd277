//! `mizan explain`: a rule's page, or one finding in full.

use mizan::error::ErrorKind;
use mizan::finding::{Rule, rules};
use mizan::report::{self, Options};

use super::{Stop, looked_through, weighed};
use crate::cli::args::{Explain, Global};
use crate::cli::exit::Outcome;
use crate::cli::output;
use crate::cli::settings;
use crate::cli::voice::Voice;

pub fn run(args: &Explain, global: &Global, voice: &Voice) -> Result<Outcome, Stop> {
    let subject = args.subject.as_str();
    if let Some(rule) = rules().iter().find(|rule| is_named(rule, subject)) {
        output::stdout(false, |out| out.write_all(rule.page.as_bytes()))?;
        return Ok(Outcome::default());
    }
    let code = subject.split_once('-').map_or("", |(code, _)| code);
    if !rules().iter().any(|rule| rule.code.eq_ignore_ascii_case(code)) {
        let known: Vec<String> = rules().iter().map(|rule| format!("{} {}", rule.code, rule.name)).collect();
        let what = format!("no rule or finding is called `{subject}`; rules: {}", known.join(", "));
        return Err(vec![ErrorKind::Unknown(what).into()].into());
    }
    let config = settings::config(global, voice)?;
    let (articles, report) = weighed(&args.input, &config, global, voice);
    let outcome = looked_through(&articles, &report, false, voice);
    let id = code.to_ascii_uppercase() + &subject[code.len()..].to_ascii_lowercase();
    let Some(finding) = report.finding(&id) else {
        let what = format!("no finding {subject} among the {} of these articles", report.findings.len());
        return Err(vec![ErrorKind::Unknown(what).into()].into());
    };
    let options = settings::on_stdout(Options::default(), args.width, global.color);
    output::stdout(options.color, |out| report::write_finding(&report, finding, &options, out))?;
    Ok(outcome)
}

fn is_named(rule: &Rule, name: &str) -> bool {
    rule.code.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name)
}
