//! Whether a number is a change or the level that a change led to.

use super::Frame;
use super::anchor::{Layout, What};
use crate::language::{APPOSED, ConceptId, ConceptKind, Cue, TokenKind};
use crate::mention::{Mention, Reader};
use crate::value::{Change, Dimension, Unit, Value};

/// How far, in words and boundaries, the motion may stand that a value is a change by.
const NEAR: usize = 8;
/// How far where the word for *by* says that it is one.
const FAR: usize = 12;
/// How many tokens the amount takes at most that a second one repeats: `3.2 percent`, `$4 billion`.
const AMOUNT: usize = 4;
/// How far before an amount the thing may stand that it is the size of.
const BESIDE: usize = 2;
/// How far before an amount the verb may stand that says that it was lost.
const LOSES: usize = 4;
/// How far before a value the word for *to* may stand, or behind it the word for the direction that it came from.
const DESTINATION: usize = 6;

/// Whether the number is a change: the nearest motion is a rise or fall, and no word for *to* or *at* makes it a level.
pub fn change(layout: &Layout<'_>, mention: &Mention, frame: &Frame) -> Change {
    let motions = &frame.motions;
    let Value::Quantity(quantity) = &mention.value else { return Change::Level };
    let (from, to) = (mention.tokens.start, mention.tokens.end);
    // `the 20-year-old rose above two defenders`: an age is one.
    if frame.measure.iter().any(|concept| Some(*concept) == APPOSED) {
        return Change::Level;
    }
    let amount = matches!(quantity.unit.dimension(), Dimension::Ratio | Dimension::Money(_) | Dimension::Physical(_))
        // `a bus plunges and kills 23`: a count of those who were hit is none by itself.
        || quantity.unit == Unit::None && !frame.runs()
        // `the population rose 40,000 inhabitants`: what is measured moved by so many.
        || frame.measure.iter().any(|concept| concept.def().kind == ConceptKind::Measure);
    let start = mention_start(layout, mention);
    let by = layout.reader.cue_before(from, Cue::By)
        || layout.reader.cue_before(start, Cue::By)
        || (from..start).any(|at| layout.reader.cue(at, Cue::By).is_some());
    if is_end(layout, start) {
        return Change::Level;
    }
    let reader = &layout.reader;
    // `up 3 %`, `3 % higher`: the direction is told right beside the amount, but `shot down 30 of 40`; or a word for *amounts to*
    // stands between, as in `بزيادة بلغت 3%`.
    let amounts = |at: &usize| reader.cue(*at, Cue::By) == Some(1) || level_behind(reader, *at) == Some(from);
    let head = from.checked_sub(1).filter(amounts).unwrap_or(from);
    let before: Vec<(usize, ConceptId)> = layout
        .around(head.saturating_sub(1), head, 0)
        .iter()
        .filter_map(|anchor| match anchor.what {
            What::Concept(concept) if anchor.at + anchor.len == head => Some((anchor.len, concept)),
            _ => None,
        })
        .collect();
    let other_sense = before.iter().any(|(len, concept)| {
        let def = concept.def();
        // `made up 2 million of them`.
        let phrase = *len > 1 && (def.kind != ConceptKind::Motion || def.change == Change::Level);
        // `بارتفاع 5 أمتار`: the word for a rise tells a height, where the value can be one.
        let governs = !def.of.is_empty() && concept.governs(quantity.unit.dimension().name());
        phrase || def.kind == ConceptKind::Measure && governs
    });
    if amount && !other_sense && (!by || head < from) {
        // Where adjectives follow their noun, the words for *with a rise of* are of what comes next.
        let behind = |cue| {
            let told = !by && !reader.language.noun_before_adjective && reader.cue(to, cue).is_some();
            told && !is_left(layout, to)
        };
        if reader.cue_before(head, Cue::Up) || behind(Cue::Up) {
            return Change::Up;
        }
        if reader.cue_before(head, Cue::Down) || behind(Cue::Down) {
            return Change::Down;
        }
        let moves = |concept: &ConceptId| concept.def().kind == ConceptKind::Motion;
        if let Some((_, concept)) = before.iter().find(|(_, concept)| head < from && moves(concept)) {
            return concept.def().change;
        }
    }
    // `lost 22 billion of its reserves`: so much is gone.
    if matches!(quantity.unit.dimension(), Dimension::Money(_)) && tells_loss(layout, from, to) {
        return Change::Down;
    }
    // A hedge may hold the word for *to*: `ليصل إلى 65`.
    let told = reader.cue_before(start, Cue::To)
        || [Cue::To, Cue::From].iter().any(|cue| reader.cue_before(from, *cue))
        || is_left(layout, to);
    let level = is_destination(layout, from) || told && !by;
    // `fell below 74 dollars` tells where it fell to; `rose more than 5 %` how far.
    // `cut its 85 billion programme`: whose it is, not by how much it moved.
    let owned = !by && layout.reader.cue_before(from, Cue::Definite);
    let bound = !quantity.modifier.is_sharp() && quantity.unit.dimension() != Dimension::Ratio && !by;
    if level || bound || owned || !(amount || by) {
        return Change::Level;
    }
    let Some(motion) = motions.first().map(|concept| concept.def()) else { return Change::Level };
    let near = layout.concepts(from, to, FAR, &[ConceptKind::Motion]);
    // `an agreement on a loan worth 5 billion`: the amount is the size of what stands beside it.
    let sized = layout.concepts(from, to, BESIDE, &[ConceptKind::Thing]).iter().any(|(_, at, _)| *at < from);
    // The word for *by* belongs to the motion before it, whatever verb goes on behind: `a rise of 3 % to reach 9 billion`.
    if by
        && !sized
        && let Some((_, _, before)) = near.iter().find(|(cost, at, _)| *at < from && *cost <= FAR)
    {
        return before.def().change;
    }
    let nearest = near.into_iter().next();
    // `30 of the bombs dropped there`, `40 cm of snow fell`: what some of many or so much of a thing did is no change.
    let counts = reader.cue(to, Cue::Of).is_some() && quantity.unit.dimension() != Dimension::Ratio;
    if counts && nearest.is_some_and(|(_, at, _)| at >= to) {
        return Change::Level;
    }
    // `10 billion, with a rise of 9 %`: what stands behind a comma before another number belongs to that.
    let number = |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Number);
    if nearest.is_some_and(|(_, at, _)| at >= to && !layout.unbroken(at, from, to) && (at + 1..at + 4).any(number)) {
        return Change::Level;
    }
    // What is joined on behind goes on to another value: `46 درجة، وتنخفض إلى 30`.
    // `رياح سرعتها 90 كلم وأمطار زادت على 40 ملم`: so does what a joined noun does.
    let joined = |at: usize| reader.is_joined(at) || reader.cue_before(at, Cue::And);
    if nearest.is_some_and(|(_, at, _)| at >= to && (to..=at).any(joined)) {
        return Change::Level;
    }
    // `fell 3.2 percent, or 41 cents`: the same change told again.
    if let Some(told) = told_again(layout, from).filter(|_| amount) {
        return told;
    }
    let reach = nearest.filter(|(cost, ..)| *cost <= if by && !sized { FAR } else { NEAR });
    // `the fall limits its power to support the pound and sign a loan worth 5 billion`: other things happen in between.
    let between = reach.map_or(0, |(_, at, _)| {
        let happens = layout.concepts(from, to, FAR, &[ConceptKind::Event]);
        happens.iter().filter(|(_, event, _)| at < *event && *event < from).count()
    });
    if reach.is_some() && between < 2 { motion.change } else { Change::Level }
}

