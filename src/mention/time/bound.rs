//! Words that make a time the limit of a period which is open at its other end: `since 1992`, `until May`, `by 2030`,
//! `before 9 March`, `after 2011`, `from 2015 onwards`.

use super::{Reader, TimeReading, What};
use crate::language::{Cue, Sense, TokenKind};
use crate::value::{Modifier, Time};

/// What each preposition makes of the time after it.
const BOUNDS: [(Cue, Modifier); 5] = [
    (Cue::Since, Modifier::AtLeast),
    (Cue::Until, Modifier::AtMost),
    (Cue::NoLater, Modifier::AtMost),
    (Cue::Before, Modifier::LessThan),
    (Cue::After, Modifier::MoreThan),
];

impl Reader<'_> {
    /// The limit that a time is, by the word right before it.
    pub(super) fn bound_before(&self, reading: &TimeReading) -> Option<Modifier> {
        let article = self.cue_before(reading.start, Cue::Article) && !self.describes_next(reading.end);
        let day = reading.start > 0 && self.unit_head(reading.start - 1, "day") == Some(1);
        let start = reading.start - usize::from(article || day);
        // `from 2015 on`, but not `from Monday on the border`.
        let onwards = self.cue(reading.end, Cue::Onwards).map(|len| reading.end + len);
        let closed = |at: usize| self.token(at).is_none_or(|token| token.kind != TokenKind::Word);
        if self.cue_before(start, Cue::From) && onwards.is_some_and(closed) {
            return Some(Modifier::AtLeast);
        }
        let found = |cue: Cue| self.starts_before(start, |sense| (sense == Sense::Cue(cue)).then_some(()));
        let (modifier, from) =
            BOUNDS.into_iter().find_map(|(cue, modifier)| found(cue).map(|((), from)| (modifier, from)))?;
        // `two weeks after 25 January` is another day.
        if from > 0 && self.calendar_unit(from - 1).is_some() {
            return None;
        }
        let strict = matches!(modifier, Modifier::LessThan | Modifier::MoreThan);
        // `just after 7 a.m. local time`: an hour seldom tells which of several happenings is meant.
        let hour = matches!(reading.what, What::Placed(Time::Clock { .. }));
        (!strict || hour || !self.describes_next(reading.end)).then_some(modifier)
    }

    /// Whether a time may belong to the word after it, so that what it stands before or after is not the time but what
    /// happened then: `after Friday's attack`, `before March elections`.
    fn describes_next(&self, at: usize) -> bool {
        let noun = self.token(at).is_some_and(|token| token.kind == TokenKind::Word) && !self.is_stop(at);
        !self.language.noun_before_adjective && (noun || self.is_apostrophe(at))
    }
}
