//! From a document to its claims. It needs no other document, so it can run anywhere, in any order.

use std::io::Write;
use std::sync::Arc;

use super::about::{About, LEAD};
use super::anchor::{Layout, Names};
use super::ballot;
use super::degree;
use super::flash;
use super::frame::{Context, frame};
use super::money;
use super::scope::{count_until, is_scope};
use super::share;
use super::{Claim, Frame};
use crate::document::{Document, Field, Sentence, SetAside, Tokens, Trust};
use crate::language::{ConceptId, ConceptKind, Token, Vocabulary};
use crate::mention::{Mention, Reader, find};
use crate::span::Span;
use crate::value::{Time, Unit, Value};

/// How far before a time the word may stand for what begins then.
const BEGINS: usize = 2;

/// What there is to doubt in every figure of a document.
fn doubt(document: &Document) -> Option<String> {
    (document.trust == Trust::Low).then(|| "from PDF: digits may be lost or misplaced".to_owned())
}

/// The claims of a document, in order, those that are set aside included.
#[must_use]
pub fn extract(document: &Document) -> Vec<Claim> {
    Vocabulary::with(|vocabulary| extract_with(document, vocabulary))
}

/// The same, with words that were analysed before.
#[must_use]
pub fn extract_with(document: &Document, vocabulary: &mut Vocabulary) -> Vec<Claim> {
    extract_read(document, &Tokens::of(document, vocabulary))
}

/// The same, with the tokens as they were read.
#[must_use]
pub fn extract_read(document: &Document, tokens: &Tokens) -> Vec<Claim> {
    let mut claims = stated(document, tokens);
    let about = Arc::new(about(document, tokens));
    for claim in &mut claims {
        claim.about = Arc::clone(&about);
    }
    claims
}

/// The claims of a document without what it is about, which only aligning them asks for.
#[must_use]
pub fn stated(document: &Document, tokens: &Tokens) -> Vec<Claim> {
    let mut claims = Vec::new();
    let [name, key]: [Arc<str>; 2] = [&document.name, &document.key].map(|name| name.as_str().into());
    let mut ids = Ids::new(&key);
    let mut context = Context::default();
    let mut names = names(document, tokens);
    for (sentence, tokens) in document.sentences.iter().zip(tokens.sentences()) {
        // Markup is blanked in what is read; what is quoted is as it stands in the source.
        let source = document.field(sentence.field);
        let reader = reader(document, sentence, tokens);
        let mut mentions = find(&reader);
        let mut told = share::read_parts(&reader, &mut mentions);
        degree::settle(&reader, &mut mentions);
        // Without a mention there is nothing to frame; the sentence may still tell a name.
        if mentions.is_empty() {
            names.meet(&reader);
            context.go_on();
            continue;
        }
        let layout = Layout::new(reader, &mentions, &mut names);
        let mut frames = frame(&layout, &mentions, sentence, document, &mut context);
        let until = count_until(&layout, &mentions, &mut frames);
        let scopes: Vec<&Time> = frames
            .iter()
            .filter_map(|(_, frame)| frame.period.as_ref().filter(|period| !period.inherited && is_scope(&period.time)))
            .map(|period| &period.time)
            .collect();
        let is_scope_only = |value: &Value| matches!(value, Value::Time(time) if scopes.contains(&time));
        // `deliveries start in 2028`: when something begins is told by itself, whatever else it is the time of.
        let begins = |mention: &Mention| {
            let from = mention.tokens.start;
            (from.saturating_sub(BEGINS)..from).any(|at| {
                let event = layout.reader.concept(at, &[ConceptKind::Event]);
                event.is_some_and(|(concept, len)| concept.def().begins && at + len <= from)
            })
        };
        let read = frames.iter().zip(&mentions);
        let scope_only: Vec<bool> = read
            .zip(until)
            .map(|(((value, _), mention), until)| is_scope_only(value) && !begins(mention) || until)
            .collect();
        let words: Arc<str> = document.sentence_text(sentence).into();
        for ((mention, (value, frame)), scope_only) in mentions.into_iter().zip(frames).zip(scope_only) {
            let set_aside = sentence
                .set_aside
                .or(mention.set_aside)
                .or_else(|| unmeasured(&value, &frame))
                .or_else(|| scope_only.then_some(SetAside::Scope));
            claims.push(Claim {
                id: ids.id(sentence.field, mention.span),
                document: Arc::clone(&name),
                key: Arc::clone(&key),
                outlet: document.outlet.clone(),
                published: document.published,
                reference: document.reference,
                language: document.language,
                field: sentence.field,
                line: document.line(sentence.field, mention.span.start),
                column: document.column(sentence.field, mention.span.start),
                span: mention.span,
                characters: document.characters(sentence.field, mention.span),
                quote: mention.span.of(source).to_owned(),
                sentence_start: sentence.span.start,
                sentence: Arc::clone(&words),
                paragraph: sentence.paragraph,
                headline: sentence.headline,
                value,
                told: told.remove(&mention.tokens.start),
                frame,
                about: Arc::default(),
                rule: mention.rule,
                note: mention.note.or_else(|| doubt(document)),
                set_aside,
            });
        }
    }
    money::settle(document, tokens, &mut claims);
    ballot::settle(document, tokens, &mut claims);
    flash::settle(document, tokens, &mut claims);
    mark_sole_score(&mut claims);
    claims
}

