//! Whether two claims speak of one thing.
//!
//! What is measured must match and participants must not clash; then what the two frames share must outweigh what only one
//! of them has. How much is enough is data, fitted on judged pairs: `weights.toml`.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::clash::{Clash, acts_alike, clash, clash_is_telling, held_apart, objects_fit, ranked_apart, same_agent};
use super::echo::echo;
use super::measure::{counted_fits, is_extent, kinds_fit, measures, related, share_goal, wholes_fit};
use super::said::{Said, same_entity, swapped};
use super::weights::{
    CLOSE, DATED_LEAST, FAR_3, FAR_3_SIZED, FAR_8, FAR_30, FIRM, FOREIGN_STORY, SHARE, STORY, THIN, THIN_DATED,
};
use crate::claim::{Claim, Entity};
use crate::language::{APPOSED, ConceptId, ConceptKind, PlaceKind, SCORED};
use crate::value::{Kind, Period, Relation, Time, Value, relate};

/// Two counts of one noun are seldom of one thing where one is so many times the other, and little else is shared.
const MANY_TIMES: i64 = 8;

/// One amount that is so many times the other is of something else.
const NEVER: i64 = 5_000;

/// The most minutes between two hours at which one thing struck.
const AT_ONCE: i32 = 30;

/// How two claims fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Concepts of the measure that both share, for the reason.
    pub shared: Vec<ConceptId>,
    /// Predicates that cannot both hold: highest, lowest.
    pub opposed: Option<(ConceptId, ConceptId)>,
    /// A participant of each in the same part.
    pub clash: Option<Clash>,
    /// The one thing in which two equal statements differ: meat, coffee.
    pub swapped: Option<(ConceptId, ConceptId)>,
    /// Both documents tell one story.
    pub story: bool,
    /// Only one side names its measure.
    pub loose: bool,
    /// Both count the same noun.
    pub counted: bool,
    /// One of them is a combined count of more than the other counts: dead and injured together.
    pub combined: bool,
    /// One sentence tells the other again.
    pub retold: bool,
    /// Nothing but the figure that both give says that they are one: it settles nothing about others.
    pub by_figure: bool,
    /// Two short accounts tell the same else, and of this kind each gives one figure more.
    pub rest: bool,
    /// One figure is the other but for two digits in the other order, and neither document gives both.
    pub transposed: Transposed,
    /// What the two share, in hundredths of the smaller frame.
    pub share: usize,
}

/// Whether one figure is the other but for two digits in the other order, where chance hardly makes it so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Transposed {
    /// It is not.
    #[default]
    No,
    /// It is, and the words of the two fit.
    Told,
    /// It is, and nothing else says that the two are one.
    DigitsAlone,
}

/// What stands for two claims beside their frames.
#[derive(Clone, Copy, Debug)]
pub struct Company {
    /// A topic of `claims.toml` holds both, which stands for what the frames would have to share.
    pub named: bool,
    /// Their documents are of kin, which news of its day must be.
    pub kin: bool,
    /// How much of what one document opens with the other tells, in hundredths.
    pub about: usize,
}

impl Company {
    /// Whether the documents of two claims tell one story.
    pub fn tells_one_story(self, one: &Said<'_>, other: &Said<'_>) -> bool {
        self.about >= if one.is_foreign_to(other) { FOREIGN_STORY } else { STORY }
    }
}

/// How two claims fit; none where they speak of different things.
pub fn fit(one: &Said<'_>, other: &Said<'_>, company: Company) -> Option<Fit> {
    if let (Value::Score(_), Value::Score(_)) = (&one.claim().value, &other.claim().value) {
        return scores_fit(one, other, company);
    }
    alike(one, other, company).or_else(|| echo(one, other, company))
}

/// How two scores fit: those of one match in one story, told of the same sides and of the same part of it.
fn scores_fit(one: &Said<'_>, other: &Said<'_>, company: Company) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let story = company.kin && company.tells_one_story(one, other);
    let staged = |claim: &Claim| -> BTreeSet<ConceptId> {
        let said = claim.frame.things.iter().chain(&claim.frame.measure).chain(&claim.frame.whole);
        said.copied().filter(|concept| concept.def().staged).collect()
    };
    let sorted = |claim: &Claim| -> BTreeSet<ConceptId> {
        claim.frame.things.iter().copied().filter(|concept| concept.def().sorted).collect()
    };
    // A lead, or a draw before extra time, is not how the match ended.
    let ends = |claim: &Claim| {
        let mut happens =
            claim.frame.measure.iter().filter(|concept| concept.def().kind == ConceptKind::Event).peekable();
        happens.peek().is_some() && happens.all(|concept| concept.def().sided)
    };
    let sides = |said: &Said<'_>| said.claim().frame.participants.iter().filter(|who| is_side(&who.entity)).count();
    // Where both name two sides, both are the same. A score that names none, or is one of several of its sentence, agrees
    // at most: sets, both legs, the shoot-out; so does one that only one side says was women's or handball's.
    let (least, met) = (sides(one).min(sides(other)), one.sides_met(other, is_side));
    let equal = relate(&a.value, &b.value) == Relation::Same;
    let both_sole = a.frame.sole && b.frame.sole;
    let alone = both_sole || a.frame.alone && b.frame.alone;
    let clash = alone && a.frame.told_time() == b.frame.told_time() && ends(a) && ends(b) && sorted(a) == sorted(b);
    // Two reports of one match that give one score each tell of it in whatever names; in one language one of them is read.
    let sole = both_sole && !places_apart(a, b) && (one.is_foreign_to(other) || met >= least.min(1));
    let told = sole && equal || met >= least.min(2) && (equal || least > 0 && clash);
    let apart = staged(a) != staged(b) || a.frame.background != b.frame.background;
    (story && told && !apart).then(|| Fit { story, share: one.share(other), ..Fit::default() })
}

