//! Plain text: which lines make a paragraph.
//!
//! News files hold one paragraph a line, so a line end is the end of a paragraph unless the line clearly goes on: the text
//! is wrapped at a column, a link was pulled out onto a line of its own, or a mark shows it.

use super::draft::{Block, Layout};
use super::lines;
use super::sentence::{goes_on, is_closed, is_closer, is_end_mark, trimmed};
use crate::span::Span;

/// The columns that people wrap text at.
const WRAP: std::ops::RangeInclusive<usize> = 45..=100;
/// The longest line, in letters, that is taken for a link's text.
const LINK: usize = 80;

/// A line with something on it.
struct Line<'a> {
    span: Span,
    text: &'a str,
    /// It begins, or ends, with white space.
    lead: bool,
    trail: bool,
}

/// The paragraphs of a text without markup.
pub(super) fn layout(text: &str) -> Layout {
    Layout { plain: None, blocks: blocks(text) }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut run: Vec<Line<'_>> = Vec::new();
    for raw in lines::spans(text) {
        match trimmed(text, raw) {
            Some(span) => {
                run.push(Line { span, text: span.of(text), lead: span.start > raw.start, trail: span.end < raw.end });
            }
            None => paragraphs(&std::mem::take(&mut run), &mut blocks),
        }
    }
    paragraphs(&run, &mut blocks);
    blocks
}

