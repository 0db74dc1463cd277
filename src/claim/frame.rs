//! The frame of each mention of a sentence: what governs it, what it is of, who takes part.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::anchor::{Anchor, Layout, What};
use super::carry::{self, Held};
use super::change::{change, level_behind};
use super::govern::{GOVERNS, SECOND, governed};
use super::list::{goes_on, goes_on_named, own_things, rows, take_over};
use super::narrow::narrowed;
use super::near::{Clause, keep_what_happened, keep_who_is_old, surroundings};
use super::part::{happens_to_some, is_subset, is_whole, part};
use super::{Entity, Frame, Modality, Object, Part, Participant, Polarity, Role};
use super::{apposition, minute, scope, since};
use crate::document::{Document, Sentence};
use crate::language::{APPOSED, ConceptId, ConceptKind, Cue, Sense, fold};
use crate::mention::Mention;
use crate::value::{Change, Dimension, Granularity, Kind, Modifier, Period, Quantity, Time, Unit, Value};
/// How far the object of a predicate may stand from it.
const OBJECT: usize = 8;

/// How far from a time the commas may stand that enclose it: `، مساء الأحد،`.
const OPENED: usize = 2;

/// How far before a stretch of land the word may stand for what struck it.
const STRUCK: usize = 2;

/// How far behind a predicate that keeps something from happening that stands: `failed in its bid to sign`.
const DENIED: usize = 4;

/// How far behind what is counted the word may stand that says it did not happen: `flights were cancelled`.
const UNDONE: usize = 1;

/// How much further than what governs a value the same word may stand that is not turned round.
const AGAIN: usize = 8;

/// How far before a time the verb of saying may stand that it is the time of.
const SAID: usize = 3;

/// What was announced so many days ago is not the news of the day.
const OLD: i32 = 14;

/// The unit of rain.
const FALLEN: &str = "mm";

/// The most words of a phrase before a word that would turn what follows round.
const PHRASE: usize = 2;

/// The most words between an amount and the share that tells it again.
const RESTATED: usize = 8;

/// How far behind a value the word may stand that says what it is not: `40 metres wide, not 60`.
const CORRECTS: usize = 4;

/// How far behind a count the verb may stand that says who they are.
const WHO: usize = 12;

/// From here on, what is measured in money and has no unit is an amount of it.
const LARGE: u32 = 1_000_000;

/// How far behind an amount the word may stand that it is for each of: `500 dollars to each`.
const BEHIND: usize = 2;

/// The unit of a rate.
const PERCENT: &str = "percent";

/// What an amount for each person is for.
const HEAD: &str = "person";

/// What later sentences of a document take over from earlier ones.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The last period that was told: `that period` points to it.
    pub period: Option<Time>,
    /// The currency of the last amount.
    pub currency: Option<Unit>,
    /// What the last sentence with a governing concept was about: `this figure` points to it.
    pub last: Option<Frame>,
    /// The last amount or count with a measure of the sentence before: `the share` points to it.
    pub figure: Option<Figure>,
    /// What the last count of the sentence before was of, where holders have some each.
    pub held: Option<Held>,
    /// What falls from the sky, once it was told: millimetres are of it, in whatever words.
    pub falls: Option<ConceptId>,
}

/// A figure of the sentence before.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What kind of value it is.
    pub kind: Kind,
    /// What it is told of.
    pub frame: Frame,
    /// No other of its kind in the sentence is of another measure: *it* can only stand for this one.
    pub sole: bool,
}

impl Context {
    /// Keeps what later sentences take over from one that is read.
    fn remember(&mut self, frames: &[(Value, Frame)], told: bool) {
        let measures = |frame: &Frame| !frame.measure.is_empty();
        if let Some((_, frame)) = frames.iter().rev().find(|(_, frame)| measures(frame)).filter(|_| told) {
            self.last = Some(frame.clone());
        }
        let figure = |(value, frame): &&(Value, Frame)| matches!(value, Value::Quantity(_)) && measures(frame);
        let figure = frames.iter().rev().find(figure).filter(|_| told);
        self.figure = figure.map(|(value, frame)| {
            let mut kind = frames.iter().filter(|(other, _)| other.kind() == value.kind());
            let sole = kind.all(|(_, other)| other.measure == frame.measure);
            Figure { kind: value.kind(), frame: frame.clone(), sole }
        });
        let counts = frames.iter().rev().find(|(_, frame)| frame.counted.is_some()).filter(|_| told);
        self.held = counts.and_then(|(_, frame)| carry::held_of(frame));
    }

    /// Forgets what only the next sentence takes over: one without a value goes on to something else.
    pub fn go_on(&mut self) {
        self.figure = None;
        self.held = None;
    }
}

