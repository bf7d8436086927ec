//! Data inside other text: JSON in a text value, a fenced part of a page, an object literal of a program.

use std::ops::Range;

use canvass_formats::tree::{Node, Value};
use canvass_formats::{Format, Limits};

use super::place::Source;
use crate::draft::Draft;
use crate::marks;

/// How deep values with JSON inside of them may nest.
const DEPTH: usize = 4;
/// How much text is tried in all.
const BUDGET: usize = 4 << 20;

/// The canvases in the text values of a tree.
pub(super) fn in_texts(root: &Node) -> Vec<Draft> {
    let mut drafts = Vec::new();
    walk(root, None, DEPTH, &mut BUDGET.clone(), &mut drafts);
    drafts
}

fn walk(node: &Node, place: Option<&Range<usize>>, depth: usize, budget: &mut usize, drafts: &mut Vec<Draft>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| walk(item, place, depth, budget, drafts)),
        Value::Map(entries) => entries.iter().for_each(|entry| walk(&entry.value, place, depth, budget, drafts)),
        Value::Text(text) if depth > 0 && text.contains(['{', '[']) && text.matches('"').count() >= 6 => {
            let place = place.unwrap_or(&node.span).clone();
            for part in [Some(text.as_str()), between(text, '{', '}'), between(text, '[', ']')].into_iter().flatten() {
                if part.len() > *budget {
                    return;
                }
                *budget -= part.len();
                let Ok(document) = canvass_formats::parse(part, Format::Json, &Limits::default()) else { continue };
                if matches!(document.root.value, Value::Text(_)) {
                    continue;
                }
                let found = super::canvases(&document.root, &Source::inside(place.clone()));
                if found.is_empty() {
                    walk(&document.root, Some(&place), depth - 1, budget, drafts);
                } else {
                    drafts.extend(found);
                }
                return;
            }
        }
        _ => {}
    }
}

fn between(text: &str, open: char, close: char) -> Option<&str> {
    let (start, end) = (text.find(open)?, text.rfind(close)?);
    text.get(start..=end)
}

/// The canvases in the object literals of a program and in the fenced parts of a page.
pub(super) fn in_code(text: &str) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut budget = BUDGET;
    let mut end = 0;
    for range in fences(text).into_iter().chain(literals(text)) {
        if range.start < end || range.len() > budget {
            continue;
        }
        budget -= range.len();
        let Some(root) = text.get(range.clone()).and_then(super::tree) else { continue };
        let found = super::canvases(&root, &Source::part(text, range.start));
        if !found.is_empty() {
            end = range.end;
            drafts.extend(found);
        }
    }
    drafts
}

/// What stands in fences of either notation.
fn fences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memchr(b'`', text.as_bytes()).is_none() {
        return found;
    }
    let (mut at, mut open) = (0, None);
    for line in marks::lines(text) {
        let mark = line.trim_start();
        let mark = if mark.starts_with("```") { mark.trim_end().to_ascii_lowercase() } else { String::new() };
        match open {
            None if ["```json", "```yaml", "```yml", "```jsonc", "```js", "```javascript"].contains(&mark.as_str()) => open = Some(at + line.len()),
            Some(start) if mark == "```" => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
        at += line.len();
    }
    found
}

/// What stands between brackets behind `=`, `(`, `default` or `return`.
fn literals(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr2_iter(b'{', b'[', text.as_bytes()) {
        let before = text[..at].trim_end();
        let assigned = before.ends_with(['=', '(']) || before.ends_with("default") || before.ends_with("return");
        if !assigned || found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if let Some(length) = closing(&text[at..]) {
            found.push(at..at + length);
        }
        if found.len() >= 50 {
            break;
        }
    }
    found
}

/// The length of a bracketed text up to the bracket that closes it.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut end = None;
    outside_of_strings(text, |at, character| {
        match character {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => return true,
        }
        if depth == 0 {
            end = Some(at + 1);
        }
        depth > 0
    });
    end
}

/// Calls `visit` with every character that stands in no text value, until it says to stop.
fn outside_of_strings(text: &str, mut visit: impl FnMut(usize, char) -> bool) {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in text.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(mark) if character == mark => quote = None,
            Some('"' | '\'') if character == '\n' => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None => {
                if !visit(at, character) {
                    return;
                }
            }
        }
    }
}

/// The text with the comments of a program blanked out, every other byte where it was.
pub(super) fn without_comments(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = bytes.to_vec();
    let mut until = 0;
    let mut blank = |range: Range<usize>| {
        for byte in out.get_mut(range).into_iter().flatten().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    };
    outside_of_strings(text, |at, character| {
        if character == '/' && at >= until {
            let rest = &text[at..];
            let length = if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                0
            };
            blank(at..at + length);
            until = until.max(at + length);
        }
        true
    });
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
