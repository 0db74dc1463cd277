//! What a sentence holds besides its values: concepts, places, names and other content words, each at its token, and
//! how far apart two tokens are once the clauses between them are counted.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::apposition;
use super::name::Name;
use super::split::split_phrases;
use crate::language::{
    ConceptId, ConceptKind, Cue, Furniture, Gist, PlaceId, PlaceKind, Sense, Token, TokenKind, Trait, fold,
};
use crate::mention::{Mention, Reader};
use crate::value::Value;

/// Something with content at a token.
#[derive(Clone, Debug)]
pub struct Anchor<'a> {
    /// Its first token.
    pub at: usize,
    /// How many tokens it takes.
    pub len: usize,
    /// What it is.
    pub what: What<'a>,
}

/// What an anchor is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// A concept of the data.
    Concept(ConceptId),
    /// A place or organisation of the data.
    Place(PlaceId),
    /// A name: capitalised words that are none of the above, or words whose place tells that they are one.
    Name(Name),
    /// Another content word, by its stem.
    Term(&'a str),
}

/// A sentence laid out for framing.
#[derive(Debug)]
pub struct Layout<'a> {
    /// The sentence as the mention grammar read it.
    pub reader: Reader<'a>,
    /// Its content, in order.
    pub anchors: Vec<Anchor<'a>>,
    /// The names that an age stands in apposition to.
    pub apposed: Vec<Range<usize>>,
    /// The first token that points back to a period just named.
    pub that_period: Option<usize>,
    /// The cues of all its words and phrases.
    pub holds: Gist,
    /// The places among the anchors, as tokens and places, in order.
    places: Vec<(usize, PlaceId)>,
    /// The measures among the anchors, as tokens and concepts, in order.
    measures: Vec<(usize, ConceptId)>,
    /// For each token, the cost of every boundary up to it, added up.
    borders: Vec<usize>,
    /// For each token, how many clauses begin up to it.
    clauses: Vec<usize>,
}

/// How far into a sentence its dateline may reach.
const DATELINE: usize = 12;

/// Where a sentence begins behind its dateline, `CAIRO (Agency) --`: an agency's name with a dash behind it, or the name of one
/// place alone.
fn dateline(reader: &Reader<'_>) -> usize {
    let agency = |at: usize| reader.token(at).is_some_and(is_agency);
    let told = (0..reader.tokens.len().min(DATELINE))
        .filter(|at| agency(*at))
        .find_map(|at| (at + 1..at + 3).find(|next| reader.is_dash(*next)).map(|dash| dash + 1));
    told.or_else(|| dateline_of_place(reader)).unwrap_or(0)
}

/// Where a sentence begins behind the name of a place and a dash between spaces: `CAIRO - The …`. Two places with a dash
/// between are two sides of something: `Spain - Italy 2-1`; and where the sentence names no other place, it is told of this
/// one: `Egypt - unemployment was 7 %`.
fn dateline_of_place(reader: &Reader<'_>) -> Option<usize> {
    let place = |at: usize| {
        Token::matches(reader.tokens, at)
            .filter(|found| found.named && found.senses.iter().any(|sense| matches!(sense, Sense::Place(_))))
            .map(|found| found.len)
            .max()
    };
    let dash = place(0)?;
    let spaced = reader.is_dash(dash) && !reader.is_glued(dash) && !reader.is_glued(dash + 1);
    let mut rest = dash + 2..reader.tokens.len();
    (spaced && place(dash + 1).is_none() && rest.any(|at| place(at).is_some())).then_some(dash + 1)
}

/// Whether a word is one that datelines give: an agency says, and takes part in nothing.
fn is_agency(token: &Token) -> bool {
    token.has(|sense| sense == Sense::Furniture(Furniture::Dateline))
}

/// The most words of a label.
const LABEL: usize = 5;

/// Cost of a full stop, semicolon or the like inside a sentence.
const STRONG: usize = 14;
/// Cost of a word that begins a clause of its own: while, but.
const CLAUSE: usize = 8;
/// Cost of a comma or bracket.
const WEAK: usize = 4;
/// Cost of *and*.
const LINK: usize = 3;

