//! Key resources: what the model takes.

use super::note::item;
use crate::identifier::Ids;
use crate::vocabulary::{Owner, ResourceKind};

item! {
    /// An asset without which the model does not work.
    KeyResource {
        /// The kind: physical, intellectual, human or financial.
        kind: Option<ResourceKind> => Kind,
        /// Ids of the items that it makes possible: propositions, channels, relationships, streams, activities.
        supports: Option<Ids> => Supports [NINE],
        /// Whose it is: own, leased or partner.
        owner: Option<Owner> => Owner,
        /// Whether it lies unused in the business today.
        idle: Option<bool> => Idle,
    }
}
