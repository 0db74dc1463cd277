//! Formats that other tools read, each read by a tool of its kind: a validator of its schema, a parser of its own.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mizan::config::Config;
use mizan::document::Document;
use mizan::finding::Verdict;
use mizan::report::{Format, Options, Report, Settled, write, write_claims, write_summary};
use serde_json::{Value, json};

use support::{empty, hostile, many, settled, toll, visit};

fn written(report: &Report, format: Format, options: Options) -> String {
    let mut out = Vec::new();
    write(report, format, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn all() -> Options {
    Options { all: true, ..Options::default() }
}

fn schema(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What a schema finds wrong with a document.
fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let validator = jsonschema::options().should_validate_formats(true).build(schema).unwrap();
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn reports() -> [(&'static str, Report); 5] {
    [("settled", settled()), ("visit", visit()), ("toll", toll()), ("hostile", hostile()), ("empty", empty())]
}

// ----------------------------------------------------------------------------------------------------------- SARIF

#[test]
fn sarif_holds_to_its_schema() {
    let mut schema = schema("tests/schemas/sarif-schema-2.1.0.json");
    // As published, this pattern has a bracket too many, which a strict reader of regular expressions refuses.
    for place in ["run", "toolComponent"] {
        let pattern = format!("/definitions/{place}/properties/language/pattern");
        *schema.pointer_mut(&pattern).unwrap() = json!("^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    }
    for (name, report) in reports() {
        for options in [Options::default(), all()] {
            let log: Value = serde_json::from_str(&written(&report, Format::Sarif, options)).unwrap();
            assert_eq!(faults(&schema, &log), [""; 0], "{name}");
        }
    }
    let broken = json!({ "version": "2.1.0", "runs": [{ "tool": {} }] });
    assert!(!faults(&schema, &broken).is_empty(), "the schema refuses something");
}

#[test]
fn sarif() {
    let mut log: Value = serde_json::from_str(&written(&visit(), Format::Sarif, Options::default())).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].take();
    assert_eq!(rules.as_array().unwrap().len(), mizan::finding::rules().len());
    log["runs"][0]["tool"]["driver"]["semanticVersion"].take();
    insta::assert_snapshot!("sarif", serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn sarif_places_are_those_of_the_article() {
    let (name, text) = ("archive/خبر 1.txt", "عنوان\n\nقال إن في المبنى 30 غرفة منذ افتتاحه.");
    let documents = [
        Document::from_text(name, text, &Config::default()).unwrap(),
        Document::from_text("new.txt", "يضم المبنى 45 غرفة.", &Config::default()).unwrap(),
    ];
    let report = mizan::check(&documents, &Config::default());
    let log: Value = serde_json::from_str(&written(&report, Format::Sarif, all())).unwrap();
    let result = &log["runs"][0]["results"][0];
    let place = [&result["locations"][0], &result["relatedLocations"][0]]
        .into_iter()
        .map(|location| &location["physicalLocation"])
        .find(|place| place["artifactLocation"]["uri"] != "new.txt")
        .unwrap();
    assert_eq!(place["artifactLocation"]["uri"], "archive/%D8%AE%D8%A8%D8%B1%201.txt");
    let region = &place["region"];
    let at = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap() - 1;
    let line: Vec<char> = text.lines().nth(at("startLine")).unwrap().chars().collect();
    let words: String = line[at("startColumn")..at("endColumn")].iter().collect();
    assert_eq!(words, "30 غرفة");
    assert_eq!(region["snippet"]["text"], "30 غرفة");
}

#[test]
fn a_message_of_an_article_is_no_link() {
    let log: Value = serde_json::from_str(&written(&hostile(), Format::Sarif, Options::default())).unwrap();
    let result = &log["runs"][0]["results"][0];
    let related = result["relatedLocations"][0]["message"]["text"].as_str().unwrap();
    let message = result["message"]["text"].as_str().unwrap();
    // The only link is the one to the other place.
    for text in [related, message] {
        let open = text.char_indices().filter(|(at, letter)| *letter == '[' && !text[..*at].ends_with('\\'));
        assert!(open.count() <= usize::from(text == message), "{text}");
    }
    assert!(message.contains("](1)"), "{message}");
}

// --------------------------------------------------------------------------------------------------------- settled

#[test]
fn what_is_settled_is_set_apart_with_its_reason() {
    let waived = "waived by A. Haddad until 2026-12-31: counted <from> 1992 | and from 1993";
    let reasons = [waived, waived, "known from the baseline"];

    let log: Value = serde_json::from_str(&written(&settled(), Format::Sarif, Options::default())).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let (counted, settled_results): (Vec<_>, Vec<_>) =
        results.iter().partition(|result| result["suppressions"].is_null());
    assert_eq!(counted.len(), settled().findings.iter().filter(|finding| finding.verdict >= Verdict::Tension).count());
    let told =
        |key: &str| settled_results.iter().map(|result| result["suppressions"][0][key].clone()).collect::<Vec<_>>();
    assert_eq!(told("justification"), reasons);
    assert_eq!(told("kind"), ["inSource", "external", "external"]);

    let fails = Options { fails: Verdict::Tension, ..Options::default() };
    let run = junit_parser::from_reader(written(&settled(), Format::Junit, fails).as_bytes()).unwrap();
    let cases: Vec<_> = run.suites.iter().flat_map(|suite| &suite.cases).collect();
    let skipped: Vec<_> = cases.iter().filter(|case| case.status.is_skipped()).collect();
    assert_eq!((skipped.len(), run.failures), (3, counted.len() as u64));

    let page = written(&settled(), Format::Html, Options::default());
    let (before, section) = page.split_once("<section id=\"settled\"").unwrap();
    let section = section.split_once("</section>").unwrap().0;
    assert_eq!(section.matches("counted &lt;from&gt; 1992").count(), 2);
    assert_eq!(section.matches("known from the baseline").count(), 1);
    for Settled { finding, .. } in settled().settled {
        assert!(section.contains(&finding.id) && !before.contains(&finding.id), "{}", finding.id);
    }
    assert!(before.contains("<b>2</b> findings waived") && before.contains("<b>1</b> finding known"));
    // What is below the verdicts that are shown is not shown for being waived.
    let contradictions = Options { least: Verdict::Contradiction, ..Options::default() };
    assert!(!written(&settled(), Format::Html, contradictions).contains("known from the baseline"));
    assert!(!written(&visit(), Format::Html, Options::default()).contains("id=\"settled\""));
}

#[test]
fn what_would_let_both_hold_is_told_wherever_there_is_room() {
    for format in
        [Format::Full, Format::Markdown, Format::Html, Format::Sarif, Format::Junit, Format::Github, Format::Gitlab]
    {
        let text = written(&visit(), format, Options { width: 200, fails: Verdict::Tension, ..Options::default() });
        assert!(text.to_lowercase().contains("both hold if"), "{}", format.name());
        assert!(text.contains("the share is 38"), "{}", format.name());
    }
}

// ----------------------------------------------------------------------------------------------------------- JUnit

#[test]
fn junit_is_read_by_a_parser() {
    let text = written(&visit(), Format::Junit, Options::default());
    insta::assert_snapshot!("junit", text);
    let run = junit_parser::from_reader(text.as_bytes()).unwrap();
    assert_eq!((run.suites.len(), run.tests, run.failures, run.errors), (6, 9, 2, 0));
    let ties = run.suites.iter().find(|suite| suite.name.starts_with("diplomatic relations")).unwrap();
    assert!(ties.cases.iter().all(|case| case.status.is_failure()));
    let fails = Options { fails: Verdict::Tension, ..Options::default() };
    let run = junit_parser::from_reader(written(&visit(), Format::Junit, fails).as_bytes()).unwrap();
    assert_eq!(run.failures, 6, "tensions fail where the gate fails on them");
    for (name, report) in reports() {
        let text = written(&report, Format::Junit, all());
        let run = junit_parser::from_reader(text.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let cases: usize = run.suites.iter().map(|suite| suite.cases.len()).sum();
        assert_eq!(cases, report.findings.len() + report.settled.len(), "{name}");
    }
}

// ---------------------------------------------------------------------------------------------------------- GitHub

/// A command of a workflow, read as the runner reads it: name, properties, message.
#[allow(clippy::type_complexity, reason = "name, properties and message, taken apart at once")]
fn command(line: &str) -> Option<(String, Vec<(String, String)>, String)> {
    let (head, message) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let read = |text: &str| {
        text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    };
    let properties = properties.split(',').filter_map(|property| property.split_once('='));
    let properties = properties.map(|(key, value)| (key.to_owned(), read(value))).collect();
    Some((name.to_owned(), properties, read(message)))
}

#[test]
fn github_annotates_the_new_article() {
    let report = visit().touching(&["003_730b30e6b760c374.txt".to_owned()].into());
    let text = written(&report, Format::Github, Options::default());
    insta::assert_snapshot!("github", text);
    let commands: Vec<_> = text.lines().filter_map(command).collect();
    assert_eq!(commands.len(), 2);
    for (_, properties, _) in &commands {
        assert_eq!(properties[0], ("file".to_owned(), "003_730b30e6b760c374.txt".to_owned()));
    }
    assert_eq!((&*commands[0].0, &*commands[1].0), ("error", "warning"));
    let fails = Options { fails: Verdict::Tension, ..Options::default() };
    let text = written(&report, Format::Github, fails);
    assert!(text.lines().filter_map(command).all(|(name, ..)| name == "error"), "what fails the job is an error");
}

#[test]
fn no_command_of_an_article_reaches_the_runner() {
    let mut report = hostile();
    report.topics[0].title = "a,b::error file=x::evil\n::stop-commands::now".into();
    let text = written(&report, Format::Github, Options::default());
    let commands: Vec<_> = text.lines().filter(|line| line.starts_with("::")).collect();
    assert_eq!(commands.len(), 1, "{text}");
    let (name, properties, message) = command(commands[0]).unwrap();
    assert_eq!(name, "error");
    let keys: Vec<&str> = properties.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"]);
    assert!(message.contains("evil"), "{message}");
}

#[test]
fn github_shows_ten_annotations_of_a_level_and_says_how_many_are_left() {
    let report = many(40);
    let text = written(&report, Format::Github, Options::default());
    let commands: Vec<_> = text.lines().filter_map(command).collect();
    assert_eq!(commands.len(), 10);
    assert_eq!(commands[9].2, "31 more in the summary of the job and in the log");
    assert_eq!(text.lines().filter(|line| line.starts_with("MZ09-")).count(), 31);
}

#[test]
fn a_summary_keeps_to_its_limit() {
    let report = many(2000);
    let summary = |most| {
        let mut out = Vec::new();
        write_summary(&report, &Options::default(), most, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let (whole, short) = (summary(usize::MAX), summary(1024 * 1024));
    assert!(whole.len() > 1024 * 1024 && !whole.contains("Left out"));
    assert!(short.len() <= 1024 * 1024, "{}", short.len());
    assert!(short.contains("Left out to keep this page short: ") && short.ends_with(&format!("{}\n", report.summary)));
    assert_eq!(summary(1000), "");
}

// ---------------------------------------------------------------------------------------------------------- GitLab

#[test]
fn gitlab() {
    insta::assert_snapshot!("gitlab", written(&visit(), Format::Gitlab, Options::default()));
    for (name, report) in reports() {
        let issues: Value = serde_json::from_str(&written(&report, Format::Gitlab, all())).unwrap();
        let issues = issues.as_array().unwrap();
        let fingerprints: BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(issues.len(), report.findings.len(), "{name}");
        let ids: BTreeSet<&str> = report.findings.iter().map(|finding| finding.id.as_str()).collect();
        assert_eq!(fingerprints, ids, "{name}");
        for issue in issues {
            assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()));
            assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
            assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"));
        }
    }
}

// ------------------------------------------------------------------------------------------------------------ JSON

/// The part of the published schema that one definition is.
fn definition(name: &str) -> Value {
    let schema = schema("docs/report.schema.json");
    json!({ "$schema": schema["$schema"], "$ref": format!("#/$defs/{name}"), "$defs": schema["$defs"] })
}

#[test]
fn json_holds_to_the_published_schema() {
    let seeds = Config::load(Path::new("claims.toml")).unwrap();
    let (documents, _) = mizan::document::read(&["seeds".into()], &seeds);
    let report = mizan::check(&documents, &seeds);
    assert!(!report.findings.is_empty());
    for (name, report) in reports().into_iter().chain([("seeds", report)]) {
        for options in [Options::default(), all()] {
            let text = written(&report, Format::Json, options);
            let found = faults(&schema("docs/report.schema.json"), &serde_json::from_str(&text).unwrap());
            assert_eq!(found, [""; 0], "{name}");
            let line = definition("findingWithClaims");
            for text in written(&report, Format::Jsonl, options).lines() {
                assert_eq!(faults(&line, &serde_json::from_str(text).unwrap()), [""; 0], "{name}");
            }
            let claims = |format| {
                let mut out = Vec::new();
                write_claims(&report, format, &options, &mut out).unwrap();
                String::from_utf8(out).unwrap()
            };
            let found = faults(&definition("claims"), &serde_json::from_str(&claims(Format::Json)).unwrap());
            assert_eq!(found, [""; 0], "{name}");
            let line = definition("claim");
            for text in claims(Format::Jsonl).lines() {
                assert_eq!(faults(&line, &serde_json::from_str(text).unwrap()), [""; 0], "{name}");
            }
        }
    }
}

#[test]
fn the_published_schema_refuses_what_is_not_told() {
    let schema = schema("docs/report.schema.json");
    let good: Value = serde_json::from_str(&written(&visit(), Format::Json, Options::default())).unwrap();
    let spoilt = |change: fn(&mut Value)| {
        let mut report = good.clone();
        change(&mut report);
        !faults(&schema, &report).is_empty()
    };
    assert!(spoilt(|report| report["claims"][0]["value"] = json!(30)));
    assert!(spoilt(|report| report["claims"][0]["more"] = json!("x")));
    assert!(spoilt(|report| report["findings"][0]["verdict"] = json!("wrong")));
    assert!(spoilt(|report| drop(report["summary"].as_object_mut().unwrap().remove("compared"))));
    assert!(spoilt(|report| report["version"] = json!(2)));
}
