//! Which documents are of kin: each pair of which one tells enough of what the other opens with.
//!
//! All pairs whose leads are told by at least [`KIN`] hundredths, or [`KIN_FAR`] across languages and more than a week
//! apart; after a week, some figures must be told alike too, and places and names. They are found as set-similarity joins
//! find them: a document is met through the rarer part of what it opens with, among those of its days. How rare a word is
//! decides how a pair is found, never whether. Those further apart are met through their figures.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::weights::{FIGURE, FIGURES_FAR, KIN, KIN_FAR, NAMES_FAR, NAMES_FOREIGN};
use crate::claim::{About, Claim, Content};
use crate::language::Language;
use crate::value::{Kind, Value};

/// Days between two reports of which the later hardly tells the same news. What is told anew after weeks is told with
/// figures that were told before.
const FAR: i32 = 7;

/// Digits of a number that is hardly told twice by chance, noughts at its ends left out.
const TELLING: usize = 2;

/// So many figures that both tell are hardly told by chance whatever the two name.
const TWICE: usize = 2;

/// Days within which two reports that give the same figures give them of one event: its first reports, and those of the
/// morning after.
const SAME: u32 = 2;

/// A document as alignment sees it.
#[derive(Clone, Debug)]
pub struct Opening {
    about: Arc<About>,
    /// What values it tells, sorted.
    figures: Box<[Content]>,
    standing: Standing,
}

/// What has to be known of a document, beside what it shares with another, to tell whether the two are of kin.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// What it is written in.
    pub language: &'static Language,
    /// The day that it is news of, counted from the year 0; none for what is of no day.
    pub day: Option<i32>,
    /// A fact, which articles need not open with.
    pub reference: bool,
    /// What it opens with weighs so much.
    pub opens: Weight,
    /// So many different values it tells.
    pub figures: usize,
}

/// What content weighs: all of it, and what can be told in another language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// All of it.
    pub all: usize,
    /// What can be told in another language.
    pub everywhere: usize,
}

impl Weight {
    const fn told(self, foreign: bool) -> usize {
        if foreign { self.everywhere } else { self.all }
    }
}

/// What two documents share.
pub trait Shared {
    /// The weight of what each opens with and the other tells, the first one's first.
    fn told(&self, foreign: bool) -> [usize; 2];
    /// How many values both tell.
    fn figures(&self) -> usize;
    /// How many of these are hardly told by chance.
    fn telling(&self) -> usize;
    /// How many places and words of names either opens with and the other tells.
    fn names(&self) -> usize;
}

impl Shared for (&Opening, &Opening) {
    fn told(&self, foreign: bool) -> [usize; 2] {
        let told = |one: &Opening, other: &Opening| one.about.weight_told_by(&other.about, foreign);
        [told(self.0, self.1), told(self.1, self.0)]
    }

    fn figures(&self) -> usize {
        figures_of(self).count()
    }

    fn telling(&self) -> usize {
        figures_of(self).filter(|figure| figure.is_telling()).count()
    }

    fn names(&self) -> usize {
        let (here, there) = (&self.0.about, &self.1.about);
        let told = here.names().filter(|name| there.holds(*name)).count();
        told + there.names().filter(|name| here.holds(*name) && !here.opens_with_name(*name)).count()
    }
}

/// What two documents share, whose figures have been counted.
struct Counted<'a> {
    pair: (&'a Opening, &'a Opening),
    figures: usize,
}

impl Shared for Counted<'_> {
    fn told(&self, foreign: bool) -> [usize; 2] {
        self.pair.told(foreign)
    }

    fn figures(&self) -> usize {
        self.figures
    }

    fn telling(&self) -> usize {
        self.pair.telling()
    }

    fn names(&self) -> usize {
        self.pair.names()
    }
}

/// The values that two documents tell.
fn figures_of<'a>((one, other): &(&'a Opening, &'a Opening)) -> impl Iterator<Item = &'a Content> {
    let (few, many) = if one.figures.len() <= other.figures.len() { (*one, *other) } else { (*other, *one) };
    few.figures.iter().filter(|figure| many.figures.binary_search(figure).is_ok())
}

