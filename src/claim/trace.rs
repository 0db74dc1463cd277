//! How a claim came about, for a person to follow: the words that were taken and as what, and the words that its frame
//! rests on.
//!
//! A claim carries none of this. It is worked out again from the claim's own sentence when somebody asks, so that the
//! millions of claims that nobody asks about cost nothing.

use std::ops::Range;

use jiff::civil::Weekday;
use rust_decimal::Decimal;

use super::anchor::{Anchor, Layout, Names, What};
use super::scope::{self, MOODS};
use super::{Claim, Entity, Modality, Part, Polarity, Status};
use crate::document::Published;
use crate::language::{ConceptId, ConceptKind, Cue, Form, Language, Match, Sense, Token, TokenKind, Vocabulary};
use crate::mention::{Mention, Reader, find};
use crate::span::Span;
use crate::value::{Change, PartOf, Quantity, Time, Unit, Value, grouped, phrase};

/// How a claim came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The words of the mention and its hedges, in order, each with what it was taken for.
    pub words: Vec<Step>,
    /// What the frame holds, each with the words that it rests on.
    pub frame: Vec<Basis>,
    /// Whether the value is told from the document's date: without one it would be another.
    pub dated: bool,
}

/// Words and what they were taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where they stand, in bytes of the claim's sentence.
    pub span: Span,
    /// The part that they play: `hedge`, `digits`, `scale`, `unit`, `noun`, `month`.
    pub part: &'static str,
    /// What they say there; empty where the part says it all.
    pub reading: String,
}

/// Something that a frame holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Which part of the frame: `measure`, `participant`, `polarity`.
    pub part: &'static str,
    /// What it holds.
    pub what: String,
    /// The words that it rests on, in bytes of the claim's sentence; none where it comes from elsewhere in the document.
    pub span: Option<Span>,
}

/// Traces a claim whose document is in this language.
#[must_use]
pub fn trace(claim: &Claim, language: &'static Language, vocabulary: &mut Vocabulary) -> Trace {
    let text = &*claim.sentence;
    let tokens = vocabulary.tokens(text, Span::new(0, text.len()), language);
    let published: Option<Published> = claim.published;
    let (day_first, decimal_comma) = (language.day_before_month, language.decimal_comma);
    let reader = Reader { text, tokens: &tokens, language, published, day_first, decimal_comma };
    let mentions = find(&reader);
    let place = |at: usize| at.saturating_sub(claim.sentence_start);
    let span = Span::new(place(claim.span.start), place(claim.span.end));
    let taken = mentions.iter().find(|mention| mention.span == span).map_or_else(
        || {
            let from = tokens.partition_point(|token| token.span.end <= span.start);
            from..tokens.partition_point(|token| token.span.start < span.end)
        },
        |mention| mention.tokens.clone(),
    );
    let undated = find(&Reader { published: None, ..reader });
    let same = |other: &Mention| other.span == span && other.value == claim.value;
    let dated = published.is_some() && matches!(claim.value, Value::Time(_)) && !undated.iter().any(same);
    let words = words(&reader, taken.clone(), &claim.value);
    let mut names = Names::default();
    let layout = Layout::new(reader, &mentions, &mut names);
    Trace { words, dated, frame: Grounds { claim, layout: &layout, mentions: &mentions, taken }.all() }
}

/// What each word of a mention was taken for.
fn words(reader: &Reader<'_>, tokens: Range<usize>, value: &Value) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = tokens.start;
    while let Some(token) = reader.token(at).filter(|_| at < tokens.end) {
        let step = |len: usize, part, reading| Step { span: reader.span(at, at + len), part, reading };
        // The sense that fits the value best; of equals, the longest.
        let senses = Token::matches(reader.tokens, at)
            .filter(|found| at + found.len <= tokens.end)
            .flat_map(|found| found.senses.iter().filter_map(move |sense| Some((part(*sense, value)?, found))));
        let best =
            senses.reduce(|best: ((u8, &str, String), Match), other| if other.0.0 > best.0.0 { other } else { best });
        let mut len = 1;
        match (token.kind, best) {
            (TokenKind::Number, _) => steps.push(step(1, "digits", token.word.folded.clone())),
            (_, Some(((_, part, reading), found))) => {
                len = found.len;
                let article = reader.is_definite(at) && !found.form.prefix.is_empty();
                let reading = prefixed(reader, found.form, article, reading);
                steps.push(step(len, part, reading));
            }
            (TokenKind::Word, None) => match value {
                Value::Quantity(Quantity { unit: Unit::Counted(lemma), .. }) if at + 1 == tokens.end => {
                    steps.push(step(1, "noun", format!("{lemma}, not in the word lists")));
                }
                _ => steps.push(step(1, "passed over", String::new())),
            },
            (TokenKind::Mark(_), None) => {}
        }
        at += len;
    }
    steps
}

