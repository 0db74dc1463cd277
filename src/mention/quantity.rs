//! Quantities: a number with its unit or counted noun, its hedges on either side, and what it is for each of.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use super::Mention;
use super::number::{NumberReading, negated};
use super::reader::Reader;
use super::unit::{Amount, SECOND, UnitReading, is_money};
use super::words::quotient;
use crate::language::{ConceptKind, Cue, Sense, TokenKind, UnitForm};
use crate::span::Span;
use crate::value::{Change, Modifier, Number, Ordinal, Quantity, Unit, Value};

/// The most that a part is told of: one in a million.
const OUT_OF: u64 = 1_000_000;

/// The highest place that digits behind a noun give: `الدقيقة 61`. Above it they count: `سكان الحي 5000`.
const PLACES: u64 = 999;

/// The most people that a share in words is told of: six in ten voters. More of them are two counts.
const POLLED: u64 = 10;

/// Seconds of a minute, and minutes of an hour.
const SIXTY: u64 = 60;
/// The most digits of a fraction of a second in a race, and those of most.
const FRACTION: usize = 3;
const HUNDREDTHS: usize = 2;
/// The unit that the whole of such a time is told in.
const MINUTE: &str = "minute";

/// Digits that are a year rather than the whole of a part: `one in 2016`.
pub(super) const YEARS: RangeInclusive<u64> = 1900..=2100;

/// A multiple of this is sooner a count than a year.
const ROUND: u64 = 50;
/// The digits of a year.
const YEAR_DIGITS: usize = 4;

