//! What must match before two values can be compared: period, modality, who says so.

use std::ops::Range;

use super::anchor::{Layout, What};
use super::frame::Context;
use super::{Modality, ScopePeriod, Status};
use crate::document::Document;
use crate::language::{ConceptKind, Cue, TokenKind};
use crate::mention::Mention;
use crate::value::{Granularity, Period, Time, Value};

/// How far a period may stand from the value that it holds for.
const PERIOD: usize = 26;
/// How far a word of modality or status may stand.
const MOOD: usize = 12;
/// How near a verb of saying makes a time that of the report.
const TOLD: usize = 3;
/// How far a word for something older reaches.
const OLDER: usize = 30;
/// The most words that a named source takes.
const SOURCE_WORDS: usize = 7;

/// The words that say in what sense a value is asserted.
pub const MOODS: [(Cue, Modality); 5] = [
    (Cue::Denied, Modality::Denied),
    (Cue::Forecast, Modality::Forecast),
    (Cue::Threshold, Modality::Threshold),
    (Cue::Plan, Modality::Plan),
    (Cue::Possible, Modality::Possible),
];

/// In what sense the value is asserted: by the nearest word that says so.
pub fn modality(layout: &Layout<'_>, mention: &Mention) -> Modality {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let nearest = layout
        .reach(from, to, MOOD)
        .filter(|at| !(from..to).contains(at))
        .filter_map(|at| {
            let cost = layout.cost(at, from, to);
            let mood = MOODS.iter().find(|(cue, _)| layout.reader.cue(at, *cue).is_some()).map(|(_, mood)| *mood);
            // A limit is told right beside its value; the rest governs from a verb before it.
            let limit = if mood == Some(Modality::Threshold) { 6 } else { MOOD };
            mood.filter(|mood| cost <= limit && (at < from || *mood == Modality::Threshold)).map(|mood| (cost, mood))
        })
        .min();
    if let Some((_, mood)) = nearest {
        return mood;
    }
    let future = (from.saturating_sub(MOOD)..from)
        .any(|at| layout.cost(at, from, to) <= MOOD && layout.reader.is_future(at, at + 1));
    if future { Modality::Plan } else { Modality::Fact }
}

/// Whether the figure is a first or a corrected one.
pub fn status(layout: &Layout<'_>, mention: &Mention) -> Status {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near = |cue: Cue| {
        layout.reach(from, to, MOOD).any(|at| layout.reader.cue(at, cue).is_some() && layout.cost(at, from, to) <= MOOD)
    };
    if near(Cue::Revised) {
        Status::Revised
    } else if near(Cue::Early) || near(Cue::SoFar) {
        Status::Early
    } else {
        Status::Plain
    }
}

/// Whether a word nearby says that something older is told.
pub fn is_background(layout: &Layout<'_>, mention: &Mention) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let reader = &layout.reader;
    layout
        .reach(from, to, OLDER)
        .any(|at| reader.cue(at, Cue::Background).is_some() && layout.cost(at, from, to) <= OLDER)
}

/// The runs of tokens that name who says it.
pub fn attribution_tokens(layout: &Layout<'_>) -> Vec<Range<usize>> {
    let reader = &layout.reader;
    let mut runs = Vec::new();
    for at in 0..reader.tokens.len() {
        if let Some(len) = reader.cue(at, Cue::According) {
            let from = at + len;
            let end = (from..reader.tokens.len().min(from + SOURCE_WORDS)).find(|next| ends_source(layout, *next));
            runs.push(from..end.unwrap_or(reader.tokens.len().min(from + SOURCE_WORDS)));
        } else if reader.cue(at, Cue::Says).is_some() {
            let source = if reader.language.noun_before_adjective {
                // The subject follows the verb.
                let from = at + 1;
                let end = (from..reader.tokens.len().min(from + SOURCE_WORDS))
                    .find(|next| ends_source(layout, *next))
                    .unwrap_or(from);
                from..insertion(layout, end).unwrap_or(end)
            } else {
                let start = (at.saturating_sub(SOURCE_WORDS)..at)
                    .rev()
                    .find(|before| ends_source(layout, *before))
                    .map_or(0, |mark| mark + 1);
                start.max(at.saturating_sub(SOURCE_WORDS))..at
            };
            runs.push(source);
        }
    }
    runs
}

