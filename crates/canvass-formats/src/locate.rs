//! Finding where a value stands in a JSON text that has not been kept as a tree.
//!
//! A batch reads JSON straight into the typed model. Only when there is something to say about a document are the places of the few
//! values concerned looked up, by skipping over everything else. The text has been read as JSON before, so skipping need not check it:
//! on a text that is not JSON a place may be wrong or missing, and nothing worse.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

/// Looks up places in one JSON text, remembering what it has passed.
pub struct Locator<'t> {
    text: &'t str,
    /// Keys and values of the outermost object.
    root: Option<Vec<(Cow<'t, str>, Range<usize>)>>,
    /// The items of the lists directly below the root that were asked for, by the place of the list.
    lists: Vec<(usize, Vec<Range<usize>>)>,
}

impl<'t> Locator<'t> {
    /// A locator for a text that is valid JSON.
    pub fn new(text: &'t str) -> Self {
        Self { text, root: None, lists: Vec::new() }
    }

    /// The bytes that the value at a JSON Pointer takes, or `None` when there is none.
    ///
    /// The place of an object that has a name is that of its name: a caret under a whole object says little.
    pub fn find(&mut self, pointer: &str) -> Option<Range<usize>> {
        let mut value = skip_space(self.text.as_bytes(), 0)..self.text.trim_end().len();
        for (depth, part) in pointer.split('/').skip(1).enumerate() {
            value = match depth {
                0 => self.block(part)?,
                1 => self.item(&value, part)?,
                _ => child(self.text, &value, part)?,
            };
        }
        if self.text.as_bytes().get(value.start) == Some(&b'{') {
            return Some(named(self.text, &value).unwrap_or(value));
        }
        Some(value)
    }

    fn block(&mut self, part: &str) -> Option<Range<usize>> {
        let text = self.text;
        let root = self.root.get_or_insert_with(|| entries(text, &(skip_space(text.as_bytes(), 0)..text.len())));
        let key = crate::tree::unescape(part);
        root.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn item(&mut self, list: &Range<usize>, part: &str) -> Option<Range<usize>> {
        if self.text.as_bytes().get(list.start) != Some(&b'[') {
            return child(self.text, list, part);
        }
        let known = match self.lists.iter().position(|(start, _)| *start == list.start) {
            Some(known) => known,
            None => {
                self.lists.push((list.start, items(self.text, list)));
                self.lists.len() - 1
            }
        };
        self.lists.get(known)?.1.get(part.parse::<usize>().ok()?).cloned()
    }
}

/// The value under `name`, or else under `text`, of an object. A name mostly stands among the first keys, so the search ends early.
fn named(text: &str, object: &Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut second = None;
    let mut at = skip_space(bytes, object.start + 1);
    while bytes.get(at) == Some(&b'"') {
        let key = at..skip_value(bytes, at);
        let start = skip_space(bytes, skip_space(bytes, key.end) + 1);
        let end = skip_value(bytes, start);
        match text.get(key) {
            Some("\"name\"") => return Some(start..end),
            Some("\"text\"") => second = second.or(Some(start..end)),
            _ => {}
        }
        at = skip_space(bytes, skip_space(bytes, end) + 1);
        if at > object.end {
            break;
        }
    }
    second
}

fn child(text: &str, value: &Range<usize>, part: &str) -> Option<Range<usize>> {
    match text.as_bytes().get(value.start)? {
        b'[' => items(text, value).get(part.parse::<usize>().ok()?).cloned(),
        b'{' => {
            let key = crate::tree::unescape(part);
            entries(text, value).into_iter().find(|(name, _)| *name == key).map(|(_, value)| value)
        }
        _ => None,
    }
}

/// The keys and values of an object.
fn entries<'t>(text: &'t str, object: &Range<usize>) -> Vec<(Cow<'t, str>, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(16);
    let mut at = object.start + 1;
    loop {
        at = skip_space(bytes, at);
        if bytes.get(at) != Some(&b'"') {
            return out;
        }
        let end = skip_value(bytes, at);
        let Some(raw) = text.get(at + 1..end.saturating_sub(1)) else { return out };
        let key =
            if raw.contains('\\') { Cow::Owned(serde_json::from_str(text.get(at..end).unwrap_or_default()).unwrap_or_default()) } else { Cow::Borrowed(raw) };
        let start = skip_space(bytes, skip_space(bytes, end) + 1);
        let end = skip_value(bytes, start);
        out.push((key, start..end));
        at = skip_space(bytes, end) + 1;
        if at > object.end {
            return out;
        }
    }
}

/// The items of a list.
fn items(text: &str, list: &Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(16);
    let mut at = skip_space(bytes, list.start + 1);
    while at < list.end && bytes.get(at).is_some_and(|&byte| byte != b']') {
        let end = skip_value(bytes, at);
        out.push(at..end);
        at = skip_space(bytes, skip_space(bytes, end) + 1);
    }
    out
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The end of the value that begins at a place. Always further than the place itself, unless the text has ended.
fn skip_value(bytes: &[u8], start: usize) -> usize {
    match bytes.get(start) {
        Some(b'"') => skip_text(bytes, start),
        Some(b'{' | b'[') => {
            let mut depth = 0_usize;
            let mut at = start;
            while let Some(&byte) = bytes.get(at) {
                match byte {
                    b'"' => {
                        at = skip_text(bytes, at);
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
            let length = bytes[start..].iter().take_while(|byte| !matches!(byte, b',' | b']' | b'}') && !byte.is_ascii_whitespace()).count();
            start + length.max(1)
        }
        None => bytes.len(),
    }
}

/// The end of the text that begins with a quotation mark at a place.
fn skip_text(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(rest) = bytes.get(at..) {
        match memchr2(b'"', b'\\', rest) {
            Some(found) if rest[found] == b'"' => return at + found + 1,
            Some(found) => at += found + 2,
            None => break,
        }
    }
    bytes.len()
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

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[\\[\\]{}\",:\\\\ a1客]{0,40}", pointer in "(/(a|0|1|))*") {
            let _place = Locator::new(&text).find(&pointer);
        }
    }

    #[test]
    fn the_tree_and_the_locator_agree() {
        let document = json::parse(TEXT, &Limits::default()).unwrap();
        for pointer in ["/name", "/customer_segments/0", "/customer_segments/1/id", "/customer_segments/1/needs/0/text"] {
            assert_eq!(Locator::new(TEXT).find(pointer), document.root.pointer(pointer).map(|node| node.span.clone()), "{pointer}");
        }
    }
}
