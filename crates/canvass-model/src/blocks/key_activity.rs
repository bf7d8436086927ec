//! Key activities: what must be done well.

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::Ids;
use crate::vocabulary::ActivityKind;

item! {
    /// Something the business must do well for the model to work.
    KeyActivity {
        /// The kind: production, problem_solving or platform_network.
        kind: Option<ActivityKind>,
        /// Ids of the items that it makes possible: propositions, channels, relationships, streams, resources.
        supports: Option<Ids>,
        /// Ids of the partners or segments that do it, where it is not the business itself.
        done_by: Option<Ids>,
    }
}

impl Item for KeyActivity {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.term(Field::Kind, self.kind);
        graph.links(Field::Supports, self.supports.as_ref(), &Block::NINE);
        graph.links(Field::DoneBy, self.done_by.as_ref(), &[Block::KeyPartnerships, Block::CustomerSegments]);
    }
}
