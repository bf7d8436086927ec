//! Tables with a row for each block: `Block | Content | Evidence`, and comparisons with a column for each company.

use std::borrow::Cow;

use canvass_model::blocks::Block;

use super::fill::Content;
use super::found::{Found, cell};
use super::grid::{label, rest};
use super::naming::Naming;
use super::node::{Cell, Source, Table};
use super::split::Split;
use super::words::{bare, is_question};
use crate::Why;
use crate::words::sorts_items;

/// What one canvas of a table holds, with its name where the table compares several.
pub(super) type Named = (Option<String>, Vec<Found>);

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Label,
    Content,
    Note,
    /// What several rows of a block have in common.
    Group,
    Skip,
}

/// Reads a table with a row for each block.
pub(super) fn table_rows(table: &Table, naming: Naming) -> Vec<Named> {
    let width = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    let labels = |column: usize| table.rows.iter().filter_map(|row| row.get(column)).filter(|cell| label(cell, naming).is_some()).count();
    let Some(label_column) = (0..width).rev().max_by_key(|&column| labels(column)) else { return Vec::new() };
    let headed = table.rows.first().and_then(|row| row.get(label_column)).is_none_or(|cell| label(cell, naming).is_none());
    let heads: Vec<String> = match table.rows.first() {
        Some(row) if headed => row.iter().map(|cell| bare(&crate::clean::plain(&cell.text()))).collect(),
        _ => vec![String::new(); width],
    };
    let body = table.rows.get(usize::from(headed)..).unwrap_or_default();
    let roles: Vec<Role> = (0..width).map(|column| if column == label_column { Role::Label } else { role(&heads[column], column, body) }).collect();
    let is = |role: Role| (0..width).filter(|&column| roles[column] == role).collect::<Vec<usize>>();
    let (mut contents, mut groups) = (is(Role::Content), is(Role::Group));
    if contents.is_empty() {
        contents = std::mem::take(&mut groups);
    }
    if contents.is_empty() {
        contents.extend((0..width).find(|&column| roles[column] == Role::Note));
    }
    let compared =
        contents.len() > 1 && contents.iter().all(|&column| !heads[column].is_empty() && !is_plain_content(&heads[column]) && is_filled(body, column));
    if compared {
        let one = |&column: &usize| (Some(heads[column].clone()), read(table, body, label_column, &[column], (&[], None), &heads, naming));
        return contents.iter().map(one).collect();
    }
    let split = if heads.iter().all(String::is_empty) { contents.len() } else { 1 };
    let (items, more) = contents.split_at(split.min(contents.len()));
    let notes: Vec<usize> = (0..width).filter(|column| (roles[*column] == Role::Note || more.contains(column)) && !items.contains(column)).collect();
    vec![(None, read(table, body, label_column, items, (&notes, groups.first().copied()), &heads, naming))]
}

fn read(
    table: &Table,
    body: &[Vec<Cell>],
    label_column: usize,
    items: &[usize],
    beside: (&[usize], Option<usize>),
    heads: &[String],
    naming: Naming,
) -> Vec<Found> {
    let (notes, group) = beside;
    let mut under: Option<String> = None;
    let mut found: Vec<Found> = Vec::new();
    let mut open = false;
    let nothing = Cell::default();
    let filled = |row: &[Cell]| row.iter().filter(|cell| !cell.lines.is_empty()).count();
    let mut labelled = body.iter().filter(|row| row.get(label_column).is_some_and(|cell| label(cell, naming).is_some())).peekable();
    let rows_of_labels = labelled.peek().is_some() && labelled.all(|row| filled(row) == 1);
    // Where blocks have several rows, each row is an item, and a comma in it separates nothing.
    let mut names: Vec<Cow<'_, str>> =
        body.iter().filter_map(|row| row.get(label_column).filter(|cell| label(cell, naming).is_some())).map(Cell::text).collect();
    let rows = names.len();
    names.sort_unstable();
    names.dedup();
    let how = if names.len() < rows { Split::Marks } else { Split::Commas };
    for row in body {
        let first = row.get(label_column).unwrap_or(&nothing);
        let lead = label(first, naming);
        let below = lead.is_none() && !first.lines.is_empty();
        if let Some(lead) = lead {
            let mut content = Content::default();
            rest(first, &lead, naming).iter().for_each(|line| content.leave(line.range.clone(), Why::Decoration));
            let line = first.line().map(Cow::into_owned).unwrap_or_default();
            let again = found.iter().position(|known| known.label == lead.label && known.line.text == line.text);
            match again.map(|at| found.remove(at)) {
                // A label that stands on each row of its block names one block.
                Some(mut known) => {
                    known.content.left.extend(content.left);
                    found.push(known);
                }
                None => {
                    found.push(Found { label: lead.label, line, level: 0, source: Source::Rows, canvas: 0, late: false, content, cover: table.range.clone() });
                    under = None;
                }
            }
            open = true;
        } else if !rows_of_labels && !first.lines.is_empty() && filled(row) > 1 {
            open = false;
        }
        let Some(last) = found.last_mut() else { continue };
        if !open {
            last.content.leave(super::rows::span(row), Why::Decoration);
            continue;
        }
        // Where labels stand on rows of their own, what they hold stands below them in the same column.
        let block = last.block();
        let start = last.content.items.len();
        if below && rows_of_labels && filled(row) > 1 {
            let mut item = crate::draft::DraftItem::new(block, first.text(), super::rows::span(row));
            item.note = super::rows::note(row, heads, label_column);
            last.content.items.push(item);
            continue;
        }
        if below {
            cell(block, &first.lines, how, &mut last.content);
        }
        for cell_here in items.iter().filter_map(|&column| row.get(column)) {
            cell(block, &cell_here.lines, how, &mut last.content);
        }
        under = group.and_then(|column| row.get(column)).map(|cell| bare(&cell.text())).filter(|text| !text.is_empty()).or(under);
        for item in last.content.items.iter_mut().skip(start).filter(|item| item.group.is_none()) {
            item.group.clone_from(&under);
        }
        note(block, row, notes, heads, start, &mut last.content);
    }
    found
}

