//! The Business Model Canvas as a document, a graph, and the facts that follow from it.
//!
//! This crate defines the canvas: [`Canvas`] is what a document states, [`graph::Graph`] the same as items, values and typed links, and
//! [`facts`] what follows. It knows no files, no terminal, no plugins and no threads, and nothing in it panics on any document.
//!
//! ```
//! use canvass_model::{Canvas, blocks::Block, facts::FactKind, graph};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let canvas: Canvas = serde_json::from_str(r#"{
//!     "customer_segments": ["Readers", "Advertisers"],
//!     "value_propositions": [{ "name": "Free news", "for": "readers" }, { "name": "Reach", "for": "advertisers" }],
//!     "revenue_streams": [{ "name": "Advertisements", "from": "advertisers", "for": "reach" }]
//! }"#)?;
//! let (graph, problems) = graph::build(&canvas);
//! assert!(problems.is_empty());
//! let view = graph.view();
//! let free: Vec<_> = view.facts(FactKind::Free).filter_map(|fact| fact.subject()).map(|segment| segment.id()).collect();
//! assert_eq!(free, ["readers"]);
//! # Ok(())
//! # }
//! ```

pub mod blocks;
pub mod facts;
pub mod finding;
pub mod graph;
pub mod report;
pub mod vocabulary;

mod canvas;
mod excerpt;
mod header;
mod identifier;
mod marks;
mod problem;
mod quantity;

pub use canvas::Canvas;
pub use excerpt::excerpt;
pub use header::{Date, FORMAT_VERSION, FormatVersion, Language, Source};
pub use identifier::{Id, Ids, nearest, slug_into};
pub use marks::{in_word, is_letter};
pub use problem::Problem;
pub use quantity::{Currency, EXACT_NUMBER, MAXIMUM_DIGITS, Money, Number, Quantity, Share};
pub use rust_decimal::Decimal;
