//! A set of blocks.

use canvass_model::blocks::Block;

/// Several blocks, each once: a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Blocks(u32);

impl Blocks {
    /// Adds a block.
    pub(crate) fn insert(&mut self, block: Block) {
        self.0 |= 1 << block as u32;
    }

    /// Adds others.
    pub(crate) fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// Whether a block is among them.
    pub(crate) fn has(self, block: Block) -> bool {
        self.0 & 1 << block as u32 != 0
    }

    /// How many there are.
    pub(crate) fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Those that are not among others.
    pub(crate) fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }
}

impl Extend<Block> for Blocks {
    fn extend<I: IntoIterator<Item = Block>>(&mut self, blocks: I) {
        blocks.into_iter().for_each(|block| self.insert(block));
    }
}

impl FromIterator<Block> for Blocks {
    fn from_iter<I: IntoIterator<Item = Block>>(blocks: I) -> Self {
        let mut all = Self::default();
        all.extend(blocks);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_counts_once() {
        let all: Blocks = Block::NINE.into_iter().chain(Block::NINE).collect();
        let some: Blocks = [Block::Channels, Block::CostStructure, Block::Channels].into_iter().collect();
        assert_eq!((all.len(), some.len(), all.without(some).len(), some.without(all).len()), (9, 2, 7, 0));
    }
}
