//! Payer analysis: who uses, who pays, and who carries whom.
//!
//! The analysis goes in steps, one module each. [`situation`] gathers what each party does; [`relations`] says how each group that does not
//! pay its way stands to those who pay; [`configuration`] names the arrangement as a whole; [`break_even`] says how many must pay where some
//! members pay for all; [`alignment`] says whether customers and users are both served; [`sentence`] says it in plain words. The rules look at
//! the outcome of these steps and nothing else; each is one file in [`rules`].

mod alignment;
mod analyzer;
mod break_even;
mod configuration;
pub mod economics;
mod facts;
mod outcome;
mod phrase;
mod relations;
mod rules;
mod sentence;
mod situation;
mod written;

pub use analyzer::PayerAnalysis;
pub use economics::Economics;
pub use outcome::{Alignment, BreakEven, Configuration, Fitting, Outcome, Relation, RelationKind, Roles, SegmentOutcome, Stance};
pub use phrase::Phrase;

canvass_plugin::export! {
    id: "dev.canvass.payer-analysis",
    title: "Payer analysis",
    description: "Says who uses, who pays, who carries whom and why, and what would break it.",
    analyzers: [PayerAnalysis, Economics],
}

#[cfg(test)]
mod tests;
