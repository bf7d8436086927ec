//! `canvass validate`: is it sound, as a canvas or by any other schema.

use std::io::Write;
use std::path::{Path, PathBuf};

use canvass_formats::{Format, Limits, text};
use canvass_host::{CanvasReport, Configuration, Input, Plugins, Session};
use canvass_model::finding::Position;
use canvass_model::report::Outcome;
use canvass_schema::{Schema, Source as Places, read_tree};
use clap::Args;
use serde::Serialize;

use crate::arguments::{Format as Output, InputArguments};
use crate::exit::Exit;
use crate::inputs::{Document, Source, each_document, read_text, sources};
use crate::output::{Problems, diagnostic, path_text};

/// Validate documents.
#[derive(Debug, Args)]
pub(crate) struct Validate {
    #[command(flatten)]
    inputs: InputArguments,
    /// Validate against this JSON Schema (draft 4, 6, 7, 2019-09 or 2020-12, as JSON or YAML) instead of the canvas's own. References out of
    /// the schema are refused: nothing is fetched, and no other file is read.
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// How to show what is wrong.
    #[arg(long, value_enum, default_value_t)]
    format: Output,
}

/// What is wrong with one document, for machines.
#[derive(Serialize)]
struct Record<'a> {
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    valid: bool,
    errors: Vec<Error>,
}

#[derive(Serialize)]
struct Error {
    code: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<canvass_model::finding::Span>,
}

impl Validate {
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let limits = Limits::default();
        let schema = self.schema.as_deref().map(|path| load_schema(path, &limits)).transpose()?;
        let mut problems = Problems::default();
        let mut out = std::io::BufWriter::new(anstream::AutoStream::new(std::io::stdout().lock(), anstream::AutoStream::choice(&std::io::stdout())));
        let mut exit = Exit::Clean;
        let (mut valid, mut invalid, mut first) = (0_u64, 0_u64, true);
        let mut show = |out: &mut dyn Write, record: Record<'_>, text: Vec<String>| -> anyhow::Result<()> {
            if record.valid {
                valid += 1;
            } else {
                invalid += 1;
            }
            match self.format {
                Output::Text => text.iter().try_for_each(|text| writeln!(out, "{text}\n"))?,
                Output::Json => {
                    write!(out, "{}", if std::mem::take(&mut first) { "[\n" } else { ",\n" })?;
                    serde_json::to_writer(&mut *out, &record)?;
                }
                Output::Ndjson => {
                    serde_json::to_writer(&mut *out, &record)?;
                    writeln!(out)?;
                }
            }
            Ok(())
        };
        let (plugins, configuration) = (Plugins::default(), Configuration::default());
        let (mut session, _none) = Session::new(&plugins, &configuration, limits);
        for source in sources(&self.inputs, &mut problems) {
            let name = source.name();
            each_document(&source, &limits, &mut problems, &mut |document| {
                let ended = match &schema {
                    Some(schema) => by_schema(schema, &source, &name, &document, &limits, &mut out, &mut show)?,
                    None => as_canvas(&mut session, &name, &document, &mut out, &mut show)?,
                };
                exit = exit.max(ended);
                Ok(())
            })?;
        }
        if self.format == Output::Json {
            writeln!(out, "{}", if first { "[]" } else { "\n]" })?;
        }
        out.flush()?;
        problems.say(&format!("{valid} valid, {invalid} not valid"));
        Ok(exit.max(problems.exit()))
    }
}

type Show<'s> = dyn FnMut(&mut dyn Write, Record<'_>, Vec<String>) -> anyhow::Result<()> + 's;

/// A canvas is read without any analyzer: what the reader has to say is what is wrong with it.
fn as_canvas(session: &mut Session<'_>, name: &str, document: &Document<'_>, out: &mut dyn Write, show: &mut Show<'_>) -> anyhow::Result<Exit> {
    let input = Input { bytes: document.bytes, format: document.format, source_name: name, line: document.line, native: true };
    let mut ended = Ok(Exit::Clean);
    session.analyze(input, &mut |report| ended = reported(&report, name, document, out, show));
    ended
}

