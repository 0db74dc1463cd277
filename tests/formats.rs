//! The same article in every format gives the same claims.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use mizan::config::Config;
use mizan::document::{self, Document};
use mizan::extract;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An article written for these tests: its headline, its paragraphs, a table.
struct Article {
    title: &'static str,
    paragraphs: &'static [&'static str],
    table: &'static [[&'static str; 3]],
}

const ARABIC: Article = Article {
    title: "حريق في سوق الميناء يقتل 14 شخصا",
    paragraphs: &[
        "قتل 14 شخصا على الأقل وأصيب أكثر من 30 آخرين بجروح في حريق اندلع فجر الثلاثاء في سوق الميناء القديم، حسبما أعلنت وزارة الصحة.",
        "وقال مدير الدفاع المدني إن رجال الإطفاء احتاجوا إلى ست ساعات لإخماد النيران، وإن مساحة السوق تبلغ 12 ألف متر مربع.",
        "وكانت الحكومة قد خصصت 2.5 مليون دولار لترميم السوق في مارس 2019، أي نحو 40% من ميزانية المدينة في ذلك العام.",
        "وأغلقت المدارس المجاورة ثلاثة أيام، بينما نقل المصابون إلى أربعة مستشفيات في المدينة وضواحيها، بحسب بيان للمحافظة.",
    ],
    table: &[["المستشفى", "القتلى", "الجرحى"], ["الشفاء", "9 قتلى", "21 جريحا"], ["الأمل", "5 قتلى", "9 جرحى"]],
};

const ENGLISH: Article = Article {
    title: "Bridge over the Sana to cost 340 million dollars",
    paragraphs: &[
        "The new bridge over the Sana will be 1,240 metres long and cost about 340 million dollars, the transport ministry said on Monday.",
        "Work began in May 2021, two years later than planned, and more than 60 percent of the piers stand now, said the engineer in charge.",
        "The old bridge, built in 1936, carries 18,000 vehicles a day, and was closed for six weeks last winter after cracks were found in it.",
        "Critics, who had asked for a tunnel, say that the price has risen by a third since the contract was signed, which the ministry denies.",
    ],
    table: &[
        ["Section", "Length", "Workers"],
        ["North", "410 metres", "320 workers"],
        ["South", "830 metres", "510 workers"],
    ],
};

impl Article {
    fn rows(&self) -> String {
        self.table.iter().fold(String::new(), |mut text, row| {
            let _ = writeln!(text, "| {} |", row.join(" | "));
            text
        })
    }

    fn txt(&self) -> String {
        format!("{}\n{}\n{}", self.title, self.paragraphs.join("\n"), self.rows())
    }

    fn markdown(&self) -> String {
        let rows = self.rows();
        let (head, rest) = rows.split_once('\n').unwrap();
        format!("# {}\n\n{}\n\n{head}\n| --- | --- | --- |\n{rest}", self.title, self.paragraphs.join("\n\n"))
    }

    fn html(&self, head: &str) -> String {
        let paragraphs = self.paragraphs.iter().map(|words| format!("<p>{words}</p>\n")).collect::<String>();
        let row = |row: &[&str; 3]| format!("<tr><td>{}</td></tr>", row.join("</td><td>"));
        let rows = self.table.iter().map(row).collect::<String>();
        format!(
            "<!DOCTYPE html><html><head>{head}<title>{title} | The Post</title></head><body>\
             <div class=menu><ul><li><a href=/>12 more</a></li></ul></div>\
             <article><h1>{title}</h1>{paragraphs}<table>{rows}</table></article>\
             <footer>Since 1999</footer></body></html>",
            title = self.title
        )
    }

