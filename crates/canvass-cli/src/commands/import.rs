//! `canvass import`: a canvas of our format from whatever somebody wrote, and line by line what was left.

use std::io::Write;
use std::path::{Path, PathBuf};

use canvass_formats::Limits;
use canvass_host::{CanvasReport, Configuration, Input, Plugins, Session};
use canvass_model::Canvas;
use clap::Args;

use crate::arguments::InputArguments;
use crate::exit::Exit;
use crate::inputs::{each_document, sources};
use crate::output::file::write_new;
use crate::output::{Problems, clean, diagnostic, path_text};

/// Make a canvas of what somebody wrote in Markdown, HTML, a table, sticky notes or JSON of any sort.
///
/// The canvas goes to standard output, what was left of the text, line by line, to standard error.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    inputs: InputArguments,
    /// The file to write; where there are several canvases, -2, -3 and so on are added to the names of those after the first. A file that
    /// exists is not overwritten. `-` is standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Import {
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let mut problems = Problems::default();
        let limits = Limits::default();
        let (plugins, configuration) = (Plugins::default(), Configuration::default());
        let (mut session, _none) = Session::new(&plugins, &configuration, limits);
        let (mut exit, mut count) = (Exit::Clean, 0_u32);
        for source in sources(&self.inputs, &mut problems) {
            let name = source.name();
            let mut said: Vec<String> = Vec::new();
            each_document(&source, &limits, &mut problems, &mut |document| {
                let input = Input { bytes: document.bytes, format: document.format, source_name: &name, line: document.line, native: false };
                let mut ended = Ok(());
                session.analyze(input, &mut |report| {
                    said.extend((0..report.findings.len()).map(|at| diagnostic::render(&report, at)));
                    let Some(canvas) = report.canvas() else {
                        exit = exit.max(if report.unreadable { Exit::Failed } else { Exit::Findings });
                        return;
                    };
                    said.extend(losses(&report));
                    count += 1;
                    if ended.is_ok() {
                        ended = self.write(&canvas, count);
                    }
                });
                ended
            })?;
            said.iter().for_each(|line| problems.show(line));
        }
        Ok(exit.max(problems.exit()))
    }

    fn write(&self, canvas: &Canvas, count: u32) -> anyhow::Result<()> {
        let text = serde_saphyr::to_string(canvas)?;
        match &self.output {
            Some(path) if path.as_os_str() != "-" => write_new(&numbered(path, count), &text),
            _ => {
                let mut out = std::io::stdout().lock();
                if count > 1 {
                    out.write_all(b"---\n")?;
                }
                Ok(out.write_all(text.as_bytes())?)
            }
        }
    }
}

/// The name of the file for one canvas of several.
fn numbered(path: &Path, count: u32) -> PathBuf {
    if count < 2 {
        return path.to_owned();
    }
    let name = path_text(Path::new(path.file_name().unwrap_or_default()));
    let (stem, ending) = name.split_once('.').map_or((name.as_str(), String::new()), |(stem, ending)| (stem, format!(".{ending}")));
    path.with_file_name(format!("{stem}-{count}{ending}"))
}

/// What was taken, and what was left and why, a line each.
fn losses(report: &CanvasReport<'_>) -> Vec<String> {
    let Some(import) = &report.import else { return Vec::new() };
    let count: usize = report.canvas().map_or(0, |canvas| canvass_model::blocks::Block::NINE.iter().filter_map(|&block| canvas.count(block)).sum());
    let name = clean(&report.source_name);
    let mut lines = vec![format!("{name}: {}, {count} items taken", import.shape)];
    for (span, why) in &import.left {
        let place = match span {
            Some(span) if span.start.line < span.end.line => format!("{}-{}", span.start.line, span.end.line),
            Some(span) => format!("{}:{}", span.start.line, span.start.column),
            None => "-".to_owned(),
        };
        lines.push(format!("{name}:{place}: left, {}", why.as_str()));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_canvases_get_names_of_their_own() {
        assert_eq!(numbered(Path::new("a/b.canvas.yaml"), 1), Path::new("a/b.canvas.yaml"));
        assert_eq!(numbered(Path::new("a/b.canvas.yaml"), 3), Path::new("a/b-3.canvas.yaml"));
        assert_eq!(numbered(Path::new("b"), 2), Path::new("b-2"));
    }
}
