//! Two documents by themselves: all that alignment finds between them among any others.

use std::collections::BTreeSet;
use std::iter;

use rustc_hash::FxHashSet;

use super::block::{Lasting, governs, half, lasting};
use super::fit::{Company, Fit, Transposed, fit, lasts};
use super::kin::Opening;
use super::left::{Place, figure, left_over, lone, lone_value, once, place, tells_again, told_again, told_alike};
use super::named;
use super::outline::{Keys, Outline};
use super::rest::{self, SHORT, tells_alike, tells_otherwise, tells_the_same};
use super::said::Said;
use super::transposed::{self, Written, hardly_chance, is_told_alike, meetings, tells_by_itself, written};
use crate::claim::Claim;
use crate::config::Config;
use crate::value::{Relation, Value, relate};

/// Two claims that fit.
#[derive(Clone, Debug)]
pub struct Link {
    /// The claim of the first document, by its place in it.
    pub a: usize,
    /// The claim of the second.
    pub b: usize,
    /// The topic of `claims.toml` that holds both, by its place there.
    pub home: Option<usize>,
    /// How the two fit.
    pub fit: Fit,
}

/// A document's claims, ready to be weighed against those of others.
pub struct Reading<'a> {
    opening: Option<Opening>,
    claims: Vec<Ready<'a>>,
    /// What each of them meets others by, told at a glance.
    signs: Vec<Sign>,
    /// The figures that only one sentence of it gives, each with the sentence; sorted.
    figures: Vec<(u64, Place)>,
    /// The values that it gives once, each with the claim, by its place among those that are compared; sorted.
    lone: Vec<(u64, usize)>,
    /// Its figures as they are written, sorted.
    written: Vec<Written>,
    /// So many claims of it are compared, as they were read.
    told: usize,
}

/// A claim that is compared.
struct Ready<'a> {
    keys: Keys,
    said: Said<'a>,
}

/// What a claim meets others by, each key as one bit of 64: two claims without a common bit share no key, which is told of
/// nearly all pairs without a look at their lists.
#[derive(Clone, Copy)]
struct Sign {
    governs: u64,
    lasting: u64,
    /// Topics of `claims.toml` hold it.
    homes: bool,
}

impl Sign {
    fn of(keys: &Keys) -> Self {
        let bits = |all: u64, key: u64| all | 1 << (key % 64);
        Self {
            // The last bit of a code says what sort of key it is.
            governs: keys.governs.iter().map(|governs| governs.code() >> 1).fold(0, bits),
            lasting: keys.lasting.iter().map(|lasting| lasting.key() >> 1).fold(0, bits),
            homes: !keys.homes.is_empty(),
        }
    }

    /// Whether two claims may be weighed, of documents that are of kin or not.
    const fn may_meet(self, other: Self, kin: bool) -> bool {
        let shared = if kin { self.governs & other.governs } else { self.lasting & other.lasting };
        shared != 0 || self.homes && other.homes
    }
}

