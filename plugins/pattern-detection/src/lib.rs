//! Pattern detection: which business model patterns a canvas follows.
//!
//! A pattern is a file ([`pattern`]): what must hold, what makes it stronger, what excludes it, each a sentence and a condition in a small
//! language ([`language`]). A canvas is turned into tables that answer conditions quickly ([`index`], [`tables`]); the search for items that
//! make a condition true is in [`search`] and [`ways`]; [`standing`] says how what does not hold stands to what is stated; and [`verdict`] says match, near,
//! no or not known. The patterns themselves are in the folder `patterns`, whose README explains the language to those who add their own.
//!
//! Most patterns do not fit most canvases, and many ask the same. So answers are remembered from one pattern to the next ([`numbers`],
//! [`memory`]), what cannot hold is seen before any search ([`sieve`]), and what never changes is written as JSON once ([`text`], [`written`]).

#[cfg(test)]
mod agreement;
mod analyzer;
mod carriers;
mod index;
mod items;
mod judged;
#[cfg(test)]
mod keywords_table;
mod language;
mod memory;
mod numbers;
mod outcome;
mod pattern;
mod rules;
mod search;
mod sets;
mod sieve;
mod standing;
mod tables;
mod text;
#[cfg(test)]
mod told;
#[cfg(test)]
mod told_apart;
mod verdict;
mod ways;
mod written;

pub use analyzer::{PatternDetection, Settings};
pub use outcome::{Evidence, Found, Outcome, Thread, Verdict};
pub use text::Text;

canvass_plugin::export! {
    id: "dev.canvass.pattern-detection",
    title: "Pattern detection",
    description: "Says which business model patterns a canvas follows, on what evidence, and what is missing for those it nearly follows.",
    analyzers: [PatternDetection],
}
