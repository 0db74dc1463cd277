//! What else the two sentences tell: figures given side by side are of different things, and a date, an hour or a number
//! beside a figure says which one of several it is.

use rust_decimal::Decimal;

use super::scope::incomparable;
use super::words::value;
use super::{Case, Outcome, Verdict};
use crate::claim::{Claim, Entity, Modality, Part, Status};
use crate::document::SetAside;
use crate::language::ConceptKind;
use crate::topic::same_entity;
use crate::value::{Kind, Relation, Time, Unit, Value, relate};

/// Parts that are so near to a whole, to one in this many, may make it up.
const NEARLY: u8 = 4;
/// A sentence of more figures than this is a list, in which each is of something else.
pub(super) const LIST: usize = 12;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    several(case)
        .or_else(|| told_beside(case))
        .or_else(|| labels(case))
        .or_else(|| hours(case))
        .or_else(|| spans(case))
        .or_else(|| editions(case))
}

/// One side is of several counts that its sentence gives.
fn several(case: &Case<'_>) -> Option<Outcome> {
    let reason = one_of_several(case.a, case.b, [case.beside_a, case.beside_b])
        .or_else(|| one_of_several(case.b, case.a, [case.beside_b, case.beside_a]))?;
    incomparable(reason)
}

/// One sentence gives both figures, each for something of its own: the other side's is the one that it gives beside.
fn told_beside(case: &Case<'_>) -> Option<Outcome> {
    let many = case.beside_a.len().max(case.beside_b.len()) > LIST;
    if many || !case.values_clash() {
        return None;
    }
    let again = |one: &Claim, other: &Claim, [own, beside]: [&[&Claim]; 2]| {
        // The ages of those who are counted are no count of them.
        let age = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().since.is_some());
        let alike = |near: &Claim| {
            if age(near) != age(one) {
                return false;
            }
            let bare = near.frame.measure.is_empty() || one.frame.measure.is_empty();
            near.frame.measure.iter().any(|concept| one.frame.measure.contains(concept))
                || near.frame.measure == other.frame.measure && (bare || !near.frame.runs())
                || bare && near.frame.noun.is_some() && near.frame.noun == one.frame.noun
        };
        let told = beside.iter().find(|near| {
            // What only comes near it is no account of it where both sentences give that.
            let same = match relate(&near.value, &one.value) {
                Relation::Same => true,
                // A range tells of all that lies in it.
                Relation::Within => !is_range(&near.value) && !given(near, own, one),
                _ => false,
            };
            let told = near.set_aside != Some(SetAside::Scope)
                && !is_of_another(near, one, other)
                && (near.frame.status == Status::Former || !dated_apart(near, one));
            let denied = near.frame.modality == Modality::Denied;
            near.id != other.id && !denied && told && same && alike(near)
        });
        told.map(|near| (value(&near.value), near.frame.status))
    };
    let (told, status) = again(case.a, case.b, [case.beside_a, case.beside_b])
        .or_else(|| again(case.b, case.a, [case.beside_b, case.beside_a]))?;
    if status == Status::Former {
        return Outcome::new(Verdict::Update, format!("one sentence gives {told} as what the figure was before"));
    }
    incomparable(format!("one sentence gives both figures; {told} is the one that the other side tells"))
}

fn is_range(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity) if quantity.upto.is_some())
}

/// Whether some claims, one left out, give the very value of another: then both sentences tell of that, and it is no other
/// account of the one that is left out.
fn given(claim: &Claim, among: &[&Claim], but: &Claim) -> bool {
    let base = claim.value.base();
    among.iter().any(|near| near.id != but.id && base.is_some() && near.value.base() == base)
}

/// Whether two claims count what the third does, and the first counts something else: three men beside four children, where
/// the other side tells of three children.
fn counts_apart(near: &Claim, one: &Claim, other: &Claim) -> bool {
    if let (Some(near), Some(one), Some(other)) = (near.nation(), one.nation(), other.nation()) {
        return one == other && near != one;
    }
    match (near.frame.counted, one.frame.counted, other.frame.counted) {
        (Some(near), Some(one), Some(other)) => one == other && near != one && !near.is_a(one) && !one.is_a(near),
        _ => false,
    }
}

/// Whether the first of two claims of one article is of something else than what the second and the other side tell of: of
/// others, or of another holder.
pub(super) fn is_of_another(near: &Claim, one: &Claim, other: &Claim) -> bool {
    counts_apart(near, one, other) || held_apart(near, one, other)
}

