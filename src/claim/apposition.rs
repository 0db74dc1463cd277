//! Ages: a length of time, or a bare number, in apposition to the name of a person.
//!
//! `سامي كريم (34 سنة)`, `Dana Hill, 34,`: the words right before the value are a name, also where names have no capital,
//! and the value is that person's age.

use std::ops::Range;

use super::change::level_behind;
use super::name::Name;
use crate::language::{APPOSED, ConceptId, ConceptKind, Cue, TokenKind};
use crate::mention::{Mention, Reader};
use crate::value::{Modifier, Quantity, Unit, Value};

/// The most words of a name.
const NAME_WORDS: usize = 5;
/// How far before an age in brackets the noun for a person may stand.
const TITLE: usize = 4;
/// The letters of a short word.
const SHORT: usize = 3;
/// How far behind an age the word for *named* may stand.
const NAMED: usize = 3;
/// How far before an age the word for it may begin: `aged`, `of the age of`.
const AGED: usize = 3;
/// How far before a length of time the verb may stand that makes it a level.
const SUBJECT: usize = 10;
/// The oldest age.
const OLDEST: u32 = 120;

/// The runs of tokens that ages say are names, in order.
pub fn names(reader: &Reader<'_>, mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = mentions.iter().filter_map(|mention| name_of(reader, mention)).collect();
    runs.sort_by_key(|run| run.start);
    runs.dedup();
    runs
}

/// The name that a run of tokens spells; a joining prefix of its first word is no part of it.
pub fn name(reader: &Reader<'_>, run: &Range<usize>) -> Name {
    let words = reader.tokens[run.clone()].iter().filter(|token| token.kind == TokenKind::Word);
    Name::new(words.enumerate().map(|(nth, token)| {
        let folded = token.word.folded.as_str();
        let bare = if nth == 0 { folded.strip_prefix(reader.language.and_prefix).unwrap_or(folded) } else { folded };
        (bare, token.word.language)
    }))
}

/// The value as an age, and the concept that it measures, where it stands in apposition to a name.
pub fn age(
    reader: &Reader<'_>,
    apposed_names: &[Range<usize>],
    mention: &Mention,
) -> Option<(Value, Range<usize>, ConceptId)> {
    let run = match name_of(reader, mention) {
        Some(run) if let Some(known) = apposed_names.iter().find(|known| is_end_of(known, &run)) => known.clone(),
        // Told of a person by what he is, the age is nobody's by name.
        _ => person_before(reader, mention)?,
    };
    let Value::Quantity(quantity) = &mention.value else { return None };
    let mut quantity = quantity.clone();
    if quantity.unit == Unit::None {
        quantity.unit = Unit::known("year")?;
    }
    Some((Value::Quantity(quantity), run, APPOSED?))
}

/// Whether a run of tokens is the end of another, or all of it.
fn is_end_of(part: &Range<usize>, run: &Range<usize>) -> bool {
    part.end == run.end && run.start <= part.start && part.start < part.end
}

/// The value as an age, where a word says so and it is in no apposition: *the driver, aged 52*, *who is 19*, `يبلغ السائق 61
/// عاما`.
pub fn aged(reader: &Reader<'_>, mention: &Mention, mentions: &[Mention]) -> Option<Quantity> {
    let Value::Quantity(quantity) = &mention.value else { return None };
    let from = mention.tokens.start;
    if mention.set_aside.is_some() || !may_be_years(quantity) {
        return None;
    }
    let told = if quantity.unit == Unit::None {
        let word =
            |at: usize| reader.concept(at, &[ConceptKind::Measure]).filter(|(concept, _)| Some(*concept) == APPOSED);
        let aged = (from.saturating_sub(AGED)..from).any(|at| word(at).is_some_and(|(_, len)| at + len == from));
        let is = from.checked_sub(1).filter(|at| reader.cue(*at, Cue::Copula).is_some());
        let who = is.and_then(|at| at.checked_sub(1)).is_some_and(|at| reader.cue(at, Cue::Which).is_some());
        let closed = [',', '.'].iter().any(|mark| reader.is_mark(mention.tokens.end, *mark));
        aged || who && closed && quantity.upto.is_none()
    } else {
        // `صاحب الـ26 عاما`: the article may be a word of its own.
        let whose = || (from.saturating_sub(1)..=from).any(|at| reader.cue_before(at, Cue::WhoIs));
        quantity.upto.is_none() && (is_of_age(reader, from) || stands_at(reader, from, mentions) || whose())
    };
    told.then(|| Some(Quantity { unit: Unit::known("year")?, ..quantity.clone() }))?
}

