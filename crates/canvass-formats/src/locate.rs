//! Finding where a value stands in a JSON text that has not been kept as a tree.
//!
//! A batch reads JSON straight into the typed model. Only when there is something to say about a document are the places of the few
//! values concerned looked up, by skipping over everything else.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// Looks up places in one JSON text, remembering the blocks it has passed.
pub struct Locator<'t> {
    text: &'t str,
    root: Option<Level<'t>>,
    /// The items of the lists directly below the root that were asked for, by key.
    blocks: Vec<(String, Vec<&'t str>)>,
}

/// The values of an object or a list, unparsed.
enum Level<'t> {
    Map(Vec<(Cow<'t, str>, &'t str)>),
    List(Vec<&'t str>),
    Scalar,
}

impl<'t> Locator<'t> {
    /// A locator for a text that is valid JSON.
    pub fn new(text: &'t str) -> Self {
        Self { text, root: None, blocks: Vec::new() }
    }

    /// The bytes that the value at a JSON Pointer takes, or `None` when there is none.
    ///
    /// The place of an object that has a name is that of its name: a caret under a whole object says little.
    pub fn find(&mut self, pointer: &str) -> Option<Range<usize>> {
        let mut parts = pointer.split('/').skip(1);
        let mut value = match (parts.next(), parts.next()) {
            (None, _) => self.text,
            (Some(block), None) => self.block(block)?,
            (Some(block), Some(item)) => self.item(block, item)?,
        };
        for part in parts {
            value = level(value).get(part)?;
        }
        if value.starts_with('{')
            && let Level::Map(entries) = level(value)
            && let Some((_, name)) = entries.iter().find(|(key, _)| key == "name").or_else(|| entries.iter().find(|(key, _)| key == "text"))
        {
            value = name;
        }
        let start = value.as_ptr() as usize - self.text.as_ptr() as usize;
        Some(start..start + value.len())
    }

    fn block(&mut self, key: &str) -> Option<&'t str> {
        let text = self.text;
        self.root.get_or_insert_with(|| level(text)).get(key)
    }

    fn item(&mut self, block: &str, item: &str) -> Option<&'t str> {
        if !self.blocks.iter().any(|(key, _)| key == block) {
            let items = match level(self.block(block)?) {
                Level::List(items) => items,
                other => return other.get(item),
            };
            self.blocks.push((block.to_owned(), items));
        }
        let (_, items) = self.blocks.iter().find(|(key, _)| key == block)?;
        items.get(item.parse::<usize>().ok()?).copied()
    }
}

impl<'t> Level<'t> {
    fn get(&self, part: &str) -> Option<&'t str> {
        match self {
            Self::Map(entries) => {
                let key = crate::tree::unescape(part);
                entries.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
            }
            Self::List(items) => items.get(part.parse::<usize>().ok()?).copied(),
            Self::Scalar => None,
        }
    }
}

/// Splits one level of a JSON text; the values stay as they are written.
fn level(text: &str) -> Level<'_> {
    serde_json::Deserializer::from_str(text).deserialize_any(OneLevel).unwrap_or(Level::Scalar)
}

struct OneLevel;

impl<'t> Visitor<'t> for OneLevel {
    type Value = Level<'t>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list")
    }
    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Level<'t>, A::Error> {
        let mut entries = Vec::with_capacity(16);
        while let Some((Key(key), value)) = map.next_entry::<Key<'t>, &'t RawValue>()? {
            entries.push((key, value.get()));
        }
        Ok(Level::Map(entries))
    }
    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Level<'t>, A::Error> {
        let mut items = Vec::with_capacity(16);
        while let Some(value) = list.next_element::<&'t RawValue>()? {
            items.push(value.get());
        }
        Ok(Level::List(items))
    }
}

/// A key, borrowed where it holds no escapes.
struct Key<'t>(Cow<'t, str>);

impl<'t> serde::Deserialize<'t> for Key<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'t> Visitor<'t> for Text {
            type Value = Key<'t>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Key<'t>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Key<'t>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, json};

    const TEXT: &str = r#"{"name": "é", "customer_segments": [ "读者", {"id": "a", "name": "Advertisers", "needs": [{"text": "reach"}], "size": 12} ]}"#;

    #[test]
    fn values_are_found_without_a_tree() {
        let mut locator = Locator::new(TEXT);
        let mut at = |pointer: &str| locator.find(pointer).map(|range| &TEXT[range]);
        assert_eq!(at("/customer_segments/0"), Some("\"读者\""));
        assert_eq!(at("/customer_segments/1"), Some("\"Advertisers\""));
        assert_eq!(at("/customer_segments/1/size"), Some("12"));
        assert_eq!(at("/customer_segments/1/needs/0"), Some("\"reach\""));
        assert_eq!(at(""), Some("\"é\""));
        assert_eq!(at("/customer_segments/2"), None);
        assert_eq!(at("/channels/0"), None);
        assert_eq!(at("/name/0"), None);
    }

    #[test]
    fn the_tree_and_the_locator_agree() {
        let document = json::parse(TEXT, &Limits::default()).unwrap();
        for pointer in ["/name", "/customer_segments/0", "/customer_segments/1/id", "/customer_segments/1/needs/0/text"] {
            assert_eq!(Locator::new(TEXT).find(pointer), document.root.pointer(pointer).map(|node| node.span.clone()), "{pointer}");
        }
    }
}
