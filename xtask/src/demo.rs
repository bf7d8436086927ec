//! The main job on a canvas of the gallery, from a fresh clone.

use std::fs;
use std::process::Command;

use anyhow::Context;
use clap::Args;

use crate::stage::{program_name, run, stage, target};

/// Build for use and analyse a canvas of the gallery.
#[derive(Args)]
pub(crate) struct Demo {
    /// Which one; `canvass gallery` lists them.
    #[arg(default_value = "youtube")]
    name: String,
}

impl Demo {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let program = stage(true)?.join(program_name());
        let folder = target().join("demo");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let canvas = folder.join(format!("{}.canvas.yaml", self.name));
        let shown = Command::new(&program).args(["gallery", &self.name]).output().context("cannot start canvass")?;
        anyhow::ensure!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr).trim_end());
        fs::write(&canvas, shown.stdout).with_context(|| format!("cannot write {}", canvas.display()))?;
        run(Command::new(&program).current_dir(&folder).args(["analyze", "--isolated"]).arg(format!("{}.canvas.yaml", self.name)))?;
        let mut out = std::io::stdout();
        let next = format!("\nThe program is {}; try `{} gallery`.\n", program.display(), program.display());
        Ok(std::io::Write::write_all(&mut out, next.as_bytes())?)
    }
}
