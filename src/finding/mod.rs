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
mod id;
mod loose;
mod one_dated;
mod polarity;
mod rivals;
mod scope;
mod slot;
mod touching;
mod transposed;
mod update;
mod within;
pub mod words;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::claim::Claim;
use crate::document::Field;
use crate::topic::{Alignment, Fit, Pair, Topic};
use crate::value::{Interval, Limit, Tolerance, Value};

use article::{Article, Held, accounts, headline, parts, rate};
pub use case::Case;
use id::Words;
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
    /// The rule's code and two hashes of what was judged, with the documents and with the words: `MZ09-6cf6925fe191`.
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
static RULES: [Rule; 16] = [
    Rule {
        code: closure::CODE,
        name: "closure",
        page: include_str!("../../docs/rules/MZ01.md"),
        apply: Apply::Pair(closure::apply),
    },
    Rule {
        code: transposed::CODE,
        name: "transposed",
        page: include_str!("../../docs/rules/MZ16.md"),
        apply: Apply::Pair(transposed::apply),
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
    Rule {
        code: "MZ15",
        name: "accounts",
        page: include_str!("../../docs/rules/MZ15.md"),
        apply: Apply::Article(accounts::apply),
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
    let sentences = Sentences::of(claims);
    let met: Vec<Met<'_>> =
        alignment.pairs.iter().map(|pair| Met::of(&sentences, pair, &alignment.topics[pair.topic])).collect();
    let rulings = rule_all(&met, Ids::All).into_iter().zip(&alignment.pairs);
    let mut findings: Vec<Finding> =
        rulings.filter_map(|(ruling, pair)| Some(ruling?.found(pair.topic, pair.a, pair.b))).collect();
    let mut own = Vec::new();
    let mut start = 0;
    for article in claims.chunk_by(|one, next| one.document == next.document) {
        own.extend(within_article(article).into_iter().map(|(a, b, ruling)| (start + a, start + b, ruling)));
        start += article.len();
    }
    findings.extend(placed(claims, alignment, own));
    ordered(findings)
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

/// What one article says twice: pairs of its claims, by their places in it, and what each comes to.
#[must_use]
pub fn within_article(own: &[Claim]) -> Vec<(usize, usize, Ruling)> {
    let article = Article { claims: own };
    let mut found = Vec::new();
    for rule in &RULES {
        let Apply::Article(apply) = rule.apply else { continue };
        for Held { a, b, verdict, reason, both_if } in apply(&article) {
            let subject = own[a].frame.measure.iter().map(|concept| concept.name()).collect::<Vec<_>>().join(" ");
            let both_if = both_if.map(str::to_owned);
            let outcome = Outcome { verdict, reason, both_if, heading: Some("within one article") };
            let [one, other] = [a, b].map(|at| Words::of(&own[at]));
            let id = id::of(rule.code, (&own[a], &one), (&own[b], &other), &subject);
            found.push((a, b, Ruling { id, rule: rule.code, outcome }));
        }
    }
    found
}

/// The findings of what articles say twice, in the order of the claims: in the topic that holds both, else in one of
/// their own.
pub fn placed(
    claims: &[Claim],
    alignment: &mut Alignment,
    own: impl IntoIterator<Item = (usize, usize, Ruling)>,
) -> Vec<Finding> {
    let homes = alignment.homes(claims.len());
    let place = |(a, b, ruling): (usize, usize, Ruling)| {
        let shared = homes[a].filter(|home| homes[b] == Some(*home));
        ruling.found(shared.unwrap_or_else(|| alignment.add_topic(claims, a, b)), a, b)
    };
    own.into_iter().map(place).collect()
}

/// A claim with those of its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// The claims of its sentence, itself included, in order.
    pub beside: &'a [&'a Claim],
    words: &'a OnceLock<Words>,
}

impl<'a> Stated<'a> {
    /// What ids take of it, worked out once.
    fn words(&self) -> &'a Words {
        self.words.get_or_init(|| Words::of(self.claim))
    }
}

/// What a pair of claims comes to, wherever they stand in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The finding's id, where it was asked for; several pairs of two documents may share one.
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
        let Self { id, rule, outcome: Outcome { verdict, reason, both_if, heading } } = self;
        Finding { id, rule, verdict, topic, a, b, reason, both_if, heading }
    }
}

/// Claims of documents with those of their sentences.
pub struct Sentences<'a> {
    claims: &'a [Claim],
    /// The claims of each sentence.
    beside: Vec<Vec<&'a Claim>>,
    /// The sentence of each claim.
    of: Box<[u32]>,
    words: Box<[OnceLock<Words>]>,
}