/// Whether each is told of a country or town that the other is not told of: two matches.
fn places_apart(a: &Claim, b: &Claim) -> bool {
    let places = |claim: &Claim| -> Vec<Entity> {
        let sides = claim.frame.participants.iter().map(|who| &who.entity);
        sides.filter(|entity| matches!(entity, Entity::Place(_)) && is_side(entity)).cloned().collect()
    };
    let (here, there) = (places(a), places(b));
    let lone =
        |one: &[Entity], other: &[Entity]| one.iter().any(|place| !other.iter().any(|known| same_entity(place, known)));
    lone(&here, &there) && lone(&there, &here)
}

/// Whether an entity can be a side of a match.
fn is_side(entity: &Entity) -> bool {
    match entity {
        Entity::Name(_) => true,
        Entity::Place(place) => {
            matches!(place.def().kind, PlaceKind::Country | PlaceKind::City | PlaceKind::Organisation)
        }
    }
}

/// How two claims fit by what they say of their figures.
fn alike(one: &Said<'_>, other: &Said<'_>, company: Company) -> Option<Fit> {
    let (a, b) = (one.claim(), other.claim());
    let share_of = a.value.kind() == Kind::Percent;
    let in_passing = !company.named && !company.kin;
    if in_passing && !(lasts(a) && lasts(b) && one.meets(other)) {
        return None;
    }
    let story = company.tells_one_story(one, other);
    let happening = story && (one_happening(a, b) || struck_at_once(a, b));
    if !kinds_fit(&a.value, &b.value)
        || share_of && !wholes_fit(&a.frame, &b.frame)
        || !(happening || objects_fit(a, b))
    {
        return None;
    }
    let common = one.common(other);
    let share = common.share();
    if in_passing && share < CLOSE {
        return None;
    }
    let counted = counted_fits(a, b)?;
    let retold = common.retells(a, b);
    let known = Fit { story, counted, retold, ..Fit::default() };
    let heard = || one.hears_any(other) || other.hears_any(one);
    let measure = measures(a, b, known, company.named || happening, &heard)?;
    // A share of the vote is somebody's: what does not name him is none.
    let votes = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().held);
    if measure.loose && share_of && (votes(a) || votes(b)) && !one.meets(other) {
        return None;
    }
    // `won with 97 %` and `or 44 % of all`: that somebody came by something says nothing of what.
    let light = |claim: &Claim| {
        let measure = &claim.frame.measure;
        votes(claim) || !measure.is_empty() && measure.iter().all(|concept| concept.def().light)
    };
    let names = |claim: &Claim| claim.frame.participants.iter().any(|who| matches!(who.entity, Entity::Name(_)));
    let nobodys = !names(a) && !names(b) && far(&a.value, &b.value) > 0;
    if share_of && (light(a) || light(b)) && (measure.loose || nobodys) {
        return None;
    }
    // What is said to be opposed must otherwise be told alike: two died, and two others survived.
    let of_story = || happening || story && is_hour_of_story(a, b, &measure);
    let thin = match measure.opposed {
        Some(_) => share < CLOSE,
        None => happens_on_a_day(a) && common.is_less_than(DATED_LEAST) && !of_story(),
    };
    if thin && !company.named {
        return None;
    }
    // Whose goal it was is told in many spellings: two names are not held against each other by the minute alone.
    if scored(a) && scored(b) && !one.meets(other) && !share_goal(&a.frame, &b.frame) {
        return None;
    }
    // How long after the beginning, or before the end, somebody scored is told of his goal: both must name him.
    let after = |claim: &Claim| {
        claim.value.kind() == Kind::Duration && claim.frame.measure.iter().any(|concept| Some(*concept) == SCORED)
    };
    if after(a) && after(b) && !same_agent(a, b) {
        return None;
    }
    // So many times as many of one noun, and hardly a word in common: three projects were begun, and 107 are there.
    let counts = a.value.kind() == Kind::Number && !measure.retold && !company.named;
    if counts
        && far(&a.value, &b.value) > 0
        && a.value.is_times_apart(&b.value, MANY_TIMES)
        && common.is_less_than(DATED_LEAST)
    {
        return None;
    }
    // So many an hour and so many a day are of two things sooner than of one.
    if !company.named && share < CLOSE && is_per_other(&a.value, &b.value) {
        return None;
    }
    if !company.named && (held_apart(one, other, counted) || ranked_apart(a, b)) {
        return None;
    }
    let clash = clash(a, b);
    let enough = match clash {
        Some(_) => clash_is_telling(a, b, common),
        None => company.named || happening || share >= wanted(a, b, &measure) && happens_alike(one, other, &measure),
    };
    let combined = a.frame.combined != b.frame.combined;
    enough.then(|| Fit { clash, swapped: swapped(one, other, common), combined, share, ..measure })
}

