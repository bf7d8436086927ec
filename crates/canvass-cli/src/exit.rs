//! How a run ended. The numbers are part of the command's contract.

use std::process::ExitCode;

/// How a run ended; a later one outweighs an earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Exit {
    /// Everything was read, and nothing was found at the level that fails.
    #[default]
    Clean,
    /// Everything was read, and something was found at the level that fails.
    Findings,
    /// Something could not be done: a file that cannot be read, a plugin that cannot be used, wrong usage.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}
