//! What the claims of a document are found by, kept apart from them: which of them another document asks for is told
//! without making any.

use super::block::{Governs, Lasting, governs, last_alike, lasting, meet, statement};
use super::kin::Opening;
use super::left::{Place, place};
use super::said::Said;
use super::transposed::Written;

/// What a document and its claims meet others by.
#[derive(Clone, Debug)]
pub struct Outline {
    /// What it opens with; none where there is no claim to compare.
    pub opening: Option<Opening>,
    /// The claims that are compared, in order.
    pub claims: Vec<Keys>,
    /// The figures that only one sentence of it gives, each with the sentence; sorted.
    pub figures: Vec<(u64, Place)>,
    /// The values that it gives once, each with the claim, by its place among those that are compared; sorted.
    pub lone: Vec<(u64, usize)>,
    /// Its figures as they are written, sorted.
    pub written: Vec<Written>,
}

impl Outline {
    /// How many of its claims are compared, as they were read.
    pub(super) fn told(&self) -> usize {
        self.claims.iter().filter(|claim| !claim.worked_out).count()
    }
}

/// What a claim meets others by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// Its place in the document.
    pub at: usize,
    /// The sentence that it stands in.
    pub place: Place,
    /// It takes part as a date that was worked out.
    pub worked_out: bool,
    /// What governs it, sorted.
    pub governs: Vec<Governs>,
    /// What it shares with others where it lasts, sorted.
    pub lasting: Vec<Lasting>,
    /// What it says, where it lasts.
    pub statement: u64,
    /// The topics of `claims.toml` that hold it.
    pub homes: Vec<usize>,
}

impl Keys {
    pub(super) fn new(at: usize, said: &Said<'_>, homes: Vec<usize>) -> Self {
        let claim = said.claim();
        let governs = governs(claim);
        let lasting = lasting(claim, &governs);
        let statement = if lasting.is_empty() { 0 } else { statement(claim) };
        Self { at, place: place(claim), worked_out: said.is_worked_out(), governs, lasting, statement, homes }
    }

    /// What it shares with others where it lasts, each with what it says.
    pub(super) fn told(&self) -> impl Iterator<Item = (Lasting, u64)> {
        self.lasting.iter().map(|key| (*key, self.statement))
    }

    /// Whether two claims share what a match requires, and at most one is a date that was worked out.
    pub(super) fn may_fit(&self, other: &Self, kin: bool) -> bool {
        if self.worked_out && other.worked_out {
            return false;
        }
        if kin {
            meet(&self.governs, &other.governs)
        } else {
            self.statement != other.statement && last_alike(&self.lasting, &other.lasting)
        }
    }

    /// The first topic of `claims.toml` that holds both.
    pub(super) fn home_with(&self, other: &Self) -> Option<usize> {
        self.homes.iter().copied().find(|home| other.homes.contains(home))
    }
}
