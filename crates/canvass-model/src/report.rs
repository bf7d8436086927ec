//! The report of one canvas, as it is published.
//!
//! These types define the schema of the report. The host writes the same document straight from its tables; a test holds the two together.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::{Finding, Span};

/// Everything that was found out about one canvas.
///
/// `R` is what the result of an analyzer is kept as; its shape is published in the manifest of the analyzer's plugin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "canvass report", rename = "Report")]
pub struct Report<R> {
    /// Which canvas it is about.
    pub canvas: CanvasSummary,
    /// How the run on this canvas ended.
    pub outcome: Outcome,
    /// How it was taken out of a document that is not written in our format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<ImportRecord>,
    /// What follows from the canvas.
    pub facts: FactsSummary,
    /// The typed result of each analyzer, by the analyzer's name.
    pub results: BTreeMap<String, R>,
    /// What the reader and the analyzers have to say, by code and place.
    pub findings: Vec<Finding>,
    /// Analyzers that failed on this canvas, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<Failure>,
}

/// How the run on one canvas ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was read, and every analyzer ran.
    Analyzed,
    /// It could not be read; the findings say why and where.
    Refused,
    /// It was read, but an analyzer failed on it.
    AnalyzerFailed,
}

impl Outcome {
    /// The word used in the report.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Analyzed => "analyzed",
            Self::Refused => "refused",
            Self::AnalyzerFailed => "analyzer_failed",
        }
    }
}

/// Which canvas a report is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CanvasSummary {
    /// The identifier of the canvas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The name of the business or of the model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The language, where it is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The file it was read from, or `-` for standard input.
    pub source: String,
    /// The line of the file that holds it, in a file of one canvas per line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Which canvas of the file it is, from 1, where the file holds several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// How many items each block holds; a block that is left out is missing here.
    pub items: BTreeMap<String, u32>,
}

/// How a canvas was taken out of a document that is not written in our format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ImportRecord {
    /// The shape in which it was written, such as `markdown headings`.
    pub shape: String,
    /// What was left of the document.
    pub left: Vec<LeftRecord>,
}

/// A part of a document that is not on the canvas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftRecord {
    /// Why it was left.
    pub why: String,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// What follows from a canvas.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactsSummary {
    /// Every typed value that occurs, such as `subscription_fee` or `self_service`, sorted.
    pub kinds: Vec<String>,
    /// Every fact.
    pub list: Vec<FactRecord>,
}

/// One fact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactRecord {
    /// The kind of fact: typed, role, uses, pays, free, gives, …
    pub fact: String,
    /// The id of the item it is about.
    pub subject: String,
    /// The id of the item it relates the subject to; `company` for the business itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The typed value it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How it is known: stated, implied or read.
    pub origin: String,
    /// How sure it is, from 0 to 1; 1 when not said.
    #[serde(default = "certain")]
    pub confidence: f64,
    /// JSON Pointers of what it rests on.
    pub at: Vec<String>,
    /// The words it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

fn certain() -> f64 {
    1.0
}

/// An analyzer that failed on a canvas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// The name of the analyzer.
    pub analyzer: String,
    /// Why.
    pub reason: String,
}
