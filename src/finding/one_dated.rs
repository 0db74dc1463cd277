//! MZ06: one side says when, the other does not, and the values clash.

use super::case::{SAME_NEWS, lie_far};
use super::words::period;
use super::{Case, Outcome, Verdict};
use crate::claim::Claim;
use crate::value::{Granularity, Period, Time};

/// How much the two sentences must share, in hundredths, for a missing date to be worth asking about.
const FIRM: usize = 50;

pub(super) fn apply(case: &Case<'_>) -> Option<Outcome> {
    if !case.values_clash() {
        return None;
    }
    let (dated, undated) = match case.periods() {
        (Some(period), None) => (period, case.b),
        (None, Some(period)) => (period, case.a),
        _ => return None,
    };
    if is_of_the_day(dated, undated) {
        return None;
    }
    if lie_far(&case.a.value, &case.b.value) {
        return Outcome::new(
            Verdict::Incomparable,
            format!(
                "only one side is dated ({}), and the figures lie so far apart that the other is of another time",
                period(dated)
            ),
        );
    }
    if case.fit.share < FIRM && !case.fit.story {
        return Outcome::new(
            Verdict::Incomparable,
            format!("only one side is dated ({}), and little says that one thing is meant", period(dated)),
        );
    }
    Outcome::flagged(
        Verdict::Tension,
        format!("only one side is dated ({})", period(dated)),
        format!("the side without a date speaks of another time than {}", period(dated)),
    )
}

/// Whether the undated report came out at the time that the dated one names: then both are news of the same days.
fn is_of_the_day(dated: &Time, undated: &Claim) -> bool {
    // A weekday that no date places is of the day on which it was written, and the other side has no other.
    if let Time::Partial(partial) = dated {
        return partial.weekday.is_some() && partial.month.is_none();
    }
    let (Time::Period(dated), Some(published)) = (dated, undated.published) else { return false };
    dated.granularity <= Granularity::Week && dated.gap(&Period::day(published.day)) <= SAME_NEWS
}
