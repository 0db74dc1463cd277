//! What governs a value: the noun that is counted, the predicate, the measure, what a share is of.
//!
//! A concept governs the values near it, but one value stands between others: what stands behind a value belongs to the
//! next one where that is nearer (`18 killed and 70 injured`), while what stands before it may govern a row of values
//! (`fell from 15 to 13`).

use std::ops::Range;

use compact_str::CompactString;

use super::Frame;
use super::anchor::{Anchor, Layout, What};
use super::part::is_subset;
use super::{scope, share};
use crate::language::{
    ConceptId, ConceptKind, Cue, DEAL_PRICE, PERSON, PlaceKind, Sense, Side, TURNOUT, Token, TokenKind, VOTED,
};
use crate::mention::Mention;
use crate::value::{Kind, Time, Unit, Value};

/// How far, in words and boundaries, the concept that governs a value may stand from it.
pub const GOVERNS: usize = 12;
/// How far a second governing concept may stand.
pub const SECOND: usize = 8;
/// How far before the value that it rose or fell to a toll or measure may be told.
const FAR: usize = 40;
/// How far before a measure the preposition may stand that joins it on to another: `in the state budget`.
const JOINED: usize = 3;
/// How far a measure may stand behind its value: `17 metres in diameter`.
const BEHIND: usize = 5;
/// How far the thing may stand that an amount is the size of.
const BESIDE: usize = 2;
/// How far before a share the word for turnout may stand, with nothing but what it is of between.
const HEAD: usize = 16;
/// How far behind a verb of voting the word may stand for what it aims at: `voted for`.
const AIM: usize = 2;
/// How far behind a count the insertion may end that stands between it and its verb.
const INSERTED: usize = 16;
/// How far behind its auxiliary a verb may stand.
const VERB: usize = 4;
/// How far before a day the verb may stand that says that something was told on it.
const SAYS: usize = 5;
/// How far the concepts of a complement reach: `of the country's imports of oil`.
const COMPLEMENT: usize = 6;

/// A concept near a value.
#[derive(Clone, Copy, Debug)]
struct Near {
    cost: usize,
    at: usize,
    concept: ConceptId,
}

impl Near {
    fn is(&self, kind: ConceptKind) -> bool {
        self.concept.def().kind == kind
    }
}

