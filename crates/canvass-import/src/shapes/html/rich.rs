//! The lines of a page as a reader sees them: broken at blocks, line breaks and chips.

use std::ops::Range;

use super::tree::{Kind, Tree};
use crate::shapes::pieces;

const INLINE: [&str; 33] = [
    "a", "b", "strong", "i", "em", "span", "small", "code", "u", "s", "mark", "sub", "sup", "label", "font", "abbr", "time", "var", "kbd", "del", "ins",
    "cite", "q", "big", "tt", "bdi", "strike", "img", "wbr", "input", "data", "o:p", "button",
];
const STRONG: [&str; 11] = ["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "legend", "dt"];
const TITLES: [&str; 5] = ["title", "heading", "label", "header", "block-name"];

/// A line of a page.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// What it says.
    pub(crate) text: String,
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// The innermost element that is no mere run of text.
    pub(crate) owner: usize,
    /// The level of the heading that it is.
    pub(crate) heading: Option<u8>,
    /// Whether all of it stands out.
    pub(crate) strong: bool,
    /// The part at its beginning that stands out.
    pub(crate) lead: Option<String>,
    /// The innermost item of a list that it is in.
    pub(crate) item: Option<usize>,
}

/// The lines of a piece of rich text, such as the value of a cell of a diagram.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let broken = if text.contains("</") || text.contains("<br") { text.to_owned() } else { text.replace('\n', "<br>") };
    of(&Tree::parse(&broken))
}

/// The lines of a page.
pub(super) fn of(tree: &Tree) -> Vec<Line> {
    let mut writer = Writer { tree, lines: Vec::new(), run: Vec::new(), owner: 0 };
    writer.visit(0, Style::default());
    writer.flush();
    writer.lines
}

#[derive(Debug, Clone, Copy, Default)]
struct Style {
    strong: bool,
    struck: bool,
    verbatim: bool,
}

struct Writer<'a> {
    tree: &'a Tree,
    lines: Vec<Line>,
    /// The texts of the line at hand.
    run: Vec<(String, Range<usize>, Style)>,
    owner: usize,
}

impl Writer<'_> {
    fn visit(&mut self, node: usize, style: Style) {
        let Some(kind) = self.tree.nodes.get(node).map(|node| &node.kind) else { return };
        let (name, class) = match kind {
            Kind::Text(text, range) => return self.text(text, range, style),
            Kind::Element { name, class, .. } => (name.as_str(), class.as_str()),
        };
        if self.tree.is_skipped(node) {
            return;
        }
        if name == "br" {
            return self.flush();
        }
        let titled = class
            .split_whitespace()
            .any(|class| TITLES.iter().any(|title| class == *title || class.ends_with(&format!("-{title}")) || class.ends_with(&format!("_{title}"))));
        let style = Style {
            strong: style.strong || STRONG.contains(&name) || titled && !self.has_blocks(node),
            struck: style.struck || matches!(name, "del" | "s" | "strike"),
            verbatim: style.verbatim || matches!(name, "pre" | "textarea"),
        };
        let inline = INLINE.contains(&name);
        let outer = self.owner;
        if !inline {
            self.flush();
            self.owner = node;
        }
        let chips = self.has_chips(node);
        for &child in self.tree.children(node) {
            if chips {
                self.flush();
            }
            self.visit(child, style);
        }
        if !inline || chips {
            self.flush();
        }
        self.owner = outer;
    }

    fn has_blocks(&self, node: usize) -> bool {
        self.tree
            .children(node)
            .iter()
            .any(|&child| !self.tree.name(child).is_empty() && !INLINE.contains(&self.tree.name(child)) && !self.tree.is_skipped(child))
    }

    /// Whether an element holds short texts of their own beside each other rather than one text.
    fn has_chips(&self, node: usize) -> bool {
        if !matches!(self.tree.name(node), "div" | "section" | "article" | "td" | "aside" | "main" | "figure" | "footer" | "header") {
            return false;
        }
        let children = self.tree.children(node);
        let is_blank = |child: usize| matches!(self.tree.nodes.get(child).map(|node| &node.kind), Some(Kind::Text(text, _)) if text.trim().is_empty());
        let chips = children.iter().filter(|&&child| matches!(self.tree.name(child), "span" | "a" | "label" | "strong" | "b" | "button")).count();
        chips >= 2
            && children.iter().all(|&child| {
                let name = self.tree.name(child);
                is_blank(child) || INLINE.contains(&name) || heading(name).is_some() || self.tree.is_skipped(child)
            })
    }

    fn text(&mut self, text: &str, range: &Range<usize>, style: Style) {
        let listed = text.lines().skip(1).any(|line| {
            let line = line.trim_start();
            line.starts_with("- ") || line.starts_with("* ") || line.starts_with(pieces::is_bullet) || pieces::number(line).is_some()
        });
        if !(style.verbatim || listed) {
            self.run.push((text.to_owned(), range.clone(), style));
            return;
        }
        // Places inside of a text are exact only where no character of it is written as an entity.
        let exact = text.len() == range.len();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let place = if exact { range.start + at..range.start + at + line.len() } else { range.clone() };
            self.run.push((line.to_owned(), place, style));
            if line.ends_with('\n') {
                self.flush();
            }
            at += line.len();
        }
    }

    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let text: String = run.iter().map(|(text, ..)| text.as_str()).collect();
        let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = || run.iter().filter(|(text, ..)| !text.trim().is_empty());
        let (Some((first, start, _)), Some((last, end, _))) = (said().next(), said().next_back()) else { return };
        let leading = first.len() - first.trim_start().len();
        let trailing = last.len() - last.trim_end().len();
        // White space is written as it reads, except where a character is written as an entity.
        let begin = if first.len() == start.len() { start.start + leading } else { start.start };
        let finish = if last.len() == end.len() { end.end - trailing } else { end.end };
        let strong = said().all(|(text, _, style)| style.strong || !text.chars().any(char::is_alphanumeric));
        let lead: String = run
            .iter()
            .skip_while(|(text, _, style)| !style.strong && !text.chars().any(char::is_alphanumeric))
            .take_while(|(text, _, style)| style.strong || text.trim().is_empty())
            .map(|(text, ..)| text.as_str())
            .collect();
        let lead = Some(lead.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|lead| !lead.is_empty() && !strong);
        if said().all(|(_, _, style)| style.struck) {
            text = format!("~~{text}~~");
        }
        let heading = self.tree.around(self.owner).find_map(|node| heading(self.tree.name(node)));
        let item = self.tree.around(self.owner).find(|&node| self.tree.name(node) == "li");
        self.lines.push(Line { text, range: begin..finish.max(begin), owner: self.owner, heading, strong, lead, item });
    }
}

/// The level of a heading.
fn heading(name: &str) -> Option<u8> {
    match name {
        "h1" => Some(1),
        "h2" => Some(2),
        "h3" => Some(3),
        "h4" => Some(4),
        "h5" => Some(5),
        "h6" => Some(6),
        _ => None,
    }
}