/// Reads a table with a column for each block and a row for each company.
pub(super) fn across(table: &Table, naming: Naming) -> Option<Vec<Named>> {
    let (head, body) = table.rows.split_first()?;
    let (first, others) = head.split_first()?;
    let labels: Vec<_> = others.iter().map(|cell| label(cell, naming)).collect();
    let named = body.len() > 1 && body.iter().all(|row| row.first().is_some_and(|cell| !cell.lines.is_empty() && label(cell, naming).is_none()));
    if first.lines.is_empty() || label(first, naming).is_some() || labels.iter().flatten().count() < 5 || !named {
        return None;
    }
    let one = |row: &Vec<Cell>| {
        let mut found = Vec::new();
        for ((cell_here, lead), head) in row.iter().skip(1).zip(&labels).zip(others) {
            let Some(lead) = lead else { continue };
            let mut content = Content::default();
            cell(lead.label.block, &cell_here.lines, Split::Commas, &mut content);
            let (line, cover) = (head.line().map(Cow::into_owned).unwrap_or_default(), table.range.clone());
            found.push(Found { label: lead.label, line, level: 0, source: Source::Rows, canvas: 0, late: false, content, cover });
        }
        (row.first().map(|cell| cell.text().into_owned()), found)
    };
    Some(body.iter().map(one).collect())
}

/// Puts further columns into the notes: part by part where there are as many parts as items, else all of it to each item.
fn note(block: Block, row: &[Cell], notes: &[usize], heads: &[String], start: usize, content: &mut Content) {
    for &column in notes {
        let Some(cell_here) = row.get(column).filter(|cell| !cell.lines.is_empty()) else { continue };
        let count = content.items.len() - start.min(content.items.len());
        let mut parts = Content::default();
        cell(block, &cell_here.lines, Split::Marks, &mut parts);
        let paired = parts.items.len() == count && count > 1;
        let all = super::rows::told(&cell_here.lines).into_owned();
        for (at, item) in content.items.iter_mut().skip(start).enumerate() {
            let text = parts.items.get(at).filter(|_| paired).map_or_else(|| all.clone(), |part| part.name.clone());
            let text = if heads[column].is_empty() { text } else { format!("{}: {text}", heads[column]) };
            item.note = Some(match item.note.take() {
                Some(note) => format!("{note}; {text}"),
                None => text,
            });
        }
    }
}

fn role(head: &str, column: usize, body: &[Vec<Cell>]) -> Role {
    const NOTES: &[&str] = &[
        "evidence",
        "note",
        "example",
        "assumption",
        "comment",
        "status",
        "priority",
        "source",
        "owner",
        "confidence",
        "risk",
        "metric",
        "kpi",
        "rationale",
        "why",
        "hypothes",
        "validation",
        "next step",
        "stage",
        "reference",
        "implication",
        "impact",
        "score",
        "date",
        "备注",
        "说明",
        "证据",
        "依据",
        "示例",
        "假设",
        "状态",
        "来源",
        "根拠",
        "備考",
        "비고",
        "근거",
        "evidencia",
        "ejemplo",
        "nota",
        "exemple",
        "preuve",
        "beispiel",
        "anmerkung",
        "annahme",
    ];
    let lower = head.split(['(', '（']).next().unwrap_or_default().to_lowercase();
    let cells: Vec<Cow<'_, str>> = body.iter().filter_map(|row| row.get(column)).map(Cell::text).filter(|text| !text.is_empty()).collect();
    let questions = cells.iter().filter(|text| is_question(text)).count();
    if cells.is_empty()
        || questions * 2 > cells.len()
        || lower.contains("question")
        || cells.iter().all(|text| text.chars().all(|character| character.is_ascii_digit() || character == '.'))
    {
        Role::Skip
    } else if sorts_items(lower.trim()) {
        Role::Group
    } else if NOTES.iter().any(|note| lower.contains(note)) && !is_plain_content(head) {
        Role::Note
    } else {
        Role::Content
    }
}

