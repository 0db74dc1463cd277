//! MZ11: the literal readings meet, but readers are left with different figures.

use super::case::{SAME_NEWS, lie_far};
use super::words::{both_allow, implied, value};
use super::{Case, Outcome, Verdict};
use crate::value::{Kind, Modifier, Relation, Value};

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if case.relation != Relation::Loose {
        return None;
    }
    let (a, b) = (&case.a.value, &case.b.value);
    // `at least 3`, `at least 1,000`: a toll of which the one was a beginning.
    let news = case.fit.story && case.days_apart().is_some_and(|days| days <= SAME_NEWS);
    let running = news && case.fit.shared.iter().any(|concept| concept.def().running);
    let least = |value: &Value| matches!(value, Value::Quantity(quantity) if matches!(quantity.modifier, Modifier::AtLeast | Modifier::MoreThan));
    if running && least(a) && least(b) && lie_far(a, b) {
        return Outcome::new(Verdict::Compatible, "both are the least of a toll that was still rising");
    }
    // `more than 240,000 are without power`, a day later `over 530,000`: the least of what grows may grow.
    let later = case.in_order().is_some_and(|(earlier, later)| earlier.value.base() < later.value.base());
    let counts = a.kind() == Kind::Number && case.days_apart().is_some_and(|days| days > 0);
    if news && counts && later && least(a) && least(b) {
        return Outcome::new(Verdict::Update, "both are the least of a count, and the later report tells more");
    }
    Outcome::flagged(
        Verdict::Tension,
        format!(
            "both can hold literally, but a reader takes {} as {} and {} as {}",
            value(a),
            implied(a),
            value(b),
            implied(b)
        ),
        both_allow(a, b)
            .map_or_else(|| "a reader stretches both".to_owned(), |allowed| format!("the figure is {allowed}")),
    )
}
