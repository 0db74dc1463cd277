//! What is kept at a claim of the findings that it takes part in, where there is no room for these: sixteen bits.

use crate::claim::Claim;
use crate::finding::Verdict;
use crate::report::{Differ, differ_in_period_alone};
use crate::value::phrase;

/// Claims of one value that turn it round, measure something else, name someone else. The bits below are verdicts.
pub const DIFFER: [u16; 3] = [1 << 6, 1 << 7, 1 << 8];
/// Alike but for the period.
pub const APART: u16 = 1 << 9;
/// It fits another.
pub const LINKED: u16 = 1 << 10;
/// Compared with another: any verdict but *incomparable*.
pub const TOLD: u16 = 0b11_1110;

/// What a pair of claims that fit marks at both.
pub fn of(a: &Claim, b: &Claim, verdict: Option<Verdict>) -> u16 {
    LINKED | verdict.map_or(0, |verdict| judged(a, b, verdict))
}

fn judged(a: &Claim, b: &Claim, verdict: Verdict) -> u16 {
    let mut marks = 1 << verdict as u16;
    if verdict == Verdict::Incomparable {
        return if differ_in_period_alone(a, b) { marks | APART } else { marks };
    }
    let differ = Differ::between(a, b);
    let told = [differ.polarity, differ.measure, differ.holder];
    // Values that are one read alike: what reading them costs is saved.
    let alike = || a.value == b.value || phrase::value(&a.value) == phrase::value(&b.value);
    if told.contains(&true) && alike() {
        marks |= DIFFER.iter().zip(told).filter(|(_, told)| *told).map(|(bit, _)| bit).sum::<u16>();
    }
    marks
}
