//! Walking through a trie that the build script has made: a double array of `yada`, in units of four bytes.

/// A trie of patterns, each with a number.
#[derive(Clone, Copy)]
pub(crate) struct Trie(&'static [[u8; 4]]);

/// A unit of a trie: the byte that leads to it, whether a pattern ends there, and how far its successors are.
#[derive(Clone, Copy)]
struct Unit(u32);

impl Unit {
    /// The byte that leads to the unit; more than any byte where the unit is a number.
    #[inline]
    fn label(self) -> u32 {
        self.0 & 0x1ff
    }

    #[inline]
    fn ends_pattern(self) -> bool {
        self.0 & 1 << 9 != 0
    }

    #[inline]
    fn offset(self) -> u32 {
        self.0 >> 10
    }

    fn number(self) -> u32 {
        self.0 >> 9
    }
}

impl Trie {
    /// The trie in some bytes.
    pub(crate) fn new(bytes: &'static [u8]) -> Option<Self> {
        let (units, rest) = bytes.as_chunks();
        rest.is_empty().then_some(Self(units))
    }

    #[inline]
    fn unit(self, at: u32) -> Option<Unit> {
        self.0.get(at as usize).map(|bytes| Unit(u32::from_le_bytes(*bytes)))
    }

    /// Hands over the patterns with which a text begins, shorter ones first: each as its number, with its length in bytes.
    #[inline]
    pub(crate) fn find(self, text: &[u8], mut found: impl FnMut(u32, usize)) {
        let (mut at, Some(mut unit)) = (0, self.unit(0)) else { return };
        for (place, &byte) in text.iter().enumerate() {
            at ^= unit.offset() ^ u32::from(byte);
            match self.unit(at) {
                Some(next) if next.label() == u32::from(byte) => unit = next,
                _ => return,
            }
            if unit.ends_pattern()
                && let Some(leaf) = self.unit(at ^ unit.offset())
            {
                found(leaf.number(), place + 1);
            }
        }
    }
}
