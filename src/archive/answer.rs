//! Reports from the index: the same that a run without it gives.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Row;
use rustc_hash::FxHashMap;

use super::Loose;
use super::bytes::Damaged;
use super::codec::Shared;
use super::fault::Fault;
use super::posting::candidates;
use super::store::{Kept, PLACES, Store};
use super::weigh::{Loader, Ready, Weighed, place_of, weigh};
use crate::claim::Claim;
use crate::config::Config;
use crate::finding::{Finding, Ids, Outcome, Ruling, Verdict, ordered, placed, rules, within_article};
use crate::report::{Report, Source};
use crate::topic::{Alignment, Titling, Topic, topics};

/// The claims of documents, kept and loose.
pub fn claims(store: &Store, kept: &[Kept], loose: Vec<Loose>) -> Result<Report, Fault> {
    let all = All::new(store, kept, loose)?;
    Ok(Report::new(all.sources, all.claims, Vec::new(), Vec::new()))
}

/// The report on documents, kept and loose.
pub fn report(store: &Store, kept: &[Kept], loose: Vec<Loose>, config: &Config) -> Result<Report, Fault> {
    let is_kept: FxHashMap<i64, usize> = kept.iter().enumerate().map(|(at, kept)| (kept.id, at)).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut found = store.db.prepare_cached(&format!("SELECT {WEIGHED} FROM finding"))?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let [one, other] = [row.get::<_, i64>(0)?, row.get(1)?].map(|claim| is_kept.get(&(claim / PLACES)));
        if let (Some(one), Some(other)) = (one, other) {
            pairs.push(Pair { one: Place::Kept(*one), other: Place::Kept(*other), weighed: weighed(row)? });
        }
    }
    pairs.extend(with_loose(store, kept, &is_kept, &loose, config)?);
    let own = own(store, (0..).zip(kept.iter().map(|kept| kept.id)), &loose)?;
    let all = All::new(store, kept, loose)?;
    Ok(all.report_among(pairs, own, &Known::default(), config)?)
}

/// What each document says twice: those of the index are told by their places and ids.
pub fn own(store: &Store, kept: impl Iterator<Item = (usize, i64)>, loose: &[Loose]) -> Result<Vec<Own>, Fault> {
    let mut all = Vec::new();
    for (at, id) in kept {
        all.extend(store.own(id)?.into_iter().map(|(a, b, ruling)| Own { of: Place::Kept(at), a, b, ruling }));
    }
    for (at, document) in loose.iter().enumerate() {
        let own = within_article(&document.claims).into_iter();
        all.extend(own.map(|(a, b, ruling)| Own { of: Place::Loose(at), a, b, ruling }));
    }
    Ok(all)
}

/// Two claims of one document that are held against each other.
pub struct Own {
    of: Place,
    a: usize,
    b: usize,
    ruling: Ruling,
}

/// What loose documents and the kept ones, and loose ones among themselves, say of each other.
fn with_loose(
    store: &Store,
    kept: &[Kept],
    is_kept: &FxHashMap<i64, usize>,
    loose: &[Loose],
    config: &Config,
) -> Result<Vec<Pair>, Fault> {
    let mut pairs = Vec::new();
    let mut loader = Loader::new(store);
    let ready: Vec<Ready<'_>> = loose.iter().map(|loose| Ready::new(&loose.claims, config)).collect();
    for (at, new) in loose.iter().enumerate() {
        let fresh = (Place::Loose(at), new.source.name.as_str(), &ready[at]);
        for (other, older) in loose[..at].iter().enumerate() {
            pairs.extend(Pair::of(fresh, (Place::Loose(other), &older.source.name, &ready[other]), config, Ids::All));
        }
        for id in candidates(store, &ready[at].reading)? {
            let Some(place) = is_kept.get(&id) else { continue };
            let Some(outline) = store.outline(id)? else { continue };
            if ready[at].reading.asks(&outline).is_empty() {
                continue;
            }
            let Some(older) = loader.get(id)? else { continue };
            let older = (Place::Kept(*place), &*kept[*place].source.name, &Ready::new(&older.claims, config));
            pairs.extend(Pair::of(fresh, older, config, Ids::All));
        }
    }
    Ok(pairs)
}

/// A document of a report.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    Kept(usize),
    Loose(usize),
}

impl Place {
    /// Where it stands among the documents of the index.
    pub const fn kept(self) -> Option<usize> {
        match self {
            Self::Kept(at) => Some(at),
            Self::Loose(_) => None,
        }
    }
}

/// Two claims that fit.
pub struct Pair {
    pub one: Place,
    pub other: Place,
    pub weighed: Weighed,
}

