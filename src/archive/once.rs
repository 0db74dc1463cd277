//! A report in bounded memory: claims are put away as bytes, pairs of documents are weighed one by one, and of what they
//! come to only the flagged findings are put away. What is held of the others is a mark at each claim. An index has done
//! all of that before.
//!
//! Articles are read and weighed in the order of their days, so that most of what a pair needs is at hand. The report is
//! written part by part from what was put away.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

use rusqlite::Row;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::bytes::Damaged;
use super::fault::Fault;
use super::library::{Catalogue, Held, Library, Shelved, calendar, number, numbered, packed};
use super::roots::Roots;
use super::shelf::{self, Shelf};
use super::sorted::{Even, List, Record, Sorter, take};
use super::store::{self, PLACES, Store};
use super::weigh::{Ready, Weighed, weigh_for};
use super::{answer, batches, codec, mark};
use crate::claim::{Claim, extract_read};
use crate::config::Config;
use crate::document::{self, Document, SetAside};
use crate::error::Error;
use crate::finding::{Finding, Ids, Ruling, Verdict, within_article};
use crate::report::{Clash, Differ, LARGE, Parts, Report, Rows, Source, Story, with_period};
use crate::topic::{Blocks, Meet, Reading, Titling, Topic};

/// Two claims that fit, and what they come to.
struct Seen {
    a: u32,
    b: u32,
    /// What is to be marked at both.
    marks: u16,
    verdict: Option<Verdict>,
    /// What is put away of it, where it is flagged.
    ruling: Option<Ruling>,
}

impl Seen {
    fn new(a: (u32, &Claim), b: (u32, &Claim), ruling: Option<Ruling>) -> Self {
        let verdict = ruling.as_ref().map(|ruling| ruling.outcome.verdict);
        let marks = mark::of(a.1, b.1, verdict);
        let ruling = ruling.filter(|ruling| ruling.outcome.verdict.is_flagged());
        Self { a: a.0, b: b.0, marks, verdict, ruling }
    }
}

/// A document as it is put away.
struct Packed {
    source: Source,
    bytes: Vec<u8>,
    /// What it meets others by.
    met: Vec<u8>,
    claims: u32,
    aside: Vec<SetAside>,
    /// What it says twice.
    own: Vec<Seen>,
}

/// A document that was put away.
struct Arrived {
    source: Source,
    claims: u32,
    place: shelf::Place,
    met: shelf::Place,
    own: Vec<Seen>,
}

impl Packed {
    fn new(document: &Document, claims: &[Claim], config: &Config) -> Self {
        let at = |at: usize| (number(at), &claims[at]);
        let own = within_article(claims).into_iter();
        Self {
            source: Source::from(document),
            bytes: packed(claims),
            met: codec::met(&Reading::new(claims, config)),
            claims: number(claims.len()),
            aside: claims.iter().filter_map(|claim| claim.set_aside).collect(),
            own: own.map(|(a, b, ruling)| Seen::new(at(a), at(b), Some(ruling))).collect(),
        }
    }
}

/// What was read: documents, what they meet by, and what each says twice.
struct Stock {
    catalogue: Catalogue,
    shelved: Shelved,
    blocks: Blocks,
    own: Vec<(u32, Vec<Seen>)>,
    errors: Vec<Error>,
}