/// The value and frame of each mention, in order. The value is given back because a frame can show it to be a change.
pub fn frame(
    layout: &Layout<'_>,
    mentions: &[Mention],
    sentence: &Sentence,
    document: &Document,
    context: &mut Context,
) -> Vec<(Value, Frame)> {
    let mut frames: Vec<(Value, Frame)> = Vec::with_capacity(mentions.len());
    let falls = |anchor: &Anchor<'_>| match anchor.what {
        What::Concept(concept) if concept.def().falls && concept.def().kind == ConceptKind::Thing => Some(concept),
        _ => None,
    };
    context.falls = layout.anchors.iter().find_map(falls).or(context.falls);
    let mut clause = Clause::default();
    let sources = if mentions.is_empty() { Vec::new() } else { scope::attribution_tokens(layout) };
    // `the army announced last April`: what follows is older than the news.
    let mut old = false;
    let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
    for mention in mentions {
        *kinds.entry(mention.value.kind()).or_default() += 1;
    }
    for (index, mention) in mentions.iter().enumerate() {
        let mut value = mention.value.clone();
        if let Some(told) = again_in_other_money(layout, mentions, index, &sources, frames.last()) {
            frames.push(told);
            continue;
        }
        let mut frame = governed(layout, mention, mentions, &sources);
        let bracketed = carry::goes_on_in_brackets(layout, mention, &frames);
        let goal = minute::minute(layout, mention, mentions);
        let age =
            apposition::age(&layout.reader, &layout.apposed, mention).filter(|_| bracketed.is_none() && goal.is_none());
        let told = age.or_else(|| goal.map(|goal| (goal.value, goal.who, goal.measure)));
        if let Some((of_person, _, measure)) = &told {
            value = of_person.clone();
            frame.measure = vec![*measure];
            frame.head.clear();
            frame.motions.clear();
            frame.counted = None;
        }
        let measured = |concept: &ConceptId| concept.def().kind == ConceptKind::Measure && Some(*concept) != APPOSED;
        if told.is_none()
            && !frame.measure.iter().any(measured)
            && let Some((years, age)) = aged(layout, mentions, index, frames.last()).zip(APPOSED)
        {
            value = Value::Quantity(years);
            frame.counted = None;
            frame.noun = None;
            frame.head.clear();
            frame.measure.push(age);
            frame.measure.sort_unstable();
            frame.measure.dedup();
        }
        if let Value::Quantity(quantity) = &mut value
            && told.is_none()
        {
            read_amount(layout, &mentions[index..], quantity, &frame, context);
        }
        if told.is_none() {
            measure_by_unit(layout, mention, &value, &mut frame);
            measure_rain(&value, &mut frame, context);
        }
        if is_whole(layout, mention, mentions) {
            keep_whole(&mut frame, frames.last_mut().map(|(_, some)| some));
        }
        if let Some((told, before)) = frames.last()
            && goes_on(layout, mention, &mentions[index - 1], &frame)
        {
            take_over(&mut value, &mut frame, told, before);
        }
        let listed = take_over_listed(layout, mentions, index, &sources, &mut value, &mut frame, frames.last_mut());
        take_over_told(layout, mentions, index, context, &mut value, &mut frame, &frames);
        surroundings(layout, mention, mentions, &sources, &mut frame, &mut clause);
        keep_whose(layout, mentions, index, listed, &value, &frames, &mut frame);
        if let Some((_, run, _)) = &told {
            // An age or a goal is that of the one person named, whoever else is.
            let name = (!run.is_empty()).then(|| Entity::Name(apposition::name(&layout.reader, run)));
            frame.participants = name.map(|entity| Participant { entity, role: Role::Agent }).into_iter().collect();
        }
        if told.is_none() && frame.measure.iter().any(|concept| Some(*concept) == APPOSED) {
            keep_who_is_old(layout, mention, &sources, &mut frame);
        }
        let goes_on = bracketed.or_else(|| carry::goes_on(layout, mention, &frame, context, &frames));
        let goes_on = goes_on.or_else(|| carry::after_colon(layout, mentions, index, &frame, &frames));
        carry::take_noun(layout, mention, goes_on.filter(|_| told.is_none()), &mut value, &mut frame, &frames);
        if matches!(value, Value::Time(_)) && is_of_report(layout, mention, &frame) {
            frame.measure.clear();
            old |= is_old(&value, document) && is_said_then(layout, mention);
        }
        if is_denominator(layout, mention, &value) {
            frame = Frame { period: None, ..Frame::default() };
        }
        if matches!(value, Value::Time(Time::Clock { .. })) {
            keep_what_happened(layout, mention, &mut frame);
        }
        frame.attribution = scope::attribution(layout, mention, &sources);
        frame.alone = kinds.get(&mention.value.kind()) == Some(&1);
        scoped(layout, mentions, index, &value, &mut frame, &frames, &sources);
        frame.background |= old && !is_moment(&value);
        frame.period = scope::period(layout, mentions, index, &frame, document, context);
        frames.push((value, frame));
    }
    rows(layout, mentions, &sources, &mut frames);
    keep_own_things(&mut frames);
    carry::keeps_unit(&mut frames);
    own_things(layout, mentions, &mut frames);
    context.remember(&frames, sentence.set_aside.is_none());
    frames
}

/// `spends 5 billion ($746 million) on imports`: the amount before in other money, with all that is told of it, and with
/// what stands behind both.
fn again_in_other_money(
    layout: &Layout<'_>,
    mentions: &[Mention],
    index: usize,
    sources: &[Range<usize>],
    before: Option<&(Value, Frame)>,
) -> Option<(Value, Frame)> {
    let (mention, (amount, of)) = (mentions.get(index)?, before?);
    if !is_other_money(layout, mention, mentions.get(index.checked_sub(1)?)?) {
        return None;
    }
    let (mut value, mut of) = (mention.value.clone(), of.clone());
    if let (Value::Quantity(again), Value::Quantity(amount)) = (&mut value, amount) {
        again.change = amount.change;
    }
    let measure = governed(layout, mention, mentions, sources).measure;
    of.measure.extend(measure.into_iter().filter(|concept| is_told_behind(layout, mention, *concept)));
    of.measure.sort_unstable();
    of.measure.dedup();
    Some((value, of))
}

