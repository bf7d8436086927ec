//! Channels: how segments are reached and served.

use super::note::item;
use crate::identifier::Ids;
use crate::vocabulary::{ChannelKind, Owner, Phase};

item! {
    /// A way in which segments learn of, judge, buy and receive a proposition, and are looked after.
    Channel {
        /// Ids of the segments that it reaches.
        reaches: Option<Ids> => Reaches [CustomerSegments],
        /// Ids of the propositions that it brings.
        delivers: Option<Ids> => Delivers [ValuePropositions],
        /// The kind of channel: sales_force, web_sales, own_store, partner_store or wholesaler.
        kind: Option<ChannelKind> => Kind,
        /// Whose channel it is: own or partner.
        owner: Option<Owner> => Owner,
        /// The phases that it serves: awareness, evaluation, purchase, delivery, after_sales.
        phases: Vec<Phase> => Phases,
    }
}
