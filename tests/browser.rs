//! The page of findings in a real browser: it loads, its controls work, nothing of an article runs.
//!
//! Needs a Chromium, so `cargo test` leaves these out; `tests/run` installs one and runs them.

#[path = "support/browser.rs"]
mod browser;
mod support;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use mizan::finding::Verdict;
use mizan::report::{Format, Options, Report, write};
use serde_json::json;

use browser::Browser;
use support::{empty, hostile, many, toll, visit};

struct Page {
    browser: Browser,
    file: PathBuf,
    _folder: tempfile::TempDir,
}

impl Page {
    fn of(report: &Report, options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("findings.html");
        let mut out = Vec::new();
        write(report, Format::Html, &options, &mut out).unwrap();
        std::fs::write(&file, out).unwrap();
        let mut page = Self { browser: Browser::start(), file, _folder: folder };
        page.open("");
        page
    }

    fn open(&mut self, hash: &str) {
        self.browser.open(&self.file, hash);
        self.browser.settle();
    }

    /// The ids of the findings that are seen, in their order.
    fn seen(&mut self) -> Vec<String> {
        let ids =
            "[...document.querySelectorAll('.finding')].filter(card => !card.closest('[hidden]')).map(card => card.id)";
        serde_json::from_value(self.browser.value(ids)).unwrap()
    }

    fn count(&mut self, selector: &str) -> u64 {
        self.browser.value(&format!("document.querySelectorAll({}).length", json!(selector))).as_u64().unwrap()
    }

    fn text(&mut self, selector: &str) -> String {
        let text = format!("document.querySelector({})?.textContent ?? ''", json!(selector));
        self.browser.value(&text).as_str().unwrap().to_owned()
    }

    /// Sets a control as a person does.
    fn set(&mut self, name: &str, value: &str) {
        let set = format!(
            "{{ const control = document.forms[0].elements[{}]; control.value = {}; \
             control.dispatchEvent(new Event('input', {{ bubbles: true }})); }}",
            json!(name),
            json!(value)
        );
        self.browser.value(&set);
        self.browser.settle();
    }

    fn click(&mut self, selector: &str) {
        self.browser.value(&format!("document.querySelector({}).click()", json!(selector)));
        self.browser.settle();
    }

