//! From what a reader found to a document: title, language, sentences, what is set aside, when it was published.

use std::ops::Range;
use std::path::Path;

use jiff::civil::{Date, Time};

use super::furniture::Mark;
use super::lines::Lines;
use super::paragraph::{Ending, Paragraph};
use super::sentence::{split, trimmed};
use super::{
    Document, Field, Published, Reading, Sentence, SetAside, Tokens, Trust, dateline, escapes, furniture, text,
};
use crate::config::{Config, DateOrder, Waiver};
use crate::language::{self, Language, SenseKind, Token, TokenKind, Vocabulary, fold};
use crate::span::Span;

/// The longest headline, in letters.
const HEADLINE: usize = 300;
/// The most words of a section's name.
const SECTION: usize = 3;

/// A text as a reader hands it over.
pub(super) struct Draft {
    pub(super) name: String,
    /// The path that `[[source]]` tables are matched with.
    pub(super) path: String,
    pub(super) text: String,
    pub(super) layout: Layout,
    pub(super) metadata: Metadata,
    pub(super) trust: Trust,
}

/// What a reader finds in a file.
pub(super) struct Extract {
    pub(super) text: String,
    pub(super) layout: Layout,
    pub(super) metadata: Metadata,
    pub(super) trust: Trust,
}

/// What a file or record says of itself.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) title: Option<String>,
    pub(super) date: Option<(Date, Option<Time>)>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    /// A code such as `ar` or `ar-EG`.
    pub(super) language: Option<String>,
    /// Findings that are to be let stand.
    pub(super) waivers: Vec<Waiver>,
}

/// The paragraphs of a text, in order; together they hold every letter of its body.
pub(super) struct Layout {
    /// The text with its markup blanked, byte for byte; none where there is no markup.
    pub(super) plain: Option<String>,
    pub(super) blocks: Vec<Block>,
}

/// A paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) span: Span,
    /// A heading by the markup.
    pub(super) heading: bool,
    /// Nothing but a picture, or the caption of one by the markup.
    pub(super) picture: bool,
}

impl Block {
    pub(super) const fn new(span: Span) -> Self {
        Self { span, heading: false, picture: false }
    }
}

impl Draft {
    /// An article that is a whole file.
    pub(super) fn new(name: &str, found: Extract) -> Self {
        let Extract { text, layout, metadata, trust } = found;
        Self { name: name.to_owned(), path: name.to_owned(), text, layout, metadata, trust }
    }

    /// The document, with the tokens of its sentences.
    pub(super) fn finish(self, config: &Config, vocabulary: &mut Vocabulary) -> Reading {
        let Self { name, path, text, mut layout, metadata, trust } = self;
        layout.plain = escapes::blanked(layout.plain.as_deref().unwrap_or(&text)).or(layout.plain);
        let plain = layout.plain.as_deref().unwrap_or(&text);
        let repeats =
            |title: &String| layout.blocks.first().is_some_and(|block| same_words(title, block.span.of(plain)));
        let repeated = metadata.title.as_ref().is_some_and(repeats);
        let title = metadata.title.filter(|_| !repeated);
        let plain_title = title.as_deref().and_then(escapes::blanked);
        let language = language_of(metadata.language.as_deref(), title.as_deref(), plain, config);

        // Each paragraph is read once: its ends tell furniture and datelines, its sentences are cut out of it.
        let mut tokens = Vec::with_capacity(plain.len() / 5);
        let read = |block: &Block| {
            let start = tokens.len();
            vocabulary.read(plain, block.span, language, &mut tokens);
            start..tokens.len()
        };
        let ranges: Vec<Range<usize>> = layout.blocks.iter().map(read).collect();
        let blocks = layout.blocks.iter().zip(&ranges);
        let page: Vec<Paragraph<'_>> =
            blocks.map(|(block, range)| Paragraph::new(plain, block, &tokens[range.clone()])).collect();
        let mut marks = furniture::mark(&page);
        let day_first = match config.date_order {
            Some(DateOrder::DayFirst) => true,
            Some(DateOrder::MonthFirst) => false,
            Some(DateOrder::YearFirst) | None => language.day_before_month,
        };
        let decimal_comma = language.decimal_comma || decimal_comma(&tokens);
        let datelines = dateline::find(&page, &marks, day_first);
        for at in datelines.whole {
            marks[at] = Some(Mark::whole(SetAside::Dateline));
        }
        let headline = match title {
            Some(_) => None,
            None if repeated => Some(0),
            None => headline(&page, &marks),
        };

        let mut sentences = title
            .as_deref()
            .map(|title| title_sentences(title, plain_title.as_deref().unwrap_or(title), language))
            .unwrap_or_default();
        for (at, paragraph) in page.iter().enumerate() {
            let sentence = |span, set_aside| Sentence {
                field: Field::Text,
                span,
                paragraph: at,
                headline: headline == Some(at),
                set_aside,
            };
            let mut body = paragraph.span;
            if let Some((_, end)) = datelines.opening.filter(|(opening, _)| *opening == at) {
                sentences.extend(
                    trimmed(&text, Span::new(body.start, end)).map(|span| sentence(span, Some(SetAside::Dateline))),
                );
                body.start = end;
            }
            let spans = split(&text, plain, body, language, headline == Some(at));
            let count = spans.len();
            let reason = |place: usize| marks[at].filter(|mark| mark.covers(place, count)).map(|mark| mark.reason);
            sentences.extend(spans.into_iter().enumerate().map(|(place, span)| sentence(span, reason(place))));
        }

        drop(page);

        let source = config.source(Path::new(&path));
        let told = metadata.date.or(source.date).map(|(day, clock)| Published { day, clock });
        let record = name.strip_prefix(&path).unwrap_or_default();
        let document = Document {
            key: config.key(&path) + record,
            lines: Lines::new(&text),
            title_lines: title.as_deref().map(Lines::new).unwrap_or_default(),
            published: told.or(datelines.published),
            outlet: metadata.outlet.or(source.outlet),
            url: metadata.url.or(source.url),
            plain: layout.plain,
            plain_title,
            trust,
            name,
            text,
            title,
            reference: false,
            language,
            units: config.units.clone(),
            waivers: metadata.waivers,
            day_first,
            decimal_comma,
            sentences,
        };
        let tokens = Tokens::cut(&document, tokens, vocabulary);
        Reading { document, tokens }
    }
}

