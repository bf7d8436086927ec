//! Labels that are no headings: bold lines, plain lines and items of lists. Where a document has enough of them they become headings.

use canvass_model::in_word;
use smallvec::smallvec;

use super::inline::{Line, Several};
use super::naming::{Lead, Naming};
use super::node::{Entry, Node, Source};
use super::split::part;
use crate::blocks::Blocks;
use crate::labels::Label;

/// The level of a bold or plain line that acts as a heading: below all headings.
pub(super) const LINE: u8 = 7;
/// The level of an item of a list that acts as a heading.
pub(super) const ITEM: u8 = 8;

/// The labels of a document that are no headings.
pub(super) struct Others {
    /// Of which kinds there are enough.
    sources: Vec<Source>,
    /// Which parts may hold them.
    free: Vec<bool>,
}

/// The labels that become headings, given those of the headings; none where there are too few.
pub(super) fn others(nodes: &[Node], named: &[Option<Label>], naming: Naming) -> Option<Others> {
    let heads: Blocks = named.iter().flatten().map(|label| label.block).collect();
    let many = heads.len() >= 5;
    let free = outside(nodes, named, many);
    let enough = |source: Source| {
        let mut blocks = Blocks::default();
        for (node, free) in nodes.iter().zip(&free) {
            if *free {
                labels(node, source, naming, &mut blocks);
            }
        }
        let new = blocks.without(heads).len();
        if many { blocks.len() >= 5 } else { blocks.len() >= 4 || (blocks.len() >= 2 && new >= 2 && new + heads.len() >= 4) }
    };
    let sources: Vec<Source> = [Source::Bold, Source::Plain, Source::List].into_iter().filter(|&source| enough(source)).collect();
    (!sources.is_empty()).then_some(Others { sources, free })
}

/// The document with a heading for every such label, and the labels of all headings.
pub(super) fn explode(nodes: Vec<Node>, Others { sources, free }: Others, naming: Naming) -> (Vec<Node>, Vec<Option<Label>>) {
    let shouted = sources.contains(&Source::Plain) && are_shouted(&nodes, naming);
    let mut all = Vec::with_capacity(nodes.len());
    for (node, free) in nodes.into_iter().zip(free) {
        match node {
            Node::Paragraph { lines, inline } if free && (sources.contains(&Source::Bold) || sources.contains(&Source::Plain)) => {
                paragraph(lines, inline, naming, Plain { sources: &sources, shouted }, &mut all);
            }
            Node::List { ordered, items } if free && sources.contains(&Source::List) => list(ordered, items, naming, &mut all),
            other => all.push(other),
        }
    }
    let named = naming.headings(&all);
    (all, named)
}

/// Which parts may hold labels: all of them, or only those outside of the sections of blocks when the headings name the blocks.
fn outside(nodes: &[Node], named: &[Option<Label>], many: bool) -> Vec<bool> {
    let mut inside: Option<u8> = None;
    nodes
        .iter()
        .zip(named)
        .map(|(node, label)| {
            if let Node::Heading { level, .. } = node {
                if label.is_some() {
                    inside = Some(*level);
                } else if inside.is_some_and(|open| *level <= open) {
                    inside = None;
                }
            }
            !many || inside.is_none()
        })
        .collect()
}

fn labels(node: &Node, source: Source, naming: Naming, blocks: &mut Blocks) {
    match (node, source) {
        (Node::Paragraph { lines, .. }, Source::Bold) => blocks.extend(lines.iter().filter_map(|line| naming.bold(line)).map(|lead| lead.label.block)),
        (Node::Paragraph { lines, .. }, Source::Plain) => blocks.extend(lines.iter().filter_map(|line| plain(line, naming)).map(|lead| lead.label.block)),
        (Node::List { items, .. }, Source::List) => {
            let (mut count, mut found) = (0, Blocks::default());
            for lead in items.iter().filter_map(|item| naming.any(item.lines.first()?)) {
                count += 1;
                found.insert(lead.label.block);
            }
            if is_list_of_labels(count, items.len()) {
                blocks.add(found);
            }
        }
        _ => {}
    }
}

fn plain(line: &Line, naming: Naming) -> Option<Lead> {
    if line.text.contains("**") { None } else { naming.plain(line) }
}

/// A list in which only one item among many is called `Channels` is a list of notes.
fn is_list_of_labels(labels: usize, items: usize) -> bool {
    labels >= 3 || (labels > 0 && labels * 2 > items)
}

/// Whether the labels of most blocks are plain lines in capitals: then `recettes` among what stands below them is no label.
fn are_shouted(nodes: &[Node], naming: Naming) -> bool {
    let mut blocks = Blocks::default();
    for node in nodes {
        let Node::Paragraph { lines, .. } = node else { continue };
        blocks.extend(lines.iter().filter(|line| is_shouted(&line.text)).filter_map(|line| plain(line, naming)).map(|lead| lead.label.block));
    }
    blocks.len() >= 5
}

/// Whether a line has capitals and no small letters.
fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Which labels there are, and whether the plain ones are written in capitals.
#[derive(Clone, Copy)]
struct Plain<'s> {
    sources: &'s [Source],
    shouted: bool,
}

