//! Lists as their authors meant them: a title between two bullets ends the first list, and bullets that Markdown does not know nest too.

use smallvec::smallvec;

use super::inline::{Line, Several};
use super::node::{Entry, Node};
use super::split::unbulleted;
use super::words::{bullet, is_title};
use crate::labels::{Fit, block_of};
use crate::shapes::groups::{is_heavy, marked_name};

/// The parts of a document with its lists put right.
pub(super) fn nest(text: &str, nodes: Vec<Node>) -> Vec<Node> {
    // Nothing can be put right where every bullet has one line and nothing under it.
    let is_simple = |items: &[Entry]| !items.is_empty() && items.iter().all(|item| item.lines.len() < 2 && item.children.is_empty());
    if !nodes.iter().any(|node| matches!(node, Node::List { items, .. } if !is_simple(items))) {
        return merge(text, nodes);
    }
    let mut parted = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::List { ordered, items } if !is_simple(&items) => part(text, ordered, items, &mut parted),
            other => parted.push(other),
        }
    }
    merge(text, parted)
}

/// A list, cut where a title stands at the margin between two of its bullets.
fn part(text: &str, ordered: bool, items: Vec<Entry>, into: &mut Vec<Node>) {
    let mut open: Vec<Entry> = Vec::with_capacity(items.len());
    for mut item in items {
        let margin = item.range.start;
        let rest = loose(text, margin, &mut item);
        // Bullets that were taken for more lines of the item stand under it.
        let own = item.lines.iter().skip(1).position(foreign_bullet).map_or(item.lines.len(), |at| at + 1);
        if own < item.lines.len() {
            let bullets: Several = item.lines.drain(own..).collect();
            let starred = bullets.iter().all(|line| stars(line).is_some());
            let node = if starred { Node::List { ordered: false, items: entries(text, &bullets) } } else { Node::Paragraph { lines: bullets, inline: false } };
            item.children.insert(0, node);
        }
        if !item.children.is_empty() {
            item.children = nest(text, item.children);
        }
        open.push(item);
        if !rest.is_empty() {
            into.push(Node::List { ordered, items: std::mem::take(&mut open) });
            into.push(Node::Paragraph { lines: rest, inline: false });
        }
    }
    if !open.is_empty() {
        into.push(Node::List { ordered, items: open });
    }
}

/// Takes the lines out of an item, or out of the last one nested in it, that stand at the margin, which is that of the item at a place, and begin
/// something else.
fn loose(text: &str, margin: usize, item: &mut Entry) -> Several {
    let begins = |line: &Line| {
        column(text, line.range.start) <= column(text, margin)
            && (is_title(&line.text)
                || marked_name(&line.text).is_some()
                || foreign_bullet(line) && stars(line).is_none()
                || line.text.len() <= 120 && block_of(&line.text).is_some_and(|label| label.fit == Fit::Exact))
    };
    let nested = match item.children.last_mut() {
        Some(Node::List { items, .. }) => items.last_mut(),
        Some(_) => return Several::new(),
        None => None,
    };
    let rest = match nested {
        Some(last) => loose(text, margin, last),
        None => match item.lines.iter().skip(1).position(begins) {
            Some(at) => item.lines.drain(at + 1..).collect(),
            None => Several::new(),
        },
    };
    if let Some(first) = rest.first() {
        item.range.end = item.range.end.min(first.range.start).max(item.range.start);
    }
    rest
}

/// Bullets that Markdown does not know, with what is nested under them, as lists.
fn merge(text: &str, nodes: Vec<Node>) -> Vec<Node> {
    // Most documents have none.
    if !nodes.iter().any(|node| matches!(node, Node::Paragraph { lines, inline: false } if lines.iter().any(foreign_bullet))) {
        return nodes;
    }
    let mut all: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut open: Vec<Entry> = Vec::new();
    let mut waiting: Vec<Node> = Vec::new();
    let mut nested = false;
    for node in nodes {
        match node {
            Node::Paragraph { ref lines, inline: false } => {
                let first = lines.iter().position(foreign_bullet).unwrap_or(lines.len());
                let (before, bullets) = lines.split_at(first);
                let fits = !bullets.is_empty() && bullets.iter().all(foreign_bullet) && bullets.iter().all(|line| !is_label(line));
                if !fits || !before.is_empty() {
                    close(&mut open, &mut waiting, &mut nested, &mut all);
                }
                if !fits {
                    all.push(node);
                    continue;
                }
                if !before.is_empty() {
                    all.push(Node::Paragraph { lines: before.into(), inline: false });
                }
                let entries = entries(text, bullets);
                nested |= entries.iter().any(|entry| !entry.children.is_empty());
                waiting.push(Node::Paragraph { lines: bullets.into(), inline: false });
                open.extend(entries);
            }
            Node::List { ref items, .. } => match (open.last_mut(), items.first()) {
                (Some(last), Some(first)) if last.children.is_empty() && is_under(text, last, first) => {
                    nested = true;
                    last.range.end = last.range.end.max(node.range().end);
                    last.children.push(node.clone());
                    waiting.push(node);
                }
                _ => {
                    close(&mut open, &mut waiting, &mut nested, &mut all);
                    all.push(node);
                }
            },
            other => {
                close(&mut open, &mut waiting, &mut nested, &mut all);
                all.push(other);
            }
        }
    }
    close(&mut open, &mut waiting, &mut nested, &mut all);
    all
}

