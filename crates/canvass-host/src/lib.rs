//! Finding, checking, loading and running analyzer plugins.
//!
//! The way of a plugin: [`discovery`] says which files may be plugins; [`inspect`] looks at a file without running any of it; [`probe`] loads
//! a foreign one in a process of its own first; [`library`] loads it and shakes hands; [`plugins`] holds all that were loaded. The way of a
//! canvas: a [`session`] gives each analyzer the same graph, checks everything that comes back ([`sink`]) and makes the [`report`].
//!
//! A session belongs to one thread and takes bytes to reports, so the same session can run in a thread, or in a process at the end of a pipe.

pub mod baseline;
pub mod configuration;
pub mod discovery;
pub mod error;
pub mod fix;
pub mod inspect;
pub mod library;
pub mod pages;
pub mod plugins;
pub mod portfolio;
pub mod probe;
pub mod reader_rules;
pub mod report;
pub mod session;

mod message;
mod reading;
mod report_json;
mod sink;
mod suppressions;
mod written;

pub use baseline::Baseline;
pub use configuration::Configuration;
pub use error::PluginError;
pub use plugins::{Plugin, Plugins};
pub use portfolio::Portfolio;
pub use report::CanvasReport;
pub use session::{Input, Session};
