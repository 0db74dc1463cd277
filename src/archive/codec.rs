//! Claims as bytes, without the text of their sentences, and back. The rule-set version pins what stands for what.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use compact_str::CompactString;
use jiff::civil::{Date, Time as Clock, Weekday};
use rust_decimal::Decimal;

use super::bytes::{Damaged, Reader, Writer};
use super::weigh::Judged;
use crate::claim::{
    About, Claim, Content, Entity, Frame, Modality, Name, Object, Part, Participant, Polarity, Role, ScopePeriod,
    Status,
};
use crate::config::Waiver;
use crate::document::{Field, Published, SetAside, Trust};
use crate::error::Place;
use crate::finding::{Outcome, Ruling, Verdict, rules};
use crate::language::{CONCEPTS, ConceptId, Language, PLACES, PlaceId};
use crate::report::Source;
use crate::span::Span;
use crate::topic::{
    Governs, Keys, Lasting, Met, Opening, Outline, Reading, Standing, Titling, Weight, Written, may_last,
};
use crate::value::{
    Calendar, Change, Granularity, Modifier, Number, Ordinal, PartOf, Partial, Period, Quantity, Rank, Score, Time,
    Unit, Value, units,
};

/// What is known of a document beside its claims.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name.
    pub name: Arc<str>,
    /// What it is known by between runs.
    pub key: Arc<str>,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<Published>,
    /// The language it is written in.
    pub language: &'static Language,
    /// A fact of `claims.toml`.
    pub reference: bool,
}

impl TryFrom<&Source> for Head {
    type Error = Damaged;

    fn try_from(source: &Source) -> Result<Self, Damaged> {
        Ok(Self {
            name: source.name.as_str().into(),
            key: source.key.as_str().into(),
            outlet: source.outlet.clone(),
            published: source.published,
            language: Language::named(source.language).ok_or(Damaged)?,
            reference: source.reference,
        })
    }
}

/// The claims of a document as bytes, and the texts of their sentences.
pub fn encode(claims: &[Claim]) -> (Vec<u8>, Vec<Arc<str>>) {
    let mut out = Writer::default();
    out.sized(|out| out.option(claims.first().map(|claim| &*claim.about), about));
    let mut sentences: Vec<&Claim> = Vec::new();
    let mut of = Vec::with_capacity(claims.len());
    for claim in claims {
        let same = |known: &&Claim| (known.field, known.sentence_start) == (claim.field, claim.sentence_start);
        if !sentences.last().is_some_and(same) {
            sentences.push(claim);
        }
        of.push(sentences.len() - 1);
    }
    out.list(&sentences, |out, first| {
        code(out, first.field);
        out.size(first.sentence_start);
        out.size(first.paragraph);
        out.flag(first.headline);
    });
    out.size(claims.len());
    for (claim, sentence) in claims.iter().zip(of) {
        out.size(sentence << 1 | usize::from(may_last(claim)));
        out.sized(|out| self::claim(out, claim));
    }
    (out.finish(), sentences.into_iter().map(|first| Arc::clone(&first.sentence)).collect())
}

/// The claims that bytes and the texts of sentences stand for.
pub fn decode(bytes: &[u8], sentences: &[Arc<str>], head: &Head) -> Result<Vec<Claim>, Damaged> {
    let mut stored = Stored::new(bytes, None)?;
    if stored.sentences.len() != sentences.len() {
        return Err(Damaged);
    }
    (0..stored.claims.len()).map(|at| stored.claim(at, &sentences[stored.claims[at].sentence], head)).collect()
}

/// Encoded claims, each of which is made where it is asked for.
pub struct Stored<'a> {
    from: Reader<'a>,
    about: Arc<About>,
    sentences: Vec<Sentence>,
    claims: Vec<Unmade<'a>>,
}

/// A claim that is not made yet.
#[derive(Clone, Copy)]
struct Unmade<'a> {
    sentence: usize,
    /// It holds whenever it is told.
    lasts: bool,
    bytes: &'a [u8],
}

/// What the claims of a sentence share, beside its words.
#[derive(Clone, Copy)]
struct Sentence {
    field: Field,
    start: usize,
    paragraph: usize,
    headline: bool,
}