/// Takes over what the count before counts, where a list goes on with another name; tells the name. The count before is of
/// its own name, and not of the next.
fn take_over_listed(
    layout: &Layout<'_>,
    mentions: &[Mention],
    index: usize,
    sources: &[Range<usize>],
    value: &mut Value,
    frame: &mut Frame,
    before: Option<&mut (Value, Frame)>,
) -> Option<Participant> {
    let (last, source) = before.filter(|(_, source)| !source.measure.is_empty())?;
    let (mention, former) = (mentions.get(index)?, mentions.get(index.checked_sub(1)?)?);
    let (first, entity) = goes_on_named(layout, mention, former, frame, sources)?;
    take_over(value, frame, last, source);
    // What somebody has is his; what else is counted of a list is counted there.
    let held = frame.counted.is_some_and(|concept| concept.def().held);
    let role = if held { Role::Agent } else { Role::Location };
    if let Some(entity) = first {
        source.participants = vec![Participant { entity, role }];
    }
    Some(Participant { entity, role })
}

/// Takes over what values told before say of this one.
fn take_over_told(
    layout: &Layout<'_>,
    mentions: &[Mention],
    index: usize,
    context: &Context,
    value: &mut Value,
    frame: &mut Frame,
    frames: &[(Value, Frame)],
) {
    let mention = &mentions[index];
    carry::points_back(layout, mention, frame, context, frames);
    carry::arrives(layout, mention, mentions, value, frame, frames);
    let Some((former, (told, amount))) = mentions[..index].last().zip(frames.last()) else { return };
    carry::joins(layout, mention, former, frame, told, amount);
    if restates(layout, mention, former, value) {
        restate(frame, amount);
    }
}

/// Whose a value is that is listed under a name, or that tells again how many votes somebody has.
fn keep_whose(
    layout: &Layout<'_>,
    mentions: &[Mention],
    index: usize,
    listed: Option<Participant>,
    value: &Value,
    frames: &[(Value, Frame)],
    frame: &mut Frame,
) {
    if let Some(who) = listed {
        frame.participants = vec![who];
    }
    let named = frame.participants.iter().any(|who| matches!(who.entity, Entity::Name(_)));
    if named && value.kind() == Kind::Percent {
        take_share(layout, mentions, index, frames, frame);
    }
    let (Some((_, count)), [.., before, mention]) = (frames.last(), &mentions[..=index]) else { return };
    if !named && restates_votes(layout, mention, before, value, count) {
        frame.participants.clone_from(&count.participants);
    }
}

/// `one took 52 % of the vote, while the other had 48 %`: a share that says nothing of what goes on with the share before,
/// where its own name stands right before it, or before its verb.
fn take_share(layout: &Layout<'_>, mentions: &[Mention], index: usize, frames: &[(Value, Frame)], frame: &mut Frame) {
    let mut told = frames.iter().zip(mentions).rev();
    let Some(((_, share), before)) = told.find(|((value, _), _)| value.kind() == Kind::Percent) else { return };
    let (end, from) = (before.tokens.end, mentions[index].tokens.start);
    let bare = frame.measure.is_empty() && frame.whole.is_empty() && frame.noun.is_none();
    let near = layout.around(end, from, 0).iter().filter(|anchor| anchor.at >= end);
    let mut names = near.filter(|anchor| matches!(anchor.what, What::Name(_)));
    let named = names.any(|anchor| (from.saturating_sub(1)..=from).contains(&(anchor.at + anchor.len)));
    if bare && named && share.measure.iter().any(|concept| concept.def().held) {
        frame.measure.clone_from(&share.measure);
        frame.whole.clone_from(&share.whole);
    }
}

/// A value as an age, where a word says so, or where it goes on with one: `two men, aged 24 and 31`.
fn aged(layout: &Layout<'_>, mentions: &[Mention], index: usize, before: Option<&(Value, Frame)>) -> Option<Quantity> {
    let mention = mentions.get(index)?;
    let as_well = || {
        let (_, frame) = before?;
        let old = frame.measure.iter().any(|concept| Some(*concept) == APPOSED);
        apposition::goes_on(&layout.reader, mention, mentions.get(index.checked_sub(1)?)?).filter(|_| old)
    };
    apposition::aged(&layout.reader, mention, mentions).or_else(as_well)
}

/// Whether a concept stands behind an amount in brackets.
fn is_told_behind(layout: &Layout<'_>, mention: &Mention, concept: ConceptId) -> bool {
    let (end, past) = (mention.tokens.end, mention.tokens.end + 1);
    layout.around(end, past, GOVERNS).iter().any(|anchor| anchor.at >= past && anchor.what == What::Concept(concept))
}

