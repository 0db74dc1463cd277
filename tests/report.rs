//! Reports made by hand, written in every format.

mod support;

use mizan::config::Config;
use mizan::document::Document;
use mizan::report::{Format, Options, Report, write, write_claims, write_finding};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use support::{empty, figures, hostile, toll, visit};

fn written(report: &Report, format: Format, options: Options) -> String {
    let mut out = Vec::new();
    write(report, format, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn claims(report: &Report, format: Format, options: Options) -> String {
    let mut out = Vec::new();
    write_claims(report, format, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn wide(width: usize) -> Options {
    Options { width, ..Options::default() }
}

const ALL: Options = Options {
    width: 100,
    color: false,
    isolate: false,
    all: true,
    least: mizan::finding::Verdict::Tension,
    fails: mizan::finding::Verdict::Contradiction,
    diff: false,
    explain: false,
};

#[test]
fn tables() {
    for width in [60, 100, 160] {
        insta::assert_snapshot!(format!("table_{width}"), written(&visit(), Format::Table, wide(width)));
    }
    insta::assert_snapshot!("table_diff", written(&visit(), Format::Table, Options { diff: true, ..wide(100) }));
    insta::assert_snapshot!("table_all", written(&visit(), Format::Table, ALL));
    insta::assert_snapshot!("table_empty", written(&empty(), Format::Table, wide(100)));
}

#[test]
fn the_id_of_every_reason_is_told() {
    let report = figures(11);
    let text = written(&report, Format::Table, wide(100));
    assert!(text.contains("and for one more reason: "), "{text}");
    assert!(report.findings.iter().all(|finding| text.contains(&finding.id)), "{text}");
    // With everything shown, also those that say the same of other documents.
    let report = toll();
    let (text, all) = (written(&report, Format::Table, wide(100)), written(&report, Format::Table, ALL));
    let ids = |text: &str| report.findings.iter().filter(|finding| text.contains(&finding.id)).count();
    assert!(ids(&text) < 3 && ids(&all) > 20, "{all}");
}

#[test]
fn a_page_folds_all_but_the_values_that_clash_most() {
    let page = |values| written(&figures(values), Format::Html, Options::default());
    assert_eq!(page(11).matches("<table class=\"values\">").count(), 1);
    let many = page(300);
    let (shown, folded) = many.split_once("<summary>and 290 more values</summary>").unwrap();
    let rows = |text: &str| text.matches("<th scope=\"row\">").count();
    assert_eq!((rows(shown), rows(folded)), (10, 290));
    // The value that all others clash with is among those shown.
    assert!(shown.contains("3,990") || shown.contains("3990"));
}

#[test]
fn many_documents_make_one_block() {
    insta::assert_snapshot!("table_toll_60", written(&toll(), Format::Table, wide(60)));
    insta::assert_snapshot!("table_toll_100", written(&toll(), Format::Table, wide(100)));
    insta::assert_snapshot!("table_toll_all", written(&toll(), Format::Table, ALL));
}

#[test]
fn full() {
    insta::assert_snapshot!("full_100", written(&visit(), Format::Full, wide(100)));
    insta::assert_snapshot!("full_60", written(&visit(), Format::Full, wide(60)));
    let color = written(&visit(), Format::Full, Options { color: true, ..wide(100) });
    insta::assert_snapshot!("full_color", color.replace('\u{1b}', "␛"));
}

#[test]
fn concise_is_a_line_for_each_finding() {
    let text = written(&visit(), Format::Concise, wide(100));
    insta::assert_snapshot!("concise", text);
    assert_eq!(text.lines().count(), 6 + 1);
}

#[test]
fn one_finding_alone() {
    let report = visit();
    let mut out = Vec::new();
    write_finding(&report, &report.findings[0], &wide(100), &mut out).unwrap();
    insta::assert_snapshot!("finding", String::from_utf8(out).unwrap());
}

#[test]
fn machine_formats() {
    insta::assert_snapshot!("json_all", written(&visit(), Format::Json, ALL));
    insta::assert_snapshot!("jsonl", written(&visit(), Format::Jsonl, wide(100)));
    insta::assert_snapshot!("csv", written(&visit(), Format::Csv, wide(100)));
}

#[test]
fn claim_views() {
    insta::assert_snapshot!("claims_table_100", claims(&visit(), Format::Table, wide(100)));
    insta::assert_snapshot!("claims_table_60", claims(&visit(), Format::Table, wide(60)));
    insta::assert_snapshot!("claims_table_all", claims(&visit(), Format::Table, ALL));
    insta::assert_snapshot!("claims_csv", claims(&visit(), Format::Csv, wide(100)));
    insta::assert_snapshot!("claims_jsonl", claims(&visit(), Format::Jsonl, wide(100)));
    let error = write_claims(&visit(), Format::Markdown, &wide(100), &mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::Unsupported);
}

#[test]
fn markdown() {
    insta::assert_snapshot!("markdown", written(&visit(), Format::Markdown, wide(100)));
    insta::assert_snapshot!("markdown_hostile", written(&hostile(), Format::Markdown, wide(100)));
}

/// The cells of the first table, as text.
fn cells(markdown: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for event in Parser::new_ext(
        markdown,
        pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH,
    )
    .skip_while(|event| !matches!(event, Event::Start(Tag::Table(_))))
    .take_while(|event| !matches!(event, Event::End(TagEnd::Table)))
    {
        match event {
            Event::Start(Tag::TableCell) => cells.push(String::new()),
            Event::Text(text) => cells.last_mut().unwrap().push_str(&text),
            Event::InlineHtml(html) if &*html == "<br>" => cells.last_mut().unwrap().push('\n'),
            Event::InlineHtml(html) => assert!(
                ["<strong>", "</strong>", "<span dir=\"auto\">", "</span>"].contains(&&*html),
                "markup of an article: {html}"
            ),
            Event::Start(Tag::TableHead | Tag::TableRow | Tag::Table(_)) | Event::End(_) => {}
            other => panic!("markup of an article: {other:?}"),
        }
    }
    cells
}

#[test]
fn markdown_shows_hostile_text_as_it_stands() {
    let text = written(&hostile(), Format::Markdown, wide(100));
    assert_eq!(
        cells(&text)[5..],
        [
            "contradiction",
            "+share | of <x> *all*",
            "50 %: a|b\u{fffd}[31m  =HYPERLINK(\"http://x\"), 2 Jan 2024\n60 %: b\\c  @سطر|",
            "=50 | against \\ 60 <em> \u{fffd}[0m",
            "MZ09-000b00",
        ]
    );
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                assert!(!html.contains("say") && !html.contains("<i>"), "{html}");
            }
            Event::Start(
                tag @ (Tag::Link { .. } | Tag::Emphasis | Tag::Strikethrough | Tag::List(_) | Tag::CodeBlock(_)),
            ) => {
                panic!("markup of an article: {tag:?}")
            }
            Event::Code(code) => panic!("markup of an article: {code}"),
            _ => {}
        }
    }
}

/// Cells that a terminal takes for a line, isolates and styles aside.
fn cells_of(line: &str) -> usize {
    line.graphemes(true).map(UnicodeWidthStr::width).sum()
}

#[test]
fn no_line_is_wider_than_asked() {
    for report in [visit(), toll(), empty()] {
        for width in [40, 60, 69, 70, 71, 80, 100, 137, 160] {
            for all in [false, true] {
                let options = Options { all, diff: true, isolate: true, ..wide(width) };
                let texts = [
                    written(&report, Format::Table, options),
                    written(&report, Format::Full, options),
                    claims(&report, Format::Table, options),
                ];
                for line in texts.iter().flat_map(|text| text.lines()) {
                    assert!(cells_of(line) <= width, "{width}: {line:?}");
                    assert_eq!(line, line.trim_end());
                }
            }
        }
    }
}

#[test]
fn isolates_stand_only_where_asked_for_and_are_balanced() {
    let isolates = ['\u{2066}', '\u{2067}', '\u{2068}'];
    for report in [visit(), toll(), hostile()] {
        for format in Format::ALL {
            let plain = written(&report, format, Options { all: true, diff: true, ..wide(80) });
            let machine = matches!(format, Format::Json | Format::Jsonl);
            assert!(machine || !plain.contains(isolates), "{}", format.name());
        }
        for format in [Format::Table, Format::Full, Format::Concise] {
            let text = written(&report, format, Options { isolate: true, all: true, diff: true, ..wide(80) });
            assert!(text.contains(isolates));
            for line in text.lines() {
                assert_eq!(line.matches(isolates).count(), line.matches('\u{2069}').count(), "{line:?}");
            }
        }
    }
    let table = written(&visit(), Format::Table, Options { isolate: true, ..wide(100) });
    assert!(table.contains("\u{2066}002\u{2069}  \u{2068}كلمة\u{2069}, 30 May 2023"), "{table}");
}

#[test]
fn no_control_character_reaches_a_reader() {
    for format in [Format::Table, Format::Full, Format::Concise, Format::Markdown, Format::Csv] {
        let text = written(&hostile(), format, Options { all: true, diff: true, ..wide(100) });
        let bad = |letter: char| letter.is_control() && letter != '\n' && letter != '\r' || letter == '\u{202e}';
        assert!(!text.contains(bad), "{}: {text:?}", format.name());
    }
}

#[test]
fn columns_stand_under_one_another_where_terminals_draw_lam_alef_in_two_cells() {
    let mut report = visit();
    report.claims[1].quote = "علاقات".into();
    report.claims[1].value = support::plain("69", "علاقة ولاء");
    let text = claims(&report, Format::Table, wide(100));
    let lines: Vec<&str> = text.lines().collect();
    let column = |line: &str, word: &str| cells_of(&line[..line.find(word).unwrap()]);
    assert_eq!(column(lines[0], "quote"), column(lines[2], "علاقات"), "{text}");
}

#[test]
fn json_is_a_contract() {
    let report: serde_json::Value = serde_json::from_str(&written(&visit(), Format::Json, wide(100))).unwrap();
    assert_eq!(report["version"], 1);
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&report), "claims documents findings summary topics version");
    // Without `all`, what was set aside stays out, and so do verdicts that flag nothing.
    assert!(report["claims"].as_array().unwrap().iter().all(|claim| claim["set_aside"].is_null()));
    assert_eq!(report["findings"].as_array().unwrap().len(), 6);
    let all: serde_json::Value = serde_json::from_str(&written(&visit(), Format::Json, ALL)).unwrap();
    assert_eq!(all["claims"].as_array().unwrap().len(), 17);
    assert_eq!(all["findings"].as_array().unwrap().len(), 11);

    let line = claims(&visit(), Format::Jsonl, wide(100)).lines().next().unwrap().to_owned();
    let order: Vec<&str> = line.split("\":").filter_map(|before| before.rsplit('"').next()).collect();
    let fields = "id document field line start end quote sentence type value value2 low high modifier unit change measure \
                  participants entity role entity role period part polarity modality attribution as_of rule note set_aside";
    assert_eq!(order[..order.len() - 1].join(" "), fields);
}

