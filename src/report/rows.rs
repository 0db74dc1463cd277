//! Claims as a table needs them: small rows, so that a topic of any size fits into memory. What many claims share is held
//! once.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;

use compact_str::CompactString;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::Report;
use super::group::size;
use super::rest::Differ;
use super::source::{Entry, Origin, own_period};
use crate::claim::{Claim, Frame, Participant, Polarity};
use crate::document::Published;
use crate::language::ConceptId;
use crate::value::{Unit, Value, phrase};

/// Claims in the order of their report, each with its number there.
#[derive(Default)]
pub struct Rows {
    numbers: Vec<u32>,
    told: Vec<Row>,
    documents: Vec<Teller>,
    values: Pool<Worded>,
    measures: Pool<Measure>,
    holders: Pool<Vec<Participant>>,
    periods: Pool<String>,
}

/// A claim, by the places of what it shares with others.
struct Row {
    document: u32,
    value: u32,
    measure: u32,
    holder: u32,
    /// The period that it names, in words; empty where it names none.
    period: u32,
    polarity: Polarity,
}

/// A document that tells something.
struct Teller {
    name: Arc<str>,
    outlet: Option<String>,
    published: Option<Published>,
    reference: bool,
}

/// A value in words.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Worded {
    pub words: String,
    /// The same in whatever language what is counted is told: `12 people` and `12 شخصا`.
    pub plain: String,
    /// What values are put in order by.
    pub size: Option<Decimal>,
}

/// What a value is of: concepts, and words where there are none.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Measure {
    concepts: Vec<ConceptId>,
    head: Vec<CompactString>,
}

impl Rows {
    /// Those of some claims of a report, by their places in it.
    pub(super) fn of(report: &Report, claims: &BTreeSet<usize>) -> Self {
        let mut rows = Self::default();
        for at in claims {
            rows.add(*at, &report.claims[*at]);
        }
        rows
    }

    /// Adds a claim with its number, which is above those before it. Claims of one document stand side by side.
    pub fn add(&mut self, number: usize, claim: &Claim) {
        if self.documents.last().is_none_or(|teller| teller.name != claim.document) {
            let (name, outlet) = (Arc::clone(&claim.document), claim.outlet.clone());
            let Claim { published, reference, .. } = *claim;
            self.documents.push(Teller { name, outlet, published, reference });
        }
        let Frame { measure, head, participants, polarity, .. } = &claim.frame;
        self.numbers.push(short(number));
        self.told.push(Row {
            document: short(self.documents.len() - 1),
            value: self.values.place(Worded::of(&claim.value)),
            measure: self.measures.place(Measure { concepts: measure.clone(), head: head.clone() }),
            holder: self.holders.place(participants.clone()),
            period: self.periods.place(own_period(claim).map(phrase::time).unwrap_or_default()),
            polarity: *polarity,
        });
    }

    /// How many documents they are of.
    pub(super) const fn documents(&self) -> usize {
        self.documents.len()
    }

    /// The numbers of all claims, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.numbers.iter().map(|number| *number as usize)
    }

    /// The row of a claim.
    fn row(&self, number: usize) -> &Row {
        &self.told[self.place(number)]
    }

    /// The place of a claim among all; 0 for one that is not there.
    fn place(&self, number: usize) -> usize {
        self.numbers.binary_search(&short(number)).unwrap_or_default()
    }

    /// The value of a claim.
    pub(super) fn value(&self, number: usize) -> &Worded {
        &self.values.items[self.row(number).value as usize]
    }

    /// When a claim was published.
    pub(super) fn published(&self, number: usize) -> Option<Published> {
        self.documents[self.row(number).document as usize].published
    }

    /// In what claims differ that give one value, of all these pairs.
    pub(super) fn differ(&self, pairs: impl Iterator<Item = [usize; 2]>) -> Differ {
        let rows = pairs.map(|pair| pair.map(|number| self.row(number)));
        let between = |[a, b]: [&Row; 2]| Differ {
            polarity: a.polarity != b.polarity,
            measure: a.measure != b.measure,
            holder: a.holder != b.holder,
        };
        rows.filter(|[a, b]| a.value == b.value).map(between).fold(Differ::default(), Differ::or)
    }

    /// The documents of some claims, in order, each with the periods that it names.
    pub(super) fn entries(&self, numbers: &[usize]) -> Vec<Entry<'_>> {
        let rows: Vec<&Row> = numbers.iter().map(|number| self.row(*number)).collect();
        let entry = |own: &[&Row]| {
            let Teller { name, outlet, published, reference } = &self.documents[own[0].document as usize];
            let periods = own.iter().map(|row| self.periods.items[row.period as usize].as_str());
            Entry::new(
                Origin { document: name, outlet: outlet.as_deref(), published: *published, reference: *reference },
                periods.filter(|period| !period.is_empty()),
            )
        };
        rows.chunk_by(|a, b| a.document == b.document).map(entry).collect()
    }
}

