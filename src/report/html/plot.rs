//! A small plot of a topic's values: when each was published, by whom, and how far its words reach.
//!
//! Places are whole units of the drawing, worked out from exact decimals.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Page, words};
use crate::claim::Claim;
use crate::report::group::{self, Found};
use crate::report::source;
use crate::report::text::{clean, width};
use crate::value::{Dimension, Interval, Kind, Modifier, Value, phrase};

/// The drawing, and the frame that the points stand in.
const WIDTH: i32 = 480;
const HEIGHT: i32 = 190;
const LEFT: i32 = 128;
const RIGHT: i32 = WIDTH - 20;
const TOP: i32 = 16;
const BOTTOM: i32 = HEIGHT - 34;

/// The distance between two sources of one day.
const BESIDE: i32 = 9;

/// The least distance between two labels of an axis.
const LINE: i32 = 15;

/// A label is cut after so many cells, which is what fits beside the frame.
const LABEL: usize = 18;

/// Sources with a mark of their own; the rest share one.
const MARKS: usize = 6;

/// A value at its place.
struct Point<'a> {
    at: usize,
    claim: &'a Claim,
    size: Decimal,
    reach: Option<Interval>,
    day: Option<Date>,
}

pub(super) fn plot(page: &Page, found: &Found) -> Markup {
    let points = points(page, found);
    let values: BTreeSet<Decimal> = points.iter().map(|point| point.size).collect();
    // One value is no plot.
    if values.len() < 2 {
        return Markup::default();
    }
    let series = series(&points);
    let scales = Scales::new(&points);
    let mut drawn = BTreeSet::new();
    html! {
        figure.plot {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label="Values by date of publication and source" {
                path.axis d={ "M" (LEFT) " " (TOP) "V" (BOTTOM) "H" (RIGHT) } {}
                @for (y, label) in scales.values(&points) {
                    path.grid d={ "M" (LEFT) " " (y) "H" (RIGHT) } {}
                    text.tick x=(LEFT - 8) y=(y + 4) text-anchor="end" direction="ltr" { (label) }
                }
                @for (x, label) in scales.days() {
                    text.tick x=(x) y=(BOTTOM + 20) text-anchor="middle" { (label) }
                }
                @for point in &points {
                    @let mark = series.get(&name(point.claim)).copied().unwrap_or(MARKS);
                    @let (x, y) = (scales.x(point.day) + aside(mark, series.len()), scales.y(point.size));
                    @if drawn.insert((x, y, mark)) {
                        @if let Some((high, low)) = scales.reach(point.reach) {
                            path.reach.{ "s" (mark) } d={ "M" (x) " " (high) "V" (low) } {}
                        }
                        a href={ "#" (target(page, point)) } {
                            path.point.{ "s" (mark) } d=(shape(mark, x, y)) {
                                title { (clean(&told(point))) }
                            }
                        }
                    }
                }
            }
            figcaption {
                ul.legend {
                    @for (name, mark) in legend(&series) {
                        li {
                            svg.key viewBox="0 0 14 14" aria-hidden="true" { path.point.{ "s" (mark) } d=(shape(mark, 7, 7)) {} }
                            @if mark < MARKS { (words(page.names.short(name))) } @else { "others" }
                        }
                    }
                }
            }
        }
    }
}

/// The values of the table beside it that are of one kind and dimension, that of the first of them.
fn points<'a>(page: &Page<'a>, found: &Found) -> Vec<Point<'a>> {
    let claims = &page.report.claims;
    let stated = || found.values.iter().flat_map(|stated| &stated.claims);
    let kind = stated().next().map(|at| kind(&claims[*at].value));
    let alike = stated().filter(|at| Some(self::kind(&claims[**at].value)) == kind);
    let point = |at: &usize| {
        let claim = &claims[*at];
        let day = claim.published.map(|published| published.day);
        Some(Point { at: *at, claim, size: group::size(&claim.value)?, reach: reach(&claim.value), day })
    };
    alike.filter_map(point).collect()
}

fn kind(value: &Value) -> (Kind, Option<Dimension>) {
    let dimension = match value {
        Value::Quantity(quantity) => Some(quantity.unit.dimension()),
        Value::Time(_) | Value::Rank(_) | Value::Ordinal(_) | Value::Score(_) => None,
    };
    (value.kind(), dimension)
}

/// What a reader takes a hedged value to mean.
fn reach(value: &Value) -> Option<Interval> {
    match value {
        Value::Quantity(quantity) if quantity.modifier != Modifier::Exact || quantity.upto.is_some() => {
            quantity.implied()
        }
        _ => None,
    }
}

/// Who states a value: the outlet, else the document.
fn name(claim: &Claim) -> &str {
    claim.outlet.as_deref().unwrap_or(&claim.document)
}

/// The mark of each source: those that state the most values get one of their own.
fn series<'a>(points: &[Point<'a>]) -> BTreeMap<&'a str, usize> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for point in points {
        *count.entry(name(point.claim)).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = count.into_iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names.into_iter().enumerate().map(|(at, (name, _))| (name, at.min(MARKS))).collect()
}

/// The marks in their order, each with the first source that has it.
fn legend<'a>(series: &BTreeMap<&'a str, usize>) -> Vec<(&'a str, usize)> {
    let mut legend: Vec<(&str, usize)> = series.iter().map(|(name, mark)| (*name, *mark)).collect();
    legend.sort_by_key(|(_, mark)| *mark);
    legend.dedup_by_key(|(_, mark)| *mark);
    legend
}

