//! The table with everything that a judgement rests on: both sentences, their difference, how each value is read and
//! what it is said of.

use std::io;

use anstyle::Style;

use super::diff::Differ;
use super::excerpt::Excerpt;
use super::group::{self, Pair};
use super::matched::matched;
use super::place;
use super::record;
use super::source;
use super::table::Page;
use super::text::Text;
use super::{Options, Report};
use crate::claim::{Claim, Modality, Polarity, Role, Status};
use crate::finding::words::entity;
use crate::finding::{Finding, rules};
use crate::value::phrase;

/// More findings like one are counted, unless everything is asked for.
const OTHERS: usize = 12;

/// Marks a value where there is no colour.
const MARKS: [&str; 2] = ["⟦", "⟧"];

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let blocks = group::blocks(report, options);
    let page = Page::new(report, options, blocks.iter());
    let mut differ = Differ::default();
    for block in &blocks {
        page.head(block, out)?;
        writeln!(out)?;
        for pair in &block.pairs {
            let shown = if options.all { usize::MAX } else { 1 };
            for finding in pair.all().take(shown) {
                detail(&page, finding, &mut differ, out)?;
            }
            if !options.all && !pair.more.is_empty() {
                more(&page, pair, out)?;
            }
        }
    }
    page.ending(out)
}

/// One finding, with its topic above it.
pub(super) fn write_finding(
    report: &Report,
    finding: &Finding,
    options: &Options,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let block = group::block(report, &[finding]);
    let page = Page::new(report, options, std::iter::once(&block));
    page.head(&block, out)?;
    writeln!(out)?;
    detail(&page, finding, &mut Differ::default(), out)
}

fn detail(page: &Page, finding: &Finding, differ: &mut Differ, out: &mut dyn io::Write) -> io::Result<()> {
    let id = Text::default().styled(&finding.id, Style::new().dimmed()).say("  ");
    page.hang(2, &id, &Text::default().quote(&finding.reason), out)?;
    page.hang(4, &label("rule"), &Text::default().say(&rule(finding)), out)?;
    if let Some(both_if) = &finding.both_if {
        page.hang(4, &label("both hold if"), &Text::default().quote(both_if), out)?;
    }
    let (a, b) = (&page.report.claims[finding.a], &page.report.claims[finding.b]);
    for claim in [a, b] {
        stated(page, claim, out)?;
    }
    words_in_common(page, a, b, out)?;
    page.hang(4, &label("diff"), &differ.text(a, b, page.look.color), out)?;
    writeln!(out)
}

fn label(label: &str) -> Text {
    Text::default().styled(label, Style::new().dimmed()).say("  ")
}

/// The rule that decided, as its page calls it: `MZ09 disjoint: no value fits both`.
pub(super) fn rule(finding: &Finding) -> String {
    let page = rules().iter().find(|rule| rule.code == finding.rule).map_or("", |rule| rule.page);
    page.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned()
}

/// The words of both that say that they speak of one thing.
fn words_in_common(page: &Page, a: &Claim, b: &Claim, out: &mut dyn io::Write) -> io::Result<()> {
    let mut text = Text::default();
    for (at, matched) in matched(a, b).into_iter().enumerate() {
        let [one, other] = matched.words.map(|words| if words.is_empty() { "(elsewhere)".to_owned() } else { words });
        text = if at > 0 { text.say("; ") } else { text };
        text = text.quote(&matched.what).say(": ").quote(&one).say(" / ").quote(&other);
    }
    if text.width() == 0 {
        return Ok(());
    }
    page.hang(4, &label("matched"), &text, out)
}

fn stated(page: &Page, claim: &Claim, out: &mut dyn io::Write) -> io::Result<()> {
    let place = Text::default().path(&place::cited(claim, &claim.document));
    let place = match (&claim.outlet, claim.published.map(source::published)) {
        (Some(outlet), Some(date)) => place.say("  ").quote(outlet).say(&format!(", {date}")),
        (Some(outlet), None) => place.say("  ").quote(outlet),
        (None, Some(date)) => place.say(&format!("  {date}")),
        (None, None) => place,
    };
    page.lines(4, &place, out)?;
    page.lines(6, &marked(claim, page.look.color), out)?;
    let value = phrase::value(&claim.value);
    let reading = phrase::reading(&claim.value).map(|reading| format!(": {reading}")).unwrap_or_default();
    page.lines(6, &Text::default().value(&format!("{value}{reading}"), Style::new()), out)?;
    page.lines(6, &Text::default().value(&frame(claim), Style::new()), out)
}

/// Which other findings say the same of other documents.
fn more(page: &Page, pair: &Pair, out: &mut dyn io::Write) -> io::Result<()> {
    page.lines(4, &Text::default().say(&others(pair)), out)?;
    writeln!(out)
}

/// The ids of the findings that say the same of other documents.
pub(super) fn others(pair: &Pair) -> String {
    let ids: Vec<&str> = pair.more.iter().take(OTHERS).map(|finding| finding.id.as_str()).collect();
    let rest = match pair.more.len().saturating_sub(OTHERS) {
        0 => String::new(),
        rest => format!(" and {rest} more"),
    };
    format!("The same between other documents: {}{rest}", ids.join(", "))
}

/// The sentence with its value marked, by style or, without colour, by brackets.
pub(super) fn marked(claim: &Claim, color: bool) -> Text {
    let Excerpt { before, value, after } = Excerpt::of(claim);
    let style = Style::new().bold().underline();
    let [open, close] = if color { ["", ""] } else { MARKS };
    let text = Text::default().open_quote().run(&before, Style::new());
    if value.is_empty() {
        return text;
    }
    text.run(&format!("{open}{value}{close}"), style).run(&after, Style::new())
}

/// What a value is said of: whatever is known and not the common case.
pub(super) fn frame(claim: &Claim) -> String {
    let frame = &claim.frame;
    let mut told: Vec<String> = Vec::new();
    let measure = record::measure(claim);
    if !measure.is_empty() {
        told.push(format!("measure: {}", measure.join(", ")));
    }
    let participants = frame.participants.iter().map(|participant| {
        let name = entity(&participant.entity);
        match participant.role {
            Role::Unknown => name,
            role => format!("{name} ({})", role.name()),
        }
    });
    let participants = participants.collect::<Vec<_>>().join(", ");
    if !participants.is_empty() {
        told.push(format!("participants: {participants}"));
    }
    told.extend(frame.part.as_ref().map(|part| format!("part: {}", part.name())));
    told.extend(source::own_period(claim).map(|period| format!("for {}", phrase::time(period))));
    told.extend((frame.polarity == Polarity::Negative).then(|| "negated".to_owned()));
    told.extend((frame.modality != Modality::Fact).then(|| frame.modality.name().to_owned()));
    told.extend(frame.attribution.as_ref().map(|who| format!("according to {who}")));
    told.extend(match frame.status {
        Status::Plain => None,
        Status::Early => Some("a first figure".to_owned()),
        Status::Revised => Some("a revised figure".to_owned()),
        Status::Former => Some("an earlier figure".to_owned()),
    });
    told.extend(frame.background.then(|| "told as background".to_owned()));
    told.extend(claim.note.as_ref().map(|note| format!("note: {note}")));
    told.join("; ")
}
