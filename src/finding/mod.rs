//! Judgement: what two aligned claims are to each other, by which rule, and why.

/// What two aligned claims are to each other. Ordered by severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Cannot be compared, which is not *different*.
    Incomparable,
    /// The same.
    Agreement,
    /// Both can hold, and leave readers with the same figure.
    Compatible,
    /// The later may replace the earlier.
    Update,
    /// Both can hold at a stretch, but they leave readers with different figures.
    Tension,
    /// Both cannot hold.
    Contradiction,
}

/// A judged pair of claims of one topic.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's code and a hash of topic, scope, both normalised values and both documents: `MZ09-7c1e20`.
    pub id: String,
    /// The rule's code: `MZ09`.
    pub rule: &'static str,
    /// What they are to each other.
    pub verdict: Verdict,
    /// The topic, by its place in the report's list.
    pub topic: usize,
    /// One claim, by its place in the report's list.
    pub a: usize,
    /// The other claim.
    pub b: usize,
    /// Why, in plain words, for someone who has not read this code.
    pub reason: String,
    /// What follows from how the two were reported: two named authorities disagree, a likely slip.
    pub heading: Option<&'static str>,
}

impl Verdict {
    /// Every verdict, the least severe first.
    pub const ALL: [Self; 6] =
        [Self::Incomparable, Self::Agreement, Self::Compatible, Self::Update, Self::Tension, Self::Contradiction];

    /// The name of machine output and of `--fail-on`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incomparable => "incomparable",
            Self::Agreement => "agreement",
            Self::Compatible => "compatible",
            Self::Update => "update",
            Self::Tension => "tension",
            Self::Contradiction => "contradiction",
        }
    }

    /// Whether a report shows it without being asked.
    #[must_use]
    pub const fn is_flagged(self) -> bool {
        matches!(self, Self::Tension | Self::Contradiction)
    }
}
