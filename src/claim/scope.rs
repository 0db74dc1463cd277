//! What must match before two values can be compared: period, modality, who says so.

use std::ops::Range;

use jiff::civil::Date;

use super::anchor::{Anchor, Layout, What};
use super::frame::Context;
use super::govern::belongs_to_another;
use super::{Frame, Modality, ScopePeriod, Status, since};
use crate::document::Document;
use crate::language::{ConceptId, ConceptKind, Cue, DEAL_PRICE, Gist, TokenKind};
use crate::mention::Mention;
use crate::value::{Change, Granularity, Kind, Modifier, Period, Time, Unit, Value};

/// How far before the comma of a clause the noun may stand that it is told of.
const HEADED: usize = 3;

/// How far behind the word that opens a clause its time may stand.
const CLAUSE: usize = 6;

/// How far behind the time of a level its value may stand.
const LEVEL: usize = 6;

/// How far a period may stand from the value that it holds for.
const PERIOD: usize = 26;
/// The same, where its sentence opens with it.
const OPENED: usize = 45;
/// How far before *since* a word for the highest may stand.
const SUPERLATIVE: usize = 5;
/// How far a word of modality or status may stand.
const MOOD: usize = 16;
/// The first words of a sentence.
const OPENING: usize = 2;
/// How far a word for a limit may stand: it is told right beside its value.
const LIMIT: usize = 3;
/// How far before a time the word for *since* may stand that opens its clause.
const SINCE: usize = 5;
/// How near a verb of saying makes a time that of the report.
const TOLD: usize = 3;
/// How near before a year.
const SAID_IN: usize = 2;
/// How far before a time between commas the verb of saying may stand: `the bank said, yesterday, that`.
const ASIDE: usize = 8;
/// How far before its value a word that calls it over may stand.
const FORMER: usize = 8;
/// How far behind a value the time may stand that it is told of and the last is not.
const DATED: usize = 3;
/// How far before a value the one may stand that it is held against.
const HELD: usize = 14;
/// How far from a time the dashes of its insertion may stand.
const INSERTED: usize = 12;
/// How far a word for something older reaches.
const OLDER: usize = 30;
/// How far behind the time at which something was said the word for *that* may stand.
const THAT: usize = 3;
/// Days after which what was said is no longer news.
const NEWS: i32 = 7;
/// How far before an hour the word for *until* may stand: `حتى الساعة الثانية عشرة من ظهر`.
const UNTIL: usize = 2;
/// How far behind a share the word for a target may stand that tells what it is of.
const WHOLE: usize = 3;
/// The most words of a source that is told by what it is: *two survivors*.
const SAYS_WORDS: usize = 2;
/// The most words that a named source takes.
const SOURCE_WORDS: usize = 7;

/// The words that say in what sense a value is asserted.
pub const MOODS: [(Cue, Modality); 6] = [
    (Cue::OnlyIf, Modality::Threshold),
    (Cue::Denied, Modality::Denied),
    (Cue::Forecast, Modality::Forecast),
    (Cue::Threshold, Modality::Threshold),
    (Cue::Plan, Modality::Plan),
    (Cue::Possible, Modality::Possible),
];

/// The same words, to be asked for at once.
const MOOD_CUES: Gist =
    Gist::listing(&[], &[Cue::OnlyIf, Cue::Denied, Cue::Forecast, Cue::Threshold, Cue::Plan, Cue::Possible]);

