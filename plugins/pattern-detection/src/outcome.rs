//! The result of the analysis, as it stands in the report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Text;

/// Which patterns the canvas follows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Outcome {
    /// Every pattern: matches first, the strongest leading, then near matches, then those not known, then the others.
    pub patterns: Vec<Found<'static>>,
}

/// A pattern and how the canvas stands to it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Found<'a> {
    /// The id of the pattern.
    pub id: Text,
    /// How the canvas stands to it.
    pub verdict: Verdict,
    /// How strong the match is, from 0 to 1: it grows with what supports it, and with how sure the facts are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<f64>,
    /// The name of the pattern, for a match or a near match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Who the customer is in this pattern, for a match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<Text>,
    /// What holds, for a match or a near match.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence<'a>>,
    /// What is missing, for a near match, or what to state, where it is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Text>,
    /// The items in which it was found, for a match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<Box<Thread<'a>>>,
}

/// How a canvas stands to a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It follows it.
    Match,
    /// At least half of what it takes holds, and the rest could be added without contradiction.
    Near,
    /// What it takes is not stated.
    NotKnown,
    /// It does not follow it.
    No,
}

/// Something that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Evidence<'a> {
    /// What holds, in words.
    pub says: Text,
    /// Whether the pattern needs it, or is only made stronger by it.
    pub required: bool,
    /// JSON Pointers of the items in which it holds.
    pub at: Vec<&'a str>,
}

/// The items in which a pattern was found, from the customer to the money.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Thread<'a> {
    /// Ids of segments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<&'a str>,
    /// Ids of propositions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub propositions: Vec<&'a str>,
    /// Ids of channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<&'a str>,
    /// Ids of relationships.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relationships: Vec<&'a str>,
    /// Ids of streams.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub streams: Vec<&'a str>,
    /// Ids of activities, resources, partners and costs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub behind: Vec<&'a str>,
}
