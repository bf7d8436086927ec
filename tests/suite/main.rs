//! The workspace suite: the real program with real plugins, as a user meets them.
//!
//! [`gallery`]: the cases of the literature reach their verdicts. [`rules`]: the examples of every rule's page hold. [`command`]: inputs,
//! formats, exit codes. [`schemas`]: the published schemas fit what is read and written. [`bad_input`]: the catalogue of what must be
//! survived. [`readers`]: what the fuzz targets hold against the readers. [`plugins_in_c`] and [`plugin_refusals`]: the contract seen from C, and from those who break it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop; this holds for its helpers as well")]

mod bad_input;
mod command;
mod configuration;
mod economics;
mod fixes;
mod gallery;
mod patterns;
mod plugin_refusals;
mod plugins_in_c;
mod portfolio;
mod readers;
mod rules;
mod schemas;
