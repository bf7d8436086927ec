//! The manifest: what a plugin says about itself, readable without running it.

use canvass_model::finding::{Applicability, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a plugin says about itself. It lies as JSON in a section of the library, so that it can be read without running any of its code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "canvass plugin manifest")]
pub struct Manifest {
    /// The version of this manifest's format: 1.
    pub manifest: u32,
    /// The plugin's identifier in reverse domain order, such as org.example.churn-risk.
    #[schemars(extend("pattern" = "^[a-z0-9-]+(\\.[a-z0-9-]+)+$"))]
    pub id: String,
    /// The plugin's version.
    pub version: String,
    /// A short title.
    pub title: String,
    /// What it does, in a sentence or two.
    #[serde(default)]
    pub description: String,
    /// The licence as an SPDX expression.
    #[serde(default)]
    pub licence: String,
    /// Where to read more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub homepage: Option<String>,
    /// The contract it was built against.
    pub abi: Abi,
    /// Its analyzers.
    #[schemars(length(min = 1))]
    pub analyzers: Vec<AnalyzerManifest>,
}

/// A version of the binary contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Abi {
    /// The major version: must be that of the host.
    pub major: u32,
    /// The minor version: what has been added since.
    pub minor: u32,
}

/// One analyzer of a plugin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnalyzerManifest {
    /// The name under which its result stands in the report: lower-case words joined by hyphens.
    #[schemars(extend("pattern" = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))]
    pub name: String,
    /// What it finds out, in one sentence.
    pub summary: String,
    /// The rules whose findings it may report.
    #[serde(default)]
    pub rules: Vec<RuleManifest>,
    /// The JSON Schema of its configuration.
    #[serde(default = "anything")]
    pub configuration_schema: serde_json::Value,
    /// The JSON Schema of its result.
    #[serde(default = "anything")]
    pub result_schema: serde_json::Value,
}

fn anything() -> serde_json::Value {
    serde_json::Value::Bool(true)
}

/// One rule of an analyzer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleManifest {
    /// The stable code: capital letters and three digits.
    #[schemars(extend("pattern" = "^[A-Z]{2,8}[0-9]{3}$"))]
    pub code: String,
    /// The name for people: lower-case words joined by hyphens.
    pub slug: String,
    /// How much its findings matter unless they say otherwise.
    pub severity: Severity,
    /// Whether its findings come with a mend, and whether that can be carried out without looking at it. A mend of a rule that does not say
    /// so counts as unsafe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Applicability>,
    /// What it reports, in one sentence.
    pub summary: String,
    /// The page of the rule, in Markdown.
    #[serde(default)]
    pub documentation: String,
    /// Its messages.
    #[schemars(length(min = 1))]
    pub messages: Vec<MessageManifest>,
}

/// One message of a rule. `{name}` stands for the argument of that name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MessageManifest {
    /// The key, stable, for translation.
    pub key: String,
    /// The message in English.
    pub text: String,
    /// What fact would change the finding, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub would_change_if: Option<String>,
}
