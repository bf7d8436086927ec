//! What a shape takes out of a text, before it becomes a canvas.

use std::ops::Range;

use canvass_model::Canvas;
use canvass_model::blocks::Block;
use serde_json::{Map, Value};

use crate::blocks::Blocks;
use crate::{Imported, Left, Remark, Why, clean, notes};

/// A canvas in the making.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The name of the business, where the text gives one.
    pub name: Option<String>,
    /// Further header fields of our own format, such as `lang`, `as_of` or `description`.
    pub header: Map<String, Value>,
    /// The items, in the order of the text.
    pub items: Vec<DraftItem>,
    /// Blocks that the text names, be it that nothing stands in them.
    pub blocks: Vec<Block>,
    /// What was understood only by a stretch.
    pub remarks: Vec<Remark>,
    /// What was left.
    pub left: Vec<Left>,
}

/// An item in the making.
#[derive(Debug, Clone)]
pub struct DraftItem {
    /// The block it stands in.
    pub block: Block,
    /// What the note says, as written; it is cleaned of mark-up and decoration by [`Draft::add`].
    pub name: String,
    /// Further explanation: nested bullets, further columns of a table as `column: cell; column: cell`.
    pub note: Option<String>,
    /// The sub-heading or bold lead under which it stands, such as `For hosts`.
    pub group: Option<String>,
    /// Fields of our own format that the shape states, for shapes with typed links.
    pub fields: Map<String, Value>,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

impl DraftItem {
    /// An item of which only the text is known.
    pub fn new(block: Block, name: impl Into<String>, range: Range<usize>) -> Self {
        Self { block, name: name.into(), note: None, group: None, fields: Map::new(), range }
    }
}

impl Draft {
    /// Takes note that the text names a block.
    pub fn begin(&mut self, block: Block) {
        if !self.blocks.contains(&block) {
            self.blocks.push(block);
        }
    }

    /// Adds an item, unless it is a question of a template, not filled in or struck out: those are left, with the reason.
    pub fn add(&mut self, mut item: DraftItem) {
        self.begin(item.block);
        match clean::judge(item.name) {
            Ok(name) => {
                item.name = name;
                item.note = item.note.map(clean::cleaned).filter(|note| !note.is_empty());
                item.group = item.group.map(clean::cleaned).filter(|group| !group.is_empty());
                self.items.push(item);
            }
            Err(why) => self.leave(item.range, why),
        }
    }

    /// Leaves a part of the text.
    pub fn leave(&mut self, range: Range<usize>, why: Why) {
        self.left.push(Left { range, why });
    }

    /// Remarks on a part of the text.
    pub fn remark(&mut self, range: Range<usize>, says: impl Into<String>) {
        self.remarks.push(Remark { range, says: says.into() });
    }

    /// How much of a canvas this is: blocks with items first, then items.
    pub fn weight(&self) -> (usize, usize) {
        let filled: Blocks = self.items.iter().map(|item| item.block).collect();
        (filled.len(), self.items.len())
    }

    /// The canvas with the places of its items.
    ///
    /// # Errors
    /// When a typed field of an item is not one of our format: what the reader of our format says about it.
    pub fn finish(self, shape: &'static str) -> Result<Imported, String> {
        let mut canvas =
            if self.header.is_empty() { Canvas::default() } else { serde_json::from_value(Value::Object(self.header)).map_err(|error| error.to_string())? };
        canvas.name = canvas.name.or(self.name);
        let mut places = Vec::with_capacity(self.items.len());
        let mut counts = [0; u32::BITS as usize];
        self.items.iter().for_each(|item| counts[item.block as usize] += 1);
        self.blocks.iter().for_each(|block| notes::begin(&mut canvas, *block, counts[*block as usize]));
        for item in self.items {
            let (block, range) = (item.block, item.range.clone());
            let at = notes::push(&mut canvas, item).map_err(|error| error.to_string())?;
            let (key, mut number) = (block.key(), itoa::Buffer::new());
            let number = number.format(at);
            let mut pointer = String::with_capacity(key.len() + number.len() + 2);
            ["/", key, "/", number].iter().for_each(|part| pointer.push_str(part));
            places.push((pointer, range));
        }
        let (mut left, mut remarks) = (self.left, self.remarks);
        left.sort_by_key(|left| (left.range.start, left.range.end));
        left.dedup();
        remarks.sort_by_key(|remark| remark.range.start);
        Ok(Imported { canvas, shape, places, remarks, left })
    }
}