impl<'a> Layout<'a> {
    /// Lays out a sentence. The words of mentions hold content too: counted nouns are concepts.
    pub fn new(reader: Reader<'a>, mentions: &[Mention], names: &mut Names) -> Self {
        let names_told = apposition::names(&reader, mentions);
        let apposed: Vec<Range<usize>> = names_told.into_iter().map(|run| names.without_verb(&reader, run)).collect();
        let anchors = anchors(&reader, mentions, &apposed, names);
        let place =
            |anchor: &Anchor<'_>| if let What::Place(place) = anchor.what { Some((anchor.at, place)) } else { None };
        let places = anchors.iter().filter_map(place).collect();
        let measure = |anchor: &Anchor<'_>| match anchor.what {
            What::Concept(concept) if concept.def().kind == ConceptKind::Measure => Some((anchor.at, concept)),
            _ => None,
        };
        let measures = anchors.iter().filter_map(measure).collect();
        let holds = reader.tokens.iter().fold(Gist::default(), |holds, token| holds | token.gist());
        let that_period = (0..reader.tokens.len())
            .find(|at| holds.has(Cue::ThatPeriod) && reader.cue(*at, Cue::ThatPeriod).is_some());
        Self {
            apposed,
            that_period,
            holds,
            places,
            measures,
            borders: borders(&reader, mentions),
            clauses: clauses(&reader),
            anchors,
            reader,
        }
    }

    /// The tokens that are at most so far, in words, from a run of tokens: no cost is less than that.
    pub fn reach(&self, from: usize, to: usize, reach: usize) -> Range<usize> {
        from.saturating_sub(reach)..self.reader.tokens.len().min(to + reach)
    }

    /// The same, where the sentence has one of some cues at all: most sentences have none of most.
    pub fn reach_of(&self, cues: &[Cue], from: usize, to: usize, reach: usize) -> Range<usize> {
        if cues.iter().any(|cue| self.holds.has(*cue)) { self.reach(from, to, reach) } else { 0..0 }
    }

    /// The anchors that touch the tokens within reach of a run of tokens.
    pub fn around(&self, from: usize, to: usize, reach: usize) -> &[Anchor<'a>] {
        let tokens = self.reach(from, to, reach);
        let start = self.anchors.partition_point(|anchor| anchor.at + anchor.len <= tokens.start);
        let end = self.anchors.partition_point(|anchor| anchor.at < tokens.end);
        self.anchors.get(start..end).unwrap_or_default()
    }

    /// The anchors that begin in a run of tokens.
    pub fn within(&self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = &Anchor<'a>> + use<'_, 'a> {
        let near = self.around(tokens.start, tokens.end, 0).iter();
        near.filter(move |anchor| tokens.contains(&anchor.at))
    }

    /// The anchor nearest to a run of tokens that passes a test; of two as near, the one before.
    pub fn nearest(&self, from: usize, to: usize, test: impl Fn(&What<'_>) -> bool) -> Option<&Anchor<'a>> {
        let passes = |anchor: &&Anchor<'a>| test(&anchor.what);
        let split = self.anchors.partition_point(|anchor| anchor.at < from);
        let (before, behind) = self.anchors.split_at(split);
        let sides = [before.iter().rev().find(passes), behind.iter().find(passes)];
        sides.into_iter().flatten().min_by_key(|anchor| self.cost(anchor.at, from, to))
    }

    /// The last place before a token.
    pub fn place_before(&self, at: usize) -> Option<PlaceId> {
        let before = self.places.partition_point(|(place, _)| *place < at);
        self.places[..before].last().map(|(_, place)| *place)
    }

    /// The measure told last before a token, however far back; of two that one word tells, the first by id.
    pub fn measure_before(&self, at: usize) -> Option<ConceptId> {
        let before = self.measures.partition_point(|(measure, _)| *measure < at);
        let (last, _) = self.measures[..before].last()?;
        let same = self.measures[..before].iter().rev().take_while(|(measure, _)| measure == last);
        same.map(|(_, concept)| *concept).min()
    }

    /// The places of the clause that a run of tokens stands in: a stretch of [`Layout::places`].
    pub fn places_of_clause(&self, from: usize, to: usize) -> Range<usize> {
        // No clause ends before the next begins, so they stand in a row.
        let first = self.places.partition_point(|(at, _)| *at < from && !self.in_one_clause(*at, from, to));
        let past = self.places.partition_point(|(at, _)| *at < to || self.in_one_clause(*at, from, to));
        first..past.max(first)
    }

    /// The places among the anchors, each with its token, in order.
    pub fn places(&self) -> &[(usize, PlaceId)] {
        &self.places
    }

    /// How far a token is from a run of tokens: words between, and the boundaries that lie between.
    pub fn cost(&self, at: usize, from: usize, to: usize) -> usize {
        if (from..to).contains(&at) {
            return 0;
        }
        let (low, high) = if at < from { (at, from) } else { (to.saturating_sub(1), at) };
        let border = |at: usize| self.borders.get(at).copied().unwrap_or_default();
        (high - low) + border(high).saturating_sub(border(low))
    }

    /// Whether neither a comma nor a clause stands between a token and a run of tokens.
    pub fn unbroken(&self, at: usize, from: usize, to: usize) -> bool {
        let (low, high) = if at < from { (at, from) } else { (to.saturating_sub(1), at) };
        let border = |at: usize| self.borders.get(at).copied().unwrap_or_default();
        border(high).saturating_sub(border(low)) < WEAK
    }

    /// Whether no clause of its own begins between a token and a run of tokens.
    pub fn in_one_clause(&self, at: usize, from: usize, to: usize) -> bool {
        let (low, high) = if at < from { (at, from) } else { (to.saturating_sub(1), at) };
        let clause = |at: usize| self.clauses.get(at).copied().unwrap_or_default();
        low >= high || clause(low) == clause(high)
    }

    /// Concepts of some kinds within reach, each with its cost from a run of tokens, nearest first; before the run goes
    /// first.
    pub fn concepts(
        &self,
        from: usize,
        to: usize,
        reach: usize,
        kinds: &[ConceptKind],
    ) -> Vec<(usize, usize, ConceptId)> {
        let mut near: Vec<(usize, usize, ConceptId)> = self
            .around(from, to, reach)
            .iter()
            .filter_map(|anchor| match anchor.what {
                What::Concept(concept) if kinds.contains(&concept.def().kind) => {
                    let end = anchor.at + anchor.len - 1;
                    let at = if end < from { end } else { anchor.at };
                    Some((self.cost(at, from, to), anchor.at, concept))
                }
                _ => None,
            })
            .collect();
        near.sort_by_key(|(cost, at, concept)| (*cost, *at, *concept));
        near
    }
}

/// The content of a sentence, in order.
fn anchors<'a>(
    reader: &Reader<'a>,
    mentions: &[Mention],
    apposed: &[Range<usize>],
    names: &mut Names,
) -> Vec<Anchor<'a>> {
    let mut anchors = Vec::new();
    let split = split_phrases(reader, mentions);
    // Mentions stand in order: the next that a token can be in.
    let mut next = 0;
    let mut at = dateline(reader);
    while at < reader.tokens.len() {
        while mentions.get(next).is_some_and(|mention| mention.tokens.end <= at) {
            next += 1;
        }
        let taken = mentions.get(next).is_some_and(|mention| mention.tokens.start <= at);
        if let Some(phrase) = split.get(&at) {
            anchors.extend_from_slice(phrase);
            at += phrase.first().map_or(1, |anchor| anchor.len);
            continue;
        }
        let len = match apposed.binary_search_by_key(&at, |run| run.start) {
            Ok(nth) => {
                let run = &apposed[nth];
                anchors.push(Anchor { at, len: run.len(), what: What::Name(apposition::name(reader, run)) });
                run.len()
            }
            Err(_) => anchors_at(reader, at, taken, names, &mut anchors),
        };
        at += len.max(1);
    }
    anchors
}