/// Measure, whole, what is counted and motions: the concepts that govern the value.
///
/// Words of those who say so govern nothing: *survivors said*.
pub fn governed(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], sources: &[Range<usize>]) -> Frame {
    use ConceptKind::{Event, Measure, Motion, Person, Thing};
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let kind = mention.value.kind();
    let counts = kind == Kind::Number;
    let mut frame = Frame { noun: noun(&mention.value), ..Frame::default() };
    // What the mention's own words say: the counted noun, the noun of a rank. Its hedge says nothing of it: `في حدود 2.5 %`.
    let own: Vec<ConceptId> = layout
        .around(from, to, 0)
        .iter()
        .filter(|anchor| (from..to).contains(&anchor.at) && !is_hedge(layout, mention, anchor.at))
        .filter_map(|anchor| if let What::Concept(concept) = anchor.what { Some(concept) } else { None })
        .collect();
    let running = |concept: &ConceptId| concept.def().running;
    // The wounded are people, whatever the word; explosions are what is counted themselves.
    let hit = own.iter().any(running);
    frame.counted = own.iter().copied().find(|concept| {
        counts && concept.def().kind != Motion && !running(concept) && (!hit || concept.def().kind != Event)
    });
    // A phrase before says more of its noun than the noun alone: `polling offices came to 450 offices`.
    let phrase = frame.noun.as_deref().filter(|_| counts && !hit).and_then(|noun| named_before(layout, from, noun));
    frame.counted = phrase.or(frame.counted);
    // `23 million Algerians`: people, by where they are from.
    let nationals = counts && frame.noun.is_some() && frame.counted.is_none() && names_nationals(layout, from, to);
    frame.counted = frame.counted.or_else(|| PERSON.filter(|_| nationals));
    // `توفي 33 مصابا`, *33 of the injured died*: the verb right before a count of those who are hit tells what befell them now.
    let befell = befell_right_before(layout, from).filter(|_| hit);
    let own_event = |concept: &ConceptId| befell.is_none_or(|event| !running(concept) || *concept == event);
    frame
        .measure
        .extend(own.iter().copied().filter(|concept| matches!(concept.def().kind, Event | Measure)).filter(own_event));
    frame.whole = complement(layout, mention);
    // `ten of the pupils of a school`: pupils.
    let of = |concept: &ConceptId| concept.def().kind == Person && concept.def().broader.is_some();
    if counts && frame.counted.is_none() && frame.noun.is_none() {
        frame.counted = frame.whole.first().copied().filter(of).or_else(|| who_they_were(layout, mention).filter(of));
    }
    let dimension = dimension(&mention.value);
    let mut near = governors(layout, mention, mentions, sources, &frame);
    near.retain(|near| !(from..to).contains(&near.at) || own_event(&near.concept));
    let head = head_of(layout, &near, from);
    if let Some(head) = head {
        near.retain(|near| near.at >= from || !near.is(Measure) || near.at == head);
        // `the deficit in the budget is 5 % of the product`: what a share is of is not what is measured.
        near.retain(|near| kind != Kind::Percent || near.at < to || !frame.whole.contains(&near.concept));
    }
    // A length of time is measured of whatever it is of: years of relations. A distance is told *from* something: what
    // it measures stands before it.
    let lasting = kind == Kind::Duration;
    let told = |near: &Near| near.cost <= SECOND || head == Some(near.at);
    let told_before = near.iter().any(|near| told(near) && near.at < from && near.is(Measure));
    let of = !(kind == Kind::Dimension && told_before);
    // The debt is 88 percent of the product: the product is what the share is of, the debt what is measured.
    let denominator = |concept: &ConceptId| kind == Kind::Percent && told_before && concept.def().kind == Measure;
    frame.measure.extend(
        frame
            .whole
            .iter()
            .copied()
            .filter(|concept| of && !denominator(concept))
            .filter(|concept| lasting || matches!(concept.def().kind, Event | Measure)),
    );
    if matches!(kind, Kind::Currency | Kind::Dimension | Kind::Percent) {
        frame.measure.extend(head_thing(layout, mention));
    }
    let people = counts && frame.counted.is_none_or(|concept| concept.def().kind == Person);
    if people {
        frame.combined = counts_several(&own);
        govern_people(layout, mention, &near, &mut frame);
    }
    let outside = near.iter().find(|near| near.is(Event) && !(from..to).contains(&near.at));
    frame.predicate = outside.or_else(|| near.iter().find(|near| near.is(Event))).map(|near| near.concept);
    govern(&near, &mut frame.measure);
    narrow_measure(layout, from, &near, &mut frame.measure);
    if kind == Kind::Duration {
        // What lasted is told beside the word for lasting: `it took six hours to put the fire out`.
        let lasts = frame.measure.iter().any(ConceptId::lasts);
        let what = near.iter().find(|near| lasts && near.is(Event) && near.cost <= SECOND && !near.concept.lasts());
        frame.measure.extend(what.map(|near| near.concept));
    }
    let amount = matches!(kind, Kind::Currency | Kind::Dimension | Kind::Percent);
    // A happening near an amount governs it alone: `imports 5 billion`.
    let beside = near.iter().any(|near| near.is(Event) && near.cost <= SECOND);
    // `public debt …, stood at 83 % of the product`: what a share is of does not say what is measured.
    let of = |concept: &ConceptId| kind == Kind::Percent && frame.whole.contains(concept);
    let levelled = frame.measure.iter().any(|concept| matches!(concept.def().kind, Measure | Thing) && !of(concept));
    if amount && !levelled && !beside {
        // What a level told at the end of a long sentence is of stands at its beginning; else it is of the thing before.
        let measure = layout.measure_before(from);
        let measure = measure.filter(|concept| dimension.is_none_or(|dimension| concept.governs(dimension)));
        if measure.is_some() && kind == Kind::Percent {
            frame.measure.retain(|concept| concept.def().kind != Measure);
        }
        let of = frame.whole.iter().copied().find(|concept| concept.def().kind == Thing);
        frame.measure.extend(measure.or(of).or_else(|| thing_before(layout, mention)));
    }
    tells_turnout(layout, mention, &mut frame);
    tells_price(layout, mention, &mut frame);
    frame.measure.sort_unstable();
    frame.measure.dedup();
    frame.motions = layout
        .concepts(from, to, GOVERNS, &[Motion])
        .into_iter()
        .filter(|(cost, at, _)| *cost <= GOVERNS && !(from..to).contains(at))
        .map(|(_, _, concept)| concept)
        .collect();
    if frame.measure.is_empty() {
        frame.head = heads(layout, mention);
    }
    frame
}

/// Whether those to whom it happens do not survive it.
fn dies(concept: ConceptId) -> bool {
    concept.def().opposite.iter().any(|other| other.def().spares)
}

/// What befell people, told by the verb right before a value, where verbs come first.
fn befell_right_before(layout: &Layout<'_>, from: usize) -> Option<ConceptId> {
    let verb = layout.concepts(from, from, BESIDE, &[ConceptKind::Event]).into_iter().find(|(_, at, concept)| {
        let ends = layout.reader.concept(*at, &[ConceptKind::Event]).is_some_and(|(_, len)| at + len == from);
        *at < from && ends && concept.def().running && dies(*concept)
    });
    let first = layout.reader.language.noun_before_adjective && !layout.reader.is_joined(from);
    verb.map(|(.., concept)| concept).filter(|_| first)
}

/// `twelve of the dead were schoolchildren`: who those are that are some of others.
fn who_they_were(layout: &Layout<'_>, mention: &Mention) -> Option<ConceptId> {
    let (reader, to) = (&layout.reader, mention.tokens.end);
    reader.cue(to, Cue::Of)?;
    let is = (to + 1..to + COMPLEMENT).find(|at| reader.cue(*at, Cue::Copula).is_some())?;
    let (concept, _) = reader.concept(is + 1, &[ConceptKind::Person])?;
    layout.unbroken(is, mention.tokens.start, to).then_some(concept)
}