impl Stock {
    fn read(paths: &[PathBuf], date: &(impl Fn(&mut Document) + Sync), config: &Config) -> Result<Self, Fault> {
        // What documents meet by is put away too until all are read: between the claims of a batch, which come and go, it
        // would leave holes.
        let (mut shelf, mut beside, mut set_aside) = (Shelf::default(), Shelf::default(), BTreeMap::new());
        let mut arrived: Vec<Arrived> = Vec::new();
        let mut take = |Packed { source, bytes, met, claims, aside, own }: Packed| {
            for reason in aside {
                *set_aside.entry(reason).or_default() += 1;
            }
            arrived.push(Arrived { source, claims, place: shelf.put(&bytes), met: beside.put(&met), own });
        };
        let pack = |mut reading: document::Reading| {
            date(&mut reading.document);
            Packed::new(&reading.document, &extract_read(&reading.document, &reading.tokens), config)
        };
        let errors = document::stream(paths, config, pack, |packed| {
            take(packed);
            Ok(())
        })?;
        for fact in document::facts(config) {
            take(Packed::new(&fact, &crate::claim::extract(&fact), config));
        }
        arrived.sort_by(|a, b| a.source.name.cmp(&b.source.name));

        let (mut blocks, mut own, mut sources) = (Blocks::default(), Vec::new(), Vec::with_capacity(arrived.len()));
        let mut places = Vec::with_capacity(arrived.len());
        let (first, claims) = numbered(arrived.iter().map(|document| document.claims))?;
        for (document, first) in arrived.into_iter().zip(&first) {
            blocks.add(codec::read_met(beside.get(document.met)?)?);
            if !document.own.is_empty() {
                own.push((*first, document.own));
            }
            sources.push(document.source);
            places.push(document.place);
        }
        let mut report = Report::new(sources, Vec::new(), Vec::new(), Vec::new());
        let aside: usize = set_aside.values().sum();
        report.summary.claims = claims as usize - aside;
        report.summary.set_aside = set_aside;
        let catalogue = Catalogue { report, first, claims };
        let shelved = Shelved { places, shelf: RefCell::new(shelf) };
        Ok(Self { catalogue, shelved, blocks, own, errors })
    }
}

/// What all pairs come to, at each claim, and the flagged findings, put away.
#[derive(Default)]
struct Marks {
    roots: Roots,
    bits: Vec<u16>,
    compared: usize,
    /// Topics of what one document says twice, and how many of them agree.
    lone: u32,
    agreeing: usize,
    /// Flagged findings, by their ids.
    flagged: Sorter<Flagged>,
    /// The kinds of blocks that they stand in: rules and headings.
    kinds: Vec<(&'static str, Option<&'static str>)>,
    shelf: RefCell<Shelf>,
}

impl Marks {
    /// Nothing is known of so many claims.
    fn none(claims: u32) -> Self {
        Self { roots: Roots::new(claims), bits: vec![0; claims as usize], ..Self::default() }
    }

    /// Weighs everything.
    fn weighed(
        catalogue: &Catalogue,
        shelved: &Shelved,
        blocks: Blocks,
        own: Vec<(u32, Vec<Seen>)>,
        config: &Config,
    ) -> Result<Self, Fault> {
        let mut all = Self::none(catalogue.claims);
        let sources = &catalogue.report.documents;
        let take = |document| shelved.taken(document, sources);
        let look = |meet: Meet, one: &Ready<'_>, other: &Ready<'_>| weighed(meet, one, other, config);
        batches::each_pair(&calendar(sources.iter()), blocks, config, take, look, |pair, seen| {
            all.add(pair.map(|document| catalogue.first[document as usize]), seen);
            Ok(())
        })?;
        for (first, seen) in own {
            all.add_own(catalogue.claims, first, seen);
        }
        Ok(all)
    }

    /// Takes over what an index holds of its documents.
    fn kept(catalogue: &Catalogue, store: &Store, documents: &[store::Kept]) -> Result<Self, Fault> {
        let places: FxHashMap<i64, u32> = documents.iter().map(|kept| kept.id).zip(0..).collect();
        let at = |claim: i64| {
            let document = *places.get(&(claim / PLACES))?;
            let at = u32::try_from(claim % PLACES).ok()?;
            ((at as usize) < documents[document as usize].claims).then_some((document, at))
        };
        let mut all = Self::none(catalogue.claims);
        store.each_finding(|a, b, row| {
            let (Some((one, a)), Some((other, b))) = (at(a), at(b)) else { return Ok(()) };
            let Seen { a, b, marks, verdict, ruling } = seen(a, b, row)?;
            let (a, b) = (catalogue.first[one as usize] + a, catalogue.first[other as usize] + b);
            all.link(a, b, marks, verdict);
            all.put_away(None, a, b, ruling.as_ref());
            Ok(())
        })?;
        let mut own: BTreeMap<u32, Vec<Seen>> = BTreeMap::new();
        store.each_own_finding(|a, b, row| {
            let (Some((document, a)), Some((_, b))) = (at(a), at(b)) else { return Ok(()) };
            own.entry(document).or_default().push(seen(a, b, row)?);
            Ok(())
        })?;
        for (document, seen) in own {
            all.add_own(catalogue.claims, catalogue.first[document as usize], seen);
        }
        Ok(all)
    }

