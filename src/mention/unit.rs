//! Units of the table: behind a number, before it, or a number by themselves.

use rust_decimal::Decimal;

use super::reader::Reader;
use crate::language::{Cue, Sense, SenseKind, Token, TokenKind, UnitForm};
use crate::value::{Dimension, Number, Unit, UnitDef};

/// Brackets that a unit may stand in.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];

/// How many words adjectives may take before what an amount is for each of, it included.
const ADJECTIVES: usize = 3;

/// Months of a year, and the days that a year or month is counted as where lengths of time are added up.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);
const DAYS_OF_YEAR: Decimal = Decimal::from_parts(365, 0, 0, false, 0);
const DAYS_OF_MONTH: Decimal = Decimal::from_parts(30, 0, 0, false, 0);

/// The unit that races are told to parts of.
pub(super) const SECOND: &str = "second";

/// A unit or counted noun as read.
#[derive(Clone, Debug)]
pub(super) struct UnitReading {
    pub unit: Unit,
    /// One past its last token.
    pub end: usize,
}

/// An amount in one unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub number: Number,
    pub unit: &'static UnitDef,
    /// One past its last token.
    pub end: usize,
    /// It is told by halves or in two units that have no exact ratio.
    pub loose: bool,
}

/// The most tokens of a symbol that tells a unit and what it is for each of: `b/d`.
const SYMBOL: usize = 3;

/// The most tokens of a bracket that tells an amount in another unit.
const BRACKET: usize = 6;

