//! Diagrams of draw.io: cells of which some are labels and others hold what stands in a block.

use std::collections::BTreeMap;
use std::ops::Range;

use canvass_model::blocks::Block;
use roxmltree::{Document, Node, ParsingOptions};

use super::html::rich::{self, Line};
use super::{named, pieces};
use crate::Why;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, Label, block_of, key_block};

/// Takes the canvases out of a diagram; each page may have one.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    let Some(document) = parse(text) else { return Vec::new() };
    let models = document.descendants().filter(|node| node.has_tag_name("mxGraphModel"));
    models.map(|model| page(text, model)).filter(|draft| !draft.items.is_empty()).collect()
}

/// Whether a diagram is stored compressed, so that nothing in it can be read.
pub(crate) fn compressed(text: &str) -> bool {
    parse(text).is_some_and(|document| {
        let packed = |page: Node<'_, '_>| {
            let payload = page.text().unwrap_or_default().trim();
            payload.len() > 40 && payload.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\n' | b'\r'))
        };
        let mut pages = document.descendants().filter(|node| node.has_tag_name("diagram")).peekable();
        pages.peek().is_some() && pages.all(packed)
    })
}

fn parse(text: &str) -> Option<Document<'_>> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') || !(text.contains("mxGraphModel") || text.contains("<mxfile")) {
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 200_000, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).ok()
}

/// A cell with text.
struct Cell {
    id: String,
    parent: String,
    lines: Vec<Line>,
    range: Range<usize>,
    /// Where the cell lies on the page.
    frame: Option<[f64; 4]>,
    label: Option<Label>,
    /// Whether its first line names the block and the others stand in it.
    has_content: bool,
}

fn page(text: &str, model: Node<'_, '_>) -> Draft {
    let mut draft = Draft {
        name: model.parent().and_then(|page| page.attribute("name")).and_then(named::business).filter(|name| !name.starts_with("Page-")),
        ..Draft::default()
    };
    let cells: Vec<Cell> = model.descendants().filter(|node| node.has_tag_name("mxCell")).filter_map(|node| cell(text, node)).collect();
    let frames: BTreeMap<&str, &Cell> = cells.iter().map(|cell| (cell.id.as_str(), cell)).collect();
    let labels: Vec<&Cell> = cells.iter().filter(|cell| cell.label.is_some()).collect();
    let owners: Vec<Option<Label>> = cells.iter().map(|cell| if cell.label.is_some() { None } else { owner(cell, &labels, &frames) }).collect();
    // Where each note of a block has a cell of its own, a comma or a semicolon stands within one.
    let is_only = |block: Block| owners.iter().flatten().filter(|label| label.block == block).count() == 1;
    for (cell, owner) in cells.iter().zip(&owners) {
        if let Some(label) = cell.label {
            draft.begin(label.block);
            named::remark(&mut draft, label, &cell.lines.first().map_or_else(String::new, |line| line.text.clone()), cell.range.clone());
            if cell.has_content {
                add(label, cell, 1, true, &mut draft);
            }
            continue;
        }
        match *owner {
            Some(label) => add(label, cell, 0, is_only(label.block), &mut draft),
            None if draft.name.is_none() && cell.lines.len() == 1 && draft.items.is_empty() => {
                draft.name = cell.lines.first().and_then(|line| named::business(&line.text));
                draft.leave(cell.range.clone(), Why::Before);
            }
            None => draft.leave(cell.range.clone(), Why::Decoration),
        }
    }
    draft
}

fn cell(text: &str, node: Node<'_, '_>) -> Option<Cell> {
    // Text, identifier and links of a cell may stand in an object around it.
    let holder = node.parent().filter(|parent| parent.has_tag_name("object") || parent.has_tag_name("UserObject"));
    let value = node.attribute_node("value").or_else(|| holder.and_then(|holder| holder.attribute_node("label")))?;
    let lines = rich::lines(value.value());
    let first = lines.first()?;
    let id = node.attribute("id").or_else(|| holder.and_then(|holder| holder.attribute("id"))).unwrap_or_default().to_owned();
    let label = block_of(&first.text).filter(|label| label.fit != Fit::Mapped);
    let geometry = node.children().find(|child| child.has_tag_name("mxGeometry"));
    let number = |name: &str| geometry.and_then(|geometry| geometry.attribute(name)).map_or(Some(0.0), |number| number.parse::<f64>().ok());
    let frame = geometry.and_then(|_| Some([number("x")?, number("y")?, number("width")?, number("height")?]));
    let range = value.range_value();
    let range = text.get(range.clone()).map_or(node.range(), |_| range);
    let parent = node.attribute("parent").unwrap_or_default().to_owned();
    Some(Cell { id, parent, has_content: label.is_some() && lines.len() > 1, label, lines, range, frame })
}

/// The block of a cell: by its own identifier, by the cell that it lies in, by the label above it in one frame.
fn owner(cell: &Cell, labels: &[&Cell], frames: &BTreeMap<&str, &Cell>) -> Option<Label> {
    let trimmed = ["-content", "_content", "-items", "-text", "-body", "-list", "Content"].iter().find_map(|end| cell.id.strip_suffix(end)).unwrap_or(&cell.id);
    let by_id = || key_block(trimmed).filter(|label| label.fit == Fit::Exact && trimmed.len() > 1);
    let by_parent = || frames.get(cell.parent.as_str()).and_then(|parent| parent.label);
    by_id().or_else(by_parent).or_else(|| under(cell, labels))
}

/// The label whose box a cell lies in, or else the nearest one straight above it.
fn under(cell: &Cell, labels: &[&Cell]) -> Option<Label> {
    let [x, y, width, _] = cell.frame?;
    let middle = x + width / 2.0;
    let beside = labels.iter().filter(|label| label.parent == cell.parent).filter_map(|label| Some((label, label.frame?)));
    let columns = beside.filter(|(_, [left, top, wide, _])| middle >= *left && middle <= left + wide && *top <= y);
    columns.min_by(|(_, one), (_, other)| (y - one[1]).total_cmp(&(y - other[1]))).and_then(|(label, _)| label.label)
}

fn add(label: Label, cell: &Cell, from: usize, holds_all: bool, draft: &mut Draft) {
    let lines = cell.lines.get(from..).unwrap_or_default();
    for line in lines {
        if line.text.trim_end().ends_with(['?', '？']) {
            draft.leave(cell.range.clone(), Why::Question);
            continue;
        }
        let parts = if lines.len() == 1 && holds_all { pieces::split(label.block, &line.text) } else { pieces::lines(&line.text) };
        for part in parts {
            draft.add(DraftItem::new(label.block, &line.text[part], cell.range.clone()));
        }
    }
}

#[cfg(test)]
mod tests;
