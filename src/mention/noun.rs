//! Counted nouns: the noun after a number, behind a word for *of*, or before it, and its lemma.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::number::NumberReading;
use super::quantity::YEARS;
use super::reader::Reader;
use super::unit::{UnitReading, is_money};
use crate::language::{ConceptKind, Cue, Form, PlaceKind, Sense, SenseKind, TokenKind, UnitForm};
use crate::value::{Dimension, Number, Unit, UnitDef};

/// How many words before a number may say what it is the number of.
const COUNTED: usize = 12;
/// Letters that a word has left at least, or more likely begins so by chance: `بالغين`.
const SHORTEST: usize = 3;
/// How far before an amount the word may stand that it is paid or measured in money.
const PAID: usize = 8;
/// How far behind it.
const PAID_BEHIND: usize = 3;
/// How many words adjectives may take before their noun, itself included.
const ADJECTIVES: usize = 4;

/// What opens a quotation, and what closes it.
const QUOTES: [(char, char); 4] = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“')];

impl Reader<'_> {
    /// The one unit that a fraction in words is of: `half a percent`, `two-tenths of a percent`.
    fn unit_of_part(&self, at: usize, reading: &NumberReading) -> Option<(&'static UnitDef, usize)> {
        let part = reading.number.is_some_and(|number| number.value < Decimal::ONE) && !reading.digits;
        if !part || !self.language.article.is_empty() {
            return None;
        }
        let of = self.cue(at, Cue::Of).unwrap_or(0);
        self.known_unit(at + of + self.cue(at + of, Cue::Per)?)
    }

    /// The unit or counted noun after a number.
    pub(super) fn unit_after(&self, at: usize, reading: &NumberReading) -> Option<UnitReading> {
        let mut from = at;
        // `85-billion-a-month`, `four-storey`, `10-year`.
        if self.is_hyphen(from) {
            from += 1;
        }
        // `dozens of`, `آلاف من`.
        if reading.vague.is_some() {
            from += self.cue(from, Cue::Of).unwrap_or(0);
            from += self.cue(from, Cue::Definite).unwrap_or(0);
        }
        // `two other men`, `300 more people`.
        if let Some(len) = self.cue(from, Cue::Others).filter(|_| !self.language.noun_before_adjective) {
            let noun = self.noun(from + len, reading);
            return noun.map(|(lemma, end)| UnitReading { unit: Unit::Counted(lemma), end });
        }
        let unit = self
            .known_unit(from)
            .or_else(|| self.bracketed_unit(from))
            .or_else(|| self.unit_of_part(from, reading))
            .or_else(|| self.unit_behind_adjectives(from));
        if let Some((unit, end)) = unit {
            let unit = self.as_money(from, end, reading).unwrap_or(unit);
            return Some(UnitReading { unit: Unit::Known(unit), end });
        }
        let noun = self
            .noun(from, reading)
            .or_else(|| self.quoted_noun(from))
            .or_else(|| self.noun_of(from).filter(|_| reading.whole().is_some()));
        noun.map(|(lemma, end)| UnitReading { unit: Unit::Counted(lemma), end })
    }

    /// `3 million pounds`, `2 pounds per litre`: money where the word for a mass is one for money too, unless it says of what.
    fn as_money(&self, at: usize, end: usize, reading: &NumberReading) -> Option<&'static UnitDef> {
        let large = !reading.digits
            && reading.number.is_some_and(|number| number.value >= Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND);
        let of = self.cue(end, Cue::Of).is_some();
        let priced = self
            .cue(end, Cue::Per)
            .and_then(|len| self.known_unit(end + len))
            .is_some_and(|(unit, _)| matches!(unit.dimension, Dimension::Physical(_)));
        let money = |sense: Sense| sense.unit().filter(|(unit, _)| is_money(unit)).map(|(unit, _)| unit);
        let found = self.find(at, money).filter(|(_, len)| at + len == end)?;
        (large && !of || priced || !of && self.is_paid(at, end)).then_some(found.0)
    }

    /// `the fare is 10 pounds`: whether what is measured in money or paid is told near by.
    fn is_paid(&self, at: usize, end: usize) -> bool {
        let money = |at: usize| {
            let told = self.concept(at, &[ConceptKind::Measure, ConceptKind::Event]);
            told.is_some_and(|(concept, _)| concept.def().of.first() == Some(&"money"))
        };
        (at.saturating_sub(PAID)..at).chain(end..end + PAID_BEHIND).any(money)
    }

    /// A noun of the data that begins here, with no preposition before it; its lemma and end.
    pub(super) fn listed_noun(&self, at: usize) -> Option<(&'static str, usize)> {
        if !self.may_begin_with(at, SenseKind::Noun) {
            return None;
        }
        let (lemma, found) = self.find_form(at, |sense| match sense {
            Sense::Noun(lemma) => Some(lemma),
            _ => None,
        })?;
        let bare = found.form.prefix.is_empty() || found.form.prefix == self.language.article;
        bare.then_some((lemma, at + found.len))
    }

    /// A counted noun of the data between quotation marks: `39 "terrorists"`.
    fn quoted_noun(&self, at: usize) -> Option<(String, usize)> {
        let TokenKind::Mark(open) = self.token(at)?.kind else { return None };
        let (_, close) = QUOTES.iter().find(|(mark, _)| *mark == open)?;
        let (lemma, end) = self.listed_noun(at + 1).filter(|(_, end)| self.is_mark(*end, *close))?;
        Some((lemma.to_owned(), end + 1))
    }

    /// The counted noun that begins here: one that the data lists, or the word that stands where one would.
    fn noun(&self, at: usize, reading: &NumberReading) -> Option<(String, usize)> {
        let token = self.token(at)?;
        if token.kind != TokenKind::Word || self.stands_apart(at) {
            return None;
        }
        // An exact number counts an indefinite noun: `مئات المتظاهرين`, but not `25 الثورة`.
        if reading.vague.is_none() && self.is_definite(at) {
            return None;
        }
        if token.word.language.is_some_and(|language| language.noun_before_adjective) {
            let listed = self.listed_noun(at).map(|(lemma, end)| (lemma.to_owned(), end));
            listed.or_else(|| self.nationals(at, reading)).or_else(|| self.unlisted_noun(at, reading))
        } else {
            self.noun_behind_adjectives(at, reading)
        }
    }

    /// `11 كينيا و4 أوغنديين`: people by where they are from; the lemma is the name for one of them.
    fn nationals(&self, at: usize, reading: &NumberReading) -> Option<(String, usize)> {
        let token = self.token(at)?;
        let land = |sense: &Sense| matches!(sense, Sense::Place(place) if place.def().kind == PlaceKind::Country);
        let year = reading.digits && reading.whole().is_some_and(|number| YEARS.contains(&number));
        // `في الدقيقة 12 تونس`: the land itself is no people.
        let named = |form: &&Form| form.prefix.is_empty() && form.inflected && form.node.senses().iter().any(land);
        let form = token.word.forms.iter().find(named).filter(|_| !year)?;
        Some((form.node.key().to_owned(), at + 1))
    }

    /// `6.420 مرشحا`: digits with a dot before the last three are thousands where what follows is counted, for nothing that
    /// is counted comes in thousandths.
    pub(super) fn grouped_by_dot(&self, at: usize, reading: &NumberReading) -> Option<NumberReading> {
        let (before, behind) = self.token(at)?.word.folded.split_once('.')?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let groups = digits(before) && digits(behind) && behind.len() == 3 && (1..=3).contains(&before.len());
        // Where names have capitals, thousands take a comma, and averages come in thousandths: `1.875 goals`.
        if !groups || before.starts_with('0') || reading.end != at + 1 || self.language.capitalises_names {
            return None;
        }
        let number = Number::written(format!("{before}{behind}").parse().ok()?);
        let grouped = NumberReading { number: Some(number), ..*reading };
        let end = reading.end;
        if self.known_unit(end).is_some() || self.scale(end).is_some() {
            return None;
        }
        // An unknown word is what is counted where it has the ending of one.
        let ending = self.language.case_ending;
        let ends = !ending.is_empty() && self.token(end)?.word.folded.ends_with(ending);
        let listed = self.listed_noun(end).is_some() || self.concept(end, &[ConceptKind::Person]).is_some();
        (self.noun(end, &grouped).is_some() && (listed || ends)).then_some(grouped)
    }

    /// Where adjectives follow, a word right after a number that has no other use there.
    fn unlisted_noun(&self, at: usize, reading: &NumberReading) -> Option<(String, usize)> {
        let token = self.token(at)?;
        let other = self.is_prefixed_definite(at)
            || token.has(|sense| matches!(sense, Sense::Place(_)))
            || self.concept(at, &[ConceptKind::Event, ConceptKind::Motion]).is_some()
            || token.word.forms.iter().any(|form| form.future)
            || self.goes_on_with_and(at)
            || self.looks_like_verb_of_many(at)
            || self.is_for_somebody(at);
        // A fraction or a decimal measures; it counts nothing. Neither does `العشرات`.
        let vague = reading.vague.is_some() && (self.is_definite(at) || !(at > 0 && self.is_definite(at - 1)));
        let counts = vague || reading.whole().is_some_and(|count| count > 2);
        let lemma = || {
            let written = self.written_lemma(at, reading.whole());
            let bare = self.is_definite(at).then(|| self.language.without_article(&written)).flatten();
            let plural = reading.whole().is_none_or(|count| (3..=10).contains(&(count % 100)));
            let language = token.word.language.filter(|_| plural);
            let lemma = bare.map_or_else(|| written.clone(), ToOwned::to_owned);
            language.map_or_else(|| lemma.clone(), |language| language.singular(&lemma))
        };
        (counts && !other).then(|| (lemma(), at + 1))
    }

    /// Whether an unknown word begins as *and* is joined on: `36 وراموس`.
    fn goes_on_with_and(&self, at: usize) -> bool {
        let and = self.language.and_prefix;
        self.token(at).is_some_and(|token| {
            let rest = token.word.folded.strip_prefix(and).filter(|_| !and.is_empty() && token.word.forms.is_empty());
            rest.is_some_and(|rest| rest.chars().count() > SHORTEST)
        })
    }

    /// Whether an unknown word begins as verbs do and ends as plurals do: `4 ملايين يسكنون`.
    fn looks_like_verb_of_many(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let word = token.word.folded.as_str();
            let language = token.word.language.filter(|_| token.word.forms.is_empty());
            language.is_some_and(|language| language.begins_as_verb(word) && language.singular(word) != word)
        })
    }

    /// Whether a preposition is joined on before a given name: `9300 لأسعد`.
    fn is_for_somebody(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let listed = token.has(|sense| matches!(sense, Sense::Noun(_)));
            let language = token.word.language.filter(|_| !listed);
            language.is_some_and(|language| {
                language.without_particles(&token.word.folded).any(|bare| language.is_given_name(&bare))
            })
        })
    }

    /// Whether an unknown word begins with a preposition and the article: `بالأورال`.
    fn is_prefixed_definite(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| {
            let language = token.word.language.filter(|_| token.word.forms.is_empty() && !self.is_definite(at));
            language
                .and_then(|language| language.without_article(&token.word.folded))
                .is_some_and(|bare| bare.chars().count() > SHORTEST)
        })
    }

    /// Where adjectives come first: the first noun of the next words, else one that a hyphen ties on.
    fn noun_behind_adjectives(&self, at: usize, reading: &NumberReading) -> Option<(String, usize)> {
        let mut first = None;
        let mut next = at;
        for _ in 0..ADJECTIVES {
            let Some(token) = self.token(next).filter(|token| token.kind == TokenKind::Word) else { break };
            if next > at && self.stands_apart(next) {
                break;
            }
            if self.is_compound_adjective(next) {
                next += 3;
                continue;
            }
            if let Some((lemma, end)) = self.listed_noun(next) {
                // `three suicide bombers`: several of them are the plural that follows the singular.
                let one = reading.whole() == Some(1) || self.is_other_form(next, lemma);
                let head = (!one).then(|| self.plural(end)).flatten();
                return Some(head.unwrap_or_else(|| (lemma.to_owned(), end)));
            }
            if let Some((_, len)) = self.concept(next, &[ConceptKind::Person]) {
                // `umrah pilgrims`: who they are may be told by two words.
                let end = next + len;
                let more = self.concept(end, &[ConceptKind::Person]).filter(|_| !self.stands_apart(end));
                let end = more.filter(|_| self.plural(end).is_some()).map_or(end, |(_, more)| end + more);
                return Some((self.singular(end - 1), end));
            }
            let singular = self.singular(next);
            if singular != token.word.folded {
                return Some((singular, next + 1));
            }
            if self.concept(next, &[ConceptKind::Event, ConceptKind::Motion]).is_some() {
                break;
            }
            first.get_or_insert((singular, next + 1));
            next += 1;
        }
        first.filter(|_| at > 0 && self.is_dash(at - 1))
    }

    /// Whether a word is tied to the next by a hyphen, and both are an adjective: `part-time workers`, but `car-bombs`.
    fn is_compound_adjective(&self, at: usize) -> bool {
        self.is_hyphen(at + 1)
            && self.token(at + 2).is_some_and(|token| token.kind == TokenKind::Word)
            && self.singular(at + 2) == self.folded(at + 2)
            && self.token(at + 3).is_some_and(|token| token.kind == TokenKind::Word && !token.glued)
            && !self.language.noun_before_adjective
    }

    /// `four straight months`: the plural of a unit behind adjectives.
    fn unit_behind_adjectives(&self, at: usize) -> Option<(&'static UnitDef, usize)> {
        if self.language.noun_before_adjective || self.stands_apart(at) {
            return None;
        }
        let plain = |at: &usize| {
            let word = self.token(*at).is_some_and(|token| token.kind == TokenKind::Word);
            word && !self.stands_apart(*at) && self.listed_noun(*at).is_none() && self.singular(*at) == self.folded(*at)
        };
        let last = (at..at + ADJECTIVES - 1).take_while(plain).last()?;
        let (unit, len) = self
            .find(last + 1, |sense| sense.unit().filter(|(_, form)| *form == UnitForm::Many).map(|(unit, _)| unit))?;
        Some((unit, last + 1 + len))
    }

    fn folded(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| &token.word.folded)
    }

    /// The noun in the plural that stands here, as its singular.
    fn plural(&self, at: usize) -> Option<(String, usize)> {
        self.token(at).filter(|token| token.kind == TokenKind::Word && !self.stands_apart(at))?;
        if let Some((lemma, end)) = self.listed_noun(at) {
            return self.is_other_form(at, lemma).then(|| (lemma.to_owned(), end));
        }
        let singular = self.singular(at);
        (singular != self.token(at)?.word.folded).then_some((singular, at + 1))
    }

    /// A number of a group: `3 من المصابين`, `two of the victims`, `15 من رجال الشرطة`. The group is told in the plural.
    fn noun_of(&self, at: usize) -> Option<(String, usize)> {
        let of = self.cue(at, Cue::Of)?;
        let noun = at + of + self.cue(at + of, Cue::Definite).unwrap_or(0);
        let (lemma, end) = self.listed_noun(noun)?;
        let definite = noun > at + of || self.is_definite(noun) || self.is_definite(end);
        (definite && self.is_other_form(noun, lemma)).then(|| (lemma.to_owned(), end))
    }

    /// `the number of visitors rose to 300`: the noun that a bare number counts, told earlier in its clause.
    pub(super) fn number_of(&self, at: usize) -> Option<&'static str> {
        // `the number of members, 96, is`: the commas set the number off, not a clause.
        let comma = |at: usize| self.is_comma(at);
        let end = if at > 0 && comma(at - 1) && comma(at + 1) { at - 1 } else { at };
        let clause = (at.saturating_sub(COUNTED)..end).rev().take_while(|before| {
            !matches!(
                self.token(*before).map(|token| token.kind),
                Some(TokenKind::Mark('.' | ',' | '،' | ';' | '؛' | ':'))
            )
        });
        let counted = clause.filter_map(|before| Some(before + self.cue(before, Cue::CountOf)?)).find_map(|noun| {
            let noun = noun + self.cue(noun, Cue::Definite).unwrap_or(0);
            self.listed_noun(noun).filter(|(_, end)| *end <= at).map(|(lemma, _)| lemma)
        })?;
        // `عدد القتلى 10 والجرحى 20`: the second number is of the noun joined on.
        let joined = at.checked_sub(1).filter(|before| self.is_joined(*before) && self.is_definite(*before));
        let other = joined.and_then(|before| {
            self.find(before, |sense| match sense {
                Sense::Noun(lemma) => Some(lemma),
                _ => None,
            })
        });
        Some(other.map_or(counted, |(lemma, _)| lemma))
    }

    /// Whether a word is a form of a lemma other than the lemma itself.
    pub(super) fn is_other_form(&self, at: usize, lemma: &str) -> bool {
        let folded = crate::language::fold::letters(lemma);
        self.token(at).is_some_and(|token| token.word.forms.iter().all(|form| form.node.key() != folded))
    }

    /// The singular of an English-like plural, by its ending.
    fn singular(&self, at: usize) -> String {
        self.token(at).map_or_else(String::new, |token| {
            let folded = &token.word.folded;
            token.word.language.map_or_else(|| folded.clone(), |language| language.singular(folded))
        })
    }

    /// The lemma of a noun that the data does not list, as the text spells it: without vowel signs and case ending.
    pub(super) fn written_lemma(&self, at: usize, count: Option<u64>) -> String {
        let Some(token) = self.token(at) else { return String::new() };
        let mut written: String = token.span.of(self.text).nfkc().filter(|letter| !is_sign(*letter)).collect();
        // After eleven to ninety-nine the noun is singular, in the case that adds a letter.
        let ending = token.word.language.map_or("", |language| language.case_ending);
        if matches!(count.map(|count| count % 100), Some(11..=99)) && !ending.is_empty() && written.ends_with(ending) {
            written.truncate(written.len() - ending.len());
        }
        written
    }

    /// Whether a word cannot be part of a counted noun: it belongs to the grammar, or a number begins here.
    fn stands_apart(&self, at: usize) -> bool {
        self.is_grammar(at) || self.number(at).is_some()
    }

    pub(super) fn is_grammar(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        let prefixed = !token.word.forms.is_empty()
            && token.word.forms.iter().all(|form| !form.prefix.is_empty() && form.prefix != self.language.article);
        prefixed
            || self.is_stop(at)
            || token.has(|sense| {
                matches!(
                    sense,
                    Sense::Cue(cue) if !matches!(cue, Cue::Times | Cue::Label | Cue::Level | Cue::Revised | Cue::Threshold | Cue::Superlative | Cue::Title | Cue::TitleOf | Cue::NameNoun | Cue::Overall | Cue::RankNoun | Cue::Added | Cue::Scores | Cue::Goal | Cue::Match | Cue::Nil | Cue::Unanswered | Cue::Against | Cue::ForTeam)
                ) || matches!(
                    sense,
                    Sense::Month { .. } | Sense::Weekday(_) | Sense::Modifier { .. } | Sense::Relative { .. } | Sense::Shift(_)
                        | Sense::Unit { form: UnitForm::Per, .. }
                )
            })
    }

    /// `وفاة سيدة`, `مقتل عامل`: one person, told by a bare singular right behind a noun of death or injury.
    pub(super) fn one_victim(&self, at: usize) -> Option<&'static str> {
        if !self.language.noun_before_adjective || self.is_definite(at) || self.is_definite(at + 1) {
            return None;
        }
        let (lemma, found) = self.find_form(at, |sense| match sense {
            Sense::Noun(lemma) => Some(lemma),
            _ => None,
        })?;
        let end = at + found.len;
        // A preposition may come between a body and whose it is: `جثة لشخص`.
        if found.len > 1 || self.joins(found.form) {
            return None;
        }
        let person = self.concept(at, &[ConceptKind::Person]).is_some();
        if self.is_other_form(at, lemma) {
            return None;
        }
        if person && found.form.prefix.is_empty() && self.befalls(at, end) {
            return Some(lemma);
        }
        // A noun of the data, for behind a verb the name of the one who was hurt may follow.
        let before = at.checked_sub(1)?;
        let bare = found.form.prefix.is_empty();
        let kinds = if bare { &[ConceptKind::Event, ConceptKind::Thing][..] } else { &[ConceptKind::Thing] };
        let running = self.concept(before, kinds).is_some_and(|(concept, len)| len == 1 && concept.def().running);
        let toll = running && self.token(before)?.has(|sense| matches!(sense, Sense::Noun(_)));
        (person && toll && self.cardinal(end).is_none()).then_some(lemma)
    }

    /// Whether what befalls people stands right beside a person who ends its phrase: `توفيت سيدة في حريق`, `القبض على شاب
    /// بتهمة`, `لقي رجل مصرعه`. Behind a verb the noun may go on with whose it is or who did it, and is then no count.
    fn befalls(&self, at: usize, end: usize) -> bool {
        let running = |sense: Sense| match sense {
            Sense::Concept(concept) if concept.def().kind == ConceptKind::Event && concept.def().running => Some(()),
            _ => None,
        };
        let ended = |form: &Form| form.inflected && form.node.senses().iter().any(|sense| running(*sense).is_some());
        let own = self.token(end).is_some_and(|token| token.word.forms.iter().any(ended));
        let told = self.starts_before(at, running).is_some_and(|((), from)| !self.is_definite(from) || at > from + 1);
        own || told && self.ends_noun_phrase(end)
    }

    /// Whether neither an adjective nor another noun can belong to what stands before: the clause ends, or a word without
    /// content, a preposition or a joint comes.
    fn ends_noun_phrase(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| {
            let prefixed = |form: &Form| !form.prefix.is_empty() && form.prefix != self.language.article;
            matches!(token.kind, TokenKind::Mark(_)) || token.word.forms.iter().any(prefixed)
        }) || self.is_stop(at)
    }

    /// A noun with its number behind it: `لتر واحد` is one, `الأيام الأربعة` are four; the unit, the number and their end.
    pub(super) fn noun_and_number(&self, at: usize) -> Option<(Unit, NumberReading)> {
        if !self.language.noun_before_adjective {
            return None;
        }
        let (noun, found) = self.find_form(at, |sense| {
            let counts = matches!(sense, Sense::Unit { form: UnitForm::One | UnitForm::Many, .. } | Sense::Noun(_));
            counts.then_some(sense)
        })?;
        let next = at + found.len;
        let number = self.cardinal(next).filter(|number| !number.joined && !number.scale && number.value <= 10)?;
        let (unit, singular) = match noun {
            Sense::Noun(lemma) => (Unit::Counted(lemma.to_owned()), true),
            _ => noun.unit().map(|(unit, form)| (Unit::Known(unit), form == UnitForm::One))?,
        };
        let (noun, count) = (self.is_definite(at), self.is_definite(next));
        // One begins twenty-one; a noun may follow three to ten.
        let reading = self.number(next).filter(|reading| reading.end == next + number.len)?;
        let fits = match number.value {
            1 => !noun && !count && singular,
            // A dual that could as well be a plural: `إرهابيين اثنين`.
            2 => !noun && !count && matches!(&unit, Unit::Counted(lemma) if self.is_other_form(at, lemma)),
            // The article makes it the number of the noun before it, whatever noun follows: `بالمقاعد الأربعة أحزاب`.
            3..=10 => noun && count,
            _ => false,
        };
        (fits && !found.form.inflected).then_some((unit, reading))
    }
}

/// Vowel signs, the stroke that lengthens a word, and marks of direction.
const fn is_sign(letter: char) -> bool {
    matches!(
        letter,
        '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' | '\u{061C}' | '\u{00AD}'
    )
}
