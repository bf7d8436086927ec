//! Compiling a schema: no network, no files, patterns in linear time, no references that run in a circle.

use canvass_formats::Node;
use canvass_model::excerpt;
use jsonschema::{PatternOptions, Retrieve, Uri, Validator};
use serde_json::Value;

use crate::references::check_references;
use crate::violation::{Violation, cut, violations};

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
    /// Its references lead to references again so often that a check would never end.
    #[error("the schema's references multiply beyond bounds: more than {0} schemas apply to one value")]
    TooManyReferences(u64),
    /// Its references form too long a chain.
    #[error("the schema's references form a chain of more than {0} schemas that apply to one value")]
    TooLongAChain(usize),
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
        check_references(&source)?;
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
        && (reference.contains("://") || reference.starts_with("file:") || text.contains("not present in a registry"))
    {
        return SchemaError::ExternalReference(excerpt(reference));
    }
    let pointer = error.instance_path().to_string();
    match error.instance().as_str() {
        Some(pattern) if goes_back_and_forth(pattern) && pointer.contains("attern") => {
            let message = format!("the pattern `{}` cannot be used: look-around and back-references are not supported", cut(pattern));
            SchemaError::Invalid { message, pointer }
        }
        _ => SchemaError::Invalid { message: cut(&text), pointer },
    }
}

/// Whether a pattern looks ahead or behind, or refers back to what it has matched: neither can be decided in linear time.
fn goes_back_and_forth(pattern: &str) -> bool {
    let mut characters = pattern.chars();
    let mut refers_back = false;
    while let Some(character) = characters.next() {
        // The character after a backslash is none of its own.
        if character == '\\' {
            refers_back |= characters.next().is_some_and(|escaped| matches!(escaped, '1'..='9' | 'k'));
        }
    }
    refers_back || ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern.contains(look))
}

fn check_depth(value: &Value, left: usize) -> Result<(), SchemaError> {
    let next = left.checked_sub(1).ok_or(SchemaError::TooDeep)?;
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| check_depth(item, next)),
        Value::Object(entries) => entries.values().try_for_each(|item| check_depth(item, next)),
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
    fn a_file_beside_the_schema_is_outside_it() {
        for reference in ["other.json", "/etc/passwd", "../x.json#/a"] {
            let message = refused(json!({ "$ref": reference }));
            assert!(message.contains("leads out of the schema") && message.contains(reference.trim_end_matches("#/a")), "{message}");
        }
    }

    #[test]
    fn what_patterns_cannot_do_is_said() {
        for schema in
            [json!({ "pattern": "(.*)\\1b$" }), json!({ "properties": { "a": { "pattern": "^(?!b)a" } } }), json!({ "patternProperties": { "^(?=.*a)b": {} } })]
        {
            let message = refused(schema);
            assert!(message.contains("look-around and back-references are not supported"), "{message}");
        }
        assert!(!refused(json!({ "pattern": "([" })).contains("look-around"));
    }

    #[test]
    fn circles_patterns_and_depth_are_refused() {
        assert_eq!(
            refused(json!({ "$ref": "#/$defs/a", "$defs": { "a": { "$ref": "#/$defs/b" }, "b": { "$ref": "#/$defs/a" } } })),
            "the reference `#/$defs/a` runs in a circle"
        );
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
