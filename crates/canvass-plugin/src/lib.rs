//! Everything an author of analyzers needs.
//!
//! A plugin is a dynamic library that says what it found about a canvas. In Rust it is one trait and one macro:
//!
//! ```
//! use canvass_plugin::blocks::Block;
//! use canvass_plugin::{Analyzer, Findings, Message, NoSettings, Rule, Severity, View};
//!
//! pub static LONELY: Rule = Rule {
//!     code: "LONE001",
//!     slug: "single-segment",
//!     severity: Severity::Info,
//!     fix: None,
//!     summary: "a canvas with a single segment",
//!     messages: &[Message { key: "single", text: "`{segment}` is the only segment", would_change_if: "a second segment is stated" }],
//!     documentation: "## Why it matters\n…",
//! };
//!
//! pub struct Lonely;
//!
//! impl Analyzer for Lonely {
//!     const NAME: &'static str = "lonely";
//!     const SUMMARY: &'static str = "Counts segments.";
//!     const RULES: &'static [&'static Rule] = &[&LONELY];
//!     type Configuration = NoSettings;
//!     type Outcome = usize;
//!
//!     fn new(_: NoSettings) -> Result<Self, String> {
//!         Ok(Self)
//!     }
//!
//!     fn analyze(&mut self, canvas: &View<'_>, findings: &mut Findings<'_>) -> usize {
//!         let segments: Vec<_> = canvas.block(Block::CustomerSegments).collect();
//!         if let [only] = segments[..] {
//!             findings.report(&LONELY, "single", only.place()).argument("segment", only.name()).send();
//!         }
//!         segments.len()
//!     }
//! }
//! # fn main() {}
//! ```
//!
//! and, at the crate's root, [`export!`]. In any other language it is the header `canvass.h`, generated from [`abi`]: one exported function,
//! a table of three functions, and a manifest in a section of the library.
//!
//! What crosses the boundary is the canvas as a graph, see [`canvass_model::graph`]: read in place, never copied, never parsed again.

pub mod abi;
pub mod analyzer;
pub mod json;
pub mod manifest;
pub mod shim;
pub mod test_kit;

mod export;
mod findings;
mod no_settings;
mod rule;

pub use analyzer::Analyzer;
pub use canvass_model::facts::{FactKind, Origin};
pub use canvass_model::finding::{Applicability, Severity};
pub use canvass_model::graph::{Amount, Fact, FactRow, Field, Item, Link, NONE, Place, ValueTag, View};
pub use canvass_model::vocabulary::Term;
pub use canvass_model::{Decimal, blocks, vocabulary};
pub use findings::{Draft, FindingSink, Findings, Report};
pub use no_settings::NoSettings;
pub use rule::{Message, Rule};
