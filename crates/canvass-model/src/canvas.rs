//! The canvas document: a header and nine blocks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::blocks::{
    Block, Channel, Cost, CustomerRelationship, CustomerSegment, KeyActivity, KeyPartnership, KeyResource, Note, RevenueStream, ValueProposition,
};
use crate::header::{Date, FormatVersion, Language, Source};
use crate::identifier::Id;
use crate::quantity::Currency;
use crate::vocabulary::{CostOrientation, Portfolio, Stage};

/// A Business Model Canvas: what a business offers to whom, how, and for what money.
///
/// Each of the nine blocks is a list of notes. A note is a plain text, or an object that states more. A block that is left out is not known;
/// a block that is an empty list is known to be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Business Model Canvas")]
pub struct Canvas {
    /// Where this document's schema is found, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the document format. Write 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canvass: Option<FormatVersion>,
    /// A short identifier of this canvas, unique among yours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The name of the business or of the model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the business is, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The organization whose model this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<String>,
    /// The day on which the canvas was true, such as 2026-11-21.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The language of the notes, as a tag: en, fr, zh-Hans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Language>,
    /// The currency of all amounts that state none, by its ISO 4217 code, such as EUR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Free keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Where the statements on this canvas come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Whether the model is still searched for (explore) or run and improved (exploit).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portfolio: Option<Portfolio>,
    /// How far the model has come: ideation, discovery, validation, acceleration, established or renewal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// The id of the canvas that this one evolved from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derived_from: Option<Id>,
    /// What the whole cost structure is after: cost_driven or value_driven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_orientation: Option<CostOrientation>,

    /// Who helps: the partners and suppliers that make the model work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_partnerships: Option<Vec<Note<KeyPartnership>>>,
    /// What must be done well for the model to work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_activities: Option<Vec<Note<KeyActivity>>>,
    /// The assets without which the model does not work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_resources: Option<Vec<Note<KeyResource>>>,
    /// What is offered: the products and services that create value for each segment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_propositions: Option<Vec<Note<ValueProposition>>>,
    /// How customers are won, kept and grown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_relationships: Option<Vec<Note<CustomerRelationship>>>,
    /// How segments are reached and served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Vec<Note<Channel>>>,
    /// For whom value is created: users, payers and others who matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_segments: Option<Vec<Note<CustomerSegment>>>,
    /// What running the model costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_structure: Option<Vec<Note<Cost>>>,
    /// What is paid, by whom, for what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue_streams: Option<Vec<Note<RevenueStream>>>,
}

impl Canvas {
    /// How many items a block holds, or `None` when the block is left out.
    pub fn count(&self, block: Block) -> Option<usize> {
        match block {
            Block::KeyPartnerships => self.key_partnerships.as_ref().map(Vec::len),
            Block::KeyActivities => self.key_activities.as_ref().map(Vec::len),
            Block::KeyResources => self.key_resources.as_ref().map(Vec::len),
            Block::ValuePropositions => self.value_propositions.as_ref().map(Vec::len),
            Block::CustomerRelationships => self.customer_relationships.as_ref().map(Vec::len),
            Block::Channels => self.channels.as_ref().map(Vec::len),
            Block::CustomerSegments => self.customer_segments.as_ref().map(Vec::len),
            Block::CostStructure => self.cost_structure.as_ref().map(Vec::len),
            Block::RevenueStreams => self.revenue_streams.as_ref().map(Vec::len),
            Block::Canvas | Block::Need => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_lists_of_strings_are_a_canvas() {
        let canvas: Canvas = serde_json::from_str(
            r#"{"key_partnerships": ["growers"], "key_activities": ["roasting"], "key_resources": ["brand"], "value_propositions": ["espresso at home"],
                "customer_relationships": ["club"], "channels": ["boutiques"], "customer_segments": ["households"], "cost_structure": ["production"],
                "revenue_streams": ["capsules"]}"#,
        )
        .unwrap();
        for block in Block::NINE {
            assert_eq!(canvas.count(block), Some(1), "{block}");
        }
    }

    #[test]
    fn an_absent_block_is_not_an_empty_one() {
        let canvas: Canvas = serde_json::from_str(r#"{"revenue_streams": []}"#).unwrap();
        assert_eq!(canvas.count(Block::RevenueStreams), Some(0));
        assert_eq!(canvas.count(Block::Channels), None);
    }

    #[test]
    fn writing_a_canvas_gives_back_what_was_read() {
        let json = serde_json::json!({
            "canvass": 1, "id": "espresso", "currency": "CHF",
            "customer_segments": ["offices", {"name": "Households", "paying_share": 0.25, "needs": [{"kind": "gain", "text": "good coffee", "importance": 5}]}],
            "revenue_streams": [{"name": "Capsules", "from": ["households"], "price": {"amount": {"low": 0.4, "high": 0.6}, "per": "unit"}}],
        });
        let canvas: Canvas = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(serde_json::to_value(&canvas).unwrap(), json);
    }
}