/// Where the point leads: to the finding that judges it, else to its sentence.
fn target<'a>(page: &Page<'a>, point: &Point<'a>) -> &'a str {
    page.cards.of.get(&point.at).map_or(point.claim.id.as_str(), |(_, card)| card)
}

fn told(point: &Point) -> String {
    let published = point.claim.published.map(source::published);
    let told: Vec<&str> = [name(point.claim)].into_iter().chain(published.as_deref()).collect();
    format!("{}: {}", phrase::value(&point.claim.value), told.join(", "))
}

/// Sources of one day stand beside one another.
fn aside(mark: usize, sources: usize) -> i32 {
    let place = |mark: usize| i32::try_from(mark).unwrap_or_default() * BESIDE;
    place(mark.min(MARKS)) - place(sources.min(MARKS + 1) - 1) / 2
}

/// A disc, a square, a triangle or a diamond: sources differ by more than colour.
fn shape(mark: usize, x: i32, y: i32) -> String {
    match mark % 4 {
        0 => format!("M{} {y}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", x - 5),
        1 => format!("M{} {}h9v9h-9z", x - 4, y - 4),
        2 => format!("M{x} {}l6 10h-12z", y - 6),
        _ => format!("M{x} {}l6 6l-6 6l-6 -6z", y - 6),
    }
}

/// From values and days to places of the drawing.
struct Scales {
    low: Decimal,
    high: Decimal,
    first: Option<Date>,
    last: Option<Date>,
    undated: bool,
    /// The first of an order stands at the top.
    falling: bool,
}

impl Scales {
    fn new(points: &[Point]) -> Self {
        let reach = points.iter().filter_map(|point| point.reach).flat_map(|reach| [reach.low, reach.high]);
        let sizes =
            || points.iter().map(|point| point.size).chain(reach.clone().filter_map(crate::value::Limit::value));
        let days = || points.iter().filter_map(|point| point.day);
        Self {
            low: sizes().min().unwrap_or_default(),
            high: sizes().max().unwrap_or_default(),
            first: days().min(),
            last: days().max(),
            undated: points.iter().any(|point| point.day.is_none()),
            falling: points.iter().any(|point| matches!(point.claim.value, Value::Rank(_))),
        }
    }

    fn y(&self, size: Decimal) -> i32 {
        let (length, up) = (BOTTOM - TOP - 16, part(size, self.low, self.high, BOTTOM - TOP - 16));
        BOTTOM - 8 - if self.falling { length - up } else { up }
    }

    /// Where dated values begin; those without a date stand before them.
    fn start(&self) -> i32 {
        if self.undated { LEFT + 90 } else { LEFT + 40 }
    }

    fn x(&self, day: Option<Date>) -> i32 {
        let Some(day) = day else { return LEFT + 34 };
        match (self.first, self.last) {
            (Some(first), Some(last)) if first < last => {
                let place = |day| Decimal::from(group::day_number(day));
                self.start() + part(place(day), place(first), place(last), RIGHT - 40 - self.start())
            }
            _ => i32::midpoint(self.start(), RIGHT),
        }
    }

    /// How far a value reaches, from the top down; to the end of the frame where it has no limit.
    fn reach(&self, reach: Option<Interval>) -> Option<(i32, i32)> {
        let reach = reach?;
        let place = |limit: crate::value::Limit| limit.value().map(|size| self.y(size));
        Some((place(reach.high).unwrap_or(TOP), place(reach.low).unwrap_or(BOTTOM)))
    }

    /// Values to write beside the axis: from the top, as many as have room.
    fn values(&self, points: &[Point]) -> Vec<(i32, String)> {
        let labels: BTreeMap<i32, String> =
            points.iter().map(|point| (self.y(point.size), short(&phrase::value(&point.claim.value)))).collect();
        let lowest = labels.keys().next_back().copied();
        let mut kept: Vec<(i32, String)> = Vec::new();
        for (y, label) in labels {
            let clear = |other: i32| (y - other).abs() >= LINE;
            let near_lowest = lowest.is_some_and(|lowest| y != lowest && !clear(lowest));
            if kept.last().is_none_or(|(last, _)| clear(*last)) && !near_lowest {
                kept.push((y, label));
            }
        }
        kept
    }

    /// The first and the last day, and where undated values stand.
    fn days(&self) -> Vec<(i32, String)> {
        let mut ends: Vec<Date> = self.first.into_iter().chain(self.last).collect();
        ends.dedup();
        let label = |day: Date| (self.x(Some(day)), phrase::days(day, day, phrase::Names::Short));
        let undated = self.undated.then(|| (self.x(None), "undated".to_owned()));
        undated.into_iter().chain(ends.into_iter().map(label)).collect()
    }
}

/// How far a value lies between two others, in parts of a length; halfway where that cannot be told.
fn part(value: Decimal, low: Decimal, high: Decimal, length: i32) -> i32 {
    let share =
        || value.checked_sub(low)?.checked_div(high.checked_sub(low)?)?.checked_mul(length.into())?.round().to_i32();
    share().unwrap_or(length / 2).clamp(0, length)
}

/// A label that fits beside the frame.
fn short(label: &str) -> String {
    let label = clean(label).replace('\u{A0}', " ");
    if width(&label) <= LABEL {
        return label;
    }
    let mut kept = String::new();
    for letter in label.chars() {
        if width(&kept) >= LABEL - 1 {
            break;
        }
        kept.push(letter);
    }
    kept.push('…');
    kept
}