/// Whether the last word of a count is a word for those of a country.
fn names_nationals(layout: &Layout<'_>, from: usize, to: usize) -> bool {
    let place = |sense: Sense| match sense {
        Sense::Place(place) => place.def().kind == PlaceKind::Country,
        _ => false,
    };
    let last = layout.reader.token(to.saturating_sub(1));
    to > from + 1 && last.is_some_and(|token| token.kind == TokenKind::Word && token.has(place))
}

/// `64 % of registered voters cast a ballot`: turnout, in other words. Who are so many of them is told before, and for whom
/// they voted behind.
fn tells_turnout(layout: &Layout<'_>, mention: &Mention, frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let reader = &layout.reader;
    // `turnout in the presidential election of 2019 was 64 %`: the election says of which.
    let told = |anchor: &Anchor<'_>| matches!(anchor.what, What::Concept(concept) if Some(concept) == TURNOUT);
    let turnout = layout.around(from, from, HEAD).iter().rfind(|anchor| anchor.at < from && told(anchor));
    let elects = |concept: &ConceptId| concept.def().ballot && Some(*concept) != TURNOUT;
    let plain = mention.value.kind() == Kind::Percent && frame.measure.iter().any(elects);
    if let Some(turnout) = turnout.filter(|turnout| plain && layout.unbroken(turnout.at, from, to))
        && let What::Concept(concept) = turnout.what
    {
        frame.measure.push(concept);
        return;
    }
    let are = from.checked_sub(1).is_some_and(|at| {
        reader.cue(at, Cue::Copula).is_some()
            || reader
                .starts_before(from, |sense| {
                    matches!(sense, Sense::Concept(concept) if concept.def().kind == ConceptKind::Motion).then_some(())
                })
                .is_some()
    });
    // Where the verb comes first, what it aims at stands further off.
    let voted = |anchor: &Anchor<'_>| matches!(anchor.what, What::Concept(concept) if Some(concept) == VOTED);
    let behind = |at: usize| layout.around(at.saturating_sub(AIM), at, 0).iter().any(voted);
    let behind = |at: usize| reader.language.noun_before_adjective || behind(at);
    let aim =
        |at: usize| at >= to && reader.cue(at, Cue::InFavour).is_some() && layout.unbroken(at, from, to) && behind(at);
    if mention.value.kind() != Kind::Percent || are || layout.reach_of(&[Cue::InFavour], to, to, GOVERNS).any(aim) {
        return;
    }
    let voted = frame.measure.iter().any(|concept| Some(*concept) == VOTED);
    let may = |concept: &ConceptId| {
        let def = concept.def();
        def.kind == ConceptKind::Measure
            && VOTED.is_some_and(|vote| def.people.iter().any(|who| vote.def().people.contains(who)))
    };
    let of = frame.whole.iter().chain(&frame.measure).any(may);
    // `nearly 63 % cast a ballot`: of those who may.
    let does = |anchor: &Anchor<'_>| {
        anchor.at == to && matches!(anchor.what, What::Concept(concept) if Some(concept) == VOTED)
    };
    let of = of || !reader.language.noun_before_adjective && layout.around(to, to + 1, 0).iter().any(does);
    if let Some(turnout) = TURNOUT.filter(|_| voted && of) {
        frame.measure.retain(|concept| Some(*concept) != VOTED && !may(concept));
        frame.measure.push(turnout);
        frame.whole.clear();
    }
}

/// `bought half of the shares for 40 million`, `a contract worth 3 million`: what is paid, whatever stands between.
fn tells_price(layout: &Layout<'_>, mention: &Mention, frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let paid = |concept: &ConceptId| DEAL_PRICE.is_some_and(|price| price.def().paid.contains(concept));
    let (Value::Quantity(amount), Kind::Currency) = (&mention.value, mention.value.kind()) else { return };
    let priced = layout.reader.cue_before(from, Cue::Price);
    let before = |kind: ConceptKind| {
        let mut near = layout.concepts(from, from, FAR, &[kind]).into_iter();
        near.any(|(_, at, concept)| at < from && paid(&concept) && layout.unbroken(at, from, to))
    };
    // Beside a measure the words say of what: `exports worth 5 million`; but not where something was bought.
    let measured = || frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    // `a deal of 5 million`, `a 5 million contract`.
    let beside = || layout.concepts(from, to, BESIDE, &[ConceptKind::Thing]).into_iter();
    let size = || beside().any(|(cost, _, concept)| cost <= BESIDE && paid(&concept));
    let bought = priced && before(ConceptKind::Event);
    if amount.per.is_none() && (bought || !measured() && (size() || priced && before(ConceptKind::Thing))) {
        frame.measure.retain(|concept| concept.def().kind == ConceptKind::Thing || paid(concept));
        frame.measure.extend(DEAL_PRICE);
    }
}

/// `revenue (513 billion) and spending (840 billion)`: a figure in brackets is of the word right before them.
fn labelled(layout: &Layout<'_>, mention: &Mention, mut near: Vec<Near>) -> Vec<Near> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    if from == 0 || !layout.reader.is_mark(from - 1, '(') || !layout.reader.is_mark(to, ')') {
        return near;
    }
    let ends = |near: &Near| {
        let mut same = layout.around(near.at, near.at + 1, 0).iter().filter(|anchor| anchor.at == near.at);
        same.any(|anchor| anchor.at + anchor.len == from - 1)
    };
    if near.iter().any(ends) {
        near.retain(ends);
    }
    near
}