/// Whether a claim holds whenever it is told, so that articles of different stories can speak of it: a length, a place
/// in an order, a date, and what a period is named for. Tolls and levels are news of their day.
pub fn lasts(claim: &Claim) -> bool {
    matches!(claim.value, Value::Rank(_)) || extends(claim) || lasting_period(claim).is_some()
}

/// Whether a claim tells the length or area of something. How far or fast something went, what it weighed or how warm it
/// was is news of its day.
fn extends(claim: &Claim) -> bool {
    let of = |concept: &ConceptId| concept.def().kind;
    let happens = || claim.frame.measure.iter().any(|concept| of(concept) == ConceptKind::Event);
    let measures = || claim.frame.measure.iter().any(|concept| of(concept) == ConceptKind::Measure);
    is_extent(&claim.value) && (measures() || !happens())
}

/// The days of a claim that is a date or names its period.
pub fn lasting_period(claim: &Claim) -> Option<&Period> {
    let time = match &claim.value {
        Value::Time(time) => time,
        _ => &claim.frame.period.as_ref().filter(|period| !period.inherited)?.time,
    };
    match time {
        Time::Period(period) => Some(period),
        _ => None,
    }
}

/// Whether a claim is the minute of a goal.
fn scored(claim: &Claim) -> bool {
    matches!(claim.value, Value::Ordinal(_)) && claim.frame.measure.iter().any(|concept| Some(*concept) == SCORED)
}

/// Whether a claim tells the day or hour of something.
fn happens_on_a_day(claim: &Claim) -> bool {
    matches!(claim.value, Value::Time(_))
}

/// Whether both tell the hour of what both documents open with: `crashed at 7:40`, `the accident happened at 7:55`.
fn is_hour_of_story(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let opens = |concept: &ConceptId| a.about.opens_with(*concept) && b.about.opens_with(*concept);
    let told = fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event && opens(concept));
    is_hour(a) && is_hour(b) && told || one_happening(a, b)
}

/// Whether two claims of one story tell the hour of what their articles are about, in whatever words: of what happened one
/// says at most that it did.
pub fn one_happening(a: &Claim, b: &Claim) -> bool {
    if !is_hour_of_lead(a) || !is_hour_of_lead(b) {
        return false;
    }
    let happened = |claim: &Claim| -> Vec<ConceptId> {
        let what = claim.frame.measure.iter().copied();
        what.filter(|concept| concept.def().kind == ConceptKind::Event && !concept.def().happens).collect()
    };
    // What both name must be one: the collapse and the funeral have two hours, and so have a quake and its aftershock.
    // What only one names is an accident, and both articles open with it: the train left at six.
    let (here, there) = (happened(a), happened(b));
    let met = || here.iter().any(|one| there.iter().any(|other| related(*one, *other)));
    let opens = |events: &[ConceptId], other: &Claim| {
        events.iter().all(|event| event.def().strikes && other.about.opens_with(*event))
    };
    let after = |concept: &ConceptId| concept.def().tallies && concept.def().broader.is_some();
    let follows = |claim: &Claim| claim.frame.things.iter().any(after);
    let one = match (here.is_empty(), there.is_empty()) {
        (false, false) => met(),
        _ => opens(&here, b) && opens(&there, a),
    };
    one && follows(a) == follows(b)
}

/// Whether two claims of one story tell the hour of something that struck, in one word for it, so near to each other that
/// they are hardly two: *shortly before eight*, *shortly after eight*.
fn struck_at_once(a: &Claim, b: &Claim) -> bool {
    let minutes = |claim: &Claim| match claim.value {
        Value::Time(Time::Clock { hour, minute, .. }) => Some(i32::from(hour) * 60 + i32::from(minute)),
        _ => None,
    };
    let near = minutes(a).zip(minutes(b)).is_some_and(|(one, other)| (one - other).abs() <= AT_ONCE);
    if !near || a.frame.background || b.frame.background {
        return false;
    }
    let struck = |one: &ConceptId| one.def().strikes && b.frame.measure.iter().any(|other| related(*one, *other));
    a.frame.measure.iter().any(struck)
}