    /// Takes in what two documents say of each other.
    fn add(&mut self, first: [u32; 2], seen: Vec<Seen>) {
        for Seen { a, b, marks, verdict, ruling } in seen {
            let (a, b) = (first[0] + a, first[1] + b);
            self.link(a, b, marks, verdict);
            self.put_away(None, a, b, ruling.as_ref());
        }
    }

    /// Takes in what one document says twice, once all pairs are in: in the topic that holds both claims, else in one of
    /// its own.
    fn add_own(&mut self, claims: u32, first: u32, seen: Vec<Seen>) {
        for Seen { a, b, marks, verdict, ruling } in seen {
            let (a, b) = (first + a, first + b);
            self.compared += usize::from(verdict.is_some());
            let linked = [a, b].iter().all(|at| self.bits[*at as usize] & mark::LINKED > 0);
            let topic = if linked && self.roots.find(a) == self.roots.find(b) {
                self.mark(a, b, marks);
                self.roots.find(a)
            } else {
                self.agreeing += usize::from(matches!(verdict, Some(Verdict::Agreement | Verdict::Compatible)));
                self.lone += 1;
                claims + self.lone - 1
            };
            self.put_away(Some(topic), a, b, ruling.as_ref());
        }
    }

    /// Takes in that two claims fit.
    fn link(&mut self, a: u32, b: u32, marks: u16, verdict: Option<Verdict>) {
        self.compared += usize::from(verdict.is_some());
        self.roots.link(a, b);
        self.mark(a, b, marks);
    }

    fn mark(&mut self, a: u32, b: u32, marks: u16) {
        self.bits[a as usize] |= marks;
        self.bits[b as usize] |= marks;
    }

    /// Puts a flagged finding away, with the topic of what one document says twice.
    fn put_away(&mut self, topic: Option<u32>, a: u32, b: u32, ruling: Option<&Ruling>) {
        let Some(ruling) = ruling else { return };
        let kind = (ruling.rule, ruling.outcome.heading);
        let by = self.kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
            self.kinds.push(kind);
            self.kinds.len() - 1
        });
        self.flagged.add(Flagged {
            id: FxBuildHasher.hash_one(&ruling.id),
            verdict: Reverse(ruling.outcome.verdict),
            topic,
            a,
            b,
            place: self.shelf.get_mut().put(&codec::ruling(ruling)),
            by: u16::try_from(by).unwrap_or(u16::MAX),
        });
    }

    /// Links each claim to the first of its topic, and gives what is marked in each topic, at its first claim.
    fn settle(&mut self) -> Vec<u16> {
        self.roots.settle();
        let mut topics = vec![0; self.bits.len()];
        for ((_, root), bits) in self.roots.each().zip(&self.bits) {
            topics[root as usize] |= bits;
        }
        topics
    }

    fn take_down(&self, place: shelf::Place) -> Result<Ruling, Fault> {
        Ok(codec::read_ruling(self.shelf.borrow_mut().get(place)?)?)
    }
}

/// What two documents come to.
fn weighed(meet: Meet, one: &Ready<'_>, other: &Ready<'_>, config: &Config) -> Vec<Seen> {
    let seen = |Weighed { a, b, ruling, .. }: Weighed| {
        Seen::new((number(one.place(a)), &one.claims[a]), (number(other.place(b)), &other.claims[b]), ruling)
    };
    // Of what is not flagged, only marks are kept.
    weigh_for(meet, one, other, config, Ids::Flagged).into_iter().map(seen).collect()
}

/// What a row of the index says of two claims, by their places in their documents.
fn seen(a: u32, b: u32, row: &Row<'_>) -> Result<Seen, Fault> {
    let verdict = answer::verdict(row)?;
    let flagged = verdict.is_some_and(Verdict::is_flagged);
    let ruling = if flagged { answer::ruling(row)? } else { None };
    Ok(Seen { a, b, marks: row.get(store::MARKS)?, verdict, ruling })
}

