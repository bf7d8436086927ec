//! Exports of tools for sticky notes: lists of notes that say in which zone they lie, in what colour and where.

use canvass_formats::tree::Node;

use crate::draft::Draft;

/// Takes the canvases out of an export.
pub(crate) fn of(text: &str, data: Option<&Node>) -> Vec<Draft> {
    data.map(|root| super::json::walls(text, root)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