fn paragraph(lines: Several, inline: bool, naming: Naming, manner: Plain<'_>, all: &mut Vec<Node>) {
    let Plain { sources, shouted } = manner;
    let whispered = |line: &Line, lead: &Lead| shouted && lead.rest >= line.text.len() && !is_shouted(&line.text);
    let mut rest = Several::new();
    for line in lines {
        let bold = sources.contains(&Source::Bold).then(|| naming.bold(&line)).flatten().map(|lead| (lead, Source::Bold));
        let found = bold.or_else(|| {
            let lead = sources.contains(&Source::Plain).then(|| plain(&line, naming)).flatten();
            lead.filter(|lead| !whispered(&line, lead)).map(|lead| (lead, Source::Plain))
        });
        let Some((lead, source)) = found else {
            rest.push(line);
            continue;
        };
        if !rest.is_empty() {
            all.push(Node::Paragraph { lines: std::mem::take(&mut rest), inline });
        }
        label(&line, &lead, LINE, source, all);
    }
    if !rest.is_empty() {
        all.push(Node::Paragraph { lines: rest, inline });
    }
}

/// The label as a heading, and the rest of its line as a paragraph.
fn label(line: &Line, lead: &Lead, level: u8, source: Source, all: &mut Vec<Node>) {
    let heading = part(line, 0..lead.rest).unwrap_or_else(|| line.clone());
    all.push(Node::Heading { level, line: heading, source });
    if let Some(rest) = part(line, lead.rest..line.text.len())
        && rest.text.chars().any(in_word)
    {
        all.push(Node::Paragraph { lines: smallvec![rest], inline: true });
    }
}

fn list(ordered: bool, items: Vec<Entry>, naming: Naming, all: &mut Vec<Node>) {
    let leads: Vec<Option<Lead>> = items.iter().map(|item| naming.any(item.lines.first()?)).collect();
    let count = leads.iter().flatten().count();
    if !is_list_of_labels(count, items.len()) {
        all.push(Node::List { ordered, items });
        return;
    }
    // Where the labels have nothing in or under them, what follows them in the same list is what they hold.
    let flat = items.iter().zip(&leads).all(|(item, lead)| {
        let bare = |lead: &Lead| item.children.is_empty() && item.lines.len() == 1 && item.lines.iter().all(|line| lead.rest >= line.text.len());
        lead.as_ref().is_none_or(bare)
    });
    let mut open: Vec<Entry> = Vec::new();
    for (item, lead) in items.into_iter().zip(leads) {
        match (lead, item.lines.first()) {
            (Some(lead), Some(first)) => {
                if !open.is_empty() {
                    all.push(Node::List { ordered: false, items: std::mem::take(&mut open) });
                }
                label(first, &lead, ITEM, Source::List, all);
                if item.lines.len() > 1 {
                    all.push(Node::Paragraph { lines: item.lines[1..].into(), inline: false });
                }
                all.extend(item.children);
            }
            (_, Some(first)) if !flat => {
                all.push(Node::Heading { level: ITEM, line: first.clone(), source: Source::List });
                all.extend(item.children);
            }
            _ => open.push(item),
        }
    }
    if !open.is_empty() {
        all.push(Node::List { ordered: false, items: open });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::tree::parse;

    fn headings(text: &str) -> Vec<(String, Source)> {
        let nodes = parse(text);
        let naming = Naming::of(&nodes);
        let named = naming.headings(&nodes);
        let exploded = match others(&nodes, &named, naming) {
            Some(others) => explode(nodes, others, naming).0,
            None => nodes,
        };
        exploded
            .into_iter()
            .filter_map(|node| match node {
                Node::Heading { line, source, .. } => Some((line.text, source)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn bold_plain_and_listed_labels_become_headings() {
        let bold = headings("**Key Partners:** a, b\n**Channels:** c\n\n**Cost Structure:**\n- d\n\n**Customer Segments** e\n");
        assert_eq!(bold.len(), 4);
        assert_eq!(bold[0].1, Source::Bold);
        let plain = headings("customer segments:\n• a\n\nchannels:\n• b\n\nkey partners:\n• c\n\nkey resources:\n• d\n");
        assert_eq!(plain.iter().filter(|found| found.1 == Source::Plain).count(), 4);
        let list = headings("- **Key Partners**: a\n- **Channels**: b\n- Cost Structure\n  - c\n- Customer Segments: d\n- Key metrics: e\n");
        assert_eq!(list.len(), 5, "the item that is no label ends the block before it");
    }

    #[test]
    fn what_is_called_like_a_block_in_small_letters_below_capitals_is_no_label() {
        let text = |item: &str| format!("CANAUX\na\n\nREVENUS\nb\n\nRESSOURCES CLES\nparc\n{item}\natelier\n\nPARTENAIRES\nc\n\nCOUTS\nd\n");
        assert_eq!(headings(&text("recettes")).len(), 5);
        assert_eq!(headings(&text("RECETTES")).len(), 6);
    }

    #[test]
    fn bullets_that_are_called_like_a_block_stay_bullets() {
        let text = "## Channels\n- **Partnerships**: shops\n- Web\n## Key Partners\n- a\n## Cost Structure\n- **Channels**: b\n## Key Resources\n- c\n## Customer Segments\n- d\n";
        assert!(headings(text).iter().all(|found| found.1 == Source::Heading));
    }
}
