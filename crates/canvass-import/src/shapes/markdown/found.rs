//! A label with what was found under or beside it, whatever the notation.

use std::ops::Range;

use canvass_model::blocks::Block;

use super::fill::{Content, Group, questions};
use super::inline::Line;
use super::node::Source;
use super::sentences::sentences;
use super::split::{Split, parts, unbulleted};
use super::words::{bare, bullet, ends_with_colon, is_title};
use crate::labels::Label;

/// A label and what it holds.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What the label names.
    pub(super) label: Label,
    /// The label.
    pub(super) line: Line,
    /// The level of its heading; tables have none.
    pub(super) level: u8,
    /// What kind of a label it is.
    pub(super) source: Source,
    /// Which canvas of the document it belongs to.
    pub(super) canvas: usize,
    /// Whether it stands where the canvas has already ended.
    pub(super) late: bool,
    /// What it holds.
    pub(super) content: Content,
    /// The whole of the text that it covers.
    pub(super) cover: Range<usize>,
}

impl Found {
    /// The block.
    pub(super) fn block(&self) -> Block {
        self.label.block
    }
}

/// Reads the lines of a cell.
pub(super) fn cell(block: Block, lines: &[Line], how: Split, content: &mut Content) {
    let split = parts(lines, how);
    let bulleted = split.iter().any(|line| bullet(&line.text).is_some());
    let mut group = Group::default();
    for (at, line) in split.iter().enumerate() {
        let (rest, marked) = unbulleted(line);
        let below = split.get(at + 1).is_some_and(|next| !bulleted || bullet(&next.text).is_some());
        if !marked && below && is_title(&rest.text) && (bulleted || ends_with_colon(&rest.text)) {
            group.lead = Some(super::words::unnumbered(&bare(&rest.text)).to_owned());
        } else if !marked && bulleted && at > 0 && rest.text.starts_with(char::is_lowercase) && !content.items.is_empty() {
            if let Some(item) = content.items.last_mut() {
                item.name = format!("{} {}", item.name, rest.text);
                item.range.end = item.range.end.max(rest.range.end);
            }
        } else if lines.len() == 1 && split.len() == 1 && rest.text.chars().count() > 140 {
            for range in sentences(&rest.text) {
                if let Some(line) = super::split::part(&rest, range) {
                    content.push(block, &line, None, &group);
                }
            }
        } else {
            content.push(block, &rest, None, &group);
        }
    }
    questions(content);
}
