//! Several documents of YAML in one file: a header of its own before the canvas, or one canvas after the other.

use std::ops::Range;

use canvass_formats::tree::{Node, Value};
use canvass_formats::{Format, Limits};

use super::first_line::is_broken;
use crate::marks::lines;

/// So many documents are taken apart: each is read with blanks in the place of those before it.
const MOST: usize = 64;

/// The tree of all documents: one map where they say different things, else a list. `broken` is where the text as a whole ceases to be YAML.
pub(super) fn tree(text: &str, limits: &Limits, broken: Option<usize>) -> Option<Node> {
    if !text.starts_with("---") && memchr::memmem::find(text.as_bytes(), b"\n---").is_none() {
        return None;
    }
    let ranges = ranges(text);
    if !(2..=MOST).contains(&ranges.len()) {
        return None;
    }
    // What breaks the whole before the first document ends breaks this one too.
    if broken.is_some_and(|at| ranges.first().is_some_and(|first| first.start == 0 && at < first.end)) {
        return None;
    }
    let documents = ranges.into_iter().map(|range| document(text, range, limits)).collect::<Option<Vec<Node>>>()?;
    let mut entries = Vec::new();
    for document in &documents {
        let Value::Map(own) = &document.value else { return Some(list(documents)) };
        if own.iter().any(|entry| entries.iter().any(|known: &canvass_formats::tree::Entry| known.key == entry.key)) {
            return Some(list(documents));
        }
        entries.extend(own.iter().cloned());
    }
    Some(Node { span: whole(&documents), value: Value::Map(entries) })
}

/// Whether a text begins with a document of its own, such as front matter, and one of those behind breaks at its first line.
pub(super) fn is_broken_behind_front(text: &str) -> bool {
    text.starts_with("---") && ranges(text).into_iter().any(|range| text.get(range).is_some_and(is_broken))
}

fn list(documents: Vec<Node>) -> Node {
    Node { span: whole(&documents), value: Value::List(documents) }
}

fn whole(documents: &[Node]) -> Range<usize> {
    documents.first().map_or(0, |first| first.span.start)..documents.last().map_or(0, |last| last.span.end)
}

/// Where each document stands: between lines of three dashes.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    for line in lines(text) {
        if line.starts_with("---") && line.trim_end() == "---" {
            found.push(start..at);
            start = at + line.len();
        }
        at += line.len();
    }
    found.push(start..at);
    found.retain(|range| text.get(range.clone()).is_some_and(|document| lines(document).any(|line| !line.trim().is_empty() && !line.starts_with('#'))));
    found
}

/// A document, read with blanks in the place of all that stands before it, so that places stay.
fn document(text: &str, range: Range<usize>, limits: &Limits) -> Option<Node> {
    if is_broken(text.get(range.clone())?) {
        return None;
    }
    let mut alone: String = text.get(..range.start)?.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    // What stands in a line before the first sign would indent it.
    debug_assert!(alone.is_empty() || alone.ends_with('\n'), "a document begins a line");
    alone.push_str(text.get(range)?);
    canvass_formats::parse(&alone, Format::Yaml, limits).ok().map(|document| document.root)
}
