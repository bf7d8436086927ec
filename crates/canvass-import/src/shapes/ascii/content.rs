//! What stands in a box: a label, be it on several lines, and the items under it.

use canvass_model::blocks::Block;

use super::boxes::{Box, Piece};
use crate::Why;
use crate::clean;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, Label, block_of};
use crate::shapes::{named, pieces};

/// Lines over which a label may run: `SOCIOS / CLAVE / (Key Partners)`.
const LABEL_LINES: usize = 3;

/// Puts the content of a box into a draft.
pub(super) fn take(one: &Box, draft: &mut Draft) {
    let mut block = None;
    let mut section: Vec<&Piece> = Vec::new();
    let mut after_gap = true;
    let mut index = 0;
    while let Some(line) = one.lines.get(index) {
        let labelled = if after_gap { label(&one.lines[index..]) } else { None };
        match (labelled, block) {
            (Some((found, lines)), _) => {
                emit(block, &section, one.room(), draft);
                section.clear();
                block = Some(found.block);
                draft.begin(found.block);
                named::remark(draft, found, &line.text, line.range.clone());
                index += lines;
                after_gap = true;
                continue;
            }
            (None, None) => outside(line, draft),
            (None, Some(_)) => section.push(line),
        }
        after_gap = line.text.is_empty();
        index += 1;
    }
    emit(block, &section, one.room(), draft);
}

/// Whether a box begins with a label.
pub(super) fn is_labelled(one: &Box) -> bool {
    let first = one.lines.iter().position(|line| !line.text.is_empty()).unwrap_or_default();
    label(&one.lines[first..]).is_some()
}

/// The block that the first lines name, and how many lines its label has.
fn label(lines: &[Piece]) -> Option<(Label, usize)> {
    lines.first().filter(|line| !line.text.is_empty() && bullet(&line.text).is_none())?;
    for count in (1..=LABEL_LINES).rev() {
        let Some(part) = lines.get(..count) else { continue };
        if part.iter().skip(1).any(|line| line.text.is_empty() || bullet(&line.text).is_some()) {
            continue;
        }
        let joined = part.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        // A label and its first item must not become one label with a misspelling or a suffix.
        let complete = count == 1 || part.last().is_some_and(|line| line.text.starts_with(['(', '[', '（'])) || !names_block(part, count - 1);
        if let Some(label) = block_of(&joined)
            && complete
            && (label.fit == Fit::Exact || count == 1)
        {
            return Some((label, count));
        }
    }
    None
}

fn names_block(lines: &[Piece], count: usize) -> bool {
    let joined = lines.iter().take(count).map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    block_of(&joined).is_some()
}

/// A line above the first label: the title of the drawing, or nothing.
fn outside(line: &Piece, draft: &mut Draft) {
    if line.text.is_empty() {
        return;
    }
    if draft.name.is_none() && draft.blocks.is_empty() {
        draft.name = named::business(&line.text);
    }
    draft.leave(line.range.clone(), if draft.blocks.is_empty() { Why::Before } else { Why::Decoration });
}

/// What stands behind the bullet or number of a line.
pub(super) fn bullet(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    let mark = pieces::is_bullet(first) || matches!(first, '・' | '→' | '►' | '▸' | '▶' | '☐' | '☑' | '✓' | '✔') || clean::is_emoji(first);
    let dash = matches!(first, '-' | '*' | '+' | '–' | '—' | 'o') && after.starts_with(' ');
    if mark || dash { Some(after.trim_start()) } else { pieces::number(text).map(|(_, length)| text[length..].trim_start()) }
}

/// Turns the lines under a label into items. A line without a bullet goes on with the one above it where it begins with a small letter, unless all do:
/// then only where its first word had no room above. `room` is the column up to which a line may be written.
fn emit(block: Option<Block>, lines: &[&Piece], room: usize, draft: &mut Draft) {
    let Some(block) = block else { return };
    let bulleted = lines.iter().any(|line| bullet(&line.text).is_some());
    let writes_small = lines.iter().find(|line| !line.text.is_empty()).is_some_and(|line| line.text.starts_with(char::is_lowercase));
    let mut item: Option<DraftItem> = None;
    let mut group: Option<String> = None;
    let mut gap = true;
    let mut above_ends = 0;
    for (index, line) in lines.iter().enumerate() {
        if line.text.is_empty() {
            gap = true;
            continue;
        }
        let words = bullet(&line.text);
        if words.unwrap_or(&line.text).is_empty() {
            continue;
        }
        // A bullet of which a line ends with a colon goes on below it.
        let wrapped = bulleted && words.is_none() && !gap && item.is_some() && lines.get(index + 1).is_some_and(|next| bullet(&next.text).is_none());
        if !wrapped && is_group(&line.text, lines.get(index + 1)) {
            finish(item.take(), draft);
            group = Some(words.unwrap_or(&line.text).trim_end_matches([':', '：']).trim().to_owned());
        } else if let Some(open) = item.as_mut()
            && words.is_none()
            && !gap
            && (bulleted || is_open(&open.name) || line.text.starts_with(char::is_lowercase) && (!writes_small || above_ends + 1 + line.first_word() > room))
        {
            let glue = if open.name.ends_with('-') || is_wide(&open.name) { "" } else { " " };
            open.name = format!("{}{glue}{}", open.name, line.text);
        } else {
            finish(item.take(), draft);
            let mut new = DraftItem::new(block, words.unwrap_or(&line.text), line.range.clone());
            new.group.clone_from(&group);
            item = Some(new);
        }
        gap = false;
        above_ends = line.end();
    }
    finish(item, draft);
}

/// A line that ends with a colon and has lines under it.
fn is_group(text: &str, next: Option<&&Piece>) -> bool {
    text.ends_with([':', '：']) && next.is_some_and(|next| !next.text.is_empty())
}

/// Whether something is to follow upon these words.
fn is_open(words: &str) -> bool {
    words.ends_with([',', '-', '&', '/', '、', '，', '+']) || words.matches('(').count() > words.matches(')').count()
}

/// Scripts that are written without spaces are also wrapped without them.
fn is_wide(text: &str) -> bool {
    text.chars().next_back().is_some_and(|last| matches!(last, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '，' | '、'))
}

fn finish(item: Option<DraftItem>, draft: &mut Draft) {
    let Some(item) = item else { return };
    if item.name.ends_with(['?', '？']) || item.name.ends_with("?)") || item.name.ends_with("?]") {
        draft.leave(item.range, Why::Question);
    } else {
        draft.add(item);
    }
}
