//! Plain text under labels.

use super::*;
use canvass_model::blocks::Block;
use proptest::prelude::*;

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

#[test]
fn lines_below_a_label_are_its_items() {
    let text = "Old Mill: Business Model Canvas\n\n1. Key Partners:\nWho helps us?\n• Growers\n  - of the valley\n• Millers\n  who grind\n\n2. Channels\nStall\nShop on the square\n\n\
                3. Cost Structure: rent, wood, wages\n\nRevenue Streams\nFor bread:\n- loaves\n- rolls\n\nSWOT\nStrong: the river\n";
    let draft = read(text).remove(0);
    assert_eq!(draft.name.as_deref(), Some("Old Mill"));
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Growers", "Millers who grind"]);
    assert_eq!(draft.items[0].note.as_deref(), Some("of the valley"));
    assert_eq!(names(&draft, Block::Channels), ["Stall", "Shop on the square"]);
    assert_eq!(names(&draft, Block::CostStructure), ["rent", "wood", "wages"]);
    assert_eq!(names(&draft, Block::RevenueStreams), ["loaves", "rolls"]);
    assert_eq!(draft.items.last().and_then(|item| item.group.as_deref()), Some("For bread"));
    assert_eq!(draft.left.iter().map(|left| (left.why, &text[left.range.clone()])).collect::<Vec<_>>().last(), Some(&(Why::Behind, "SWOT\nStrong: the river")));
    assert_eq!(&text[draft.items[4].range.clone()], "rent");
}

#[test]
fn short_lines_above_bullets_are_titles() {
    let text = "CHANNELS\nOwn\n- stall\n- shop in\n  town\nOf others\n- fair\n\nCOSTS\n- rent\nand more rent\n- wood\n\nKEY PARTNERS\n- mills\n";
    let draft = read(text).remove(0);
    let groups: Vec<_> = draft.items.iter().take(3).map(|item| (item.name.as_str(), item.group.as_deref())).collect();
    assert_eq!(groups, [("stall", Some("Own")), ("shop in town", Some("Own")), ("fair", Some("Of others"))]);
    assert_eq!(names(&draft, Block::CostStructure), ["rent and more rent", "wood"]);
}

#[test]
fn other_notations_are_left_to_their_shapes() {
    for text in [
        "# Key Partners\n- a\n# Channels\n- b\n# Costs\n- c\n",
        "key_partners:\n- id: a\nchannels:\n- id: b\ncosts:\n- id: c\n",
        "<p>Channels</p>\nKey Partners\na\nCosts\nb",
        "| Channels | Costs |\nKey Partners\na\nChannels\nb\nCosts\nc",
    ] {
        assert!(read(text).is_empty(), "{text}");
    }
}

proptest! {
    #[test]
    fn junk_near_a_plain_canvas_is_survived(text in "(Key Partners|Channels|Costs|: |\\n|\\n\\n|  |- |• |1[.] |10[.] |a|é|客户细分|？|[?]|SWOT|\u{feff}){0,40}") {
        for draft in read(&text) {
            prop_assert!(draft.items.iter().all(|item| text.get(item.range.clone()).is_some()));
            prop_assert!(draft.left.iter().all(|left| text.get(left.range.clone()).is_some()));
            prop_assert!(draft.finish("plain text").is_ok());
        }
    }
}
