//! Mind maps: a block is a branch, its items the twigs of the branch.

use canvass_model::blocks::Block;

use super::Line;
use super::node::{lines, shape, unlisted};
use crate::Why;
use crate::draft::Draft;
use crate::labels::{Fit, block_of};
use crate::shapes::named;
use crate::shapes::outline::{self, Twig};

/// The canvas in the lines of a mind map.
pub(super) fn read(diagram: &[Line]) -> Draft {
    let mut draft = Draft::default();
    let mut branch: Option<(usize, Block)> = None;
    let mut twigs: Vec<Twig> = Vec::new();
    for line in diagram {
        let depth = line.text.chars().take_while(|character| character.is_whitespace()).count();
        let words = line.text.trim();
        if words.is_empty() || words.starts_with("::") || words.starts_with("%%") {
            continue;
        }
        let text = text(words);
        let range = line.range();
        if branch.is_some_and(|(start, _)| depth <= start) {
            finish(branch, &mut twigs, &mut draft);
            branch = None;
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
            (Some(_), _) => twigs.push(Twig { depth, text: unlisted(&text).to_owned(), range }),
        }
    }
    finish(branch, &mut twigs, &mut draft);
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

fn finish(branch: Option<(usize, Block)>, twigs: &mut Vec<Twig>, draft: &mut Draft) {
    let twigs = std::mem::take(twigs);
    for item in branch.map(|(_, block)| outline::items(block, &twigs)).unwrap_or_default() {
        if item.name.ends_with(['?', '？']) { draft.leave(item.range, Why::Question) } else { draft.add(item) }
    }
}
