//! Key resources and key activities: kinds, owners, keywords.

use canvass_model::blocks::{Block, KeyActivity, KeyResource, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{ActivityKind, Owner, ResourceKind};

use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::table::Table;

/// Reads what each resource says of itself.
pub(crate) fn resources(context: &Context, notes: &mut [Note<KeyResource>], marks: &mut Marks) {
    const BLOCK: Block = Block::KeyResources;
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some((hit, kind)) = text.noun(Table::ResourceKinds, context.language).and_then(|hit| Some((hit, hit.term::<ResourceKind>()?)))
            && let Some(resource) = full(notes, at)
        {
            resource.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        }
        if let Some((hit, owner)) = text.leading(Table::ResourceOwners).and_then(|hit| Some((hit, hit.term::<Owner>()?)))
            && let Some(resource) = full(notes, at)
        {
            resource.owner = Some(owner);
            marks.add(BLOCK, at, Field::Owner, text.words(hit), SAID);
        }
        for hit in text.of(Table::ResourceTags) {
            if let Some(resource) = full(notes, at) {
                marks.tag(resource, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
    }
}

/// Reads what each activity says of itself.
pub(crate) fn activities(context: &Context, notes: &mut [Note<KeyActivity>], marks: &mut Marks) {
    const BLOCK: Block = Block::KeyActivities;
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some((hit, kind)) = text.leading(Table::ActivityKinds).and_then(|hit| Some((hit, hit.term::<ActivityKind>()?)))
            && let Some(activity) = full(notes, at)
        {
            activity.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        }
        for hit in text.of(Table::ActivityTags) {
            if let Some(activity) = full(notes, at) {
                marks.tag(activity, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
    }
}
