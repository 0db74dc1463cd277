//! Fuzzing on a stable toolchain: samples of `tests/fuzz/` are damaged at random, from a fixed seed, and read. Whatever
//! comes, nothing may panic or take long, and no span may lie outside its text or within a letter.
//!
//! A plain run tries some hundred inputs for each target. `MIZAN_FUZZ_SECONDS=600 cargo test --release --test fuzz` goes
//! on for ten minutes each; `MIZAN_FUZZ_SEED` begins elsewhere. An input that fails is written to `target/fuzz/`, and
//! belongs into `tests/fuzz/` once the fault is mended.

use std::fs;
use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use mizan::archive::Archive;
use mizan::config::Config;
use mizan::document::{self, Document};
use mizan::extract;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What is tried in a plain run.
const INPUTS: usize = 150;
/// The longest that reading one input may take, and the largest input.
const SLOW: Duration = Duration::from_secs(20);
const LARGE: usize = 20_000;

/// What is spliced in: what the readers and the grammar steer by.
const PIECES: [&str; 60] = [
    "\u{FEFF}",
    "\0",
    "\r\n",
    "\n\n",
    "\u{2028}",
    "\u{200F}",
    "\u{A0}",
    "é",
    "ق",
    "😀",
    "\u{301}",
    "٣٫٥",
    "٪",
    "%",
    "12,5",
    "1/2",
    "2016-2020",
    "5:12",
    "29 آذار",
    "more than ",
    "نحو ",
    "مليون ",
    "dollars",
    "$",
    "- ",
    "# ",
    "|",
    "---\n",
    "+++\n",
    "```\n",
    "![x](y)",
    "<p>",
    "</p>",
    "<b>",
    "<table>",
    "<tr><td>",
    "</td>",
    "<br>",
    "<script>",
    "</script>",
    "<!--",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "&#x1F600;",
    "<svg>",
    "<template>",
    "{\"",
    "\":",
    "[[",
    "]]",
    "\"\"",
    ",",
    ";",
    "\t",
    "[[topic]]\n",
    "id = ",
    "[limits]\n",
    "99999999999999999999",
    "Photo by ",
];

fn text(name: &str, bytes: &[u8]) {
    let (documents, _) = document::parse(name, bytes, &Config::default());
    documents.iter().for_each(check);
}

/// Every span of a document and of its claims lies in its text, on letters' boundaries, in order.
fn check(document: &Document) {
    for sentence in &document.sentences {
        let text = document.field(sentence.field);
        assert!(text.get(sentence.span.range()).is_some_and(|words| !words.is_empty()), "{:?}", sentence.span);
        assert!(document.plain(sentence.field).get(sentence.span.range()).is_some());
    }
    for claim in extract(document) {
        let text = document.field(claim.field);
        assert_eq!(text.get(claim.span.range()), Some(claim.quote.as_str()));
        assert!(claim.line >= 1 && claim.line <= text.len() + 1);
        let before = text[..claim.span.start].chars().count();
        assert_eq!(claim.characters.start, before);
        assert_eq!(claim.characters.end, before + claim.quote.chars().count());
    }
}

fn docx(xml: &[u8]) {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in [("word/document.xml", xml), ("word/styles.xml", xml)] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(xml).unwrap();
    }
    text("a.docx", &archive.finish().unwrap().into_inner());
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Damages a sample, tries it, and tells which input failed.
fn fuzz(target: &str, samples: &str, prepare: impl Fn(&[u8]) -> Vec<u8>, run: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(samples);
    let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let samples: Vec<Vec<u8>> = files.iter().map(|file| prepare(&fs::read(file).unwrap())).collect();
    assert!(!samples.is_empty(), "no samples in {}", folder.display());
    fuzz_with(target, &samples, LARGE, run);
}

/// The same with samples that are made, of at most so many bytes.
fn fuzz_with(target: &str, samples: &[Vec<u8>], large: usize, run: impl Fn(&[u8])) {
    let setting = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let time = setting("MIZAN_FUZZ_SECONDS").map(Duration::from_secs);
    let mut random = Random(setting("MIZAN_FUZZ_SEED").unwrap_or(20_230_530));
    let (start, mut tried) = (Instant::now(), 0);
    while time.map_or(tried < INPUTS, |time| start.elapsed() < time) {
        // The samples themselves first: what failed once is among them.
        let input = samples.get(tried).cloned().unwrap_or_else(|| damaged(samples, large, &mut random));
        let began = Instant::now();
        let failed = catch_unwind(AssertUnwindSafe(|| run(&input))).is_err();
        if failed || began.elapsed() > SLOW {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{target}-{tried}"));
            fs::write(&path, &input).unwrap();
            let how = if failed { "failed" } else { "took too long" };
            panic!("{target}: input {tried} {how}; it is in {}", path.display());
        }
        tried += 1;
    }
    println!("{target}: {tried} inputs in {:.1} s", start.elapsed().as_secs_f32());
}

