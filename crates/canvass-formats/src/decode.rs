//! From the tree into typed values: a serde deserializer whose errors know where they stand.

use std::fmt;
use std::ops::Range;

use canvass_model::{EXACT_NUMBER, excerpt};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::tree::{Entry, Node, Value};

/// Deserializes a value out of the tree.
///
/// # Errors
/// The first value that is not of the wanted shape.
pub fn from_node<'de, T: Deserialize<'de>>(node: &'de Node) -> Result<T, DecodeError> {
    T::deserialize(At(node))
}

/// A value that is not of the wanted shape, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    message: String,
    span: Option<Range<usize>>,
    /// Whether the sentence is that of the wanted type, rather than one that would be the same for every type.
    own: bool,
}

impl DecodeError {
    /// Where the value stands; empty when the error is about nothing in particular.
    pub fn span(&self) -> Range<usize> {
        self.span.clone().unwrap_or_default()
    }

    /// Whether the wanted type itself says what is wrong, such as that a currency does not exist.
    ///
    /// Otherwise the sentence is a general one, such as that a text was found where a number was wanted.
    pub fn is_of_the_type(&self) -> bool {
        self.own
    }

    fn general(message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), span: None, own: false }
    }

    /// Fills in the place, unless a deeper one is known already.
    fn at(mut self, span: &Range<usize>) -> Self {
        self.span.get_or_insert_with(|| span.clone());
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), span: None, own: true }
    }
    fn invalid_type(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::general(format_args!("invalid type: {unexpected}, expected {expected}"))
    }
    fn invalid_value(unexpected: de::Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::general(format_args!("invalid value: {unexpected}, expected {expected}"))
    }
    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::general(format_args!("`{}` is not one of `{}`", excerpt(variant), expected.join("`, `")))
    }
    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self::general(format_args!("unknown key `{}`", excerpt(field)))
    }
    fn missing_field(field: &'static str) -> Self {
        Self::general(format_args!("the key `{field}` is missing"))
    }
}

struct At<'de>(&'de Node);

impl<'de> Deserializer<'de> for At<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let result = match &self.0.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(digits) => number(digits, visitor),
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::List(items) => visitor.visit_seq(Elements(items.iter())),
            Value::Map(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None }),
        };
        result.map_err(|error| error.at(&self.0.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.0.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, DecodeError> {
        let span = &self.0.span;
        match &self.0.value {
            Value::Number(digits) if name == EXACT_NUMBER => visitor.visit_str(digits).map_err(|error: DecodeError| error.at(span)),
            _ => visitor.visit_newtype_struct(self).map_err(|error| error.at(span)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(self, name: &'static str, variants: &'static [&'static str], visitor: V) -> Result<V::Value, DecodeError> {
        let span = &self.0.span;
        match &self.0.value {
            Value::Text(text) => {
                let plain: StrDeserializer<'_, DecodeError> = text.as_str().into_deserializer();
                plain.deserialize_enum(name, variants, visitor).map_err(|error| error.at(span))
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

fn number<'de, V: Visitor<'de>>(digits: &str, visitor: V) -> Result<V::Value, DecodeError> {
    if let Ok(value) = digits.parse::<u64>() {
        visitor.visit_u64(value)
    } else if let Ok(value) = digits.parse::<i64>() {
        visitor.visit_i64(value)
    } else {
        let value: f64 = digits.parse().map_err(de::Error::custom)?;
        // 2.0 is a whole number to JSON Schema, and so it is here.
        if value.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(&value) { visitor.visit_u64(value as u64) } else { visitor.visit_f64(value) }
    }
}

struct Elements<'de>(std::slice::Iter<'de, Node>);

impl<'de> SeqAccess<'de> for Elements<'de> {
    type Error = DecodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, DecodeError> {
        self.0.next().map(|node| seed.deserialize(At(node)).map_err(|error| error.at(&node.span))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Entries<'de> {
    rest: std::slice::Iter<'de, Entry>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = DecodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, DecodeError> {
        let Some(entry) = self.rest.next() else { return Ok(None) };
        self.value = Some(&entry.value);
        let key: StrDeserializer<'de, DecodeError> = entry.key.as_str().into_deserializer();
        seed.deserialize(key).map(Some).map_err(|error| error.at(&entry.key_span))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, DecodeError> {
        match self.value.take() {
            Some(node) => seed.deserialize(At(node)).map_err(|error| error.at(&node.span)),
            None => Err(de::Error::custom("a value without a key")),
        }
    }
}

#[cfg(test)]
mod tests {
    use canvass_model::Canvas;

    use super::*;
    use crate::{Format, Limits, parse};

    fn read(text: &str) -> Result<Canvas, String> {
        let document = parse(text, Format::Yaml, &Limits::default()).unwrap();
        from_node(&document.root).map_err(|error: DecodeError| format!("{}: {error}", &text[error.span()]))
    }

    #[test]
    fn a_canvas_comes_out_of_the_tree() {
        let canvas = read("currency: EUR\ncustomer_segments:\n  - Offices\n  - {name: Homes, size: {low: 1, high: 1.5}}\n").unwrap();
        assert_eq!(canvas.count(canvass_model::blocks::Block::CustomerSegments), Some(2));
    }

    #[test]
    fn an_error_knows_its_place() {
        assert_eq!(read("currency: EURO").unwrap_err(), "EURO: `EURO` is not an ISO 4217 currency code such as EUR, USD or CNY");
        assert_eq!(read("revenue_streams: [{name: x, share: 25}]").unwrap_err(), "25: `25` is not between 0 and 1; write 25 % as 0.25");
    }

    #[test]
    fn a_type_speaks_for_itself() {
        let own = |text: &str| {
            let document = parse(text, Format::Yaml, &Limits::default()).unwrap();
            from_node::<Canvas>(&document.root).unwrap_err().is_of_the_type()
        };
        assert!(own("canvass: 2") && own("lang: x y") && own("as_of: tomorrow"));
        assert!(!own("canvass: x") && !own("lang: 3") && !own("channels: 4") && !own("stage: x") && !own("stagf: x"));
    }

    #[test]
    fn a_whole_number_may_have_a_point() {
        assert!(read("canvass: 1.0\nchannels: []").is_ok());
        assert!(read("canvass: 1.5\nchannels: []").is_err());
    }

    #[test]
    fn numbers_keep_their_digits() {
        let read = |digits: &str| read(&format!("customer_segments: [{{name: x, size: {digits}}}]"));
        assert!(read("0.12345678901234567").is_ok());
        assert!(read("9223372036854775807").unwrap_err().contains("more than 18 digits"));
    }
}
