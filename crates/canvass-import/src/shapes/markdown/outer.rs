//! What lies around a document: a fence around all of it, tables of HTML in it.

use std::ops::Range;

use crate::draft::Draft;
use crate::marks;

/// The inside of a fence that wraps the document: the first fence of Markdown, or a fence of plain text with which the document begins, up to
/// the last line that closes a fence.
pub(super) fn fence(text: &str) -> Option<Range<usize>> {
    // Most documents have none, and one look tells.
    memchr::memchr2(b'`', b'~', text.as_bytes())?;
    ["```", "~~~"].iter().find_map(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()))?;
    let (mut at, mut first, mut start) = (0, true, None);
    let mut end = None;
    for line in marks::lines(text) {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].iter().find(|mark| trimmed.starts_with(**mark));
        if mark.is_some() {
            let info = trimmed.trim_start_matches(['`', '~']).trim().to_ascii_lowercase();
            let opens = matches!(info.as_str(), "markdown" | "md" | "mdx") || (first && matches!(info.as_str(), "" | "text" | "txt"));
            if start.is_none() && opens {
                start = Some(at + line.len());
            } else if start.is_some() && info.is_empty() {
                end = Some(at);
            }
        }
        first &= trimmed.is_empty();
        at += line.len();
    }
    let start = start?;
    Some(start..end.unwrap_or(text.len()).max(start))
}

/// Moves everything in a draft behind what stands before its text.
pub(super) fn shift(draft: &mut Draft, by: usize) {
    let items = draft.items.iter_mut().map(|item| &mut item.range);
    let others = draft.left.iter_mut().map(|left| &mut left.range).chain(draft.remarks.iter_mut().map(|remark| &mut remark.range));
    for range in items.chain(others) {
        *range = range.start + by..range.end + by;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fence_around_a_document_is_found() {
        let text = "```markdown\n# A\n```\ncode\n```\n## B\n```\n";
        assert_eq!(fence(text).map(|range| &text[range]), Some("# A\n```\ncode\n```\n## B\n"));
        assert_eq!(fence("# A\n\n```\ncode\n```\n"), None);
        assert_eq!(fence("Here it is:\n\n```md\n# A\n```\nDone\n").map(|range| range.len()), Some(4));
    }
}
