//! Lists of the tree: an item has a text of its own and what is nested under it.

use pulldown_cmark::{Event, Tag, TagEnd};
use smallvec::smallvec;

use super::inline::Lines;
use super::node::{Entry, Node};
use super::tree::{Builder, DEPTH, USUAL};

impl Builder<'_> {
    pub(super) fn list(&mut self, ordered: bool, depth: usize, into: &mut Vec<Node>) {
        let mut items = Vec::with_capacity(USUAL);
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let mut entry = self.entry(depth + 1);
                    entry.range = range;
                    items.push(entry);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        into.push(Node::List { ordered, items });
    }

    fn entry(&mut self, depth: usize) -> Entry {
        let (mut own, mut entry) = (Lines::default(), Entry::default());
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(TagEnd::Item) => break,
                Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
                | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) => own.take(&event, range),
                Event::Start(_) if depth >= DEPTH => {
                    self.skip_element();
                    entry.children.push(Node::Aside(range));
                }
                // A second block ends the text of the item itself.
                Event::Start(_) => {
                    let before = entry.children.len();
                    self.node(event, range, depth, &mut entry.children);
                    if before == 0
                        && entry.lines.is_empty()
                        && let Some(Node::Paragraph { .. } | Node::Heading { .. }) = entry.children.first()
                        && own.is_blank()
                    {
                        match entry.children.remove(0) {
                            Node::Paragraph { lines, .. } => entry.lines = lines,
                            Node::Heading { line, .. } => entry.lines = smallvec![line],
                            _ => {}
                        }
                    }
                }
                _ => own.take(&event, range),
            }
        }
        let mut lines = own.finish();
        if entry.lines.is_empty() {
            entry.lines = lines;
        } else if !lines.is_empty() {
            lines.append(&mut entry.lines);
            entry.lines = lines;
        }
        entry
    }
}