/// `exports of 5 billion and imports of 7 billion`: what governs another amount of the sentence is not told of this one.
fn keep_own_things(frames: &mut [(Value, Frame)]) {
    // The same amount told again in another unit is no other.
    let unit = |value: &Value| match value {
        Value::Quantity(quantity) if matches!(value.kind(), Kind::Currency | Kind::Percent) => {
            Some(quantity.unit.clone())
        }
        _ => None,
    };
    let governs = |concept: &ConceptId| {
        matches!(concept.def().kind, ConceptKind::Event | ConceptKind::Measure | ConceptKind::Thing)
    };
    let units: Vec<Option<Unit>> = frames.iter().map(|(value, _)| unit(value)).collect();
    for (at, own) in units.iter().enumerate().filter(|(_, own)| own.is_some()) {
        let mut things = std::mem::take(&mut frames[at].1.things);
        let others = || frames.iter().zip(&units).enumerate().filter(|(other, (_, unit))| *other != at && *unit == own);
        things.retain(|thing| !(governs(thing) && others().any(|(_, ((_, frame), _))| frame.measure.contains(thing))));
        frames[at].1.things = things;
    }
}

/// What a unit measures where no word says more: 95 km/h is a speed, and that of the wind, or of a gust, beside a word for it.
fn measure_by_unit(layout: &Layout<'_>, mention: &Mention, value: &Value, frame: &mut Frame) {
    let Value::Quantity(quantity) = value else { return };
    let dimension = quantity.unit.dimension().name();
    let Some(plain) = ConceptId::told_by(dimension, |_| false).filter(|_| quantity.change == Change::Level) else {
        return;
    };
    let more = |concept: &ConceptId| {
        let def = concept.def();
        def.kind == ConceptKind::Measure && *concept != plain && def.of.first() == Some(&dimension)
    };
    let measured = frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure && *concept != plain);
    if measured {
        return;
    }
    let near = layout.around(mention.tokens.start, mention.tokens.end, GOVERNS);
    let concepts =
        || near.iter().filter_map(|anchor| if let What::Concept(concept) = anchor.what { Some(concept) } else { None });
    // `هبة رياح وصلت سرعتها إلى`: the plain word right before the value is told of what stands further off.
    let said = concepts().find(more).filter(|_| frame.measure.contains(&plain));
    let beside = ConceptId::told_by(dimension, |beside| concepts().any(|concept| concept.is_a(beside)));
    frame.measure.retain(|concept| *concept != plain);
    frame.measure.extend(said.or(beside));
    frame.measure.sort_unstable();
    frame.measure.dedup();
}

/// The scope that the words around a value give it: in what sense, of what part, how it stands to the values before.
fn scoped(
    layout: &Layout<'_>,
    mentions: &[Mention],
    index: usize,
    value: &Value,
    frame: &mut Frame,
    frames: &[(Value, Frame)],
    sources: &[Range<usize>],
) {
    let Some(mention) = mentions.get(index) else { return };
    frame.polarity = polarity(layout, mention, frame);
    frame.modality = scope::modality(layout, mention, mentions);
    // What limits measure is a limit, in whatever words.
    if frame.measure.iter().any(|concept| concept.def().limit) {
        frame.modality = Modality::Threshold;
    }
    // Those who were hit are counted, whatever is told beside to hold only if something else does.
    if frame.modality == Modality::Threshold && frame.runs() && layout.holds.has(Cue::OnlyIf) {
        frame.modality = Modality::Fact;
    }
    // What is hit is a target too: `التقاطع المستهدف`; how far away it lies is no limit.
    if frame.modality == Modality::Threshold && frame.measure.iter().any(|concept| concept.def().between) {
        frame.modality = Modality::Fact;
    }
    if index > 0 && corrects(layout, &mentions[index - 1], mention) {
        frame.modality = Modality::Denied;
    }
    if index > 0 && tells_which(mention, &mentions[index - 1]) {
        frame.modality = Modality::Threshold;
    }
    frame.status = scope::status(layout, mention, mentions, frame);
    carry::compares(layout, mention, value, frame, frames);
    // How many minutes after the first the second came is told of both.
    frame.background = !is_moment(value) && scope::is_background(layout, mention, mentions);
    frame.reaches_back = value.kind() == Kind::Duration && since::reaches_back(layout, mention);
    frame.part = part(layout, mention, mentions, frame);
    if frame.part == Some(Part::Subset) && is_subset(layout, mention) {
        some_of(layout, mention, frames.last().map(|(_, whole)| whole), frame);
    }
    if let Some(who) = told_who(layout, mention) {
        frame.counted = Some(who);
        frame.part = None;
    }
    frame.area = area(layout, mention, sources);
    frame.narrowed = narrowed(layout, mention, mentions, frame);
    frame.object = object(layout, mention, frame);
}

/// What the frame tells of an amount: its money, whether it is a change, what it is for each of. The first mention is its own.
fn read_amount(
    layout: &Layout<'_>,
    mentions: &[Mention],
    quantity: &mut Quantity,
    frame: &Frame,
    context: &mut Context,
) {
    let Some(mention) = mentions.first() else { return };
    if is_money_unnamed(quantity, frame) {
        quantity.unit = context.currency.clone().or_else(|| currency(mentions)).unwrap_or_default();
    }
    if let Unit::Known(unit) = &quantity.unit
        && matches!(quantity.unit.dimension(), Dimension::Money(_))
    {
        context.currency = Some(Unit::Known(unit));
    }
    quantity.change = change(layout, mention, frame);
    // `consumer prices rose 3 %`: inflation of 3 %.
    let rate = |concept: &ConceptId| concept.def().rate;
    let percent = quantity.unit.id() == Some(PERCENT);
    if quantity.change == Change::Up
        && percent
        && frame.measure.iter().any(rate)
        && !is_of_stretch(layout, mentions, frame)
    {
        quantity.change = Change::Level;
    }
    if quantity.per.is_none() && is_per_head(layout, mention) {
        quantity.per = Some(HEAD.to_owned());
    }
    if quantity.per.is_none() && matches!(quantity.unit.dimension(), Dimension::Money(_)) {
        quantity.per = for_each_of(layout, mention);
    }
    if quantity.modifier == Modifier::Exact && is_capped(layout, mention) {
        quantity.modifier = Modifier::AtMost;
    }
}