/// Adds what stands at a token, and tells how many tokens it took.
fn anchors_at<'a>(
    reader: &Reader<'a>,
    at: usize,
    taken_by_mention: bool,
    names: &mut Names,
    anchors: &mut Vec<Anchor<'a>>,
) -> usize {
    let Some(token) = reader.token(at) else { return 1 };
    if let Some((name, len)) = names.told_at(reader, at).filter(|_| !taken_by_mention) {
        anchors.push(Anchor { at, len, what: What::Name(name) });
        return len;
    }
    if let Some((name, len)) = name_behind_noun(reader, at).filter(|_| !taken_by_mention) {
        anchors.push(Anchor { at, len, what: What::Name(name) });
        return len;
    }
    // A word or phrase can be a concept and a place at once; longer readings win.
    let mut taken = 0;
    for found in Token::matches(reader.tokens, at) {
        if found.len < taken {
            break;
        }
        for sense in found.senses {
            let what = match sense {
                Sense::Concept(concept) => What::Concept(*concept),
                Sense::Place(place) if found.named && !(taken_by_mention && signs_money(reader, at + found.len)) => {
                    What::Place(*place)
                }
                _ => continue,
            };
            taken = found.len;
            if !anchors.iter().rev().take_while(|anchor| anchor.at == at).any(|anchor| anchor.what == what) {
                anchors.push(Anchor { at, len: found.len, what });
            }
        }
    }
    if taken > 0 {
        return taken;
    }
    // A dual or plural that the data lists as a noun alone has the concept of its lemma.
    let lemma = token.find(|sense| match sense {
        Sense::Noun(lemma) | Sense::Pair(lemma) => Some(lemma),
        _ => None,
    });
    let node = lemma.zip(token.word.language).and_then(|(lemma, language)| language.node(&fold::letters(lemma)));
    for sense in node.map_or(&[][..], |node| node.senses()) {
        if let Sense::Concept(concept) = sense {
            anchors.push(Anchor { at, len: 1, what: What::Concept(*concept) });
            taken = 1;
        }
    }
    if taken > 0 {
        return taken;
    }
    if token.kind != TokenKind::Word || taken_by_mention || is_grammar(reader, at) {
        return 1;
    }
    if let Some((name, len)) = names.name_at(reader, at) {
        anchors.push(Anchor { at, len, what: What::Name(name) });
        return len;
    }
    let stem = token.word.stem();
    if stem.chars().nth(2).is_some() {
        anchors.push(Anchor { at, len: 1, what: What::Term(stem) });
    }
    1
}

