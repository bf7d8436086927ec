//! Markdown: headings, lists, tables, bold labels, and mixtures of all of them.
//!
//! The document becomes a small tree ([`tree`]); labels that are no headings become headings where there are enough of them ([`explode`]);
//! each label gets what stands under or beside it ([`sections`], [`fill`], [`grid`], [`table_rows`]); what is told twice is taken once
//! ([`resolve`]).

mod cards;
mod embedded;
mod explode;
mod fill;
mod found;
mod grid;
mod header;
mod inline;
mod list;
mod manner;
mod mapped;
mod naming;
mod nest;
mod node;
mod outer;
mod prose;
mod resolve;
mod rows;
mod sections;
mod sentences;
mod split;
mod table_rows;
mod teaching;
mod tree;
mod tree_list;
mod wiki;
mod words;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::Why;
use crate::blocks::Blocks;
use crate::draft::Draft;
use crate::labels::Label;
use found::Found;
use inline::Line;
use manner::Manner;
use naming::Naming;
use node::{Node, Source, Table};
use table_rows::Named;

/// The canvases of a Markdown document.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    let rewritten = wiki::rewritten(text);
    let text = rewritten.as_deref().unwrap_or(text);
    if is_other(text) || super::textusm::is_outline(text) {
        return Vec::new();
    }
    let best = |drafts: &[Draft]| drafts.iter().map(Draft::weight).max().unwrap_or_default();
    let whole = document(text);
    let Some(range) = outer::fence(text) else { return whole };
    let mut inner = document(text.get(range.clone()).unwrap_or_default());
    if best(&inner) <= best(&whole) {
        return whole;
    }
    for draft in &mut inner {
        outer::shift(draft, range.start);
        resolve::gap(0..range.start, Why::Before, text, draft);
        resolve::gap(range.end..text.len(), Why::Behind, text, draft);
    }
    inner
}

/// What a document that names blocks is instead of a canvas.
pub(crate) fn instead(text: &str) -> Option<&'static str> {
    if is_other(text) {
        return None;
    }
    drafts(text).into_iter().filter(|(draft, _)| !draft.items.is_empty()).find_map(|(draft, before)| {
        if teaching::is_report(&before, &draft) {
            Some("the text is a message that reports on a canvas")
        } else if teaching::is_teaching(&before, &draft) {
            Some("the text explains what the blocks of a canvas are")
        } else {
            None
        }
    })
}

/// Whether a text is data or a page, which only looks like paragraphs of Markdown.
fn is_other(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let marked = || text.lines().any(|line| ["# ", "## ", "### ", "- ", "* ", "**", "|"].iter().any(|mark| line.starts_with(mark)));
    match text.chars().next() {
        Some('{') => true,
        Some('m') if text.starts_with("mindmap") => true,
        // A link, or a badge.
        Some('[') => !text.lines().next().is_some_and(|line| line.contains("](") || line.starts_with("[[")),
        Some('<') => {
            let start: String = text.chars().take(10).collect::<String>().to_lowercase();
            ["<!doctype", "<html", "<?xml", "<mxfile", "<svg", "<head", "<body"].iter().any(|tag| start.starts_with(tag)) || !marked()
        }
        _ => false,
    }
}

fn document(text: &str) -> Vec<Draft> {
    drafts(text).into_iter().filter(|(draft, before)| is_canvas(draft, before)).map(|(draft, _)| draft).collect()
}

/// What the document holds, be it a canvas or not, each with the words before it.
fn drafts(text: &str) -> Vec<(Draft, String)> {
    let nodes = nest::nest(text, tree::parse(text));
    let mapped = OnceCell::new();
    let naming = Naming::when_asked(&nodes, &mapped);
    let headings = naming.headings(&nodes);
    let guessed = naming.guessed(&nodes, &headings);
    let naming = naming.with(&guessed);
    let headings = if guessed.is_empty() { headings } else { naming.headings(&nodes) };
    let Some(others) = explode::others(&nodes, &headings, naming) else { return headed(&nodes, &headings, naming, text) };
    let naming = Naming::of(&nodes).with(&guessed);
    let (nodes, headings) = explode::explode(nodes, others, naming);
    headed(&nodes, &headings, naming, text)
}