#[test]
fn numbers_and_modifiers_are_no_formulas_in_csv() {
    let text = written(&hostile(), Format::Csv, wide(100));
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let head = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let cell = |name: &str| &row[head.iter().position(|column| column == name).unwrap()];
    assert_eq!(cell("title"), "'+share | of <x> *all*");
    assert_eq!(cell("b_outlet"), "'@سطر|");
    assert_eq!(cell("a_modifier"), "=");
    assert_eq!(cell("b_sentence").lines().count(), 1);
    assert!(text.lines().all(|line| text.contains(&format!("{line}\r\n"))));
}

#[test]
fn a_gate_sees_only_what_touches_the_new_article() {
    let new = ["004_328b8222830a7f7f.txt".to_owned()].into();
    let report = visit().touching(&new);
    assert_eq!((report.findings.len(), report.summary.compared, report.summary.agreeing), (4, 4, 0));
    let agreeing = visit().touching(&["001_6fc89d42f27a4a80.txt".to_owned()].into());
    assert_eq!(agreeing.summary.agreeing, 1);
}

#[test]
fn an_update_is_shown_where_the_gate_fails_on_it() {
    let options = Options { least: mizan::finding::Verdict::Update, ..wide(100) };
    assert!(!written(&toll(), Format::Concise, wide(100)).contains("update"));
    assert!(written(&toll(), Format::Concise, options).contains("update"));
}

