//! What a document states, item by item, before links have found their targets.
//!
//! Whoever reads a document fills a [`Stage`], in whatever order the document has its blocks; [`assemble`](super::assemble) makes the graph
//! of it. The typed model is one such reader, and whatever reads a notation straight into the rows is another.

use super::rows::{AttributeRow, LinkRow, QuantityRow, RowRange, TextRange};
use crate::blocks::Block;

/// The rows of a document in the order in which they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stage {
    /// The text that all ranges refer to. It may hold more than they ask for, such as the whole document.
    pub text: String,
    /// What the canvas says of itself.
    pub canvas: StagedItem,
    /// The currency of amounts that state none.
    pub currency: TextRange,
    /// For each of the nine blocks in canonical order its items, a stretch of `items`; `None` where the document leaves the block out.
    pub blocks: [Option<RowRange>; 9],
    /// The items of the nine blocks.
    pub items: Vec<StagedItem>,
    /// The needs of the segments, in the order of the segments.
    pub needs: Vec<StagedNeed>,
    /// What the items state, in the canonical order of the fields within each item.
    pub attributes: Vec<AttributeRow>,
    /// The numbers. The currency of an amount that states none is filled in by [`assemble`](super::assemble).
    pub quantities: Vec<QuantityRow>,
    /// The indices of the quantities that are money and state no currency.
    pub without_currency: Vec<u32>,
    /// The links, in the canonical order of the fields within each item.
    pub links: Vec<StagedLink>,
}

/// An item as it was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StagedItem {
    /// The identifier, empty where none is stated.
    pub id: TextRange,
    /// The name; for a need its text.
    pub name: TextRange,
    /// The further explanation.
    pub note: TextRange,
    /// Its rows among the attributes.
    pub attributes: RowRange,
    /// Its rows among the links.
    pub links: RowRange,
}

/// A need as it was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StagedNeed {
    /// What it says.
    pub item: StagedItem,
    /// The position of its segment in the block.
    pub segment: u32,
    /// Its own position among the needs of the segment.
    pub index: u32,
}

/// A link as it was read: by the identifier of its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StagedLink {
    /// The row, without the items it leads from and to.
    pub row: LinkRow,
    /// The identifier.
    pub id: TextRange,
    /// The blocks that it may lead to; none for a link to the company itself.
    pub allowed: &'static [Block],
}

impl Stage {
    /// Adds a text to those that ranges refer to.
    pub fn push_text(&mut self, text: &str) -> TextRange {
        let offset = self.text.len();
        self.text.push_str(text);
        range(offset, text.len())
    }

    /// Which items a block has, if it is stated.
    pub fn block(&self, block: Block) -> &[StagedItem] {
        let stretch = (block as usize).checked_sub(1).and_then(|at| self.blocks.get(at).copied().flatten()).unwrap_or_default();
        self.items.get(stretch.first as usize..(stretch.first + stretch.count) as usize).unwrap_or_default()
    }
}

pub(super) fn range(offset: usize, length: usize) -> TextRange {
    TextRange { offset: offset as u32, length: length as u32 }
}

pub(super) fn rows(first: usize, end: usize) -> RowRange {
    RowRange { first: first as u32, count: (end - first) as u32 }
}
