//! Files that a command makes.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::inputs::reason;
use crate::output::path_text;

/// Writes a file that does not exist yet. What is there and no file, a pipe or a device, is written to.
///
/// # Errors
/// When it exists, or cannot be written.
pub(crate) fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let holds_nothing = path.metadata().is_ok_and(|metadata| !metadata.is_file());
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(!holds_nothing)
        .open(path)
        .map_err(|error| anyhow::anyhow!("{}", reason(&error)))
        .with_context(|| format!("cannot write `{}`", path_text(path)))?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write `{}`", path_text(path)))
}
