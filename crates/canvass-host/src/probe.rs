//! Loading a foreign library in a process of its own first, so that one that crashes or hangs while being loaded costs nothing.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::error::Refusal;
use crate::library::Library;

/// How long loading may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// How to start a process that loads one library and says what happened: a program and its arguments, to which the path is appended.
#[derive(Debug, Clone)]
pub struct Prober {
    /// The program.
    pub program: PathBuf,
    /// Its arguments before the path.
    pub arguments: Vec<String>,
}

impl Prober {
    /// Lets another process load the library.
    ///
    /// # Errors
    /// What became of that process, when it did not end well. Reasons that loading itself gives are left to the load that follows.
    pub fn try_load(&self, path: &Path) -> Result<(), Refusal> {
        let path = path.canonicalize().map_err(|error| Refusal::Unreadable(error.to_string()))?;
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .arg(path)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Refusal::Unreadable(format!("no process could be started to try it: {error}")))?;
        let begun = Instant::now();
        let mut pause = Duration::from_micros(200);
        loop {
            match child.try_wait() {
                Ok(Some(status)) => return judge(status),
                Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(pause),
                Ok(None) => {
                    let _killed = child.kill();
                    let _reaped = child.wait();
                    return Err(Refusal::LoadingTimedOut(PATIENCE.as_secs()));
                }
                Err(error) => return Err(Refusal::Unreadable(error.to_string())),
            }
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }
}

/// The exit status of a process that has loaded the library, or has been told why not: anything else was the library's doing.
pub const TRIED: u8 = 42;

/// What the other process does: load, and come back.
pub fn trial(path: &Path) -> u8 {
    let _outcome = Library::load(path);
    TRIED
}

fn judge(status: ExitStatus) -> Result<(), Refusal> {
    if status.code() == Some(i32::from(TRIED)) {
        return Ok(());
    }
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return Err(Refusal::CrashedLoading(signal_name(signal)));
    }
    Err(Refusal::CrashedLoading(format!("the process ended with exit code {}", status.code().unwrap_or_default())))
}

#[cfg(unix)]
fn signal_name(signal: i32) -> String {
    let name = match signal {
        4 => "SIGILL (illegal instruction)",
        6 => "SIGABRT (abort)",
        7 => "SIGBUS (access beyond the file)",
        8 => "SIGFPE (arithmetic fault)",
        9 => "SIGKILL",
        11 => "SIGSEGV (invalid memory access)",
        15 => "SIGTERM",
        other => return format!("signal {other}"),
    };
    name.to_owned()
}