impl Opening {
    /// The document of these claims; none where there is no claim to compare.
    pub(super) fn of(claims: &[Claim]) -> Option<Self> {
        let compared = || claims.iter().filter(|claim| claim.set_aside.is_none());
        let first = compared().next()?;
        let mut figures: Vec<Content> = compared().filter_map(told).collect();
        figures.sort_unstable();
        figures.dedup();
        let about = Arc::clone(&first.about);
        let opens = |foreign| about.weighed(foreign).map(|(_, weight)| weight).sum();
        let published = first.published.filter(|_| !first.reference);
        let standing = Standing {
            language: first.language,
            day: published.map(|published| (published.day - Date::ZERO).get_days()),
            reference: first.reference,
            opens: Weight { all: opens(false), everywhere: opens(true) },
            figures: figures.len(),
        };
        Some(Self { about, figures: figures.into(), standing })
    }

    /// An opening from its parts.
    #[must_use]
    pub fn from_parts(about: Arc<About>, figures: Vec<Content>, standing: Standing) -> Self {
        Self { about, figures: figures.into(), standing }
    }

    /// What is known of it beside what it shares with others.
    #[must_use]
    pub const fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Whether it gives the value of a claim, whatever it gives it for.
    pub(super) fn gives(&self, claim: &Claim) -> bool {
        told(claim).is_some_and(|value| self.figures.binary_search(&value).is_ok())
    }

    /// What it opens with and what it tells.
    #[must_use]
    pub const fn about(&self) -> &Arc<About> {
        &self.about
    }

    /// The values that it tells, each once.
    #[must_use]
    pub const fn figures(&self) -> &[Content] {
        &self.figures
    }

    /// How much of what one document opens with the other tells, where the two are of kin.
    pub(super) fn kin_to(&self, other: &Self) -> Option<usize> {
        self.standing.kin_to(&other.standing, &(self, other))
    }

    /// How much of what one document opens with the other tells, in hundredths.
    pub(super) fn shares_with(&self, other: &Self) -> usize {
        let [here, there] = self.standing.parts(&other.standing, &(self, other));
        usize::midpoint(here, there)
    }

    const fn day(&self) -> Option<i32> {
        self.standing.day
    }

    const fn language(&self) -> &'static Language {
        self.standing.language
    }
}

/// The value of a claim, as documents are told to share it.
fn told(claim: &Claim) -> Option<Content> {
    Some(Content::figure(claim.value.kind().name(), &claim.value.canonical()?, is_telling(&claim.value)))
}

/// Whether two accounts of the same days hardly give one figure by chance: an amount, a share, a size; and a number of two
/// digits and more. Everything takes 24 hours.
fn is_telling(value: &Value) -> bool {
    let Value::Quantity(quantity) = value else { return false };
    match value.kind() {
        Kind::Currency | Kind::Percent | Kind::Dimension => true,
        kind => kind != Kind::Duration && quantity.digits() >= TELLING,
    }
}

impl Standing {
    /// How much of what one document opens with the other tells, in hundredths, where the two are of kin.
    pub fn kin_to(&self, other: &Self, shared: &impl Shared) -> Option<usize> {
        let enough = self.enough(other);
        match (self.reference, other.reference) {
            (true, true) => None,
            // Whoever tells of it is held against it; that both tell one story is not said.
            (true, false) => (self.parts(other, shared)[0] >= enough).then_some(0),
            (false, true) => (self.parts(other, shared)[1] >= enough).then_some(0),
            (false, false) if self.is_far_from(other) && !self.is_told_anew(other, shared) => None,
            (false, false) => {
                let [here, there] = self.parts(other, shared);
                let about = usize::midpoint(here, there) + self.beside_words(other, shared);
                Some(about.min(100)).filter(|about| *about >= enough)
            }
        }
    }

    /// What a figure that both tell adds to what the two open with, in hundredths, where both are of the same days and of one
    /// place or name; two figures need no name. Two accounts of one event share few words where each tells it in its own, and
    /// its figures all the same.
    fn beside_words(&self, other: &Self, shared: &impl Shared) -> usize {
        let same = self.day.zip(other.day).is_some_and(|(a, b)| a.abs_diff(b) <= SAME);
        let telling = || shared.telling();
        if same && (shared.names() > 0 && telling() > 0 || telling() >= TWICE) { FIGURE } else { 0 }
    }

