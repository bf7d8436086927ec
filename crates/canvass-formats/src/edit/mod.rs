//! A JSON Patch carried out on the text of a document, so that its comments, its order and the spelling of all else stay as they are.
//!
//! What an operation would do to the values is known from RFC 6902; the edited text is read again and must hold just that. An edit that the
//! notation makes impossible, or that would reach further than its operation, is refused as a whole.

mod insert;
mod remove;
mod spelling;

use std::ops::Range;

use canvass_model::finding::PatchOperation;

use crate::tree::{Entry, unescape};
use crate::{Format, Limits, Node, Value, parse};

/// A text to put in place of a stretch of the document.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    text: String,
}

/// The document with a patch carried out on it; nothing when the text cannot be edited so that it holds what the patch says.
///
/// The operations `add`, `remove` and `replace` are carried out, and a `move` that gives a key of an object another name.
pub fn patched(text: &str, format: Format, limits: &Limits, patch: &[PatchOperation]) -> Option<String> {
    let before = parse(text, format, limits).ok()?;
    let operations: json_patch::Patch = serde_json::from_value(serde_json::to_value(patch).ok()?).ok()?;
    let mut wanted = before.root.to_json();
    json_patch::patch(&mut wanted, &operations).ok()?;

    let mut edited = text.to_owned();
    let mut root = before.root;
    let mut problems = before.problems.len();
    for operation in patch {
        let edit = Place { text: &edited, format, root: &root }.edit(operation)?;
        edited.replace_range(edit.range, &edit.text);
        let after = parse(&edited, format, limits).ok()?;
        (root, problems) = (after.root, after.problems.len());
    }
    (root.to_json() == wanted && problems <= before.problems.len()).then_some(edited)
}

/// A document, while one operation is carried out on it.
struct Place<'d> {
    text: &'d str,
    format: Format,
    root: &'d Node,
}

/// Where an operation of a patch points to: the list or object, and the last part of the pointer.
struct Target<'d, 'p> {
    parent: &'d Node,
    name: std::borrow::Cow<'p, str>,
}

impl<'d> Place<'d> {
    fn edit(&self, operation: &PatchOperation) -> Option<Edit> {
        let target = self.target(&operation.path)?;
        match operation.op.as_str() {
            "replace" => self.replace(&target, operation.value.as_ref()?),
            "add" => self.add(&target, operation.value.as_ref()?),
            "remove" => self.remove(&target),
            "move" => self.rename(&target, operation.from.as_deref()?),
            _ => None,
        }
    }

    fn target<'p>(&self, pointer: &'p str) -> Option<Target<'d, 'p>> {
        let (parent, name) = pointer.rsplit_once('/')?;
        Some(Target { parent: self.root.pointer(parent)?, name: unescape(name) })
    }

    fn replace(&self, target: &Target<'_, '_>, value: &serde_json::Value) -> Option<Edit> {
        let (old, key) = match &target.parent.value {
            Value::List(items) => (items.get(target.name.parse::<usize>().ok()?)?, None),
            Value::Map(_) => target.parent.entry(&target.name).map(|entry| (&entry.value, Some(&entry.key_span)))?,
            _ => return None,
        };
        let written = self.text.get(old.span.clone())?;
        let text = self.value(value, written);
        match key {
            // A key without anything behind its colon.
            Some(key) if written.is_empty() => {
                let colon = key.end + self.text.get(key.end..)?.find(':')? + 1;
                Some(Edit { range: colon..colon, text: format!(" {text}") })
            }
            _ => {
                let kept = written.trim_end().len();
                Some(Edit { range: old.span.start..old.span.start + kept, text })
            }
        }
    }

    fn rename(&self, target: &Target<'_, '_>, from: &str) -> Option<Edit> {
        let old = self.target(from)?;
        if !std::ptr::eq(old.parent, target.parent) {
            return None;
        }
        let entry: &Entry = old.parent.entry(&old.name)?;
        let written = self.text.get(entry.key_span.clone())?;
        Some(Edit { range: entry.key_span.clone(), text: self.scalar(&target.name, written) })
    }

    /// Whether a list or object is written in brackets, as all of JSON is.
    fn is_bracketed(&self, node: &Node) -> bool {
        self.format != Format::Yaml || self.text[node.span.clone()].starts_with(['[', '{'])
    }

    /// The start of the line that holds a byte.
    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The end of the line that holds a byte, before its newline.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline);
        end - usize::from(self.text[at..end].ends_with('\r'))
    }

    fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// The end of a value, without the blank lines that a block of text takes with it.
    fn end_of(&self, span: &Range<usize>) -> usize {
        span.start + self.text[span.clone()].trim_end().len()
    }
}

#[cfg(test)]
mod tests;