/// Whether an amount of money is what somebody lost *of* something, who may be told between the verb and the amount.
fn tells_loss(layout: &Layout<'_>, from: usize, to: usize) -> bool {
    let reader = &layout.reader;
    let loses = |at: usize| reader.cue(at, Cue::Loses).is_some() && layout.unbroken(at, from, to);
    // `of its reserves`, and not `of deposits`.
    let whose = |of: usize| {
        reader.language.noun_before_adjective || reader.cue(of, Cue::Definite).is_some() || reader.has_pronoun(of)
    };
    layout.holds.has(Cue::Loses)
        && reader.cue(to, Cue::Of).is_some_and(|len| whose(to + len))
        && (from.saturating_sub(LOSES)..from).any(loses)
}

/// `revised from a gain of 30,000 to a gain of 21,000`: whether a value is what a rise or fall comes to that a motion ends, or
/// begins, at.
fn is_end(layout: &Layout<'_>, from: usize) -> bool {
    let reader = &layout.reader;
    let Some(of) = from.checked_sub(1).filter(|of| reader.cue(*of, Cue::Of) == Some(1)) else { return false };
    let Some(gain) = of.checked_sub(1).filter(|gain| reader.concept(*gain, &[ConceptKind::Motion]).is_some()) else {
        return false;
    };
    let article = gain.checked_sub(1).filter(|at| reader.cue(*at, Cue::Per).is_some());
    let before = article.unwrap_or(gain);
    [Cue::To, Cue::From].iter().any(|cue| reader.cue_before(before, *cue))
}

/// How the amount changed that a word for *or* right before a value tells in another measure.
fn told_again(layout: &Layout<'_>, from: usize) -> Option<Change> {
    let reader = &layout.reader;
    let or = from.checked_sub(1).filter(|or| reader.cue(*or, Cue::Or) == Some(1))?;
    let end = or - usize::from(or > 0 && reader.is_mark(or - 1, ','));
    let number = |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Number);
    let first = (end.saturating_sub(AMOUNT)..end).rev().find(|at| number(*at))?;
    let first = first - usize::from(reader.money_before(first));
    let (cost, .., motion) = layout.concepts(first, end, NEAR, &[ConceptKind::Motion]).into_iter().next()?;
    (cost <= NEAR && !is_destination(layout, first)).then(|| motion.def().change)
}

