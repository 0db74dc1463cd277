//! The table that a person reads: a block for each topic and verdict, a line for each value, the reason under them.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::{io, iter};

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

use super::diff::Differ;
use super::group::{self, Block, Pair, Stated};
use super::reasons::{self, Reasons};
use super::source::{self, Names};
use super::text::{self, Look, Text, width};
use super::timeline::{Story, Timeline};
use super::{Options, Parts, Report};
use crate::finding::{Finding, Verdict};

/// Under so many columns, records are stacked.
const STACKED: usize = 70;

/// The space before a block.
pub(super) const INDENT: usize = 2;

/// The column of verdicts: the longest verdict and the space beside it.
pub(super) const GUTTER: usize = 17;

/// The space between two columns.
pub(super) const GAP: usize = 2;

/// More reasons than this in one block are counted, unless everything is asked for.
const REASONS: usize = 5;

/// The column of values takes at most this share of the rest.
const VALUES: (usize, usize) = (2, 5);

/// Stands for a cell that `comfy-table` does not see, and is taken out of its output. No text holds it.
const UNSEEN: char = '\u{FDD0}';

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let told = told(report, options);
    let page = Page::new(report, options, told.iter().filter_map(Told::block));
    for told in &told {
        page.tell(told, out)?;
    }
    page.ending(out)
}

/// The same, of a report whose findings come in parts. Blocks are gone through twice, first for the width of the column of
/// values.
pub(super) fn write_parts(parts: &dyn Parts, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page::new(parts.whole(), options, iter::empty());
    for part in (0..parts.len()).filter(|part| !parts.is_story(*part)) {
        page.values = page.values.max(Page::widest(group::blocks(&parts.blocks(part)?, options).iter(), options));
    }
    for part in 0..parts.len() {
        if parts.is_story(part) {
            page.tell(&Told::Story(Box::new(parts.story(part)?)), out)?;
        } else {
            let part = parts.blocks(part)?;
            let page = page.with(&part);
            group::blocks(&part, options).into_iter().try_for_each(|block| page.tell(&Told::Block(block), out))?;
        }
    }
    page.ending(out)
}

/// What is told in one piece.
enum Told<'a> {
    Block(Block<'a>),
    /// All of a topic of many documents.
    Story(Box<Story<'a>>),
}

impl<'a> Told<'a> {
    const fn block(&self) -> Option<&Block<'a>> {
        match self {
            Self::Block(block) => Some(block),
            Self::Story(_) => None,
        }
    }
}

/// All that is told of a report, in order.
fn told<'a>(report: &'a Report, options: &Options) -> Vec<Told<'a>> {
    let topics = group::gathered(&report.findings, |finding| finding.topic).into_iter();
    let mut stories: BTreeMap<usize, Story> =
        topics.filter_map(|findings| Some((findings[0].topic, Story::of(report, &findings, options)?))).collect();
    let shown = report.findings.iter().filter(|finding| options.shows(finding.verdict));
    let pieces = group::gathered(shown, |finding| {
        let block = (finding.rule, finding.verdict, finding.heading);
        (finding.topic, (!stories.contains_key(&finding.topic)).then_some(block))
    });
    let piece = |findings: Vec<&'a Finding>| match stories.remove(&findings[0].topic) {
        Some(story) => Told::Story(Box::new(story)),
        None => Told::Block(group::block(report, &findings)),
    };
    pieces.into_iter().map(piece).collect()
}

/// What the layout of a report needs to know.
pub(super) struct Page<'a> {
    pub report: &'a Report,
    pub options: &'a Options,
    pub names: Rc<Names<'a>>,
    pub look: Look,
    /// The width of the column of values.
    values: usize,
}