    /// How much of what each of the two opens with the other tells, in hundredths.
    fn parts(&self, other: &Self, shared: &impl Shared) -> [usize; 2] {
        let foreign = self.is_foreign_to(other);
        let [here, there] = shared.told(foreign);
        let part = |told: usize, of: &Self| (told * 100).checked_div(of.opens.told(foreign)).unwrap_or_default();
        [part(here, self), part(there, other)]
    }

    /// How much two documents must tell of each other to be of kin, in hundredths.
    fn enough(&self, other: &Self) -> usize {
        if self.is_foreign_to(other) || self.is_far_from(other) { KIN_FAR } else { KIN }
    }

    fn is_foreign_to(&self, other: &Self) -> bool {
        self.language.code != other.language.code
    }

    fn is_far_from(&self, other: &Self) -> bool {
        self.day.zip(other.day).is_some_and(|(a, b)| a.abs_diff(b) > FAR.unsigned_abs())
    }

    /// The first and the last day of documents that are not far from it; none where it is of no day.
    #[must_use]
    pub fn near_days(&self) -> Option<[i32; 2]> {
        self.day.map(|day| [day - FAR, day + FAR])
    }

    /// Whether it need share no figures with documents that are far from it.
    #[must_use]
    pub fn is_scarce(&self) -> bool {
        self.figures_wanted() == 0
    }

    /// Whether enough of the figures of the document with fewer are told by both: the next report of a series has
    /// figures of its own, and may repeat one by chance. News of one kind in one country may repeat two, so that places
    /// and names must be told by both as well, or more figures than are enough, or all but one.
    #[must_use]
    pub fn is_told_anew(&self, other: &Self, shared: &impl Shared) -> bool {
        let (few, figures) = (self.figures.min(other.figures), shared.figures());
        let names = if self.is_foreign_to(other) { NAMES_FOREIGN } else { NAMES_FAR };
        let more = figures.checked_sub(self.figures_wanted().min(other.figures_wanted()));
        more.is_some_and(|more| figures + 1 >= few || more >= names || more + shared.names() >= names)
    }

    /// How many figures it must share with one that has as many. One of a few may be the fault that is looked for.
    fn figures_wanted(&self) -> usize {
        (self.figures * FIGURES_FAR).div_ceil(100).max(2).min(self.figures.saturating_sub(1))
    }
}

/// Hands on the pairs of documents that are of kin; some twice.
pub fn each_kin(documents: &[Opening], mut each: impl FnMut(usize, usize)) {
    let calendar = Calendar::new(documents);
    each_kin_by_figures(documents, &calendar, &mut each);
    // Those that are far from each other and need share no figures.
    let is_scarce = |document: &Opening| document.standing.is_scarce();
    let mut languages: Vec<&'static Language> = Vec::new();
    for document in documents {
        if !languages.iter().any(|known| known.code == document.language().code) {
            languages.push(document.language());
        }
    }
    let mut scales = Scales { told: vec![0; documents.len()], met: Vec::new() };
    for language in languages {
        let all = Tellers::new(documents, &calendar, language, |_| true);
        let scarce = Tellers::new(documents, &calendar, language, is_scarce);
        for (at, document) in documents.iter().enumerate() {
            for (range, near) in calendar.ranges(document) {
                let tellers = if near || is_scarce(document) { &all } else { &scarce };
                tellers.meet(document, range, near, &mut scales);
                // Each is met from one side; what counts is the mean of both.
                let others = scales.met.drain(..).map(|position| calendar.documents[position]);
                let others = others.filter(|other| *other != at && document.kin_to(&documents[*other]).is_some());
                others.for_each(|other| each(at, other));
            }
        }
    }
}

