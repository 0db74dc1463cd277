//! MZ16: one figure but for two digits in the other order.

use super::case::is_telling;
use super::words::value;
use super::{Apply, Case, Outcome, RULES, Verdict, beside, scope};
use crate::topic::Transposed;
use crate::value::Time;

/// The rule's code.
pub(super) const CODE: &str = "MZ16";

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if case.fit.transposed == Transposed::No || names_two(case) {
        return None;
    }
    let mut rules = RULES.iter().filter(|rule| rule.code != CODE);
    let else_said = rules.find_map(|rule| match rule.apply {
        Apply::Pair(apply) => apply(case),
        Apply::Article(_) => None,
    })?;
    let telling = is_telling(&case.a.value) || is_telling(&case.b.value);
    let stands = match else_said.verdict {
        // That both cannot hold is said by the rule that finds it, where words say that the two are one.
        Verdict::Tension | Verdict::Contradiction => case.fit.transposed == Transposed::Told,
        // A toll that rises may rise to any figure, and whatever else grows to one of two digits; but not where the sentences
        // give another figure that has not risen.
        Verdict::Update => {
            let running = case.fit.shared.iter().any(|concept| concept.def().running);
            let soon = case.days_apart().is_some_and(|days| days <= 1);
            let stays = soon && !case.told_beside_alike().is_empty();
            !stays && (running || !telling)
        }
        Verdict::Agreement | Verdict::Compatible => !telling,
        Verdict::Incomparable => false,
    };
    if stands {
        return None;
    }
    let (a, b) = (value(&case.a.value), value(&case.b.value));
    let reason = format!(
        "{a} and {b} are one figure but for two digits in the other order, and neither article gives the other's: a likely slip"
    );
    let chance = "the two are of different things, and chance gave them the same digits";
    let both_if =
        if else_said.verdict.is_flagged() { chance.to_owned() } else { format!("{chance}: {}", else_said.reason) };
    Outcome::flagged(Verdict::Tension, reason, both_if)
}

/// Whether words say that the two are different things, or each is dated and they share no day.
fn names_two(case: &Case<'_>) -> bool {
    let two_times =
        matches!(case.periods(), (Some(Time::Period(one)), Some(Time::Period(other))) if one.gap(other) > 0);
    two_times || case.fit.opposed.is_some() || beside::editions(case).is_some() || scope::names_two(case)
}
