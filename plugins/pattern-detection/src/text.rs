//! Texts of pattern files, written as JSON once.
//!
//! The same few hundred sentences stand in the results of every canvas. Written when their pattern is read, they are only copied afterwards.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

/// A text that is kept as long as the library is loaded, which is as long as the process runs: results borrow it on every canvas.
#[derive(Clone, Copy)]
pub struct Text(&'static Kept);

struct Kept {
    text: String,
    json: Box<RawValue>,
}

impl Text {
    /// Keeps a text.
    ///
    /// # Errors
    /// When it cannot be written as JSON, why.
    pub(crate) fn keep(text: String) -> Result<Self, String> {
        let json = to_raw_value(&text).map_err(|error| error.to_string())?;
        Ok(Self(Box::leak(Box::new(Kept { text, json }))))
    }

    /// The text as JSON.
    pub(crate) fn json(self) -> &'static str {
        self.0.json.get()
    }

    /// The text itself.
    pub fn as_str(self) -> &'static str {
        &self.0.text
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(formatter)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.json.serialize(serializer)
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_text_is_written_like_any_other() {
        let text = "says \"yes\"\n to é and \u{1}";
        let kept = Text::keep(text.to_owned()).unwrap();
        assert_eq!(serde_json::to_string(&kept).unwrap(), serde_json::to_string(text).unwrap());
    }
}
