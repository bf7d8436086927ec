//! The `canvass` command.
//!
//! Parse, run, turn the result into an exit code. Every command is one file in [`commands`], every output format one in [`output`].

mod arguments;
mod commands;
mod exit;
mod gallery;
mod inputs;
mod output;
mod setup;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::exit::Exit;

/// A run makes and drops very many small texts; this allocator spends a third of the time on them that the system's does.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.apply();
    match commands::run(&arguments) {
        Ok(exit) => exit.into(),
        // Whoever closed the pipe has seen enough: `canvass … | head` is no failure.
        Err(error) if is_closed_pipe(&error) => Exit::Clean.into(),
        Err(error) => {
            let _unwritable = writeln!(anstream::stderr(), "error: {}", output::clean(&format!("{error:#}")));
            Exit::Failed.into()
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe))
}