impl Worded {
    fn of(value: &Value) -> Self {
        let words = phrase::value(value);
        let plain = match value {
            Value::Quantity(quantity) if matches!(quantity.unit, Unit::Counted(_)) => {
                let mut plain = quantity.clone();
                plain.unit = Unit::None;
                phrase::value(&Value::Quantity(plain))
            }
            _ => words.clone(),
        };
        Self { words, plain, size: size(value) }
    }
}

/// The words for each claim's value. Where equal values stand against each other, they say what tells them apart.
pub(super) struct Labels<'a> {
    rows: &'a Rows,
    /// The label of each row.
    of: Vec<u32>,
    words: Pool<String>,
}

impl<'a> Labels<'a> {
    /// Those of claims that are held against each other, pair by pair.
    pub fn of(rows: &'a Rows, pairs: impl Iterator<Item = [usize; 2]> + Clone) -> Self {
        Self::new(rows, pairs.clone().flatten(), rows.differ(pairs))
    }

    /// Those of claims among which some are held against each other, and in what these differ.
    pub fn new(rows: &'a Rows, held: impl Iterator<Item = usize>, differ: Differ) -> Self {
        let by_polarity = differ.polarity;
        let by_measure = !by_polarity && differ.measure;
        let by_holder = !by_polarity && differ.holder;
        let common = if by_holder { rows.held_by_all(held) } else { Vec::new() };
        let told = |row: &Row| {
            let mut told: Vec<&str> = Vec::new();
            if by_polarity && row.polarity == Polarity::Negative {
                told.push("negated");
            }
            if by_measure {
                let Measure { concepts, head } = &*rows.measures.items[row.measure as usize];
                told.extend(
                    concepts.iter().map(|concept| concept.name()).chain(head.iter().map(CompactString::as_str)),
                );
            }
            if by_holder {
                let own = rows.holders.items[row.holder as usize].iter();
                told.extend(own.filter(|holder| !common.contains(holder)).map(|holder| holder.entity.label()));
            }
            told.join(", ")
        };
        let mut words = Pool::default();
        let mut known: FxHashMap<(u32, Polarity, u32, u32), u32> = FxHashMap::default();
        let label = |row: &Row| {
            *known.entry((row.value, row.polarity, row.measure, row.holder)).or_insert_with(|| {
                let (value, told) = (&rows.values.items[row.value as usize].words, told(row));
                words.place(if told.is_empty() { value.clone() } else { format!("{value}, {told}") })
            })
        };
        let of = rows.told.iter().map(label).collect();
        Self { rows, of, words }
    }

    /// The label of a claim, by its place among all labels.
    pub fn place(&self, number: usize) -> u32 {
        self.of[self.rows.place(number)]
    }

    /// The label of a claim, in words.
    pub fn told(&self, number: usize) -> &str {
        &self.words.items[self.place(number) as usize]
    }

    /// The labels of two claims, whichever is named first.
    pub fn pair(&self, a: usize, b: usize) -> (u32, u32) {
        let (a, b) = (self.place(a), self.place(b));
        (a.min(b), a.max(b))
    }
}

impl Rows {
    /// The participants that all of some claims name.
    fn held_by_all(&self, held: impl Iterator<Item = usize>) -> Vec<&Participant> {
        let mut held: Vec<u32> = held.map(|number| self.row(number).holder).collect();
        held.sort_unstable();
        held.dedup();
        let mut held = held.into_iter().map(|place| &self.holders.items[place as usize]);
        let first = held.next().map(|holders| holders.iter().collect()).unwrap_or_default();
        held.fold(first, |common: Vec<_>, holders| {
            common.into_iter().filter(|participant| holders.contains(participant)).collect()
        })
    }
}

/// What is held once, however often it is told.
struct Pool<T> {
    items: Vec<Arc<T>>,
    places: FxHashMap<Arc<T>, u32>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { items: Vec::new(), places: FxHashMap::default() }
    }
}

impl<T: Eq + Hash> Pool<T> {
    fn place(&mut self, item: T) -> u32 {
        if let Some(place) = self.places.get(&item) {
            return *place;
        }
        let (place, item) = (short(self.items.len()), Arc::new(item));
        self.items.push(Arc::clone(&item));
        self.places.insert(item, place);
        place
    }
}

fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
