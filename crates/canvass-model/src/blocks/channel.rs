//! Channels: how segments are reached and served.

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::Ids;
use crate::vocabulary::{ChannelKind, Owner, Phase};

item! {
    /// A way in which segments learn of, judge, buy and receive a proposition, and are looked after.
    Channel {
        /// Ids of the segments that it reaches.
        reaches: Option<Ids>,
        /// Ids of the propositions that it brings.
        delivers: Option<Ids>,
        /// The kind of channel: sales_force, web_sales, own_store, partner_store or wholesaler.
        kind: Option<ChannelKind>,
        /// Whose channel it is: own or partner.
        owner: Option<Owner>,
        /// The phases that it serves: awareness, evaluation, purchase, delivery, after_sales.
        phases: Vec<Phase>,
    }
}

impl Item for Channel {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.links(Field::Reaches, self.reaches.as_ref(), &[Block::CustomerSegments]);
        graph.links(Field::Delivers, self.delivers.as_ref(), &[Block::ValuePropositions]);
        graph.term(Field::Kind, self.kind);
        graph.term(Field::Owner, self.owner);
        graph.terms(Field::Phases, &self.phases);
    }
}
