//! Loading a foreign library in a process of its own first, so that one that crashes or hangs while being loaded costs nothing.

use std::hash::{BuildHasher, RandomState};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use crate::error::Refusal;
use crate::library::Library;

/// How long loading may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long the word of a process that has ended may stay under way.
const DELIVERY: Duration = Duration::from_secs(1);

/// How to start a process that loads one library and says that it came back: a program and its arguments, to which the path and a word are
/// appended. The process ends itself, and whatever the library started, once its standard input ends.
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
        let word = fresh_word();
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).arg(path).arg(&word).env_clear().current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // A group of its own, so that what the library starts can be ended with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| Refusal::Unreadable(format!("no process could be started to try it: {error}")))?;
        let said = child.stdout.take().map(|pipe| listen(pipe, word));
        let ended = wait(&mut child);
        // In every case: a library that came back may have left processes behind as well.
        end_group(&mut child);
        let status = ended?;
        let came_back = said.is_some_and(|said| said.recv_timeout(DELIVERY).unwrap_or(false));
        judge(status, came_back)
    }
}

/// Waits for the process to end, but not for ever.
fn wait(child: &mut Child) -> Result<ExitStatus, Refusal> {
    let begun = Instant::now();
    let mut pause = Duration::from_micros(200);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(pause),
            Ok(None) => return Err(Refusal::LoadingTimedOut(PATIENCE.as_secs())),
            Err(error) => return Err(Refusal::Unreadable(error.to_string())),
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

/// Ends the process and everything in its group, whatever of it is still there.
fn end_group(child: &mut Child) {
    #[cfg(unix)]
    if let Ok(group) = i32::try_from(child.id()) {
        let _killed = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(group), nix::sys::signal::Signal::SIGKILL);
    }
    let _killed = child.kill();
    let _reaped = child.wait();
}

/// A word that no library can know beforehand.
fn fresh_word() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let time = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let seed = (std::process::id(), time, COUNT.fetch_add(1, Ordering::Relaxed));
    format!("{:016x}{:016x}", RandomState::new().hash_one(seed), RandomState::new().hash_one(seed))
}

/// Reads what the process writes until the word has come; whether it came. A library may write there too, as much as it likes.
fn listen(mut pipe: ChildStdout, word: String) -> Receiver<bool> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut kept = Vec::new();
        let mut block = [0; 4096];
        let came = loop {
            match pipe.read(&mut block) {
                Ok(read) if read > 0 => kept.extend_from_slice(&block[..read]),
                _ => break false,
            }
            if kept.windows(word.len()).any(|window| window == word.as_bytes()) {
                break true;
            }
            kept.drain(..kept.len().saturating_sub(word.len()));
        };
        let _nobody_waits = tell.send(came);
    });
    told
}

/// The exit status of a process that has loaded the library, or has been told why not: anything else was the library's doing.
pub const TRIED: u8 = 42;

/// What the other process does: load, come back, and say the word.
pub fn trial(path: &Path, word: &str) -> u8 {
    #[cfg(unix)]
    end_with_host();
    let _outcome = Library::load(path);
    let mut out = std::io::stdout().lock();
    let _unheard = writeln!(out, "{word}").and_then(|()| out.flush());
    TRIED
}

/// Ends the whole group when the host does, which holds the other end of standard input: signals of a terminal do not reach this group.
#[cfg(unix)]
fn end_with_host() {
    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::{getpgrp, getpid};
    // Started by hand, the group is that of others too.
    if getpgrp() != getpid() || std::io::IsTerminal::is_terminal(&std::io::stdin()) {
        return;
    }
    std::thread::spawn(|| {
        let _ended = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
        let _killed = killpg(getpgrp(), Signal::SIGKILL);
    });
}

fn judge(status: ExitStatus, came_back: bool) -> Result<(), Refusal> {
    if came_back && status.code() == Some(i32::from(TRIED)) {
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Tries with a shell in the place of the program; the path and the word come as `$0` and `$1`.
    fn tried(script: &str) -> Result<(), Refusal> {
        Prober { program: PathBuf::from("/bin/sh"), arguments: vec!["-c".to_owned(), script.to_owned()] }.try_load(Path::new("/"))
    }

    #[test]
    fn only_the_word_proves_that_loading_came_back() {
        assert_eq!(tried("echo noise; echo $1; exit 42"), Ok(()));
        for (script, how) in [
            ("exit 42", "the process ended with exit code 42"),
            ("echo word; exit 42", "the process ended with exit code 42"),
            ("echo $1; exit 0", "the process ended with exit code 0"),
            ("echo $1; kill -SEGV $$", "SIGSEGV (invalid memory access)"),
        ] {
            assert_eq!(tried(script), Err(Refusal::CrashedLoading(how.to_owned())), "{script}");
        }
    }

    #[test]
    fn what_was_started_ends_too() {
        let folder = tempfile::tempdir().unwrap();
        let (begun, lives) = (folder.path().join("begun"), folder.path().join("lives"));
        let (first, second) = (begun.display(), lives.display());
        let script = format!("(touch {first}; sleep 1; touch {second}) & while [ ! -e {first} ]; do :; done; echo $1; exit 42");
        assert_eq!(tried(&script), Ok(()));
        std::thread::sleep(Duration::from_millis(1500));
        assert!(begun.exists() && !lives.exists());
    }
}
