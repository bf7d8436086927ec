//! Labels in cells of a table whose content stands in other cells.

use std::ops::Range;

use super::Page;
use super::tree::{Kind, Tree};

/// A cell and where it lies.
struct Cell {
    element: usize,
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

/// The lines of the cells that belong to a label which stands alone in its cell.
pub(super) fn cells(page: &Page, label: usize) -> Option<Vec<usize>> {
    let owner = page.lines.get(label)?.owner;
    let element = page.tree.around(owner).find(|&node| matches!(page.tree.name(node), "td" | "th"))?;
    let table = page.tree.around(element).find(|&node| page.tree.name(node) == "table")?;
    let grid = grid(&page.tree, table);
    let own = grid.iter().find(|cell| cell.element == element)?;
    let lines = |cell: &Cell| -> Vec<usize> { page.cells.get(&cell.element).cloned().unwrap_or_default() };
    let is_label = |cell: &Cell| lines(cell).iter().any(|&at| page.label(at).is_some());
    let beside: Vec<&Cell> = grid.iter().filter(|cell| cell.row == own.row && cell.element != element).collect();
    if !beside.iter().any(|cell| is_label(cell)) {
        let right: Vec<usize> = beside.iter().filter(|cell| cell.column > own.column).flat_map(|cell| lines(cell)).collect();
        if !right.is_empty() {
            return Some(right);
        }
    }
    if let Some(lines) = stacked(&grid, own, &is_label, &lines) {
        return Some(lines);
    }
    let overlaps = |cell: &&Cell| cell.column < own.column + own.columns && own.column < cell.column + cell.columns;
    let mut below: Vec<&Cell> = grid.iter().filter(|cell| cell.row >= own.row + own.rows).filter(overlaps).collect();
    below.sort_by_key(|cell| (cell.row, cell.column));
    let content: Vec<usize> = below.into_iter().take_while(|cell| !is_label(cell)).flat_map(lines).collect();
    Some(content)
}

/// The lines of a label in a pile of labels, above a pile of contents in the same order.
fn stacked(grid: &[Cell], own: &Cell, is_label: &dyn Fn(&Cell) -> bool, lines: &dyn Fn(&Cell) -> Vec<usize>) -> Option<Vec<usize>> {
    let mut column: Vec<&Cell> = grid.iter().filter(|cell| cell.column == own.column && cell.columns == own.columns).collect();
    column.sort_by_key(|cell| cell.row);
    let at = column.iter().position(|cell| cell.element == own.element)?;
    let first = at - column.iter().take(at).rev().take_while(|cell| is_label(cell)).count();
    let labels = column.iter().skip(first).take_while(|cell| is_label(cell)).count();
    let contents: Vec<&Cell> = column.iter().skip(first + labels).take_while(|cell| !is_label(cell)).copied().collect();
    let number = at - first;
    // The last label takes what is left over.
    let rest = if number + 1 == labels { contents.get(number..) } else { contents.get(number..number + 1) };
    (labels > 1 && contents.len() >= labels).then(|| rest.unwrap_or_default().iter().flat_map(|cell| lines(cell)).collect())
}

/// The cells of a table, laid out with the rows and columns that they span.
fn grid(tree: &Tree, table: usize) -> Vec<Cell> {
    let mut rows = Vec::new();
    collect(tree, table, &mut rows);
    let mut cells: Vec<Cell> = Vec::new();
    // The cells of the rows above that reach down, with the row in which they end.
    let mut tall: Vec<(usize, Range<usize>)> = Vec::new();
    for (row, element) in rows.into_iter().enumerate() {
        let mut column = 0;
        let begun = cells.len();
        tall.retain(|(end, _)| row < *end);
        for &child in tree.children(element).iter().filter(|&&child| matches!(tree.name(child), "td" | "th")) {
            let (columns, rows) = match tree.nodes.get(child).map(|node| &node.kind) {
                Some(Kind::Element { columns, rows, .. }) => (*columns, *rows),
                _ => (1, 1),
            };
            let occupied = |column: usize| tall.iter().any(|(end, columns)| row < *end && columns.contains(&column));
            while occupied(column) {
                column += 1;
            }
            cells.push(Cell { element: child, row, column, rows, columns });
            column += columns;
        }
        tall.extend(cells.iter().skip(begun).filter(|cell| cell.rows > 1).map(|cell| (row + cell.rows, cell.column..cell.column + cell.columns)));
    }
    cells
}

fn collect(tree: &Tree, node: usize, rows: &mut Vec<usize>) {
    for &child in tree.children(node) {
        match tree.name(child) {
            "tr" => rows.push(child),
            "tbody" | "thead" | "tfoot" => collect(tree, child, rows),
            _ => {}
        }
    }
}
