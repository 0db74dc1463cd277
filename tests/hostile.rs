//! Articles that try to do something to a terminal, a page, a table or a parser. Every format stays well-formed, and
//! what they hold stays text.

use std::sync::LazyLock;

use mizan::config::Config;
use mizan::document::Document;
use mizan::report::{Format, Options, Report, write, write_claims};
use pulldown_cmark::{Event, Parser, Tag};

/// Markup, script, a table's pipes, backticks, escapes of a terminal, C1 controls, overrides of direction, and what
/// ends a comment, a script, a section of XML.
const BAD: [&str; 9] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "| a | b |\n|---|---|",
    "`x` ``` ~~~ **b** _i_ [l](javascript:alert(1)) ![i](http://x/y.png)",
    "\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}\u{1b}]8;;http://x\u{1b}\\link",
    "\u{9b}2J\u{9d}0;x\u{9c}\u{90}q\u{85}",
    "\u{202e}evil\u{202c}\u{2066}x\u{2069}\u{200f}\u{061c}",
    "]]> --> </style></title> &amp; &#x3c;b&#x3e; <![CDATA[x]]>",
    "=HYPERLINK(\"http://x\") +1 @x -1 ::error file=x::y %0A::stop-commands::x",
    "\u{0}\u{8}\u{c}\u{fffe}\u{feff}\u{2028}\u{e0041}",
];

/// The articles: each states one number of the bridge, in the midst of the worst of them.
fn articles() -> Vec<Document> {
    let mut config = Config::default();
    config.limits.line_length = 6_000_000;
    let mut articles = Vec::new();
    for (nth, bad) in BAD.iter().enumerate() {
        let length = 100 + 100 * nth;
        let text = format!("{bad} The bridge is {length} metres long {bad}, the agency said.\n\n{bad}\n");
        let name = format!("{bad}{nth}.txt");
        let mut article = Document::from_text(&name, &text, &config).unwrap();
        article.outlet = Some(format!("agency {bad}"));
        article.url =
            Some(if nth % 2 == 0 { format!("javascript:alert(1)//{bad}") } else { format!("https://x/{bad}") });
        article.title = Some((*bad).to_owned());
        articles.push(article);
    }
    // Five megabytes on one line.
    let filler = "so it went on and on ".repeat(125_000);
    let text = format!("{filler}and the bridge is 5000 metres long, {filler}");
    articles.push(Document::from_text("line.txt", &text, &config).unwrap());
    articles
}

static REPORT: LazyLock<Report> = LazyLock::new(|| mizan::check(&articles(), &Config::default()));

