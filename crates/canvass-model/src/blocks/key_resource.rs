//! Key resources: what the model takes.

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::Ids;
use crate::vocabulary::{Owner, ResourceKind};

item! {
    /// An asset without which the model does not work.
    KeyResource {
        /// The kind: physical, intellectual, human or financial.
        kind: Option<ResourceKind>,
        /// Ids of the items that it makes possible: propositions, channels, relationships, streams, activities.
        supports: Option<Ids>,
        /// Whose it is: own, leased or partner.
        owner: Option<Owner>,
        /// Whether it lies unused in the business today.
        idle: Option<bool>,
    }
}

impl Item for KeyResource {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.term(Field::Kind, self.kind);
        graph.links(Field::Supports, self.supports.as_ref(), &Block::NINE);
        graph.term(Field::Owner, self.owner);
        graph.flag(Field::Idle, self.idle);
    }
}
