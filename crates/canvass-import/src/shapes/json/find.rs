//! Where in a tree the canvases are: objects whose keys name blocks, lists whose members do.

use canvass_formats::tree::{Entry, Node, Value};
use canvass_model::blocks::Block;

use super::place::Source;
use super::tables::Tables;
use super::typed::humanised;
use super::{features, flat, values};
use crate::draft::Draft;
use crate::labels::{Fit, Label, guessed};
use crate::shapes::named;

/// The most keys that an object with a canvas has.
const MOST: usize = 200;

/// A canvas in a tree.
pub(super) struct Found<'a> {
    /// The value that holds it.
    pub(super) node: &'a Node,
    /// The key of that value.
    pub(super) key: Option<&'a str>,
    /// The objects around it, from the outermost.
    pub(super) around: Vec<&'a Node>,
    kind: Kind<'a>,
    blocks: usize,
}

enum Kind<'a> {
    /// Keys that name blocks, in one object or in those directly inside of it.
    Keys(Vec<(&'a Entry, Label)>),
    /// Members that name their block.
    Members(flat::Members<'a>),
    /// A list of names in which blocks go before what stands in them.
    Names,
}

impl Found<'_> {
    /// Whether a key names one of its blocks.
    pub(super) fn names(&self, entry: &Entry) -> bool {
        matches!(&self.kind, Kind::Keys(keys) if keys.iter().any(|(key, _)| key.key_span == entry.key_span))
    }

    /// Whether its members lie in zones, as notes on a wall do.
    pub(super) fn is_wall(&self) -> bool {
        matches!(&self.kind, Kind::Members(members) if members.is_wall())
    }

    /// Takes the items.
    pub(super) fn read(&self, source: &Source<'_>, draft: &mut Draft) {
        match &self.kind {
            Kind::Keys(keys) => {
                for (entry, label) in keys {
                    named::remark(draft, *label, &entry.key, source.range(&entry.key_span));
                    draft.begin(label.block);
                    values::read(label.block, &entry.value, None, source, draft);
                }
            }
            Kind::Members(members) => members.read(source, draft),
            Kind::Names => features::read(self.node, source, draft),
        }
    }
}

/// Every canvas of a tree, without those that are far from whole beside others.
pub(super) fn all(root: &Node) -> Vec<Found<'_>> {
    let tables = Tables::of(root);
    let mut found = search(root, None, &mut Vec::new(), &tables);
    let most = found.iter().map(|canvas| canvas.blocks).max().unwrap_or_default();
    found.retain(|canvas| canvas.blocks >= 3 && canvas.blocks * 2 >= most);
    found
}

fn search<'a>(node: &'a Node, key: Option<&'a str>, around: &mut Vec<&'a Node>, tables: &Tables) -> Vec<Found<'a>> {
    let own = here(node, key, around, tables);
    around.push(node);
    let mut inside = Vec::new();
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| inside.extend(search(item, None, around, tables))),
        Value::Map(entries) => entries.iter().for_each(|entry| inside.extend(search(&entry.value, Some(&entry.key), around, tables))),
        _ => {}
    }
    around.pop();
    let most = inside.iter().map(|canvas| canvas.blocks).max().unwrap_or_default();
    match own {
        Some(own) if own.blocks >= most => vec![own],
        _ => inside,
    }
}

fn here<'a>(node: &'a Node, key: Option<&'a str>, around: &[&'a Node], tables: &Tables) -> Option<Found<'a>> {
    let found = |kind, blocks: usize| (blocks >= 3).then(|| Found { node, key, around: around.to_vec(), kind, blocks });
    match &node.value {
        Value::Map(entries) => {
            let own = labelled(entries, tables);
            let count = distinct(&own);
            let members = || flat::values(entries, tables).and_then(|members| found(Kind::Members(members.0), members.1));
            found(Kind::Keys(own), count).or_else(|| halves(entries, tables).and_then(|keys| found(Kind::Keys(keys.0), keys.1))).or_else(members)
        }
        Value::List(items) => {
            let members = flat::members(items, tables).and_then(|members| found(Kind::Members(members.0), members.1));
            members.or_else(|| found(Kind::Names, features::count(items)))
        }
        _ => None,
    }
}

fn distinct(keys: &[(&Entry, Label)]) -> usize {
    Block::NINE.iter().filter(|&&block| keys.iter().any(|(_, label)| label.block == block)).count()
}

/// The keys of an object that name blocks.
fn labelled<'a>(entries: &'a [Entry], tables: &Tables) -> Vec<(&'a Entry, Label)> {
    // An object with hundreds of keys is a dictionary.
    if entries.len() > MOST {
        return Vec::new();
    }
    let mut keys: Vec<(&Entry, Label)> = entries.iter().filter_map(|entry| Some((entry, tables.key(&entry.key).0?))).collect();
    if distinct(&keys) > entries.len() / 2 {
        keys.extend(of_own_words(entries, tables));
    }
    let others = entries.iter().filter(|entry| tables.key(&entry.key).1).count();
    let sure: Vec<Block> = keys.iter().filter(|(_, label)| label.fit != Fit::Mapped).map(|(_, label)| label.block).collect();
    // `solution` is an ordinary word outside of a Lean Canvas.
    keys.retain(|(_, label)| label.fit != Fit::Mapped || others >= 2 || !sure.contains(&label.block));
    keys
}

/// The keys in the author's own words that hold the blocks which no other key names.
fn of_own_words<'a>(entries: &'a [Entry], tables: &Tables) -> Vec<(&'a Entry, Label)> {
    let holds = |entry: &&Entry| !matches!(entry.value.value, Value::Null | Value::Bool(_) | Value::Number(_));
    let held: Vec<(String, &Entry)> = entries.iter().filter(holds).map(|entry| (humanised(&entry.key), entry)).collect();
    let entry = |words: &str| held.iter().find(|(known, _)| known == words).map(|(_, entry)| *entry);
    let labels = guessed(held.iter().map(|(words, _)| words.as_str()), |words| tables.key(&entry(words)?.key).0.map(|label| label.block));
    labels.into_iter().filter_map(|(words, label)| Some((entry(words)?, label))).collect()
}

/// The blocks of a canvas whose parts stand in several objects, such as `infrastructure` and `finances`.
fn halves<'a>(entries: &'a [Entry], tables: &Tables) -> Option<(Vec<(&'a Entry, Label)>, usize)> {
    if entries.len() > MOST {
        return None;
    }
    let mut keys: Vec<(&Entry, Label)> = Vec::new();
    let mut parts = 0;
    for entry in entries {
        let Value::Map(inside) = &entry.value.value else {
            keys.extend(labelled(std::slice::from_ref(entry), tables));
            continue;
        };
        let own = labelled(inside, tables);
        if !own.is_empty() {
            // The same block twice means two canvases rather than two halves of one.
            if own.iter().any(|(_, label)| keys.iter().any(|(_, known)| known.block == label.block)) {
                return None;
            }
            parts += 1;
            keys.extend(own);
        } else {
            keys.extend(labelled(std::slice::from_ref(entry), tables));
        }
    }
    let count = distinct(&keys);
    (parts >= 2 && count >= 5).then_some((keys, count))
}