/// `22 of the 40 seats`: there are 40, whatever happens to the 22, which are seats too.
fn keep_whole(frame: &mut Frame, some: Option<&mut Frame>) {
    // What happens to some of them is no happening of all; that all were on board is.
    let of_some = |concept: &ConceptId| some.as_ref().is_none_or(|some| some.measure.contains(concept));
    frame.measure.retain(|concept| concept.def().kind != ConceptKind::Event || !of_some(concept));
    frame.predicate = None;
    if let Some(some) = some {
        if some.noun.is_none() {
            some.noun.clone_from(&frame.noun);
            some.counted = frame.counted;
        } else if frame.noun.is_none() {
            frame.noun.clone_from(&some.noun);
            frame.counted = some.counted;
        }
    }
}

/// `15 quakes above magnitude 5`: whether a bound right behind a count tells which are counted, and is no level itself.
fn tells_which(mention: &Mention, before: &Mention) -> bool {
    let bound = matches!(&mention.value, Value::Quantity(quantity) if !quantity.modifier.is_sharp());
    bound && before.tokens.end == mention.tokens.start && before.value.kind() == Kind::Number
}

/// `30 killed, including 7 children`: a part is hit by what hit the whole. Where something else happened to it, `80 rescued,
/// 12 of them taken to hospital`, it is all to whom that happened.
fn some_of(layout: &Layout<'_>, mention: &Mention, whole: Option<&Frame>, frame: &mut Frame) {
    if let Some(whole) = whole
        && frame.noun.is_none()
    {
        frame.noun.clone_from(&whole.noun);
        frame.counted = whole.counted;
    }
    if happens_to_some(layout, mention, whole, frame) {
        frame.part = None;
    } else if let Some(whole) = whole {
        frame.measure.extend(whole.measure.iter().filter(|concept| concept.def().running));
        frame.measure.sort_unstable();
        frame.measure.dedup();
    }
}

/// Who so many of those who were hit are: `nine of the dead were women`, `of the 24 killed, seven were women`.
fn told_who(layout: &Layout<'_>, mention: &Mention) -> Option<ConceptId> {
    let reader = &layout.reader;
    let to = mention.tokens.end;
    let bare = matches!(&mention.value, Value::Quantity(quantity) if quantity.unit == Unit::None);
    if !bare {
        return None;
    }
    let copula = (to..to + WHO).find(|at| reader.cue(*at, Cue::Copula).is_some())?;
    let (who, _) = reader.concept(copula + 1, &[ConceptKind::Person])?;
    let group = who.def().broader.is_some() && !who.def().anyone;
    (group && layout.unbroken(copula, mention.tokens.start, to)).then_some(who)
}

/// `revenue of 40 billion dollars and spending of 45 billion`: whether what is measured is money, and too large to be
/// anything else.
fn is_money_unnamed(quantity: &Quantity, frame: &Frame) -> bool {
    let money =
        |concept: &ConceptId| concept.def().kind == ConceptKind::Measure && concept.def().of.first() == Some(&"money");
    let large = quantity.number.is_some_and(|number| number.value >= LARGE.into());
    quantity.unit == Unit::None && frame.noun.is_none() && large && frame.measure.iter().any(money)
}

/// The currency of the first amount of some mentions.
fn currency(mentions: &[Mention]) -> Option<Unit> {
    mentions.iter().find_map(|mention| match &mention.value {
        Value::Quantity(Quantity { unit, .. }) if matches!(unit.dimension(), Dimension::Money(_)) => Some(unit.clone()),
        _ => None,
    })
}

/// `36 per 100,000`: a bare number that another is told for each of says nothing by itself.
fn is_denominator(layout: &Layout<'_>, mention: &Mention, value: &Value) -> bool {
    let bare = matches!(value, Value::Quantity(quantity) if quantity.unit == Unit::None);
    bare && layout.reader.cue_before(mention.tokens.start, Cue::ForEach)
}

/// `income per head`: an amount that is for each person.
fn is_per_head(layout: &Layout<'_>, mention: &Mention) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    layout
        .reach(from, to, GOVERNS)
        .any(|at| layout.reader.cue(at, Cue::PerHead).is_some() && layout.unbroken(at, from, to))
}

/// `each family gets 500 dollars`, `500 dollars to each family`: those each of whom an amount is for, by their noun.
fn for_each_of(layout: &Layout<'_>, mention: &Mention) -> Option<String> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let reader = &layout.reader;
    let near = |at: &usize| {
        let reached = *at < from || (to..=to + BEHIND).contains(at);
        reached && layout.unbroken(*at, from, to)
    };
    layout.reach_of(&[Cue::Each, Cue::Every], from, to, GOVERNS).filter(near).find_map(|at| {
        let len = [Cue::Each, Cue::Every].into_iter().find_map(|cue| reader.cue(at, cue))?;
        // An adjective may stand between: `each bereaved family`.
        (at + len..at + len + PHRASE).find_map(|noun| {
            let (who, _) = reader.concept(noun, &[ConceptKind::Person, ConceptKind::Event])?;
            let people = who.def().kind == ConceptKind::Person || who.def().running;
            let lemma = |sense| if let Sense::Noun(lemma) = sense { Some(lemma.to_owned()) } else { None };
            people.then(|| reader.token(noun)?.find(lemma)).flatten()
        })
    })
}

