//! Holds what the design promises of the source: modules in the order of the flow, words of a language in data files
//! only, a library that does not print, and a top folder without strays.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The modules in the order of the flow. Each may use only those before it.
const ORDER: [&str; 12] = [
    "span", "error", "value", "language", "config", "document", "mention", "claim", "topic", "finding", "report",
    "archive",
];

/// The modules of the binary, `main` aside. They use the library from outside, and nothing of it uses them.
const BINARY: [&str; 2] = ["bin", "cli"];

/// Macros that write to the terminal.
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];

/// What may stand at the top of the repository.
const TOP: [&str; 26] = [
    ".ci",
    ".config",
    ".editorconfig",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".pre-commit-hooks.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "action.yml",
    "benches",
    "build.rs",
    "claims.toml",
    "clippy.toml",
    "deny.toml",
    "docs",
    "rustfmt.toml",
    "seeds",
    "src",
    "tests",
    "tools",
];

#[test]
fn the_source_keeps_the_design() {
    let files = sources();
    assert!(files.len() > ORDER.len(), "src holds only {} files", files.len());
    let faults: Vec<String> = files
        .iter()
        .flat_map(|path| faults(path, &fs::read_to_string(root().join(path)).expect("a source file can be read")))
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn nothing_strays_at_the_top_of_the_repository() {
    // A source archive has no index to ask, and a working folder may hold whatever its owner likes.
    let Some(tracked) =
        Command::new("git").arg("ls-files").current_dir(root()).output().ok().filter(|git| git.status.success())
    else {
        return;
    };
    let tracked = String::from_utf8(tracked.stdout).expect("the names are UTF-8");
    let mut strays: Vec<&str> =
        tracked.lines().map(|path| path.split('/').next().unwrap_or(path)).filter(|name| !TOP.contains(name)).collect();
    strays.dedup();
    assert!(strays.is_empty(), "{strays:?}: put it into a folder, or add it to TOP where it must stand at the top");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of the crate, relative to the top, in order.
fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a source folder can be listed") {
            let path = folder.join(entry.expect("a source folder can be listed").file_name());
            if root().join(&path).is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The codes of the languages, as literals: the names of their folders.
fn language_codes() -> Vec<String> {
    fs::read_dir(root().join("src/language"))
        .expect("src/language can be listed")
        .map(|entry| entry.expect("src/language can be listed"))
        .filter(|entry| entry.path().is_dir())
        .map(|entry| format!("\"{}\"", entry.file_name().display()))
        .collect()
}

/// What a source file does that the design forbids, one line each.
fn faults(path: &Path, text: &str) -> Vec<String> {
    let path = path.to_str().expect("source paths are UTF-8");
    let names = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod").split('/');
    let names: Vec<&str> = names.filter(|name| !["lib", "main"].contains(name)).collect();
    // The convention for tests that outgrow their file: `#[cfg(test)] mod tests;`.
    if names.last() == Some(&"tests") {
        return Vec::new();
    }
    let module = names.first().copied();
    let seen = see(text.parse().expect("a source file is Rust"), names.len());
    let found: Vec<(usize, String)> = match module {
        None if path == "src/lib.rs" => faults_of_the_top(&seen).chain(faults_of_the_library(&seen)).collect(),
        None => faults_of_the_binary(&seen).collect(),
        Some(module) if BINARY.contains(&module) => faults_of_the_binary(&seen).collect(),
        Some(module) => faults_of_a_module(module, &seen).chain(faults_of_the_library(&seen)).collect(),
    };
    let words = faults_of_words(&seen);
    found.into_iter().chain(words).map(|(line, fault)| format!("{path}:{line}: {fault}")).collect()
}

type Places = [(usize, Seen)];

/// The top of the library declares the modules in the order of the flow.
fn faults_of_the_top(seen: &Places) -> impl Iterator<Item = (usize, String)> {
    let mut last = None;
    seen.iter().filter_map(move |(line, seen)| {
        let Seen::Module(name) = seen else { return None };
        let at = ORDER.iter().position(|known| known == name);
        let in_order = at.is_some() && last < at;
        last = last.max(at);
        (!in_order).then(|| (*line, format!("`{name}` is declared out of the order of the flow")))
    })
}

/// A module uses those before it.
fn faults_of_a_module(module: &str, seen: &Places) -> impl Iterator<Item = (usize, String)> {
    let place = ORDER.iter().position(|known| *known == module);
    let unplaced = place.is_none().then(|| (1, format!("the module `{module}` has no place in ORDER")));
    let uses = seen.iter().filter_map(move |(line, seen)| {
        let Seen::Use(name) = seen else { return None };
        let fault = match ORDER.iter().position(|known| known == name) {
            None => format!("`{name}` is no module of the flow; name the module that it comes from"),
            used if used > place => format!("`{module}` stands before `{name}` and may not use it"),
            _ => return None,
        };
        Some((*line, fault))
    });
    unplaced.into_iter().chain(uses)
}

/// The library writes nothing to the terminal.
fn faults_of_the_library(seen: &Places) -> impl Iterator<Item = (usize, String)> {
    seen.iter().filter_map(|(line, seen)| match seen {
        Seen::Macro(name) if PRINTING.contains(&name.as_str()) => {
            Some((*line, format!("the library prints with `{name}!`; return the text")))
        }
        _ => None,
    })
}

/// The binary sees the library as everyone else does.
fn faults_of_the_binary(seen: &Places) -> impl Iterator<Item = (usize, String)> {
    seen.iter().filter_map(|(line, seen)| match seen {
        Seen::Use(name) if ORDER.contains(&name.as_str()) => {
            Some((*line, format!("the binary uses `mizan::{name}`, not `{name}` of its own")))
        }
        _ => None,
    })
}

/// No word of a language, and no language by its code.
fn faults_of_words(seen: &Places) -> impl Iterator<Item = (usize, String)> {
    let codes = language_codes();
    seen.iter().filter_map(move |(line, seen)| {
        let Seen::Text(text) = seen else { return None };
        if text.chars().any(is_arabic_letter) {
            Some((*line, format!("{text}: words belong in the data files")))
        } else if codes.contains(text) {
            Some((*line, format!("{text}: a difference between languages is a named switch in the data")))
        } else {
            None
        }
    })
}

fn is_arabic_letter(letter: char) -> bool {
    let arabic = matches!(letter, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    arabic && letter.is_alphabetic()
}

/// Something in a source file that a rule speaks of.
#[derive(Debug, PartialEq)]
enum Seen {
    /// A name taken from the top of the crate: `crate::name`, or as many `super::` as lead there.
    Use(String),
    /// A module declared.
    Module(String),
    /// A macro called.
    Macro(String),
    /// A name or a literal, as written.
    Text(String),
}

/// What a file holds outside comments and test code, with the line that it stands on. `depth` is how many modules the
/// file lies below the top of the crate.
fn see(tokens: TokenStream, depth: usize) -> Vec<(usize, Seen)> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut seen = Vec::new();
    let mut at = 0;
    while let Some(tree) = trees.get(at) {
        at += 1;
        let line = tree.span().start().line;
        match tree {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                let inner = matches!(trees.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
                at += usize::from(inner);
                let Some(TokenTree::Group(attribute)) = trees.get(at) else { continue };
                let attribute = attribute.stream().to_string();
                if is_comment(&attribute) {
                    at += 1;
                } else if is_test(&attribute) {
                    at += 1 + if inner { trees.len() } else { item_len(&trees[at + 1..]) };
                }
            }
            TokenTree::Group(group) => seen.extend(see(group.stream(), depth)),
            TokenTree::Literal(literal) => seen.push((line, Seen::Text(literal.to_string()))),
            TokenTree::Punct(_) => {}
            TokenTree::Ident(word) => {
                let word = word.to_string();
                match (word.as_str(), &trees[at..]) {
                    ("mod", [TokenTree::Ident(name), TokenTree::Group(body), ..]) => {
                        seen.push((line, Seen::Module(name.to_string())));
                        seen.extend(see(body.stream(), depth + 1));
                        at += 2;
                    }
                    ("mod", [TokenTree::Ident(name), ..]) => seen.push((line, Seen::Module(name.to_string()))),
                    ("crate", rest) => seen.extend(named_by(rest).map(|name| (line, Seen::Use(name)))),
                    ("super", _) => {
                        let supers = 1 + trees[at..].chunks(3).take_while(|part| is_path_to(part, "super")).count();
                        at += 3 * (supers - 1);
                        if supers == depth {
                            seen.extend(named_by(&trees[at..]).map(|name| (line, Seen::Use(name))));
                        }
                    }
                    (_, [TokenTree::Punct(mark), ..]) if mark.as_char() == '!' => seen.push((line, Seen::Macro(word))),
                    _ => seen.push((line, Seen::Text(word))),
                }
            }
        }
    }
    seen
}

fn is_comment(attribute: &str) -> bool {
    attribute.starts_with("doc =")
}

fn is_test(attribute: &str) -> bool {
    attribute == "test" || attribute == "cfg (test)" || attribute.starts_with("cfg (all (test")
}

/// How many tokens the item at the start takes, with its attributes: up to its body or its semicolon.
fn item_len(trees: &[TokenTree]) -> usize {
    let is_end = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    };
    trees.iter().position(is_end).map_or(trees.len(), |end| end + 1)
}

/// Whether the tokens are `::` and this word.
fn is_path_to(tokens: &[TokenTree], word: &str) -> bool {
    matches!(tokens, [TokenTree::Punct(a), TokenTree::Punct(b), TokenTree::Ident(name)]
        if a.as_char() == ':' && b.as_char() == ':' && name == word)
}

/// The names that a path takes from the module it has come to: `::name`, `::{name::…, name}`, `::*`.
fn named_by(rest: &[TokenTree]) -> impl Iterator<Item = String> + use<> {
    let names = match rest {
        [TokenTree::Punct(a), TokenTree::Punct(b), name, ..] if a.as_char() == ':' && b.as_char() == ':' => {
            match name {
                TokenTree::Group(group) => first_words(group.stream()),
                name => vec![name.to_string()],
            }
        }
        _ => Vec::new(),
    };
    names.into_iter().filter(|name| name != "self")
}

/// The first word of each part of a comma-separated list.
fn first_words(list: TokenStream) -> Vec<String> {
    let trees: Vec<TokenTree> = list.into_iter().collect();
    let is_comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == ',');
    trees.split(is_comma).filter_map(|part| part.first()).map(ToString::to_string).collect()
}

