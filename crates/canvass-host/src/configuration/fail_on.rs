//! Which findings make a check fail.

use std::borrow::Cow;

use canvass_model::finding::Severity;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize};

use super::selection::means;

/// Which findings make a check fail: those of a severity and above, and those of some rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct FailOn(Vec<String>);

/// The words for severities, with the mildest severity that each means.
const SEVERITIES: [(&str, Option<Severity>); 4] =
    [("error", Some(Severity::Error)), ("warning", Some(Severity::Warning)), ("info", Some(Severity::Info)), ("never", None)];

impl Default for FailOn {
    fn default() -> Self {
        Self(vec!["error".to_owned()])
    }
}

impl FailOn {
    /// Of severities (`error`, `warning`, `info`, `never`) and of rules.
    pub fn new(names: Vec<String>) -> Self {
        Self(names)
    }

    /// The words that are allowed beside rules.
    pub(crate) fn words() -> impl Iterator<Item = &'static str> {
        SEVERITIES.iter().map(|(word, _)| *word)
    }

    /// The rules that are named.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str).filter(|name| SEVERITIES.iter().all(|(word, _)| word != name))
    }

    /// Whether a finding of that rule and severity makes a check fail. Where only rules are named, no other finding does but errors.
    pub(crate) fn fails(&self, severity: Severity, code: &str, slug: &str) -> bool {
        let mut named = SEVERITIES.iter().filter(|(word, _)| self.0.iter().any(|name| name == word)).map(|(_, severity)| *severity).peekable();
        let mildest = if named.peek().is_some() { named.flatten().min() } else { Some(Severity::Error) };
        mildest.is_some_and(|mildest| severity >= mildest) || self.rules().any(|rule| means(rule, code, slug).is_some())
    }
}

impl<'de> Deserialize<'de> for FailOn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a severity (`error`, `warning`, `info`, `never`), a rule, or a list of them is expected")]
        enum OneOrMany {
            One(String),
            Many(Vec<String>),
        }
        Ok(match OneOrMany::deserialize(deserializer)? {
            OneOrMany::One(name) => Self(vec![name]),
            OneOrMany::Many(names) => Self(names),
        })
    }
}

impl JsonSchema for FailOn {
    fn schema_name() -> Cow<'static, str> {
        "FailOn".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Which findings make a check fail: those of a severity and above (error, warning, info, never), and those of some rules, by codes, names or how codes begin.",
            "anyOf": [
                { "type": "string", "examples": ["error", "warning", "info", "never"] },
                { "type": "array", "items": { "type": "string" }, "examples": [["error", "PAY008"]] }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(names: &[&str], severity: Severity, code: &str) -> bool {
        FailOn(names.iter().map(|&name| name.to_owned()).collect()).fails(severity, code, "")
    }

    #[test]
    fn severities_and_rules_make_a_check_fail() {
        assert!(fails(&["error"], Severity::Error, "PAY001") && !fails(&["error"], Severity::Warning, "PAY001"));
        assert!(fails(&["warning", "error"], Severity::Warning, "PAY001"));
        assert!(!fails(&["never"], Severity::Error, "PAY001"));
        assert!(fails(&["never", "PAY"], Severity::Info, "PAY008") && !fails(&["never", "PAY"], Severity::Error, "FIT001"));
        assert!(fails(&["PAY008"], Severity::Info, "PAY008") && fails(&["PAY008"], Severity::Error, "FIT001"));
        assert!(!fails(&["info"], Severity::Strength, "FIT011"));
    }
}
