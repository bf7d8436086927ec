//! From paths to documents: files, folders, standard input; one document after the other, never all at once.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Context;
use canvass_formats::lines::{Line, Lines};
use canvass_formats::problem::Fault;
use canvass_formats::{Format, Limits};

use crate::arguments::InputArguments;
use crate::output::{Problems, path_text};

/// Something to read documents from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Source {
    /// Standard input, with the name to assume for it.
    Standard(Option<PathBuf>),
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The name that reports and messages show.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Standard(None) => "-".to_owned(),
            Self::Standard(Some(path)) | Self::File(path) => path_text(path),
        }
    }

    /// Whether it is a file of one document in our own format, which can be read twice.
    pub(crate) fn holds_one_of_ours(&self) -> bool {
        matches!(self, Self::File(path) if path.is_file()) && matches!(self.format(), Some(Format::Json | Format::Yaml))
    }

    fn format(&self) -> Option<Format> {
        match self {
            Self::Standard(None) => None,
            Self::Standard(Some(path)) | Self::File(path) => Format::from_path(path),
        }
    }
}

/// One document: its bytes, its format where that is known, and its line in a file of one document per line.
pub(crate) struct Document<'b> {
    pub(crate) bytes: &'b [u8],
    pub(crate) format: Option<Format>,
    pub(crate) line: Option<u64>,
}

/// The sources that the arguments name, folders resolved, in a fixed order. What is missing is reported and the others are kept.
pub(crate) fn sources(arguments: &InputArguments, problems: &mut Problems) -> Vec<Source> {
    let mut sources = Vec::new();
    for path in &arguments.paths {
        if path.as_os_str() == "-" {
            sources.push(Source::Standard(arguments.stdin_filename.clone()));
            continue;
        }
        match std::fs::metadata(path) {
            Err(error) => problems.cannot(&format!("cannot read `{}`: {}", path_text(path), reason(&error)), "check the path"),
            Ok(metadata) if metadata.is_dir() => {
                let found = walk(path, arguments.no_ignore, problems);
                if found.is_empty() {
                    let help = "canvases are called *.canvas.yaml (or .json, .ndjson, .md, .html, .csv), canvas.yaml or business-model-canvas.md; name other files themselves";
                    problems.cannot(&format!("there is no canvas in the folder `{}`", path_text(path)), help);
                }
                sources.extend(found.into_iter().map(Source::File));
            }
            Ok(_) => sources.push(Source::File(path.clone())),
        }
    }
    sources
}

fn walk(folder: &Path, no_ignore: bool, problems: &mut Problems) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let walker = ignore::WalkBuilder::new(folder).standard_filters(!no_ignore).hidden(true).require_git(false).build();
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_canvas(entry.path()) => found.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => problems.cannot(&format!("cannot look into `{}`: {error}", path_text(folder)), "check the permissions"),
        }
    }
    found.sort();
    found
}

/// Names of files that hold a canvas in whatever notation, in lower case and without what joins their words.
const NAMES: [&str; 4] = ["canvas", "businessmodelcanvas", "bmc", "leancanvas"];

fn is_canvas(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    match Format::from_path(path) {
        Some(Format::Other) => {
            let joined: String = stem.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            NAMES.contains(&joined.as_str()) || stem.ends_with(".canvas")
        }
        Some(_) => stem == "canvas" || stem.ends_with(".canvas") || extension == "bmml",
        None => false,
    }
}

