//! Concepts and places: the same in every language, named by ids; each language's words for them are its data.

use crate::value::Change;

/// A concept, by its place in [`CONCEPTS`](super::CONCEPTS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(pub u16);

/// A place or organisation, by its place in [`PLACES`](super::PLACES).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub u16);

/// What part a concept plays in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConceptKind {
    /// What happens or is done: kill, open, import. Governs a value.
    Event,
    /// What is measured: price, distance, deficit. Governs a value.
    Measure,
    /// What it is done to or measured of: oil, embassy.
    Thing,
    /// People counted: soldier, tourist. Narrows a count.
    Person,
    /// A group or body: police, company.
    Body,
    /// Where or how: airport, metro. Narrows a scope.
    Setting,
    /// How wide a stretch of land is meant: town, province. What lies in what is told by `broader`.
    Area,
    /// Says how a value moved or stands, without naming what: rise, fall, reach.
    Motion,
    /// Which of several figures of one measure is meant: gross, net; the first half, the full year.
    Qualifier,
}

/// A concept of the data.
#[derive(Debug)]
pub struct ConceptDef {
    /// The id: `import`, `oil`.
    pub id: &'static str,
    /// Its part in a frame.
    pub kind: ConceptKind,
    /// Concepts that cannot hold of the same thing at once: highest, lowest.
    pub opposite: &'static [ConceptId],
    /// The same happening seen from the other side: buy, sell.
    pub converse: &'static [ConceptId],
    /// The wider concept: a soldier is a person.
    pub broader: Option<ConceptId>,
    /// The first concept of those that this one is tied to by any of the above, at any remove.
    pub family: ConceptId,
    /// The way the value moves.
    pub change: Change,
    /// A count of it rises as news come in: killed, injured, arrested.
    pub running: bool,
    /// It is measured between two places, and is another wherever one of them is another: distance.
    pub between: bool,
    /// It is told for each of something, whether that is said or not: price.
    pub each: bool,
    /// The dimensions of the values that it can govern, as the unit table names them, *bare* for a number without a
    /// unit; empty where it can govern any.
    pub of: &'static [&'static str],
    /// What it happens to is there from then on: open, establish.
    pub begins: bool,
    /// A count of it falls again as time goes on: missing, trapped, without power.
    pub wanes: bool,
    /// It is another by the hour: a wind speed, a temperature, a rate of exchange.
    pub varies: bool,
    /// A count of things of it rises as news come in: damaged homes, aftershocks.
    pub tallies: bool,
    /// It happens again and again, each time on another day: a meeting, a match.
    pub recurs: bool,
    /// A count of it is somebody's, and says nothing of what others have: seats, goals.
    pub held: bool,
    /// Told of a goal: a number beside the name of who scored it is its minute.
    pub scored: bool,
    /// What one side does is its opposite done by the other: win, lose.
    pub sided: bool,
    /// A score told of it is not that of the match: half-time, aggregate, shoot-out.
    pub staged: bool,
    /// What sort of side plays, so that a match of it is not that of a side without the word: women, juniors, handball.
    pub sorted: bool,
    /// It comes on people unawares, and is called an accident, an attack, a disaster: collapse, explode.
    pub strikes: bool,
    /// Whoever was there: a resident, a passenger. Two such nouns can count the same people.
    pub anyone: bool,
    /// It falls from the sky, each time anew: how much of it does is no lasting measure.
    pub falls: bool,
    /// It is done to those to whom something happened before: they are no further ones. Taken to hospital.
    pub follows: bool,
    /// It tells what there is room for, and not what is there: capacity.
    pub room: bool,
    /// It happens to those to whom something else did not: survive.
    pub spares: bool,
    /// A figure that is told so is another than one that is not: an average.
    pub marked: bool,
    /// There is one of it in a match: the winning goal.
    pub unique: bool,
    /// The unit that a bare word for degrees stands for beside it, by its id.
    pub unit: Option<&'static str>,
    /// Says of what an article is about only that it happened: *the crash occurred*.
    pub happens: bool,
    /// It keeps what is told behind it from happening: ban, refuse, fail.
    pub denies: bool,
    /// What it keeps from happening was tried all the same, and is told so elsewhere: foil.
    pub foils: bool,
    /// What it is of is told beside, and that of one kind is not that of all: imports, stocks.
    pub goods: bool,
    /// It passes between lands, and what passes to one of them is not what passes to all: exports.
    pub partners: bool,
    /// A rise of it by so many per cent is a rate of its own: prices that rise by 3 % are inflation of 3 %.
    pub rate: bool,
    /// Some of all people, of whom other figures are told than of all: women, the young.
    pub group: bool,
    /// It says that somebody comes by something, and not by what: win, receive.
    pub light: bool,
    /// Those who stand in it get shares of the vote: an election, a referendum.
    pub ballot: bool,
    /// A share that it gives is one of those who were asked, and not of all: a survey.
    pub sampled: bool,
    /// Some of those whom a disaster hits are hit by it: poisoned by fumes, killed on icy roads.
    pub cause: bool,
    /// Its figures are limits, in whatever words: a speed limit.
    pub limit: bool,
    /// A court does it, once for all: sentence, acquit.
    pub ruled: bool,
    /// It is of something, and says nothing by itself: a diameter, where an altitude is that at which something is.
    pub owned: bool,
    /// Who is counted with it: so many votes are so many voters, so many seats so many deputies.
    pub people: &'static [ConceptId],
    /// For what it is paid: a purchase, a contract.
    pub paid: &'static [ConceptId],
    /// The happening from which a length of time of this measure is counted: an age is counted from the birth.
    pub since: Option<ConceptId>,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A state.
    Country,
    /// A part of a country.
    Region,
    /// A city or town.
    City,
    /// A sea, river, strait or the like.
    Water,
    /// Several countries: the Gulf, Africa.
    Area,
    /// An organisation.
    Organisation,
}

