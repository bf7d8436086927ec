//! Lists whose members name their block: notes with a zone, rows with a category, blocks with a title and sections.

use std::collections::BTreeMap;

use canvass_formats::tree::{Entry, Node, Value};
use canvass_model::blocks::Block;

use super::object::{self, is_look};
use super::place::Source;
use super::tables::Tables;
use super::values;
use crate::draft::Draft;
use crate::labels::{Fit, Label, guessed};
use crate::shapes::named;
use crate::words::words;

/// Keys under which a member says where it belongs, those that say nothing else first.
const ZONES: [&str; 34] = [
    "block",
    "zone",
    "zoneId",
    "zone_id",
    "zoneName",
    "building_block",
    "buildingBlock",
    "canvas_block",
    "block_id",
    "blockId",
    "blockType",
    "block_type",
    "section",
    "sectionId",
    "section_id",
    "category",
    "area",
    "column",
    "columnId",
    "frame",
    "frameId",
    "quadrant",
    "component",
    "field",
    "bucket",
    "listId",
    "group",
    "parent",
    "type",
    "title",
    "name",
    "label",
    "heading",
    "key",
];
/// Keys of a note on a wall.
const WALL: [&str; 14] =
    ["x", "y", "zone", "zoneId", "zone_id", "zoneName", "color", "colour", "frame", "frameId", "column", "columnId", "position", "quadrant"];

/// A wall has no more zones than this.
const MOST: usize = 100;

/// The members of a list with the blocks that they name.
pub(super) struct Members<'a> {
    members: Vec<(&'a Node, Label)>,
    zone: &'a str,
    /// What the colour of a member means.
    colours: Vec<Option<String>>,
    wall: bool,
}

/// The members of a list, and how many different blocks have something in them.
pub(super) fn members<'a>(items: &'a [Node], tables: &Tables) -> Option<(Members<'a>, usize)> {
    of(items.iter().collect(), tables)
}

/// The values of an object whose keys are the identifiers of notes.
pub(super) fn values<'a>(entries: &'a [Entry], tables: &Tables) -> Option<(Members<'a>, usize)> {
    of(entries.iter().map(|entry| &entry.value).collect(), tables)
}

fn of<'a>(nodes: Vec<&'a Node>, tables: &Tables) -> Option<(Members<'a>, usize)> {
    // Only an object can say in which block it lies.
    if nodes.iter().filter(|node| matches!(node.value, Value::Map(_))).count() < 3 {
        return None;
    }
    let text = |node: &'a Node, key: &str| match &node.get(key)?.value {
        Value::Text(text) | Value::Number(text) => Some(text.as_str()),
        _ => None,
    };
    let mut best: Option<(Members<'a>, usize)> = None;
    for zone in ZONES.into_iter().chain(["id"]).chain(keys_of_its_own(&nodes)) {
        // Where nearly every member has a word of its own, the word is no zone.
        let mut texts: Vec<&str> = nodes.iter().filter_map(|node| text(node, zone)).collect();
        texts.sort_unstable();
        texts.dedup();
        if texts.len() > MOST {
            continue;
        }
        let named = |word: &str| tables.zone(word).map(|label| label.block);
        let own = guessed(texts.iter().copied(), named);
        let zones: BTreeMap<&str, Label> = texts.into_iter().filter_map(|word| Some((word, tables.zone(word)?))).chain(own).collect();
        let labelled = |node: &'a Node| {
            let words = text(node, zone)?;
            // An identifier of a zone is no identifier of a note in it.
            let label = if zone == "id" && tables.has(words) { None } else { zones.get(words).copied() };
            label.filter(|label| label.fit != Fit::Mapped).map(|label| (node, label))
        };
        let members: Vec<(&Node, Label)> = nodes.iter().filter_map(|node| labelled(node)).filter(|(node, _)| has_content(node, zone)).collect();
        let count = Block::NINE.iter().filter(|&&block| members.iter().any(|(_, label)| label.block == block)).count();
        if count >= 3 && best.as_ref().is_none_or(|(_, known)| *known < count) {
            let colours = members
                .iter()
                .map(|(node, _)| text(node, "color").or_else(|| text(node, "colour")).and_then(|colour| tables.colour(colour)).map(str::to_owned))
                .collect();
            let wall = WALL.contains(&zone) || members.iter().any(|(node, _)| is_on_wall(node));
            best = Some((Members { members, zone, colours, wall }, count));
        }
    }
    best
}

