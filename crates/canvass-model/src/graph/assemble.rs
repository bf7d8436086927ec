//! Making the graph: items first, then their identifiers, then what they state, so that every link finds its target.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

use super::rows::{ItemRow, LinkRow, NONE, Place, RowRange, TextRange};
use super::stage::{Stage, StagedItem, StagedLink, StagedNeed, range, rows};
use super::{Field, Graph};
use crate::blocks::Block;
use crate::facts::{self, Origin};
use crate::identifier::{nearest, slug_into};
use crate::problem::Problem;

/// For how many problems of a canvas the identifier that was meant is searched.
const SUGGESTIONS: usize = 100;

/// Makes the graph of what was read with its derived facts, and lists the links that lead nowhere and the identifiers given twice.
///
/// A link that leads nowhere is left out of the graph; the first of several items with one identifier is the one that links find.
pub fn assemble(stage: Stage) -> (Graph, Vec<Problem>) {
    let (mut assembly, read) = Assembly::new(stage);
    assembly.add_items(&read);
    assembly.derive_identifiers();
    assembly.describe_items(&read);
    let Assembly { mut graph, problems, .. } = assembly;
    facts::derive(&mut graph);
    (graph, problems)
}

struct Assembly {
    graph: Graph,
    problems: Vec<Problem>,
    /// Indices of items, found by the hash of their identifier.
    by_id: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Assembly {
    /// Takes over the text and the numbers, which stay as they are.
    fn new(mut stage: Stage) -> (Self, Stage) {
        let notes = stage.items.len() + stage.needs.len();
        let mut text = std::mem::take(&mut stage.text);
        text.reserve(48 * (notes + 1));
        let mut quantities = std::mem::take(&mut stage.quantities);
        for &index in &stage.without_currency {
            if let Some(row) = quantities.get_mut(index as usize) {
                row.currency = stage.currency;
            }
        }
        let graph = Graph {
            text,
            items: Vec::with_capacity(notes + 1),
            attributes: Vec::with_capacity(stage.attributes.len()),
            quantities,
            links: Vec::with_capacity(stage.links.len() + stage.needs.len()),
            facts: Vec::new(),
            places: Vec::new(),
        };
        (Self { graph, problems: Vec::new(), by_id: HashTable::with_capacity(notes), hasher: DefaultHashBuilder::default() }, stage)
    }

    fn add_items(&mut self, stage: &Stage) {
        let flags = Block::NINE.iter().zip(&stage.blocks).filter(|(_, items)| items.is_some()).fold(0, |flags, (&block, _)| flags | 1 << block as u32);
        let StagedItem { id, name, note, .. } = stage.canvas;
        self.graph.items.push(ItemRow { block: Block::Canvas as u32, flags, id, name, note, ..ItemRow::default() });
        for block in Block::NINE {
            for (index, item) in stage.block(block).iter().enumerate() {
                self.add_item(block, item, |pointer| {
                    pointer.push('/');
                    pointer.push_str(block.key());
                    push_index(pointer, index as u32);
                });
            }
        }
        for StagedNeed { item, segment, index } in &stage.needs {
            self.add_item(Block::Need, item, |pointer| {
                pointer.push_str("/customer_segments");
                push_index(pointer, *segment);
                pointer.push_str("/needs");
                push_index(pointer, *index);
            });
        }
    }

    fn add_item(&mut self, block: Block, item: &StagedItem, pointer: impl FnOnce(&mut String)) {
        let index = self.graph.items.len() as u32;
        let start = self.graph.text.len();
        pointer(&mut self.graph.text);
        let pointer = range(start, self.graph.text.len() - start);
        let StagedItem { id, name, note, .. } = *item;
        self.graph.items.push(ItemRow { block: block as u32, id, name, note, pointer, ..ItemRow::default() });
        if id.length == 0 {
            return;
        }
        match self.find(id, |_| true) {
            Some(first) => self.problems.push(Problem::DuplicateId {
                id: self.graph.view().str(id).to_owned(),
                first: Place { item: first, field: Field::Id as u32, index: NONE },
                second: Place { item: index, field: Field::Id as u32, index: NONE },
            }),
            None => self.register(index),
        }
    }

    /// Gives every item without an identifier one derived from its name, unique within its block.
    ///
    /// Links name the block they lead to, so items of two blocks may share a derived identifier: "Platform" is often a resource and an offer.
    fn derive_identifiers(&mut self) {
        // The number to try next for each name that has been taken: counting from the beginning each time would be quadratic.
        let mut next: HashMap<(u32, String), u32> = HashMap::new();
        for index in 1..self.graph.items.len() as u32 {
            let row = self.graph.items[index as usize];
            if row.id.length > 0 {
                continue;
            }
            let start = self.graph.text.len();
            let name = self.graph.view().str(row.name).to_owned();
            if !slug_into(&name, &mut self.graph.text) {
                let block = Block::from_code(row.block).unwrap_or(Block::Canvas);
                self.graph.text.push_str(block.key());
            }
            let stem = self.graph.text.len();
            let taken = |assembly: &Self| assembly.find(range(start, assembly.graph.text.len() - start), |other| other.block == row.block).is_some();
            if taken(self) {
                let copy = next.entry((row.block, self.graph.text[start..].to_owned())).or_insert(2);
                loop {
                    self.graph.text.truncate(stem);
                    self.graph.text.push('-');
                    self.graph.text.push_str(&copy.to_string());
                    *copy += 1;
                    if !taken(self) {
                        break;
                    }
                }
            }
            self.graph.items[index as usize].id = range(start, self.graph.text.len() - start);
            self.register(index);
        }
    }

    fn register(&mut self, index: u32) {
        let Self { graph, by_id, hasher, .. } = self;
        let key = |index: u32| graph.items.get(index as usize).map_or("", |row| graph.view().str(row.id));
        by_id.insert_unique(hasher.hash_one(key(index)), index, |&other| hasher.hash_one(key(other)));
    }

    fn find(&self, id: TextRange, fits: impl Fn(&ItemRow) -> bool) -> Option<u32> {
        let view = self.graph.view();
        let id = view.str(id);
        self.by_id.find(self.hasher.hash_one(id), |&index| view.items.get(index as usize).is_some_and(|row| view.str(row.id) == id && fits(row))).copied()
    }

    fn describe_items(&mut self, stage: &Stage) {
        let blocks = Block::NINE.iter().flat_map(|&block| stage.block(block));
        for (index, item) in std::iter::once(&stage.canvas).chain(blocks).chain(stage.needs.iter().map(|need| &need.item)).enumerate() {
            let attributes = self.graph.attributes.len();
            self.graph.attributes.extend_from_slice(stretch(&stage.attributes, item.attributes));
            let links = self.graph.links.len();
            for link in stretch(&stage.links, item.links) {
                self.link(index as u32, link);
            }
            let row = &mut self.graph.items[index];
            row.attributes = rows(attributes, self.graph.attributes.len());
            row.links = rows(links, self.graph.links.len());
        }
        self.link_needs(stage);
    }

    fn link(&mut self, from: u32, link: &StagedLink) {
        let StagedLink { row, id, allowed } = *link;
        if allowed.is_empty() {
            self.graph.links.push(LinkRow { from, to: 0, ..row });
            return;
        }
        let fits = |other: &ItemRow| allowed.iter().any(|&block| block as u32 == other.block);
        if let Some(to) = self.find(id, fits) {
            self.graph.links.push(LinkRow { from, to, ..row });
            return;
        }
        let view = self.graph.view();
        let elsewhere = self.find(id, |_| true).and_then(|index| view.items.get(index as usize)).and_then(|other| Block::from_code(other.block));
        let candidates = view.items.iter().skip(1).filter(|other| fits(other));
        let id = view.str(id);
        // A link by name is the commonest slip: the id of the item of that name comes first.
        let near = || {
            let by_name = candidates.clone().find(|other| view.str(other.name) == id).map(|other| view.str(other.id));
            by_name.or_else(|| nearest(id, candidates.map(|other| view.str(other.id)))).map(str::to_owned)
        };
        // Each search looks at every item: whoever has broken a hundred links has no use for more of them.
        let suggestion = if self.problems.len() < SUGGESTIONS { near() } else { None };
        let place = Place { item: from, field: row.field, index: row.index };
        let problem = Problem::BrokenLink { id: id.to_owned(), place, allowed: allowed.to_vec(), elsewhere, suggestion };
        self.problems.push(problem);
    }

    /// Links each need back to its segment, from the need's side: a segment's own links must stay one stretch.
    fn link_needs(&mut self, stage: &Stage) {
        let first_need = self.graph.items.len() - stage.needs.len();
        let segments = self.graph.items.partition_point(|row| row.block < Block::CustomerSegments as u32) as u32;
        for (number, need) in stage.needs.iter().enumerate() {
            let first = self.graph.links.len();
            let from = first_need + number;
            let (field, to, origin) = (Field::Needs as u32, segments + need.segment, Origin::Stated as u32);
            self.graph.links.push(LinkRow { field, from: from as u32, to, qualifier: 0, index: need.index, origin });
            self.graph.items[from].links = rows(first, first + 1);
        }
    }
}

fn stretch<T>(table: &[T], rows: RowRange) -> &[T] {
    table.get(rows.first as usize..(rows.first + rows.count) as usize).unwrap_or_default()
}

fn push_index(pointer: &mut String, index: u32) {
    pointer.push('/');
    if index < 10 {
        pointer.push(char::from(b'0' + index as u8));
    } else {
        pointer.push_str(&index.to_string());
    }
}

#[cfg(test)]
mod tests {
    use crate::Canvas;
    use crate::graph::build;

    fn ids(canvas: &str) -> Vec<String> {
        let canvas: Canvas = serde_json::from_str(canvas).unwrap();
        let (graph, _) = build(&canvas);
        let view = graph.view();
        view.items.iter().skip(1).map(|row| view.str(row.id).to_owned()).collect()
    }

    #[test]
    fn derived_identifiers_are_unique_within_their_block() {
        let canvas = r#"{"key_activities": ["X", "x", {"name": "Other", "id": "x-3"}, "X!", "x 2", "🎉", "🎈"], "channels": ["X", "X"]}"#;
        assert_eq!(ids(canvas), ["x", "x-2", "x-3", "x-4", "x-2-2", "key_activities", "key_activities-2", "x", "x-2"]);
    }

    #[test]
    fn thousands_of_notes_of_one_text_take_no_time() {
        let canvas = serde_json::json!({ "key_activities": vec!["Writing"; 50_000] }).to_string();
        let start = std::time::Instant::now();
        assert_eq!(ids(&canvas).last().map(String::as_str), Some("writing-50000"));
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
