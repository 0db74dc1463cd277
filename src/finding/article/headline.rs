//! MZ12: a headline and the text under it.

use rust_decimal::Decimal;

use super::super::case::SAME_NEWS;
use super::super::words::value;
use super::super::{Case, Verdict, scope};
use super::{Article, Held, is_plain};
use crate::claim::Claim;
use crate::language::{ConceptId, ConceptKind};
use crate::topic::{Fit, fit_within};
use crate::value::{
    Change, Dimension, Granularity, Kind, Modifier, Number, Period, Quantity, Relation, Time, Value, relate,
};

/// A headline rounds: a number from here on is taken as *about* so much.
const ROUNDS: Decimal = Decimal::ONE_HUNDRED;

/// How much the two must share, in hundredths: what is measured, and half of what else the shorter one tells.
const SHARE: usize = 50;

/// The most figures of the text that are added up.
const PARTS: usize = 6;

pub fn apply(article: &Article<'_>) -> Vec<Held> {
    let headlines = article.quantities().filter(|(_, claim, quantity)| claim.headline && is_held(claim, quantity));
    headlines.filter_map(|(at, claim, quantity)| held(article, at, claim, quantity)).collect()
}

/// Whether a headline's figure can be held against the text: one number, told as a fact.
fn is_held(claim: &Claim, quantity: &Quantity) -> bool {
    let kind = matches!(claim.value.kind(), Kind::Number | Kind::Percent | Kind::Currency | Kind::Dimension);
    kind && quantity.number.is_some() && quantity.upto.is_none() && is_plain(claim)
}

fn held(article: &Article<'_>, at: usize, claim: &Claim, quantity: &Quantity) -> Option<Held> {
    let rounded = Value::Quantity(rounded(quantity));
    let text = || article.quantities().filter(|(_, other, _)| !other.headline);
    let fits = || text().filter_map(|(place, other, _)| Some((place, other, fit_within(claim, other)?)));
    let goes_with = |other: &Claim| is_near(&rounded, &other.value);
    if let Some((b, other, _)) = fits().find(|(_, other, _)| goes_with(other)) {
        let same = relate(&claim.value, &other.value) == Relation::Same;
        let verdict = if same { Verdict::Agreement } else { Verdict::Compatible };
        let reason = format!("the headline says {}, the text {}", value(&claim.value), value(&other.value));
        return Some(Held { a: at, b, verdict, reason, both_if: None });
    }
    // What the text gives anywhere is what the headline tells, whatever the words.
    if article.claims.iter().any(|other| !other.headline && goes_with(other) && counts_alike(claim, other)) {
        return None;
    }
    let clear: Vec<(usize, &Claim)> =
        fits().filter(|(_, other, fit)| is_clear(claim, other, fit)).map(|(place, other, _)| (place, other)).collect();
    let (b, first) = *clear.first()?;
    // Where the text itself gives several figures, it tells how one became the other.
    let one_figure = clear.iter().all(|(_, other)| relate(&first.value, &other.value) != Relation::Apart);
    if !one_figure || is_sum(quantity, &text().map(|(_, _, other)| other).collect::<Vec<_>>()) {
        return None;
    }
    let reason = format!("the headline says {}, the text under it {}", value(&claim.value), value(&first.value));
    let both_if = Some("the headline tells of more, or of less, than the sentence does");
    Some(Held { a: at, b, verdict: Verdict::Contradiction, reason, both_if })
}

/// A headline's number as far as headlines round.
fn rounded(quantity: &Quantity) -> Quantity {
    let large = |number: Number| match quantity.unit.dimension() {
        Dimension::Count => number.value.abs() >= ROUNDS,
        // Whoever writes 7.4 % has not rounded to the next one.
        Dimension::Ratio => number.step >= Decimal::ONE,
        _ => true,
    };
    let rounds = quantity.modifier == Modifier::Exact && quantity.number.is_some_and(large);
    if rounds { Quantity { modifier: Modifier::About, ..quantity.clone() } } else { quantity.clone() }
}

/// Whether two values go together, a change or a level alike: headlines leave out which of the two it is.
fn is_near(one: &Value, other: &Value) -> bool {
    let level = |of: &Value| match of {
        Value::Quantity(quantity) => Value::Quantity(Quantity { change: Change::Level, per: None, ..quantity.clone() }),
        _ => of.clone(),
    };
    !matches!(relate(&level(one), &level(other)), Relation::Apart | Relation::Incomparable(_))
}

/// Whether a claim of the text tells of nothing but what the headline tells of.
pub fn is_clear(headline: &Claim, claim: &Claim, fit: &Fit) -> bool {
    let plain = is_plain(claim) && fit.clash.is_none() && fit.opposed.is_none() && fit.swapped.is_none();
    let whole = !fit.combined && !fit.loose && !fit.shared.is_empty() && fit.share >= SHARE;
    let dated = claim.frame.period.as_ref().is_some_and(|period| !period.inherited && !is_of_news(&period.time, claim));
    let case = Case::new(headline, claim, fit, None, &[], &[]);
    plain && whole && !dated && case.relation == Relation::Apart && scope::apply(&case).is_none()
}

/// Whether a time is that of the news: a weekday, or a day or week of it.
fn is_of_news(time: &Time, claim: &Claim) -> bool {
    match (time, claim.published) {
        (Time::Period(period), Some(published)) => {
            period.granularity <= Granularity::Week && period.gap(&Period::day(published.day)) <= SAME_NEWS
        }
        (Time::Partial(partial), _) => partial.month.is_none() && partial.day.is_none() && partial.weekday.is_some(),
        _ => false,
    }
}

/// Whether what two claims count can be one thing: the injured are people, and no floors.
fn counts_alike(one: &Claim, other: &Claim) -> bool {
    let hits = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().running);
    let people = |concept: ConceptId| concept.def().kind == ConceptKind::Person;
    match (one.frame.counted, other.frame.counted) {
        (Some(a), Some(b)) => a.is_a(b) || b.is_a(a) || people(a) && people(b),
        (None, Some(counted)) if hits(one) => people(counted),
        (Some(counted), None) if hits(other) => people(counted),
        _ => !hits(one) || hits(other) || other.frame.noun.is_none(),
    }
}

/// Whether a figure is the sum of two or three that the text gives.
fn is_sum(total: &Quantity, given: &[&Quantity]) -> bool {
    let mut parts: Vec<Decimal> =
        given.iter().filter(|other| other.unit.measures_like(&total.unit)).filter_map(|other| other.base()).collect();
    parts.sort_unstable();
    parts.dedup();
    parts.truncate(PARTS);
    let Some(allowed) = rounded(total).literal() else { return false };
    let pairs = || parts.iter().enumerate().flat_map(|(at, one)| parts[at + 1..].iter().map(move |other| (one, other)));
    let two = pairs().filter_map(|(one, other)| one.checked_add(*other));
    let three = pairs().map(|(one, other)| {
        let rest = parts.iter().filter(|part| *part > other);
        rest.filter_map(move |third| one.checked_add(*other)?.checked_add(*third)).collect::<Vec<_>>()
    });
    two.chain(three.flatten()).any(|sum| allowed.holds(sum))
}