/// In what sense the value is asserted: by the nearest word that says so.
pub fn modality(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> Modality {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // What it is the size of is there already: `to scale back its 85 billion programme`.
    if layout.reader.cue_before(from, Cue::Definite) && matches!(mention.value, Value::Quantity(_)) {
        return Modality::Fact;
    }
    let reach = if layout.holds.meets(MOOD_CUES) { layout.reach(from, to, MOOD) } else { 0..0 };
    let nearest = reach
        .filter(|at| !(from..to).contains(at) && layout.reader.tokens[*at].begins_any(MOOD_CUES))
        // `in May`: a month is no verb.
        .filter(|at| !mentions[near(mentions, *at, *at + 1, 0)].iter().any(|other| is_time_at(other, *at)))
        .filter_map(|at| {
            let cost = layout.cost(at, from, to);
            let limited = matches!(mention.value, Value::Quantity(_));
            let mood = MOODS.iter().find(|(cue, _)| layout.reader.cue(at, *cue).is_some()).map(|(_, mood)| *mood);
            // `إلا إذا`: the *if* of *only if* says nothing more.
            let only_if = |at: usize| layout.reader.cue(at, Cue::OnlyIf);
            let within = |at: usize| only_if(at).is_some_and(|len| len > 1);
            let mood = mood.filter(|_| at.checked_sub(1).is_none_or(|at| !within(at)));
            let norm = mood.and(only_if(at));
            let told_before = |len: usize| at < from && layout.in_one_clause(at + len - 1, from, from + 1);
            let mood = mood.filter(|_| norm.is_none_or(told_before));
            // A limit is told right beside its value; the rest governs from a verb before it.
            // `the limit on the bridge is 50`: or at the head of the sentence that says what it is.
            let told = at < from && layout.reader.cue_before(from, Cue::Copula);
            let limit = if mood == Some(Modality::Threshold) && norm.is_none() && !told { LIMIT } else { MOOD };
            // `did 190 where the limit is 80`: it is that of the next value.
            let of_next = || at >= to && belongs_to_another(layout, mention, mentions, at);
            // `reached 98 % of the target`, `of the children targeted`: the target is the whole, and so much was reached.
            let reached =
                || at > to && at - to <= WHOLE && layout.reader.cue(to, Cue::Of).is_some() && is_share(mention);
            // `needed three hours`: a length of time that was spent.
            let spent = || at + 1 == from && mention.value.kind() == Kind::Duration;
            let is_limit = || limited && !of_next() && !reached() && !spent();
            let mood = mood.filter(|mood| *mood != Modality::Threshold || is_limit());
            // `$20 billion is pencilled in`, `loans of 12 billion would be given`.
            let copula = |at: usize| layout.reader.cue(at, Cue::Copula).is_some();
            let behind = at == to && layout.reader.is_stop(at) || at == to + 1 && copula(to);
            let behind = |mood| behind && matches!(mood, Modality::Plan | Modality::Forecast);
            let told = |mood: &Modality| at < from || *mood == Modality::Threshold || behind(*mood);
            mood.filter(|mood| cost <= limit && told(mood)).map(|mood| (cost, mood))
        })
        .min();
    if let Some((_, mood)) = nearest {
        return mood;
    }
    let future = (from.saturating_sub(MOOD)..from)
        .any(|at| layout.cost(at, from, to) <= MOOD && layout.reader.is_future(at, at + 1));
    if future {
        Modality::Plan
    } else if opens_with_forecast(layout, from) {
        Modality::Forecast
    } else {
        Modality::Fact
    }
}

fn is_share(mention: &Mention) -> bool {
    mention.value.kind() == Kind::Percent
}

/// Whether the sentence begins with a verb of expecting whose clause the value stands in, as long as it may be: `وتوقع المعهد
/// … أن تصل سرعة الرياح إلى …`. Where verbs stand behind their subject, nothing at the beginning says so.
fn opens_with_forecast(layout: &Layout<'_>, from: usize) -> bool {
    let reader = &layout.reader;
    let opens = reader.language.noun_before_adjective
        && (0..OPENING).any(|at| at < from && reader.cue(at, Cue::Forecast).is_some());
    // Past a full stop or a *while*, something else is told.
    opens && layout.in_one_clause(0, from, from + 1)
}

/// Whether the figure is a first or a corrected one, or one that the text itself says is over.
pub fn status(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], frame: &Frame) -> Status {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // A score is not corrected: the *final* is the match.
    if matches!(mention.value, Value::Score(_)) {
        return Status::Plain;
    }
    if is_former(layout, mention, mentions, frame) {
        return Status::Former;
    }
    let near = |cue: Cue| {
        layout
            .reach_of(&[cue], from, to, MOOD)
            .any(|at| layout.reader.cue(at, cue).is_some() && layout.cost(at, from, to) <= MOOD)
    };
    // `with two thirds of the votes counted, …`: what a sentence opens with holds for all of its counts and shares.
    let counts = matches!(mention.value.kind(), Kind::Number | Kind::Percent);
    let opens = |cue: Cue| {
        counts && layout.holds.has(cue) && (0..OPENING).any(|at| at < from && layout.reader.cue(at, cue).is_some())
    };
    if near(Cue::Revised) {
        Status::Revised
    } else if near(Cue::Early) || near(Cue::SoFar) || opens(Cue::Early) {
        Status::Early
    } else {
        Status::Plain
    }
}

