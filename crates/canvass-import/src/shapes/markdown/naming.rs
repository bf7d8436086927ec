//! Which lines of this document name blocks.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use canvass_model::blocks::Block;

use super::inline::Line;
use super::mapped::Mapped;
use super::node::{Cell, Node, Table};
use super::words::{after, bold_lead, colon_lead, ends_with_colon, is_bold, stripped};
use crate::blocks::Blocks;
use crate::labels::{Fit, Label, block_of, guessed};

/// Tells labels from other lines. Labels of other canvases count only where the document has several of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Naming<'doc> {
    mapped: Mapped<'doc>,
    /// Whether headings in the author's own words have the name of the block in brackets behind them.
    bracketed: bool,
    /// Headings in the author's own words that stand for blocks which nothing else names.
    guessed: &'doc [(String, Label)],
}

/// A label at the beginning of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lead {
    /// What it names.
    pub(super) label: Label,
    /// Where the rest begins in the line; the length of the line when there is no rest.
    pub(super) rest: usize,
}

impl<'doc> Naming<'doc> {
    /// How this document names blocks, but for the headings that were guessed.
    pub(super) fn of(nodes: &[Node]) -> Self {
        Self { mapped: Mapped::of(nodes), bracketed: has_brackets(nodes), guessed: &[] }
    }

    /// The same, with labels of other canvases told apart when the first is asked for.
    pub(super) fn when_asked(nodes: &'doc [Node], mapped: &'doc OnceCell<bool>) -> Self {
        Self { mapped: Mapped::Asked(nodes, mapped), bracketed: has_brackets(nodes), guessed: &[] }
    }

    /// The labels of the headings, each at the place of its part.
    pub(super) fn headings(self, nodes: &[Node]) -> Vec<Option<Label>> {
        nodes.iter().map(|node| if let Node::Heading { line, .. } = node { self.heading(&line.text) } else { None }).collect()
    }