impl<'a> Page<'a> {
    pub fn new<'b>(report: &'a Report, options: &'a Options, blocks: impl Iterator<Item = &'b Block<'b>>) -> Self {
        let look = Look { color: options.color, isolate: options.isolate };
        Self { report, options, names: Rc::new(Names::new(report)), look, values: Self::widest(blocks, options) }
    }

    /// The width of the column of values of some blocks.
    fn widest<'b>(blocks: impl Iterator<Item = &'b Block<'b>>, options: &Options) -> usize {
        let (share, of) = VALUES;
        let widest = blocks.flat_map(|block| &block.values).map(|stated| width(&stated.label)).max();
        let most = options.width.saturating_sub(GUTTER) * share / of;
        widest.unwrap_or(0).min(most)
    }

    /// The same page for a part of its report.
    fn with<'b>(&self, report: &'b Report) -> Page<'b>
    where
        'a: 'b,
    {
        let Self { options, ref names, look, values, .. } = *self;
        Page { report, options, names: Rc::clone(names) as Rc<Names<'b>>, look, values }
    }

    /// A block with its reasons, or a topic of many documents as a timeline.
    fn tell(&self, told: &Told, out: &mut dyn io::Write) -> io::Result<()> {
        match told {
            Told::Block(block) => {
                self.head(block, out)?;
                self.reasons(&Reasons::of(block, self.options)?, out)?;
                if self.options.diff {
                    let mut differ = Differ::default();
                    block.pairs.iter().try_for_each(|pair| self.diff(pair, &mut differ, out))?;
                }
            }
            Told::Story(story) => Timeline::new(story).write(self, out)?,
        }
        writeln!(out)
    }

    /// Whether the page is too narrow for columns.
    pub fn is_stacked(&self) -> bool {
        self.options.width < STACKED
    }

    /// Where the lines of a block begin.
    pub fn margin(&self) -> usize {
        if self.is_stacked() { INDENT } else { GUTTER }
    }

    /// The cells that are left beside the margin.
    fn body(&self) -> usize {
        self.options.width.saturating_sub(self.margin())
    }

    /// Lines under one another, so many cells in.
    pub fn lines(&self, indent: usize, text: &Text, out: &mut dyn io::Write) -> io::Result<()> {
        self.hang(indent, &Text::default(), text, out)
    }

    /// Lines under one another, so many cells in, beside a word that stands before the first of them.
    pub fn hang(&self, indent: usize, first: &Text, text: &Text, out: &mut dyn io::Write) -> io::Result<()> {
        let hanging = indent + first.width();
        let lines = text.lines(self.options.width.saturating_sub(hanging), self.look);
        for (at, line) in lines.iter().enumerate() {
            match at {
                0 => writeln!(out, "{:indent$}{}{line}", "", first.line(self.look))?,
                _ => writeln!(out, "{:hanging$}{line}", "")?,
            }
        }
        Ok(())
    }

    /// Verdict, topic, and each value with its sources.
    pub fn head(&self, block: &Block, out: &mut dyn io::Write) -> io::Result<()> {
        let mut title = Text::default().open_quote().run(&block.topic.title, Style::new().bold());
        if let Some(heading) = block.heading {
            title = title.say(" — ").say(heading);
        }
        let verdict = Text::default().styled(block.verdict.name(), style(block.verdict));
        let value = |stated: &Stated| Text::default().value(&stated.label, Style::new());
        let sources = |stated: &Stated, width| {
            let sources = source::sources(self.report, &self.names, &stated.claims, self.options.all);
            source::flow(sources, width, self.look)
        };
        if self.is_stacked() {
            self.lines(0, &verdict, out)?;
            self.lines(0, &title, out)?;
            for stated in &block.values {
                self.lines(INDENT, &value(stated), out)?;
                for line in sources(stated, self.options.width.saturating_sub(2 * INDENT)) {
                    writeln!(out, "{:1$}{line}", "", 2 * INDENT)?;
                }
            }
            return Ok(());
        }
        let gap = " ".repeat(GUTTER - INDENT - block.verdict.name().len());
        self.hang(INDENT, &verdict.say(&gap), &title, out)?;
        let rest = self.body().saturating_sub(self.values + GAP);
        let rows: Vec<Vec<Vec<String>>> = block
            .values
            .iter()
            .map(|stated| vec![value(stated).lines(self.values, self.look), sources(stated, rest)])
            .collect();
        for line in columns(&rows, &[self.values]) {
            writeln!(out, "{:GUTTER$}{line}", "")?;
        }
        Ok(())
    }

    /// Each reason, with the finding's id at the right.
    pub fn reasons(&self, reasons: &Reasons, out: &mut dyn io::Write) -> io::Result<()> {
        let all = self.options.all;
        let (told, left) =
            reasons.list.split_at(if all { reasons.list.len() } else { reasons.list.len().min(REASONS) });
        let prefix = "why: ";
        let (hanging, width) = (self.margin() + prefix.len(), self.body().saturating_sub(prefix.len()));
        for reason in told {
            let id = Text::default().styled(&reason.named(all), Style::new().dimmed());
            let text = Text::default().quote(&reason.text);
            let last = text.lines(width, Look::default()).last().map_or(0, |line| text::width(line));
            let mut lines = text.lines(width, self.look);
            let room = width.saturating_sub(last + id.width());
            match lines.last_mut() {
                Some(line) if room >= GAP => line.extend([&*" ".repeat(room), &*id.line(self.look)]),
                _ => lines.push(format!("{:1$}{2}", "", width.saturating_sub(id.width()), id.line(self.look))),
            }
            for (at, line) in lines.iter().enumerate() {
                match at {
                    0 => writeln!(out, "{:1$}{prefix}{line}", "", self.margin())?,
                    _ => writeln!(out, "{:hanging$}{line}", "")?,
                }
            }
            if let Some(others) = reason.others().filter(|_| all) {
                self.lines(hanging, &Text::default().say("also ").join(others), out)?;
            }
        }
        if !left.is_empty() {
            let more = match left.len() {
                1 => "and for one more reason: ".to_owned(),
                more => format!("and for {more} more reasons: "),
            };
            let others =
                reasons::ids(left.iter().filter_map(|reason| reason.ids.first()), left.len(), "--all shows them");
            self.lines(hanging, &Text::default().say(&more).join(others), out)?;
        }
        Ok(())
    }

    /// The word diff of a pair of sentences.
    fn diff(&self, pair: &Pair, differ: &mut Differ, out: &mut dyn io::Write) -> io::Result<()> {
        let (a, b) = (&self.report.claims[pair.finding.a], &self.report.claims[pair.finding.b]);
        let [from, to] = [a, b].map(|claim| self.names.short(&claim.document));
        let first = Text::default().say("diff ").path(from).say(" → ").path(to).say(": ");
        self.hang(self.margin(), &first, &differ.text(a, b, self.look.color), out)
    }

    /// What is alike but not comparable, whether nothing is flagged, and what was read and compared.
    pub fn ending(&self, out: &mut dyn io::Write) -> io::Result<()> {
        if !self.options.all {
            for alike in group::alike(self.report) {
                let mut text = Text::default().say("Alike but not comparable: ").quote(&alike.topic.title).say(" ");
                for (at, value) in alike.values.iter().enumerate() {
                    text = if at > 0 { text.say(" · ") } else { text }.value(value, Style::new());
                }
                self.lines(INDENT, &text.say(": periods differ"), out)?;
            }
        }
        if let Some(silence) = self.report.silence() {
            self.lines(INDENT, &Text::default().say(&silence), out)?;
        }
        self.lines(INDENT, &Text::default().say(&self.report.summary.to_string()), out)
    }
}

