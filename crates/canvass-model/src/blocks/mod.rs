//! The nine building blocks and what an item of each may state.
//!
//! Every item is a plain string or an object. The object has the fields common to all items and the fields of its block;
//! all are optional but the name, so that a canvas can start as nine lists of notes and gain facts one by one.

mod channel;
mod cost;
mod customer_relationship;
mod customer_segment;
mod key_activity;
mod key_partnership;
mod key_resource;
mod note;
mod revenue_stream;
mod statement;
mod value_proposition;

pub use channel::Channel;
pub use cost::Cost;
pub use customer_relationship::CustomerRelationship;
pub use customer_segment::{Contribution, CustomerSegment, Engagement, Need};
pub use key_activity::KeyActivity;
pub use key_partnership::KeyPartnership;
pub use key_resource::KeyResource;
pub use note::{Common, Item, Note};
pub use revenue_stream::RevenueStream;
pub use statement::{Known, Shape};
pub use value_proposition::{Assortment, ValueProposition};

use std::fmt;

/// One of the nine building blocks, or one of the two other things that an item of the graph can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u32)]
pub enum Block {
    /// The canvas itself, and so the company whose model it is.
    Canvas = 0,
    /// Who helps.
    KeyPartnerships = 1,
    /// What must be done well.
    KeyActivities = 2,
    /// What it takes.
    KeyResources = 3,
    /// What is offered.
    ValuePropositions = 4,
    /// How customers are won, kept and grown.
    CustomerRelationships = 5,
    /// How they are reached and served.
    Channels = 6,
    /// For whom value is created.
    CustomerSegments = 7,
    /// What it costs.
    CostStructure = 8,
    /// What is paid, by whom, for what.
    RevenueStreams = 9,
    /// A job, pain or gain of a customer segment.
    Need = 10,
}

impl Block {
    /// The nine building blocks in the canonical order.
    pub const NINE: [Self; 9] = [
        Self::KeyPartnerships,
        Self::KeyActivities,
        Self::KeyResources,
        Self::ValuePropositions,
        Self::CustomerRelationships,
        Self::Channels,
        Self::CustomerSegments,
        Self::CostStructure,
        Self::RevenueStreams,
    ];

    /// The key of the block in a document.
    pub fn key(self) -> &'static str {
        match self {
            Self::Canvas => "",
            Self::KeyPartnerships => "key_partnerships",
            Self::KeyActivities => "key_activities",
            Self::KeyResources => "key_resources",
            Self::ValuePropositions => "value_propositions",
            Self::CustomerRelationships => "customer_relationships",
            Self::Channels => "channels",
            Self::CustomerSegments => "customer_segments",
            Self::CostStructure => "cost_structure",
            Self::RevenueStreams => "revenue_streams",
            Self::Need => "needs",
        }
    }

    /// One item of the block, in words, with its article.
    pub fn item_phrase(self) -> &'static str {
        match self {
            Self::Canvas => "the canvas",
            Self::KeyPartnerships => "a key partnership",
            Self::KeyActivities => "a key activity",
            Self::KeyResources => "a key resource",
            Self::ValuePropositions => "a value proposition",
            Self::CustomerRelationships => "a customer relationship",
            Self::Channels => "a channel",
            Self::CustomerSegments => "a customer segment",
            Self::CostStructure => "a cost",
            Self::RevenueStreams => "a revenue stream",
            Self::Need => "a need of a customer segment",
        }
    }

    /// The keys that its items may have beside those of every item, in the canonical order, which is that of the rows in the graph.
    pub fn known(self) -> &'static [Known] {
        match self {
            Self::KeyPartnerships => KeyPartnership::KNOWN,
            Self::KeyActivities => KeyActivity::KNOWN,
            Self::KeyResources => KeyResource::KNOWN,
            Self::ValuePropositions => ValueProposition::KNOWN,
            Self::CustomerRelationships => CustomerRelationship::KNOWN,
            Self::Channels => Channel::KNOWN,
            Self::CustomerSegments => CustomerSegment::KNOWN,
            Self::CostStructure => Cost::KNOWN,
            Self::RevenueStreams => RevenueStream::KNOWN,
            Self::Canvas | Self::Need => &[],
        }
    }

    /// The block with that number.
    pub fn from_code(code: u32) -> Option<Self> {
        match code {
            0 => Some(Self::Canvas),
            10 => Some(Self::Need),
            _ => Self::NINE.get(code.checked_sub(1)? as usize).copied(),
        }
    }
}

impl fmt::Display for Block {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_found_by_its_number() {
        for block in Block::NINE.into_iter().chain([Block::Canvas, Block::Need]) {
            assert_eq!(Block::from_code(block as u32), Some(block));
        }
        assert_eq!(Block::from_code(11), None);
    }
}
