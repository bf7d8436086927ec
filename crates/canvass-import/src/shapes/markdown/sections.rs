//! Which parts of the document stand under which label.

use std::collections::BTreeMap;
use std::ops::Range;

use canvass_model::blocks::Block;

use super::inline::Line;
use super::node::{Node, Source};
use crate::labels::{Fit, Label};

/// So many labels with their notes beside them show how an author writes.
const ON_THEIR_LINES: usize = 4;

/// A label and the parts under it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    /// What the label names.
    pub(super) label: Label,
    /// The label.
    pub(super) line: Line,
    /// The level of its heading.
    pub(super) level: u8,
    /// What kind of a label it is.
    pub(super) source: Source,
    /// The parts under it, by their number.
    pub(super) parts: Range<usize>,
    /// Which canvas of the document it belongs to, when the headings above the labels tell several.
    pub(super) canvas: usize,
    /// Whether it repeats a block after the canvas has ended.
    pub(super) late: bool,
}

/// The sections of a document with the labels of its headings, and the names of the canvases that these tell.
pub(super) fn sections(nodes: &[Node], labels: &[Option<Label>]) -> (Vec<Section>, Vec<Option<Line>>) {
    let mut highest: BTreeMap<Block, u8> = BTreeMap::new();
    for (node, label) in nodes.iter().zip(labels) {
        if let (Node::Heading { level, .. }, Some(label)) = (node, label) {
            let known = highest.entry(label.block).or_insert(*level);
            *known = (*level).min(*known);
        }
    }
    let mut found: Vec<Section> = Vec::new();
    let (mut open, mut ended) = (false, false);
    let (mut names, mut title, mut seen): (Vec<Option<Line>>, Option<Line>, Vec<Block>) = (vec![None], None, Vec::new());
    for (at, node) in nodes.iter().enumerate() {
        let Node::Heading { level, line, source } = node else {
            if open && let Some(section) = found.last_mut() {
                section.parts.end = at + 1;
            }
            continue;
        };
        let over = found.last().filter(|_| open).filter(|section| *level > section.level);
        let label = labels[at].filter(|label| over.is_none_or(|over| opens(over, *label, &highest)));
        match (label, over.is_some()) {
            (Some(label), _) => {
                if seen.contains(&label.block) && title.is_some() {
                    names.push(title.take());
                    seen.clear();
                    ended = false;
                } else if seen.is_empty()
                    && let Some(name) = names.last_mut()
                {
                    *name = title.take();
                }
                title = None;
                let late = ended && seen.contains(&label.block);
                if !seen.contains(&label.block) {
                    seen.push(label.block);
                }
                let canvas = names.len() - 1;
                found.push(Section { label, line: line.clone(), level: *level, source: *source, parts: at + 1..at + 1, canvas, late });
                open = true;
            }
            (None, true) => {
                if let Some(section) = found.last_mut() {
                    section.parts.end = at + 1;
                }
            }
            (None, false) => {
                // Only a heading above the labels can begin another canvas.
                if found.last().is_none_or(|section| *level < section.level) {
                    title = Some(line.clone());
                }
                open = false;
                ended |= seen.len() >= 7;
            }
        }
    }
    for section in &mut found {
        let parts = nodes.get(section.parts.clone()).unwrap_or_default();
        section.parts.end = section.parts.start + closing(parts);
    }
    if let Some(last) = found.last_mut() {
        last.parts.end = last.parts.start + ruled_off(nodes.get(last.parts.clone()).unwrap_or_default());
    }
    // Where every label has its notes on its own line, what stands below the last one belongs to no block.
    let on_its_line = |section: &Section| matches!(nodes.get(section.parts.clone()), Some([Node::Paragraph { inline: true, .. }]));
    if let Some((last, others)) = found.split_last_mut()
        && others.len() >= ON_THEIR_LINES
        && others.iter().all(on_its_line)
        && matches!(nodes.get(last.parts.clone()), Some([Node::Paragraph { inline: true, .. }, ..]))
    {
        last.parts.end = last.parts.start + 1;
    }
    (found, names)
}

