//! What the unit tests of rules share: a canvas of plain notes, read.

use canvass_model::blocks::{CustomerSegment, Note};
use canvass_model::vocabulary::ContributionKind;
use canvass_model::{Canvas, Ids};

use crate::read;

/// A canvas in a language with the notes of some blocks, with all that is read from them.
pub(crate) fn read_notes(language: &str, blocks: &[(&str, &[&str])]) -> Canvas {
    let mut canvas: serde_json::Map<String, serde_json::Value> = blocks.iter().map(|(block, notes)| ((*block).to_owned(), serde_json::json!(notes))).collect();
    canvas.insert("lang".to_owned(), language.into());
    read_value(canvas.into())
}

/// A canvas written as JSON, with all that is read from it.
pub(crate) fn read_value(canvas: serde_json::Value) -> Canvas {
    let canvas: Canvas = serde_json::from_value(canvas).unwrap();
    read(&canvas).map_or(canvas, |reading| reading.canvas)
}

/// The groups of a canvas of which something is known.
pub(crate) fn segments(canvas: &Canvas) -> impl Iterator<Item = &CustomerSegment> {
    canvas.customer_segments.iter().flatten().filter_map(Note::full)
}

/// How many groups pay each stream.
pub(crate) fn payers(canvas: &Canvas) -> Vec<usize> {
    let count = |from: Option<&Ids>| match from {
        Some(Ids::Many(ids)) => ids.len(),
        Some(Ids::One(_)) => 1,
        None => 0,
    };
    canvas.revenue_streams.iter().flatten().map(|note| count(note.full().and_then(|stream| stream.from.as_ref()))).collect()
}

/// Which groups pay each stream.
pub(crate) fn payer_ids(canvas: &Canvas) -> Vec<Option<Ids>> {
    canvas.revenue_streams.iter().flatten().map(|note| note.full().and_then(|stream| stream.from.clone())).collect()
}

/// Whether some group gives another that.
pub(crate) fn gives(canvas: &Canvas, kind: ContributionKind) -> bool {
    segments(canvas).flat_map(|segment| &segment.contributes).any(|gift| gift.kind == kind)
}

/// Whether a group bears a keyword.
pub(crate) fn is_tagged(segment: &CustomerSegment, keyword: &str) -> bool {
    segment.tags.iter().any(|tag| tag == keyword)
}

/// The keywords that a note gets which stands alone in its block.
pub(crate) fn keywords(language: &str, block: &str, note: &str) -> Vec<String> {
    let canvas = read_notes(language, &[(block, &[note])]);
    let value = serde_json::to_value(&canvas).unwrap();
    value[block][0]["tags"].as_array().into_iter().flatten().map(|tag| tag.as_str().unwrap().to_owned()).collect()
}
