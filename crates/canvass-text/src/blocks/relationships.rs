//! Customer relationships: kind, motive, with whom, and whether leaving is dear.

use canvass_model::blocks::{Block, CustomerRelationship, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{RelationshipKind, RelationshipMotive};

use super::channels::alike;
use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::table::Table;

const BLOCK: Block = Block::CustomerRelationships;

/// Reads what each relationship says of itself, and with whom it is kept up.
pub(crate) fn relationships(context: &Context, notes: &mut [Note<CustomerRelationship>], marks: &mut Marks) {
    let with = alike(context, BLOCK, notes.iter().any(|note| note.full().is_some_and(|relationship| relationship.with.is_some())));
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some((hit, kind)) = text.leading(Table::RelationKinds).and_then(|hit| Some((hit, hit.term::<RelationshipKind>()?)))
            && let Some(relationship) = full(notes, at)
        {
            relationship.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        }
        let motives = text.terms::<RelationshipMotive>(Table::RelationMotives);
        if let (Some((_, hit)), Some(relationship)) = (motives.first(), if motives.is_empty() { None } else { full(notes, at) }) {
            relationship.motive = motives.iter().map(|(motive, _)| *motive).collect();
            marks.add(BLOCK, at, Field::Motive, text.words(hit), SAID);
        }
        if let Some(hit) = text.of(Table::LockIn).next()
            && let Some(relationship) = full(notes, at)
        {
            relationship.lock_in = Some(true);
            marks.add(BLOCK, at, Field::LockIn, text.words(hit), SAID);
        }
        for hit in text.of(Table::RelationTags) {
            if let Some(relationship) = full(notes, at) {
                marks.tag(relationship, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
        let targets = with.get(at).cloned().unwrap_or_default();
        if let (Some(ids), Some(relationship)) = (targets.ids(context), if targets.is_empty() { None } else { full(notes, at) })
            && relationship.with.is_none()
        {
            relationship.with = Some(ids);
            marks.add(BLOCK, at, Field::With, &targets.words, targets.confidence);
        }
    }
}