/// Marks the scores of a document that gives one alone, however often; those of parts of a match, and older ones, count as
/// none.
fn mark_sole_score(claims: &mut [Claim]) {
    let of_match = |claim: &&mut Claim| {
        let staged = claim.frame.measure.iter().chain(&claim.frame.things).any(|concept| concept.def().staged);
        matches!(claim.value, Value::Score(_)) && claim.set_aside.is_none() && !claim.frame.background && !staged
    };
    let mut scores: Vec<&mut Claim> = claims.iter_mut().filter(of_match).collect();
    let sole = scores.windows(2).all(|pair| pair[0].value == pair[1].value);
    for claim in &mut scores {
        claim.frame.sole = sole;
    }
}

/// A sentence of a document for the rules to read.
fn reader<'a>(document: &'a Document, sentence: &Sentence, tokens: &'a [Token]) -> Reader<'a> {
    Reader {
        text: document.plain(sentence.field),
        tokens,
        language: document.language,
        published: document.published,
        day_first: document.day_first,
        decimal_comma: document.decimal_comma,
    }
}

/// The names that a document tells; where names have capitals, each is met as the sentences are read.
fn names(document: &Document, tokens: &Tokens) -> Names {
    let mut names = Names::default();
    if !document.language.capitalises_names {
        for (sentence, tokens) in document.sentences.iter().zip(tokens.sentences()) {
            names.hear(&reader(document, sentence, tokens));
        }
    }
    names
}

/// What a document is about.
fn about(document: &Document, tokens: &Tokens) -> About {
    let mut about = About::default();
    let mut lead = LEAD;
    for (sentence, tokens) in document.sentences.iter().zip(tokens.sentences()) {
        if sentence.set_aside.is_none() {
            about.add(tokens, lead > 0);
            lead = lead.saturating_sub(1);
        }
    }
    about.finish()
}

/// A value that nothing says what it is of is not compared; nor is a bare number that no concept governs.
fn unmeasured(value: &Value, frame: &Frame) -> Option<SetAside> {
    // `weighed tens of tonnes` is an order of size, which a weight can be out of; *dozens* killed go on to be counted, and
    // how much of something was moved is told of many loads.
    let sizes = |concept: &ConceptId| {
        let def = concept.def();
        def.kind == ConceptKind::Measure && !def.between && matches!(def.of, ["mass" | "length", ..])
    };
    let vague = matches!(value, Value::Quantity(quantity) if quantity.vague.is_some());
    let sized = vague && frame.measure.iter().any(sizes);
    let partial = matches!(value, Value::Time(Time::Partial(_)));
    if value.canonical().is_none() && value.canonical_end().is_none() && !partial && !sized {
        return Some(SetAside::NoValue);
    }
    let governed = !frame.measure.is_empty() || !frame.motions.is_empty();
    // `16 of the 24 seats` are seats.
    let bare = matches!(value, Value::Quantity(quantity) if quantity.unit == Unit::None) && frame.counted.is_none();
    let said =
        !frame.head.is_empty() || !frame.things.is_empty() || !frame.terms.is_empty() || !frame.participants.is_empty();
    (!governed && (bare || !said)).then_some(SetAside::NoMeasure)
}

/// The ids of a document's claims.
struct Ids {
    hashed: Vec<u8>,
    /// How much of it is the document's key.
    name: usize,
}

impl Ids {
    fn new(document: &str) -> Self {
        let mut hashed = document.as_bytes().to_vec();
        hashed.push(0);
        Self { name: hashed.len(), hashed }
    }

    /// A claim's id: the document's key, the field and the place, hashed.
    fn id(&mut self, field: Field, span: Span) -> String {
        self.hashed.truncate(self.name);
        // Writing to memory cannot fail.
        let _ = write!(self.hashed, "{}\0{}\0{}\0", field.name(), span.start, span.end);
        let hash = blake3::hash(&self.hashed);
        let digits = hash.as_bytes()[..6].iter().flat_map(|byte| [byte >> 4, byte & 15]);
        let mut id = String::with_capacity(13);
        id.push('c');
        id.extend(digits.filter_map(|digit| char::from_digit(digit.into(), 16)));
        id
    }
}
