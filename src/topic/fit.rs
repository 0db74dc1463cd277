//! Whether two claims speak of one thing.
//!
//! Measures must match and participants must not clash; then what the two frames share must outweigh what only one of
//! them has. Weights are whole numbers, so that no rounding decides.

use rust_decimal::Decimal;

use crate::claim::{Claim, Entity, Frame, Object, Role};
use crate::language::{APPOSED, ConceptId, ConceptKind, Language, PlaceKind};
use crate::value::{Dimension, Kind, Relation, Value, relate};

/// What a shared place, person or organisation weighs, against 2 for a plain content word.
const PARTICIPANT: usize = 4;
/// What a shared concept weighs.
const CONCEPT: usize = 3;
/// What a shared content word weighs.
const TERM: usize = 2;
/// Two claims fit where what they share is at least this share of the smaller frame, in hundredths.
const SHARE: usize = 34;
/// Where the documents are about one thing, the frames need share only this much, in hundredths.
const THIN: usize = 15;
/// Documents are about one thing where their headlines and leads share this much of the smaller, in hundredths.
const COMMON: usize = 35;
/// What frames must share, in hundredths, where only one of them names its measure.
const FIRM: usize = 60;
/// How much two statements must share besides the one thing in which they differ, in hundredths.
const ALIKE: usize = 80;
/// The fewest consonants by which a name is heard across languages.
const HEARD: usize = 3;
/// How many times another an amount is, and how much more the two must share then, in hundredths; largest first.
const FAR: [(i64, usize); 3] = [(30, 60), (8, 40), (3, 15)];
/// The dimension that measures several things: heights, distances, borders.
const LENGTH: &str = "length";
/// A pair whose participants clash is shown only where the rest of the frames agree this well, in hundredths.
const CLOSE: usize = 50;

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
    /// Only one side names its measure.
    pub loose: bool,
    /// Both count the same noun.
    pub counted: bool,
    /// One of them is a combined count of more than the other counts: dead and injured together.
    pub combined: bool,
    /// What the two share, in hundredths of the smaller frame.
    pub share: usize,
}

/// Participants that fill the same part differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Of the first claim.
    pub a: Entity,
    /// Of the second claim.
    pub b: Entity,
}

/// How two claims fit; none where they speak of different things. `named`: a topic of `claims.toml` holds both, which
/// stands for what the frames would have to share.
#[must_use]
pub fn fit(a: &Claim, b: &Claim, named: bool) -> Option<Fit> {
    if std::env::var_os("DBG").is_some() { eprintln!("FITTRY {} {} {} {} {} {:?} {}", a.quote, b.quote, kinds_fit(&a.value, &b.value), wholes_fit(&a.frame, &b.frame), objects_fit(a, b), counted_fits(a,b), measures(a,b,false,named).is_some()); }
    let share_of = a.value.kind() == Kind::Percent;
    if !kinds_fit(&a.value, &b.value) || share_of && !wholes_fit(&a.frame, &b.frame) || !objects_fit(a, b) {
        return None;
    }
    let counted = counted_fits(a, b)?;
    let measure = measures(a, b, counted, named)?;
    let share = share(a, b);
    let clash = clash(a, b);
    // Much happens on many days, and everything is numbered: dates and ordinals need more in common.
    let dated = matches!(a.value, Value::Time(_));
    let wanted = if dated || matches!(a.value, Value::Ordinal(_)) { k("CLOSE", 50) } else { k("SHARE", 34) };
    let thin = if wanted == k("CLOSE", 50) { k("DTHIN", 34) } else { k("THIN", 15) };
    let wanted = if measure.loose { k("FIRM", 60) } else { wanted };
    let anchored = !measure.shared.is_empty() || measure.counted;
    let story = about(a, b) >= if a.language.code == b.language.code { k("STORY", 34) } else { k("FOREIGN", 50) };
    let wanted = match (story, anchored) {
        (true, true) => thin,
        (true, false) => wanted,
        (false, _) => wanted + k("STRANGE", 0),
    };
    let enough = match clash {
        Some(_) => clash_is_telling(a, b, share_but_one(a, b)),
        None => named || share >= wanted + far(&a.value, &b.value) && (!dated || acts_alike(a, b) || measure.opposed.is_some()),
    };
    if std::env::var_os("DBG").is_some() { eprintln!("FIT {} {} | share {share} about {} wanted {wanted}+{} clash {clash:?} anchored {anchored} loose {} shared {:?} opp {:?} enough {enough}", a.quote, b.quote, about(a,b), far(&a.value,&b.value), measure.loose, measure.shared, measure.opposed); }
    let combined = a.frame.combined != b.frame.combined;
    let swapped = swapped(a, b);
    enough.then_some(Fit { clash, swapped, combined, share, ..measure })
}

