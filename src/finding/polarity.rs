//! MZ03: one value under predicates that cannot both hold.

use rust_decimal::Decimal;

use super::scope::numbered;
use super::words::value;
use super::{Case, Outcome, Verdict};
use crate::claim::{Claim, Part, Polarity};
use crate::language::{ConceptId, ConceptKind, Sense};
use crate::topic::{is_few, same_entity};
use crate::value::{Change, Kind, Relation, Value};

/// A bound that admits a figure is told of the same only where the two lie within one part in this many.
const NEAR: u8 = 10;

/// What two sentences share, in hundredths, that speak of one thing.
const ALIKE: usize = 60;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    let change = |value: &Value| if let Value::Quantity(quantity) = value { quantity.change } else { Change::Level };
    let moves = (change(&case.a.value), change(&case.b.value));
    let opposed_moves = matches!(moves, (Change::Up, Change::Down) | (Change::Down, Change::Up));
    // What is refused is both opposed to what is granted and turned round: that is one turn.
    let denied = case.fit.opposed.is_some_and(|(one, other)| one.def().denies || other.def().denies);
    // `the first defeat in 18 matches` is 18 without one before it.
    let first = case.a.value.kind() == Kind::Number
        && [(case.a, case.beside_a), (case.b, case.beside_b)].into_iter().any(|(claim, beside)| {
            claim.frame.polarity == Polarity::Positive && beside.iter().any(|near| is_first_of(near, claim))
        });
    let negated = case.a.frame.polarity != case.b.frame.polarity && !denied && !first;
    if negated && case.fit.opposed.is_none() && was_foiled(case) {
        return Outcome::new(
            Verdict::Incomparable,
            "one tells of what was kept from happening, the other of what was to",
        );
    }
    // The day of one measure is not that of its opposite.
    let measures = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure;
    let dated = matches!(case.a.value, Value::Time(_));
    if dated && case.fit.opposed.is_some_and(|(one, other)| measures(&one) && measures(&other)) {
        return Outcome::new(Verdict::Incomparable, "the two are of different measures");
    }
    // `more than half of the 48,000 have power again`: what happened to some says nothing of all.
    if [case.a, case.b].iter().any(|claim| claim.frame.part == Some(Part::Whole)) && case.fit.opposed.is_some() {
        return Outcome::new(Verdict::Incomparable, "one is told as the whole of which something happened to some");
    }
    // On one day some are killed and others saved.
    let people = |concept: &ConceptId| concept.def().running || concept.def().wanes;
    if dated && case.fit.opposed.is_some_and(|(one, other)| people(&one) || people(&other)) {
        return Outcome::new(Verdict::Incomparable, "what happened to some on a day says nothing of others");
    }
    // What one team won the other lost: where both are named, either can be told of.
    if case.fit.opposed.is_some_and(|(one, other)| one.def().sided || other.def().sided) && names_both_sides(case) {
        return Outcome::new(Verdict::Incomparable, "what one side won the other lost, and both are named");
    }
    // One is convicted, and the four beside him are acquitted: what is told of another figure is not told of this one.
    let of_another = |concept: ConceptId| {
        [(case.a, case.beside_a), (case.b, case.beside_b)].into_iter().any(|(claim, beside)| {
            let own = claim.frame.measure.contains(&concept);
            !own && beside.iter().any(|near| near.frame.measure.contains(&concept) && near.frame.counted.is_some())
        })
    };
    let same = matches!(case.relation, Relation::Same | Relation::Touching) && !negated && !opposed_moves;
    if same && case.fit.opposed.is_some_and(|(one, other)| of_another(one) || of_another(other)) {
        return None;
    }
    // The second that somebody won and the second that somebody lost are of two orders.
    if matches!(case.a.value, Value::Ordinal(_)) && case.fit.opposed.is_some() && case.fit.share < ALIKE {
        return Outcome::new(Verdict::Incomparable, "the two number different things");
    }
    let (reason, turned) = match (case.fit.opposed, negated) {
        (Some((one, other)), false) => (format!("opposite predicates: {}, {}", one.name(), other.name()), true),
        (None, true) => ("one side affirms it, the other negates it".to_owned(), true),
        // Twice turned round is the same again.
        (Some(_), true) => return None,
        (None, false) => ("one tells of a rise, the other of a fall".to_owned(), opposed_moves),
    };
    // A toll that climbed to eight and then held is eight on both sides.
    let held = |concept: &ConceptId| concept.def().kind == ConceptKind::Motion && concept.def().change == Change::Level;
    let moves_on = |concept: &ConceptId| concept.def().change != Change::Level;
    if case.fit.opposed.is_some_and(|(one, other)| held(&one) && moves_on(&other) || moves_on(&one) && held(&other))
        && !negated
        && !opposed_moves
    {
        return None;
    }
    // Two levels that were reached by a rise and by a fall are two levels.
    let moved = |concept: &ConceptId| concept.def().kind == ConceptKind::Motion;
    let motions = case.fit.opposed.is_some_and(|(one, other)| moved(&one) && moved(&other));
    let levels = motions && !opposed_moves;
    // `leaps to the half`, `falls to the half`: one of the two was read as a change.
    let mixed = levels && moves.0 != moves.1 && case.a.value.canonical() == case.b.value.canonical();
    if !turned || levels && !mixed && case.relation != Relation::Same {
        return None;
    }
    let equal = matches!(case.relation, Relation::Same | Relation::Touching)
        || case.relation == Relation::Within && lie_near(&case.a.value, &case.b.value)
        || mixed
        || opposed_moves && case.a.value.canonical() == case.b.value.canonical();
    // Two reports of one story tell a figure in words that turn round by chance: growth that fell to 1.1 %, and that will not
    // exceed it. Opposite accounts are told alike but for what is opposed.
    let headlines = case.a.headline && case.b.headline;
    let counted = matches!(case.a.value, Value::Quantity(_) | Value::Time(_)) && !headlines;
    let alone = case.a.frame.alone && case.b.frame.alone;
    let told_alike = if negated {
        !case.fit.shared.is_empty()
    } else {
        // `from a height of 150 m`: only a measure that both name rises and falls.
        let measured = || case.fit.shared.iter().any(measures);
        case.fit.retold || opposed_moves || alone && case.fit.share >= ALIKE && (!motions || measured())
    };
    if equal && counted && !told_alike {
        return None;
    }
    if equal {
        return Outcome::flagged(
            Verdict::Contradiction,
            match case.relation {
                Relation::Same => format!("the same figure, {}, with opposite meaning; {reason}", value(&case.a.value)),
                _ => format!("{} and {}, with opposite meaning; {reason}", value(&case.a.value), value(&case.b.value)),
            },
            "the two speak of different times, or of different things",
        );
    }
    // `seized 30 boats`, `let 40 boats go`: where all else is told again, either way readers are left with two accounts.
    // So many died, and so many were saved.
    let few = is_few(case.a) || is_few(case.b);
    let others = case
        .fit
        .opposed
        .is_some_and(|(one, other)| one.def().spares || other.def().spares || few && (people(&one) || people(&other)));
    if case.fit.retold && !motions && !negated && !others && case.values_clash() {
        return Outcome::new(Verdict::Tension, format!("{reason}, and the figures differ too"));
    }
    Outcome::new(Verdict::Incomparable, format!("{reason}, and the figures differ"))
}

