//! Key partnerships: who helps.

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::Ids;
use crate::vocabulary::{PartnershipKind, PartnershipMotive};

item! {
    /// A partner or supplier that makes the model work.
    KeyPartnership {
        /// The kind: strategic_alliance, coopetition, joint_venture or buyer_supplier.
        kind: Option<PartnershipKind>,
        /// Why: optimization_economy_of_scale, risk_uncertainty_reduction or acquisition_of_resources_activities.
        motive: Option<PartnershipMotive>,
        /// Ids of the key resources or key activities that the partner provides.
        provides: Option<Ids>,
    }
}

impl Item for KeyPartnership {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.term(Field::Kind, self.kind);
        graph.term(Field::Motive, self.motive);
        graph.links(Field::Provides, self.provides.as_ref(), &[Block::KeyResources, Block::KeyActivities]);
    }
}
