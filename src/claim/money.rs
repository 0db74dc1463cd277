//! Which unit is meant, where a word stands for several: of money by the countries that the text names, else as
//! `claims.toml` says.

use std::collections::BTreeMap;

use super::Claim;
use crate::document::{Document, Field, Tokens};
use crate::language::{PlaceId, Sense, Token};
use crate::value::{Unit, UnitDef, Value};

/// Gives every bare *pound* and *ريال* the currency of a country that uses the word: the one that its sentence names, else
/// the one that the document names most, else the one that `claims.toml` says, else the one that the word means in most
/// news of the language. Where none of them tells, the word stays what it is. Other units become what `claims.toml` says.
pub fn settle(document: &Document, tokens: &Tokens, claims: &mut [Claim]) {
    if !document.units.is_empty() {
        for claim in &mut *claims {
            rename(document, claim);
        }
    }
    // Few articles speak of money without saying whose, so the rest pay nothing for it.
    if !claims.iter().any(|claim| shared(&claim.value).is_some()) {
        return;
    }
    let named = Named::new(document, tokens);
    for claim in claims {
        let Some(word) = shared(&claim.value) else { continue };
        let told = named.in_sentence(claim, word).or_else(|| named.most(word));
        let usual = || document.language.usual_money.iter().find(|(shared, _)| *shared == word.id).map(|(_, id)| *id);
        let usual = || document.units.meant(word).map(|unit| unit.id).or_else(usual);
        let assumed = told.is_none();
        if let (Some(Unit::Known(money)), Value::Quantity(quantity)) =
            (told.or_else(usual).and_then(Unit::known), &mut claim.value)
        {
            quantity.unit = Unit::Known(money);
            if assumed && claim.note.is_none() {
                claim.note = Some(format!("no country is named; taken for {}", money.id));
            }
        }
    }
}

/// Gives a claim the unit that `claims.toml` says is meant, but for money that several countries share.
fn rename(document: &Document, claim: &mut Claim) {
    let Value::Quantity(quantity) = &mut claim.value else { return };
    let Unit::Known(unit) = quantity.unit else { return };
    let Some(meant) = document.units.meant(unit).filter(|_| unit.shared_by.is_empty()) else { return };
    quantity.unit = Unit::Known(meant);
    if claim.note.is_none() {
        claim.note = Some(format!("{} is taken for {}, as claims.toml says", unit.id, meant.id));
    }
}

/// The word for money of a value, where several countries use it.
fn shared(value: &Value) -> Option<&'static UnitDef> {
    match value {
        Value::Quantity(quantity) => match quantity.unit {
            Unit::Known(unit) if !unit.shared_by.is_empty() => Some(unit),
            _ => None,
        },
        _ => None,
    }
}

/// The money of the countries that a text names, each with how often, in the order of the text.
type Money = Vec<(&'static str, usize)>;

/// The money of the countries that a document names: in each sentence, by its field and place, and in all of them.
struct Named {
    sentences: BTreeMap<(Field, usize), Money>,
    document: Money,
}

impl Named {
    fn new(document: &Document, tokens: &Tokens) -> Self {
        let mut named = Self { sentences: BTreeMap::new(), document: Money::new() };
        let sentences = document.sentences.iter().zip(tokens.sentences());
        for (sentence, tokens) in sentences.filter(|(sentence, _)| sentence.set_aside.is_none()) {
            let mut here = Money::new();
            let mut at = 0;
            while at < tokens.len() {
                let (place, len) = place(tokens, at);
                if let Some(money) = place.and_then(money_of) {
                    count(&mut here, money);
                    count(&mut named.document, money);
                }
                at += len;
            }
            named.sentences.insert((sentence.field, sentence.span.start), here);
        }
        named
    }

    /// The one currency of those that share the word whose country the claim's sentence names.
    fn in_sentence(&self, claim: &Claim, word: &UnitDef) -> Option<&'static str> {
        let here = self.sentences.get(&(claim.field, claim.sentence_start))?;
        let mut fitting = here.iter().filter(|(money, _)| word.shared_by.contains(money));
        fitting.next().filter(|_| fitting.next().is_none()).map(|(money, _)| *money)
    }

    /// The currency of those that share the word whose country is named most; of two, the one that is named first.
    fn most(&self, word: &UnitDef) -> Option<&'static str> {
        let fitting = self.document.iter().filter(|(money, _)| word.shared_by.contains(money));
        // The last of the greatest, so the first of the text from behind.
        fitting.rev().max_by_key(|(_, times)| *times).map(|(money, _)| *money)
    }
}

fn count(list: &mut Money, money: &'static str) {
    match list.iter_mut().find(|(other, _)| *other == money) {
        Some((_, times)) => *times += 1,
        None => list.push((money, 1)),
    }
}

/// The place that the longest phrase beginning here names, and how many tokens it takes.
fn place(tokens: &[Token], at: usize) -> (Option<PlaceId>, usize) {
    let Some(found) = Token::matches(tokens, at).next() else { return (None, 1) };
    let place = found.senses.iter().find_map(|sense| match sense {
        Sense::Place(place) => Some(*place),
        _ => None,
    });
    (place.filter(|_| found.named), found.len)
}

/// The money of the country that a place is or lies in, or that an organisation is of.
fn money_of(place: PlaceId) -> Option<&'static str> {
    let mut place = place.def();
    while place.money.is_none() {
        place = place.part_of?.def();
    }
    place.money
}
