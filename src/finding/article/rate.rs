//! MZ14: a rate and the two figures that it follows from, in one sentence.

use rust_decimal::Decimal;

use super::super::Verdict;
use super::super::words::value;
use super::{Article, Between, Held, exact};
use crate::claim::{Claim, Status};
use crate::language::Cue;
use crate::value::{Change, Interval, Kind, Limit, Quantity, grouped, phrase};

/// The words that may stand between a count of so many and its share: `130 of 200 prisoners, or 65 %`.
const BESIDE: usize = 2;

/// A quantity of a sentence, with its place among the article's claims.
type Told<'a> = (usize, &'a Claim, &'a Quantity);

pub fn apply(article: &Article<'_>) -> Vec<Held> {
    article
        .sentences()
        .flat_map(|sentence| change(&sentence).into_iter().chain(share(&sentence)).collect::<Vec<_>>())
        .collect()
}

/// `fell by 9.3 % to 13.6 billion from 15.0 billion`: by how much, from what, to what, each told once.
fn change(sentence: &[Told<'_>]) -> Option<Held> {
    let only = |test: &dyn Fn(&Told<'_>) -> bool| {
        let mut all = sentence.iter().filter(|told| test(told));
        all.next().filter(|_| all.next().is_none()).copied()
    };
    let from = only(&|told| told.1.frame.status == Status::Former && told.2.change == Change::Level)?;
    let level = |told: &Told<'_>| {
        told.0 != from.0
            && told.2.change == Change::Level
            && told.2.unit.id() == from.2.unit.id()
            && told.2.per == from.2.per
    };
    let to = only(&level)?;
    let moved = only(&|told| told.2.change != Change::Level)?;
    // Of shares, a change in hundredths can be one in points.
    if from.1.value.kind() == Kind::Percent || !alike(from.1, to.1) {
        return None;
    }
    let (before, after) = (sharp(from.2)?, sharp(to.2)?);
    let apart = apart(before, after)?;
    let of = |part: Decimal, whole: Decimal| part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED);
    let (follows, unit) = if moved.1.value.kind() == Kind::Percent {
        (interval(of(apart.0, before.1)?, of(apart.1, before.0)?), "\u{A0}%".to_owned())
    } else if moved.2.unit.id() == from.2.unit.id() {
        (interval(apart.0, apart.1), phrase::unit(from.2))
    } else {
        return None;
    };
    let told = moved.2.literal_as_written()?;
    let figures = format!("from {} to {}", value(&from.1.value), value(&to.1.value));
    verdict((moved.0, from.0), told.meets(follows), &figures, follows, &unit, &value(&moved.1.value))
}

/// `130 of 200 prisoners (65 %)`: so many of so many, and their share.
fn share(sentence: &[Told<'_>]) -> Option<Held> {
    let mut found = sentence.windows(3).filter_map(|told| {
        let [a, b, c] = told else { return None };
        let is_share = |told: &Told<'_>| told.1.value.kind() == Kind::Percent && told.2.change == Change::Level;
        let is_count = |told: &Told<'_>| told.1.value.kind() == Kind::Number && told.2.change == Change::Level;
        let (part, whole, share, gap) = match (is_count(a), is_count(b), is_share(c), is_share(a), is_count(c)) {
            (true, true, true, ..) => (a, b, c, Between::of(b.1, c.1)?),
            (false, true, _, true, true) => (b, c, a, Between::of(a.1, b.1)?),
            _ => return None,
        };
        let of = Between::of(part.1, whole.1)?;
        let of = of.read(|reader| reader.cue(0, Cue::Of).is_some_and(|len| len == reader.tokens.len()));
        // `40 % of the judges` is a share of them.
        let of_others = Between::behind(share.1)?.read(|reader| reader.cue(0, Cue::Of).is_some());
        let of_others = of_others && share.0 > whole.0;
        (of && !of_others && gap.words() <= BESIDE).then_some((part, whole, share))
    });
    let (part, whole, share) = found.next()?;
    let (low, high) = (sharp(part.2)?, sharp(whole.2)?);
    let of = |part: Decimal, whole: Decimal| part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED);
    if low.0 > high.1 || high.0 <= Decimal::ZERO {
        return None;
    }
    let follows = interval(of(low.0, high.1)?, of(low.1, high.0)?);
    let figures = format!("{} of {}", value(&part.1.value), value(&whole.1.value));
    let (a, b) = (part.0.min(share.0), part.0.max(share.0));
    verdict((a, b), share.2.literal_as_written()?.meets(follows), &figures, follows, "\u{A0}%", &value(&share.1.value))
}

fn verdict(
    (a, b): (usize, usize),
    holds: bool,
    figures: &str,
    follows: Interval,
    unit: &str,
    told: &str,
) -> Option<Held> {
    let written = |limit: Limit| limit.value().map(|value| grouped(value.round_dp(2), 0));
    let (low, high) = (written(follows.low)?, written(follows.high)?);
    let follows = if low == high { low } else { format!("{low} to {high}") };
    let (a, b) = (a.min(b), a.max(b));
    Some(if holds {
        Held { a, b, verdict: Verdict::Agreement, reason: format!("{figures} is {told}"), both_if: None }
    } else {
        Held {
            a,
            b,
            verdict: Verdict::Contradiction,
            reason: format!("{figures} is {follows}{unit}, not {told}"),
            both_if: Some("the rate is told of other figures than those beside it"),
        }
    })
}

/// Whether two levels are of one thing: what one of them measures, the other does not deny.
fn alike(a: &Claim, b: &Claim) -> bool {
    let (one, other) = (&a.frame.measure, &b.frame.measure);
    one.is_empty() || other.is_empty() || one.iter().any(|measure| other.contains(measure))
}

/// How far two figures lie apart, at least and at most.
fn apart(a: (Decimal, Decimal), b: (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    let (one, other) = (a.0.checked_sub(b.1)?, a.1.checked_sub(b.0)?);
    let least =
        if one.is_sign_negative() == other.is_sign_negative() { one.abs().min(other.abs()) } else { Decimal::ZERO };
    Some((least, one.abs().max(other.abs())))
}

/// The least and the most that a figure without a hedge allows, in its own unit.
fn sharp(quantity: &Quantity) -> Option<(Decimal, Decimal)> {
    exact(quantity)?;
    let allowed = quantity.literal_as_written()?;
    Some((allowed.low.value()?, allowed.high.value()?))
}

fn interval(low: Decimal, high: Decimal) -> Interval {
    Interval::closed(low.min(high), low.max(high))
}
