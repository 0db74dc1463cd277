//! Judgement: what two aligned claims are to each other, by which rule, and why.
//!
//! One rule, one file; the first rule of [`rules`] that applies decides. The page of each rule in `docs/rules/` is what
//! `mizan explain` prints.

mod article;
mod beside;
mod case;
mod closure;
mod disjoint;
mod equal;
mod loose;
mod one_dated;
mod polarity;
mod rivals;
mod scope;
mod slot;
mod touching;
mod update;
mod within;
pub mod words;

use std::collections::BTreeMap;

use crate::claim::Claim;
use crate::topic::{Alignment, Pair, Topic};
use crate::value::{Interval, Limit, Value};

use article::{Article, Held, headline, parts, rate};
pub use case::Case;
use rivals::Rivals;

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
    /// What would have to be so for both to hold, where they do not hold as they stand.
    pub both_if: Option<String>,
    /// What follows from how the two were reported: two named authorities disagree, one article is at odds with itself.
    pub heading: Option<&'static str>,
}

/// The version of rules and words: it rises with every release that may judge the same articles otherwise.
pub const RULE_SET: u32 = 1;

/// A rule of judgement.
#[derive(Debug)]
pub struct Rule {
    /// The code: `MZ09`.
    pub code: &'static str,
    /// A short name: `disjoint`.
    pub name: &'static str,
    /// Its manual page.
    pub page: &'static str,
    apply: Apply,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Apply {
    /// Two claims of different articles; the first rule that decides gives the verdict.
    Pair(fn(&Case<'_>) -> Option<Outcome>),
    /// The claims of one article; every rule is tried.
    Article(fn(&Article<'_>) -> Vec<Held>),
}

impl Rule {
    /// What it looks at, in a few words: the title of its page.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let heading = self.page.lines().next().unwrap_or_default();
        heading.split_once(": ").map_or(heading, |(_, title)| title)
    }
}

/// What a rule decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in plain words.
    pub reason: String,
    /// What would have to be so for both to hold, where they do not hold as they stand.
    pub both_if: Option<String>,
    /// Named above the finding.
    pub heading: Option<&'static str>,
}

impl Outcome {
    /// What a rule that applies answers.
    #[expect(clippy::unnecessary_wraps, reason = "a rule's answer is an Option; this is the one that is none never")]
    fn new(verdict: Verdict, reason: impl Into<String>) -> Option<Self> {
        Some(Self { verdict, reason: reason.into(), both_if: None, heading: None })
    }

    /// A flagged verdict, and what would have to be so for both to hold.
    #[expect(clippy::unnecessary_wraps, reason = "as above")]
    fn flagged(verdict: Verdict, reason: impl Into<String>, both_if: impl Into<String>) -> Option<Self> {
        Some(Self { verdict, reason: reason.into(), both_if: Some(both_if.into()), heading: None })
    }
}

/// One row for each rule, in the order in which they are tried.
static RULES: [Rule; 14] = [
    Rule {
        code: "MZ01",
        name: "closure",
        page: include_str!("../../docs/rules/MZ01.md"),
        apply: Apply::Pair(closure::apply),
    },
    Rule {
        code: "MZ02",
        name: "slot",
        page: include_str!("../../docs/rules/MZ02.md"),
        apply: Apply::Pair(slot::apply),
    },
    Rule {
        code: "MZ03",
        name: "polarity",
        page: include_str!("../../docs/rules/MZ03.md"),
        apply: Apply::Pair(polarity::apply),
    },
    Rule {
        code: "MZ04",
        name: "scope",
        page: include_str!("../../docs/rules/MZ04.md"),
        apply: Apply::Pair(scope::apply),
    },
    Rule {
        code: "MZ05",
        name: "update",
        page: include_str!("../../docs/rules/MZ05.md"),
        apply: Apply::Pair(update::apply),
    },
    Rule {
        code: "MZ06",
        name: "one-dated",
        page: include_str!("../../docs/rules/MZ06.md"),
        apply: Apply::Pair(one_dated::apply),
    },
    Rule {
        code: "MZ07",
        name: "equal",
        page: include_str!("../../docs/rules/MZ07.md"),
        apply: Apply::Pair(equal::apply),
    },
    Rule {
        code: "MZ08",
        name: "touching",
        page: include_str!("../../docs/rules/MZ08.md"),
        apply: Apply::Pair(touching::apply),
    },
    Rule {
        code: "MZ09",
        name: "disjoint",
        page: include_str!("../../docs/rules/MZ09.md"),
        apply: Apply::Pair(disjoint::apply),
    },
    Rule {
        code: "MZ10",
        name: "within",
        page: include_str!("../../docs/rules/MZ10.md"),
        apply: Apply::Pair(within::apply),
    },
    Rule {
        code: "MZ11",
        name: "loose",
        page: include_str!("../../docs/rules/MZ11.md"),
        apply: Apply::Pair(loose::apply),
    },
    Rule {
        code: "MZ12",
        name: "headline",
        page: include_str!("../../docs/rules/MZ12.md"),
        apply: Apply::Article(headline::apply),
    },
    Rule {
        code: "MZ13",
        name: "parts",
        page: include_str!("../../docs/rules/MZ13.md"),
        apply: Apply::Article(parts::apply),
    },
    Rule {
        code: "MZ14",
        name: "rate",
        page: include_str!("../../docs/rules/MZ14.md"),
        apply: Apply::Article(rate::apply),
    },
];

/// Every rule, in the order in which they are tried.
#[must_use]
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// Judges every pair of an alignment, and each article by itself. The most severe findings come first, then the order of
/// topics and claims. What only one article tells of gets a topic of its own.
#[must_use]
pub fn judge(claims: &[Claim], alignment: &mut Alignment) -> Vec<Finding> {
    let sentences = sentences(claims);
    let mut judged: Vec<(&Pair, Finding)> = alignment
        .pairs
        .iter()
        .filter_map(|pair| Some((pair, judge_pair(claims, &sentences, pair, &alignment.topics[pair.topic])?)))
        .collect();
    let rivals = Rivals::of(claims, judged.iter().map(|(pair, finding)| (*pair, finding.verdict)));
    for (pair, finding) in &mut judged {
        if let Some(reason) = rivals.settle(finding, pair) {
            finding.verdict = Verdict::Incomparable;
            finding.reason = reason;
            finding.both_if = None;
            finding.heading = None;
        }
    }
    let mut findings: Vec<Finding> = judged.into_iter().map(|(_, finding)| finding).collect();
    findings.extend(judge_articles(claims, alignment));
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

/// What each article says twice.
fn judge_articles(claims: &[Claim], alignment: &mut Alignment) -> Vec<Finding> {
    let mut findings = Vec::new();
    let homes = alignment.homes(claims.len());
    let mut start = 0;
    for own in claims.chunk_by(|one, next| one.document == next.document) {
        let article = Article { claims: own };
        for rule in &RULES {
            let Apply::Article(apply) = rule.apply else { continue };
            for held in apply(&article) {
                let (a, b) = (start + held.a, start + held.b);
                let subject =
                    own[held.a].frame.measure.iter().map(|concept| concept.name()).collect::<Vec<_>>().join(" ");
                let shared = homes[a].filter(|home| homes[b] == Some(*home));
                findings.push(Finding {
                    id: id(rule, &claims[a], &claims[b], &subject),
                    rule: rule.code,
                    verdict: held.verdict,
                    topic: shared.unwrap_or_else(|| alignment.add_topic(claims, a, b)),
                    a,
                    b,
                    reason: held.reason,
                    both_if: held.both_if.map(str::to_owned),
                    heading: Some("within one article"),
                });
            }
        }
        start += own.len();
    }
    findings
}

/// The claims of each sentence, by document, field and place.
type Sentences<'a> = BTreeMap<(&'a str, crate::document::Field, usize), Vec<&'a Claim>>;

fn sentences(claims: &[Claim]) -> Sentences<'_> {
    let mut sentences = Sentences::new();
    for claim in claims {
        sentences.entry(place(claim)).or_default().push(claim);
    }
    sentences
}

fn place(claim: &Claim) -> (&str, crate::document::Field, usize) {
    (&*claim.document, claim.field, claim.sentence_start)
}

fn beside<'s, 'a>(sentences: &'s Sentences<'a>, claim: &'s Claim) -> &'s [&'a Claim] {
    sentences.get(&place(claim)).map_or(&[][..], Vec::as_slice)
}

fn judge_pair(claims: &[Claim], sentences: &Sentences<'_>, pair: &Pair, topic: &Topic) -> Option<Finding> {
    let (a, b) = (&claims[pair.a], &claims[pair.b]);
    let (beside_a, beside_b) = (beside(sentences, a), beside(sentences, b));
    // `30 years ago` against `in 1990`: the length is held against the date as the date that it reaches back to.
    let (began_a, began_b) = (beginning(a, b), beginning(b, a));
    let (told_a, told_b) = (began_a.as_ref().unwrap_or(a), began_b.as_ref().unwrap_or(b));
    let mut case = Case::new(told_a, told_b, &pair.fit, pair.tolerance, beside_a, beside_b);
    for (length, date) in [(a, &began_a), (b, &began_b)] {
        let reaches =
            |date: &Claim| format!("{} reach back to {}", words::value(&length.value), words::value(&date.value));
        case.worked_out = case.worked_out.or_else(|| date.as_ref().map(reaches));
    }
    let (rule, mut outcome) = RULES.iter().find_map(|rule| match rule.apply {
        Apply::Pair(apply) => apply(&case).map(|outcome| (rule, outcome)),
        Apply::Article(_) => None,
    })?;
    if let Some(worked_out) = &case.worked_out {
        outcome.reason = format!("{}; {worked_out}", outcome.reason);
    }
    let subject = if topic.named {
        topic.id.clone()
    } else {
        pair.fit.shared.iter().map(|concept| concept.name()).collect::<Vec<_>>().join(" ")
    };
    Some(Finding {
        id: id(rule, a, b, &subject),
        rule: rule.code,
        verdict: outcome.verdict,
        topic: pair.topic,
        a: pair.a,
        b: pair.b,
        reason: outcome.reason,
        both_if: outcome.both_if,
        heading: outcome.heading,
    })
}

/// The date that a length of time reaches back to, where the other claim is a date.
fn beginning(length: &Claim, date: &Claim) -> Option<Claim> {
    let mixed = matches!((&length.value, &date.value), (Value::Quantity(_), Value::Time(_)));
    mixed.then(|| length.as_date()).flatten()
}

/// A finding's id rests on what was judged, not on where it stands: neither lines nor the order of documents nor other
/// documents change it.
fn id(rule: &Rule, a: &Claim, b: &Claim, subject: &str) -> String {
    let mut sides = [side(a), side(b)];
    sides.sort();
    let mut hasher = blake3::Hasher::new();
    for part in [rule.code, subject, &sides[0], &sides[1]] {
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
