//! What a rule looks at: two aligned claims, how they fit, how their values relate.

use rust_decimal::Decimal;

use super::words::value;
use crate::claim::Claim;
use crate::language::{ConceptId, ConceptKind};
use crate::topic::Fit;
use crate::value::{Mismatch, Relation, Time, Tolerance, Value, relate, relate_within};

/// How many days apart two reports may be and still speak of the same moment.
pub const SAME_NEWS: i32 = 3;

/// Whether one amount is more than twice the other: it is rather of another time or part than the other told wrongly.
pub fn lie_far(a: &Value, b: &Value) -> bool {
    a.is_times_apart(b, 2)
}

/// The fewest digits of a figure that two sentences hardly give alike by chance.
const BESIDE: usize = 2;

/// A figure of so many digits, noughts at its ends left out, is hardly two things in one story.
const TELLING: usize = 3;

/// Whether the digits of a figure tell it apart.
pub fn is_telling(value: &Value) -> bool {
    value.digits() >= TELLING
}

/// How two values relate in one story, where a figure that both give is one, whatever one of the sentences made a change of.
fn in_story(fit: &Fit, a: &Value, b: &Value, relation: Relation) -> Relation {
    let one_figure = || a.base().is_some() && a.base() == b.base() && is_telling(a);
    let changes = relation == Relation::Incomparable(Mismatch::ChangeAgainstLevel);
    if changes && fit.story && one_figure() { Relation::Same } else { relation }
}

/// Two aligned claims and what is known of them.
#[derive(Debug)]
pub struct Case<'a> {
    /// One claim.
    pub a: &'a Claim,
    /// The other.
    pub b: &'a Claim,
    /// How they fit.
    pub fit: &'a Fit,
    /// How their values relate.
    pub relation: Relation,
    /// What had to be worked out to hold one value against the other.
    pub worked_out: Option<String>,
    /// How far `claims.toml` lets values lie apart.
    pub tolerance: Option<Tolerance>,
    /// The claims of the first one's sentence, itself included.
    pub beside_a: &'a [&'a Claim],
    /// The claims of the second one's sentence, itself included.
    pub beside_b: &'a [&'a Claim],
}

