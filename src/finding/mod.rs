//! Judgement: what two aligned claims are to each other, by which rule, and why.
//!
//! One rule, one file; the first rule of [`rules`] that applies decides. The page of each rule in `docs/rules/` is what
//! `mizan explain` prints.

mod case;
mod closure;
mod disjoint;
mod equal;
mod loose;
mod one_dated;
mod polarity;
mod scope;
mod slot;
mod touching;
mod update;
mod within;
pub mod words;

use std::collections::BTreeMap;

use crate::claim::Claim;
use crate::topic::{Alignment, Fit, Topic};
use crate::value::{Interval, Limit, Tolerance, Value};

pub use case::Case;

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
    /// The rule's code and a hash of what was judged, both normalised values and both documents: `MZ09-7c1e20`.
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

/// A rule of judgement.
#[derive(Debug)]
pub struct Rule {
    /// The code: `MZ09`.
    pub code: &'static str,
    /// A short name: `disjoint`.
    pub name: &'static str,
    /// Its manual page.
    pub page: &'static str,
    apply: fn(&Case<'_>) -> Option<Outcome>,
}

/// What a rule decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in plain words.
    pub reason: String,
    /// Named above the finding.
    pub heading: Option<&'static str>,
}

impl Outcome {
    /// What a rule that applies answers.
    #[expect(clippy::unnecessary_wraps, reason = "a rule's answer is an Option; this is the one that is none never")]
    fn new(verdict: Verdict, reason: impl Into<String>) -> Option<Self> {
        Some(Self { verdict, reason: reason.into(), heading: None })
    }
}

/// One row for each rule, in the order in which they are tried.
static RULES: [Rule; 11] = [
    Rule { code: "MZ01", name: "closure", page: include_str!("../../docs/rules/MZ01.md"), apply: closure::apply },
    Rule { code: "MZ02", name: "slot", page: include_str!("../../docs/rules/MZ02.md"), apply: slot::apply },
    Rule { code: "MZ03", name: "polarity", page: include_str!("../../docs/rules/MZ03.md"), apply: polarity::apply },
    Rule { code: "MZ04", name: "scope", page: include_str!("../../docs/rules/MZ04.md"), apply: scope::apply },
    Rule { code: "MZ05", name: "update", page: include_str!("../../docs/rules/MZ05.md"), apply: update::apply },
    Rule { code: "MZ06", name: "one-dated", page: include_str!("../../docs/rules/MZ06.md"), apply: one_dated::apply },
    Rule { code: "MZ07", name: "equal", page: include_str!("../../docs/rules/MZ07.md"), apply: equal::apply },
    Rule { code: "MZ08", name: "touching", page: include_str!("../../docs/rules/MZ08.md"), apply: touching::apply },
    Rule { code: "MZ09", name: "disjoint", page: include_str!("../../docs/rules/MZ09.md"), apply: disjoint::apply },
    Rule { code: "MZ10", name: "within", page: include_str!("../../docs/rules/MZ10.md"), apply: within::apply },
    Rule { code: "MZ11", name: "loose", page: include_str!("../../docs/rules/MZ11.md"), apply: loose::apply },
];

/// Every rule, in the order in which they are tried.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// Judges every pair of an alignment. The most severe findings come first, then the order of topics and claims.
#[must_use]
pub fn judge(claims: &[Claim], alignment: &Alignment) -> Vec<Finding> {
    let sentences = sentences(claims);
    let judged = alignment.pairs.iter().filter_map(|pair| {
        let topic = &alignment.topics[pair.topic];
        let [a, b] = [pair.a, pair.b].map(|at| Stated::new(&claims[at], &sentences));
        let ruling = rule(&a, &b, &pair.fit, pair.tolerance, Some(topic).filter(|topic| topic.named))?;
        Some(ruling.found(pair.topic, pair.a, pair.b))
    });
    ordered(judged.collect())
}

/// Findings in the order of reports, each with an id of its own.
#[must_use]
pub fn ordered(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|x, y| y.verdict.cmp(&x.verdict).then((x.topic, x.a, x.b).cmp(&(y.topic, y.a, y.b))));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for finding in &mut findings {
        let nth = seen.entry(finding.id.clone()).or_default();
        *nth += 1;
        if *nth > 1 {
            finding.id = format!("{}-{nth}", finding.id);
        }
    }
    findings
}

