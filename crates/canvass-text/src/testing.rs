//! What the unit tests of rules share: a canvas of plain notes, read.

use canvass_model::Canvas;
use canvass_model::blocks::{CustomerSegment, Note};

use crate::read;

/// A canvas in a language with the notes of some blocks, with all that is read from them.
pub(crate) fn read_notes(language: &str, blocks: &[(&str, &[&str])]) -> Canvas {
    let mut canvas: serde_json::Map<String, serde_json::Value> = blocks.iter().map(|(block, notes)| ((*block).to_owned(), serde_json::json!(notes))).collect();
    canvas.insert("lang".to_owned(), language.into());
    let canvas: Canvas = serde_json::from_value(canvas.into()).unwrap();
    read(&canvas).map_or(canvas, |reading| reading.canvas)
}

/// The groups of a canvas of which something is known.
pub(crate) fn segments(canvas: &Canvas) -> impl Iterator<Item = &CustomerSegment> {
    canvas.customer_segments.iter().flatten().filter_map(Note::full)
}

/// Whether a group bears a keyword.
pub(crate) fn is_tagged(segment: &CustomerSegment, keyword: &str) -> bool {
    segment.tags.iter().any(|tag| tag == keyword)
}
