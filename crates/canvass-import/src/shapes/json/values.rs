//! The items in the value of a block: a text, a list, an object with groups.

use canvass_formats::tree::{Entry, Node, Value};
use canvass_model::blocks::Block;

use super::place::Source;
use super::{object, typed};
use crate::Why;
use crate::clean;
use crate::draft::{Draft, DraftItem};
use crate::labels::block_of;
use crate::shapes::pieces;
use crate::words::words;

fn is_in(keys: &[String], key: &str) -> bool {
    keys.iter().any(|known| known == key)
}

/// Takes the items out of the value of a block.
pub(super) fn read(block: Block, node: &Node, group: Option<&str>, source: &Source<'_>, draft: &mut Draft) {
    match &node.value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(_) => draft.leave(source.range(&node.span), Why::Decoration),
        Value::Text(text) => {
            for piece in pieces::split(block, text) {
                leaf(block, node, &text[piece], group, source, draft);
            }
        }
        Value::List(items) => rows(block, items, group, source, draft),
        Value::Map(entries) => map(block, node, entries, group, source, draft),
    }
}

/// The members of a list; rows of which each has its text under the same key of the author's own, the first, are called by it: `post`, `bedrag`.
fn rows(block: Block, items: &[Node], group: Option<&str>, source: &Source<'_>, draft: &mut Draft) {
    let own = own_key(items);
    for item in items {
        if let (Value::Map(entries), Some(key)) = (&item.value, own)
            && let Some(Value::Text(name)) = item.get(key).map(|node| &node.value)
        {
            draft.add(object::called(block, item, &entries.iter().collect::<Vec<_>>(), (key, name.trim()), group, source));
        } else {
            member(block, item, group, source, draft);
        }
    }
}

/// The key that all of several rows begin with, where none of their keys is known for holding a text, items or a group.
fn own_key(items: &[Node]) -> Option<&str> {
    fn entries(item: &Node) -> &[Entry] {
        if let Value::Map(entries) = &item.value { entries } else { &[] }
    }
    let first = entries(items.first()?).first()?.key.as_str();
    let known = |entry: &Entry| object::names().chain(["type"]).any(|key| key == entry.key) || is_in(&words().keys.containers, &entry.key);
    let plain = |entry: &Entry| matches!(entry.value.value, Value::Text(_) | Value::Number(_) | Value::Bool(_) | Value::Null);
    let is_row = |item: &Node| {
        let named = entries(item).first().is_some_and(|entry| entry.key == first && matches!(&entry.value.value, Value::Text(text) if !text.trim().is_empty()));
        named && entries(item).iter().all(|entry| plain(entry) && !known(entry))
    };
    let several = items.iter().filter(|item| entries(item).len() > 1).count() > 1;
    (several && items.iter().all(is_row)).then_some(first)
}

/// A member of a list is one item, unless it has lines or lists of its own.
pub(super) fn member(block: Block, node: &Node, group: Option<&str>, source: &Source<'_>, draft: &mut Draft) {
    match &node.value {
        Value::Text(text) => {
            let lines = pieces::lines(text);
            let listed =
                lines.len() > 1 && lines.iter().all(|line| text[line.clone()].starts_with(|first| pieces::is_bullet(first) || first == '-' || first == '*'));
            if listed {
                lines.into_iter().for_each(|line| leaf(block, node, &text[line], group, source, draft));
            } else {
                leaf(block, node, text.trim(), group, source, draft);
            }
        }
        Value::Number(digits) => leaf(block, node, digits, group, source, draft),
        Value::Map(entries) => map(block, node, entries, group, source, draft),
        _ => read(block, node, group, source, draft),
    }
}

fn leaf(block: Block, node: &Node, text: &str, group: Option<&str>, source: &Source<'_>, draft: &mut Draft) {
    let range = source.piece(node, text);
    if text.trim_end().ends_with(['?', '？']) {
        draft.leave(range, Why::Question);
        return;
    }
    let mut item = DraftItem::new(block, text, range);
    item.group = group.map(str::to_owned);
    draft.add(item);
}

fn map(block: Block, node: &Node, entries: &[Entry], group: Option<&str>, source: &Source<'_>, draft: &mut Draft) {
    let holds = |entry: &&Entry| is_in(&words().keys.containers, &entry.key) && matches!(entry.value.value, Value::List(_) | Value::Map(_));
    if entries.iter().any(|entry| holds(&entry)) {
        let title = words().keys.titles.iter().find_map(|key| match &node.get(key)?.value {
            Value::Text(text) if !text.trim().is_empty() && block_of(text).is_none_or(|label| label.block != block) => Some(text.as_str()),
            _ => None,
        });
        let group = title.filter(|title| !title.trim_end().ends_with(['?', '？'])).or(group);
        entries.iter().filter(holds).for_each(|entry| read(block, &entry.value, group, source, draft));
    } else if let Some(item) = object::item(block, node, &entries.iter().collect::<Vec<_>>(), group, source) {
        draft.add(item);
    } else {
        // Beside groups with several items stands a group with one.
        let grouped = entries.iter().any(|entry| matches!(&entry.value.value, Value::List(items) if !items.is_empty()));
        entries.iter().for_each(|entry| subgroup(block, entry, group, grouped, source, draft));
    }
}

/// An entry of an object that is no item itself: a group with its items, or a name with its explanation.
fn subgroup(block: Block, entry: &Entry, group: Option<&str>, grouped: bool, source: &Source<'_>, draft: &mut Draft) {
    let (key, own) = (entry.key.as_str(), typed::humanised(&entry.key));
    let range = || source.range(&(entry.key_span.start..entry.value.span.end));
    let is_identifier = !key.contains(char::is_whitespace) && key.is_ascii() && key.starts_with(|first: char| first.is_ascii_lowercase() || first == '_');
    let inner = if is_in(&words().keys.containers, key) || block_of(&own).is_some_and(|label| label.block == block) { group } else { Some(own.as_str()) };
    match &entry.value.value {
        Value::Null | Value::Bool(_) => {}
        Value::List(_) | Value::Map(_) => read(block, &entry.value, inner, source, draft),
        _ if is_in(&words().keys.asides, key) => draft.leave(range(), Why::Decoration),
        Value::Text(text) if is_identifier || grouped || text.trim().is_empty() => {
            for piece in pieces::split(block, text) {
                leaf(block, &entry.value, &text[piece], inner, source, draft);
            }
        }
        Value::Text(_) | Value::Number(_) => {
            let mut item = DraftItem::new(block, own, range());
            item.note = typed::words(&entry.value).filter(|note| !clean::is_unfilled(note) || note.starts_with(|first: char| first.is_ascii_digit()));
            item.group = group.map(str::to_owned);
            draft.add(item);
        }
    }
}