/// Reads every document of a source and hands it over. What cannot be read is reported, and the rest goes on.
///
/// # Errors
/// Whatever `take` fails with.
pub(crate) fn each_document(
    source: &Source,
    limits: &Limits,
    problems: &mut Problems,
    take: &mut dyn FnMut(Document<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let reader: Box<dyn Read> = match source {
        Source::Standard(_) => Box::new(std::io::stdin().lock()),
        Source::File(path) => match File::open(path) {
            Ok(file) => Box::new(file),
            Err(error) => {
                problems.cannot(&format!("cannot read `{}`: {}", path_text(path), reason(&error)), "check the permissions");
                return Ok(());
            }
        },
    };
    match source.format() {
        Some(Format::NdJson) => each_line(reader, source, limits, problems, take),
        Some(format) => {
            let Some(bytes) = whole(reader, source, limits, problems) else { return Ok(()) };
            take(Document { bytes: &bytes, format: Some(format), line: None })
        }
        None => {
            let Some(bytes) = whole(reader, source, limits, problems) else { return Ok(()) };
            let text = std::str::from_utf8(&bytes).unwrap_or_default();
            match Format::sniff(text.strip_prefix('\u{feff}').unwrap_or(text)) {
                Format::NdJson => each_line(bytes.as_slice(), source, limits, problems, take),
                _ => take(Document { bytes: &bytes, format: None, line: None }),
            }
        }
    }
}

/// Everything there is to read. One byte more than the limit is enough to know that it is too much, however much follows.
fn whole(reader: impl Read, source: &Source, limits: &Limits, problems: &mut Problems) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match reader.take(limits.document as u64 + 1).read_to_end(&mut bytes) {
        Ok(_) => Some(bytes),
        Err(error) => {
            problems.cannot(&format!("cannot read `{}`: {}", source.name(), reason(&error)), "check the file");
            None
        }
    }
}

fn each_line(
    reader: impl Read,
    source: &Source,
    limits: &Limits,
    problems: &mut Problems,
    take: &mut dyn FnMut(Document<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut lines = Lines::new(BufReader::with_capacity(256 << 10, reader), limits.document);
    let mut any = false;
    loop {
        match lines.next_line() {
            Ok(None) => break,
            Ok(Some(Line::Document { number, bytes })) => {
                any = true;
                take(Document { bytes, format: Some(Format::Json), line: Some(number) })?;
            }
            Ok(Some(Line::TooLong { number, length })) => {
                any = true;
                let what = format!("{}:{number}: the line is {length} bytes long; the limit is {}", source.name(), limits.document);
                problems.cannot(&what, "the line was skipped; split it into several documents");
            }
            Err(error) => {
                problems.cannot(&format!("cannot read `{}`: {}", source.name(), reason(&error)), "check the file");
                return Ok(());
            }
        }
    }
    if !any {
        problems.cannot(&format!("`{}` is empty", source.name()), "write one canvas per line");
    }
    Ok(())
}

/// The system's reason without its number.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

/// Reads a whole file as text, for schemas.
///
/// # Errors
/// When it cannot be read, is empty, is too large, or is not UTF-8; with the path.
pub(crate) fn read_text(path: &Path, limits: &Limits) -> anyhow::Result<String> {
    let text = read_text_or_nothing(path, limits)?;
    if text.is_empty() {
        anyhow::bail!("cannot read `{}`: {}", path_text(path), Fault::Empty);
    }
    Ok(text)
}

/// Reads a whole file as text, for configurations: one in which nothing stands is an empty text.
///
/// # Errors
/// When it cannot be read, is too large, or is not UTF-8; with the path.
pub(crate) fn read_text_or_nothing(path: &Path, limits: &Limits) -> anyhow::Result<String> {
    let file = File::open(path).map_err(|error| anyhow::anyhow!("{}", reason(&error))).with_context(|| format!("cannot read `{}`", path_text(path)))?;
    let mut bytes = Vec::new();
    file.take(limits.document as u64 + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read `{}`", path_text(path)))?;
    match canvass_formats::text::decode(&bytes, limits) {
        Ok(text) => Ok(text.to_owned()),
        Err(problem) if problem.fault == Fault::Empty => Ok(String::new()),
        Err(problem) => anyhow::bail!("cannot read `{}`: {problem}", path_text(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canvases_are_known_by_their_names() {
        for name in ["a.canvas.yaml", "canvas.json", "x/y.canvas.yml", "b.canvas.ndjson"] {
            assert!(is_canvas(Path::new(name)), "{name}");
        }
        for name in ["a.yaml", "package.json", "mycanvas.json", "canvas", "canvas.toml"] {
            assert!(!is_canvas(Path::new(name)), "{name}");
        }
    }
}
