//! What letters a word has: a look at them spares most words a search.

use super::{ENDING, HEAD};
use crate::matcher::is_edge;

/// What a word has that may be a compound: a look at it spares most a search. Some pieces share their places.
#[derive(Clone, Copy, Default)]
pub(super) struct Pieces {
    /// Bytes that stand side by side where the last part of a compound may be.
    pairs: u64,
    /// The bytes with which the last part may end.
    ends: u64,
}

impl Pieces {
    /// Those of a compound.
    pub(super) fn of(compound: &str) -> Self {
        let bytes = compound.as_bytes();
        let last = bytes.get(HEAD..).unwrap_or_default();
        let pairs = last.iter().zip(last.iter().skip(1)).fold(0, |pairs, (one, next)| pairs | Self::pair(*one, *next));
        let ends = bytes.iter().rev().take(ENDING + 1).fold(0, |ends, byte| ends | 1 << (byte % 64));
        Self { pairs, ends }
    }

    /// Those of a word that may be its last part, also without an ending.
    pub(super) fn looked_for(word: &str) -> Self {
        let pairs = match word.as_bytes() {
            [first, second, third, fourth, ..] => Self::pair(*first, *second) | Self::pair(*second, *third) | Self::pair(*third, *fourth),
            _ => 0,
        };
        Self { pairs, ends: word.bytes().next_back().map_or(0, |last| 1 << (last % 64)) }
    }

    fn pair(one: u8, next: u8) -> u64 {
        1 << (one.wrapping_mul(5).wrapping_add(next) % 64)
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { pairs: self.pairs | other.pairs, ends: self.ends | other.ends }
    }

    /// Whether all pairs of the others may be among them.
    pub(super) fn have_pairs(self, others: Self) -> bool {
        others.pairs & !self.pairs == 0
    }

    /// Whether they also may end as the others do.
    pub(super) fn have(self, others: Self) -> bool {
        self.have_pairs(others) && others.ends & !self.ends == 0
    }
}

/// Which letters a word has: those of large scripts share their places.
#[derive(Clone, Copy, Default)]
pub(crate) struct Letters(u64);

impl Letters {
    pub(crate) fn of(word: &str) -> Self {
        if word.is_ascii() {
            return Self(word.bytes().fold(0, |letters, letter| letters | 1 << (letter % 64)));
        }
        let mut letters = Self::default();
        word.chars().for_each(|letter| letters.add(letter));
        letters
    }

    /// Those with which words begin.
    pub(super) fn beginning(text: &str) -> Self {
        let mut letters = Self::default();
        let mut before = None;
        for letter in text.chars() {
            if is_edge(before) {
                letters.add(letter);
            }
            before = Some(letter);
        }
        letters
    }

    pub(super) fn add(&mut self, letter: char) {
        self.0 |= 1 << (u32::from(letter) % 64);
    }

    pub(crate) fn may_have(self, letter: char) -> bool {
        self.0 & 1 << (u32::from(letter) % 64) != 0
    }

    /// Whether all the others may be among them.
    pub(super) fn have(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_compound_is_never_passed_over() {
        for compound in ["kapsalons", "getreideabsender", "grundstücksverwalterin", "автосервисами"] {
            let has = Pieces::of(compound);
            for start in (HEAD..compound.len() - HEAD).filter(|&start| compound.is_char_boundary(start)) {
                for end in (compound.len() - ENDING..=compound.len()).filter(|&end| compound.is_char_boundary(end)) {
                    assert!(has.have(Pieces::looked_for(&compound[start..end])), "{compound} {start} {end}");
                }
            }
            assert!(!has.have(Pieces::looked_for("xylophone")), "{compound}");
        }
    }
}