/// A reading, with what was written on to the word.
fn prefixed(reader: &Reader<'_>, form: Form, article: bool, reading: String) -> String {
    match (reader.joins(form), article) {
        (true, true) => format!("{reading}, joined on, with the article"),
        (true, false) => format!("{reading}, joined on"),
        (false, true) => format!("{reading}, with the article"),
        (false, false) => reading,
    }
}

/// The part that a sense plays in a value, what it says there, and how well it fits.
fn part(sense: Sense, value: &Value) -> Option<(u8, &'static str, String)> {
    let quantity = if let Value::Quantity(quantity) = value { Some(quantity) } else { None };
    let in_time = matches!(value, Value::Time(_));
    Some(match sense {
        Sense::Modifier { modifier, .. } => {
            let own = modifier == value.modifier();
            (if own { 9 } else { 3 }, "hedge", modifier.name().replace('-', " "))
        }
        Sense::Unit { .. } => {
            let (unit, _) = sense.unit()?;
            let own = quantity.is_some_and(|quantity| quantity.unit == Unit::Known(unit));
            (if own { 8 } else { 4 }, "unit", unit.id.to_owned())
        }
        Sense::Noun(lemma) => {
            let own = quantity.is_some_and(|quantity| quantity.unit == Unit::Counted(lemma.to_owned()));
            (if own { 8 } else { 2 }, "noun", lemma.to_owned())
        }
        Sense::Pair(lemma) => (8, "dual", format!("2 of {lemma}")),
        Sense::Cardinal { value, scale: true } => (6, "scale", format!("× {}", grouped(Decimal::from(value), 0))),
        Sense::Cardinal { value, scale: false } => (5, "number word", value.to_string()),
        Sense::Fraction(of) => (6, "fraction", format!("1/{of}")),
        Sense::Fractions { parts, of } => (6, "fraction", format!("{parts}/{of}")),
        Sense::Vague { low, high } => (7, "vague amount", format!("{low} to {high}")),
        Sense::Ordinal(number) => (if quantity.is_none() { 7 } else { 2 }, "ordinal word", number.to_string()),
        Sense::Month { number, calendar, .. } if in_time => {
            (8, "month", phrase::month_name(number, calendar).to_owned())
        }
        Sense::Weekday(day) if in_time => {
            let day = Weekday::from_monday_one_offset(day).map(|day| format!("{day:?}"));
            (8, "weekday", day.unwrap_or_default())
        }
        Sense::Shift(by) if in_time => (7, "shift", steps(i64::from(by))),
        Sense::Relative { by, .. } if in_time => (7, "told from the reference date", steps(i64::from(by))),
        Sense::Part(part) if in_time => (7, "part of a time", named(part).to_owned()),
        Sense::Season(_) if in_time => (7, "season", String::new()),
        Sense::Decade(decade) if in_time => (7, "decade", format!("the {decade}s")),
        Sense::Period(_) if in_time => (7, "length of a period", String::new()),
        Sense::Cue(cue) if !matches!(cue, Cue::Stop | Cue::Says) => (1, "grammar", cue.name()),
        _ => return None,
    })
}

const fn named(part: PartOf) -> &'static str {
    match part {
        PartOf::Whole => "all of it",
        PartOf::Early => "early",
        PartOf::Mid => "mid",
        PartOf::Late => "late",
        PartOf::Start => "start",
        PartOf::Middle => "middle",
        PartOf::End => "end",
    }
}

/// Steps forward or back.
fn steps(by: i64) -> String {
    match by {
        0 => "the running one".to_owned(),
        1.. => format!("{by} on"),
        _ => format!("{} back", -by),
    }
}

/// What is needed to tell the words that a frame rests on.
struct Grounds<'a> {
    claim: &'a Claim,
    layout: &'a Layout<'a>,
    mentions: &'a [Mention],
    /// The tokens of the mention.
    taken: Range<usize>,
}

