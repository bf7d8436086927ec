//! The commands, one file each.

pub(crate) mod analyze;
pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod gallery;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod mend;
pub(crate) mod pattern;
pub(crate) mod plugin;
pub(crate) mod probe;
pub(crate) mod rules;
pub(crate) mod run;
pub(crate) mod schema;
pub(crate) mod validate;

use std::io::Write;

use crate::arguments::{Arguments, Command};
use crate::exit::Exit;

/// Runs the command that was asked for.
///
/// # Errors
/// What keeps the command as a whole from being done.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    match &arguments.command {
        None => welcome(),
        Some(Command::Analyze(command)) => command.run(arguments),
        Some(Command::Check(command)) => command.run(arguments),
        Some(Command::Baseline(command)) => command.run(arguments),
        Some(Command::Import(command)) => command.run(),
        Some(Command::Validate(command)) => command.run(),
        Some(Command::Explain(command)) => command.run(arguments),
        Some(Command::Rules(command)) => command.run(arguments),
        Some(Command::Schema(command)) => command.run(),
        Some(Command::Pattern(command)) => command.run(arguments),
        Some(Command::Plugin(command)) => command.run(arguments),
        Some(Command::Gallery(command)) => command.run(),
        Some(Command::Init(command)) => command.run(),
        Some(Command::Completions(command)) => command.run(),
        Some(Command::ProbePlugin(command)) => command.run(),
    }
}

/// Without a command: what this is, and three things to try.
fn welcome() -> anyhow::Result<Exit> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "canvass examines business models: who uses, who pays, who carries whom, which patterns a canvas follows, what does not fit.\n")?;
    writeln!(out, "  canvass gallery                 canvases to look at")?;
    writeln!(out, "  canvass init \"My business\"      a canvas to start from")?;
    writeln!(out, "  canvass analyze FILE            what canvass finds out about it\n")?;
    writeln!(out, "`canvass --help` lists everything.")?;
    Ok(Exit::Clean)
}