/// A flagged finding while pairs are weighed, by where it is put away; in the order of ids.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Flagged {
    /// A hash of its id.
    id: u64,
    verdict: Reverse<Verdict>,
    /// The topic of what one document says twice: its first claim, or behind all claims one of its own.
    topic: Option<u32>,
    a: u32,
    b: u32,
    place: shelf::Place,
    by: u16,
}

/// What findings of one topic stand in one block by.
type Block = (Reverse<Verdict>, u16);

/// A flagged finding, by where it is put away; in the order of reports.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shown {
    verdict: Reverse<Verdict>,
    topic: u32,
    a: u32,
    b: u32,
    place: shelf::Place,
    /// Its block within topic and verdict: rule and heading, by their places.
    by: u16,
    /// How many of its id come before it.
    twins: u32,
}

impl Shown {
    /// Hands on all flagged findings, those of one id numbered in the order of the report.
    fn each(marks: &mut Marks, mut each: impl FnMut(Self)) -> Result<(), Fault> {
        let (mut twins, mut id): (Vec<Self>, u64) = (Vec::new(), 0);
        let mut number = |twins: &mut Vec<Self>| {
            twins.sort_unstable();
            for (before, shown) in (0..).zip(twins.drain(..)) {
                each(Self { twins: before, ..shown });
            }
        };
        std::mem::take(&mut marks.flagged).each(|flagged| {
            if flagged.id != id {
                number(&mut twins);
                id = flagged.id;
            }
            let Flagged { verdict, topic, a, b, place, by, .. } = flagged;
            let topic = topic.unwrap_or_else(|| marks.roots.of(a));
            twins.push(Self { verdict, topic, a, b, place, by, twins: 0 });
            Ok(())
        })?;
        number(&mut twins);
        Ok(())
    }
}

fn take_verdict(from: &mut &[u8]) -> Option<Reverse<Verdict>> {
    let [verdict] = take(from)?;
    Verdict::ALL.get(usize::from(verdict)).copied().map(Reverse)
}

impl Record for Flagged {
    const SIZE: usize = 8 + 1 + 5 + 4 + 4 + shelf::Place::SIZE + 2;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.id.to_le_bytes());
        out.push(self.verdict.0 as u8);
        out.push(u8::from(self.topic.is_some()));
        for number in [self.topic.unwrap_or_default(), self.a, self.b] {
            out.extend(number.to_le_bytes());
        }
        self.place.put(out);
        out.extend(self.by.to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let (id, verdict, [is_own]) = (u64::from_le_bytes(take(from)?), take_verdict(from)?, take(from)?);
        let topic = Some(u32::from_le_bytes(take(from)?)).filter(|_| is_own > 0);
        let (a, b) = (u32::from_le_bytes(take(from)?), u32::from_le_bytes(take(from)?));
        Some(Self { id, verdict, topic, a, b, place: shelf::Place::take(from)?, by: u16::from_le_bytes(take(from)?) })
    }
}

impl Record for Shown {
    const SIZE: usize = 1 + 3 * 4 + shelf::Place::SIZE + 2 + 4;

    fn put(&self, out: &mut Vec<u8>) {
        out.push(self.verdict.0 as u8);
        for number in [self.topic, self.a, self.b] {
            out.extend(number.to_le_bytes());
        }
        self.place.put(out);
        out.extend(self.by.to_le_bytes());
        out.extend(self.twins.to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let verdict = take_verdict(from)?;
        let topic = u32::from_le_bytes(take(from)?);
        let (a, b) = (u32::from_le_bytes(take(from)?), u32::from_le_bytes(take(from)?));
        let (place, by) = (shelf::Place::take(from)?, u16::from_le_bytes(take(from)?));
        Some(Self { verdict, topic, a, b, place, by, twins: u32::from_le_bytes(take(from)?) })
    }
}

impl Even for Shown {}

impl Record for InPart {
    const SIZE: usize = 4 + Shown::SIZE;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.0.to_le_bytes());
        self.1.put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((u32::from_le_bytes(take(from)?), Shown::take(from)?))
    }
}