impl<'a> Stored<'a> {
    /// What bytes stand for. What the document is about is read from them too where it is not known.
    pub fn new(bytes: &'a [u8], about: Option<Arc<About>>) -> Result<Self, Damaged> {
        let mut from = Reader::new(bytes)?;
        let told = from.unread()?;
        let about = about.map_or_else(
            || from.inside(told, |from| from.option(read_about)).map(Option::unwrap_or_default).map(Arc::new),
            Ok,
        )?;
        let sentences = from.list(|from| {
            let (field, start) = (read_code(from)?, from.size()?);
            Ok(Sentence { field, start, paragraph: from.size()?, headline: from.flag()? })
        })?;
        let claims = from.list(|from| {
            let told = from.size()?;
            let (sentence, lasts) = (told >> 1, told & 1 > 0);
            if sentence < sentences.len() {
                Ok(Unmade { sentence, lasts, bytes: from.unread()? })
            } else {
                Err(Damaged)
            }
        })?;
        Ok(Self { from, about, sentences, claims })
    }

    /// The sentence of a claim, by its place.
    fn sentence_of(&self, claim: usize) -> Result<usize, Damaged> {
        self.claims.get(claim).map(|claim| claim.sentence).ok_or(Damaged)
    }

    /// Some claims and all others of their sentences, in order.
    pub fn beside(&self, claims: &[usize]) -> Result<Vec<usize>, Damaged> {
        let mut asked = vec![false; self.sentences.len()];
        for claim in claims {
            asked[self.sentence_of(*claim)?] = true;
        }
        Ok((0..self.claims.len()).filter(|at| asked[self.claims[*at].sentence]).collect())
    }

    /// Those that hold whenever they are told and all others of their sentences, in order.
    pub fn lasting(&self) -> Result<Vec<usize>, Damaged> {
        let lasting: Vec<usize> = (0..self.claims.len()).filter(|at| self.claims[*at].lasts).collect();
        self.beside(&lasting)
    }

    /// Some claims, by their places in order, with the words of each sentence, which are asked for once.
    pub fn some<E: From<Damaged>>(
        &mut self,
        places: &[usize],
        head: &Head,
        text_of: impl Fn(usize) -> Result<Arc<str>, E>,
    ) -> Result<Vec<Claim>, E> {
        let mut claims = Vec::with_capacity(places.len());
        // Claims of one sentence follow each other.
        let mut last: Option<(usize, Arc<str>)> = None;
        for place in places {
            let sentence = self.sentence_of(*place)?;
            let text = match last.take() {
                Some((known, text)) if known == sentence => text,
                _ => text_of(sentence)?,
            };
            claims.push(self.claim(*place, &text, head)?);
            last = Some((sentence, text));
        }
        Ok(claims)
    }

    /// One claim, by its place, with the words of its sentence.
    fn claim(&mut self, at: usize, text: &Arc<str>, head: &Head) -> Result<Claim, Damaged> {
        let Unmade { sentence, bytes, .. } = *self.claims.get(at).ok_or(Damaged)?;
        let (sentence, about) = (self.sentences[sentence], &self.about);
        self.from.inside(bytes, |from| read_claim(from, sentence, text, about, head))
    }
}

fn read_claim(
    from: &mut Reader<'_>,
    sentence: Sentence,
    text: &Arc<str>,
    about: &Arc<About>,
    head: &Head,
) -> Result<Claim, Damaged> {
    let Sentence { field, start: sentence_start, paragraph, headline } = sentence;
    let id = format!("c{:012x}", from.int()?);
    let start = sentence_start.checked_add(from.size()?).ok_or(Damaged)?;
    let end = start.checked_add(from.size()?).ok_or(Damaged)?;
    let first = from.size()?;
    let last = first.checked_add(from.size()?).ok_or(Damaged)?;
    let quoted = from.option(Reader::text)?;
    let quote = match quoted {
        Some(quote) => quote,
        None => text.get(start - sentence_start..end - sentence_start).ok_or(Damaged)?.to_owned(),
    };
    Ok(Claim {
        id,
        document: Arc::clone(&head.name),
        key: Arc::clone(&head.key),
        outlet: head.outlet.clone(),
        published: head.published,
        reference: head.reference,
        language: head.language,
        field,
        line: from.size()?,
        column: from.size()?,
        span: Span::new(start, end),
        characters: Span::new(first, last),
        quote,
        sentence_start,
        sentence: Arc::clone(text),
        paragraph,
        headline,
        value: read_value(from)?,
        told: from.option(read_value)?,
        frame: read_frame(from)?,
        about: Arc::clone(about),
        rule: kept(from.word()?),
        note: from.option(Reader::text)?,
        set_aside: from.option(read_code)?,
    })
}

