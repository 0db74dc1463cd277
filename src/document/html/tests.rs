use jiff::civil::{date, time};

use super::*;
use crate::document::draft::{Block, Metadata};

fn shown(html: &str) -> Vec<String> {
    let found = read("a.html", html, &Limits::default()).unwrap();
    let mark = |block: &Block| match (block.heading, block.picture) {
        (true, _) => "# ",
        (_, true) => "! ",
        _ => "",
    };
    found.layout.blocks.iter().map(|block| format!("{}{}", mark(block), block.span.of(&found.text))).collect()
}

fn metadata(html: &str) -> Metadata {
    read("a.html", html, &Limits::default()).unwrap().metadata
}

/// A page with an article of some length, so that it can be told from what stands around it.
fn page(head: &str, article: &str) -> String {
    let filler = "<p>The mayor, who had come at once, thanked the crews, the neighbours, and all who had helped, and \
                  said that the cause of the fire was not yet known, that the building was sound, and that the club \
                  would stay closed until the inspectors, whose report is due in the spring, have finished.</p>";
    format!(
        "<!DOCTYPE html><html lang=en><head>{head}</head><body><nav><ul><li><a href=/>Home</a><li><a href=/w>World \
         500</a></ul></nav><div id=sidebar class=sidebar><a href=/x>Prices rise 5 percent</a></div><article>{article}\
         {filler}{filler}</article><footer>Copyright 2023</footer></body></html>"
    )
}

#[test]
fn the_article_is_told_from_what_stands_around_it() {
    let page =
        page("", "<h1>Fire kills 30</h1><p>The fire broke out at  three\n in the <b>old</b> town.<br>It spread.</p>");
    let shown = shown(&page);
    assert_eq!(shown[1..3], ["The fire broke out at three in the old town.", "It spread."]);
    assert!(
        shown.iter().all(|line| !line.contains("World") && !line.contains("Prices") && !line.contains("Copyright"))
    );
}

#[test]
fn rows_of_tables_keep_their_cells_apart() {
    let table = "<table><tr><th>Town<th>Dead<th>Hurt</tr><tr><td>Old<br>Town<td>30<td>12</tr><tr><td>Port<td>4<td></tr></table>";
    let shown =
        shown(&page("", &format!("<p>The toll, by town, as told by the police on Monday, is this.</p>{table}")));
    for row in ["| Town | Dead | Hurt |", "| Old Town | 30 | 12 |", "| Port | 4 |  |"] {
        assert!(shown.iter().any(|line| line == row), "{row} in {shown:?}");
    }
}

#[test]
fn headings_captions_and_raised_digits_are_marked() {
    let article = "<p>It burned 10<sup>6</sup> m<sup>2</sup> of the town, as the fire chief said.</p>\
                   <figure><img src=a.jpg><figcaption>50 people wait</figcaption></figure><h2>What is known</h2>";
    let shown = shown(&page("", article));
    assert!(shown.contains(&"It burned 10⁶ m² of the town, as the fire chief said.".to_owned()), "{shown:?}");
    assert!(shown.contains(&"! 50 people wait".to_owned()) && shown.contains(&"# What is known".to_owned()));
}

#[test]
fn a_page_without_an_article_is_read_whole() {
    assert_eq!(shown("<p>قتل 30 شخصا.<p>وأصيب&nbsp;12.<script>x = 5</script>"), ["قتل 30 شخصا.", "وأصيب\u{a0}12."]);
    assert_eq!(shown(""), [""; 0]);
}

