//! Boxes drawn with characters.

use canvass_model::blocks::Block;
use proptest::prelude::*;

use super::*;

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

const DRAWN: &str = "\
# Bakery - Business Model Canvas

```
┌──────────────┬──────────────┬───────────────┬──────────────┬──────────────┐
│ KEY PARTNERS │ KEY          │ VALUE         │ CUSTOMER     │ CUSTOMER     │
│              │ ACTIVITIES   │ PROPOSITIONS  │ RELATIONSHIPS│ SEGMENTS     │
│ • Mills and  │ • Baking     │ (What?)       │ - Regulars   │ Families     │
│   farms      ├──────────────┤ • Warm bread  ├──────────────┤ Cafés,       │
│ • Couriers   │ KR           │   at dawn     │ CHANNELS     │ hotels       │
│              │ • Oven       │ • Honest flour│ 🏪 Shop      │              │
├──────────────┴──────────────┴───┬───────────┴──────────────┴──────────────┤
│ COST STRUCTURE                  │ REVENUE STREAMS (est.)                  │
│ Fixed:                          │ 1. Bread sales                          │
│ • Rent                          │ 2. Subscriptions                        │
└─────────────────────────────────┴─────────────────────────────────────────┘
```

More next year.
";

#[test]
fn a_border_across_one_column_parts_it() {
    let text = "\
+----------------------+----------------------+-------------+
| KEY PARTNERS         | KEY ACTIVITIES       | CHANNELS    |
| - Town               | - Baking             | - Shop      |
|   hospital:          |   bread              | - Web       |
|   rooms              +----------------------+             |
|                      | KEY RESOURCES        |             |
| - Mills              | - Oven               |             |
+----------------------+----------------------+-------------+
";
    let drafts = read(text);
    let [draft] = &drafts[..] else { panic!("{drafts:?}") };
    assert_eq!(names(draft, Block::KeyPartnerships), ["Town hospital: rooms", "Mills"]);
    assert_eq!(names(draft, Block::KeyActivities), ["Baking bread"]);
    assert_eq!(names(draft, Block::KeyResources), ["Oven"]);
    assert_eq!(names(draft, Block::Channels), ["Shop", "Web"]);
}

#[test]
fn boxes_are_read_by_their_labels() {
    let drafts = read(DRAWN);
    let [draft] = &drafts[..] else { panic!("{drafts:?}") };
    assert_eq!(draft.name.as_deref(), Some("Bakery"));
    assert_eq!(names(draft, Block::KeyPartnerships), ["Mills and farms", "Couriers"]);
    assert_eq!(names(draft, Block::KeyActivities), ["Baking"]);
    assert_eq!(names(draft, Block::KeyResources), ["Oven"]);
    assert_eq!(names(draft, Block::ValuePropositions), ["Warm bread at dawn", "Honest flour"]);
    assert_eq!(names(draft, Block::CustomerRelationships), ["Regulars"]);
    assert_eq!(names(draft, Block::Channels), ["Shop"]);
    assert_eq!(names(draft, Block::CustomerSegments), ["Families", "Cafés, hotels"]);
    assert_eq!(names(draft, Block::CostStructure), ["Rent"]);
    assert_eq!(names(draft, Block::RevenueStreams), ["Bread sales", "Subscriptions"]);
    assert_eq!(draft.items.iter().find(|item| item.name == "Rent").and_then(|item| item.group.as_deref()), Some("Fixed"));
    for item in &draft.items {
        let first = item.name.split(' ').next().expect("a word");
        assert!(DRAWN[item.range.clone()].contains(first), "{item:?}");
    }
    assert!(draft.left.iter().any(|left| left.why == Why::Behind && DRAWN[left.range.clone()] == *"More next year."));
}

#[test]
fn plain_characters_and_wide_letters_are_read() {
    let text = "\
+------------+------------+------------+
| 重要伙伴   | 关键业务   | 价值主张   |
| 面粉厂     | 烘焙       | 新鲜       |
+------------+------------+------------+
|  Channels            | Costs         |
|  * Shop + market     | Flour         |
|  * Web | app         |               |
+----------------------+---------------+
";
    let drafts = read(text);
    let [draft] = &drafts[..] else { panic!("{drafts:?}") };
    assert_eq!(names(draft, Block::KeyPartnerships), ["面粉厂"]);
    assert_eq!(names(draft, Block::ValuePropositions), ["新鲜"]);
    assert_eq!(names(draft, Block::CostStructure), ["Flour"]);
    assert_eq!(names(draft, Block::Channels)[0], "Shop + market");
}