/// Whether a sign of money stands here: `US$40` names no country.
fn signs_money(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| {
        matches!(token.kind, TokenKind::Mark(_))
            && reader.is_glued(at)
            && token.has(|sense| matches!(sense, Sense::Unit { .. }))
    })
}

/// The proper name that a common noun right before a token announces, with its length: *the party of* `العدل والبناء`.
/// The words that go on with it agree with the first in having the article.
fn name_behind_noun(reader: &Reader<'_>, at: usize) -> Option<(Name, usize)> {
    if reader.language.capitalises_names || at == 0 || !reader.token(at - 1)?.begins(Cue::NameNoun) {
        return None;
    }
    let content = |at: usize| {
        reader.token(at).is_some_and(|token| {
            let place = token.has(|sense| matches!(sense, Sense::Place(_)));
            token.kind == TokenKind::Word && !place && !is_grammar(reader, at) && !looks_like_a_verb(reader, at)
        })
    };
    let article = starts_with_article(reader, at);
    // `المدينة القديمة`, `بلدة صغيرة`: what agrees with a settlement in its article or its ending describes it.
    let described = if article { starts_with_article(reader, at - 1) } else { ends_alike(reader, at - 1, at) };
    if described && reader.token(at - 1).is_some_and(is_common) {
        return None;
    }
    // `الشركة باعت`, *the company sold*: a noun with the article is followed by its verb, and so is one that the verb agrees with.
    if !article && happens(reader, at, !starts_with_article(reader, at - 1)) {
        return None;
    }
    // `الشركة أرباحا`, *the company [made] profits*: nor is a word without the article its name where it is another noun.
    if !article && starts_with_article(reader, at - 1) && means_something(reader, at) {
        return None;
    }
    // `مديرية الدفاع المدني السيطرة على`: what the body does is no part of its name.
    let goes_on = |next: usize| content(next) && starts_with_article(reader, next) == article;
    let end =
        (at..at + NAME_WORDS).take_while(|next| goes_on(*next) && (*next == at || !happens(reader, *next, false)));
    let opens =
        reader.token(at).is_some_and(|token| reader.language.place_openers.contains(&token.word.folded.as_str()));
    let most = if article { NAME_WORDS } else { 1 };
    // `مدينة بن قردان`: what opens a name takes the next word with it, whatever that means.
    let named =
        |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Word) && !is_grammar(reader, at);
    let len = if opens && named(at + 1) { 2 } else { end.count().min(most) };
    let words: Vec<&str> = reader.tokens.get(at..at + len)?.iter().map(|token| token.word.folded.as_str()).collect();
    (len > 0).then(|| (spelled(reader, &words), len))
}

/// Whether two words end in the ending that a noun of one gender and its adjective share.
fn ends_alike(reader: &Reader<'_>, noun: usize, adjective: usize) -> bool {
    let word = |at: usize| reader.token(at).map_or("", |token| token.word.folded.as_str());
    reader.language.ends_alike(word(noun), word(adjective))
}

/// Whether a word tells of a happening; with `inflected`, in another form than the data lists it in.
fn happens(reader: &Reader<'_>, at: usize, inflected: bool) -> bool {
    let event = |sense: &Sense| {
        let moves = |kind| matches!(kind, ConceptKind::Event | ConceptKind::Motion);
        matches!(sense, Sense::Concept(concept) if moves(concept.def().kind))
    };
    reader.token(at).is_some_and(|token| {
        let forms = token.word.forms.iter().filter(|form| form.inflected || !inflected);
        forms.into_iter().any(|form| form.node.senses().iter().any(event))
    })
}