/// Claims of real text, read and explained.
fn explained(texts: &[(&str, &str)], options: Options) -> String {
    let config = Config::default();
    let documents: Vec<Document> =
        texts.iter().map(|(name, text)| Document::from_text(name, text, &config).unwrap()).collect();
    claims(&mizan::claims(&documents), Format::Table, Options { explain: true, ..options })
}

const READ: [(&str, &str); 2] = [
    (
        "harbour.md",
        "---\ndate: 2024-05-30\n---\n# Ferry fares rise\n\nFares rose by more than 4 percent to a record high of 9 billion euros last \
         month, the minister said. No fewer than 280 passengers were hurt in Oslo on Tuesday, including seven children.",
    ),
    (
        "ميناء.txt",
        "29 مايو 2024\n\nارتفعت صادرات القمح بأكثر من ثلاثين في المئة العام الماضي، وفق وزارة الطاقة.\n\nمن المتوقع أن يصل الإنتاج إلى \
         3,4 مليون برميل يوميا.",
    ),
];

#[test]
fn readings_step_by_step() {
    for width in [60, 100, 160] {
        insta::assert_snapshot!(format!("explain_{width}"), explained(&READ, wide(width)));
    }
    insta::assert_snapshot!("explain_all", explained(&READ, ALL));
    let color = explained(&READ, Options { color: true, isolate: true, ..wide(80) });
    insta::assert_snapshot!("explain_color", color.replace('\u{1b}', "␛"));
}

#[test]
fn explained_lines_fit_and_close_what_they_open() {
    for width in [40, 60, 100] {
        let isolated = explained(&READ, Options { isolate: true, all: true, ..wide(width) });
        for line in isolated.lines() {
            assert!(cells_of(line) <= width, "{width}: {line:?}");
            assert_eq!(line.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count(), line.matches('\u{2069}').count());
        }
    }
    let bad = |letter: char| letter.is_control() && letter != '\n' || letter == '\u{202e}';
    let text = claims(&hostile(), Format::Table, Options { explain: true, ..ALL });
    assert!(!text.contains(bad), "{text:?}");
}