impl<'a> Sentences<'a> {
    /// Gathers claims by their sentences.
    #[must_use]
    pub fn of(claims: &'a [Claim]) -> Self {
        let mut places: BTreeMap<(&str, Field, usize), u32> = BTreeMap::new();
        let mut beside: Vec<Vec<&Claim>> = Vec::new();
        let mut sentence = |claim: &'a Claim| {
            let next = u32::try_from(beside.len()).unwrap_or(u32::MAX);
            let at = *places.entry(place(claim)).or_insert(next);
            if at == next {
                beside.push(Vec::new());
            }
            if let Some(sentence) = beside.get_mut(at as usize) {
                sentence.push(claim);
            }
            at
        };
        let of = claims.iter().map(&mut sentence).collect();
        Self { claims, beside, of, words: claims.iter().map(|_| OnceLock::new()).collect() }
    }

    /// A claim by its place in the list.
    #[must_use]
    pub fn stated(&self, at: usize) -> Stated<'_> {
        let claim = &self.claims[at];
        let beside = self.beside.get(self.of[at] as usize).map_or(&[][..], Vec::as_slice);
        Stated { claim, beside, words: &self.words[at] }
    }
}

fn place(claim: &Claim) -> (&str, Field, usize) {
    (&*claim.document, claim.field, claim.sentence_start)
}

/// Two claims that fit, to be ruled on.
pub struct Met<'a> {
    /// One claim.
    pub a: Stated<'a>,
    /// The other, of another document.
    pub b: Stated<'a>,
    /// How they fit.
    pub fit: &'a Fit,
    /// How far their values may lie apart.
    pub tolerance: Option<Tolerance>,
    /// The topic of `claims.toml` that holds both.
    pub named: Option<&'a Topic>,
}

impl<'a> Met<'a> {
    /// A pair of an alignment.
    #[must_use]
    pub fn of(sentences: &'a Sentences<'_>, pair: &'a Pair, topic: &'a Topic) -> Self {
        let [a, b] = [pair.a, pair.b].map(|at| sentences.stated(at));
        Self { a, b, fit: &pair.fit, tolerance: pair.tolerance, named: Some(topic).filter(|topic| topic.named) }
    }

    /// The id of what a rule says of it.
    fn id(&self, rule: &str) -> String {
        let subject = match self.named {
            Some(topic) => topic.id.clone(),
            None => self.fit.shared.iter().map(|concept| concept.name()).collect::<Vec<_>>().join(" "),
        };
        id::of(rule, (self.a.claim, self.a.words()), (self.b.claim, self.b.words()), &subject)
    }
}

/// Which rulings are told by an id, a hash of long texts. Those that nobody asks for have an empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// All.
    All,
    /// Those of the verdicts that are shown without being asked for.
    Flagged,
}

/// What each of some pairs comes to, all that two documents share among them: what one of them tells elsewhere can settle a
/// clash. None where no rule applies.
#[must_use]
pub fn rule_all(met: &[Met<'_>], ids: Ids) -> Vec<Option<Ruling>> {
    let mut rulings: Vec<Option<Ruling>> = met.iter().map(rule).collect();
    let is_flagged = |ruling: &Ruling| ruling.outcome.verdict.is_flagged();
    // Only what is flagged is settled.
    if rulings.iter().flatten().any(is_flagged) {
        let rivals = Rivals::of(met, &rulings);
        for (ruling, met) in rulings.iter_mut().zip(met) {
            if let Some(ruling) = ruling
                && let Some(outcome) = rivals.settle(met, &ruling.outcome)
            {
                ruling.outcome = outcome;
            }
        }
    }
    for (ruling, met) in rulings.iter_mut().zip(met) {
        if let Some(ruling) = ruling.as_mut().filter(|ruling| ids == Ids::All || is_flagged(ruling)) {
            ruling.id = met.id(ruling.rule);
        }
    }
    rulings
}

/// Judges two claims that fit, still without an id; none where no rule decides.
#[must_use]
fn rule(Met { a, b, fit, tolerance, .. }: &Met<'_>) -> Option<Ruling> {
    // `30 years ago` against `in 1990`: the length is held against the date as the date that it reaches back to.
    let (began_a, began_b) = (beginning(a.claim, b.claim), beginning(b.claim, a.claim));
    let (told_a, told_b) = (began_a.as_ref().unwrap_or(a.claim), began_b.as_ref().unwrap_or(b.claim));
    let mut case = Case::new(told_a, told_b, fit, *tolerance, a.beside, b.beside);
    for (length, date) in [(a.claim, &began_a), (b.claim, &began_b)] {
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
    Some(Ruling { id: String::new(), rule: rule.code, outcome })
}

/// The date that a length of time reaches back to, where the other claim is a date.
fn beginning(length: &Claim, date: &Claim) -> Option<Claim> {
    let mixed = matches!((&length.value, &date.value), (Value::Quantity(_), Value::Time(_)));
    mixed.then(|| length.as_date()).flatten()
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
