//! The documentation holds: what it shows is what the command prints, what it lists is what the code knows, and its
//! links lead somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use mizan::config::Config;
use mizan::finding::rules;
use mizan::value::Kind;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What the command prints at the width of the README.
fn printed(args: &[&str]) -> String {
    let output = Command::cargo_bin("mizan").unwrap().current_dir(root()).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn events(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES)
}

/// The code blocks of a page that are marked with a language, in order.
fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let (mut blocks, mut inside) = (Vec::new(), false);
    for event in events(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == language => {
                blocks.push(String::new());
                inside = true;
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => blocks.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    blocks
}

/// The first cell of each row of the tables under each heading, where it is code, by heading.
fn first_cells(markdown: &str) -> Vec<(String, Vec<String>)> {
    let (mut sections, mut heading, mut cell): (Vec<(String, Vec<String>)>, _, _) = (Vec::new(), false, None);
    for event in events(markdown) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                sections.push((String::new(), Vec::new()));
                heading = true;
            }
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Text(text) | Event::Code(text) if heading => sections.last_mut().unwrap().0.push_str(&text),
            Event::Start(Tag::TableRow) => cell = Some(0),
            Event::End(TagEnd::TableCell) => cell = cell.map(|nth| nth + 1),
            Event::Code(code) if cell == Some(0) => sections.last_mut().unwrap().1.push(code.to_string()),
            _ => {}
        }
    }
    sections
}

fn section(markdown: &str, heading: &str) -> Vec<String> {
    let sections = first_cells(markdown);
    let found = sections.into_iter().find(|(name, _)| name == heading);
    found.unwrap_or_else(|| panic!("no section {heading}")).1
}

// ------------------------------------------------------------------------------------------------------ the README

#[test]
fn the_readme_shows_what_the_command_prints() {
    let readme = text("README.md");
    let printed = printed(&["report", "seeds", "--width", "100"]);
    let block = blocks(&readme, "text").remove(0);
    let shown = block.strip_prefix("$ mizan report seeds\n");
    assert_eq!(shown, Some(&*printed), "paste what `mizan report seeds --width 100` prints");
    let id = Regex::new(r"MZ\d\d-[0-9a-f]{6}").unwrap();
    for found in id.find_iter(&readme) {
        assert!(printed.contains(found.as_str()), "no finding {} any more", found.as_str());
    }
}

// ------------------------------------------------------------------------------------------------------- the rules

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let pages: BTreeSet<String> = markdown_files()
        .iter()
        .filter(|path| path.starts_with("docs/rules"))
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    let codes: BTreeSet<String> = rules().iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(pages, codes);
    for rule in rules() {
        let title = format!("# {} {}: ", rule.code, rule.name);
        assert!(rule.page.starts_with(&title), "{}.md begins with {title:?}", rule.code);
        assert_eq!(rule.page, text(&format!("docs/rules/{}.md", rule.code)), "{} prints its own page", rule.code);
        for part in ["**What it says.**", "**Verdict.**", "**How it decides.**", "**Example.**"] {
            assert!(rule.page.contains(part), "{}.md has no {part}", rule.code);
        }
        let wide = rule.page.lines().find(|line| line.chars().count() > 100);
        assert_eq!(wide, None, "{}.md fits 100 columns", rule.code);
    }
}

// ------------------------------------------------------------------------------------------------------ claims.toml

/// The tables of `claims.toml`, one section of the page each.
const TABLES: [&str; 9] = ["files", "check", "limits", "tolerance", "units", "topic", "source", "fact", "waiver"];

#[test]
fn every_key_of_claims_toml_is_told_and_every_key_told_is_accepted() {
    let page = text("docs/claims-toml.md");
    let mut told: BTreeSet<String> = TABLES.map(str::to_owned).into();
    for table in TABLES {
        let sections = first_cells(&page);
        let keys = sections.into_iter().find(|(heading, _)| heading.trim_matches(['[', ']']) == table);
        let (_, keys) = keys.unwrap_or_else(|| panic!("no section [{table}]"));
        let example = blocks(&page, "toml").into_iter().find(|block| block.contains(&format!("[{table}]")));
        let example: toml::Table = example.unwrap_or_else(|| panic!("no example of [{table}]")).parse().unwrap();
        let used: BTreeSet<String> = match &example[table] {
            toml::Value::Array(rows) => rows[0].as_table().unwrap().keys().cloned().collect(),
            table => table.as_table().unwrap().keys().cloned().collect(),
        };
        for key in &keys {
            // The kinds of [tolerance] and the units are alike: a few of them are example enough.
            let shown = used.contains(key) || ["tolerance", "units"].contains(&table);
            assert!(shown, "[{table}] {key} is told, and not in the example");
        }
        told.extend(keys.into_iter().filter(|_| table != "units"));
    }
    let kinds = Kind::ALL.map(Kind::name).map(str::to_owned);
    let known: BTreeSet<String> =
        known_keys().into_iter().chain(kinds.into_iter().filter(|kind| measured(kind))).collect();
    assert_eq!(told, known);
}