/// The events and measures near a value that can govern it, nearest first.
fn governors(
    layout: &Layout<'_>,
    mention: &Mention,
    mentions: &[Mention],
    sources: &[Range<usize>],
    frame: &Frame,
) -> Vec<Near> {
    use ConceptKind::{Event, Measure, Thing};
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let kind = mention.value.kind();
    let counts = kind == Kind::Number;
    let running = |concept: &ConceptId| concept.def().running;
    let verb = verb_past_insertion(layout, mention);
    let taken = |near: &Near| Some(near.at) != verb && belongs_to_another(layout, mention, mentions, near.at);
    let dimension = dimension(&mention.value);
    // The fifth of something and the hour of it are no diameter.
    let numbers = matches!(mention.value, Value::Ordinal(_) | Value::Time(Time::Clock { .. }));
    let said_by = scope::sources_near(sources, from, to, GOVERNS);
    let near: Vec<Near> = layout
        .concepts(from, to, GOVERNS, &[Event, Measure])
        .into_iter()
        .filter(|(.., concept)| dimension.is_none_or(|dimension| concept.governs(dimension)))
        .filter(|(.., concept)| !(numbers && concept.is_physical()))
        .map(|(cost, at, concept)| Near { cost, at, concept })
        .filter(|near| near.at < to || !near.is(Measure) || near.cost <= BEHIND)
        .filter(|near| !said_by.iter().any(|run| scope::says_so(layout, run, near.at)))
        .filter(|near| !(from..to).contains(&near.at) || !is_hedge(layout, mention, near.at))
        .filter(|near| near.at < to || !tells_some(layout, mentions, near.at))
        .collect();
    let near = past_insertion(layout, mention, behind_label(layout, mention, near));
    // A word of another value governs this one only where it has none of its own: `21 people died, 20 of them tourists`.
    let own_words: Vec<Near> =
        near.iter().copied().filter(|near| (from..to).contains(&near.at) || !taken(near)).collect();
    // The dead of another count are no homes: `3 people died and 9,000 homes lost power`.
    let things = counts && frame.counted.is_some_and(|concept| concept.def().kind == Thing);
    // `revenue was 40 million and profit 6 million`: of amounts, each has its own measure.
    let own_measure = !counts && own_words.iter().any(|near| near.is(Measure));
    let near = if own_words.iter().any(|near| near.is(Event)) || own_measure {
        own_words
    } else {
        // `14 dead, among them five children, and 46 wounded`: nor are some of those before hit as those behind.
        let some = is_subset(layout, mention);
        // `64 cases, including 35 deaths`: nor are all hit as some of them are.
        let of_some = |near: &Near| {
            let mut behind = mentions[scope::near(mentions, near.at, near.at + 1, 0)].iter();
            behind.any(|other| other.tokens.start >= to && other.tokens.contains(&near.at) && is_subset(layout, other))
        };
        let apart = |near: &Near| things && running(&near.concept) || some && near.at >= to || of_some(near);
        near.into_iter().filter(|near| !(taken(near) && apart(near))).collect()
    };
    let near = labelled(layout, mention, near);
    let near = own_conjunct(mention, mentions, near);
    let mut near = reached(layout, mention, near);
    let says = |at: usize| layout.reader.cue(at, Cue::Says).is_some() && layout.unbroken(at, from, to);
    let says = || (from.saturating_sub(SAYS)..from).any(says);
    if matches!(mention.value, Value::Time(_)) && layout.reader.cue(to, Cue::That).is_some() && says() {
        // `the police announced on Sunday that the attack …`: it is the day on which they did.
        near.retain(|near| near.at < from);
    }
    if kind == Kind::Ordinal {
        // `was sent off in the 60th minute for hitting`: what was numbered is told before.
        near.sort_by_key(|near| near.at >= to);
    }
    if kind == Kind::Duration && tells_interval(layout, from, to) {
        // `a blast 20 minutes after the attack`: what happened so long after is told before it.
        near.sort_by_key(|near| near.at >= to);
    }
    if kind == Kind::Duration {
        // `the attack on the city lasted two hours`: what only lengths of time are told of is what they are told of.
        near.sort_by_key(|near| !near.concept.lasts());
    }
    near
}

/// `كان على متنه 84 شخصا نجا منهم 45`: whether what befell some of those before, whose number follows, stands here.
fn tells_some(layout: &Layout<'_>, mentions: &[Mention], at: usize) -> bool {
    let Some(len) = layout.reader.cue(at + 1, Cue::Subset) else { return false };
    // A verb that agrees with those before is told of them: `1,200 شخص جرحوا بمن فيهم 200 طفل`.
    let plain = |token: &Token| token.word.forms.iter().any(|form| !form.inflected && !form.node.senses().is_empty());
    if !layout.reader.token(at).is_some_and(plain) {
        return false;
    }
    let behind = at + 1 + len;
    mentions[scope::near(mentions, at, behind, 1)]
        .iter()
        .any(|other| (behind..=behind + 1).contains(&other.tokens.start))
}

/// Whether a length of time lies between two happenings: so long *after* one.
fn tells_interval(layout: &Layout<'_>, from: usize, to: usize) -> bool {
    layout.reader.cue(to, Cue::After).is_some() || layout.reader.cue_before(from, Cue::After)
}

