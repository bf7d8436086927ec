//! A rule: its code, its words and its page, as a value beside the function that checks it.

use canvass_model::finding::{Applicability, Severity};

use crate::manifest::{MessageManifest, RuleManifest};

/// A rule of an analyzer.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, such as `PAY001`.
    pub code: &'static str,
    /// The name for people, such as `no-payer`.
    pub slug: &'static str,
    /// How much its findings matter unless they say otherwise.
    pub severity: Severity,
    /// Whether its findings come with a mend, and whether that can be carried out without looking at it.
    pub fix: Option<Applicability>,
    /// What it reports, in one sentence.
    pub summary: &'static str,
    /// Its messages; each finding names one by its key.
    pub messages: &'static [Message],
    /// The page of the rule in Markdown, with the headings *Why it matters*, *A canvas with this finding*, *A canvas without it*, *Source*.
    /// The two canvases are YAML in fences and are run as tests.
    pub documentation: &'static str,
}

/// A message of a rule. `{name}` stands for the argument of that name.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// The key, stable, for translation.
    pub key: &'static str,
    /// The message in English.
    pub text: &'static str,
    /// What fact would change the finding; empty when nothing would.
    pub would_change_if: &'static str,
}

impl Rule {
    /// The rule as the manifest publishes it.
    pub fn manifest(&self) -> RuleManifest {
        RuleManifest {
            code: self.code.to_owned(),
            slug: self.slug.to_owned(),
            severity: self.severity,
            fix: self.fix,
            summary: self.summary.to_owned(),
            documentation: self.documentation.trim().to_owned(),
            messages: self
                .messages
                .iter()
                .map(|message| MessageManifest {
                    key: message.key.to_owned(),
                    text: message.text.to_owned(),
                    would_change_if: Some(message.would_change_if.to_owned()).filter(|text| !text.is_empty()),
                })
                .collect(),
        }
    }
}