impl Pair {
    /// The pairs of two documents, each told by its place and its name.
    pub fn of(
        here: (Place, &str, &Ready<'_>),
        there: (Place, &str, &Ready<'_>),
        config: &Config,
        ids: Ids,
    ) -> impl Iterator<Item = Self> + use<> {
        let (one, other) = if here.1 < there.1 { (here, there) } else { (there, here) };
        let (first, second) = (one.0, other.0);
        weigh(one.2, other.2, config, ids).into_iter().map(move |weighed| Self { one: first, other: second, weighed })
    }
}

/// The columns of a row of findings that tell what a pair comes to.
pub const WEIGHED: &str = "a, b, code, rule, verdict, heading, reason, both_if, home";

/// What such a row tells.
pub fn weighed(row: &Row<'_>) -> Result<Weighed, Fault> {
    let ((_, a), (_, b)) = (place_of(row.get(0)?)?, place_of(row.get(1)?)?);
    Ok(Weighed { a, b, home: row.get(8)?, ruling: ruling(row)? })
}

/// The verdict of a row of findings.
pub fn verdict(row: &Row<'_>) -> Result<Option<Verdict>, Fault> {
    let verdict: Option<usize> = row.get(4)?;
    Ok(verdict.map(|at| Verdict::ALL.get(at).copied().ok_or(Damaged)).transpose()?)
}

/// What a row of findings says of a pair.
pub fn ruling(row: &Row<'_>) -> Result<Option<Ruling>, Fault> {
    let Some(id) = row.get::<_, Option<String>>(2)? else { return Ok(None) };
    let code = row.get_ref(3)?.as_str().map_err(|_| Damaged)?;
    let rule = rules().iter().find(|rule| rule.code == code).ok_or(Damaged)?.code;
    let verdict = verdict(row)?.ok_or(Damaged)?;
    let heading = row.get_ref(5)?.as_str_or_null().map_err(|_| Damaged)?.map(super::codec::heading);
    Ok(Some(Ruling { id, rule, outcome: Outcome { verdict, reason: row.get(6)?, both_if: row.get(7)?, heading } }))
}

/// Topics of the index that claims of a report belong to, most of whose claims are not at hand.
#[derive(Default)]
pub struct Known {
    /// The topics, by id.
    pub topics: FxHashMap<i64, Whole>,
    /// The topic of each claim that belongs to one.
    pub of: Vec<((Place, usize), i64)>,
}

/// What all claims of a topic come to.
pub struct Whole {
    /// Its first claim: the name of its document, and its place there.
    pub first: (String, usize),
    /// What its claims share.
    pub shared: Shared,
}

/// What a topic of a report is made of.
enum Part<'a> {
    /// A topic of the index.
    Topic(&'a Shared),
    /// A claim that is in none.
    Claim(&'a Claim),
}

impl Part<'_> {
    const fn claims(&self) -> usize {
        match self {
            Self::Topic(shared) => shared.claims,
            Self::Claim(_) => 1,
        }
    }
}

/// Documents, kept and loose, in the order of reports, and their claims.
pub struct All {
    pub sources: Vec<Source>,
    pub claims: Vec<Claim>,
    /// The place of each claim in its document.
    places: Vec<usize>,
    kept: Vec<usize>,
    loose: Vec<usize>,
}

impl All {
    /// Documents of the index, by name, and others.
    pub fn new(store: &Store, kept: &[Kept], loose: Vec<Loose>) -> Result<Self, Fault> {
        let claims = kept.iter().map(|kept| kept.claims).sum();
        let whole = |kept: &Kept| {
            let claims = store.claims(kept)?;
            let places = (0..claims.len()).collect();
            Ok((kept.source.clone(), claims, places))
        };
        Self::of(kept.iter().map(whole), claims, loose)
    }

    /// The same, with their claims, which are about so many, and the place of each in its document.
    pub fn of(
        kept: impl Iterator<Item = Result<(Source, Vec<Claim>, Vec<usize>), Fault>>,
        claims: usize,
        loose: Vec<Loose>,
    ) -> Result<Self, Fault> {
        let mut all = Self {
            sources: Vec::with_capacity(kept.size_hint().0 + loose.len()),
            claims: Vec::with_capacity(claims),
            places: Vec::with_capacity(claims),
            kept: Vec::with_capacity(kept.size_hint().0),
            loose: vec![0; loose.len()],
        };
        let mut rest: Vec<(usize, Loose)> = loose.into_iter().enumerate().collect();
        rest.sort_by(|(_, a), (_, b)| b.source.name.cmp(&a.source.name));
        for document in kept {
            let (source, claims, places) = document?;
            while rest.last().is_some_and(|(_, next)| next.source.name < source.name) {
                all.add(rest.pop());
            }
            all.kept.push(all.claims.len());
            all.sources.push(source);
            all.claims.extend(claims);
            all.places.extend(places);
        }
        while !rest.is_empty() {
            all.add(rest.pop());
        }
        Ok(all)
    }

    fn add(&mut self, loose: Option<(usize, Loose)>) {
        if let Some((at, Loose { source, claims })) = loose {
            self.loose[at] = self.claims.len();
            self.sources.push(source);
            self.places.extend(0..claims.len());
            self.claims.extend(claims);
        }
    }

    fn at(&self, place: Place, claim: usize) -> usize {
        claim
            + match place {
                Place::Kept(at) => self.kept[at],
                Place::Loose(at) => self.loose[at],
            }
    }

    /// The claims of known topics, each behind its topic, in order.
    fn of_topics(&self, known: &Known) -> Vec<(i64, usize)> {
        let claims = known.of.iter().map(|((place, claim), topic)| (*topic, self.at(*place, *claim)));
        let mut claims: Vec<(i64, usize)> = claims.collect();
        claims.sort_unstable();
        claims
    }

    /// Titles topics by all of their claims, and puts them in the order of the first of these.
    fn complete(
        &self,
        topics: &mut Vec<Topic>,
        of: &mut [usize],
        of_topic: &[(i64, usize)],
        known: &Known,
        named: usize,
    ) -> Result<(), Damaged> {
        let by_claim: BTreeMap<usize, i64> = of_topic.iter().map(|(topic, claim)| (*claim, *topic)).collect();
        let first: Vec<(&str, usize)> =
            self.claims.iter().zip(&self.places).map(|(claim, place)| (&*claim.document, *place)).collect();
        let mut discovered: Vec<((&str, usize), usize, Topic)> = Vec::new();
        for (at, topic) in topics.drain(named..).enumerate() {
            let mut parts: Vec<((&str, usize), Part<'_>)> = Vec::new();
            let whole: BTreeSet<i64> = topic.claims.iter().filter_map(|claim| by_claim.get(claim).copied()).collect();
            for known in whole.iter().filter_map(|topic| known.topics.get(topic)) {
                parts.push(((&known.first.0, known.first.1), Part::Topic(&known.shared)));
            }
            for claim in topic.claims.iter().filter(|claim| !by_claim.contains_key(claim)) {
                parts.push((first[*claim], Part::Claim(&self.claims[*claim])));
            }
            parts.sort_by_key(|(first, _)| *first);
            let all = parts.iter().map(|(_, part)| part.claims()).sum();
            let mut titling = Titling::default();
            for (_, part) in &parts {
                match part {
                    Part::Topic(shared) => titling.join(&shared.telling(all)?),
                    Part::Claim(claim) => titling.add(claim),
                }
            }
            let place = parts.first().map_or(("", 0), |(first, _)| *first);
            discovered.push((place, named + at, Topic { claims: topic.claims, ..titling.topic() }));
        }
        discovered.sort_by_key(|(place, ..)| *place);
        let moved: FxHashMap<usize, usize> =
            discovered.iter().enumerate().map(|(new, (_, old, _))| (*old, named + new)).collect();
        for topic in of {
            *topic = moved.get(topic).copied().unwrap_or(*topic);
        }
        topics.extend(discovered.into_iter().map(|(.., topic)| topic));
        Ok(())
    }

    /// The report that pairs make. Pairs of topics that are known are not among them.
    pub fn report_among(
        self,
        pairs: Vec<Pair>,
        own: Vec<Own>,
        known: &Known,
        config: &Config,
    ) -> Result<Report, Damaged> {
        let mut weighed: Vec<(usize, usize, Weighed)> = pairs
            .into_iter()
            .map(|Pair { one, other, weighed }| (self.at(one, weighed.a), self.at(other, weighed.b), weighed))
            .collect();
        weighed.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        let mut links: Vec<_> = weighed.iter().map(|(a, b, weighed)| (*a, *b, weighed.home)).collect();
        let of_topic = self.of_topics(known);
        for (topic, next) in of_topic.iter().zip(of_topic.iter().skip(1)) {
            if topic.0 == next.0 {
                links.push((topic.1, next.1, None));
            }
        }
        let (mut topics, mut of) = topics(&self.claims, &links, config);
        if !of_topic.is_empty() {
            self.complete(&mut topics, &mut of, &of_topic, known, config.topics.len())?;
        }
        let found = weighed.into_iter().zip(of);
        let mut findings: Vec<Finding> = found
            .filter_map(|((a, b, weighed), topic)| weighed.ruling.map(|ruling| ruling.found(topic, a, b)))
            .collect();
        let mut own: Vec<(usize, usize, usize, Ruling)> = own
            .into_iter()
            .map(|Own { of, a, b, ruling }| (self.at(of, 0), self.at(of, a), self.at(of, b), ruling))
            .collect();
        // Those of one document stand in the order of its rules.
        own.sort_by_key(|(document, ..)| *document);
        let mut alignment = Alignment { topics, pairs: Vec::new() };
        findings.extend(placed(&self.claims, &mut alignment, own.into_iter().map(|(_, a, b, ruling)| (a, b, ruling))));
        Ok(Report::new(self.sources, self.claims, alignment.topics, ordered(findings)))
    }
}
