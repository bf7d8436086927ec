//! Revenue streams: what is paid, by whom, for what.

use super::note::item;
use crate::identifier::Ids;
use crate::quantity::{Money, Quantity, Share};
use crate::vocabulary::{Pricing, Recurrence, StreamKind};

item! {
    /// Money that comes in.
    RevenueStream {
        /// Ids of the segments or partners that pay.
        from: Option<Ids> => From [CustomerSegments, KeyPartnerships],
        /// Ids of the propositions that they pay for.
        r#for: Option<Ids> => For [ValuePropositions],
        /// The kind: asset_sale, usage_fee, subscription_fee, lending_renting_leasing, licensing, brokerage_fee, advertising, donation or grant_or_tax.
        kind: Option<StreamKind> => Kind,
        /// Whether it comes once per purchase (transaction) or again and again (recurring).
        recurrence: Option<Recurrence> => Recurrence,
        /// How the price is found: list_price, feature_dependent, segment_dependent, volume_dependent, negotiation, yield_management, real_time_market, auction or pay_what_you_want.
        pricing: Option<Pricing> => Pricing,
        /// The price of one unit, or of one period of access.
        price: Option<Money> => Price,
        /// How many units are sold in a year; where the price is by the day, month or year, how many pay it at a time.
        volume: Option<Quantity> => Volume,
        /// What the stream brings in per period.
        amount: Option<Money> => Amount,
        /// Its share of all revenue, from 0 to 1.
        share: Option<Share> => Share,
    }
}