/// Adds what was gathered: as a list where something is nested in it, otherwise as it stood.
fn close(open: &mut Vec<Entry>, waiting: &mut Vec<Node>, nested: &mut bool, all: &mut Vec<Node>) {
    let (items, nodes) = (std::mem::take(open), std::mem::take(waiting));
    if std::mem::take(nested) {
        all.push(Node::List { ordered: false, items });
    } else {
        all.extend(nodes);
    }
}

/// Lines with bullets as entries, nested by how far they are indented, or by their marks: `■` above `・`.
fn entries(text: &str, lines: &[Line]) -> Vec<Entry> {
    let columns: Vec<usize> = lines.iter().map(|line| column(text, line.range.start) + stars(line).map_or(0, str::len)).collect();
    let base = columns.first().copied().unwrap_or_default();
    let even = columns.iter().all(|&column| column == base);
    let by_mark = even && lines.first().is_some_and(|line| is_heavy(&line.text));
    let mut entries: Vec<Entry> = Vec::new();
    for (line, column) in lines.iter().zip(columns) {
        let under = if by_mark { !is_heavy(&line.text) } else { column > base };
        let (bare, _) = unbulleted(line);
        let bare = match stars(line) {
            _ if is_heavy(&line.text) => line.clone(),
            Some(stars) => Line { text: line.text[stars.len()..].trim_start().to_owned(), ..bare },
            None => bare,
        };
        let entry = Entry { range: line.range.clone(), lines: smallvec![bare], children: Vec::new() };
        match entries.last_mut().filter(|_| under) {
            Some(above) => {
                above.range.end = above.range.end.max(line.range.end);
                match above.children.last_mut() {
                    Some(Node::List { items, .. }) => items.push(entry),
                    _ => above.children.push(Node::List { ordered: false, items: vec![entry] }),
                }
            }
            None => entries.push(entry),
        }
    }
    entries
}

fn is_under(text: &str, above: &Entry, first: &Entry) -> bool {
    above.lines.first().is_some_and(|line| is_heavy(&line.text)) || column(text, first.range.start) > column(text, above.range.start)
}

fn is_label(line: &Line) -> bool {
    line.text.len() <= 120 && block_of(bullet(&line.text).unwrap_or(&line.text)).is_some()
}

/// Whether a line begins with a bullet that Markdown does not know.
fn foreign_bullet(line: &Line) -> bool {
    stars(line).is_some() || !line.text.starts_with(|first: char| first.is_ascii()) && (bullet(&line.text).is_some() || is_heavy(&line.text))
}

/// The stars of a nested bullet as wikis write it: `** Families`.
fn stars(line: &Line) -> Option<&str> {
    let rest = line.text.trim_start_matches('*');
    let stars = &line.text[..line.text.len() - rest.len()];
    (stars.len() >= 2 && rest.starts_with(' ')).then_some(stars)
}

/// How far the line of the source is indented in which a place stands.
fn column(text: &str, place: usize) -> usize {
    let before = text.get(..place).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or_default();
    line.chars()
        .map_while(|character| match character {
            '\t' => Some(4),
            '\u{3000}' => Some(2),
            ' ' | '\u{a0}' => Some(1),
            _ => None,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::fill::fill;
    use crate::shapes::markdown::manner::Manner;
    use crate::shapes::markdown::tree::parse;
    use canvass_model::blocks::Block;

    fn read(text: &str) -> Vec<(String, Option<String>)> {
        fill(Block::CustomerSegments, &nest(text, parse(text)), Manner::default())
            .items
            .into_iter()
            .map(|item| (crate::clean::plain(&item.name), item.group))
            .collect()
    }

    fn in_groups(text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<(String, Option<String>)> = expected.iter().map(|&(name, group)| (name.to_owned(), Some(group.to_owned()))).collect();
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn a_title_at_the_margin_ends_the_list_above_it() {
        let expected = [("Families", "Members"), ("Houses", "Members"), ("A trust", "Givers")];
        in_groups("Members:\n- Families\n- Houses\nGivers:\n- A trust\n", &expected);
        in_groups("**Members**\n* Families\n* Houses\n**Givers**\n* A trust\n", &expected);
        in_groups("（一）Members\n1. Families\n2. Houses\n（二）Givers\n1. A trust\n", &expected);
        in_groups("① Members\n- Families\n- Houses\n② Givers\n- A trust\n", &expected);
        assert_eq!(read("- Families\nwith children\n- Houses\n").len(), 2);
    }

    #[test]
    fn bullets_of_other_kinds_nest_too() {
        let expected = [("Families", "Members"), ("Houses", "Members"), ("A trust", "Givers")];
        in_groups("・Members\n　・Families\n　・Houses\n・Givers\n　・A trust\n", &expected);
        in_groups("■ Members\n・Families\n・Houses\n■ Givers\n・A trust\n", &expected);
        in_groups("• Members\n   - Families\n   - Houses\n• Givers\n   - A trust\n", &expected);
        in_groups("◆Members\n- Families\n- Houses\n◆Givers\n- A trust\n", &expected);
        in_groups("・Members\n  - Families\n  - Houses\n・Givers\n  - A trust\n", &expected);
        in_groups("* Members\n** Families\n** Houses\n* Givers\n** A trust\n", &expected);
        in_groups("【Members】\n・Families\n・Houses\n【Givers】\n・A trust\n", &expected);
        assert_eq!(read("• Families\n• Houses\n").len(), 2);
    }
}