impl Grounds<'_> {
    fn all(&self) -> Vec<Basis> {
        let frame = &self.claim.frame;
        let mut all = Vec::new();
        let mut add = |part: &'static str, what: &str, span: Option<Span>| {
            all.push(Basis { part, what: what.to_owned(), span });
        };
        let concept = |concept: ConceptId| self.anchor(|what| *what == What::Concept(concept));
        for id in &frame.measure {
            add("measure", id.name(), concept(*id));
        }
        for stem in &frame.head {
            add("measure", stem, self.anchor(|what| matches!(what, What::Term(term) if term == stem)));
        }
        for id in frame.whole.iter().filter(|id| !frame.measure.contains(id)) {
            add("share of", id.name(), concept(*id));
        }
        for id in frame.counted.iter().filter(|id| !frame.measure.contains(id)) {
            add("counted", id.name(), concept(*id));
        }
        let own = if let Value::Quantity(quantity) = &self.claim.value { quantity.change } else { Change::Level };
        if own != Change::Level {
            add("change", own.name(), self.motion(own));
        }
        for participant in &frame.participants {
            let found = self.anchor(|what| match (&participant.entity, what) {
                (Entity::Place(own), What::Place(place)) => place == own || place.power() == *own,
                (Entity::Name(own), What::Name(name)) => name == own,
                _ => false,
            });
            let role = participant.role.name();
            let label = participant.entity.label();
            match role {
                "unknown" => add("participant", label, found),
                role => add("participant", &format!("{label} ({role})"), found),
            }
        }
        if let Some(period) = frame.period.as_ref().filter(|period| !period.inherited) {
            add("period", &phrase::time(&period.time), self.time(&period.time));
        }
        if let Some(part) = &frame.part {
            let span = match part {
                Part::Subset => self.cue(&[Cue::Subset]),
                Part::Some | Part::Whole => self.cue(&[Cue::Of]),
                Part::Besides => self.cue(&[Cue::And]),
                Part::Added => self.cue(&[Cue::Added]),
                Part::Setting(setting) => concept(*setting),
            };
            add("part", part.name(), span);
        }
        if let Some(area) = frame.area {
            add("area", area.name(), concept(area));
        }
        if frame.polarity == Polarity::Negative {
            add("polarity", frame.polarity.name(), self.cue(&[Cue::Absence, Cue::Negation]));
        }
        if frame.modality != Modality::Fact {
            let cues = MOODS.iter().filter(|(_, mood)| *mood == frame.modality).map(|(cue, _)| *cue);
            add("modality", frame.modality.name(), self.cue(&cues.collect::<Vec<_>>()));
        }
        if let Some(who) = &frame.attribution {
            add("attribution", who, self.source());
        }
        match frame.status {
            Status::Plain => {}
            Status::Early => add("status", "a first figure", self.cue(&[Cue::Early, Cue::SoFar])),
            Status::Revised => add("status", "a revised figure", self.cue(&[Cue::Revised])),
            Status::Former => add("status", "an earlier figure", self.cue(&[Cue::Former, Cue::From])),
        }
        if frame.background {
            add("background", "something older is told", self.cue(&[Cue::Background]));
        }
        all
    }

    /// The words of the nearest anchor that passes a test.
    fn anchor(&self, test: impl Fn(&What<'_>) -> bool) -> Option<Span> {
        let Anchor { at, len, .. } = self.layout.nearest(self.taken.start, self.taken.end, test)?;
        Some(self.layout.reader.span(*at, at + len))
    }

    /// The words of the nearest of some cues.
    fn cue(&self, cues: &[Cue]) -> Option<Span> {
        let reader = &self.layout.reader;
        let found = (0..reader.tokens.len()).filter_map(|at| {
            let len = cues.iter().find_map(|cue| reader.cue(at, *cue))?;
            (!self.taken.contains(&at)).then_some((at, len))
        });
        let (at, len) = found.min_by_key(|(at, _)| self.layout.cost(*at, self.taken.start, self.taken.end))?;
        Some(reader.span(at, at + len))
    }

    /// The words of the nearest mention of a time.
    fn time(&self, time: &Time) -> Option<Span> {
        let same = |mention: &&Mention| matches!(&mention.value, Value::Time(other) if other == time);
        let cost = |mention: &&Mention| self.layout.cost(mention.tokens.start, self.taken.start, self.taken.end);
        Some(self.mentions.iter().filter(same).min_by_key(cost)?.span)
    }

    /// The words that say in which direction a value changed.
    fn motion(&self, change: Change) -> Option<Span> {
        let moves = |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Motion && concept.def().change == change);
        let beside = if change == Change::Up { Cue::Up } else { Cue::Down };
        self.anchor(moves).or_else(|| self.cue(&[beside]))
    }

    /// The words that name who says it.
    fn source(&self) -> Option<Span> {
        let runs = scope::attribution_tokens(self.layout);
        let nearest = runs
            .iter()
            .filter(|run| !run.is_empty())
            .min_by_key(|run| self.layout.cost(run.start, self.taken.start, self.taken.end))?;
        Some(self.layout.reader.span(nearest.start, nearest.end))
    }
}
