//! Customer relationships: how customers are won, kept and grown.

use super::note::item;
use crate::identifier::Ids;
use crate::vocabulary::{RelationshipKind, RelationshipMotive};

item! {
    /// The relationship kept up with a segment.
    CustomerRelationship {
        /// Ids of the segments that it is kept up with.
        with: Option<Ids> => With [CustomerSegments],
        /// The kind: personal_assistance, dedicated_personal_assistance, self_service, automated_service, community or co_creation.
        kind: Option<RelationshipKind> => Kind,
        /// What it is for: acquisition, retention, upselling.
        motive: Vec<RelationshipMotive> => Motive,
        /// Whether leaving is dear for the customer.
        lock_in: Option<bool> => LockIn,
    }
}