/// The faults of a snippet.
fn faults_of(path: &str, text: &str) -> Vec<String> {
    faults(Path::new(path), text)
}

#[test]
fn each_way_to_use_a_later_module_is_seen() {
    for text in [
        "use crate::report::Report;",
        "use crate::{span::Span, report::{self, Report}};",
        "fn f() -> crate::report::Report { todo() }",
        "fn f() { vec![crate::report::write()] }",
        "use super::super::report::Report;",
        "mod inner { use super::super::super::report::Report; }",
        "pub(in crate::report) fn f() {}",
    ] {
        let faults = faults_of("src/value/time.rs", text);
        assert_eq!(faults, ["src/value/time.rs:1: `value` stands before `report` and may not use it"], "{text}");
    }
    assert_eq!(faults_of("src/value/mod.rs", "use super::report::Report;").len(), 1);
    assert_eq!(faults_of("src/value.rs", "use super::report::Report;").len(), 1);
}

#[test]
fn what_is_allowed_is_let_through() {
    for text in [
        "use crate::span::Span;\nuse crate::{error::Error, value};\nuse super::Modifier;",
        "//! Reads أكثر من.\n/// Ends in [`crate::report`], as أكثر من does.\n// crate::report, println!(\"مليون\")\nfn f() {}",
        "#[cfg(test)]\nmod tests {\n    use crate::report::Report;\n    const TEXT: &str = \"مليون\";\n}",
        "#![cfg(test)]\nuse crate::report::Report;\nconst TEXT: &str = \"مليون\";",
        "#[cfg(test)]\nuse crate::report::Report;\nconst ALEF: char = '\\u{0627}';",
        "pub(crate) fn f() { write!(out, \"{}\", \"٪\") }",
    ] {
        assert_eq!(faults_of("src/value/time.rs", text), [""; 0], "{text}");
    }
    assert!(faults_of("src/main.rs", "fn main() { println!(\"{}\", mizan::report::name()) }").is_empty());
    assert!(faults_of("src/cli/mod.rs", "use crate::cli::arguments;").is_empty());
}

#[test]
fn the_other_faults_are_seen_too() {
    for (path, text) in [
        ("src/value/time.rs", "fn f() { println!(\"{}\", 1) }"),
        ("src/value/time.rs", "fn f() { std::eprintln!(\"{}\", 1) }"),
        ("src/value/time.rs", "#[cfg(test)]\nmod tests {}\nconst WORD: &str = \"مليون\";"),
        ("src/value/time.rs", "#[error(\"مليون\")]\nstruct Failed;"),
        ("src/mention/mod.rs", "fn f(code: &str) -> bool { code == \"ar\" }"),
        ("src/report/mod.rs", "use crate::cli::Arguments;"),
        ("src/report/mod.rs", "use crate::Config;"),
        ("src/report/mod.rs", "use crate::*;"),
        ("src/main.rs", "use crate::report::Report;"),
        ("src/extras/mod.rs", ""),
        ("src/lib.rs", "pub mod report;\npub mod span;"),
        ("src/lib.rs", "pub mod extras;"),
    ] {
        assert_eq!(faults_of(path, text).len(), 1, "{path}: {text}");
    }
}