/// Whether a time is an hour until which something went on.
fn ends_at(layout: &Layout<'_>, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let said = |at: usize| [Cue::Until, Cue::NoLater].iter().any(|cue| layout.reader.cue_before(at, *cue));
    let hour = matches!(mention.value, Value::Time(Time::Clock { .. }));
    hour && (start.saturating_sub(UNTIL)..=start).any(said)
}

/// Marks counts and shares of what went on until an hour of the day as first figures: `2,100 had crossed by noon`. Which
/// mentions are such hours, and the hours of nothing else.
pub fn count_until(layout: &Layout<'_>, mentions: &[Mention], frames: &mut [(Value, Frame)]) -> Vec<bool> {
    let hours: Vec<bool> = mentions.iter().map(|mention| ends_at(layout, mention)).collect();
    let mut counting = vec![false; mentions.len()];
    for hour in (0..hours.len()).filter(|at| hours[*at]) {
        // What opens or closes at an hour, or what is forbidden until then, is told of the hour itself.
        let event = |concept: &ConceptId| concept.def().kind == ConceptKind::Event && !concept.def().begins;
        let goes_on: Vec<ConceptId> =
            frames.get(hour).map_or(Vec::new(), |(_, frame)| frame.measure.iter().copied().filter(event).collect());
        for (value, frame) in frames.iter_mut() {
            let counts = matches!(value.kind(), Kind::Number | Kind::Percent);
            if counts && frame.measure.iter().any(|concept| goes_on.contains(concept)) {
                counting[hour] = true;
                if frame.status == Status::Plain {
                    frame.status = Status::Early;
                }
            }
        }
    }
    counting
}

/// Whether the value is what something moved away from or is held against: `fell to 13 from 15`, `compared with 15`.
fn is_former(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], frame: &Frame) -> bool {
    let reader = &layout.reader;
    let from = mention.tokens.start;
    // The hedge of a value is one of its tokens; the cue stands before it, or one word further off.
    let moved = frame.motions.iter().any(|concept| concept.def().change != Change::Level);
    // `3 million votes, against 1 million for his rival`: what somebody has is held against what another has, unless a time
    // follows.
    let held = frame.measure.iter().chain(&frame.counted).any(|concept| concept.def().held);
    let rival = || {
        let to = mention.tokens.end;
        let word = |at: &usize| reader.cue(*at, Cue::Former) == Some(1) && at + 1 == from;
        let timed = |other: &Mention| matches!(other.value, Value::Time(_)) && other.tokens.start >= to;
        held && from.checked_sub(1).as_ref().is_some_and(word)
            && !mentions[near(mentions, to, to, TOLD)].iter().any(timed)
    };
    // `bought half of it against 40 million`: what is paid is held against nothing.
    let paid = frame.measure.iter().any(|concept| Some(*concept) == DEAL_PRICE);
    matches!(mention.value, Value::Quantity(_))
        && !rival()
        && !paid
        && (reader.cue_before(from, Cue::Former)
            || layout.reach_of(&[Cue::Former], from, from, FORMER).take_while(|at| *at < from).any(|at| {
                let between = mentions[near(mentions, at, from, 0)]
                    .iter()
                    .any(|other| at < other.tokens.start && other.tokens.end <= from);
                let over = reader.cue(at, Cue::Former).is_some_and(|len| at + len <= from);
                over && !between && layout.unbroken(at, from, from + 1)
            })
            || is_before(layout, mention, frame)
            || is_held_against(layout, mention, mentions)
            || (moved || is_left_for(layout, mention, mentions))
                && !leads_elsewhere(layout, mention, mentions)
                && (reader.cue_before(from, Cue::From) || from > 0 && reader.cue_before(from - 1, Cue::From)))
}

/// `the toll of a house of four floors rose to five dead`: whether the value that something went to counts another thing.
fn leads_elsewhere(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let to = mention.tokens.end;
    let mut behind = mentions[mentions.partition_point(|other| other.tokens.start < to)..].iter();
    let next = behind.find(|other| layout.reader.cue_before(other.tokens.start, Cue::To));
    let counts =
        |value: &Value| matches!(value, Value::Quantity(quantity) if matches!(quantity.unit, Unit::Counted(_)));
    next.is_some_and(|other| {
        let apart = counts(&other.value) && counts(&mention.value) && other.value.unit_id() != mention.value.unit_id();
        apart && other.tokens.start < to + HELD
    })
}

/// `to 13.9 % last month from 13.1 %`: whether the value of its kind right before is where something went.
fn is_left_for(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let from = mention.tokens.start;
    last_alike(mention, mentions).is_some_and(|other| {
        let start = other.tokens.start;
        layout.reader.cue_before(start, Cue::To) && layout.unbroken(start, from, from + 1)
    })
}