/// The part that a finding is of, by its place, and the finding.
type InPart = (u32, Shown);

/// A part of a report.
struct Part {
    /// Its first finding.
    first: usize,
    topic: u32,
}

/// A report whose findings are put away, to be written part by part.
pub struct Once {
    library: Library,
    marks: Marks,
    /// Those of each part side by side.
    shown: List<Shown>,
    parts: Vec<Part>,
    titles: BTreeMap<u32, Topic>,
    stories: Stories,
}

impl Once {
    /// Reads what paths stand for and compares it; `date` may date an article. None where an article holds waivers: what
    /// they let stand is known only where all findings are.
    ///
    /// # Errors
    /// What was put away cannot be read back. What cannot be read of the articles is part of the answer.
    pub fn read(
        paths: &[PathBuf],
        date: impl Fn(&mut Document) + Sync,
        config: &Config,
    ) -> Result<Option<(Self, Vec<Error>)>, Fault> {
        let Stock { catalogue, shelved, blocks, own, errors } = Stock::read(paths, &date, config)?;
        if catalogue.has_waivers() {
            return Ok(None);
        }
        let marks = Marks::weighed(&catalogue, &shelved, blocks, own, config)?;
        Ok(Some((Self::new(Library { catalogue, held: Held::Shelf(shelved) }, marks)?, errors)))
    }

    /// The same, from an index that holds these documents and no others.
    pub(super) fn kept(store: Store, documents: Vec<store::Kept>) -> Result<Self, Fault> {
        // What another run writes meanwhile is not seen, and damage is noticed before anything is written.
        store.hold()?;
        store.verify(&documents)?;
        let catalogue = Catalogue::of(&documents, &store)?;
        let marks = Marks::kept(&catalogue, &store, &documents)?;
        Self::new(Library { catalogue, held: Held::Index(store, documents) }, marks)
    }

    fn new(library: Library, mut marks: Marks) -> Result<Self, Fault> {
        let topics = marks.settle();
        let (mut tellers, mut all) = (Tellers::default(), Sorter::default());
        Shown::each(&mut marks, |shown| {
            tellers.add(&library.catalogue, &shown);
            all.add(shown);
        })?;
        let stories = Stories::of(tellers, &marks, &topics);
        let (shown, parts) = parted(all, &stories)?;
        let mut once = Self { library, marks, shown, parts, titles: BTreeMap::new(), stories };
        once.conclude(&topics)?;
        Ok(once)
    }

    /// The findings of a part, by their numbers.
    fn range(&self, part: usize) -> Range<usize> {
        self.parts[part].first..self.parts.get(part + 1).map_or(self.shown.len(), |next| next.first)
    }

