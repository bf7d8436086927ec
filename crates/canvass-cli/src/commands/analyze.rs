//! `canvass analyze`: results and findings.

use clap::Args;

use crate::arguments::{Arguments, Format, InputArguments, RuleArguments};
use crate::commands::run::run;
use crate::exit::Exit;
use crate::output::Problems;
use crate::output::text::TextReport;
use crate::setup::Setup;

/// Analyse canvases.
#[derive(Debug, Args)]
pub(crate) struct Analyze {
    #[command(flatten)]
    inputs: InputArguments,
    #[command(flatten)]
    rules: RuleArguments,
    /// How to show the results.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show all findings and patterns, not only the first.
    #[arg(long)]
    all: bool,
}

impl Analyze {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let setup = Setup::new(arguments, &self.rules, &mut problems)?.with_baseline(None)?;
        let mut text = TextReport::new(self.all);
        let (exit, counts) = run(&setup, &self.inputs, self.format, &mut problems, &mut |out, report| text.write(out, report))?;
        if counts.documents() > 1 {
            problems.say(&counts.summary());
        }
        Ok(exit)
    }
}
