//! The items of a canvas as sets of bits: those that carry a term, those of a block, those that a kind of fact is about.
//!
//! Whether a condition can hold is asked hundreds of times per canvas, and nearly always the answer is no. Each set is one word, so an answer
//! takes a few instructions. On a canvas of more than 64 items several items share a bit: what is in no set is surely not there, and what is
//! in one may be there.

use canvass_plugin::blocks::Block;
use canvass_plugin::{FactKind, FactRow, NONE, vocabulary};

/// How many terms all vocabularies can have.
pub(crate) const TERMS: usize = 448;
const FIRST_BLOCK: usize = TERMS;
const FIRST_FACT: usize = FIRST_BLOCK + 16;
const KINDS: usize = 32;
const FIRST_FIELD: usize = FIRST_FACT + SIDES * KINDS;
const FIELDS: usize = 128;
const CANVAS: usize = FIRST_FIELD + FIELDS;
const SETS: usize = CANVAS + 1;
const ROOM: usize = SETS.next_power_of_two();

/// How many sets each kind of fact has.
const SIDES: usize = 3;
/// How many items have a bit of their own.
const BITS: usize = 64;

const _: () = assert!(vocabulary::VOCABULARY_SIZE as usize * 26 <= TERMS);
const _: () = assert!((FactKind::BelowCost as usize) < KINDS && (Block::Need as usize) < 16);

/// The number of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Set(u16);

impl Set {
    /// The canvas itself, and nothing else.
    pub(crate) const CANVAS: Self = Self(CANVAS as u16);

    /// The items that carry a term; of a kind of contribution, the items that give it.
    pub(crate) fn term(code: u32) -> Option<Self> {
        ((code as usize) < TERMS).then_some(Self(code as u16))
    }

    pub(crate) fn block(block: Block) -> Self {
        Self((FIRST_BLOCK + block as usize) as u16)
    }

    /// The items that a kind of fact is about.
    pub(crate) fn subjects(kind: FactKind) -> Self {
        Self((FIRST_FACT + SIDES * kind as usize) as u16)
    }

    /// The same, where it is known to what the fact relates them.
    pub(crate) fn related_subjects(kind: FactKind) -> Self {
        Self(Self::subjects(kind).0 + 1)
    }

    /// The items to which a kind of fact relates others.
    pub(crate) fn objects(kind: FactKind) -> Self {
        Self(Self::subjects(kind).0 + 2)
    }

    /// The items that state a number or tags in a field, or say yes.
    pub(crate) fn field(field: u32) -> Option<Self> {
        ((field as usize) < FIELDS).then_some(Self((FIRST_FIELD + field as usize) as u16))
    }

    /// Whether it is one of a term, which is what is empty most often.
    pub(crate) fn is_of_term(self) -> bool {
        usize::from(self.0) < TERMS
    }
}

/// The sets of a canvas, by their numbers.
#[derive(Debug)]
pub(crate) struct Sets {
    /// As many as there are numbers below the next power of two, so that no number leads out of them.
    bits: Box<[u64; ROOM]>,
    /// How many items there are.
    count: u32,
}

/// The bit of an item.
pub(crate) fn bit(item: u32) -> u64 {
    1 << (item as usize % BITS)
}

impl Default for Sets {
    fn default() -> Self {
        Self { bits: Box::new([0; ROOM]), count: 0 }
    }
}

impl Sets {
    /// Empties all sets, for a canvas of so many items.
    pub(crate) fn clear(&mut self, items: usize) {
        self.bits[..SETS].fill(0);
        self.count = items as u32;
        self.add(Set::CANVAS, 0);
    }

    pub(crate) fn add(&mut self, set: Set, item: u32) {
        self.bits[usize::from(set.0) % ROOM] |= bit(item);
    }

    pub(crate) fn add_fact(&mut self, row: &FactRow) {
        let first = FIRST_FACT + SIDES * row.kind as usize;
        if (row.kind as usize) < KINDS
            && let Some([subjects, related, objects]) = self.bits.get_mut(first..first + SIDES)
        {
            *subjects |= bit(row.subject);
            if row.object != NONE {
                *related |= bit(row.subject);
                *objects |= bit(row.object);
            }
        }
        if row.kind == FactKind::Gives as u32
            && let Some(given) = Set::term(row.value)
        {
            self.add(given, row.subject);
        }
    }

    pub(crate) fn get(&self, set: Set) -> u64 {
        self.bits[usize::from(set.0) % ROOM]
    }

    /// The items of a set in their order; where several share a bit, those too that share one with an item of the set.
    pub(crate) fn items(&self, set: Set) -> Items {
        let bits = self.get(set);
        Items { bits, left: bits, first: 0, count: self.count }
    }

    /// Whether every item has a bit of its own, so that what is in a set is surely there.
    pub(crate) fn are_exact(&self) -> bool {
        self.count as usize <= BITS
    }
}

/// The items of a set.
#[derive(Debug, Clone, Default)]
pub(crate) struct Items {
    bits: u64,
    /// Those that are still to come of the stretch that begins with the item `first`.
    left: u64,
    first: u32,
    count: u32,
}

impl Iterator for Items {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            self.first += BITS as u32;
            if self.bits == 0 || self.first >= self.count {
                return None;
            }
            self.left = self.bits;
        }
        let item = self.first + self.left.trailing_zeros();
        self.left &= self.left - 1;
        (item < self.count).then_some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_without_an_object_relates_its_subject_to_nothing() {
        let mut sets = Sets::default();
        sets.clear(3);
        sets.add_fact(&FactRow { kind: FactKind::Pays as u32, subject: 2, object: NONE, ..FactRow::default() });
        let sides = [Set::subjects(FactKind::Pays), Set::related_subjects(FactKind::Pays), Set::objects(FactKind::Pays)];
        assert_eq!(sides.map(|set| sets.get(set)), [0b100, 0, 0]);
        assert_eq!(sets.get(Set::CANVAS), 1);
    }

    #[test]
    fn on_a_large_canvas_items_share_bits() {
        let mut sets = Sets::default();
        sets.clear(65);
        sets.add(Set::block(Block::Channels), 64);
        assert_eq!((sets.get(Set::block(Block::Channels)), sets.are_exact()), (1, false));
        assert!(sets.items(Set::block(Block::Channels)).eq([0, 64]));
    }
}
