//! What is said of a value: a small frame, not a bag of words.

mod about;
mod anchor;
mod apposition;
mod ballot;
mod carry;
mod change;
mod degree;
mod extract;
mod flash;
mod frame;
mod govern;
mod list;
mod minute;
mod money;
mod name;
mod narrow;
mod near;
mod part;
mod scope;
mod share;
mod since;
mod split;
mod trace;

use std::sync::Arc;

use compact_str::CompactString;

pub use about::{About, Content, is_name};
pub use extract::{extract, extract_read, extract_with, stated};
pub use name::Name;
pub use trace::{Basis, Step, Trace, trace};

use crate::document::{Field, Published, SetAside};
use crate::language::{ConceptId, Language, PlaceId, Sense};
use crate::span::Span;
use crate::value::{Quantity, Time, Unit, Value};

/// A value and what it is said of. It needs nothing but itself: claims of many documents can be judged anywhere.
#[derive(Clone, Debug)]
pub struct Claim {
    /// A hash of the document's key, the field and the span; stable as long as the text is.
    pub id: String,
    /// The name of the document, which all its claims share.
    pub document: Arc<str>,
    /// What the document is known by between runs, which all its claims share.
    pub key: Arc<str>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// A fact of `claims.toml`, that articles are held against.
    pub reference: bool,
    /// The language of the document.
    pub language: &'static Language,
    /// Which text the spans point into.
    pub field: Field,
    /// The line, from 1.
    pub line: usize,
    /// The column of its first letter in that line, in Unicode code points from 1.
    pub column: usize,
    /// Where the mention stands.
    pub span: Span,
    /// The same in Unicode code points.
    pub characters: Span,
    /// The words of the mention.
    pub quote: String,
    /// Where its sentence begins in the field, in bytes.
    pub sentence_start: usize,
    /// The words of its sentence, which all its claims share.
    pub sentence: Arc<str>,
    /// The paragraph, counted from 0 in its field.
    pub paragraph: usize,
    /// Whether it stands in a headline.
    pub headline: bool,
    /// What it states, as it is held against others.
    pub value: Value,
    /// The same as the words give it, where that is another value: 0.5, which is 50 %.
    pub told: Option<Value>,
    /// What it is said of.
    pub frame: Frame,
    /// What its document is about: sentences leave unsaid what the headline and the lead have said.
    pub about: Arc<About>,
    /// The grammar rule that read it.
    pub rule: &'static str,
    /// What was repaired or assumed.
    pub note: Option<String>,
    /// Why it is not compared, if it is not.
    pub set_aside: Option<SetAside>,
}

/// What a value is said of.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What is measured or counted: the concepts of the head noun and the governing predicate, sorted.
    pub measure: Vec<ConceptId>,
    /// The happening nearest to the value, where one governs it.
    pub predicate: Option<ConceptId>,
    /// Stems of the head noun and predicate where no concept of the data fits.
    pub head: Vec<CompactString>,
    /// What a share is of: the concepts after *of*, in order. Shares of imports are not shares of exports.
    pub whole: Vec<ConceptId>,
    /// What it is done to or measured of: the other concepts of the clause, sorted.
    pub things: Vec<ConceptId>,
    /// Which of several figures of the measure is meant: gross, the first half; sorted.
    pub qualifiers: Vec<ConceptId>,
    /// What narrows an amount's measure: the gas of *gas revenue*; sorted.
    pub narrowed: Vec<Object>,
    /// What the predicate is done to: the embassy that is opened.
    pub object: Option<Object>,
    /// How the value moved or stands: rise, fall, highest, in order.
    pub motions: Vec<ConceptId>,
    /// The concept of what is counted, where there is one: people, soldiers, embassies, explosions.
    pub counted: Option<ConceptId>,
    /// A combined count of all that its measure names: dead and injured together.
    pub combined: bool,
    /// Places, people and organisations.
    pub participants: Vec<Participant>,
    /// Content stems of the clause that are none of the above, sorted.
    pub terms: Vec<CompactString>,
    /// The time that the value holds for.
    pub period: Option<ScopePeriod>,
    /// How wide a stretch of land is meant: town, province.
    pub area: Option<ConceptId>,
    /// The lemma of what is counted.
    pub noun: Option<String>,
    /// A part of a whole: among them, at the airport, in one town.
    pub part: Option<Part>,
    /// Whether the predicate is turned round.
    pub polarity: Polarity,
    /// Fact, forecast, plan, limit.
    pub modality: Modality,
    /// Who says so, by stems of the name.
    pub attribution: Option<String>,
    /// A first or corrected figure.
    pub status: Status,
    /// Something older is told.
    pub background: bool,
    /// A length of time that reaches back from when it is told: `30 years ago`.
    pub reaches_back: bool,
    /// No other value of its sentence is of its kind.
    pub alone: bool,
    /// Of a score: its document gives no other, but those of a part of the match.
    pub sole: bool,
}