/// Whether a text writes decimals behind a comma: an amount in a unit or a scale has one or two digits behind it, and no number
/// has a decimal point or two commas, as thousands have.
fn decimal_comma(tokens: &[Token]) -> bool {
    let mut found = false;
    for (token, next) in tokens.iter().zip(tokens.iter().skip(1)) {
        if token.kind != TokenKind::Number {
            continue;
        }
        let digits = token.word.folded.as_str();
        // Dots that part thousands leave the comma to decimals.
        let point = digits.split_once('.').is_some_and(|(_, behind)| !behind.contains('.') && behind.len() != 3);
        if point || digits.matches(',').count() > 1 {
            return false;
        }
        let amount = next.begins_kind(SenseKind::Cardinal) || next.begins_kind(SenseKind::Unit);
        match digits.split_once(',') {
            Some((_, behind)) if matches!(behind.len(), 1 | 2) => found |= amount,
            // `12,500 teachers` are thousands.
            Some((_, behind)) if behind.len() == 3 && !amount => return false,
            _ => {}
        }
    }
    found
}

/// The language that a document says it is in, where that is one of ours; else the one of its letters.
fn language_of(code: Option<&str>, title: Option<&str>, text: &str, config: &Config) -> &'static Language {
    let primary = code.and_then(|code| code.trim().split(['-', '_']).next()).map(str::to_lowercase);
    if let Some(language) = primary.and_then(|code| Language::named(&code)) {
        return language;
    }
    let sample = if text.trim().is_empty() { title.unwrap_or_default() } else { text };
    let detected = language::detect(sample);
    let allowed = config.languages.iter().any(|language| language.code == detected.code);
    config.languages.first().filter(|_| !allowed).copied().unwrap_or(detected)
}

/// The first line of the article itself, if it is a heading. A line of a few words with a heading after it names the
/// section, not the article.
fn headline(page: &[Paragraph<'_>], marks: &[Option<Mark>]) -> Option<usize> {
    let is_heading = |paragraph: &Paragraph<'_>| {
        let short = paragraph.span.of(paragraph.plain).chars().count() <= HEADLINE;
        paragraph.heading || short && matches!(paragraph.ending, Ending::Open | Ending::Question)
    };
    let mut own = (0..page.len()).filter(|at| marks[*at].is_none());
    let first = own.next().filter(|at| is_heading(&page[*at]))?;
    let is_section = !page[first].heading && page[first].head.count <= SECTION;
    let second = own.next().filter(|at| is_section && is_heading(&page[*at]) && page[*at].head.count > SECTION);
    Some(second.unwrap_or(first))
}

fn title_sentences(title: &str, plain: &str, language: &'static Language) -> Vec<Sentence> {
    let sentence = |span, paragraph| Sentence { field: Field::Title, span, paragraph, headline: true, set_aside: None };
    let blocks = text::layout(plain).blocks.into_iter().enumerate();
    blocks
        .flat_map(|(at, block)| {
            split(title, plain, block.span, language, true).into_iter().map(move |span| sentence(span, at))
        })
        .collect()
}

/// Whether two lines have the same words, whatever the marks and spaces between them.
fn same_words(a: &str, b: &str) -> bool {
    let letters =
        |text: &str| fold::letters(text).chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    // Most differ in their first words already.
    let first = |text: &str| letters(text.split_whitespace().next().unwrap_or_default());
    let (one, other) = (first(a), first(b));
    (one.starts_with(&other) || other.starts_with(&one)) && letters(a) == letters(b)
}
