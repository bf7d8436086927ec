//! Help for the workspace suite: the real program, built with its plugins, run in a clean folder and surroundings.

pub mod generate;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// The program, built with its plugins beside it.
///
/// `cargo test` builds no dynamic libraries, so the first call has them built: a stale plugin would be tested otherwise.
///
/// # Panics
/// When the build fails.
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| stage(&[]))
}

/// The program built for use, for benchmarks.
///
/// # Panics
/// When the build fails.
pub fn release_program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| stage(&["--release"]))
}

/// The folder with the plugins of [`release_program`].
///
/// # Panics
/// When the build fails.
pub fn release_plugins() -> PathBuf {
    release_program().parent().expect("the program lies in a folder").join("plugins")
}

/// The file of a plugin that comes with the program.
pub fn library_name(plugin: &str) -> String {
    format!("{}{}{}", std::env::consts::DLL_PREFIX, plugin.replace('-', "_"), std::env::consts::DLL_SUFFIX)
}

fn stage(arguments: &[&str]) -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built =
        Command::new(cargo).current_dir(root()).args(["xtask", "stage"]).args(arguments).stderr(Stdio::inherit()).output().expect("cargo can be started");
    assert!(built.status.success(), "the program and its plugins can be built");
    PathBuf::from(String::from_utf8(built.stdout).expect("a path in UTF-8").trim())
}

/// The root of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the suite lies in the project")
}

/// The folder with the canvases of the gallery and what is expected of them.
pub fn gallery() -> PathBuf {
    root().join("crates/canvass-cli/gallery")
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A folder of its own, and the program run in it: no configuration from above, no plugins of the user, no colours.
pub struct Bench {
    folder: tempfile::TempDir,
}

impl Default for Bench {
    fn default() -> Self {
        Self::new()
    }
}

impl Bench {
    /// An empty folder.
    ///
    /// # Panics
    /// When no folder can be made.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the folder.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder can be made");
        }
        std::fs::write(&path, content).expect("the file can be written");
        path
    }

    /// What a file of the folder holds.
    ///
    /// # Panics
    /// When it cannot be read as text.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A command that runs the program in this folder, in clean surroundings.
    pub fn command(&self) -> Command {
        let mut command = Command::new(program());
        command.current_dir(self.path()).env_clear().env("HOME", self.path()).env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("NO_COLOR", "1");
        command
    }

    /// Runs the program.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Run {
        self.run_with(arguments, b"")
    }

    /// Runs the program with something on standard input.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn run_with(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>, input: &[u8]) -> Run {
        let mut child =
            self.command().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program can be started");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // The program may stop reading before it has read everything.
            let _closed = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the writer ends");
        Run::from(output)
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Parses a text of JSON.
///
/// # Panics
/// When it is not JSON.
pub fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("not JSON: {error}\n{text}"))
}

/// Reads a YAML file into a value.
///
/// # Panics
/// When it cannot be read.
pub fn yaml<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let document = canvass_formats::parse(&text, canvass_formats::Format::Yaml, &canvass_formats::Limits::default())
        .unwrap_or_else(|problem| panic!("{}: {problem}", path.display()));
    canvass_formats::decode::from_node(&document.root).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