#[test]
fn linked_data_outweighs_meta_elements_and_markup() {
    let head = r##"<title>Fire kills 30 - The Post</title><meta property="og:title" content="Fire kills dozens">
        <meta property="article:published_time" content="2023-05-29T10:00:00Z"><meta property=og:site_name content=Other>
        <link rel=canonical href="https://example.org/a">
        <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
            {"@type": ["NewsArticle"], "headline": "Fire kills  30", "datePublished": "2023-05-30T18:00:00+03:00",
             "publisher": {"@id": "#p"}, "inLanguage": "en-GB"},
            {"@type": "Organization", "@id": "#p", "name": "The Post"}]}</script>"##;
    let found = metadata(&page(head, "<h1>Fire kills 31</h1>"));
    assert_eq!(found.title.as_deref(), Some("Fire kills 30"));
    assert_eq!(found.date, Some((date(2023, 5, 30), Some(time(18, 0, 0, 0)))));
    assert_eq!((found.outlet.as_deref(), found.language.as_deref()), (Some("The Post"), Some("en-GB")));
    assert_eq!(found.url.as_deref(), Some("https://example.org/a"));
}

#[test]
fn meta_elements_and_markup_stand_in() {
    let found = metadata(&page(
        "<title>Fire kills 30 people in club | The Post</title><meta name=DC.date content=2023-05-30>",
        "",
    ));
    assert_eq!(found.title.as_deref(), Some("Fire kills 30 people in club"));
    assert_eq!(found.date, Some((date(2023, 5, 30), None)));
    let found = metadata(&page(
        "<title>The Post: Fire kills 30</title><meta property=og:site_name content='The Post'>",
        "<h1> Fire  kills 30 </h1><time datetime='2023-05-30 18:00'>yesterday</time>",
    ));
    assert_eq!((found.title.as_deref(), found.outlet.as_deref()), (Some("Fire kills 30"), Some("The Post")));
    assert_eq!(found.date, Some((date(2023, 5, 30), Some(time(18, 0, 0, 0)))));
}

#[test]
fn a_language_that_the_letters_belie_is_not_believed() {
    assert_eq!(metadata("<html lang=en><p>قتل 30 شخصا في حريق.").language, None);
    assert_eq!(metadata("<html lang=ar><p>قتل 30 شخصا في حريق.").language.as_deref(), Some("ar"));
}

#[test]
fn a_page_cannot_grow_without_bound() {
    let refused = |html: String| read("a.html", &html, &Limits::default()).err().map(|error| error.kind.to_string());
    let deep = "elements nest deeper than 256; `nesting` under [limits] of claims.toml allows more";
    assert_eq!(refused("<div>".repeat(300)).as_deref(), Some(deep));
    assert_eq!(refused("<template>".repeat(300)).as_deref(), Some(deep));
    let formats = (0..200).fold(String::new(), |text, at| text + "<b id=" + &at.to_string() + ">");
    let many = "the page has more than 500000 elements; `elements` under [limits] of claims.toml allows more";
    assert_eq!(refused(format!("<p>{formats}") + &"<p>x".repeat(5000)).as_deref(), Some(many));
}

#[test]
fn what_was_sent_before_a_page_is_no_part_of_it() {
    assert_eq!(without_http_header(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x"), b"<p>x");
    assert_eq!(without_http_header(b"<p>HTTP/\n\n"), b"<p>HTTP/\n\n");
}

#[test]
fn comments_that_waive_are_found_wherever_they_stand() {
    let id = "MZ09-6cf6925fe191";
    let html = format!(
        "<!-- mizan: waive {id}: one -->\r\n<html><head>\n<!-- other --><script>\"<!-- mizan: waive {id}: code -->\"</script>\n\
         <body><nav>x</nav><p>It\n<!-- mizan: waive {id}\n by A\n: two --> has 30 rooms.\n<!--mizan: waive {id}: three-->"
    );
    let waivers = metadata(&html).waivers;
    let told: Vec<_> = waivers.iter().map(|waiver| (waiver.reason.as_str(), waiver.place.line.unwrap())).collect();
    assert_eq!(told, [("one", 1), ("two", 5), ("three", 8)]);
    let error = read("a.html", "<p>x\n<p><!-- mizan: waive -->", &Limits::default()).err().unwrap().to_string();
    assert!(error.starts_with("a.html:2: cannot read the waiver `mizan: waive`"), "{error}");
}
