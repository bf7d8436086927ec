//! Links by identifier: which field of ours takes a link depends on what stands at its two ends.

use std::collections::BTreeMap;
use std::ops::Range;

use canvass_formats::tree::{Node, Value};
use canvass_model::blocks::Block;
use canvass_model::{Id, excerpt};
use serde_json::{Map, json};

use super::{list, text};
use crate::draft::Draft;

/// Keys under which either version of the notation links items.
const LINKS: [&str; 9] = ["for", "segments", "segment", "for_value", "provides", "linked_to", "supports", "value_propositions", "customer_segments"];
/// Keys under which it says who pays.
const SOURCES: [&str; 2] = ["from", "from_segments"];

/// The identifiers of a model.
#[derive(Default)]
pub(super) struct Known {
    items: BTreeMap<String, (Block, usize)>,
    /// The proposition that a pain reliever or gain creator belongs to.
    solutions: BTreeMap<String, String>,
}

impl Known {
    /// Takes note of an item's identifier and of those inside it.
    pub(super) fn learn(&mut self, block: Block, node: &Node, draft: &mut Draft) {
        self.enter(block, node, draft);
        for key in ["jobs", "pains", "gains"] {
            for need in node.get(key).map_or(&[][..], list).iter().filter(|need| super::name(need).is_some_and(|(name, _)| !name.trim().is_empty())) {
                self.enter(Block::Need, need, draft);
            }
        }
        for key in ["products_services", "pain_relievers", "gain_creators"] {
            for solution in node.get(key).map_or(&[][..], list) {
                if let (Some(solution), Some(owner)) = (text(solution, "id"), text(node, "id")) {
                    self.solutions.insert(solution.to_owned(), owner.to_owned());
                }
            }
        }
    }

    fn enter(&mut self, block: Block, node: &Node, draft: &mut Draft) {
        let Some(id) = text(node, "id") else { return };
        if Id::try_from(id.to_owned()).is_err() {
            draft.remark(node.span.clone(), format!("`{}` is no identifier and was left out", excerpt(id)));
        } else if self.items.contains_key(id) {
            draft.remark(node.span.clone(), format!("the id `{}` is given twice: the second was left out", excerpt(id)));
        } else {
            self.items.insert(id.to_owned(), (block, node.span.start));
        }
    }

    /// Whether it is this item that has the identifier.
    pub(super) fn owner(&self, id: &str, node: &Node) -> bool {
        self.items.get(id).is_some_and(|(_, start)| *start == node.span.start)
    }
}

/// Puts the links of an item into the fields of our format.
pub(super) fn of(block: Block, node: &Node, known: &Known, fields: &mut Map<String, serde_json::Value>, draft: &mut Draft) {
    for (keys, is_source) in [(&LINKS[..], false), (&SOURCES[..], true)] {
        for (id, range) in keys.iter().filter_map(|key| node.get(key)).flat_map(identifiers) {
            let Some(&(target, _)) = known.items.get(&id) else {
                draft.remark(range, format!("`{}` is linked to but does not exist: the link was left out", excerpt(&id)));
                continue;
            };
            match field(block, target, is_source) {
                Some(field) => push(fields, field, &id),
                None => {
                    draft.remark(range, format!("{} has no link to {}: the one to `{}` was left out", block.item_phrase(), target.item_phrase(), excerpt(&id)))
                }
            }
        }
    }
}

/// The field in which an item of a block links to one of another.
fn field(from: Block, to: Block, is_source: bool) -> Option<&'static str> {
    match (from, to) {
        (Block::RevenueStreams, Block::CustomerSegments | Block::KeyPartnerships) if is_source => Some("from"),
        (_, _) if is_source => None,
        (Block::RevenueStreams, Block::ValuePropositions) | (Block::ValuePropositions, Block::CustomerSegments) => Some("for"),
        (Block::ValuePropositions, Block::Need) => Some("addresses"),
        (Block::Channels, Block::CustomerSegments) => Some("reaches"),
        (Block::Channels, Block::ValuePropositions) => Some("delivers"),
        (Block::CustomerRelationships, Block::CustomerSegments) => Some("with"),
        (Block::KeyResources | Block::KeyActivities, to) if to != Block::Need => Some("supports"),
        (Block::KeyPartnerships, Block::KeyResources | Block::KeyActivities) => Some("provides"),
        (Block::CostStructure, to) if to != Block::Need => Some("caused_by"),
        _ => None,
    }
}

