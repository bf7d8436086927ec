//! A document as a tree in which every value knows where it stands.

use std::borrow::Cow;
use std::ops::Range;

use crate::problem::Problem;

/// A parsed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The outermost value.
    pub root: Node,
    /// What is wrong with it although it could be parsed: keys given twice.
    pub problems: Vec<Problem>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The bytes of the text that it takes.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, in the digits of the source, as JSON writes numbers.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object, in the order of the source. Of a key given twice, the first value.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value under a key of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The key and value under a key of an object.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The value at a JSON Pointer (RFC 6901).
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |node, part| match &node.value {
            Value::List(items) => items.get(part.parse::<usize>().ok()?),
            Value::Map(_) => node.get(&unescape(part)),
            _ => None,
        })
    }

    /// What sort of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "an object",
        }
    }

    /// The same value without places, for tools that take JSON values.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Number(digits) => digits.parse::<serde_json::Number>().map_or(serde_json::Value::Null, serde_json::Value::Number),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(Self::to_json).collect::<Vec<_>>().into(),
            Value::Map(entries) => entries.iter().map(|entry| (entry.key.clone(), entry.value.to_json())).collect::<serde_json::Map<_, _>>().into(),
        }
    }
}

/// Undoes the escapes of one part of a JSON Pointer.
pub fn unescape(part: &str) -> Cow<'_, str> {
    if part.contains('~') { Cow::Owned(part.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(part) }
}

/// Escapes one part of a JSON Pointer.
pub fn escape(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use crate::{Format, Limits, parse};

    #[test]
    fn a_pointer_leads_to_the_place_in_the_text() {
        let text = r#"{"a/b": [1, {"名": "值"}]}"#;
        let document = parse(text, Format::Json, &Limits::default()).unwrap();
        let node = document.root.pointer("/a~1b/1/名").unwrap();
        assert_eq!(&text[node.span.clone()], "\"值\"");
        assert!(document.root.pointer("/a~1b/2").is_none());
        assert_eq!(document.root.pointer("").unwrap(), &document.root);
    }
}
