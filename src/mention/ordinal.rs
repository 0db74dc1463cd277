//! Ordinals: `75th`, `twenty-first`, `الخامس والسبعين`, with the noun that is numbered.

use super::Mention;
use super::number::Cardinal;
use super::reader::Reader;
use crate::language::{Cue, Gist, Sense, SenseKind, TokenKind, UnitForm};
use crate::value::{Number, Ordinal, Quantity, Unit, Value};

/// How many words back the noun of an ordinal may stand, its adjectives between.
const NOUN: usize = 3;

/// What the words are that an ordinal begins with.
const BEGINS: Gist = Gist::listing(&[SenseKind::Ordinal, SenseKind::Cardinal], &[]);

impl Reader<'_> {
    /// A numbered member of a series.
    pub(super) fn ordinal(&self, at: usize) -> Option<Mention> {
        let (number, end) = match self.whole_ordinal(at) {
            Some(found) => found,
            None => self.ordinal_words(at)?,
        };
        // `First, …`, `First there was …` put statements in order.
        let opens = at == 0 || self.tokens[..at].iter().all(|token| matches!(token.kind, TokenKind::Mark(_)));
        if !self.language.noun_before_adjective
            && opens
            && number <= 10
            && (self.is_mark(end, ',') || self.is_stop(end))
        {
            return None;
        }
        if let Some(age) = self.year_of_life(at, number, end) {
            return Some(age);
        }
        let of = self.numbered_noun(at, end);
        Some(self.mention(Value::Ordinal(Ordinal { number, of }), at, end, "ordinal"))
    }

    /// `في الخامسة من عمره`, `في العشرين من عمرها`: the year of a life is an age.
    pub(super) fn year_of_life(&self, at: usize, number: u64, end: usize) -> Option<Mention> {
        let end = end + self.cue(end, Cue::OfAge)?;
        // `في العقد الثالث من عمره`: ten years of it.
        if at.checked_sub(1).is_some_and(|before| self.unit_word(before, "decade").is_some()) {
            return None;
        }
        let age = Quantity::new(Number::from(i64::try_from(number).ok()?), Unit::known("year")?);
        Some(self.mention(Value::Quantity(age), at, end, "age"))
    }

    /// `75th`.
    fn whole_ordinal(&self, at: usize) -> Option<(u64, usize)> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Number)?;
        let ending = self.ordinal_ending(at + 1);
        ending.then(|| token.word.folded.replace(',', "").parse().ok().map(|number| (number, at + 2)))?
    }

    /// Whether the letters glued to digits make them an ordinal: `3rd`.
    pub(super) fn ordinal_ending(&self, at: usize) -> bool {
        self.is_glued(at) && self.cue(at, Cue::Nth).is_some()
    }

    /// A ruler's number: a definite ordinal right behind a name, which has no article.
    pub(super) fn numbers_a_name(&self, at: usize) -> bool {
        self.language.noun_before_adjective
            && self.is_definite(at)
            && at.checked_sub(1).and_then(|before| self.token(before)).is_some_and(|before| {
                before.kind == TokenKind::Word
                    && before.word.forms.iter().all(|form| form.node.senses().is_empty())
                    && !before.word.language.is_some_and(|language| language.ends_in_pronoun(before.span.of(self.text)))
                    && !self.is_definite(at - 1)
            })
    }

    /// The lemma of what is numbered: the noun before, where adjectives follow it, else the noun after.
    pub(super) fn numbered_noun(&self, start: usize, end: usize) -> Option<String> {
        if !self.language.noun_before_adjective {
            // `an 83rd-minute penalty`.
            let tied = self.is_dash(end) && self.is_glued(end) && self.is_glued(end + 1);
            if let Some(unit) = self.unit_name(end + 1).filter(|_| tied) {
                return Some(unit);
            }
            let listed = self.listed_noun(end).map(|(lemma, _)| lemma.to_owned()).or_else(|| self.unit_name(end));
            return listed.or_else(|| self.cue(end, Cue::Occasion).map(|_| self.written_lemma(end, None)));
        }
        if self.is_definite(start) {
            return self.definite_noun_before(start);
        }
        // `خامس ترشيح` before `قنبلة رابعة`.
        let after = self.listed_noun(end).map(|(lemma, _)| lemma.to_owned()).or_else(|| self.unit_name(end));
        let before = || self.noun_before(start).filter(|(_, from)| !self.is_definite(*from)).map(|(lemma, _)| lemma);
        after.or_else(before).or_else(|| self.plain_noun(end))
    }

    /// The noun that a definite ordinal agrees with: the first of the definite words before it, the rest being adjectives.
    fn definite_noun_before(&self, start: usize) -> Option<String> {
        let mut first = None;
        for at in (start.saturating_sub(NOUN)..start).rev().take_while(|at| self.is_definite(*at)) {
            first = Some(at);
            // A preposition begins the phrase.
            if !self.written(at).starts_with(self.language.article) {
                break;
            }
        }
        let Some(at) = first else { return self.noun_before(start).map(|(lemma, _)| lemma) };
        let listed = self.find(at, |sense| match sense {
            Sense::Noun(lemma) => Some(lemma.to_owned()),
            _ => None,
        });
        let unlisted = || self.language.without_article(&self.written_lemma(at, None)).map(ToOwned::to_owned);
        listed.map(|(lemma, _)| lemma).or_else(|| self.unit_name(at)).or_else(unlisted)
    }

    /// The noun or unit that ends right before a token, with where it begins.
    pub(super) fn noun_before(&self, at: usize) -> Option<(String, usize)> {
        self.starts_before(at, |sense| match sense {
            Sense::Noun(lemma) => Some(lemma.to_owned()),
            _ => self.name_of(sense),
        })
    }

    /// What the unit that stands here is called: days that are numbered are things, not a length of time.
    pub(super) fn unit_name(&self, at: usize) -> Option<String> {
        self.find(at, |sense| self.name_of(sense)).map(|(name, _)| name)
    }

    fn name_of(&self, sense: Sense) -> Option<String> {
        let Sense::Unit { unit, form: UnitForm::One | UnitForm::Two | UnitForm::Many } = sense else { return None };
        self.language.unit_name(unit).map(ToOwned::to_owned)
    }

    /// A word that the data does not list as a noun, right behind an ordinal that numbers it: `خامس ترشيح`.
    fn plain_noun(&self, at: usize) -> Option<String> {
        let word = self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
        (word && !self.is_grammar(at) && !self.is_definite(at)).then(|| self.written_lemma(at, None))
    }

    /// An ordinal in words: `second`, `الثاني عشر`, `الخامس والسبعين`, `one hundred and twenty-first`.
    pub(super) fn ordinal_words(&self, at: usize) -> Option<(u64, usize)> {
        if !self.token(at)?.begins_any(BEGINS) {
            return None;
        }
        let (number, end) =
            self.simple_ordinal(at).or_else(|| self.ordinal_after_hundreds(at)).or_else(|| self.round_ordinal(at))?;
        // `الثاني بعد المئة`: the hundred told behind.
        let hundred = self.cue(end, Cue::After).and_then(|len| {
            let word = self
                .cardinal(end + len)
                .filter(|word| word.value >= 100 && !word.joined && self.is_definite(end + len))?;
            Some((number.checked_add(word.value)?, end + len + word.len))
        });
        Some(hundred.filter(|_| number < 100).unwrap_or((number, end)))
    }

    fn simple_ordinal(&self, at: usize) -> Option<(u64, usize)> {
        if let Some((number, end)) = self.ordinal_word(at) {
            // Arabic: the unit is an ordinal, the ten a cardinal with the article: the fifth and the seventy.
            let joint = self.cue(end, Cue::And).unwrap_or(0);
            let tens = |at: usize| self.cardinal(at).filter(|word| matches!(word.value, 10..=90) && !word.scale);
            let sum = match tens(end + joint) {
                Some(Cardinal { value: 10, joined: false, len, .. }) if number <= 9 && joint == 0 => {
                    Some((number + 10, end + len))
                }
                Some(ten)
                    if number <= 9
                        && ten.value >= 20
                        && (ten.joined || joint > 0)
                        && self.is_definite(at) == self.is_definite(end + joint) =>
                {
                    Some((number + ten.value, end + joint + ten.len))
                }
                _ => None,
            };
            return Some(sum.unwrap_or((number, end)));
        }
        self.tens_ordinal(at)
    }

    /// `الذكرى العشرون`: a definite ten or hundred right behind one definite thing numbers it; behind several it counts them.
    fn round_ordinal(&self, at: usize) -> Option<(u64, usize)> {
        let word = self.cardinal(at).filter(|word| !word.joined && matches!(word.value, 20..=100))?;
        let before = at.checked_sub(1).filter(|_| self.language.noun_before_adjective && self.is_definite(at))?;
        let one = self.find_form(before, |sense| match sense {
            Sense::Noun(lemma) => Some(!self.is_other_form(before, lemma)),
            Sense::Unit { form, .. } => Some(form == UnitForm::One),
            _ => None,
        });
        let (one, found) = one.filter(|(_, found)| found.len == 1)?;
        // A pronoun makes it definite as well: `هدفه العشرين`.
        let inflected = found.form.inflected;
        let told = self.is_definite(before) || inflected;
        let more = self.cardinal(at + word.len).is_some() || self.listed_noun(at + word.len).is_some();
        (one && told && !more).then_some((word.value, at + word.len))
    }

    /// English: a ten and an ordinal unit.
    pub(super) fn tens_ordinal(&self, at: usize) -> Option<(u64, usize)> {
        if self.language.unit_before_ten {
            return None;
        }
        let ten = self.cardinal(at).filter(|word| matches!(word.value, 20..=90) && !word.scale)?;
        let mut next = at + ten.len;
        next += usize::from(self.is_hyphen(next));
        let (unit, end) = self.ordinal_word(next).filter(|(unit, _)| *unit <= 9 && !self.is_joined(next))?;
        Some((ten.value + unit, end))
    }

    /// Cardinals from a hundred up and the ordinal that ends them: `two hundredth`, `المئة والخامسة والعشرون`.
    fn ordinal_after_hundreds(&self, at: usize) -> Option<(u64, usize)> {
        let first = self.cardinal(at).filter(|word| !self.language.unit_before_ten || word.value >= 100)?;
        // Where the ordinal has an article, the hundred before it has one too.
        if self.language.unit_before_ten {
            let sum = self
                .is_definite(at)
                .then(|| self.simple_ordinal(at + first.len).filter(|_| self.is_joined(at + first.len)))??;
            return Some((first.value.checked_add(sum.0)?, sum.1));
        }
        let reading = self.number(at).filter(|reading| !reading.digits)?;
        // The tens of the ordinal may have been read with the hundreds before it.
        let whole = reading.whole()?;
        let mut next = reading.end;
        next += usize::from(self.is_hyphen(next));
        next += self.cue(next, Cue::And).unwrap_or(0);
        let (last, end) = self.ordinal_word(next)?;
        match last {
            100.. => Some((whole.checked_mul(last)?, end)),
            10.. if whole % 100 == 0 && whole >= 100 => Some((whole + last, end)),
            1..=9 if whole >= 100 && (whole % 10 == 0 && whole % 100 != 10) => Some((whole + last, end)),
            _ => None,
        }
    }

    pub(super) fn ordinal_word(&self, at: usize) -> Option<(u64, usize)> {
        if !self.may_begin_with(at, SenseKind::Ordinal) {
            return None;
        }
        let (number, found) = self.find_form(at, |sense| match sense {
            Sense::Ordinal(number) => Some(number),
            _ => None,
        })?;
        (!found.form.inflected).then_some((number, at + found.len))
    }
}
