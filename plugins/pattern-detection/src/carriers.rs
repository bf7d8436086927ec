//! Which blocks' items can carry terms of which vocabularies.

use canvass_plugin::blocks::Block;
use canvass_plugin::vocabulary::{
    ActivityKind, ChannelKind, CostKind, Economies, Market, Owner, PartnershipKind, PartnershipMotive, Phase, Pricing, Recurrence, RelationshipKind,
    RelationshipMotive, ResourceKind, Role, SegmentKind, StreamKind, Term, VOCABULARY_SIZE, ValueKind,
};

/// The vocabularies that items of a block can carry, as bits.
pub(crate) fn vocabularies(block: Block) -> u32 {
    match block {
        Block::CustomerSegments => of::<SegmentKind>() | of::<Market>() | of::<Role>(),
        Block::ValuePropositions => of::<ValueKind>(),
        Block::Channels => of::<ChannelKind>() | of::<Phase>() | of::<Owner>(),
        Block::CustomerRelationships => of::<RelationshipKind>() | of::<RelationshipMotive>(),
        Block::RevenueStreams => of::<StreamKind>() | of::<Recurrence>() | of::<Pricing>(),
        Block::KeyResources => of::<ResourceKind>() | of::<Owner>(),
        Block::KeyActivities => of::<ActivityKind>(),
        Block::KeyPartnerships => of::<PartnershipKind>() | of::<PartnershipMotive>(),
        Block::CostStructure => of::<CostKind>() | of::<Economies>(),
        Block::Canvas | Block::Need => 0,
    }
}

fn of<T: Term>() -> u32 {
    T::ALL.first().map_or(0, |term| bit(term.code()))
}

/// The vocabulary of a term, as a bit; none for a number that no vocabulary has.
pub(crate) fn bit(code: u32) -> u32 {
    1_u32.checked_shl(code / VOCABULARY_SIZE).unwrap_or_default()
}
