//! What holds of every document, whatever it was read from.

use proptest::prelude::*;

use super::*;

fn texts() -> impl Strategy<Value = String> {
    let page = "([ \\n\\r\\t.!?؟…\"'()«»“”،,:;%0-9a-cA-Cء-ه*_`\\[\\]<>#|~&+=/\\\\\u{200f}\u{a0}-]|صورة|Photo by|Related|2013-02-17|---\n|\n\n){0,120}";
    prop_oneof![page, any::<String>()]
}

/// Every letter is in one sentence and in one only, and the sentences stand in order.
fn check(document: &Document, field: Field, from: usize) {
    let text = document.field(field);
    let plain = document.plain(field);
    assert_eq!(text.len(), plain.len());
    let mut at = from;
    for sentence in document.sentences.iter().filter(|sentence| sentence.field == field) {
        let span = sentence.span;
        assert!(at <= span.start && !span.is_empty(), "{span:?} begins before {at}");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
        assert!(plain.is_char_boundary(span.start) && plain.is_char_boundary(span.end));
        assert_eq!(span.of(text).trim(), span.of(text));
        assert!(text[at..span.start].trim().is_empty(), "lost: {:?}", &text[at..span.start]);
        assert!(document.line(field, span.start) <= text.len() + 1);
        assert_eq!(document.characters(field, span).end, text[..span.end].chars().count());
        at = span.end;
    }
    assert!(text[at..].trim().is_empty(), "lost: {:?}", &text[at..]);
}

proptest! {
    #[test]
    fn no_sentence_of_a_text_is_lost(text in texts()) {
        check(&Document::from_text("a.txt", &text, &Config::default()).unwrap(), Field::Text, 0);
    }

    #[test]
    fn no_sentence_of_markdown_is_lost(text in texts()) {
        let text = format!("# A\n{text}");
        check(&Document::from_text("a.md", &text, &Config::default()).unwrap(), Field::Text, 0);
    }

    #[test]
    fn no_sentence_of_a_feed_is_lost(title in texts(), text in texts()) {
        let line = serde_json::json!({ "title": title, "text": text }).to_string();
        for document in parse("a.jsonl", line.as_bytes(), &Config::default()).0 {
            check(&document, Field::Title, 0);
            check(&document, Field::Text, 0);
        }
    }

    #[test]
    fn no_sentence_of_a_page_is_lost(text in texts(), tags in "(<(p|b|td|tr|table|h2|li|br|sup|figcaption|/p|/b|/table)>[ a-cء-ه0-9\n]{0,6}){0,20}") {
        check(&Document::from_text("a.html", &format!("<title>{text}</title>{tags}{text}"), &Config::default()).unwrap(), Field::Text, 0);
    }

    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in "[a-c]\\.(txt|md|html|docx|jsonl|csv|tsv|txt\\.gz|md\\.zst|x)") {
        let (documents, errors) = parse(&name, &bytes, &Config::default());
        let feed = ["jsonl", "csv", "tsv"].iter().any(|ending| name.ends_with(ending));
        prop_assert!(feed || documents.len() + errors.len() == 1);
    }
}

#[test]
fn lines_are_those_of_the_file() {
    let text = "---\r\ntitle: Other\r\n---\r\n\r\nقتل 30.\r\nوأصيب 5.\r\n";
    let document = Document::from_text("a.md", text, &Config::default()).unwrap();
    let lines: Vec<_> = document
        .sentences
        .iter()
        .map(|sentence| (sentence.field, document.line(sentence.field, sentence.span.start)))
        .collect();
    assert_eq!(lines, [(Field::Title, 1), (Field::Text, 5), (Field::Text, 6)]);
    let last = document.sentences[2].span;
    assert_eq!(document.characters(Field::Text, last), Span::new(text.chars().count() - 10, text.chars().count() - 2));
}