/// Whether two happenings share more than their predicate: who acts or suffers, the thing that it is done to.
fn acts_alike(a: &Claim, b: &Claim) -> bool {
    let (one, other) = (&a.frame, &b.frame);
    let who = |frame: &Frame| {
        frame.participants.iter().map(|participant| participant.entity.clone()).collect::<Vec<_>>()
    };
    let met = who(one).iter().any(|entity| who(other).iter().any(|another| same_entity(entity, another)));
    let thing = one.things.iter().any(|thing| other.things.iter().any(|another| related(*thing, *another)));
    met || thing || one.terms.iter().any(|stem| other.terms.contains(stem)) || one.object.is_some() && one.object == other.object
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
    [(30, k("FAR30", 60)), (8, k("FAR8", 40)), (3, k("FAR3", 15))].iter().find(|(factor, _)| times(*factor)).map_or(0, |(_, more)| *more)
}

fn k(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|x| x.parse().ok()).unwrap_or(default)
}

/// Whether two values are of kinds that can speak of one thing.
fn kinds_fit(a: &Value, b: &Value) -> bool {
    let family = |kind| match kind {
        Kind::DateRange => Kind::Date,
        kind => kind,
    };
    match (a, b) {
        (Value::Quantity(a), Value::Quantity(b)) => a.unit.dimension() == b.unit.dimension(),
        _ => family(a.kind()) == family(b.kind()),
    }
}

/// What a number counts.
enum Counted<'a> {
    /// People, by the concept of the noun where it names one; `قتلى` and *wounded* do not.
    People(Option<ConceptId>),
    /// Something else, by its noun.
    Things(Option<ConceptId>, &'a str),
    /// Nothing is named.
    Bare,
}

impl<'a> Counted<'a> {
    fn of(frame: &'a Frame) -> Self {
        let Some(noun) = &frame.noun else { return Self::Bare };
        match frame.counted {
            Some(concept) if concept.def().kind == ConceptKind::Person => Self::People(Some(concept)),
            None if runs(frame) => Self::People(None),
            concept => Self::Things(concept, noun),
        }
    }
}

/// Whether what is counted can be the same: one noun, or one concept within the other. Whether it is the counted noun
/// that the two share, too.
fn counted_fits(a: &Claim, b: &Claim) -> Option<bool> {
    if !matches!((&a.value, &b.value), (Value::Quantity(_), Value::Quantity(_))) {
        return Some(false);
    }
    match (Counted::of(&a.frame), Counted::of(&b.frame)) {
        (Counted::Things(one, noun), Counted::Things(other, another)) => {
            let same = noun == another || one.zip(other).is_some_and(|(one, other)| related(one, other));
            same.then_some(true)
        }
        (Counted::People(Some(one)), Counted::People(Some(other))) => related(one, other).then_some(false),
        (Counted::People(_) | Counted::Bare, Counted::People(_) | Counted::Bare) => Some(false),
        // A number that names nothing can count things only where nobody is hit.
        (Counted::Things(..), Counted::Bare) | (Counted::Bare, Counted::Things(..)) => {
            (!runs(&a.frame) && !runs(&b.frame)).then_some(false)
        }
        (Counted::Things(..), Counted::People(_)) | (Counted::People(_), Counted::Things(..)) => None,
    }
}