    /// The labels in the author's own words that stand for blocks which no other label of their kind names, given those of the headings.
    pub(super) fn guessed(self, nodes: &[Node], headings: &[Option<Label>]) -> Vec<(String, Label)> {
        let named: Blocks = headings.iter().flatten().map(|label| label.block).collect();
        if named.len() == Block::NINE.len() {
            return Vec::new();
        }
        let mut kinds: BTreeMap<Kind, Vec<Cow<'_, str>>> = BTreeMap::new();
        for (at, node) in nodes.iter().enumerate() {
            self.stand_out(node, nodes.get(at + 1), &mut |kind, text| kinds.entry(kind).or_default().push(text));
        }
        let of_kind = |texts: &Vec<Cow<'_, str>>| {
            let found = guessed(texts.iter().map(Cow::as_ref), |text| self.heading(text).map(|label| label.block));
            found.into_iter().map(|(text, label)| (text.to_owned(), label)).collect::<Vec<_>>()
        };
        kinds.values().flat_map(of_kind).collect()
    }

    /// The lines of a part that stand out as labels do.
    fn stand_out<'node>(self, node: &'node Node, next: Option<&Node>, found: &mut impl FnMut(Kind, Cow<'node, str>)) {
        match node {
            Node::Heading { level, line, .. } => found(Kind::Heading(*level), stripped(&line.text)),
            Node::Paragraph { lines, .. } => {
                let headed = lines.len() > 1 || matches!(next, Some(Node::List { .. }));
                for (at, line) in lines.iter().enumerate() {
                    if let Some((lead, _)) = bold_lead(&line.text) {
                        found(Kind::Bold, stripped(lead));
                    } else if ends_with_colon(&line.text) {
                        found(Kind::Colon, stripped(&line.text));
                    } else if at == 0 && headed {
                        found(Kind::First, stripped(&line.text));
                    }
                }
            }
            Node::List { items, .. } => {
                for line in items.iter().filter_map(|item| item.lines.first()) {
                    if let Some((lead, _)) = bold_lead(&line.text) {
                        found(Kind::Item, stripped(lead));
                    }
                }
            }
            Node::Table(Table { rows, .. }) => {
                let cells = || rows.iter().filter_map(|row| row.first());
                cells().for_each(|cell| found(Kind::Column, plain_cell(cell)));
                for row in rows {
                    let named = row.iter().filter(|cell| self.label(&cell.text()).is_some()).count();
                    if named * 2 > row.len() {
                        row.iter().for_each(|cell| found(Kind::Row, plain_cell(cell)));
                    }
                }
            }
            _ => {}
        }
    }

    /// The same with labels that were guessed.
    pub(super) fn with(self, guessed: &'doc [(String, Label)]) -> Self {
        Self { guessed, ..self }
    }

    /// The block that a whole line names.
    pub(super) fn label(self, text: &str) -> Option<Label> {
        let text = stripped(text);
        if text.len() > 120 && text.chars().count() > 120 {
            return None;
        }
        let named = block_of(&text).filter(|label| label.fit != Fit::Mapped || self.mapped.get());
        named.or_else(|| self.guessed.iter().find(|(known, _)| *known == text).map(|(_, label)| *label))
    }

    /// The block that a heading names, be it in brackets behind words of the author's own: `How it gets to them (channels)`.
    pub(super) fn heading(self, text: &str) -> Option<Label> {
        self.label(text).or_else(|| bracketed(text).filter(|_| self.bracketed))
    }

    /// The block that a bold line or a bold lead names.
    pub(super) fn bold(self, line: &Line) -> Option<Lead> {
        let (lead, rest) = bold_lead(&line.text)?;
        let at = line.text.len() - after(rest).len();
        if let Some(label) = self.label(lead).or_else(|| self.label(&short(lead)?)) {
            return Some(Lead { label, rest: if is_bold(&line.text) { line.text.len() } else { at } });
        }
        // The label may be bold together with what it says, or bold only in part: `**Key** Partners`.
        if is_bold(&line.text) {
            return self.plain_lead(line);
        }
        dash(&line.text).is_none().then(|| self.label(&line.text)).flatten().map(|label| Lead { label, rest: line.text.len() })
    }

    /// The block that a plain line or its beginning before a colon names.
    pub(super) fn plain(self, line: &Line) -> Option<Lead> {
        if let Some(lead) = self.dashed(line) {
            return Some(lead);
        }
        if line.text.chars().count() <= 80
            && let Some(label) = self.label(&line.text)
            && !super::words::is_question(&line.text)
        {
            return Some(Lead { label, rest: line.text.len() });
        }
        self.plain_lead(line)
    }

    fn dashed(self, line: &Line) -> Option<Lead> {
        let (first, _) = dash(&line.text)?;
        let label = self.label(first)?;
        Some(Lead { label, rest: line.text.len() - after(&line.text[first.len()..]).len() })
    }

    fn plain_lead(self, line: &Line) -> Option<Lead> {
        let (lead, rest) = colon_lead(&line.text)?;
        let label = self.label(lead).filter(|label| label.fit != Fit::Misspelt || lead.len() > 8)?;
        Some(Lead { label, rest: line.text.len() - after(rest).len() })
    }

    /// The block that an item of a list or a line of a cell names.
    pub(super) fn any(self, line: &Line) -> Option<Lead> {
        self.bold(line).or_else(|| self.plain(line))
    }

    /// The block that the beginning of a line names which as a whole names none.
    pub(super) fn beginning(self, line: &Line) -> Option<Lead> {
        self.bold(line).or_else(|| self.dashed(line)).or_else(|| self.plain_lead(line))
    }
}

/// How a label stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Heading(u8),
    /// What is bold at the beginning of a line.
    Bold,
    /// A line with a colon at its end.
    Colon,
    /// The first of several lines, or a line above a list.
    First,
    /// What is bold at the beginning of an item of a list.
    Item,
    /// The first cell of a row.
    Column,
    /// A cell of a row most of which are labels.
    Row,
}

