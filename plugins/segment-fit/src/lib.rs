//! Says what kind of market the segments form, whether they differ, and whether the offer fits their needs.
//!
//! Five questions are asked of every canvas, each in a module of its own, and all of them read one table, the [`study`], that is made once:
//!
//! 1. Which kind of market do the groups form? [`market`] decides it from links, never from what the canvas claims.
//! 2. Are two segments really two? [`pairs`] puts the handbook's five tests to each pair.
//! 3. Does the offer meet the needs? [`fit`] weighs the needs that some proposition addresses against all of them.
//! 4. Is there a way to each segment? [`path`] lists its channels by phase and its relationships by motive.
//! 5. How often do they meet the offer? [`engagement`] ranks the segments by it.
//!
//! What a canvas does not state is answered with *not known*, never with *no*; the [`rules`] report only what is known.

pub mod analyzer;
pub mod engagement;
pub mod few;
pub mod fit;
pub mod groups;
pub mod market;
pub mod pairs;
pub mod path;
pub mod range;
pub mod rules;
pub mod sets;
pub mod study;
pub mod why;

mod profit;
mod written;

pub use analyzer::{Configuration, Outcome, SegmentFit};

canvass_plugin::export! {
    id: "dev.canvass.segment-fit",
    title: "Segment fit",
    description: "Says what kind of market the segments form, whether they differ, and whether the offer fits their needs.",
    analyzers: [SegmentFit],
}

#[cfg(test)]
mod tests;
