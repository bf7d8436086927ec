//! `canvass check`: findings only, with the lines they are about.

use std::path::PathBuf;

use clap::Args;

use crate::arguments::{Arguments, Format, InputArguments, RuleArguments};
use crate::commands::mend::MendArguments;
use crate::commands::run::run;
use crate::exit::Exit;
use crate::output::{Problems, diagnostic};
use crate::setup::Setup;

/// Check canvases.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    inputs: InputArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// Report only what is not in this file, which `canvass baseline create` writes.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    mend: MendArguments,
    /// How to show the findings.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Say nothing of what was looked at; findings only.
    #[arg(long, short)]
    quiet: bool,
}

impl Check {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let setup = Setup::new(arguments, &self.rules, &mut problems)?.with_baseline(self.baseline.as_deref())?;
        if let Some(exit) = self.mend.show(&setup, &self.inputs, &mut problems)? {
            return Ok(exit);
        }
        let fixed = self.mend.carry_out(&setup, &self.inputs, &mut problems)?;
        let (exit, mut counts) = run(&setup, &self.inputs, self.format, &mut problems, &mut |out, report| {
            for index in 0..report.findings.len() {
                writeln!(out, "{}\n", diagnostic::render(report, index))?;
            }
            for failure in &report.failures {
                writeln!(out, "{}\n", diagnostic::failure(report, failure))?;
            }
            Ok(())
        })?;
        counts.set_fixed(fixed);
        if !self.quiet {
            problems.say(&counts.summary());
        }
        Ok(exit)
    }
}
