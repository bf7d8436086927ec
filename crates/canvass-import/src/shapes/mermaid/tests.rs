//! Subgraphs of Mermaid.

use canvass_model::blocks::Block;
use proptest::prelude::*;

use super::*;
use crate::draft::DraftItem;

fn one(text: &str) -> Draft {
    let mut drafts = read(text);
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    drafts.remove(0)
}

fn names(draft: &Draft, block: Block) -> Vec<&str> {
    draft.items.iter().filter(|item| item.block == block).map(|item| item.name.as_str()).collect()
}

fn item<'a>(draft: &'a Draft, name: &str) -> &'a DraftItem {
    draft.items.iter().find(|item| item.name == name).expect("the item")
}

#[test]
fn subgraphs_are_blocks() {
    let text = "# Bakery — Business Model Canvas\n\n```mermaid\ngraph TB\n    %% partners\n    subgraph \"Key Partners\"\n        P[Mills]\n        \
                P[Couriers<br/>bicycle, van]\n        P3[\"Payment<br/>Providers\"]:::blue\n    end\n    subgraph CH [2. Channels]\n        direction TB\n        \
                C1(\"Shop (old town)\") --> C2[Market]\n        C2 -->|then| C1\n    end\n    subgraph CostStructure[\"Cost Structure\"]\n        \
                subgraph Fixed\n        Rent\n        end\n    end\n    subgraph RS[Revenue Streams]\n    R[\"1. Bread<br/>2. Cakes\"]\n    end\n    \
                classDef blue fill:#00f\n```\n\nLater.\n";
    let draft = one(text);
    assert_eq!(draft.name.as_deref(), Some("Bakery"));
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Mills", "Couriers", "Payment Providers"]);
    assert_eq!(item(&draft, "Couriers").note.as_deref(), Some("bicycle, van"));
    assert_eq!(names(&draft, Block::Channels), ["Shop (old town)", "Market"]);
    assert_eq!(names(&draft, Block::CostStructure), ["Rent"]);
    assert_eq!(item(&draft, "Rent").group.as_deref(), Some("Fixed"));
    assert_eq!(names(&draft, Block::RevenueStreams), ["Bread", "Cakes"]);
    assert_eq!(&text[item(&draft, "Mills").range.clone()], "P[Mills]");
    assert!(draft.left.iter().any(|left| left.why == Why::Behind && text[left.range.clone()] == *"Later."));
}

#[test]
fn nodes_are_blocks() {
    let text = "flowchart LR\n  KP[\"<b>Key Partners</b><br/>• Mills<br/>• Farms\"] --> KA[Key Activities<br/>1. Baking 2. Selling]\n  \
                KA --> VP{{Value Proposition}}\n  VP --> V1[Warm bread]\n  VP --- V2((Honest flour))\n  X[Elsewhere]\n";
    let draft = one(text);
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Mills", "Farms"]);
    assert_eq!(names(&draft, Block::KeyActivities), ["Baking", "Selling"]);
    assert_eq!(names(&draft, Block::ValuePropositions), ["Warm bread", "Honest flour"]);
    assert_eq!(draft.items.len(), 6);
}

#[test]
fn branches_of_a_mind_map_are_blocks() {
    let text = "---\ntitle: The Bakery\n---\nmindmap\n  root((Business Model Canvas))\n    KP[Key Partners]\n      Mills\n        in the valley\n      \
                Farms\n    Channels\n      ::icon(fa fa-truck)\n      Own:\n        Shop\n      (Market)\n    Costs\n      Rent\n    Roadmap\n      Franchise\n";
    let draft = one(text);
    assert_eq!(draft.name.as_deref(), Some("The Bakery"));
    assert_eq!(names(&draft, Block::KeyPartnerships), ["Mills", "Farms"]);
    assert_eq!(item(&draft, "Mills").note.as_deref(), Some("in the valley"));
    assert_eq!(names(&draft, Block::Channels), ["Shop", "Market"]);
    assert_eq!(item(&draft, "Shop").group.as_deref(), Some("Own"));
    assert_eq!(item(&draft, "Market").group, None);
    assert_eq!(draft.items.len(), 5);
}

#[test]
fn other_diagrams_are_not_read() {
    assert!(read("```mermaid\nsequenceDiagram\n  A->>B: Channels\n```\n").is_empty());
    assert!(read("```mermaid\ngraph TD\n  A[Start] --> B[End]\n```\n").is_empty());
    assert!(read("## Key Partners\n- Mills\n").is_empty());
    assert!(read("").is_empty());
}

proptest! {
    #[test]
    fn nothing_panics(
        text in r#"(```mermaid\n|```\n|graph TD\n|graph TD;|mindmap\n|---\n|title: |subgraph |end\n|Key Partners|Channels|Costs|A|B1|é|渠道|🏪|<br/>|[\[\](){}<>/\\"`|&;:@%.#\-= \n]|@\{|label:|-->|:::|1\. | 2\. |    ){0,80}"#
    ) {
        for text in [text.clone(), format!("graph TD\nsubgraph Key Partners\nA[x]\nend\nsubgraph Channels\n{text}\nend\nC[Costs<br>x] --> D[y]"), format!("mindmap\n  Costs\n    x\n{text}")] {
            for draft in read(&text) {
                for item in &draft.items {
                    prop_assert!(text.get(item.range.clone()).is_some());
                }
                prop_assert!(draft.finish("mermaid").is_ok());
            }
        }
    }
}
