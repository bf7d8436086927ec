//! Key partnerships: kind, motive, keywords.

use canvass_model::blocks::{Block, KeyPartnership, Note};
use canvass_model::graph::Field;
use canvass_model::vocabulary::{PartnershipKind, PartnershipMotive};

use crate::context::Context;
use crate::fill::{Marks, SAID, full};
use crate::table::Table;

const BLOCK: Block = Block::KeyPartnerships;

/// Reads what each partnership says of itself.
pub(crate) fn partnerships(context: &Context, notes: &mut [Note<KeyPartnership>], marks: &mut Marks) {
    for text in context.present(BLOCK) {
        let at = text.index;
        if let Some((hit, kind)) = text.noun(Table::PartnershipKinds, context.language).and_then(|hit| Some((hit, hit.term::<PartnershipKind>()?)))
            && let Some(partner) = full(notes, at)
        {
            partner.kind = Some(kind);
            marks.add(BLOCK, at, Field::Kind, text.words(hit), SAID);
        }
        if let Some((hit, motive)) = text.noun(Table::PartnershipMotives, context.language).and_then(|hit| Some((hit, hit.term::<PartnershipMotive>()?)))
            && let Some(partner) = full(notes, at)
        {
            partner.motive = Some(motive);
            marks.add(BLOCK, at, Field::Motive, text.words(hit), SAID);
        }
        for hit in text.of(Table::PartnershipTags) {
            if let Some(partner) = full(notes, at) {
                marks.tag(partner, (BLOCK, at), context.matcher.name(hit.value), text.words(hit));
            }
        }
    }
}