/// The last value before another that is of its kind and unit, and near enough to be held against it.
fn last_alike<'m>(mention: &Mention, mentions: &'m [Mention]) -> Option<&'m Mention> {
    let from = mention.tokens.start;
    let before = mentions[..mentions.partition_point(|other| other.tokens.end <= from)].iter().rev();
    let alike = |other: &&Mention| {
        other.value.kind() == mention.value.kind() && other.value.unit_id() == mention.value.unit_id()
    };
    before.take_while(|other| other.tokens.end + HELD > from).find(alike)
}

/// `7.7 million in October, against 7.4 million in September`: whether a value is told of a time of its own, right behind it,
/// and held against the one of its kind before it.
fn is_held_against(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    if !layout.reader.cue_before(from, Cue::HeldAgainst) {
        return false;
    }
    let timed = |other: &Mention| matches!(other.value, Value::Time(Time::Period(_) | Time::Partial(_)));
    let behind = &mentions[near(mentions, to, to, DATED)];
    let dated = behind
        .iter()
        .any(|other| timed(other) && other.tokens.start >= to && layout.unbroken(other.tokens.start, from, to));
    dated && last_alike(mention, mentions).is_some()
}

/// Whether a level is told of the time before something: `reserves of 36 billion before the war`.
fn is_before(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> bool {
    let reader = &layout.reader;
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // How fast something went before it struck is told of the blow.
    let moving = matches!(&mention.value, Value::Quantity(quantity) if ConceptId::told_by(quantity.unit.dimension().name(), |_| false).is_some());
    let level = !moving && frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    let each = matches!(&mention.value, Value::Quantity(quantity) if quantity.per.is_some() && !moving);
    (level || each)
        && layout.reach_of(&[Cue::Before], from, to, FORMER).any(|at| {
            let event = |len: usize| reader.token(at + len).is_some_and(|token| token.kind == TokenKind::Word);
            // `من قبل` names who did it.
            let agent = at.checked_sub(1).is_some_and(|at| reader.cue(at, Cue::Stop) == Some(2));
            !agent
                && reader.cue(at, Cue::By).is_none()
                && reader.cue(at, Cue::Before).is_some_and(event)
                && layout.unbroken(at, from, to)
        })
}

/// Whether a word nearby says that something older is told.
pub fn is_background(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let reader = &layout.reader;
    layout.reach_of(&[Cue::Background], from, to, OLDER).any(|at| {
        reader.cue(at, Cue::Background).is_some()
            && layout.cost(at, from, to) <= OLDER
            && !belongs_to_another(layout, mention, mentions, at)
            && !is_compared(layout, at)
    })
}

/// Whether a word stands within a phrase that tells what a rate is measured from: `up 9 % from a year earlier`.
fn is_compared(layout: &Layout<'_>, at: usize) -> bool {
    let qualifier =
        |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Qualifier);
    layout.around(at, at + 1, 0).iter().any(|anchor| anchor.at < at && qualifier(&anchor.what))
}