/// Hands on the pairs of kin that are far from each other and must share figures. Nearly all documents are far from one, so
/// it meets those that give its rarer figures alone: of the figures that two must share, one is no more common than all that
/// the one with fewer to share can do without.
fn each_kin_by_figures(documents: &[Opening], calendar: &Calendar, mut each: impl FnMut(usize, usize)) {
    let dated = &calendar.documents[..calendar.days.len()];
    // What is asked of each document that is met stands side by side in few bytes: they lie all over an archive.
    let wanted = dated.iter().map(|at| documents[*at].standing.figures_wanted());
    let wanted: Vec<u16> = wanted.map(|wanted| u16::try_from(wanted).unwrap_or(u16::MAX)).collect();
    let glances: Vec<u64> =
        dated.iter().map(|at| documents[*at].figures.iter().fold(0, |all, one| all | bit(*one))).collect();
    let figures = |place: usize| &documents[dated[place]].figures;
    let wanting = || (0..dated.len()).filter(|place| wanted[*place] > 0);
    let lists = Lists::new(|| wanting().flat_map(|place| figures(place).iter().map(move |figure| (*figure, place))));
    // How many of the rarer figures each gives.
    let mut given: Vec<u16> = vec![0; dated.len()];
    let (mut met, mut own) = (Vec::new(), Vec::new());
    for place in wanting() {
        own.clear();
        own.extend(figures(place).iter().map(|figure| (lists.get(*figure), *figure)));
        own.sort_unstable_by_key(|(list, _)| list.len());
        let (rarer, common) = own.split_at(own.len().saturating_sub(usize::from(wanted[place]) - 1));
        let day = calendar.days[place];
        let (near, far) = (calendar.first_near(day), calendar.first_after(day));
        for (list, _) in rarer {
            let older = &list[..list.partition_point(|other| (*other as usize) < near)];
            let newer = &list[list.partition_point(|other| (*other as usize) < far)..];
            for other in older.iter().chain(newer).map(|other| *other as usize) {
                // Of two that want as many, the later one meets the other.
                if (wanted[place], other) < (wanted[other], place) {
                    if given[other] == 0 {
                        met.push(other);
                    }
                    given[other] += 1;
                }
            }
        }
        for other in met.drain(..) {
            let gives = |(_, figure): &&(&[u32], Content)| {
                glances[other] & bit(*figure) > 0 && figures(other).binary_search(figure).is_ok()
            };
            let shared = usize::from(std::mem::take(&mut given[other])) + common.iter().filter(gives).count();
            let (at, far) = (dated[place], dated[other]);
            let (one, other) = (&documents[at], &documents[far]);
            let counted = Counted { pair: (one, other), figures: shared };
            if shared >= usize::from(wanted[place]) && one.standing.kin_to(&other.standing, &counted).is_some() {
                each(at, far);
            }
        }
    }
}

/// A figure as one bit of 64: most that a document does not give are told so at a glance.
const fn bit(figure: Content) -> u64 {
    // The last bit of a code says what sort of figure it is.
    1 << (figure.code() >> 1 & 63)
}

/// Where each of some pieces of content stands, in lists side by side.
struct Lists {
    lists: FxHashMap<Content, Range<usize>>,
    places: Vec<u32>,
}

impl Lists {
    /// Gathers places by what stands there; each list keeps the order in which they come.
    fn new<T: Iterator<Item = (Content, usize)>>(all: impl Fn() -> T) -> Self {
        let mut lists: FxHashMap<Content, Range<usize>> = FxHashMap::default();
        for (content, _) in all() {
            lists.entry(content).or_default().end += 1;
        }
        let mut end = 0;
        for list in lists.values_mut() {
            let start = end;
            end += list.end;
            *list = start..start;
        }
        let mut places = vec![0; end];
        for (content, place) in all() {
            if let Some(list) = lists.get_mut(&content) {
                places[list.end] = u32::try_from(place).unwrap_or(u32::MAX);
                list.end += 1;
            }
        }
        Self { lists, places }
    }

    /// Where something stands.
    fn get(&self, content: Content) -> &[u32] {
        self.lists.get(&content).map_or(&[], |list| &self.places[list.clone()])
    }
}

/// Documents in the order of their days, those without a day last.
struct Calendar {
    documents: Vec<usize>,
    /// Of those that have one.
    days: Vec<i32>,
}

