//! Where the lists and objects of a JSON text begin and end, found in one pass.

use wide::u8x16;

use crate::quotes::is_escaped;

/// The lists and objects of a text, in the order of their beginnings.
pub(crate) struct Brackets {
    /// Where each begins, and the place behind its end.
    pairs: Vec<(u32, u32)>,
}

impl Brackets {
    /// Finds them: 64 bytes at a time become the bits of numbers, in which the brackets inside strings are struck out.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        // What never ends does so with the text.
        let mut finding = Finding { bytes, within: 0, pairs: Vec::with_capacity(bytes.len() / 24 + 8), open: Vec::with_capacity(16) };
        let (blocks, rest) = bytes.as_chunks::<64>();
        // A fold, not a search: it is made into operations on whole vectors of bytes.
        if bytes.iter().fold(false, |found, &byte| found | (byte == b'\\')) {
            finding.add_all::<true>(blocks, rest)
        } else {
            finding.add_all::<false>(blocks, rest)
        }
        Self { pairs: finding.pairs }
    }

    /// The place behind the end of the list or object that begins at a place.
    pub(crate) fn end(&self, begin: usize) -> Option<usize> {
        let at = self.pairs.partition_point(|&(known, _)| (known as usize) < begin);
        self.pairs.get(at).filter(|&&(known, _)| known as usize == begin).map(|&(_, end)| end as usize)
    }
}

struct Finding<'t> {
    bytes: &'t [u8],
    /// All bits where the text so far ends inside a string, otherwise none.
    within: u64,
    pairs: Vec<(u32, u32)>,
    /// The numbers of the pairs that have not ended.
    open: Vec<u32>,
}

impl Finding<'_> {
    fn add_all<const ESCAPES: bool>(&mut self, blocks: &[[u8; 64]], rest: &[u8]) {
        for (number, block) in blocks.iter().enumerate() {
            self.add::<ESCAPES>(number * 64, block);
        }
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        self.add::<ESCAPES>(blocks.len() * 64, &last);
    }

    fn add<const ESCAPES: bool>(&mut self, at: usize, block: &[u8; 64]) {
        let (mut quotes, mut begins, mut ends) = (0_u64, 0_u64, 0_u64);
        let (lanes, _) = block.as_chunks::<16>();
        for lane in lanes.iter().rev() {
            let lane = u8x16::new(*lane);
            // `[` and `{` differ in this bit alone, and so do `]` and `}`.
            let folded = lane | u8x16::new([0x20; 16]);
            let bits = |found: u8x16| u64::from(found.to_bitmask());
            quotes = quotes << 16 | bits(lane.simd_eq(u8x16::new([b'"'; 16])));
            begins = begins << 16 | bits(folded.simd_eq(u8x16::new([b'{'; 16])));
            ends = ends << 16 | bits(folded.simd_eq(u8x16::new([b'}'; 16])));
        }
        if ESCAPES {
            let mut left = quotes;
            while left != 0 {
                let mark = left.trailing_zeros();
                if is_escaped(self.bytes, at + mark as usize) {
                    quotes &= !(1 << mark);
                }
                left &= left - 1;
            }
        }
        // Each bit becomes the parity of the marks up to it: whether it stands inside a string.
        let mut inside = quotes;
        for shift in [1, 2, 4, 8, 16, 32] {
            inside ^= inside << shift;
        }
        inside ^= self.within;
        self.within = 0_u64.wrapping_sub(inside >> 63);
        let mut marks = (begins | ends) & !inside;
        while marks != 0 {
            let mark = marks.trailing_zeros();
            let place = (at + mark as usize) as u32;
            if begins >> mark & 1 == 1 {
                self.open.push(self.pairs.len() as u32);
                self.pairs.push((place, self.bytes.len() as u32));
            } else if let Some(pair) = self.open.pop().and_then(|open| self.pairs.get_mut(open as usize)) {
                pair.1 = place + 1;
            }
            marks &= marks - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn they_are_what_a_plain_walk_finds(text in "[\\[\\]{}ab\"\\\\;\u{80}-\u{ff}客]{0,200}") {
            let (mut pairs, mut open): (Vec<(u32, u32)>, Vec<usize>) = (Vec::new(), Vec::new());
            let (mut escaped, mut within) = (false, false);
            for (at, byte) in text.bytes().enumerate() {
                match byte {
                    b'"' if !escaped => within = !within,
                    b'[' | b'{' if !within => {
                        open.push(pairs.len());
                        pairs.push((at as u32, text.len() as u32));
                    }
                    b']' | b'}' if !within => {
                        if let Some(number) = open.pop() {
                            pairs[number].1 = at as u32 + 1;
                        }
                    }
                    _ => {}
                }
                escaped = byte == b'\\' && !escaped;
            }
            let found = Brackets::of(text.as_bytes());
            proptest::prop_assert_eq!(&found.pairs, &pairs);
            for (begin, end) in pairs {
                proptest::prop_assert_eq!(found.end(begin as usize), Some(end as usize));
            }
        }
    }
}
