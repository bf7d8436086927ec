//! Reading documents with the place of every value in the source.
//!
//! A document is decoded ([`text`]), parsed into a tree that knows where each value stands ([`json`], [`yaml`], [`tree`]), and from there
//! deserialized into any type ([`decode`]). Files of one document per line are read as a stream ([`lines`]). Nothing here knows what an
//! analyzer is, or how a message is shown.

mod brackets;
pub mod cursor;
pub mod decode;
pub mod edit;
pub mod json;
pub mod limits;
pub mod lines;
pub mod locate;
pub mod position;
pub mod problem;
mod quotes;
pub mod skim;
pub mod text;
pub mod tree;
pub mod yaml;

use std::path::Path;

pub use limits::Limits;
pub use problem::{Fault, Problem};
pub use tree::{Document, Node, Value};

/// A notation for documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259), one document.
    Json,
    /// YAML 1.2, one document.
    Yaml,
    /// One JSON document per line.
    NdJson,
    /// Anything else that a canvas may be written in: Markdown, HTML, tables, drawings. Importers read it.
    Other,
}

/// Endings of files that only importers read.
const OTHER: [&str; 17] =
    ["md", "markdown", "mdx", "html", "htm", "csv", "tsv", "xml", "drawio", "txt", "text", "mmd", "mermaid", "textusm", "js", "ts", "rst"];

impl Format {
    /// The format that a file name announces.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "json" => Some(Self::Json),
            "yaml" | "yml" | "bmml" => Some(Self::Yaml),
            "ndjson" | "jsonl" => Some(Self::NdJson),
            other if OTHER.contains(&other) => Some(Self::Other),
            _ => None,
        }
    }

    /// The format that the first characters of a text suggest, where no file name tells.
    pub fn sniff(text: &str) -> Self {
        let trimmed = text.trim_start();
        if !trimmed.starts_with(['{', '[']) {
            return Self::Yaml;
        }
        let mut lines = trimmed.lines().filter(|line| !line.trim().is_empty());
        let whole = |line: Option<&str>| line.is_some_and(|line| line.trim_start().starts_with('{') && line.trim_end().ends_with('}'));
        if whole(lines.next()) && whole(lines.next()) { Self::NdJson } else { Self::Json }
    }
}

/// Parses one document. Problems that still leave a tree, such as a key given twice, are kept in the document.
///
/// # Errors
/// When the text breaks the rules of its notation or a limit, the first such place, with what to do about it.
pub fn parse(text: &str, format: Format, limits: &Limits) -> Result<Document, Problem> {
    match format {
        Format::Json | Format::NdJson => json::parse(text, limits),
        Format::Yaml => yaml::parse(text, limits),
        Format::Other => {
            let fault = Fault::Syntax("this is neither JSON nor YAML".to_owned());
            Err(Problem::new(fault, 0..0).help("`canvass import` makes a canvas of other notations"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_told_from_name_or_content() {
        assert_eq!(Format::from_path(Path::new("a/b.canvas.YAML")), Some(Format::Yaml));
        assert_eq!(Format::from_path(Path::new("batch.jsonl")), Some(Format::NdJson));
        assert_eq!(Format::from_path(Path::new("README")), None);
        assert_eq!(Format::sniff("{\"name\": 1}\n"), Format::Json);
        assert_eq!(Format::sniff("{\"a\": 1}\n{\"a\": 2}\n"), Format::NdJson);
        assert_eq!(Format::sniff("name: x"), Format::Yaml);
    }
}