/// The number of an id that is a letter and twelve hexadecimal digits.
pub fn number(id: &str) -> u64 {
    u64::from_str_radix(id.get(1..).unwrap_or_default(), 16).unwrap_or_default()
}

fn claim(out: &mut Writer, claim: &Claim) {
    // What the document and the sentence say of it stands there. A field that is new is written, or named here.
    let Claim {
        id,
        document: _,
        key: _,
        outlet: _,
        published: _,
        reference: _,
        language: _,
        field: _,
        line,
        column,
        span,
        characters,
        quote,
        sentence_start,
        sentence,
        paragraph: _,
        headline: _,
        value,
        told,
        frame,
        about: _,
        rule,
        note,
        set_aside,
    } = claim;
    out.int(number(id));
    let (start, end) = (span.start - sentence_start, span.end - sentence_start);
    out.size(start);
    out.size(end - start);
    out.size(characters.start);
    out.size(characters.end - characters.start);
    let quoted = sentence.get(start..end) == Some(quote.as_str());
    out.option((!quoted).then_some(quote), |out, quote| out.word(quote));
    out.size(*line);
    out.size(*column);
    self::value(out, value);
    out.option(told.as_ref(), self::value);
    self::frame(out, frame);
    out.word(rule);
    out.option(note.as_ref(), |out, note| out.word(note));
    out.option(*set_aside, code);
}

fn about(out: &mut Writer, about: &About) {
    let lead: Vec<_> = about.lead().collect();
    out.list(&lead, |out, (content, weight, everywhere)| {
        out.int(content.code().into());
        out.size(*weight);
        out.flag(*everywhere);
    });
    let all: Vec<Content> = about.all().collect();
    let mut last = 0;
    out.list(&all, |out, content| {
        out.int((content.code() - last).into());
        last = content.code();
    });
}

fn read_about(from: &mut Reader<'_>) -> Result<About, Damaged> {
    let lead = from.list(|from| Ok((Content::coded(from.small()?), from.size()?, from.flag()?)))?;
    let mut last = 0_u32;
    let all = from.list(|from| {
        last = last.checked_add(from.small()?).ok_or(Damaged)?;
        Ok(Content::coded(last))
    })?;
    Ok(About::of(lead, all))
}

fn value(out: &mut Writer, value: &Value) {
    match value {
        Value::Quantity(Quantity { number, upto, vague, unit, per, modifier, change, loose }) => {
            out.byte(0);
            out.option(*number, number_of);
            out.option(*upto, number_of);
            out.option(*vague, |out, (low, high)| {
                decimal(out, low);
                decimal(out, high);
            });
            self::unit(out, unit);
            out.option(per.as_ref(), |out, per| out.word(per));
            code(out, *modifier);
            code(out, *change);
            out.option(*loose, decimal);
        }
        Value::Time(of) => {
            out.byte(1);
            time(out, of);
        }
        Value::Rank(Rank { place, among }) => {
            out.byte(2);
            out.int((*place).into());
            out.flag(*among);
        }
        Value::Ordinal(Ordinal { number, of }) => {
            out.byte(3);
            out.int(*number);
            out.option(of.as_ref(), |out, of| out.word(of));
        }
        Value::Score(Score { more, fewer }) => {
            out.byte(4);
            out.int((*more).into());
            out.int((*fewer).into());
        }
    }
}

fn read_value(from: &mut Reader<'_>) -> Result<Value, Damaged> {
    Ok(match from.byte()? {
        0 => Value::Quantity(Quantity {
            number: from.option(read_number)?,
            upto: from.option(read_number)?,
            vague: from.option(|from| Ok((read_decimal(from)?, read_decimal(from)?)))?,
            unit: read_unit(from)?,
            per: from.option(Reader::text)?,
            modifier: read_code(from)?,
            change: read_code(from)?,
            loose: from.option(read_decimal)?,
        }),
        1 => Value::Time(read_time(from)?),
        2 => Value::Rank(Rank { place: from.small()?, among: from.flag()? }),
        3 => Value::Ordinal(Ordinal { number: from.int()?, of: from.option(Reader::text)? }),
        4 => Value::Score(Score { more: from.small()?, fewer: from.small()? }),
        _ => return Err(Damaged),
    })
}

