//! A value taken out of a list or an object, with what separates it from its neighbours.

use std::ops::Range;

use super::{Edit, Place, Target};
use crate::Value;

impl Place<'_> {
    pub(super) fn remove(&self, target: &Target<'_, '_>) -> Option<Edit> {
        let parent = target.parent;
        let (at, spans): (usize, Vec<Range<usize>>) = match &parent.value {
            Value::List(items) => (target.name.parse().ok()?, items.iter().map(|item| item.span.start..self.end_of(&item.span)).collect()),
            Value::Map(entries) => (
                entries.iter().position(|entry| entry.key == target.name)?,
                entries.iter().map(|entry| entry.key_span.start..entry.key_span.end.max(self.end_of(&entry.value.span))).collect(),
            ),
            _ => return None,
        };
        let own = spans.get(at)?.clone();
        let next = spans.get(at + 1);
        let range = if self.is_bracketed(parent) {
            match (next, at.checked_sub(1)) {
                (Some(next), _) => own.start..next.start,
                (None, Some(before)) => spans[before].end..own.end,
                (None, None) => own,
            }
        } else {
            let start = self.line_start(own.start);
            let is_list = matches!(parent.value, Value::List(_));
            let lead = self.text[start..own.start].trim_matches(' ');
            if lead == if is_list { "-" } else { "" } {
                let end = self.line_end(own.end);
                let behind = self.text[end..].find('\n').map_or(end, |newline| end + newline + 1);
                start..behind
            } else {
                // The first key behind the dash of a list: the next one takes its place.
                own.start..next?.start
            }
        };
        Some(Edit { range, text: String::new() })
    }
}
