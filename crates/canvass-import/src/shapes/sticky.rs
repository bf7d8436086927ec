//! Exports of tools for sticky notes: lists of notes that say in which zone they lie, in what colour and where.

use crate::draft::Draft;

/// Takes the canvases out of an export.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    super::json::walls(text)
}

#[cfg(test)]
mod tests;