/// `foiled an attempt to smuggle 40 kilos` and `tried to smuggle 40 kilos` tell of the same.
fn was_foiled(case: &Case<'_>) -> bool {
    let foiled = |claim: &Claim| {
        let foils = |concept: &ConceptId| concept.def().foils;
        let told = claim.frame.things.iter().chain(&claim.frame.measure).any(foils);
        claim.frame.polarity == Polarity::Negative && told
    };
    case.relation.agrees() && (foiled(case.a) || foiled(case.b))
}

/// Whether both claims name two who are the same.
fn names_both_sides(case: &Case<'_>) -> bool {
    let (here, there) = (&case.a.frame.participants, &case.b.frame.participants);
    let met = here.iter().filter(|one| there.iter().any(|other| same_entity(&one.entity, &other.entity))).count();
    met >= 2
}

/// Whether a claim numbers as the first what governs another: `the first defeat in 18 matches`, but not `on the first day`.
fn is_first_of(near: &Claim, of: &Claim) -> bool {
    let Value::Ordinal(ordinal) = &near.value else { return false };
    let governs = |sense: &Sense| matches!(sense, Sense::Concept(concept) if of.frame.measure.contains(concept));
    ordinal.number == 1 && numbered(near, ordinal).iter().any(governs)
}

/// Whether what a bound admits is about what it names: *at least 9* admits 250, and says nothing of those.
fn lie_near(a: &Value, b: &Value) -> bool {
    let (Value::Quantity(one), Value::Quantity(other)) = (a, b) else { return true };
    let Some((one, other)) = one.base().zip(other.base()) else { return false };
    let apart = one.checked_sub(other).and_then(|apart| apart.abs().checked_mul(Decimal::from(NEAR)));
    apart.is_some_and(|apart| apart <= one.abs().max(other.abs()))
}