    /// Works out what topics are called, what is alike but for the period, and the figures.
    fn conclude(&mut self, topics: &[u16]) -> Result<(), Fault> {
        let mut wanted: FxHashSet<u32> = self.parts.iter().map(|part| part.topic).collect();
        wanted.extend((0..).zip(topics).filter(|(_, marks)| **marks & mark::APART > 0).map(|(topic, _)| topic));
        // An index has worked out the titles.
        let known = self.library.titles(&wanted)?;
        let (mut titles, mut alike) = (BTreeMap::<u32, Titling>::new(), BTreeMap::<u32, Alike>::new());
        let mut facts = Vec::new();
        let (library, marks) = (&self.library, &self.marks);
        let Catalogue { report, first, claims } = &library.catalogue;
        let is_apart = |claim: u32| marks.bits[claim as usize] & mark::APART > 0;
        let is_told =
            |claim: u32| marks.bits[claim as usize] & mark::LINKED > 0 && wanted.contains(&marks.roots.of(claim));
        let is_needed = |claim: u32| is_told(claim) && (known.is_none() || is_apart(claim));
        for (document, source) in (0..).zip(&report.documents) {
            let from = first[document as usize];
            let past = first.get(document as usize + 1).copied().unwrap_or(*claims);
            if !source.reference && !(from..past).any(is_needed) {
                continue;
            }
            for (at, claim) in (from..).zip(library.claims_of(document)?) {
                if is_told(at) {
                    let topic = marks.roots.of(at);
                    titles.entry(topic).or_default().add(&claim);
                    if is_apart(at) {
                        alike.entry(topic).or_default().add(&claim);
                    }
                }
                if source.reference {
                    facts.push(claim);
                }
            }
        }
        let titled = || titles.into_iter().map(|(topic, titling)| (topic, titling.topic())).collect();
        self.titles = known.unwrap_or_else(titled);
        let whole = &mut self.library.catalogue.report;
        whole.claims = facts;
        for (topic, Alike { claims, .. }) in alike {
            let from = whole.claims.len();
            whole.claims.extend(claims);
            whole.rest.apart.insert(whole.topics.len(), (from..whole.claims.len()).collect());
            whole.topics.extend(self.titles.get(&topic).cloned());
        }
        whole.rest.flagged = !self.parts.is_empty();
        let agrees = |topic: &&u16| {
            let is = |verdict: Verdict| **topic & 1 << verdict as u16 > 0;
            (is(Verdict::Agreement) || is(Verdict::Compatible)) && !is(Verdict::Tension) && !is(Verdict::Contradiction)
        };
        whole.summary.agreeing = marks.agreeing + topics.iter().filter(agrees).count();
        whole.summary.compared = marks.compared;
        Ok(())
    }

    /// The report without findings.
    pub fn report_mut(&mut self) -> &mut Report {
        &mut self.library.catalogue.report
    }

    /// A finding that is shown, of claims by these places in its report.
    fn found(&self, shown: Shown, [a, b]: [usize; 2]) -> Result<Finding, Fault> {
        let mut finding = self.marks.take_down(shown.place)?.found(0, a, b);
        if shown.twins > 0 {
            finding.id = format!("{}-{}", finding.id, shown.twins + 1);
        }
        Ok(finding)
    }

    /// A part as a report.
    fn report(&self, part: usize) -> Result<Report, Fault> {
        let mut shown = Vec::new();
        self.shown.each(self.range(part), |next| shown.push(next))?;
        let claims: BTreeSet<u32> = shown.iter().flat_map(|shown| [shown.a, shown.b]).collect();
        let places: Vec<u32> = claims.iter().copied().collect();
        let at = |claim: u32| places.binary_search(&claim).unwrap_or_default();
        let mut report = Report { claims: self.library.chosen(&claims)?, ..Report::default() };
        let title = self.titles.get(&self.parts[part].topic).cloned().unwrap_or_else(|| {
            let mut titling = Titling::default();
            report.claims.iter().for_each(|claim| titling.add(claim));
            titling.topic()
        });
        report.topics.push(title);
        let found = |shown: &Shown| self.found(*shown, [at(shown.a), at(shown.b)]);
        report.findings = shown.iter().map(found).collect::<Result<_, _>>()?;
        Ok(report)
    }

    /// A part as a story.
    fn story(&self, part: usize) -> Result<Story<'_>, Fault> {
        let (topic, range) = (self.parts[part].topic, self.range(part));
        let mut rows = Rows::default();
        self.library.each_of(self.stories.claims(topic), |number, claim| rows.add(number as usize, &claim))?;
        let (mut clashes, mut heading) = (Vec::with_capacity(range.len()), None);
        self.shown.each(range.clone(), |Shown { a, b, verdict: Reverse(verdict), by, .. }| {
            clashes.push(Clash { a, b, verdict });
            heading = heading.or_else(|| self.marks.kinds.get(usize::from(by)).and_then(|(_, heading)| *heading));
        })?;
        let finding = move |nth: usize| {
            let shown = self.shown.get(range.start + nth).map_err(io::Error::other)?;
            let claims = [shown.a, shown.b].map(|claim| claim as usize);
            self.found(shown, claims).map_err(io::Error::other)
        };
        Ok(Story {
            topic: self.titles.get(&topic).ok_or(Damaged)?,
            rows,
            differ: self.stories.differ.get(&topic).copied().unwrap_or_default(),
            clashes,
            heading,
            finding: Box::new(finding),
        })
    }
}

