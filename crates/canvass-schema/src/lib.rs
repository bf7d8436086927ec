//! Validation against JSON Schemas, and reading canvases that have been checked.
//!
//! [`Schema`] validates any document tree against any JSON Schema and says what is wrong in words, at its place in the source.
//! [`read_canvas`] is the way in for canvases: straight into the typed model where the text allows it, and otherwise through the tree and
//! the published schema, so that every fault is named in one run.

mod compile;
mod direct;
mod published;
mod read;
mod references;
mod violation;

pub use compile::{Schema, SchemaError};
pub use direct::read_directly;
pub use published::{Dialect, Name, published};
pub use read::{Fault, Reading, Source, read_canvas, read_tree};
pub use violation::Violation;