/// Whether a count of people hit by something governs: killed, arrested.
fn runs(frame: &Frame) -> bool {
    frame.measure.iter().any(|concept| concept.def().running)
}

/// Whether two shares can be of one whole: no event or thing of one whole is missing from the other.
fn wholes_fit(a: &Frame, b: &Frame) -> bool {
    [ConceptKind::Event, ConceptKind::Measure, ConceptKind::Thing].into_iter().all(|kind| {
        let of = |frame: &Frame| {
            frame.whole.iter().copied().filter(|concept| concept.def().kind == kind).collect::<Vec<_>>()
        };
        let (one, other) = (of(a), of(b));
        // A thing that only one whole names must at least stand near the other value.
        let beside = |whole: &[ConceptId], frame: &Frame| {
            kind != ConceptKind::Thing
                || whole
                    .iter()
                    .any(|thing| frame.things.iter().chain(&frame.measure).any(|other| related(*thing, *other)))
        };
        match (one.is_empty(), other.is_empty()) {
            (true, true) => true,
            (false, true) => beside(&one, b),
            (true, false) => beside(&other, a),
            (false, false) => one.iter().any(|concept| other.iter().any(|another| related(*concept, *another))),
        }
    })
}

/// The same happening seen from the other side.
fn converse(a: ConceptId, b: ConceptId) -> bool {
    a.def().converse.contains(&b)
}

fn agent(frame: &Frame) -> Option<&Entity> {
    frame.participants.iter().find(|participant| participant.role == Role::Agent).map(|participant| &participant.entity)
}

fn same_agent(a: &Claim, b: &Claim) -> bool {
    agent(&a.frame).zip(agent(&b.frame)).is_some_and(|(a, b)| same_entity(a, b))
}

/// What was opened on one day is not what was opened on another: each object must at least stand near the other date.
fn objects_fit(a: &Claim, b: &Claim) -> bool {
    let (Value::Time(_), Some(one), Some(other)) = (&a.value, &a.frame.object, &b.frame.object) else { return true };
    let holds = |frame: &Frame, object: &Object| match object {
        Object::Concept(concept) => frame.things.iter().any(|thing| related(*thing, *concept)),
        Object::Word(stem) => frame.terms.contains(stem),
    };
    // Two plain words are too little to tell two events apart; one agent is enough to tell that they are one.
    let words = matches!((one, other), (Object::Word(_), Object::Word(_)));
    words || same_agent(a, b) || one == other || holds(&a.frame, other) || holds(&b.frame, one)
}

fn related(a: ConceptId, b: ConceptId) -> bool {
    a.is_a(b) || b.is_a(a)
}

/// Whether a unit measures one thing only: a speed is a speed, where a length may be a height or a distance.
fn unit_tells_measure(value: &Value) -> bool {
    matches!(value, Value::Quantity(quantity) if matches!(quantity.unit.dimension(), Dimension::Physical(name) if name != LENGTH))
}

