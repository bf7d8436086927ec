//! Whole documents.

use canvass_model::blocks::Block;
use proptest::prelude::*;

use super::read;
use crate::Why;
use crate::draft::Draft;

fn one(text: &str) -> Draft {
    let mut drafts = read(text);
    assert_eq!(drafts.len(), 1, "one canvas in {text}");
    for item in &drafts[0].items {
        assert!(text.get(item.range.clone()).is_some_and(|place| !place.is_empty()), "{item:?}");
    }
    drafts.remove(0)
}

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

#[test]
fn blocks_may_be_written_in_different_ways_in_one_document() {
    let text = "# Bread - Business Model Canvas\n\nWho we are.\n\n## 1. Key Partners\n\n| Partner | Role |\n|---|---|\n| Mill | flour |\n\n## 2. Channels\n\nShop\nMarket\n\n\
                ## 3. Cost Structure\n\n### Fixed\n- Rent\n  - shop\n- ~~Car~~\n\n## 4. Customer Segments\n1. **Families**: around the corner\n2. Cafés\n\n\
                ## 5. Key Resources\n- [x] Oven\n- TBD\n\n## SWOT\n- strong\n";
    let draft = one(text);
    assert_eq!(draft.name.as_deref(), Some("Bread"));
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Mill"]);
    assert_eq!(names(&draft, Block::Channels), ["Shop", "Market"]);
    assert_eq!(names(&draft, Block::CustomerSegments), ["Families: around the corner", "Cafés"]);
    let rent = draft.items.iter().find(|item| item.name == "Rent").map(|item| (item.note.as_deref(), item.group.as_deref()));
    assert_eq!(rent, Some((Some("shop"), Some("Fixed"))));
    assert_eq!(names(&draft, Block::KeyResources), ["Oven"]);
    let left = |why: Why| draft.left.iter().filter(|left| left.why == why).map(|left| text[left.range.clone()].to_owned()).collect::<Vec<_>>();
    assert_eq!(left(Why::Before), ["# Bread - Business Model Canvas\n\nWho we are."]);
    assert_eq!(left(Why::Behind), ["## SWOT\n- strong"]);
    assert_eq!(left(Why::StruckOut).len(), 1);
    assert_eq!(left(Why::Unfilled).len(), 1);
}

#[test]
fn a_summary_above_the_sections_is_told_twice() {
    let text = "| Key Partners | Channels | Cost Structure | Key Resources | Customer Segments |\n|---|---|---|---|---|\n| See 1 | x | y | z | q |\n\n\
                ## Key Partners\n- Mill\n## Channels\n- Shop\n## Cost Structure\n- Rent\n## Key Resources\n- Oven\n## Customer Segments\n- Families\n";
    let draft = one(text);
    assert_eq!(draft.items.len(), 5);
    assert_eq!(draft.left.iter().filter(|left| left.why == Why::Duplicate).count(), 1);
}

#[test]
fn a_block_between_others_that_is_none_is_left() {
    let text = "## Key Partners\n- Mill\n## Team\n- Ann\n## Channels\n- Shop\n## Cost Structure\n- Rent\n";
    let draft = one(text);
    assert_eq!(draft.items.len(), 3);
    assert!(draft.left.iter().any(|left| left.why == Why::Decoration && text[left.range.clone()].contains("Ann")));
}

#[test]
fn a_document_may_stand_in_a_fence() {
    let text = "Sure:\n\n```markdown\n# Bread\n## Key Partners\n- Mill\n## Channels\n```\nart\n```\n- Shop\n## Cost Structure\n- Rent\n```\n";
    let draft = one(text);
    assert_eq!(draft.items.len(), 3);
    assert!(draft.items.iter().all(|item| text[item.range.clone()].contains(&item.name)));
}

#[test]
fn labels_may_be_lines_without_mark_up() {
    let text = "1. Customer Segments\n• Families\n• Cafés\n\n2. Channels\n• Shop\n\n3. Key Partners\n• Mill\n\n4. Cost Structure\n• Rent\n• Staff\n";
    let draft = one(text);
    assert_eq!(names(&draft, Block::CustomerSegments), ["Families", "Cafés"]);
    assert_eq!(names(&draft, Block::CostStructure), ["Rent", "Staff"]);
    let loose = "customer segments:\n\n- Families\n- Cafés\n\nchannels:\nShop\nMarket\n\nkey partners:\nMill\n\ncost structure:\nRent\n";
    let draft = one(loose);
    assert_eq!(names(&draft, Block::CustomerSegments).len(), 2);
    assert_eq!(names(&draft, Block::Channels), ["Shop", "Market"]);
}

