//! Quantities: a number with its unit or counted noun, its hedges on either side, and ranges.

use rust_decimal::Decimal;

use super::number::NumberReading;
use super::reader::Reader;
use super::Mention;
use crate::document::SetAside;
use crate::language::{ConceptKind, Cue, Sense, Side, TokenKind, UnitForm};
use crate::value::{Change, Dimension, Modifier, Number, Ordinal, Quantity, Unit, UnitDef, Value};

/// How many words may stand between a hedge and its number: `more than a total of 30`.
const HEDGE_REACH: usize = 2;

/// A unit or counted noun as read.
#[derive(Clone, Debug)]
struct UnitReading {
    unit: Unit,
    end: usize,
}

impl Reader<'_> {
    /// The quantity that begins at a token: a number, a currency sign before one, or a unit that is a number by
    /// itself (`أسبوعين`, `a year and a half`).
    pub fn quantity(&self, at: usize) -> Option<Mention> {
        self.range(at).or_else(|| self.counted(at)).or_else(|| self.unit_alone(at))
    }

    /// A number with its unit.
    fn counted(&self, at: usize) -> Option<Mention> {
        let (sign, from) = match self.sign_before(at) {
            Some((unit, from)) => (Some(unit), from),
            None => (None, at),
        };
        let (from, opened) = if sign.is_none() && self.is_mark(from, '(') && !self.is_glued(from) { (from + 1, true) } else { (from, false) };
        let reading = self.number(from)?;
        // `(111) candidates`: the brackets are only ornament where a noun follows.
        let close = usize::from(opened && self.is_mark(reading.end, ')'));
        if opened && close == 0 {
            return None;
        }
        let unit = match sign {
            Some(unit) => UnitReading { end: self.repeated_unit(reading.end, unit), unit: Unit::Known(unit) },
            None => self.unit_after(reading.end + close, &reading).unwrap_or(UnitReading { unit: Unit::None, end: reading.end }),
        };
        if opened && unit.unit == Unit::None {
            return None;
        }
        self.build(at, reading, None, unit, if opened { "bracketed number" } else { "number" })
    }

    /// A currency sign or code before the number: `$`, `USD`.
    fn sign_before(&self, at: usize) -> Option<(&'static UnitDef, usize)> {
        let (unit, len) = self.find(at, |sense| match sense.unit() {
            Some((unit, UnitForm::Before)) => Some(unit),
            _ => None,
        })?;
        (self.token(at + len)?.kind == TokenKind::Number).then_some((unit, at + len))
    }

    /// `US$ 5 million dollars`: the unit again after the number.
    fn repeated_unit(&self, at: usize, unit: &UnitDef) -> usize {
        match self.known_unit(at) {
            Some((again, end)) if again.dimension == unit.dimension => end,
            _ => at,
        }
    }

    /// A unit of the table that begins here, with its end.
    fn known_unit(&self, at: usize) -> Option<(&'static UnitDef, usize)> {
        let (unit, len) = self.find(at, |sense| match sense.unit() {
            Some((unit, UnitForm::One | UnitForm::Many | UnitForm::Symbol | UnitForm::Two)) => Some(unit),
            _ => None,
        })?;
        Some((unit, at + len))
    }

    /// The unit or counted noun after a number.
    fn unit_after(&self, at: usize, reading: &NumberReading) -> Option<UnitReading> {
        let mut from = at;
        // `85-billion-a-month`, `four-storey`, `10-year`.
        if self.is_dash(from) && self.is_glued(from) && self.is_glued(from + 1) {
            from += 1;
        }
        // `dozens of`, `آلاف من`.
        if reading.vague.is_some() {
            from += self.cue(from, Cue::Of).unwrap_or(0);
        }
        if let Some((unit, end)) = self.known_unit(from) {
            return Some(UnitReading { unit: Unit::Known(unit), end });
        }
        self.noun(from).map(|(lemma, end)| UnitReading { unit: Unit::Counted(lemma), end })
    }

    /// The counted noun that begins here: one that the data lists, or the word that stands where one would.
    fn noun(&self, at: usize) -> Option<(String, usize)> {
        let token = self.token(at)?;
        if token.kind != TokenKind::Word || self.stands_apart(at) {
            return None;
        }
        let adjectives_first = token.word.language.is_some_and(|language| !language.noun_before_adjective);
        let listed = |at: usize| {
            self.find(at, |sense| match sense {
                Sense::Noun(lemma) => Some(lemma.to_owned()),
                _ => None,
            })
            .map(|(lemma, len)| (lemma, at + len))
        };
        if let Some(found) = listed(at) {
            return Some(found);
        }
        let person = |at: usize| self.concept(at, &[ConceptKind::Person]).map(|(_, len)| at + len);
        if !adjectives_first {
            // The noun stands right after the number; a word with another use there is no noun.
            let plain = self.concept(at, &[ConceptKind::Event, ConceptKind::Motion]).is_none() && !self.is_grammar(at);
            return plain.then(|| (token.word.folded.clone(), at + 1));
        }
        // Adjectives stand between: take the first noun of the next words, else the last plain word of the run.
        let mut last = None;
        for next in at..at + 4 {
            let Some(token) = self.token(next) else { break };
            if token.kind != TokenKind::Word || (next > at && self.stands_apart(next)) {
                break;
            }
            if let Some(found) = listed(next) {
                return Some(found);
            }
            if let Some(end) = person(next) {
                return Some((self.lemma(end - 1), end));
            }
            let singular = self.lemma(next);
            if singular != token.word.folded {
                return Some((singular, next + 1));
            }
            if self.concept(next, &[ConceptKind::Event, ConceptKind::Motion]).is_some() {
                break;
            }
            last.get_or_insert((singular, next + 1));
        }
        // A word that is no plural is counted only after one, or where a hyphen ties it on.
        let tied = at > 0 && self.is_dash(at - 1);
        last.filter(|_| tied)
    }

    fn lemma(&self, at: usize) -> String {
        self.token(at).map_or_else(String::new, |token| {
            let folded = &token.word.folded;
            token.word.language.map_or_else(|| folded.clone(), |language| language.singular(folded))
        })
    }

    /// Whether a word cannot be part of a counted noun: it belongs to the grammar, or a number begins here.
    fn stands_apart(&self, at: usize) -> bool {
        self.is_grammar(at) || self.number(at).is_some()
    }

    fn is_grammar(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        let prefixed = token.word.forms.iter().all(|form| !form.prefix.is_empty());
        self.is_stop(at)
            || token.has(|sense| {
                matches!(
                    sense,
                    Sense::Cue(cue) if !matches!(cue, Cue::Times | Cue::Label | Cue::Level | Cue::Revised | Cue::Threshold | Cue::Superlative)
                ) || matches!(sense, Sense::Month { .. } | Sense::Weekday(_) | Sense::Modifier { .. } | Sense::Relative { .. } | Sense::Shift(_))
            })
            || (prefixed && !token.word.forms.is_empty() && self.is_joined(at))
    }

    /// A unit that is a number by itself: a dual, or a singular after `a` or where a length of time is called for.
    fn unit_alone(&self, at: usize) -> Option<Mention> {
        let pair = self.find(at, |sense| if let Sense::Pair(lemma) = sense { Some(lemma) } else { None });
        // `the two countries` points back; it counts nothing.
        if let Some((lemma, len)) = pair.filter(|_| !self.is_definite(at)) {
            let two = NumberReading { number: Some(Number::from(2)), vague: None, end: at, digits: false, ordinal: false };
            return self.build(at, two, None, UnitReading { unit: Unit::Counted(lemma.to_owned()), end: at + len }, "dual");
        }
        let article = self.cue(at, Cue::Per).filter(|_| self.token(at).is_some_and(|token| token.kind == TokenKind::Word)).unwrap_or(0);
        let ((unit, form), found) = self.find_form(at + article, |sense| sense.unit())?;
        let end = at + article + found.len;
        let half = self.and_fraction(end);
        let one = Number::from(1);
        let (value, end, loose) = match (form, half) {
            (UnitForm::Two, half) => {
                let extra = half.map_or(Decimal::ZERO, |(number, _)| number.value);
                (Number::written(Decimal::TWO + extra), half.map_or(end, |(_, end)| end), half.map(|_| Decimal::ONE))
            }
            (UnitForm::One, Some((extra, end))) => (Number { value: one.value + extra.value, step: extra.step }, end, Some(Decimal::ONE)),
            (UnitForm::One, None) if unit.dimension == Dimension::Duration && self.licenses_one(at, article, end) => (one, end, None),
            _ => return None,
        };
        let reading = NumberReading { number: Some(value), vague: None, end: at + article, digits: false, ordinal: false };
        let mut mention = self.build(at, reading, None, UnitReading { unit: Unit::Known(unit), end }, "unit alone")?;
        if let Value::Quantity(quantity) = &mut mention.value {
            quantity.loose = loose;
        }
        Some(mention)
    }

    /// Whether a singular unit of time stands for one of it: `for a year`, `لمدة عام`.
    fn licenses_one(&self, at: usize, article: usize, end: usize) -> bool {
        let follows = self.cue_before(at, Cue::During) || self.cue_before(at, Cue::After);
        let definite = self.is_definite(at) || self.number(end).is_some();
        let shifted = self.find(end, |sense| matches!(sense, Sense::Shift(_)).then_some(())).is_some();
        let per = at > 0 && self.number_ends(at);
        if article > 0 { !per && !shifted && follows } else { self.language.noun_before_adjective && follows && !definite && !shifted }
    }

    fn number_ends(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|token| {
            token.kind == TokenKind::Number || token.has(|sense| matches!(sense, Sense::Cardinal { .. } | Sense::Unit { .. }))
        })
    }

    /// `and a half`, `ونصف`, `ونصف العام`, joined to what stands before.
    fn and_fraction(&self, at: usize) -> Option<(Number, usize)> {
        let mark = self.cue(at, Cue::And).filter(|_| !self.is_joined(at));
        if mark.is_none() && !self.is_joined(at) {
            return None;
        }
        let (number, end) = self.fraction_word(at + mark.unwrap_or(0))?;
        // The unit may be said again: a year and half a year.
        let again = self.known_unit(end).filter(|(unit, _)| unit.dimension == Dimension::Duration).map_or(end, |(_, end)| end);
        Some((number, again))
    }

    /// Two numbers that bound one value: `between 30 and 40`, `30-40 %`, `from 20 to 30 km`, `2 or 3 weeks`.
    fn range(&self, at: usize) -> Option<Mention> {
        if let Some(len) = self.cue(at, Cue::Between) {
            let (low, unit_low) = self.end_of_range(at + len)?;
            let after = unit_low.as_ref().map_or(low.end, |unit| unit.end);
            let joint = self.cue(after, Cue::And).filter(|_| !self.is_joined(after));
            if joint.is_none() && !self.is_joined(after) {
                return None;
            }
            return self.bounds(at, low, unit_low, after + joint.unwrap_or(0), "between");
        }
        if let Some(len) = self.cue(at, Cue::From).filter(|_| !self.follows_motion(at)) {
            let (low, unit_low) = self.end_of_range(at + len)?;
            let after = unit_low.as_ref().map_or(low.end, |unit| unit.end);
            let to = self.cue(after, Cue::To)?;
            return self.bounds(at, low, unit_low, after + to, "from–to");
        }
        let (low, unit_low) = self.end_of_range(at)?;
        let after = unit_low.as_ref().map_or(low.end, |unit| unit.end);
        let dash = self.is_dash(low.end) && unit_low.is_none() && self.token(low.end + 1).is_some_and(|token| token.kind == TokenKind::Number);
        if dash {
            return self.bounds(at, low, unit_low, low.end + 1, "dash");
        }
        if let Some(to) = self.cue(after, Cue::To).filter(|_| low.digits && !self.follows_motion(at) && !self.cue_before(at, Cue::From)) {
            return self.bounds(at, low, unit_low, after + to, "to");
        }
        if let Some(len) = self.cue(after, Cue::Or) {
            let mention = self.bounds(at, low, unit_low, after + len, "or")?;
            return Some(mention);
        }
        None
    }

    /// One end of a range: a number, perhaps with its unit.
    fn end_of_range(&self, at: usize) -> Option<(NumberReading, Option<UnitReading>)> {
        if let Some((unit, from)) = self.sign_before(at) {
            let reading = self.number(from)?;
            return Some((reading, Some(UnitReading { unit: Unit::Known(unit), end: reading.end })));
        }
        let reading = self.number(at)?;
        reading.number?;
        let unit = self.known_unit(reading.end).map(|(unit, end)| UnitReading { unit: Unit::Known(unit), end });
        Some((reading, unit))
    }

    fn bounds(&self, start: usize, low: NumberReading, unit_low: Option<UnitReading>, at: usize, rule: &'static str) -> Option<Mention> {
        let (high, unit_high) = self.end_of_range(at)?;
        let mut first = low.number?;
        let second = high.number?;
        let unit = unit_high
            .or_else(|| self.unit_after(high.end, &high))
            .or(unit_low.clone().map(|unit| UnitReading { end: high.end, ..unit }))
            .unwrap_or(UnitReading { unit: Unit::None, end: high.end });
        if unit_low.as_ref().is_some_and(|low| low.unit.dimension() != unit.unit.dimension()) {
            return None;
        }
        // `5 to 10 million`: the scale belongs to both.
        if low.digits && !high.digits && first.value < second.value && first.value < Decimal::ONE_THOUSAND {
            let scale = self.scale_of(second, high);
            first = first.times(scale)?;
        }
        let ordered = first.value < second.value;
        // `2013-15` and scores are no ranges; years are read before this.
        if !ordered {
            return None;
        }
        self.build(start, low, Some((first, second)), unit, rule)
    }

    /// The scale word of a number written as digits and scale.
    fn scale_of(&self, number: Number, reading: NumberReading) -> Decimal {
        let last = self.find(reading.end - 1, |sense| match sense {
            Sense::Cardinal { value, scale: true } => Some(Decimal::from(value)),
            _ => None,
        });
        last.map_or(Decimal::ONE, |(scale, _)| if number.value >= scale { scale } else { Decimal::ONE })
    }

    /// Whether a rise or fall stands in the words before: then `from … to …` are two values, not a range.
    fn follows_motion(&self, at: usize) -> bool {
        (at.saturating_sub(6)..at).any(|before| self.concept(before, &[ConceptKind::Motion]).is_some())
    }

    /// The hedge before a number, and the token that it begins at.
    fn hedge_before(&self, at: usize) -> Option<(Modifier, usize)> {
        for gap in 0..=HEDGE_REACH {
            let end = at.checked_sub(gap)?;
            let found = self.starts_before(end, |sense| match sense {
                Sense::Modifier { modifier, side: Side::Before } => Some(modifier),
                _ => None,
            });
            if found.is_some() {
                return found;
            }
            // Only words that carry no meaning of their own may stand between.
            let between = end.checked_sub(1)?;
            let light = self.is_stop(between)
                || [Cue::Total, Cue::By, Cue::During, Cue::Of, Cue::Per].iter().any(|cue| self.cue(between, *cue).is_some())
                || self.token(between).is_some_and(|token| Some(token.word.folded.as_str()) == token.word.language.map(|language| language.article));
            if !light {
                return None;
            }
        }
        None
    }

    /// The hedge after a quantity, and its end: right after it, or one word on.
    fn hedge_after(&self, at: usize) -> Option<(Modifier, usize)> {
        (0..=1).find_map(|gap| {
            let skipped_is_word = gap == 0 || self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
            skipped_is_word.then(|| self.hedge(at + gap, Side::After).map(|(modifier, len)| (modifier, at + gap + len)))?
        })
    }

    fn build(
        &self,
        start: usize,
        reading: NumberReading,
        bounds: Option<(Number, Number)>,
        unit: UnitReading,
        rule: &'static str,
    ) -> Option<Mention> {
        let before = self.hedge_before(start);
        let after = self.hedge_after(unit.end);
        let modifier = before.or(after).map_or(Modifier::Exact, |(modifier, _)| modifier);
        // `at least more than`: the stricter word stands nearer; one hedge is enough.
        let from = before.map_or(start, |(_, from)| from);
        let to = after.map_or(unit.end, |(_, to)| to);
        let mut quantity = Quantity {
            number: bounds.map(|(low, _)| low).or(reading.number),
            upto: bounds.map(|(_, high)| high),
            vague: reading.vague,
            unit: unit.unit,
            per: None,
            modifier,
            change: Change::Level,
            loose: None,
        };
        let mut end = unit.end;
        // A part after the unit: `3 years and a half`.
        if let (Unit::Known(_), Some(number), Some((extra, after))) = (&quantity.unit, quantity.number, self.and_fraction(end)) {
            quantity.number = Some(Number { value: number.value + extra.value, step: extra.step });
            quantity.loose = Some(Decimal::ONE);
            end = after;
        }
        if let Some((per, after)) = self.per(end) {
            quantity.per = Some(per);
            end = after;
        }
        let span_start = self.token(start)?.span.start;
        let span = crate::span::Span::new(span_start, self.token(end.checked_sub(1)?)?.span.end);
        let set_aside = if self.is_label(start, &quantity) { Some(SetAside::Label) } else { None };
        let value = self.as_ordinal(start, &reading, &quantity).unwrap_or(Value::Quantity(quantity));
        Some(Mention { span, tokens: from..to.max(end), value, rule, note: None, set_aside })
    }

    /// `per month`, `-a-day`, `للبرميل`: what an amount is for each of.
    fn per(&self, at: usize) -> Option<(String, usize)> {
        let mut from = at;
        if self.is_dash(from) && self.is_glued(from) {
            from += 1;
        }
        let len = self.cue(from, Cue::Per)?;
        let mut to = from + len;
        if self.is_dash(to) && self.is_glued(to) {
            to += 1;
        }
        let (unit, len) = self.find(to, |sense| match sense.unit() {
            Some((unit, UnitForm::One)) if matches!(unit.dimension, Dimension::Duration | Dimension::Physical(_)) => Some(unit),
            _ => None,
        })?;
        Some((unit.id.to_owned(), to + len))
    }

    /// A number with the article and nothing counted is a place in a series: `عيد الاستقلال الـ 75`.
    fn as_ordinal(&self, start: usize, reading: &NumberReading, quantity: &Quantity) -> Option<Value> {
        let before = self.token(start.checked_sub(1)?)?;
        let article = before.word.language.map_or("", |language| language.article);
        let is_article = !article.is_empty() && before.word.folded.ends_with(article) && before.word.folded.chars().count() <= article.chars().count() + 1;
        if !is_article || quantity.unit != Unit::None || !reading.digits {
            return None;
        }
        let number = u32::try_from(reading.number?.value).ok()?;
        Some(Value::Ordinal(Ordinal { number, of: None }))
    }

    /// Whether a number names a thing rather than counting: `Room 7`, `القناة 7`, `S&P 500`, `DA14`.
    fn is_label(&self, start: usize, quantity: &Quantity) -> bool {
        if quantity.unit != Unit::None || quantity.number.is_none() {
            return false;
        }
        let glued_word = self.is_glued(start)
            && start.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| {
                // A prefixed letter is grammar; any other word tied to digits is a name.
                let prefix = before.word.forms.iter().any(|form| !form.node.senses.is_empty())
                    || before.word.language.is_some_and(|language| language.is_prefix(&before.word.folded));
                before.kind == TokenKind::Word && !prefix
            });
        glued_word || self.cue_before(start, Cue::Label)
    }
}