    fn docx(&self) -> Vec<u8> {
        // Word parts words at will.
        let run = |words: &str| {
            let middle = words.floor_char_boundary(words.len() / 2);
            let (a, b) = words.split_at(middle);
            format!("<w:r><w:t xml:space=\"preserve\">{a}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{b}</w:t></w:r>")
        };
        let paragraph = |words: &&str| format!("<w:p>{}</w:p>", run(words));
        let paragraphs = self.paragraphs.iter().map(paragraph).collect::<String>();
        let cell = |words: &&str| format!("<w:tc>{}</w:tc>", paragraph(words));
        let row = |row: &[&str; 3]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
        let rows = self.table.iter().map(row).collect::<String>();
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>\
             <w:p><w:pPr><w:pStyle w:val=\"a1\"/></w:pPr>{title}</w:p>{paragraphs}\
             <w:p><w:del><w:r><w:delText>99 people</w:delText><w:t>99 people</w:t></w:r></w:del></w:p>\
             <w:tbl>{rows}</w:tbl></w:body></w:document>",
            title = run(self.title)
        );
        let styles =
            "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"a1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in [("word/document.xml", body.as_str()), ("word/styles.xml", styles)] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(xml.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn jsonl(&self) -> String {
        let text = format!("{}\n{}", self.paragraphs.join("\n"), self.rows());
        serde_json::json!({ "title": self.title, "text": text }).to_string()
    }

    fn csv(&self) -> String {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let text = format!("{}\n{}", self.paragraphs.join("\n"), self.rows());
        format!("title,text\r\n{},{}\r\n", quoted(self.title), quoted(&text))
    }

    /// The article as files of every format.
    fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        let gzip = |text: String| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.finish().unwrap()
        };
        let utf16: Vec<u8> = format!("\u{FEFF}{}", self.txt()).encode_utf16().flat_map(u16::to_le_bytes).collect();
        let meta = "<meta charset=windows-1256>";
        vec![
            ("a.txt", self.txt().into_bytes()),
            ("a.md", self.markdown().into_bytes()),
            ("a.html", self.html("<meta charset=utf-8>").into_bytes()),
            ("a.docx", self.docx()),
            ("a.jsonl", self.jsonl().into_bytes()),
            ("a.csv", self.csv().into_bytes()),
            ("a.txt.gz", gzip(self.txt())),
            ("a.jsonl.gz", gzip(self.jsonl())),
            ("a.csv.zst", compress_to_vec(self.csv().as_bytes(), CompressionLevel::Fastest)),
            ("b.txt", encoding_rs::WINDOWS_1256.encode(&self.txt()).0.into_owned()),
            ("b.csv", encoding_rs::WINDOWS_1256.encode(&self.csv()).0.into_owned()),
            ("b.html", encoding_rs::WINDOWS_1256.encode(&self.html(meta)).0.into_owned()),
            ("utf16.txt", utf16),
        ]
    }
}

fn read(name: &str, bytes: &[u8]) -> Document {
    let (mut documents, errors) = document::parse(name, bytes, &Config::default());
    assert!(errors.is_empty(), "{name}: {errors:?}");
    assert_eq!(documents.len(), 1, "{name}");
    documents.remove(0)
}

/// What a document claims: every value with what is said of it.
fn claims(document: &Document) -> Vec<String> {
    let shown = |claim: &mizan::claim::Claim| {
        let frame = &claim.frame;
        let sentence = claim.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{} {:?} {:?} {:?} in {sentence}", claim.quote, claim.value, frame.measure, claim.set_aside)
    };
    extract(document).iter().map(shown).collect()
}

#[test]
fn the_same_article_gives_the_same_claims() {
    for article in [&ARABIC, &ENGLISH] {
        let mut want: Option<Vec<String>> = None;
        for (name, bytes) in article.files() {
            let document = read(name, &bytes);
            let mut found = claims(&document);
            for line in &mut found {
                *line = line.replace("in # ", "in ");
            }
            let want = want.get_or_insert_with(|| found.clone());
            assert!(want.len() > 12, "only {} claims:\n{}", want.len(), want.join("\n"));
            assert_eq!(found, *want, "{name}:\n{}", document.text);
        }
    }
}

#[test]
fn every_quote_stands_where_its_claim_says() {
    for article in [&ARABIC, &ENGLISH] {
        for (name, bytes) in article.files() {
            let document = read(name, &bytes);
            for claim in extract(&document) {
                assert_eq!(claim.span.of(document.field(claim.field)), claim.quote, "{name}");
                let line = document.field(claim.field).lines().nth(claim.line - 1).unwrap();
                assert!(line.contains(&*claim.quote), "{name}:{}: {line}", claim.line);
            }
        }
    }
}
