//! The words by which two claims were taken to speak of one thing.

use crate::claim::{Basis, Claim, trace};
use crate::language::{ConceptId, Vocabulary};

/// What both claims hold, and the words of each that it rests on.
pub(super) struct Matched {
    /// What it is: `import`, `Azerbaijan`; both where one is a kind of the other.
    pub what: String,
    /// The words of the first claim and of the second; empty where they stand elsewhere in the document.
    pub words: [String; 2],
}

/// What two claims share, in the order of the first.
pub(super) fn matched(a: &Claim, b: &Claim) -> Vec<Matched> {
    let mut vocabulary = Vocabulary::default();
    let [one, other] = [a, b].map(|claim| trace(claim, claim.language, &mut vocabulary).frame);
    let words = |claim: &Claim, basis: &Basis| {
        let span = basis.span.and_then(|span| claim.sentence.get(span.start..span.end));
        span.unwrap_or_default().to_owned()
    };
    let mut all = Vec::new();
    for basis in &one {
        let Some(same) = other.iter().find(|other| is_one(basis, other)) else { continue };
        let (what, another) = (name(basis), name(same));
        let what = if what == another { what.to_owned() } else { format!("{what}, {another}") };
        all.push(Matched { what, words: [words(a, basis), words(b, same)] });
    }
    let shared = a.frame.terms.iter().filter(|stem| b.frame.terms.contains(stem) && a.language.code == b.language.code);
    all.extend(shared.map(|stem| {
        let found = |claim: &Claim| word_of(claim, stem, &mut Vocabulary::default());
        Matched { what: stem.to_string(), words: [found(a), found(b)] }
    }));
    all
}

/// Whether two parts of frames are of one kind and stand for one thing.
fn is_one(one: &Basis, other: &Basis) -> bool {
    let class = |basis: &Basis| match basis.part {
        "measure" | "share of" | "counted" => Some(true),
        "participant" => Some(false),
        _ => None,
    };
    let related = |one: ConceptId, other: ConceptId| {
        one.is_a(other) || other.is_a(one) || one.opposes(other) || one.def().converse.contains(&other)
    };
    class(one).is_some()
        && class(one) == class(other)
        && (name(one) == name(other)
            || ConceptId::named(name(one)).zip(ConceptId::named(name(other))).is_some_and(|(a, b)| related(a, b)))
}

/// What a part holds, without the role of a participant.
fn name(basis: &Basis) -> &str {
    basis.what.split_once(" (").map_or(&basis.what, |(name, _)| name)
}

/// The word of a claim's sentence that has this stem.
fn word_of(claim: &Claim, stem: &str, vocabulary: &mut Vocabulary) -> String {
    let text = &*claim.sentence;
    let tokens = vocabulary.tokens(text, crate::span::Span::new(0, text.len()), claim.language);
    let token = tokens.iter().find(|token| token.word.stem() == stem);
    token.map(|token| token.span.of(text).to_owned()).unwrap_or_default()
}
