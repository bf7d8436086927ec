//! The document as a small tree: headings, paragraphs, lists, tables, fences.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::inline::{Line, Lines, Several, joined};
use super::node::{Cell, Fence, Node, Source, Table};
use crate::marks;

/// How deep parts may be nested before what is below is flattened.
pub(super) const DEPTH: usize = 24;

/// So many rows, columns or bullets a table or list usually has at most.
pub(super) const USUAL: usize = 8;

/// So many bytes a part usually has at least.
const PART: usize = 128;

/// The parts of Markdown for which a text has the signs: each costs a look at every line.
fn options(text: &str) -> Options {
    let signs = [
        (b'|', Options::ENABLE_TABLES),
        (b'~', Options::ENABLE_STRIKETHROUGH),
        (b'[', Options::ENABLE_TASKLISTS),
        (b'^', Options::ENABLE_FOOTNOTES),
        (b'{', Options::ENABLE_HEADING_ATTRIBUTES),
        (b'+', Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS),
    ];
    let has = |sign: u8| memchr::memchr(sign, text.as_bytes()).is_some();
    signs.into_iter().filter(|(sign, _)| has(*sign)).fold(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS, |all, (_, option)| all | option)
}

/// The parts of a text.
pub(super) fn parse(text: &str) -> Vec<Node> {
    let events = Parser::new_ext(text, options(text)).into_offset_iter();
    let mut nodes = Vec::with_capacity(text.len() / PART + 1);
    Builder { text, events, skip: 0, endless: false }.nodes(0, &mut nodes);
    nodes
}

pub(super) struct Builder<'text> {
    pub(super) text: &'text str,
    pub(super) events: OffsetIter<'text>,
    /// Everything before this place has been read as a table of HTML.
    skip: usize,
    /// Whether no table of HTML ends from here on.
    endless: bool,
}

impl<'text> Builder<'text> {
    pub(super) fn next(&mut self) -> Option<(Event<'text>, Range<usize>)> {
        self.events.next()
    }

    /// Reads parts up to the end of what they stand in.
    pub(super) fn nodes(&mut self, depth: usize, into: &mut Vec<Node>) {
        while let Some((event, range)) = self.events.next() {
            if depth > 0 && matches!(event, Event::End(_)) {
                return;
            }
            if depth == 0 && range.start < self.skip {
                continue;
            }
            self.node(event, range, depth, into);
        }
    }

    /// Reads the element that begins with this event.
    pub(super) fn node(&mut self, event: Event<'text>, range: Range<usize>, depth: usize, into: &mut Vec<Node>) {
        match event {
            Event::Start(Tag::Paragraph) => self.paragraph(into),
            Event::Start(Tag::Heading { level, .. }) => self.heading(level as u8, range, into),
            Event::Start(Tag::List(first)) => self.list(first.is_some(), depth, into),
            Event::Start(Tag::Table(_)) => self.table(range, into),
            Event::Start(Tag::CodeBlock(kind)) => self.code(&kind, range, into),
            Event::Start(Tag::HtmlBlock) => self.html(depth, range, into),
            Event::Start(Tag::MetadataBlock(_)) => {
                let text = self.literal();
                into.push(Node::Front { text, range });
            }
            Event::Start(Tag::FootnoteDefinition(_)) => {
                self.skip_element();
                into.push(Node::Aside(range));
            }
            Event::Start(_) if depth < DEPTH => self.nodes(depth + 1, into),
            Event::Start(_) => {
                self.skip_element();
                into.push(Node::Aside(range));
            }
            Event::Rule => into.push(Node::Rule(range)),
            _ => {}
        }
    }

