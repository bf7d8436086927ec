//! Value propositions: what is offered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::note::{common, item};
use super::{Block, Item};
use crate::graph::{Describer, Field};
use crate::identifier::{Id, Ids};
use crate::quantity::{Quantity, Share};
use crate::vocabulary::ValueKind;

item! {
    /// A bundle of products and services that creates value for a segment.
    ValueProposition {
        /// Ids of the segments that it is for.
        r#for: Option<Ids>,
        /// Ids of the needs (jobs, pains, gains) that it addresses.
        addresses: Option<Ids>,
        /// The kinds of value: newness, performance, customization, getting_the_job_done, design, brand_status, price, cost_reduction, risk_reduction, accessibility, convenience_usability.
        value: Vec<ValueKind>,
        /// The id of the proposition one must own first: capsules require the machine.
        requires: Option<Id>,
        /// The id of the basic proposition that this one is the premium of, or builds upon.
        extends: Option<Id>,
        /// Ids of the segments that this offer is made of: reach is made of readers.
        depends_on: Option<Ids>,
        /// How wide the range is.
        assortment: Option<Assortment>,
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

impl Item for ValueProposition {
    common!();

    fn describe(&self, graph: &mut Describer<'_>) {
        graph.links(Field::For, self.r#for.as_ref(), &[Block::CustomerSegments]);
        graph.links(Field::Addresses, self.addresses.as_ref(), &[Block::Need]);
        graph.terms(Field::Value, &self.value);
        graph.link(Field::Requires, self.requires.as_ref(), &[Block::ValuePropositions]);
        graph.link(Field::Extends, self.extends.as_ref(), &[Block::ValuePropositions]);
        graph.links(Field::DependsOn, self.depends_on.as_ref(), &[Block::CustomerSegments]);
        if let Some(assortment) = &self.assortment {
            graph.number(Field::AssortmentItems, assortment.items);
            graph.share(Field::ShareOutsideTopFifth, assortment.share_outside_top_fifth);
        }
    }
}
