//! What `analyze` and `check` share: every document through the analyzers, in the order of the arguments.

use std::io::Write;

use canvass_host::{CanvasReport, Input, Session};
use canvass_model::report::Outcome;

use crate::arguments::{Format, InputArguments};
use crate::exit::Exit;
use crate::inputs::{each_document, sources};
use crate::output::json::JsonReports;
use crate::output::{Counts, Problems};
use crate::setup::Setup;

/// Analyses every document and hands each report to the format; how it ended.
///
/// # Errors
/// When output cannot be written.
pub(crate) fn run(
    setup: &Setup,
    inputs: &InputArguments,
    format: Format,
    problems: &mut Problems,
    text: &mut dyn FnMut(&mut dyn Write, &CanvasReport<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<(Exit, Counts)> {
    let (mut session, errors) = Session::new(&setup.plugins, &setup.configuration, setup.limits);
    session.set_baseline(setup.baseline.clone());
    errors.iter().for_each(|error| problems.cannot(&error.to_string(), error.refusal.help()));
    // Colours are taken out of text where they do not belong; JSON has none to take out.
    let stdout = std::io::stdout().lock();
    let raw: Box<dyn Write> = if format == Format::Text { Box::new(anstream::AutoStream::new(stdout, choice())) } else { Box::new(stdout) };
    let mut out = std::io::BufWriter::with_capacity(128 << 10, raw);
    let mut json = JsonReports::default();
    let mut counts = Counts::default();
    let mut exit = Exit::Clean;
    for source in sources(inputs, problems) {
        let name = source.name();
        each_document(&source, &setup.limits, problems, &mut |document| {
            let input = Input { bytes: document.bytes, format: document.format, source_name: &name, line: document.line, native: false };
            let mut written = Ok(());
            session.analyze(input, &mut |report| {
                counts.add(&report);
                exit = exit.max(judge(&report));
                if written.is_ok() {
                    written = match format {
                        Format::Text => text(&mut out, &report),
                        Format::Json => json.add(&mut out, &report),
                        Format::Ndjson => json.line(&mut out, &report),
                    };
                }
            });
            written
        })?;
    }
    if format == Format::Json {
        json.end();
    }
    json.hand_over(&mut out, 0)?;
    out.flush()?;
    counts.set_gone(session.gone());
    Ok((exit.max(problems.exit()), counts))
}

fn choice() -> anstream::ColorChoice {
    anstream::AutoStream::choice(&std::io::stdout())
}

fn judge(report: &CanvasReport<'_>) -> Exit {
    if report.unreadable || report.outcome == Outcome::AnalyzerFailed {
        return Exit::Failed;
    }
    if report.fails { Exit::Findings } else { Exit::Clean }
}