/// Puts the findings of each part side by side, parts in the order of their first findings.
fn parted(all: Sorter<Shown>, stories: &Stories) -> Result<(List<Shown>, Vec<Part>), Fault> {
    let mut places: FxHashMap<(u32, Option<Block>), u32> = FxHashMap::default();
    let mut parted: Sorter<InPart> = Sorter::default();
    all.each(|shown| {
        let block = (!stories.differ.contains_key(&shown.topic)).then_some((shown.verdict, shown.by));
        let next = number(places.len());
        parted.add((*places.entry((shown.topic, block)).or_insert(next), shown));
        Ok(())
    })?;
    drop(places);
    let (mut shown, mut parts) = (List::default(), Vec::new());
    let mut last = None;
    parted.each(|(part, next)| {
        if last.replace(part) != Some(part) {
            parts.push(Part { first: shown.len(), topic: next.topic });
        }
        shown.add(next);
        Ok(())
    })?;
    Ok((shown, parts))
}

impl Parts for Once {
    fn whole(&self) -> &Report {
        &self.library.catalogue.report
    }

    fn len(&self) -> usize {
        self.parts.len()
    }

    fn is_story(&self, part: usize) -> bool {
        self.stories.differ.contains_key(&self.parts[part].topic)
    }

    fn blocks(&self, part: usize) -> io::Result<Report> {
        self.report(part).map_err(io::Error::other)
    }

    fn story(&self, part: usize) -> io::Result<Story<'_>> {
        self.story(part).map_err(io::Error::other)
    }
}

/// Values that are alike but for their periods: a claim for each.
#[derive(Default)]
struct Alike {
    words: BTreeSet<String>,
    claims: Vec<Claim>,
}

impl Alike {
    fn add(&mut self, claim: &Claim) {
        if self.words.insert(with_period(claim)) {
            self.claims.push(claim.clone());
        }
    }
}

/// The documents that flagged findings of each topic are of, or as many of them as make a story.
#[derive(Default)]
struct Tellers(FxHashMap<u32, Vec<u32>>);

impl Tellers {
    fn add(&mut self, catalogue: &Catalogue, Shown { topic, a, b, .. }: &Shown) {
        let known = self.0.entry(*topic).or_default();
        for document in [a, b].map(|claim| catalogue.document_of(*claim)) {
            if known.len() <= LARGE && !known.contains(&document) {
                known.push(document);
            }
        }
    }

    fn of_stories(self) -> impl Iterator<Item = u32> {
        self.0.into_iter().filter(|(_, known)| known.len() > LARGE).map(|(topic, _)| topic)
    }
}

/// The topics that are told as stories.
struct Stories {
    /// In what claims of a topic differ that give one value.
    differ: FxHashMap<u32, Differ>,
    /// The claims that were compared in one of them, behind their topic; sorted.
    claims: Vec<(u32, u32)>,
}

impl Stories {
    fn of(tellers: Tellers, marks: &Marks, topics: &[u16]) -> Self {
        let differ = |topic: u32| {
            let [polarity, measure, holder] = mark::DIFFER.map(|bit| topics[topic as usize] & bit > 0);
            Differ { polarity, measure, holder }
        };
        let differ: FxHashMap<u32, Differ> = tellers.of_stories().map(|topic| (topic, differ(topic))).collect();
        let marked = marks.roots.each().zip(&marks.bits);
        let told = marked.filter(|((_, topic), bits)| **bits & mark::TOLD > 0 && differ.contains_key(topic));
        let mut claims: Vec<(u32, u32)> = told.map(|((claim, topic), _)| (topic, claim)).collect();
        claims.sort_unstable();
        Self { differ, claims }
    }

    /// The claims that were compared in a topic, in order.
    fn claims(&self, topic: u32) -> impl Iterator<Item = u32> {
        let from = self.claims.partition_point(|(other, _)| *other < topic);
        self.claims[from..].iter().take_while(move |(other, _)| *other == topic).map(|(_, claim)| *claim)
    }
}
