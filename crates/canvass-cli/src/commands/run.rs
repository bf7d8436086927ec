//! What `analyze` and `check` share: every document through the analyzers, in the order of the arguments.

use std::io::Write;

use canvass_host::configuration::FailOn;
use canvass_host::{CanvasReport, Input, Session};
use canvass_model::report::Outcome;

use crate::arguments::{Format, InputArguments};
use crate::exit::Exit;
use crate::inputs::{each_document, sources};
use crate::output::json::JsonList;
use crate::output::{Counts, Problems};
use crate::setup::Setup;

/// Analyses every document and hands each report to the format; how it ended.
///
/// # Errors
/// When output cannot be written, or a plugin refuses its configuration.
pub(crate) fn run(
    setup: &Setup,
    inputs: &InputArguments,
    format: Format,
    fail_on: FailOn,
    problems: &mut Problems,
    text: &mut dyn FnMut(&mut dyn Write, &CanvasReport<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<(Exit, Counts)> {
    let mut session = Session::new(&setup.plugins, &setup.configuration, setup.limits).map_err(|error| {
        let help = error.refusal.help();
        anyhow::anyhow!("{error}\n  help: {help}")
    })?;
    let mut out = std::io::BufWriter::with_capacity(64 << 10, anstream::AutoStream::new(std::io::stdout().lock(), choice()));
    let mut list = JsonList::default();
    let mut counts = Counts::default();
    let mut exit = Exit::Clean;
    for source in sources(inputs, problems) {
        let name = source.name();
        each_document(&source, &setup.limits, problems, &mut |document| {
            let report = session.analyze(Input { bytes: document.bytes, format: document.format, source_name: &name, line: document.line });
            counts.add(&report);
            exit = exit.max(judge(&report, fail_on));
            match format {
                Format::Text => text(&mut out, &report),
                Format::Json => list.add(&mut out, &report),
                Format::Ndjson => crate::output::json::line(&mut out, &report),
            }
        })?;
    }
    if format == Format::Json {
        list.finish(&mut out)?;
    }
    out.flush()?;
    Ok((exit.max(problems.exit()), counts))
}

fn choice() -> anstream::ColorChoice {
    anstream::AutoStream::choice(&std::io::stdout())
}

fn judge(report: &CanvasReport<'_>, fail_on: FailOn) -> Exit {
    if report.unreadable || report.outcome == Outcome::AnalyzerFailed {
        return Exit::Failed;
    }
    let fails = report.findings.iter().any(|finding| fail_on.fails(finding.severity));
    if fails || report.outcome == Outcome::Refused { Exit::Findings } else { Exit::Clean }
}
