//! Finding where a value stands in a JSON text that has not been kept as a tree.
//!
//! A batch reads JSON straight into the typed model. Only when there is something to say about a document are the places of the few
//! values concerned looked up, by skipping over everything else. The text has been read as JSON before, so skipping need not check it:
//! on a text that is not JSON a place may be wrong or missing, and nothing worse.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use crate::quotes::quotes;

/// Looks up places in one JSON text, remembering what it has passed.
pub struct Locator<'t> {
    text: Text<'t>,
    /// The outermost object, once it has been passed.
    root: Option<Vec<Entry<'t>>>,
}

/// A key of the outermost object, with its value.
struct Entry<'t> {
    key: Cow<'t, str>,
    value: Range<usize>,
    /// The items of a value that is a list: one walk over the text finds the blocks and their items together.
    items: Vec<Item>,
}

/// An item of a list in the outermost object.
#[derive(Clone)]
struct Item {
    value: Range<usize>,
    /// Its name, where that is a string that the walk has come by.
    name: Option<Range<usize>>,
}

impl<'t> Locator<'t> {
    /// A locator for a text that is valid JSON.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        // A fold, not a search: it is made into operations on whole vectors of bytes.
        let escapes = bytes.iter().fold(false, |found, &byte| found | (byte == b'\\'));
        let quotes = if escapes { quotes::<true>(bytes) } else { quotes::<false>(bytes) };
        Self { text: Text { text, bytes, escapes, quotes, next: Cell::new(0) }, root: None }
    }

    /// The bytes that the value at a JSON Pointer takes, or `None` when there is none.
    ///
    /// The place of an object that has a name is that of its name: a caret under a whole object says little.
    pub fn find(&mut self, pointer: &str) -> Option<Range<usize>> {
        let text = &self.text;
        let mut parts = pointer.split('/').skip(1);
        let mut value = text.skip_space(0)..text.text.trim_end().len();
        if let Some(key) = parts.next() {
            let key = crate::tree::unescape(key);
            let start = value.start;
            let root = self.root.get_or_insert_with(|| text.root(start));
            let entry = root.iter().find(|entry| entry.key == key)?;
            value = entry.value.clone();
            if text.at(value.start) == Some(b'[')
                && let Some(index) = parts.next()
            {
                let item = entry.items.get(index.parse::<usize>().ok()?)?;
                let mut rest = parts.clone();
                if let (Some(name), None) = (&item.name, rest.next()) {
                    return Some(name.clone());
                }
                value = item.value.clone();
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

/// Where a walk over the outermost object is.
struct Walk<'t> {
    depth: usize,
    /// The key whose value comes next.
    key: Option<Cow<'t, str>>,
    /// Where the value began that is a list or an object.
    begin: usize,
    in_list: bool,
    /// Where the item of that list began that is a list or an object.
    item: usize,
    /// The name of that item, once it has been passed.
    name: Option<Range<usize>>,
    items: Vec<Item>,
}

impl<'t> Walk<'t> {
    /// Takes note of a value that has ended, if it is one of the outermost object or of a list in it.
    fn value(&mut self, begin: usize, end: usize, out: &mut Vec<Entry<'t>>) {
        if self.depth == 2 && self.in_list {
            self.items.push(Item { value: begin..end, name: self.name.take() });
        } else if self.depth == 1
            && let Some(key) = self.key.take()
        {
            out.push(Entry { key, value: begin..end, items: std::mem::take(&mut self.items) });
        }
    }
}

/// A JSON text to skip through.
struct Text<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// Whether there is any backslash in it.
    escapes: bool,
    /// Where strings begin and end.
    quotes: Vec<u32>,
    /// The number of the quotation mark that is probably met next: most strings are passed one after the other.
    next: Cell<usize>,
}

impl<'t> Text<'t> {
    fn at(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    /// The entries of the outermost object, with the items of those that are lists: from string to string, over what stands between.
    fn root(&self, start: usize) -> Vec<Entry<'t>> {
        let mut out = Vec::with_capacity(20);
        if self.at(start) != Some(b'{') {
            return out;
        }
        let mut walk = Walk { depth: 1, key: None, begin: 0, in_list: false, item: 0, name: None, items: Vec::new() };
        let mut at = start + 1;
        let (strings, _) = self.quotes.as_chunks::<2>();
        for &[begin, end] in strings {
            let (begin, end) = (begin as usize, end as usize + 1);
            // Mostly a comma or a colon, which say nothing here.
            if at + 1 != begin || !matches!(self.bytes[at], b',' | b':') {
                self.between(at, begin, &mut walk, &mut out);
            }
            at = end;
            match walk.depth {
                3 if walk.in_list && walk.name.is_none() && self.bytes.get(begin..end) == Some(b"\"name\"") => walk.name = self.value_string(end),
                1 if walk.key.is_none() => walk.key = self.text.get(begin + 1..end - 1).map(|raw| self.unquoted(raw, begin, end)),
                1 | 2 => walk.value(begin, end, &mut out),
                _ => {}
            }
        }
        self.between(at, self.bytes.len(), &mut walk, &mut out);
        out
    }

    /// The string that is the value of a key which ends at a place.
    fn value_string(&self, end: usize) -> Option<Range<usize>> {
        let colon = self.skip_space(end);
        let start = self.skip_space(colon + 1);
        (self.at(colon) == Some(b':') && self.at(start) == Some(b'"')).then(|| start..self.skip_string(start))
    }

    fn between(&self, mut at: usize, end: usize, walk: &mut Walk<'t>, out: &mut Vec<Entry<'t>>) {
        while let Some(&byte) = self.bytes.get(at..end).and_then(<[u8]>::first) {
            match byte {
                b'{' | b'[' => {
                    walk.depth += 1;
                    if walk.depth == 2 {
                        (walk.begin, walk.in_list) = (at, byte == b'[');
                    } else if walk.depth == 3 {
                        walk.item = at;
                    }
                }
                b'}' | b']' => {
                    walk.depth = walk.depth.saturating_sub(1);
                    match walk.depth {
                        2 => walk.value(walk.item, at + 1, out),
                        1 => walk.value(walk.begin, at + 1, out),
                        _ => {}
                    }
                }
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => {}
                _ => {
                    let next = self.skip_value(at);
                    walk.value(at, next, out);
                    at = next;
                    continue;
                }
            }
            at += 1;
        }
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
        if !self.escapes || !raw.contains('\\') {
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
            b'[' => {
                let mut items = Vec::new();
                self.list(value.start, &mut items);
                items.get(part.parse::<usize>().ok()?).cloned()
            }
            b'{' => {
                let key = crate::tree::unescape(part);
                self.entries(value).find(|(name, _)| *name == key).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The keys and values of an object, one after the other.
    fn entries(&self, object: &Range<usize>) -> impl Iterator<Item = (Cow<'t, str>, Range<usize>)> {
        let text = self;
        let mut at = text.skip_space(object.start + 1);
        std::iter::from_fn(move || {
            let (key, start) = text.key(at)?;
            let end = text.skip_value(start);
            let next = text.skip_space(end);
            // Behind the last value stands the end of the object, and behind that whatever comes after it.
            at = if text.at(next) == Some(b',') { text.skip_space(next + 1) } else { text.bytes.len() };
            Some((key, start..end))
        })
    }

    /// The items of the list that begins at a place; where it ends.
    fn list(&self, start: usize, items: &mut Vec<Range<usize>>) -> usize {
        let mut at = self.skip_space(start + 1);
        loop {
            match self.at(at) {
                None => return self.bytes.len(),
                Some(b']') => return at + 1,
                Some(_) => {}
            }
            let end = self.skip_value(at);
            items.push(at..end);
            at = self.skip_space(end);
            if self.at(at) == Some(b',') {
                at = self.skip_space(at + 1);
            }
        }
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
            Some(b'{' | b'[') => {
                let mut depth = 1_usize;
                let mut at = start + 1;
                while let Some(byte) = self.at(at) {
                    match byte {
                        b'"' => {
                            at = self.skip_string(at);
                            continue;
                        }
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => {
                            depth -= 1;
                            if depth == 0 {
                                return at + 1;
                            }
                        }
                        _ => {}
                    }
                    at += 1;
                }
                at
            }
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
        let mut number = self.next.get();
        if self.quotes.get(number).is_none_or(|&at| at as usize != start) {
            number = self.quotes.partition_point(|&at| (at as usize) < start);
        }
        self.next.set(number + 2);
        self.quotes.get(number + 1).map_or(self.bytes.len(), |&end| end as usize + 1)
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

    fn agree(text: &str, node: &crate::Node, pointer: &str, locator: &mut Locator<'_>) -> Result<(), TestCaseError> {
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
            agree(&text, &document.root, "", &mut Locator::new(&text))?;
        }
    }
}
