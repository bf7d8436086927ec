//! Where a value stands in the text that the user gave.

use std::cell::Cell;
use std::ops::Range;

use canvass_formats::tree::Node;

/// The text that a tree was parsed from.
pub(crate) struct Source<'a> {
    text: &'a str,
    /// How far the parsed part stands behind the beginning of the text.
    base: usize,
    /// The one place of everything, where the tree was inside a value with escapes.
    fixed: Option<Range<usize>>,
    /// Where the last piece ended, so that one that is said twice is found twice.
    last: Cell<usize>,
}

impl<'a> Source<'a> {
    /// A tree of the whole text.
    pub(crate) fn whole(text: &'a str) -> Self {
        Self::part(text, 0)
    }

    /// A tree of a part that begins there.
    pub(crate) fn part(text: &'a str, base: usize) -> Self {
        Self { text, base, fixed: None, last: Cell::new(0) }
    }

    /// A tree inside a value.
    pub(crate) fn inside(range: Range<usize>) -> Self {
        Self { text: "", base: 0, fixed: Some(range), last: Cell::new(0) }
    }

    /// The place of bytes of the parsed part.
    pub(crate) fn range(&self, span: &Range<usize>) -> Range<usize> {
        self.fixed.clone().unwrap_or(self.base + span.start..self.base + span.end)
    }

    /// The place of a piece of a text value, or of the whole value where it is not written as it reads.
    pub(crate) fn piece(&self, node: &Node, piece: &str) -> Range<usize> {
        let whole = self.range(&node.span);
        let from = self.last.get().clamp(whole.start, whole.end);
        let found = self.text.get(from..whole.end).and_then(|rest| rest.find(piece)).filter(|_| !piece.is_empty());
        match found {
            Some(at) => {
                self.last.set(from + at + piece.len());
                from + at..from + at + piece.len()
            }
            None => whole,
        }
    }
}
