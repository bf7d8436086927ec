//! From byte offsets to lines and columns.

use std::cell::Cell;

use canvass_model::finding::{Position, Span};
use memchr::memchr_iter;

/// The beginnings of the lines of a text, to find the line and column of an offset.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
    first_line: u32,
    /// Where every byte is a character, columns need no counting.
    ascii: bool,
    /// The last offset asked for with its column, from which the next one on the same line can be counted on.
    last: Cell<(u32, u32, u32)>,
}

impl LineIndex {
    /// The index of a text whose first line has the number `first_line`, which counts from 1.
    pub fn new(text: &str, first_line: u32) -> Self {
        // A lone carriage return ends a line in no common editor, so only \n counts.
        let starts = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
        Self { starts, first_line, ascii: text.is_ascii(), last: Cell::new((u32::MAX, 0, 0)) }
    }

    /// The position of a byte offset of that text.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let mut at = offset.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.starts.partition_point(|&start| start as usize <= at).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default() as usize;
        let column = if self.ascii { (at - start) as u32 } else { self.count(text, line as u32, start, at) };
        Position { line: self.first_line + line as u32, column: column + 1, offset: at as u32 }
    }

    /// The characters between the start of a line and an offset, counted on from the offset asked for before where that helps.
    fn count(&self, text: &str, line: u32, start: usize, at: usize) -> u32 {
        let (last_line, last_at, last_count) = self.last.get();
        let count = if last_line == line && last_at as usize <= at {
            last_count + text[last_at as usize..at].chars().count() as u32
        } else {
            text[start..at].chars().count() as u32
        };
        self.last.set((line, at as u32, count));
        count
    }

    /// The span of a range of bytes of that text.
    pub fn span(&self, text: &str, range: &std::ops::Range<usize>) -> Span {
        Span { start: self.position(text, range.start), end: self.position(text, range.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters() {
        let text = "名: 客户\n  x: y";
        let index = LineIndex::new(text, 1);
        let at = text.find("户").unwrap();
        assert_eq!(index.position(text, at), Position { line: 1, column: 5, offset: at as u32 });
        assert_eq!(index.position(text, text.find('y').unwrap()).line, 2);
        assert_eq!(LineIndex::new("a", 7).position("a", 0).line, 7);
    }

    proptest! {
        #[test]
        fn every_offset_has_a_position_that_leads_back(text in "\\PC*(\n\\PC*){0,3}", at in 0_usize..200) {
            let index = LineIndex::new(&text, 1);
            let position = index.position(&text, at);
            let line = text.split('\n').nth(position.line as usize - 1).unwrap();
            let column: usize = line.chars().take(position.column as usize - 1).map(char::len_utf8).sum();
            let start: usize = text.split('\n').take(position.line as usize - 1).map(|line| line.len() + 1).sum();
            prop_assert_eq!(start + column, position.offset as usize);
        }
    }
}
