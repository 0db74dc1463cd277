//! What a document is about: the content of its headline and lead, held against all that another document tells.
//!
//! Two reports of one event open with different sentences, but what one opens with stands somewhere in the other.

use crate::language::{ConceptId, ConceptKind, PlaceId, Sense, Token, TokenKind, Word};

include!(concat!(env!("OUT_DIR"), "/lead.rs"));

/// How many sentences make headline and lead.
pub const LEAD: usize = 3;

/// A concept, place, name or word, as a hash of what it is: the same in every run and on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Content(u32);

/// What a shared piece of content weighs, and whether it is the same in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Weighed {
    content: Content,
    weight: u16,
    everywhere: bool,
}

impl Weighed {
    fn new(content: Content, weight: usize, everywhere: bool) -> Self {
        Self { content, weight: u16::try_from(weight).unwrap_or(u16::MAX), everywhere }
    }
}

/// Whether content of headline and lead that weighs so much is a place or a word of a name.
#[must_use]
pub const fn is_name(weight: usize) -> bool {
    weight >= LEAD_PLACE
}

/// The content of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    lead: Vec<Weighed>,
    all: Vec<Content>,
    /// What is told, by a few bits of its hash.
    glance: Glance,
}

/// Some content as a bit of 512 each: most of what is not among it is told without a search, which is asked of every pair
/// of documents that meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Glance([u64; 8]);

impl Glance {
    fn of(all: &[Content]) -> Self {
        let mut bits = [0; 8];
        for content in all {
            let (word, bit) = Self::place(*content);
            bits[word] |= bit;
        }
        Self(bits)
    }

    const fn place(Content(code): Content) -> (usize, u64) {
        ((code >> 6 & 7) as usize, 1 << (code & 63))
    }

    const fn may_hold(&self, content: Content) -> bool {
        let (word, bit) = Self::place(content);
        self.0[word] & bit > 0
    }
}

impl Content {
    /// A concept, by its family.
    #[must_use]
    pub fn concept(concept: ConceptId) -> Self {
        Self::of(1, concept.family().name())
    }

    /// A place or organisation; a capital stands for its state.
    #[must_use]
    pub fn place(place: PlaceId) -> Self {
        Self::of(2, place.power().id())
    }

    /// A word of a name, by its sound.
    #[must_use]
    pub fn sound(sound: &str) -> Self {
        Self::of(3, sound)
    }

    /// Another word, by its stem.
    #[must_use]
    pub fn term(stem: &str) -> Self {
        Self::of(4, stem)
    }

    /// A value, by its kind and number, and whether it is one that two documents hardly share by chance.
    #[must_use]
    pub fn figure(kind: &str, number: &str, telling: bool) -> Self {
        let Self(code) = Self::of(5, &format!("{kind} {number}"));
        Self(code & !1 | u32::from(telling))
    }

    /// Whether two documents hardly share a figure by chance.
    #[must_use]
    pub const fn is_telling(self) -> bool {
        self.0 & 1 == 1
    }

    /// The hash.
    #[must_use]
    pub const fn code(self) -> u32 {
        self.0
    }

    /// The content of a hash.
    #[must_use]
    pub const fn coded(code: u32) -> Self {
        Self(code)
    }

    /// What is kept of a word that the data does not know: its stem and its sound, where they tell it.
    fn of_word(word: &Word) -> [Option<u32>; 2] {
        let stem = Some(word.stem()).filter(|stem| stem.chars().count() >= SHORTEST);
        [stem.map(|stem| Self::term(stem).0), word.sound().map(|sound| Self::sound(&sound).0)]
    }

    /// FNV-1a, for its few instructions a word; what it mixes up is one pair in four thousand million.
    fn of(kind: u8, name: &str) -> Self {
        let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        Self(name.bytes().fold(mix(0x811c_9dc5, kind), mix))
    }
}

impl About {
    /// Adds a sentence, of the headline and lead or of the rest.
    pub(super) fn add(&mut self, tokens: &[Token], leads: bool) {
        let mut at = 0;
        while at < tokens.len() {
            at += self.add_at(tokens, at, leads).max(1);
        }
    }

    /// Adds what stands at a token, and tells how many tokens it takes.
    fn add_at(&mut self, tokens: &[Token], at: usize, leads: bool) -> usize {
        let mut taken = 0;
        for found in Token::matches(tokens, at) {
            if found.len < taken {
                break;
            }
            for sense in found.senses {
                match sense {
                    Sense::Concept(concept)
                        if !matches!(concept.def().kind, ConceptKind::Motion | ConceptKind::Qualifier) =>
                    {
                        self.push(Content::concept(*concept), LEAD_CONCEPT, true, leads);
                        taken = found.len;
                    }
                    Sense::Place(place) if found.named => {
                        self.push(Content::place(*place), LEAD_PLACE, true, leads);
                        taken = found.len;
                    }
                    _ => {}
                }
            }
        }
        let token = &tokens[at];
        if taken > 0
            || token.kind != TokenKind::Word
            || !token.word.forms.iter().all(|form| form.node.senses().is_empty())
        {
            return taken;
        }
        // A name and a word of another script meet by their sound; where names have no capital, any word may be one.
        let [term, sound] = token.word.kept(Content::of_word);
        if let Some(term) = term {
            self.push(Content(term), LEAD_TERM, false, leads);
        }
        if let Some(sound) = sound.filter(|_| token.word.names()) {
            self.push(Content(sound), if token.word.capital { LEAD_PLACE } else { 0 }, true, leads);
        }
        1
    }

