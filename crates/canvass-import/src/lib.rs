//! Canvases as people really write them.
//!
//! Most canvases in the world are Markdown sections, tables, HTML pages and sticky notes, without ids, links or types. [`import`] looks at a
//! text, finds out which shapes it has (one file each below), takes the canvas or canvases out of it, and says line by line what it left.
//! Nothing is imported by position: a label says which block a text belongs to ([`labels`]).

pub mod draft;
pub mod labels;

mod blocks;
mod choose;
mod clean;
mod marks;
mod notes;
mod shapes;
mod words;

use std::ops::Range;

use canvass_model::Canvas;

pub use choose::import;

/// A canvas that was found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The canvas. Groups under sub-headings are tags of their items, table columns stand in their notes.
    pub canvas: Canvas,
    /// The shape in which it was written, such as `markdown headings`.
    pub shape: &'static str,
    /// Where each item stands in the text, by its JSON Pointer.
    pub places: Vec<(String, Range<usize>)>,
    /// What was understood only by a stretch: a misspelt label, a block of another canvas mapped to one of ours.
    pub remarks: Vec<Remark>,
    /// What was left, in the order of the text.
    pub left: Vec<Left>,
}

impl Imported {
    /// Whether the notation is known by its marks alone, so that a document in it is never one of ours with slips.
    pub fn is_unmistakable(&self) -> bool {
        self.shape == shapes::LINKED
    }
}

/// Something that the author should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where it stands.
    pub range: Range<usize>,
    /// One sentence without a full stop, such as "`Key Actitives` was read as key activities".
    pub says: String,
}

/// A part of the text that is not on the canvas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Where it stands.
    pub range: Range<usize>,
    /// Why it was left.
    pub why: Why,
}

/// Why a part of a text was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It stands before the first block.
    Before,
    /// It stands behind the last block.
    Behind,
    /// It is a question of a template.
    Question,
    /// It is a part of a template that nobody has filled in.
    Unfilled,
    /// The author has struck it out.
    StruckOut,
    /// It says the same as something that was taken, such as a drawing above the sections.
    Duplicate,
    /// It explains or decorates and states nothing.
    Decoration,
    /// It says who looks after a note, or how urgent that is.
    Care,
}

impl Why {
    /// The reason in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before the first block",
            Self::Behind => "behind the last block",
            Self::Question => "a question of the template",
            Self::Unfilled => "not filled in",
            Self::StruckOut => "struck out",
            Self::Duplicate => "said again elsewhere",
            Self::Decoration => "decoration",
            Self::Care => "who looks after it, or how urgent it is",
        }
    }
}

/// Why no canvas could be taken out of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCanvas {
    /// One sentence: what the text is instead.
    pub says: String,
    /// What to do about it.
    pub help: String,
    /// Where that can be seen.
    pub range: Range<usize>,
}
