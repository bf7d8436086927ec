//! The parts of a document.

use std::borrow::Cow;
use std::ops::Range;

use super::inline::{Line, Several, join};

/// A part of the document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// A heading, or a bold, plain or listed label that stands for one.
    Heading { level: u8, line: Line, source: Source },
    /// A paragraph, line by line. `inline` when it is the rest of a line that began with a label.
    Paragraph { lines: Several, inline: bool },
    /// A list.
    List { ordered: bool, items: Vec<Entry> },
    /// A table.
    Table(Table),
    /// A code block.
    Code { lines: Vec<Line>, range: Range<usize>, kind: Fence },
    /// A raw table of HTML.
    HtmlTable(Range<usize>),
    /// A thematic break.
    Rule(Range<usize>),
    /// Front matter.
    Front { text: String, range: Range<usize> },
    /// A footnote or something else that is not read.
    Aside(Range<usize>),
}

/// What a code block may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    /// Notes, as they stand.
    Open,
    /// JSON or YAML.
    Data,
    /// Program code and the like.
    Other,
}

/// Where a label was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// A heading.
    Heading,
    /// A bold line.
    Bold,
    /// A plain line.
    Plain,
    /// An item of a list.
    List,
    /// A cell of a grid.
    Grid,
    /// The first cell of a row.
    Rows,
    /// A table of HTML, a drawing or data in the document.
    Embedded,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Entry {
    /// Its own text.
    pub(super) lines: Several,
    /// What is nested under it.
    pub(super) children: Vec<Node>,
    /// Where all of it stands.
    pub(super) range: Range<usize>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Table {
    /// The header row first.
    pub(super) rows: Vec<Vec<Cell>>,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cell {
    /// Its lines.
    pub(super) lines: Several,
    /// Where it stands.
    pub(super) range: Range<usize>,
}

impl Cell {
    /// All of its text in one line.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self.line() {
            Some(Cow::Borrowed(line)) => Cow::Borrowed(&line.text),
            Some(Cow::Owned(line)) => Cow::Owned(line.text),
            None => Cow::Borrowed(""),
        }
    }

    /// All of it as one line.
    pub(super) fn line(&self) -> Option<Cow<'_, Line>> {
        join(&self.lines)
    }
}

impl Node {
    /// Where the part stands.
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Heading { line, .. } => line.range.clone(),
            Self::Paragraph { lines, .. } => {
                let start = lines.iter().map(|line| line.range.start).min().unwrap_or_default();
                start..lines.iter().map(|line| line.range.end).max().unwrap_or_default()
            }
            Self::List { items, .. } => match (items.first(), items.last()) {
                (Some(first), Some(last)) => first.range.start..last.range.end,
                _ => 0..0,
            },
            Self::Table(table) => table.range.clone(),
            Self::Code { range, .. } | Self::HtmlTable(range) | Self::Rule(range) | Self::Front { range, .. } | Self::Aside(range) => range.clone(),
        }
    }
}
