//! A box without inner walls, in which several columns stand beside each other with only space between them.

use super::boxes::{Box, Piece, width};
use super::content::bullet;
use crate::labels::{Fit, block_of};

/// A label that begins this much further to the left or right than another stands in another column.
const NEAR: usize = 8;

/// The columns of a box as boxes of their own; the box itself when it has but one.
pub(super) fn columns(whole: Box) -> Vec<Box> {
    let is_label = |piece: &Piece| bullet(&piece.text).is_none() && block_of(&piece.text).is_some_and(|label| label.fit == Fit::Exact);
    let labels = |line: &Piece| fragments(line).iter().filter(|piece| is_label(piece)).count();
    if !whole.lines.iter().any(|line| labels(line) >= 2) {
        return vec![whole];
    }
    let mut columns: Vec<(usize, Vec<Piece>)> = Vec::new();
    for piece in whole.lines.iter().flat_map(fragments) {
        let rule = piece.text.chars().all(|character| !character.is_alphanumeric());
        // The last column that begins near enough: a label further down takes over from the one above it.
        let near = columns.iter().enumerate().rev().min_by_key(|(_, (column, _))| column.abs_diff(piece.column)).map(|(index, _)| index);
        match near {
            _ if is_label(&piece) => columns.push((piece.column, vec![piece])),
            Some(index) if !rule && (columns[index].0.abs_diff(piece.column) <= NEAR || bullet(&piece.text).is_none()) => columns[index].1.push(piece),
            None if !rule => columns.push((piece.column, vec![piece])),
            _ => {}
        }
    }
    columns.into_iter().map(|(_, lines)| Box::of(lines)).collect()
}

/// The parts of a line between gaps of two spaces and more.
fn fragments(line: &Piece) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in line.text.split("  ") {
        let words = part.trim();
        if !words.is_empty() {
            let at = start + part.len() - part.trim_start().len();
            let column = line.column + line.text[..at].chars().map(width).sum::<usize>();
            let from = line.range.start + at;
            found.push(Piece { text: words.to_owned(), column, range: from..from + words.len() });
        }
        start += part.len() + 2;
    }
    found
}