/// Whether a token is of the hedge of a value, which says nothing of what is measured: `في حدود 2.5 %`. What stands between a
/// verb that hedges and the value does: `لا يقل عمقه عن 200 متر`.
fn is_hedge(layout: &Layout<'_>, mention: &Mention, at: usize) -> bool {
    let before = layout.reader.token(at).is_some_and(|token| token.span.start < mention.span.start);
    let first = mention.tokens.start;
    let past = || layout.reader.hedge(first, Side::Before).is_some_and(|(_, len)| first + len <= at);
    before && !past()
}

/// `16 people, schoolchildren among them, have been killed`: the token of the happening whose subject a count is, behind an
/// insertion between commas.
fn verb_past_insertion(layout: &Layout<'_>, mention: &Mention) -> Option<usize> {
    let (reader, to) = (&layout.reader, mention.tokens.end);
    if mention.value.kind() != Kind::Number || !reader.is_comma(to) {
        return None;
    }
    let closes = (to + 1..reader.tokens.len().min(to + INSERTED)).filter(|at| reader.is_comma(*at));
    closes.into_iter().find_map(|close| {
        let auxiliary = reader.cue(close + 1, Cue::Copula).or_else(|| reader.cue(close + 1, Cue::Past));
        // `have been killed`, `were later found`: or the verb alone, where no *and* goes on with a list.
        let start = close + 1 + auxiliary.unwrap_or(0);
        let reach = if auxiliary.is_some() { VERB } else { 1 };
        // `the army said, wounded rebels fled`: a participle.
        let whose = |at: usize| reader.concept(at, &[ConceptKind::Person, ConceptKind::Thing]).is_some();
        let verb = |at: usize| {
            reader.concept(at, &[ConceptKind::Event]).is_some_and(|(_, len)| auxiliary.is_some() || !whose(at + len))
        };
        let goes_on = reader.is_joined(close + 1) || reader.cue(close + 1, Cue::And).is_some();
        // A phrase of the data may begin with the auxiliary.
        (close + 1..start + reach).find(|at| !goes_on && verb(*at) && layout.unbroken(*at, close + 1, close + 2))
    })
}

/// Puts the happening behind an insertion among what governs, where nothing before does.
fn past_insertion(layout: &Layout<'_>, mention: &Mention, mut near: Vec<Near>) -> Vec<Near> {
    let to = mention.tokens.end;
    if near.iter().any(|near| near.is(ConceptKind::Event) && near.at < to) {
        return near;
    }
    let Some(verb) = verb_past_insertion(layout, mention) else { return near };
    let told = layout.around(verb, verb + 1, 0).iter().filter(|anchor| anchor.at == verb);
    let events = told.filter_map(|anchor| match anchor.what {
        What::Concept(concept) if concept.def().kind == ConceptKind::Event => Some(concept),
        _ => None,
    });
    near.retain(|near| near.at < to);
    near.extend(events.map(|concept| Near { cost: SECOND, at: verb, concept }));
    near
}

/// `- 6.6 %: the inflation expected`: what a figure at the head of a line is of stands behind its colon.
fn behind_label(layout: &Layout<'_>, mention: &Mention, mut near: Vec<Near>) -> Vec<Near> {
    let (reader, from, to) = (&layout.reader, mention.tokens.start, mention.tokens.end);
    let mark = |at: usize| reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
    // What is expected there is left alone, for it is too far off to be a forecast of this.
    let expected = || (to + 1..to + 1 + HEAD).any(|at| reader.cue(at, Cue::Forecast).is_some());
    if !(0..from).all(mark) || !reader.is_mark(to, ':') || expected() {
        return near;
    }
    let dimension = dimension(&mention.value);
    let kinds = [ConceptKind::Event, ConceptKind::Measure];
    let told = layout.concepts(to + 1, to + 1, SECOND, &kinds).into_iter();
    let told = told.filter(|(.., concept)| dimension.is_none_or(|dimension| concept.governs(dimension)));
    let known: Vec<usize> = near.iter().map(|near| near.at).collect();
    near.extend(told.filter(|(_, at, _)| *at > to && !known.contains(at)).map(|(cost, at, concept)| Near {
        cost,
        at,
        concept,
    }));
    near
}

/// `spending of 45 million and a deficit of 5 million`: what an amount joined on to another is of is told since that one.
fn own_conjunct(mention: &Mention, mentions: &[Mention], mut near: Vec<Near>) -> Vec<Near> {
    let from = mention.tokens.start;
    let amount = |value: &Value| matches!(value.kind(), Kind::Currency | Kind::Percent | Kind::Dimension);
    let before = mentions[..mentions.partition_point(|other| other.tokens.end <= from)].iter().rev();
    let alike =
        |other: &&Mention| (amount(&mention.value) || amount(&other.value)) && is_alike(&mention.value, &other.value);
    let Some(last) = before.into_iter().find(alike) else { return near };
    let own = |near: &Near| (last.tokens.end..from).contains(&near.at) && near.cost <= SECOND;
    if near.iter().any(own) {
        near.retain(|near| near.at >= last.tokens.end);
    }
    near
}

