//! TOML as a tree: `customer_segments = ["Hikers"]`, with tables in any depth.

use canvass_formats::tree::{Entry, Node, Value};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::marks::lines;

/// The most values that may be nested in each other.
const DEPTH: usize = 64;

/// The tree of a text, when it is a document of TOML with something in it.
pub(super) fn tree(text: &str) -> Option<Node> {
    if !may_be(text) {
        return None;
    }
    let root = DeTable::parse(text).ok()?;
    Some(table(root.get_ref(), 0..text.len(), 0))
}

/// Whether an assignment begins a line, and one or a table the first line that says something: nothing else can be TOML.
pub(super) fn may_be(text: &str) -> bool {
    let assigns = |at: usize| {
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
        start < at && text[start..at].trim().chars().all(is_key)
    };
    let first = || lines(text).map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    memchr::memchr_iter(b'=', text.as_bytes()).any(assigns) && first().is_some_and(|line| line.starts_with('[') || line.contains('='))
}

fn is_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '-' | '.' | '"' | ' ') || !character.is_ascii()
}

fn table(table: &DeTable<'_>, span: std::ops::Range<usize>, depth: usize) -> Node {
    let mut entries: Vec<Entry> = table
        .iter()
        .filter(|_| depth < DEPTH)
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), key_span: key.span(), value: node(value, depth + 1) })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Node { span, value: Value::Map(entries) }
}

fn array(array: &DeArray<'_>, span: std::ops::Range<usize>, depth: usize) -> Node {
    Node { span, value: Value::List(array.iter().filter(|_| depth < DEPTH).map(|value| node(value, depth + 1)).collect()) }
}

fn node(value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
    let span = value.span();
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(inner) => return array(inner, span, depth),
        DeValue::Table(inner) => return table(inner, span, depth),
    };
    Node { span, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_lists_keep_their_places() {
        let text = "name = \"Mill\"\n[canvas]\nchannels = [\"Shop\", \"Fair\"]\n";
        let root = tree(text).expect("a tree");
        let channels = root.get("canvas").and_then(|canvas| canvas.get("channels")).expect("channels");
        let Value::List(items) = &channels.value else { panic!("a list") };
        assert_eq!(items.iter().map(|item| &text[item.span.clone()]).collect::<Vec<_>>(), ["\"Shop\"", "\"Fair\""]);
        assert!(tree("# Mill\n\n- a = b\n").is_none() && tree("Channels: Shop\n").is_none());
    }
}
