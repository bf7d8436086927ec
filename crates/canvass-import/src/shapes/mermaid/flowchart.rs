//! Flowcharts: a block is a subgraph with nodes in it, a node with its items on further lines, or a node with edges to its items.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use canvass_model::blocks::Block;

use super::Line;
use super::node::{Node, is_listed, lines, nodes, shape, unlisted};
use crate::Why;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, Label, block_of};
use crate::shapes::named;

/// A node with a text, and the subgraphs around it.
struct Found {
    id: String,
    text: String,
    range: Range<usize>,
    block: Option<Block>,
    /// The title of the subgraph that is the block.
    title: String,
    group: Option<String>,
}

/// The canvas in the lines of a flowchart.
pub(super) fn read(diagram: &[Line]) -> Draft {
    let mut draft = Draft::default();
    let (mut found, mut edges) = (Vec::new(), Vec::new());
    let mut around: Vec<(Option<Block>, String)> = Vec::new();
    for line in diagram {
        let words = line.text.trim();
        let range = line.range();
        match words.split_whitespace().next() {
            None | Some("style" | "classDef" | "class" | "click" | "linkStyle" | "direction" | "accTitle" | "accDescr") => {}
            Some(comment) if comment.starts_with("%%") => {}
            Some("end") if words.trim_end_matches(';') == "end" => {
                around.pop();
            }
            Some("subgraph") => {
                let title = title(words["subgraph".len()..].trim());
                let label = label(&title);
                if let Some(label) = label {
                    named::remark(&mut draft, label, &title, range);
                    draft.begin(label.block);
                } else if draft.blocks.is_empty() && draft.name.is_none() {
                    draft.name = named::business(&title);
                    draft.leave(range, Why::Before);
                }
                around.push((label.map(|label| label.block), title));
            }
            Some(_) => statement(line, &around, &mut found, &mut edges),
        }
    }
    emit(&found, &edges, &mut draft);
    draft
}

fn label(text: &str) -> Option<Label> {
    block_of(text).filter(|label| label.fit != Fit::Mapped)
}

/// The title of a subgraph: `id [Title]`, `id["Title"]`, `"Title"` or `Title`.
fn title(words: &str) -> String {
    let words = words.trim_end_matches(';').trim();
    if let Some(quoted) = words.strip_prefix('"') {
        return quoted.trim_end_matches('"').to_owned();
    }
    let bracket = words.find('[').and_then(|at| shape(&words[at..]).0);
    bracket.map_or_else(|| words.to_owned(), |title| lines(&title).join(" "))
}

fn statement(line: &Line, around: &[(Option<Block>, String)], found: &mut Vec<Found>, edges: &mut Vec<(String, String)>) {
    let (block, title) = around.iter().rev().find_map(|(block, title)| block.map(|block| (Some(block), title.clone()))).unwrap_or_default();
    let inner = around.iter().rev().take_while(|(block, _)| block.is_none()).map(|(_, title)| title.clone()).next();
    let nodes = nodes(line.text);
    let lone = nodes.len() == 1;
    for pair in nodes.windows(2) {
        if let [from, to] = pair {
            edges.push((from.id.clone(), to.id.clone()));
        }
    }
    for Node { id, text, range } in nodes {
        // A lone id in the subgraph of a block is an item that needed no other text.
        let Some(text) = text.or_else(|| (lone && block.is_some()).then(|| id.clone())) else { continue };
        let range = line.start + range.start..line.start + range.end;
        found.push(Found { id, text, range, block, title: title.clone(), group: inner.clone().filter(|_| block.is_some()) });
    }
}

fn emit(found: &[Found], edges: &[(String, String)], draft: &mut Draft) {
    // Nodes that are blocks themselves, by their id.
    let mut heads: HashMap<&str, Block> = HashMap::new();
    for node in found.iter().filter(|node| node.block.is_none()) {
        if let Some(label) = lines(&node.text).first().and_then(|first| label(first)) {
            heads.insert(&node.id, label.block);
        }
    }
    let mut owners: HashMap<&str, Block> = HashMap::new();
    for (from, to) in edges {
        if let Some(&block) = heads.get(from.as_str()) {
            owners.entry(to).or_insert(block);
        }
    }
    let mut sizes: HashMap<Block, usize> = HashMap::new();
    for block in found.iter().filter_map(|node| node.block) {
        *sizes.entry(block).or_default() += 1;
    }
    let mut taken: HashSet<&str> = HashSet::new();
    for node in found {
        let texts = lines(&node.text);
        let head = texts.first().and_then(|first| label(first));
        match (node.block, head) {
            // A node that repeats the title of its subgraph; `Strategic Partners` among other partners is an item.
            (Some(block), Some(label)) if label.block == block && (sizes.get(&block) == Some(&1) || same(&texts[0], &node.title)) => {
                items(block, node, &texts[1..], true, draft);
            }
            (None, Some(label)) => {
                named::remark(draft, label, &node.text, node.range.clone());
                draft.begin(label.block);
                items(label.block, node, &texts[1..], true, draft);
            }
            (Some(block), _) => {
                let alone = sizes.get(&block) == Some(&1);
                items(block, node, &texts, alone, draft);
            }
            (None, None) => match owners.get(node.id.as_str()).copied() {
                // A node that several edges reach is one item.
                Some(block) if taken.insert(&node.id) => items(block, node, &texts, false, draft),
                Some(_) => {}
                None => outside(node, draft),
            },
        }
    }
}

/// Whether two labels say the same but for case and decoration.
fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>();
    letters(one) == letters(other)
}

fn outside(node: &Found, draft: &mut Draft) {
    if draft.name.is_none() && draft.blocks.is_empty() {
        draft.name = named::business(&lines(&node.text).join(" "));
    }
    draft.leave(node.range.clone(), if draft.blocks.is_empty() { Why::Before } else { Why::Behind });
}

/// The items of a node: one per line where the node stands for the block or lists them, else the node is one item.
fn items(block: Block, node: &Found, texts: &[String], each: bool, draft: &mut Draft) {
    let mut add = |name: &str, note: Option<String>| {
        let mut item = DraftItem::new(block, name, node.range.clone());
        (item.note, item.group) = (note, node.group.clone());
        if name.ends_with(['?', '？']) { draft.leave(item.range, Why::Question) } else { draft.add(item) }
    };
    if each || (texts.len() > 1 && texts.iter().all(|line| is_listed(line))) {
        texts.iter().for_each(|line| add(unlisted(line), None));
    } else if let [first, rest @ ..] = texts {
        let rest_text = rest.join(" ");
        // A short first line that was only wrapped goes on; behind a complete one stands its explanation.
        let complete = first.contains(' ') && !rest_text.starts_with(char::is_lowercase);
        let explains = complete || rest_text.contains([',', '/', '(', '、']) || rest_text.starts_with(|first: char| first.is_ascii_digit());
        match rest {
            [] => add(unlisted(first), None),
            _ if explains => add(unlisted(first), Some(rest_text)),
            _ => add(&format!("{} {rest_text}", unlisted(first)), None),
        }
    }
}