/// Whether a word belongs to the grammar and says nothing of the matter.
fn is_grammar(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| {
        token.has(|sense| match sense {
            Sense::Concept(_) | Sense::Place(_) | Sense::Noun(_) | Sense::Furniture(_) => false,
            Sense::Cue(cue) => !cue.is_content(),
            _ => true,
        })
    })
}

/// Whether *and* joins what happens, or amounts, rather than two nouns of one phrase.
fn joins_events(reader: &Reader<'_>, at: usize) -> bool {
    let begins = |at: usize| {
        reader.token(at).is_some_and(|token| {
            token.kind == TokenKind::Number
                || token.has(|sense| {
                    let moves = |kind| matches!(kind, ConceptKind::Event | ConceptKind::Motion);
                    matches!(sense, Sense::Concept(concept) if moves(concept.def().kind))
                })
        })
    };
    // `and almost half a million homes`: a hedge begins an amount too.
    let number = |token: &Token| {
        let said = |sense| matches!(sense, Sense::Cardinal { .. } | Sense::Fraction(_) | Sense::Fractions { .. });
        token.kind == TokenKind::Number || token.has(said)
    };
    let hedged = |at: usize| {
        let hedge = reader.token(at).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Modifier { .. })));
        hedge && (at + 1..at + 3).any(|next| reader.token(next).is_some_and(number))
    };
    match reader.cue(at, Cue::And) {
        Some(len) => begins(at + len) || hedged(at + len),
        // `والبالغ 5 مليارات`: a participle is of what stands right before it.
        None => reader.is_joined(at) && !reader.is_definite(at) && (begins(at) || hedged(at)),
    }
}

/// Whether a full stop is one of several: the dots of a headline are a pause.
fn is_pause(reader: &Reader<'_>, at: usize) -> bool {
    let dot = |at: usize| reader.is_mark(at, '.');
    dot(at) && (dot(at + 1) || at > 0 && dot(at - 1))
}

fn clauses(reader: &Reader<'_>) -> Vec<usize> {
    let begins = |at: usize| {
        reader.cue(at, Cue::Clause).is_some()
            || !is_pause(reader, at)
                && matches!(reader.tokens[at].kind, TokenKind::Mark('.' | ';' | '\u{061B}' | '!' | '?' | '\u{061F}'))
    };
    let mut total = 0;
    (0..reader.tokens.len())
        .map(|at| {
            total += usize::from(begins(at));
            total
        })
        .collect()
}

fn borders(reader: &Reader<'_>, mentions: &[Mention]) -> Vec<usize> {
    let labels = labels(reader, mentions);
    let mut total = 0;
    (0..reader.tokens.len())
        .map(|at| {
            let cost = match reader.tokens[at].kind {
                TokenKind::Mark(_) if is_pause(reader, at) || labels.binary_search(&at).is_ok() => WEAK,
                TokenKind::Mark('.' | '!' | '?' | ';' | ':' | '\u{061B}' | '\u{061F}') => STRONG,
                TokenKind::Mark(',' | '\u{060C}' | '(' | ')') => WEAK,
                TokenKind::Mark('\u{2013}' | '\u{2014}') if !reader.is_glued(at) => WEAK,
                TokenKind::Word if reader.cue(at, Cue::Clause).is_some() => CLAUSE,
                TokenKind::Word if joins_events(reader, at) => LINK,
                _ => 0,
            };
            total += cost;
            total
        })
        .collect()
}

/// The colons between a figure and its label: `Attendance: 31,000`, `31,000: the attendance`.
fn labels(reader: &Reader<'_>, mentions: &[Mention]) -> Vec<usize> {
    let word = |at: usize| reader.tokens[at].kind == TokenKind::Word;
    let first = (0..reader.tokens.len()).find(|at| word(*at)).unwrap_or_default();
    let label = |colon: &usize| colon.saturating_sub(first) <= LABEL && (first..*colon).all(word);
    let amounts = mentions.iter().filter(|mention| matches!(mention.value, Value::Quantity(_)));
    amounts
        .filter_map(|mention| {
            let (from, to) = (mention.tokens.start, mention.tokens.end);
            let before = from.checked_sub(1).filter(|colon| reader.is_mark(*colon, ':')).filter(label);
            before.or_else(|| (reader.is_mark(to, ':') && from <= first).then_some(to))
        })
        .collect()
}

