//! What of a foreign object our format takes as a field, and what becomes words of a note.

use canvass_formats::tree::{Node, Value};
use canvass_model::Canvas;
use canvass_model::blocks::Block;
use serde_json::{Value as Json, json};

/// Whether our format takes that value in that field of an item.
pub(crate) fn is_field(block: Block, field: &str, value: &Json) -> bool {
    // What every item has is read by name, not by chance.
    if value.is_null() || ["name", "note", "tags"].contains(&field) {
        return false;
    }
    let item = json!({ "name": "x", field: value });
    serde_json::from_value::<Canvas>(json!({ block.key(): [item] })).is_ok()
}

/// Whether our format takes that value in that field of the header.
pub(crate) fn is_header(field: &str, value: &Json) -> bool {
    !value.is_null() && Block::NINE.iter().all(|block| block.key() != field) && serde_json::from_value::<Canvas>(json!({ field: value })).is_ok()
}

/// A value in words: a text or number as it stands, a list with commas, an object as `key: value`.
pub(crate) fn words(node: &Node) -> Option<String> {
    let joined = |parts: Vec<String>, separator: &str| (!parts.is_empty()).then(|| parts.join(separator));
    match &node.value {
        Value::Null => None,
        Value::Bool(value) => Some(if *value { "yes" } else { "no" }.to_owned()),
        Value::Number(digits) => Some(digits.clone()),
        Value::Text(text) => {
            let text = crate::clean::plain(text);
            (!text.is_empty()).then_some(text)
        }
        Value::List(items) => joined(items.iter().filter_map(words).collect(), ", "),
        Value::Map(entries) => joined(entries.iter().filter_map(|entry| Some(format!("{}: {}", humanised(&entry.key), words(&entry.value)?))).collect(), ", "),
    }
}

/// A key in words: `payWhatYouWant` and `pay-what-you-want` are "pay what you want".
pub(crate) fn humanised(key: &str) -> String {
    if key.contains(char::is_whitespace) {
        return key.trim().to_owned();
    }
    let mut words = String::with_capacity(key.len() + 4);
    let mut before_is_lower = false;
    for character in key.chars() {
        if matches!(character, '_' | '-') {
            words.push(' ');
            before_is_lower = false;
            continue;
        }
        if before_is_lower && character.is_uppercase() {
            words.push(' ');
            words.extend(character.to_lowercase());
        } else {
            words.push(character);
        }
        before_is_lower = character.is_lowercase();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_words() {
        assert_eq!(humanised("payWhatYouWant"), "pay what you want");
        assert_eq!(humanised("design-/-usability"), "design / usability");
        assert_eq!(humanised("fixed_costs"), "fixed costs");
        assert_eq!(humanised("For hosts"), "For hosts");
    }

    #[test]
    fn only_what_our_format_takes_is_a_field() {
        assert!(is_field(Block::CostStructure, "kind", &json!("fixed")));
        assert!(!is_field(Block::CostStructure, "kind", &json!("sunk")));
        assert!(!is_field(Block::RevenueStreams, "share", &json!("30%")));
        assert!(!is_field(Block::RevenueStreams, "name", &json!("x")));
        assert!(is_header("as_of", &json!("2026-01-31")) && !is_header("as_of", &json!("January")) && !is_header("channels", &json!([])));
    }
}
