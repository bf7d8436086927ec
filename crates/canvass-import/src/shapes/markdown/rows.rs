//! A table inside a block: a row is an item.

use std::borrow::Cow;

use canvass_model::blocks::Block;

use super::fill::{Content, Group};
use super::inline::Line;
use super::node::{Cell, Table};
use super::words::{is_bold, is_total};
use crate::Why;
use crate::draft::DraftItem;
use crate::words::tells_group;

/// Reads the rows of a table into a block.
pub(super) fn rows(block: Block, table: &Table, group: &Group, content: &mut Content) {
    let Some((head, rows)) = table.rows.split_first() else { return };
    let heads: Vec<String> = head.iter().map(|cell| super::words::bare(&cell.text())).collect();
    let groups = heads.iter().position(|head| tells_group(block, head));
    let name = name_column(&heads, groups, rows);
    let mut under: Option<String> = None;
    // A table without a header keeps its first item there.
    let headless = rows.is_empty() || heads.iter().all(|head| head.is_empty());
    let all = if headless && !heads.iter().all(String::is_empty) { &table.rows[..] } else { rows };
    let heads = if rows.is_empty() { vec![String::new(); heads.len()] } else { heads };
    for row in all {
        let Some(cell) = row.get(name).and_then(Cell::line) else {
            continue_row(row, &heads, content);
            continue;
        };
        let others = row.iter().enumerate().filter(|&(column, cell)| column != name && !cell.lines.is_empty()).count();
        if is_total(&cell.text) {
            content.leave(span(row), Why::Decoration);
            continue;
        }
        if others == 0 && row.len() > 1 && is_bold(&cell.text) && heads.len() > 1 {
            under = Some(super::words::bare(&cell.text));
            continue;
        }
        let mut item = DraftItem::new(block, cell.into_owned().text, span(row));
        let of = groups
            .filter(|&column| column != name)
            .and_then(|column| row.get(column))
            .map(|cell| told(&cell.lines))
            .filter(|told| !told.is_empty())
            .map(Cow::into_owned);
        item.group = under.clone().or(of).or_else(|| group.title());
        item.note = note(row, &heads, name);
        content.items.push(item);
    }
}

/// A row without a name goes on with the row before it.
fn continue_row(row: &[Cell], heads: &[String], content: &mut Content) {
    let Some(more) = note(row, heads, usize::MAX) else { return };
    if let Some(item) = content.items.last_mut() {
        item.note = Some(match item.note.take() {
            Some(note) => format!("{note}; {more}"),
            None => more,
        });
        item.range.end = item.range.end.max(span(row).end);
    }
}

/// The other cells of a row as `column: cell; column: cell`.
pub(super) fn note(row: &[Cell], heads: &[String], name: usize) -> Option<String> {
    let mut all = String::new();
    for (column, cell) in row.iter().enumerate().filter(|&(column, cell)| column != name && !cell.lines.is_empty()) {
        let head = heads.get(column).map_or("", String::as_str);
        let text = if is_number(head) { Cow::Borrowed("") } else { told(&cell.lines) };
        if text.is_empty() {
            continue;
        }
        let parts = [if all.is_empty() { "" } else { "; " }, head, if head.is_empty() { "" } else { ": " }, &text];
        all.reserve(parts.iter().map(|part| part.len()).sum());
        parts.iter().for_each(|part| all.push_str(part));
    }
    (!all.is_empty()).then_some(all)
}

/// The lines of a cell in one: parts of an enumeration with commas between, halves of a phrase without.
pub(super) fn told(lines: &[Line]) -> Cow<'_, str> {
    if let [line] = lines {
        return crate::clean::bared(&line.text);
    }
    let mut all = String::new();
    for text in lines.iter().map(|line| crate::clean::bared(&line.text)).filter(|text| !text.is_empty()) {
        if !all.is_empty() {
            all.push_str(if text.starts_with(char::is_lowercase) && !all.ends_with(',') { " " } else { ", " });
        }
        all.push_str(&text);
    }
    Cow::Owned(all)
}

/// The column that names the items: the first that neither numbers them nor says for whom they are.
fn name_column(heads: &[String], groups: Option<usize>, rows: &[Vec<Cell>]) -> usize {
    let numbers = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(column)).map(Cell::text).filter(|text| !text.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|text| text.trim_end_matches(['.', ')']).chars().all(|character| character.is_ascii_digit() || character == '#'))
    };
    let fits = |column: &usize| !is_number(&heads[*column]) && !numbers(*column) && groups != Some(*column);
    let columns = 0..heads.len();
    columns.clone().find(|column| fits(column)).or_else(|| columns.into_iter().find(|column| !numbers(*column))).unwrap_or(0)
}

fn is_number(head: &str) -> bool {
    const NUMBERS: [&str; 13] = ["#", "no", "no.", "nr", "nr.", "n°", "nº", "№", "id", "序号", "编号", "番号", "번호"];
    NUMBERS.iter().any(|number| head.eq_ignore_ascii_case(number))
}

/// Where a row stands.
pub(super) fn span(row: &[Cell]) -> std::ops::Range<usize> {
    let lines = || row.iter().flat_map(|cell| &cell.lines);
    let start = lines().map(|line: &Line| line.range.start).min().unwrap_or_default();
    start..lines().map(|line| line.range.end).max().unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::node::Node;
    use crate::shapes::markdown::tree::parse;

    fn read(block: Block, text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let mut content = Content::default();
        for node in parse(text) {
            if let Node::Table(table) = node {
                rows(block, &table, &Group::default(), &mut content);
            }
        }
        content.items.into_iter().map(|item| (item.name, item.note, item.group)).collect()
    }

    #[test]
    fn the_column_that_says_for_whom_is_the_group() {
        let table = "| For | Proposition |\n|---|---|\n| Hosts | More guests |\n";
        assert_eq!(read(Block::ValuePropositions, table), [("More guests".to_owned(), Some("For: Hosts".to_owned()), Some("Hosts".to_owned()))]);
        let table = "| Quelle | Wer zahlt |\n|---|---|\n| Provision | Landwirte |\n";
        assert_eq!(read(Block::RevenueStreams, table)[0].2.as_deref(), Some("Landwirte"));
        assert_eq!(read(Block::KeyPartnerships, table)[0].2, None);
        let table = "| # | Segment | Size |\n|---|---|---|\n| 1 | Hosts | 20 |\n| 2 | Guests | 900 |\n";
        assert_eq!(read(Block::CustomerSegments, table)[1], ("Guests".to_owned(), Some("Size: 900".to_owned()), None));
    }

    #[test]
    fn rows_may_go_on_sum_up_or_give_a_group() {
        let table = "| Item | Cost | Why |\n|---|---|---|\n| **Staff** | | |\n| Cook | 10 | |\n| | | two shifts |\n| **Total** | 10 | |\n";
        let read = read(Block::CostStructure, table);
        assert_eq!(read, [("Cook".to_owned(), Some("Cost: 10; Why: two shifts".to_owned()), Some("Staff".to_owned()))]);
    }
}
