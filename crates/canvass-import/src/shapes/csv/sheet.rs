//! The cells of a table with their places.

use std::collections::BTreeSet;
use std::ops::Range;

use canvass_model::blocks::Block;

use crate::labels::{Fit, Label, guessed, key_block};

/// The largest table that is looked at.
const ROWS: usize = 20_000;
const COLUMNS: usize = 200;

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) range: Range<usize>,
    /// Whether it is written as it reads, without doubled quotation marks.
    pub(super) exact: bool,
}

/// A table with the labels in it.
pub(super) struct Sheet {
    pub(super) rows: Vec<Vec<Cell>>,
    labels: Vec<Vec<Option<Label>>>,
}

impl Sheet {
    /// Reads a table with that delimiter.
    pub(super) fn new(text: &str, delimiter: u8) -> Self {
        let base = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let body = text.get(base..).unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(body.as_bytes());
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        while rows.len() < ROWS {
            let start = reader.position().byte() as usize;
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) | Err(_) => break,
            }
            let end = (reader.position().byte() as usize).min(body.len());
            let mut at = start.min(end);
            let row = record.iter().take(COLUMNS).map(|cell| {
                let text = cell.trim();
                let found = body.get(at..end).and_then(|rest| rest.find(text)).filter(|_| !text.is_empty()).map(|found| at + found);
                let range = found.map_or(start.min(end)..end, |found| found..found + text.len());
                at = found.map_or(at, |found| found + text.len());
                Cell { text: text.to_owned(), range: base + range.start..base + range.end, exact: found.is_some() }
            });
            rows.push(row.collect::<Vec<Cell>>());
        }
        let label = |cell: &Cell| key_block(&cell.text).filter(|label| label.fit != Fit::Mapped && !cell.text.is_empty());
        let labels = rows.iter().map(|row| row.iter().map(label).collect()).collect();
        let mut sheet = Self { rows, labels };
        sheet.guess();
        sheet
    }

    /// Takes cells of the column of labels that are in the author's own words for blocks which no other names.
    fn guess(&mut self) {
        let (column, _) = self.label_column();
        let texts: BTreeSet<&str> = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.as_str()).collect();
        let block = |text: &str| key_block(text).filter(|label| label.fit != Fit::Mapped).map(|label| label.block);
        for (text, guessed) in guessed(texts, block) {
            for (row, labels) in self.rows.iter().zip(&mut self.labels) {
                if let (Some(cell), Some(label)) = (row.get(column), labels.get_mut(column))
                    && cell.text == text
                {
                    *label = Some(guessed);
                }
            }
        }
    }

    /// The number of columns.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// A cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    /// The label that a cell is.
    pub(super) fn label(&self, row: usize, column: usize) -> Option<Label> {
        *self.labels.get(row)?.get(column)?
    }

    /// The column that names most blocks beside something else, and how many.
    pub(super) fn label_column(&self) -> (usize, usize) {
        let count = |column: usize| {
            let beside = |row: &usize| self.rows.get(*row).is_some_and(|row| row.len() > 1);
            distinct((0..self.rows.len()).filter(beside).filter_map(|row| self.label(row, column)))
        };
        (0..self.width()).map(|column| (column, count(column))).max_by_key(|&(column, count)| (count, usize::MAX - column)).unwrap_or_default()
    }

    /// How many blocks the row names that names most.
    pub(super) fn most_in_a_row(&self) -> usize {
        self.labels.iter().map(|row| distinct(row.iter().flatten().copied())).max().unwrap_or_default()
    }
}

fn distinct(labels: impl Iterator<Item = Label>) -> usize {
    let mut seen = [false; 16];
    for label in labels {
        if let Some(seen) = seen.get_mut(label.block as usize) {
            *seen = true;
        }
    }
    Block::NINE.iter().filter(|&&block| seen.get(block as usize) == Some(&true)).count()
}