/// Whether the governing concepts match, with those shared and those opposed.
fn measures(one: &Claim, other: &Claim, counted: bool, named: bool) -> Option<Fit> {
    let (a, b) = (&one.frame, &other.frame);
    let (dated, implied) = (matches!(one.value, Value::Time(_)), unit_tells_measure(&one.value));
    let mut fit = Fit { counted, ..Fit::default() };
    for one in &a.measure {
        for other in &b.measure {
            if related(*one, *other) || converse(*one, *other) {
                fit.shared.push(*one);
            } else if one.opposes(*other) {
                fit.opposed = Some((*one, *other));
            }
        }
    }
    let shared_event = fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Event);
    // A predicate that both share outweighs one that is opposed beside it.
    if shared_event {
        fit.opposed = a.predicate.zip(b.predicate).filter(|(one, other)| one.opposes(*other));
    }
    fit.opposed = fit.opposed.or_else(|| opposed_motions(a, b));
    if matches!(relate(&one.value, &other.value), Relation::Same | Relation::Touching | Relation::Within) {
        fit.opposed = fit.opposed.or_else(|| opposed_happenings(a, b, shared_event));
    }
    if !named && (measured_apart(one, other, &fit) || hit_apart(one, other, &fit) || owned_apart(one, other, &fit)) {
        return None;
    }
    let both_bare = a.measure.is_empty() && b.measure.is_empty();
    let heads = a.head.iter().any(|stem| b.head.contains(stem)) || a.counted.is_some() && a.counted == b.counted;
    let motion = a.motions.iter().any(|one| b.motions.iter().any(|other| related(*one, *other)));
    let thing = a
        .things
        .iter()
        .any(|one| b.things.iter().any(|other| related(*one, *other) && one.def().kind == ConceptKind::Thing));
    let noun = a.noun.is_some() && a.noun == b.noun;
    let heads = heads || thing || noun;
    fit.shared.sort_unstable();
    fit.shared.dedup();
    if dated {
        // What happens has a date; what is measured has one only as the time that its value holds for.
        let event = |concept: &ConceptId| concept.def().kind == ConceptKind::Event;
        let happens = |frame: &Frame| frame.measure.iter().any(event);
        let bare = !happens(a) && !happens(b) && a.head.iter().any(|stem| b.head.contains(stem));
        return (fit.shared.iter().any(event) || bare || named || fit.opposed.is_some()).then_some(fit);
    }
    // A measure that only one side spells out is no mismatch, but then the rest must carry the match.
    let one_sided = a.measure.is_empty() != b.measure.is_empty() && fit.shared.is_empty() && fit.opposed.is_none();
    let people = |frame: &Frame| frame.counted.is_some_and(|concept| concept.def().kind == ConceptKind::Person);
    fit.loose = one_sided || both_bare && people(a) && people(b);
    let matched = fit.loose
        || !fit.shared.is_empty()
        || fit.opposed.is_some()
        || (both_bare && (heads || motion))
        || counted
        || implied
        || named;
    matched.then_some(fit)
}

/// Motions that cannot both hold, of two frames that share none: rise, fall.
fn opposed_motions(a: &Frame, b: &Frame) -> Option<(ConceptId, ConceptId)> {
    let shares = a.motions.iter().any(|one| b.motions.iter().any(|other| related(*one, *other)));
    if shares {
        return None;
    }
    first_opposed(&a.motions, &b.motions)
}

/// Happenings of two clauses that cannot both hold of one thing, whichever of them governs the value: the 45 who are
/// sentenced and the 45 who are acquitted.
fn opposed_happenings(a: &Frame, b: &Frame, shared_event: bool) -> Option<(ConceptId, ConceptId)> {
    let lone = |frame: &Frame, other: &Frame| -> Vec<ConceptId> {
        let all = frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied();
        let told = |concept: &ConceptId| other.measure.iter().chain(&other.things).any(|known| related(*known, *concept));
        // Where one happening is shared, only things can be opposed: the public and the private sector.
        let counts = |concept: &ConceptId| !shared_event || concept.def().kind != ConceptKind::Event;
        all.filter(|concept| counts(concept) && !told(concept)).collect()
    };
    first_opposed(&lone(a, b), &lone(b, a))
}

fn first_opposed(a: &[ConceptId], b: &[ConceptId]) -> Option<(ConceptId, ConceptId)> {
    a.iter().find_map(|one| b.iter().find(|other| one.opposes(**other)).map(|other| (*one, *other)))
}

/// Whether each amount names what it measures, and they name different things: the weight and the speed of one body.
fn measured_apart(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let measures = |claim: &Claim| claim.frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    let shared = fit.shared.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    a.value.kind() != Kind::Number && measures(a) && measures(b) && !shared && fit.opposed.is_none()
}

