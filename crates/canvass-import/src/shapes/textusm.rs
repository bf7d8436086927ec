//! The business model canvas of the drawing tool TextUSM: labels without indentation, items indented below them, `#` comments.

use canvass_model::blocks::Block;

use super::named;
use super::outline::{self, Twig};
use crate::Why;
use crate::draft::{Draft, DraftItem};
use crate::labels::{Fit, Label, block_of};
use crate::marks::holds;

/// With fewer labels at the margin a text is something else.
const LABELS: usize = 3;

/// With fewer labels at the edge a text without lines below lines is something else.
const FLAT: usize = 5;

/// Whether a text is such an outline: bare labels at the edge, nothing else there between them but comments, no bullets, and lines below lines or
/// at least no sentences.
pub(crate) fn is_outline(text: &str) -> bool {
    let (mut labels, mut nested, mut flat, mut above) = (0_usize, false, true, None);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let words = line.trim_start();
        let lead = line.len() - words.len();
        if labels == 0 && lead == 0 && words.starts_with('#') && label(words.trim_start_matches(['#', ' '])).is_none() {
            continue;
        }
        if words.starts_with(['-', '*', '+', '•', '|', '>', '`', '#']) {
            return false;
        }
        if lead == 0 {
            let is_label = label(unstyled(words.trim_end())).is_some();
            if !is_label && labels > 0 && labels < Block::NINE.len() {
                return false;
            }
            labels += usize::from(is_label);
        }
        nested |= above.is_some_and(|above| above > 0 && lead > above) && labels > 0;
        flat &= lead != 1 && !words.trim_end().ends_with(['.', ',', '。', '，']);
        above = Some(lead);
    }
    nested && labels >= LABELS || flat && labels >= FLAT
}

/// The canvas of a text of indented lines.
pub(crate) fn read(text: &str) -> Vec<Draft> {
    // Nearly every text has lines, and few have bare labels at their beginning.
    let mut named: Vec<Block> = Vec::new();
    // Neither does a line that begins with these signs name a block.
    let may_name = |line: &&str| !matches!(line.as_bytes(), [] | [b' ' | b'\t' | b'#' | b'"' | b'\'' | b'-' | b'*' | b'|' | b'<', ..]);
    for line in text.lines().filter(may_name) {
        if let Some(label) = label(unstyled(line.trim()))
            && !named.contains(&label.block)
        {
            named.push(label.block);
        }
    }
    if named.len() < LABELS {
        return Vec::new();
    }
    let mut draft = Draft::default();
    let mut block: Option<Block> = None;
    let mut twigs: Vec<Twig> = Vec::new();
    let (mut bullets, mut start) = (0_usize, 0);
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        let range = start + lead..start + lead + line.trim().len();
        start += line.len();
        let words = unstyled(line.trim());
        if words.is_empty() {
            continue;
        }
        if words.starts_with('#') {
            draft.leave(range, Why::Decoration);
        } else if lead == 0 {
            finish(block, &mut twigs, &mut draft);
            let found = label(words);
            block = found.map(|label| label.block);
            match found {
                Some(label) => {
                    named::remark(&mut draft, label, words, range);
                    draft.begin(label.block);
                }
                None => outside(words, range, &mut draft),
            }
        } else if block.is_some() {
            bullets += usize::from(words.starts_with(['-', '*', '•']));
            twigs.push(Twig { depth: lead, text: words.to_owned(), range });
        } else {
            outside(words, range, &mut draft);
        }
    }
    finish(block, &mut twigs, &mut draft);
    // A text with bullets under its labels is an ordinary list, and a mapping has keys.
    let listed = bullets * 2 > draft.items.len();
    if draft.blocks.len() < LABELS || listed || draft.items.is_empty() { Vec::new() } else { vec![draft] }
}

/// The block that a line at the edge names.
fn label(words: &str) -> Option<Label> {
    if words.is_empty() || is_key(words) { None } else { block_of(words).filter(|label| label.fit != Fit::Mapped) }
}

/// A label with a colon or quotation marks is the key of a mapping, or a line of a plain list.
fn is_key(words: &str) -> bool {
    words.ends_with([':', '：', '{', '[', '|', '>']) || words.starts_with(['"', '\'', '-', '*', '|', '<'])
}

/// A line without its colours: `Couriers: |{"bg":"#FFF"}` and `Couriers #red`.
fn unstyled(words: &str) -> &str {
    if !holds(words, [b'|']) {
        return words.trim_end();
    }
    let words = words.split_once(": |{").map_or(words, |(words, _)| words);
    words.split_once("|{\"").map_or(words, |(words, _)| words).trim_end()
}