impl<'a> Case<'a> {
    /// Puts a case together.
    #[must_use]
    pub fn new(
        a: &'a Claim,
        b: &'a Claim,
        fit: &'a Fit,
        tolerance: Option<Tolerance>,
        beside_a: &'a [&'a Claim],
        beside_b: &'a [&'a Claim],
    ) -> Self {
        let related = |a: &Value, b: &Value| tolerance.map_or_else(|| relate(a, b), |limit| relate_within(a, b, limit));
        let (relation, worked_out) = match (&a.value, &b.value) {
            (Value::Quantity(one), Value::Quantity(other)) if one.is_of_other_money(other) => {
                // Where a sentence gives the amount in both, that one is held against the other side, which may have given the
                // number in the one money with the name of the other.
                let gives = |own: &Claim, beside: &[&Claim], other: &Claim| {
                    let again = |near: &&Claim| near.frame.measure == own.frame.measure;
                    let fits = |near: &&Claim| relate(&near.value, &other.value) != Relation::Apart;
                    let mut given =
                        beside.iter().filter(|near| near.value.unit_id() == other.value.unit_id() && again(near));
                    given.any(|near| fits(near) || !is_telling(&own.value))
                };
                let given = gives(a, beside_a, b) || gives(b, beside_b, a);
                (if given { related(&a.value, &b.value) } else { Relation::Apart }, None)
            }
            (Value::Quantity(one), Value::Quantity(other)) => match one.for_one_time(other) {
                Some((one, other)) => {
                    let (one, other) = (Value::Quantity(one), Value::Quantity(other));
                    let (told, is) = if one == a.value { (&b.value, &other) } else { (&a.value, &one) };
                    (related(&one, &other), Some(format!("{} is {}", value(told), value(is))))
                }
                None => (related(&a.value, &b.value), None),
            },
            _ => (related(&a.value, &b.value), None),
        };
        let relation = in_story(fit, &a.value, &b.value, relation);
        Self { a, b, fit, relation, worked_out, tolerance, beside_a, beside_b }
    }

    /// Whether both give one number, of two currencies.
    #[must_use]
    pub fn is_of_two_currencies(&self) -> bool {
        let other = matches!((&self.a.value, &self.b.value), (Value::Quantity(a), Value::Quantity(b)) if a.is_of_other_money(b));
        other && self.relation == Relation::Apart
    }

    /// Whether no value fits both, or the readings only meet at a stretch.
    #[must_use]
    pub fn values_clash(&self) -> bool {
        matches!(self.relation, Relation::Apart | Relation::Loose | Relation::Neighbouring)
    }

    /// Whether both give one figure in one story, and not one that there is of everything.
    #[must_use]
    pub fn gives_one_figure(&self) -> bool {
        let large = self.a.value.base().is_some_and(|base| base.abs() >= Decimal::TEN);
        self.fit.story && self.relation == Relation::Same && large
    }

    /// The counts that rise as news come in which the first one's sentence gives beside it and the second one's gives too, each
    /// with digits enough to be hardly told twice by chance.
    #[must_use]
    pub fn told_beside_alike(&self) -> Vec<&'a Claim> {
        let rises =
            |near: &Claim| near.frame.measure.iter().any(|concept| concept.def().running || concept.def().tallies);
        let figure = |near: &Claim, own: &Claim| near.id != own.id && rises(near) && near.value.digits() >= BESIDE;
        let shared = |near: &Claim, far: &Claim| near.frame.measure.iter().any(|one| far.frame.measure.contains(one));
        let mut others: Vec<&Claim> = self.beside_b.iter().copied().filter(|far| figure(far, self.b)).collect();
        let mut alike = |near: &Claim| {
            let same = |far: &&Claim| shared(near, far) && relate(&near.value, &far.value) == Relation::Same;
            others.iter().position(same).map(|at| others.remove(at)).is_some()
        };
        self.beside_a.iter().copied().filter(|near| figure(near, self.a) && alike(near)).collect()
    }

    /// Whether one tells how many came, as a sum of those who take part.
    #[must_use]
    pub fn tells_who_came(&self) -> bool {
        let came = |concept: &ConceptId| {
            concept.def().kind == ConceptKind::Measure && concept.def().broader.is_some_and(|wider| wider.def().wanes)
        };
        [self.a, self.b].iter().any(|claim| claim.frame.measure.iter().any(came))
    }

    /// The explicit periods of both, in order; a period taken over from a document's date counts as none.
    #[must_use]
    pub fn periods(&self) -> (Option<&'a Time>, Option<&'a Time>) {
        let told = |claim: &'a Claim| claim.frame.told_time();
        (told(self.a), told(self.b))
    }

    /// Days between the two reports; none where one has no date.
    #[must_use]
    pub fn days_apart(&self) -> Option<i32> {
        let (a, b) = (self.a.published?, self.b.published?);
        Some((a.day - b.day).get_days().abs())
    }

    /// The claim that was reported first and the one after it; none where that is not known or they are of one time.
    #[must_use]
    pub fn in_order(&self) -> Option<(&'a Claim, &'a Claim)> {
        let (a, b) = (self.a.published?, self.b.published?);
        let known = a.day != b.day || (a.clock.is_some() && b.clock.is_some() && a.clock != b.clock);
        let order = (a.day, a.clock) < (b.day, b.clock);
        known.then_some(if order { (self.a, self.b) } else { (self.b, self.a) })
    }

    /// Whether both are of one day and nothing says which came first.
    #[must_use]
    pub fn same_day_unordered(&self) -> bool {
        match (self.a.published, self.b.published) {
            (Some(a), Some(b)) => a.day == b.day && (a.clock.is_none() || b.clock.is_none()),
            _ => false,
        }
    }

    /// Whether both give one figure that hardly stands for two things in one story.
    #[must_use]
    pub fn tells_itself(&self) -> bool {
        self.relation == Relation::Same && self.fit.story && is_telling(&self.a.value)
    }
}