/// The runs of tokens that name who says it, by where they begin.
pub fn attribution_tokens(layout: &Layout<'_>) -> Vec<Range<usize>> {
    let reader = &layout.reader;
    let mut runs = Vec::new();
    // `the United States`: a word within the name of a place says nothing.
    let named = |at: usize| {
        let covers = |anchor: &Anchor<'_>| matches!(anchor.what, What::Place(_)) && anchor.at < at;
        layout.around(at, at + 1, 0).iter().any(covers)
    };
    for at in layout.reach_of(&[Cue::According, Cue::Says], 0, reader.tokens.len(), 0).filter(|at| !named(*at)) {
        if let Some(len) = reader.cue(at, Cue::According) {
            let from = at + len;
            let end = (from..reader.tokens.len().min(from + SOURCE_WORDS)).find(|next| ends_source(layout, *next));
            runs.push(from..end.unwrap_or(reader.tokens.len().min(from + SOURCE_WORDS)));
        } else if reader.cue(at, Cue::Says).is_some() && !reader.cue_before(at, Cue::Definite) {
            // `…," said the head of the agency`.
            let quoted = at > 0 && matches!(reader.tokens[at - 1].kind, TokenKind::Mark(',' | '"' | '\u{201D}'));
            let source = if reader.language.noun_before_adjective || quoted {
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
    runs.retain(|run| !run.is_empty());
    runs.sort_by_key(|run| run.start);
    runs
}

/// Whether a word is sure to be of a source, and not of what is announced: of a short one at the beginning of what is said, or
/// before *that*.
pub fn says_so(layout: &Layout<'_>, run: &Range<usize>, at: usize) -> bool {
    let reader = &layout.reader;
    let mark = |at: usize| reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
    let sure = if reader.language.noun_before_adjective {
        reader.cue(run.end, Cue::That).is_some()
    } else {
        run.start.checked_sub(1).is_none_or(mark)
    };
    sure && run.len() <= SAYS_WORDS && run.contains(&at)
}

/// The sources that touch the tokens within reach of a run of tokens, so that a long sentence is not looked through for
/// each of its mentions.
pub fn sources_near(sources: &[Range<usize>], from: usize, to: usize, reach: usize) -> &[Range<usize>] {
    // An insertion makes a source twice as long.
    let start = sources.partition_point(|run| run.start + 2 * SOURCE_WORDS + reach <= from);
    let end = sources.partition_point(|run| run.start < to + reach);
    sources.get(start..end).unwrap_or_default()
}

/// The source that begins nearest to a run of tokens; of two as near, the one before.
fn nearest_source<'a>(
    layout: &Layout<'_>,
    sources: &'a [Range<usize>],
    from: usize,
    to: usize,
) -> Option<&'a Range<usize>> {
    let split = sources.partition_point(|run| run.start < from);
    let before = split.checked_sub(1).and_then(|last| {
        let start = sources[last].start;
        sources.get(sources.partition_point(|run| run.start < start))
    });
    before.into_iter().chain(sources.get(split)).min_by_key(|run| layout.cost(run.start, from, to))
}

/// Where an insertion between commas that begins at a token ends: `said the minister, at a table with his guest, that`.
fn insertion(layout: &Layout<'_>, at: usize) -> Option<usize> {
    let is_comma = |at: usize| layout.reader.is_comma(at);
    let end = (at + 1..layout.reader.tokens.len().min(at + SOURCE_WORDS)).find(|next| ends_source(layout, *next))?;
    (is_comma(at) && is_comma(end)).then_some(end)
}

fn ends_source(layout: &Layout<'_>, at: usize) -> bool {
    let reader = &layout.reader;
    let mark = reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_) | TokenKind::Number));
    mark || reader.cue(at, Cue::Says).is_some()
        || reader.cue(at, Cue::Which).is_some()
        || reader.cue(at, Cue::That).is_some()
        || reader.cue(at, Cue::Clause).is_some()
}