/// Whether a tolerance can be given for a kind of value.
fn measured(kind: &str) -> bool {
    Config::parse(Path::new("claims.toml"), &format!("[tolerance]\n{kind} = 5\n")).is_ok()
}

/// Every key that the code compares a mistyped one with: the lists of `KEYS` and those that `unknown` is called with.
fn known_keys() -> BTreeSet<String> {
    let list = Regex::new(r"(?:const KEYS: \[&str; \d+\] = \[|unknown\(\s*key,\s*&\[)([^\]]*)\]").unwrap();
    let mut keys = BTreeSet::new();
    for file in ["mod", "fact", "limits", "source", "topic", "waiver"] {
        let code = text(&format!("src/config/{file}.rs"));
        let lists: Vec<&str> = list.captures_iter(&code).map(|found| found.get(1).unwrap().as_str()).collect();
        assert!(!lists.is_empty(), "no list of keys in src/config/{file}.rs");
        keys.extend(lists.iter().flat_map(|list| list.split('"').skip(1).step_by(2)).map(str::to_owned));
    }
    keys
}

#[test]
fn the_schema_of_claims_toml_knows_the_keys_of_the_reader() {
    let schema: serde_json::Value = serde_json::from_str(&text("docs/claims.schema.json")).unwrap();
    let keys = |table: &serde_json::Value| -> BTreeSet<String> {
        table["properties"].as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default()
    };
    let mut told = keys(&schema);
    assert_eq!(told, TABLES.map(str::to_owned).into());
    for table in TABLES {
        let part = &schema["properties"][table];
        let (of, open) = if part["type"] == "array" { (&part["items"], "[[") } else { (part, "[") };
        for key in keys(of) {
            // Whatever it takes, the reader knows the key in this table.
            let toml = format!("{open}{table}{}\n{key} = []\n", open.replace('[', "]"));
            let errors = Config::parse(Path::new("claims.toml"), &toml).err().unwrap_or_default();
            assert!(
                errors.iter().all(|error| !error.to_string().contains("unknown key")),
                "[{table}] {key}: {errors:?}"
            );
            told.insert(key);
        }
        assert!(table == "units" || of["additionalProperties"] == false, "[{table}] takes no other key");
    }
    let kinds = Kind::ALL.map(Kind::name).map(str::to_owned);
    let known: BTreeSet<String> =
        known_keys().into_iter().chain(kinds.into_iter().filter(|kind| measured(kind))).collect();
    assert_eq!(told, known);
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let topic = &schema["properties"]["topic"]["items"]["properties"];
    assert_eq!(topic["kind"]["enum"], serde_json::json!(kinds));
    let languages: Vec<&str> = mizan::language::ALL.iter().map(|language| language.code).collect();
    assert_eq!(schema["properties"]["check"]["properties"]["languages"]["items"]["enum"], serde_json::json!(languages));
    assert_eq!(topic["terms"]["properties"].as_object().unwrap().keys().collect::<Vec<_>>(), languages);
}

#[test]
fn the_rule_set_is_told_among_the_changes() {
    let told = format!("rule set {}", mizan::finding::RULE_SET);
    assert!(text("CHANGELOG.md").contains(&told), "the changes name {told}");
}

#[test]
fn every_example_of_claims_toml_is_accepted() {
    for page in ["README.md", "docs/claims-toml.md"] {
        let blocks = blocks(&text(page), "toml");
        assert!(!blocks.is_empty(), "{page} has an example");
        for block in blocks {
            if let Err(errors) = Config::parse(Path::new(page), &block) {
                panic!("{errors:?} in\n{block}");
            }
        }
    }
}

