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

/// Writes a file whether it exists or not, as a whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn write_over(path: &Path, text: &str) -> anyhow::Result<()> {
    // Through a link the file it leads to is replaced, not the link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        // A pipe or a device is written to; nothing can take its place.
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            return std::fs::write(path, text);
        }
        let mut builder = tempfile::Builder::new();
        // As any other file a program makes, not only for the one who made it; what was there keeps its permissions.
        #[cfg(unix)]
        builder.permissions(path.metadata().map_or_else(|_| std::os::unix::fs::PermissionsExt::from_mode(0o666), |metadata| metadata.permissions()));
        let mut file = builder.prefix(".canvass-").tempfile_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&target).map(drop).map_err(|error| error.error)
    };
    write().map_err(|error| anyhow::anyhow!("{}", reason(&error))).with_context(|| format!("cannot write `{}`", path_text(path)))
}
