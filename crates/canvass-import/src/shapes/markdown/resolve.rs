//! From everything that was found to one canvas: a block that is told twice is taken once.

use std::collections::BTreeMap;
use std::ops::Range;

use canvass_model::blocks::Block;

use super::found::Found;
use super::node::Source;
use crate::Why;
use crate::blocks::Blocks;
use crate::draft::Draft;
use crate::labels::Fit;
use crate::marks;

/// Where a block is told: by which kind of labels, in which part of the document.
type Telling = (Source, usize);

/// The draft of what was found.
pub(super) fn draft(mut found: Vec<Found>, text: &str) -> Draft {
    found.sort_by_key(|found| found.line.range.start);
    let main = main(&found);
    let chosen: Vec<bool> = choose(&found, main);
    let mut draft = Draft::default();
    let mut covers: Vec<(Range<usize>, bool)> = Vec::with_capacity(found.len());
    let mut items = Vec::with_capacity(found.iter().map(|found| found.content.items.len()).sum());
    for (found, chosen) in found.into_iter().zip(chosen) {
        covers.push((found.cover.clone(), chosen));
        if !chosen {
            continue;
        }
        draft.begin(found.block());
        remark(&found, &mut draft);
        items.extend(found.content.items);
        found.content.left.into_iter().for_each(|(range, why)| draft.leave(range, why));
    }
    items.sort_by_key(|item| item.range.start);
    draft.items.reserve(items.len());
    items.into_iter().for_each(|item| draft.add(item));
    leave(covers, text, &mut draft);
    draft
}

/// The telling that holds most: headings where they fill most of the canvas.
fn main(found: &[Found]) -> Option<Telling> {
    let mut tellings: BTreeMap<Telling, (Blocks, usize)> = BTreeMap::new();
    for found in found.iter().filter(|found| !found.content.items.is_empty()) {
        let (blocks, items) = tellings.entry((found.source, found.canvas)).or_default();
        blocks.insert(found.block());
        *items += found.content.items.len();
    }
    let weight = |(telling, (blocks, items)): &(Telling, (Blocks, usize))| (telling.0 == Source::Heading && blocks.len() >= 5, blocks.len(), *items);
    tellings.into_iter().rev().max_by_key(weight).map(|(telling, _)| telling)
}

/// Which of what was found is taken.
fn choose(found: &[Found], main: Option<Telling>) -> Vec<bool> {
    let mut chosen = vec![false; found.len()];
    for block in Block::NINE {
        let of: Vec<usize> = (0..found.len()).filter(|&at| found[at].block() == block).collect();
        let size = |&at: &usize| found[at].content.items.len();
        let telling = |&at: &usize| (found[at].source, found[at].canvas);
        let first = of
            .iter()
            .copied()
            .filter(|at| Some(telling(at)) == main)
            .rev()
            .max_by_key(|at| (!found[*at].late || of.len() == 1, size(at)))
            .filter(|at| size(at) > 0);
        let Some(best) = first.or_else(|| of.iter().copied().rev().max_by_key(|at| (size(at), Some(telling(at)) == main))) else { continue };
        chosen[best] = true;
        // Two labels of one telling that say different things, such as `Partners` and `Suppliers`, both hold.
        for at in of.into_iter().filter(|at| *at != best) {
            let says = |at: usize| found[at].line.text.to_lowercase();
            let near = found[at].level == found[best].level && telling(&at) == telling(&best);
            chosen[at] |= near && says(at) != says(best) && !found[at].late && !found[best].late;
        }
    }
    chosen
}

fn remark(found: &Found, draft: &mut Draft) {
    if found.label.fit == Fit::Exact {
        return;
    }
    let label = crate::clean::plain(&found.line.text);
    let block = found.block().key().replace('_', " ");
    draft.remark(found.line.range.clone(), format!("`{label}` was read as {block}"));
}

/// Leaves what stands outside of what was taken.
fn leave(mut covers: Vec<(Range<usize>, bool)>, text: &str, draft: &mut Draft) {
    covers.sort_by_key(|(range, chosen)| (range.start, !chosen));
    let first = covers.iter().filter(|cover| cover.1).map(|cover| cover.0.start).min();
    let last = covers.iter().filter(|cover| cover.1).map(|cover| cover.0.end).max();
    let (Some(first), Some(last)) = (first, last) else { return };
    let mut at = 0;
    let ends = [(text.len()..text.len(), true)];
    for (range, chosen) in covers.iter().chain(&ends) {
        if range.start > at {
            let why = if range.start <= first {
                Why::Before
            } else if at >= last {
                Why::Behind
            } else {
                Why::Decoration
            };
            gap(at..range.start, why, text, draft);
        }
        if !chosen && range.end > at {
            draft.leave(at.max(range.start)..range.end, Why::Duplicate);
        }
        at = at.max(range.end);
    }
}

pub(super) fn gap(range: Range<usize>, why: Why, text: &str, draft: &mut Draft) {
    let Some(inner) = text.get(range.clone()) else { return };
    // Rules and closing tags at the edges say nothing.
    let empty = |line: &&str| !line.chars().any(char::is_alphabetic) || (line.trim().starts_with("</") && line.trim().ends_with('>'));
    let before: usize = marks::lines(inner).take_while(empty).map(str::len).sum();
    let rest = inner.get(before..).unwrap_or_default();
    let start = range.start + before + rest.len() - rest.trim_start().len();
    let mut end = start + rest.trim().len();
    while let Some(line) = text.get(start..end).and_then(|left| left.split_inclusive('\n').next_back()).filter(empty) {
        end -= line.len();
    }
    if let Some(left) = text.get(start..end).filter(|left| !left.trim().is_empty()) {
        draft.leave(start..start + left.trim_end().len(), why);
    }
}
