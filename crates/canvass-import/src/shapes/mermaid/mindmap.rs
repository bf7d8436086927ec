//! Mind maps: a block is a branch, its items the twigs of the branch.

use canvass_model::blocks::Block;

use super::Line;
use super::node::{lines, shape, unlisted};
use crate::Why;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, block_of};
use crate::shapes::named;

/// The canvas in the lines of a mind map.
pub(super) fn read(diagram: &[Line]) -> Draft {
    let mut draft = Draft::default();
    let mut branch: Option<(usize, Block)> = None;
    let mut group: Option<(usize, String)> = None;
    let mut item: Option<(usize, DraftItem)> = None;
    for line in diagram {
        let depth = line.text.chars().take_while(|character| character.is_whitespace()).count();
        let words = line.text.trim();
        if words.is_empty() || words.starts_with("::") || words.starts_with("%%") {
            continue;
        }
        let text = text(words);
        let range = line.range();
        if branch.is_some_and(|(start, _)| depth <= start) {
            finish(&mut item, &mut draft);
            (branch, group) = (None, None);
        }
        match (branch, block_of(&text).filter(|label| label.fit != Fit::Mapped)) {
            (None, Some(label)) => {
                named::remark(&mut draft, label, &text, range);
                draft.begin(label.block);
                branch = Some((depth, label.block));
            }
            (None, None) => {
                let before = draft.blocks.is_empty();
                if before && draft.name.is_none() {
                    draft.name = named::business(&text);
                }
                draft.leave(range, if before { Why::Before } else { Why::Behind });
            }
            (Some((_, block)), _) => {
                match &mut item {
                    Some((start, open)) if depth > *start => {
                        let note = open.note.get_or_insert_default();
                        note.push_str(if note.is_empty() { "" } else { "; " });
                        note.push_str(&text);
                        continue;
                    }
                    _ => finish(&mut item, &mut draft),
                }
                group = group.filter(|(start, _)| depth > *start);
                if text.ends_with([':', '：']) {
                    group = Some((depth, text.trim_end_matches([':', '：']).to_owned()));
                } else {
                    let mut new = DraftItem::new(block, unlisted(&text), range);
                    new.group = group.as_ref().map(|(_, group)| group.clone());
                    item = Some((depth, new));
                }
            }
        }
    }
    finish(&mut item, &mut draft);
    draft
}

/// The text of a node: `id[text]`, `((text))` or the bare words.
fn text(words: &str) -> String {
    let words = words.split(":::").next().unwrap_or(words).trim_end();
    let id = words.len() - words.trim_start_matches(|character: char| character.is_alphanumeric() || matches!(character, '_' | '-')).len();
    let bracketed = words[id..].starts_with(['[', '(', '{']) && words.ends_with([']', ')', '}']);
    let text = if bracketed { shape(&words[id..]).0 } else { None };
    lines(&text.unwrap_or_else(|| words.to_owned())).join(" ")
}

fn finish(item: &mut Option<(usize, DraftItem)>, draft: &mut Draft) {
    let Some((_, item)) = item.take() else { return };
    if item.name.ends_with(['?', '？']) { draft.leave(item.range, Why::Question) } else { draft.add(item) }
}
