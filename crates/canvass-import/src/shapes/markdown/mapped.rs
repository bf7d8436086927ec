//! Whether a document is a canvas of another kind: then the blocks of that one stand for ours.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::node::{Node, Table};
use super::words::{bold_lead, stripped};
use crate::labels::{OtherCanvas, foreign};

/// Whether a document has several labels of another canvas.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mapped<'doc> {
    /// As was found.
    Known(bool),
    /// Not looked at before a label asks: most documents have none at all.
    Asked(&'doc [Node], &'doc OnceCell<bool>),
}

impl Mapped<'_> {
    /// What a document has.
    pub(super) fn of(nodes: &[Node]) -> Self {
        Self::Known(has_others(nodes))
    }

    /// Whether it has them.
    pub(super) fn get(self) -> bool {
        match self {
            Self::Known(mapped) => mapped,
            Self::Asked(nodes, known) => *known.get_or_init(|| has_others(nodes)),
        }
    }
}

/// Whether several labels of another canvas stand in a document.
fn has_others(nodes: &[Node]) -> bool {
    let mut seen = BTreeSet::new();
    gather(nodes, &mut seen);
    seen.len() >= 3
}

fn gather(nodes: &[Node], seen: &mut BTreeSet<String>) {
    let mut look = |text: &str| {
        let text = stripped(text);
        if text.len() <= 120 && foreign(&text).is_some_and(|foreign| foreign.canvas != OtherCanvas::ValueProposition) {
            seen.insert(text.to_lowercase());
        }
    };
    for node in nodes {
        match node {
            Node::Heading { line, .. } => look(&line.text),
            Node::Paragraph { lines, .. } => {
                for line in lines {
                    look(bold_lead(&line.text).map_or(line.text.as_str(), |(lead, _)| lead));
                }
            }
            Node::List { items, .. } => {
                for line in items.iter().filter_map(|item| item.lines.first()) {
                    if let Some((lead, _)) = bold_lead(&line.text) {
                        look(lead);
                    }
                }
            }
            Node::Table(Table { rows, .. }) => rows.iter().flatten().for_each(|cell| look(&cell.text())),
            _ => {}
        }
    }
}
