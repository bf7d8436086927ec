//! Key partnerships: who helps.

use super::note::item;
use crate::identifier::Ids;
use crate::vocabulary::{PartnershipKind, PartnershipMotive};

item! {
    /// A partner or supplier that makes the model work.
    KeyPartnership {
        /// The kind: strategic_alliance, coopetition, joint_venture or buyer_supplier.
        kind: Option<PartnershipKind> => Kind,
        /// Why: optimization_economy_of_scale, risk_uncertainty_reduction or acquisition_of_resources_activities.
        motive: Option<PartnershipMotive> => Motive,
        /// Ids of the key resources or key activities that the partner provides.
        provides: Option<Ids> => Provides [KeyResources, KeyActivities],
    }
}
