//! How the author of a document writes, told by all of it: what one block leaves open, the others may show.

use super::inline::Line;
use super::node::Node;
use crate::shapes::groups::is_written_small;

/// So many paragraphs of lines that are notes show that lines are notes.
const SEVERAL: usize = 3;

/// How the author of a document writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Manner {
    /// Without capital letters: nearly every bullet with nothing under it begins with a small one.
    pub(super) small: bool,
    /// A note on each line, without bullets.
    pub(super) lined: bool,
}

impl Manner {
    /// How a document is written.
    pub(super) fn of(nodes: &[Node]) -> Self {
        let items = nodes.iter().filter_map(|node| if let Node::List { items, .. } = node { Some(items) } else { None }).flatten();
        let bare = items.filter(|item| item.children.is_empty()).filter_map(|item| item.lines.first());
        let paragraphs = || nodes.iter().filter_map(|node| if let Node::Paragraph { lines, inline: false } = node { Some(&lines[..]) } else { None });
        let goes_on = |lines: &[Line]| lines.iter().skip(1).any(|line| line.text.starts_with(char::is_lowercase));
        let lined = paragraphs().filter(|lines| are_notes(lines)).count() >= SEVERAL && !paragraphs().any(goes_on);
        Self { small: is_written_small(bare.map(|line| line.text.as_str())), lined }
    }
}

/// Lines of which each begins with a capital, and none of which ends a sentence, are notes.
pub(super) fn are_notes(lines: &[Line]) -> bool {
    lines.len() > 2 && !stop(lines) && lines.iter().all(|line| line.text.starts_with(char::is_uppercase))
}

/// Whether one of the lines ends a sentence.
pub(super) fn stop(lines: &[Line]) -> bool {
    lines.iter().any(|line| line.text.ends_with(['.', '。', '!', '?']) || line.text.contains(". "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shapes::markdown::tree::parse;

    #[test]
    fn small_letters_and_notes_on_lines_are_seen() {
        let small = |text: &str| Manner::of(&parse(text)).small;
        assert!(small("- site\n- forum\n- fair\n- stamps\n- rent\n- fuel\n- TikTok\n") && !small("- site\n- forum\n- Fair\n- Stamps\n- Rent\n- fuel\n"));
        let lined = |text: &str| Manner::of(&parse(text)).lined;
        let notes = "Rent\nFuel\nStaff\n\nShop\nFair\nSite\n\nMills\nFarms\nTown\n\n";
        assert!(lined(notes) && !lined(&notes[16..]) && !lined(&format!("{notes}We sell in shops and\nat fairs\n")));
    }
}
