//! Key activities: what must be done well.

use super::note::item;
use crate::identifier::Ids;
use crate::vocabulary::ActivityKind;

item! {
    /// Something the business must do well for the model to work.
    KeyActivity {
        /// The kind: production, problem_solving or platform_network.
        kind: Option<ActivityKind> => Kind,
        /// Ids of the items that it makes possible: propositions, channels, relationships, streams, resources.
        supports: Option<Ids> => Supports [NINE],
        /// Ids of the partners or segments that do it, where it is not the business itself.
        done_by: Option<Ids> => DoneBy [KeyPartnerships, CustomerSegments],
    }
}