/// Keys of other words, such as `zona`, under which the first members hold a text.
fn keys_of_its_own<'a>(nodes: &[&'a Node]) -> Vec<&'a str> {
    let mut keys: Vec<&str> = Vec::new();
    for node in nodes.iter().take(FIRST) {
        let Value::Map(entries) = &node.value else { continue };
        for entry in entries.iter().filter(|entry| matches!(entry.value.value, Value::Text(_))) {
            let key = entry.key.as_str();
            if !ZONES.contains(&key) && !is_look(key) && !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

/// So many members tell which keys there are.
const FIRST: usize = 8;

/// Whether a member has a colour or a place, as notes on a wall do.
fn is_on_wall(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|entry| WALL.contains(&entry.key.as_str()) || words().keys.looks.contains(&entry.key))
}

/// Whether a member says more than where it belongs.
fn has_content(node: &Node, zone: &str) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().filter(|entry| entry.key != zone).any(|entry| match &entry.value.value {
        Value::Text(text) => object::names().any(|key| key == entry.key) && !text.trim().is_empty() && !text.trim_end().ends_with(['?', '？']),
        Value::List(items) => !items.is_empty(),
        Value::Map(entries) => !entries.is_empty() && !is_look(&entry.key),
        _ => false,
    })
}

impl Members<'_> {
    /// Whether the members are notes in zones.
    pub(super) fn is_wall(&self) -> bool {
        self.wall
    }

    /// Takes the items.
    pub(super) fn read(&self, source: &Source<'_>, draft: &mut Draft) {
        // A block that occurs once holds a text of several items, a note in a zone is one item.
        let once = Block::NINE.iter().all(|&block| self.members.iter().filter(|(_, label)| label.block == block).count() <= 1) && !self.wall;
        for ((node, label), colour) in self.members.iter().zip(&self.colours) {
            let Value::Map(entries) = &node.value else { continue };
            if let Some(zone) = entries.iter().find(|entry| entry.key == self.zone)
                && let Value::Text(words) = &zone.value.value
            {
                named::remark(draft, *label, words, source.range(&zone.value.span));
            }
            draft.begin(label.block);
            let before = draft.items.len();
            let others: Vec<&Entry> =
                entries.iter().filter(|entry| entry.key != self.zone && !(self.members.len() <= MOST && is_label(entry, label.block))).collect();
            self.member(label.block, node, &others, once, source, draft);
            if let Some(meaning) = colour {
                for item in draft.items.iter_mut().skip(before) {
                    let said = format!("colour: {meaning}");
                    item.note = Some(item.note.take().map_or_else(|| said.clone(), |note| format!("{note}; {said}")));
                }
            }
        }
    }

    fn member(&self, block: Block, node: &Node, others: &[&Entry], once: bool, source: &Source<'_>, draft: &mut Draft) {
        let lists: Vec<&&Entry> = others.iter().filter(|entry| matches!(&entry.value.value, Value::List(items) if !items.is_empty())).collect();
        let has_text = others.iter().any(|entry| matches!(entry.value.value, Value::Text(_)) && ["text", "content"].contains(&entry.key.as_str()));
        if !lists.is_empty() && (once || !has_text) {
            lists.into_iter().for_each(|entry| values::read(block, &entry.value, None, source, draft));
            return;
        }
        let holder = others.iter().find(|entry| matches!(entry.value.value, Value::Map(_)) && !is_look(&entry.key));
        let text = object::names().find_map(|key| others.iter().find(|entry| entry.key == key && matches!(&entry.value.value, Value::Text(_))));
        match (text, holder) {
            (Some(entry), _) if once => values::read(block, &entry.value, None, source, draft),
            (None, Some(entry)) => values::read(block, &entry.value, None, source, draft),
            _ => {
                if let Some(item) = object::item(block, node, others, None, source) {
                    draft.add(item);
                }
            }
        }
    }
}

/// Whether an entry only says the name of the block again.
fn is_label(entry: &Entry, block: Block) -> bool {
    let names = ["title", "name", "label", "heading", "id", "key", "number"].contains(&entry.key.as_str());
    names
        && matches!(&entry.value.value, Value::Text(text) if crate::labels::key_block(text).is_some_and(|label| label.block == block && label.fit == Fit::Exact))
}