/// Whether a header says only that the column holds the content.
fn is_plain_content(head: &str) -> bool {
    const PLAIN: &[&str] = &[
        "content",
        "contents",
        "description",
        "details",
        "detail",
        "items",
        "item",
        "summary",
        "notes",
        "answer",
        "definition",
        "elements",
        "key points",
        "value",
        "text",
        "内容",
        "说明",
        "描述",
        "详情",
        "要点",
        "具体内容",
        "説明",
        "내용",
        "설명",
        "contenido",
        "descripción",
        "detalle",
        "detalles",
        "conteúdo",
        "descrição",
        "contenu",
        "description détaillée",
        "inhalt",
        "beschreibung",
        "inhoud",
        "contenuto",
        "содержание",
        "описание",
        "isi",
        "deskripsi",
    ];
    PLAIN.contains(&head.to_lowercase().as_str())
}

fn is_filled(body: &[Vec<Cell>], column: usize) -> bool {
    let filled = body.iter().filter(|row| row.get(column).is_some_and(|cell| !cell.lines.is_empty())).count();
    filled * 2 >= body.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::node::Node;
    use crate::shapes::markdown::tree::parse;

    type Items = Vec<(String, Option<String>)>;

    fn read(text: &str) -> Vec<(Option<String>, Items)> {
        let nodes = parse(text);
        let naming = Naming::of(&nodes);
        let Some(Node::Table(table)) = nodes.first() else { panic!("a table") };
        let items = |found: Vec<Found>| found.into_iter().flat_map(|found| found.content.items).map(|item| (item.name, item.note)).collect();
        table_rows(table, naming).into_iter().map(|(name, found)| (name, items(found))).collect()
    }

    #[test]
    fn the_second_column_is_the_content_and_the_third_a_note() {
        let table = "| # | Block | Content | Evidence |\n|---|---|---|---|\n| 1 | Key Partners | mills, farms | talks |\n| 2 | Channels | a; b | x; y |\n| 3 | SWOT | no | |\n";
        let read = read(table);
        assert_eq!(read.len(), 1);
        let items: Vec<(&str, Option<&str>)> = read[0].1.iter().map(|(name, note)| (name.as_str(), note.as_deref())).collect();
        assert_eq!(items, [("mills", Some("Evidence: talks")), ("farms", Some("Evidence: talks")), ("a", Some("Evidence: x")), ("b", Some("Evidence: y"))]);
    }

    #[test]
    fn columns_of_companies_are_canvases_of_their_own() {
        let table = "| Block | Bakery | Brewery |\n|---|---|---|\n| Key Partners | mills | farms |\n| Channels | shop | pubs |\n";
        let read = read(table);
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].0.as_deref(), Some("Brewery"));
        assert_eq!(read[1].1[1].0, "pubs");
    }

    #[test]
    fn a_column_that_sorts_the_items_gives_their_group() {
        let table = "| Block | Group | Content |\n|---|---|---|\n| Key Partners | Paid | mills |\n| | | farms |\n| | Unpaid | town |\n| Channels | | shop |\n";
        let nodes = parse(table);
        let Some(Node::Table(table)) = nodes.first() else { panic!("a table") };
        let items = table_rows(table, Naming::of(&nodes)).into_iter().flat_map(|(_, found)| found).flat_map(|found| found.content.items);
        let read: Vec<(String, Option<String>)> = items.map(|item| (item.name, item.group)).collect();
        let group = |name: &str| Some(name.to_owned());
        assert_eq!(
            read,
            [("mills".to_owned(), group("Paid")), ("farms".to_owned(), group("Paid")), ("town".to_owned(), group("Unpaid")), ("shop".to_owned(), None)]
        );
    }

    #[test]
    fn a_label_on_each_row_of_its_block_names_one_block() {
        let table = "| Block | Content | Notes |\n|---|---|---|\n| Channels | web | |\n| Key Partners | mills | two |\n| Channels | shop | |\n| Key Partners | farms, fields | |\n";
        let nodes = parse(table);
        let Some(Node::Table(table)) = nodes.first() else { panic!("a table") };
        let found = table_rows(table, Naming::of(&nodes)).remove(0).1;
        let items = |at: usize| found[at].content.items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>();
        assert_eq!((found.len(), items(0), items(1)), (2, vec!["web", "shop"], vec!["mills", "farms, fields"]));
    }

    #[test]
    fn questions_of_the_template_are_no_content() {
        let table = "| Block | Guide | Our answer |\n|---|---|---|\n| Key Partners | Who helps? | mills |\n| Channels | How do we sell? | shop |\n";
        assert_eq!(read(table)[0].1.iter().map(|item| item.0.as_str()).collect::<Vec<_>>(), ["mills", "shop"]);
    }
}