/// Whether one counts people hit by something and the other does not count the same: the dead and the explosions.
fn hit_apart(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let shared = fit.shared.iter().any(|concept| concept.def().running);
    !fit.counted && a.value.kind() == Kind::Number && (runs(&a.frame) || runs(&b.frame)) && !shared && fit.opposed.is_none()
}

/// Whether both tell what one person has, an age, and they name different people.
fn owned_apart(a: &Claim, b: &Claim, fit: &Fit) -> bool {
    let apposed = fit.shared.iter().any(|concept| Some(*concept) == APPOSED);
    let named = |claim: &Claim| {
        let names = claim.frame.participants.iter().filter_map(|participant| match &participant.entity {
            Entity::Name(name) => Some(name.clone()),
            Entity::Place(_) => None,
        });
        names.collect::<Vec<_>>()
    };
    let (one, other) = (named(a), named(b));
    let alike = if one.is_empty() || other.is_empty() {
        relate(&a.value, &b.value) == Relation::Same
    } else {
        one.iter().any(|name| other.iter().any(|another| name.may_be(another)))
    };
    apposed && !alike
}

/// What the frames of two claims share, in hundredths of the smaller.
fn share(a: &Claim, b: &Claim) -> usize {
    Said::of(a).shared_with(&Said::of(b)).unwrap_or(100)
}

/// The one thing in which two statements of an equal value differ, where all else of both is the same.
fn swapped(a: &Claim, b: &Claim) -> Option<(ConceptId, ConceptId)> {
    if relate(&a.value, &b.value) != Relation::Same || matches!(a.value, Value::Time(_)) {
        return None;
    }
    let lone = |one: &Said<'_>, other: &Said<'_>| -> Vec<ConceptId> {
        let met = |concept: &ConceptId| other.concepts.iter().any(|known| related(*concept, *known));
        one.concepts.iter().copied().filter(|concept| !met(concept)).collect()
    };
    let (one, other) = (Said::of(a), Said::of(b));
    let (here, there) = (lone(&one, &other), lone(&other, &one));
    let ([x], [y]) = (here.as_slice(), there.as_slice()) else { return None };
    let things = [x, y].iter().all(|concept| concept.def().kind == ConceptKind::Thing);
    let (shared, smaller) = one.weighed_with(&other);
    (things && shared * 100 >= (smaller - CONCEPT.min(smaller)) * ALIKE && shared >= CONCEPT * 2).then_some((*x, *y))
}

/// The same, a place of each left out: how well two claims agree that clash in one place.
fn share_but_one(a: &Claim, b: &Claim) -> usize {
    let (shared, smaller) = Said::of(a).weighed_with(&Said::of(b));
    (shared * 100).checked_div(smaller.saturating_sub(PARTICIPANT)).unwrap_or(100)
}

/// How much of what one document opens with the other tells, in hundredths.
fn about(a: &Claim, b: &Claim) -> usize {
    a.about.shared_with(&b.about, a.language.code != b.language.code)
}

/// What a claim's frame holds, to be weighed against another.
struct Said<'a> {
    language: &'static Language,
    concepts: Vec<ConceptId>,
    entities: Vec<&'a Entity>,
    /// Stems of other words.
    terms: Vec<&'a str>,
}

impl<'a> Said<'a> {
    fn of(claim: &'a Claim) -> Self {
        let frame = &claim.frame;
        let mut concepts: Vec<ConceptId> =
            frame.measure.iter().chain(&frame.things).chain(&frame.whole).copied().collect();
        concepts.sort_unstable();
        concepts.dedup();
        let mut entities: Vec<&Entity> = frame.participants.iter().map(|participant| &participant.entity).collect();
        entities.dedup();
        Self { language: claim.language, concepts, entities, terms: frame.terms.iter().map(String::as_str).collect() }
    }