/// Every text inside a value: an identifier, a list of them, or lists under the names of blocks.
fn identifiers(node: &Node) -> Vec<(String, Range<usize>)> {
    match &node.value {
        Value::Text(id) => vec![(id.clone(), node.span.clone())],
        Value::List(items) => items.iter().flat_map(identifiers).collect(),
        Value::Map(entries) => entries.iter().flat_map(|entry| identifiers(&entry.value)).collect(),
        _ => Vec::new(),
    }
}

fn push(fields: &mut Map<String, serde_json::Value>, field: &str, id: &str) {
    let ids = fields.entry(field).or_insert_with(|| json!([]));
    if let Some(ids) = ids.as_array_mut()
        && !ids.iter().any(|known| known == id)
    {
        ids.push(json!(id));
    }
}

/// Puts what the fits say into the propositions: for whom they are and which needs they address.
pub(super) fn fits(fits: &[Node], known: &Known, draft: &mut Draft) {
    for fit in fits {
        let scope: Vec<(String, Range<usize>)> =
            ["for", "value_proposition", "customer_segment"].iter().filter_map(|key| fit.get(key)).flat_map(identifiers).collect();
        let of = |block: Block| scope.iter().filter(move |(id, _)| known.items.get(id).is_some_and(|(found, _)| *found == block)).map(|(id, _)| id.clone());
        let propositions: Vec<String> = of(Block::ValuePropositions).collect();
        for (id, range) in scope.iter().filter(|(id, _)| !known.items.contains_key(id)) {
            draft.remark(range.clone(), format!("`{}` is linked to but does not exist: the link was left out", excerpt(id)));
        }
        for segment in of(Block::CustomerSegments) {
            link(draft, &propositions, "for", &segment);
        }
        for (solution, need, range) in mappings(fit) {
            if known.items.get(&need).is_none_or(|(block, _)| *block != Block::Need) {
                draft.remark(range, format!("`{}` is linked to but does not exist: the link was left out", excerpt(&need)));
                continue;
            }
            let owner = solution.and_then(|solution| known.solutions.get(&solution).cloned());
            match owner {
                Some(owner) => link(draft, &[owner], "addresses", &need),
                None => link(draft, &propositions, "addresses", &need),
            }
        }
    }
}

fn link(draft: &mut Draft, propositions: &[String], field: &str, id: &str) {
    for item in draft.items.iter_mut().filter(|item| item.block == Block::ValuePropositions) {
        if item.fields.get("id").and_then(serde_json::Value::as_str).is_some_and(|own| propositions.iter().any(|one| one == own)) {
            push(&mut item.fields, field, id);
        }
    }
}

/// What a fit relates: the solution, where one is named, and the need.
fn mappings(fit: &Node) -> Vec<(Option<String>, String, Range<usize>)> {
    let mut found = Vec::new();
    for pair in fit.get("mappings").map_or(&[][..], list) {
        if let [.., (solution, _), (need, range)] = &identifiers(pair)[..] {
            found.push((Some(solution.clone()), need.clone(), range.clone()));
        }
    }
    for (key, kind) in [("pain_relievers", "pain"), ("gain_creators", "gain"), ("job_addressers", "job")] {
        for solution in fit.get(key).map_or(&[][..], list) {
            found.extend(solution.get(kind).into_iter().flat_map(identifiers).map(|(need, range)| (None, need, range)));
        }
    }
    found
}
