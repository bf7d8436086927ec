//! Business models with identifiers and typed links: bmml, versions 1 and 2, in YAML or JSON.

mod facts;
mod links;

use canvass_formats::tree::{Node, Value};
use canvass_model::Id;
use canvass_model::blocks::Block;
use serde_json::{Map, json};

use super::json::typed;
use crate::Why;
use crate::clean;
use crate::draft::{Draft, DraftItem};
use links::Known;

/// Takes the canvas out of the data of a bmml text.
pub(crate) fn of(_: &str, data: Option<&Node>) -> Vec<Draft> {
    data.filter(|root| is_model(root)).map(draft).into_iter().collect()
}

/// Whether a tree is a business model with typed links rather than a plain canvas.
pub(crate) fn is_model(root: &Node) -> bool {
    let Value::Map(entries) = &root.value else { return false };
    let blocks = entries.iter().filter(|entry| block(&entry.key).is_some()).count();
    let has_identifiers = |node: &Node| list(node).first().is_some_and(|first| first.get("id").is_some());
    let with_identifiers = entries.iter().filter(|entry| block(&entry.key).is_some() && has_identifiers(&entry.value)).count();
    let marked = root.get("meta").is_some() && root.get("version").is_some() || root.get("fits").is_some();
    marked && blocks >= 3 && with_identifiers >= 2
}

/// The block of a key.
fn block(key: &str) -> Option<Block> {
    match key {
        "costs" => Some(Block::CostStructure),
        _ => Block::NINE.into_iter().find(|block| block.key() == key),
    }
}

/// The members of a list; nothing where it is none.
fn list(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => &[],
    }
}

/// The text under a key.
fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    match &node.get(key)?.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The items of a block: a list, or the list of costs inside a cost structure.
fn members(node: &Node) -> &[Node] {
    match &node.value {
        Value::Map(_) => node.get("major_costs").or_else(|| node.get("costs")).map_or(&[], list),
        _ => list(node),
    }
}

/// What the item is called, and the text that explains it.
fn name(node: &Node) -> Option<(&str, Option<&str>)> {
    match (&node.value, text(node, "name"), text(node, "description")) {
        (Value::Text(text), ..) => Some((text, None)),
        (_, Some(name), note) => Some((name, note)),
        (_, None, Some(description)) => Some((description, None)),
        (_, None, None) => None,
    }
}

fn draft(root: &Node) -> Draft {
    let mut draft = Draft::default();
    header(root, &mut draft);
    let Value::Map(entries) = &root.value else { return draft };
    let mut known = Known::default();
    for entry in entries {
        let Some(block) = block(&entry.key) else { continue };
        for member in members(&entry.value).iter().filter(|member| name(member).is_some_and(|(name, _)| clean::judge(name.to_owned()).is_ok())) {
            known.learn(block, member, &mut draft);
        }
    }
    for entry in entries {
        let Some(block) = block(&entry.key) else { continue };
        draft.begin(block);
        if let Some(orientation) = text(&entry.value, "type").filter(|_| block == Block::CostStructure) {
            set_header(&mut draft, "cost_orientation", orientation);
        }
        for member in members(&entry.value) {
            item(block, member, &known, &mut draft);
        }
    }
    links::fits(root.get("fits").map_or(&[], list), &known, &mut draft);
    draft
}

fn header(root: &Node, draft: &mut Draft) {
    let Some(meta) = root.get("meta") else { return };
    draft.name = text(meta, "name").map(clean::plain).filter(|name| !name.is_empty());
    for (key, field) in [("tagline", "description"), ("description", "description"), ("organization", "organization"), ("portfolio", "portfolio")] {
        if let Some(value) = text(meta, key).filter(|value| !value.is_empty()) {
            set_header(draft, field, value);
        }
    }
    if let Some(day) = text(meta, "updated").or_else(|| text(meta, "created")) {
        set_header(draft, "as_of", day);
    }
    if let Some(entry) = meta.entry("stage")
        && let Value::Text(stage) = &entry.value.value
    {
        match facts::stage(stage) {
            Some(ours) => set_header(draft, "stage", ours),
            None => draft.remark(entry.value.span.clone(), format!("the stage `{}` has no counterpart and was left out", canvass_model::excerpt(stage))),
        }
    }
    if let Some(entry) = meta.entry("derived_from") {
        draft.remark(entry.value.span.clone(), "the model that this one is derived from is named by a path, not by an id, and was left out");
    }
}

/// Sets a header field unless it is set or the value is none that the field takes.
fn set_header(draft: &mut Draft, field: &str, value: &str) {
    if !draft.header.contains_key(field) && typed::is_header(field, &json!(value)) {
        draft.header.insert(field.to_owned(), json!(value));
    }
}

fn item(block: Block, node: &Node, known: &Known, draft: &mut Draft) {
    let Some((name, description)) = name(node) else {
        draft.leave(node.span.clone(), Why::Decoration);
        return;
    };
    let mut item = DraftItem::new(block, name, node.span.clone());
    let mut notes: Vec<String> = description.map(str::to_owned).into_iter().collect();
    if let Some(id) = text(node, "id").filter(|id| Id::try_from((*id).to_owned()).is_ok())
        && known.owner(id, node)
    {
        item.fields.insert("id".to_owned(), json!(id));
    }
    if block == Block::CustomerSegments {
        let needs = needs(node, known);
        if !needs.is_empty() {
            item.fields.insert("needs".to_owned(), needs.into());
        }
    }
    links::of(block, node, known, &mut item.fields, draft);
    facts::of(block, node, &mut item.fields, &mut notes);
    item.note = (!notes.is_empty()).then(|| notes.join("; "));
    draft.add(item);
}

/// The jobs, pains and gains of a segment.
fn needs(segment: &Node, known: &Known) -> Vec<serde_json::Value> {
    let mut needs = Vec::new();
    for (key, kind) in [("jobs", "job"), ("pains", "pain"), ("gains", "gain")] {
        for node in segment.get(key).map_or(&[][..], list) {
            let Some((name, _)) = name(node).filter(|(name, _)| !name.trim().is_empty()) else { continue };
            let mut need = Map::new();
            if let Some(id) = text(node, "id").filter(|id| known.owner(id, node)) {
                need.insert("id".to_owned(), json!(id));
            }
            need.insert("kind".to_owned(), json!(kind));
            need.insert("text".to_owned(), json!(clean::plain(name)));
            if let Some(importance) = node.get("importance").or_else(|| node.get("severity")).and_then(facts::importance) {
                need.insert("importance".to_owned(), json!(importance));
            }
            if need.get("text").and_then(serde_json::Value::as_str).is_some_and(|text| !text.is_empty()) {
                needs.push(need.into());
            }
        }
    }
    needs
}

#[cfg(test)]
mod tests;
