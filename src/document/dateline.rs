//! Datelines: the line at the top of a page, or the words before an article's first sentence, that say when it was
//! published.
//!
//! Only complete dates count, and only where little else stands with them: an article's own dates are claims, and the
//! date of a picture is its caption's.

use jiff::civil::{Date, Time};

use super::furniture::Mark;
use super::paragraph::{Ending, Paragraph, Phrase, Words, count};
use super::{Published, SetAside};
use crate::language::{Cue, Furniture, Sense, SenseKind, Token, TokenKind};
use crate::value::{Calendar, hijri_day};

/// How many paragraphs from the top a dateline may stand.
const TOP: usize = 8;
/// How many words that are no part of it a dateline may hold: a section, a name, a place.
const OTHERS: usize = 4;
/// From so many words on, a paragraph that ends with an end mark is the article's own text.
const BODY: usize = 8;

/// What the datelines of a page say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Datelines {
    /// The latest of their dates: that is the time that the article's words are of.
    pub(super) published: Option<Published>,
    /// Paragraphs that are a dateline as a whole.
    pub(super) whole: Vec<usize>,
    /// The paragraph that opens with a dateline, and the byte of the text where that ends.
    pub(super) opening: Option<(usize, usize)>,
}

/// Finds the datelines of a page, given why its paragraphs are set aside, and whether `3/5` is the third of May.
pub(super) fn find(page: &[Paragraph<'_>], marks: &[Option<Mark>], day_first: bool) -> Datelines {
    let reader = DateReader { day_first };
    let mut found = Datelines::default();
    let mut in_body = false;
    for (at, paragraph) in page.iter().enumerate().take(TOP) {
        if marks[at].is_some_and(|mark| matches!(mark.reason, SetAside::Caption | SetAside::Related)) {
            continue;
        }
        if let Some(published) = reader.line(paragraph, at == 0, in_body) {
            found.published = found.published.max(Some(published));
            found.whole.push(at);
        } else if found.opening.is_none()
            && let Some((published, end)) = reader.opening(paragraph)
        {
            found.published = found.published.max(Some(published));
            found.opening = Some((at, end));
        }
        in_body |= !matches!(paragraph.ending, Ending::Open | Ending::Question) && paragraph.head.count >= BODY;
    }
    found
}

struct DateReader {
    day_first: bool,
}

/// A complete date, and the tokens that it takes.
struct Written {
    start: usize,
    end: usize,
    day: Date,
    calendar: Calendar,
}

impl DateReader {
    /// The date of a paragraph that is a dateline as a whole. Other words may stand with it in a line that a label opens
    /// (`Published:`) or that stands above the article's text, but neither in the first line nor in a sentence.
    fn line(&self, paragraph: &Paragraph<'_>, first: bool, in_body: bool) -> Option<Published> {
        let words = paragraph.whole()?;
        let tokens = words.tokens;
        let dates = self.dates(tokens);
        if dates.is_empty() {
            return None;
        }
        let labelled = words.opening(Furniture::Dateline).is_some();
        let may_hold_others = !first && paragraph.ending == Ending::Open && (labelled || !in_body);
        let in_date = |at: usize| dates.iter().any(|date| (date.start..date.end).contains(&at));
        let rest = || {
            let all = tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
            all.filter(|(at, token)| !in_date(*at) && !is_furniture(words, *at) && !is_time_word(token))
        };
        // `On March 22, 2016` opens a line as well as a sentence.
        let prose = rest().any(|(at, token)| is_prose(token) && count(&tokens[..at]) > 0);
        let others = rest().filter(|(_, token)| !is_prose(token)).count();
        if prose || others > if may_hold_others { OTHERS } else { 0 } {
            return None;
        }
        published(tokens, &dates)
    }

    /// The date of the dateline that a paragraph opens with (`BRUSSELS, March 22, 2016 (AP) — `) and the byte where its
    /// sentence begins.
    fn opening(&self, paragraph: &Paragraph<'_>) -> Option<(Published, usize)> {
        let words = &paragraph.head;
        let tokens = words.tokens;
        let date = self.dates(tokens).into_iter().next()?;
        let dash = (date.end..tokens.len()).find(|at| is_dash(tokens, *at))?;
        let end = (dash..tokens.len()).find(|at| !matches!(tokens[*at].kind, TokenKind::Mark('-' | '–' | '—')))?;
        let before = &tokens[..date.start];
        let stray = |at: usize| {
            tokens[at].kind == TokenKind::Word
                && !is_furniture(words, at)
                && !in_brackets(tokens, at)
                && !is_time_word(&tokens[at])
        };
        if count(before) > OTHERS + 1 || before.iter().any(is_prose) || (date.end..dash).any(stray) {
            return None;
        }
        let is_place = |token: &Token| {
            let written = token.span.of(paragraph.plain);
            let capitals = written.chars().filter(|letter| letter.is_uppercase()).count();
            token.has(|sense| matches!(sense, Sense::Place(_))) || capitals > 2 && capitals == written.chars().count()
        };
        let told =
            before.iter().any(is_place) || (0..dash).any(|at| is_furniture(words, at) || in_brackets(tokens, at));
        told.then_some((published(&tokens[..dash], &[date])?, tokens[end].span.start))
    }

    /// The complete dates among some tokens.
    fn dates(&self, tokens: &[Token]) -> Vec<Written> {
        let mut dates = Vec::new();
        let mut at = 0;
        // Nearly no word of a text begins one.
        let begins = |token: &Token| token.kind == TokenKind::Number || token.begins_kind(SenseKind::Month);
        while let Some(next) = tokens.get(at..).and_then(|rest| rest.iter().position(begins)) {
            at += next;
            match self.in_digits(tokens, at).or_else(|| in_words(tokens, at)) {
                Some(date) => {
                    at = date.end;
                    dates.push(date);
                }
                None => at += 1,
            }
        }
        dates
    }

    /// `2013-02-17`, `17/2/2013`, `17.02.2013`.
    fn in_digits(&self, tokens: &[Token], at: usize) -> Option<Written> {
        let first = number(tokens.get(at)?)?;
        let dotted: Vec<&str> = first.split('.').collect();
        if let [a, b, c] = dotted[..] {
            return Some(Written { start: at, end: at + 1, day: self.civil(a, b, c)?, calendar: Calendar::Gregorian });
        }
        let (mark, next) = (tokens.get(at + 1)?, tokens.get(at + 3)?);
        if !matches!(mark.kind, TokenKind::Mark('-' | '/' | '\\')) || next.kind != mark.kind {
            return None;
        }
        let day = self.civil(first, number(tokens.get(at + 2)?)?, number(tokens.get(at + 4)?)?)?;
        Some(Written { start: at, end: at + 5, day, calendar: Calendar::Gregorian })
    }

    /// The day that three numbers write; the year has four digits.
    fn civil(&self, a: &str, b: &str, c: &str) -> Option<Date> {
        if a.len() == 4 {
            return Date::new(year(a)?, b.parse().ok()?, c.parse().ok()?).ok();
        }
        let (year, a, b) = (year(c)?, a.parse::<i8>().ok()?, b.parse::<i8>().ok()?);
        let (day, month) = if self.day_first { (a, b) } else { (b, a) };
        Date::new(year, month, day).or_else(|_| Date::new(year, day, month)).ok()
    }
}

/// `17 February 2013`, `February 17th, 2013`, `17 فبراير/شباط 2013`.
fn in_words(tokens: &[Token], at: usize) -> Option<Written> {
    let skip = |at: usize, marks: &[char]| {
        at + usize::from(tokens.get(at).is_some_and(|token| marks.iter().any(|mark| token.is_mark(*mark))))
    };
    let (day, month, calendar, end) = if let Some((day, end)) = day(tokens, at) {
        let joined =
            tokens.get(end).is_some_and(|token| token.has(|sense| matches!(sense, Sense::Cue(Cue::Of | Cue::From))));
        let (month, calendar, end) = month(tokens, end + usize::from(joined))?;
        (day, month, calendar, end)
    } else {
        let (month, calendar, end) = month(tokens, at)?;
        let (day, end) = day(tokens, end)?;
        (day, month, calendar, end)
    };
    let at_year = skip(end, &[',', '،']);
    let written = number(tokens.get(at_year)?)?;
    let day = match calendar {
        Calendar::Gregorian => Date::new(year(written)?, month, day).ok()?,
        Calendar::Hijri => hijri_day(written.parse().ok()?, month, day)?,
    };
    Some(Written { start: at, end: at_year + 1, day, calendar })
}

/// A day of the month and the token after it: `17`, `17th`.
fn day(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let day = number(tokens.get(at)?)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let ending = tokens
        .get(at + 1)
        .is_some_and(|token| token.kind == TokenKind::Word && token.glued && token.word.folded.len() == 2);
    Some((day, at + 1 + usize::from(ending)))
}

/// A month, named twice perhaps, and the token after it: `Feb.`, `فبراير/شباط`, `فبراير (شباط)`.
fn month(tokens: &[Token], at: usize) -> Option<(i8, Calendar, usize)> {
    let named = |at: usize| {
        if !tokens.get(at)?.begins_kind(SenseKind::Month) {
            return None;
        }
        Token::matches(tokens, at).filter(|found| found.form.prefix.is_empty()).find_map(|found| {
            found.senses.iter().find_map(|sense| match sense {
                Sense::Month { number, calendar, .. } => Some((*number, *calendar, at + found.len)),
                _ => None,
            })
        })
    };
    let is =
        |at: usize, marks: &[char]| tokens.get(at).is_some_and(|token| marks.iter().any(|mark| token.is_mark(*mark)));
    let (number, calendar, end) = named(at)?;
    let again = end + usize::from(is(end, &['/', '(', '-']));
    if let Some((same, _, end)) = named(again)
        && same == number
    {
        return Some((number, calendar, end + usize::from(is(end, &[')']))));
    }
    Some((number, calendar, end + usize::from(is(end, &['.']))))
}

/// A number's digits.
fn number(token: &Token) -> Option<&str> {
    (token.kind == TokenKind::Number).then_some(token.word.folded.as_str())
}

/// A year that news are of.
fn year(digits: &str) -> Option<i16> {
    digits.parse().ok().filter(|year| digits.len() == 4 && (1900..=2100).contains(year))
}

/// The latest of some dates, by the civil calendar where one is; with the time of day, where one stands with them.
fn published(tokens: &[Token], dates: &[Written]) -> Option<Published> {
    let latest = |calendar| dates.iter().filter(|date| date.calendar == calendar).map(|date| date.day).max();
    let day = latest(Calendar::Gregorian).or_else(|| latest(Calendar::Hijri))?;
    let clocks: Vec<Time> = (0..tokens.len()).filter_map(|at| clock(tokens, at)).collect();
    let clock = if let [clock] = clocks[..] { Some(clock) } else { None };
    Some(Published { day, clock })
}

/// A time of day: `18:05`, `6:05 pm`.
fn clock(tokens: &[Token], at: usize) -> Option<Time> {
    let (colon, minutes) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    if !colon.is_mark(':') || !colon.glued || !minutes.glued {
        return None;
    }
    let (hour, minute) = (number(&tokens[at])?.parse::<i8>().ok()?, number(minutes)?.parse().ok()?);
    let half = tokens.get(at + 3).and_then(|token| {
        token.find(|sense| match sense {
            Sense::Cue(Cue::Am) => Some(0),
            Sense::Cue(Cue::Pm | Cue::Noon | Cue::Night) => Some(12),
            _ => None,
        })
    });
    let hour = half.map_or(hour, |half| hour % 12 + half);
    Time::new(hour, minute, 0, 0).ok()
}

/// Whether a token belongs to a phrase that labels or joins datelines, or to a button beside one.
fn is_furniture(words: &Words<'_>, at: usize) -> bool {
    let kind = |phrase: &Phrase| matches!(phrase.kind, Furniture::Dateline | Furniture::Navigation);
    words.phrases.iter().any(|phrase| kind(phrase) && (phrase.start..phrase.end).contains(&at))
}

/// Weekdays, halves of the day, eras.
fn is_time_word(token: &Token) -> bool {
    token.has(|sense| {
        matches!(
            sense,
            Sense::Weekday(_)
                | Sense::Cue(Cue::Am | Cue::Pm | Cue::Noon | Cue::Night | Cue::Clock | Cue::CommonEra | Cue::HijriEra)
        )
    })
}

/// Words that only a sentence has, with nothing written on to them.
fn is_prose(token: &Token) -> bool {
    let forms = token.word.forms.iter().filter(|form| form.prefix.is_empty());
    forms.flat_map(|form| form.node.senses()).any(|sense| {
        matches!(
            sense,
            Sense::Cue(
                Cue::During
                    | Cue::From
                    | Cue::To
                    | Cue::By
                    | Cue::Says
                    | Cue::According
                    | Cue::Which
                    | Cue::Clause
                    | Cue::Since
                    | Cue::Until
                    | Cue::NoLater
                    | Cue::Before
                    | Cue::After
                    | Cue::Subset
                    | Cue::Ago
            )
        )
    })
}

/// A dash that stands apart, or two.
fn is_dash(tokens: &[Token], at: usize) -> bool {
    let dash = |at: usize| tokens.get(at).is_some_and(|token| matches!(token.kind, TokenKind::Mark('-' | '–' | '—')));
    let wide = matches!(tokens[at].kind, TokenKind::Mark('—')) || dash(at + 1);
    dash(at) && (wide || !tokens[at].glued && tokens.get(at + 1).is_some_and(|next| !next.glued))
}

/// Whether a token stands in brackets, or between slashes as agencies do.
fn in_brackets(tokens: &[Token], at: usize) -> bool {
    let open =
        tokens[..at].iter().rposition(|token| matches!(token.kind, TokenKind::Mark('(' | ')' | '[' | ']' | '/')));
    let close =
        tokens[at..].iter().position(|token| matches!(token.kind, TokenKind::Mark('(' | ')' | '[' | ']' | '/')));
    let mark = |at: usize| tokens[at].kind;
    match (open, close) {
        (Some(open), Some(close)) => matches!(
            (mark(open), mark(at + close)),
            (TokenKind::Mark('('), TokenKind::Mark(')'))
                | (TokenKind::Mark('['), TokenKind::Mark(']'))
                | (TokenKind::Mark('/'), TokenKind::Mark('/'))
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::config::Config;
    use crate::document::Document;

    fn document(text: &str) -> Document {
        Document::from_text("a.txt", text, &Config::default()).unwrap()
    }

    fn day(text: &str) -> Option<Date> {
        document(text).published.map(|published| published.day)
    }

    #[test]
    fn a_line_with_a_date_and_little_else_is_a_dateline() {
        let headline = "حريق يقتل 30 شخصا";
        for (line, want) in [
            ("حول العالم 08 أكتوبر 2022 0", date(2022, 10, 8)),
            ("الأحد 17 فبراير 2013", date(2013, 2, 17)),
            ("17 فبراير/شباط 2013", date(2013, 2, 17)),
            ("نشر في: ١٧ شباط ٢٠١٣", date(2013, 2, 17)),
            ("2013-02-17", date(2013, 2, 17)),
            ("17/2/2013", date(2013, 2, 17)),
            ("2/17/2013", date(2013, 2, 17)),
            ("17.02.2013", date(2013, 2, 17)),
            ("1 رمضان 1434", date(2013, 7, 9)),
            ("Tuesday, March 22nd, 2016", date(2016, 3, 22)),
            ("On Tuesday, March 22, 2016", date(2016, 3, 22)),
            ("John Doe | Published: 22 Mar. 2016", date(2016, 3, 22)),
            ("Published March 20, 2016. Updated March 22, 2016", date(2016, 3, 22)),
        ] {
            assert_eq!(day(&format!("{headline}\n{line}\nاندلع الحريق.")), Some(want), "{line}");
        }
        assert_eq!(document("Fire\n2013-02-17 18:05").published.unwrap().clock, Some(time(18, 5, 0, 0)));
        assert_eq!(document("Fire\nMarch 22, 2016 6:05 pm").published.unwrap().clock, Some(time(18, 5, 0, 0)));
    }

    #[test]
    fn a_dateline_is_set_aside() {
        let document = document("حريق يقتل 30\n2013-02-17\nاندلع الحريق.");
        let reasons: Vec<_> = document.sentences.iter().map(|sentence| sentence.set_aside).collect();
        assert_eq!(reasons, [None, Some(SetAside::Dateline), None]);
    }

    #[test]
    fn an_opening_dateline_is_cut_off() {
        for (opening, body, want) in [
            ("BRUSSELS, March 22, 2016 (AP) —", "Two blasts killed 30.", date(2016, 3, 22)),
            ("SAN JOSE, Calif., March 22, 2016 /PRNewswire/ --", "Two blasts killed 30.", date(2016, 3, 22)),
            ("القاهرة، 17 فبراير 2013 (ا ف ب) -", "قتل 30 شخصا.", date(2013, 2, 17)),
        ] {
            let document = document(&format!("{opening} {body} More."));
            assert_eq!(document.published.map(|published| published.day), Some(want), "{opening}");
            let first = &document.sentences[0];
            assert_eq!((document.sentence_text(first), first.set_aside), (opening, Some(SetAside::Dateline)));
            assert_eq!(document.sentence_text(&document.sentences[1]), body);
        }
    }

    #[test]
    fn dates_of_the_article_are_none_of_the_page() {
        for text in [
            // In prose.
            "Fire kills 30\nThe fire on March 22, 2016 killed 30.",
            "On March 22, 2016 — the day of the fire — 30 died.",
            "في 17 فبراير 2013 - بعد الحريق - قتل 30 شخصا.",
            // A headline, and headings within the text.
            "أحداث 17 فبراير 2013",
            "Deal expected by March 22, 2016\nOfficials met.",
            "حريق\nاندلع الحريق فجر اليوم وقتل فيه كثير من الناس.\nثورة 17 فبراير 2011\nثم عاد.",
            // Not complete.
            "Fire\nMarch 2016\nIt broke out.",
            "Fire\n22 March\nIt broke out.",
            "Fire\n2016-13-40\nIt broke out.",
            // A picture's.
            "Fire\nA man in Kyiv, March 22, 2016 (Jane Doe / GPO)\nIt broke out.",
            "Fire\nProtesters in Kyiv, March 22, 2016\nIt broke out.",
            // Of another article.
            "Related stories\nFlood 22 March 2016",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn digits_are_read_in_the_order_that_is_set() {
        let parse = |order: &str| {
            let config =
                Config::parse("claims.toml".as_ref(), &format!("[check]\ndate-order = \"{order}\"\n")).unwrap();
            Document::from_text("a.txt", "Fire\n3/5/2013\nIt broke out.", &config).unwrap().published.unwrap().day
        };
        assert_eq!((parse("dmy"), parse("mdy")), (date(2013, 5, 3), date(2013, 3, 5)));
        assert_eq!(day("Fire\n3/5/2013"), Some(date(2013, 3, 5)));
    }
}
