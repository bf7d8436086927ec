//! Finding where a value stands in a JSON text that has not been kept as a tree.
//!
//! A batch reads JSON straight into the typed model. Only when there is something to say about a document are the places of the few
//! values concerned looked up, by skipping over everything else. The text has been read as JSON before, so skipping need not check it:
//! on a text that is not JSON a place may be wrong or missing, and nothing worse.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use memchr::memchr;

use crate::brackets::Brackets;
use crate::quotes::is_escaped;

/// Looks up places in one JSON text, remembering what it has passed.
pub struct Locator<'t> {
    text: Text<'t>,
    /// The outermost object, once it has been passed.
    root: OnceCell<Vec<Entry<'t>>>,
}

/// A key of the outermost object, with its value.
struct Entry<'t> {
    key: Cow<'t, str>,
    value: Range<usize>,
    /// The items of a value that is a list, once one has been asked for.
    items: OnceCell<Vec<Range<usize>>>,
}

impl<'t> Locator<'t> {
    /// A locator for a text that is valid JSON.
    pub fn new(text: &'t str) -> Self {
        Self { text: Text { text, bytes: text.as_bytes(), brackets: Brackets::of(text.as_bytes()) }, root: OnceCell::new() }
    }

    /// The bytes that the value at a JSON Pointer takes, or `None` when there is none.
    ///
    /// The place of an object that has a name is that of its name: a caret under a whole object says little.
    pub fn find(&self, pointer: &str) -> Option<Range<usize>> {
        let text = &self.text;
        let mut parts = pointer.split('/').skip(1);
        let mut value = text.skip_space(0)..text.text.trim_end().len();
        if let Some(key) = parts.next() {
            let key = crate::tree::unescape(key);
            let whole = &value;
            let root = self.root.get_or_init(|| text.entries(whole).map(|(key, value)| Entry { key, value, items: OnceCell::new() }).collect());
            let entry = root.iter().find(|entry| entry.key == key)?;
            value = entry.value.clone();
            if text.at(value.start) == Some(b'[')
                && let Some(index) = parts.next()
            {
                value = entry.items.get_or_init(|| text.items(value.start).collect()).get(index.parse::<usize>().ok()?)?.clone();
            }
        }
        for part in parts {
            value = text.child(&value, part)?;
        }
        if text.at(value.start) == Some(b'{') {
            return Some(text.named(&value).unwrap_or(value));
        }
        Some(value)
    }
}

/// A JSON text to skip through.
struct Text<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// Where lists and objects begin and end.
    brackets: Brackets,
}

