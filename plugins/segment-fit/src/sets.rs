//! Sets of terms, as bits.

use canvass_plugin::vocabulary::{NeedKind, ValueKind};

/// A set of kinds of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ValueSet(u16);

impl ValueSet {
    /// The set of these kinds.
    pub const fn of(kinds: &[ValueKind]) -> Self {
        let mut set = Self(0);
        let mut at = 0;
        while at < kinds.len() {
            set.0 |= 1 << kinds[at] as u16;
            at += 1;
        }
        set
    }
    /// Adds a kind.
    pub fn add(&mut self, kind: ValueKind) {
        self.0 |= 1 << kind as u16;
    }
    /// Both sets together.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether everything in it is in the other as well.
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
    /// Whether the two have at least half of the smaller one in common.
    pub fn overlaps(self, other: Self) -> bool {
        let common = (self.0 & other.0).count_ones();
        common > 0 && 2 * common >= self.0.count_ones().min(other.0.count_ones())
    }
}

/// A set of kinds of need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KindSet(u8);

impl KindSet {
    /// Adds a kind.
    pub fn add(&mut self, kind: NeedKind) {
        self.0 |= 1 << kind as u8;
    }
    /// Whether the kind is in it.
    pub fn has(self, kind: NeedKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}
