//! What the items of a canvas carry, as tables that are kept from one canvas to the next.
//!
//! Only their memory is kept: every table is filled anew for each canvas.

use canvass_plugin::blocks::Block;
use canvass_plugin::{Field, Item, Origin, ValueTag, View};

use crate::carriers;
use crate::sets::{Set, Sets};

/// The tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// For each item, the vocabularies of its terms as bits.
    vocabularies: Vec<u32>,
    /// All tags in lower case, one after the other.
    tag_text: String,
    /// For each tag where its text ends, and the item that carries it.
    tags: Vec<(usize, u32)>,
    /// Flags that are stated as true.
    flags: Vec<(Field, u32)>,
    /// Fields that hold a number, with the items that state them, in the order of the items.
    numbers: Vec<(u32, u32)>,
    /// For each item, whether a fact about it is not stated.
    unsure: Vec<bool>,
    /// Which items there are, by what is asked of them most often.
    pub(crate) sets: Sets,
    /// For each vocabulary, a bit: whether an item that could carry one of its terms may still do so.
    open_vocabularies: u32,
}

impl Tables {
    /// Takes up a canvas.
    pub(crate) fn fill(&mut self, view: &View<'_>) {
        self.clear(view.items.len());
        // For each block the vocabularies that every item of it carries.
        let mut carried_by_all = [u32::MAX; BLOCKS];
        for index in 0..view.items.len() as u32 {
            let Some(item) = view.item(index) else { continue };
            let block = item.block();
            self.sets.add(Set::block(block), index);
            self.take_item(view, item, block);
            carried_by_all[block as usize] &= self.vocabularies[index as usize];
        }
        for row in view.facts {
            self.sets.add_fact(row);
            if row.origin != Origin::Stated as u32
                && let Some(unsure) = self.unsure.get_mut(row.subject as usize)
            {
                *unsure = true;
            }
        }
        for block in Block::NINE {
            let settled = if view.states(block) { carried_by_all[block as usize] } else { 0 };
            self.open_vocabularies |= carriers::vocabularies(block) & !settled;
        }
    }

    fn clear(&mut self, items: usize) {
        self.vocabularies.clear();
        self.vocabularies.resize(items, 0);
        self.tag_text.clear();
        self.tags.clear();
        self.flags.clear();
        self.numbers.clear();
        self.unsure.clear();
        self.unsure.resize(items, false);
        self.sets.clear(items);
        self.open_vocabularies = 0;
    }

    fn take_item(&mut self, view: &View<'_>, item: Item<'_>, block: Block) {
        const TERM: u32 = ValueTag::Term as u32;
        const FLAG: u32 = ValueTag::Flag as u32;
        const QUANTITY: u32 = ValueTag::Quantity as u32;
        const TEXT: u32 = ValueTag::Text as u32;
        let index = item.index();
        for row in item.attributes() {
            if row.tag == TERM {
                self.vocabularies[index as usize] |= carriers::bit(row.value);
            }
            // What a need carries is no part of the language of patterns.
            if block == Block::Need {
                continue;
            }
            match row.tag {
                TERM => self.take_into(Set::term(row.value), index),
                FLAG if row.value == 1 => {
                    self.flags.extend(Field::from_code(row.field).map(|field| (field, index)));
                    self.take_into(Set::field(row.field), index);
                }
                QUANTITY => {
                    self.numbers.push((row.field, index));
                    self.take_into(Set::field(row.field), index);
                }
                TEXT if row.field == Field::Tags as u32 => {
                    self.take_tag(index, view.str(row.text));
                    self.take_into(Set::field(row.field), index);
                }
                _ => {}
            }
        }
    }

    fn take_into(&mut self, set: Option<Set>, item: u32) {
        if let Some(set) = set {
            self.sets.add(set, item);
        }
    }

    fn take_tag(&mut self, item: u32, tag: &str) {
        let start = self.tag_text.len();
        if tag.is_ascii() {
            self.tag_text.push_str(tag);
            self.tag_text[start..].make_ascii_lowercase();
        } else {
            self.tag_text.push_str(&tag.to_lowercase());
        }
        self.tags.push((self.tag_text.len(), item));
    }

    /// The vocabularies of the terms that an item carries, as bits.
    pub(crate) fn vocabularies(&self, item: u32) -> u32 {
        self.vocabularies.get(item as usize).copied().unwrap_or_default()
    }

    /// Whether not every item of the blocks that could carry a term of the same vocabulary carries one; a block that is not stated leaves it open.
    pub(crate) fn open(&self, code: u32) -> bool {
        self.open_vocabularies & carriers::bit(code) != 0
    }

    pub(crate) fn tagged<'t>(&'t self, tag: &'t str) -> impl Iterator<Item = u32> + Clone + 't {
        let mut start = 0;
        self.tags.iter().filter_map(move |&(end, item)| {
            let carried = self.tag_text.get(start..end);
            start = end;
            (carried == Some(tag)).then_some(item)
        })
    }

    pub(crate) fn flagged(&self, field: Field) -> impl Iterator<Item = u32> + Clone + '_ {
        self.flags.iter().filter(move |(known, _)| *known == field).map(|(_, item)| *item)
    }

    /// The items that state a number in a field.
    pub(crate) fn stating(&self, field: Field) -> impl Iterator<Item = u32> + Clone + '_ {
        self.numbers.iter().filter(move |(known, _)| *known == field as u32).map(|(_, item)| *item)
    }

    /// Whether all facts about the items are stated.
    pub(crate) fn all_stated(&self, items: &[u32]) -> bool {
        items.iter().all(|&item| self.unsure.get(item as usize).is_none_or(|unsure| !unsure))
    }
}

/// How many blocks there are, with the canvas itself and the needs.
const BLOCKS: usize = Block::Need as usize + 1;