impl Reader<'_> {
    /// The quantity that begins at a token: a number, a currency sign before one, or a noun that is a number by itself
    /// (`أسبوعين`, `a year and a half`).
    pub(super) fn quantity(&self, at: usize) -> Option<Mention> {
        self.range(at).or_else(|| self.counted(at)).or_else(|| self.noun_first(at)).or_else(|| self.noun_alone(at))
    }

    /// A number with its unit.
    fn counted(&self, at: usize) -> Option<Mention> {
        let (sign, from) = match self.sign_before(at) {
            Some((unit, from)) => (Some(unit), from),
            None => (None, at),
        };
        if let Some(lap) = self.lap(from).filter(|_| sign.is_none()) {
            return Some(lap);
        }
        let opened = sign.is_none() && self.is_mark(from, '(') && !self.is_glued(from);
        let from = from + usize::from(opened);
        let reading = self.number(from)?;
        let reading = self.grouped_by_dot(from, &reading).unwrap_or(reading);
        if sign.is_none() && (self.is_in_name(from, reading.end) || self.is_score(from, reading.end)) {
            return None;
        }
        if let Some(age) = reading.whole().and_then(|number| self.year_of_life(from, number, reading.end)) {
            return Some(age);
        }
        // `(111) candidates`: the brackets are only ornament where a noun follows.
        let close = usize::from(opened && self.is_mark(reading.end, ')'));
        // `NAME (110) and NAME (118)`: what is joined on goes on with something else.
        if opened && (close == 0 || self.is_joined(reading.end + 1)) {
            return None;
        }
        let after = reading.end + close;
        let unit = match sign {
            Some(unit) => UnitReading { end: self.repeated_unit(after, unit), unit: Unit::Known(unit) },
            None => self.unit_after(after, &reading).unwrap_or(UnitReading { unit: Unit::None, end: reading.end }),
        };
        let bare = unit.unit == Unit::None;
        // Parts are no counted noun: `جزء من مئة`.
        let known = matches!(unit.unit, Unit::Known(_));
        if let Some((part, end)) = self.out_of(&reading).filter(|_| !known && sign.is_none()) {
            let part = NumberReading::exact(part, end);
            let unit = self.unit_after(end, &part).unwrap_or(UnitReading { unit: Unit::None, end });
            return self.build(at, part, None, unit, super::PART);
        }
        if bare && (opened || self.is_pronoun(from, &reading) || self.is_of_something_named(from, &reading)) {
            return None;
        }
        if bare && reading.digits && self.is_model(from, reading.end) {
            return None;
        }
        self.build(at, reading, None, unit, if opened { "bracketed number" } else { "number" })
    }

    /// A time of a race in digits: minutes, and seconds with a fraction, which no clock tells: `7:58.28`.
    fn lap(&self, at: usize) -> Option<Mention> {
        let (seconds, after) = (at + 2, at + 3);
        let before = at.checked_sub(1).is_some_and(|before| self.is_glued(at) && self.is_mark(before, ':'));
        let goes_on = before || self.is_mark(after, ':') && self.is_glued(after);
        if !self.is_mark(at + 1, ':') || goes_on {
            return None;
        }
        let minutes = self.number(at).filter(|reading| reading.digits && reading.end == at + 1)?.whole()?;
        let written = self.written(seconds);
        let fraction = written.find(['.', ',']).filter(|point| *point == 2)?;
        let glued = self.is_glued(at + 1) && self.is_glued(seconds);
        let number = self.number(seconds).filter(|reading| reading.end == after)?.number?;
        let second = Unit::known(SECOND)?;
        let unit = self.known_unit(after);
        let minute = unit.filter(|(unit, _)| unit.id == MINUTE).map(|(_, end)| end);
        let places = written.len() - fraction - 1;
        // Without its unit it is told to the hundredth, as races are timed, and neither of an hour nor of a day.
        let of_clock = [Cue::Am, Cue::Pm, Cue::Noon, Cue::Night, Cue::Zone, Cue::OClock];
        let clock = unit.is_some()
            || of_clock.iter().any(|cue| self.cue(after, *cue).is_some())
            || self.cue_before(at, Cue::Clock);
        let hundredths = places == HUNDREDTHS && written.as_bytes()[fraction] == b'.' && !clock;
        let fine = if minute.is_some() { (1..=FRACTION).contains(&places) } else { hundredths };
        let value = Decimal::from(minutes).checked_mul(SIXTY.into())?.checked_add(number.value)?;
        let told = fine && glued && minutes < SIXTY && number.value < SIXTY.into();
        let reading = NumberReading::exact(Number { value, step: number.step }, after);
        told.then(|| {
            self.build(at, reading, None, UnitReading { unit: second, end: minute.unwrap_or(after) }, "race time")
        })?
    }

    /// `one in five adults`: one part of so many, or parts where nothing is counted.
    pub(super) fn out_of(&self, reading: &NumberReading) -> Option<(Number, usize)> {
        let (over, end) = (reading.number.filter(|number| number.value.is_integer())?.value, reading.end);
        let (of, plain) = match self.cue(end, Cue::OutOf) {
            Some(len) => (end + len, false),
            None => (end + self.cue(end, Cue::Of)?, true),
        };
        let whole = self.number(of).or_else(|| self.number(of + self.cue(of, Cue::Per)?))?;
        let under = whole.whole().filter(|under| (2..=OUT_OF).contains(under))?;
        let year = whole.digits && YEARS.contains(&under) && self.token(whole.end - 1)?.word.folded.len() == 4;
        if year || over.is_zero() || whole.digits && self.time(of).is_some() {
            return None;
        }
        let counted = self.unit_after(whole.end, &whole);
        let known = counted.as_ref().is_some_and(|counted| matches!(counted.unit, Unit::Known(_)));
        let proper = over.abs() < Decimal::from(under);
        let fits = if plain {
            // `eight of nine` is a share where both are words and nothing follows that is counted.
            proper && !reading.digits && !whole.digits && counted.is_none() && self.ends_phrase(whole.end)
        } else {
            // Six in ten voters are a share of them.
            let people =
                !reading.digits && under <= POLLED && self.concept(whole.end, &[ConceptKind::Person]).is_some();
            let share = over.abs() == Decimal::ONE || people;
            (share && proper || counted.is_none()) && (proper || !whole.digits)
        };
        let value = quotient(over, Decimal::from(under));
        (fits && !known).then_some((Number { value, step: Decimal::new(1, 2) }, whole.end))
    }

    /// Whether one in words stands for a person or thing, not for a count: `one of them`, `مصير واحد`. It counts where a
    /// hedge or what happened to it says so, and where it goes on with a count: `15 in one town and one in another`.
    fn is_pronoun(&self, at: usize, reading: &NumberReading) -> bool {
        let word = self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
        if reading.whole() != Some(1) || !word || reading.end != at + 1 || self.is_all(at, reading.end) {
            return false;
        }
        let joined = self.is_joined(at) || self.cue_before(at, Cue::And);
        let each = reading.end + self.cue(reading.end, Cue::Each).unwrap_or(0);
        let goes_on = joined && self.cue(each, Cue::During).is_some();
        let told = self.concept(reading.end, &[ConceptKind::Event, ConceptKind::Person]).is_some();
        !goes_on && !told && !self.is_one_of_a_toll(at, reading.end) && self.hedge_before(at).is_none()
    }

    /// Whether one is counted by what befell people, right before it or behind its verb: `killing one`, `one was hurt`.
    fn is_one_of_a_toll(&self, at: usize, end: usize) -> bool {
        let befell = |at: usize| {
            self.concept(at, &[ConceptKind::Event]).filter(|(concept, _)| concept.def().running).map(|(_, len)| len)
        };
        let before = at.checked_sub(1).and_then(befell) == Some(1) && self.ends_phrase(end);
        before || self.cue(end, Cue::Past).is_some_and(|len| befell(end + len).is_some())
    }

    /// Whether tens stand before a noun with the article: the fortieth day of someone, not a count.
    fn is_of_something_named(&self, at: usize, reading: &NumberReading) -> bool {
        let word = self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
        word && matches!(reading.whole(), Some(11..=99))
            && self.is_definite(reading.end)
            && self.scale(reading.end).is_none()
    }

    /// A noun with its number behind it: `لتر واحد`, `الأيام الأربعة`.
    fn noun_first(&self, at: usize) -> Option<Mention> {
        let (unit, reading) = self.noun_and_number(at)?;
        let mut mention = self.build(at, reading, None, UnitReading { unit, end: reading.end }, "noun and number")?;
        mention.span = self.span(at, mention.tokens.end.min(reading.end));
        Some(mention)
    }

    /// A noun that is a number by itself: a dual, or a unit where one of it is called for.
    pub(super) fn noun_alone(&self, at: usize) -> Option<Mention> {
        if let Some(lemma) = self.one_victim(at) {
            let one = NumberReading::exact(Number::from(1), at);
            let unit = UnitReading { unit: Unit::Counted(lemma.to_owned()), end: at + 1 };
            return self.build(at, one, None, unit, super::ONE_VICTIM);
        }
        // A dual unit of several words is longer than the noun that it begins with.
        let pair = self.find(at, |sense| match sense {
            Sense::Pair(lemma) => Some(Some(lemma)),
            Sense::Unit { form: UnitForm::Two, .. } => Some(None),
            _ => None,
        });
        let pair = pair.and_then(|(lemma, len)| Some((lemma?, len)));
        // `the two countries` points back; it counts nothing. So does a dual that a definite noun follows in the construct.
        if let Some((lemma, len)) = pair.filter(|(_, len)| !self.is_definite(at) && !self.is_construct(at, at + len)) {
            let two = NumberReading::exact(Number::from(2), at);
            let end = self.after_agreeing(self.after_same_number(at + len, 2));
            return self.build(at, two, None, UnitReading { unit: Unit::Counted(lemma.to_owned()), end }, "dual");
        }
        let (amount, rule) = self.amount_alone(at)?;
        let unit = UnitReading { unit: Unit::Known(amount.unit), end: amount.end };
        let mut mention = self.build(at, NumberReading::exact(amount.number, at), None, unit, rule)?;
        if let Value::Quantity(quantity) = &mut mention.value {
            quantity.loose = amount.loose.then_some(Decimal::ONE);
        }
        Some(mention)
    }

    /// Past a dual that agrees with the one before it as its adjective: `عربتين مدرعتين`.
    fn after_agreeing(&self, at: usize) -> usize {
        let dual = self.find(at, |sense| matches!(sense, Sense::Pair(_)).then_some(()));
        dual.filter(|_| !self.is_joined(at) && !self.is_definite(at)).map_or(at, |((), len)| at + len)
    }

    /// Whether a dual has lost its ending to a noun with the article: `وزارتي المالية`, the two that are then named.
    fn is_construct(&self, at: usize, next: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let endings = token.word.language.map_or(&[][..], |language| language.dual_endings);
        !endings.is_empty()
            && !endings.iter().any(|ending| token.word.folded.ends_with(ending))
            && self.is_definite(next)
    }

    /// The mention of a number with its unit: hedges, smaller parts and what it is for each of are added here.
    pub(super) fn build(
        &self,
        start: usize,
        reading: NumberReading,
        bounds: Option<(Number, Number)>,
        unit: UnitReading,
        rule: &'static str,
    ) -> Option<Mention> {
        if matches!(unit.unit, Unit::Counted(_)) && bounds.is_none() && self.is_year_in(start, &reading) {
            return None;
        }
        let before = self.hedge_before(start);
        let mut number = bounds.map(|(low, _)| low).or(reading.number);
        let (mut end, mut loose, mut named) = (unit.end, None, unit.unit);
        // `75 USD million`: the scale behind its currency.
        if let (Unit::Known(unit), Some(scale), Some(before)) = (&named, self.scale(end), number)
            && is_money(unit)
            && !self.is_letter(end)
        {
            number = Some(before.times(Decimal::from(scale.value))?);
            end += scale.len;
        }
        if let (Unit::Known(unit), Some(amount), None) = (&named, number, bounds) {
            let whole = self.completed(Amount { number: amount, unit, end, loose: false });
            number = Some(whole.number);
            loose = whole.loose.then_some(Decimal::ONE);
            end = whole.end;
            named = Unit::Known(whole.unit);
        }
        if let (Some(after), Some(above)) = (self.below_zero(end, &named), number) {
            number = Some(negated(above));
            end = after;
        }
        // `61.543 offices`: what is counted has no fraction, so the point groups thousands.
        let mut note = None;
        let of_them = named == Unit::None && self.cue(end, Cue::Subset).is_some();
        if let (Unit::Counted(_) | Unit::None, Some(parted), None) = (&named, number, bounds)
            && (of_them || named != Unit::None)
            && reading.digits
            && parted.value.scale() == 3
            && parted.value < Decimal::ONE_THOUSAND
        {
            number = Some(Number::written((parted.value * Decimal::ONE_THOUSAND).normalize()));
            note = Some("the point is read as one between thousands: nothing is counted in parts".to_owned());
        }
        let per = self.per(end, matches!(&named, Unit::Known(unit) if is_money(unit)));
        let per = per.or_else(|| self.per_within(start, end));
        if let Some((_, after)) = &per {
            end = *after;
        }
        let mut upto = bounds.map(|(_, high)| high);
        let mut bounded = false;
        if let (Some((hedge, _)), Some(one), None) = (before, number, bounds)
            && let Some((low, high, unit)) = self.other_bound(end, hedge, one, &named)
        {
            (number, upto, end, bounded) = (Some(low), Some(high), unit.end, true);
            named = unit.unit;
        }
        let after = self.hedge_after(end);
        let hedge = before.or(after).filter(|_| !bounded);
        let modifier = hedge.map_or(Modifier::Exact, |(modifier, _)| modifier);
        let quantity = Quantity {
            number,
            upto,
            vague: reading.vague,
            unit: named,
            per: per.map(|(unit, _)| unit),
            modifier,
            change: Change::Level,
            loose,
        };
        let span = Span::new(self.token(start)?.span.start, self.token(end.checked_sub(1)?)?.span.end);
        let mut quantity = quantity;
        let counts =
            quantity.number.is_some_and(|number| number.value.is_integer() && !number.value.is_sign_negative());
        if let (Unit::None, true, Some(lemma)) = (&quantity.unit, counts, self.number_of(start)) {
            quantity.unit = Unit::Counted(lemma.to_owned());
        }
        let ordinal = self.as_ordinal(start, &reading, &quantity);
        let value = ordinal.unwrap_or(Value::Quantity(quantity));
        let from = before.map_or(start, |(_, from)| from);
        let to = after.map_or(end, |(_, to)| to);
        Some(Mention { span, tokens: from..to, value, rule, note, set_aside: None })
    }

    /// Whether a number right behind the word for *in* is a year, whatever noun follows: `شهدت في 2017 موجة جفاف`.
    fn is_year_in(&self, start: usize, reading: &NumberReading) -> bool {
        // `في 2000 مدرسة`: a round number counts.
        let year = |number: u64| YEARS.contains(&number) && !number.is_multiple_of(ROUND);
        let year = reading.digits && reading.whole().is_some_and(year);
        let one = self.token(start).is_some_and(|token| token.word.folded.len() == YEAR_DIGITS);
        year && one && self.language.noun_before_adjective && self.cue_before(start, Cue::During)
    }

    /// A number with the article and nothing counted, or right behind a noun with it, is a place in a series: `عيد
    /// الاستقلال الـ 75`, `الدقيقة 61`.
    fn as_ordinal(&self, start: usize, reading: &NumberReading, quantity: &Quantity) -> Option<Value> {
        // `بالدقيقة (41)`.
        let bracket = start.checked_sub(1).filter(|at| self.is_mark(*at, '(') && self.is_mark(reading.end, ')'));
        let start = bracket.unwrap_or(start);
        let place = start.checked_sub(1)?;
        let before = self.token(place)?;
        // `المرتبة 117 عالميا`: the adverb is not what is counted.
        let among = self.cue(reading.end, Cue::RankedAmong).is_some() && self.cue(place, Cue::RankNoun).is_some();
        if quantity.unit != Unit::None && !among || !reading.digits || quantity.upto.is_some() {
            return None;
        }
        let number = reading.whole()?;
        let article = before.word.language.map_or("", |language| language.article);
        let is_article = !article.is_empty()
            && before.word.folded.ends_with(article)
            && before.word.folded.chars().count() <= article.chars().count() + 1;
        if is_article {
            return Some(Value::Ordinal(Ordinal { number, of: self.numbered_noun(place, reading.end) }));
        }
        let (noun, from) = self.noun_before(start)?;
        let one = self.listed_noun(from).is_none_or(|(lemma, _)| !self.is_other_form(from, lemma));
        let exact = quantity.modifier == Modifier::Exact && self.is_definite(from) && from + 1 == start;
        // `عدد سكان المدينة 300` is a count.
        let counted = (from.saturating_sub(2)..from).any(|at| self.cue(at, Cue::By).is_some());
        let exact = exact && one && !counted && number <= PLACES;
        exact.then_some(Value::Ordinal(Ordinal { number, of: Some(noun) }))
    }
}
