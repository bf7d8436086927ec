//! A canvas as a Mermaid diagram: a `flowchart` with one subgraph or node per block, or a `mindmap` with one branch per block.

mod flowchart;
mod mindmap;
mod node;

use std::ops::Range;

use crate::Why;
use crate::draft::Draft;

/// The canvases in the diagrams of a text: one for each diagram with at least three blocks.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    if !["graph", "flowchart", "mindmap"].iter().any(|kind| memchr::memmem::find(text.as_bytes(), kind.as_bytes()).is_some()) {
        return Vec::new();
    }
    diagrams(text)
        .into_iter()
        .filter_map(|diagram| {
            let draft = match diagram.kind {
                Kind::Flowchart => flowchart::read(&diagram.lines),
                Kind::Mindmap => mindmap::read(&diagram.lines),
            };
            (draft.weight().0 >= 3).then(|| titled(text, &diagram, draft))
        })
        .collect()
}

/// The draft with the name of the business, from the front matter of the diagram or the first heading above it, and with what is left.
fn titled(text: &str, diagram: &Diagram, mut draft: Draft) -> Draft {
    if draft.name.is_none() {
        let above = text.get(..diagram.range.start).unwrap_or_default();
        let heading = above.lines().find_map(|line| line.strip_prefix("# "));
        draft.name = diagram.title.as_deref().or(heading).and_then(super::named::business);
    }
    for line in all(text).iter().filter(|line| !line.text.trim().is_empty() && fence(line.text).is_none()) {
        match (line.start < diagram.range.start, line.start > diagram.range.end) {
            (true, _) => draft.leave(line.range(), Why::Before),
            (_, true) => draft.leave(line.range(), Why::Behind),
            _ => {}
        }
    }
    draft
}

/// A line of a diagram without its line break, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Line<'_> {
    /// Where the words of the line stand.
    pub(super) fn range(&self) -> Range<usize> {
        let start = self.start + self.text.len() - self.text.trim_start().len();
        start..start + self.text.trim().len()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Flowchart,
    Mindmap,
}

#[derive(Debug)]
struct Diagram<'a> {
    kind: Kind,
    title: Option<String>,
    range: Range<usize>,
    lines: Vec<Line<'a>>,
}

/// The diagrams in the fences of a text, or the whole text when it begins like one.
fn diagrams(text: &str) -> Vec<Diagram<'_>> {
    let mut found = Vec::new();
    let mut inside: Option<Vec<Line>> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let one = Line { text: line.trim_end_matches(['\n', '\r']), start };
        start += line.len();
        let fence = fence(one.text);
        inside = match (inside, fence) {
            (None, Some(language)) => language.eq_ignore_ascii_case("mermaid").then(Vec::new),
            (Some(lines), Some(_)) => {
                found.extend(diagram(lines));
                None
            }
            (Some(mut lines), None) => {
                lines.push(one);
                Some(lines)
            }
            (None, None) => None,
        };
    }
    found.extend(inside.and_then(diagram));
    if found.is_empty() { diagram(all(text)).into_iter().collect() } else { found }
}

fn all(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let line = |line| {
        let one = Line { text: str::trim_end_matches(line, ['\n', '\r']), start };
        start += line.len();
        one
    };
    text.split_inclusive('\n').map(line).collect()
}

fn fence(line: &str) -> Option<&str> {
    let line = line.trim();
    let language = line.strip_prefix("```").or_else(|| line.strip_prefix("~~~")).or_else(|| line.strip_prefix(":::"))?;
    Some(language.trim_start_matches(['`', '~', ':']).trim_matches(['{', '}', ' ']))
}

/// The diagram in these lines: front matter, comments and directives come before its kind.
fn diagram(mut lines: Vec<Line<'_>>) -> Option<Diagram<'_>> {
    let start = lines.first()?.start;
    let end = lines.last().map_or(start, |last| last.start + last.text.len());
    let mut title = None;
    let mut front = false;
    for index in 0..lines.len() {
        let words = lines[index].text.trim();
        if words == "---" {
            front = !front;
        } else if front {
            title = title.or_else(|| words.strip_prefix("title:").map(|title| title.trim().trim_matches('"').to_owned()));
        } else if !words.is_empty() && !words.starts_with("%%") {
            let kind = match words.split([' ', ';']).next()? {
                "graph" | "flowchart" | "flowchart-elk" => Kind::Flowchart,
                "mindmap" => Kind::Mindmap,
                _ => return None,
            };
            // `graph TD; A --> B` goes on after the direction.
            let rest = words.find(';').filter(|_| kind == Kind::Flowchart).map(|at| lines[index].range().start + at + 1);
            let first = &mut lines[index];
            let skip = rest.map_or(first.text.len(), |rest| rest - first.start);
            first.text = &first.text[skip..];
            first.start += skip;
            lines.drain(..index);
            return Some(Diagram { kind, title, range: start..end, lines });
        }
    }
    None
}

#[cfg(test)]
mod tests;
