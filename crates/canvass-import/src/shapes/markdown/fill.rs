//! What stands in a section: from its parts to items.

use std::ops::Range;

use canvass_model::blocks::Block;

use super::cards::Cards;
use super::inline::Line;
use super::manner::Manner;
use super::node::{Fence, Node};
use super::sentences::sentences;
use super::words::{bare, is_question, is_side, is_title, unnumbered};
use super::{list, prose, rows};
use crate::Why;
use crate::draft::DraftItem;
use crate::labels::{Fit, block_of};

/// What a section holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    /// The items.
    pub(super) items: Vec<DraftItem>,
    /// What was left.
    pub(super) left: Vec<(Range<usize>, Why)>,
    /// How the author writes.
    pub(super) manner: Manner,
}

impl Content {
    /// Leaves a part of the text.
    pub(super) fn leave(&mut self, range: Range<usize>, why: Why) {
        self.left.push((range, why));
    }

    /// Adds an item.
    pub(super) fn push(&mut self, block: Block, line: &Line, note: Option<String>, group: &Group) {
        self.add(block, line.clone(), note, group);
    }

    /// Adds an item that nothing else needs.
    pub(super) fn add(&mut self, block: Block, line: Line, note: Option<String>, group: &Group) {
        let mut item = DraftItem::new(block, line.text, line.range);
        item.note = note;
        item.group = group.title();
        self.items.push(item);
    }
}

/// Under which titles something stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// The sub-heading.
    pub(super) heading: Option<String>,
    /// The bold line or the title bullet below it.
    pub(super) lead: Option<String>,
}

impl Group {
    /// The nearest title.
    pub(super) fn title(&self) -> Option<String> {
        self.lead.clone().or_else(|| self.heading.clone())
    }
}

/// A sub-heading and what stands right under it.
struct Part<'nodes> {
    title: Option<&'nodes Line>,
    /// The sub-heading above the title.
    above: Option<&'nodes Line>,
    level: u8,
    nodes: &'nodes [Node],
}

/// Reads the parts under a label of a document that is written in some manner.
pub(super) fn fill(block: Block, nodes: &[Node], manner: Manner) -> Content {
    let mut content = Content { manner, ..Content::default() };
    let cards = Cards::of(nodes);
    let parts = parts(nodes);
    let named = |part: &Part<'_>| part.title.is_some() && prose_only(part.nodes);
    let told = parts.iter().filter(|part| named(part)).count() > 1;
    let bare_titles = parts.iter().all(|part| part.nodes.is_empty() || part.title.is_none());
    let mut side: Option<u8> = None;
    for part in &parts {
        if side.is_some_and(|level| part.level > level) {
            part.nodes.iter().for_each(|node| aside(node, &mut content));
            continue;
        }
        side = None;
        let above = Group { heading: part.above.map(|line| bare(&title_line(line).text)), lead: None };
        let Some(title) = part.title else {
            walk(block, part.nodes, &Group::default(), &cards, &mut content);
            continue;
        };
        if is_side(&title.text) {
            side = Some(part.level);
            content.leave(title.range.clone(), Why::Decoration);
            part.nodes.iter().for_each(|node| aside(node, &mut content));
        } else if is_question(&title.text) {
            content.leave(title.range.clone(), Why::Question);
            walk(block, part.nodes, &Group::default(), &cards, &mut content);
        } else if block_of(&title.text).is_some_and(|label| label.block == block && label.fit == Fit::Exact) {
            // The name of the block once more, below another name of it.
            content.leave(title.range.clone(), Why::Decoration);
            walk(block, part.nodes, &above, &cards, &mut content);
        } else if part.nodes.is_empty() {
            if bare_titles {
                content.push(block, &title_line(title), None, &above);
            }
        } else if (block == Block::CustomerSegments && portrays(title, part.nodes)) || (named(part) && (told || explains(part.nodes))) || cards.all(part.nodes)
        {
            content.push(block, &title_line(title), Some(prose::told(part.nodes)), &above);
        } else {
            let group = Group { heading: Some(bare(&title_line(title).text)), lead: None };
            walk(block, part.nodes, &group, &cards, &mut content);
        }
    }
    if content.items.is_empty() {
        for part in parts.iter().filter(|part| part.title.is_none_or(|title| !is_side(&title.text))) {
            fallback(block, part.nodes, &mut content);
        }
    }
    questions(&mut content);
    content
}

fn aside(node: &Node, content: &mut Content) {
    if !matches!(node, Node::Rule(_)) {
        content.leave(node.range(), Why::Decoration);
    }
}

/// Reads parts that stand under the same titles.
pub(super) fn walk(block: Block, nodes: &[Node], group: &Group, cards: &Cards, content: &mut Content) {
    let listed = nodes.iter().any(|node| matches!(node, Node::List { .. } | Node::Table(_)));
    let names = (0..nodes.len()).filter(|&at| prose::names_list(&nodes[at], nodes.get(at + 1))).count();
    let mut group = group.clone();
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        at += 1;
        match node {
            Node::Paragraph { lines, inline } => {
                let next = nodes.get(at);
                let place = prose::Place { block, listed, inline: *inline, next, named: names > 1 && prose::names_list(node, next), first: at == 1 };
                if prose::paragraph(lines, &place, cards, &mut group, content) {
                    at += 1;
                }
            }
            Node::List { ordered, items } => list::list(block, *ordered, items, &group, cards, content),
            Node::Table(table) => rows::rows(block, table, &group, content),
            Node::Rule(_) => group.lead = None,
            Node::Heading { line, .. } => content.push(block, line, None, &group),
            Node::Code { range, .. } | Node::HtmlTable(range) | Node::Front { range, .. } | Node::Aside(range) => content.leave(range.clone(), Why::Decoration),
        }
    }
}

