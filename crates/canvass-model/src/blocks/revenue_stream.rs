//! Revenue streams: what is paid, by whom, for what.

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::Ids;
use crate::quantity::{Money, Quantity, Share};
use crate::vocabulary::{Pricing, Recurrence, StreamKind};

item! {
    /// Money that comes in.
    RevenueStream {
        /// Ids of the segments or partners that pay.
        from: Option<Ids>,
        /// Ids of the propositions that they pay for.
        r#for: Option<Ids>,
        /// The kind: asset_sale, usage_fee, subscription_fee, lending_renting_leasing, licensing, brokerage_fee, advertising, donation or grant_or_tax.
        kind: Option<StreamKind>,
        /// Whether it comes once per purchase (transaction) or again and again (recurring).
        recurrence: Option<Recurrence>,
        /// How the price is found: list_price, feature_dependent, segment_dependent, volume_dependent, negotiation, yield_management, real_time_market, auction or pay_what_you_want.
        pricing: Option<Pricing>,
        /// The price of one unit, or of one period of access.
        price: Option<Money>,
        /// How many units are sold in a year.
        volume: Option<Quantity>,
        /// What the stream brings in per period.
        amount: Option<Money>,
        /// Its share of all revenue, from 0 to 1.
        share: Option<Share>,
    }
}

impl Item for RevenueStream {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.links(Field::From, self.from.as_ref(), &[Block::CustomerSegments, Block::KeyPartnerships]);
        graph.links(Field::For, self.r#for.as_ref(), &[Block::ValuePropositions]);
        graph.term(Field::Kind, self.kind);
        graph.term(Field::Recurrence, self.recurrence);
        graph.term(Field::Pricing, self.pricing);
        graph.money(Field::Price, self.price.as_ref());
        graph.number(Field::Volume, self.volume);
        graph.money(Field::Amount, self.amount.as_ref());
        graph.share(Field::Share, self.share);
    }
}
