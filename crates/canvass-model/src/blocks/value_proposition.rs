//! Value propositions: what is offered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::note::item;
use crate::identifier::{Id, Ids};
use crate::quantity::{Quantity, Share};
use crate::vocabulary::ValueKind;

item! {
    /// A bundle of products and services that creates value for a segment.
    ValueProposition {
        /// Ids of the segments that it is for.
        r#for: Option<Ids> => For [CustomerSegments],
        /// Ids of the needs (jobs, pains, gains) that it addresses.
        addresses: Option<Ids> => Addresses [Need],
        /// The kinds of value: newness, performance, customization, getting_the_job_done, design, brand_status, price, cost_reduction, risk_reduction, accessibility, convenience_usability.
        value: Vec<ValueKind> => Value,
        /// The id of the proposition one must own first: capsules require the machine.
        requires: Option<Id> => Requires [ValuePropositions],
        /// The id of the basic proposition that this one is the premium of, or builds upon.
        extends: Option<Id> => Extends [ValuePropositions],
        /// Ids of the segments that this offer is made of: reach is made of readers.
        depends_on: Option<Ids> => DependsOn [CustomerSegments],
        /// How wide the range is.
        assortment: Option<Assortment> => AssortmentItems,
    }
}

/// The width of a range of goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assortment {
    /// How many different items are on offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<Quantity>,
    /// The share of sales made outside the best-selling fifth of the items, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_outside_top_fifth: Option<Share>,
}