/// Whether a label below another opens its own section: not when it says the same, and not when its block has its section higher up.
fn opens(over: &Section, label: Label, highest: &BTreeMap<Block, u8>) -> bool {
    over.label.block != label.block && label.fit == Fit::Exact && highest.get(&label.block).is_none_or(|&level| level > over.level)
}

/// How many of the parts belong to the section: closing words behind a thematic break do not.
fn closing(parts: &[Node]) -> usize {
    let words = parts.iter().rev().take_while(|part| matches!(part, Node::Paragraph { .. } | Node::Rule(_) | Node::Aside(_))).count();
    let tail = parts.len() - words;
    let before = |cut: usize| parts[..cut].iter().any(|part| !matches!(part, Node::Rule(_)));
    parts[tail..].iter().position(|part| matches!(part, Node::Rule(_))).map(|rule| tail + rule).filter(|&cut| before(cut)).unwrap_or(parts.len())
}

/// How many of the parts of the last section stand before a thematic break and the first sub-heading right behind it: what that titles is no part
/// of the block, whose items needed none.
fn ruled_off(parts: &[Node]) -> usize {
    let heading = parts.iter().position(|part| matches!(part, Node::Heading { .. })).unwrap_or(parts.len());
    let before = parts.get(..heading.saturating_sub(1)).unwrap_or_default();
    let ruled = heading < parts.len() && matches!(parts.get(heading.wrapping_sub(1)), Some(Node::Rule(_)));
    if ruled && before.iter().any(|part| matches!(part, Node::List { .. } | Node::Table(_))) { before.len() } else { parts.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::naming::Naming;
    use crate::shapes::markdown::tree::parse;

    fn read(text: &str) -> Vec<(&'static str, usize, usize)> {
        let nodes = parse(text);
        let (sections, _) = sections(&nodes, &Naming::of(&nodes).headings(&nodes));
        sections.into_iter().map(|section| (section.label.block.key(), section.parts.len(), section.canvas)).collect()
    }

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_level() {
        let text = "# X\n## Channels\n- a\n### Shops\n- b\n## SWOT\n- c\n## Key Partners\n- d\n\n---\n\nMade by us\n";
        assert_eq!(read(text), [("channels", 3, 0), ("key_partnerships", 1, 0)]);
    }

    #[test]
    fn a_label_below_another_is_a_part_of_it_when_its_block_stands_elsewhere() {
        let text = "## Channels\n### Partners\n- a\n## Key Partners\n- b\n## Cost Structure\n- c\n";
        assert_eq!(read(text).len(), 3);
    }

    #[test]
    fn below_labels_with_their_notes_beside_them_stands_nothing_of_the_last() {
        let labels = ["Key Partners", "Channels", "Key Resources", "Key Activities", "Cost Structure"];
        let text: String = labels.iter().map(|label| format!("**{label}:** a; b\n\n")).collect();
        let read = |text: &str| -> Vec<usize> {
            let nodes = parse(text);
            let naming = Naming::of(&nodes);
            let named = naming.headings(&nodes);
            let (nodes, named) = match super::super::explode::others(&nodes, &named, naming) {
                Some(others) => super::super::explode::explode(nodes, others, naming),
                None => (nodes, named),
            };
            sections(&nodes, &named).0.into_iter().map(|section| section.parts.len()).collect()
        };
        assert_eq!(read(&format!("{text}Nobody comes without the others.\n")), [1; 5]);
        assert_eq!(read(&format!("{}\n- more\n", text.trim_end().replace("**Channels:** a; b", "**Channels:**\n- a\n- b")))[4], 2);
    }

    #[test]
    fn what_is_headed_behind_a_break_is_no_part_of_the_last_block() {
        let text = "# X\n## Channels\n- a\n## Costs\n- b\n- c\n\n---\n\n### Roadmap\n- d\n";
        assert_eq!(read(text), [("channels", 1, 0), ("cost_structure", 1, 0)]);
        assert_eq!(read(&text.replace("---\n\n", ""))[1].1, 3);
    }

    #[test]
    fn headings_above_repeated_labels_tell_canvases() {
        let text = "# One\n## Channels\n- a\n## Key Partners\n- b\n# Two\n## Channels\n- c\n";
        assert_eq!(read(text).iter().map(|section| section.2).collect::<Vec<_>>(), [0, 0, 1]);
    }
}