#[test]
fn every_choice_that_is_told_is_accepted() {
    let accepted = |text: &str| Config::parse(Path::new("claims.toml"), text).is_ok();
    let page = text("docs/claims-toml.md");
    let choices = |key: &str| -> Vec<String> {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{key}` |"))).unwrap();
        let kinds = row.split('|').nth(2).unwrap();
        kinds.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    };
    for key in ["fail-on", "date-order"] {
        let choices = choices(key);
        assert_eq!(choices.len(), 3, "{key}: {choices:?}");
        for choice in choices {
            assert!(accepted(&format!("[check]\n{key} = \"{choice}\"\n")), "{key} = {choice}");
        }
    }
    let kinds = page.lines().position(|line| line.starts_with("- The kinds: ")).unwrap();
    let kinds: String = page.lines().skip(kinds).take(2).collect();
    for kind in Kind::ALL {
        assert!(kinds.contains(&format!("`{}`", kind.name())), "{}", kind.name());
    }
}

// --------------------------------------------------------------------------------------------------- machine output

#[test]
fn every_field_of_machine_output_is_told_in_its_order() {
    let page = text("docs/json.md");
    let report: serde_json::Value = serde_json::from_str(&printed(&["report", "seeds", "--format", "json"])).unwrap();
    let sections = [
        ("A report", &report),
        ("A document", &report["documents"][0]),
        ("A claim", &report["claims"][0]),
        ("A topic", &report["topics"][0]),
        ("A finding", &report["findings"][0]),
        ("The summary", &report["summary"]),
    ];
    for (heading, record) in sections {
        let fields: BTreeSet<String> = record.as_object().unwrap().keys().cloned().collect();
        assert_eq!(section(&page, heading).into_iter().collect::<BTreeSet<_>>(), fields, "{heading}");
    }
    let csv = printed(&["claims", "seeds", "--format", "csv", "--quiet"]);
    let columns: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    assert_eq!(section(&page, "A claim"), columns);
}

#[test]
fn the_record_that_is_shown_is_a_real_one() {
    let shown = blocks(&text("docs/json.md"), "json").remove(0);
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let report: serde_json::Value = serde_json::from_str(&printed(&["claims", "seeds", "--format", "json"])).unwrap();
    let real = report["claims"].as_array().unwrap().iter().find(|claim| claim["id"] == shown["id"]);
    assert_eq!(real, Some(&shown), "paste the claim from `mizan claims seeds --format json`");
}

// ----------------------------------------------------------------------------------------------------------- links

/// Every page, by its path from the top.
#[test]
fn every_key_of_a_concept_is_told() {
    let told = text("docs/extending.md");
    let concepts: toml::Table = text("src/language/concepts.toml").parse().expect("concepts are TOML");
    let rows = concepts.values().filter_map(toml::Value::as_table);
    let keys: BTreeSet<&String> = rows.flat_map(toml::Table::keys).collect();
    assert!(keys.len() > 20, "concepts have more keys than {keys:?}");
    for key in keys {
        assert!(told.contains(&format!("`{key}`")), "docs/extending.md does not tell what `{key}` of a concept is");
    }
}

fn markdown_files() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![PathBuf::new(), PathBuf::from("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if path.extension().is_some_and(|ending| ending == "md") {
                pages.push(path);
            } else if path.starts_with("docs") && root().join(&path).is_dir() {
                folders.push(path);
            }
        }
    }
    pages.sort();
    pages
}

#[test]
fn every_relative_link_leads_somewhere() {
    let (mut broken, mut links) = (Vec::new(), 0);
    for page in markdown_files() {
        let markdown = text(&page.to_string_lossy());
        for event in events(&markdown) {
            let Event::Start(Tag::Link { dest_url: link, .. } | Tag::Image { dest_url: link, .. }) = event else {
                continue;
            };
            if link.contains("://") {
                continue;
            }
            links += 1;
            let (path, anchor) = link.split_once('#').map_or((&*link, None), |(path, anchor)| (path, Some(anchor)));
            let target = match path {
                "" => page.clone(),
                path => page.parent().unwrap().join(path),
            };
            let leads = root().join(&target).exists()
                && anchor.is_none_or(|anchor| anchors(&text(&target.to_string_lossy())).contains(anchor));
            if !leads {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(links > 10, "only {links} links were found");
    assert_eq!(broken, [""; 0]);
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(markdown: &str) -> BTreeSet<String> {
    let headings = first_cells(markdown).into_iter().map(|(heading, _)| heading);
    let kept = |letter: &char| letter.is_alphanumeric() || " -_".contains(*letter);
    headings.map(|heading| heading.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")).collect()
}