    fn is_quiet(&self) {
        assert_eq!(self.browser.complaints, [""; 0]);
    }
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn every_report_loads_without_a_complaint() {
    for report in [visit(), toll(), hostile(), empty()] {
        for options in [Options::default(), Options { all: true, ..Options::default() }] {
            let mut page = Page::of(&report, options);
            page.is_quiet();
            assert!(page.text("h1").contains("mizan"));
            assert!(page.text("footer").contains(&report.summary.to_string()));
        }
    }
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn filters_and_search_show_what_fits() {
    let mut page = Page::of(&visit(), Options::default());
    let all = page.seen();
    assert_eq!(all.len(), 3);
    assert_eq!(page.text("output"), "3 findings");

    page.click("input[value=contradiction]");
    assert_eq!(page.seen().len(), 2);
    assert_eq!(page.text("output"), "2 of 3 findings");
    assert!(page.browser.value("location.hash").as_str().unwrap().contains("verdict=tension"));
    page.click("button[type=reset]");
    assert_eq!(page.seen(), all);

    page.set("topic", "oil");
    assert_eq!(page.seen().len(), 1);
    page.set("topic", "");
    page.set("outlet", "Kurdstreet");
    assert_eq!(page.seen().len(), 2, "the findings that the outlet is part of");
    page.set("outlet", "");
    page.set("to", "2022-12-31");
    assert_eq!(page.seen().len(), 2, "the findings of the oldest article");
    page.set("to", "");
    page.set("from", "2023-05-29");
    assert_eq!(page.seen().len(), 3);
    page.set("from", "2023-06-01");
    assert!(page.seen().is_empty());
    assert!(page.browser.value("document.querySelector('.nothing').checkVisibility()").as_bool().unwrap());
    page.set("from", "");

    // Spelled otherwise, with other digits, in any order.
    for (words, number) in
        [("العلاقات", 1), ("علاقات ٣٠", 1), ("الاسلحة موردي", 1), ("MZ11", 1), ("ugarit", 2), ("nowhere", 0)]
    {
        page.set("q", words);
        assert_eq!(page.seen().len(), number, "{words}");
    }
    page.is_quiet();
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn a_view_can_be_kept_and_a_finding_linked() {
    let mut page = Page::of(&visit(), Options::default());
    let all = page.seen();
    page.open("q=ugarit&sort=title");
    let sorted = page.seen();
    assert_eq!(sorted.len(), 2);
    assert_eq!(page.browser.value("document.forms[0].elements.q.value"), "ugarit");

    // A link to a finding shows it, whatever the filters, and a link to a claim opens its document.
    page.open(&all[2]);
    assert_eq!(page.browser.value("document.activeElement.id"), json!(all[2]));
    page.click("input[value=tension]");
    page.browser.value(&format!("location.hash = {}", json!(all[2])));
    page.browser.settle();
    assert_eq!(page.seen(), all);
    page.open("c000");
    assert!(page.browser.value("document.getElementById('c000').closest('details').open").as_bool().unwrap());
    page.is_quiet();
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn topics_are_put_in_order() {
    let mut page = Page::of(&many(30), Options::default());
    let topics = "[...document.querySelectorAll('.topic')].map(topic => topic.dataset.topic)";
    page.set("sort", "newest");
    let newest: Vec<String> = serde_json::from_value(page.browser.value(topics)).unwrap();
    assert_eq!(newest[0], "t27");
    page.set("sort", "");
    let severe: Vec<String> = serde_json::from_value(page.browser.value(topics)).unwrap();
    assert_eq!(severe[0], "t0");
    page.is_quiet();
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn the_keyboard_is_enough() {
    let mut page = Page::of(&visit(), Options::default());
    let all = page.seen();
    page.browser.press("j");
    assert_eq!(page.browser.value("document.activeElement.id"), json!(all[0]));
    page.browser.press("j");
    page.browser.press("j");
    page.browser.press("k");
    assert_eq!(page.browser.value("document.activeElement.id"), json!(all[1]));
    page.browser.press("/");
    assert_eq!(page.browser.value("document.activeElement.id"), "q");
    page.browser.type_in("ugarit j");
    assert_eq!(page.browser.value("document.forms[0].elements.q.value"), "ugarit j");
    page.browser.press("Escape");
    assert_ne!(page.browser.value("document.activeElement.id"), "q");
    page.is_quiet();
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn nothing_of_an_article_runs() {
    let mut report = hostile();
    let bad = "\"><script>window.evil = 1</script><img src=x onerror=\"window.evil = 1\"></style><svg onload=evil=1>]]>-->' {{7*7}}";
    report.topics[0].title = bad.into();
    report.topics[0].id = bad.into();
    report.findings[0].reason = bad.into();
    for document in &mut report.documents {
        document.url = Some("javascript:window.evil = 1".into());
        document.title = Some(bad.into());
        document.outlet = Some(bad.into());
    }
    for claim in &mut report.claims {
        claim.outlet = Some(bad.into());
        claim.note = Some(bad.into());
        claim.frame.attribution = Some(bad.into());
        claim.sentence = format!("{bad} {} {bad}", claim.quote).into();
        claim.sentence_start = claim.span.start - bad.len() - 1;
    }
    let mut page = Page::of(&report, Options { all: true, ..Options::default() });
    page.is_quiet();
    assert!(page.browser.value("typeof window.evil === 'undefined'").as_bool().unwrap());
    assert_eq!(page.count("img, iframe, object, embed, link, base"), 0);
    assert_eq!(page.count("script"), 1);
    assert_eq!(page.count("style"), 1);
    assert_eq!(page.count("[onerror], [onload], [onclick], [style]"), 0);
    assert_eq!(page.count("a[href]:not([href^='#'])"), 0, "an address that is no page is no link");
    assert!(page.text(".topic h2").contains("<script>window.evil = 1</script>"), "and it is shown as it stands");
    assert!(page.text("blockquote").contains("<img src=x"));
    page.set("q", "<img");
    assert_eq!(page.seen().len(), 1);
    page.set("outlet", bad);
    assert_eq!(page.seen().len(), 1);
    page.is_quiet();
    // No control character, and no override that turns the page round.
    let bad = r"/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/";
    assert!(!page.browser.value(&format!("{bad}.test(document.documentElement.outerHTML)")).as_bool().unwrap());
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn the_policy_stops_what_is_put_into_the_page() {
    let mut page = Page::of(&visit(), Options::default());
    page.browser.value(
        "{ const script = document.createElement('script'); script.textContent = 'window.evil = 1'; document.body.append(script); }",
    );
    page.browser.settle();
    assert!(page.browser.value("typeof window.evil === 'undefined'").as_bool().unwrap());
    assert!(page.browser.complaints.iter().any(|complaint| complaint.contains("Content Security Policy")));
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn text_runs_in_its_own_direction() {
    let mut page = Page::of(&visit(), Options::default());
    let direction = |selector: &str| format!("getComputedStyle(document.querySelector('{selector}')).direction");
    assert_eq!(page.browser.value(&direction("blockquote")), "rtl");
    assert_eq!(page.browser.value(&direction(".reason")), "ltr");
    assert_eq!(page.browser.value(&direction("h3 bdi")), "ltr");
    // Only the value is marked.
    assert_eq!(page.text("blockquote mark"), "30 عاما");
    assert_eq!(page.count("blockquote mark"), 6);
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn many_findings_are_no_burden() {
    let report = many(2000);
    let mut took = Vec::new();
    let mut page = timed(&mut took, "written and loaded", || Page::of(&report, Options::default()));
    assert_eq!(page.text("output"), "2000 findings");
    timed(&mut took, "searched", || page.set("q", "city 1377 2377 6377"));
    assert_eq!(page.text("output"), "1 of 2000 findings");
    timed(&mut took, "searched for less", || page.set("q", "festival 1370"));
    assert_eq!(page.text("output"), "3 of 2000 findings");
    timed(&mut took, "all again", || page.set("q", ""));
    timed(&mut took, "by outlet", || page.set("outlet", "Kalema"));
    assert_eq!(page.text("output"), "1333 of 2000 findings");
    timed(&mut took, "put in order", || page.set("sort", "newest"));
    timed(&mut took, "next finding", || page.browser.press("j"));
    timed(&mut took, "a link", || page.open("MZ09-none"));
    assert_eq!(page.seen().len(), 2000);
    page.is_quiet();
    // Shown by `--nocapture`. The limits are far more than it takes, for machines that do much else.
    println!("{took:?}");
    assert!(
        took.iter().all(|(what, time)| time.as_secs() < if what.ends_with("loaded") { 120 } else { 20 }),
        "{took:?}"
    );
}

/// Notes how long something takes.
fn timed<T>(took: &mut Vec<(&'static str, Duration)>, what: &'static str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = run();
    took.push((what, start.elapsed()));
    done
}

#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn nothing_runs_out_of_the_page() {
    for report in [visit(), toll(), hostile()] {
        let mut page = Page::of(&report, Options { all: true, ..Options::default() });
        for width in [1280, 480, 360, 320] {
            page.browser.look(width, 900, false);
            page.browser.value("document.querySelectorAll('details').forEach(details => details.open = true)");
            page.browser.settle();
            let over = page.browser.value("document.documentElement.scrollWidth - innerWidth");
            assert!(over.as_i64().unwrap() <= 0, "{width}: {over} beyond the edge");
        }
    }
}

/// Pictures to look at, in the folder that `MIZAN_PICTURES` names.
#[test]
#[ignore = "needs a Chromium: tests/run installs one"]
fn pictures() {
    let Ok(folder) = std::env::var("MIZAN_PICTURES") else { return };
    for (name, report) in [("visit", visit()), ("toll", toll()), ("hostile", hostile())] {
        let least = Verdict::Update;
        let mut page = Page::of(&report, Options { least, ..Options::default() });
        for (width, dark) in [(1280, false), (1280, true), (480, false), (480, true)] {
            page.browser.look(width, 2000, dark);
            page.browser.settle();
            let tone = if dark { "dark" } else { "light" };
            let path = PathBuf::from(&folder).join(format!("{name}-{width}-{tone}.png"));
            std::fs::write(path, unpacked(&page.browser.picture())).unwrap();
        }
    }
}

/// The bytes of base64.
fn unpacked(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters: Vec<u8> = text.bytes().filter(|letter| *letter != b'=').collect();
    let group = |four: &[u8]| {
        let bits =
            four.iter().fold(0_u32, |bits, letter| bits << 6 | u32::from(value(*letter))) << (6 * (4 - four.len()));
        bits.to_be_bytes()[1..four.len()].to_vec()
    };
    letters.chunks(4).flat_map(group).collect()
}