fn number_of(out: &mut Writer, Number { value, step }: Number) {
    decimal(out, value);
    decimal(out, step);
}

fn read_number(from: &mut Reader<'_>) -> Result<Number, Damaged> {
    Ok(Number { value: read_decimal(from)?, step: read_decimal(from)? })
}

fn decimal(out: &mut Writer, decimal: Decimal) {
    out.int(u64::from(decimal.scale()) << 1 | u64::from(decimal.is_sign_negative()));
    out.wide(decimal.mantissa().unsigned_abs());
}

fn read_decimal(from: &mut Reader<'_>) -> Result<Decimal, Damaged> {
    let scale_and_sign = from.int()?;
    let scale = u32::try_from(scale_and_sign >> 1).map_err(|_| Damaged)?;
    let mantissa = i128::try_from(from.wide()?).map_err(|_| Damaged)?;
    let mut decimal = Decimal::try_from_i128_with_scale(mantissa, scale).map_err(|_| Damaged)?;
    decimal.set_sign_negative(scale_and_sign & 1 == 1);
    Ok(decimal)
}

fn unit(out: &mut Writer, unit: &Unit) {
    match unit {
        Unit::None => out.byte(0),
        Unit::Known(known) => {
            out.byte(1);
            out.size(units().binary_search_by(|unit| unit.id.cmp(known.id)).unwrap_or(usize::MAX));
        }
        Unit::Counted(lemma) => {
            out.byte(2);
            out.word(lemma);
        }
    }
}

fn read_unit(from: &mut Reader<'_>) -> Result<Unit, Damaged> {
    Ok(match from.byte()? {
        0 => Unit::None,
        1 => Unit::Known(units().get(from.size()?).ok_or(Damaged)?),
        2 => Unit::Counted(from.text()?),
        _ => return Err(Damaged),
    })
}

fn time(out: &mut Writer, time: &Time) {
    match time {
        Time::Period(Period { first, last, granularity, part, modifier, worked_out }) => {
            out.byte(0);
            out.option(*first, date);
            out.option(*last, date);
            code(out, *granularity);
            code(out, *part);
            code(out, *modifier);
            out.flag(*worked_out);
        }
        Time::Partial(Partial { month, day, weekday, part, calendar }) => {
            out.byte(1);
            out.option(*month, |out, month| out.byte(month.unsigned_abs()));
            out.option(*day, |out, day| out.byte(day.unsigned_abs()));
            out.option(*weekday, |out, day| out.byte(day.to_monday_zero_offset().unsigned_abs()));
            code(out, *part);
            code(out, *calendar);
        }
        Time::Clock { hour, minute, modifier } => {
            out.byte(2);
            out.byte(hour.unsigned_abs());
            out.byte(minute.unsigned_abs());
            code(out, *modifier);
        }
    }
}

fn read_time(from: &mut Reader<'_>) -> Result<Time, Damaged> {
    Ok(match from.byte()? {
        0 => Time::Period(Period {
            first: from.option(read_date)?,
            last: from.option(read_date)?,
            granularity: read_code(from)?,
            part: read_code(from)?,
            modifier: read_code(from)?,
            worked_out: from.flag()?,
        }),
        1 => Time::Partial(Partial {
            month: from.option(Reader::small)?,
            day: from.option(Reader::small)?,
            weekday: from.option(|from| Weekday::from_monday_zero_offset(from.small()?).map_err(|_| Damaged))?,
            part: read_code(from)?,
            calendar: read_code(from)?,
        }),
        2 => Time::Clock { hour: from.small()?, minute: from.small()?, modifier: read_code(from)? },
        _ => return Err(Damaged),
    })
}

fn date(out: &mut Writer, date: Date) {
    // Years from -9999 on.
    out.int(u64::from((date.year() + 9999).unsigned_abs()));
    out.byte(date.month().unsigned_abs());
    out.byte(date.day().unsigned_abs());
}

fn read_date(from: &mut Reader<'_>) -> Result<Date, Damaged> {
    let year = from.small::<i16>()?.checked_sub(9999).ok_or(Damaged)?;
    Date::new(year, from.small()?, from.small()?).map_err(|_| Damaged)
}

/// The waivers of a document as bytes; none where it has none.
pub fn waivers(waivers: &[Waiver]) -> Option<Vec<u8>> {
    let mut out = Writer::default();
    out.list(waivers, |out, Waiver { finding, reason, by, until, place }| {
        out.word(finding);
        out.word(reason);
        out.option(by.as_ref(), |out, by| out.word(by));
        out.option(*until, date);
        out.word(&place.path.to_string_lossy());
        out.option(place.line, Writer::size);
    });
    (!waivers.is_empty()).then(|| out.finish())
}

