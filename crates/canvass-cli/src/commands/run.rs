//! What `analyze` and `check` share: every document through the analyzers, in the order of the arguments.

use std::io::Write;

use canvass_host::{CanvasReport, Input, Portfolio, Session};
use canvass_model::report::Outcome;

use crate::arguments::{Format, InputArguments};
use crate::exit::Exit;
use crate::inputs::{Source, each_document, sources};
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
    let sources = sources(inputs, problems);
    session.set_portfolio(together(&sources, setup)?);
    for source in sources {
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

/// What is to be said about several canvases together, where there are several files.
fn together(sources: &[Source], setup: &Setup) -> anyhow::Result<Option<Portfolio>> {
    let files: Vec<&Source> = sources.iter().filter(|source| source.holds_one_of_ours()).collect();
    if files.len() < 2 {
        return Ok(None);
    }
    // What cannot be read is said when it is read to be analysed.
    let mut silent = Problems::silent();
    let mut portfolio = Portfolio::default();
    let mut others = Vec::new();
    let mut read = |source: &Source, take: &mut dyn FnMut(&Input<'_>)| {
        each_document(source, &setup.limits, &mut silent, &mut |document| {
            take(&Input { bytes: document.bytes, format: document.format, source_name: &source.name(), line: None, native: true });
            Ok(())
        })
    };
    for source in files {
        let mut is_model = false;
        read(source, &mut |input| is_model = portfolio.add(input, &setup.limits))?;
        if !is_model {
            others.push(source);
        }
    }
    if portfolio.misses_an_origin() {
        others.into_iter().try_for_each(|source| read(source, &mut |input| portfolio.add_origin(input, &setup.limits)))?;
    }
    portfolio.conclude();
    Ok(Some(portfolio))
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
