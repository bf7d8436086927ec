//! Pattern detection: which business model patterns a canvas follows.
//!
//! A pattern is a file ([`pattern`]): what must hold, what makes it stronger, what excludes it, each a sentence and a condition in a small
//! language ([`language`]). A canvas is turned into tables that answer conditions quickly ([`index`]); the search for items that make a
//! condition true is in [`search`]; and [`verdict`] says match, near, no or not known. The patterns themselves are in the folder `patterns`,
//! whose README explains the language to those who add their own.

mod analyzer;
mod index;
mod language;
mod outcome;
mod pattern;
mod rules;
mod search;
mod verdict;

pub use analyzer::{PatternDetection, Settings};
pub use outcome::{Evidence, Found, Outcome, Thread, Verdict};

canvass_plugin::export! {
    id: "dev.canvass.pattern-detection",
    title: "Pattern detection",
    description: "Says which business model patterns a canvas follows, on what evidence, and what is missing for those it nearly follows.",
    analyzers: [PatternDetection],
}