/// Where an insertion between commas that begins at a token ends: `said the minister, at a table with his guest, that`.
fn insertion(layout: &Layout<'_>, at: usize) -> Option<usize> {
    let is_comma = |at: usize| {
        layout.reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(',' | '\u{060C}')))
    };
    let end = (at + 1..layout.reader.tokens.len().min(at + SOURCE_WORDS)).find(|next| ends_source(layout, *next))?;
    (is_comma(at) && is_comma(end)).then_some(end)
}

fn ends_source(layout: &Layout<'_>, at: usize) -> bool {
    let reader = &layout.reader;
    let mark = reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_) | TokenKind::Number));
    mark || reader.cue(at, Cue::Says).is_some()
        || reader.cue(at, Cue::Which).is_some()
        || reader.cue(at, Cue::Clause).is_some()
}

/// Who says so: the content of the nearest run that names a source, as canonical names.
pub fn attribution(layout: &Layout<'_>, mention: &Mention, sources: &[Range<usize>]) -> Option<String> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let run = sources.iter().filter(|run| !run.is_empty()).min_by_key(|run| layout.cost(run.start, from, to))?;
    let mut names: Vec<&str> = layout
        .around(run.start, run.end, 0)
        .iter()
        .filter(|anchor| run.contains(&anchor.at))
        .filter_map(|anchor| match &anchor.what {
            What::Place(place) => Some(place.id()),
            What::Concept(concept) if matches!(concept.def().kind, ConceptKind::Body | ConceptKind::Person) => {
                Some(concept.name())
            }
            What::Name(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    (!names.is_empty()).then(|| names.join(" "))
}

/// The time that a value holds for: the nearest period of its sentence, one pointed back to, or the document's date.
pub fn period(
    layout: &Layout<'_>,
    mentions: &[Mention],
    index: usize,
    document: &Document,
    context: &mut Context,
) -> Option<ScopePeriod> {
    let mention = mentions.get(index)?;
    if let Value::Time(time) = &mention.value {
        if is_scope(time) {
            context.period = Some(time.clone());
        }
        return None;
    }
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let told = mentions[near(mentions, from, to, PERIOD)]
        .iter()
        .filter_map(|other| match &other.value {
            Value::Time(time @ (Time::Period(_) | Time::Partial(_))) if other.set_aside.is_none() => {
                let at = if other.tokens.end <= from { other.tokens.end.saturating_sub(1) } else { other.tokens.start };
                Some((layout.cost(at, from, to), other.tokens.start, time))
            }
            _ => None,
        })
        .filter(|(cost, start, _)| *cost <= PERIOD && !is_bound_elsewhere(layout, *start) && !is_told(layout, *start))
        .min_by_key(|(cost, start, _)| (*cost, *start));
    let points = layout.that_period.map(|at| layout.cost(at, from, to));
    if let Some(cost) = points
        && told.is_none_or(|(nearer, ..)| cost < nearer)
    {
        let before = mentions[..index].iter().rev().find_map(|other| match &other.value {
            Value::Time(time @ Time::Period(_)) => Some(time.clone()),
            _ => None,
        });
        if let Some(time) = before.or_else(|| context.period.clone()) {
            return Some(ScopePeriod { time, inherited: false });
        }
    }
    if let Some((_, _, time)) = told {
        return Some(ScopePeriod { time: time.clone(), inherited: false });
    }
    document.published.map(|published| ScopePeriod { time: Time::Period(Period::day(published.day)), inherited: true })
}

/// The mentions that touch the tokens within reach of a run of tokens.
pub fn near(mentions: &[Mention], from: usize, to: usize, reach: usize) -> Range<usize> {
    let start = mentions.partition_point(|mention| mention.tokens.end + reach <= from);
    start..mentions.partition_point(|mention| mention.tokens.start < to + reach).max(start)
}

/// Whether a verb of saying stands right beside a time: it says when something was told.
fn is_told(layout: &Layout<'_>, at: usize) -> bool {
    (at.saturating_sub(TOLD)..at + TOLD)
        .any(|near| layout.reader.cue(near, Cue::Says).is_some() && layout.cost(near, at, at + 1) <= TOLD)
}

/// Whether a time is a stretch of years, which says what a value holds for rather than when something happened.
pub fn is_scope(time: &Time) -> bool {
    matches!(time, Time::Period(period) if matches!(period.granularity, Granularity::Range | Granularity::Year | Granularity::Decade))
}

/// Whether a time says since when or until when, so that the value does not hold *in* it.
fn is_bound_elsewhere(layout: &Layout<'_>, at: usize) -> bool {
    [Cue::Since, Cue::Until, Cue::NoLater, Cue::Before, Cue::After].iter().any(|cue| layout.reader.cue_before(at, *cue))
}
