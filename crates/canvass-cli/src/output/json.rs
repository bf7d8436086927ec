//! Reports for machines.

use std::io::Write;

use canvass_host::CanvasReport;

/// How much is collected before it is written.
const COLLECTED: usize = 128 << 10;

/// One list of reports, or one report per line, collected and written in large pieces.
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
        self.buffer.push_str(if std::mem::replace(&mut self.started, true) { ",\n" } else { "[\n" });
        report.write_json(&mut self.buffer);
        self.hand_over(out, COLLECTED)
    }

    /// Ends the list.
    pub(crate) fn end(&mut self) {
        self.buffer.push_str(if self.started { "\n]\n" } else { "[]\n" });
    }

    /// Writes one report as a line.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn line(&mut self, out: &mut dyn Write, report: &CanvasReport<'_>) -> anyhow::Result<()> {
        report.write_json(&mut self.buffer);
        self.buffer.push('\n');
        self.hand_over(out, COLLECTED)
    }

    /// Writes what has been collected, if it is at least so much.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn hand_over(&mut self, out: &mut dyn Write, least: usize) -> anyhow::Result<()> {
        if self.buffer.len() >= least {
            out.write_all(self.buffer.as_bytes())?;
            self.buffer.clear();
        }
        Ok(())
    }
}
