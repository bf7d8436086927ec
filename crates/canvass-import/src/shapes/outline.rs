//! Lines that are indented below each other: the outermost are items with notes, or the names of groups.

use std::borrow::Cow;
use std::ops::Range;

use canvass_model::blocks::Block;

use super::groups::{Branch, Mark, are_groups, is_heavy, marked_name};
use crate::draft::DraftItem;

/// A line of an outline.
#[derive(Debug, Clone)]
pub(crate) struct Twig {
    /// How far it is indented.
    pub(crate) depth: usize,
    /// What it says.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) range: Range<usize>,
}

/// The items of the lines under a label.
pub(crate) fn items(block: Block, twigs: &[Twig]) -> Vec<DraftItem> {
    grow(block, twigs, None)
}

fn grow(block: Block, twigs: &[Twig], group: Option<&str>) -> Vec<DraftItem> {
    let tops = tops(twigs);
    let branches: Vec<Branch<'_>> = tops.iter().map(|top| branch(&twigs[top.start], &twigs[top.start + 1..top.end])).collect();
    let all = group.is_none() && are_groups(&branches, false);
    let mut items = Vec::new();
    for (top, branch) in tops.into_iter().zip(branches) {
        let (twig, below) = (&twigs[top.start], &twigs[top.start + 1..top.end]);
        if !below.is_empty() && (all || branch.mark == Mark::Colon) {
            let title = twig.text.trim_end_matches([':', '：']).trim();
            items.extend(grow(block, below, Some(marked_name(title).unwrap_or(title))));
            continue;
        }
        let mut item = DraftItem::new(block, twig.text.as_str(), twig.range.clone());
        item.note = (!below.is_empty()).then(|| below.iter().map(|twig| twig.text.as_str()).collect::<Vec<_>>().join("; "));
        item.group = group.map(str::to_owned);
        items.push(item);
    }
    items
}

/// The outermost lines, each with what stands below it.
fn tops(twigs: &[Twig]) -> Vec<Range<usize>> {
    let mut tops: Vec<Range<usize>> = Vec::new();
    let mut least = usize::MAX;
    for (at, twig) in twigs.iter().enumerate() {
        match tops.last_mut() {
            Some(top) if twig.depth > least => top.end = at + 1,
            _ => {
                least = twig.depth;
                tops.push(at..at + 1);
            }
        }
    }
    tops
}

fn branch<'twigs>(twig: &'twigs Twig, below: &'twigs [Twig]) -> Branch<'twigs> {
    let colon = twig.text.ends_with([':', '：']) || is_heavy(&twig.text);
    let text = twig.text.trim_end_matches([':', '：']).trim();
    Branch {
        text: Cow::Borrowed(marked_name(text).unwrap_or(text)),
        mark: if colon { Mark::Colon } else { Mark::Plain },
        children: tops(below).into_iter().map(|top| Cow::Borrowed(below[top.start].text.as_str())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let twig = |line: &str| Twig { depth: line.len() - line.trim_start().len(), text: line.trim().to_owned(), range: 0..0 };
        let twigs: Vec<Twig> = text.lines().map(twig).collect();
        items(Block::KeyResources, &twigs).into_iter().map(|item| (item.name, item.group, item.note)).collect()
    }

    #[test]
    fn what_is_indented_explains_or_is_grouped() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("Mills\nCouriers\n  bicycles\n  from May\n")[1], ("Couriers".to_owned(), None, some("bicycles; from May")));
        let grouped = read("People\n  Bakers\n    two of them\n  Drivers\nThings\n  Oven\n");
        assert_eq!(grouped.len(), 3);
        assert_eq!(grouped[0], ("Bakers".to_owned(), some("People"), some("two of them")));
        assert_eq!(grouped[2], ("Oven".to_owned(), some("Things"), None));
        assert_eq!(read("People:\n  Bakers\nOven\n"), [("Bakers".to_owned(), some("People"), None), ("Oven".to_owned(), None, None)]);
    }
}
