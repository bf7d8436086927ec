//! Reports for machines.

use std::io::Write;

use canvass_host::CanvasReport;

/// One list of reports, written as they come, or one report per line; the buffer is used again and again.
#[derive(Debug, Default)]
pub(crate) struct JsonReports {
    started: bool,
    buffer: String,
}

impl JsonReports {
    /// Adds a report to the list.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn add(&mut self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        out.write_all(if std::mem::replace(&mut self.started, true) { b",\n" } else { b"[\n" })?;
        self.write(out, report)
    }

    /// Ends the list.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        out.write_all(if self.started { b"\n]\n" } else { b"[]\n" })?;
        Ok(())
    }

    /// Writes one report as a line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn line(&mut self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        self.write(out, report)?;
        out.write_all(b"\n")?;
        Ok(())
    }

    fn write(&mut self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        self.buffer.clear();
        report.write_json(&mut self.buffer);
        out.write_all(self.buffer.as_bytes())?;
        Ok(())
    }
}