/// The names of a document: later sentences call people by the last word alone.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The last word of each name, with the whole.
    full: BTreeMap<String, Name>,
}

/// How far behind a title a name may begin.
const TITLE_REACH: usize = 7;
/// The most words of a name.
const NAME_WORDS: usize = 4;
/// How far behind a name the number may stand of what somebody gained.
const GAINED: usize = 3;
/// The words of a name with a given name of two words and another.
const LONG_NAME: usize = 3;
/// The letters of an article within a name: al, el, ash.
const ARTICLE: usize = 3;

impl Names {
    /// Learns, before anything is read, what the titles and given names of a sentence tell where names are not
    /// capitalised: a headline calls by the last word whom the text tells in full.
    pub fn hear(&mut self, reader: &Reader<'_>) {
        for (at, token) in reader.tokens.iter().enumerate() {
            let titled = token.begins(Cue::Title) && reader.cue(at, Cue::Title).is_some();
            if titled || token.begins(Cue::TitleOf) && reader.has_pronoun(at) {
                self.learn_after_title(reader, at);
            }
            if token.has(|sense| matches!(sense, Sense::Concept(concept) if concept.def().light)) {
                self.learn_gainer(reader, at + 1);
            }
            // `عبد الرحيم …`: what opens a name and the word with the article behind it are a given name.
            let opened = opens_name(reader, at) && starts_with_article(reader, at + 1);
            if token.is(Trait::GivenName) || opened {
                self.learn_given(reader, at, if opened { LONG_NAME } else { 2 });
            }
        }
    }

    /// Learns the names of a sentence that states nothing, where names have capitals.
    pub fn meet(&mut self, reader: &Reader<'_>) {
        if !reader.language.capitalises_names {
            return;
        }
        let capital = |at: usize| reader.token(at).is_some_and(|token| token.word.capital);
        let mut at = 0;
        while at < reader.tokens.len() {
            let long = capital(at) && capital(at + 1) && !means_something(reader, at);
            at += if long { self.name_at(reader, at).map_or(1, |(_, len)| len) } else { 1 };
        }
    }

    fn learn(&mut self, name: &Name) {
        if let Some(last) = name.words().rsplit(' ').next().filter(|last| !self.full.contains_key(*last)) {
            self.full.insert(last.to_owned(), name.clone());
        }
    }

    /// A title tells the name behind it, a few words on: one that goes on for two words and more, or one word alone that is
    /// neither a verb nor an adjective.
    fn learn_after_title(&mut self, reader: &Reader<'_>, title: usize) {
        let Some(start) = (title + 1..title + TITLE_REACH).find(|at| begins_name(reader, *at)) else { return };
        let between = (title + 1..start).all(|at| {
            reader.token(at).is_some_and(|token| token.kind == TokenKind::Word) && reader.cue(at, Cue::Clause).is_none()
        });
        let run = name_words(reader, start);
        // The title of one word is definite, and the word looks like neither.
        let definite = (title..start).any(|at| reader.is_definite(at));
        let alone = run.len() == 1 && definite && !looks_like_a_verb(reader, start) && !means_something(reader, start);
        if between && (run.len() >= 2 || alone) {
            // `the president thanks …`: a verb before the name is no part of it.
            let verb = run.len() >= 2 && !is_given(reader, start) && looks_like_a_verb(reader, start);
            self.learn(&spelled(reader, &run[usize::from(verb)..]));
        }
    }