fn parts(nodes: &[Node]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut open: Vec<(u8, &Line)> = Vec::new();
    let (mut title, mut above, mut level, mut start) = (None, None, 0, 0);
    for (at, node) in nodes.iter().enumerate() {
        if let Node::Heading { line, level: deep, .. } = node {
            parts.push(Part { title, above, level, nodes: &nodes[start..at] });
            open.retain(|(level, _)| level < deep);
            above = open.last().map(|&(_, line)| line);
            open.push((*deep, line));
            (title, level, start) = (Some(line), *deep, at + 1);
        }
    }
    parts.push(Part { title, above, level, nodes: &nodes[start..] });
    // A heading right above a deeper one is only the title of a group of groups.
    let over: Vec<bool> = (0..parts.len()).map(|at| parts[at].nodes.is_empty() && parts.get(at + 1).is_some_and(|next| next.level > parts[at].level)).collect();
    parts.into_iter().zip(over).filter(|(part, over)| !over || part.title.is_some_and(|title| is_side(&title.text))).map(|(part, _)| part).collect()
}

/// Whether what stands under the title of a segment describes made-up people in it.
fn portrays(title: &Line, nodes: &[Node]) -> bool {
    let persona = |text: &str| {
        let text = bare(&crate::clean::plain(text)).to_lowercase();
        ["persona", "avatar", "人物画像", "用户画像", "ペルソナ", "페르소나"].iter().any(|word| text.starts_with(word))
    };
    let begins = |node: &Node| matches!(node, Node::Paragraph { lines, .. } if lines.first().is_some_and(|line| is_title(&line.text) && persona(&line.text)));
    !persona(&title.text) && nodes.iter().any(begins)
}

/// Whether the words under a title say more than one thing of it.
fn explains(nodes: &[Node]) -> bool {
    sentences(&prose::told(nodes)).len() > 1
}

fn prose_only(nodes: &[Node]) -> bool {
    let mut words = nodes.iter().filter(|node| !matches!(node, Node::Rule(_) | Node::Aside(_)));
    matches!((words.next(), words.next()), (Some(Node::Paragraph { .. }), None))
}

/// A sub-heading without its number and decoration.
fn title_line(title: &Line) -> Line {
    Line { text: unnumbered(&crate::clean::plain(&title.text)).to_owned(), ..title.clone() }
}

/// A section without an item may keep its words in a fence or in italics.
fn fallback(block: Block, nodes: &[Node], content: &mut Content) {
    let place = prose::Place { block, listed: false, inline: false, next: None, named: false, first: false };
    for node in nodes {
        let (lines, code) = match node {
            Node::Code { lines, kind: Fence::Open, .. } if !lines.iter().any(|line| is_drawing(&line.text)) => (&lines[..], true),
            Node::Paragraph { lines, .. } if lines.iter().all(|line| line.italic && !is_question(&line.text)) => (&lines[..], false),
            _ => continue,
        };
        content.left.retain(|(range, _)| *range != node.range());
        let upright: Vec<Line> = lines.iter().map(|line| Line { italic: false, ..line.clone() }).collect();
        if code {
            for line in &upright {
                prose::paragraph(std::slice::from_ref(line), &place, &Cards::default(), &mut Group::default(), content);
            }
        } else {
            prose::paragraph(&upright, &place, &Cards::default(), &mut Group::default(), content);
        }
    }
}

pub(super) fn is_drawing(text: &str) -> bool {
    text.chars().any(|character| matches!(character, '\u{2500}'..='\u{257f}')) || text.contains("+--") || text.contains("|--")
}

/// Questions before the first answer belong to the template, and so do questions without any answer.
pub(super) fn questions(content: &mut Content) {
    let leading = content.items.iter().take_while(|item| is_question(&item.name) && item.note.is_none()).count();
    for item in content.items.drain(..leading) {
        content.left.push((item.range, Why::Question));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::tree::parse;

    fn read(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        fill(Block::CustomerSegments, &parse(text), Manner::default()).items.into_iter().map(|item| (item.name, item.note, item.group)).collect()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn sub_headings_are_groups_of_lists_and_names_of_words() {
        assert_eq!(read("### 1. Firms\n- Offices\n"), [("Offices".to_owned(), None, some("Firms"))]);
        let told = read("### People\n#### Students\nLittle money.\n#### Commuters\nIn a hurry.\n### Firms\n- Offices\n");
        assert_eq!(told[0], ("Students".to_owned(), some("Little money."), some("People")));
        assert_eq!(told[2], ("Offices".to_owned(), None, some("Firms")));
        assert_eq!(read("### Students\n### Commuters\n").len(), 2);
        assert_eq!(read("### A student\n- Age: 20\n- Budget: low\n### A commuter\n- Age: 40\n- Budget: high\n").len(), 2);
    }

    #[test]
    fn reckoning_beside_a_block_is_left() {
        let content =
            fill(Block::CustomerSegments, &parse("### Who\n- Students\n### Market sizing\n#### Total\n- 5 million\n### Where\n- Town\n"), Manner::default());
        assert_eq!(content.items.len(), 2);
        assert!(content.left.iter().any(|left| left.1 == Why::Decoration));
    }

    #[test]
    fn a_fence_or_italics_hold_the_notes_where_nothing_else_does() {
        assert_eq!(read("```\n- Students\n- Commuters\n```\n").len(), 2);
        assert_eq!(read("```\nsome code\n```\n\n- Students\n").len(), 1);
        assert_eq!(read("*Students of all ages.*\n").len(), 1);
        assert_eq!(read("*Who are they?*\n").len(), 0);
    }
}