#[test]
fn a_byte_order_mark_is_no_text_and_other_bytes_are_refused() {
    let read = |bytes: &[u8]| Document::from_bytes("a.txt", bytes, &Config::default());
    assert_eq!(read("\u{FEFF}قتل 30.".as_bytes()).unwrap().text, "قتل 30.");
    for (bytes, want) in [
        (&b"\xd9\x82 caf\xe9"[..], "a.txt: not UTF-8 (first bad byte at offset 6); convert it, for example with iconv"),
        (&b"PK\0\0"[..], "a.txt: binary, not text; leave it out with [files] exclude"),
    ] {
        assert_eq!(read(bytes).unwrap_err().to_string(), want);
    }
}

#[test]
fn the_first_line_is_the_headline_where_there_is_no_title() {
    let headlines = |text: &str| {
        let document = Document::from_text("a.txt", text, &Config::default()).unwrap();
        let headlines = document.sentences.iter().filter(|sentence| sentence.headline);
        headlines.map(|sentence| document.sentence_text(sentence).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(headlines("\n\nFire kills 30\nIt broke out."), ["Fire kills 30"]);
    assert_eq!(headlines("Who lit the fire that killed 30?\nIt broke out."), ["Who lit the fire that killed 30?"]);
    assert_eq!(headlines("World news\nFire kills 30 in a club\nIt broke out."), ["Fire kills 30 in a club"]);
    assert_eq!(headlines("A man, March 22 (Photo by Jane Doe)\nFire kills 30\nIt broke out."), ["Fire kills 30"]);
    assert_eq!(headlines("It broke out on Sunday.\nThen it spread"), [""; 0]);
}

#[test]
fn metadata_comes_before_sources_and_sources_before_datelines() {
    let sources = "[[source]]\npath = \"*.md\"\noutlet = \"S\"\ndate = 2002-02-02\nurl = \"http://s\"\n";
    let config = Config::parse(Path::new("claims.toml"), sources).unwrap();
    let read = |name: &str, text: &str, config: &Config| {
        let document = Document::from_text(name, text, config).unwrap();
        (document.published.map(|at| at.day.year()), document.outlet)
    };
    let outlet = |name: &str| Some(name.to_owned());
    assert_eq!(read("a.md", "---\ndate: 2001-01-01\noutlet: F\n---\n2003-03-03\n", &config), (Some(2001), outlet("F")));
    assert_eq!(read("a.md", "2003-03-03\n", &config), (Some(2002), outlet("S")));
    assert_eq!(read("a.txt", "2003-03-03\n", &config), (Some(2003), None));
    let feed = Config::parse(Path::new("claims.toml"), "[[source]]\npath = \"f.jsonl\"\ndate = 2002-02-02\n").unwrap();
    let (documents, _) = parse("f.jsonl", b"{\"text\": \"A.\"}", &feed);
    assert_eq!(documents[0].published.map(|at| at.day.year()), Some(2002));
}

#[test]
fn configured_languages_decide_where_letters_do_not() {
    let config = Config::parse(Path::new("claims.toml"), "[check]\nlanguages = [\"en\"]\n").unwrap();
    let code = |text: &str, config: &Config| Document::from_text("a.txt", text, config).unwrap().language.code;
    assert_eq!((code("قتل 30", &Config::default()), code("قتل 30", &config)), ("ar", "en"));
}

#[test]
fn files_are_read_in_the_order_of_their_names() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.txt", "a.md", "c.jsonl"] {
        fs::write(folder.path().join(name), "{\"id\": \"z\", \"text\": \"A.\"}\n{\"id\": \"y\", \"text\": \"B.\"}\n")
            .unwrap();
    }
    fs::write(folder.path().join("d.txt"), b"\xd9\x82\xd8\xaa\xff").unwrap();
    let paths = ["c.jsonl", "d.txt", "b.txt", "a.md", "e.txt"].map(|name| folder.path().join(name));
    let (documents, errors) = read(&paths, &Config::default());
    let names: Vec<_> = documents.iter().map(|document| document.name.rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["a.md", "b.txt", "c.jsonl#z", "c.jsonl#y"]);
    assert_eq!(errors.len(), 2);
}
