//! `canvass pattern`: pattern files of one's own, tried before they are used.

use std::io::Write;
use std::path::{Path, PathBuf};

use canvass_formats::{Format, Limits};
use canvass_host::{Configuration, Input, Plugins, Session};
use clap::{Args, Subcommand};
use serde::Deserialize;

use crate::arguments::Arguments;
use crate::exit::Exit;
use crate::inputs::read_text;
use crate::output::results::Patterns;
use crate::output::{Problems, clean, path_text};
use crate::setup::load_plugins;

/// The analyzer that pattern files are for.
const ANALYZER: &str = "pattern-detection";

/// What to do with pattern files.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pattern files as the analyzer does, and try each on the canvases that it gives as examples.
    Check(Check),
}

/// Try pattern files.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Pattern files (*.toml).
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

/// What of a pattern file matters here. The analyzer reads the rest.
#[derive(Deserialize)]
struct File {
    id: String,
    #[serde(default, rename = "example")]
    examples: Vec<Example>,
}

/// A canvas and how it stands to the pattern.
#[derive(Deserialize)]
struct Example {
    verdict: String,
    canvas: String,
}

impl Command {
    pub(crate) fn run(&self, arguments: &Arguments) -> anyhow::Result<Exit> {
        let Self::Check(check) = self;
        let mut problems = Problems::default();
        let plugins = load_plugins(arguments, &mut problems)?;
        if !plugins.iter().flat_map(|plugin| &plugin.manifest.analyzers).any(|analyzer| analyzer.name == ANALYZER) {
            anyhow::bail!("cannot check patterns: the plugin with the analyzer `{ANALYZER}` is not loaded\n  help: leave `--no-plugins` out");
        }
        let mut out = anstream::stdout().lock();
        let mut exit = Exit::Clean;
        for file in &check.files {
            exit = exit.max(one(file, &plugins, &mut out, &mut problems)?);
        }
        Ok(exit.max(problems.exit()))
    }
}

/// Tries one file; how it ended.
fn one(path: &Path, plugins: &Plugins, out: &mut dyn Write, problems: &mut Problems) -> anyhow::Result<Exit> {
    let limits = Limits::default();
    let text = match read_text(path, &limits) {
        Ok(text) => text,
        Err(error) => {
            problems.cannot(&format!("{error:#}"), "check the path");
            return Ok(Exit::Failed);
        }
    };
    let mut configuration = Configuration::default();
    let settings = serde_json::from_value(serde_json::json!({ "patterns": [std::path::absolute(path)?] }))?;
    configuration.analyzers.insert(ANALYZER.to_owned(), settings);
    let (mut session, errors) = Session::new(plugins, &configuration, limits);
    if !errors.is_empty() {
        errors.iter().for_each(|error| problems.cannot(&error.to_string(), "the form of a pattern file is described beside the patterns of the plugin"));
        return Ok(Exit::Failed);
    }
    let file: File = toml::from_str(&text).map_err(|error| anyhow::anyhow!("`{}`: {}", path_text(path), error.message()))?;
    let mut failed = 0;
    for (at, example) in file.examples.iter().enumerate() {
        if let Some(wrong) = differs(&mut session, &file.id, example) {
            failed += 1;
            writeln!(out, "{}: {}: example {}: {}", clean(&path_text(path)), clean(&file.id), at + 1, clean(&wrong))?;
        }
    }
    let count = file.examples.len();
    let ending = if count == 1 { "" } else { "s" };
    match (count, failed) {
        (0, _) => writeln!(out, "{}: {}: read; it has no [[example]] to try it on", clean(&path_text(path)), clean(&file.id))?,
        (_, 0) => writeln!(out, "{}: {}: {count} example{ending} as stated", clean(&path_text(path)), clean(&file.id))?,
        _ => writeln!(out, "{}: {}: {failed} of {count} example{ending} not as stated", clean(&path_text(path)), clean(&file.id))?,
    }
    Ok(if failed > 0 { Exit::Findings } else { Exit::Clean })
}

/// In what an example differs from what is stated of it.
fn differs(session: &mut Session<'_>, id: &str, example: &Example) -> Option<String> {
    let mut said = Some("it holds no canvas".to_owned());
    let input = Input { bytes: example.canvas.as_bytes(), format: Some(Format::Yaml), source_name: "example", line: None, native: true };
    session.analyze(input, &mut |report| {
        let result = report.result(ANALYZER).and_then(|result| serde_json::from_str::<Patterns<'_>>(result).ok());
        let found = result.as_ref().and_then(|result| result.patterns.iter().find(|pattern| pattern.id == id));
        said = match found {
            None => {
                Some(report.findings.first().map_or_else(|| "it could not be analysed".to_owned(), |finding| format!("it is refused: {}", finding.message)))
            }
            Some(found) if found.verdict == example.verdict => None,
            Some(found) => {
                let missing = if found.missing.is_empty() { String::new() } else { format!("; to state: {}", found.missing.join("; ")) };
                Some(format!("`{}` is stated, `{}` is found{missing}", example.verdict, found.verdict))
            }
        };
    });
    said
}