/// A bare number as an age that goes on with the one right before it.
pub fn goes_on(reader: &Reader<'_>, mention: &Mention, before: &Mention) -> Option<Quantity> {
    let Value::Quantity(quantity) = &mention.value else { return None };
    let (end, from) = (before.tokens.end, mention.tokens.start);
    let joined = end == from && reader.is_joined(from)
        || end + 1 == from && (reader.cue(end, Cue::And).is_some() || reader.is_comma(end));
    let bare = quantity.unit == Unit::None && quantity.upto.is_none() && may_be_years(quantity);
    // `47 عاما و5 من زملائه` counts people.
    let to = mention.tokens.end;
    let mark = reader.token(to).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
    let ends = mark || reader.cue(to, Cue::Copula).is_some();
    (joined && bare && ends).then(|| Some(Quantity { unit: Unit::known("year")?, ..quantity.clone() }))?
}

/// Whether the participle of a level stands right before a value, as an adjective: `السائق البالغ 61 عاما`.
fn is_of_age(reader: &Reader<'_>, from: usize) -> bool {
    from.checked_sub(1).is_some_and(|at| {
        let person = |at: usize| is_person(reader, at);
        level_behind(reader, at).is_some() && reader.is_definite(at) && (at.saturating_sub(2)..at).any(person)
    })
}

/// Whether the verb of a level stands before a value with its subject, one person, behind it.
fn stands_at(reader: &Reader<'_>, from: usize, mentions: &[Mention]) -> bool {
    let verb = (from.saturating_sub(SUBJECT)..from).rev().find_map(|at| Some((at, level_behind(reader, at)?)));
    let Some((verb, subject)) = verb.filter(|_| reader.language.noun_before_adjective) else { return false };
    let between = mentions.iter().any(|other| verb < other.tokens.start && other.tokens.end <= from);
    is_person(reader, subject) && !between
}

/// Whether a noun for a person, or a part of a name that is no word of the language, stands at a place.
fn is_person(reader: &Reader<'_>, at: usize) -> bool {
    reader.concept(at, &[ConceptKind::Person]).is_some() || is_part(reader, at) && is_unknown(reader, at)
}

/// The tokens of the name that an age stands in apposition to, or that is told right behind it.
fn name_of(reader: &Reader<'_>, mention: &Mention) -> Option<Range<usize>> {
    let Value::Quantity(quantity) = &mention.value else { return None };
    if mention.set_aside.is_some() || !is_age(quantity) {
        return None;
    }
    name_before(reader, mention, quantity).or_else(|| name_behind(reader, mention))
}

/// Nothing, where the value stands between marks right behind a noun for one person: `the captain, 52, said`, `the coach of
/// the team (47 years)`.
fn person_before(reader: &Reader<'_>, mention: &Mention) -> Option<Range<usize>> {
    let Value::Quantity(quantity) = &mention.value else { return None };
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    let opened = from.checked_sub(1)?;
    let bracket = reader.is_mark(opened, '(') && reader.is_mark(to, ')');
    let comma = |at: usize| reader.is_comma(at);
    let commas = comma(opened) && (comma(to) || reader.is_mark(to, '.'));
    if mention.set_aside.is_some() || !is_age(quantity) || !(bracket || commas) {
        return None;
    }
    let person = |at: usize| reader.concept(at, &[ConceptKind::Person]).is_some();
    // In brackets years are an age, also behind what the person is of.
    let reach = if bracket && quantity.unit != Unit::None { TITLE } else { 1 };
    let near = opened.saturating_sub(reach)..opened;
    near.rev().find(|at| person(*at)).map(|_| opened..opened)
}

/// The name of at least two words that begins at a token: a source, `قال سامي كريم، رئيس`.
pub fn name_at(reader: &Reader<'_>, start: usize) -> Option<Name> {
    let end = (start..start + NAME_WORDS).find(|at| !is_part(reader, *at)).unwrap_or(start + NAME_WORDS);
    (end - start >= 2).then(|| name(reader, &(start..end)))
}

/// A name of one word, in quotes or not, between a verb of saying and the comma before what is told of it: `قال «كريم»،
/// البالغ من العمر 34 سنة`.
pub fn quoted_name(reader: &Reader<'_>, from: usize) -> Option<Name> {
    let comma = (from.saturating_sub(AGED + 1)..from).find(|at| reader.is_comma(*at))?;
    let mark = |at: usize| reader.token(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
    let end = if comma > 0 && mark(comma - 1) { comma - 1 } else { comma };
    let last = end.checked_sub(1).filter(|last| is_part(reader, *last) && is_unknown(reader, *last))?;
    let before = last.checked_sub(1)?;
    let says = if mark(before) { before.checked_sub(1)? } else { before };
    reader.cue(says, Cue::Says).map(|_| name(reader, &(last..end)))
}

/// The name behind a word for *named*: `a woman of 40 named NAME`.
fn name_behind(reader: &Reader<'_>, mention: &Mention) -> Option<Range<usize>> {
    let to = mention.tokens.end;
    let start = (to..to + NAMED).find_map(|at| reader.cue(at, Cue::Named).map(|len| at + len))?;
    let end = (start..start + NAME_WORDS).find(|at| !is_part(reader, *at)).unwrap_or(start + NAME_WORDS);
    (end - start >= 2).then_some(start..end)
}

/// Whether a word means nothing that the data knows.
fn is_unknown(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| token.word.forms.iter().all(|form| form.node.senses().is_empty()))
}

