//! `canvass check`: findings only, with the lines they are about.

use clap::Args;

use crate::arguments::{Arguments, FailOn, Format, InputArguments};
use crate::commands::run::run;
use crate::exit::Exit;
use crate::output::{Problems, diagnostic};
use crate::setup::Setup;

/// Check canvases.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    inputs: InputArguments,
    /// How to show the findings.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The mildest severity that makes the command fail; error, unless the configuration says otherwise.
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Say nothing of what was looked at; findings only.
    #[arg(long, short)]
    quiet: bool,
}

impl Check {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let setup = Setup::new(arguments, &mut problems)?;
        let fail_on = self.fail_on.map(Into::into).or(setup.configuration.fail_on).unwrap_or_default();
        let (exit, counts) = run(&setup, &self.inputs, self.format, fail_on, &mut problems, &mut |out, report| {
            for index in 0..report.findings.len() {
                writeln!(out, "{}\n", diagnostic::render(report, index))?;
            }
            for failure in &report.failures {
                writeln!(out, "{}\n", diagnostic::failure(report, failure))?;
            }
            Ok(())
        })?;
        if !self.quiet {
            problems.say(&counts.summary());
        }
        Ok(exit)
    }
}