/// The same, read.
pub fn read_waivers(bytes: &[u8]) -> Result<Vec<Waiver>, Damaged> {
    Reader::new(bytes)?.list(|from| {
        Ok(Waiver {
            finding: from.text()?,
            reason: from.text()?,
            by: from.option(Reader::text)?,
            until: from.option(read_date)?,
            place: Place { path: from.text()?.into(), line: from.option(Reader::size)? },
        })
    })
}

/// What a pair of claims comes to, as bytes for this run alone.
pub fn ruling(ruling: &Ruling) -> Vec<u8> {
    let mut out = Writer::default();
    put_ruling(&mut out, ruling);
    out.bare()
}

fn put_ruling(out: &mut Writer, Ruling { id, rule, outcome }: &Ruling) {
    out.text(id);
    out.text(rule);
    out.byte(outcome.verdict as u8);
    out.option(outcome.heading, Writer::text);
    out.text(&outcome.reason);
    out.option(outcome.both_if.as_ref(), |out, both_if| out.text(both_if));
}

/// The same, read.
pub fn read_ruling(bytes: &[u8]) -> Result<Ruling, Damaged> {
    take_ruling(&mut Reader::bare(bytes))
}

fn take_ruling(from: &mut Reader<'_>) -> Result<Ruling, Damaged> {
    let (id, code) = (from.here()?.to_owned(), from.here()?);
    let rule = rules().iter().find(|rule| rule.code == code).ok_or(Damaged)?.code;
    let verdict = *Verdict::ALL.get(usize::from(from.byte()?)).ok_or(Damaged)?;
    let heading = from.option(Reader::here)?.map(heading);
    let (reason, both_if) = (from.here()?.to_owned(), from.option(Reader::here)?.map(str::to_owned));
    Ok(Ruling { id, rule, outcome: Outcome { verdict, reason, both_if, heading } })
}

/// What is kept of two claims that fit, as bytes for this run alone.
pub fn judged(Judged { marks, home, ruling }: &Judged) -> Vec<u8> {
    let mut out = Writer::default();
    out.int((*marks).into());
    out.option(*home, Writer::size);
    out.option(ruling.as_ref(), put_ruling);
    out.bare()
}

/// The same, read.
pub fn read_judged(bytes: &[u8]) -> Result<Judged, Damaged> {
    let mut from = Reader::bare(bytes);
    Ok(Judged { marks: from.small()?, home: from.option(Reader::size)?, ruling: from.option(take_ruling)? })
}

/// A heading, kept once: rules have a few of them, and findings hold them as they are compiled in.
pub fn heading(text: &str) -> &'static str {
    static KEPT: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    once(&KEPT, text)
}

/// What the claims of a topic share, as bytes.
pub fn titling(titling: &Titling) -> Vec<u8> {
    let mut out = Writer::default();
    let (claims, kind, counts) = titling.parts();
    out.size(claims);
    out.text(kind);
    for counts in counts {
        // The commonest first: whoever wants a title reads no further.
        let mut counts: Vec<(&String, &usize)> = counts.iter().collect();
        counts.sort_by_key(|(_, count)| Reverse(**count));
        out.sized(|out| {
            out.list(&counts, |out, (word, count)| {
                out.size(**count);
                out.text(word);
            });
        });
    }
    let mut bytes = out.bare();
    super::bytes::seal(&mut bytes);
    bytes
}

/// The same, read.
pub fn read_titling(bytes: &[u8]) -> Result<Titling, Damaged> {
    Shared::new(bytes)?.words(|_| true)
}

/// What the claims of a topic share, of whose words only those are read that are asked for.
pub struct Shared {
    /// How many claims it has.
    pub claims: usize,
    bytes: Box<[u8]>,
}

impl Shared {
    /// What was written of a topic.
    pub fn new(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut from = Reader::sealed(bytes)?;
        Ok(Self { claims: from.size()?, bytes: from.rest().into() })
    }

    /// Those that can stand in the title of so many claims, its own and others: a few of the thousands of a large topic.
    pub fn telling(&self, all: usize) -> Result<Titling, Damaged> {
        let others = all.saturating_sub(self.claims);
        self.words(|count| Titling::is_common(count + others, all))
    }