    /// The weight of what both hold, in hundredths of what the smaller holds; none where one holds nothing.
    fn shared_with(&self, other: &Self) -> Option<usize> {
        let (shared, smaller) = self.weighed_with(other);
        (shared * 100).checked_div(smaller)
    }

    /// The weight of what both hold, and of what the smaller holds.
    fn weighed_with(&self, other: &Self) -> (usize, usize) {
        let concepts = |one: &ConceptId| {
            other.concepts.iter().any(|another| related(*one, *another) || converse(*one, *another) || one.opposes(*another))
        };
        let common = self.concepts.iter().filter(|one| concepts(one)).count();
        // Words of two languages share nothing but how a name sounds.
        let foreign = self.language.code != other.language.code;
        let heard = |entity: &Entity, content: &Self| foreign && content.hears(entity);
        let met = |one: &Self, other: &Self| {
            let known = |entity: &&&Entity| other.entities.iter().any(|another| same_entity(entity, another));
            one.entities.iter().filter(known).count()
        };
        let unmet = |one: &Self, other: &Self| {
            let lone = |entity: &&&Entity| !other.entities.iter().any(|another| same_entity(entity, another));
            one.entities.iter().filter(lone).filter(|entity| heard(entity, other)).count()
        };
        let entities = met(self, other) + unmet(self, other) + unmet(other, self);
        let terms = if foreign { 0 } else { self.terms.iter().filter(|stem| other.terms.contains(stem)).count() };
        let weight =
            |concepts: usize, entities: usize, terms: usize| concepts * CONCEPT + entities * PARTICIPANT + terms * TERM;
        let all = |content: &Self| {
            weight(content.concepts.len(), content.entities.len(), if foreign { 0 } else { content.terms.len() })
        };
        (weight(common, entities, terms), all(self).min(all(other)))
    }

    /// Whether a name of another language is among the words, by its sound.
    fn hears(&self, entity: &Entity) -> bool {
        let Entity::Name(name) = entity else { return false };
        let mut long = name.sounds.iter().filter(|sound| sound.len() >= HEARD).peekable();
        long.peek().is_some() && long.all(|sound| self.terms.iter().any(|term| self.language.sound(term) == *sound))
    }
}

/// Whether two entities can be one: a city is in its country.
fn same_entity(a: &Entity, b: &Entity) -> bool {
    match (a, b) {
        (Entity::Place(a), Entity::Place(b)) => a.lies_in(*b) || b.lies_in(*a),
        (Entity::Name(a), Entity::Name(b)) => a.may_be(b),
        _ => false,
    }
}

/// Participants that fill one part differently: each frame names one that the other does not, or the two change parts
/// (one state's embassy in another, and the other way round).
fn clash(a: &Claim, b: &Claim) -> Option<Clash> {
    let (one, other) = (&a.frame, &b.frame);
    let located = |frame: &Frame, place: bool| -> Vec<Entity> {
        let here = frame.participants.iter().filter(|participant| (participant.role == Role::Location) == place);
        here.map(|participant| participant.entity.clone()).filter(|entity| matches!(entity, Entity::Place(_))).collect()
    };
    for place in [false, true] {
        let (here, there) = (located(one, place), located(other, place));
        let (here_else, there_else) = (located(one, !place), located(other, !place));
        let has = |list: &[Entity], entity: &Entity| list.iter().any(|known| same_entity(known, entity));
        let alone = |list: &[Entity], other: &[Entity]| -> Vec<Entity> {
            list.iter().filter(|entity| !has(other, entity)).cloned().collect()
        };
        for x in alone(&here, &there) {
            for y in alone(&there, &here) {
                let elsewhere = place && !here.iter().any(|entity| has(&there, entity));
                let swapped = has(&there_else, &x) && has(&here_else, &y);
                let strangers = !has(&there_else, &x) && !has(&here_else, &y);
                if (swapped || strangers || elsewhere) && same_class(&x, &y) {
                    return Some(Clash { a: x, b: y });
                }
            }
        }
    }
    places_clash(a, b).or_else(|| owners_clash(a, b)).or_else(|| agents_clash(a, b))
}