fn written(format: Format, options: Options) -> String {
    let mut out = Vec::new();
    write(&REPORT, format, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn all() -> Options {
    Options { all: true, diff: true, ..Options::default() }
}

/// What no reader may be sent: controls, and what turns text round. `isolates` are allowed where they are asked for.
fn harmful(letter: char, isolates: bool) -> bool {
    let line = matches!(letter, '\n' | '\r');
    let turns = matches!(letter, '\u{202a}'..='\u{202e}') || !isolates && matches!(letter, '\u{2066}'..='\u{2069}');
    letter.is_control() && !line || turns || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{e0041}')
}

#[test]
fn the_articles_contradict_each_other() {
    assert!(REPORT.findings.iter().filter(|finding| finding.verdict.is_flagged()).count() > 20);
    assert!(
        REPORT
            .findings
            .iter()
            .any(|finding| { [finding.a, finding.b].iter().any(|at| &*REPORT.claims[*at].document == "line.txt") })
    );
}

#[test]
fn nothing_steers_the_terminal() {
    for format in [Format::Table, Format::Full, Format::Concise, Format::Github, Format::Markdown] {
        for isolate in [false, true] {
            let text = written(format, Options { isolate, ..all() });
            let bad = text.chars().find(|letter| harmful(*letter, isolate));
            assert_eq!(bad, None, "{}", format.name());
        }
    }
    for explain in [false, true] {
        let mut out = Vec::new();
        write_claims(&REPORT, Format::Table, &Options { explain, ..all() }, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.chars().find(|letter| harmful(*letter, false)), None);
    }
    // With colour, the only escapes are those of colour, and each line ends what it begins.
    let escape = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    for format in [Format::Table, Format::Full, Format::Concise] {
        let text = written(format, Options { color: true, ..all() });
        assert_eq!(escape.replace_all(&text, "").chars().find(|letter| harmful(*letter, false)), None);
        for line in text.lines() {
            let last = escape.find_iter(line).last();
            assert!(last.is_none_or(|found| found.as_str() == "\u{1b}[0m"), "{line:?}");
        }
    }
}

#[test]
fn no_report_repeats_a_line_of_megabytes() {
    // Machines get the sentence whole, as the contract says.
    for format in Format::ALL.into_iter().filter(|format| !matches!(format, Format::Json | Format::Jsonl | Format::Csv))
    {
        let length = written(format, all()).len();
        assert!(length < 2_000_000, "{}: {length} bytes", format.name());
    }
}

#[test]
fn machines_can_parse_what_they_get() {
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    for format in [Format::Json, Format::Sarif, Format::Gitlab] {
        json(&written(format, all()));
    }
    for line in written(Format::Jsonl, Options::default()).lines() {
        json(line);
    }
    // What would steer is escaped, and comes out as it stands in the article.
    let mut lines = Vec::new();
    write_claims(&REPORT, Format::Jsonl, &all(), &mut lines).unwrap();
    let claims = String::from_utf8(lines).unwrap();
    for (text, claim) in claims.lines().zip(&REPORT.claims) {
        assert_eq!(json(text)["sentence"], *claim.sentence);
    }
    let formats = [Format::Json, Format::Jsonl, Format::Sarif, Format::Gitlab, Format::Csv];
    for text in formats.into_iter().map(|format| written(format, all())).chain([claims]) {
        assert_eq!(text.chars().find(|letter| harmful(*letter, false)), None);
    }
    let xml = written(Format::Junit, all());
    let run = junit_parser::from_reader(xml.as_bytes()).unwrap();
    assert_eq!(run.suites.iter().map(|suite| suite.cases.len()).sum::<usize>(), REPORT.findings.len());
    assert_eq!(xml.chars().find(|letter| harmful(*letter, false)), None);

    let csv = written(Format::Csv, all());
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let columns = rows.headers().unwrap().len();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), REPORT.findings.len());
    for row in &rows {
        assert_eq!(row.len(), columns);
        // Numbers and modifiers of the contract aside, nothing is a formula.
        let formula = row.iter().find(|cell| cell.len() > 2 && cell.starts_with(['=', '+', '@', '-']));
        assert_eq!(formula, None);
    }
}

#[test]
fn markdown_holds_no_markup_of_an_article() {
    let text = written(Format::Markdown, all());
    let options = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_MATH;
    let own = ["<strong>", "</strong>", "<br>", "<span dir=\"auto\">", "</span>", "<del>", "</del>", "<ins>", "</ins>"];
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => assert!(own.contains(&html.trim()), "{html}"),
            Event::Start(Tag::Link { dest_url, .. }) => assert!(dest_url.starts_with("https://"), "{dest_url}"),
            Event::Start(
                tag @ (Tag::Image { .. }
                | Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::List(_)
                | Tag::CodeBlock(_)
                | Tag::FootnoteDefinition(_)),
            ) => panic!("markup of an article: {tag:?}"),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                panic!("markup of an article: {code}")
            }
            _ => {}
        }
    }
}

#[test]
fn the_page_holds_no_markup_of_an_article() {
    let page = written(Format::Html, all());
    assert_eq!(page.chars().find(|letter| harmful(*letter, false)), None);
    for (markup, times) in [("<script", 1), ("</script", 1), ("<style", 1), ("</style", 1), ("<img", 0), ("</body", 1)]
    {
        assert_eq!(page.matches(markup).count(), times, "{markup}");
    }
    assert!(!page.contains("href=\"javascript"));
}
