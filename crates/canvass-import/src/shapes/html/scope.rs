//! Which lines belong to a label: those in its card, in the cell below or beside it, or up to the next label.

use super::{Page, table};

/// What belongs to a label.
#[derive(Default)]
pub(super) struct Area {
    /// The lines, without that of the label.
    pub(super) lines: Vec<usize>,
    /// The element around them, where there is one.
    pub(super) element: Option<usize>,
    /// Lines that only comment on the label.
    pub(super) asides: Vec<usize>,
}

/// What belongs to the label with that number.
pub(super) fn of(page: &Page, label: usize) -> Area {
    let Some(found) = page.labels.get(label) else { return Area::default() };
    let Some(own) = page.lines.get(found.line) else { return Area::default() };
    // The largest element in which it is the only label.
    let alone = page.tree.around(own.owner).take_while(|&element| element != 0 && page.count(element) == 1).last();
    let inside = |element: usize| {
        let after = (found.line + 1..page.lines.len()).take_while(move |&at| page.lines.get(at).is_some_and(|line| page.tree.is_in(line.owner, element)));
        after.take_while(|&at| !ends(page, found.line, at)).collect::<Vec<usize>>()
    };
    if let Some(element) = alone {
        let lines = inside(element);
        let says = found.rest.is_some() || lines.iter().any(|&at| !is_question(page, at));
        if says {
            return with_asides(page, found.line, element, lines);
        }
    }
    if let Some(lines) = table::cells(page, found.line) {
        return Area { lines, ..Area::default() };
    }
    // Up to the next label, within the element that holds several.
    let outer = page.tree.around(alone.unwrap_or(own.owner)).find(|&element| element == 0 || page.count(element) > 1).unwrap_or_default();
    let lines = (found.line + 1..page.lines.len())
        .take_while(|&at| page.label(at).is_none() && !ends(page, found.line, at) && page.lines.get(at).is_some_and(|line| page.tree.is_in(line.owner, outer)))
        .collect();
    Area { lines, ..Area::default() }
}

fn is_question(page: &Page, line: usize) -> bool {
    page.lines.get(line).is_some_and(|line| line.text.trim_end().ends_with(['?', '？']))
}

/// Whether a line is a heading that ends the section of a label: as high as the label, and no block.
fn ends(page: &Page, label: usize, line: usize) -> bool {
    let level = |line: usize| page.lines.get(line).and_then(|line| line.heading);
    match (level(label), level(line)) {
        (Some(own), Some(other)) => other <= own,
        (None, Some(other)) => other <= 2,
        _ => false,
    }
}

/// A text directly under the label, in a wrapper of their own, comments on the block rather than stands in it.
fn with_asides(page: &Page, label: usize, element: usize, lines: Vec<usize>) -> Area {
    let owner = |line: usize| page.lines.get(line).map_or(0, |line| line.owner);
    let wrapper = page.tree.around(owner(label)).take_while(|&around| around != element).last();
    let mut area = Area { lines, element: Some(element), asides: Vec::new() };
    if let Some(wrapper) = wrapper {
        let (asides, others): (Vec<usize>, Vec<usize>) =
            area.lines.iter().partition(|&&line| page.tree.is_in(owner(line), wrapper) && page.lines.get(line).is_some_and(|line| line.item.is_none()));
        if !others.is_empty() && asides.len() <= 2 {
            area.asides = asides;
        }
    }
    area
}