/// A claim with those of its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The claims of its sentence, itself included, in order.
    pub beside: &'a [&'a Claim],
}

impl<'a> Stated<'a> {
    /// A claim of a list, with those of its sentence.
    #[must_use]
    pub fn new(claim: &'a Claim, sentences: &'a Sentences<'a>) -> Self {
        Self { claim, beside: sentences.get(&place(claim)).map_or(&[][..], Vec::as_slice) }
    }
}

/// What a pair of claims comes to, wherever they stand in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The finding's id; several pairs of two documents may share one.
    pub id: String,
    /// The rule that decides.
    pub rule: &'static str,
    /// What it decides.
    pub outcome: Outcome,
}

impl Ruling {
    /// The finding that it makes of two claims of a report.
    #[must_use]
    pub fn found(self, topic: usize, a: usize, b: usize) -> Finding {
        let Self { id, rule, outcome: Outcome { verdict, reason, heading } } = self;
        Finding { id, rule, verdict, topic, a, b, reason, heading }
    }
}

/// The claims of each sentence, by document, field and place.
pub type Sentences<'a> = BTreeMap<(&'a str, crate::document::Field, usize), Vec<&'a Claim>>;

/// The claims of each sentence.
#[must_use]
pub fn sentences(claims: &[Claim]) -> Sentences<'_> {
    let mut sentences = Sentences::new();
    for claim in claims {
        sentences.entry(place(claim)).or_default().push(claim);
    }
    sentences
}

fn place(claim: &Claim) -> (&str, crate::document::Field, usize) {
    (&*claim.document, claim.field, claim.sentence_start)
}

/// Judges two claims that fit; none where no rule decides. `named` is the topic of `claims.toml` that holds both.
#[must_use]
pub fn rule(
    a: &Stated<'_>,
    b: &Stated<'_>,
    fit: &Fit,
    tolerance: Option<Tolerance>,
    named: Option<&Topic>,
) -> Option<Ruling> {
    let case = Case::new(a.claim, b.claim, fit, tolerance, a.beside, b.beside);
    let (rule, outcome) = RULES.iter().find_map(|rule| (rule.apply)(&case).map(|outcome| (rule, outcome)))?;
    Some(Ruling { id: id(rule, a.claim, b.claim, &case, named), rule: rule.code, outcome })
}

/// A finding's id rests on what was judged, not on where it stands: neither lines nor the order of documents nor other
/// documents change it.
fn id(rule: &Rule, a: &Claim, b: &Claim, case: &Case<'_>, named: Option<&Topic>) -> String {
    let subject = match named {
        Some(topic) => topic.id.clone(),
        None => case.fit.shared.iter().map(|concept| concept.name()).collect::<Vec<_>>().join(" "),
    };
    let mut sides = [side(a), side(b)];
    sides.sort();
    let mut hasher = blake3::Hasher::new();
    for part in [rule.code, &subject, &sides[0], &sides[1]] {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let hex = hasher.finalize().to_hex();
    format!("{}-{}", rule.code, &hex.as_str()[..10])
}

fn side(claim: &Claim) -> String {
    let period =
        claim.frame.period.as_ref().filter(|period| !period.inherited).map(|period| words::period(&period.time));
    format!("{}\u{0}{}\u{0}{}", claim.document, words::value(&claim.value), period.unwrap_or_default())
}

/// Low and high of what the words literally allow, in the unit as written; none where there is no limit.
#[must_use]
pub fn literal_bounds(value: &Value) -> (Option<String>, Option<String>) {
    match value {
        Value::Quantity(quantity) => match quantity.literal_as_written() {
            Some(Interval { low, high }) => (limit(low), limit(high)),
            None => (None, None),
        },
        Value::Time(crate::value::Time::Period(period)) => {
            let (first, last) = period.allowed().span();
            (first.map(|day| day.to_string()), last.map(|day| day.to_string()))
        }
        _ => (None, None),
    }
}

fn limit(limit: Limit) -> Option<String> {
    limit.value().map(crate::value::canonical)
}

impl Verdict {
    /// Every verdict, from the mildest.
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
