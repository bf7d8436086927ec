//! Text without mark-up: lines that are labels, and below each what stands in the block, with bullets or bare.

use std::ops::Range;

use super::groups::is_name;
use super::{named, pieces};
use crate::Why;
use crate::clean;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, Label, block_of};
use crate::marks;

/// Headings that end a canvas.
const ENDINGS: [&str; 20] = [
    "swot",
    "kpi",
    "kpis",
    "key metrics",
    "roadmap",
    "next steps",
    "competitors",
    "competition",
    "competitive analysis",
    "market analysis",
    "risks",
    "timeline",
    "financials",
    "financial projections",
    "conclusion",
    "summary",
    "references",
    "sources",
    "appendix",
    "team",
];

/// Takes the canvas out of a plain text.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    if is_marked_up(text, lines(text)) || super::textusm::is_outline(text) {
        return Vec::new();
    }
    let lines: Vec<Line> = lines(text).collect();
    let mut reader = Reader {
        text,
        draft: Draft::default(),
        at: None,
        bulleted: None,
        indent: 0,
        last: None,
        group: None,
        ended: None,
        seen: 0,
        goes_on: false,
        over_bullet: false,
    };
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).filter(|next| !next.apart).map(|next| &text[next.range.clone()]);
        reader.goes_on = next.is_some_and(|next| halves(next).is_none());
        reader.over_bullet = next.is_some_and(|next| bullet(next).is_some());
        reader.line(line);
    }
    let mut draft = reader.draft;
    if let Some(end) = reader.ended {
        draft.leave(end, Why::Behind);
    }
    if draft.blocks.len() < 3 { Vec::new() } else { vec![draft] }
}

/// A line that says something.
struct Line {
    range: Range<usize>,
    indent: usize,
    /// Whether an empty line goes before it.
    apart: bool,
}

fn lines(text: &str) -> impl Iterator<Item = Line> {
    let (mut at, mut apart) = (0, true);
    marks::lines(text).filter_map(move |line| {
        let range = pieces::trimmed(text, at..at + line.len());
        let is_blank = range.is_empty();
        let indent = range.start - at;
        at += line.len();
        let apart = std::mem::replace(&mut apart, is_blank);
        let says = !text[range.clone()].trim_matches('\u{feff}').is_empty();
        says.then_some(Line { range, indent, apart })
    })
}

/// Whether another shape reads the text better: data, a page, or headings and tables of Markdown.
fn is_marked_up(text: &str, mut lines: impl Iterator<Item = Line>) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with(['{', '[', '<']) {
        return true;
    }
    lines.any(|line| {
        let line = &text[line.range];
        let heading = line.starts_with('#') && block_of(line).is_some_and(|label| label.fit != Fit::Mapped);
        let table = line.starts_with('|') && line.ends_with('|') && line.len() > 2;
        let bold = line.starts_with("**") && block_of(line).is_some();
        let data = line.starts_with("- id:") || line.starts_with("- name:") || line.starts_with('"') && line.contains("\":");
        heading || table || bold || data || line.contains("</") && line.contains('<')
    })
}