/// People hit at one place are not those hit at another, in whatever words the places are named.
fn places_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    if !runs(&a.frame) || !runs(&b.frame) {
        return None;
    }
    let places = |frame: &Frame| -> Vec<Entity> {
        let all = frame.participants.iter().map(|participant| &participant.entity);
        all.filter(|entity| matches!(entity, Entity::Place(place) if place.def().kind != PlaceKind::Organisation)).cloned().collect()
    };
    let (here, there) = (places(&a.frame), places(&b.frame));
    let met = here.iter().any(|place| there.iter().any(|other| same_entity(place, other)));
    let (first, second) = here.first().zip(there.first())?;
    (!met).then(|| Clash { a: first.clone(), b: second.clone() })
}

/// Lengths and places in an order belong to somebody, in whatever words: the border of one state is not that of another.
fn owners_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    // One figure told of two places is worth asking about in whatever words the places are named.
    let owned = matches!(a.value.kind(), Kind::Dimension | Kind::Rank) || relate(&a.value, &b.value) == Relation::Same;
    if !owned || matches!(a.value, Value::Time(_)) {
        return None;
    }
    let alone = |one: &Frame, other: &Frame| -> Vec<Entity> {
        let places = one
            .participants
            .iter()
            .map(|participant| &participant.entity)
            .filter(|entity| matches!(entity, Entity::Place(_)));
        places
            .filter(|entity| !other.participants.iter().any(|known| same_entity(&known.entity, entity)))
            .cloned()
            .collect()
    };
    let (only_a, only_b) = (alone(&a.frame, &b.frame), alone(&b.frame, &a.frame));
    only_a.iter().find_map(|x| only_b.iter().find(|y| same_class(x, y)).map(|y| Clash { a: x.clone(), b: y.clone() }))
}

/// What one person did on a day is not what another did: dates and ranks need one agent.
fn agents_clash(a: &Claim, b: &Claim) -> Option<Clash> {
    if !matches!(a.value, Value::Time(_) | Value::Rank(_)) {
        return None;
    }
    let names = |frame: &Frame| {
        frame
            .participants
            .iter()
            .map(|participant| participant.entity.clone())
            .filter(|entity| matches!(entity, Entity::Name(_)))
            .collect::<Vec<_>>()
    };
    // Where only one side tells who acts, it must at least be named on the other, if anyone is.
    let missing = |x: &Entity, other: &Frame| {
        names(other).into_iter().next().filter(|_| !names(other).iter().any(|name| same_entity(x, name)))
    };
    match (agent(&a.frame), agent(&b.frame)) {
        (Some(x), Some(y)) => (!same_entity(x, y)).then(|| Clash { a: x.clone(), b: y.clone() }),
        (Some(x), None) => missing(x, &b.frame).map(|y| Clash { a: x.clone(), b: y }),
        (None, Some(y)) => missing(y, &a.frame).map(|x| Clash { a: x, b: y.clone() }),
        (None, None) => None,
    }
}

fn same_class(a: &Entity, b: &Entity) -> bool {
    match (a, b) {
        (Entity::Place(a), Entity::Place(b)) => {
            let class = |kind| match kind {
                PlaceKind::Country | PlaceKind::Region | PlaceKind::City => 0,
                PlaceKind::Water => 1,
                PlaceKind::Area => 2,
                PlaceKind::Organisation => 3,
            };
            class(a.def().kind) == class(b.def().kind)
        }
        _ => false,
    }
}

/// A clash is worth showing only where all else agrees: one rank with two holders, one number at two places.
fn clash_is_telling(a: &Claim, b: &Claim, share: usize) -> bool {
    let equal = relate(&a.value, &b.value) == Relation::Same;
    equal && share >= CLOSE || matches!(a.value, Value::Rank(_)) && share >= SHARE
}