    /// Those that so many claims have as are wanted, the more the sooner.
    fn words(&self, wanted: impl Fn(usize) -> bool) -> Result<Titling, Damaged> {
        let mut from = Reader::bare(&self.bytes);
        let kind = kept(from.here()?);
        let mut counts: [BTreeMap<String, usize>; 5] = Default::default();
        for counts in &mut counts {
            let all = from.unread()?;
            *counts = from.inside(all, |from| {
                let (words, mut counts) = (from.size()?, BTreeMap::new());
                for _ in 0..words {
                    let count = from.size()?;
                    if !wanted(count) {
                        break;
                    }
                    counts.insert(from.here()?.to_owned(), count);
                }
                Ok(counts)
            })?;
        }
        Ok(Titling::of(self.claims, kind, counts))
    }
}

/// What a document meets others by, as bytes for this run alone.
pub fn met(reading: &Reading<'_>) -> Vec<u8> {
    let mut out = Writer::default();
    out.option(reading.opening(), opening);
    out.list(&reading.keys(), |out, (key, says)| {
        out.int(key.0);
        out.int((*says).into());
    });
    out.list(&reading.homes(), |out, home| out.size(*home));
    out.bare()
}

/// The same, read.
pub fn read_met(bytes: &[u8]) -> Result<Met, Damaged> {
    let mut from = Reader::bare(bytes);
    let opening = from.option(read_opening)?;
    let keys = from.list(|from| Ok((Lasting(from.int()?), from.small()?)))?;
    Ok(Met::new(opening, keys, from.list(Reader::size)?))
}

fn opening(out: &mut Writer, opening: &Opening) {
    about(out, opening.about());
    out.list(opening.figures(), |out, figure| out.int(figure.code().into()));
    let Standing { language, day, reference, opens, figures: _ } = opening.standing();
    out.text(language.code);
    out.option(*day, |out, day| out.int(u64::from(day.cast_unsigned())));
    out.flag(*reference);
    out.size(opens.all);
    out.size(opens.everywhere);
}

fn read_opening(from: &mut Reader<'_>) -> Result<Opening, Damaged> {
    let about = Arc::new(read_about(from)?);
    let figures = from.list(|from| from.small().map(Content::coded))?;
    let language = Language::named(from.here()?).ok_or(Damaged)?;
    let day = from.option(|from| from.small().map(u32::cast_signed))?;
    let reference = from.flag()?;
    let opens = Weight { all: from.size()?, everywhere: from.size()? };
    let standing = Standing { language, day, reference, opens, figures: figures.len() };
    Ok(Opening::from_parts(about, figures, standing))
}

/// What claims meet others by, as bytes.
pub fn outline(outline: &Outline) -> Vec<u8> {
    let Outline { opening, claims, figures, lone, written } = outline;
    let mut out = Writer::default();
    out.option(opening.as_ref(), self::opening);
    out.list(claims, |out, Keys { at, place: (field, start), worked_out, governs, lasting, statement, homes }| {
        out.size(*at);
        code(out, *field);
        out.size(*start);
        out.flag(*worked_out);
        out.list(governs, |out, key| out.int(key.code()));
        out.list(lasting, |out, key| out.int(key.0));
        out.int(*statement);
        out.list(homes, |out, home| out.size(*home));
    });
    out.list(figures, |out, (figure, (field, start))| {
        out.int(*figure);
        code(out, *field);
        out.size(*start);
    });
    out.list(lone, |out, (value, nth)| {
        out.int(*value);
        out.size(*nth);
    });
    out.list(written, |out, Written { key, nth, alike }| {
        out.int(*key);
        out.size(*nth);
        out.size(*alike);
    });
    let mut bytes = out.bare();
    super::bytes::seal(&mut bytes);
    bytes
}

/// The same, read.
pub fn read_outline(bytes: &[u8]) -> Result<Outline, Damaged> {
    let mut from = Reader::sealed(bytes)?;
    let opening = from.option(read_opening)?;
    let claims = from.list(|from| {
        Ok(Keys {
            at: from.size()?,
            place: (read_code(from)?, from.size()?),
            worked_out: from.flag()?,
            governs: from.list(|from| from.int().map(Governs::coded))?,
            lasting: from.list(|from| from.int().map(Lasting))?,
            statement: from.int()?,
            homes: from.list(Reader::size)?,
        })
    })?;
    let figures = from.list(|from| Ok((from.int()?, (read_code(from)?, from.size()?))))?;
    let lone = from.list(|from| Ok((from.int()?, from.size()?)))?;
    let written = from.list(|from| Ok(Written { key: from.int()?, nth: from.size()?, alike: from.size()? }))?;
    Ok(Outline { opening, claims, figures, lone, written })
}

