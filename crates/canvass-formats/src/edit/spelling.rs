//! How a value is written in the place that it gets.

use serde_json::Value;

use super::Place;
use crate::{Format, yaml};

impl Place<'_> {
    /// A value as the notation writes it on one line. `instead_of` is what stands there now: its quotes are kept.
    pub(super) fn value(&self, value: &Value, instead_of: &str) -> String {
        match value {
            Value::String(text) => self.scalar(text, instead_of),
            // JSON is YAML too, in brackets.
            other => other.to_string(),
        }
    }

    /// A text or a key, in the quotes of what stood there.
    pub(super) fn scalar(&self, text: &str, instead_of: &str) -> String {
        let quoted = || Value::from(text).to_string();
        if self.format != Format::Yaml || instead_of.starts_with('"') {
            return quoted();
        }
        if instead_of.starts_with('\'') && !text.contains(['\n', '\r']) {
            return format!("'{}'", text.replace('\'', "''"));
        }
        if is_plain(text) { text.to_owned() } else { quoted() }
    }
}

/// Whether a text can stand in YAML without quotes, wherever it stands. Some that could are quoted nevertheless.
fn is_plain(text: &str) -> bool {
    let inside = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | ' ' | '.' | '/' | '(' | ')' | '+');
    text.starts_with(char::is_alphanumeric) && !text.ends_with(' ') && text.chars().all(inside) && yaml::is_text(text)
}
