//! `canvass schema`: a published schema.

use std::io::Write;

use canvass_schema::{Dialect, Name, published};
use clap::{Args, ValueEnum};

use crate::exit::Exit;

/// Print a published schema.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Which one.
    #[arg(value_enum, default_value_t)]
    name: Which,
    /// In which dialect. Most editors read draft-07.
    #[arg(long, value_enum, default_value_t)]
    dialect: Version,
}

/// A published schema.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Which {
    /// The canvas document.
    #[default]
    Canvas,
    /// The report on one canvas.
    Report,
    /// The manifest of a plugin.
    Manifest,
    /// The configuration file.
    Configuration,
}

/// A dialect of JSON Schema.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Version {
    /// JSON Schema 2020-12.
    #[default]
    #[value(name = "2020-12")]
    Draft202012,
    /// JSON Schema draft-07.
    #[value(name = "draft-07")]
    Draft07,
}

impl Schema {
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let name = match self.name {
            Which::Canvas => Name::Canvas,
            Which::Report => Name::Report,
            Which::Manifest => Name::Manifest,
            Which::Configuration => Name::Configuration,
        };
        let dialect = match self.dialect {
            Version::Draft202012 => Dialect::Draft202012,
            Version::Draft07 => Dialect::Draft07,
        };
        anstream::stdout().lock().write_all(published(name, dialect).as_bytes())?;
        Ok(Exit::Clean)
    }
}
