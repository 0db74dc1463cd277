//! Which claims belong together, told by the pairs that link them: four bytes a claim.

use super::library::number;

/// A claim that each is linked to; the first of its topic, and what is linked to none, itself.
#[derive(Debug, Default)]
pub struct Roots(Vec<u32>);

impl Roots {
    /// So many claims, none of them linked.
    pub fn new(claims: u32) -> Self {
        Self((0..claims).collect())
    }

    /// Takes in that two claims belong together.
    pub fn link(&mut self, a: u32, b: u32) {
        let (one, other) = (self.find(a), self.find(b));
        self.0[one.max(other) as usize] = one.min(other);
    }

    /// The first claim of a topic, as far as pairs are in.
    pub fn find(&mut self, claim: u32) -> u32 {
        let mut at = claim;
        while self.0[at as usize] != at {
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    /// Links each claim to the first of its topic, once all pairs are in.
    pub fn settle(&mut self) {
        for claim in 0..number(self.0.len()) {
            self.0[claim as usize] = self.find(claim);
        }
    }

    /// The first claim of a topic that is settled.
    pub fn of(&self, claim: u32) -> u32 {
        self.0[claim as usize]
    }

    /// Claims that are settled, in order, each with the first of its topic.
    pub fn each(&self) -> impl Iterator<Item = (u32, u32)> {
        (0..).zip(self.0.iter().copied())
    }
}
