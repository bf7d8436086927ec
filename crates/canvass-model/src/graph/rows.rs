//! The rows of the graph, exactly as they cross the plugin boundary.
//!
//! A graph is a few tables of fixed-size rows and one text. Rows refer to each other by index and to text by byte range, never by
//! address, so the host hands the tables to a plugin as they are and nothing is copied. The layout of a released row never changes;
//! what a new release has to say goes into new fields of the document, which are new numbers of [`Field`], or into new tables.

use super::Field;

/// The index that stands for "no item", "no field" or "no entry".
pub const NONE: u32 = u32::MAX;

/// A stretch of the graph's text: UTF-8, in bytes, not terminated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct TextRange {
    /// Where it begins.
    pub offset: u32,
    /// How many bytes it is long; 0 where there is no text.
    pub length: u32,
}

/// A stretch of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct RowRange {
    /// The index of the first row.
    pub first: u32,
    /// How many rows.
    pub count: u32,
}

/// One item: the canvas itself (always item 0), a note of one of the nine blocks, or a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct ItemRow {
    /// The number of the item's block: 0 the canvas, 1 to 9 the nine blocks in canonical order, 10 a need.
    pub block: u32,
    /// For the canvas: bit n is set when block n is stated. For other items 0.
    pub flags: u32,
    /// The identifier.
    pub id: TextRange,
    /// The name; for a need its text.
    pub name: TextRange,
    /// The further explanation.
    pub note: TextRange,
    /// The JSON Pointer of the item in the document.
    pub pointer: TextRange,
    /// The item's rows in the table of attributes.
    pub attributes: RowRange,
    /// The item's rows in the table of links: those that start here.
    pub links: RowRange,
}

/// What an attribute's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum ValueTag {
    /// `value` is the code of a term of one of the vocabularies.
    Term = 1,
    /// `value` is 0 or 1.
    Flag = 2,
    /// `value` is an index into the table of quantities.
    Quantity = 3,
    /// `text` is the value.
    Text = 4,
}

/// One stated value of one item. A field that holds a list gives one row for each element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct AttributeRow {
    /// The number of the field.
    pub field: u32,
    /// What the value is: a [`ValueTag`].
    pub tag: u32,
    /// The value, as the tag says.
    pub value: u32,
    /// The place of the element in the field's list, or [`NONE`] for a field that is no list.
    pub index: u32,
    /// The text, where the tag says so.
    pub text: TextRange,
}

impl AttributeRow {
    /// A value that is a number of some sort, as its tag says.
    pub fn new(field: Field, tag: ValueTag, value: u32, index: u32) -> Self {
        Self { field: field as u32, tag: tag as u32, value, index, text: TextRange::default() }
    }

    /// A text.
    pub fn text(field: Field, text: TextRange, index: u32) -> Self {
        Self { field: field as u32, tag: ValueTag::Text as u32, value: 0, index, text }
    }
}

/// An exact decimal number: mantissa × 10^−scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct DecimalRow {
    /// All digits, with their sign.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub scale: u32,
    /// Always 0.
    pub reserved: u32,
}

/// A number or a range, possibly of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct QuantityRow {
    /// The lowest plausible value.
    pub low: DecimalRow,
    /// The most likely value; meaningful only when `has_likely` is 1.
    pub likely: DecimalRow,
    /// The highest plausible value.
    pub high: DecimalRow,
    /// The ISO 4217 code for money (the canvas's own where the amount states none); empty otherwise or when not known.
    pub currency: TextRange,
    /// The code of the period or unit, or 0 where none is stated.
    pub period: u32,
    /// Whether a most likely value is stated: 0 or 1.
    pub has_likely: u32,
}

/// A typed link between two items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct LinkRow {
    /// The number of the field that states it: `for`, `from`, `reaches`, …
    pub field: u32,
    /// The item that states it.
    pub from: u32,
    /// The item it leads to; 0, the canvas, stands for the company.
    pub to: u32,
    /// For a contribution the code of its kind, otherwise 0.
    pub qualifier: u32,
    /// The place in the field's list, or [`NONE`].
    pub index: u32,
    /// How the link is known: an [`Origin`](crate::facts::Origin).
    pub origin: u32,
}

/// Something derived from the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(C)]
pub struct FactRow {
    /// The number of the kind of fact.
    pub kind: u32,
    /// The item it is about.
    pub subject: u32,
    /// The item it relates the subject to, or [`NONE`].
    pub object: u32,
    /// The code of a term, where the kind of fact has one; otherwise 0.
    pub value: u32,
    /// How it is known: an [`Origin`](crate::facts::Origin).
    pub origin: u32,
    /// How sure it is, in thousandths: 1000 for what is stated.
    pub confidence: u32,
    /// Its rows in the table of places: what it rests on.
    pub evidence: RowRange,
    /// The words from which it was read; empty unless the origin says read.
    pub words: TextRange,
}

/// A place in the document: an item, or a field of it, or an element of that field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(C)]
pub struct Place {
    /// The index of the item.
    pub item: u32,
    /// The number of the field, or [`NONE`] for the item as a whole.
    pub field: u32,
    /// The place in the field's list, or [`NONE`].
    pub index: u32,
}

impl Place {
    /// The item as a whole.
    pub fn item(item: u32) -> Self {
        Self { item, field: NONE, index: NONE }
    }
}