impl Reader<'_> {
    /// A currency sign or code before the number: `$`, `USD`.
    pub(super) fn sign_before(&self, at: usize) -> Option<(&'static UnitDef, usize)> {
        if !self.may_begin_with(at, SenseKind::Unit) {
            return None;
        }
        let (unit, len) = self.find(at, |sense| match sense.unit() {
            Some((unit, UnitForm::Before)) => Some(unit),
            _ => None,
        })?;
        (self.token(at + len)?.kind == TokenKind::Number).then_some((unit, at + len))
    }

    /// Whether a currency sign or code stands right before a number.
    pub(crate) fn money_before(&self, start: usize) -> bool {
        let money =
            |sense: Sense| sense.unit().filter(|(unit, form)| *form == UnitForm::Before && is_money(unit)).map(|_| ());
        self.starts_before(start, money).is_some()
    }

    /// `US$ 5 million dollars`: the unit again after the number.
    pub(super) fn repeated_unit(&self, at: usize, unit: &UnitDef) -> usize {
        let next = |end: usize| self.token(end).is_some_and(|token| token.kind == TokenKind::Number);
        match self.known_unit(at) {
            Some((again, end)) if again.dimension == unit.dimension && !next(end) => end,
            _ => at,
        }
    }

    /// A unit of the table that begins here, with its end. A preposition before it makes it something else: 148 of the year.
    pub(super) fn known_unit(&self, at: usize) -> Option<(&'static UnitDef, usize)> {
        if !self.may_begin_with(at, SenseKind::Unit) {
            return None;
        }
        let ((unit, form), found) = self.find_form(at, |sense| {
            sense.unit().filter(|(_, form)| *form != UnitForm::Before && *form != UnitForm::Per)
        })?;
        let prefix = found.form.prefix;
        let bare = prefix.is_empty() || prefix == self.language.article;
        let end = at + found.len;
        (bare && !found.form.inflected && (form != UnitForm::Symbol || self.is_symbol(at, end, unit)))
            .then(|| (self.unit_over_bracket(at, end).unwrap_or(unit), end))
    }

    /// The unit that goes on behind the same amount in another unit: `90 kilometres (56 miles) per hour` are two speeds.
    fn unit_over_bracket(&self, at: usize, end: usize) -> Option<&'static UnitDef> {
        let close = (end..end + BRACKET).find(|close| self.is_mark(*close, ')'))?;
        if close > end && !self.is_mark(end, '(') {
            return None;
        }
        let found = Token::matches_over(self.tokens, at, &(end..close + 1));
        found.into_iter().find_map(|found| found.senses.iter().find_map(|sense| sense.unit())).map(|(unit, _)| unit)
    }

    /// Whether what could be the symbol of a unit is one here: `5g` is grams, `5G` a network; `6"` is six inches where no
    /// quotation is open; the sign in `3 $50 cards` belongs to what follows.
    fn is_symbol(&self, at: usize, end: usize, unit: &UnitDef) -> bool {
        let Some(token) = self.token(at) else { return false };
        let digits = self.token(end).is_some_and(|next| next.glued && next.kind == TokenKind::Number);
        match token.kind {
            TokenKind::Mark('"' | '″') => {
                let opens = self.token(end).is_some_and(|next| next.glued && !matches!(next.kind, TokenKind::Mark(_)));
                // What ends with a sign at the end of its sentence was opened in one before.
                let closes = token.kind == TokenKind::Mark('"')
                    && self.token(end).is_none_or(|next| matches!(next.kind, TokenKind::Mark('.' | '!' | '?' | '؟')));
                !opens && !closes && !self.is_quotation_open(at)
            }
            TokenKind::Mark('\'') => {
                digits && matches!(self.known_unit(end + 1), Some((inch, _)) if is_less(inch, unit))
            }
            _ if is_money(unit) => !digits || token.glued,
            TokenKind::Word if end == at + 1 => {
                let lower = unit.symbol.len() == 1 && unit.symbol.bytes().all(|byte| byte.is_ascii_lowercase());
                let network = token.word.capital && lower && self.is_letter(at) && token.glued;
                // Letters between digits are a name; a preposition is a symbol only where it is tied to its number.
                let preposition = !token.glued && self.cue(at, Cue::During).is_some();
                !(network || preposition || digits && token.glued)
            }
            _ => true,
        }
    }

    /// Whether a quotation mark stands open before a token.
    fn is_quotation_open(&self, at: usize) -> bool {
        let mark = |token: &&Token| matches!(token.kind, TokenKind::Mark('"' | '“' | '”' | '„' | '″'));
        self.tokens[..at].iter().filter(mark).count() % 2 == 1
    }

    /// A unit alone between brackets: `20 (kg)`.
    pub(super) fn bracketed_unit(&self, at: usize) -> Option<(&'static UnitDef, usize)> {
        let TokenKind::Mark(open) = self.token(at)?.kind else { return None };
        let (_, close) = BRACKETS.iter().find(|(mark, _)| *mark == open)?;
        self.known_unit(at + 1).filter(|(_, end)| self.is_mark(*end, *close)).map(|(unit, end)| (unit, end + 1))
    }

    /// A unit that is a number by itself: a dual, a singular with a fraction or a smaller unit joined on, or a singular
    /// where one of it is called for.
    pub(super) fn amount_alone(&self, at: usize) -> Option<(Amount, &'static str)> {
        let article = self
            .cue(at, Cue::Per)
            .filter(|_| self.token(at).is_some_and(|token| token.kind == TokenKind::Word))
            .unwrap_or(0);
        let another = self.cue(at + article, Cue::Others).filter(|_| !self.language.noun_before_adjective);
        let whole = self.cue(at + article, Cue::Whole).or(another).unwrap_or(0);
        let mut from = at + article + whole;
        from += usize::from(whole > 0 && self.is_hyphen(from));
        if !self.may_begin_with(from, SenseKind::Unit) {
            return None;
        }
        let ((unit, form), found) = self.find_form(from, Sense::unit)?;
        if found.form.inflected {
            return None;
        }
        let end = from + found.len;
        // `a second mosque` is another one.
        if self.is_ordinal(from) && !self.ends_phrase(end) {
            return None;
        }
        let amount = |value: i64, end| Amount { number: Number::from(value), unit, end, loose: false };
        match form {
            // `the two buildings` point back; `the last two days` are a length of time, `الدقيقتين 61 و71` two in a series.
            UnitForm::Two
                if self.language.holds_article(found.form.prefix)
                    && (unit.dimension != Dimension::Duration
                        || self.token(end).is_some_and(|token| token.kind == TokenKind::Number)) =>
            {
                None
            }
            UnitForm::Two => Some((self.completed(amount(2, self.after_same_number(end, 2))), "dual")),
            // `طوال الأسبوع الماضي` is that week.
            UnitForm::One
                if self.language.noun_before_adjective
                    && self.find(end, |sense| matches!(sense, Sense::Shift(_)).then_some(())).is_some() =>
            {
                None
            }
            UnitForm::One => {
                // `a second mosque` is one more.
                let ordinal = |sense| matches!(sense, Sense::Ordinal(_)).then_some(());
                let word = self.token(end).is_some_and(|token| token.kind == TokenKind::Word);
                if article > 0 && self.find(from, ordinal).is_some() && word && !self.is_grammar(end) {
                    return None;
                }
                let first = amount(1, end);
                let all = self.completed(first);
                if all.end > end {
                    let definite = self.language.holds_article(found.form.prefix);
                    return (!definite && all.number.value != Decimal::ONE).then_some((all, "unit and part"));
                }
                let one = unit.dimension == Dimension::Duration
                    && (whole > 0 && self.is_whole_time(at, article, found.form.prefix.is_empty())
                        || self.licenses_one(at, article, end))
                    || self.is_all(at, end);
                let after = self
                    .cue(end, Cue::Whole)
                    .filter(|_| unit.dimension == Dimension::Duration && found.form.prefix.is_empty());
                (one || after.is_some()).then_some((Amount { end: end + after.unwrap_or(0), ..first }, "one of a unit"))
            }
            UnitForm::Many | UnitForm::Symbol | UnitForm::Before | UnitForm::Per => None,
        }
    }

    /// `another week`, `a full year`, `طوال العام`: the word for whole makes one of what it stands before.
    fn is_whole_time(&self, at: usize, article: usize, bare: bool) -> bool {
        article > 0 || !bare || self.cue_before(at, Cue::During) || self.language.article.is_empty()
    }

    /// `شخصين اثنين`: the number again after a dual.
    pub(super) fn after_same_number(&self, at: usize, value: u64) -> usize {
        self.cardinal(at).filter(|again| again.value == value && !again.joined).map_or(at, |again| at + again.len)
    }

    /// Whether a singular unit of time stands for one of it: `for a year`, `لمدة عام`.
    fn licenses_one(&self, at: usize, article: usize, end: usize) -> bool {
        let follows =
            self.cue_before(at, Cue::During) || self.cue_before(at, Cue::After) || self.hedge_before(at).is_some();
        let definite = self.is_definite(at) || self.number(end).is_some();
        let shifted = self.find(end, |sense| matches!(sense, Sense::Shift(_)).then_some(())).is_some();
        if !follows || shifted {
            return false;
        }
        if article > 0 { !(at > 0 && self.number_ends(at)) } else { self.language.noun_before_adjective && !definite }
    }

    fn number_ends(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|token| {
            token.kind == TokenKind::Number
                || token.has(|sense| matches!(sense, Sense::Cardinal { .. } | Sense::Unit { .. }))
        })
    }

    /// An amount with what is joined on: a fraction of its unit, then amounts in smaller units of the same dimension.
    pub(super) fn completed(&self, amount: Amount) -> Amount {
        let mut whole = self.with_fraction(amount).unwrap_or(amount);
        let mut finest = whole.unit;
        while let Some(part) = self.smaller_amount(whole.end, finest) {
            let Some(sum) = added(whole, part) else { break };
            (whole, finest) = (sum, part.unit);
        }
        self.with_hundredths(whole).or_else(|| self.with_parts(whole)).unwrap_or(whole)
    }

    /// `15 dollars 50`: hundredths behind an amount of money, with nothing that they could count.
    fn with_hundredths(&self, amount: Amount) -> Option<Amount> {
        let part = self.number(amount.end).filter(|_| is_money(amount.unit) && amount.number.value.is_integer())?;
        let hundredths = part.whole().filter(|part| (10..100).contains(part))?;
        let counts = self.token(part.end).is_some_and(|token| token.kind == TokenKind::Number)
            || self.unit_after(part.end, &part).is_some()
            || self.is_dash(part.end)
            || self.is_joined(amount.end);
        let value = amount.number.value.checked_add(Decimal::new(i64::try_from(hundredths).ok()?, 2))?;
        (!counts).then(|| Amount { number: Number::written(value), end: part.end, ..amount })
    }

    /// `and 28 parts of a hundred` behind seconds, as races are told; two digits of a second are hundredths of it.
    fn with_parts(&self, amount: Amount) -> Option<Amount> {
        let from = self.after_joint(amount.end).filter(|_| amount.unit.id == SECOND)?;
        let reading = self.number(from)?;
        let hundredths = || {
            let parts = reading.whole().filter(|parts| reading.digits && (10..100).contains(parts))?;
            let of = reading.end + self.cue(reading.end, Cue::OutOf)?;
            let (_, end) = self.known_unit(of).filter(|(unit, _)| unit.id == SECOND)?;
            Some((Number::written(Decimal::new(i64::try_from(parts).ok()?, 2)), end))
        };
        let (part, end) = self.out_of(&reading).or_else(hundredths)?;
        let value = amount.number.value.checked_add(part.value)?;
        Some(Amount { number: Number { value, step: part.step }, end, ..amount })
    }

    /// `and a half`, `ونصف`, `ونصف العام`, joined to what stands before.
    fn with_fraction(&self, amount: Amount) -> Option<Amount> {
        let from = self.after_joint(amount.end)?;
        let (mut part, mut end) = self.fraction_word(from).filter(|(_, end)| !self.is_period_part(from, *end))?;
        // `5 ملايين دولار ونصف المليون`.
        if let Some(scale) = self.scale(end).filter(|scale| Decimal::from(scale.value) <= amount.number.value) {
            part = part.times(Decimal::from(scale.value))?;
            end += scale.len;
        }
        let value = amount.number.value.checked_add(part.value)?;
        let number = Number { value, step: part.step };
        // The unit may be said again: a year and half a year. Another unit is a part of its own, another noun another count.
        let (unit, end) = match self.known_unit(end) {
            Some((unit, after)) => (unit, after),
            None => (amount.unit, end),
        };
        let own = unit == amount.unit && (self.token(end).is_none() || self.listed_noun(end).is_none());
        own.then_some(Amount { number, end, loose: true, ..amount })
    }

    /// `and 20 minutes`, `50 cents`, `2 in`: an amount in a smaller unit of the same dimension, right behind a larger one.
    fn smaller_amount(&self, at: usize, larger: &UnitDef) -> Option<Amount> {
        let joined = self.after_joint(at);
        let comma = larger.dimension == Dimension::Duration && (self.is_mark(at, ',') || self.is_mark(at, '،'));
        let mut from = joined.unwrap_or(at + usize::from(comma));
        if comma {
            from = self.after_joint(from).unwrap_or(from);
        }
        // `a woman of 34 years 15 days for`: where *and* is joined on, days are part of years only with it.
        let calendar = larger.dimension == Dimension::Duration && larger.id != "hour" && larger.id != "minute";
        if calendar && joined.is_none() && !comma && !self.language.and_prefix.is_empty() {
            return None;
        }
        let smaller = |unit: &UnitDef| {
            part_of(unit, larger).is_some()
                || unit.dimension == larger.dimension && !is_money(larger) && is_less(unit, larger)
        };
        if let Some(reading) = self.number(from)
            && let (Some(number), Some((unit, end))) =
                (reading.number, self.known_unit(reading.end).or_else(|| self.symbol_after(reading.end)))
        {
            return smaller(unit).then_some(Amount { number, unit, end, loose: false });
        }
        let part = self.fraction_word(from).filter(|_| joined.is_some());
        let unit_at = part.map_or(from, |(_, end)| end);
        let ((unit, form), found) = self.find_form(unit_at, Sense::unit)?;
        let end = unit_at + found.len;
        let number = match (part, form) {
            (Some((number, _)), UnitForm::One) => number,
            (None, UnitForm::Two) => Number::from(2),
            (None, UnitForm::One) if joined.is_some() && unit.dimension == Dimension::Duration => Number::from(1),
            _ => return None,
        };
        let indefinite = !self.language.holds_article(found.form.prefix) && !found.form.inflected;
        (indefinite && smaller(unit)).then_some(Amount { number, unit, end, loose: false })
    }

    /// A symbol that is a preposition too, and a unit behind an amount in a larger one: `5 ft 2 in`.
    fn symbol_after(&self, at: usize) -> Option<(&'static UnitDef, usize)> {
        let (unit, len) =
            self.find(at, |sense| sense.unit().filter(|(_, form)| *form == UnitForm::Symbol).map(|(unit, _)| unit))?;
        Some((unit, at + len))
    }

    /// `per month`, `-a-day`, `يوميا`: what an amount is for each of, with the end.
    pub(super) fn per(&self, at: usize, money: bool) -> Option<(String, usize)> {
        // `في الأسبوع المنتهي في 9 مارس`: one certain week.
        // So are `في الدقيقة 2` and `وفي السنة المالية المقبلة`.
        let certain = |end: usize| {
            // An adverb is of any: `يوميا ابتداء من يناير`.
            if end == at + 1 && !self.is_prefixed(at) {
                return false;
            }
            let bounds = |sense| matches!(sense, Sense::Cue(Cue::Ending | Cue::Starting) | Sense::Shift(_));
            let number = self.token(end).is_some_and(|token| token.kind == TokenKind::Number);
            self.language.noun_before_adjective
                && (self.is_joined(at) || number || self.find(end, |sense| bounds(sense).then_some(())).is_some())
        };
        self.each(at, money).filter(|(_, end)| !certain(*end) && !self.is_distance(at, *end))
    }

    /// Whether a unit behind an amount tells how long before or after: `2 billion dollars a year earlier`, but `5 a day
    /// earlier this year`.
    fn is_distance(&self, at: usize, end: usize) -> bool {
        let shifted = |at: usize| {
            let at = at + self.cue(at, Cue::During).unwrap_or(0);
            self.find(at, |sense| matches!(sense, Sense::Shift(_)).then_some(())).is_some()
        };
        let beside = [Cue::EarlierIn, Cue::LaterIn].into_iter().find_map(|cue| self.cue(end, cue));
        let closed = |at: usize| self.token(at).is_none_or(|token| matches!(token.kind, TokenKind::Mark(_)));
        self.cue(at, Cue::ForEach).is_none()
            && (self.cue(end, Cue::Ago).is_some_and(|len| self.cue(end, Cue::Before).is_none() || closed(end + len))
                || self.cue(end, Cue::Before).is_some_and(|len| closed(end + len))
                || beside.is_some_and(|len| !shifted(end + len)))
    }

    fn each(&self, at: usize, money: bool) -> Option<(String, usize)> {
        let hyphen = usize::from(self.is_dash(at) && self.is_glued(at));
        let adverb = self.find(at + hyphen, |sense| sense.unit().filter(|(_, form)| *form == UnitForm::Per));
        if let Some(((unit, _), len)) = adverb {
            return Some((unit.id.to_owned(), at + hyphen + len));
        }
        let from = at + hyphen;
        let len = self.cue(from, Cue::Per)?;
        let mut to = from + len;
        to += usize::from(self.is_dash(to) && self.is_glued(to));
        if let Some(so_many) = self.per_so_many(to) {
            return Some(so_many);
        }
        let unit = self.find(to, |sense| match sense.unit() {
            Some((unit, UnitForm::One)) if matches!(unit.dimension, Dimension::Duration | Dimension::Physical(_)) => {
                Some(unit)
            }
            // A letter is a unit only behind a slash: $5/t.
            Some((unit, UnitForm::Symbol))
                if matches!(unit.dimension, Dimension::Physical(_))
                    && (self.is_mark(from, '/') || !self.is_letter(to) && self.cue(to, Cue::During).is_none()) =>
            {
                Some(unit)
            }
            _ => None,
        });
        if let Some((unit, len)) = unit {
            return Some((unit.id.to_owned(), to + len));
        }
        // `per diluted share`: behind the word that can be no article adjectives may come.
        let plain =
            |at: &usize| self.token(*at).is_some_and(|token| token.kind == TokenKind::Word) && !self.is_grammar(*at);
        let to = if self.cue(from, Cue::ForEach).is_some() && !self.language.noun_before_adjective {
            let noun = |at: &usize| self.listed_noun(*at).is_some();
            (to..to + ADJECTIVES).take_while(plain).find(noun).unwrap_or(to)
        } else {
            to
        };
        // `2.1 children per woman`, `50 cents a share`; but `a` may be the article of what comes next.
        let told = money || self.cue(from, Cue::ForEach).is_some();
        let (lemma, end) = self.listed_noun(to).filter(|(lemma, _)| told && !self.is_other_form(to, lemma))?;
        Some((lemma.to_owned(), end))
    }

    /// `2 million bpd`: what an amount is for each of, as its unit tells by itself.
    pub(super) fn per_within(&self, start: usize, end: usize) -> Option<(String, usize)> {
        let told = |at: usize| {
            let per = |sense: Sense| sense.unit().filter(|(_, form)| *form == UnitForm::Per).map(|(unit, _)| unit);
            let (unit, len) = self.find_kind(at, SenseKind::Unit, per)?;
            (at + len == end).then(|| (unit.id.to_owned(), end))
        };
        (start..end).rev().take(SYMBOL).find_map(told)
    }

    /// `per 100,000 people`, `لكل مئة ألف نسمة`: so many of what is counted, as number and noun.
    fn per_so_many(&self, at: usize) -> Option<(String, usize)> {
        let reading = self.number(at)?;
        let count = reading.whole().filter(|count| *count >= 10)?;
        let counted = self.unit_after(reading.end, &reading)?;
        Some((format!("{count} {}", counted.unit.id()?), counted.end))
    }

    /// A temperature that is told below zero: `10 degrees below zero`.
    pub(super) fn below_zero(&self, at: usize, unit: &Unit) -> Option<usize> {
        let degrees = matches!(unit.dimension(), Dimension::Physical("temperature"));
        let len = self
            .cue(at, Cue::Minus)
            .filter(|_| degrees && self.token(at).is_some_and(|token| token.kind == TokenKind::Word))?;
        Some(at + len)
    }
}