/// Whether a value is where a motion ends, a few words behind the word for *to*: `fell to a record low of 3 %`.
fn is_destination(layout: &Layout<'_>, from: usize) -> bool {
    let reader = &layout.reader;
    let plain = |at: usize| reader.token(at).is_some_and(|token| token.kind == TokenKind::Word);
    (from.saturating_sub(DESTINATION)..from).rev().take_while(|at| plain(*at)).any(|at| {
        let motion =
            |before: usize| reader.concept(before, &[ConceptKind::Motion]).is_some_and(|(_, len)| before + len == at);
        reader.cue(at, Cue::To).is_some() && at.checked_sub(1).is_some_and(motion)
    })
}

/// Whether a value is where a motion told behind it began or went on from: `30 % is done, up from 10`.
fn is_left(layout: &Layout<'_>, to: usize) -> bool {
    let reader = &layout.reader;
    (to..reader.tokens.len().min(to + DESTINATION)).any(|at| {
        let len = reader.cue(at, Cue::Up).or_else(|| reader.cue(at, Cue::Down));
        len.and_then(|len| reader.cue(at + len, Cue::From)).is_some()
    })
}

/// The token at which the value itself begins, after its hedge.
fn mention_start(layout: &Layout<'_>, mention: &Mention) -> usize {
    mention
        .tokens
        .clone()
        .find(|at| layout.reader.token(*at).is_some_and(|token| token.span.start >= mention.span.start))
        .unwrap_or(mention.tokens.start)
}

/// The place behind the verb that tells a level, where one stands: *reaches*, *exceeds*.
pub fn level_behind(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let (concept, len) = reader.concept(at, &[ConceptKind::Motion])?;
    (concept.def().change == Change::Level).then_some(at + len)
}

#[cfg(test)]
mod tests {
    use crate::claim::extract;
    use crate::config::Config;
    use crate::document::Document;
    use crate::value::{Change, Value};

    fn changes(text: &str) -> Vec<&'static str> {
        let document = Document::from_text("a.txt", text, &Config::default()).unwrap();
        let quantities = extract(&document).into_iter().filter_map(|claim| match claim.value {
            Value::Quantity(quantity) => Some(quantity.change),
            _ => None,
        });
        quantities.map(Change::name).collect()
    }

    #[test]
    fn a_change_is_told_from_the_level_that_it_led_to() {
        for (text, want) in [
            ("Exports rose 4 percent to 9 billion euros.", &["up", "none"][..]),
            ("Exports rose by 4 percent to a record high of 9 billion euros.", &["up", "none"]),
            ("The rate fell to 4 percent from 6 percent.", &["none", "none"]),
            ("The stock was up 4 percent at noon, and gold was 2 percent lower.", &["up", "down"]),
            ("The stock was down around 4 percent.", &["down"]),
            ("The stock fell 4 percent, or 12 cents, to 3 dollars.", &["down", "down", "none"]),
            ("Output rose 9,000 tonnes or 2.5 percent.", &["up", "up"]),
            ("The dam is 40 percent full, or 9 billion litres.", &["none", "none"]),
            ("The dam is 40 percent full, up from 30 percent in May.", &["none", "none"]),
            ("The rebels shot down three drones.", &["none"]),
            ("سجل العجز ارتفاعا بنسبة 4% ليصل إلى 9 مليارات يورو.", &["up", "none"]),
            ("تبلغ الحرارة 46 درجة، وتنخفض إلى 30 درجة ليلا.", &["none", "none"]),
            ("The mill sold 40 percent of its wheat.", &["none"]),
            ("Nine centimetres of snow fell on the hills.", &["none"]),
            ("ارتفعت الصادرات بنسبة 4% إلى 9 مليارات يورو.", &["up", "none"]),
            ("تراجع المعدل من 6% قبل عام.", &["none"]),
            ("ارتفعت الصادرات بأكثر من 4%.", &["up"]),
            ("بلغ العجز 6 مليارات دينار بارتفاع 11% عن العام السابق.", &["none", "up"]),
            ("تبلغ الإيرادات 18 مليار دينار، بتراجع يبلغ 4% عن العام السابق.", &["none", "down"]),
            ("تبلغ الإيرادات 18 مليار دينار، بزيادة بلغت 4% عن العام السابق.", &["none", "up"]),
            ("بني برج بارتفاع 30 مترا.", &["none"]),
            ("بلغ العجز 6 مليارات دينار، بارتفاع نسبته 11% عن العام السابق.", &["none", "up"]),
            ("بني السد بارتفاع يبلغ 80 مترا.", &["none"]),
        ] {
            assert_eq!(changes(text), want, "{text}");
        }
    }
}