/// The paragraphs of a run of lines with no blank line between them.
fn paragraphs(run: &[Line<'_>], blocks: &mut Vec<Block>) {
    let wrapped = is_wrapped(run);
    let (mut start, mut quotes) = (0, 0);
    for (at, line) in run.iter().enumerate() {
        quotes += line.text.matches('"').count();
        let goes_on = at + 1 < run.len() && (wrapped || continues(run, at, quotes % 2 == 1));
        if !goes_on {
            blocks.push(Block::new(run[start].span.join(line.span)));
            (start, quotes) = (at + 1, 0);
        }
    }
}

/// Whether the line at `at` goes on in the next; `in_quotes` says that the paragraph so far has a quote open.
fn continues(run: &[Line<'_>], at: usize, in_quotes: bool) -> bool {
    let (line, next) = (&run[at], &run[at + 1]);
    if is_item(next.text) {
        return false;
    }
    begins_midway(next.text, in_quotes)
        || stays_open(line.text, in_quotes)
        || is_link(run, at + 1)
        || is_link(run, at)
        || !is_closed(line.text) && begins_small(next.text)
}

/// Whether a line begins with a mark that belongs to what stands before it.
fn begins_midway(line: &str, in_quotes: bool) -> bool {
    let mut letters = line.chars();
    let (Some(first), second) = (letters.next(), letters.next()) else { return false };
    let apart = second
        .is_none_or(|letter| letter.is_whitespace() || goes_on(letter) || is_closer(letter) || is_end_mark(letter));
    match first {
        '"' => in_quotes && apart,
        '.' | '%' | '٪' | '\'' => apart,
        '“' | '{' | '﴾' | '﴿' => false,
        _ => goes_on(first) || is_closer(first) || is_end_mark(first),
    }
}

/// Whether a line ends with a mark that something must follow.
fn stays_open(line: &str, in_quotes: bool) -> bool {
    match line.chars().next_back() {
        Some('"') => in_quotes,
        Some(last) => matches!(last, ',' | '،' | ';' | '؛' | '(' | '[' | '«' | '“'),
        None => false,
    }
}

/// Whether a line is a link's text that was pulled out of a sentence: short and without an end mark, the line before it
/// broken off before a space or an opening mark, and the line after it going on with a space or a mark.
fn is_link(run: &[Line<'_>], at: usize) -> bool {
    let (Some(before), Some(link), Some(after)) = (at.checked_sub(1).map(|at| &run[at]), run.get(at), run.get(at + 1))
    else {
        return false;
    };
    let short = link.text.chars().count() <= LINK && !is_closed(link.text);
    let broken_off = !is_closed(before.text) && (before.trail || stays_open(before.text, before.text.ends_with('"')));
    short && broken_off && (after.lead || begins_midway(after.text, true))
}

/// Whether a line begins with a small letter, which no paragraph does; `iPhone` begins with none.
fn begins_small(line: &str) -> bool {
    let mut letters = line.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none_or(|letter| !letter.is_uppercase())
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(char::is_numeric);
    let mark = rest.chars().next();
    let bullet = matches!(mark, Some('-' | '–' | '—' | '*' | '•' | '·' | '▪' | '◦' | '●'))
        || rest != line && matches!(mark, Some('.' | ')'));
    bullet && mark.is_some_and(|mark| rest[mark.len_utf8()..].starts_with(char::is_whitespace))
}

/// Whether lines were wrapped at a column: the first word of each would not have fitted on the line before. Two lines
/// alone prove nothing, and lists of headings can look so by chance; what goes on has a small letter at the start of a
/// line, or ends with an end mark in a script that has none.
fn is_wrapped(run: &[Line<'_>]) -> bool {
    let len = |line: &Line<'_>| line.text.chars().count();
    let width = run.iter().map(len).max().unwrap_or(0);
    if run.len() < 3 || !WRAP.contains(&width) || run.iter().any(|line| is_item(line.text)) {
        return false;
    }
    let full = |pair: &[Line<'_>]| {
        let word = pair[1].text.split_whitespace().next().map_or(0, |word| word.chars().count());
        len(&pair[0]) + 1 + word > width
    };
    let small = run[1..].iter().any(|line| begins_small(line.text));
    let cased = run.iter().any(|line| line.text.chars().any(char::is_lowercase));
    let ends = run.last().is_some_and(|line| is_closed(line.text));
    run.windows(2).all(full) && (small || !cased && ends && run.len() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraphs, with line ends shown as `/`.
    fn shown(text: &str) -> Vec<String> {
        layout(text).blocks.iter().map(|block| block.span.of(text).replace("\r\n", "/").replace('\n', "/")).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        let text = "حريق يقتل 30 شخصا\r\nالقاهرة - وكالات\r\n\r\nاندلع الحريق فجر الأحد.\r\n \u{A0}\r\nولم يعرف السبب\n";
        assert_eq!(shown(text), ["حريق يقتل 30 شخصا", "القاهرة - وكالات", "اندلع الحريق فجر الأحد.", "ولم يعرف السبب"]);
        assert_eq!(
            shown("Fire kills 30\nBy John Doe\nIt broke out on Sunday."),
            ["Fire kills 30", "By John Doe", "It broke out on Sunday."]
        );
    }

    #[test]
    fn a_link_that_was_pulled_out_goes_back() {
        let text = "وقال إن العديد من حوادث \nانهيار المباني\n مؤخرا وقعت في منطقة \"\nالميناء\n\"، آخر الشهر.\nوأضاف \n(\nفيديو\n)";
        let want = "وقال إن العديد من حوادث /انهيار المباني/ مؤخرا وقعت في منطقة \"/الميناء/\"، آخر الشهر.";
        assert_eq!(shown(text)[0], want);
        assert_eq!(shown("قتل 12 شخصا\n.\nوأصيب 5\n."), ["قتل 12 شخصا/.", "وأصيب 5/."]);
    }

    #[test]
    fn a_heading_is_no_link() {
        let text = "وقال الوزير ذلك \nأسباب الحريق\nواندلع الحريق فجر الأحد.";
        assert_eq!(shown(text).len(), 3);
        assert_eq!(shown("It ended.\nA short heading\n Then it began.").len(), 3);
    }

    #[test]
    fn wrapped_text_is_one_paragraph() {
        let text = "The fire broke out shortly after three in the morning in a crowded\nclub in the centre of the city, the mayor told reporters, and spread\nQuickly through the ceiling before anyone could reach the only exit\nof the building.\n\nThe mayor left.";
        assert_eq!(shown(text).len(), 2);
        let text = "اندلع الحريق فجر الأحد في ملهى ليلي مزدحم وسط المدينة وأصيب فيه\nالعشرات بجروح نقلوا على إثرها إلى المستشفيات القريبة من المكان\nكما أعلن المحافظ الذي قال أيضا إن التحقيق مستمر في أسباب الحريق\nالذي قتل 30 شخصا.";
        assert_eq!(shown(text).len(), 1);
    }

    #[test]
    fn lists_of_headings_are_not_wrapped() {
        let text = "Flood kills 12 in the north of the country on Sunday, say officials\nMinister resigns over the fire that killed 30 in a club last week, aide\nPrices rise 5 percent in a month, the highest in a decade, bank says";
        assert_eq!(shown(text).len(), 3);
        assert_eq!(shown("- one thing,\n- another").len(), 2);
        assert_eq!(shown("Phones\niPhone sales fall").len(), 2);
    }
}
