//! Pages: headings with lists, cards with a label, tables with labels and contents in cells.

mod content;
pub(crate) mod rich;
mod scope;
mod table;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use crate::Why;
use crate::draft::Draft;
use crate::labels::{Fit, Label, block_of, foreign, guessed};
use rich::Line;
use tree::Tree;

use super::named;

/// Takes the canvas out of a page.
pub(crate) fn page(text: &str) -> Vec<Draft> {
    if is_page(text) { read(text) } else { Vec::new() }
}

/// Takes the canvas out of elements in another text.
pub(crate) fn within(text: &str) -> Vec<Draft> {
    if is_page(text) { Vec::new() } else { read(text) }
}

fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// Takes the canvas out of elements.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    if !text.contains("</") {
        return Vec::new();
    }
    let page = Page::new(text);
    if page.labels.len() < 3 {
        return Vec::new();
    }
    vec![page.draft()]
}

/// More labels than this are no canvas.
const MOST: usize = 300;

/// A label on a page.
struct Found {
    /// The line that it stands in.
    line: usize,
    label: Label,
    /// Where the rest of the line begins that stands in the block already.
    rest: Option<usize>,
}

/// A page with its lines and labels.
struct Page {
    tree: Tree,
    lines: Vec<Line>,
    labels: Vec<Found>,
    /// How many labels stand in each element.
    counts: Vec<usize>,
    /// The lines in each cell of a table.
    cells: BTreeMap<usize, Vec<usize>>,
}

impl Page {
    fn new(text: &str) -> Self {
        let tree = Tree::parse(text);
        let lines = rich::of(&tree);
        let labels = labels(&tree, &lines);
        let mut counts = vec![0; tree.nodes.len()];
        for line in labels.iter().filter_map(|found| lines.get(found.line)) {
            for count in tree.around(line.owner).collect::<Vec<_>>() {
                counts[count] += 1;
            }
        }
        let mut cells: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, line) in lines.iter().enumerate() {
            for cell in tree.around(line.owner).filter(|&node| matches!(tree.name(node), "td" | "th")) {
                cells.entry(cell).or_default().push(at);
            }
        }
        Self { tree, lines, labels, counts, cells }
    }

    /// How many labels stand in an element.
    fn count(&self, element: usize) -> usize {
        self.counts.get(element).copied().unwrap_or_default()
    }

    /// The label of a line.
    fn label(&self, line: usize) -> Option<&Found> {
        self.labels.binary_search_by_key(&line, |found| found.line).ok().and_then(|at| self.labels.get(at))
    }

    fn draft(&self) -> Draft {
        let mut draft = Draft { name: self.name(), ..Draft::default() };
        let mut taken = vec![false; self.lines.len()];
        for (at, found) in self.labels.iter().enumerate() {
            let Some(line) = self.lines.get(found.line) else { continue };
            draft.begin(found.label.block);
            named::remark(&mut draft, found.label, &line.text, line.range.clone());
            taken[found.line] = true;
            let area = scope::of(self, at);
            for &line in &area.lines {
                taken[line] = true;
            }
            content::read(self, found, &area, &mut draft);
        }
        self.leave(&taken, &mut draft);
        draft
    }

    fn name(&self) -> Option<String> {
        let first = self.labels.first().map_or(0, |found| found.line);
        let headings = self.lines.iter().take(first).filter(|line| line.heading.is_some()).map(|line| line.text.as_str());
        self.tree.title.as_deref().into_iter().chain(headings).find_map(named::business)
    }

    /// Leaves the lines that belong to no block.
    fn leave(&self, taken: &[bool], draft: &mut Draft) {
        let (Some(first), Some(last)) = (taken.iter().position(|&taken| taken), taken.iter().rposition(|&taken| taken)) else { return };
        for (at, line) in self.lines.iter().enumerate().filter(|(at, _)| !taken[*at]) {
            let why = if at < first {
                Why::Before
            } else if at > last {
                Why::Behind
            } else {
                Why::Decoration
            };
            match draft.left.last_mut() {
                Some(known) if known.why == why && why != Why::Decoration => known.range.end = known.range.end.max(line.range.end),
                _ => draft.leave(line.range.clone(), why),
            }
        }
    }
}

/// The lines that are labels: those that stand out come first, plain ones only for blocks that no other names.
fn labels(tree: &Tree, lines: &[Line]) -> Vec<Found> {
    let mut found: Vec<(Found, bool)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.text.len() <= 200) {
        let in_item = line.item.is_some_and(|item| !tree.has_list(item));
        if let Some((label, rest)) = lead(line).filter(|_| line.item.is_none()) {
            found.push((Found { line: at, label, rest: Some(rest) }, line.lead.is_some()));
        } else if let Some(label) = block_of(&line.text).filter(|_| !in_item || line.strong) {
            found.push((Found { line: at, label, rest: None }, line.strong));
        }
    }
    found.extend(of_own_words(lines, &found));
    found.sort_by_key(|(found, _)| found.line);
    let others = lines.iter().filter(|line| line.strong && line.text.len() <= 200 && foreign(&line.text).is_some()).count();
    let strong: Vec<_> = found.iter().filter(|(found, strong)| *strong && found.label.fit != Fit::Mapped).map(|(found, _)| found.label.block).collect();
    let counts = |found: &Found, is_strong: bool| {
        let known = strong.contains(&found.label.block);
        if found.label.fit == Fit::Mapped { is_strong && others >= 3 && !known } else { is_strong || !known }
    };
    found.into_iter().filter(|(found, strong)| counts(found, *strong)).map(|(found, _)| found).take(MOST).collect()
}

/// The headings in the author's own words that stand for blocks which no other heading of their level names.
fn of_own_words(lines: &[Line], found: &[(Found, bool)]) -> Vec<(Found, bool)> {
    let stands_out = |line: &&Line| line.heading.is_some() || line.strong && line.item.is_none();
    let levels: BTreeSet<Option<u8>> = lines.iter().filter(stands_out).map(|line| line.heading).collect();
    let named = |text: &str| found.iter().find(|(found, _)| lines.get(found.line).is_some_and(|line| line.text == text)).map(|(found, _)| found.label.block);
    let mut own = Vec::new();
    for level in levels {
        let headings = || lines.iter().enumerate().filter(|(_, line)| stands_out(line) && line.heading == level);
        let labels = guessed(headings().map(|(_, line)| line.text.as_str()), named);
        let place = |text: &str| headings().find(|(_, line)| line.text == text).map(|(at, _)| at);
        own.extend(labels.into_iter().filter_map(|(text, label)| Some((Found { line: place(text)?, label, rest: None }, true))));
    }
    own
}

/// A label with something behind it on the same line, and where that begins.
fn lead(line: &Line) -> Option<(Label, usize)> {
    let end = match line.lead.as_deref() {
        Some(lead) if line.text.starts_with(lead) => lead.len(),
        _ => line.text.find([':', '：']).filter(|_| line.heading.is_none())?,
    };
    let rest = line.text.get(end..)?.trim_start_matches([':', '：', '-', '–', '—', ' ']);
    let says = rest.chars().any(char::is_alphanumeric) && !rest.starts_with(['(', '（', '[']) && !rest.trim_end().ends_with(['?', '？']);
    // Neither half of a label in two languages stands in the block.
    let label = block_of(line.text.get(..end)?).filter(|_| says && block_of(rest).is_none())?;
    Some((label, line.text.len() - rest.len()))
}

#[cfg(test)]
mod tests;