fn signs(claims: &[Ready<'_>]) -> Vec<Sign> {
    claims.iter().map(|claim| Sign::of(&claim.keys)).collect()
}

impl<'a> Ready<'a> {
    fn new(at: usize, said: Said<'a>, homes: Vec<usize>) -> Self {
        Self { keys: Keys::new(at, &said, homes), said }
    }
}

impl<'a> Reading<'a> {
    /// Prepares the claims of one document.
    #[must_use]
    pub fn new(claims: &'a [Claim], config: &Config) -> Self {
        Self::with(claims, named::homes(claims, config))
    }

    /// The same, with the topics of `claims.toml` that hold each.
    pub(super) fn with(claims: &'a [Claim], homes: Vec<Vec<usize>>) -> Self {
        let compared = claims.iter().zip(homes).enumerate().filter(|(_, (claim, _))| claim.set_aside.is_none());
        // A length of time that reaches back takes part a second time, as the date that it reaches back to.
        let ready = compared.flat_map(|(at, (claim, homes))| {
            let date = Said::as_date(claim).map(|date| Ready::new(at, date, homes.clone()));
            iter::once(Ready::new(at, Said::of(claim), homes)).chain(date)
        });
        let ready: Vec<Ready<'a>> = ready.collect();
        let read = ready.iter().filter(|claim| !claim.said.is_worked_out()).map(|claim| claim.said.claim());
        let figures = once(read.filter_map(|claim| Some((figure(claim)?, place(claim)))).collect());
        let lone = given_once(&ready);
        let written = written(as_read(&ready).map(|(nth, ready)| (nth, ready.said.claim())));
        let told = as_read(&ready).count();
        Self { signs: signs(&ready), claims: ready, opening: Opening::of(claims), figures, lone, written, told }
    }

    /// The claims of one document that hold whenever they are told: all that [`between_strangers`] looks at.
    #[must_use]
    pub fn of_what_lasts(claims: &'a [Claim]) -> Self {
        let compared = claims.iter().enumerate().filter(|(_, claim)| claim.set_aside.is_none());
        let said = compared.flat_map(|(at, claim)| {
            let own = lasts(claim).then(|| Said::of(claim));
            let date = Said::as_date(claim).filter(|date| lasts(date.claim()));
            own.into_iter().chain(date).map(move |said| Ready::new(at, said, Vec::new()))
        });
        let claims: Vec<Ready<'a>> = said.collect();
        let (figures, lone, written) = (Vec::new(), Vec::new(), Vec::new());
        Self { opening: None, signs: signs(&claims), claims, figures, lone, written, told: 0 }
    }

    /// What claims of documents that are not of kin meet by, with a hash of what each says, in order. Two that say the
    /// same are not held against each other.
    #[must_use]
    pub fn keys(&self) -> Vec<(Lasting, u32)> {
        let mut keys: Vec<(Lasting, u32)> = self.lasting().map(|(key, says)| (key, half(says))).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The topics of `claims.toml` that hold claims of it, in order.
    #[must_use]
    pub fn homes(&self) -> Vec<usize> {
        let mut homes: Vec<usize> = self.claims.iter().flat_map(|claim| claim.keys.homes.iter().copied()).collect();
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    /// What its lasting claims share with others, and what each says.
    pub(super) fn lasting(&self) -> impl Iterator<Item = (Lasting, u64)> {
        self.claims.iter().flat_map(|claim| claim.keys.told())
    }

    /// What its claims are found by.
    #[must_use]
    pub fn outline(&self) -> Outline {
        Outline {
            opening: self.opening.clone(),
            claims: self.claims.iter().map(|claim| claim.keys.clone()).collect(),
            figures: self.figures.clone(),
            lone: self.lone.clone(),
            written: self.written.clone(),
        }
    }

    /// Some claims of the document of an outline, each with its place there, in order. Links name them by their place in
    /// this list.
    #[must_use]
    pub fn of_some(outline: &Outline, claims: &'a [Claim], places: &[usize]) -> Self {
        let mut ready = Vec::with_capacity(claims.len());
        let mut moved: Vec<Option<usize>> = Vec::with_capacity(outline.claims.len());
        for keys in &outline.claims {
            let said = places.binary_search(&keys.at).ok().and_then(|at| {
                let claim = claims.get(at)?;
                let said = if keys.worked_out { Said::as_date(claim)? } else { Said::of(claim) };
                Some(Ready { keys: Keys { at, ..keys.clone() }, said })
            });
            moved.push(said.is_some().then_some(ready.len()));
            ready.extend(said);
        }
        let lone = outline.lone.iter().filter_map(|(value, nth)| Some((*value, (*moved.get(*nth)?)?))).collect();
        let still = |written: &Written| Some(Written { nth: (*moved.get(written.nth)?)?, ..*written });
        let written = outline.written.iter().filter_map(still).collect();
        let (opening, figures) = (outline.opening.clone(), outline.figures.clone());
        let told = outline.told();
        Self { opening, signs: signs(&ready), claims: ready, figures, lone, written, told }
    }

    /// Which claims of the document of an outline may fit claims of this one, or tell with them what is left over, by their
    /// places there, in order: all that [`between`] looks at of them, but for the others of their sentences.
    #[must_use]
    pub fn asks(&self, outline: &Outline) -> Vec<usize> {
        let (Some(here), Some(there)) = (&self.opening, &outline.opening) else { return Vec::new() };
        let kin = here.kin_to(there).is_some();
        let asks = |b: &&Keys| {
            let sign = Sign::of(b);
            let mut near = self.claims.iter().zip(&self.signs).filter(|(_, own)| own.may_meet(sign, kin));
            near.any(|(a, _)| a.keys.home_with(b).is_some() || a.keys.may_fit(b, kin))
        };
        let mut asked: Vec<usize> = outline.claims.iter().filter(asks).map(|b| b.at).collect();
        if kin {
            for (_, sentence) in told_again(&self.figures, &outline.figures) {
                asked.extend(outline.claims.iter().filter(|claim| claim.place == sentence).map(|claim| claim.at));
            }
            let gives = |value: &u64| self.lone.binary_search_by_key(value, |(value, _)| *value).is_ok();
            let lone = outline.lone.iter().filter(|(value, _)| gives(value));
            asked.extend(lone.filter_map(|(_, nth)| Some(outline.claims.get(*nth)?.at)));
            let turned = meetings(&self.written, &outline.written);
            asked.extend(turned.filter_map(|(_, other)| Some(outline.claims.get(other.nth)?.at)));
            // What two short accounts leave over is known once all of both has been weighed.
            if self.told.max(outline.told()) <= SHORT {
                asked.extend(outline.claims.iter().map(|claim| claim.at));
            }
        }
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// The claims that a sentence tells, as they were read.
    fn told_in(&self, sentence: Place) -> Vec<&Ready<'a>> {
        let read = self.claims.iter().filter(|claim| !claim.said.is_worked_out());
        read.filter(|ready| place(ready.said.claim()) == sentence).collect()
    }

    /// What it opens with; none where there is no claim to compare.
    #[must_use]
    pub const fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }
}

/// Whether a claim holds whenever it is told and shares something with others by that: all that [`between_strangers`] can
/// link.
#[must_use]
pub fn may_last(claim: &Claim) -> bool {
    let meets = |claim: &Claim| lasts(claim) && !lasting(claim, &governs(claim)).is_empty();
    claim.set_aside.is_none() && (meets(claim) || claim.as_date().is_some_and(|date| meets(&date)))
}

/// Claims as they were read, each with its place.
fn as_read<'a, 'c>(claims: &'a [Ready<'c>]) -> impl Iterator<Item = (usize, &'a Ready<'c>)> {
    claims.iter().enumerate().filter(|(_, claim)| !claim.said.is_worked_out())
}

/// The values that only one of some claims gives, each with its place among them, sorted.
fn given_once(claims: &[Ready<'_>]) -> Vec<(u64, usize)> {
    once(as_read(claims).filter_map(|(nth, claim)| Some((lone_value(claim.said.claim())?, nth))).collect())
}

/// The pairs of claims of two documents that may be weighed, in order, each with the topic of `claims.toml` that holds both.
fn meeting<'r, 'a>(
    one: &'r Reading<'a>,
    other: &'r Reading<'a>,
    kin: bool,
) -> impl Iterator<Item = (&'r Ready<'a>, &'r Ready<'a>, Option<usize>)> {
    one.claims.iter().zip(&one.signs).flat_map(move |(a, sign)| {
        let near = other.claims.iter().zip(&other.signs).filter(move |(_, other)| sign.may_meet(**other, kin));
        near.filter_map(move |(b, _)| {
            let home = a.keys.home_with(&b.keys);
            (home.is_some() || a.keys.may_fit(&b.keys, kin)).then_some((a, b, home))
        })
    })
}

/// The pairs of claims of two documents that fit, in order. The first is the one whose name comes first.
#[must_use]
pub fn between(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Link> {
    let (Some(here), Some(there)) = (&one.opening, &other.opening) else { return Vec::new() };
    let kin = here.kin_to(there);
    let mut links = Vec::new();
    for (a, b, home) in meeting(one, other, kin.is_some()) {
        // Documents that are not of kin do not tell one story.
        let company = match home {
            Some(_) => Company { named: true, kin: true, about: here.shares_with(there) },
            None => Company { named: false, kin: kin.is_some(), about: kin.unwrap_or_default() },
        };
        links.extend(fit(&a.said, &b.said, company).map(|fit| Link { a: a.keys.at, b: b.keys.at, home, fit }));
    }
    if let Some(about) = kin {
        let company = Company { named: false, kin: true, about };
        let mut met = Met::default();
        met.add(&mut links, |met| left(one, other, company, met));
        met.add(&mut links, |met| alone(one, other, company, met));
        met.add(&mut links, |met| alike(one, other, company, met));
        turn(one, other, company, &mut links);
        let rest = rest_of(one, other, company, &links);
        links.extend(rest);
    }
    links.sort_by_key(|link| (link.a, link.b));
    links
}

/// The pairs of claims that are linked, sorted.
#[derive(Default)]
struct Met(Vec<(usize, usize)>);

impl Met {
    fn holds(&self, a: &Ready<'_>, b: &Ready<'_>) -> bool {
        self.0.binary_search(&(a.keys.at, b.keys.at)).is_ok()
    }

    /// Adds the links that are found among pairs that are not linked yet.
    fn add(&mut self, links: &mut Vec<Link>, find: impl FnOnce(&Self) -> Vec<Link>) {
        if self.0.len() != links.len() {
            self.0 = links.iter().map(|link| (link.a, link.b)).collect();
            self.0.sort_unstable();
        }
        links.extend(find(self));
    }
}

/// The same, of two documents that meet by what lasts alone.
#[must_use]
pub fn between_strangers(one: &Reading<'_>, other: &Reading<'_>) -> Vec<Link> {
    let company = Company { named: false, kin: false, about: 0 };
    let fitting = meeting(one, other, false).filter_map(|(a, b, home)| {
        fit(&a.said, &b.said, company).map(|fit| Link { a: a.keys.at, b: b.keys.at, home, fit })
    });
    let mut links: Vec<Link> = fitting.collect();
    links.sort_by_key(|link| (link.a, link.b));
    links
}

/// The values that both documents give once, where their words have not met.
fn alone(one: &Reading<'_>, other: &Reading<'_>, company: Company, met: &Met) -> Vec<Link> {
    let mut links = Vec::new();
    for (value, nth) in &one.lone {
        let Ok(found) = other.lone.binary_search_by_key(value, |(value, _)| *value) else { continue };
        let (a, b) = (&one.claims[*nth], &other.claims[other.lone[found].1]);
        if !met.holds(a, b) {
            links.extend(lone(&a.said, &b.said, company).map(|fit| Link {
                a: a.keys.at,
                b: b.keys.at,
                home: None,
                fit,
            }));
        }
    }
    links
}

/// Figures that both documents give and hardly give by chance, where their words have not met.
fn alike(one: &Reading<'_>, other: &Reading<'_>, company: Company, met: &Met) -> Vec<Link> {
    let told = meetings(&one.written, &other.written).filter_map(|(first, second)| {
        let (a, b) = (&one.claims[first.nth], &other.claims[second.nth]);
        let (x, y) = (a.said.claim(), b.said.claim());
        let alike = is_told_alike(x, y, first, second) && !met.holds(a, b);
        let fit = alike.then(|| told_alike(&a.said, &b.said, company))??;
        Some(Link { a: a.keys.at, b: b.keys.at, home: None, fit })
    });
    told.collect()
}

/// Marks links between figures that are one but for two digits in the other order, and adds those whose words have not met.
fn turn(one: &Reading<'_>, other: &Reading<'_>, company: Company, links: &mut Vec<Link>) {
    let (Some(here), Some(there)) = (&one.opening, &other.opening) else { return };
    // Pairs that words link already, once one is asked for, and those of them whose digits are turned.
    let mut told: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut linked: Option<FxHashSet<(usize, usize)>> = None;
    for (first, second) in meetings(&one.written, &other.written) {
        let (a, b) = (&one.claims[first.nth], &other.claims[second.nth]);
        let (x, y) = (a.said.claim(), b.said.claim());
        // Whoever gives both figures gives each for something of its own.
        let told_once = || !there.gives(x) && !here.gives(y);
        // That two sentences give another figure alike is less chance still.
        let beside = || {
            let others = other.told_in(place(y));
            one.told_in(place(x)).iter().any(|near| {
                let near = near.said.claim();
                near.id != x.id
                    && others.iter().any(|far| far.said.claim().id != y.id && tells_again(near, far.said.claim()))
            })
        };
        let twins = x.value.transposes(&y.value) && company.tells_one_story(&a.said, &b.said) && told_once();
        if !twins || !hardly_chance(x, y, first, second) && !beside() {
            continue;
        }
        let known = linked.get_or_insert_with(|| links.iter().map(|link| (link.a, link.b)).collect());
        if known.contains(&(a.keys.at, b.keys.at)) {
            told.insert((a.keys.at, b.keys.at));
        } else {
            // Whoever gives one of them rounded gives the other for something of its own.
            let rounded = |all: &Reading<'_>, value: &Value| {
                all.claims.iter().any(|ready| {
                    let told = relate(&ready.said.claim().value, value);
                    matches!(told, Relation::Touching | Relation::Within)
                })
            };
            let alone = || !rounded(other, &x.value) && !rounded(one, &y.value);
            let fit = transposed::fit(&a.said, &b.said, tells_by_itself(x, y, first, second) && alone());
            links.extend(fit.map(|fit| Link { a: a.keys.at, b: b.keys.at, home: None, fit }));
        }
    }
    let turned = links.iter_mut().filter(|link| told.contains(&(link.a, link.b)));
    turned.for_each(|link| link.fit.transposed = Transposed::Told);
}

/// What is left of two short accounts that tell the same else.
fn rest_of(one: &Reading<'_>, other: &Reading<'_>, company: Company, links: &[Link]) -> Vec<Link> {
    let (Some(here), Some(there)) = (&one.opening, &other.opening) else { return Vec::new() };
    if one.told.max(other.told) > SHORT {
        return Vec::new();
    }
    // A claim stands before the date that is worked out from it.
    let claim = |of: &Reading<'_>, at: usize| -> Option<usize> {
        let nth = of.claims.partition_point(|ready| ready.keys.at < at);
        of.claims.get(nth).filter(|ready| ready.keys.at == at).map(|_| nth)
    };
    let alike = |link: &&Link| {
        let pair = claim(one, link.a).zip(claim(other, link.b));
        pair.is_some_and(|(a, b)| tells_alike(one.claims[a].said.claim(), other.claims[b].said.claim(), &link.fit))
    };
    let told = |at: fn(&Link) -> usize| links.iter().filter(alike).map(at).collect::<BTreeSet<usize>>();
    let (own, others) = (told(|link| link.a), told(|link| link.b));
    // Accounts that differ in another figure as well are hardly the same.
    let differs = |link: &Link| {
        let pair = claim(one, link.a).zip(claim(other, link.b));
        let open = !own.contains(&link.a) && !others.contains(&link.b);
        open && pair.is_some_and(|(a, b)| tells_otherwise(one.claims[a].said.claim(), other.claims[b].said.claim()))
    };
    if !tells_the_same(one.told, other.told, own.len().min(others.len())) || links.iter().any(differs) {
        return Vec::new();
    }
    let left = |of: &'_ Reading<'_>, others: &Opening, at: fn(&Link) -> usize| -> Vec<usize> {
        let met: BTreeSet<usize> = links.iter().map(at).collect();
        let alone = as_read(&of.claims).filter(|(_, ready)| !met.contains(&ready.keys.at));
        alone.filter(|(_, ready)| !others.gives(ready.said.claim())).map(|(nth, _)| nth).collect()
    };
    let (here, there) = (left(one, there, |link| link.a), left(other, here, |link| link.b));
    let said = |of: &'_ Reading<'_>, nth: usize| of.claims[nth].keys.at;
    let own: Vec<&Said<'_>> = here.iter().map(|nth| &one.claims[*nth].said).collect();
    let others: Vec<&Said<'_>> = there.iter().map(|nth| &other.claims[*nth].said).collect();
    let pairs = rest::left(&own, &others, company);
    pairs
        .into_iter()
        .map(|(a, b, fit)| Link { a: said(one, here[a]), b: said(other, there[b]), home: None, fit })
        .collect()
}

/// What is left of two sentences that give the same figures, where their words have not met.
fn left(one: &Reading<'_>, other: &Reading<'_>, company: Company, met: &Met) -> Vec<Link> {
    let mut links = Vec::new();
    for (here, there) in told_again(&one.figures, &other.figures) {
        let (own, others) = (one.told_in(here), other.told_in(there));
        let here: Vec<&Claim> = own.iter().map(|ready| ready.said.claim()).collect();
        let there: Vec<&Claim> = others.iter().map(|ready| ready.said.claim()).collect();
        for a in &own {
            for b in others.iter().filter(|b| !met.holds(a, b)) {
                let fit = left_over(&a.said, &b.said, &here, &there, company);
                links.extend(fit.map(|fit| Link { a: a.keys.at, b: b.keys.at, home: None, fit }));
            }
        }
    }
    links
}