/// `the toll of the storm that struck the coast rose on Sunday to 14 after the discovery of a body`: what rose is told before
/// the value that it rose to, however far back, and not behind it.
fn reached(layout: &Layout<'_>, mention: &Mention, mut near: Vec<Near>) -> Vec<Near> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let moved = || !layout.concepts(from, from, SECOND, &[ConceptKind::Motion]).is_empty();
    if !layout.reader.cue_before(from, Cue::To) || near.iter().any(|near| (from..to).contains(&near.at)) || !moved() {
        return near;
    }
    let dimension = dimension(&mention.value);
    let told = |concept: ConceptId| {
        let governs = dimension.is_none_or(|dimension| concept.governs(dimension));
        governs && (concept.def().running || concept.def().kind == ConceptKind::Measure)
    };
    // What struck is no toll: `the toll of the strike on the market rose to 41`.
    let strikes = |near: &Near| near.concept.strikes() && !told(near.concept);
    if near.iter().any(|near| near.at < from && !strikes(near)) {
        near.retain(|near| near.at < to);
        return near;
    }
    let subject = layout.concepts(from, from, FAR, &[ConceptKind::Event, ConceptKind::Measure]).into_iter();
    let subject = subject.filter(|(_, at, concept)| *at < from && told(*concept)).min_by_key(|(_, at, _)| from - at);
    match subject {
        Some((_, at, concept)) => vec![Near { cost: GOVERNS, at, concept }],
        None => near,
    }
}

/// What a phrase before a count says of its noun: `عدد مكاتب الاقتراع 4210 مكتبا`, *polling stations*, not offices.
fn named_before(layout: &Layout<'_>, from: usize, noun: &str) -> Option<ConceptId> {
    let lemma = |at: usize| {
        layout
            .reader
            .token(at)
            .and_then(|token| token.find(|sense| if let Sense::Noun(lemma) = sense { Some(lemma) } else { None }))
    };
    let before = layout.around(from, from, SECOND).iter().rev().filter(|anchor| anchor.at + anchor.len <= from);
    before.into_iter().find_map(|anchor| match anchor.what {
        What::Concept(concept) if anchor.len > 1 && concept.def().kind == ConceptKind::Thing => {
            (lemma(anchor.at) == Some(noun)).then_some(concept)
        }
        _ => None,
    })
}

/// The measure that the one nearest before a value is told of: `oil revenue in the budget is expected to reach 60 billion`.
fn head_of(layout: &Layout<'_>, near: &[Near], from: usize) -> Option<usize> {
    let before = |near: &&Near| near.at < from && near.is(ConceptKind::Measure);
    let nearest = near.iter().filter(before).max_by_key(|near| near.at).filter(|near| !near.concept.def().each)?;
    let ends = |near: &Near| {
        let same = layout.around(near.at, near.at + 1, 0).iter().filter(|anchor| anchor.at == near.at);
        same.map(|anchor| anchor.at + anchor.len).max().unwrap_or(near.at)
    };
    // `عجز ميزانية الدولة`: where adjectives follow, so does what a noun is of.
    let of_noun = layout.reader.language.noun_before_adjective && !layout.reader.is_joined(nearest.at);
    let joins = |at: usize| [Cue::Of, Cue::During].iter().any(|cue| layout.reader.cue(at, *cue).is_some());
    let preposition = (nearest.at.saturating_sub(JOINED)..nearest.at).rev().find(|at| joins(*at));
    near.iter()
        .filter(before)
        .find(|head| {
            let end = ends(head);
            of_noun && end == nearest.at || preposition.is_some_and(|at| at >= end && at - end <= 1)
        })
        .map(|head| head.at)
}

/// The name of a quantity's dimension in the unit table, *bare* for a number without a unit.
fn dimension(value: &Value) -> Option<&'static str> {
    match value {
        Value::Quantity(quantity) if quantity.unit == Unit::None => Some("bare"),
        Value::Quantity(quantity) => Some(quantity.unit.dimension().name()),
        _ => None,
    }
}