/// What a cell says without marks.
fn plain_cell(cell: &Cell) -> Cow<'_, str> {
    match cell.text() {
        Cow::Borrowed(text) => stripped(text),
        Cow::Owned(text) => Cow::Owned(stripped(&text).into_owned()),
    }
}

/// The block whose name stands in brackets at the end of a heading.
fn bracketed(text: &str) -> Option<Label> {
    // What goes from the end of a line stands behind the bracket.
    let is_behind = |character: char| matches!(character, '*' | ':' | '：') || character.is_whitespace();
    if !text.trim_end_matches(is_behind).ends_with([')', '）', ']', '】']) {
        return None;
    }
    let text = stripped(text);
    let inside = text.trim_end().strip_suffix([')', '）', ']', '】'])?;
    let (words, name) = inside.rsplit_once(['(', '（', '[', '【'])?;
    block_of(name).filter(|label| label.fit == Fit::Exact && words.chars().any(char::is_alphabetic))
}

/// The part of a label before a dash: `KP - who helps`.
fn short(lead: &str) -> Option<String> {
    dash(lead).map(|(first, _)| first.to_owned())
}

fn dash(text: &str) -> Option<(&str, &str)> {
    // Most lines have none, and one look tells.
    memchr::memchr2(b'-', "–".as_bytes()[0], text.as_bytes())?;
    [" - ", " – ", " — "].iter().find_map(|dash| crate::marks::find(text, dash).map(|at| (&text[..at], &text[at + dash.len()..])))
}

/// Whether names of blocks stand in brackets behind several headings.
fn has_brackets(nodes: &[Node]) -> bool {
    let labels = nodes.iter().filter_map(|node| if let Node::Heading { line, .. } = node { bracketed(&line.text) } else { None });
    labels.map(|label| label.block).collect::<Blocks>().len() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line { text: text.to_owned(), ..Line::default() }
    }

    #[test]
    fn leads_name_blocks_and_keep_their_rest() {
        let naming = Naming { mapped: Mapped::Known(false), bracketed: false, guessed: &[] };
        let rest = |text: &str, lead: Option<Lead>| lead.map(|lead| (lead.label.block, text[lead.rest..].to_owned()));
        for text in ["**Key Partners:** mills, farms", "**Key Partners**: mills, farms", "**KP - who helps**: mills, farms"] {
            assert_eq!(rest(text, naming.any(&line(text))), Some((Block::KeyPartnerships, "mills, farms".to_owned())), "{text}");
        }
        assert_eq!(rest("customer segments:", naming.any(&line("customer segments:"))), Some((Block::CustomerSegments, String::new())));
        assert_eq!(rest("Channels – shops", naming.any(&line("Channels – shops"))), Some((Block::Channels, "shops".to_owned())));
        assert_eq!(naming.any(&line("**Payment processors**: Stripe")), None);
        assert_eq!(naming.any(&line("We found our key partners: they are great")), None);
    }

    #[test]
    fn names_in_brackets_behind_own_words_need_company_too() {
        let text = "## Who comes (customers)\n## 怎么找到我们（渠道）\n## What hurts (costs)\n## Resellers (channel)\n";
        let headings = super::super::tree::parse(text);
        let naming = Naming::of(&headings);
        assert_eq!(naming.heading("What hurts (costs)").map(|label| label.block), Some(Block::CostStructure));
        assert_eq!(naming.heading("怎么找到我们（渠道）").map(|label| label.block), Some(Block::Channels));
        assert_eq!(Naming::of(&headings[..2]).heading("What hurts (costs)"), None);
    }

    #[test]
    fn labels_of_another_canvas_need_company() {
        assert_eq!(Naming { mapped: Mapped::Known(false), bracketed: false, guessed: &[] }.label("Unfair Advantage"), None);
        let lean = super::super::tree::parse("## Problem\n## Solution\n## Unfair Advantage\n## Key Metrics\n");
        assert!(Naming::of(&lean).mapped.get());
        assert!(!Naming::of(&lean[..1]).mapped.get());
    }
}
