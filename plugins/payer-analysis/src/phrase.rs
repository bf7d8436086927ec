//! A line of text kept as its parts, which are put together where it is written.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};

/// So many parts the longest line has.
const PARTS: usize = 7;

/// A line: its parts, one after the other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Phrase<'a>([&'a str; PARTS]);

impl<'a> Phrase<'a> {
    /// The line of these parts.
    pub(crate) fn new<const COUNT: usize>(parts: [&'a str; COUNT]) -> Self {
        const { assert!(COUNT <= PARTS, "a line has more parts than there are places") };
        let mut places = [""; PARTS];
        places.iter_mut().zip(parts).for_each(|(place, part)| *place = part);
        Self(places)
    }

    /// The parts.
    pub(crate) fn parts(&self) -> &[&'a str] {
        &self.0
    }
}

impl fmt::Display for Phrase<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| formatter.write_str(part))
    }
}

impl fmt::Debug for Phrase<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), formatter)
    }
}

impl Serialize for Phrase<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Phrase<'_> {
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
