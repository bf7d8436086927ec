//! A new value in a list or an object: behind the last one, written as the others are.

use serde_json::Value as Json;

use super::{Edit, Place, Target};
use crate::{Node, Value};

impl Place<'_> {
    pub(super) fn add(&self, target: &Target<'_, '_>, value: &Json) -> Option<Edit> {
        match &target.parent.value {
            Value::Map(_) if target.parent.get(&target.name).is_some() => self.replace(target, value),
            Value::Map(entries) => {
                let (first, last) = (entries.first(), entries.last());
                let key_like = first.map_or("", |entry| &self.text[entry.key_span.clone()]);
                let text = format!("{}: {}", self.scalar(&target.name, key_like), self.value(value, ""));
                let end = last.map(|last| last.key_span.end.max(self.end_of(&last.value.span)));
                self.behind(target.parent, first.map(|entry| entry.key_span.start), end, &text, "")
            }
            Value::List(items) => {
                if target.name != "-" && target.name.parse() != Ok(items.len()) {
                    return None;
                }
                let end = items.last().map(|last| self.end_of(&last.span));
                self.behind(target.parent, items.first().map(|item| item.span.start), end, &self.value(value, ""), "- ")
            }
            _ => None,
        }
    }

    /// Puts a text behind what a list or an object holds: `first` is where its first value begins, `last` where its last one ends, `bullet`
    /// what stands before each in a block.
    fn behind(&self, parent: &Node, first: Option<usize>, last: Option<usize>, text: &str, bullet: &str) -> Option<Edit> {
        let (Some(first), Some(last)) = (first, last) else {
            // Nothing stands in it: only brackets show where it is.
            let open = parent.span.start + 1;
            return self.is_bracketed(parent).then(|| Edit { range: open..open, text: text.to_owned() });
        };
        let start = self.line_start(first);
        let before = &self.text[start..first];
        if self.is_bracketed(parent) {
            let is_below = parent.span.start < start;
            let separator = if is_below { format!(",{}{before}", self.newline()) } else { ", ".to_owned() };
            return Some(Edit { range: last..last, text: format!("{separator}{text}") });
        }
        let column = if bullet.is_empty() { before.chars().count() } else { before.rfind('-').map(|dash| before[..dash].chars().count())? };
        // A comment at the end of the last line belongs to that line.
        let at = self.line_end(last);
        Some(Edit { range: at..at, text: format!("{}{}{bullet}{text}", self.newline(), " ".repeat(column)) })
    }
}