    /// Passes over the rest of an element that has begun.
    pub(super) fn skip_element(&mut self) {
        let mut open = 1usize;
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        return;
                    }
                }
                _ => {}
            }
        }
    }

    /// The text of an element without inner elements.
    fn literal(&mut self) -> String {
        let mut all = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Text(text) | Event::Html(text) => all.push_str(&text),
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => break,
                _ => {}
            }
        }
        all
    }

    fn inline(&mut self) -> Several {
        let mut lines = Lines::default();
        while let Some((event, range)) = self.next() {
            if matches!(event, Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell)) {
                break;
            }
            lines.take(&event, range);
        }
        lines.finish()
    }

    pub(super) fn paragraph(&mut self, into: &mut Vec<Node>) {
        let lines = self.inline();
        if !lines.is_empty() {
            into.push(Node::Paragraph { lines, inline: false });
        }
    }

    pub(super) fn heading(&mut self, level: u8, range: Range<usize>, into: &mut Vec<Node>) {
        let lines = self.inline();
        let hash = self.text.get(range.clone()).is_some_and(|text| text.trim_start().starts_with('#'));
        // A row of dashes right under a paragraph makes it a heading by the rules, which hardly anybody means.
        let is_words = |line: &Line| line.text.chars().count() > 80 || line.text.ends_with(['.', '。']);
        if !hash && (lines.len() > 1 || lines.first().is_some_and(is_words)) {
            into.push(Node::Paragraph { lines, inline: false });
            into.push(Node::Rule(range.end..range.end));
        } else if let Some(line) = joined(lines) {
            into.push(Node::Heading { level, line: Line { range: range.start..range.end.max(line.range.end), ..line }, source: Source::Heading });
        }
    }

    pub(super) fn table(&mut self, range: Range<usize>, into: &mut Vec<Node>) {
        let mut table = Table { rows: Vec::with_capacity(USUAL), range };
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    let width = table.rows.first().map_or(USUAL, Vec::len);
                    table.rows.push(Vec::with_capacity(width));
                }
                Event::Start(Tag::TableCell) => {
                    let cell = Cell { lines: self.inline(), range };
                    if let Some(row) = table.rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        into.push(Node::Table(table));
    }

    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>, into: &mut Vec<Node>) {
        let mut lines = Vec::new();
        while let Some((event, range)) = self.next() {
            match event {
                Event::Text(text) => literal_lines(&text, range, &mut lines),
                Event::End(_) => break,
                _ => {}
            }
        }
        let kind = match kind {
            CodeBlockKind::Indented => Fence::Open,
            CodeBlockKind::Fenced(info) => match info.trim().to_ascii_lowercase().as_str() {
                "" | "text" | "txt" | "markdown" | "md" | "plain" | "plaintext" => Fence::Open,
                "json" | "jsonc" | "json5" | "yaml" | "yml" => Fence::Data,
                _ => Fence::Other,
            },
        };
        into.push(Node::Code { lines, range, kind });
    }

    pub(super) fn html(&mut self, depth: usize, range: Range<usize>, into: &mut Vec<Node>) {
        let html = self.literal();
        if depth == 0 && html.to_ascii_lowercase().contains("<table") {
            let rest = self.text.as_bytes().get(range.start..).filter(|_| !self.endless).unwrap_or_default();
            let end = rest.windows(8).position(|window| window.eq_ignore_ascii_case(b"</table>"));
            self.endless |= end.is_none();
            self.skip = end.map_or(range.end, |end| range.start + end + 8).max(range.end);
            into.push(Node::HtmlTable(range.start..self.skip));
            return;
        }
        let mut lines = Lines::default();
        lines.html(self.text.get(range.clone()).unwrap_or_default(), range.start);
        let lines = lines.finish();
        match (html_heading(&html), &lines[..]) {
            (_, []) => {}
            (Some(level), [line]) => into.push(Node::Heading { level, line: line.clone(), source: Source::Heading }),
            _ => into.push(Node::Paragraph { lines, inline: false }),
        }
    }
}

/// The lines of literal text, each with its place.
fn literal_lines(text: &str, range: Range<usize>, into: &mut Vec<Line>) {
    let exact = range.len() == text.len();
    let mut at = 0;
    for line in marks::lines(text) {
        let trimmed = line.trim();
        let start = range.start + at + line.len() - line.trim_start().len();
        let place = if exact { start..start + trimmed.len() } else { range.clone() };
        if !trimmed.is_empty() {
            into.push(Line { text: trimmed.to_owned(), range: place, italic: false });
        }
        at += line.len();
    }
}

/// The level of the heading of which a block of HTML consists.
fn html_heading(html: &str) -> Option<u8> {
    let lower = html.trim_start().to_ascii_lowercase();
    let level = lower.strip_prefix("<h")?.chars().next()?.to_digit(10)?;
    (1..=6).contains(&level).then_some(level as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_their_places() {
        let text = "# A\n\ntext **b**\n\n- x\n  - y\n\n| a | b |\n|---|---|\n| c<br>d | e |\n";
        let nodes = parse(text);
        assert_eq!(nodes.len(), 4);
        let Node::Table(table) = &nodes[3] else { panic!("a table") };
        let cell = &table.rows[1][0];
        assert_eq!(cell.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["c", "d"]);
        assert_eq!(&text[cell.lines[1].range.clone()], "d");
        let Node::List { items, .. } = &nodes[2] else { panic!("a list") };
        assert_eq!(items[0].lines[0].text, "x");
        assert_eq!(items[0].children.len(), 1);
    }

    #[test]
    fn a_row_of_dashes_under_a_long_paragraph_is_a_rule() {
        let nodes = parse("one line\nand another\n---\n\nAfter\n");
        assert!(matches!(nodes[0], Node::Paragraph { .. }));
        assert!(matches!(nodes[1], Node::Rule(_)));
    }

    #[test]
    fn a_table_of_html_is_taken_whole() {
        let text = "<table>\n<tr><td>a</td></tr>\n\n<tr><td>b</td></tr>\n</table>\n\nafter\n";
        let nodes = parse(text);
        assert!(matches!(&nodes[0], Node::HtmlTable(range) if text[range.clone()].ends_with("</table>")));
        assert_eq!(nodes.len(), 2);
    }

    #[test]
    fn deep_nesting_does_not_go_deep() {
        assert!(!parse(&format!("{} deep", ">".repeat(5_000))).is_empty());
        assert!(!parse(&format!("{}deep", "- ".repeat(2_000))).is_empty());
    }
}
