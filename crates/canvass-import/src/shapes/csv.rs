//! Tables of a spreadsheet: a column that names the block, or a row of nine labels with the items below.

mod header;
mod sheet;

use canvass_model::blocks::Block;

use super::{groups, named, pieces};
use crate::Why;
use crate::clean;
use crate::draft::{Draft, DraftItem};
use crate::words::tells_group;
use header::Role;
use sheet::{Cell, Sheet};

/// Takes the canvases out of a table.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[', '<', '#']) {
        return Vec::new();
    }
    let weight = |drafts: &Vec<Draft>| drafts.iter().map(Draft::weight).max().unwrap_or_default();
    [b',', b';', b'\t'].into_iter().map(|delimiter| sheet(&Sheet::new(text, delimiter))).max_by_key(weight).unwrap_or_default()
}

fn sheet(sheet: &Sheet) -> Vec<Draft> {
    let (column, in_column) = sheet.label_column();
    let in_row = sheet.most_in_a_row();
    if in_column >= 3 && in_column >= in_row {
        rows(sheet, column)
    } else if in_row >= 3 {
        vec![columns(sheet)]
    } else {
        Vec::new()
    }
}

/// A block per row.
fn rows(sheet: &Sheet, column: usize) -> Vec<Draft> {
    let first = (0..sheet.rows.len()).find(|&row| sheet.label(row, column).is_some()).unwrap_or_default();
    let mut draft = Draft::default();
    let header = first.checked_sub(1).and_then(|row| sheet.rows.get(row)).filter(|row| row.iter().filter(|cell| !cell.text.is_empty()).count() >= 2);
    for row in sheet.rows.iter().take(first.saturating_sub(usize::from(header.is_some()))) {
        before(row, &mut draft);
    }
    let once = Block::NINE
        .iter()
        .all(|&block| (first..sheet.rows.len()).filter(|&row| sheet.label(row, column).is_some_and(|label| label.block == block)).count() <= 1);
    let roles = header::roles(header.map(Vec::as_slice), column, sheet.width(), once);
    let companies: Vec<usize> = (0..roles.len()).filter(|&at| roles.get(at) == Some(&Role::Company)).collect();
    if companies.is_empty() {
        fill(sheet, column, first, header.map(Vec::as_slice), &roles, once, &mut draft);
        return vec![draft];
    }
    let each = companies.into_iter().map(|company| {
        let mut draft = draft.clone();
        draft.name = header.and_then(|header| header.get(company)).map(|cell| cell.text.clone());
        let roles: Vec<Role> = (0..roles.len()).map(|at| if at == company { Role::Item } else { Role::Looks }).collect();
        fill(sheet, column, first, header.map(Vec::as_slice), &roles, once, &mut draft);
        draft
    });
    each.collect()
}

fn before(row: &[Cell], draft: &mut Draft) {
    for cell in row.iter().filter(|cell| !cell.text.is_empty()) {
        if draft.name.is_none() {
            draft.name = named::business(&cell.text);
        }
        draft.leave(cell.range.clone(), Why::Before);
    }
}

fn fill(sheet: &Sheet, column: usize, first: usize, header: Option<&[Cell]>, roles: &[Role], once: bool, draft: &mut Draft) {
    let mut current = None;
    for (at, row) in sheet.rows.iter().enumerate().skip(first) {
        let named_here = row.get(column).filter(|cell| !cell.text.is_empty());
        match (sheet.label(at, column), named_here) {
            (Some(label), Some(cell)) => {
                draft.begin(label.block);
                named::remark(draft, label, &cell.text, cell.range.clone());
                current = Some(label.block);
            }
            // A name that is no block ends what stood above it.
            (None, Some(_)) => current = None,
            _ => {}
        }
        let Some(block) = current else {
            row.iter().filter(|cell| !cell.text.is_empty()).for_each(|cell| draft.leave(cell.range.clone(), Why::Behind));
            continue;
        };
        let cells = |role: Role| row.iter().enumerate().filter(move |(at, cell)| roles.get(*at) == Some(&role) && !cell.text.is_empty());
        let notes: Vec<String> = cells(Role::Note)
            .map(|(at, cell)| match header.and_then(|header| header.get(at)).filter(|title| !title.text.is_empty()) {
                Some(title) => format!("{}: {}", title.text, cell.text),
                None => cell.text.clone(),
            })
            .collect();
        cells(Role::Care).for_each(|(_, cell)| draft.leave(cell.range.clone(), Why::Care));
        let head = |at: usize| header.and_then(|header| header.get(at)).map(|cell| clean::plain(&cell.text)).unwrap_or_default();
        let whom = || cells(Role::Note).find(|(at, _)| tells_group(block, &head(*at)));
        let group = cells(Role::Group).next().or_else(whom).map(|(_, cell)| cell.text.clone());
        let begun = draft.items.len();
        for (_, cell) in cells(Role::Item) {
            add(block, cell, once, group.as_deref(), draft);
        }
        if draft.items.len() == begun + 1
            && let Some(item) = draft.items.last_mut()
        {
            item.note = (!notes.is_empty()).then(|| notes.join("; "));
        }
    }
}

/// A block per column, or several rows of labels with their items below.
fn columns(sheet: &Sheet) -> Draft {
    let mut draft = Draft::default();
    let first = (0..sheet.rows.len()).find(|&row| (0..sheet.width()).filter(|&column| sheet.label(row, column).is_some()).count() >= 2).unwrap_or_default();
    sheet.rows.iter().take(first).for_each(|row| before(row, &mut draft));
    for row in first..sheet.rows.len() {
        for column in 0..sheet.width() {
            let (Some(label), Some(cell)) = (sheet.label(row, column), sheet.cell(row, column)) else { continue };
            draft.begin(label.block);
            named::remark(&mut draft, label, &cell.text, cell.range.clone());
            let below = (row + 1..sheet.rows.len()).take_while(|&below| sheet.label(below, column).is_none());
            let cells: Vec<&Cell> = below.filter_map(|below| sheet.cell(below, column)).filter(|cell| !cell.text.is_empty()).collect();
            // A marked cell, or one that ends with a colon, names the cells below it.
            let titles = |cell: &Cell| groups::is_heavy(&cell.text) || cell.text.ends_with([':', '：']);
            let mut group = None;
            for (at, cell) in cells.iter().enumerate() {
                if titles(cell) && cells.get(at + 1).is_some_and(|next| !titles(next)) {
                    let title = cell.text.trim_end_matches([':', '：']).trim();
                    group = Some(groups::marked_name(title).unwrap_or(title));
                    continue;
                }
                add(label.block, cell, cells.len() == 1, group, &mut draft);
            }
        }
    }
    draft
}

/// Adds the items of a cell: all that a list in it names where it is the only one of the block, otherwise its lines.
fn add(block: Block, cell: &Cell, only: bool, group: Option<&str>, draft: &mut Draft) {
    let parts = if only { pieces::split(block, &cell.text) } else { pieces::lines(&cell.text) };
    for part in parts {
        let text = &cell.text[part.clone()];
        let range = if cell.exact { cell.range.start + part.start..cell.range.start + part.end } else { cell.range.clone() };
        if text.trim_end().ends_with(['?', '？']) {
            draft.leave(range, Why::Question);
            continue;
        }
        let mut item = DraftItem::new(block, text, range);
        item.group = group.map(str::to_owned);
        draft.add(item);
    }
}

#[cfg(test)]
mod tests;