/// When a document was published, in ISO 8601, and back.
pub fn published(published: Published) -> String {
    match published.clock {
        Some(clock) => published.day.to_datetime(clock).to_string(),
        None => published.day.to_string(),
    }
}

/// The same, read.
pub fn read_published(text: &str) -> Result<Published, Damaged> {
    let (day, clock) = text.split_once('T').map_or((text, None), |(day, clock)| (day, Some(clock)));
    let clock = clock.map(str::parse::<Clock>).transpose().map_err(|_| Damaged)?;
    Ok(Published { day: day.parse().map_err(|_| Damaged)?, clock })
}

fn frame(out: &mut Writer, frame: &Frame) {
    let Frame {
        measure,
        predicate,
        head,
        whole,
        things,
        qualifiers,
        narrowed,
        object,
        motions,
        counted,
        combined,
        participants,
        terms,
        period,
        area,
        noun,
        part,
        polarity,
        modality,
        attribution,
        status,
        background,
        reaches_back,
        alone,
        sole,
    } = frame;
    concepts(out, measure);
    out.option(*predicate, concept);
    words(out, head);
    concepts(out, whole);
    concepts(out, things);
    concepts(out, qualifiers);
    out.list(narrowed, self::object);
    out.option(object.as_ref(), self::object);
    concepts(out, motions);
    out.option(*counted, concept);
    out.flag(*combined);
    out.list(participants, participant);
    words(out, terms);
    out.option(period.as_ref(), |out, ScopePeriod { time, inherited }| {
        self::time(out, time);
        out.flag(*inherited);
    });
    out.option(*area, concept);
    out.option(noun.as_ref(), |out, noun| out.word(noun));
    out.option(part.as_ref(), |out, part| match part {
        Part::Subset => out.byte(0),
        Part::Besides => out.byte(1),
        Part::Some => out.byte(3),
        Part::Whole => out.byte(4),
        Part::Added => out.byte(5),
        Part::Setting(setting) => {
            out.byte(2);
            concept(out, *setting);
        }
    });
    code(out, *polarity);
    code(out, *modality);
    out.option(attribution.as_ref(), |out, who| out.word(who));
    code(out, *status);
    out.flag(*background);
    out.flag(*reaches_back);
    out.flag(*alone);
    out.flag(*sole);
}

fn object(out: &mut Writer, object: &Object) {
    match object {
        Object::Concept(of) => {
            out.byte(0);
            concept(out, *of);
        }
        Object::Word(stem) => {
            out.byte(1);
            out.word(stem);
        }
    }
}

fn participant(out: &mut Writer, Participant { entity, role }: &Participant) {
    match entity {
        Entity::Place(place) => {
            out.byte(0);
            out.int(place.0.into());
        }
        Entity::Name(name) => {
            out.byte(1);
            out.word(name.words());
            words(out, name.sounds());
            out.word(name.whole());
        }
    }
    code(out, *role);
}

fn words(out: &mut Writer, words: &[impl AsRef<str>]) {
    out.list(words, |out, word| out.word(word.as_ref()));
}

fn read_stem(from: &mut Reader<'_>) -> Result<CompactString, Damaged> {
    from.text().map(CompactString::from)
}

fn read_object(from: &mut Reader<'_>) -> Result<Object, Damaged> {
    match from.byte()? {
        0 => read_concept(from).map(Object::Concept),
        1 => from.text().map(|stem| Object::Word(stem.into())),
        _ => Err(Damaged),
    }
}