impl Claim {
    /// What the words state.
    #[must_use]
    pub fn as_told(&self) -> &Value {
        self.told.as_ref().unwrap_or(&self.value)
    }

    /// The land of the people who are counted by the name for them: *12 Tunisians*.
    #[must_use]
    pub fn nation(&self) -> Option<PlaceId> {
        let Value::Quantity(Quantity { unit: Unit::Counted(noun), .. }) = &self.value else { return None };
        let senses = self.language.node(noun)?.senses();
        senses.iter().find_map(|sense| if let Sense::Place(place) = sense { Some(*place) } else { None })
    }
}

impl Frame {
    /// The time that the text itself gives; one taken over from the document's date counts as none.
    #[must_use]
    pub fn told_time(&self) -> Option<&Time> {
        self.period.as_ref().filter(|period| !period.inherited).map(|period| &period.time)
    }

    /// Whether a count of people hit by something governs: killed, arrested.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.measure.iter().any(|concept| concept.def().running)
    }
}

/// What a predicate is done to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// A concept of the data.
    Concept(ConceptId),
    /// Another content word, by its stem.
    Word(CompactString),
}

/// A place, person or organisation of a frame.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Participant {
    /// Who or what.
    pub entity: Entity,
    /// In what part.
    pub role: Role,
}

/// Who or what takes part, by canonical identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entity {
    /// A place or organisation of the data.
    Place(PlaceId),
    /// A name that the data does not know.
    Name(Name),
}

/// The part that a participant plays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Does it, has it.
    Agent,
    /// It is done to, taken from, given to.
    Other,
    /// Where it happens.
    Location,
    /// Not known.
    #[default]
    Unknown,
}

/// The time that a value holds for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopePeriod {
    /// The days, or a date that nothing places.
    pub time: Time,
    /// Only taken over from the document's date; counts as undated.
    pub inherited: bool,
}

/// Which part of a whole a value is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Named as some of those just counted: *including seven children*.
    Subset,
    /// Some of those that its own noun names: *two of the bombers*.
    Some,
    /// All of which another number is some: 22 of the *40 seats*.
    Whole,
    /// Told besides one more of its kind: `a ground floor and two floors`.
    Besides,
    /// Told on top of what was known before: *seven more*, *seven additional deaths*.
    Added,
    /// At one setting of several: at the airport.
    Setting(ConceptId),
}

/// Whether a predicate is turned round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// As it stands.
    #[default]
    Positive,
    /// Negated: without, not.
    Negative,
}

/// In what sense a value is asserted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// As a fact.
    #[default]
    Fact,
    /// As what is expected.
    Forecast,
    /// As what is meant.
    Plan,
    /// As what may be.
    Possible,
    /// As a limit or target that is set.
    Threshold,
    /// As what is denied.
    Denied,
}

/// Whether a figure is a first one or a corrected one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Neither is said.
    #[default]
    Plain,
    /// A first, preliminary figure, or one so far.
    Early,
    /// A corrected figure.
    Revised,
    /// One that the text itself says is over: what something fell from, what it is held against.
    Former,
}

impl Polarity {
    /// The name of machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

impl Role {
    /// The name of machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Other => "other",
            Self::Location => "location",
            Self::Unknown => "unknown",
        }
    }
}

impl Modality {
    /// The name of machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Forecast => "forecast",
            Self::Plan => "plan",
            Self::Possible => "possible",
            Self::Threshold => "threshold",
            Self::Denied => "denied",
        }
    }
}

impl Part {
    /// The name of machine output: `subset`, or the setting's concept.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Subset | Self::Some => "subset",
            Self::Whole => "whole",
            Self::Besides => "besides one more",
            Self::Added => "added",
            Self::Setting(concept) => concept.name(),
        }
    }
}

impl Entity {
    /// What reports call it: a place's name in the reports' language, or the name's folded words.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Place(place) => place.def().name,
            Self::Name(name) => name.words(),
        }
    }

    /// The name of machine output: a place's id, or the name's folded words.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Place(place) => place.id(),
            Self::Name(name) => name.words(),
        }
    }
}