/// Whether a claim tells the hour of what its document is about: of what the document opens with, or of something of which
/// it says only that it happened.
pub fn is_hour_of_lead(claim: &Claim) -> bool {
    if !is_hour(claim) {
        return false;
    }
    let happened = |concept: &ConceptId| concept.def().happens || claim.about.opens_with(*concept);
    let mut events = claim.frame.measure.iter().filter(|concept| concept.def().kind == ConceptKind::Event).peekable();
    !claim.frame.background && events.peek().is_some() && events.all(happened)
}

fn is_hour(claim: &Claim) -> bool {
    matches!(claim.value, Value::Time(Time::Clock { .. }))
}

/// What two claims must share, in hundredths.
fn wanted(a: &Claim, b: &Claim, fit: &Fit) -> usize {
    // Much happens on many days, and everything is numbered: dates and ordinals need more in common.
    // What happened at one place on one day is one happening: nothing is claimed that both do not say.
    let same_day = matches!(a.value, Value::Time(_)) && relate(&a.value, &b.value) == Relation::Same;
    let (plain, thin) = match a.value {
        Value::Time(_) if same_day => (CLOSE, THIN),
        Value::Time(_) | Value::Ordinal(_) => (CLOSE, THIN_DATED),
        _ => (SHARE, THIN),
    };
    // Trains are not the locomotives that were bought, where only one side tells what happens to them.
    let counted = fit.counted && (!fit.loose || a.frame.counted == b.frame.counted);
    let anchored = !fit.shared.is_empty() || counted;
    let wanted = if fit.story && anchored {
        thin
    } else if fit.loose {
        FIRM
    } else {
        plain
    };
    let far = far(&a.value, &b.value);
    // Estimates of one height lie further apart than two accounts of one amount.
    let sized = a.value.kind() == Kind::Dimension
        && fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    wanted + if sized && far == FAR_3 { FAR_3_SIZED } else { far }
}

/// Whether two values are of happenings that share more than their predicate. In one story it is told once, but for
/// dates and lengths of time, of which a story has many.
fn happens_alike(one: &Said<'_>, other: &Said<'_>, fit: &Fit) -> bool {
    let (a, b) = (one.claim(), other.claim());
    let timed = matches!(a.value, Value::Time(_)) || a.value.kind() == Kind::Duration;
    // Whose age it is has been asked for already.
    let age = fit.shared.iter().any(|concept| Some(*concept) == APPOSED);
    // The one length of time of a sentence is that of what happens in it.
    let again = |concept: &ConceptId| concept.def().scored || concept.def().recurs || concept.def().sided;
    let event = |concept: &ConceptId| concept.def().kind == ConceptKind::Event && !concept.lasts() && !again(concept);
    let took = a.value.kind() == Kind::Duration && a.frame.alone && b.frame.alone && fit.shared.iter().any(event);
    // A title may tell the name on one side alone.
    let heard = || one.hears_any(other) || other.hears_any(one);
    fit.opposed.is_some()
        || age
        || (!timed || took) && fit.story
        || acts_alike(a, b, one.is_foreign_to(other))
        || heard()
}

/// Whether each of two amounts is told for each of something, and of something else.
fn is_per_other(a: &Value, b: &Value) -> bool {
    let (Value::Quantity(a), Value::Quantity(b)) = (a, b) else { return false };
    a.per.is_some() && b.per.is_some() && a.per != b.per
}

/// What two amounts must share beyond that, in hundredths, where one is many times the other: sources that speak of one
/// thing seldom lie that far apart. A thousandfold is a slip of the pen and tells nothing.
fn far(a: &Value, b: &Value) -> usize {
    let base = |value: &Value| match value {
        Value::Quantity(quantity) => quantity.base().map(|base| base.abs()),
        _ => None,
    };
    let (Some(a), Some(b)) = (base(a), base(b)) else { return 0 };
    let (low, high) = (a.min(b), a.max(b));
    let times = |factor: i64| low.checked_mul(Decimal::from(factor)).is_some_and(|many| high >= many);
    if low.checked_mul(Decimal::ONE_THOUSAND) == Some(high) {
        return 0;
    }
    // A price and a budget, minutes and years: no two accounts of one thing.
    if !low.is_zero() && times(NEVER) {
        return usize::MAX / 2;
    }
    let more = [(30, FAR_30), (8, FAR_8), (3, FAR_3)];
    more.iter().find(|(factor, _)| times(*factor)).map_or(0, |(_, more)| *more)
}