/// Whether a word can be part of a name: it has a capital where names do, and is unknown elsewhere.
pub fn is_part(reader: &Reader<'_>, at: usize) -> bool {
    reader.token(at).is_some_and(|token| {
        let unknown = token.word.forms.iter().all(|form| form.inflected || form.node.senses().is_empty());
        let before = at.checked_sub(1).and_then(|at| reader.token(at));
        let opened = before.is_some_and(|token| reader.language.name_openers.contains(&token.word.folded.as_str()));
        let unknown = unknown || opened || reader.language.name_openers.contains(&token.word.folded.as_str());
        token.kind == TokenKind::Word && if reader.language.capitalises_names { token.word.capital } else { unknown }
    })
}

/// The tokens of a name right before a value that can be an age; a comma or bracket may stand between.
fn name_before(reader: &Reader<'_>, mention: &Mention, quantity: &Quantity) -> Option<Range<usize>> {
    let from = mention.tokens.start;
    let mark = |at: usize, marks: &[char]| marks.iter().any(|mark| reader.is_mark(at, *mark));
    let opened = from.checked_sub(1).filter(|before| mark(*before, &['(', ',', '\u{060C}']));
    let mut end = opened.unwrap_or(from);
    // `NAME, his sister, 31`: kin, told by a noun with a pronoun.
    let kin = |at: usize| {
        let inflected = reader.token(at).is_some_and(|token| token.word.forms.iter().all(|form| form.inflected));
        inflected && reader.concept(at, &[ConceptKind::Person]).is_some()
    };
    if end > 0 && kin(end - 1) {
        end -= 1;
    }
    let enclosed = opened.is_some() && mark(mention.tokens.end, &[')', ',', '\u{060C}', '.']);
    // A bare number is an age only between marks, and a length of time only where nothing makes it another.
    if quantity.unit == Unit::None && !enclosed || reader.cue(mention.tokens.end, Cue::Ago).is_some() {
        return None;
    }
    let capitals = reader.language.capitalises_names;
    // A name may end in a word that is something else elsewhere: `حسن على`.
    let known =
        if !capitals && !is_part(reader, end.saturating_sub(1)) && is_short_word(reader, end) { end - 1 } else { end };
    let mut start = run_before(reader, known).start;
    // `ابنته شيماء`: whose kin it is is no part of the name, which may then be one word.
    let named_kin = start < end && kin(start);
    if named_kin {
        start += 1;
    }
    // `they jailed NAME 10 years` tells no age.
    let does = |at: usize| {
        let thing = reader.concept(at, &[ConceptKind::Thing]).is_some();
        reader.concept(at, &[ConceptKind::Event]).is_some() && !thing
    };
    let done = opened.is_none() && start > 0 && does(start - 1);
    // `after 4 years`, `which lasts five years`: without a mark between, no word of the language is part of a name.
    let plain = |at: usize| !is_unknown(reader, at) || reader.is_stop(at) || reader.has_pronoun(at);
    if !capitals && opened.is_none() && (start..known).any(plain) {
        return None;
    }
    // `Hill, 34, said`: where names have capitals, one word between such marks is enough.
    // Elsewhere brackets with the word for years say as much: `وكريمي (66 عاما)`.
    // So do commas on both sides: `وكريمي، 66 عاما، أستاذ`.
    let bracketed = || opened.is_some() && quantity.unit != Unit::None;
    let alone = enclosed && start < end && is_unknown(reader, start) && (capitals || bracketed());
    (end - start >= if named_kin || alone { 1 } else { 2 } && !done).then_some(start..end)
}

/// The words right before a token that can be a name, the last of them first asked; what is joined on ends it.
pub fn run_before(reader: &Reader<'_>, end: usize) -> Range<usize> {
    let hyphen = |at: usize| reader.is_hyphen(at) && at > 0 && is_part(reader, at - 1);
    let mut start = end;
    while start > 0 && end - start < NAME_WORDS && (is_part(reader, start - 1) || hyphen(start - 1)) {
        start -= 1;
        if reader.is_joined(start) {
            break;
        }
    }
    start..end
}

/// Whether a word of grammar stands before a token, too short to be anything but a name there.
fn is_short_word(reader: &Reader<'_>, end: usize) -> bool {
    end.checked_sub(1)
        .and_then(|at| reader.token(at))
        .is_some_and(|token| token.kind == TokenKind::Word && token.word.folded.chars().count() == SHORT)
}

/// One plain number of years, or of nothing.
fn is_age(quantity: &Quantity) -> bool {
    may_be_years(quantity) && quantity.upto.is_none()
}

/// The same, or a range of such: `aged between four and 80`.
fn may_be_years(quantity: &Quantity) -> bool {
    let years = match &quantity.unit {
        Unit::None => true,
        unit => unit.id() == Some("year"),
    };
    let number = quantity.number.is_some_and(|number| number.value < OLDEST.into() && number.value.is_integer());
    years && number && quantity.modifier == Modifier::Exact && quantity.per.is_none()
}
