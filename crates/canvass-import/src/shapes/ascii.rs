//! A canvas drawn with box characters: `┌──┬──┐`, `│`, or `+---+` and `|`, with a label in every box.
//!
//! A drawing above sections with the same labels only repeats them, so that it is read only where it is all there is.

mod boxes;
mod content;
mod loose;

use std::ops::Range;

use canvass_model::blocks::Block;

use crate::Why;
use crate::draft::Draft;
use crate::labels::block_of;
use crate::marks;

/// Blocks that are labelled outside of the drawing; with so many the drawing is a picture of what follows.
const SECTIONS: usize = 3;

/// A piece of each kind of border.
const BORDERS: [&str; 5] = ["──", "━━", "══", "+--", "+=="];

/// A line of a text without its line break, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

/// The canvas in the drawings of a text.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    if !BORDERS.iter().any(|border| memchr::memmem::find(text.as_bytes(), border.as_bytes()).is_some()) {
        return Vec::new();
    }
    let lines = lines(text);
    let drawings = drawings(&lines);
    if drawings.is_empty() || labelled_outside(&lines, &drawings) >= SECTIONS {
        return Vec::new();
    }
    let mut draft = Draft::default();
    for drawing in &drawings {
        for drawn in boxes::cut(&lines[drawing.clone()]) {
            for part in loose::columns(drawn) {
                content::take(&part, &mut draft);
            }
        }
    }
    if draft.blocks.len() < 3 {
        return Vec::new();
    }
    around(&lines, &drawings, &mut draft);
    vec![draft]
}

/// What stands before and behind the drawings.
fn around(lines: &[Line], drawings: &[Range<usize>], draft: &mut Draft) {
    let (Some(first), Some(last)) = (drawings.first(), drawings.last()) else { return };
    for (index, line) in lines.iter().enumerate() {
        let words = line.text.trim();
        if drawings.iter().any(|drawing| drawing.contains(&index)) || words.is_empty() || words.starts_with("```") {
            continue;
        }
        let before = index < first.start;
        if before && draft.name.is_none() && words.starts_with("# ") {
            draft.name = super::named::business(words.trim_start_matches('#'));
        }
        let why = if before {
            Why::Before
        } else if index >= last.end {
            Why::Behind
        } else {
            Why::Decoration
        };
        draft.leave(line.start..line.start + line.text.len(), why);
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in marks::lines(text) {
        lines.push(Line { text: line.trim_end_matches(['\n', '\r']), start });
        start += line.len();
    }
    lines
}

/// The runs of lines that are drawn: walls at their edges and a border among them.
fn drawings(lines: &[Line]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let length = lines[start..].iter().take_while(|line| is_drawn(line.text)).count();
        let run = start..start + length;
        if length >= 3 && lines[run.clone()].iter().any(|line| is_border_line(line.text)) {
            found.push(run);
        }
        start += length.max(1);
    }
    found
}

fn is_drawn(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(|first: char| boxes::is_drawing(first) || first == '|') || (line.starts_with('+') && line.ends_with(['+', '|']))
}

/// A border has corners, so that the line below the header of a Markdown table is none.
fn is_border_line(line: &str) -> bool {
    BORDERS.iter().any(|border| marks::find(line, border).is_some())
}

fn labelled_outside(lines: &[Line], drawings: &[Range<usize>]) -> usize {
    let outside = lines.iter().enumerate().filter(|(index, _)| !drawings.iter().any(|drawing| drawing.contains(index)));
    let mut blocks: Vec<Block> = outside.filter_map(|(_, line)| block_of(line.text)).map(|label| label.block).collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks.len()
}

#[cfg(test)]
mod tests;
