//! A selection of features: one list of names, in which the name of a block goes before what was selected in it.

use canvass_formats::tree::{Node, Value};
use canvass_model::blocks::Block;
use serde_json::json;

use super::place::Source;
use super::typed;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, key_block};

/// A longer list selects no features.
const MOST: usize = 400;

/// How many blocks such a list names; none where it is not such a list.
pub(super) fn count(items: &[Node]) -> usize {
    if items.len() > MOST || items.iter().any(|item| name(item).is_none()) {
        return 0;
    }
    let mut seen: Vec<Block> = Vec::new();
    for name in items.iter().filter_map(name) {
        match block(name) {
            Some(block) if !seen.contains(&block) => seen.push(block),
            _ => {}
        }
    }
    if seen.len() >= 5 && items.len() >= seen.len() * 2 { seen.len() } else { 0 }
}

fn name(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn block(name: &str) -> Option<Block> {
    // A single word is as likely a feature, except for the one block that has a single word.
    let sure = name.contains(['-', '_', ' ']) || name.eq_ignore_ascii_case("channels");
    if sure { key_block(name).filter(|label| label.fit == Fit::Exact).map(|label| label.block) } else { None }
}

/// Takes the features under the blocks that go before them.
pub(super) fn read(list: &Node, source: &Source<'_>, draft: &mut Draft) {
    let Value::List(items) = &list.value else { return };
    let mut current: Option<Block> = None;
    let mut group: Option<String> = None;
    for (at, node) in items.iter().enumerate() {
        let Some(feature) = name(node) else { continue };
        if let Some(begun) = block(feature).filter(|begun| !draft.blocks.contains(begun)) {
            draft.begin(begun);
            (current, group) = (Some(begun), None);
            continue;
        }
        let Some(block) = current else { continue };
        let next = items.get(at + 1).and_then(name).filter(|next| self::block(next).is_none());
        if next.is_some() && titles(block, feature) {
            group = Some(typed::humanised(feature));
            continue;
        }
        let mut item = DraftItem::new(block, typed::humanised(feature), source.piece(node, feature));
        if let Some(title) = &group {
            let phase = title.replace(' ', "_");
            if block == Block::Channels && typed::is_field(block, "phases", &json!([phase])) {
                item.fields.insert("phases".to_owned(), json!([phase]));
            }
            item.group = Some(title.clone());
        }
        draft.add(item);
    }
}

/// Whether a feature names a choice whose answers follow rather than an answer: the phases of a channel, and what ends like a question.
fn titles(block: Block, feature: &str) -> bool {
    let phase = feature.replace('-', "_");
    block == Block::Channels && typed::is_field(block, "phases", &json!([phase]))
        || ["-type", "-size", "-scope"].iter().any(|end| feature.ends_with(end) && !answers(feature))
}

/// `medium-scope` answers what `function-scope` asks.
fn answers(feature: &str) -> bool {
    const DEGREES: [&str; 10] = ["small", "medium", "large", "minimal", "maximized", "full", "limited", "low", "high", "single"];
    DEGREES.iter().any(|degree| feature.starts_with(degree))
}