fn read_frame(from: &mut Reader<'_>) -> Result<Frame, Damaged> {
    Ok(Frame {
        measure: from.list(read_concept)?,
        predicate: from.option(read_concept)?,
        head: from.list(read_stem)?,
        whole: from.list(read_concept)?,
        things: from.list(read_concept)?,
        qualifiers: from.list(read_concept)?,
        narrowed: from.list(read_object)?,
        object: from.option(read_object)?,
        motions: from.list(read_concept)?,
        counted: from.option(read_concept)?,
        combined: from.flag()?,
        participants: from.list(|from| {
            let entity = match from.byte()? {
                0 => Entity::Place(read_place(from)?),
                1 => {
                    let (words, sounds) = (from.text()?, from.list(Reader::text)?);
                    Entity::Name(Name::heard(words, sounds, from.text()?))
                }
                _ => return Err(Damaged),
            };
            Ok(Participant { entity, role: read_code(from)? })
        })?,
        terms: from.list(read_stem)?,
        period: from.option(|from| Ok(ScopePeriod { time: read_time(from)?, inherited: from.flag()? }))?,
        area: from.option(read_concept)?,
        noun: from.option(Reader::text)?,
        part: from.option(|from| match from.byte()? {
            0 => Ok(Part::Subset),
            1 => Ok(Part::Besides),
            3 => Ok(Part::Some),
            4 => Ok(Part::Whole),
            5 => Ok(Part::Added),
            2 => read_concept(from).map(Part::Setting),
            _ => Err(Damaged),
        })?,
        polarity: read_code(from)?,
        modality: read_code(from)?,
        attribution: from.option(Reader::text)?,
        status: read_code(from)?,
        background: from.flag()?,
        reaches_back: from.flag()?,
        alone: from.flag()?,
        sole: from.flag()?,
    })
}

fn concepts(out: &mut Writer, concepts: &[ConceptId]) {
    out.list(concepts, |out, of| concept(out, *of));
}

fn concept(out: &mut Writer, concept: ConceptId) {
    out.int(concept.0.into());
}

fn read_concept(from: &mut Reader<'_>) -> Result<ConceptId, Damaged> {
    let at: u16 = from.small()?;
    CONCEPTS.get(usize::from(at)).map(|_| ConceptId(at)).ok_or(Damaged)
}

fn read_place(from: &mut Reader<'_>) -> Result<PlaceId, Damaged> {
    let at: u16 = from.small()?;
    PLACES.get(usize::from(at)).map(|_| PlaceId(at)).ok_or(Damaged)
}

/// The name of a grammar rule. There are some dozens of them, and claims hold them as they are compiled in: each that is
/// read is kept once.
fn kept(rule: &str) -> &'static str {
    static KEPT: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());
    once(&KEPT, rule)
}

/// A text of a few that there are, held for good the first time.
fn once(kept: &Mutex<Vec<&'static str>>, text: &str) -> &'static str {
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.iter().find(|known| **known == text) {
        return known;
    }
    let text: &'static str = String::from(text).leak();
    kept.push(text);
    text
}

/// What has a fixed list of values.
pub trait Coded: Copy + PartialEq + 'static {
    const ALL: &'static [Self];
}

/// The value of a list that has this name.
pub fn named<T: Coded>(name: &str, of: impl Fn(T) -> &'static str) -> Result<T, Damaged> {
    T::ALL.iter().copied().find(|value| of(*value) == name).ok_or(Damaged)
}

fn code<T: Coded>(out: &mut Writer, value: T) {
    out.size(T::ALL.iter().position(|known| *known == value).unwrap_or(usize::MAX));
}

fn read_code<T: Coded>(from: &mut Reader<'_>) -> Result<T, Damaged> {
    let at = from.size()?;
    T::ALL.get(at).copied().ok_or(Damaged)
}

/// Every value of a list, so that one that is added and forgotten here stops the build.
macro_rules! coded {
    ($($kind:ident { $($name:ident),+ $(,)? })+) => {
        $(impl Coded for $kind {
            const ALL: &'static [Self] = {
                const fn _complete(value: $kind) {
                    match value { $($kind::$name => {})+ }
                }
                &[$($kind::$name),+]
            };
        })+
    };
}

coded! {
    Field { Title, Text }
    Trust { Full, Low }
    SetAside { Navigation, Related, Caption, Dateline, LoneNumber, NoMeasure, NoValue, Scope }
    Modifier { Exact, About, Nearly, LessThan, AtMost, AtLeast, MoreThan }
    Change { Level, Up, Down }
    Granularity { Day, Week, Month, Quarter, Season, Half, Year, Decade, Century, Range }
    PartOf { Whole, Early, Mid, Late, Start, Middle, End }
    Calendar { Gregorian, Hijri }
    Role { Agent, Other, Location, Unknown }
    Polarity { Positive, Negative }
    Modality { Fact, Forecast, Plan, Possible, Threshold, Denied }
    Status { Plain, Early, Revised, Former }
}