    /// `حصل … على 25 %`: two words between a verb of gaining and what is gained are who gains it.
    fn learn_gainer(&mut self, reader: &Reader<'_>, at: usize) {
        let number = |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Number);
        let last = at + 1;
        let unknown = |at: usize| is_unknown(reader, at) && !reader.is_joined(at);
        let named =
            unknown(at) && !starts_with_article(reader, at) && (unknown(last) || starts_with_article(reader, last));
        let gains = (last + 1..=last + GAINED).any(number);
        if reader.language.capitalises_names || !named || !gains {
            return;
        }
        if let Some(tokens) = reader.tokens.get(at..=last) {
            let words: Vec<&str> = tokens.iter().map(|token| token.word.folded.as_str()).collect();
            self.learn(&spelled(reader, &words));
        }
    }

    /// A given name tells the name that it begins, where that has so many words.
    fn learn_given(&mut self, reader: &Reader<'_>, at: usize, least: usize) {
        let mut run = name_words(reader, at);
        if run.len() >= least {
            // What joins the first word on is no part of the name.
            let bare = reader.language.without_particles(run[0]).find(|bare| reader.language.is_given_name(bare));
            if let Some(bare) = bare.as_deref().filter(|_| !reader.language.is_given_name(run[0])) {
                run[0] = bare;
            }
            self.learn(&spelled(reader, &run));
        }
    }

    /// The name that begins at a token, with its length.
    fn name_at(&mut self, reader: &Reader<'_>, at: usize) -> Option<(Name, usize)> {
        let token = reader.token(at)?;
        if token.word.capital {
            let is_part = |at: usize| {
                reader.token(at).is_some_and(|token| {
                    token.kind == TokenKind::Word && token.word.capital && !is_grammar(reader, at) && !is_common(token)
                })
            };
            // `Abdel-Aal`, `Itay al-Barud`: a hyphen, and the article before one, go on with the name.
            let hyphen = |at: usize| reader.is_hyphen(at) && is_part(at + 1);
            let goes_on = |at: usize| is_part(at) || hyphen(at) || hyphen(at + 1) && is_article(reader, at);
            let len = (at..reader.tokens.len()).take_while(|next| goes_on(*next)).count();
            let tokens = &reader.tokens[at..at + len];
            let told = tokens.iter().filter(|token| token.kind == TokenKind::Word);
            let words: Vec<&str> = told.map(|token| bare(&token.word.folded)).collect();
            // A sentence begins with a capital anyway.
            let told = || words.first().is_some_and(|word| self.full.contains_key(*word));
            let owns = tokens.first().is_some_and(|token| bare(&token.word.folded) != token.word.folded);
            let telling = at > 0 || len >= 2 || told() || owns || acts(reader, at);
            if !telling || words.is_empty() || tokens.iter().all(is_agency) {
                return None;
            }
            let name = self.known(&words).unwrap_or_else(|| spelled(reader, &words));
            self.learn(&name);
            return Some((name, len));
        }
        None
    }

    /// The name that was told before and is told again by the words at a token, or by the last of them alone, with its
    /// length. Particles may be joined on before it.
    fn told_at(&self, reader: &Reader<'_>, at: usize) -> Option<(Name, usize)> {
        if self.full.is_empty() || !(is_unknown(reader, at) || is_given(reader, at)) {
            return None;
        }
        let words: Vec<&str> = (at..at + NAME_WORDS)
            .map_while(|next| reader.token(next))
            .map(|token| token.word.folded.as_str())
            .collect();
        (1..=words.len()).rev().find_map(|len| {
            let mut joined =
                std::iter::once(Cow::Borrowed(words[0])).chain(reader.language.without_particles(words[0]));
            joined.find_map(|first| {
                let last = if len == 1 { first.as_ref() } else { words[len - 1] };
                // A word that may mean something else is a name where the text told a longer one.
                let longer = |full: &&Name| full.words().contains(' ') || !means_something(reader, at);
                let full = self.full.get(last).filter(longer)?;
                let told = words[1..len].iter().rev().copied().chain([first.as_ref()]);
                let mut parts = full.words().rsplit(' ');
                let same = told.into_iter().all(|word| parts.next() == Some(word));
                same.then(|| (full.clone(), len))
            })
        })
    }

    /// The words before an age that are its name, where the verb comes first: `وتفوق سامي كريم (34 سنة)`. A verb stands before
    /// a given name, or before a name that the text tells elsewhere.
    fn without_verb(&self, reader: &Reader<'_>, run: Range<usize>) -> Range<usize> {
        if reader.language.capitalises_names
            || run.len() < 2
            || is_given(reader, run.start)
            || opens_name(reader, run.start)
        {
            return run;
        }
        let rest = run.start + 1;
        let given = run.len() > 2 && is_given(reader, rest);
        let told = || self.told_at(reader, rest).is_some_and(|(_, len)| rest + len == run.end);
        if given || told() { rest..run.end } else { run }
    }

    /// The name that was told before in these words, or by the last of them where there is but one.
    fn known(&self, words: &[&str]) -> Option<Name> {
        let full = self.full.get(*words.last()?)?;
        let same = || full.words().split(' ').eq(words.iter().copied());
        (words.len() == 1 || same()).then(|| full.clone())
    }
}