#[test]
fn canvases_under_headings_of_their_own_are_several() {
    let blocks = "## Key Partners\n- Mill\n## Channels\n- Shop\n## Cost Structure\n- Rent\n## Key Resources\n- Oven\n## Customer Segments\n- Families\n";
    let drafts = read(&format!("# Bakery\n{blocks}# Brewery\n{blocks}"));
    assert_eq!(drafts.iter().map(|draft| draft.name.as_deref()).collect::<Vec<_>>(), [Some("Bakery"), Some("Brewery")]);
    assert!(drafts.iter().all(|draft| draft.items.len() == 5));
}

#[test]
fn a_raw_table_stands_in_the_document() {
    let row = |label: &str, item: &str| format!("<tr><th>{label}</th></tr>\n<tr><td>{item}</td></tr>\n");
    let text = format!(
        "# Bread\n\n<table>\n{}{}{}\n{}{}</table>\n\nAfterwards.\n",
        row("Key Partners", "Mill"),
        row("Channels", "Shop"),
        row("Cost Structure", "Rent"),
        row("Key Resources", "Oven"),
        row("Customer Segments", "Families")
    );
    let draft = one(&text);
    assert_eq!(names(&draft, Block::Channels), ["Shop"]);
    assert!(draft.items.iter().all(|item| text[item.range.clone()].contains(&item.name)));
}

#[test]
fn data_in_a_fence_is_read() {
    let text = "# Bread\n\n```json\n{\"key_partners\": [\"Mill\"], \"channels\": [\"Shop\"], \"cost_structure\": [\"Rent\"], \"customer_segments\": [\"Families\"]}\n```\n";
    let draft = one(text);
    assert_eq!((draft.name.as_deref(), draft.items.len()), (Some("Bread"), 4));
    assert!(draft.items.iter().all(|item| text[item.range.clone()].contains(&item.name)));
}

#[test]
fn a_drawing_above_the_sections_fills_only_what_they_lack() {
    let drawing = "```\n┌──────────────┬──────────────┬──────────────┐\n│ KEY PARTNERS │ CHANNELS     │ KEY RESOURCES│\n│ • Dairy      │ • Van        │ • Oven       │\n└──────────────┴──────────────┴──────────────┘\n```\n";
    let sections = "## Key Partners\n- Mill\n## Channels\n- Shop\n## Cost Structure\n- Rent\n## Customer Segments\n- Families\n## Revenue Streams\n- Sales\n";
    let draft = one(&format!("# Bread\n\n{drawing}\n{sections}"));
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Mill"]);
    assert_eq!(names(&draft, Block::KeyResources), ["Oven"]);
    assert_eq!(draft.items.len(), 6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn junk_does_no_harm(text in "\\PC{0,200}") {
        read(&text);
    }

    #[test]
    fn junk_near_markdown_does_no_harm(pieces in proptest::collection::vec(piece(), 0..60)) {
        let text: String = pieces.concat();
        for draft in read(&text) {
            for item in &draft.items {
                prop_assert!(text.get(item.range.clone()).is_some());
            }
            for left in &draft.left {
                prop_assert!(text.get(left.range.clone()).is_some());
            }
        }
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "\n",
        "\n\n",
        "# ",
        "## ",
        "### ",
        "- ",
        "  - ",
        "1. ",
        "**",
        "*",
        "~~",
        "`",
        "```\n",
        "```markdown\n",
        "|",
        "|---|---|\n",
        "| a | b |\n",
        "<br>",
        "<table>",
        "</table>",
        "<tr><td>",
        "<!--",
        "-->",
        "<h2>",
        "</h2>",
        "---\n",
        "title: x\n",
        "> ",
        ": ",
        "：",
        "; ",
        "、",
        "(",
        ")",
        "•",
        "?",
        ".",
        "Key Partners",
        "Channels",
        "Cost Structure",
        "客户细分",
        "Customer Segments",
        "Revenue Streams",
        "Key Resources",
        "Problem",
        "Key Metrics",
        "word",
        " two words",
        "💰",
        "é",
        "[^1]",
        "[^1]: x\n",
        "\t",
        "    ",
        "\\",
        "&nbsp;",
        "=",
        "\r\n",
        "Total",
        "Price: 5",
    ])
}
