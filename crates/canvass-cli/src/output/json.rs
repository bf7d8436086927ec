//! Reports for machines.

use std::io::Write;

use canvass_host::CanvasReport;

/// One list of reports, written as they come.
#[derive(Debug, Default)]
pub(crate) struct JsonList {
    started: bool,
}

impl JsonList {
    /// Adds a report.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn add(&mut self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        out.write_all(if std::mem::replace(&mut self.started, true) { b",\n" } else { b"[\n" })?;
        serde_json::to_writer_pretty(out, report).map_err(unwrap_io)
    }

    /// Ends the list.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        out.write_all(if self.started { b"\n]\n" } else { b"[]\n" })?;
        Ok(())
    }
}

/// Writes one report as a line.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn line(out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
    let bytes = serde_json::to_vec(report)?;
    out.write_all(&bytes)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// A closed pipe must be seen as such.
fn unwrap_io(error: serde_json::Error) -> anyhow::Error {
    if error.is_io() { anyhow::Error::new(std::io::Error::from(error)) } else { error.into() }
}
