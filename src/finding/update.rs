//! MZ05: a running count, or an estimate and its revision, told at two times.

use rust_decimal::Decimal;

use super::case::{SAME_NEWS, is_telling, lie_far};
use super::words::{published, value};
use super::{Case, Outcome, Verdict};
use crate::claim::{Claim, Frame, Part, Status};
use crate::language::{APPOSED, ConceptId, ConceptKind};
use crate::value::{Change, Kind, Modifier, Period, Relation, Time, Value, relate};

/// Days after which what a disaster or a vote came to is known.
const SETTLED: i32 = 180;
/// The same, where two reports of the same days differ: neither is the news of the other.
const SETTLED_AT_ONCE: i32 = 90;

/// So many counts told beside alike, or one of many digits, show that two reports tell of one state of things.
const UNMOVED: usize = 2;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    let counts = matches!((&case.a.value, &case.b.value), (Value::Quantity(_), Value::Quantity(_)));
    if counts && case.relation == Relation::Within {
        return surpassed(case);
    }
    if !counts || !matches!(case.relation, Relation::Apart | Relation::Loose) {
        return None;
    }
    if let Some(outcome) = varied(case) {
        return Some(outcome);
    }
    // Nobody gets another age as the news goes on, nor another sentence.
    let aged = case.fit.shared.iter().any(|concept| Some(*concept) == APPOSED);
    let counted = !aged && case.a.value.kind() != Kind::Duration;
    // How many came to a match that is over does not rise, where those who take part in a protest may become more.
    let runs =
        !case.tells_who_came() && case.fit.shared.iter().any(|concept| concept.def().running || concept.def().wanes);
    // What a court ruled it ruled once.
    let ruled = case.fit.shared.iter().any(|concept| concept.def().ruled);
    let dated = matches!(case.periods(), (Some(one), Some(other)) if one != other);
    let ruled = ruled && !dated && case.days_apart().is_none_or(|days| days <= 1);
    let running = counted && !ruled && (runs || tallies(case)) && !settled(case);
    let revised = !aged && (case.a.frame.status != Status::Plain || case.b.frame.status != Status::Plain);
    if !(running || revised) {
        return None;
    }
    let Some((earlier, later)) = case.in_order() else { return unordered(case, running) };
    if let Some(outcome) = parts_of_one(case).or_else(|| stays(case)) {
        return Some(outcome);
    }
    let told =
        format!("{} {}, then {} {}", value(&earlier.value), published(earlier), value(&later.value), published(later));
    let one_place = earlier.frame.participants.is_empty() == later.frame.participants.is_empty();
    if running && one_place && has_risen(later) && later.value.base() < earlier.value.base() {
        return Outcome::flagged(
            Verdict::Tension,
            format!("a count is told to have risen to less than was told before: {told}"),
            "the first report was too high, or the later one counts only a part",
        );
    }
    // What both call final is no revision of the other.
    let corrected = later.frame.status == Status::Revised && earlier.frame.status != Status::Revised;
    if corrected || earlier.frame.status == Status::Early {
        return Outcome::new(Verdict::Update, format!("a first figure and its revision: {told}"));
    }
    // `has received 1,340 complaints so far`: a count that goes on.
    if counted && later.frame.status == Status::Early && later.value.base() > earlier.value.base() {
        return Outcome::new(Verdict::Update, format!("a count that goes on: {told}"));
    }
    if !running {
        return None;
    }
    let (first, last) = (earlier.value.base()?, later.value.base()?);
    if case.fit.shared.iter().any(|concept| concept.def().wanes) && last < first {
        return Outcome::new(Verdict::Update, format!("a count that falls again as time goes on: {told}"));
    }
    // An old flash may come out again.
    if last < first && later.frame.status == Status::Early && earlier.frame.status == Status::Plain {
        return Outcome::new(Verdict::Update, format!("the later report gives a first figure: {told}"));
    }
    // `25 injured are still in hospital`: those who are left of the 26.
    let cared = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().follows);
    if last < first && cared(later) && !cared(earlier) {
        return Outcome::new(Verdict::Update, format!("those who are left of a count: {told}"));
    }
    if last >= first {
        Outcome::new(Verdict::Update, format!("a count that rises between reports: {told}"))
    } else if last.checked_mul(Decimal::TWO).is_some_and(|twice| twice < first) {
        Outcome::new(
            Verdict::Incomparable,
            format!("the later count is less than half the earlier, so it is hardly of the same: {told}"),
        )
    } else {
        Outcome::flagged(
            Verdict::Tension,
            format!("a count that falls between reports, with no word of a revision: {told}"),
            "the count was corrected between the two reports, or the later one counts only a part",
        )
    }
}