/// Whether a share tells the amount before it again: `a deficit of 530 million, or 1.3 % of output`.
fn restates(layout: &Layout<'_>, mention: &Mention, before: &Mention, value: &Value) -> bool {
    let between = before.tokens.end..mention.tokens.start;
    let money =
        matches!(&before.value, Value::Quantity(quantity) if matches!(quantity.unit.dimension(), Dimension::Money(_)));
    let told = |at: usize| layout.reader.cue(at, Cue::Restated).is_some_and(|len| at + len >= between.end);
    money && value.kind() == Kind::Percent && between.len() <= RESTATED && (between.start..between.end).any(told)
}

/// `got 2 million votes, or 52 % of the valid ones`: whether a share tells again what somebody has so many of.
fn restates_votes(layout: &Layout<'_>, mention: &Mention, before: &Mention, value: &Value, count: &Frame) -> bool {
    let between = before.tokens.end..mention.tokens.start;
    let held = count.measure.iter().chain(&count.counted).any(|concept| concept.def().held);
    let told = |at: usize| {
        let again = [Cue::Restated, Cue::Or].iter().any(|cue| layout.reader.cue(at, *cue).is_some());
        again || layout.reader.is_mark(at, '(')
    };
    let near = between.len() <= RESTATED && (between.start..between.end).any(told);
    held && before.value.kind() == Kind::Number && value.kind() == Kind::Percent && near
}

/// `5 billion pounds ($746 million)`, `5 billion pounds, or $746 million`: whether an amount is the one right before it in
/// other money, of which all holds that holds of that one.
fn is_other_money(layout: &Layout<'_>, mention: &Mention, before: &Mention) -> bool {
    let reader = &layout.reader;
    let (from, end) = (mention.tokens.start, before.tokens.end);
    let money = [mention, before].iter().all(|mention| mention.value.kind() == Kind::Currency);
    let bracketed = from > 0 && reader.is_mark(from - 1, '(') && end == from - 1;
    let behind = end + usize::from(reader.is_comma(end));
    let told = [Cue::Restated, Cue::Or].iter().any(|cue| {
        // A hedge is one of the tokens of the amount: `or about`.
        reader.cue(behind, *cue).is_some_and(|len| (from..=from + 1).contains(&(behind + len)))
    });
    money && (bracketed || told) && mention.value.unit_id() != before.value.unit_id()
}

/// A share that tells an amount again measures what the amount does.
fn restate(frame: &mut Frame, amount: &Frame) {
    frame.whole.extend(frame.measure.iter().filter(|concept| !amount.measure.contains(concept)));
    frame.whole.sort_unstable();
    frame.whole.dedup();
    frame.measure.clone_from(&amount.measure);
}

/// Whether a time says when something was told rather than when it happened: a verb of saying stands nearer.
fn is_of_report(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let says = layout
        .reach_of(&[Cue::Says], from, to, SECOND)
        .filter(|at| layout.reader.cue(*at, Cue::Says).is_some())
        .map(|at| layout.cost(at, from, to))
        .min();
    let governs = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept));
    if says.is_none() || frame.measure.is_empty() {
        return says.is_some();
    }
    // `the ministry announced, on Sunday evening, that`: between commas behind the verb it is of the telling.
    if set_between_commas(layout, from, to)
        && (from.saturating_sub(SECOND)..from).any(|at| layout.reader.cue(at, Cue::Says).is_some())
    {
        return true;
    }
    let happens = layout.nearest(from, to, governs).map(|anchor| layout.cost(anchor.at, from, to));
    says.is_some_and(|says| happens.is_none_or(|happens| says < happens))
}

/// Whether a month or more lies weeks before the day of a document.
fn is_old(value: &Value, document: &Document) -> bool {
    let Value::Time(Time::Period(Period { last: Some(last), granularity, .. })) = value else { return false };
    let long = *granularity >= Granularity::Month;
    long && document.published.is_some_and(|published| (published.day - *last).get_days() > OLD)
}

/// Whether a verb of saying stands right before a time, where it comes before what is said: `أعلن الجيش في نيسان غرق قارب`. In
/// `an outbreak announced in May killed 40`, it is what happened that was announced then.
fn is_said_then(layout: &Layout<'_>, mention: &Mention) -> bool {
    let from = mention.tokens.start;
    layout.reader.language.noun_before_adjective
        && (from.saturating_sub(SAID)..from).any(|at| layout.reader.cue(at, Cue::Says).is_some())
}

/// Whether commas enclose a run of tokens.
fn set_between_commas(layout: &Layout<'_>, from: usize, to: usize) -> bool {
    let comma = |at: usize| layout.reader.is_comma(at);
    let opened = (from.saturating_sub(OPENED)..from).any(comma);
    let closed = (to..to + OPENED).any(comma);
    opened && closed
}