/// The holder or place of the first claim that the other names too.
pub(super) fn shared_holder<'a>(one: &'a Claim, other: &Claim) -> Option<&'a Entity> {
    let others = &other.frame.participants;
    let mut own = one.frame.participants.iter().map(|who| &who.entity);
    own.find(|own| others.iter().any(|who| same_entity(own, &who.entity)))
}

/// Whether two claims are told of somebody or something that both name, and the first of another: seats of two parties.
fn held_apart(near: &Claim, one: &Claim, other: &Claim) -> bool {
    let holds = |claim: &Claim, who: &Entity| claim.frame.participants.iter().any(|own| same_entity(&own.entity, who));
    let mut own = one.frame.participants.iter().map(|who| &who.entity);
    let both = own.any(|who| holds(other, who) && !holds(near, who));
    both && near.frame.participants.iter().any(|who| !holds(one, &who.entity))
}

/// Whether both say of what time they are, and not of the same.
fn dated_apart(one: &Claim, other: &Claim) -> bool {
    let told = |claim: &Claim| claim.frame.told_time().cloned();
    told(one).zip(told(other)).is_some_and(|(a, b)| relate(&Value::Time(a), &Value::Time(b)) == Relation::Apart)
}

/// A sentence that counts people hit in the same way twice tells of two places or groups: where the two nearly make up a
/// larger count, neither is that count told otherwise.
fn one_of_several(one: &Claim, other: &Claim, [beside, others]: [&[&Claim]; 2]) -> Option<String> {
    let base = |claim: &Claim| match &claim.value {
        Value::Quantity(quantity) if claim.value.kind() == Kind::Number => quantity.base(),
        _ => None,
    };
    let counted_alike = |near: &&&Claim| {
        near.id != one.id
            && near.frame.measure == one.frame.measure
            && near.frame.status == Status::Plain
            && !matches!(near.frame.part, Some(Part::Subset | Part::Some))
            && !counts_apart(near, one, other)
            && !given(near, others, other)
            && base(near) != base(one)
    };
    if !one.frame.runs() || one.frame.status != Status::Plain || beside.len() > LIST {
        return None;
    }
    let second = beside.iter().find(counted_alike)?;
    let (whole, sum) = (base(other)?, base(one)?.checked_add(base(second)?)?);
    let apart = whole.checked_sub(sum)?.abs();
    let part = whole > base(one)? && whole > base(second)? && apart.checked_mul(Decimal::from(NEARLY))? <= whole;
    part.then(|| format!("one is of several counts in its sentence: {}, {}", value(&one.value), value(&second.value)))
}

/// Two dates that say of what time two figures are are no two accounts of one date: `3.4 million in May`, `3.3 million in
/// August`.
fn labels(case: &Case<'_>) -> Option<Outcome> {
    let (Value::Time(one), Value::Time(other)) = (&case.a.value, &case.b.value) else { return None };
    if !case.values_clash() || case.beside_a.len().max(case.beside_b.len()) > LIST {
        return None;
    }
    let of = |time: &Time, near: &Claim| {
        matches!(near.value, Value::Quantity(_))
            && near.frame.period.as_ref().is_some_and(|period| !period.inherited && period.time == *time)
    };
    let mut figures = case.beside_a.iter().filter(|near| of(one, near));
    let differ = figures.any(|near| {
        case.beside_b.iter().filter(|far| of(other, far)).any(|far| {
            near.value.kind() == far.value.kind()
                && relate(&near.value, &far.value) != Relation::Same
                && near.frame.measure.iter().any(|concept| far.frame.measure.contains(concept))
        })
    });
    differ.then(|| incomparable("each date says of what time another figure is"))?
}

/// A level of one hour is not that of another: turnout at noon, a price at the close.
fn hours(case: &Case<'_>) -> Option<Outcome> {
    let kind = matches!(case.a.value.kind(), Kind::Percent | Kind::Currency | Kind::Number);
    let measured = case.fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    // A share that is told of an hour is a level, whatever it is called.
    let levels = kind && (measured || case.a.value.kind() == Kind::Percent);
    if !levels || !case.values_clash() {
        return None;
    }
    let (one, other) = (hour(case.a, case.beside_a), hour(case.b, case.beside_b));
    let differ = match (one, other) {
        (Some(one), Some(other)) => relate(&one.value, &other.value) == Relation::Apart,
        (one, other) => one.is_some() != other.is_some(),
    };
    let name = |hour: Option<&Claim>| hour.map_or_else(|| "no hour".to_owned(), |hour| value(&hour.value));
    differ.then(|| incomparable(format!("of different hours: {}, {}", name(one), name(other))))?
}

