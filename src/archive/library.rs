//! The documents of a report and their claims, which are not held but read where they are asked for.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::bytes::{Damaged, Reader, Writer};
use super::codec::{self, Head, Stored};
use super::fault::Fault;
use super::shelf::{self, Shelf};
use super::store::{Kept, Store};
use super::weigh::id_of;
use crate::claim::Claim;
use crate::report::{Report, Source};
use crate::topic::Topic;

/// Documents whose claims are kept at hand, twice.
const AT_HAND: usize = 1024;

/// All documents, in the order of their names.
pub struct Catalogue {
    /// What was read, without claims and findings.
    pub report: Report,
    /// The first claim of each document.
    pub first: Vec<u32>,
    /// How many claims there are.
    pub claims: u32,
}

impl Catalogue {
    /// All documents of an index.
    pub fn of(documents: &[Kept], store: &Store) -> Result<Self, Fault> {
        let (first, claims) = numbered(documents.iter().map(|kept| number(kept.claims)))?;
        let sources = documents.iter().map(|kept| kept.source.clone()).collect();
        let mut report = Report::new(sources, Vec::new(), Vec::new(), Vec::new());
        let figures = store.summary()?;
        report.summary.claims = figures.claims;
        report.summary.set_aside = figures.set_aside;
        Ok(Self { report, first, claims })
    }

    /// Whether any document says of findings that they are to be let stand.
    pub fn has_waivers(&self) -> bool {
        self.report.documents.iter().any(|source| !source.waivers.is_empty())
    }

    /// The document of a claim.
    pub fn document_of(&self, claim: u32) -> u32 {
        number(self.first.partition_point(|first| *first <= claim).saturating_sub(1))
    }
}

/// Documents in the order of their days: for each its place.
pub fn calendar<'a>(documents: impl Iterator<Item = &'a Source>) -> Vec<u32> {
    let days = documents.map(|source| (source.published.is_none(), source.published.map(|published| published.day)));
    let days: Vec<_> = days.collect();
    let mut order: Vec<u32> = (0..number(days.len())).collect();
    order.sort_by_key(|document| days[*document as usize]);
    let mut place = vec![0; order.len()];
    for (at, document) in (0..).zip(order) {
        place[document as usize] = at;
    }
    place
}

/// Documents with their claims.
pub struct Library {
    pub catalogue: Catalogue,
    pub held: Held,
}

/// Where claims are.
pub enum Held {
    /// Put away in this run.
    Shelf(Shelved),
    /// In an index, which has these documents.
    Index(Store, Vec<Kept>),
}

/// The claims of documents, put away.
pub struct Shelved {
    pub places: Vec<shelf::Place>,
    pub shelf: RefCell<Shelf>,
}

impl Shelved {
    fn bytes(&self, document: u32) -> Result<Vec<u8>, Fault> {
        Ok(self.shelf.borrow_mut().get(self.places[document as usize])?.to_vec())
    }

    /// The claims of a document, still as bytes.
    pub fn taken<'a>(&self, document: u32, sources: &'a [Source]) -> Result<Taken<'a>, Fault> {
        Ok(Taken::Packed(&sources[document as usize], self.bytes(document)?))
    }
}

/// The claims of a document as they were put away: what does not need what they are kept in, so that many are read at once.
pub enum Taken<'a> {
    /// With their sentences.
    Packed(&'a Source, Vec<u8>),
    /// Their sentences, and what an index keeps beside these.
    Kept(&'a Kept, Vec<Arc<str>>, Vec<u8>),
}

impl Taken<'_> {
    /// Reads them.
    pub fn claims(&self) -> Result<Vec<Claim>, Fault> {
        match self {
            Self::Packed(source, bytes) => Ok(unpacked(bytes, source)?),
            Self::Kept(document, sentences, bytes) => {
                let claims = codec::decode(bytes, sentences, &Head::try_from(&document.source)?)?;
                if claims.len() != document.claims {
                    return Err(Fault::Damaged(format!("claims of {} are missing", document.source.name)));
                }
                Ok(claims)
            }
        }
    }

    /// Reads those that hold whenever they are told and the others of their sentences, each with its place.
    pub fn lasting(&self) -> Result<Chosen, Fault> {
        match self {
            Self::Packed(source, bytes) => {
                let (mut sentences, frames) = halves(bytes)?;
                let (texts, stored) = (texts(&mut sentences)?, Stored::new(frames, None)?);
                let places = stored.lasting()?;
                Ok((chosen(source, &texts, stored, &places)?, places))
            }
            Self::Kept(document, texts, frames) => {
                let stored = Stored::new(frames, None)?;
                let places = stored.lasting()?;
                Ok((chosen(&document.source, texts, stored, &places)?, places))
            }
        }
    }
}

/// Some claims of a document, and the place of each in it.
pub type Chosen = (Vec<Claim>, Vec<usize>);

/// Makes some claims of a document, by their places in order.
pub fn chosen(
    source: &Source,
    texts: &[Arc<str>],
    mut stored: Stored<'_>,
    places: &[usize],
) -> Result<Vec<Claim>, Damaged> {
    let text = |sentence: usize| texts.get(sentence).cloned().ok_or(Damaged);
    stored.some(places, &Head::try_from(source)?, text)
}

impl Library {
    /// The claims of a document.
    pub fn claims_of(&self, document: u32) -> Result<Vec<Claim>, Fault> {
        match &self.held {
            Held::Shelf(shelved) => shelved.taken(document, &self.catalogue.report.documents)?.claims(),
            Held::Index(store, documents) => store.claims(&documents[document as usize]),
        }
    }

