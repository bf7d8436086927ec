//! Tables drawn like the canvas itself: a cell is a label, what it holds stands below it in the same column.

use std::borrow::Cow;

use super::fill::Content;
use super::found::{Found, cell};
use super::inline::Line;
use super::naming::{Lead, Naming};
use super::node::{Cell, Source, Table};
use super::split::{Split, part};
use crate::Why;
use crate::blocks::Blocks;

/// Whether the labels in a row of a table or in a column of it may name so many blocks.
pub(super) fn may_spread(table: &Table, least: usize, naming: Naming) -> bool {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    let Some(most_others) = table.rows.len().checked_sub(least).filter(|_| width < least) else { return width >= least };
    (0..width).any(|column| {
        let mut others = 0;
        table.rows.iter().all(|row| {
            others += usize::from(row.get(column).is_none_or(|cell| label(cell, naming).is_none()));
            others <= most_others
        })
    })
}

/// The most blocks that the labels in a row of a table and in a column of it name, and all of them.
pub(super) fn spread(table: &Table, naming: Naming) -> (usize, usize, Blocks) {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut columns = vec![Blocks::default(); width];
    let mut widest = 0;
    for row in &table.rows {
        let mut blocks = Blocks::default();
        for (column, cell) in row.iter().enumerate() {
            if let Some(lead) = label(cell, naming) {
                blocks.insert(lead.label.block);
                columns[column].insert(lead.label.block);
            }
        }
        widest = widest.max(blocks.len());
    }
    let mut all = Blocks::default();
    columns.iter().for_each(|column| all.add(*column));
    (widest, columns.into_iter().map(Blocks::len).max().unwrap_or_default(), all)
}

/// The label with which a cell begins.
pub(super) fn label(cell: &Cell, naming: Naming) -> Option<Lead> {
    let first = cell.lines.first()?;
    let whole = || if cell.lines.len() > 1 { naming.label(&cell.text()) } else { None };
    if let Some(label) = naming.label(&first.text).or_else(whole) {
        return Some(Lead { label, rest: first.text.len() });
    }
    naming.beginning(first).filter(|lead| cell.lines.len() > 1 || lead.rest >= first.text.len() || first.text.starts_with("**"))
}

/// The lines of a cell behind its label.
pub(super) fn rest(cell: &Cell, lead: &Lead, naming: Naming) -> Vec<Line> {
    // A label may be broken over two lines.
    if cell.lines.first().is_none_or(|first| naming.any(first).is_none()) {
        return Vec::new();
    }
    let behind = cell.lines.first().and_then(|line| part(line, lead.rest..line.text.len()));
    behind.into_iter().chain(cell.lines.iter().skip(1).cloned()).collect()
}

/// Reads a grid; what stands in it outside of all blocks is left.
pub(super) fn grid(table: &Table, naming: Naming, into: &mut Vec<Found>) {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut above: Vec<Option<usize>> = vec![None; width];
    let mut astray = Content::default();
    for row in &table.rows {
        let labels: Vec<Option<Lead>> = row.iter().map(|cell| label(cell, naming)).collect();
        for (column, (cell_here, lead)) in row.iter().zip(&labels).enumerate() {
            let Some(lead) = lead else { continue };
            let line = cell_here.line().map(Cow::into_owned).unwrap_or_default();
            let mut content = Content::default();
            cell(lead.label.block, &rest(cell_here, lead, naming), Split::Marks, &mut content);
            above[column] = Some(into.len());
            let cover = table.range.clone();
            into.push(Found { label: lead.label, line, level: 0, source: Source::Grid, canvas: 0, late: false, content, cover });
        }
        for (column, cell_here) in row.iter().enumerate().filter(|&(column, cell)| labels[column].is_none() && !cell.lines.is_empty()) {
            let beside = column.checked_sub(1).filter(|&left| labels[left].is_some()).and_then(|left| above[left]);
            match above[column].or(beside).and_then(|index| into.get_mut(index)) {
                Some(found) => cell(found.label.block, &cell_here.lines, Split::Marks, &mut found.content),
                None => astray.leave(super::rows::span(std::slice::from_ref(cell_here)), Why::Decoration),
            }
        }
    }
    if let Some(found) = into.last_mut() {
        found.content.left.append(&mut astray.left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::node::Node;
    use crate::shapes::markdown::tree::parse;

    fn read(text: &str) -> Vec<(&'static str, Vec<String>)> {
        let nodes = parse(text);
        let naming = Naming::of(&nodes);
        let mut found = Vec::new();
        for node in &nodes {
            if let Node::Table(table) = node {
                grid(table, naming, &mut found);
            }
        }
        found.into_iter().map(|found| (found.block().key(), found.content.items.into_iter().map(|item| item.name).collect())).collect()
    }

    fn items<'found>(found: &'found [(&'static str, Vec<String>)], block: &str) -> Vec<&'found str> {
        found.iter().filter(|found| found.0 == block).flat_map(|found| found.1.iter().map(String::as_str)).collect()
    }

    #[test]
    fn the_content_stands_below_the_label_in_every_geometry() {
        let packed = "| Key Partners | Key Activities | Value Propositions |\n|---|---|---|\n| a<br>b | c | d |\n| Key Resources | Channels |\n| e | f • g |\n";
        let found = read(packed);
        assert_eq!(items(&found, "key_partnerships"), ["a", "b"]);
        assert_eq!(items(&found, "key_resources"), ["e"]);
        assert_eq!(items(&found, "channels"), ["f", "g"]);
        let spread = "| | | |\n|---|---|---|\n| **Key Partners** | **Key Activities** | **[Value Propositions](x)** |\n| a | c | d |\n| | **Key Resources** | |\n| | e; f | |\n";
        let found = read(spread);
        assert_eq!(items(&found, "key_resources"), ["e", "f"]);
        assert_eq!(items(&found, "value_propositions"), ["d"]);
        let mixed = "| Key Resources | | Channels | | |\n|---|---|---|---|---|\n| a | | b | | <h4>Revenue Streams</h4> |\n| | | | | c |\n";
        let found = read(mixed);
        assert_eq!(items(&found, "revenue_streams"), ["c"]);
        assert_eq!(items(&found, "channels"), ["b"]);
    }

    #[test]
    fn labels_may_share_their_cell_or_stand_beside_the_content() {
        let shared = "| **Key Partners**<br>- a<br>- b | **Channels**<br>c |\n|---|---|\n| **Key Resources**<br>d | **Cost Structure**<br>e |\n";
        assert_eq!(items(&read(shared), "key_partnerships"), ["a", "b"]);
        assert_eq!(items(&read(shared), "cost_structure"), ["e"]);
        let beside = "| Key Partners | a | Channels | b |\n|---|---|---|---|\n| Key Resources | c | Cost Structure | d |\n";
        assert_eq!(items(&read(beside), "channels"), ["b"]);
        assert_eq!(items(&read(beside), "cost_structure"), ["d"]);
    }

    #[test]
    fn titles_in_cells_are_groups() {
        let table = "| Key Partners | Channels |\n|---|---|\n| **Tech:**<br>- a<br>**Sales:**<br>- b | c |\n";
        assert_eq!(items(&read(table), "key_partnerships"), ["a", "b"]);
    }
}