/// Whether a word at the beginning of a sentence is who is or does what the next word says: no plural, and nothing that the
/// data knows.
fn acts(reader: &Reader<'_>, at: usize) -> bool {
    let noun = |token: &Token| {
        let word = token.word.folded.as_str();
        token.word.language.is_some_and(|language| language.singular(word) != word || language.stem(word) != word)
    };
    let unknown = reader.token(at).is_some_and(|token| !means_something(reader, at) && !noun(token));
    let does = || reader.concept(at + 1, &[ConceptKind::Event, ConceptKind::Motion]).is_some();
    // What has an ending, and no capital, is what it does: `Haiyan slammed`.
    let verb = || {
        reader.token(at + 1).is_some_and(|next| {
            let small = next.kind == TokenKind::Word && !next.word.capital;
            small && next.word.stem() != next.word.folded.as_str()
        })
    };
    unknown && (does() || reader.cue(at + 1, Cue::Copula).is_some() || verb())
}

/// Whether a word is as short as the article that names bring along from another script, which is written small there.
fn is_article(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| token.kind == TokenKind::Word && token.word.folded.len() <= ARTICLE)
}

/// Whether a word begins as verbs of the present and future do.
fn looks_like_a_verb(reader: &Reader<'_>, at: usize) -> bool {
    reader
        .token(at)
        .is_some_and(|token| token.word.language.is_some_and(|language| language.begins_as_verb(&token.word.folded)))
}

/// Whether a word says how wide a stretch of land is, or what kind of place it is: *county* in `Perry County` and
/// *airport* in `Kennedy Airport` are no part of the name.
fn is_common(token: &Token) -> bool {
    token.has(|sense| {
        matches!(sense, Sense::Concept(concept) if matches!(concept.def().kind, ConceptKind::Area | ConceptKind::Setting))
    })
}

/// A name from its folded words, in the document's language.
fn spelled(reader: &Reader<'_>, words: &[&str]) -> Name {
    Name::new(words.iter().map(|word| (*word, Some(reader.language))))
}

fn bare(word: &str) -> &str {
    word.strip_suffix("'s").unwrap_or(word)
}

/// A word that the data does not know.
fn is_unknown(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.word.forms.iter().all(|form| form.inflected || form.node.senses().is_empty())
            && token.word.folded.chars().count() >= 3
    })
}

/// Whether the data knows a word in any of its readings.
fn means_something(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| token.word.forms.iter().any(|form| !form.node.senses().is_empty()))
}

fn is_given(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| token.is(Trait::GivenName))
}

/// Whether a word makes one name with the word behind it.
fn opens_name(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| reader.language.name_openers.contains(&token.word.folded.as_str()))
}

/// Whether the name of a person can begin with a word: it is a given name, opens one, or means nothing that the data
/// knows and has no article.
fn begins_name(reader: &Reader<'_>, at: usize) -> bool {
    is_given(reader, at) || opens_name(reader, at) || is_unknown(reader, at) && !starts_with_article(reader, at)
}

/// The folded words of the name of a person that begins at a token. A word with the article ends it, but behind one that
/// opens a name: `عبد الفتاح`.
fn name_words<'a>(reader: &Reader<'a>, start: usize) -> Vec<&'a str> {
    let word = |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    let mut end = start;
    while end < start + NAME_WORDS && (end == start || !reader.is_joined(end)) {
        if opens_name(reader, end) && word(end + 1) {
            end += 2;
        } else if is_given(reader, end)
            || is_unknown(reader, end) && !starts_with_article(reader, end)
            || end > start && is_given(reader, end - 1) && is_town(reader, end)
        {
            // Past the second word, what begins as a verb is one: `X Y thanks`.
            if end >= start + 2 && !is_given(reader, end) && looks_like_a_verb(reader, end) {
                break;
            }
            end += 1;
        } else {
            end += usize::from(end > start && is_unknown(reader, end));
            break;
        }
    }
    let tokens = reader.tokens.get(start..end).unwrap_or_default();
    tokens.iter().map(|token| token.word.folded.as_str()).collect()
}

/// Whether a word is the name of a town, as family names are.
fn is_town(reader: &Reader<'_>, at: usize) -> bool {
    let town = |sense: Sense| matches!(sense, Sense::Place(place) if place.def().kind == PlaceKind::City);
    reader.token(at).is_some_and(|token| !means_more(token) && token.has(town))
}

/// Whether the data knows a word as something else than a place.
fn means_more(token: &Token) -> bool {
    token.has(|sense| !matches!(sense, Sense::Place(_)))
}

/// By the letters as written: a name may begin with the letters of the article once they are folded.
fn starts_with_article(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| {
        let article = token.word.language.map_or("", |language| language.article);
        !article.is_empty() && token.span.of(reader.text).starts_with(article)
    })
}