pub(super) fn is_money(unit: &UnitDef) -> bool {
    matches!(unit.dimension, Dimension::Money(_))
}

/// Whether one unit is smaller than another of its dimension.
fn is_less(unit: &UnitDef, other: &UnitDef) -> bool {
    let ((a, b), (c, d)) = (unit.factor, other.factor);
    a.checked_mul(d).zip(c.checked_mul(b)).is_some_and(|(left, right)| left < right)
}

/// How many of a part make one of a unit of money.
pub(super) fn part_of(part: &UnitDef, whole: &UnitDef) -> Option<u32> {
    part.part_of.iter().find(|(id, _)| *id == whole.id).map(|(_, many)| *many)
}

/// Two amounts in one: lengths of time in the smaller unit, all else in the larger, as people say it.
fn added(whole: Amount, part: Amount) -> Option<Amount> {
    if let Some(many) = part_of(part.unit, whole.unit) {
        let value = whole.number.value.checked_add(part.number.value.checked_div(Decimal::from(many))?)?;
        return Some(Amount { number: Number::written(value.normalize()), end: part.end, ..whole });
    }
    let in_unit = |amount: Amount, unit: &UnitDef| {
        let ((over, under), (by, of)) = (amount.unit.factor, unit.factor);
        amount.number.value.checked_mul(over)?.checked_mul(of)?.checked_div(under.checked_mul(by)?)
    };
    let time = whole.unit.dimension == Dimension::Duration;
    let ratio = in_unit(Amount { number: Number::from(1), ..whole }, part.unit)?;
    let even = ratio.is_integer();
    // Parts of one amount are told in whole steps: 120 knots and 215 km/h are two winds, 5 tonnes and 2000 kg two loads.
    let physical = matches!(whole.unit.dimension, Dimension::Physical(_));
    if !time && (!physical || !even || part.number.value >= ratio) {
        return None;
    }
    // Years and months have no whole number of days or weeks: they are counted as contracts do.
    let (whole, part) = if time && !even { (in_days(whole)?, in_days(part).unwrap_or(part)) } else { (whole, part) };
    let unit = if time { part.unit } else { whole.unit };
    let value = in_unit(whole, unit)?.checked_add(in_unit(part, unit)?)?;
    let number = Number::written(if time || even { value.round_dp(6).normalize() } else { value.round() });
    Some(Amount { number, unit, end: part.end, loose: whole.loose || part.loose || !even })
}

/// A length of weeks, months or years in days: a year has 365, the months left over 30 each.
fn in_days(amount: Amount) -> Option<Amount> {
    let value = amount.number.value;
    let months = |count: Decimal| {
        let years = count.checked_div(MONTHS)?.trunc();
        let rest = count.checked_sub(years.checked_mul(MONTHS)?)?;
        years.checked_mul(DAYS_OF_YEAR)?.checked_add(rest.checked_mul(DAYS_OF_MONTH)?)
    };
    let days = match amount.unit.id {
        "week" => value.checked_mul(Decimal::from(7)),
        "month" => months(value),
        "quarter" => months(value.checked_mul(Decimal::from(3))?),
        "year" => value.checked_mul(DAYS_OF_YEAR),
        "decade" => value.checked_mul(DAYS_OF_YEAR)?.checked_mul(Decimal::TEN),
        "century" => value.checked_mul(DAYS_OF_YEAR)?.checked_mul(Decimal::ONE_HUNDRED),
        _ => None,
    }?;
    let Some(Unit::Known(day)) = Unit::known("day") else { return None };
    Some(Amount { number: Number::written(days.normalize()), unit: day, ..amount })
}
