//! `canvass baseline`: writes down what is found now, so that checks report what is new.

use std::path::{Path, PathBuf};

use canvass_host::Baseline;
use clap::{Args, Subcommand};

use crate::arguments::{Arguments, Format, InputArguments, RuleArguments};
use crate::commands::run::run;
use crate::exit::Exit;
use crate::output::file::write_over;
use crate::output::{Problems, path_text};
use crate::setup::Setup;

/// The name of a baseline when none is given.
pub(crate) const FILE: &str = "canvass.baseline.json";

/// What to do with a baseline.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write down all findings of these canvases; `check --baseline FILE` then reports only what is new.
    Create(Create),
}

/// Write down all findings of these canvases.
#[derive(Debug, Args)]
pub(crate) struct Create {
    #[command(flatten)]
    inputs: InputArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// The file to write; one that is there is replaced.
    #[arg(long, short, value_name = "FILE", default_value = FILE)]
    output: PathBuf,
}

impl Command {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let Self::Create(create) = self;
        create.run(arguments)
    }
}

impl Create {
    fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let setup = Setup::new(arguments, &self.rules, &mut problems)?;
        let mut baseline = Baseline::new(folder_of(&self.output)?);
        let (exit, counts) = run(&setup, &self.inputs, Format::Text, &mut problems, &mut |_, report| {
            baseline.add(report);
            Ok(())
        })?;
        write_over(&self.output, &baseline.text())?;
        problems.say(&format!("{}: {} findings written to {}", counts.summary(), baseline.len(), path_text(&self.output)));
        // Findings are what the file is for. What was refused is not in it.
        Ok(match exit {
            Exit::Failed => Exit::Failed,
            _ if counts.has_refused() => Exit::Findings,
            _ => Exit::Clean,
        })
    }
}

/// The folder of a file, from which the paths in a baseline count.
///
/// # Errors
/// When the working folder is gone.
pub(crate) fn folder_of(path: &Path) -> anyhow::Result<PathBuf> {
    Ok(std::path::absolute(path)?.parent().map(Path::to_path_buf).unwrap_or_default())
}
