//! PDF is read where it was compiled in (`cargo test --features pdf --test pdf`), and marked as low-trust.
#![cfg(feature = "pdf")]

use std::fmt::Write as _;
use std::fs;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;

/// A page of text, a line after the other.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut page = String::from("BT /F1 12 Tf 14 TL 72 720 Td\n");
    for line in lines {
        writeln!(page, "({line}) Tj T*").unwrap();
    }
    page += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (nth, object) in (1..).zip(&objects) {
        places.push(file.len());
        write!(file, "{nth} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    file.into_bytes()
}

#[test]
fn a_pdf_is_read_and_said_to_be_of_low_trust() {
    let desk = tempfile::tempdir().unwrap();
    let lines = ["Ferry sinks off Lagos", "", "A ferry sank off Lagos in Nigeria, killing 15 people."];
    fs::write(desk.path().join("a.pdf"), pdf(&lines)).unwrap();
    fs::write(
        desk.path().join("b.txt"),
        "Ferry sinks off Lagos\n\nA ferry sank off Lagos in Nigeria, killing 12 people.",
    )
    .unwrap();
    let run = Command::new(cargo_bin!("mizan")).args(["report", "."]).current_dir(desk.path()).output().unwrap();
    let told = String::from_utf8(run.stdout).unwrap();
    assert!(told.contains("contradiction") && told.contains("a (low-trust)"), "{told}");
    assert!(told.contains("2 documents (1 low-trust, from PDF)"), "{told}");
}

#[test]
fn a_damaged_pdf_is_told_and_the_rest_is_read() {
    let desk = tempfile::tempdir().unwrap();
    let whole = pdf(&["A ferry sank off Lagos in Nigeria, killing 15 people."]);
    fs::write(desk.path().join("a.pdf"), &whole[..whole.len() / 2]).unwrap();
    fs::write(desk.path().join("b.txt"), "A ferry sank off Lagos in Nigeria, killing 12 people.").unwrap();
    let run = Command::new(cargo_bin!("mizan")).args(["claims", "."]).current_dir(desk.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8(run.stderr).unwrap().contains("a.pdf: "));
    assert!(String::from_utf8(run.stdout).unwrap().contains("12 people"));
}
