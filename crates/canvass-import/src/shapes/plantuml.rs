//! PlantUML: mind maps and work breakdowns by their stars, other diagrams by the packages around their elements.

use std::ops::Range;

use canvass_model::blocks::Block;

use super::named;
use crate::Why;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, block_of};

/// What groups elements.
const GROUPS: [&str; 13] =
    ["package", "rectangle", "frame", "folder", "node", "card", "component", "cloud", "database", "storage", "namespace", "group", "partition"];

/// Takes the canvas out of a diagram.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    if !text.contains("@start") {
        return Vec::new();
    }
    let mut reader = Reader { draft: Draft::default(), path: Vec::new() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let words = line.trim();
        if words.is_empty() || words.starts_with(['@', '\'', '!']) {
            continue;
        }
        match starred(words) {
            Some((depth, said)) => {
                let begin = start + words.find(said).unwrap_or_default();
                reader.twig(depth, said, begin..begin + said.len());
            }
            None => reader.element(words, start..start + words.len()),
        }
    }
    if reader.draft.blocks.len() < 3 { Vec::new() } else { vec![reader.draft] }
}

struct Reader {
    draft: Draft,
    /// The titles above what is read: how deep each is, and the block that it names.
    path: Vec<(usize, String, Option<Block>)>,
}

impl Reader {
    /// A line of a mind map.
    fn twig(&mut self, depth: usize, said: &str, range: Range<usize>) {
        self.path.retain(|(above, _, _)| *above < depth);
        self.take(depth, said, range);
    }

    /// A line of another diagram.
    fn element(&mut self, words: &str, range: Range<usize>) {
        if words.starts_with('}') {
            self.path.pop();
            return;
        }
        if let Some(title) = words.strip_prefix("title ") {
            self.draft.name = self.draft.name.take().or_else(|| named::business(title));
            return;
        }
        let opens = words.ends_with('{');
        let Some(said) = said(words) else {
            if opens {
                self.path.push((self.path.len() + 1, String::new(), self.block()));
            }
            return;
        };
        if opens || self.path.iter().any(|(_, _, block)| block.is_some()) {
            let start = words.find(said).map_or(range.start, |at| range.start + at);
            let place = start..start + said.len();
            if opens && block_of(said).is_none_or(|label| label.fit == Fit::Mapped) {
                self.path.push((self.path.len() + 1, said.to_owned(), self.block()));
            } else {
                self.take(self.path.len() + 1, said, place);
                if !opens {
                    self.path.truncate(self.path.iter().filter(|(_, title, _)| title != said).count());
                }
            }
        }
    }

    fn block(&self) -> Option<Block> {
        self.path.iter().rev().find_map(|(_, _, block)| *block)
    }

    /// Takes a text as a label, or as an item of the block above it.
    fn take(&mut self, depth: usize, said: &str, range: Range<usize>) {
        let label = block_of(said).filter(|label| label.fit != Fit::Mapped);
        match (self.block(), label) {
            (None, Some(label)) => {
                named::remark(&mut self.draft, label, said, range);
                self.draft.begin(label.block);
                self.path.push((depth, said.to_owned(), Some(label.block)));
            }
            (Some(block), _) => {
                // What has something below it was only a title.
                if let Some((_, title, _)) = self.path.last().filter(|(above, _, _)| *above < depth)
                    && let Some(at) = self.draft.items.iter().rposition(|item| item.block == block && item.name == *title)
                {
                    self.draft.items.remove(at);
                }
                let mut item = DraftItem::new(block, said, range);
                item.group = self.path.last().filter(|(_, title, own)| own.is_none() && !title.is_empty()).map(|(_, title, _)| title.clone());
                self.draft.add(item);
                self.path.push((depth, said.to_owned(), None));
            }
            (None, None) => {
                if self.draft.blocks.is_empty() && self.draft.name.is_none() {
                    self.draft.name = named::business(said);
                }
                let why = if self.draft.blocks.is_empty() { Why::Before } else { Why::Behind };
                self.draft.leave(range, why);
            }
        }
    }
}

/// How deep a line of a mind map stands, and what it says: `** Channels`, `**_ Shop`, `++ Fair`, `***[#green] Web`.
fn starred(words: &str) -> Option<(usize, &str)> {
    let mark = words.chars().next().filter(|mark| matches!(mark, '*' | '+' | '-' | '#'))?;
    let rest = words.trim_start_matches(mark);
    let depth = words.len() - rest.len();
    let rest = rest.trim_start_matches(['_', ':', '<', '>']);
    let rest = match rest.strip_prefix('[') {
        Some(coloured) => coloured.split_once(']').map_or(rest, |(_, rest)| rest),
        None => rest,
    };
    let said = rest.trim().trim_end_matches(';').trim_end();
    (rest.starts_with(' ') || words.contains([':', '[']) && depth > 1).then_some((depth, said)).filter(|(_, said)| said.chars().any(char::is_alphanumeric))
}

/// The words of an element: `[Shop]`, `(Shop)`, `"Shop" as s`, `package "Channels" {`, `actor Shop`.
fn said(words: &str) -> Option<&str> {
    if words.contains("->") || words.contains("--") || words.contains("..>") {
        return None;
    }
    let inside = |open: char, close: char| {
        let (_, rest) = words.split_once(open)?;
        rest.split_once(close).map(|(said, _)| said.trim())
    };
    let bare = || {
        let (keyword, rest) = words.split_once(' ')?;
        let known = GROUPS.contains(&keyword) || ["actor", "usecase", "agent", "artifact", "object", "class", "entity", "note", "person"].contains(&keyword);
        known.then(|| rest.trim_end_matches(['{', ' ']).split(" as ").next().unwrap_or(rest).trim())
    };
    inside('"', '"')
        .or_else(|| words.starts_with('[').then(|| inside('[', ']')).flatten())
        .or_else(|| words.starts_with('(').then(|| inside('(', ')')).flatten())
        .or_else(|| words.starts_with(':').then(|| inside(':', ':')).flatten())
        .or_else(bare)
        .filter(|said| said.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let drafts = read(text);
        let items = drafts.into_iter().flat_map(|draft| draft.items);
        items.map(|item| format!("{} {} {} {}", item.block, item.group.unwrap_or_default(), item.name, &text[item.range])).collect()
    }

    #[test]
    fn branches_of_a_mind_map_are_blocks() {
        let map = "@startmindmap\n* Mill\n** Channels\n*** Shop\n***_ Fair;\n** Key Partners\n*** Farms\n**** old\n**** new\n-- Cost Structure\n---[#red] Flour\n@endmindmap\n";
        assert_eq!(
            names(map),
            ["channels  Shop Shop", "channels  Fair Fair", "key_partnerships Farms old old", "key_partnerships Farms new new", "cost_structure  Flour Flour"]
        );
    }

    #[test]
    fn packages_are_blocks() {
        let diagram = "@startuml\ntitle Mill\npackage \"Channels\" {\n  [Shop]\n  (Fair)\n}\nrectangle \"Key Partners\" as kp {\n  card \"Farms\" as f\n}\nframe \"Cost Structure\" {\n  card Flour\n  f --> kp\n}\n@enduml\n";
        assert_eq!(names(diagram), ["channels  Shop Shop", "channels  Fair Fair", "key_partnerships  Farms Farms", "cost_structure  Flour Flour"]);
        assert_eq!(read(diagram)[0].name.as_deref(), Some("Mill"));
    }
}