/// The lemma of what is counted.
fn noun(value: &Value) -> Option<String> {
    match value {
        Value::Quantity(quantity) => match &quantity.unit {
            Unit::Counted(lemma) => Some(lemma.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a word belongs to another value: it stands behind this one and nearer to the next, or behind another value
/// that it follows more closely than it precedes this one.
pub fn belongs_to_another(layout: &Layout<'_>, mention: &Mention, mentions: &[Mention], at: usize) -> bool {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let here = layout.cost(at, from, to);
    let others = mentions[scope::near(mentions, at, at + 1, here.max(SECOND))].iter();
    // The same amount in another currency or unit, in brackets, comes between nothing.
    let again = |other: &Mention| layout.reader.is_mark(to, '(') && other.tokens.start == to + 1;
    // `45 people, 19 of them children, were rescued`: nor does a part that commas enclose.
    let inserted = |other: &Mention| {
        let behind = other.tokens.start >= to && (to..other.tokens.start).any(|at| layout.reader.is_comma(at));
        behind && is_subset(layout, other) && (other.tokens.end..at).any(|at| layout.reader.is_comma(at))
    };
    let between = |other: &&Mention| states_amount(&other.value) && !again(other) && !inserted(other);
    others.filter(|other| other.tokens != mention.tokens).filter(between).any(|other| {
        let (start, end) = (other.tokens.start, other.tokens.end);
        let there = layout.cost(at, start, end);
        // What *and* joins on behind a value begins anew: `3 dead and cut the power to 9,000 homes`.
        let follows = || there < here && there <= 2 && !layout.reader.is_joined(at);
        let alike = is_alike(&other.value, &mention.value);
        // `revenue of 40 million and spending of 45 million`: what *and* joins on goes with the next value, what stands
        // before *and* with the last.
        let goes_on = || {
            let next = joins_on(layout, to, at) || there <= BEHIND && is_told_before(layout, mention);
            alike && next && !begins_anew(layout, at, start)
        };
        let went_on = || alike && !joins_on(layout, end, at) && begins_anew(layout, at, from);
        if at >= to {
            start >= to && (end <= at || there < here || goes_on())
        } else {
            // `spending reached 45 million with a deficit of 5 million`.
            let own = || alike && is_told_before(layout, other) && !begins_anew(layout, at, from);
            end <= at && (follows() && !own() || there <= SECOND && went_on())
        }
    })
}

/// Whether two values can stand in a row: of one kind, or with the unit told only once.
fn is_alike(one: &Value, other: &Value) -> bool {
    let bare = |value: &Value| matches!(value, Value::Quantity(quantity) if quantity.unit == Unit::None);
    one.kind() == other.kind() || bare(one) || bare(other)
}

/// `spending reached 45 million, with a deficit of 5 million`: whether what an amount is of stands before it.
fn is_told_before(layout: &Layout<'_>, mention: &Mention) -> bool {
    let from = mention.tokens.start;
    let amount = matches!(mention.value.kind(), Kind::Currency | Kind::Percent);
    let near = layout.concepts(from, from, SECOND, &[ConceptKind::Event, ConceptKind::Measure]);
    amount && near.iter().any(|(cost, at, _)| *cost <= SECOND && layout.unbroken(*at, from, from))
}

/// Whether something begins anew behind a token and before another: at a comma, or at what *and* joins on.
pub fn begins_anew(layout: &Layout<'_>, at: usize, before: usize) -> bool {
    let reader = &layout.reader;
    let begins = |at: usize| reader.is_comma(at) || reader.is_joined(at) || reader.cue(at, Cue::And).is_some();
    (at + 1..=before).any(begins)
}

/// Whether *and* joins on what a word is part of, behind a value. Two words that *and* joins are told of one value: `40
/// killed and injured`.
fn joins_on(layout: &Layout<'_>, value: usize, at: usize) -> bool {
    let reader = &layout.reader;
    let and = |at: &usize| reader.is_joined(*at) || reader.cue(*at, Cue::And).is_some();
    let Some(first) = (value..=at).rev().find(and) else { return false };
    let governs = |what: &What| matches!(what, What::Concept(concept) if matches!(concept.def().kind, ConceptKind::Event | ConceptKind::Measure));
    let mut before = layout.around(first.saturating_sub(1), first, 0).iter();
    !before.any(|anchor| anchor.at >= value && anchor.at < first && governs(&anchor.what))
}

/// Whether a value is an amount or count, rather than a time or a place in an order.
fn states_amount(value: &Value) -> bool {
    matches!(value, Value::Quantity(_)) && value.kind() != Kind::Duration
}

/// The thing that an amount is the size of, right beside it: `a $5 billion loan`, `قرض بقيمة`.
fn head_thing(layout: &Layout<'_>, mention: &Mention) -> Option<ConceptId> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near = layout.concepts(from, to, BESIDE, &[ConceptKind::Thing]);
    let beside = || near.iter().filter(|(cost, at, _)| *cost <= BESIDE && !(from..to).contains(at));
    beside().find(|(_, at, _)| *at < from).or_else(|| beside().next()).map(|(_, _, concept)| *concept)
}

/// The thing told last before an amount, in its clause: `aid that came to 5 billion`.
fn thing_before(layout: &Layout<'_>, mention: &Mention) -> Option<ConceptId> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let near = layout.concepts(from, to, SECOND, &[ConceptKind::Thing]);
    near.into_iter().find(|(cost, at, _)| *cost <= SECOND && *at < from).map(|(_, _, concept)| concept)
}

/// Of people, the nearest count that runs (killed, injured) governs before what merely happened near by. Two such words
/// joined by *and*, neither with an object of its own, make one combined count.
fn govern_people(layout: &Layout<'_>, mention: &Mention, near: &[Near], frame: &mut Frame) {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let running = |concept: &ConceptId| concept.def().running;
    if frame.measure.iter().any(running) {
        // `15 injured left hospital`: what is told right beside happened to them too.
        let told = |near: &&Near| {
            let outside = !(from..to).contains(&near.at) && !layout.reader.is_joined(near.at);
            outside && running(&near.concept) && near.cost <= BESIDE && layout.unbroken(near.at, from, to)
        };
        frame.measure.extend(near.iter().find(told).map(|near| near.concept));
        return;
    }
    let Some(first) = near.iter().find(|near| near.cost <= GOVERNS && running(&near.concept)) else { return };
    // `carried 20 people when it sank`: what stands right before the value governs it, whatever befell others behind.
    let before = near.iter().find(|near| near.is(ConceptKind::Event) && near.at < from && near.cost <= BESIDE);
    if before.is_some_and(|before| first.at >= to && first.cost > before.cost + 1) {
        return;
    }
    frame.measure.extend(near.iter().filter(|near| near.at == first.at).map(|near| near.concept));
    // `left 50 dead or injured`: the first may be told by two words.
    let first_at = || near.iter().filter(|near| near.concept == first.concept).map(|near| near.at);
    let joined = near.iter().filter(|near| {
        let another = near.concept != first.concept && !near.concept.def().follows && !first.concept.def().follows;
        running(&near.concept) && another && first_at().any(|at| joined(layout, near.at, at))
    });
    let before = frame.measure.len();
    frame.measure.extend(joined.map(|near| near.concept));
    frame.combined = frame.measure.len() > before;
    // `to save 1200 people hurt`: the word right behind tells of the same people.
    let behind = near.iter().filter(|near| running(&near.concept) && near.at > first.at && near.cost <= BESIDE);
    frame.measure.extend(behind.map(|near| near.concept));
}

/// Whether some concepts are of people hit in several ways: the dead and the injured, where the injured who were taken to
/// hospital are the injured.
fn counts_several(concepts: &[ConceptId]) -> bool {
    concepts
        .iter()
        .filter(|concept| concept.def().running && !concept.def().follows && concept.def().kind == ConceptKind::Event)
        .count()
        > 1
}

/// Whether *and* or *or* alone stands between two words, and the first has no pronoun that says whose it is.
fn joined(layout: &Layout<'_>, at: usize, other: usize) -> bool {
    let (first, second) = (at.min(other), at.max(other));
    let reader = &layout.reader;
    let and = match second - first {
        1 => reader.is_joined(second),
        2 => [Cue::And, Cue::Or].iter().any(|cue| reader.cue(first + 1, *cue).is_some()),
        _ => false,
    };
    and && !reader.has_pronoun(first)
}

/// Adds the nearest event and the nearest measure.
fn govern(near: &[Near], measure: &mut Vec<ConceptId>) {
    let governed = |measure: &[ConceptId], kind| measure.iter().any(|concept| concept.def().kind == kind);
    for kind in [ConceptKind::Event, ConceptKind::Measure] {
        let limit = if measure.is_empty() { GOVERNS } else { SECOND };
        let nearest = near.iter().find(|near| near.cost <= limit && near.is(kind));
        if let Some(nearest) = nearest.filter(|_| !governed(measure, kind)) {
            // A word with two readings keeps both.
            measure.extend(near.iter().filter(|near| near.at == nearest.at && near.is(kind)).map(|near| near.concept));
        }
    }
}

/// `the core measure showed price growth of 3 %`: what a measure told before it in the clause makes of it, where that is the
/// opposite of another kind of it.
fn narrow_measure(layout: &Layout<'_>, from: usize, near: &[Near], measure: &mut [ConceptId]) {
    let kinds = near.iter().filter(|near| near.is(ConceptKind::Measure) && near.at < from);
    let of = |kind: ConceptId, wider: ConceptId| {
        kind != wider && kind.def().opposite.iter().any(|other| *other != wider && other.is_a(wider))
    };
    let told = kinds.filter(|near| layout.in_one_clause(near.at, from, from + 1)).map(|near| near.concept);
    for kind in told {
        if let Some(wider) = measure.iter_mut().find(|wider| of(kind, **wider)) {
            *wider = kind;
        }
    }
}

/// The concepts of what a share or amount is *of*: those right after the value, behind the word for *of* or *without*.
fn complement(layout: &Layout<'_>, mention: &Mention) -> Vec<ConceptId> {
    let after = mention.tokens.end;
    let joined = [Cue::Of, Cue::Absence].into_iter().find_map(|cue| layout.reader.cue(after, cue));
    // `نصف منازل المدينة`: what a part is of follows at once.
    let part = || share::part_end(&layout.reader, mention).filter(|_| mention.value.kind() == Kind::Percent);
    let Some(from) = joined.map(|len| after + len).or_else(part) else { return Vec::new() };
    let mut whole = Vec::new();
    for anchor in layout.around(from, from + 1, COMPLEMENT) {
        if let What::Concept(concept) = anchor.what
            && anchor.at >= from
            && layout.cost(anchor.at, from, from + 1) <= COMPLEMENT
            && !matches!(
                concept.def().kind,
                ConceptKind::Motion | ConceptKind::Setting | ConceptKind::Area | ConceptKind::Qualifier
            )
        {
            whole.push(concept);
        }
    }
    whole
}

/// The content words nearest to a value that no concept governs: one before, one after.
fn heads(layout: &Layout<'_>, mention: &Mention) -> Vec<CompactString> {
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let mut near: Vec<(usize, &str)> = layout
        .around(from, to, SECOND)
        .iter()
        .filter_map(|anchor| match &anchor.what {
            What::Term(stem) => Some((layout.cost(anchor.at, from, to), *stem)),
            _ => None,
        })
        .filter(|(cost, _)| *cost <= SECOND)
        .collect();
    near.sort_unstable();
    let mut heads: Vec<CompactString> = near.into_iter().take(2).map(|(_, stem)| stem.into()).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}