fn outside(words: &str, range: std::ops::Range<usize>, draft: &mut Draft) {
    let before = draft.blocks.is_empty();
    if before && draft.name.is_none() {
        draft.name = named::business(words);
    }
    draft.leave(range, if before { Why::Before } else { Why::Behind });
}

fn finish(block: Option<Block>, twigs: &mut Vec<Twig>, draft: &mut Draft) {
    let twigs = std::mem::take(twigs);
    let items = block.map(|block| outline::items(block, &twigs)).unwrap_or_default();
    items.into_iter().for_each(|item| take(item, draft));
}

fn take(item: DraftItem, draft: &mut Draft) {
    // The template of the tool repeats the label where the first item is to stand.
    if block_of(&item.name).is_some_and(|label| label.block == item.block && label.fit == Fit::Exact) {
        draft.leave(item.range, Why::Unfilled);
    } else if item.name.ends_with(['?', '？']) {
        draft.leave(item.range, Why::Question);
    } else {
        draft.add(item);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "\
# labels: unused
👥 Key Partners
    Mills: |{\"bg\":\"#FFF\"}
    Couriers
        bicycles only
        from May
📊 Customer Segments
    Families
    # Hotels
🎁 Value Proposition
    Value Proposition
🚚 Channels
\tShop
Competitors
    Supermarkets
";

    #[test]
    fn indented_lines_are_items() {
        let drafts = read(TEXT);
        let [draft] = &drafts[..] else { panic!("{drafts:?}") };
        let items: Vec<_> = draft.items.iter().map(|item| (item.block, item.name.as_str(), item.note.as_deref())).collect();
        assert_eq!(
            items,
            [
                (Block::KeyPartnerships, "Mills", None),
                (Block::KeyPartnerships, "Couriers", Some("bicycles only; from May")),
                (Block::CustomerSegments, "Families", None),
                (Block::Channels, "Shop", None),
            ]
        );
        assert!(draft.blocks.contains(&Block::ValuePropositions));
        let behind: Vec<_> = draft.left.iter().filter(|left| left.why == Why::Behind).map(|left| &TEXT[left.range.clone()]).collect();
        assert_eq!(behind, ["Competitors", "Supermarkets"]);
    }

    #[test]
    fn lines_that_all_have_lines_below_them_are_groups() {
        let text = "Key Partners\n    Suppliers\n        Mills\n        Farms\n    Helpers\n        The school\nChannels\n    Shop\nCosts\n    Rent\n";
        assert!(is_outline(text) && !is_outline("Key Partners\n- Mills\n  - big\nChannels\n- Shop\nCosts\n- Rent\n"));
        let drafts = read(text);
        let items: Vec<_> = drafts[0].items.iter().map(|item| (item.name.as_str(), item.group.as_deref())).collect();
        assert_eq!(items[..3], [("Mills", Some("Suppliers")), ("Farms", Some("Suppliers")), ("The school", Some("Helpers"))]);
    }

    #[test]
    fn an_outline_is_known_by_its_bare_labels() {
        let blocks = "Key Partners\n    mills nearby\n    the school\nChannels\n    shop\nCosts\n    rent\n    flour\nKey Resources\n    oven\nKey Activities\n    baking\n";
        assert!(is_outline(blocks) && is_outline(&format!("# canvas of the mill, second try\n{blocks}")));
        assert!(
            !is_outline(&blocks.replace("mills nearby", "We work with mills."))
                && !is_outline("Key Partners\n    mills\nChannels\n    shop\nCosts\n    rent\n")
        );
        assert_eq!(read(blocks)[0].items.len(), 7);
    }

    #[test]
    fn mappings_and_lists_are_something_else() {
        assert!(read("key_partners:\n  - a\nchannels:\n  - b\ncost_structure:\n  - c\n").is_empty());
        assert!(read("Key Partners\n  - a\nChannels\n  - b\nCosts\n  - c\n").is_empty());
        assert!(read("Key Partners\nMills\nChannels\nShop\nCosts\nRent\n").is_empty());
    }

    proptest! {
        #[test]
        fn nothing_panics(text in r"([ \t\n#:|{}\-a?]|Key Partners\n|Channels\n|Costs\n|    Mills\n|\r\n|渠道\n){0,60}") {
            for draft in read(&text) {
                for item in &draft.items {
                    prop_assert!(text.get(item.range.clone()).is_some());
                }
                prop_assert!(draft.finish("textusm").is_ok());
            }
        }
    }
}
