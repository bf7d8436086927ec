//! The canvas as a graph: items, what they state, and the typed links between them.
//!
//! A [`Graph`] is built once for each canvas and read through a [`View`], by everything that comes after: the derivation of facts, the
//! host, and analyzers on the other side of the plugin boundary.

mod assemble;
mod build;
mod field;
mod read;
mod rows;
mod stage;
mod view;

pub use assemble::assemble;
pub use build::{COMPANY, Describer, build, build_read};
pub use field::Field;
pub use read::ReadMark;
pub use rows::{AttributeRow, DecimalRow, FactRow, ItemRow, LinkRow, NONE, Place, QuantityRow, RowRange, TextRange, ValueTag};
pub use stage::{Stage, StagedItem, StagedLink, StagedNeed};
pub use view::{Amount, Fact, Item, Link, View};

/// The tables of one canvas. See [`View`] for how to read them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Graph {
    pub(crate) text: String,
    pub(crate) items: Vec<ItemRow>,
    pub(crate) attributes: Vec<AttributeRow>,
    pub(crate) quantities: Vec<QuantityRow>,
    pub(crate) links: Vec<LinkRow>,
    pub(crate) facts: Vec<FactRow>,
    pub(crate) places: Vec<Place>,
}
