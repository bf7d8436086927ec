//! A table of bits: which channels reach whom, which bring what.

/// One row of bits for each item, all of one width.
#[derive(Debug)]
pub(crate) struct Bits {
    words: Vec<u64>,
    width: usize,
}

impl Bits {
    /// A table of that many rows and columns, all bits clear.
    pub(crate) fn new(rows: usize, columns: usize) -> Self {
        let width = columns.div_ceil(64);
        Self { words: vec![0; rows * width], width }
    }

    /// Sets a bit; a row or column that the table does not have is let be.
    pub(crate) fn set(&mut self, row: usize, column: usize) {
        if column / 64 < self.width
            && let Some(word) = self.words.get_mut(row * self.width + column / 64)
        {
            *word |= 1 << (column % 64);
        }
    }

    /// The words of a row; none for a row that the table does not have.
    pub(crate) fn row(&self, row: usize) -> &[u64] {
        let start = row * self.width;
        self.words.get(start..start + self.width).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_beyond_the_first_word_are_kept() {
        let mut bits = Bits::new(2, 70);
        bits.set(1, 69);
        bits.set(1, 200);
        bits.set(9, 0);
        assert_eq!(bits.row(0), [0, 0]);
        assert_eq!(bits.row(1), [0, 1 << 5]);
        assert!(bits.row(9).is_empty());
    }

    #[test]
    fn a_table_without_columns_has_empty_rows() {
        let mut bits = Bits::new(3, 0);
        bits.set(0, 0);
        assert!(bits.row(2).is_empty());
    }
}
