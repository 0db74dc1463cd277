//! What a document is about: the content of its headline and lead.

use std::collections::BTreeSet;

use super::Entity;
use super::anchor::{Layout, What};
use crate::language::{ConceptId, ConceptKind};

/// How many sentences are read for it, a headline included.
pub const LEAD: usize = 3;

/// The content of a document's headline and lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Concepts, but those of motion.
    pub concepts: BTreeSet<ConceptId>,
    /// Places, people and organisations.
    pub entities: BTreeSet<Entity>,
    /// Stems of other content words.
    pub terms: BTreeSet<String>,
}

impl About {
    /// Adds the content of a sentence.
    pub(super) fn add(&mut self, layout: &Layout<'_>) {
        for anchor in &layout.anchors {
            match &anchor.what {
                What::Concept(concept) if concept.def().kind == ConceptKind::Motion => {}
                What::Concept(concept) => {
                    self.concepts.insert(*concept);
                }
                What::Place(place) => {
                    self.entities.insert(Entity::Place(place.power()));
                }
                What::Name(name) => {
                    self.entities.insert(Entity::Name(name.clone()));
                }
                What::Term(stem) => {
                    self.terms.insert(stem.clone());
                }
            }
        }
    }
}
