//! Figures in two senses: a forecast or a limit against an outcome, those who were asked against all.

use super::super::{Case, Outcome};
use super::{extends, incomparable, sizes};
use crate::claim::{Claim, Content, Modality};
use crate::language::{ConceptId, PLANNED, SURVEY};
use crate::value::{Granularity, Kind, Period, Time};

/// Days before its end on which a year is as good as over.
const NEARLY: i32 = 60;

/// A forecast or plan is not an outcome; a limit that is set is not a level that is reached.
pub(super) fn modality(case: &Case<'_>) -> Option<Outcome> {
    let (a, b) = (class(case.a, case.b), class(case.b, case.a));
    // The day of a plan and the day on which it was done can be held against each other, and so can the measures of
    // what is to stand and of what stands.
    let dated = matches!(case.a.value.kind(), Kind::Date | Kind::DateRange | Kind::Time)
        || (extends(case) || sizes(case)) && a.max(b) <= Modality::Forecast;
    // What is expected and what came may be one figure; nobody is misled then.
    let met = a.max(b) <= Modality::Forecast && !case.values_clash();
    if a == b || dated || met || budgeted(case) {
        return None;
    }
    incomparable(format!("one is stated as {}, the other as {}", name(a), name(b)))
}

/// One is a limit or target, or denied, and the other is not.
pub(super) fn limited(case: &Case<'_>) -> Option<Outcome> {
    let limit = |claim: &Claim| matches!(claim.frame.modality, Modality::Threshold | Modality::Denied);
    modality(case).filter(|_| limit(case.a) || limit(case.b))
}

/// Whether both are figures of a budget that their articles open with, and of a time that is not over: each is a plan, in
/// whatever words.
fn budgeted(case: &Case<'_>) -> bool {
    let opens = |claim: &Claim| PLANNED.is_some_and(|budget| claim.about.opens_with(budget));
    let ahead = |claim: &Claim| match (claim.frame.told_time(), claim.published) {
        (None | Some(Time::Partial(_)), _) => true,
        // `adopted on Tuesday`: nobody budgets for a day.
        (Some(Time::Period(period)), _) if period.granularity <= Granularity::Week => true,
        (Some(Time::Period(Period { last: Some(last), .. })), Some(published)) => {
            (*last - published.day).get_days() > NEARLY
        }
        _ => false,
    };
    let planned = |claim: &Claim| opens(claim) && ahead(claim) && claim.frame.modality <= Modality::Plan;
    // What a budget says of a share can be what was measured before; what it says of growth cannot.
    let rate = |concept: &ConceptId| concept.def().rate || concept.def().broader.is_some_and(|wider| wider.def().rate);
    let told = match case.a.value.kind() {
        Kind::Number => false,
        Kind::Percent => case.fit.shared.iter().any(rate),
        _ => true,
    };
    told && planned(case.a) && planned(case.b)
}

/// A share of those who were asked is none of all who did: an exit poll, and the count.
pub(super) fn asked(case: &Case<'_>) -> Option<Outcome> {
    let asked = |claim: &Claim| {
        let frame = &claim.frame;
        frame.measure.iter().chain(&frame.things).chain(&frame.whole).any(|concept| concept.def().sampled)
    };
    // An article that tells of a survey may give its shares without saying so again.
    let counted =
        |claim: &Claim| !asked(claim) && !SURVEY.is_some_and(|survey| claim.about.holds(Content::concept(survey)));
    let apart = asked(case.a) && counted(case.b) || asked(case.b) && counted(case.a);
    // What a survey of the labour force gives is the rate itself.
    let votes = case.fit.shared.iter().any(|concept| concept.def().held);
    let share = votes && case.a.value.kind() == Kind::Percent && case.values_clash();
    (share && apart).then(|| incomparable("one is a share of those who were asked"))?
}

fn class(claim: &Claim, other: &Claim) -> Modality {
    match claim.frame.modality {
        // What is told of a time to come is expected, in whatever words.
        Modality::Possible | Modality::Fact if is_ahead(claim, other) => Modality::Forecast,
        Modality::Possible => Modality::Fact,
        Modality::Plan => Modality::Forecast,
        other => other,
    }
}

/// Whether a value is told of a time after the day of its report; one without a day is of that of the other.
fn is_ahead(claim: &Claim, other: &Claim) -> bool {
    let told = claim.frame.told_time();
    let Some(Time::Period(Period { first: Some(first), .. })) = told else { return false };
    claim.published.or(other.published).is_some_and(|published| published.day < *first)
}

const fn name(modality: Modality) -> &'static str {
    match modality {
        Modality::Fact | Modality::Possible => "fact",
        Modality::Forecast | Modality::Plan => "forecast or plan",
        Modality::Threshold => "a limit or target",
        Modality::Denied => "denied",
    }
}
