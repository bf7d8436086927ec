//! Compiling a schema: no network, no files, patterns in linear time, no references that run in a circle.

use std::collections::BTreeSet;

use canvass_formats::Node;
use jsonschema::{PatternOptions, Retrieve, Uri, Validator};
use serde_json::Value;

use crate::violation::{Violation, violations};

/// How deep a schema may nest.
const DEPTH: usize = 256;

/// A compiled JSON Schema, of draft 4, 6, 7, 2019-09 or 2020-12 as its `$schema` says; 2020-12 where it says nothing.
pub struct Schema {
    source: Value,
    validator: Validator,
}

/// Why a schema cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemaError {
    /// It is neither an object nor true or false.
    #[error("a schema is an object, or true or false; this is {0}")]
    NotASchema(&'static str),
    /// It nests too deep.
    #[error("the schema nests more than {DEPTH} deep")]
    TooDeep,
    /// A reference leads back to itself and so says nothing.
    #[error("the reference `{0}` runs in a circle")]
    CircularReference(String),
    /// A reference leads out of the schema.
    #[error("the reference `{0}` leads out of the schema; references are neither fetched from the network nor read from files")]
    ExternalReference(String),
    /// It breaks the rules of its dialect, or holds a pattern that cannot be evaluated in linear time.
    #[error("{message} (at `{pointer}`)")]
    Invalid {
        /// What is wrong.
        message: String,
        /// The JSON Pointer of the place in the schema.
        pointer: String,
    },
}

/// Answers every request for another document with a refusal.
struct Refuse;

impl Retrieve for Refuse {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        Err(Box::new(SchemaError::ExternalReference(uri.as_str().to_owned())))
    }
}

impl Schema {
    /// Compiles a schema.
    ///
    /// # Errors
    /// When it is no schema, refers to other documents, runs in a circle, or holds a pattern with backtracking or of immense size.
    pub fn compile(source: Value) -> Result<Self, SchemaError> {
        match &source {
            Value::Object(_) | Value::Bool(_) => {}
            Value::Null => return Err(SchemaError::NotASchema("null")),
            Value::Number(_) => return Err(SchemaError::NotASchema("a number")),
            Value::String(_) => return Err(SchemaError::NotASchema("a text")),
            Value::Array(_) => return Err(SchemaError::NotASchema("a list")),
        }
        check_depth(&source, DEPTH)?;
        check_references(&source, &source)?;
        let validator = jsonschema::options()
            .with_retriever(Refuse)
            .with_pattern_options(PatternOptions::regex())
            .should_validate_formats(true)
            .build(&source)
            .map_err(|error| refusal(&error))?;
        Ok(Self { source, validator })
    }

    /// Everything in which a document differs from the schema, in the order of the document.
    pub fn check(&self, root: &Node) -> Vec<Violation> {
        let value = root.to_json();
        if self.validator.is_valid(&value) {
            return Vec::new();
        }
        violations(&self.source, self.validator.iter_errors(&value), root)
    }
}

fn refusal(error: &jsonschema::ValidationError<'_>) -> SchemaError {
    let text = error.to_string();
    if let jsonschema::error::ValidationErrorKind::Referencing(_) = error.kind()
        && let Some(reference) = text.split('`').nth(1).or_else(|| text.split('\'').nth(1))
        && (reference.contains("://") || reference.starts_with("file:"))
    {
        return SchemaError::ExternalReference(reference.to_owned());
    }
    SchemaError::Invalid { message: text, pointer: error.instance_path().to_string() }
}

fn check_depth(value: &Value, left: usize) -> Result<(), SchemaError> {
    let next = left.checked_sub(1).ok_or(SchemaError::TooDeep)?;
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| check_depth(item, next)),
        Value::Object(entries) => entries.values().try_for_each(|item| check_depth(item, next)),
        _ => Ok(()),
    }
}

/// Refuses a chain of references that comes back to where it began without anything in between.
fn check_references(root: &Value, value: &Value) -> Result<(), SchemaError> {
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| check_references(root, item)),
        Value::Object(entries) => {
            let mut seen = BTreeSet::new();
            let mut next = entries.get("$ref").and_then(Value::as_str);
            while let Some(reference) = next {
                let Some(pointer) = reference.strip_prefix('#') else { break };
                if !seen.insert(reference) {
                    return Err(SchemaError::CircularReference(reference.to_owned()));
                }
                next = root.pointer(pointer).and_then(|target| target.get("$ref")).and_then(Value::as_str);
            }
            entries.values().try_for_each(|item| check_references(root, item))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use canvass_formats::{Format, Limits, parse};
    use serde_json::json;

    use super::*;

    fn refused(schema: Value) -> String {
        Schema::compile(schema).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn nothing_outside_the_schema_is_fetched() {
        for reference in ["https://example.org/x.json", "file:///etc/passwd", "http://127.0.0.1/x"] {
            let message = refused(json!({ "$ref": reference }));
            assert!(message.contains("leads out of the schema") && message.contains(reference), "{message}");
        }
    }

    #[test]
    fn circles_patterns_and_depth_are_refused() {
        assert_eq!(refused(json!({ "$ref": "#/$defs/a", "$defs": { "a": { "$ref": "#/$defs/b" }, "b": { "$ref": "#/$defs/a" } } })), "the reference `#/$defs/a` runs in a circle");
        assert!(refused(json!({ "pattern": "(.*)\\1b$" })).contains("pattern"), "{}", refused(json!({ "pattern": "(.*)\\1b$" })));
        assert!(!refused(json!({ "pattern": "((a{100}){100}){100}" })).is_empty());
        let deep = (0..1000).fold(json!({}), |inner, _| json!({ "items": inner }));
        assert_eq!(refused(deep), "the schema nests more than 256 deep");
        assert_eq!(refused(json!([])), "a schema is an object, or true or false; this is a list");
        assert!(refused(json!({ "type": "txet" })).contains("txet"));
    }

    #[test]
    fn a_reference_to_a_tree_of_itself_is_no_circle() {
        let schema = Schema::compile(json!({ "type": "object", "properties": { "child": { "$ref": "#" } }, "additionalProperties": false })).unwrap();
        let document = parse(r#"{"child": {"child": {"x": 1}}}"#, Format::Json, &Limits::default()).unwrap();
        assert_eq!(schema.check(&document.root).len(), 1);
    }

    #[test]
    fn every_dialect_is_understood() {
        for (dialect, exclusive) in [
            ("http://json-schema.org/draft-04/schema#", json!({ "minimum": 1, "exclusiveMinimum": true })),
            ("http://json-schema.org/draft-06/schema#", json!({ "exclusiveMinimum": 1 })),
            ("http://json-schema.org/draft-07/schema#", json!({ "exclusiveMinimum": 1 })),
            ("https://json-schema.org/draft/2019-09/schema", json!({ "exclusiveMinimum": 1 })),
            ("https://json-schema.org/draft/2020-12/schema", json!({ "exclusiveMinimum": 1 })),
        ] {
            let mut schema = exclusive;
            schema["$schema"] = dialect.into();
            let schema = Schema::compile(schema).unwrap();
            let check = |text: &str| schema.check(&parse(text, Format::Json, &Limits::default()).unwrap().root).len();
            assert_eq!((check("1"), check("2")), (1, 0), "{dialect}");
        }
    }
}
