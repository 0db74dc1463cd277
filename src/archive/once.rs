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
use std::path::PathBuf;

use rayon::prelude::*;
use rusqlite::Row;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::bytes::{Damaged, Reader, Writer};
use super::fault::Fault;
use super::library::{AtHand, Catalogue, Held, Library, Shelved, number, packed};
use super::pairs::Pairs;
use super::shelf::{self, Shelf};
use super::store::{self, PLACES, Store};
use super::weigh::{Ready, Weighed, weigh};
use super::{answer, mark};
use crate::claim::{Claim, extract_read};
use crate::config::Config;
use crate::document::{self, Document, SetAside};
use crate::error::Error;
use crate::finding::{Finding, Outcome, Ruling, Verdict, rules, within_article};
use crate::report::{Clash, Differ, LARGE, Parts, Report, Rows, Source, Story, with_period};
use crate::topic::{Blocks, Met, Reading, Titling, Topic};

/// Pairs of documents that are weighed at a time.
const BATCH: usize = 1024;

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
    rest: Kept,
}

/// What is kept of a document beside that.
struct Kept {
    met: Met,
    claims: u32,
    aside: Vec<SetAside>,
    /// What it says twice.
    own: Vec<Seen>,
}

impl Packed {
    fn new(document: &Document, claims: &[Claim], config: &Config) -> Self {
        let at = |at: usize| (u32::try_from(at).unwrap_or(u32::MAX), &claims[at]);
        let own = within_article(claims).into_iter();
        let rest = Kept {
            met: Met::from(&Reading::new(claims, config)),
            claims: u32::try_from(claims.len()).unwrap_or(u32::MAX),
            aside: claims.iter().filter_map(|claim| claim.set_aside).collect(),
            own: own.map(|(a, b, ruling)| Seen::new(at(a), at(b), Some(ruling))).collect(),
        };
        Self { source: Source::from(document), bytes: packed(claims), rest }
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
        let mut shelf = Shelf::default();
        let mut arrived: Vec<(Source, shelf::Place, Kept)> = Vec::new();
        let mut take = |Packed { source, bytes, rest }: Packed| arrived.push((source, shelf.put(&bytes), rest));
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
        arrived.sort_by(|(a, ..), (b, ..)| a.name.cmp(&b.name));

        let (mut blocks, mut own, mut sources) = (Blocks::default(), Vec::new(), Vec::with_capacity(arrived.len()));
        let (mut places, mut first) = (Vec::with_capacity(arrived.len()), Vec::with_capacity(arrived.len()));
        let (mut claims, mut set_aside) = (0_u32, BTreeMap::new());
        for (source, place, kept) in arrived {
            blocks.add(kept.met);
            if !kept.own.is_empty() {
                own.push((claims, kept.own));
            }
            for reason in kept.aside {
                *set_aside.entry(reason).or_default() += 1;
            }
            first.push(claims);
            claims += kept.claims;
            sources.push(source);
            places.push(place);
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
    /// A claim that each is linked to; the first of its topic where it is itself.
    root: Vec<u32>,
    bits: Vec<u16>,
    compared: usize,
    /// Topics of what one document says twice, and how many of them agree.
    lone: u32,
    agreeing: usize,
    /// Flagged findings, by where they are put away.
    flagged: Vec<shelf::Place>,
    shelf: RefCell<Shelf>,
}

impl Marks {
    /// Nothing is known of so many claims.
    fn none(claims: u32) -> Self {
        Self { root: (0..claims).collect(), bits: vec![0; claims as usize], ..Self::default() }
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
        let calendar = catalogue.calendar();
        let mut pairs = Pairs::new(&calendar);
        blocks.each_pair(|one, other| pairs.add(one, other));
        let mut at_hand = AtHand::default();
        pairs.each(BATCH, |batch| {
            let mut documents: Vec<u32> = batch.iter().flat_map(|(one, other)| [*one, *other]).collect();
            documents.sort_unstable();
            documents.dedup();
            let claims = at_hand.get(&documents, shelved, &catalogue.report.documents)?;
            let ready: Vec<Ready<'_>> = claims.par_iter().map(|claims| Ready::new(claims, config)).collect();
            let of = |document: &u32| &ready[documents.binary_search(document).unwrap_or_default()];
            let seen: Vec<Vec<Seen>> =
                batch.par_iter().map(|(one, other)| weighed(of(one), of(other), config)).collect();
            for ((one, other), seen) in batch.iter().zip(seen) {
                all.add([catalogue.first[*one as usize], catalogue.first[*other as usize]], seen);
            }
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
            let topic = if linked && self.root_of(a) == self.root_of(b) {
                self.mark(a, b, marks);
                self.root_of(a)
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
        let (one, other) = (self.root_of(a), self.root_of(b));
        self.root[one.max(other) as usize] = one.min(other);
        self.mark(a, b, marks);
    }

    fn mark(&mut self, a: u32, b: u32, marks: u16) {
        self.bits[a as usize] |= marks;
        self.bits[b as usize] |= marks;
    }

    /// Puts a flagged finding away, with the topic of what one document says twice.
    fn put_away(&mut self, topic: Option<u32>, a: u32, b: u32, ruling: Option<&Ruling>) {
        if let Some(ruling) = ruling {
            self.flagged.push(self.shelf.get_mut().put(&written(topic, a, b, ruling)));
        }
    }

    fn root_of(&mut self, claim: u32) -> u32 {
        let mut at = claim;
        while self.root[at as usize] != at {
            self.root[at as usize] = self.root[self.root[at as usize] as usize];
            at = self.root[at as usize];
        }
        at
    }

    /// Links each claim to the first of its topic, and gives what is marked in each topic, at its first claim.
    fn settle(&mut self) -> Vec<u16> {
        let mut topics = vec![0; self.root.len()];
        for claim in 0..number(self.root.len()) {
            let root = self.root_of(claim);
            self.root[claim as usize] = root;
            topics[root as usize] |= self.bits[claim as usize];
        }
        topics
    }

    fn take_down(&self, place: shelf::Place) -> Result<Flagged, Fault> {
        Ok(read_back(self.shelf.borrow_mut().get(place)?)?)
    }
}

/// What two documents come to.
fn weighed(one: &Ready<'_>, other: &Ready<'_>, config: &Config) -> Vec<Seen> {
    let seen = |Weighed { a, b, ruling, .. }: Weighed| {
        Seen::new((number(a), &one.claims[a]), (number(b), &other.claims[b]), ruling)
    };
    weigh(one, other, config).into_iter().map(seen).collect()
}

/// What a row of the index says of two claims, by their places in their documents.
fn seen(a: u32, b: u32, row: &Row<'_>) -> Result<Seen, Fault> {
    let verdict = answer::verdict(row)?;
    let flagged = verdict.is_some_and(Verdict::is_flagged);
    let ruling = if flagged { answer::ruling(row)? } else { None };
    Ok(Seen { a, b, marks: row.get(store::MARKS)?, verdict, ruling })
}

/// A flagged finding as it is put away.
struct Flagged {
    /// The topic of what one document says twice: its first claim, or behind all claims one of its own.
    topic: Option<u32>,
    a: u32,
    b: u32,
    ruling: Ruling,
}

fn written(topic: Option<u32>, a: u32, b: u32, Ruling { id, rule, outcome }: &Ruling) -> Vec<u8> {
    let mut out = Writer::default();
    out.option(topic, |out, topic| out.int(topic.into()));
    out.int(a.into());
    out.int(b.into());
    out.text(id);
    out.text(rule);
    out.byte(outcome.verdict as u8);
    out.option(outcome.heading, Writer::text);
    out.text(&outcome.reason);
    out.option(outcome.both_if.as_ref(), |out, both_if| out.text(both_if));
    out.bare()
}

fn read_back(bytes: &[u8]) -> Result<Flagged, Damaged> {
    let mut from = Reader::bare(bytes);
    let topic = from.option(Reader::small)?;
    let (a, b, id, code) = (from.small()?, from.small()?, from.here()?.to_owned(), from.here()?);
    let rule = rules().iter().find(|rule| rule.code == code).ok_or(Damaged)?.code;
    let verdict = *Verdict::ALL.get(usize::from(from.byte()?)).ok_or(Damaged)?;
    let heading = from.option(Reader::here)?.map(answer::heading);
    let (reason, both_if) = (from.here()?.to_owned(), from.option(Reader::here)?.map(str::to_owned));
    Ok(Flagged { topic, a, b, ruling: Ruling { id, rule, outcome: Outcome { verdict, reason, both_if, heading } } })
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
    /// All flagged findings, in order, and the heading of each kind of block.
    fn all(marks: &mut Marks) -> Result<(Vec<Self>, Vec<Option<&'static str>>), Fault> {
        let mut shown = Vec::new();
        let mut kinds: Vec<(&str, Option<&'static str>)> = Vec::new();
        for place in std::mem::take(&mut marks.flagged) {
            let Flagged { topic, a, b, ruling } = marks.take_down(place)?;
            let kind = (ruling.rule, ruling.outcome.heading);
            let by = kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
                kinds.push(kind);
                kinds.len() - 1
            });
            let topic = topic.unwrap_or_else(|| marks.root[a as usize]);
            let (verdict, by) = (Reverse(ruling.outcome.verdict), u16::try_from(by).unwrap_or(u16::MAX));
            let id = FxBuildHasher.hash_one(&ruling.id);
            shown.push((Self { verdict, topic, a, b, place, by, twins: 0 }, id));
        }
        shown.sort_unstable();
        // Those of one id are numbered in the order of the report.
        let mut ids: Vec<(u64, u32)> = (0..).zip(&shown).map(|(at, (_, id))| (*id, at)).collect();
        let mut shown: Vec<Self> = shown.into_iter().map(|(shown, _)| shown).collect();
        ids.sort_unstable();
        for twins in ids.chunk_by(|one, next| one.0 == next.0) {
            for (before, (_, at)) in (0..).zip(twins) {
                shown[*at as usize].twins = before;
            }
        }
        Ok((shown, kinds.into_iter().map(|(_, heading)| heading).collect()))
    }
}

/// A report whose findings are put away, to be written part by part.
pub struct Once {
    library: Library,
    marks: Marks,
    shown: Vec<Shown>,
    /// Of each kind of block.
    headings: Vec<Option<&'static str>>,
    /// The first finding of each part.
    parts: Vec<usize>,
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
        let (shown, headings) = Shown::all(&mut marks)?;
        let mut once = Self {
            stories: Stories::of(&library.catalogue, &marks, &shown, &topics),
            library,
            marks,
            shown,
            headings,
            parts: Vec::new(),
            titles: BTreeMap::new(),
        };
        once.part();
        once.conclude(&topics)?;
        Ok(once)
    }

    /// Puts the findings of each part side by side, parts in the order of their first findings.
    fn part(&mut self) {
        let mut places: FxHashMap<(u32, Option<Block>), u32> = FxHashMap::default();
        let mut part_of = |shown: &Shown| {
            let block = (!self.stories.differ.contains_key(&shown.topic)).then_some((shown.verdict, shown.by));
            let next = number(places.len());
            *places.entry((shown.topic, block)).or_insert(next)
        };
        let mut parted: Vec<(u32, Shown)> = self.shown.drain(..).map(|shown| (part_of(&shown), shown)).collect();
        parted.sort_unstable();
        let is_first = |at: &usize| *at == 0 || parted[at - 1].0 != parted[*at].0;
        self.parts = (0..parted.len()).filter(is_first).collect();
        self.shown = parted.into_iter().map(|(_, shown)| shown).collect();
    }

    /// The findings of a part.
    fn shown(&self, part: usize) -> &[Shown] {
        let past = self.parts.get(part + 1).copied().unwrap_or(self.shown.len());
        &self.shown[self.parts[part]..past]
    }

    /// Works out what topics are called, what is alike but for the period, and the figures.
    fn conclude(&mut self, topics: &[u16]) -> Result<(), Fault> {
        let mut wanted: FxHashSet<u32> = self.shown.iter().map(|shown| shown.topic).collect();
        wanted.extend((0..).zip(topics).filter(|(_, marks)| **marks & mark::APART > 0).map(|(topic, _)| topic));
        // An index has worked out the titles.
        let known = self.library.titles(&wanted)?;
        let (mut titles, mut alike) = (BTreeMap::<u32, Titling>::new(), BTreeMap::<u32, Alike>::new());
        let mut facts = Vec::new();
        let (library, marks) = (&self.library, &self.marks);
        let Catalogue { report, first, claims } = &library.catalogue;
        let is_apart = |claim: u32| marks.bits[claim as usize] & mark::APART > 0;
        let is_told =
            |claim: u32| marks.bits[claim as usize] & mark::LINKED > 0 && wanted.contains(&marks.root[claim as usize]);
        let is_needed = |claim: u32| is_told(claim) && (known.is_none() || is_apart(claim));
        for (document, source) in (0..).zip(&report.documents) {
            let from = first[document as usize];
            let past = first.get(document as usize + 1).copied().unwrap_or(*claims);
            if !source.reference && !(from..past).any(is_needed) {
                continue;
            }
            for (at, claim) in (from..).zip(library.claims_of(document)?) {
                if is_told(at) {
                    let topic = marks.root[at as usize];
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
        whole.rest.flagged = !self.shown.is_empty();
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

    /// The topic of a part.
    fn topic(&self, part: usize) -> u32 {
        self.shown(part).first().map_or(0, |shown| shown.topic)
    }

    /// A finding that is shown, of claims by these places in its report.
    fn found(&self, shown: Shown, [a, b]: [usize; 2]) -> Result<Finding, Fault> {
        let mut finding = self.marks.take_down(shown.place)?.ruling.found(0, a, b);
        if shown.twins > 0 {
            finding.id = format!("{}-{}", finding.id, shown.twins + 1);
        }
        Ok(finding)
    }

    /// A part as a report.
    fn report(&self, part: usize) -> Result<Report, Fault> {
        let shown = self.shown(part);
        let claims: BTreeSet<u32> = shown.iter().flat_map(|shown| [shown.a, shown.b]).collect();
        let places: Vec<u32> = claims.iter().copied().collect();
        let at = |claim: u32| places.binary_search(&claim).unwrap_or_default();
        let mut report = Report { claims: self.library.chosen(&claims)?, ..Report::default() };
        let title = self.titles.get(&self.topic(part)).cloned().unwrap_or_else(|| {
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
        let topic = self.topic(part);
        let mut rows = Rows::default();
        self.library.each_of(self.stories.claims(topic), |number, claim| rows.add(number as usize, &claim))?;
        let shown = self.shown(part);
        let clash = |Shown { a, b, verdict: Reverse(verdict), .. }: &Shown| Clash { a: *a, b: *b, verdict: *verdict };
        let finding = move |nth: usize| {
            let shown = shown[nth];
            let claims = [shown.a, shown.b].map(|claim| claim as usize);
            self.found(shown, claims).map_err(io::Error::other)
        };
        Ok(Story {
            topic: self.titles.get(&topic).ok_or(Damaged)?,
            rows,
            differ: self.stories.differ.get(&topic).copied().unwrap_or_default(),
            clashes: shown.iter().map(clash).collect(),
            heading: shown.iter().find_map(|shown| self.headings[usize::from(shown.by)]),
            finding: Box::new(finding),
        })
    }
}

impl Parts for Once {
    fn whole(&self) -> &Report {
        &self.library.catalogue.report
    }

    fn len(&self) -> usize {
        self.parts.len()
    }

    fn is_story(&self, part: usize) -> bool {
        self.stories.differ.contains_key(&self.topic(part))
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

/// The topics that are told as stories.
struct Stories {
    /// In what claims of a topic differ that give one value.
    differ: FxHashMap<u32, Differ>,
    /// The claims that were compared in one of them, behind their topic; sorted.
    claims: Vec<(u32, u32)>,
}

impl Stories {
    fn of(catalogue: &Catalogue, marks: &Marks, shown: &[Shown], topics: &[u16]) -> Self {
        let mut documents: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for Shown { topic, a, b, .. } in shown {
            let known = documents.entry(*topic).or_default();
            for document in [a, b].map(|claim| catalogue.document_of(*claim)) {
                if known.len() <= LARGE && !known.contains(&document) {
                    known.push(document);
                }
            }
        }
        documents.retain(|_, known| known.len() > LARGE);
        let differ = |topic: u32| {
            let [polarity, measure, holder] = mark::DIFFER.map(|bit| topics[topic as usize] & bit > 0);
            Differ { polarity, measure, holder }
        };
        let differ: FxHashMap<u32, Differ> = documents.into_keys().map(|topic| (topic, differ(topic))).collect();
        let marked = marks.root.iter().zip(&marks.bits).zip(0..);
        let told = marked.filter(|((topic, bits), _)| **bits & mark::TOLD > 0 && differ.contains_key(topic));
        let mut claims: Vec<(u32, u32)> = told.map(|((topic, _), claim)| (*topic, claim)).collect();
        claims.sort_unstable();
        Self { differ, claims }
    }

    /// The claims that were compared in a topic, in order.
    fn claims(&self, topic: u32) -> impl Iterator<Item = u32> {
        let from = self.claims.partition_point(|(other, _)| *other < topic);
        self.claims[from..].iter().take_while(move |(other, _)| *other == topic).map(|(_, claim)| *claim)
    }
}