/// What came together in one length of time is not what came together in another: rain in 24 hours, in two days.
fn spans(case: &Case<'_>) -> Option<Outcome> {
    let kind = matches!(case.a.value.kind(), Kind::Currency | Kind::Number | Kind::Dimension);
    if !kind || !case.values_clash() {
        return None;
    }
    let (one, other) = (span(case.a, case.beside_a)?, span(case.b, case.beside_b)?);
    // Years are told of what happens in them: `the worst in 20 years`.
    if !is_of_days(&one.value) || !is_of_days(&other.value) {
        return None;
    }
    let reason = format!("over different lengths of time: {}, {}", value(&one.value), value(&other.value));
    (relate(&one.value, &other.value) == Relation::Apart).then(|| incomparable(reason))?
}

/// Whether a length of time is less than a month.
fn is_of_days(value: &Value) -> bool {
    let Value::Quantity(length) = value else { return false };
    let month = Unit::known("month").and_then(|month| month.to_base(Decimal::ONE));
    length.base().zip(month).is_some_and(|(length, month)| length < month)
}

/// The one length of time that a sentence gives beside a figure, ages left out.
fn span<'a>(claim: &Claim, beside: &[&'a Claim]) -> Option<&'a Claim> {
    let age = |near: &Claim| near.frame.measure.iter().any(|concept| concept.def().since.is_some());
    let lengths = || {
        let told =
            |near: &&&Claim| near.id != claim.id && near.value.kind() == Kind::Duration && !near.frame.reaches_back;
        beside.iter().filter(told).filter(|near| !age(near))
    };
    lengths().next().filter(|_| lengths().count() == 1).copied()
}

/// The hour told nearest to a figure in its sentence.
fn hour<'a>(claim: &Claim, beside: &[&'a Claim]) -> Option<&'a Claim> {
    let clocks = beside.iter().copied().filter(|near| matches!(near.value, Value::Time(Time::Clock { .. })));
    clocks.min_by_key(|near| (near.span.start.abs_diff(claim.span.start), near.span.start))
}

/// The 43rd festival is not the 45th, and the second quarter not the third.
pub(super) fn editions(case: &Case<'_>) -> Option<Outcome> {
    if !case.values_clash() || !matches!(case.a.value, Value::Quantity(_)) {
        return None;
    }
    let (here, there) = (numbers(case.a, case.beside_a), numbers(case.b, case.beside_b));
    let one = here.iter().find_map(|near| {
        let mut alike = there.iter().filter(|far| far.of == near.of).peekable();
        let first = *alike.peek()?;
        alike.all(|far| far.number != near.number).then_some((near.claim, first.claim))
    });
    let (near, far) = one?;
    incomparable(format!("of different numbers: {}, {}", value(&near.value), value(&far.value)))
}

/// What a sentence numbers, beside a figure.
struct Numbered<'a> {
    /// The noun that is numbered, if it is told.
    of: Option<&'a str>,
    number: u64,
    claim: &'a Claim,
}

/// What a figure's sentence numbers. Of several numbers of one noun, the last before the figure is the one that it is told of:
/// `in the first district … had 3,478 votes, in the second … 5,346`, where the noun may be told once.
fn numbers<'a>(claim: &Claim, beside: &[&'a Claim]) -> Vec<Numbered<'a>> {
    let mut told: Vec<Numbered<'a>> = Vec::new();
    let mut series: Option<(&str, u64)> = None;
    for near in beside {
        let Value::Ordinal(ordinal) = &near.value else { continue };
        let number = ordinal.number;
        let goes_on = || series.filter(|(_, last)| number > *last).map(|(noun, _)| noun);
        let of = ordinal.of.as_deref().or_else(goes_on);
        series = of.map(|noun| (noun, number)).or(series);
        if near.span.start < claim.span.start {
            told.retain(|earlier| of.is_none() || earlier.of != of);
        } else if of.is_some() && told.iter().any(|earlier| earlier.of == of) {
            continue;
        }
        told.push(Numbered { of, number, claim: near });
    }
    told
}
