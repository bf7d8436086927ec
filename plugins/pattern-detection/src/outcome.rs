//! The result of the analysis, as it stands in the report.

use schemars::JsonSchema;
use serde::Serialize;

/// Which patterns the canvas follows.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Outcome {
    /// Every pattern: matches first, the strongest leading, then near matches, then those not known, then the others.
    pub patterns: Vec<Found>,
}

/// A pattern and how the canvas stands to it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Found {
    /// The id of the pattern.
    pub id: &'static str,
    /// How the canvas stands to it.
    pub verdict: Verdict,
    /// How strong the match is, from 0 to 1: it grows with what supports it, and with how sure the facts are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strength: Option<f64>,
    /// The name of the pattern, for a match or a near match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    /// Who the customer is in this pattern, for a match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<&'static str>,
    /// What holds, for a match or a near match.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// What is missing, for a near match, or what to state, where it is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<&'static str>,
    /// The items in which it was found, for a match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<Thread>,
}

/// How a canvas stands to a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
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
pub struct Evidence {
    /// What holds, in words.
    pub says: &'static str,
    /// Whether the pattern needs it, or is only made stronger by it.
    pub required: bool,
    /// JSON Pointers of the items in which it holds.
    pub at: Vec<String>,
}

/// The items in which a pattern was found, from the customer to the money.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Thread {
    /// Ids of segments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    /// Ids of propositions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub propositions: Vec<String>,
    /// Ids of channels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// Ids of relationships.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relationships: Vec<String>,
    /// Ids of streams.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub streams: Vec<String>,
    /// Ids of activities, resources, partners and costs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub behind: Vec<String>,
}