    fn push(&mut self, content: Content, weight: usize, everywhere: bool, leads: bool) {
        self.all.push(content);
        if leads && weight > 0 {
            self.lead.push(Weighed::new(content, weight, everywhere));
        }
    }

    /// Sorts what was added.
    pub(super) fn finish(mut self) -> Self {
        self.lead.sort_unstable();
        self.lead.dedup();
        self.lead.shrink_to_fit();
        self.all.sort_unstable();
        self.all.dedup();
        self.all.shrink_to_fit();
        self.glance = Glance::of(&self.all);
        self
    }

    /// What is told anywhere in the document, each once.
    pub fn all(&self) -> impl Iterator<Item = Content> {
        self.all.iter().copied()
    }

    /// The content of headline and lead: what, its weight, whether it can be told in another language.
    pub fn lead(&self) -> impl Iterator<Item = (Content, usize, bool)> {
        self.lead.iter().map(|weighed| (weighed.content, weighed.weight.into(), weighed.everywhere))
    }

    /// The places and words of names that headline and lead tell.
    pub fn names(&self) -> impl Iterator<Item = Content> {
        self.lead.iter().filter(|weighed| is_name(weighed.weight.into())).map(|weighed| weighed.content)
    }

    /// Whether headline or lead tell a place or a word of a name.
    #[must_use]
    pub fn opens_with_name(&self, name: Content) -> bool {
        self.names().any(|own| own == name)
    }

    /// Whether headline or lead tell a word that the data does not know, by its stem.
    #[must_use]
    pub fn opens_with_word(&self, stem: &str) -> bool {
        let content = Content::term(stem);
        self.lead.iter().any(|weighed| weighed.content == content)
    }

    /// Whether something is told anywhere in the document.
    #[must_use]
    pub fn holds(&self, content: Content) -> bool {
        self.glance.may_hold(content) && self.all.binary_search(&content).is_ok()
    }

    /// Whether headline or lead tell a concept.
    #[must_use]
    pub fn opens_with(&self, concept: ConceptId) -> bool {
        let content = Content::concept(concept);
        self.lead.iter().any(|weighed| weighed.content == content)
    }

    /// Whether headline or lead name a place.
    #[must_use]
    pub fn opens_at(&self, place: PlaceId) -> bool {
        let content = Content::place(place);
        self.lead.iter().any(|weighed| weighed.content == content)
    }

    /// Whether the document tells of a place anywhere.
    #[must_use]
    pub fn tells(&self, place: PlaceId) -> bool {
        self.holds(Content::place(place))
    }

    /// A document's content from its parts, both in the order in which they were given out.
    #[must_use]
    pub fn of(lead: Vec<(Content, usize, bool)>, all: Vec<Content>) -> Self {
        let weighed = |(content, weight, everywhere)| Weighed::new(content, weight, everywhere);
        Self { lead: lead.into_iter().map(weighed).collect(), glance: Glance::of(&all), all }
    }

    /// The content of headline and lead with its weight; with `foreign`, what can be told in another language.
    pub fn weighed(&self, foreign: bool) -> impl Iterator<Item = (Content, usize)> {
        let counted = self.lead.iter().filter(move |weighed| weighed.everywhere || !foreign);
        counted.map(|weighed| (weighed.content, weighed.weight.into()))
    }

    /// The weight of what this document opens with and the other tells. Plain words of another language cannot be told by
    /// it.
    #[must_use]
    pub fn weight_told_by(&self, other: &Self, foreign: bool) -> usize {
        let told = self.weighed(foreign).filter(|(content, _)| other.holds(*content));
        told.map(|(_, weight)| weight).sum()
    }
}

/// The fewest letters of a stem that is content.
const SHORTEST: usize = 3;

#[cfg(test)]
mod tests {
    use super::About;
    use crate::claim::extract;
    use crate::config::Config;
    use crate::document::Document;

    fn shared(one: &str, other: &str) -> usize {
        let claims = [one, other].map(|text| {
            let document = Document::from_text("a.txt", text, &Config::default()).unwrap();
            extract(&document).into_iter().next().unwrap()
        });
        let [a, b] = &claims;
        let foreign = a.language.code != b.language.code;
        let part = |one: &About, other: &About| {
            let opens: usize = one.weighed(foreign).map(|(_, weight)| weight).sum();
            one.weight_told_by(other, foreign) * 100 / opens
        };
        usize::midpoint(part(&a.about, &b.about), part(&b.about, &a.about))
    }

    #[test]
    fn two_reports_of_one_event_share_what_they_open_with() {
        let ferry = "A ferry sank off Lagos in Nigeria on Sunday, killing 12 people.\n\nRescuers searched the water until night.";
        let again =
            "Nigeria mourned on Monday. The ferry that sank off Lagos had 90 people on board, and 12 were killed.";
        let arabic = "غرقت عبارة قبالة لاغوس في نيجيريا الأحد وقتل 12 شخصا.";
        let budget = "Chile passed a budget of 80 billion dollars after a vote in parliament.";
        assert!(shared(ferry, again) >= 50, "{}", shared(ferry, again));
        assert!(shared(ferry, arabic) >= 50, "{}", shared(ferry, arabic));
        assert!(shared(ferry, budget) <= 20, "{}", shared(ferry, budget));
    }
}
