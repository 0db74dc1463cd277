//! Findings grouped for the eye: one block for a topic, a rule and a verdict; one line in it for each value, however
//! many documents state it.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::rest::{differ_in_period_alone, with_period};
use super::rows::{Labels, Rows};
use super::{Options, Report};
use crate::finding::{Finding, Verdict};
use crate::topic::Topic;
use crate::value::{Time, Value};

/// The findings of one topic that one rule gave one verdict.
pub(super) struct Block<'a> {
    pub verdict: Verdict,
    pub rule: &'static str,
    pub topic: &'a Topic,
    pub heading: Option<&'static str>,
    /// The values that stand against each other, in ascending order.
    pub values: Vec<Stated>,
    /// The pairs of values that were judged.
    pub pairs: Vec<Pair<'a>>,
}

/// A value and the claims that state it.
pub(super) struct Stated {
    /// The value in words, with what tells it from an equal value of the block.
    pub label: String,
    /// The claims, by their place in the report's list.
    pub claims: Vec<usize>,
}

/// The findings that hold one value against another.
pub(super) struct Pair<'a> {
    pub finding: &'a Finding,
    /// The others, which say the same of other documents.
    pub more: Vec<&'a Finding>,
}

impl<'a> Pair<'a> {
    /// Every finding of the pair.
    pub fn all(&self) -> impl Iterator<Item = &'a Finding> {
        std::iter::once(self.finding).chain(self.more.iter().copied())
    }
}

/// A finding's id, and how many more are like it.
pub(super) fn named(finding: &Finding, more: usize) -> String {
    match more {
        0 => finding.id.clone(),
        _ => format!("{} and {more} more", finding.id),
    }
}

/// The blocks of the findings that are to be shown, in the order of their first findings.
pub(super) fn blocks<'a>(report: &'a Report, options: &Options) -> Vec<Block<'a>> {
    let shown = report.findings.iter().filter(|finding| options.shows(finding.verdict));
    let groups = gathered(shown, |finding| (finding.topic, finding.rule, finding.verdict, finding.heading));
    groups.into_iter().map(|findings| block(report, &findings)).collect()
}

/// A list cut into those with equal keys, in the order in which the keys first come.
pub(super) fn gathered<T: Copy, K: Eq + std::hash::Hash>(
    list: impl IntoIterator<Item = T>,
    key: impl Fn(T) -> K,
) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut places: HashMap<K, usize> = HashMap::new();
    for item in list {
        let place = *places.entry(key(item)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(item);
    }
    groups
}

/// What was found in one topic.
pub(super) struct Found<'b, 'a> {
    pub topic: &'a Topic,
    /// Its blocks, the most severe first.
    pub blocks: Vec<&'b Block<'a>>,
    /// Every value that stands against another in any of them, in ascending order.
    pub values: Vec<Stated>,
}

impl<'b, 'a> Found<'b, 'a> {
    /// Each pair of values with its block.
    pub fn pairs(&self) -> impl Iterator<Item = (&'b Block<'a>, &'b Pair<'a>)> {
        self.blocks.iter().flat_map(|block| block.pairs.iter().map(move |pair| (*block, pair)))
    }
}

/// The blocks by topic, in the order of the topics' first blocks.
pub(super) fn topics<'b, 'a>(report: &'a Report, blocks: &'b [Block<'a>]) -> Vec<Found<'b, 'a>> {
    let topics = gathered(blocks, |block| std::ptr::from_ref(block.topic));
    let found = |blocks: Vec<&'b Block<'a>>| {
        let findings: Vec<&Finding> = blocks.iter().flat_map(|block| &block.pairs).flat_map(Pair::all).collect();
        Found { topic: blocks[0].topic, values: block(report, &findings).values, blocks }
    };
    topics.into_iter().map(found).collect()
}

pub(super) fn block<'a>(report: &'a Report, findings: &[&'a Finding]) -> Block<'a> {
    let claims = findings.iter().flat_map(|finding| [finding.a, finding.b]).collect();
    let rows = Rows::of(report, &claims);
    let labels = Labels::of(&rows, findings.iter().map(|finding| [finding.a, finding.b]));
    let pairs = gathered(findings.iter().copied(), |finding| labels.pair(finding.a, finding.b));
    Block {
        verdict: findings[0].verdict,
        rule: findings[0].rule,
        topic: &report.topics[findings[0].topic],
        heading: findings[0].heading,
        values: stated(&rows, &labels),
        pairs: pairs.into_iter().map(|findings| Pair { finding: findings[0], more: findings[1..].to_vec() }).collect(),
    }
}

/// Values in ascending order, each with all claims that state it.
pub(super) fn stated(rows: &Rows, labels: &Labels) -> Vec<Stated> {
    let values = gathered(rows.numbers(), |claim| labels.place(claim));
    let mut values: Vec<Stated> =
        values.into_iter().map(|claims| Stated { label: labels.told(claims[0]).to_owned(), claims }).collect();
    values.sort_by_key(|stated| {
        let size = rows.value(stated.claims[0]).size;
        (size.is_none(), size, stated.claims[0])
    });
    values
}

/// What values are put in order by.
pub(super) fn size(value: &Value) -> Option<Decimal> {
    match value {
        Value::Quantity(quantity) => {
            quantity.base().or_else(|| quantity.vague.and_then(|(low, _)| quantity.unit.to_base(low)))
        }
        Value::Time(Time::Period(period)) => {
            let day = period.first.or(period.last)?;
            Some(day_number(day).into())
        }
        Value::Time(Time::Partial(partial)) => {
            Some((i64::from(partial.month?) * 31 + i64::from(partial.day.unwrap_or(0))).into())
        }
        Value::Time(Time::Clock { hour, minute, .. }) => Some((i64::from(*hour) * 60 + i64::from(*minute)).into()),
        Value::Rank(rank) => Some(rank.place.into()),
        Value::Ordinal(ordinal) => Some(ordinal.number.into()),
        Value::Score(score) => Some(score.more.into()),
    }
}

/// A number that grows with the days; over the end of a year that is no leap year it leaves one out.
pub(super) fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 366 + i64::from(day.day_of_year())
}

/// The values of a finding's two claims in words, with what tells them apart where they are equal.
pub(super) fn values(report: &Report, finding: &Finding) -> [String; 2] {
    let pair = [finding.a, finding.b];
    let rows = Rows::of(report, &pair.into());
    let labels = Labels::of(&rows, [pair].into_iter());
    pair.map(|claim| labels.told(claim).to_owned())
}

/// Values of one topic that are alike in all but the period that they hold for, so that they cannot be compared.
pub(super) struct Alike<'a> {
    pub topic: &'a Topic,
    /// Each value with its period.
    pub values: Vec<String>,
}

/// The values that only their periods keep apart, by topic.
pub(super) fn alike(report: &Report) -> Vec<Alike<'_>> {
    let apart = report.findings.iter().filter(|finding| {
        finding.verdict == Verdict::Incomparable
            && differ_in_period_alone(&report.claims[finding.a], &report.claims[finding.b])
    });
    let mut topics = report.rest.apart.clone();
    for finding in apart {
        topics.entry(finding.topic).or_default().extend([finding.a, finding.b]);
    }
    let alike = topics.into_iter().map(|(topic, claims)| {
        let mut values: Vec<String> = Vec::new();
        for claim in claims.into_iter().map(|at| &report.claims[at]) {
            let value = with_period(claim);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Alike { topic: &report.topics[topic], values }
    });
    alike.collect()
}
