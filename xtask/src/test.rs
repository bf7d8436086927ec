//! All tests, with the plugins built first: `cargo test` alone would run them against stale libraries, or none.

use clap::Args;

use crate::stage::{cargo, run, stage};

/// Build the plugins and run all tests.
#[derive(Args)]
pub(crate) struct Test {
    /// What to hand on to `cargo test`, such as the name of a test.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

impl Test {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        stage(false)?;
        run(cargo().args(["test", "--workspace"]).args(&self.rest))
    }
}
