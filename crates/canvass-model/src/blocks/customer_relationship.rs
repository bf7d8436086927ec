//! Customer relationships: how customers are won, kept and grown.

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::Ids;
use crate::vocabulary::{RelationshipKind, RelationshipMotive};

item! {
    /// The relationship kept up with a segment.
    CustomerRelationship {
        /// Ids of the segments that it is kept up with.
        with: Option<Ids>,
        /// The kind: personal_assistance, dedicated_personal_assistance, self_service, automated_service, community or co_creation.
        kind: Option<RelationshipKind>,
        /// What it is for: acquisition, retention, upselling.
        motive: Vec<RelationshipMotive>,
        /// Whether leaving is dear for the customer.
        lock_in: Option<bool>,
    }
}

impl Item for CustomerRelationship {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.links(Field::With, self.with.as_ref(), &[Block::CustomerSegments]);
        graph.term(Field::Kind, self.kind);
        graph.terms(Field::Motive, &self.motive);
        graph.flag(Field::LockIn, self.lock_in);
    }
}