impl Calendar {
    fn new(documents: &[Opening]) -> Self {
        let of = |at: usize| documents[at].day();
        let mut order: Vec<usize> = (0..documents.len()).collect();
        order.sort_by_key(|at| (of(*at).is_none(), of(*at)));
        let days = order.iter().map_while(|at| of(*at)).collect();
        Self { documents: order, days }
    }

    /// The first document that is not more than a week older than those of a day.
    fn first_near(&self, day: i32) -> usize {
        self.days.partition_point(|other| *other < day - FAR)
    }

    /// The first document that is more than a week newer than those of a day.
    fn first_after(&self, day: i32) -> usize {
        self.days.partition_point(|other| *other <= day + FAR)
    }

    /// The documents that one can be of kin to, in stretches, each with whether they are of the same days or may be.
    fn ranges(&self, document: &Opening) -> impl Iterator<Item = (Range<usize>, bool)> + use<> {
        let (dated, all) = (self.days.len(), self.documents.len());
        let ranges = match document.day() {
            Some(day) => {
                let near = self.first_near(day);
                let far = self.first_after(day);
                [(near..far, true), (dated..all, true), (0..near, false), (far..dated, false)]
            }
            None => [(0..all, true), (0..0, true), (0..0, false), (0..0, false)],
        };
        ranges.into_iter().filter(|(range, _)| !range.is_empty())
    }
}

/// What is weighed for one document: zeros, but for what is met.
struct Scales {
    /// How much each document tells, by its place in the calendar.
    told: Vec<u32>,
    met: Vec<usize>,
}

/// Some documents of one language by all that they tell, each list in the order of the calendar.
struct Tellers {
    language: &'static Language,
    lists: Lists,
}

impl Tellers {
    fn new(
        documents: &[Opening],
        calendar: &Calendar,
        language: &'static Language,
        wanted: impl Fn(&Opening) -> bool,
    ) -> Self {
        let of_language = || {
            let placed = calendar.documents.iter().enumerate().map(|(place, at)| (place, &documents[*at]));
            placed.filter(|(_, document)| document.language().code == language.code && wanted(document))
        };
        let told = || of_language().flat_map(|(place, told)| told.about.all().map(move |content| (content, place)));
        Self { language, lists: Lists::new(told) }
    }

    /// Meets the documents of a stretch that may tell enough of what one opens with, itself perhaps among them.
    fn meet(&self, document: &Opening, range: Range<usize>, near: bool, scales: &mut Scales) {
        let foreign = self.language.code != document.language().code;
        let mut opens: Vec<(&[u32], u32)> = document
            .about
            .weighed(foreign)
            .map(|(content, weight)| (self.tellers(content, &range), u32::try_from(weight).unwrap_or(u32::MAX)))
            .collect();
        opens.sort_by_key(|(tellers, _)| tellers.len());
        // The mean of both directions is enough only where one of them is.
        let opening: u32 = opens.iter().map(|(_, weight)| weight).sum();
        let enough = if near && !foreign { KIN } else { KIN_FAR };
        // What figures add is told when a pair is weighed.
        let enough = u32::try_from(enough.saturating_sub(if near { FIGURE } else { 0 })).unwrap_or(u32::MAX);
        // What is told most is left out, half of what is enough: were it more, nearly all that are met would be weighed.
        let most = opening * enough / 2;
        let mut spared = 0;
        while let Some((_, weight)) = opens.last().filter(|(_, weight)| (spared + weight) * 100 <= most) {
            spared += weight;
            opens.pop();
        }
        for (tellers, weight) in opens {
            for teller in tellers {
                let told = &mut scales.told[*teller as usize];
                if *told == 0 {
                    scales.met.push(*teller as usize);
                }
                *told += weight;
            }
        }
        let told = &mut scales.told;
        scales.met.retain(|teller| (std::mem::take(&mut told[*teller]) + spared) * 100 >= opening * enough);
    }

    /// Those of a stretch that tell something.
    fn tellers(&self, content: Content, range: &Range<usize>) -> &[u32] {
        let list = self.lists.get(content);
        let from = list.partition_point(|place| (*place as usize) < range.start);
        let past = list.partition_point(|place| (*place as usize) < range.end);
        &list[from..past]
    }
}