/// What the document holds, all labels of which but those in tables are headings.
fn headed(nodes: &[Node], headings: &[Option<Label>], naming: Naming, text: &str) -> Vec<(Draft, String)> {
    let (sections, names) = sections::sections(nodes, headings);
    let mut inside = vec![false; nodes.len()];
    sections.iter().for_each(|section| inside[section.parts.clone()].fill(true));
    let manner = Manner::of(nodes);
    let (mut found, compared, taken) = tables(nodes, &inside, naming);
    for section in sections {
        let parts = parts(nodes, section.parts.clone(), &taken);
        let content = fill::fill(section.label.block, &parts, manner);
        let end = parts.iter().map(|part| part.range().end).max().unwrap_or(section.line.range.end);
        let cover = section.line.range.start..end.max(section.line.range.end);
        let (label, line, level, source) = (section.label, section.line, section.level, section.source);
        found.push(Found { label, line, level, source, canvas: section.canvas, late: section.late, content, cover });
    }
    found.extend(embedded::embedded(nodes, text));
    let first = found.iter().map(|found| found.cover.start).min().unwrap_or_default();
    let head = nodes.iter().take_while(|node| node.range().start < first || matches!(node, Node::Front { .. })).count();
    let header = header::header(&nodes[..head]);
    let drafts = several(&found, &names, text).or_else(|| comparison(compared, &found, text)).unwrap_or_else(|| vec![resolve::draft(found, text)]);
    let single = drafts.len() == 1;
    let finish = |mut draft: Draft| {
        if single || draft.name.is_none() {
            draft.name = draft.name.or_else(|| header.name.clone());
        }
        draft.header = header.fields.clone();
        draft
    };
    let before = text.get(..first).unwrap_or_default();
    drafts.into_iter().map(|draft| (finish(draft), before.to_owned())).collect()
}

/// The parts of a section that were not read as tables of the whole canvas.
fn parts<'nodes>(nodes: &'nodes [Node], range: Range<usize>, taken: &[usize]) -> Cow<'nodes, [Node]> {
    if !taken.iter().any(|at| range.contains(at)) {
        return Cow::Borrowed(nodes.get(range).unwrap_or_default());
    }
    Cow::Owned(range.filter(|at| !taken.contains(at)).map(|at| nodes[at].clone()).collect())
}

fn is_canvas(draft: &Draft, before: &str) -> bool {
    !draft.items.is_empty() && !teaching::is_teaching(before, draft) && !teaching::is_report(before, draft)
}

/// What the tables of blocks hold, what tables of comparison hold, and which parts of the document these tables are.
fn tables(nodes: &[Node], inside: &[bool], naming: Naming) -> (Vec<Found>, Vec<Named>, Vec<usize>) {
    let mut candidates: Vec<(usize, &Table, usize, usize)> = Vec::new();
    let mut blocks = Blocks::default();
    for (at, (node, inside)) in nodes.iter().zip(inside).enumerate() {
        let Node::Table(table) = node else { continue };
        let least = if *inside { 5 } else { 1 };
        if !grid::may_spread(table, least, naming) {
            continue;
        }
        let (wide, tall, named) = grid::spread(table, naming);
        if wide.max(tall) >= least {
            candidates.push((at, table, wide, tall));
            blocks.add(named);
        }
    }
    let (mut found, mut compared, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    if blocks.len() < 4 {
        return (found, compared, taken);
    }
    for (at, table, wide, tall) in candidates {
        taken.push(at);
        if let Some(named) = table_rows::across(table, naming) {
            compared.extend(named);
        } else if wide >= 2 && wide >= tall {
            grid::grid(table, naming, &mut found);
        } else {
            let named = table_rows::table_rows(table, naming);
            if named.len() > 1 { compared.extend(named) } else { found.extend(named.into_iter().flat_map(|(_, found)| found)) }
        }
    }
    (found, compared, taken)
}

/// Several canvases under headings of their own.
fn several(found: &[Found], names: &[Option<Line>], text: &str) -> Option<Vec<Draft>> {
    let mut filled: BTreeMap<usize, Blocks> = BTreeMap::new();
    for found in found.iter().filter(|found| is_section(found) && !found.content.items.is_empty()) {
        filled.entry(found.canvas).or_default().insert(found.block());
    }
    let full: Vec<usize> = filled.into_iter().filter(|(_, blocks)| blocks.len() >= 5).map(|(canvas, _)| canvas).collect();
    if full.len() < 2 {
        return None;
    }
    let one = |canvas: &usize| {
        let mut draft = resolve::draft(found.iter().filter(|found| found.canvas == *canvas && is_section(found)).cloned().collect(), text);
        draft.name = names.get(*canvas).and_then(Option::as_ref).and_then(|line| header::title(&line.text));
        draft
    };
    Some(full.iter().map(one).collect())
}

fn is_section(found: &Found) -> bool {
    matches!(found.source, Source::Heading | Source::Bold | Source::Plain | Source::List)
}

/// A canvas for each column of a comparison, unless the sections hold more.
fn comparison(compared: Vec<Named>, found: &[Found], text: &str) -> Option<Vec<Draft>> {
    let mut columns: Vec<Named> = Vec::new();
    for (name, cells) in compared {
        match columns.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => known.extend(cells),
            None => columns.push((name, cells)),
        }
    }
    let drafts: Vec<Draft> = columns
        .into_iter()
        .map(|(name, cells)| Draft { name: name.as_deref().and_then(header::title), ..resolve::draft(cells, text) })
        .filter(|draft| draft.weight().0 >= 3)
        .collect();
    let filled: Blocks = found.iter().filter(|found| !found.content.items.is_empty()).map(Found::block).collect();
    let best = drafts.iter().map(|draft| draft.weight().0).max()?;
    (filled.len() < best.min(5)).then_some(drafts)
}