/// Whether a rise is told of a month, a quarter, or all the time since something, and is no rate of a year.
fn is_of_stretch(layout: &Layout<'_>, mentions: &[Mention], frame: &Frame) -> bool {
    let other = |concept: &ConceptId| concept.def().opposite.iter().any(|opposite| opposite.def().rate);
    // What another figure was then, it was: `4.5 % against 3 % in the same period of 2024`.
    let behind = |mention: &Mention| {
        let own = mentions.first().map_or(0, |own| own.tokens.end);
        let between = |other: &&Mention| own <= other.tokens.start && other.tokens.end <= mention.tokens.start;
        mentions.iter().filter(between).any(|other| matches!(other.value, Value::Quantity(_)))
    };
    let from = |mention: &Mention| {
        let said = layout.reader.cue_before(mention.tokens.start, Cue::From);
        matches!(mention.value, Value::Time(_)) && said && !behind(mention)
    };
    frame.qualifiers.iter().any(other) || layout.holds.has(Cue::Since) || mentions.iter().any(from)
}

/// Whether a value is a length of time of less than an hour.
fn is_moment(value: &Value) -> bool {
    let hour = Unit::known("hour").and_then(|hour| hour.to_base(Decimal::ONE));
    value.kind() == Kind::Duration && value.base().zip(hour).is_some_and(|(length, hour)| length < hour)
}

/// Where an article tells of rain, what is told in millimetres and of nothing else that is measured is rain.
fn measure_rain(value: &Value, frame: &mut Frame, context: &Context) {
    let Value::Quantity(quantity) = value else { return };
    let measured = frame.measure.iter().any(|concept| concept.def().kind != ConceptKind::Motion);
    if quantity.unit.id() == Some(FALLEN) && !measured {
        frame.measure.extend(context.falls);
        frame.measure.sort_unstable();
    }
}

/// `40 metres wide, not 60`, `40 مترا وليس 60`: whether a value is what the one before it corrects. What something was before
/// is another matter: `19 instead of 23`.
fn corrects(layout: &Layout<'_>, before: &Mention, mention: &Mention) -> bool {
    let (end, from) = (before.tokens.end, mention.tokens.start);
    let reader = &layout.reader;
    let rather = |at: usize| {
        let ends = reader.cue(at, Cue::Rather).is_some_and(|len| at + len == from);
        ends && reader.cue(at, Cue::Former).is_none()
    };
    layout.holds.has(Cue::Rather)
        && before.value.kind() == mention.value.kind()
        && (end..from.min(end + CORRECTS)).any(rather)
}