/// Who says so: the content of the nearest run that names a source, as canonical names.
pub fn attribution(layout: &Layout<'_>, mention: &Mention, sources: &[Range<usize>]) -> Option<String> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let run = nearest_source(layout, sources, from, to)?;
    let mut names: Vec<&str> = layout
        .around(run.start, run.end, 0)
        .iter()
        .filter(|anchor| run.contains(&anchor.at))
        .filter_map(|anchor| match &anchor.what {
            What::Place(place) => Some(place.id()),
            What::Concept(concept) if matches!(concept.def().kind, ConceptKind::Body | ConceptKind::Person) => {
                Some(concept.name())
            }
            What::Name(name) => Some(name.words()),
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
    frame: &Frame,
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
    if let Some(time) = when_it_happened(layout, mentions, from) {
        return Some(ScopePeriod { time: Time::Period(time), inherited: false });
    }
    let levels = frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    // Two places lie as far apart on every day.
    let lasts = frame.measure.iter().any(|concept| concept.def().between);
    let told = mentions[near(mentions, from, to, OPENED)]
        .iter()
        .filter_map(|other| match &other.value {
            Value::Time(time @ (Time::Period(_) | Time::Partial(_))) if other.set_aside.is_none() => {
                let at = if other.tokens.end <= from { other.tokens.end.saturating_sub(1) } else { other.tokens.start };
                Some((layout.cost(at, from, to), other.tokens.start, time))
            }
            _ => None,
        })
        .filter(|(cost, start, time)| {
            // What a sentence opens with holds for all of it.
            *cost <= if *start <= OPENING { OPENED } else { PERIOD }
                && !is_bound_elsewhere(layout, *start)
                && !is_of_former(layout, mentions, index, *start)
                && (!layout.reader.is_measured_from(*start) || (*start..*start + LEVEL).contains(&from))
                && !is_told(layout, mentions, *start, time)
                && !is_inserted(layout, *start, from)
                && !lasts
                && !is_of_what_began(layout, mentions, *start, from)
                && !is_of_next(layout, mention, mentions, *start)
        })
        // What stands behind another value holds for that one first; and a level holds for a stretch rather than for the
        // day on which it was told.
        .min_by_key(|(cost, start, time)| {
            let elsewhere = belongs_to_another(layout, mention, mentions, *start);
            (elsewhere, levels && !is_stretch(time), *cost, *start)
        });
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
    let published = document.published?;
    let summed = since_then(layout, mentions, mention, frame, published.day);
    let told = summed
        .or_else(|| years_ago(layout, mentions, index, published.day))
        .or_else(|| said_before(layout, mentions, mention, published.day).filter(|_| !lasts && !frame.runs()));
    if let Some(period) = told {
        return Some(ScopePeriod { time: Time::Period(period), inherited: false });
    }
    Some(ScopePeriod { time: Time::Period(Period::day(published.day)), inherited: true })
}

/// `said at the end of March that reserves came to 3 billion`: what was said well before the report held then.
///
/// A size does not change, and what is to come is not of the day on which it was promised.
fn said_before(layout: &Layout<'_>, mentions: &[Mention], mention: &Mention, today: Date) -> Option<Period> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let to_come = matches!(modality(layout, mention, mentions), Modality::Forecast | Modality::Plan);
    if mention.value.kind() == Kind::Dimension || to_come {
        return None;
    }
    let told = mentions[near(mentions, from, to, OPENED)].iter().filter(|other| other.set_aside.is_none());
    told.filter(|other| other.tokens.end <= from).find_map(|other| {
        let Value::Time(time @ Time::Period(period)) = &other.value else { return None };
        let before = period.last.is_some_and(|last| (today - last).get_days() > NEWS);
        // `the outbreak, announced in May, killed 40`: what is told behind a *that* was said then.
        let end = other.tokens.end;
        let that = (end..from.min(end + THAT)).any(|at| layout.reader.cue(at, Cue::That).is_some());
        (before && that && is_told(layout, mentions, other.tokens.start, time)).then(|| period.clone())
    })
}

/// `the worst since 1960, when a quake of magnitude 5.8 …`: the time right before a *when* in whose clause a value stands.
fn when_it_happened(layout: &Layout<'_>, mentions: &[Mention], from: usize) -> Option<Period> {
    let reader = &layout.reader;
    let before = &mentions[..mentions.partition_point(|other| other.tokens.end <= from)];
    before.iter().rev().find_map(|other| {
        let Value::Time(Time::Period(period)) = &other.value else { return None };
        let end = other.tokens.end;
        let when = end + usize::from(reader.is_comma(end));
        let clause = when + reader.cue(when, Cue::When)?;
        let told = clause <= from && other.set_aside.is_none() && layout.in_one_clause(clause, from, from + 1);
        match period.modifier {
            _ if !told => None,
            Modifier::AtLeast => since_when(period),
            Modifier::AtMost | Modifier::LessThan | Modifier::MoreThan => None,
            Modifier::Exact | Modifier::About | Modifier::Nearly => Some(period.clone()),
        }
    })
}

/// The day, month or year that something is told since.
fn since_when(period: &Period) -> Option<Period> {
    let first = period.first?;
    let last = match period.granularity {
        Granularity::Day => first,
        Granularity::Month => first.last_of_month(),
        Granularity::Year => first.last_of_year(),
        _ => return None,
    };
    Some(Period { last: Some(last), modifier: Modifier::Exact, ..period.clone() })
}

/// What happened `since January` is told of all the time up to the report.
fn since_then(
    layout: &Layout<'_>,
    mentions: &[Mention],
    mention: &Mention,
    frame: &Frame,
    today: Date,
) -> Option<Period> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let happens = frame.measure.iter().chain(&frame.things).any(|concept| concept.def().kind == ConceptKind::Event);
    if !happens || !matches!(mention.value, Value::Quantity(_)) {
        return None;
    }
    let near = mentions[near(mentions, from, to, PERIOD)].iter().filter_map(|other| match &other.value {
        Value::Time(Time::Period(period)) if period.modifier == Modifier::AtLeast && other.set_aside.is_none() => {
            let at = if other.tokens.end <= from { other.tokens.end.saturating_sub(1) } else { other.tokens.start };
            // `the worst attack since January` sums nothing up.
            let best = |at: usize| layout.reader.cue(at, Cue::Superlative).is_some();
            let worst = (other.tokens.start.saturating_sub(SUPERLATIVE)..other.tokens.start).any(best);
            (layout.unbroken(at, from, to) && !worst).then_some((layout.cost(at, from, to), period.first?))
        }
        _ => None,
    });
    let (_, first) = near.filter(|(cost, first)| *cost <= PERIOD && *first <= today).min()?;
    Some(Period::new(Some(first), None, Granularity::Range))
}

/// The months or years in which that lies which happened so long ago.
fn years_ago(layout: &Layout<'_>, mentions: &[Mention], index: usize, today: Date) -> Option<Period> {
    let mention = mentions.get(index)?;
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // `won 22, up from 19 four years ago`.
    let of_former = |other: &Mention| is_of_former(layout, mentions, index, other.tokens.start);
    let near = mentions[near(mentions, from, to, PERIOD)].iter();
    let near = near.filter(|other| other.tokens != mention.tokens && !of_former(other));
    let ago = near.filter_map(|other| {
        let Value::Quantity(length) = &other.value else { return None };
        let at = if other.tokens.end <= from { other.tokens.end.saturating_sub(1) } else { other.tokens.start };
        let cost = layout.cost(at, from, to);
        // `five years ago, when the opposition stayed away, 56 % voted`.
        let limit = if other.tokens.start <= 1 { OPENED } else { PERIOD };
        let told = other.value.kind() == Kind::Duration && cost <= limit && since::is_ago(layout, other);
        told.then(|| since::beginning(length, (today, today)).map(|period| (cost, period)))?
    });
    ago.min_by_key(|(cost, _)| *cost).map(|(_, period)| period)
}

/// The mentions that touch the tokens within reach of a run of tokens.
pub fn near(mentions: &[Mention], from: usize, to: usize, reach: usize) -> Range<usize> {
    let start = mentions.partition_point(|mention| mention.tokens.end + reach <= from);
    start..mentions.partition_point(|mention| mention.tokens.start < to + reach).max(start)
}

/// Whether a verb of saying stands right beside a time: it says when something was told. One that has an amount for its
/// object says nothing: `added 5,000 jobs`. In a year things happen; of it one says so only right behind the verb: `said in 2019`.
fn is_told(layout: &Layout<'_>, mentions: &[Mention], at: usize, time: &Time) -> bool {
    let amount = |at: usize| {
        mentions[near(mentions, at, at + 1, 1)].iter().any(|other| {
            matches!(other.value, Value::Quantity(_)) && (other.tokens.start == at + 1 || other.tokens.end == at)
        })
    };
    let says = |says: usize| layout.reader.cue(says, Cue::Says).is_some();
    let far = if is_scope(time) { (at.saturating_sub(SAID_IN), at) } else { (at.saturating_sub(TOLD), at + TOLD) };
    (far.0..far.1).any(|verb| says(verb) && layout.cost(verb, at, at + 1) <= TOLD && !amount(verb))
        || is_aside(layout, mentions, at) && (at.saturating_sub(ASIDE)..at).any(says)
}

/// Whether a time stands between two commas, alone.
fn is_aside(layout: &Layout<'_>, mentions: &[Mention], at: usize) -> bool {
    let comma = |at: usize| layout.reader.is_comma(at);
    let end = mentions[near(mentions, at, at + 1, 0)].iter().find(|mention| mention.tokens.start == at);
    at > 0 && comma(at - 1) && end.is_some_and(|mention| comma(mention.tokens.end))
}

/// Whether a time stands in an insertion between dashes that the value is no part of: it tells when something was said.
fn is_inserted(layout: &Layout<'_>, at: usize, value: usize) -> bool {
    let reader = &layout.reader;
    let opens = (at.saturating_sub(INSERTED)..at).rev().find(|dash| reader.is_dash(*dash) && !reader.is_glued(*dash));
    let closes = (at..reader.tokens.len().min(at + INSERTED)).find(|dash| reader.is_dash(*dash));
    matches!((opens, closes), (Some(opens), Some(closes)) if !(opens..closes).contains(&value))
}

/// Whether a token is one of those of a time.
fn is_time_at(mention: &Mention, at: usize) -> bool {
    matches!(mention.value, Value::Time(_)) && mention.tokens.contains(&at)
}

/// Whether a time stands in a clause of its own that says of something when it began or came about, and the value does not: `the
/// ferry, which was built in 1994, carried 310 passengers`, `الشركة التي تأسست عام 1998 توظف 300 عامل`. When what happened did
/// so is told of all of it: `the attack, which struck in May, killed 12`.
fn is_of_what_began(layout: &Layout<'_>, mentions: &[Mention], at: usize, value: usize) -> bool {
    let reader = &layout.reader;
    let comma = |at: usize| reader.is_comma(at);
    let which = |at: usize| reader.cue(at, Cue::Which).is_some();
    let concepts = |start: usize, end: usize| {
        layout.within(start..end).filter_map(|anchor| match anchor.what {
            What::Concept(concept) => Some(concept),
            _ => None,
        })
    };
    let from = at.saturating_sub(INSERTED);
    let began = |start: usize, end: usize| concepts(start, end).any(|concept| concept.def().begins);
    // A campaign, a census or a war is of the time when it began.
    let happens = |end: usize| {
        let event = |concept: ConceptId| concept.def().kind == ConceptKind::Event;
        concepts(end.saturating_sub(HEADED), end).any(event)
    };
    let closes = (at..reader.tokens.len().min(at + INSERTED)).find(|end| comma(*end));
    if let Some(end) = closes
        && let Some(comma) = (from..at).rev().find(|at| comma(*at))
    {
        let start = comma + 1;
        // `, founded in 1998,`.
        let opens = which(start) || began(start, start + 1);
        let amount = |mention: &Mention| {
            matches!(mention.value, Value::Quantity(_)) && (start..end).contains(&mention.tokens.start)
        };
        if opens && !(start..end).contains(&value) && !mentions.iter().any(amount) {
            return began(start, end) && !happens(comma);
        }
    }
    // Where no comma closes it, the clause ends with its time.
    let Some(start) = (from..at).rev().find(|at| which(*at)) else { return false };
    let Some(end) = mentions.iter().find(|mention| mention.tokens.start == at).map(|mention| mention.tokens.end) else {
        return false;
    };
    let plain =
        (start..end).all(|at| !comma(at)) && reader.token(end).is_some_and(|token| token.kind == TokenKind::Word);
    plain && end < value && at - start <= CLAUSE && began(start, end) && !happens(start)
}

/// Whether a time stands right behind another value that something moved away from: `down from 78 % in 2017`.
fn is_of_former(layout: &Layout<'_>, mentions: &[Mention], index: usize, at: usize) -> bool {
    let reader = &layout.reader;
    let former = |other: &Mention| {
        let start = other.tokens.start;
        [Cue::Former, Cue::From].iter().any(|cue| reader.cue_before(start, *cue))
            && layout.unbroken(at, start, other.tokens.end)
    };
    let before = mentions[near(mentions, at, at + 1, 3)].iter().rev().find(|other| other.tokens.end <= at);
    before.is_some_and(|other| {
        let own = mentions.get(index).is_some_and(|mention| mention.tokens == other.tokens);
        !own && matches!(other.value, Value::Quantity(_)) && former(other)
    })
}

/// Whether a time stands behind a comma and another amount, which it is told of: `1.3 % of output, against 620 million last
/// year`.
fn is_of_next(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], at: usize) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // The colon of a label breaks nothing: `6.6 %: the inflation of 2022`.
    let label = usize::from(layout.reader.is_mark(to, ':'));
    at >= to && !layout.unbroken(at, from, to + label) && belongs_to_another(layout, mention, mentions, at)
}

/// Whether a time is longer than a week.
fn is_stretch(time: &Time) -> bool {
    match time {
        Time::Period(period) => period.granularity > Granularity::Week,
        _ => true,
    }
}

/// Whether a time is a stretch of years, which says what a value holds for rather than when something happened.
pub fn is_scope(time: &Time) -> bool {
    matches!(time, Time::Period(period) if matches!(period.granularity, Granularity::Range | Granularity::Year | Granularity::Decade))
}

/// Whether a time says since when or until when, so that the value does not hold *in* it.
fn is_bound_elsewhere(layout: &Layout<'_>, at: usize) -> bool {
    let bound = |at: usize| {
        [Cue::Since, Cue::Until, Cue::NoLater, Cue::Before, Cue::After]
            .iter()
            .any(|cue| layout.reader.cue_before(at, *cue))
    };
    // `since records began in 1955`.
    let since = |at: usize| layout.reader.cue(at, Cue::Since).is_some();
    bound(at) || (at.saturating_sub(SINCE)..at).any(|opens| since(opens) && layout.unbroken(opens, at, at + 1))
}