/// Numbers that look random (`SplitMix64`), the same for the same seed.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

/// A sample with some damage.
fn damaged(samples: &[Vec<u8>], large: usize, random: &mut Random) -> Vec<u8> {
    let mut input = samples[random.below(samples.len())].clone();
    for _ in 0..=random.below(7) {
        let at = random.below(input.len() + 1);
        let end = (at + random.below(40)).min(input.len());
        match random.below(9) {
            0 => drop(input.splice(at..end, [])),
            1 => input.truncate(at),
            2 if at < input.len() => input[at] ^= 1 << random.below(8),
            3 if at < input.len() => input[at] = random.next().to_le_bytes()[0],
            4 => {
                let part = input[at..end].to_vec();
                let times = 1 + random.below(59);
                drop(input.splice(at..at, part.repeat(times)));
            }
            5 => {
                let other = &samples[random.below(samples.len())];
                let from = random.below(other.len() + 1);
                let to = (from + random.below(400)).min(other.len());
                drop(input.splice(at..end, other[from..to].iter().copied()));
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())].as_bytes();
                let times = if random.below(20) == 0 { 300 } else { 1 };
                drop(input.splice(at..at, piece.repeat(times)));
            }
        }
        input.truncate(large);
    }
    input
}

#[test]
fn plain_text() {
    fuzz("text", "text", <[u8]>::to_vec, |bytes| text("a.txt", bytes));
}

#[test]
fn encodings() {
    let utf16 = |bytes: &[u8]| String::from_utf8_lossy(bytes).encode_utf16().flat_map(u16::to_le_bytes).collect();
    fuzz("utf16", "text", utf16, |bytes| text("a.txt", bytes));
    let windows = |bytes: &[u8]| encoding_rs::WINDOWS_1256.encode(&String::from_utf8_lossy(bytes)).0.into_owned();
    fuzz("windows-1256", "text", windows, |bytes| text("a.csv", bytes));
}

#[test]
fn markdown() {
    fuzz("markdown", "markdown", <[u8]>::to_vec, |bytes| text("a.md", bytes));
}

#[test]
fn html() {
    fuzz("html", "html", <[u8]>::to_vec, |bytes| text("a.html", bytes));
}

#[test]
fn word() {
    fuzz("docx-xml", "docx", <[u8]>::to_vec, docx);
    let archive = |bytes: &[u8]| {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
        archive.finish().unwrap().into_inner()
    };
    fuzz("docx-zip", "docx", archive, |bytes| text("a.docx", bytes));
}

#[test]
fn json_lines() {
    fuzz("jsonl", "jsonl", <[u8]>::to_vec, |bytes| text("a.jsonl", bytes));
}

#[test]
fn tables() {
    fuzz("csv", "csv", <[u8]>::to_vec, |bytes| text("a.csv", bytes));
}

#[test]
fn packed() {
    fuzz("gzip", "jsonl", gzip, |bytes| text("a.jsonl.gz", bytes));
    let zstd = |bytes: &[u8]| compress_to_vec(bytes, CompressionLevel::Fastest);
    fuzz("zstd", "csv", zstd, |bytes| text("a.csv.zst", bytes));
}

#[test]
fn mentions() {
    fuzz("mentions", "mentions", <[u8]>::to_vec, |bytes| {
        let words = String::from_utf8_lossy(bytes).replace('\0', "");
        check(&Document::from_text("a.txt", &words, &Config::default()).unwrap());
    });
}

#[test]
fn configuration() {
    fuzz("claims.toml", "config", <[u8]>::to_vec, |bytes| {
        let _ = Config::parse(Path::new("claims.toml"), &String::from_utf8_lossy(bytes));
    });
}

/// An index that is not what was written is a fault that is told, or answers for what can be read of it.
#[test]
fn store() {
    let desk = tempfile::tempdir().unwrap();
    let (articles, path) = (desk.path().join("articles"), desk.path().join(".mizan/index.sqlite"));
    fs::create_dir(&articles).unwrap();
    for nth in 0..6 {
        let text = format!("A ferry sank off Lagos in Nigeria on 3 May 2023, killing {nth}2 people and injuring 40.");
        fs::write(articles.join(format!("{nth}.txt")), text).unwrap();
    }
    let (paths, config) = ([articles], Config::default());
    let mut archive = Archive::create(&path, true).unwrap();
    archive.refresh(&paths, &config, true).unwrap();
    drop(archive);
    let sample = fs::read(&path).unwrap();
    fuzz_with("store", std::slice::from_ref(&sample), 2 * sample.len(), |bytes| {
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(path.with_extension(format!("sqlite{ending}")));
        }
        fs::write(&path, bytes).unwrap();
        let Ok(mut archive) = Archive::open(&path) else { return };
        if let Ok(found) = archive.refresh(&paths, &config, true) {
            let _ = archive.report(&found, Vec::new(), &config);
        }
        let _ = archive.figures();
    });
}