impl<'t> Text<'t> {
    fn at(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The key that begins at a place, and where its value begins.
    fn key(&self, at: usize) -> Option<(Cow<'t, str>, usize)> {
        if self.at(at) != Some(b'"') {
            return None;
        }
        let end = self.skip_string(at);
        let raw = self.text.get(at + 1..end.saturating_sub(1))?;
        Some((self.unquoted(raw, at, end), self.skip_space(self.skip_space(end) + 1)))
    }

    /// A key without its escapes; it stands in the text with its quotation marks from `begin` to `end`.
    fn unquoted(&self, raw: &'t str, begin: usize, end: usize) -> Cow<'t, str> {
        if !raw.contains('\\') {
            return Cow::Borrowed(raw);
        }
        Cow::Owned(self.text.get(begin..end).and_then(|quoted| serde_json::from_str(quoted).ok()).unwrap_or_default())
    }

    /// The value under `name`, or else under `text`, of an object. A name mostly stands among the first keys, so the search ends early.
    fn named(&self, object: &Range<usize>) -> Option<Range<usize>> {
        let mut second = None;
        for (key, value) in self.entries(object) {
            match &*key {
                "name" => return Some(value),
                "text" => second = second.or(Some(value)),
                _ => {}
            }
        }
        second
    }

    fn child(&self, value: &Range<usize>, part: &str) -> Option<Range<usize>> {
        match self.at(value.start)? {
            b'[' => self.items(value.start).nth(part.parse::<usize>().ok()?),
            b'{' => {
                let key = crate::tree::unescape(part);
                self.entries(value).find(|(name, _)| *name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The keys and values of an object, one after the other; none of what is no object.
    fn entries(&self, object: &Range<usize>) -> impl Iterator<Item = (Cow<'t, str>, Range<usize>)> {
        let text = self;
        let mut at = if text.at(object.start) == Some(b'{') { text.skip_space(object.start + 1) } else { text.bytes.len() };
        std::iter::from_fn(move || {
            let (key, start) = text.key(at)?;
            let end = text.skip_value(start);
            let next = text.skip_space(end);
            // Behind the last value stands the end of the object, and behind that whatever comes after it.
            at = if text.at(next) == Some(b',') { text.skip_space(next + 1) } else { text.bytes.len() };
            Some((key, start..end))
        })
    }

    /// The items of the list that begins at a place, one after the other.
    fn items(&self, start: usize) -> impl Iterator<Item = Range<usize>> {
        let text = self;
        let mut at = text.skip_space(start + 1);
        std::iter::from_fn(move || {
            if matches!(text.at(at), None | Some(b']')) {
                return None;
            }
            let (begin, end) = (at, text.skip_value(at));
            at = text.skip_space(end);
            if text.at(at) == Some(b',') {
                at = text.skip_space(at + 1);
            }
            Some(begin..end)
        })
    }

    fn skip_space(&self, mut at: usize) -> usize {
        while self.at(at).is_some_and(|byte| byte.is_ascii_whitespace()) {
            at += 1;
        }
        at
    }

    /// The end of the value that begins at a place. Always further than the place itself, unless the text has ended.
    fn skip_value(&self, start: usize) -> usize {
        match self.at(start) {
            Some(b'"') => self.skip_string(start),
            Some(b'{' | b'[') => self.brackets.end(start).unwrap_or(start + 1),
            Some(_) => {
                let ends = |byte: &u8| matches!(byte, b',' | b']' | b'}') || byte.is_ascii_whitespace();
                let length = self.bytes[start..].iter().take_while(|byte| !ends(byte)).count();
                start + length.max(1)
            }
            None => self.bytes.len(),
        }
    }

    /// The end of the string that begins with a quotation mark at a place.
    fn skip_string(&self, start: usize) -> usize {
        let mut at = start + 1;
        while let Some(length) = self.bytes.get(at..).and_then(|rest| memchr(b'"', rest)) {
            at += length + 1;
            if !is_escaped(self.bytes, at - 1) {
                return at;
            }
        }
        self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tree::{Value, escape};
    use crate::{Limits, json};

    const TEXT: &str = r#"{"name": "é", "customer_segments": [ "读者", {"id": "a", "name": "Advertisers", "needs": [{"text": "reach"}], "size": 12} ]}"#;

    #[test]
    fn values_are_found_without_a_tree() {
        let locator = Locator::new(TEXT);
        let at = |pointer: &str| locator.find(pointer).map(|range| &TEXT[range]);
        assert_eq!(at("/customer_segments/0"), Some("\"读者\""));
        assert_eq!(at("/customer_segments/1"), Some("\"Advertisers\""));
        assert_eq!(at("/customer_segments/1/size"), Some("12"));
        assert_eq!(at("/customer_segments/1/needs/0"), Some("\"reach\""));
        assert_eq!(at(""), Some("\"é\""));
        assert_eq!(at("/customer_segments/2"), None);
        assert_eq!(at("/channels/0"), None);
        assert_eq!(at("/name/0"), None);
    }

    fn agree(text: &str, node: &crate::Node, pointer: &str, locator: &Locator<'_>) -> Result<(), TestCaseError> {
        let named = node.get("name").or_else(|| node.get("text")).unwrap_or(node);
        prop_assert_eq!(locator.find(pointer), Some(named.span.clone()), "{} in {}", pointer, text);
        match &node.value {
            Value::List(items) => items.iter().enumerate().try_for_each(|(index, item)| agree(text, item, &format!("{pointer}/{index}"), locator)),
            Value::Map(entries) => entries.iter().try_for_each(|entry| agree(text, &entry.value, &format!("{pointer}/{}", escape(&entry.key)), locator)),
            _ => Ok(()),
        }
    }

    fn value() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![any::<bool>().prop_map(Into::into), any::<i32>().prop_map(Into::into), "[a\"\\\\\n客]{0,9}".prop_map(Into::into)];
        leaf.prop_recursive(5, 60, 5, |inner| {
            let key = prop_oneof!["name", "text", "[a/~\"\\\\]{1,4}"];
            let map = prop::collection::hash_map(key, inner.clone(), 0..5);
            prop_oneof![prop::collection::vec(inner, 0..5).prop_map(Into::into), map.prop_map(|map| serde_json::Value::Object(map.into_iter().collect()))]
        })
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\]{}\",:\\\\ a1客]{0,40}", pointer in "(/(a|0|1|))*") {
            let _place = Locator::new(&text).find(&pointer);
        }

        #[test]
        fn the_tree_and_the_locator_agree(value in value(), other in value(), pretty: bool) {
            let value = serde_json::json!({ "a": value, "name": other });
            let text = if pretty { serde_json::to_string_pretty(&value).unwrap() } else { value.to_string() };
            let document = json::parse(&text, &Limits::default()).unwrap();
            agree(&text, &document.root, "", &Locator::new(&text))?;
        }
    }
}
