//! What all items share: a note is a plain string or an object with the common fields and those of its block.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::graph::Describer;
use crate::identifier::Id;
use crate::quantity::Share;
use crate::vocabulary::Status;

/// The fields that an item of any block may state, borrowed from the item.
#[derive(Debug, Clone, Copy, Default)]
pub struct Common<'a> {
    /// The identifier, where stated.
    pub id: Option<&'a Id>,
    /// The name.
    pub name: &'a str,
    /// Further explanation.
    pub note: Option<&'a str>,
    /// Free keywords.
    pub tags: &'a [String],
    /// How far it has been tested.
    pub status: Option<Status>,
    /// What supports it.
    pub evidence: &'a [String],
    /// How sure the author is.
    pub confidence: Option<Share>,
}

/// An item of one of the nine blocks.
pub trait Item {
    /// The fields shared by all items.
    fn common(&self) -> Common<'_>;
    /// Adds the fields of the block to the graph.
    fn describe(&self, graph: &mut Describer<'_>);
}

/// The blocks in which a link may end: those named, all nine, or none.
macro_rules! blocks {
    () => { &[] };
    (NINE) => { &crate::blocks::Block::NINE };
    ($($block:ident)+) => { &[$(crate::blocks::Block::$block),+] };
}
pub(super) use blocks;

/// Declares the item of a block: the common fields and its own, each with its key, its type, the field of the graph that it states
/// and, where it is a link, the blocks in which that may end.
macro_rules! item {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty => $stated:ident $([$($allowed:ident),+])?,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The identifier by which links find this item: letters, digits, `-`, `_` and `.`. Derived from the name when absent ("Small firms" becomes small-firms).
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub id: Option<crate::identifier::Id>,
            /// The text of the sticky note, short enough to read at a glance.
            #[serde(deserialize_with = "crate::blocks::note::some_text")]
            #[schemars(length(min = 1))]
            pub name: String,
            /// Further explanation, of any length.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub note: Option<String>,
            /// Free keywords. Some patterns read them, such as `finance` or `low_income`.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub tags: Vec<String>,
            /// How far this has been tested: assumption, testing, validated or invalidated.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub status: Option<crate::vocabulary::Status>,
            /// What supports it: experiments, interviews, figures.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub evidence: Vec<String>,
            /// How sure you are that it is true, from 0 to 1.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub confidence: Option<crate::quantity::Share>,
            $(
                $(#[$field_meta])*
                #[serde(default, skip_serializing_if = "crate::blocks::note::Absent::is_absent")]
                pub $field: $type,
            )*
        }

        impl $name {
            /// Its own keys, in canonical order.
            pub(super) const KNOWN: &'static [crate::blocks::Known] = &[$(crate::blocks::Known {
                key: crate::blocks::statement::key(stringify!($field)),
                field: crate::graph::Field::$stated,
                shape: <$type as crate::blocks::statement::Statement>::SHAPE,
                allowed: crate::blocks::note::blocks!($($($allowed)+)?),
            }),*];
        }

        impl crate::blocks::Item for $name {
            fn common(&self) -> crate::blocks::Common<'_> {
                crate::blocks::Common {
                    id: self.id.as_ref(),
                    name: &self.name,
                    note: self.note.as_deref(),
                    tags: &self.tags,
                    status: self.status,
                    evidence: &self.evidence,
                    confidence: self.confidence,
                }
            }

            fn describe(&self, graph: &mut crate::graph::Describer<'_>) {
                $(crate::blocks::statement::Statement::describe(
                    &self.$field,
                    crate::graph::Field::$stated,
                    crate::blocks::note::blocks!($($($allowed)+)?),
                    graph,
                );)*
            }
        }
    };
}
pub(super) use item;

/// What is wrong with a note without a text.
const EMPTY: &str = "the text is empty: write a text or take it out";

/// Takes a text that says something.
pub(crate) fn some_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Err(de::Error::custom(EMPTY)) } else { Ok(text) }
}

/// Whether a field states nothing, so that it is left out when a canvas is written.
pub(crate) trait Absent {
    /// Whether there is nothing to write.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// An item as a document states it: only its name, or with fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Note<T> {
    /// A plain string.
    Plain(String),
    /// An object.
    Full(T),
}

impl<T: Item> Note<T> {
    /// The fields shared by all items; a plain string has only a name.
    pub fn common(&self) -> Common<'_> {
        match self {
            Self::Plain(name) => Common { name, ..Common::default() },
            Self::Full(item) => item.common(),
        }
    }

    /// The item's fields, if it states any.
    pub fn full(&self) -> Option<&T> {
        match self {
            Self::Plain(_) => None,
            Self::Full(item) => Some(item),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Note<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StringOrObject<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for StringOrObject<T> {
            type Value = Note<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or an object with a name")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Note<T>, E> {
                self.visit_string(text.to_owned())
            }
            fn visit_string<E: de::Error>(self, text: String) -> Result<Note<T>, E> {
                if text.is_empty() { Err(E::custom(EMPTY)) } else { Ok(Note::Plain(text)) }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Note<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Note::Full)
            }
        }

        deserializer.deserialize_any(StringOrObject(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Note<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}Note", T::schema_name()).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let full = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [{ "type": "string", "minLength": 1, "description": "The text of the note." }, full] })
    }
}

#[cfg(test)]
mod tests {
    use crate::Canvas;

    fn refused(json: &str) -> String {
        serde_json::from_str::<Canvas>(json).map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn an_empty_text_is_refused_wherever_a_text_is_asked_for() {
        for json in
            [r#"{"customer_segments": [""]}"#, r#"{"customer_segments": [{"name": ""}]}"#, r#"{"customer_segments": [{"name": "a", "needs": [{"text": ""}]}]}"#]
        {
            assert!(refused(json).starts_with("the text is empty"), "{json}");
        }
        assert!(refused(r#"{"customer_segments": [{}]}"#).starts_with("missing field `name`"));
    }

    #[test]
    fn an_importance_stands_between_one_and_five() {
        let need = |importance: &str| format!(r#"{{"customer_segments": [{{"name": "a", "needs": [{{"text": "b", "importance": {importance}}}]}}]}}"#);
        for sound in ["1", "5", "null"] {
            assert_eq!(refused(&need(sound)), "");
        }
        for wrong in ["0", "6", "255"] {
            assert!(refused(&need(wrong)).contains("is not between 1 and 5"), "{wrong}");
        }
    }
}
