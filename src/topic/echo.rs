//! Figures that tell by themselves: where two documents of one story give the same 33.8 %, they speak of one thing, in
//! whatever words.

use rust_decimal::Decimal;

use super::clash::clash;
use super::fit::{Company, Fit};
use super::measure::{counted_fits, first_opposed, related, wholes_fit};
use super::said::Said;
use crate::claim::{Claim, Frame};
use crate::language::{ConceptId, ConceptKind};
use crate::value::{Kind, Unit, Value};

/// A figure of so many digits, noughts at its ends left out, is hardly two things in one story.
const TELLING: usize = 3;
/// A figure of so many is hardly two things of one unit or noun, where nothing else governs it.
const LIKELY: usize = 2;

/// From here on, an amount of money is large.
const LARGE: u32 = 10_000_000;

/// How two claims fit that tell one figure, where their words do not say that they do; none where what they say differs.
pub fn echo(one: &Said<'_>, other: &Said<'_>, company: Company) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let foreign = one.is_foreign_to(other);
    let story = company.kin && company.tells_one_story(one, other);
    if !story {
        return None;
    }
    let digits = alike(&a.value, &b.value)?;
    let shared = shared(&a.frame, &b.frame);
    let enough = digits >= TELLING
        || digits >= LIKELY
            && (is_large_amount(&a.value) && !measures(a) && !measures(b)
                || !shared.is_empty()
                || told_beside(&a.frame, &b.frame)
                || !(governed(a) && governed(b)));
    if !enough || says_otherwise(a, b, &shared, foreign) {
        return None;
    }
    let percent = a.value.kind() == Kind::Percent;
    if percent && digits < TELLING && !wholes_fit(&a.frame, &b.frame) {
        return None;
    }
    let loose = shared.is_empty();
    Some(Fit { shared, story, loose, share: one.share(other), ..Fit::default() })
}

/// Whether a value is an amount of money that is hardly given for two things in one story: 5.2 billion euros.
fn is_large_amount(value: &Value) -> bool {
    value.kind() == Kind::Currency && value.base().is_some_and(|base| base.abs() >= Decimal::from(LARGE))
}

/// The digits of a figure that both tell, noughts at its ends left out, one of them perhaps rounded; none where they differ.
fn alike(a: &Value, b: &Value) -> Option<usize> {
    let (Value::Quantity(one), Value::Quantity(other)) = (a, b) else { return None };
    let of_one = one.unit.measures_like(&other.unit) && one.per == other.per;
    if !of_one || one.upto != other.upto {
        return None;
    }
    // What is a change by is told in many words; a figure of few digits must be one in both.
    let changes = one.change == other.change || one.digits().min(other.digits()) >= TELLING;
    if !changes {
        return None;
    }
    if one.base()? == other.base()? {
        return Some(one.digits().max(other.digits()));
    }
    let (coarse, fine) = if one.digits() <= other.digits() { (one, other) } else { (other, one) };
    coarse.rounds(fine).then(|| coarse.digits())
}

/// Whether what one measures stands beside the other: `budgeted for a deficit of 620 million`, `620 million in the budget`.
/// Which of the two is nearer was chance.
fn told_beside(a: &Frame, b: &Frame) -> bool {
    let beside = |one: &Frame, other: &Frame| one.measure.iter().any(|concept| other.things.contains(concept));
    beside(a, b) || beside(b, a)
}

/// The governing concepts of both that are one.
pub fn shared(a: &Frame, b: &Frame) -> Vec<ConceptId> {
    let mut shared: Vec<ConceptId> = Vec::new();
    for one in &a.measure {
        for other in b.measure.iter().filter(|other| related(*one, **other)) {
            shared.extend([*one, *other]);
        }
    }
    shared.sort_unstable();
    shared.dedup();
    shared
}

/// Whether a word says what is measured: 36 billion spent are not the 36 billion of the reserves.
fn measures(claim: &Claim) -> bool {
    claim.frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure)
}

/// Whether something says what a figure is of.
fn governed(claim: &Claim) -> bool {
    !claim.frame.measure.is_empty() || claim.frame.noun.is_some()
}

/// Whether two claims say what cannot be of one thing: of other measures, people or places, or the opposite.
pub fn says_otherwise(a: &Claim, b: &Claim, shared: &[ConceptId], foreign: bool) -> bool {
    clash(a, b).is_some() || measures_otherwise(a, b, shared, foreign)
}

/// The same, whoever and wherever it is told of.
pub fn measures_otherwise(a: &Claim, b: &Claim, shared: &[ConceptId], foreign: bool) -> bool {
    turns_round(a, b) || measured_apart(&a.frame, &b.frame, shared) || counted_apart(a, b, foreign)
}

/// Whether one side tells the opposite of the other, or a count of more than the other counts.
pub fn turns_round(a: &Claim, b: &Claim) -> bool {
    is_turned(a, b) || a.frame.combined != b.frame.combined
}

/// Whether one side turns round what the other tells: the killed and the saved, with and without.
fn is_turned(a: &Claim, b: &Claim) -> bool {
    let all = |frame: &Frame| -> Vec<ConceptId> { frame.measure.iter().chain(&frame.motions).copied().collect() };
    let (here, there) = (all(&a.frame), all(&b.frame));
    a.frame.polarity != b.frame.polarity || first_opposed(&here, &there).is_some()
}

/// Whether both name what they measure, or whom something happened to, and these are different.
fn measured_apart(a: &Frame, b: &Frame, shared: &[ConceptId]) -> bool {
    let names = |frame: &Frame, test: fn(&ConceptId) -> bool| frame.measure.iter().any(test);
    let apart = |test: fn(&ConceptId) -> bool| names(a, test) && names(b, test) && !shared.iter().any(test);
    apart(|concept| concept.def().kind == ConceptKind::Measure) && !told_beside(a, b)
        || apart(|concept| concept.def().running)
        // People who are hit are not those who merely take part.
        || names(a, |concept| concept.def().running) != names(b, |concept| concept.def().running) && shared.is_empty()
}

/// Whether different things are counted. Nouns of two languages that the data does not know are not told apart.
pub fn counted_apart(a: &Claim, b: &Claim, foreign: bool) -> bool {
    let counts = |value: &Value| matches!(value, Value::Quantity(quantity) if !matches!(quantity.unit, Unit::Known(_)));
    let unknown = a.frame.counted.is_none() || b.frame.counted.is_none();
    counts(&a.value) && counted_fits(a, b).is_none() && !(foreign && unknown)
}