fn reported(report: &CanvasReport<'_>, name: &str, document: &Document<'_>, out: &mut dyn Write, show: &mut Show<'_>) -> anyhow::Result<Exit> {
    let texts = (0..report.findings.len()).map(|index| diagnostic::render(report, index)).collect();
    let help = |at: usize| diagnostic::help(report, at).map(str::to_owned);
    let errors = report
        .findings
        .iter()
        .enumerate()
        .map(|(at, finding)| Error {
            code: reader_code(&finding.code),
            message: finding.message.clone(),
            help: help(at),
            at: finding.at.first().cloned().unwrap_or_default(),
            span: finding.span,
        })
        .collect();
    show(out, Record { source: name, line: document.line, valid: report.findings.is_empty(), errors }, texts)?;
    Ok(match (report.unreadable, report.findings.is_empty() && report.outcome == Outcome::Analyzed) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Clean,
        (false, false) => Exit::Findings,
    })
}

fn reader_code(code: &str) -> &'static str {
    canvass_host::reader_rules::names().map(|(known, _)| known).find(|known| *known == code).unwrap_or("DOC002")
}

fn by_schema(
    schema: &Schema,
    source: &Source,
    name: &str,
    document: &Document<'_>,
    limits: &Limits,
    out: &mut dyn Write,
    show: &mut Show<'_>,
) -> anyhow::Result<Exit> {
    let shown = |code: &'static str, message: &str, help: Option<&str>, places: &Places<'_>, range: std::ops::Range<usize>| {
        let line = document.line.and_then(|line| u32::try_from(line).ok());
        let at = if places.text.is_empty() { line.map(|line| Position { line, column: 1, offset: 0 }) } else { Some(places.span(&range).start) };
        diagnostic::plain(name, at, code, message, help, places.text, range)
    };
    let text = match text::decode(document.bytes, limits) {
        Ok(text) => text,
        Err(problem) => {
            let texts = vec![shown("DOC001", &problem.to_string(), problem.help.as_deref(), &Places::new("", 1), 0..0)];
            let error = Error { code: "DOC001", message: problem.to_string(), help: problem.help, at: String::new(), span: None };
            show(out, Record { source: name, line: document.line, valid: false, errors: vec![error] }, texts)?;
            return Ok(Exit::Failed);
        }
    };
    let format = document
        .format
        .unwrap_or_else(|| if let Source::File(path) = source { Format::from_path(path).unwrap_or(Format::sniff(text)) } else { Format::sniff(text) });
    let places = Places::new(text, document.line.and_then(|line| u32::try_from(line).ok()).unwrap_or(1));
    let (tree, faults) = read_tree(text, format, limits);
    let unreadable = tree.is_none();
    let mut texts: Vec<String> = faults.iter().map(|fault| shown(fault.code, &fault.message, fault.help.as_deref(), &places, fault.span.clone())).collect();
    let mut errors: Vec<Error> = faults
        .into_iter()
        .map(|fault| Error { code: fault.code, message: fault.message, help: fault.help, at: fault.pointer, span: Some(places.span(&fault.span)) })
        .collect();
    for violation in tree.iter().flat_map(|tree| schema.check(tree)) {
        texts.push(shown("DOC002", &violation.message, violation.help.as_deref(), &places, violation.span.clone()));
        errors.push(Error {
            code: "DOC002",
            message: violation.message,
            help: violation.help,
            at: violation.pointer,
            span: Some(places.span(&violation.span)),
        });
    }
    let valid = errors.is_empty();
    show(out, Record { source: name, line: document.line, valid, errors }, texts)?;
    Ok(match (unreadable, valid) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Clean,
        (false, false) => Exit::Findings,
    })
}

fn load_schema(path: &Path, limits: &Limits) -> anyhow::Result<Schema> {
    let text = read_text(path, limits)?;
    let format = Format::from_path(path).unwrap_or_else(|| Format::sniff(&text));
    let (tree, faults) = read_tree(&text, format, limits);
    if let Some(fault) = faults.first() {
        let shown = diagnostic::plain(&path_text(path), None, fault.code, &fault.message, fault.help.as_deref(), &text, fault.span.clone());
        anyhow::bail!("{}", anstream::adapter::strip_str(&shown));
    }
    let tree = tree.ok_or_else(|| anyhow::anyhow!("`{}` is empty", path_text(path)))?;
    Schema::compile(tree.to_json()).map_err(|error| anyhow::anyhow!("cannot use the schema `{}`: {error}", path_text(path)))
}
