//! What the columns of a table hold, from the words above them.

use super::sheet::Cell;
use crate::clean;
use crate::words::{sorts_items, words};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The block.
    Block,
    /// Items.
    Item,
    /// More about the item.
    Note,
    /// What several items have in common.
    Group,
    /// How a note looks, where it lies, its number.
    Looks,
    /// Who looks after a note, which says nothing of the business.
    Care,
    /// The items of one company among several.
    Company,
}

const ITEMS: [&str; 25] = [
    "item",
    "items",
    "note",
    "notes",
    "text",
    "content",
    "contents",
    "entry",
    "name",
    "title",
    "element",
    "elements",
    "sticky",
    "value",
    "what",
    "point",
    "points",
    "nota",
    "notiz",
    "punkt",
    "内容项",
    "便签",
    "要点",
    "内容要点",
    "内容說明",
];
const NOTES: [&str; 50] = [
    "description",
    "details",
    "detail",
    "evidence",
    "assumption",
    "assumptions",
    "comment",
    "comments",
    "price",
    "cost",
    "amount",
    "segment",
    "segments",
    "status",
    "priority",
    "owner",
    "example",
    "examples",
    "explanation",
    "rationale",
    "type",
    "kind",
    "confidence",
    "source",
    "for",
    "who pays",
    "percentage",
    "share",
    "impact",
    "question",
    "questions",
    "guiding question",
    "key question",
    "descripción",
    "detalles",
    "precio",
    "beschreibung",
    "preis",
    "prix",
    "descrição",
    "preço",
    "toelichting",
    "说明",
    "备注",
    "描述",
    "证据",
    "價格",
    "价格",
    "備考",
    "설명",
];
const LOOKS: [&str; 16] = ["color", "colour", "x", "y", "id", "#", "no", "no.", "nr", "number", "order", "created", "updated", "couleur", "farbe", "颜色"];
/// Columns for who looks after a note and how urgent it is.
const CARE: [&str; 33] = [
    "assignee",
    "responsible",
    "responsable",
    "responsável",
    "responsavel",
    "verantwortlich",
    "verantwoordelijke",
    "ответственный",
    "penanggung jawab",
    "负责人",
    "負責人",
    "担当",
    "担当者",
    "담당",
    "담당자",
    "prioridad",
    "prioridade",
    "priorité",
    "priorität",
    "prioriteit",
    "приоритет",
    "prioritas",
    "优先级",
    "優先順位",
    "優先度",
    "우선순위",
    "assigned to",
    "in charge",
    "author",
    "autor",
    "auteur",
    "autora",
    "zuständig",
];

/// The role of every column; without a header the first one beside the blocks has the items, and where every block has one row, all have.
pub(super) fn roles(header: Option<&[Cell]>, blocks: usize, width: usize, once: bool) -> Vec<Role> {
    let word = |column: usize| header.and_then(|header| header.get(column)).map(|cell| clean::plain(&cell.text).to_lowercase()).unwrap_or_default();
    let known = |words: &[&str], column: usize| words.contains(&word(column).as_str());
    let others: Vec<usize> = (0..width).filter(|&column| column != blocks && !known(&LOOKS, column) && !known(&CARE, column)).collect();
    let is_text = |column: usize| known(&ITEMS, column) || words().keys.texts.contains(&word(column));
    let item = others.iter().copied().find(|&column| is_text(column));
    let is_counted = |column: usize| word(column).chars().last().is_none_or(|last| last.is_ascii_digit());
    let attributes = others.iter().filter(|&&column| known(&NOTES, column)).count();
    let companies = header.is_some() && once && item.is_none() && attributes == 0 && others.len() >= 2 && !others.iter().any(|&column| is_counted(column));
    let first = item.or_else(|| others.iter().copied().find(|&column| !sorts_items(&word(column))));
    let all = once && item.is_none() && attributes == 0;
    let role = |column: usize| {
        if column == blocks {
            Role::Block
        } else if known(&LOOKS, column) {
            Role::Looks
        } else if known(&CARE, column) {
            Role::Care
        } else if sorts_items(&word(column)) && Some(column) != first {
            Role::Group
        } else if companies {
            Role::Company
        } else if Some(column) == first || all {
            Role::Item
        } else {
            Role::Note
        }
    };
    (0..width).map(role).collect()
}
