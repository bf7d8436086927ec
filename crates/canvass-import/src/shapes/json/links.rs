//! Links that lead somewhere stay; the others become words of the note.

use std::collections::BTreeMap;

use canvass_model::blocks::Block;
use canvass_model::{excerpt, slug_into};
use serde_json::{Value, json};

use crate::draft::{Draft, DraftItem};

/// The fields that link, with the blocks that they may lead to; none stands for any of the nine.
const LINKS: [(&str, &[Block]); 18] = [
    ("reaches", &[Block::CustomerSegments]),
    ("delivers", &[Block::ValuePropositions]),
    ("with", &[Block::CustomerSegments]),
    ("from", &[Block::CustomerSegments, Block::KeyPartnerships]),
    ("for", &[]),
    ("addresses", &[Block::Need]),
    ("provides", &[Block::KeyResources, Block::KeyActivities]),
    ("done_by", &[Block::KeyPartnerships, Block::CustomerSegments]),
    ("part_of", &[Block::CustomerSegments]),
    ("customer_of", &[Block::CustomerSegments]),
    ("controls", &[Block::CustomerSegments]),
    ("driver", &[Block::CustomerSegments]),
    ("depends_on", &[Block::CustomerSegments]),
    ("requires", &[Block::ValuePropositions]),
    ("extends", &[Block::ValuePropositions]),
    ("supports", &[]),
    ("caused_by", &[]),
    ("contributes", &[]),
];

/// Keeps the links of a draft that lead to an item, and takes identifiers off that are given twice.
pub(super) fn keep(draft: &mut Draft) {
    let mut known: BTreeMap<String, Block> = BTreeMap::new();
    for item in &mut draft.items {
        match item.fields.get("id").and_then(Value::as_str).map(str::to_owned) {
            Some(id) if known.contains_key(&id) => {
                item.fields.remove("id");
            }
            Some(id) => {
                known.insert(id, item.block);
            }
            None => {}
        }
    }
    for item in &draft.items {
        if item.fields.get("id").is_none() {
            known.entry(slug(&item.name)).or_insert(item.block);
        }
        for need in item.fields.get("needs").and_then(Value::as_array).into_iter().flatten() {
            let id = need.get("id").or_else(|| need.get("text")).and_then(Value::as_str).unwrap_or_default();
            known.entry(if need.get("id").is_some() { id.to_owned() } else { slug(id) }).or_insert(Block::Need);
        }
    }
    let mut remarks = Vec::new();
    for item in &mut draft.items {
        for (field, targets) in LINKS {
            let Some(value) = item.fields.remove(field) else { continue };
            let targets = match (field, item.block) {
                ("for", Block::RevenueStreams) => &[Block::ValuePropositions][..],
                ("for", _) => &[Block::CustomerSegments][..],
                _ => targets,
            };
            if let Some(value) = sound(field, &value, targets, &known) {
                item.fields.insert(field.to_owned(), value);
            } else {
                say(item, field, &value);
                remarks.push((item.range.clone(), format!("`{field}` of `{}` leads to no item and was put into the note", excerpt(&item.name))));
            }
        }
    }
    for (range, says) in remarks {
        draft.remark(range, says);
    }
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    slug_into(name, &mut out);
    out
}

/// A link with the identifiers that exist, where all of them do.
fn sound(field: &str, value: &Value, targets: &[Block], known: &BTreeMap<String, Block>) -> Option<Value> {
    let one = |id: &str| {
        let fits = |id: &str| known.get(id).is_some_and(|block| *block != Block::Need && targets.is_empty() || targets.contains(block));
        if fits(id) { Some(id.to_owned()) } else { Some(slug(id)).filter(|slug| fits(slug)) }
    };
    match value {
        Value::String(id) => one(id).map(|id| json!(id)),
        Value::Array(all) if field == "contributes" => {
            let leads = |to: &str| to == "company" || known.get(to) == Some(&Block::CustomerSegments);
            all.iter().all(|given| given.get("to").and_then(Value::as_str).is_some_and(leads)).then(|| value.clone())
        }
        Value::Array(ids) => ids.iter().map(|id| one(id.as_str()?).map(|id| json!(id))).collect::<Option<Vec<_>>>().map(Value::from),
        _ => None,
    }
}

fn say(item: &mut DraftItem, field: &str, value: &Value) {
    let words = match value {
        Value::String(word) => word.clone(),
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        _ => return,
    };
    let note = format!("{}: {words}", field.replace('_', " "));
    item.note = Some(match item.note.take() {
        Some(known) => format!("{known}; {note}"),
        None => note,
    });
}