struct Reader<'a> {
    text: &'a str,
    draft: Draft,
    at: Option<Label>,
    /// Whether the block has bullets; not known before its first line.
    bulleted: Option<bool>,
    /// How far the first line of the block is indented.
    indent: usize,
    /// The number of the last numbered label.
    last: Option<u32>,
    group: Option<String>,
    ended: Option<Range<usize>>,
    /// How many items stood under the label or the group title at hand.
    seen: usize,
    /// Whether the next line stands in the same block.
    goes_on: bool,
    /// Whether the next line has a bullet.
    over_bullet: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line) {
        let text = &self.text[line.range.clone()];
        if let Some(label) = self.label(line, text) {
            return self.begin(line, text, label);
        }
        if let Some(ended) = &mut self.ended {
            ended.end = line.range.end;
            return;
        }
        let Some(label) = self.at else {
            if self.draft.name.is_none() {
                self.draft.name = named::business(text).filter(|name| name.chars().count() <= 80 && !name.ends_with('.'));
            }
            self.draft.leave(line.range.clone(), Why::Before);
            return;
        };
        if text.chars().all(|character| !character.is_alphanumeric()) {
            return;
        }
        let bullet = bullet(text);
        if text.ends_with(['?', '？']) && bullet.is_none() && self.seen == 0 {
            self.draft.leave(line.range.clone(), Why::Question);
            return;
        }
        if self.ends(line, text, bullet) {
            self.ended = Some(line.range.clone());
            return;
        }
        self.content(line, text, label, bullet);
    }

    /// The label that a line is: no bullet, and nothing but the label before a colon.
    fn label(&self, line: &Line, text: &str) -> Option<Label> {
        let is_bullet = text.starts_with(|first| pieces::is_bullet(first) || matches!(first, '-' | '*' | '+')) || text.starts_with('#');
        // An item that only looks like a label stands deeper than the labels.
        if is_bullet || text.len() > 240 || self.at.is_some() && line.indent > 0 && self.bulleted != Some(true) && !line.apart && self.seen > 0 {
            return None;
        }
        let label = halves(text)?.2;
        // "Partners" in a list of bare lines is as likely an item, where the block was named before.
        let again = self.draft.blocks.contains(&label.block) && !line.apart;
        (!again && !text.ends_with('.')).then_some(label)
    }

    fn begin(&mut self, line: &Line, text: &str, label: Label) {
        let Some((words, rest, _)) = halves(text) else { return };
        self.draft.begin(label.block);
        named::remark(&mut self.draft, label, words, line.range.clone());
        (self.at, self.bulleted, self.group, self.seen, self.indent) = (Some(label), None, None, 0, 0);
        self.last = pieces::number(text).map(|(number, _)| number);
        if let Some(ended) = self.ended.take() {
            self.draft.leave(ended, Why::Decoration);
        }
        if rest.trim_end().ends_with(['?', '？']) {
            self.draft.leave(line.range.clone(), Why::Question);
        } else {
            let start = line.range.end - rest.len();
            for part in pieces::split(label.block, rest) {
                self.draft.add(DraftItem::new(label.block, &rest[part.clone()], start + part.start..start + part.end));
                self.seen += 1;
            }
        }
    }

    /// Whether a line begins something behind the canvas.
    fn ends(&self, line: &Line, text: &str, bullet: Option<&str>) -> bool {
        let bare = text.trim_start_matches(|character: char| !character.is_alphabetic()).trim_end_matches([':', '：', ' ']).to_lowercase();
        let headed = line.apart && bullet.is_none_or(|_| pieces::number(text).is_some()) && line.indent == 0;
        let numbered_on = self.last.is_some()
            && pieces::number(text).map(|(number, _)| number) == self.last.map(|last| last + 1)
            && self.bulleted == Some(true)
            && self.seen > 0;
        headed && (ENDINGS.contains(&bare.as_str()) || bare.starts_with("swot ") || numbered_on && self.draft.blocks.len() >= 3)
            || headed && self.draft.blocks.len() == 9 && self.bulleted == Some(true) && self.seen > 0 && bullet.is_none() && !text.ends_with([':', '：'])
    }

    /// Whether a line without a bullet stands above lines with one as their title, rather than going on with the line before.
    fn titles(&self, line: &Line, text: &str) -> bool {
        const LONGEST: usize = 30;
        let short = text.chars().count() <= LONGEST && text.split_whitespace().count() <= 4;
        let above = self.seen == 0 || self.bulleted != Some(false) && line.indent <= self.indent;
        self.over_bullet && above && short && is_name(text) && !text.starts_with(char::is_lowercase)
    }

    fn content(&mut self, line: &Line, text: &str, label: Label, bullet: Option<&str>) {
        let bulleted = *self.bulleted.get_or_insert(bullet.is_some());
        if self.seen == 0 {
            self.indent = line.indent;
        }
        if bullet.is_none() && text.ends_with([':', '：']) && text.chars().count() <= 80 {
            self.group = Some(clean::plain(text.trim_end_matches([':', '：'])));
            (self.bulleted, self.indent) = (None, line.indent);
            return;
        }
        if bullet.is_none() && self.titles(line, text) {
            self.group = Some(clean::plain(text));
            self.bulleted = None;
            return;
        }
        let deeper = line.indent > self.indent && self.seen > 0;
        let goes_on = bulleted && bullet.is_none() && !line.apart;
        if (deeper && bulleted || goes_on)
            && let Some(item) = self.draft.items.last_mut()
        {
            item.range.end = line.range.end;
            if bullet.is_none() && item.note.is_none() {
                item.name = format!("{} {}", item.name, clean::plain(text));
            } else {
                let more = clean::plain(bullet.unwrap_or(text));
                item.note = Some(item.note.take().map_or_else(|| more.clone(), |note| format!("{note}; {more}")));
            }
            return;
        }
        let said = bullet.unwrap_or(text);
        let start = line.range.end - said.len();
        let parts = match bullet {
            Some(_) => std::iter::once(0..said.len()).collect(),
            // Where each item has a line, a comma separates nothing.
            None if self.goes_on || self.seen > 0 => pieces::marked(said),
            None => pieces::split(label.block, said),
        };
        for part in parts {
            let mut item = DraftItem::new(label.block, &said[part.clone()], start + part.start..start + part.end);
            item.group.clone_from(&self.group);
            self.draft.add(item);
            self.seen += 1;
        }
    }
}

/// A label, what stands behind its colon, and the block.
fn halves(text: &str) -> Option<(&str, &str, Label)> {
    if text.split_whitespace().nth(30).is_some() {
        return None;
    }
    let named = |words: &str| block_of(words).filter(|label| label.fit != Fit::Mapped);
    if let Some((words, rest)) = text.split_once([':', '：'])
        && let Some(label) = named(words)
        && block_of(rest).is_none()
    {
        return Some((words, rest.trim(), label));
    }
    named(text).map(|label| (text, "", label))
}

/// The text behind a bullet.
fn bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    if pieces::is_bullet(first) {
        return Some(rest.trim());
    }
    if matches!(first, '-' | '*' | '+' | '–' | '—') && (rest.starts_with([' ', '\t']) || rest.starts_with(char::is_alphabetic)) {
        return Some(rest.trim());
    }
    pieces::number(text).and_then(|(_, length)| text.get(length..)).map(str::trim)
}

#[cfg(test)]
mod tests;