/// Whether the predicate is turned round: `without relations`, `did not kill`.
fn polarity(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Polarity {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // A count is of those who are counted, and not of what is told beside them: `14 of the 54, for lack of evidence`.
    let whole = if mention.value.kind() == Kind::Number { &[][..] } else { &frame.whole };
    // `has not seen such rain since`: so much rain fell.
    let falls = |concept: &ConceptId| concept.def().falls && concept.def().kind == ConceptKind::Thing;
    let told = |concept: &ConceptId| frame.measure.contains(concept) && !falls(concept) || whole.contains(concept);
    let governs = |what: &What| matches!(what, What::Concept(concept) if told(concept));
    let turned = layout.reach_of(&[Cue::Absence, Cue::Negation], from, to, GOVERNS).any(|at| {
        // The hedge of the value may itself be a negated verb: `does not exceed`.
        if (from..to).contains(&at) || layout.cost(at, from, to) > GOVERNS {
            return false;
        }
        let absence = layout.reader.cue(at, Cue::Absence);
        let negation = layout.reader.cue(at, Cue::Negation);
        let Some(len) = absence.or(negation) else { return false };
        // `لا تزال`, *still*; `ما يعادل`, *that is*: a longer phrase that begins so says something else.
        let longer = |cue: &Cue| layout.reader.cue(at, *cue).is_some_and(|longer| longer > len);
        // `was not put out until ten hours later`: what is left over happened.
        if negation.is_some() && (at + len..to).any(|at| layout.reader.cue(at, Cue::Except).is_some()) {
            return false;
        }
        // `لم تتجاوز نسبة المشاركة 40%` tells a level.
        if negation.is_some_and(|len| level_behind(&layout.reader, at + len).is_some()) {
            return false;
        }
        if [Cue::Stop, Cue::Restated, Cue::Which].iter().any(longer) {
            return false;
        }
        // `إجمالي ما تعهدت به`, *all that it pledged*: the word stands within such a phrase.
        let within = |start: usize| layout.reader.cue(start, Cue::Which).is_some_and(|longer| start + longer > at);
        if (at.saturating_sub(PHRASE)..at).any(within) {
            return false;
        }
        let reach = if absence.is_some() { 3 } else { 2 };
        let (first, past) = (at + len, at + len + reach);
        let turns = |anchor: &&Anchor<'_>| (first..past).contains(&anchor.at) && governs(&anchor.what);
        // `debt without the debt of the fund`: what is told beside as well is there.
        let told = |what: &What| {
            let beside =
                layout.around(from, to, GOVERNS + AGAIN).iter().filter(|anchor| !(at..past).contains(&anchor.at));
            beside.into_iter().any(|anchor| anchor.what == *what)
        };
        // `six were injured, without deaths`: what did not happen is not what is counted.
        let another = |what: &What| {
            let hits = |concept: &&ConceptId| concept.def().running && What::Concept(**concept) != *what;
            frame.measure.iter().any(|concept| hits(&concept))
        };
        let turned = layout.around(first, past, 0).iter().find(turns);
        turned.is_some_and(|anchor| !(absence.is_some() && (told(&anchor.what) || another(&anchor.what))))
    });
    if turned || is_denied(layout, mention, &governs) { Polarity::Negative } else { Polarity::Positive }
}

/// Whether a value is the most that something came to: `لم تتجاوز نسبة المشاركة 40%`, *turnout did not reach 40 %*.
fn is_capped(layout: &Layout<'_>, mention: &Mention) -> bool {
    let from = mention.tokens.start;
    layout.reach_of(&[Cue::Negation], from, from, GOVERNS).any(|at| {
        let len = layout.reader.cue(at, Cue::Negation).filter(|_| at < from);
        len.is_some_and(|len| level_behind(&layout.reader, at + len).is_some()) && layout.unbroken(at, from, from + 1)
    })
}

/// How wide a stretch of land the value is told of. Several are none, and neither is what was struck: `the quake that
/// struck the city killed 300`.
fn area(layout: &Layout<'_>, mention: &Mention, sources: &[Range<usize>]) -> Option<ConceptId> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let said_by = |at: &usize| sources.iter().any(|run| run.contains(at));
    let areas = layout.concepts(from, to, GOVERNS, &[ConceptKind::Area]).into_iter();
    let (cost, at, concept) = areas.into_iter().find(|(_, at, _)| !said_by(at))?;
    let struck = |at: usize| {
        let before = layout.around(at, at + 1, STRUCK).iter().filter(|anchor| anchor.at < at);
        before.into_iter().any(|anchor| matches!(anchor.what, What::Concept(concept) if concept.def().happens))
    };
    (cost <= GOVERNS && !several(layout, at) && !struck(at) && !is_within_name(layout, at)).then_some(concept)
}

/// Whether a word stands within a longer name: the *City* of `Zayed Sports City Stadium`.
fn is_within_name(layout: &Layout<'_>, at: usize) -> bool {
    let reader = &layout.reader;
    let capital = |at: usize| reader.token(at).is_some_and(|token| token.word.capital);
    reader.language.capitalises_names && at > 1 && capital(at - 1) && capital(at) && capital(at + 1)
}

/// Whether a noun stands in another number than the data lists it in.
fn several(layout: &Layout<'_>, at: usize) -> bool {
    layout.reader.token(at).is_some_and(|token| {
        let lemma =
            token.find(|sense| if let Sense::Noun(lemma) | Sense::Pair(lemma) = sense { Some(lemma) } else { None });
        lemma.is_some_and(|lemma| !token.word.folded.ends_with(&*fold::letters(lemma)))
    })
}

/// Whether what governs is kept from happening by a predicate right before it: `refuses to return 32 pieces`.
fn is_denied(layout: &Layout<'_>, mention: &Mention, governs: &dyn Fn(&What<'_>) -> bool) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near = layout.around(from, to, GOVERNS);
    let event = |what: &What| matches!(what, What::Concept(concept) if concept.def().kind == ConceptKind::Event && !concept.def().denies);
    near.iter().enumerate().any(|(nth, anchor)| {
        let denies = matches!(anchor.what, What::Concept(concept) if concept.def().denies);
        let except = || (anchor.at + anchor.len..to).any(|at| layout.reader.cue(at, Cue::Except).is_some());
        let end = anchor.at + anchor.len;
        let next = || near[nth + 1..].iter().filter(|next| next.at >= end && next.at < end + DENIED);
        // `1,244 flights were cancelled`: what is counted is denied by what stands right behind it.
        let own = || near.iter().any(|own| (from..to).contains(&own.at) && event(&own.what) && governs(&own.what));
        let behind = anchor.at >= to && anchor.at <= to + UNDONE && layout.unbroken(anchor.at, from, to);
        denies && behind && own()
            || denies
                && layout.cost(anchor.at, from, to) <= GOVERNS
                && next()
                    .any(|next| event(&next.what) && governs(&next.what) && layout.unbroken(next.at, anchor.at, end))
                && !except()
    })
}

/// What is done to: the first thing behind the governing predicate, else the content word nearest behind or before it.
fn object(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Option<Object> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let governs = |what: &What| matches!(what, What::Concept(concept) if frame.measure.contains(concept) && concept.def().kind == ConceptKind::Event);
    if frame.measure.is_empty() {
        return None;
    }
    let predicate = layout.nearest(from, to, governs)?;
    let end = predicate.at + predicate.len;
    let near =
        |anchor: &&Anchor<'_>| layout.cost(anchor.at, predicate.at, end) <= OBJECT && !(from..to).contains(&anchor.at);
    let thing = |anchor: &Anchor<'_>| match anchor.what {
        What::Concept(concept) if matches!(concept.def().kind, ConceptKind::Thing | ConceptKind::Body) => {
            Some(Object::Concept(concept))
        }
        _ => None,
    };
    let word = |anchor: &Anchor<'_>| match &anchor.what {
        What::Term(stem) => Some(Object::Word((*stem).into())),
        _ => thing(anchor),
    };
    let beside = layout.around(predicate.at, end, OBJECT);
    let behind = || beside.iter().filter(|anchor| anchor.at >= end).filter(near);
    let before = || beside.iter().rev().filter(|anchor| anchor.at < predicate.at).filter(near);
    behind()
        .find_map(thing)
        .or_else(|| before().find_map(thing))
        .or_else(|| behind().find_map(word))
        .or_else(|| before().find_map(word))
}