/// A place or organisation of the data.
#[derive(Debug)]
pub struct PlaceDef {
    /// The id: an ISO 3166 code for countries, a name for the rest.
    pub id: &'static str,
    /// What reports call it: its first name in the English data, else the id.
    pub name: &'static str,
    /// What it is.
    pub kind: PlaceKind,
    /// What it lies in.
    pub part_of: Option<PlaceId>,
    /// The country that speaks through it.
    pub capital_of: Option<PlaceId>,
    /// A country's money, by the id of its unit.
    pub money: Option<&'static str>,
}

/// The dimensions of what is counted, paid, shared or timed.
const PLAIN: [&str; 5] = ["bare", "count", "money", "ratio", "duration"];

impl ConceptId {
    /// The concept's row.
    #[must_use]
    pub fn def(self) -> &'static ConceptDef {
        &super::CONCEPTS[usize::from(self.0)]
    }

    /// The id as the data writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.def().id
    }

    /// The concept with this id.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        let at = super::CONCEPTS.binary_search_by(|row| row.id.cmp(id)).ok()?;
        u16::try_from(at).ok().map(Self)
    }

    /// Whether it says of a length of time that something took it, and not what: last.
    #[must_use]
    pub fn lasts(&self) -> bool {
        self.def().kind == ConceptKind::Event && self.def().of.first() == Some(&"duration") && !self.def().happens
    }

    /// Whether it strikes, or is a kind of what does: an attack, an air strike, a crash.
    #[must_use]
    pub fn strikes(&self) -> bool {
        self.def().strikes || self.def().broader.is_some_and(|all| all.def().strikes)
    }

    /// The measure that every unit of a dimension tells: 95 km/h is a speed, and that of the wind beside a word for it.
    #[must_use]
    pub fn told_by(dimension: &str, beside: impl Fn(Self) -> bool) -> Option<Self> {
        let told = |(of, near, _): &&(&str, Option<Self>, Self)| *of == dimension && near.is_none_or(&beside);
        super::TOLD_BY_UNIT.iter().find(told).map(|(.., concept)| *concept)
    }

    /// The concept that stands for all those tied to this one: blocking keys use it.
    #[must_use]
    pub fn family(self) -> Self {
        self.def().family
    }

    /// Whether the two cannot hold of the same thing at once.
    #[must_use]
    pub fn opposes(self, other: Self) -> bool {
        self.def().opposite.contains(&other)
    }

    /// Whether it can govern a value of a dimension: a weight is no length.
    #[must_use]
    pub fn governs(self, dimension: &str) -> bool {
        let of = self.def().of;
        of.is_empty() || of.contains(&dimension)
    }

    /// Whether it is told of sizes alone: a length, a weight.
    #[must_use]
    pub fn is_physical(self) -> bool {
        let of = self.def().of;
        !of.is_empty() && !of.iter().any(|dimension| PLAIN.contains(dimension))
    }

    /// Whether this is the other or a kind of it.
    #[must_use]
    pub fn is_a(self, other: Self) -> bool {
        let mut at = Some(self);
        while let Some(concept) = at {
            if concept == other {
                return true;
            }
            at = concept.def().broader;
        }
        false
    }
}

impl PlaceId {
    /// The place's row.
    #[must_use]
    pub fn def(self) -> &'static PlaceDef {
        &super::PLACES[usize::from(self.0)]
    }

    /// The id as the data writes it.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.def().id
    }

    /// Whether this is the other or lies in it.
    #[must_use]
    pub fn lies_in(self, other: Self) -> bool {
        self.within().any(|place| place == other)
    }

    /// The place itself and all that it lies in, the nearest first.
    pub fn within(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |place| place.def().part_of)
    }

    /// The country that a capital stands for, else the place itself.
    #[must_use]
    pub fn power(self) -> Self {
        self.def().capital_of.unwrap_or(self)
    }
}
