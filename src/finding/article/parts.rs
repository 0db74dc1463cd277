//! MZ13: parts and the total that they are told of, in one sentence.

use rust_decimal::Decimal;

use super::super::Verdict;
use super::super::words::value;
use super::{Article, Between, Held, counts, exact, is_plain};
use crate::claim::{Claim, Part};
use crate::value::Quantity;

/// The words that may stand between two parts of a list: *and*.
const JOIN: usize = 1;

/// The words that may stand between a total and the list of its parts: the noun, *of them*.
const TO_LIST: usize = 3;

/// A quantity of a sentence, with its place among the article's claims.
type Told<'a> = (usize, &'a Claim, &'a Quantity);

pub fn apply(article: &Article<'_>) -> Vec<Held> {
    article.sentences().flat_map(|sentence| within(&sentence)).collect()
}

fn within(sentence: &[Told<'_>]) -> Vec<Held> {
    let mut held = Vec::new();
    for (nth, total) in sentence.iter().enumerate() {
        if !is_plain(total.1) || exact(total.2).is_none() {
            continue;
        }
        let rest = &sentence[nth + 1..];
        held.extend(list(*total, rest).or_else(|| combined(*total, rest)).or_else(|| subset(*total, rest)));
    }
    held
}

/// `20 people: 12 men and 8 women`: a list behind a colon or in brackets, to its end.
fn list(total: Told<'_>, rest: &[Told<'_>]) -> Option<Held> {
    let first = rest.first()?;
    let before = Between::of(total.1, first.1)?;
    let close = match before.text.trim_end().chars().next_back()? {
        ':' => None,
        '(' => Some(')'),
        _ => return None,
    };
    if before.words() > TO_LIST {
        return None;
    }
    let mut parts = vec![*first];
    for part in &rest[1..] {
        let gap = Between::of(parts.last()?.1, part.1)?;
        if close.is_some_and(|close| gap.text.contains(close)) {
            break;
        }
        if gap.words() > JOIN {
            return None;
        }
        parts.push(*part);
    }
    let tail = Between::behind(parts.last()?.1)?;
    let tail = close.map_or(Some(tail.text), |close| tail.text.split_once(close).map(|(inside, _)| inside))?;
    // A part that is told without a number (`and a child`) would be missed.
    let told_in_full = !tail.chars().any(char::is_alphanumeric) && parts.len() >= 2;
    let alike = parts.iter().all(|part| is_part_of(part, &total));
    (told_in_full && alike).then(|| add_up(total, &parts))?
}

/// `120 dead and injured, 20 dead and 100 injured`: a combined count and each of what it combines.
fn combined(total: Told<'_>, rest: &[Told<'_>]) -> Option<Held> {
    let runs = |claim: &Claim| -> Vec<_> {
        claim.frame.measure.iter().copied().filter(|concept| concept.def().running).collect()
    };
    let all = runs(total.1);
    if !total.1.frame.combined || all.len() < 2 {
        return None;
    }
    let parts: Vec<Told<'_>> = rest.iter().copied().take(all.len()).collect();
    let mut hit: Vec<_> = parts.iter().flat_map(|part| runs(part.1)).collect();
    hit.sort_unstable();
    let each = parts.iter().all(|part| runs(part.1).len() == 1 && is_part_of(part, &total));
    (each && hit == all).then(|| add_up(total, &parts))?
}

/// `10 people, including 12 children`: a part that is more than its whole.
fn subset(total: Told<'_>, rest: &[Told<'_>]) -> Option<Held> {
    let part = rest.first().filter(|part| part.1.frame.part == Some(Part::Subset) && is_part_of(part, &total))?;
    let (whole, inside) = (exact(total.2)?, exact(part.2)?);
    let counted = part.1.frame.counted.is_some() || part.1.frame.noun.is_some();
    (inside > whole && counted && counts(total.1)).then(|| Held {
        a: total.0,
        b: part.0,
        verdict: Verdict::Contradiction,
        reason: format!(
            "a part cannot be more than its whole: {} among {}",
            value(&part.1.value),
            value(&total.1.value)
        ),
        both_if: Some("the smaller figure is no whole of which the other is a part"),
    })
}

/// Whether the total and its parts are as large as each other says.
fn add_up(total: Told<'_>, parts: &[Told<'_>]) -> Option<Held> {
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(exact(part.2)?))?;
    let names: Vec<String> = parts.iter().map(|part| value(&part.1.value)).collect();
    let names = names.join(" and ");
    let allowed = total.2.literal_as_written()?;
    let (verdict, reason) = if allowed.holds(sum) {
        (Verdict::Agreement, format!("{} is the sum of {names}", value(&total.1.value)))
    } else {
        let sum = crate::value::grouped(sum, 0);
        (Verdict::Contradiction, format!("{names} are {sum}, not {}", value(&total.1.value)))
    };
    let both_if =
        (verdict == Verdict::Contradiction).then_some("the list leaves something out, or tells one thing twice");
    Some(Held { a: total.0, b: parts.first()?.0, verdict, reason, both_if })
}

/// Whether a figure can be a part of another: stated without a hedge in the same unit, or counting what the total counts.
fn is_part_of(part: &Told<'_>, total: &Told<'_>) -> bool {
    let unit = part.2.unit.dimension() == total.2.unit.dimension() && part.2.per == total.2.per;
    let counted = match (total.1.frame.counted, part.1.frame.counted) {
        (Some(whole), Some(part)) => part.is_a(whole) || whole.is_a(part),
        _ => true,
    };
    let scale = counts(total.1) || part.2.unit.id() == total.2.unit.id();
    unit && counted && scale && exact(part.2).is_some() && part.2.change == total.2.change
}