/// Both count some of one toll, which is the same in both: three children among the nine dead, four among the nine dead.
fn parts_of_one(case: &Case<'_>) -> Option<Outcome> {
    let some = |claim: &Claim| matches!(claim.frame.part, Some(Part::Subset | Part::Some));
    let whole = |claim: &Claim, beside: &[&Claim]| {
        let alike = |near: &&&Claim| {
            near.id != claim.id
                && near.frame.measure == claim.frame.measure
                && near.frame.part.is_none()
                && near.frame.counted != claim.frame.counted
                && near.value.base() > claim.value.base()
        };
        let all = beside.iter().filter(alike).max_by_key(|near| near.value.base())?;
        Some(all.value.clone())
    };
    let counted = case.a.frame.counted.is_some() && case.a.frame.counted == case.b.frame.counted;
    if !counted || !(some(case.a) || some(case.b)) {
        return None;
    }
    let (one, other) = (whole(case.a, case.beside_a)?, whole(case.b, case.beside_b)?);
    let told = format!("{}, {}", value(&case.a.value), value(&case.b.value));
    (relate(&one, &other) == Relation::Same).then(|| {
        Outcome::flagged(
            Verdict::Tension,
            format!("counts of some of the same {}, which has not risen: {told}", value(&one)),
            "more was found out about those who were counted before",
        )
    })?
}

/// The two sentences give other counts alike, none of which has risen in a day: nor has this one.
fn stays(case: &Case<'_>) -> Option<Outcome> {
    // Who is missing may be found, who was hurt is sent home.
    let wanes = |claim: &Claim| {
        let def = |concept: &ConceptId| concept.def().wanes || concept.def().follows || concept.def().spares;
        claim.frame.measure.iter().any(def)
    };
    // What one report alone tells to be a first figure, or to have risen, is.
    let moves = |claim: &Claim| {
        let rises = |motion: &ConceptId| motion.def().change != Change::Level;
        claim.frame.status != Status::Plain || claim.frame.motions.iter().any(rises)
    };
    let both_risen = has_risen(case.a) && has_risen(case.b);
    if wanes(case.a) || wanes(case.b) || !both_risen && (moves(case.a) || moves(case.b)) {
        return None;
    }
    let alike = case.told_beside_alike();
    let soon = case.days_apart().is_some_and(|days| days <= 1);
    let enough = alike.len() >= UNMOVED || alike.iter().any(|claim| is_telling(&claim.value));
    (soon && enough).then(|| {
        let beside: Vec<String> = alike.iter().map(|claim| value(&claim.value)).collect();
        let told = format!("{}, {}", value(&case.a.value), value(&case.b.value));
        Outcome::flagged(
            Verdict::Tension,
            format!("counts told beside figures that have not risen, {}: {told}", beside.join(", ")),
            "this count alone has risen between the two reports",
        )
    })?
}

/// Whether both tell of a time so long past that no count of it changes any more.
fn settled(case: &Case<'_>) -> bool {
    let at_once = case.days_apart().is_some_and(|days| days <= SAME_NEWS);
    let settled = if at_once { SETTLED_AT_ONCE } else { SETTLED };
    [case.a, case.b].iter().all(|claim| match (claim.frame.told_time(), claim.published) {
        (Some(Time::Period(Period { last: Some(last), .. })), Some(published)) => {
            (published.day - *last).get_days() > settled
        }
        _ => false,
    })
}

/// Whether a figure is told as what something rose to.
fn has_risen(claim: &Claim) -> bool {
    claim.frame.status == Status::Revised
        && claim.frame.motions.first().is_some_and(|motion| motion.def().change == Change::Up)
}

/// Whether both count things that become more as news come in: homes that were damaged, aftershocks.
fn tallies(case: &Case<'_>) -> bool {
    let counted = case.a.frame.counted.filter(|counted| case.b.frame.counted == Some(*counted));
    let more = |concept: &ConceptId| concept.def().tallies;
    let tells = |claim: &Claim| claim.frame.measure.iter().any(more);
    let dated = matches!(case.periods(), (Some(_), Some(_)));
    // `which took its medals to ten`: a count that was told to rise goes on rising.
    let rises = |claim: &Claim| claim.frame.motions.iter().any(|motion| motion.def().change == Change::Up);
    let rising = case.fit.counted && (rises(case.a) || rises(case.b));
    !dated
        && case.a.value.kind() == Kind::Number
        && (rising
            || counted.as_ref().is_some_and(more)
            || case.fit.shared.iter().any(more)
            || case.fit.counted && tells(case.a) && tells(case.b))
}