#[test]
fn who_writes_small_begins_a_line_for_every_note() {
    let text = "\
+------------------+----------------------+-------------+
| Key Partners     | Value Propositions   | Channels    |
| mills            | flour that is milled | Web shop    |
| farmers          | on the day           | for cafes   |
|                  | same price always    |             |
+------------------+----------------------+-------------+
";
    let drafts = read(text);
    let [draft] = &drafts[..] else { panic!("{drafts:?}") };
    assert_eq!(names(draft, Block::KeyPartnerships), ["mills", "farmers"]);
    assert_eq!(names(draft, Block::ValuePropositions), ["flour that is milled on the day", "same price always"]);
    assert_eq!(names(draft, Block::Channels), ["Web shop for cafes"]);
}

#[test]
fn columns_without_walls_are_read() {
    let text = "\
┌──────────────────────────────────────────────────┐
│  KEY PARTNERS          CHANNELS                  │
│  • Mills               • Shop                    │
│  • Couriers            ─────────                 │
│  KEY RESOURCES         COST STRUCTURE            │
│  • Oven                • Rent                    │
└──────────────────────────────────────────────────┘
";
    let drafts = read(text);
    let [draft] = &drafts[..] else { panic!("{drafts:?}") };
    assert_eq!(names(draft, Block::KeyPartnerships), ["Mills", "Couriers"]);
    assert_eq!(names(draft, Block::Channels), ["Shop"]);
    assert_eq!(names(draft, Block::KeyResources), ["Oven"]);
    assert_eq!(names(draft, Block::CostStructure), ["Rent"]);
}

#[test]
fn a_box_inside_of_a_box_is_its_content_and_a_frame_is_none() {
    let inner = "\
┌─────────────┬──────────────┬─────────────┐
│ CHANNELS    │ VALUE PROP.  │ COSTS       │
│ Shop        │ ┌──────────┐ │ Rent        │
│             │ │ • Warm   │ │             │
│             │ │   bread  │ │             │
│             │ └──────────┘ │             │
└─────────────┴──────────────┴─────────────┘
";
    let framed = "\
┌───────────────────────────────────────────┐
│         BAKERY BUSINESS MODEL CANVAS      │
│ ┌──────────┐ ┌────────────┐ ┌───────────┐ │
│ │ CHANNELS │ │ VALUE PROP │ │ COSTS     │ │
│ │ Shop     │ │ Warm bread │ │ Rent      │ │
│ └──────────┘ └────────────┘ └───────────┘ │
└───────────────────────────────────────────┘
";
    for text in [inner, framed] {
        let drafts = read(text);
        let [draft] = &drafts[..] else { panic!("{drafts:?}") };
        assert_eq!(names(draft, Block::Channels), ["Shop"]);
        assert_eq!(names(draft, Block::ValuePropositions), ["Warm bread"]);
        assert_eq!(names(draft, Block::CostStructure), ["Rent"]);
    }
    assert_eq!(read(framed)[0].name.as_deref(), Some("BAKERY"));
}

#[test]
fn a_drawing_above_sections_and_a_table_are_not_read() {
    let sections = format!("{DRAWN}\n## Key Partners\n- Mills\n## Channels\n- Shop\n## Cost Structure\n- Rent\n");
    assert!(read(&sections).is_empty());
    assert!(read("| Key Partners | Channels | Costs |\n|---|---|---|\n| Mills | Shop | Rent |\n").is_empty());
    assert!(read("").is_empty());
}

proptest! {
    #[test]
    fn nothing_panics(text in r"([┌┐└┘├┤┬┴┼─│═║|+\-= \n•*:?a渠🏪]|KEY PARTNERS|CHANNELS|VALUE|PROPOSITIONS|Costs|  |\+---\+|──){0,120}") {
        for draft in read(&text) {
            for item in &draft.items {
                prop_assert!(text.get(item.range.clone()).is_some());
            }
            prop_assert!(draft.finish("drawing").is_ok());
        }
    }
}
