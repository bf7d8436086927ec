//! Canvases as data: JSON, YAML and object literals of programs, whatever their keys are called and however they nest.

mod documents;
mod embedded;
mod features;
mod find;
mod first_line;
mod flat;
mod heading;
mod links;
mod object;
mod place;
mod tables;
mod toml;
pub(crate) mod typed;
mod values;

use canvass_formats::tree::{Node, Value};
use canvass_formats::{Format, Limits};

use crate::draft::Draft;
use place::Source;

/// Takes the canvases out of a text that is data or has data in it.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    of(text, tree(text).as_ref())
}

/// Takes the canvases out of data, or out of data in another text.
pub(crate) fn of(text: &str, data: Option<&Node>) -> Vec<Draft> {
    if let Some(root) = data {
        if super::bmml::is_model(root) {
            return Vec::new();
        }
        let mut drafts = canvases(root, &Source::whole(text));
        if let [only] = &mut drafts[..]
            && only.name.is_none()
        {
            only.name = commented(text);
        }
        if !drafts.is_empty() {
            return drafts;
        }
        return embedded::in_texts(root);
    }
    let drafts = lines(text);
    if drafts.is_empty() { embedded::in_code(text) } else { drafts }
}

/// The name in a comment above everything else.
fn commented(text: &str) -> Option<String> {
    let comment = text.trim_start_matches('\u{feff}').lines().next()?.strip_prefix('#')?.trim();
    super::named::business(comment).filter(|name| name.chars().count() <= 80 && !name.ends_with('.'))
}

/// Whether the first line of a text shows that it has no tree in any notation.
pub(crate) fn is_no_data(text: &str) -> bool {
    // Behind dashes another document may begin.
    let dashes = memchr::memmem::find(text.as_bytes(), b"\n---");
    let broken = first_line::is_broken(&text[..dashes.unwrap_or(text.len())]) || dashes.is_some() && documents::is_broken_behind_front(text);
    (broken || dashes.is_none() && first_line::is_prose(text)) && !toml::may_be(text)
}

/// The tree of a text in either notation.
pub(crate) fn tree(text: &str) -> Option<Node> {
    let limits = Limits::default();
    let spaced;
    let text = if text.starts_with('\u{feff}') {
        spaced = text.replacen('\u{feff}', "   ", 1);
        &spaced
    } else {
        text
    };
    if text.trim_start().starts_with(['{', '[']) {
        let strict = canvass_formats::parse(text, Format::Json, &limits);
        // YAML is the more tolerant notation of the same values: commas at the end, keys without quotation marks.
        let document = strict.or_else(|_| canvass_formats::parse(&embedded::without_comments(text), Format::Yaml, &limits));
        return document.ok().map(|document| document.root);
    }
    let unindented = text.trim_start_matches(' ');
    let document = canvass_formats::parse(unindented, Format::Yaml, &limits).map(|document| document.root);
    // Where blanks went, the first of several documents may be broken in another place.
    let broken = |at: usize| Some(at).filter(|_| unindented.len() == text.len());
    document
        .or_else(|problem| documents::tree(text, &limits, broken(problem.span.start)).ok_or(()))
        .ok()
        .filter(|root| !matches!(root.value, Value::Text(_) | Value::Null))
        .or_else(|| toml::tree(text))
}

/// The canvases in the tree of a text in another notation.
pub(crate) fn of_tree(root: &Node, text: &str) -> Vec<Draft> {
    canvases(root, &Source::whole(text))
}

/// The canvases in a tree.
fn canvases(root: &Node, source: &Source<'_>) -> Vec<Draft> {
    read_found(&find::all(root), source)
}

/// The canvases of a text in which notes lie in zones.
pub(crate) fn walls(text: &str, root: &Node) -> Vec<Draft> {
    let mut found = find::all(root);
    found.retain(find::Found::is_wall);
    read_found(&found, &Source::whole(text))
}

fn read_found(found: &[find::Found<'_>], source: &Source<'_>) -> Vec<Draft> {
    let single = found.len() == 1;
    let mut drafts = Vec::with_capacity(found.len());
    for canvas in found {
        let mut draft = Draft::default();
        heading::read(canvas, single, source, &mut draft);
        canvas.read(source, &mut draft);
        links::keep(&mut draft);
        drafts.push(draft);
    }
    drafts
}

/// One document per line.
fn lines(text: &str) -> Vec<Draft> {
    if Format::sniff(text) != Format::NdJson {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Ok(document) = canvass_formats::parse(line, Format::Json, &Limits::default()) {
            drafts.extend(canvases(&document.root, &Source::part(text, at)));
        }
        at += line.len();
    }
    drafts
}

#[cfg(test)]
mod tests;
