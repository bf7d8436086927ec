//! A light tree of the elements of a page, with the places of its texts.

use std::ops::Range;

use html5gum::Tokenizer;
use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};

/// Elements nested deeper than this stand beside each other.
const DEPTH: usize = 120;
const VOID: [&str; 15] = ["br", "img", "hr", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr", "param", "path"];
const SKIPPED: [&str; 15] =
    ["script", "style", "template", "head", "svg", "nav", "noscript", "select", "iframe", "canvas", "math", "object", "audio", "video", "datalist"];
const BLOCKS: [&str; 18] = ["div", "section", "article", "ul", "ol", "p", "table", "h1", "h2", "h3", "h4", "h5", "h6", "main", "header", "footer", "pre", "dl"];

/// The elements and texts of a page.
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The title in the head of the page.
    pub(super) title: Option<String>,
}

/// An element or a text.
pub(super) struct Node {
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    pub(super) kind: Kind,
}

/// What a node is.
pub(super) enum Kind {
    /// An element: its name, class and id, and how many columns and rows it takes.
    Element { name: String, class: String, columns: usize, rows: usize },
    /// A text with its place.
    Text(String, Range<usize>),
}

impl Tree {
    /// Reads a page; what is not closed is closed where HTML closes it.
    pub(super) fn parse(text: &str) -> Self {
        let root = Node { parent: None, children: Vec::new(), kind: Kind::Element { name: String::new(), class: String::new(), columns: 1, rows: 1 } };
        let mut tree = Self { nodes: vec![root], title: None };
        let mut open = vec![0];
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => tree.start(&mut open, &tag),
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if let Some(at) = open.iter().rposition(|&node| tree.name(node) == name).filter(|&at| at > 0) {
                        // The end of something outside of a cell does not end the cell.
                        let fenced = open.iter().skip(at + 1).any(|&node| matches!(tree.name(node), "td" | "th" | "table"))
                            && !matches!(name.as_str(), "table" | "tr" | "tbody" | "thead" | "body" | "html");
                        if !fenced {
                            open.truncate(at);
                        }
                    }
                }
                Token::String(string) => {
                    let parent = open.last().copied().unwrap_or_default();
                    let value = String::from_utf8_lossy(&string.value).into_owned();
                    let range = sound(text, string.span.start..string.span.end);
                    if tree.name(parent) == "title" && tree.title.is_none() && !open.iter().any(|&node| tree.name(node) == "svg") {
                        tree.title = Some(value.split_whitespace().collect::<Vec<_>>().join(" "));
                    } else {
                        tree.push(parent, Kind::Text(value, range));
                    }
                }
                _ => {}
            }
        }
        tree
    }

    fn start(&mut self, open: &mut Vec<usize>, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        self.close_for(&name, open);
        let attribute =
            |key: &[u8]| tag.attributes.iter().find(|(name, _)| name.as_slice() == key).map(|(_, value)| String::from_utf8_lossy(value).into_owned());
        let span = |key: &[u8]| attribute(key).and_then(|number| number.trim().parse().ok()).unwrap_or(1).clamp(1, 100);
        let class = format!("{} {}", attribute(b"class").unwrap_or_default(), attribute(b"id").unwrap_or_default()).to_lowercase();
        let parent = open.last().copied().unwrap_or_default();
        let empty = VOID.contains(&name.as_str()) || tag.self_closing && !BLOCKS.contains(&name.as_str());
        let node = self.push(parent, Kind::Element { name, class, columns: span(b"colspan"), rows: span(b"rowspan") });
        if !empty && open.len() < DEPTH {
            open.push(node);
        }
    }

    /// Closes what an element of that name closes.
    fn close_for(&self, name: &str, open: &mut Vec<usize>) {
        let (closed, fence): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "body" => (&["head"], &[]),
            _ if BLOCKS.contains(&name) => {
                if let Some(at) = open.iter().position(|&node| self.name(node) == "head") {
                    open.truncate(at);
                }
                (&["p"], &["div", "section", "article", "td", "th", "li", "table", "button"])
            }
            _ => return,
        };
        for at in (1..open.len()).rev() {
            let known = self.name(open[at]);
            if closed.contains(&known) {
                open.truncate(at);
                return;
            }
            if fence.contains(&known) {
                return;
            }
        }
    }

    fn push(&mut self, parent: usize, kind: Kind) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node { parent: Some(parent), children: Vec::new(), kind });
        if let Some(parent) = self.nodes.get_mut(parent) {
            parent.children.push(node);
        }
        node
    }

    /// The name of an element; nothing for a text.
    pub(super) fn name(&self, node: usize) -> &str {
        match self.nodes.get(node).map(|node| &node.kind) {
            Some(Kind::Element { name, .. }) => name,
            _ => "",
        }
    }

    /// The nodes in a node.
    pub(super) fn children(&self, node: usize) -> &[usize] {
        self.nodes.get(node).map_or(&[], |node| &node.children)
    }

    /// A node and all around it, from the inside.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(node), |&node| self.nodes.get(node)?.parent)
    }

    /// Whether one node is another or inside of it.
    pub(super) fn is_in(&self, node: usize, outer: usize) -> bool {
        self.around(node).any(|around| around == outer)
    }

    /// Whether an element shows nothing that is read.
    pub(super) fn is_skipped(&self, node: usize) -> bool {
        SKIPPED.contains(&self.name(node))
    }

    /// Whether a list stands in an element.
    pub(super) fn has_list(&self, node: usize) -> bool {
        self.children(node).iter().any(|&child| matches!(self.name(child), "ul" | "ol"))
    }
}

/// A range on the boundaries of characters.
fn sound(text: &str, range: Range<usize>) -> Range<usize> {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(range.start);
    start..boundary(range.end).max(start)
}