/// What is another by the hour, told in two reports that say of no one moment: no happening of theirs is the same.
fn varied(case: &Case<'_>) -> Option<Outcome> {
    let varies = case.fit.shared.iter().any(|concept| concept.def().varies);
    let happens = |frame: &Frame| -> Vec<ConceptId> {
        let all = frame.measure.iter().chain(&frame.things);
        all.copied().filter(|concept| concept.def().kind == ConceptKind::Event).collect()
    };
    let (here, there) = (happens(&case.a.frame), happens(&case.b.frame));
    let moment = here.iter().any(|one| there.iter().any(|other| one.is_a(*other) || other.is_a(*one)));
    // What both date alike is of one moment; so is what reports tell of long after.
    let dated = matches!(case.periods(), (Some(_), Some(_)));
    let live = case.days_apart().is_some_and(|days| days <= SAME_NEWS);
    if !varies || moment || dated || !live {
        return None;
    }
    let Some((earlier, later)) = case.in_order() else {
        let told = format!("{}, {}", value(&case.a.value), value(&case.b.value));
        return Outcome::new(Verdict::Update, format!("what is another by the hour, told on one day: {told}"));
    };
    let told =
        format!("{} {}, then {} {}", value(&earlier.value), published(earlier), value(&later.value), published(later));
    Outcome::new(Verdict::Update, format!("what is another by the hour: {told}"))
}

/// A first report gave the least that was known, and a later one a count well above it: both hold, and the later one is news.
fn surpassed(case: &Case<'_>) -> Option<Outcome> {
    let running = case.fit.shared.iter().any(|concept| concept.def().running || concept.def().wanes);
    let (earlier, later) = case.in_order().filter(|_| running)?;
    let least = |claim: &Claim| matches!(&claim.value, Value::Quantity(quantity) if matches!(quantity.modifier, Modifier::AtLeast | Modifier::MoreThan));
    let (first, last) = (earlier.value.base()?, later.value.base()?);
    let well_above = last.checked_sub(first)?.checked_mul(Decimal::TEN)? > first;
    let told =
        format!("{} {}, then {} {}", value(&earlier.value), published(earlier), value(&later.value), published(later));
    (least(earlier) && well_above)
        .then(|| Outcome::new(Verdict::Update, format!("a count that rises between reports: {told}")))?
}

/// Two counts of one day, with nothing to say which came first: the higher may be the later.
fn unordered(case: &Case<'_>, running: bool) -> Option<Outcome> {
    let is = |status: Status| case.a.frame.status == status || case.b.frame.status == status;
    let early = is(Status::Early);
    let told = format!("{}, {}", value(&case.a.value), value(&case.b.value));
    if early && is(Status::Revised) || early && is(Status::Plain) && case.a.published.is_none() {
        return Outcome::new(Verdict::Update, format!("one is told as a first figure: {told}"));
    }
    // `2,100 had crossed by noon`, `3,400 by five`: neither is the last.
    let first = case.a.frame.status == Status::Early && case.b.frame.status == Status::Early;
    if first && case.same_day_unordered() {
        return Outcome::new(Verdict::Update, format!("both are told as first figures: {told}"));
    }
    // `had climbed to 19`: the higher is the later, whenever the two were told.
    let risen =
        |one: &Claim, other: &Claim| one.frame.status == Status::Revised && one.value.base() > other.value.base();
    if running && (risen(case.a, case.b) || risen(case.b, case.a)) {
        return Outcome::new(Verdict::Update, format!("one is told as what a count rose to: {told}"));
    }
    // A witness who tells what came first goes on.
    let struck = || case.fit.shared.iter().any(ConceptId::strikes);
    if !case.same_day_unordered() || !(running || early && struck()) {
        return None;
    }
    if early {
        return Outcome::new(Verdict::Update, format!("counts of one day, one of them a first figure: {told}"));
    }
    if case.fit.shared.iter().any(|concept| concept.def().wanes) {
        return Outcome::new(Verdict::Update, format!("counts of one day, of what rises and falls: {told}"));
    }
    // Sources that count at one hour seldom lie that far apart.
    if lie_far(&case.a.value, &case.b.value) {
        let reason = format!("counts of one day, one of them more than twice the other: {told}");
        return Outcome::new(Verdict::Update, reason);
    }
    Outcome::flagged(
        Verdict::Tension,
        format!("counts of one day, and nothing says which is the later: {told}"),
        "the higher count is the later one",
    )
}