    /// Some claims of a document, by their places in it.
    fn some_of(&self, document: u32, places: &[usize]) -> Result<Vec<Claim>, Fault> {
        match &self.held {
            Held::Shelf(shelved) => {
                let bytes = shelved.bytes(document)?;
                let head = Head::try_from(&self.catalogue.report.documents[document as usize])?;
                let (mut sentences, claims) = halves(&bytes)?;
                let sentences = sentences.list(Reader::word)?;
                let text = |sentence: usize| Ok(Arc::from(*sentences.get(sentence).ok_or(Damaged)?));
                Stored::new(claims, None)?.some(places, &head, text)
            }
            Held::Index(store, documents) => store.some_claims(&documents[document as usize], places),
        }
    }

    /// The claims that are asked for, in order.
    pub fn chosen(&self, claims: &BTreeSet<u32>) -> Result<Vec<Claim>, Fault> {
        let mut chosen = Vec::with_capacity(claims.len());
        self.each_of(claims.iter().copied(), |_, claim| chosen.push(claim))?;
        Ok(chosen)
    }

    /// Goes through the claims that are asked for, in order.
    pub fn each_of(&self, claims: impl Iterator<Item = u32>, mut each: impl FnMut(u32, Claim)) -> Result<(), Fault> {
        let mut claims = claims.peekable();
        while let Some(next) = claims.peek() {
            let document = self.catalogue.document_of(*next);
            let first = self.catalogue.first[document as usize];
            let past = self.catalogue.first.get(document as usize + 1).copied().unwrap_or(u32::MAX);
            let mut places = Vec::new();
            while let Some(claim) = claims.next_if(|claim| *claim < past) {
                places.push((claim - first) as usize);
            }
            for (place, claim) in places.iter().zip(self.some_of(document, &places)?) {
                each(first + number(*place), claim);
            }
        }
        Ok(())
    }

    /// What topics are called, each told by its first claim, without their claims; none where nobody has worked it out.
    pub fn titles(&self, topics: &FxHashSet<u32>) -> Result<Option<BTreeMap<u32, Topic>>, Fault> {
        let Held::Index(store, documents) = &self.held else { return Ok(None) };
        let mut titles = BTreeMap::new();
        // Behind the last claim stand topics of what one document says twice, which are titled by their two claims.
        for claim in topics.iter().copied().filter(|claim| *claim < self.catalogue.claims) {
            let document = self.catalogue.document_of(claim) as usize;
            let at = claim - self.catalogue.first[document];
            titles.extend(store.topic(id_of((documents[document].id, at as usize)))?.map(|topic| (claim, topic)));
        }
        Ok(Some(titles))
    }
}

/// The first claim of each document, of documents with so many claims each, and how many there are in all: as many as have
/// a number.
pub fn numbered(claims: impl Iterator<Item = u32>) -> Result<(Vec<u32>, u32), Damaged> {
    let mut all: u32 = 0;
    let mut first = Vec::with_capacity(claims.size_hint().0);
    for own in claims {
        first.push(all);
        all = all.checked_add(own).ok_or(Damaged)?;
    }
    Ok((first, all))
}

/// A place as the catalogue counts them.
pub fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}

/// The claims of a document as bytes, with their sentences.
pub fn packed(claims: &[Claim]) -> Vec<u8> {
    let (claims, sentences) = codec::encode(claims);
    let mut out = Writer::default();
    out.list(&sentences, |out, text| out.word(text));
    let mut bytes = out.finish();
    bytes.extend_from_slice(&claims);
    bytes.extend_from_slice(&number(claims.len()).to_le_bytes());
    bytes
}

/// The same, read.
fn unpacked(bytes: &[u8], source: &Source) -> Result<Vec<Claim>, Damaged> {
    let (mut sentences, claims) = halves(bytes)?;
    codec::decode(claims, &texts(&mut sentences)?, &Head::try_from(source)?)
}

/// The sentences of a document.
fn texts(from: &mut Reader<'_>) -> Result<Vec<Arc<str>>, Damaged> {
    from.list(|from| Ok(Arc::from(from.word()?)))
}

/// The sentences of a document, and the bytes of its claims.
fn halves(bytes: &[u8]) -> Result<(Reader<'_>, &[u8]), Damaged> {
    let (bytes, len) = bytes.split_last_chunk::<4>().ok_or(Damaged)?;
    let at = bytes.len().checked_sub(u32::from_le_bytes(*len) as usize).ok_or(Damaged)?;
    let (sentences, claims) = bytes.split_at(at);
    Ok((Reader::new(sentences)?, claims))
}

/// Claims of the documents that were asked for lately.
#[derive(Default)]
pub struct AtHand {
    young: FxHashMap<u32, Arc<Vec<Claim>>>,
    old: FxHashMap<u32, Arc<Vec<Claim>>>,
}

impl AtHand {
    /// The claims of some documents, in their order.
    pub fn get<'a>(
        &mut self,
        documents: &[u32],
        take: impl Fn(u32) -> Result<Taken<'a>, Fault>,
    ) -> Result<Vec<Arc<Vec<Claim>>>, Fault> {
        let mut missing = Vec::new();
        for document in documents {
            if !self.young.contains_key(document) {
                match self.old.remove(document) {
                    Some(claims) => drop(self.young.insert(*document, claims)),
                    None => missing.push((*document, take(*document)?)),
                }
            }
        }
        let read = missing.par_iter().map(|(document, taken)| Ok((*document, Arc::new(taken.claims()?))));
        self.young.extend(read.collect::<Result<Vec<_>, Fault>>()?);
        let found = documents.iter().map(|document| Arc::clone(&self.young[document])).collect();
        if self.young.len() > AT_HAND {
            self.old = std::mem::take(&mut self.young);
        }
        Ok(found)
    }
}
