//! Other notations inside of a document: raw tables of HTML, JSON and YAML in fences, drawings.

use std::ops::Range;

use super::fill::{Content, is_drawing};
use super::found::Found;
use super::inline::Line;
use super::node::{Fence, Node, Source};
use super::outer::shift;
use crate::draft::Draft;
use crate::labels::{Fit, Label};

type Reader = fn(&str) -> Vec<Draft>;

/// What stands in other notations.
pub(super) fn embedded(nodes: &[Node], text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for node in nodes {
        let (range, read): (Range<usize>, Reader) = match node {
            Node::HtmlTable(range) => (range.clone(), crate::shapes::html::read),
            Node::Code { lines, kind: Fence::Data, .. } => (inside(lines), crate::shapes::json::read),
            Node::Code { lines, range, .. } if lines.iter().any(|line| is_drawing(&line.text)) => (range.clone(), crate::shapes::ascii::read),
            _ => continue,
        };
        let Some(mut draft) = text.get(range.clone()).and_then(|inner| read(inner).into_iter().max_by_key(Draft::weight)) else { continue };
        shift(&mut draft, range.start);
        for &block in &draft.blocks {
            let items = draft.items.iter().filter(|item| item.block == block).cloned().collect();
            let content = Content { items, ..Content::default() };
            let line = Line { text: String::new(), range: range.clone(), italic: false };
            let label = Label { block, fit: Fit::Exact };
            found.push(Found { label, line, level: 0, source: Source::Embedded, canvas: 0, late: false, content, cover: node.range() });
        }
    }
    found
}

fn inside(lines: &[Line]) -> Range<usize> {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.range.start..last.range.end.max(first.range.start),
        _ => 0..0,
    }
}
