//! Files that follow from the code: written, or checked to be fresh.

use clap::Args;

use crate::stage::{PLUGINS, cargo, run};

/// Write generated files, or check them.
#[derive(Args)]
pub(crate) struct Generate {
    /// Write nothing; fail when a file is stale.
    #[arg(long)]
    check: bool,
}

impl Generate {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        // Each plugin holds its manifest against its own code; a test of its own does that.
        for plugin in PLUGINS {
            let mut test = cargo();
            test.args(["test", "--quiet", "--package", plugin, "--lib", "the_manifest_is_fresh"]);
            if !self.check {
                test.env("CANVASS_UPDATE", "1");
            }
            run(test.stdout(std::process::Stdio::null()))?;
        }
        // A program of its own, since it needs most of the workspace. The pages of the rules follow from the manifests.
        let check = if self.check { &["--check"][..] } else { &[] };
        run(cargo().args(["run", "--quiet", "--package", "xtask-generate", "--"]).args(check))
    }
}