/// Lines of columns side by side, two cells apart. Each cell is given as its lines, already wrapped; `widths` are the
/// least widths of the columns.
///
/// `comfy-table` takes a lam-alef for one cell where terminals draw two, so what it does not see is added for it to
/// count and taken out again.
pub(super) fn columns(rows: &[Vec<Vec<String>>], widths: &[usize]) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    for row in rows {
        let cell = |lines: &Vec<String>| lines.iter().map(|line| seen(line)).collect::<Vec<_>>().join("\n");
        table.add_row(row.iter().map(cell));
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        let lines = rows.iter().filter_map(|row| row.get(at)).flatten();
        let least = widths.get(at).copied().unwrap_or(0);
        let widest = lines.map(|line| width(line)).max().unwrap_or(0).max(least);
        let cells = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX);
        column.set_padding((0, cells(GAP)));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(cells(widest + GAP))));
    }
    table.lines().map(|line| line.trim_end().replace(UNSEEN, "")).collect()
}

/// A line with as many cells as terminals draw for it.
fn seen(line: &str) -> String {
    let unseen = width(line).saturating_sub(UnicodeWidthStr::width(line));
    let mut line = line.to_owned();
    line.extend(iter::repeat_n(UNSEEN, unseen));
    line
}

/// How a verdict stands out.
pub(super) const fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Contradiction => AnsiColor::Red.on_default().bold(),
        Verdict::Tension => AnsiColor::Yellow.on_default().bold(),
        Verdict::Update => AnsiColor::Blue.on_default(),
        Verdict::Agreement | Verdict::Compatible => AnsiColor::Green.on_default(),
        Verdict::Incomparable => Style::new().dimmed(),
    }
}
