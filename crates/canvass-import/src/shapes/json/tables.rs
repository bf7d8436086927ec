//! What a document says once for all its notes: which zone is which block, and what the colours mean.

use std::cell::RefCell;
use std::collections::BTreeMap;

use canvass_formats::tree::{Node, Value};

use super::typed;
use crate::labels::{Fit, Label, foreign, key_block};

/// A longer list is no list of zones: a wall has a dozen.
const MOST: usize = 60;

/// The zones and the colours of a document.
#[derive(Default)]
pub(super) struct Tables {
    zones: BTreeMap<String, Label>,
    colours: BTreeMap<String, String>,
    /// What keys name, as they repeat in every member of a list.
    keys: RefCell<BTreeMap<String, (Option<Label>, bool)>>,
}

/// Whether a key names such a table.
pub(super) fn is_table(key: &str) -> bool {
    matches!(key, "zones" | "columns" | "frames" | "areas" | "lists" | "quadrants" | "sections" | "blocks") || is_legend(key)
}

fn is_legend(key: &str) -> bool {
    let key = key.to_lowercase();
    key.contains("legend") || matches!(key.as_str(), "colors" | "colours" | "colormeanings" | "color_meanings")
}

impl Tables {
    /// The tables anywhere in a document.
    pub(super) fn of(root: &Node) -> Self {
        let mut tables = Self::default();
        tables.search(root);
        tables
    }

    /// The block of a zone, by the words that name it or by its identifier.
    pub(super) fn zone(&self, zone: &str) -> Option<Label> {
        self.zones.get(zone).copied().or_else(|| key_block(zone).filter(|label| label.fit != Fit::Mapped))
    }

    /// Whether zones are named by identifiers that mean nothing by themselves.
    pub(super) fn has(&self, zone: &str) -> bool {
        self.zones.contains_key(zone)
    }

    /// The block that a key names, and whether it names a block of another canvas.
    pub(super) fn key(&self, key: &str) -> (Option<Label>, bool) {
        if let Some(known) = self.keys.borrow().get(key) {
            return *known;
        }
        let found = (key_block(key), foreign(&typed::humanised(key)).is_some());
        self.keys.borrow_mut().insert(key.to_owned(), found);
        found
    }

    /// What a colour means, where a legend says so.
    pub(super) fn colour(&self, colour: &str) -> Option<&str> {
        self.colours.get(&colour.to_lowercase()).map(String::as_str)
    }

    fn search(&mut self, node: &Node) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| {
                if items.len() <= MOST {
                    self.zone_of(item);
                }
                self.search(item);
            }),
            Value::Map(entries) => {
                for entry in entries {
                    if is_legend(&entry.key) {
                        self.legend(&entry.value);
                    }
                    if is_table(&entry.key) {
                        self.names(&entry.value);
                    }
                    if let (Value::Map(_), Some(name), true) = (&entry.value.value, name(&entry.value), entries.len() <= MOST) {
                        self.enter(&entry.key, name);
                    }
                    self.search(&entry.value);
                }
            }
            _ => {}
        }
    }

    /// Zones that are given as pairs of an identifier and a name.
    fn names(&mut self, node: &Node) {
        let Value::Map(entries) = &node.value else { return };
        for entry in entries.iter().filter(|_| entries.len() <= MOST) {
            if let Value::Text(name) = &entry.value.value {
                self.enter(&entry.key, name);
            }
        }
    }

    fn zone_of(&mut self, node: &Node) {
        let id = ["id", "_id", "uuid", "key"].iter().find_map(|key| match &node.get(key)?.value {
            Value::Text(id) | Value::Number(id) => Some(id.as_str()),
            _ => None,
        });
        if let (Some(id), Some(name)) = (id, name(node)) {
            self.enter(id, name);
        }
    }

    fn enter(&mut self, id: &str, name: &str) {
        if let Some(label) = key_block(name).filter(|label| label.fit != Fit::Mapped) {
            self.zones.entry(id.to_owned()).or_insert(label);
        }
    }

    fn legend(&mut self, node: &Node) {
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    if let Some(meaning) = text(&entry.value, &["label", "meaning", "name", "text"]) {
                        self.colours.insert(entry.key.to_lowercase(), meaning.to_owned());
                    }
                }
            }
            Value::List(items) => {
                for item in items {
                    let colour = ["color", "colour", "id", "hex", "key"].iter().find_map(|key| text(item.get(key)?, &[]));
                    if let (Some(colour), Some(meaning)) = (colour, text(item, &["label", "meaning", "name", "text"])) {
                        self.colours.insert(colour.to_lowercase(), meaning.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
}

/// The title of a zone.
fn name(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Map(_) => text(node, &["name", "title", "label"]),
        _ => None,
    }
}

/// A text, or the text under one of the keys.
fn text<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a str> {
    match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text),
        Value::Map(_) => keys.iter().find_map(|key| text(node.get(key)?, &[])),
        _ => None,
    }
}
