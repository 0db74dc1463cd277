//! MZ01: figures that follow from each other: a sum, what is left of a whole.

use rust_decimal::Decimal;

use super::words::value;
use super::{Case, Outcome, Verdict};
use crate::claim::{Claim, Part};
use crate::value::{Change, Kind, Modifier, Relation, Value};

/// The most figures of one sentence that are added up.
const PARTS: usize = 4;

/// The rule's code.
pub(super) const CODE: &str = "MZ01";

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if !matches!(case.relation, Relation::Apart | Relation::Loose) || !matches!(case.a.value, Value::Quantity(_)) {
        return None;
    }
    besides(case)
        .or_else(|| area(case))
        .or_else(|| sum(case.a, case.b, case.beside_b))
        .or_else(|| sum(case.b, case.a, case.beside_a))
        .or_else(|| rest(case))
}

/// `A ground floor and two floors` are three floors.
fn besides(case: &Case<'_>) -> Option<Outcome> {
    let (rest, all) = match (&case.a.frame.part, &case.b.frame.part) {
        (Some(Part::Besides), None) => (case.a, case.b),
        (None, Some(Part::Besides)) => (case.b, case.a),
        _ => return None,
    };
    let sum = exact(rest)?.checked_add(Decimal::ONE)?;
    (sum == exact(all)?).then(|| {
        Outcome::new(Verdict::Agreement, format!("{} and one more are {}", value(&rest.value), value(&all.value)))
    })?
}

/// A count of a stretch of land is at most that of a wider one; a share is not.
fn area(case: &Case<'_>) -> Option<Outcome> {
    if case.a.value.kind() != Kind::Number {
        return None;
    }
    let (a, b) = (case.a.frame.area?, case.b.frame.area?);
    // What is told of another time, or of another happening, is no part.
    if case.a.frame.told_time() != case.b.frame.told_time() || case.a.frame.background != case.b.frame.background {
        return None;
    }
    // Villages and counties that are counted are stretches of no other.
    if case.a.frame.counted == Some(a) || case.b.frame.counted == Some(b) {
        return None;
    }
    let (part, whole) = match (a != b && a.is_a(b), a != b && b.is_a(a)) {
        (true, _) => (case.a, case.b),
        (_, true) => (case.b, case.a),
        _ => return None,
    };
    let names = |claim: &Claim, area: Option<crate::language::ConceptId>| {
        format!("{} in one {}", value(&claim.value), area.map_or("place", crate::language::ConceptId::name))
    };
    let (inner, outer) = (names(part, part.frame.area), names(whole, whole.frame.area));
    if exact(part)? > exact(whole)? {
        return Outcome::flagged(
            Verdict::Contradiction,
            format!("a part cannot be more than its whole: {inner}, {outer}"),
            "the place that is told of the smaller figure does not hold the other, or the two count different things",
        );
    }
    Outcome::new(Verdict::Compatible, format!("a part and its whole: {inner}, {outer}"))
}

/// One figure is the sum of the other and more of that one's sentence.
fn sum(whole: &Claim, part: &Claim, beside: &[&Claim]) -> Option<Outcome> {
    let (total, first) = (exact(whole)?, exact(part)?);
    // The injured and the dead add up only to a count of both.
    let hit =
        |claim: &Claim| claim.frame.measure.iter().copied().filter(|concept| concept.def().running).collect::<Vec<_>>();
    let whole_hit = hit(whole);
    // `40 died, six women among them`: those who are among the others are counted with them.
    let among = |claim: &Claim| matches!(claim.frame.part, Some(Part::Subset | Part::Some));
    let adds = |other: &Claim| {
        among(other) == among(part)
            && (whole.frame.combined
                || hit(other).is_empty()
                || hit(other).iter().any(|concept| whole_hit.contains(concept)))
    };
    let others: Vec<(&Claim, Decimal)> = additive(part, beside).filter(|(other, _)| adds(other)).collect();
    if first >= total || others.len() >= PARTS {
        return None;
    }
    // Every set of other parts, the smallest first; there are at most eight.
    let mut sets: Vec<u32> = (1..1_u32 << others.len()).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let parts = sets.into_iter().find_map(|set| {
        let chosen: Vec<&(&Claim, Decimal)> =
            others.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, other)| other).collect();
        let sum = chosen.iter().try_fold(first, |sum, (_, value)| sum.checked_add(*value));
        (sum == Some(total)).then_some(chosen)
    })?;
    let names: Vec<String> =
        std::iter::once(part).chain(parts.iter().map(|(claim, _)| *claim)).map(|claim| value(&claim.value)).collect();
    Outcome::new(Verdict::Agreement, format!("{} is the sum of {}", value(&whole.value), names.join(" and ")))
}

/// One figure is what the other's sentence leaves of a whole: 10 of the 22, and 12.
fn rest(case: &Case<'_>) -> Option<Outcome> {
    let left = |one: &Claim, other: &Claim, beside: &[&Claim]| {
        let (one, part) = (exact(one)?, exact(other)?);
        let sum = one.checked_add(part)?;
        let whole = additive(other, beside).find(|(_, whole)| *whole == sum)?;
        Some((value(&whole.0.value), value(&other.value)))
    };
    let (whole, part) = left(case.a, case.b, case.beside_b).or_else(|| left(case.b, case.a, case.beside_a))?;
    Outcome::new(Verdict::Agreement, format!("{part} of {whole} leave the other figure"))
}

/// The other exact figures of a sentence that are of the same dimension.
fn additive<'a>(claim: &'a Claim, beside: &'a [&'a Claim]) -> impl Iterator<Item = (&'a Claim, Decimal)> {
    beside
        .iter()
        .copied()
        .filter(move |other| {
            other.id != claim.id
                && other.value.kind() == claim.value.kind()
                && claim.value.kind() != Kind::Percent
                && other.set_aside.is_none()
        })
        .filter_map(|other| exact(other).map(|value| (other, value)))
}

/// A count or amount that is stated without a hedge, in base units.
fn exact(claim: &Claim) -> Option<Decimal> {
    match &claim.value {
        Value::Quantity(quantity)
            if quantity.modifier == Modifier::Exact && quantity.upto.is_none() && quantity.change == Change::Level =>
        {
            quantity.base()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::document::Document;

    #[test]
    fn a_count_of_a_town_is_at_most_that_of_its_province_and_a_share_need_not_be() {
        let rule = |town: &str, province: &str| {
            let document = |name, text| Document::from_text(name, text, &Config::default()).unwrap();
            let report = crate::check(&[document("a.txt", town), document("b.txt", province)], &Config::default());
            report.findings.first().map(|finding| (finding.rule, finding.verdict.name()))
        };
        let killed = rule("The quake killed 12 people in one town.", "The quake killed 10 people in the province.");
        assert_eq!(killed, Some(("MZ01", "contradiction")));
        let rate = rule("Unemployment is 12% in one town.", "Unemployment is 10% in the province.");
        assert_ne!(rate.map(|(rule, _)| rule), Some("MZ01"));
    }
}
