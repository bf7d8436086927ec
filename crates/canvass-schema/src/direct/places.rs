//! Where the items stand in a document that was read straight into the graph.

use std::ops::Range;

use canvass_formats::locate::Locator;
use canvass_model::blocks::Block;
use canvass_model::graph::RowRange;

/// A stretch of the document, in bytes.
pub(super) type Stretch = (u32, u32);

/// The places of the items, in the order of the document.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The name of the canvas.
    pub(super) name: Option<Stretch>,
    /// The items of each block, a stretch of `items`.
    pub(super) blocks: [Option<RowRange>; 9],
    /// Each item as a whole, and its name.
    pub(super) items: Vec<(Stretch, Stretch)>,
    /// The position of a segment, the position of one of its needs, and where the text of this stands.
    pub(super) needs: Vec<(u32, u32, Stretch)>,
}

impl Places {
    /// The place of the value at a JSON Pointer as a [`Locator`] of the whole text would find it, where it is known; within an item it is
    /// looked for in the item alone.
    pub(crate) fn find(&self, text: &str, pointer: &str) -> Option<Range<usize>> {
        if pointer.is_empty() {
            return self.name.map(range);
        }
        let (key, rest) = pointer.strip_prefix('/')?.split_once('/')?;
        let (position, rest) = rest.split_once('/').unwrap_or((rest, ""));
        let block = Block::NINE.iter().position(|block| block.key() == key)?;
        let (position, rows) = (position.parse::<u32>().ok()?, self.blocks[block]?);
        let (object, name) = *self.items.get((rows.first + position) as usize).filter(|_| position < rows.count)?;
        if rest.is_empty() {
            return Some(range(name));
        }
        if let Some(need) = rest.strip_prefix("needs/").and_then(|index| index.parse::<u32>().ok()) {
            let at = self.needs.binary_search_by_key(&(position, need), |&(segment, index, _)| (segment, index)).ok()?;
            return Some(range(self.needs[at].2));
        }
        let object = range(object);
        let within = Locator::new(text.get(object.clone())?).find(&pointer[pointer.len() - rest.len() - 1..])?;
        Some(object.start + within.start..object.start + within.end)
    }
}

fn range((start, end): Stretch) -> Range<usize> {
    start as usize..end as usize
}
