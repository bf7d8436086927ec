//! The trial run of a foreign plugin, in a process of its own.

use std::path::PathBuf;

use clap::Args;

use crate::exit::Exit;

/// Load one library and come back.
#[derive(Debug, Args)]
pub(crate) struct Probe {
    /// The library.
    path: PathBuf,
    /// What to say once loading has come back.
    word: String,
}

impl Probe {
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let status = canvass_host::probe::trial(&self.path, &self.word);
        // Leaving at once: destructors of the library must not decide how this ends.
        std::process::exit(i32::from(status));
    }
}
