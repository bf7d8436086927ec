//! Building program and plugins, and putting the plugins into the folder `plugins` beside the program.
//!
//! `cargo test` builds no dynamic libraries, and `cargo build` leaves them under names of its own; this is the one place that knows both.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, bail};
use clap::Args;

/// The plugins that come with the program.
pub(crate) const PLUGINS: [&str; 5] = ["pattern-detection", "payer-analysis", "segment-fit", "structure", "wording"];

/// Build and stage.
#[derive(Args)]
pub(crate) struct Stage {
    /// Build for use, not for debugging.
    #[arg(long)]
    pub(crate) release: bool,
}

impl Stage {
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        let folder = stage(self.release)?;
        let mut out = std::io::stdout();
        Ok(std::io::Write::write_fmt(&mut out, format_args!("{}\n", folder.join(program_name()).display()))?)
    }
}

/// Builds program and plugins and stages the plugins; the folder that holds the program.
///
/// # Errors
/// When a build fails or a file cannot be copied.
pub(crate) fn stage(release: bool) -> anyhow::Result<PathBuf> {
    let mut build = cargo();
    build.arg("build").args(["--package", "canvass-cli"]);
    for plugin in PLUGINS {
        build.args(["--package", plugin]);
    }
    if release {
        build.arg("--release");
    }
    run(&mut build)?;
    let folder = target().join(if release { "release" } else { "debug" });
    let staged = folder.join("plugins");
    fs::create_dir_all(&staged).with_context(|| format!("cannot make {}", staged.display()))?;
    for plugin in PLUGINS {
        let name = library_name(plugin);
        place(&folder.join(&name), &staged.join(&name))?;
    }
    Ok(folder)
}

/// Copies a file into place as a whole: a library that is in use must not change under its users.
///
/// # Errors
/// When it cannot be copied.
pub(crate) fn place(from: &Path, to: &Path) -> anyhow::Result<()> {
    let same = |left: &Path, right: &Path| -> Option<bool> { Some(fs::read(left).ok()? == fs::read(right).ok()?) };
    if same(from, to) == Some(true) {
        return Ok(());
    }
    let mut partial = to.as_os_str().to_owned();
    partial.push(format!(".{}.part", std::process::id()));
    fs::copy(from, &partial).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    fs::rename(&partial, to).with_context(|| format!("cannot put {} in place", to.display()))
}

/// The file that the build makes of a plugin's crate.
pub(crate) fn library_name(plugin: &str) -> String {
    format!("{}{}{}", env::consts::DLL_PREFIX, plugin.replace('-', "_"), env::consts::DLL_SUFFIX)
}

/// The file name of the program.
pub(crate) fn program_name() -> String {
    format!("canvass{}", env::consts::EXE_SUFFIX)
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The folder of build results.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The cargo that runs this task, in the root of the project.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command; failing is an error.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| format!("cannot start {command:?}"))?;
    if !status.success() {
        bail!("{command:?} failed: {status}");
    }
    Ok(())
}
